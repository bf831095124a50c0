// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/contractbench.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace qwats;
using qwats::test::ContractBench;

namespace {

/// How many places "C1-C40, C52" names.
qint64 placesIn(const QString &componentRef)
{
    static const QRegularExpression digits(u"\\d+"_s);
    qint64 places = 0;
    for (const QString &part : componentRef.split(u',', Qt::SkipEmptyParts)) {
        const QString first = digits.match(part.section(u'-', 0, 0)).captured();
        const QString last = digits.match(part.section(u'-', 1, 1)).captured();
        places += last.isEmpty() ? 1 : last.toLongLong() - first.toLongLong() + 1;
    }
    return places;
}

} // namespace

class TestContractProducts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listIsPlausible();
    void detail_data();
    void detail();
    void boms_data();
    void boms();
    void groupsArePlausible();
    void vendorsArePlausible();
    void unknownProductIsNotFound();
    void processesArePlausible();
    void repairOperationsMatchProcesses();
    void levelsArePlausible();

private:
    std::unique_ptr<ContractBench> m_bench;
    ProductList m_all;
};

void TestContractProducts::initTestCase()
{
    m_bench = std::make_unique<ContractBench>();
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    m_all = m_bench->value(ProductService::list());
    QCOMPARE(m_all.size(), 40u);
}

void TestContractProducts::listIsPlausible()
{
    QSet<QString> numbers;
    for (const Product &product : m_all) {
        QVERIFY(!product.partNumber.isEmpty() && !product.name.isEmpty());
        numbers.insert(product.partNumber);
    }
    QCOMPARE(numbers.size(), 40);
    QVERIFY(std::any_of(m_all.begin(), m_all.end(), [](const Product &product) { return product.active; }));
}

void TestContractProducts::detail_data()
{
    QTest::addColumn<int>("index");
    for (const int index : {0, 13, 26, 39})
        QTest::addRow("%s", qPrintable(m_all[static_cast<size_t>(index)].partNumber)) << index;
}

void TestContractProducts::detail()
{
    QFETCH(int, index);
    const Product &row = m_all[static_cast<size_t>(index)];
    const Product product = m_bench->value(ProductService::one(row.partNumber));
    QCOMPARE(product.partNumber, row.partNumber);
    QCOMPARE(product.name, row.name);
    QCOMPARE(product.active, row.active);
    QVERIFY(!product.revisions.empty());
    QSet<QString> revisions;
    for (const ProductRevision &revision : product.revisions) {
        QVERIFY(!revision.revision.isEmpty());
        revisions.insert(revision.revision);
    }
    QCOMPARE(revisions.size(), qsizetype(product.revisions.size()));
}

void TestContractProducts::boms_data()
{
    detail_data();
}

void TestContractProducts::boms()
{
    QFETCH(int, index);
    const QString partNumber = m_all[static_cast<size_t>(index)].partNumber;
    for (const ProductRevision &revision : m_bench->value(ProductService::one(partNumber)).revisions) {
        const Bom bom = m_bench->value(ProductService::bom(partNumber, revision.revision));
        QVERIFY2(!bom.empty(), qPrintable(revision.revision));
        int placed = 0;
        for (const BomItem &item : bom) {
            QVERIFY(!item.partNumber.isEmpty() && item.quantity > 0);
            if (!item.componentRef.isEmpty()) // glue and labels have no place
                QVERIFY2(placesIn(item.componentRef) == item.quantity, qPrintable(item.componentRef));
            placed += item.componentRef.isEmpty() ? 0 : 1;
        }
        QVERIFY2(placed > 0, qPrintable(revision.revision));
    }
}

void TestContractProducts::groupsArePlausible()
{
    const auto groups = m_bench->value(ProcessService::productGroups());
    QVERIFY(!groups.empty());
    QSet<qint64> ids;
    for (const ProductGroup &group : groups) {
        QVERIFY(!group.name.isEmpty());
        ids.insert(group.id);
    }
    QCOMPARE(ids.size(), qsizetype(groups.size()));
}

void TestContractProducts::vendorsArePlausible()
{
    const auto vendors = m_bench->value(ProductService::vendors());
    QVERIFY(!vendors.empty());
    QSet<QString> ids;
    for (const Vendor &vendor : vendors) {
        QVERIFY(!vendor.id.isEmpty() && !vendor.name.isEmpty());
        ids.insert(vendor.id);
    }
    QCOMPARE(ids.size(), qsizetype(vendors.size()));
}

void TestContractProducts::unknownProductIsNotFound()
{
    const auto answer = m_bench->get(ProductService::one(u"no/such product"_s));
    QVERIFY(!answer && answer.error);
    QCOMPARE(answer.error->kind, Error::Kind::NotFound);
    QCOMPARE(answer.outcome, Outcome::Negative);
}

void TestContractProducts::processesArePlausible()
{
    const auto processes = m_bench->value(ProcessService::list());
    QSet<int> codes;
    for (const Process &process : processes) {
        QVERIFY(process.code > 0 && !process.name.isEmpty());
        QVERIFY2(process.isTest || process.isRepair || process.isWip, qPrintable(process.name));
        codes.insert(process.code);
    }
    QCOMPARE(codes.size(), qsizetype(processes.size()));
    const auto has = [&](auto member) {
        return std::any_of(processes.begin(), processes.end(), [&](const Process &process) { return process.*member; });
    };
    QVERIFY(has(&Process::isTest) && has(&Process::isRepair));
}

void TestContractProducts::repairOperationsMatchProcesses()
{
    QSet<int> repairs;
    for (const Process &process : m_bench->value(ProcessService::list())) {
        if (process.isRepair)
            repairs.insert(process.code);
    }
    const auto operations = m_bench->value(ProcessService::repairOperations());
    QVERIFY(!operations.empty());
    for (const RepairOperation &operation : operations) {
        QVERIFY2(repairs.contains(operation.code), qPrintable(QString::number(operation.code)));
        QVERIFY(!operation.categories.empty());
        for (const FailCode &category : operation.categories)
            QVERIFY2(!category.description.isEmpty() && !category.codes.empty(), qPrintable(category.id));
    }
}

void TestContractProducts::levelsArePlausible()
{
    const auto levels = m_bench->value(ProcessService::levels());
    QVERIFY(!levels.empty());
    QSet<int> ids;
    for (const ProductionLevel &level : levels) {
        QVERIFY(!level.name.isEmpty());
        ids.insert(level.id);
    }
    QCOMPARE(ids.size(), qsizetype(levels.size()));
}

QTEST_GUILESS_MAIN(TestContractProducts)
#include "tst_contract_products.moc"
