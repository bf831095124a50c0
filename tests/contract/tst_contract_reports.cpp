// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/contractbench.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace qwats;
using qwats::test::ContractBench;

namespace {

constexpr PageRange everything{0, 10'000};

template <typename T> int order(const T &left, const T &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

struct SortCase
{
    const char *name;
    ReportSort sort;
    std::function<int(const ReportHeader &, const ReportHeader &)> compare;
};

template <typename T> std::function<int(const ReportHeader &, const ReportHeader &)> by(T ReportHeader::*member)
{
    return [member](const ReportHeader &a, const ReportHeader &b) { return order(a.*member, b.*member); };
}

QString resultWord(ReportResult result)
{
    switch (result) {
    case ReportResult::Passed: return u"Passed"_s;
    case ReportResult::Failed: return u"Failed"_s;
    case ReportResult::Error: return u"Error"_s;
    case ReportResult::Terminated: return u"Terminated"_s;
    case ReportResult::Done: return u"Done"_s;
    case ReportResult::Unknown: break;
    }
    return {};
}

const std::vector<SortCase> &sortCases()
{
    static const std::vector<SortCase> cases{
        {"start", ReportSort::Start, by(&ReportHeader::start)},
        {"serial number", ReportSort::SerialNumber, by(&ReportHeader::serialNumber)},
        {"part number", ReportSort::PartNumber, by(&ReportHeader::partNumber)},
        {"process", ReportSort::Process, by(&ReportHeader::processCode)},
        {"station", ReportSort::Station, by(&ReportHeader::stationName)},
        {"operator", ReportSort::Operator, by(&ReportHeader::operatorName)},
        {"execution time", ReportSort::ExecutionTime, by(&ReportHeader::executionTime)},
        {"result", ReportSort::Result,
         [](const ReportHeader &a, const ReportHeader &b) {
             return order(resultWord(a.result), resultWord(b.result));
         }},
        {"run", ReportSort::Run, by(&ReportHeader::run)},
        {"fixture", ReportSort::Fixture, by(&ReportHeader::fixtureId)},
        {"size", ReportSort::Size, by(&ReportHeader::sizeKb)},
    };
    return cases;
}

/// `%` is any text; no letter case is forgiven.
bool matches(const QString &text, const QString &pattern)
{
    if (pattern.isEmpty())
        return true;
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(u"\\%"_s, u".*"_s).replace(u'%', u".*"_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(text).hasMatch();
}

bool fits(const ReportHeader &row, const ReportFilter &filter)
{
    const auto &results = filter.results;
    return matches(row.serialNumber, filter.serialNumber) && matches(row.partNumber, filter.partNumber)
        && matches(row.revision, filter.revision) && matches(row.batchNumber, filter.batchNumber)
        && matches(row.stationName, filter.stationName) && matches(row.operatorName, filter.operatorName)
        && matches(row.fixtureId, filter.fixtureId) && (!filter.processCode || row.processCode == *filter.processCode)
        && (results.empty() || std::find(results.begin(), results.end(), row.result) != results.end())
        && (!filter.from.isValid() || row.start >= filter.from) && (!filter.to.isValid() || row.start <= filter.to);
}

QStringList idsOf(const ReportHeaderList &rows)
{
    QStringList ids;
    for (const ReportHeader &row : rows)
        ids << row.id;
    return ids;
}

int countSteps(const Step &step, const std::function<bool(const Step &)> &wanted)
{
    int count = wanted(step) ? 1 : 0;
    for (const Step &child : step.steps)
        count += countSteps(child, wanted);
    return count;
}

} // namespace

class TestContractReports : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void headersArePlausible_data();
    void headersArePlausible();
    void filtered_data();
    void filtered();
    void sorted_data();
    void sorted();
    void pagesJoinWithoutGap_data();
    void pagesJoinWithoutGap();
    void testBodyEqualsHeader_data();
    void testBodyEqualsHeader();
    void repairBodyEqualsHeader_data();
    void repairBodyEqualsHeader();
    void history();
    void unknownReportIsNotFound();
    void odataFilter();

private:
    [[nodiscard]] ReportHeaderList query(const ReportFilter &filter);
    std::unique_ptr<ContractBench> m_bench;
    ReportHeaderList m_tests;
    ReportHeaderList m_repairs;
};

ReportHeaderList TestContractReports::query(const ReportFilter &filter)
{
    return m_bench->value(ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, everything));
}

void TestContractReports::initTestCase()
{
    m_bench = std::make_unique<ContractBench>();
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    m_tests = query({});
    ReportFilter repairs;
    repairs.kind = ReportKind::Repair;
    m_repairs = query(repairs);
    QVERIFY2(m_tests.size() > 200 && !m_repairs.empty(), qPrintable(QString::number(m_tests.size())));
}

void TestContractReports::headersArePlausible_data()
{
    QTest::addColumn<bool>("repairs");
    QTest::newRow("tests") << false;
    QTest::newRow("repairs") << true;
}

void TestContractReports::headersArePlausible()
{
    QFETCH(bool, repairs);
    QSet<QString> ids;
    for (const ReportHeader &row : repairs ? m_repairs : m_tests) {
        ids.insert(row.id);
        QVERIFY(!row.id.isEmpty() && !row.serialNumber.isEmpty() && !row.partNumber.isEmpty() && row.processCode > 0);
        QCOMPARE(row.kind, repairs ? ReportKind::Repair : ReportKind::Test);
        QVERIFY(row.result != ReportResult::Unknown);
        QVERIFY(row.start.isValid() && row.start <= m_bench->clock.wallNow());
        if (row.kind == ReportKind::Test && row.result == ReportResult::Failed)
            QVERIFY2(!row.failedStep.isEmpty(), qPrintable(row.id));
    }
    QCOMPARE(ids.size(), qsizetype((repairs ? m_repairs : m_tests).size()));
}

void TestContractReports::filtered_data()
{
    QTest::addColumn<ReportFilter>("filter");
    const ReportHeader &row = m_tests[m_tests.size() / 2];
    const auto add = [](const char *name, auto change, ReportKind kind = ReportKind::Test) {
        ReportFilter filter;
        filter.kind = kind;
        change(filter);
        QTest::newRow(name) << filter;
    };
    add("serial", [&](ReportFilter &f) { f.serialNumber = row.serialNumber; });
    add("serial begins with", [&](ReportFilter &f) { f.serialNumber = row.serialNumber.left(3) + u'%'; });
    add("serial ends with", [&](ReportFilter &f) { f.serialNumber = u'%' + row.serialNumber.right(1); });
    add("serial contains", [&](ReportFilter &f) { f.serialNumber = u'%' + row.serialNumber.mid(3, 2) + u'%'; });
    add("serial begins and ends",
        [&](ReportFilter &f) { f.serialNumber = row.serialNumber.left(2) + u'%' + row.serialNumber.right(1); });
    add("part number", [&](ReportFilter &f) { f.partNumber = row.partNumber; });
    add("part number begins with", [&](ReportFilter &f) { f.partNumber = row.partNumber.left(4) + u'%'; });
    add("revision", [&](ReportFilter &f) { f.revision = row.revision; });
    add("batch", [&](ReportFilter &f) { f.batchNumber = row.batchNumber; });
    add("station", [&](ReportFilter &f) { f.stationName = row.stationName; });
    add("operator", [&](ReportFilter &f) { f.operatorName = row.operatorName; });
    add("fixture", [&](ReportFilter &f) { f.fixtureId = row.fixtureId; });
    add("process", [&](ReportFilter &f) { f.processCode = row.processCode; });
    add("passed", [&](ReportFilter &f) { f.results = {ReportResult::Passed}; });
    add("failed", [&](ReportFilter &f) { f.results = {ReportResult::Failed}; });
    add("failed or error or terminated", [&](ReportFilter &f) {
        f.results = {ReportResult::Failed, ReportResult::Error, ReportResult::Terminated};
    });
    add("from", [&](ReportFilter &f) { f.from = row.start; });
    add("to", [&](ReportFilter &f) { f.to = row.start; });
    add("a moment", [&](ReportFilter &f) { f.from = f.to = row.start; });
    add("all at once", [&](ReportFilter &f) {
        f.partNumber = row.partNumber.left(3) + u'%';
        f.results = {row.result};
        f.processCode = row.processCode;
        f.to = row.start;
    });
    add("any text at all", [&](ReportFilter &f) { f.serialNumber = u"%"_s; });
    add(
        "repairs of a part", [&](ReportFilter &f) { f.partNumber = m_repairs[0].partNumber; }, ReportKind::Repair);
    add(
        "repairs by operator", [&](ReportFilter &f) { f.operatorName = m_repairs[0].operatorName; },
        ReportKind::Repair);
}

void TestContractReports::filtered()
{
    QFETCH(ReportFilter, filter);
    QSet<QString> wanted;
    for (const ReportHeader &row : filter.kind == ReportKind::Repair ? m_repairs : m_tests) {
        if (fits(row, filter))
            wanted.insert(row.id);
    }
    QVERIFY2(!wanted.isEmpty(), "the filter was made from a row that exists");
    const QStringList found = idsOf(query(filter));
    QCOMPARE(found.size(), wanted.size());
    QCOMPARE(QSet<QString>(found.begin(), found.end()), wanted);
}

void TestContractReports::sorted_data()
{
    QTest::addColumn<int>("sortCase");
    QTest::addColumn<bool>("descending");
    for (int i = 0; i < int(sortCases().size()); ++i) {
        QTest::addRow("%s up", sortCases()[static_cast<size_t>(i)].name) << i << false;
        QTest::addRow("%s down", sortCases()[static_cast<size_t>(i)].name) << i << true;
    }
}

void TestContractReports::sorted()
{
    QFETCH(int, sortCase);
    QFETCH(bool, descending);
    const SortCase &wanted = sortCases()[static_cast<size_t>(sortCase)];
    const auto rows = m_bench->value(
        ReportService::headers({}, wanted.sort, descending ? Qt::DescendingOrder : Qt::AscendingOrder, everything));
    QCOMPARE(rows.size(), m_tests.size());
    for (size_t i = 1; i < rows.size(); ++i) {
        int found = wanted.compare(rows[i - 1], rows[i]);
        found = descending ? -found : found;
        QVERIFY2(found <= 0, qPrintable(rows[i].id));
        if (found == 0 && wanted.sort != ReportSort::Start)
            QVERIFY2(rows[i - 1].start >= rows[i].start, "equal rows: newest first");
    }
    QVERIFY2(wanted.compare(rows.front(), rows.back()) != 0, "all rows equal: the order proves nothing");
}

void TestContractReports::pagesJoinWithoutGap_data()
{
    QTest::addColumn<int>("sortCase");
    QTest::addColumn<int>("top");
    QTest::newRow("newest first") << 0 << 100;
    QTest::newRow("many equal keys") << 7 << 33;
    QTest::newRow("numbers") << 6 << 150;
}

void TestContractReports::pagesJoinWithoutGap()
{
    QFETCH(int, sortCase);
    QFETCH(int, top);
    const ReportSort sort = sortCases()[static_cast<size_t>(sortCase)].sort;
    QStringList joined;
    for (int skip = 0;; skip += top) {
        const auto page = m_bench->value(ReportService::headers({}, sort, Qt::DescendingOrder, {skip, top}));
        joined += idsOf(page);
        if (int(page.size()) < top)
            break;
        QVERIFY(joined.size() <= qsizetype(m_tests.size()));
    }
    const auto whole = m_bench->value(ReportService::headers({}, sort, Qt::DescendingOrder, everything));
    QCOMPARE(joined, idsOf(whole));
}

void TestContractReports::testBodyEqualsHeader_data()
{
    QTest::addColumn<int>("index");
    QSet<int> seen; // one of every result
    for (size_t i = 0; i < m_tests.size(); ++i) {
        const int result = int(m_tests[i].result);
        if (!seen.contains(result)) {
            seen.insert(result);
            QTest::addRow("newest %s", qPrintable(resultWord(m_tests[i].result))) << int(i);
        }
    }
    QTest::newRow("oldest") << int(m_tests.size() - 1);
    QTest::newRow("middle") << int(m_tests.size() / 2);
}

void TestContractReports::testBodyEqualsHeader()
{
    QFETCH(int, index);
    const ReportHeader &row = m_tests[static_cast<size_t>(index)];
    const Report report = m_bench->value(ReportService::one(row.id));
    QCOMPARE(report.id.toLower(), row.id.toLower());
    QCOMPARE(report.kind, row.kind);
    QCOMPARE(report.result, row.result);
    QCOMPARE(report.serialNumber, row.serialNumber);
    QCOMPARE(report.partNumber, row.partNumber);
    QCOMPARE(report.revision, row.revision);
    QCOMPARE(report.stationName, row.stationName);
    QCOMPARE(report.operatorName, row.operatorName);
    QCOMPARE(report.processCode, row.processCode);
    QCOMPARE(report.fixtureId, row.fixtureId);
    QCOMPARE(report.batchNumber, row.batchNumber);
    QCOMPARE(report.start, row.start);
    QVERIFY(report.executionTime.has_value());
    QCOMPARE(*report.executionTime, row.executionTime);
    QVERIFY(report.root.has_value() && !report.root->steps.empty());
    const int causes = countSteps(
        *report.root, [&](const Step &step) { return step.causedUnitFailure && step.name == row.failedStep; });
    if (row.result == ReportResult::Failed)
        QVERIFY2(causes > 0, qPrintable(row.failedStep));
    QCOMPARE(countSteps(*report.root, [](const Step &step) { return !step.extras().problem.isEmpty(); }), 0);
    QVERIFY(countSteps(*report.root, [](const Step &step) { return !step.measurements.empty(); }) > 0);
}

void TestContractReports::repairBodyEqualsHeader_data()
{
    QTest::addColumn<int>("index");
    QTest::newRow("newest") << 0;
    QTest::newRow("oldest") << int(m_repairs.size() - 1);
}

void TestContractReports::repairBodyEqualsHeader()
{
    QFETCH(int, index);
    const ReportHeader &row = m_repairs[static_cast<size_t>(index)];
    const Report report = m_bench->value(ReportService::one(row.id));
    QCOMPARE(report.id.toLower(), row.id.toLower());
    QCOMPARE(report.kind, ReportKind::Repair);
    QCOMPARE(report.serialNumber, row.serialNumber);
    QCOMPARE(report.partNumber, row.partNumber);
    QCOMPARE(report.start, row.start);
    QVERIFY(!report.subUnits.empty());
    QCOMPARE(report.subUnits[0].serialNumber, row.serialNumber);
    QVERIFY(!report.subUnits[0].failures.empty());
    for (const RepairFailure &failure : report.subUnits[0].failures)
        QVERIFY(!failure.category.isEmpty() && !failure.code.isEmpty());
    QCOMPARE(report.referencedTest.toLower(), row.referencedReport.toLower());
    const Report test = m_bench->value(ReportService::one(report.referencedTest));
    QCOMPARE(test.serialNumber, row.serialNumber);
    QVERIFY2(test.result != ReportResult::Passed, "a repair refers to the test that failed");
    QVERIFY(test.start <= report.start);
}

void TestContractReports::history()
{
    const QString serial = m_repairs[0].serialNumber;
    const auto tests = m_bench->value(ReportService::history(ReportKind::Test, serial));
    const auto wanted = std::count_if(m_tests.begin(), m_tests.end(),
                                      [&](const ReportHeader &row) { return row.serialNumber == serial; });
    QCOMPARE(qsizetype(tests.size()), qsizetype(wanted));
    for (size_t i = 1; i < tests.size(); ++i)
        QVERIFY2(tests[i - 1].start <= tests[i].start, "oldest first");
    const auto repairs = m_bench->value(ReportService::history(ReportKind::Repair, serial));
    QVERIFY(!repairs.empty());
    QVERIFY(m_bench->value(ReportService::history(ReportKind::Test, u"nobody's"_s)).empty());
}

void TestContractReports::unknownReportIsNotFound()
{
    const auto answer = m_bench->get(ReportService::one(u"11111111-2222-3333-4444-555555555555"_s));
    QVERIFY(!answer && answer.error);
    QCOMPARE(answer.error->kind, Error::Kind::NotFound);
}

void TestContractReports::odataFilter()
{
    const auto rows
        = m_bench->value(ReportService::byODataFilter(ReportKind::Test, u"executionTime gt 60"_s, everything));
    const auto wanted
        = std::count_if(m_tests.begin(), m_tests.end(), [](const ReportHeader &row) { return row.executionTime > 60; });
    QVERIFY(wanted > 0 && size_t(wanted) < m_tests.size());
    QCOMPARE(qsizetype(rows.size()), qsizetype(wanted));
}

QTEST_GUILESS_MAIN(TestContractReports)
#include "tst_contract_reports.moc"
