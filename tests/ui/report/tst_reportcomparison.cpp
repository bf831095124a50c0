// SPDX-License-Identifier: GPL-3.0-or-later
// Reports side by side: what belongs together, and what is different about it.
#include "tests/ui/report/samples.h"
#include "ui/report/comparisonmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace qwats;
using namespace qwats::test;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

using Reports = std::vector<std::shared_ptr<const Report>>;

Step named(const QString &name, const std::vector<Step> &below = {})
{
    Step step = stepOf(0, name);
    step.steps = below;
    return step;
}

Step single(const QString &name, const Measurement &one)
{
    Step step = stepOf(0, name, one.status);
    step.measurements = {one};
    return step;
}

Reports two(const std::vector<Step> &one, const std::vector<Step> &other)
{
    return {reportOf(named(u"Main"_s, one)), reportOf(named(u"Main"_s, other))};
}

QStringList namesBelow(const std::vector<ComparedRow> &rows)
{
    QStringList names;
    for (const ComparedRow &row : rows)
        names << row.name;
    return names;
}

/// Every way in which a row differs, as letters.
QString differences(const ComparedRow &row)
{
    QString letters;
    letters += row.valueDiffers ? u"V" : u"";
    letters += row.limitsDiffer ? u"L" : u"";
    letters += row.statusDiffers ? u"S" : u"";
    letters += row.isMissing ? u"M" : u"";
    letters += row.failedInOne ? u"F" : u"";
    return letters;
}

} // namespace

class TestReportComparison : public QObject
{
    Q_OBJECT

private slots:
    void tellsValuesFromLimits_data();
    void tellsValuesFromLimits();
    void keepsTheOrder_data();
    void keepsTheOrder();
    void stepsOfOneNameMatchInTurn();
    void passesMatchPasses();
    void measurementsMatchByName();
    void deltaIsTheLargest_data();
    void deltaIsTheLargest();
    void withoutSteps();
    void modelUnderTester_data();
    void modelUnderTester();
    void filters();
    void cells();
    void tableIsHarmless_data();
    void tableIsHarmless();
    void twentyThousandSteps();
};

void TestReportComparison::tellsValuesFromLimits_data()
{
    QTest::addColumn<Measurement>("one");
    QTest::addColumn<Measurement>("other");
    QTest::addColumn<QString>("expected");
    const Measurement base = measured({}, 1.5);
    const auto with = [&base](auto change) {
        Measurement other = base;
        change(other);
        return other;
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("the same") << base << base << QString();
    QTest::newRow("another value") << base << measured({}, 1.6) << u"V"_s;
    QTest::newRow("another lower limit") << base << with([](auto &m) { m.lowLimit = 1.1; }) << u"L"_s;
    QTest::newRow("a limit less") << base << with([](auto &m) { m.highLimit.reset(); }) << u"L"_s;
    QTest::newRow("another rule") << base << with([](auto &m) { m.comparison = comparisonFrom(u"GTLT"); }) << u"L"_s;
    QTest::newRow("another unit") << base << with([](auto &m) { m.unit = u"mV"_s; }) << u"V"_s;
    QTest::newRow("another value and another limit")
        << base << with([](auto &m) { m.number = 1.6, m.highLimit = 3; }) << u"VL"_s;
    QTest::newRow("failed in one") << base << with([](auto &m) { m.status = StepStatus::Failed; }) << u"SF"_s;
    QTest::newRow("done in one") << base << with([](auto &m) { m.status = StepStatus::Done; }) << u"S"_s;
    QTest::newRow("no number twice") << measured({}, nan) << measured({}, nan) << QString();
    QTest::newRow("no number once") << base << measured({}, nan) << u"V"_s;
}

void TestReportComparison::tellsValuesFromLimits()
{
    QFETCH(Measurement, one);
    QFETCH(Measurement, other);
    QFETCH(QString, expected);
    const Reports reports = two({single(u"Rail"_s, one)}, {single(u"Rail"_s, other)});
    const auto rows = compareReports(reports);
    QCOMPARE(differences(rows.front().rows.front()), expected);
    QCOMPARE(rows.front().anyBelow, !expected.isEmpty());
    const ComparedCounts counts = countRows(rows);
    QCOMPARE(counts.rows, 2);
    QCOMPARE(counts.values, expected.contains(u'V') ? 1 : 0);
    QCOMPARE(counts.limits, expected.contains(u'L') ? 1 : 0);
    QCOMPARE(counts.failedInOne, expected.contains(u'F') ? 1 : 0);
}

void TestReportComparison::keepsTheOrder_data()
{
    QTest::addColumn<QStringList>("one");
    QTest::addColumn<QStringList>("other");
    QTest::addColumn<QStringList>("third");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("the same") << QStringList{u"a"_s, u"b"_s} << QStringList{u"a"_s, u"b"_s} << QStringList{}
                              << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("one more in the middle") << QStringList{u"a"_s, u"c"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s}
                                            << QStringList{} << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("two more in the middle")
        << QStringList{u"a"_s, u"d"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s} << QStringList{}
        << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("one more at the begin")
        << QStringList{u"b"_s} << QStringList{u"a"_s, u"b"_s} << QStringList{} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("one more at the end") << QStringList{u"a"_s} << QStringList{u"a"_s, u"b"_s} << QStringList{}
                                         << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("each has its own") << QStringList{u"a"_s, u"z"_s} << QStringList{u"a"_s, u"b"_s, u"z"_s}
                                      << QStringList{u"a"_s, u"z"_s, u"end"_s}
                                      << QStringList{u"a"_s, u"b"_s, u"z"_s, u"end"_s};
    QTest::newRow("another order is the first one's")
        << QStringList{u"a"_s, u"b"_s} << QStringList{u"b"_s, u"a"_s} << QStringList{} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("nothing in the first")
        << QStringList{} << QStringList{u"a"_s, u"b"_s} << QStringList{} << QStringList{u"a"_s, u"b"_s};
}

void TestReportComparison::keepsTheOrder()
{
    QFETCH(QStringList, expected);
    Reports reports;
    for (const char *column : {"one", "other", "third"}) {
        std::vector<Step> steps;
        const auto names = *static_cast<QStringList *>(QTest::qData(column, qMetaTypeId<QStringList>()));
        for (const QString &name : names)
            steps.push_back(stepOf(0, name));
        reports.push_back(reportOf(named(u"Main"_s, steps)));
    }
    QCOMPARE(namesBelow(compareReports(reports).front().rows), expected);
}

void TestReportComparison::stepsOfOneNameMatchInTurn()
{
    const Reports reports = two(
        {single(u"Wait"_s, measured({}, 1)), single(u"Wait"_s, measured({}, 2))},
        {single(u"Wait"_s, measured({}, 1)), single(u"Wait"_s, measured({}, 3)), single(u"Wait"_s, measured({}, 4))});
    const auto rows = compareReports(reports).front().rows;
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(differences(rows[0]), QString());
    QCOMPARE(differences(rows[1]), u"V"_s);
    QCOMPARE(differences(rows[2]), u"M"_s);
}

void TestReportComparison::passesMatchPasses()
{
    Step head = stepOf(1, u"Retry"_s);
    head.editExtras().loop = StepLoop{true, 0, 2, 1, 1};
    const Reports reports
        = two({head, passOf(2, u"Retry"_s, 0, StepStatus::Failed), passOf(3, u"Retry"_s, 1, StepStatus::Passed)},
              {head, passOf(2, u"Retry"_s, 1, StepStatus::Passed)});
    const auto rows = compareReports(reports).front().rows;
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(differences(rows[1]), u"M"_s); // the first pass is the first report's alone
    QCOMPARE(differences(rows[2]), QString());
}

void TestReportComparison::measurementsMatchByName()
{
    Step one = stepOf(1, u"12V"_s);
    one.measurements = {measured(u"idle"_s, 12), measured(u"load"_s, 11)};
    Step other = stepOf(1, u"12V"_s);
    other.measurements = {measured(u"load"_s, 11), measured(u"peak"_s, 13), measured(u"idle"_s, 12.5)};
    const auto rows = compareReports(two({one}, {other})).front().rows.front().rows;
    QCOMPARE(namesBelow(rows), (QStringList{u"idle"_s, u"load"_s, u"peak"_s}));
    QCOMPARE(differences(rows[0]), u"V"_s);
    QCOMPARE(differences(rows[1]), QString());
    QCOMPARE(differences(rows[2]), u"M"_s);
    QVERIFY(rows[2].isMeasurement);
}

void TestReportComparison::deltaIsTheLargest_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<bool>("has");
    QTest::addColumn<double>("expected");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("two") << QList<double>{3, 3.5} << true << 0.5;
    QTest::newRow("down") << QList<double>{3, 2.5} << true << -0.5;
    QTest::newRow("three, the larger") << QList<double>{3, 2.5, 5} << true << 2.0;
    QTest::newRow("three, the larger down") << QList<double>{3, 3.5, 1} << true << -2.0;
    QTest::newRow("nothing in the first") << QList<double>{nan, 3} << false << 0.0;
    QTest::newRow("nothing in the other") << QList<double>{3, nan} << false << 0.0;
    QTest::newRow("nothing in one of the others") << QList<double>{3, nan, 4} << true << 1.0;
}

void TestReportComparison::deltaIsTheLargest()
{
    QFETCH(QList<double>, values);
    QFETCH(bool, has);
    Reports reports;
    for (const double value : values)
        reports.push_back(reportOf(named(u"Main"_s, {single(u"Rail"_s, measured({}, value))})));
    const auto delta = compareReports(reports).front().rows.front().delta();
    QCOMPARE(delta.has_value(), has);
    if (has)
        QTEST(*delta, "expected");
}

void TestReportComparison::withoutSteps()
{
    QVERIFY(compareReports({}).empty());
    QVERIFY(compareReports({std::make_shared<Report>(), std::make_shared<Report>()}).empty());
    const auto rows = compareReports({std::make_shared<Report>(), reportOf(named(u"Main"_s))});
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(differences(rows.front()), u"M"_s);
}

void TestReportComparison::modelUnderTester_data()
{
    QTest::addColumn<int>("reports");
    for (int count = 2; count <= 4; ++count)
        QTest::addRow("%d reports", count) << count;
}

void TestReportComparison::modelUnderTester()
{
    QFETCH(int, reports);
    ComparisonModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Reports all;
    for (int i = 0; i < reports; ++i)
        all.push_back(reportOf(
            named(u"Main"_s, {single(u"Rail"_s, measured({}, 1 + i)), named(u"Group"_s, {named(u"Step"_s)})})));
    model.setReports(all);
    QCOMPARE(model.columnCount(), reports + 4);
    QCOMPARE(model.headerData(reports, Qt::Horizontal, Qt::DisplayRole).toString(),
             ComparisonModel::letterOf(reports - 1) + u"  DB-000123"_s);
    model.setFilter(ComparisonModel::Filter::Values);
    QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    model.setReports({});
    QCOMPARE(model.rowCount(), 0);
}

void TestReportComparison::filters()
{
    Measurement moved = measured({}, 1.5);
    moved.highLimit = 3;
    const Reports reports = two({single(u"value"_s, measured({}, 1)), single(u"limit"_s, measured({}, 1.5)),
                                 single(u"same"_s, measured({}, 1)), stepOf(0, u"failed"_s)},
                                {single(u"value"_s, measured({}, 1.2)), single(u"limit"_s, moved),
                                 single(u"same"_s, measured({}, 1)), stepOf(0, u"failed"_s, StepStatus::Failed)});
    ComparisonModel model;
    model.setReports(reports);
    const auto shown = [&model](ComparisonModel::Filter filter) {
        model.setFilter(filter);
        QStringList names;
        const QModelIndex main = model.index(0, 0);
        for (int row = 0; row < model.rowCount(main); ++row)
            names << model.index(row, 0, main).data().toString();
        return names;
    };
    using Filter = ComparisonModel::Filter;
    QCOMPARE(shown(Filter::All), (QStringList{u"value"_s, u"limit"_s, u"same"_s, u"failed"_s}));
    QCOMPARE(shown(Filter::Differences), (QStringList{u"value"_s, u"limit"_s, u"failed"_s}));
    QCOMPARE(shown(Filter::Values), QStringList{u"value"_s});
    QCOMPARE(shown(Filter::Limits), QStringList{u"limit"_s});
    QCOMPARE(shown(Filter::FailedInOne), QStringList{u"failed"_s});
}

void TestReportComparison::cells()
{
    Measurement moved = measured({}, 1.75, u"GELE"_s, 1, 2.5, StepStatus::Failed);
    ComparisonModel model;
    model.setReports(two({single(u"Rail"_s, measured({}, 1.5))}, {single(u"Rail"_s, moved)}));
    const QModelIndex rail = model.index(0, 0, model.index(0, 0));
    const auto cell = [&](int column, int role = Qt::DisplayRole) { return rail.siblingAtColumn(column).data(role); };
    QCOMPARE(cell(1).toString(), u"1.5"_s);
    QCOMPARE(cell(2).toString(), u"1.75"_s);
    QCOMPARE(cell(2, GlyphRole).value<StatusKind>(), StatusKind::Failed);
    QCOMPARE(cell(model.deltaColumn()).toString(), u"+0.25"_s);
    QCOMPARE(cell(model.limitsColumn()).toString(), u"1 to 2 → 1 to 2.5"_s);
    QVERIFY(cell(model.limitsColumn(), StrongRole).toBool());
    QCOMPARE(cell(model.unitColumn()).toString(), u"V"_s);
    const auto table = model.table();
    QCOMPARE(table.size(), size_t(3));
    QCOMPARE(table[2],
             (QStringList{u"Main / Rail"_s,
                          {},
                          u"1.5"_s,
                          u"Passed"_s,
                          u"1.75"_s,
                          u"Failed"_s,
                          u"+0.25"_s,
                          u"1 to 2 → 1 to 2.5"_s,
                          u"V"_s}));
}

void TestReportComparison::tableIsHarmless_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QByteArray>("quoted");
    QTest::newRow("a text") << u"Rail"_s << QByteArray("\"Rail\"\r\n");
    QTest::newRow("a formula") << u"=cmd|' /C calc'!A0"_s << QByteArray("\"'=cmd|' /C calc'!A0\"\r\n");
    QTest::newRow("an at sign") << u"@SUM(A1)"_s << QByteArray("\"'@SUM(A1)\"\r\n");
    QTest::newRow("a number with a sign") << u"-3.5"_s << QByteArray("\"-3.5\"\r\n");
    QTest::newRow("a difference") << u"+0.25"_s << QByteArray("\"+0.25\"\r\n");
    QTest::newRow("a sign and words") << u"-3.5+cmd"_s << QByteArray("\"'-3.5+cmd\"\r\n");
    QTest::newRow("quotes and a comma") << u"a \"b\", c"_s << QByteArray("\"a \"\"b\"\", c\"\r\n");
    QTest::newRow("lines") << u"a\nb"_s << QByteArray("\"a\nb\"\r\n");
}

void TestReportComparison::tableIsHarmless()
{
    QFETCH(QString, cell);
    QTEST(commaSeparated({{cell}}), "quoted");
    QVERIFY(!tabSeparated({{cell}}).chopped(1).contains(u'\n'));
}

void TestReportComparison::twentyThousandSteps()
{
    std::vector<Step> steps;
    for (int i = 0; i < 20'000; ++i)
        steps.push_back(single(u"Step %1"_s.arg(i), measured({}, i)));
    const Step main = named(u"Main"_s, steps);
    ComparisonModel model;
    model.setReports({reportOf(main), reportOf(main), reportOf(main), reportOf(main)});
    QCOMPARE(model.counts().rows, 20'001);
    QCOMPARE(model.counts().differences, 0);
}

QTEST_GUILESS_MAIN(TestReportComparison)
#include "tst_reportcomparison.moc"
