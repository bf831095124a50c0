// SPDX-License-Identifier: GPL-3.0-or-later
// What the statistics say is what the reports say: both are fetched through core and counted here.
#include "core/analytics/steppath.h"
#include "tests/contract/contractbench.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;
using namespace qwats;
using qwats::test::ContractBench;

namespace {

/// Values of one measurement, sorted, by its path.
using ValuesByPath = std::map<QString, std::vector<double>>;

/// Rounds of a loop count once for all: by the step that sums them up.
bool isRound(const Step &step)
{
    return step.extras().loop && !step.extras().loop->isHeader;
}

void collect(const Step &step, const QString &path, ValuesByPath &values)
{
    static const std::vector<Measurement> none;
    for (const Measurement &measured : isRound(step) ? none : step.measurements) {
        if (measured.kind == Measurement::Kind::Numeric && std::isfinite(measured.number)) {
            StepPath at = StepPath::fromWire(path);
            at.measurement = measured.name;
            values[at.toWire()].push_back(measured.number);
        }
    }
    for (const Step &inner : step.steps)
        collect(inner, path + QChar(0xB6) + inner.name, values);
}

/// Counts the steps that failed themselves, by path.
void countFailed(const Step &step, const QString &path, std::map<QString, qint64> &failed)
{
    if (step.status == StepStatus::Failed && step.steps.empty() && !isRound(step))
        ++failed[path];
    for (const Step &inner : step.steps)
        countFailed(inner, path + QChar(0xB6) + inner.name, failed);
}

void sortAll(ValuesByPath &values)
{
    for (auto &[path, list] : values)
        std::sort(list.begin(), list.end());
}

/// In how many runs each unit of a process passed for the first time; 0: never.
std::map<std::pair<QString, int>, int> firstPasses(ReportHeaderList rows)
{
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
    std::map<std::pair<QString, int>, int> passedIn;
    std::map<std::pair<QString, int>, int> runs;
    for (const ReportHeader &row : rows) {
        const std::pair unit(row.serialNumber, row.processCode);
        const int run = ++runs[unit];
        auto &passed = passedIn[unit];
        if (passed == 0 && row.result == ReportResult::Passed)
            passed = run;
    }
    return passedIn;
}

} // namespace

class TestContractNumbers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void yields_data();
    void yields();
    void topFailed_data();
    void topFailed();
    void measurements_data();
    void measurements();
    void serialHistory_data();
    void serialHistory();
    void uploadsChangeStatistics();

private:
    void products();
    [[nodiscard]] ReportHeaderList testsOf(const QString &part) const;
    [[nodiscard]] static WatsFilter everythingOf(const QString &part);

    std::unique_ptr<ContractBench> m_bench;
    ReportHeaderList m_tests; ///< all of the factory
    ReportHeaderList m_repairs;
    QStringList m_products; ///< those with most tests
};

void TestContractNumbers::initTestCase()
{
    m_bench = std::make_unique<ContractBench>();
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    ReportFilter filter;
    m_tests = m_bench->value(ReportService::headers(filter, ReportSort::Start, Qt::AscendingOrder, {0, 1000}));
    filter.kind = ReportKind::Repair;
    m_repairs = m_bench->value(ReportService::headers(filter, ReportSort::Start, Qt::AscendingOrder, {0, 1000}));
    QCOMPARE(m_tests.size() + m_repairs.size(), 400u);
    std::map<QString, int> counts;
    for (const ReportHeader &row : m_tests)
        ++counts[row.partNumber];
    std::vector<std::pair<int, QString>> order;
    for (const auto &[part, count] : counts)
        order.emplace_back(count, part);
    std::sort(order.rbegin(), order.rend());
    QVERIFY(order.size() >= 3);
    for (size_t i = 0; i < 3; ++i)
        m_products << order[i].second;
}

ReportHeaderList TestContractNumbers::testsOf(const QString &part) const
{
    ReportHeaderList rows;
    std::copy_if(m_tests.begin(), m_tests.end(), std::back_inserter(rows),
                 [&](const ReportHeader &row) { return row.partNumber == part; });
    return rows;
}

WatsFilter TestContractNumbers::everythingOf(const QString &part)
{
    WatsFilter filter;
    filter.partNumber = part;
    filter.from = Timestamp::fromMs(0);
    return filter;
}

void TestContractNumbers::products()
{
    QTest::addColumn<QString>("part");
    for (const QString &part : m_products)
        QTest::addRow("%s", qPrintable(part)) << part;
}

void TestContractNumbers::yields_data()
{
    products();
}

void TestContractNumbers::yields()
{
    QFETCH(QString, part);
    WatsFilter filter = everythingOf(part);
    filter.dimensions = u"processCode"_s;
    const auto rows = m_bench->value(AnalyticsService::yield(filter));
    const auto passedIn = firstPasses(testsOf(part));
    QVERIFY(!rows.empty());
    qint64 units = 0;
    for (const YieldRow &row : rows) {
        QVERIFY(row.processCode && row.unitCount && row.firstPassCount && row.lastPassCount);
        std::array<qint64, 4> passed{}; // by run 1, by run 2, by run 3, ever
        qint64 count = 0;
        for (const auto &[unit, run] : passedIn) {
            if (unit.second != *row.processCode)
                continue;
            ++count;
            for (int i = 0; i < 4; ++i)
                passed[size_t(i)] += run > 0 && (i == 3 || run <= i + 1);
        }
        QCOMPARE(*row.unitCount, count);
        QCOMPARE(*row.firstPassCount, passed[0]);
        QCOMPARE(row.secondPassCount.value_or(-1), passed[1]);
        QCOMPARE(row.thirdPassCount.value_or(-1), passed[2]);
        QCOMPARE(*row.lastPassCount, passed[3]);
        QCOMPARE(row.firstPassYield().value_or(-1), 100.0 * double(passed[0]) / double(count));
        QVERIFY(std::abs(row.fpy.value_or(-1) - *row.firstPassYield()) < 1e-9); // the server's is percent too
        units += count;
    }
    QCOMPARE(units, qint64(passedIn.size()));
}

void TestContractNumbers::topFailed_data()
{
    products();
}

void TestContractNumbers::topFailed()
{
    QFETCH(QString, part);
    WatsFilter filter = everythingOf(part);
    filter.topCount = 1000; // else the ten worst
    const auto rows = m_bench->value(AnalyticsService::topFailed(filter));
    std::map<QString, qint64> expected;
    for (const ReportHeader &header : testsOf(part)) {
        const Report report = m_bench->value(ReportService::one(header.id));
        QVERIFY(report.root);
        countFailed(*report.root, report.root->name, expected);
    }
    // A product may have no failed step in this factory: then the server must know none either.
    std::map<QString, qint64> counted;
    for (const TopFailedRow &row : rows) {
        QVERIFY(row.failCount && row.totalCount && *row.totalCount >= *row.failCount);
        QCOMPARE(row.rate().value_or(-1), 100.0 * double(*row.failCount) / double(*row.totalCount));
        counted[row.stepPath] += *row.failCount;
    }
    for (const auto &[path, count] : expected)
        QVERIFY2(counted[path] == count, qPrintable(path));
    QCOMPARE(counted.size(), expected.size());
}

void TestContractNumbers::measurements_data()
{
    products();
}

void TestContractNumbers::measurements()
{
    QFETCH(QString, part);
    ValuesByPath expected;
    for (const ReportHeader &header : testsOf(part)) {
        const Report report = m_bench->value(ReportService::one(header.id));
        QCOMPARE(report.serialNumber, header.serialNumber);
        QVERIFY(report.root);
        collect(*report.root, report.root->name, expected);
    }
    QVERIFY(!expected.empty());
    sortAll(expected);
    ValuesByPath served;
    for (const MeasuredValue &row : m_bench->value(AnalyticsService::measurements(everythingOf(part)))) {
        if (row.value && std::isfinite(*row.value))
            served[row.path].push_back(*row.value);
    }
    sortAll(served);
    for (const auto &[path, values] : expected)
        QVERIFY2(served[path] == values,
                 qPrintable(path + u": %1 of %2"_s.arg(served[path].size()).arg(values.size())));
    QCOMPARE(served.size(), expected.size());
    qint64 aggregated = 0;
    for (const auto &row : m_bench->value(AnalyticsService::aggregatedMeasurements(everythingOf(part)))) {
        const auto &values = expected[row.path];
        QVERIFY2(!values.empty(), qPrintable(row.path));
        QVERIFY(row.statistics.min.value_or(-1e300) >= values.front());
        QVERIFY(row.statistics.max.value_or(1e300) <= values.back());
        aggregated += row.statistics.count.value_or(0);
    }
    qint64 all = 0;
    for (const auto &[path, values] : expected)
        all += qint64(values.size());
    QCOMPARE(aggregated, all);
}

void TestContractNumbers::serialHistory_data()
{
    QTest::addColumn<QString>("serial");
    std::map<QString, int> counts;
    for (const ReportHeader &row : m_repairs)
        ++counts[row.serialNumber];
    int left = 5;
    for (const auto &[serial, count] : counts) {
        if (left-- > 0)
            QTest::addRow("%s", qPrintable(serial)) << serial;
    }
}

void TestContractNumbers::serialHistory()
{
    QFETCH(QString, serial);
    WatsFilter filter;
    filter.serialNumber = serial;
    filter.from = Timestamp::fromMs(0);
    QStringList served;
    for (const ReportHeader &row : m_bench->value(AnalyticsService::serialNumberHistory(filter)))
        served << row.id;
    QStringList expected;
    for (const auto *rows : {&m_tests, &m_repairs}) {
        for (const ReportHeader &row : *rows) {
            if (row.serialNumber == serial)
                expected << row.id;
        }
    }
    QVERIFY(expected.size() > 1);
    served.sort();
    expected.sort();
    QCOMPARE(served, expected);
}

/// A statistic that was kept is asked for anew after a report was uploaded.
void TestContractNumbers::uploadsChangeStatistics()
{
    const auto query = AnalyticsService::yield(everythingOf(m_products.first()));
    QVERIFY(m_bench->get(query));
    QVERIFY(m_bench->session->fetcher().peek(query));
    m_bench->session->fetcher().dropTags(ReportService::tagsDroppedByUpload(u"new"_s, m_products.first(), {}));
    QVERIFY(!m_bench->session->fetcher().peek(query));
}

QTEST_GUILESS_MAIN(TestContractNumbers)
#include "tst_contract_numbers.moc"
