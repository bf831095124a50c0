// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analyticsjson.h"
#include "core/analytics/analyticsservice.h"
#include "core/analytics/steppath.h"
#include "core/report/reportservice.h"

#include <QTest>

#include <cmath>

using namespace qwats;
using namespace Qt::StringLiterals;

class TestAnalytics : public QObject
{
    Q_OBJECT

private slots:
    void stepPaths_data();
    void stepPaths();
    void typedPathsComeBack_data();
    void typedPathsComeBack();
    void filters_data();
    void filters();
    void forms_data();
    void forms();
    void equalFiltersAreOneQuestion();
    void yields_data();
    void yields();
    void readsGroups();
    void readsRepairs();
    void readsMeasurements_data();
    void readsMeasurements();
    void refuses_data();
    void refuses();
    void readsAggregates();
    void readsStepAnalysis();
    void readsAlarms();
    void readsUnitFlow();
    void uploadsDropStatistics();
};

void TestAnalytics::stepPaths_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("wire");
    QTest::addRow("step") << u"Main/Rails/12V"_s << u"Main¶Rails¶12V"_s;
    QTest::addRow("measurement") << u"Main/Rails/12V::load"_s << u"Main¶Rails¶12V¶¶load"_s;
    QTest::addRow("separators in the measurement") << u"Main/12V::a/b::c"_s << u"Main¶12V¶¶a/b::c"_s;
    QTest::addRow("separators in names") << u"In A\\/B/C\\::x\\\\y"_s << u"In A/B¶C::x\\y"_s;
    QTest::addRow("already the server's") << u"Main¶A/B¶¶x"_s << u"Main¶A/B¶¶x"_s;
    QTest::addRow("one colon") << u"Main/a:b"_s << u"Main¶a:b"_s;
    QTest::addRow("other backslash") << u"Main/C\\D"_s << u"Main¶C\\D"_s;
    QTest::addRow("empty") << QString() << QString();
}

void TestAnalytics::stepPaths()
{
    QFETCH(QString, typed);
    QTEST(StepPath::fromTyped(typed).toWire(), "wire");
}

void TestAnalytics::typedPathsComeBack_data()
{
    QTest::addColumn<QString>("wire");
    for (const auto &path : {u"Main¶Rails¶12V¶¶load"_s, u"A/B¶C::D¶E\\F"_s, u"A¶B¶¶x/y::z"_s, u"\\/:"_s, u"A"_s})
        QTest::addRow("%s", qPrintable(path)) << path;
}

void TestAnalytics::typedPathsComeBack()
{
    QFETCH(QString, wire);
    const StepPath path = StepPath::fromWire(wire);
    QCOMPARE(path.toWire(), wire);
    QCOMPARE(StepPath::fromTyped(path.toTyped()), path);
}

void TestAnalytics::filters_data()
{
    QTest::addColumn<WatsFilter>("filter");
    QTest::addColumn<QByteArray>("json");
    QTest::addRow("nothing") << WatsFilter() << QByteArray("{}");
    WatsFilter filter;
    filter.partNumber = u"P;Q%"_s;
    filter.from = Timestamp::fromMs(0);
    filter.run = -1;
    QTest::addRow("some") << filter
                          << QByteArray(R"({"dateFrom":"1970-01-01T00:00:00.000Z","partNumber":"P;Q%","run":-1})");
    WatsFilter periods;
    periods.grouping = DateGrouping::Day;
    periods.periodCount = 7;
    QTest::addRow("periods") << periods
                             << QByteArray(R"({"dateGrouping":4,"includeCurrentPeriod":true,"periodCount":7})");
    periods.includeCurrentPeriod = false;
    QTest::addRow("closed periods") << periods
                                    << QByteArray(R"({"dateGrouping":4,"includeCurrentPeriod":false,"periodCount":7})");
}

void TestAnalytics::filters()
{
    QFETCH(WatsFilter, filter);
    QTEST(filter.toJson(), "json");
}

void TestAnalytics::forms_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expectedTarget");
    QTest::addColumn<QByteArray>("expectedBody");
    const auto row = [](const char *name, const AnyQuery &query, const QByteArray &target, const QByteArray &body) {
        QTest::addRow("%s", name) << query.target << query.body << target << body;
    };
    WatsFilter filter;
    filter.dimensions = u"partNumber;period"_s;
    row("only dimensions", AnalyticsService::yield(filter), "/api/App/DynamicYield?dimensions=partNumber%3Bperiod",
        "{}");
    filter.revision = u"A"_s;
    row("dimensions twice", AnalyticsService::yield(filter), "/api/App/DynamicYield?dimensions=partNumber%3Bperiod",
        R"({"dimensions":"partNumber;period","revision":"A"})");
    WatsFilter group;
    group.productGroup = u"Boards"_s;
    row("as GET", AnalyticsService::volumeYield(group), "/api/App/VolumeYield?productGroup=Boards", {});
    group.partNumber = u"P"_s;
    row("more than GET", AnalyticsService::volumeYield(group), "/api/App/VolumeYield",
        R"({"partNumber":"P","productGroup":"Boards"})");
    row("GET with a part", AnalyticsService::topFailed(group), "/api/App/TopFailed?partNumber=P&productGroup=Boards",
        {});
    WatsFilter paths;
    paths.measurementPaths = u"A¶B"_s;
    row("paths twice", AnalyticsService::measurements(paths), "/api/App/Measurements?measurementPaths=A%C2%B6B",
        R"({"measurementPaths":"A¶B"})");
}

void TestAnalytics::forms()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QTEST(target, "expectedTarget");
    QTEST(body, "expectedBody");
}

void TestAnalytics::equalFiltersAreOneQuestion()
{
    WatsFilter one;
    one.partNumber = u"P"_s;
    one.run = 1;
    WatsFilter other;
    other.run = 1;
    other.partNumber = u"P"_s;
    QVERIFY(AnalyticsService::yield(one) == AnalyticsService::yield(other));
    other.run = 2;
    QVERIFY(!(AnalyticsService::yield(one) == AnalyticsService::yield(other)));
}

void TestAnalytics::yields_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<double>("first"); // -1: none
    QTest::addRow("percent") << QByteArray(R"({"fpy": 97.5})") << 97.5;
    QTest::addRow("counts win") << QByteArray(R"({"fpy": 0.5, "fpCount": 3, "unitCount": 4})") << 75.0;
    QTest::addRow("texts") << QByteArray(R"({"fpCount": "1", "UNITCOUNT": "4"})") << 25.0;
    QTest::addRow("no units") << QByteArray(R"({"fpy": 100, "fpCount": 0, "unitCount": 0})") << -1.0;
    QTest::addRow("not a number") << QByteArray(R"({"fpy": NaN})") << -1.0;
    QTest::addRow("absent") << QByteArray(R"({"fpy": null, "period": 2026})") << -1.0;
}

void TestAnalytics::yields()
{
    QFETCH(QByteArray, row);
    const auto rows = decodeYield('[' + row + ']');
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QTEST(rows->at(0).firstPassYield().value_or(-1), "first");
}

void TestAnalytics::readsGroups()
{
    const auto rows = decodeYield(R"([{"partNumber": "P", "period": "2026-03-04", "processCode": "50", "operator": "jo",
        "stepCausedUutFailure": "Rail", "socketIndex": 0, "firstUtc": "2026-03-04T08:00:00Z", "testYieldCount": 1,
        "testReportCount": 2}, {}])");
    QVERIFY(rows);
    const YieldRow &row = rows->at(0);
    QCOMPARE(row.period, u"2026-03-04"_s);
    QCOMPARE(row.processCode.value(), 50);
    QCOMPARE(row.operatorName, u"jo"_s);
    QCOMPARE(row.failedStep, u"Rail"_s);
    QCOMPARE(row.socketIndex.value(), 0);
    QCOMPARE(row.reportYield().value(), 50.0);
    QVERIFY(row.first.isValid() && !row.last.isValid());
    QVERIFY(!rows->at(1).processCode && !rows->at(1).unitCount);
}

void TestAnalytics::readsRepairs()
{
    const QByteArray one = R"({"repairCode": "Solder", "repairReportCount": 1, "totalCount": 8, "repairRate": 0.125})";
    for (const QByteArray &body : {one, QByteArray('[' + one + ']')}) {
        const auto rows = decodeRepairs(body);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->at(0).rate().value(), 12.5);
    }
    QVERIFY(decodeRepairs("{}").value().empty());
    QVERIFY(!decodeRepairs("7"));
}

void TestAnalytics::readsMeasurements_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected"); // path=value
    const QByteArray row = R"({"id": "r", "stepPath": "A¶B", "value": 1.5, "limit1": null})";
    QTest::addRow("groups") << QByteArray(R"([{"measurementPath": "A¶B¶¶x", "measurements": [)" + row + "," + row
                                          + "]}]")
                            << u"A¶B¶¶x=1.5;A¶B¶¶x=1.5"_s;
    QTest::addRow("flat") << QByteArray("[" + row + "]") << u"A¶B=1.5"_s;
    QTest::addRow("mixed") << QByteArray("[" + row + R"(, {"Measurements": null, "measurementPath": "x"}])")
                           << u"A¶B=1.5"_s;
    QTest::addRow("infinite") << QByteArray(R"([{"measurementPath": "x", "value": -Infinity}, {"value": "NaN"}])")
                              << u"x=-inf;=nan"_s;
    QTest::addRow("nothing") << QByteArray("null") << QString();
}

void TestAnalytics::readsMeasurements()
{
    QFETCH(QByteArray, body);
    const auto rows = decodeMeasurements(body);
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QStringList all;
    for (const MeasuredValue &row : *rows) {
        all << row.path + u'=' + QString::number(row.value.value_or(-99));
        QVERIFY(!row.lowLimit);
    }
    QTEST(all.join(u';'), "expected");
}

void TestAnalytics::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("place");
    QTest::addRow("in a group") << QByteArray(R"([{"measurements": [{}, {"value": []}]}])")
                                << u"[0].measurements[1].value"_s;
    QTest::addRow("flat") << QByteArray(R"([{}, {"startUtc": 7}])") << u"[1].startUtc"_s;
    QTest::addRow("no row") << QByteArray("[3]") << u"[0]"_s;
    QTest::addRow("no list") << QByteArray(R"({"value": []})") << u"a list"_s;
}

void TestAnalytics::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, place);
    const auto rows = decodeMeasurements(body);
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, Error::Kind::BadReply);
    QVERIFY2(rows.error().detail.contains(place), qPrintable(rows.error().detail));
}

void TestAnalytics::readsAggregates()
{
    const auto rows = decodeAggregatedMeasurements(
        R"([{"measurementPath": "A", "measurements": [{"count": 3, "avg": 2, "cpk": null, "limit2": 5}]}])");
    QVERIFY(rows);
    QCOMPARE(rows->at(0).statistics.count.value(), 3);
    QCOMPARE(rows->at(0).statistics.average.value(), 2.0);
    QVERIFY(!rows->at(0).statistics.cpk && !rows->at(0).lowLimit);
    QCOMPARE(rows->at(0).highLimit.value(), 5.0);
}

void TestAnalytics::readsStepAnalysis()
{
    const auto rows = decodeStepAnalysis(R"([{"stepName": "S", "stepCount": 4.0, "stepCausedUutFailed": 1,
        "stepCausedUutError": 2, "measureCount": 4, "avg": 1.5, "avgWof": 1.25, "stepTimeAvg": "0.5"}])");
    QVERIFY(rows);
    QCOMPARE(rows->at(0).count, 4);
    QCOMPARE(rows->at(0).causedNotPassed(), 3);
    QCOMPARE(rows->at(0).all.average.value(), 1.5);
    QCOMPARE(rows->at(0).passedOnly.average.value(), 1.25);
    QVERIFY(!rows->at(0).passedOnly.count);
    QCOMPARE(rows->at(0).timeAverage.value(), 0.5);
}

void TestAnalytics::readsAlarms()
{
    const auto rows = decodeAlarmLog(R"([{"logId": 9, "type": 2, "fpy": 0.875, "unitCount": 32}, {"type": "new"},
        {"type": 5, "assetname": "Driver", "serialnumber": "TQ", "bubbledstatus": 2}])");
    QVERIFY(rows);
    QCOMPARE(rows->at(0).kind, AlarmKind::Yield);
    QCOMPARE(rows->at(0).others, (NamedValueList{{u"fpy"_s, u"0.875"_s}, {u"unitCount"_s, u"32"_s}}));
    QCOMPARE(rows->at(1).kind, AlarmKind::Other);
    QCOMPARE(rows->at(2).assetName, u"Driver"_s);
    QCOMPARE(rows->at(2).serialNumber, u"TQ"_s);
}

void TestAnalytics::readsUnitFlow()
{
    const auto flow
        = decodeUnitFlow(R"({"Nodes": [{"Id": 30, "UnitCount": 2}], "Links": [{"Source": 30, "Target": 50}]})");
    QVERIFY(flow);
    QCOMPARE(flow->nodes.at(0).unitCount, 2);
    QCOMPARE(flow->links.at(0).target, 50);
    QVERIFY(flow->units.empty());
}

void TestAnalytics::uploadsDropStatistics()
{
    const TagList dropped = ReportService::tagsDroppedByUpload(u"id"_s, u"P"_s, {});
    const WatsFilter filter;
    using Service = AnalyticsService;
    const std::vector<AnyQuery> all{Service::yield(filter),
                                    Service::volumeYield(filter),
                                    Service::highVolume(filter),
                                    Service::worstYield(filter),
                                    Service::highVolumeByProductGroup(filter),
                                    Service::worstYieldByProductGroup(filter),
                                    Service::repairs(filter),
                                    Service::repairHistory(u"P"_s),
                                    Service::topFailed(filter),
                                    Service::stepAnalysis(filter),
                                    Service::measurements(filter),
                                    Service::aggregatedMeasurements(filter),
                                    Service::oee(filter),
                                    Service::serialNumberHistory(filter),
                                    Service::testReports(filter),
                                    Service::repairReports(filter),
                                    Service::measurementList(filter),
                                    Service::stepStatuses(filter),
                                    Service::unitFlow(filter),
                                    Service::alarms(filter)};
    for (const AnyQuery &query : all) {
        const TagList tags = query.tags();
        QVERIFY2(std::any_of(tags.begin(), tags.end(), [&](const Tag &tag) { return dropped.contains(tag); }),
                 query.endpoint->route);
    }
}

QTEST_GUILESS_MAIN(TestAnalytics)
#include "tst_analytics.moc"
