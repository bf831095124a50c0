// SPDX-License-Identifier: GPL-3.0-or-later
// Analytics as a foreign client meets them: raw HTTP, a row for each endpoint, filter key and dimension.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <cmath>
#include <map>
#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

namespace {

constexpr qint64 now = 1773312133000; // 2026-03-12 10:42:13 UTC

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString text(const QJsonValue &row, const QString &key)
{
    return row.toObject().value(key).toVariant().toString();
}

} // namespace

class TestDemoAnalytics : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void endpoints_data();
    void endpoints();
    void badRequests_data();
    void badRequests();
    void filterKeys_data();
    void filterKeys();
    void queryParameters_data();
    void queryParameters();
    void ranges_data();
    void ranges();
    void groupings_data();
    void groupings();
    void dimensionsAddUp_data();
    void dimensionsAddUp();
    void repairDimensions_data();
    void repairDimensions();
    void orderOfRows_data();
    void orderOfRows();
    void figures_data();
    void figures();
    void rowLimits_data();
    void rowLimits();
    void runs_data();
    void runs();
    void measurementPaths_data();
    void measurementPaths();
    void postedReportCounts();
    void troublesStandOut_data();
    void troublesStandOut();
    void measurementDrifts();
    void emptyWorld_data();
    void emptyWorld();

private:
    QJsonArray post(const QByteArray &target, const QJsonObject &filter = {});
    DemoServer *factory(quint32 seed);

    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
    QJsonArray m_headers; ///< of all tests, newest first
    std::map<quint32, std::unique_ptr<DemoServer>> m_factories; ///< larger worlds, by seed
};

void TestDemoAnalytics::initTestCase()
{
    DemoOptions options;
    options.reports = 500;
    options.days = 14;
    options.nowMsSinceEpoch = now;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
    m_headers = m_client->get("/api/Report/Query/Header?reportType=U&$top=10000").array();
    QVERIFY(m_headers.size() > 400);
}

QJsonArray TestDemoAnalytics::post(const QByteArray &target, const QJsonObject &filter)
{
    const RawReply reply = m_client->send("POST", target, json(filter));
    if (reply.status != 200 || !reply.document().isArray())
        qWarning() << target << reply.status << reply.body.left(300);
    return reply.array();
}

void TestDemoAnalytics::endpoints_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pattern");
    const auto row = [](const char *method, const char *target, const char *body, const char *pattern) {
        QTest::addRow("%s %s %s", method, target, body)
            << QByteArray(method) << QByteArray(target) << QByteArray(body) << QByteArray(pattern);
    };
    const char *yield = "^\\[\\{.*\"fpCount\":\\d+.*\"fpy\":[\\d.]+.*\"lpy\":[\\d.]+.*\"unitCount\":\\d+";
    row("POST", "/api/App/DynamicYield", "{}", yield);
    row("POST", "/api/App/DynamicYield", "", yield);
    row("POST", "/api/App/DynamicYield?dimensions=partNumber;period", "{}", "\"partNumber\":\".*\"period\":\"2026-");
    row("POST", "/api/App/DynamicYield?dimensions=partNumber%3Bperiod", R"({"dimensions": "partNumber;period"})",
        "\"partNumber\":\"");
    row("POST", "/api/app/dynamicyield/", "{}", yield);
    for (const char *path : {"/api/App/VolumeYield", "/api/App/HighVolume", "/api/App/WorstYield"}) {
        row("GET", path, "", yield);
        row("POST", path, "{}", yield);
    }
    row("GET", "/api/App/HighVolume?productGroup=Boards&level=PCBA", "",
        "^(?!.*VLT family).*\"productGroup\":\"Boards");
    row("POST", "/api/App/HighVolumeByProductGroup", "{}", "\"productGroup\":\"VLT family\"");
    row("POST", "/api/App/WorstYieldByProductGroup", "{}", "\"productGroup\":\"Boards\"");
    row("POST", "/api/App/DynamicRepair", "{}",
        "\"repairCount\":\\d+,\"repairRate\":[\\d.]+,\"repairReportCount\":\\d+,\"totalCount\":\\d+");
    row("POST", "/api/App/DynamicRepair?dimensions=repairCode", "{}", "\"failCode\":\".*\"repairCode\":\"");
    row("GET", "/api/App/RelatedRepairHistory?partNumber=610-2041&revision=C", "",
        "\"action\":.*\"cause\":.*\"failCode\":.*\"failStepName\":.*\"failStepPath\":\"MainSequence.*\"repairDate\":"
        "\"2026-"
        ".*\"reportId\":\".*\"serialNumber\":.*\"symptom\":");
    row("GET", "/api/App/RelatedRepairHistory?partNumber=nothing&revision=C", "", "^\\[\\]$");
    const char *failed = "^\\[\\{\"failCount\":\\d+,\"failRate\":[\\d.]+,\"firstFailDate\":\"2026.*\"stepPath\":\"Main"
                         "Sequence.*\"totalCount\":\\d+";
    row("GET", "/api/App/TopFailed", "", failed);
    row("GET", "/api/App/TopFailed?partNumber=610-2041&revision=C&topCount=3&productGroup=All&level=PCBA", "", failed);
    row("POST", "/api/App/TopFailed", "{}", failed);
    row("POST", "/api/App/TestStepAnalysis", R"({"partNumber": "610-2041"})",
        "\"avg\":.*\"avgWof\":.*\"cpk\":.*\"limit1\":.*\"measureCount\":\\d+.*\"stepCount\":\\d+.*\"stepTimeAvg\":");
    row("POST", "/api/App/Measurements", "{}",
        "^\\[\\{\"measurementPath\":\"MainSequence.*\"measurements\":\\[\\{.*\"limit1\":.*\"startUtc\":\"2026.*"
        "\"value\":");
    row("POST", "/api/App/AggregatedMeasurements", "{}", "\"avg\":.*\"count\":\\d+.*\"cp\":.*\"cpk\":.*\"stdev\":");
    row("POST", "/api/App/OeeAnalysis", "{}",
        "^\\{\"actualCycleTime\":.*\"availability\":.*\"downTime\":.*\"oee\":.*\"plannedProductionTime\":.*"
        "\"quality\":");
    row("POST", "/api/App/SerialNumberHistory", R"({"serialNumber": "CB%"})", "\"serialNumber\":\"CB");
    row("GET", "/api/App/UutReport?partNumber=610-2041&topCount=2", "",
        "^\\[\\{[^{}]*\"reportType\":\"T\"[^{}]*\\},\\{[^{}]*\\}\\]$");
    row("GET", "/api/App/UutReport?status=Failed&serialNumber=CB%25", "", "^(?!.*Passed).*\"result\":\"Failed\"");
    row("POST", "/api/App/UutReport", R"({"topCount": 1})", "^\\[\\{[^{}]*\\}\\]$");
    row("POST", "/api/App/UurReport", "{}", "\"reportType\":\"R\"");
    row("POST", "/api/App/UurReport", R"({"testOperation": "ICT"})", "^\\[");
    row("GET", "/api/internal/App/TopFailed", "", failed);
    row("POST", "/api/internal/App/TopFailed", "{}", failed);
    row("GET", "/api/internal/App/MeasurementList", "", "\"measurementPath\":\"");
    row("POST", "/api/internal/App/MeasurementList", R"({"topCount": 5})", "\"value\":");
    row("GET", "/api/internal/App/StepStatusList", "", "\"status\":\"Passed\"");
    row("POST", "/api/internal/App/StepStatusList", "{}", "\"stepPath\":\"");
    for (const char *path : {"/api/internal/UnitFlow", "/api/internal/UnitFlow/SN", "/api/internal/UnitFlow/SplitBy",
                             "/api/internal/UnitFlow/UnitOrder"})
        row("POST", path, "{}", "\"Links\":\\[\\{.*\"Nodes\":\\[\\{.*\"Units\":\\[\\{");
    row("GET", "/api/internal/UnitFlow/Nodes", "", "\"Name\":\"PCBA test\"");
    row("GET", "/api/internal/UnitFlow/Links", "", "\"Source\":30,\"Target\":50");
    row("GET", "/api/internal/UnitFlow/Units", "", "\"SerialNumber\":\"");
    row("POST", "/api/internal/Trigger/GetAlarmAndNotificationLogs", "", "\"reportGuid\":\".*\"type\":1");
    row("POST", "/api/internal/Trigger/GetAlarmAndNotificationLogs", R"({"topCount": 1000, "dateFrom": "2020-01-01"})",
        "\"assetname\":\".*\"bubbledstatus\":2");
}

void TestDemoAnalytics::endpoints()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, pattern);
    const RawReply reply = m_client->send(method, target, body);
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.document().isNull());
    const QRegularExpression expression(QString::fromUtf8(pattern), QRegularExpression::DotMatchesEverythingOption);
    QVERIFY2(expression.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.left(800).constData());
}

void TestDemoAnalytics::badRequests_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const char *target, const char *body, const char *word) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(body) << QByteArray(word);
    };
    row("no JSON", "/api/App/DynamicYield", "{", "JSON");
    row("an array", "/api/App/DynamicYield", "[]", "object");
    row("unknown dimension", "/api/App/DynamicYield", R"({"dimensions": "partNumber;colour"})", "colour");
    row("unknown order", "/api/App/DynamicYield", R"({"dimensions": "partNumber up"})", "partNumber up");
    row("repair dimension in a yield", "/api/App/DynamicYield", R"({"dimensions": "repairCode"})", "repairCode");
    row("unknown repair dimension", "/api/App/DynamicRepair", R"({"dimensions": "fpy"})", "fpy");
    row("bad date", "/api/App/UutReport", R"({"dateFrom": "soon"})", "dateFrom");
    row("bad end date", "/api/App/UutReport", R"({"dateTo": "31.12.2026"})", "dateTo");
    row("date as a number", "/api/App/UutReport", R"({"dateTo": 5})", "dateTo");
    row("bad grouping", "/api/App/VolumeYield", R"({"dateGrouping": 6})", "dateGrouping");
    row("bad period count", "/api/App/VolumeYield", R"({"periodCount": -3})", "periodCount");
    row("bad run", "/api/App/TopFailed", R"({"run": -3})", "run");
    row("broken count", "/api/App/TopFailed", R"({"topCount": 4.5})", "topCount");
    row("count as a word", "/api/App/TopFailed", R"({"topCount": "many"})", "topCount");
    row("bad yield", "/api/App/WorstYield", R"({"yield": 101})", "yield");
    row("unknown status", "/api/App/UutReport", R"({"status": "Broken"})", "Broken");
    row("text key is an object", "/api/App/UutReport", R"({"partNumber": {}})", "partNumber");
    row("bad flag", "/api/App/VolumeYield", R"({"includeCurrentPeriod": "maybe"})", "includeCurrentPeriod");
}

void TestDemoAnalytics::badRequests()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, word);
    const RawReply reply = m_client->send("POST", target, body);
    QCOMPARE(reply.status, 400);
    QVERIFY2(reply.object().value(u"Message"_s).toString().contains(QString::fromUtf8(word)), reply.body.constData());
}

void TestDemoAnalytics::filterKeys_data()
{
    QTest::addColumn<QJsonObject>("filter");
    QTest::addColumn<QString>("key"); // of the header
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *name, const QJsonObject &filter, const char *key, const char *pattern) {
        QTest::newRow(name) << filter << QString::fromLatin1(key) << QString::fromLatin1(pattern);
    };
    row("nothing", {}, "partNumber", "");
    row("part number", {{u"partNumber"_s, u"610-2041"_s}}, "partNumber", "^610-2041$");
    row("two part numbers", {{u"partNumber"_s, u"610-2041;610-2055"_s}}, "partNumber", "^610-20(41|55)$");
    row("any characters", {{u"partNumber"_s, u"6%5"_s}}, "partNumber", "^6.*5$");
    row("one character", {{u"partNumber"_s, u"610-20_1"_s}}, "partNumber", "^610-20.1$");
    row("other case", {{u"stationName"_s, u"ict-04"_s}}, "stationName", "^ICT-04$");
    row("key in other case", {{u"PARTNUMBER"_s, u"610-2041"_s}}, "partNumber", "^610-2041$");
    row("null is not given", {{u"partNumber"_s, QJsonValue::Null}}, "partNumber", "");
    row("empty is not given", {{u"partNumber"_s, u""_s}}, "partNumber", "");
    row("unknown key", {{u"colour"_s, u"red"_s}}, "partNumber", "");
    row("serial number", {{u"serialNumber"_s, u"CB%"_s}}, "serialNumber", "^CB");
    row("revision", {{u"revision"_s, u"A"_s}}, "revision", "^A$");
    row("batch", {{u"batchNumber"_s, u"LOT-2%"_s}}, "batchNumber", "^LOT-2");
    row("station", {{u"stationName"_s, u"FCT%;EOL-01"_s}}, "stationName", "^(FCT|EOL-01)");
    row("operation", {{u"testOperation"_s, u"PCBA test"_s}}, "processName", "^PCBA test$");
    row("sequence file", {{u"swFilename"_s, u"cb_fct.seq"_s}}, "swFilename", "^cb_fct");
    row("sequence version", {{u"swVersion"_s, u"5.%"_s}}, "swVersion", "^5\\.");
    row("socket", {{u"socket"_s, u"2"_s}}, "testSocketIndex", "^2$");
    row("socket as a number", {{u"socket"_s, 2}}, "testSocketIndex", "^2$");
    row("status", {{u"status"_s, u"Failed"_s}}, "result", "^Failed$");
    row("status letter", {{u"status"_s, u"F"_s}}, "result", "^Failed$");
    row("two states", {{u"status"_s, u"failed;E"_s}}, "result", "^(Failed|Error)$");
    row("all states", {{u"status"_s, u"All"_s}}, "result", "");
    row("run", {{u"run"_s, 2}}, "run", "^2$");
    row("all runs", {{u"run"_s, -2}}, "run", "");
    row("run 0 is all", {{u"run"_s, 0}}, "run", "");
    row("level", {{u"level"_s, u"Assembled product"_s}}, "partNumber", "^820-");
    row("product group", {{u"productGroup"_s, u"Sensors"_s}}, "partNumber", "^615-");
    row("group of all", {{u"productGroup"_s, u"All"_s}}, "partNumber", "");
    row("asset", {{u"assetSerialNumber"_s, u"FX-0412"_s}}, "fixtureId", "^FX-0412$");
    row("asset name", {{u"assetName"_s, u"Control board FCT fixture%"_s}}, "fixtureId", "^FX-041[23]$");
}

void TestDemoAnalytics::filterKeys()
{
    QFETCH(QJsonObject, filter);
    QFETCH(QString, key);
    QFETCH(QString, pattern);
    const QRegularExpression expression(pattern);
    QStringList expected;
    int firstRuns = 0;
    for (const QJsonValue &header : std::as_const(m_headers)) {
        if (!expression.match(text(header, key)).hasMatch())
            continue;
        expected += text(header, u"uuid"_s);
        firstRuns += text(header, u"run"_s) == u"1"_s ? 1 : 0;
    }
    QStringList found;
    for (const QJsonValue &header : post("/api/App/UutReport", filter))
        found += text(header, u"uuid"_s);
    QVERIFY(!expected.isEmpty());
    QCOMPARE(found, expected);

    // The same key narrows every other analysis down to the same reports.
    QJsonObject yield = filter;
    yield.insert(u"dimensions"_s, u"testReportCount"_s);
    const QJsonArray rows = post("/api/App/DynamicYield", yield);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].toObject().value(u"testReportCount"_s).toInt(), int(expected.size()));
    if (!filter.contains(u"run"_s))
        QCOMPARE(rows[0].toObject().value(u"unitCount"_s).toInt(), firstRuns);
    QSet<QString> measured;
    for (const QJsonValue &row : post("/api/internal/App/MeasurementList", filter))
        measured.insert(text(row, u"id"_s));
    QVERIFY(QSet<QString>(expected.begin(), expected.end()).contains(measured));
    const RawReply oee = m_client->send("POST", "/api/App/OeeAnalysis", json(filter));
    QCOMPARE(oee.object().value(u"totalCount"_s).toInt(), int(expected.size()));
}

void TestDemoAnalytics::queryParameters_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("part") << QByteArray("partNumber=610-2041") << u"partNumber"_s << u"^610-2041$"_s;
    QTest::newRow("part and revision") << QByteArray("partNumber=610-2041&revision=B") << u"revision"_s << u"^B$"_s;
    QTest::newRow("serial, other case") << QByteArray("SERIALNUMBER=cb%25") << u"serialNumber"_s << u"^CB"_s;
    QTest::newRow("status") << QByteArray("status=Failed") << u"result"_s << u"^Failed$"_s;
    QTest::newRow("level") << QByteArray("level=Assembled+product") << u"partNumber"_s << u"^820-"_s;
    QTest::newRow("group") << QByteArray("productGroup=Sensors") << u"partNumber"_s << u"^615-"_s;
}

void TestDemoAnalytics::queryParameters()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, key);
    QFETCH(QString, pattern);
    const QJsonArray rows = m_client->get("/api/App/UutReport?" + query).array();
    QVERIFY(!rows.isEmpty());
    for (const QJsonValue &row : rows)
        QVERIFY2(text(row, key).contains(QRegularExpression(pattern)), qPrintable(text(row, key)));
}

void TestDemoAnalytics::ranges_data()
{
    QTest::addColumn<QJsonObject>("filter");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const QString open = u"2100-01-01T00:00:00Z"_s;
    QTest::newRow("default") << QJsonObject() << u"2026-02-10T10:42:13Z"_s << open;
    QTest::newRow("from") << QJsonObject{{u"dateFrom"_s, u"2026-03-05T00:00:00"_s}} << u"2026-03-05T00:00:00Z"_s
                          << open;
    QTest::newRow("from and to") << QJsonObject{{u"dateFrom"_s, u"2026-03-05T00:00:00Z"_s},
                                                {u"dateTo"_s, u"2026-03-07T12:00:00+02:00"_s}}
                                 << u"2026-03-05T00:00:00Z"_s << u"2026-03-07T10:00:00Z"_s;
    QTest::newRow("to") << QJsonObject{{u"dateTo"_s, u"2026-03-07"_s}} << u"2026-02-05T00:00:00Z"_s
                        << u"2026-03-07T00:00:00Z"_s;
    QTest::newRow("three days") << QJsonObject{{u"periodCount"_s, 3},
                                               {u"dateGrouping"_s, 4},
                                               {u"includeCurrentPeriod"_s, true}}
                                << u"2026-03-10T00:00:00Z"_s << open;
    QTest::newRow("three whole days") << QJsonObject{{u"periodCount"_s, 3},
                                                     {u"dateGrouping"_s, 4},
                                                     {u"includeCurrentPeriod"_s, false}}
                                      << u"2026-03-09T00:00:00Z"_s << u"2026-03-11T23:59:59.999Z"_s;
    QTest::newRow("this week") << QJsonObject{{u"periodCount"_s, 1}, {u"dateGrouping"_s, 3}}
                               << u"2026-03-09T00:00:00Z"_s << open;
    QTest::newRow("this month") << QJsonObject{{u"periodCount"_s, 1}, {u"dateGrouping"_s, 2}}
                                << u"2026-03-01T00:00:00Z"_s << open;
    QTest::newRow("last month") << QJsonObject{{u"periodCount"_s, 1},
                                               {u"dateGrouping"_s, 2},
                                               {u"includeCurrentPeriod"_s, false}}
                                << u"2026-02-01T00:00:00Z"_s << u"2026-02-28T23:59:59.999Z"_s;
    QTest::newRow("last quarters") << QJsonObject{{u"periodCount"_s, 2}, {u"dateGrouping"_s, 1}}
                                   << u"2025-10-01T00:00:00Z"_s << open;
    QTest::newRow("this year") << QJsonObject{{u"periodCount"_s, 1}, {u"dateGrouping"_s, 0}}
                               << u"2026-01-01T00:00:00Z"_s << open;
    QTest::newRow("five hours") << QJsonObject{{u"periodCount"_s, 5}, {u"dateGrouping"_s, 5}}
                                << u"2026-03-12T06:00:00Z"_s << open;
}

void TestDemoAnalytics::ranges()
{
    QFETCH(QJsonObject, filter);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const QDateTime first = QDateTime::fromString(from, Qt::ISODateWithMs);
    const QDateTime last = QDateTime::fromString(to, Qt::ISODateWithMs);
    QStringList expected;
    for (const QJsonValue &header : std::as_const(m_headers)) {
        const QDateTime start = QDateTime::fromString(text(header, u"startUtc"_s), Qt::ISODateWithMs);
        if (start >= first && start <= last)
            expected += text(header, u"uuid"_s);
    }
    QStringList found;
    for (const QJsonValue &row : post("/api/App/UutReport", filter))
        found += text(row, u"uuid"_s);
    QCOMPARE(found, expected);
}

void TestDemoAnalytics::groupings_data()
{
    QTest::addColumn<int>("grouping");
    QTest::addColumn<QString>("format"); // of QDateTime; empty: see the test
    QTest::addColumn<QString>("pattern");
    QTest::newRow("none") << -1 << u"yyyy-MM-dd"_s << u"^\\d{4}-\\d\\d-\\d\\d$"_s;
    QTest::newRow("year") << 0 << u"yyyy"_s << u"^\\d{4}$"_s;
    QTest::newRow("quarter") << 1 << QString() << u"^\\d{4}-Q1$"_s;
    QTest::newRow("month") << 2 << u"yyyy-MM"_s << u"^\\d{4}-\\d\\d$"_s;
    QTest::newRow("week") << 3 << QString() << u"^2026-W\\d\\d$"_s;
    QTest::newRow("day") << 4 << u"yyyy-MM-dd"_s << u"^\\d{4}-\\d\\d-\\d\\d$"_s;
    QTest::newRow("hour") << 5 << u"yyyy-MM-ddTHH"_s << u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d$"_s;
}

void TestDemoAnalytics::groupings()
{
    QFETCH(int, grouping);
    QFETCH(QString, format);
    QFETCH(QString, pattern);
    QMap<QString, int> expected;
    for (const QJsonValue &header : std::as_const(m_headers)) {
        if (text(header, u"run"_s) != u"1"_s)
            continue;
        const QDateTime start = QDateTime::fromString(text(header, u"startUtc"_s), Qt::ISODateWithMs).toUTC();
        const QString week = u"%1-W%2"_s.arg(start.date().year()).arg(start.date().weekNumber(), 2, 10, QChar(u'0'));
        const QString name = grouping == 1 ? u"2026-Q1"_s : (grouping == 3 ? week : start.toString(format));
        ++expected[name];
    }
    QMap<QString, int> found;
    QStringList order;
    for (const QJsonValue &row : post("/api/App/VolumeYield", {{u"dateGrouping"_s, grouping}})) {
        QVERIFY(row.toObject().value(u"period"_s).isString());
        order += text(row, u"period"_s);
        QVERIFY2(order.last().contains(QRegularExpression(pattern)), qPrintable(order.last()));
        found.insert(order.last(), row.toObject().value(u"unitCount"_s).toInt());
    }
    QCOMPARE(found, expected);
    QStringList sorted = order;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(order, sorted);
}

void TestDemoAnalytics::dimensionsAddUp_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"partNumber",
                             "productName",
                             "productGroup",
                             "revision",
                             "stationName",
                             "location",
                             "purpose",
                             "testOperation",
                             "processCode",
                             "period",
                             "swFilename",
                             "swVersion",
                             "level",
                             "batchNumber",
                             "operator",
                             "fixtureId",
                             "socketIndex",
                             "errorCode",
                             "stepCausedUutFailure",
                             "stepPathCausedUutFailure",
                             "unitType"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// Each report has one value of these, so the rows add up to all units, and no value comes twice.
void TestDemoAnalytics::dimensionsAddUp()
{
    QFETCH(QString, name);
    const QJsonArray all = post("/api/App/DynamicYield");
    const QJsonArray rows = post("/api/App/DynamicYield", {{u"dimensions"_s, name}});
    int units = 0;
    int passed = 0;
    QSet<QString> values;
    for (const QJsonValue &row : rows) {
        units += row.toObject().value(u"unitCount"_s).toInt();
        passed += row.toObject().value(u"fpCount"_s).toInt();
        values.insert(text(row, name));
    }
    QCOMPARE(values.size(), rows.size());
    QCOMPARE(units, all[0].toObject().value(u"unitCount"_s).toInt());
    QCOMPARE(passed, all[0].toObject().value(u"fpCount"_s).toInt());
    QVERIFY(rows.size() > 1 || name == u"purpose"_s);
    const bool number = name == u"processCode"_s || name == u"socketIndex"_s;
    QCOMPARE(rows.last().toObject().value(name).isDouble(), number || name == u"errorCode"_s);
}

void TestDemoAnalytics::repairDimensions_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"partNumber",      "productName",     "productGroup",       "revision",        "stationName",
          "location",        "purpose",         "testOperation",      "period",          "level",
          "operator",        "repairOperation", "repairCode",         "repairCategory",  "repairType",
          "componentRef",    "componentNumber", "componentRevision",  "componentVendor", "componentDescription",
          "functionBlock",   "referencedStep",  "referencedStepPath", "testPeriod",      "testLevel",
          "testStationName", "testLocation",    "testPurpose",        "testOperator",    "swFilename",
          "fixtureId"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestDemoAnalytics::repairDimensions()
{
    QFETCH(QString, name);
    const QJsonObject all = post("/api/App/DynamicRepair")[0].toObject();
    QVERIFY(all.value(u"repairCount"_s).toInt() > 5);
    int repairs = 0;
    int reports = 0;
    bool anyText = false;
    for (const QJsonValue &row : post("/api/App/DynamicRepair", {{u"dimensions"_s, name + u";repairCount desc"_s}})) {
        QVERIFY(row.toObject().value(name).isString());
        anyText |= !text(row, name).isEmpty();
        repairs += row.toObject().value(u"repairCount"_s).toInt();
        reports += row.toObject().value(u"repairReportCount"_s).toInt();
        QVERIFY(row.toObject().value(u"totalCount"_s).toInt() > 0);
    }
    QCOMPARE(repairs, all.value(u"repairCount"_s).toInt());
    QCOMPARE(reports, all.value(u"repairReportCount"_s).toInt()); // one failure a report in this world
    QVERIFY(anyText || name == u"componentRevision"_s);
}

void TestDemoAnalytics::orderOfRows_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("dimensions");
    QTest::addColumn<QStringList>("keys"); // "-" in front: falling
    QTest::newRow("falling units") << QByteArray("/api/App/DynamicYield") << u"unitCount desc;partNumber"_s
                                   << QStringList{u"-unitCount"_s, u"partNumber"_s};
    QTest::newRow("rising yield") << QByteArray("/api/App/DynamicYield") << u"partNumber;fpy asc"_s
                                  << QStringList{u"fpy"_s, u"partNumber"_s};
    QTest::newRow("two keys") << QByteArray("/api/App/DynamicYield") << u"stationName desc;unitCount asc;partNumber"_s
                              << QStringList{u"-stationName"_s, u"unitCount"_s};
    QTest::newRow("none") << QByteArray("/api/App/DynamicYield") << u"stationName;partNumber"_s
                          << QStringList{u"stationName"_s, u"partNumber"_s};
    QTest::newRow("other case") << QByteArray("/api/App/DynamicYield") << u" UNITCOUNT  DESC ; partnumber ;"_s
                                << QStringList{u"-unitCount"_s};
    QTest::newRow("high volume") << QByteArray("/api/App/HighVolume") << QString() << QStringList{u"-unitCount"_s};
    QTest::newRow("worst yield") << QByteArray("/api/App/WorstYield") << QString()
                                 << QStringList{u"fpy"_s, u"-unitCount"_s};
    QTest::newRow("high volume by group")
        << QByteArray("/api/App/HighVolumeByProductGroup") << QString() << QStringList{u"-unitCount"_s};
    QTest::newRow("worst yield by group")
        << QByteArray("/api/App/WorstYieldByProductGroup") << QString() << QStringList{u"fpy"_s};
}

void TestDemoAnalytics::orderOfRows()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, dimensions);
    QFETCH(QStringList, keys);
    const QJsonArray rows
        = post(target, dimensions.isEmpty() ? QJsonObject() : QJsonObject{{u"dimensions"_s, dimensions}});
    QVERIFY(rows.size() > 2);
    for (qsizetype i = 1; i < rows.size(); ++i) {
        int order = 0;
        for (qsizetype k = 0; k < keys.size() && order == 0; ++k) {
            const bool falling = keys[k].startsWith(u'-');
            const QString key = falling ? keys[k].mid(1) : keys[k];
            const QJsonValue a = rows[i - 1].toObject().value(key);
            const QJsonValue b = rows[i].toObject().value(key);
            if (a.isDouble())
                order = a.toDouble() < b.toDouble() ? -1 : (a.toDouble() > b.toDouble() ? 1 : 0);
            else
                order = a.toString().compare(b.toString());
            order = falling ? -order : order;
        }
        QVERIFY2(order <= 0, qPrintable(QString::number(i)));
    }
}

void TestDemoAnalytics::figures_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"unitCount",   "fpCount",     "spCount",      "tpCount",        "lpCount",
                             "fpFailCount", "spFailCount", "tpFailCount",  "lpFailCount",    "fpy",
                             "spy",         "tpy",         "lpy",          "ppmFpy",         "ppmSpy",
                             "ppmTpy",      "ppmLpy",      "ppmTestYield", "testYieldCount", "testReportCount",
                             "testYield",   "retestCount", "firstUtc",     "lastUtc"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestDemoAnalytics::figures()
{
    QFETCH(QString, name);
    const QJsonObject row = post("/api/App/DynamicYield", {{u"dimensions"_s, name}})[0].toObject();
    QVERIFY(row.contains(name));
    const auto number = [&](const QString &key) { return row.value(key).toDouble(); };
    int reports = 0;
    int passed = 0;
    int retests = 0;
    for (const QJsonValue &header : std::as_const(m_headers)) {
        ++reports;
        passed += text(header, u"result"_s) == u"Passed"_s ? 1 : 0;
        retests += text(header, u"run"_s).toInt() > 1 ? 1 : 0;
    }
    const double units = number(u"unitCount"_s);
    const QString stem = name.left(2);
    if (name.endsWith(u"FailCount"_s))
        QCOMPARE(number(name), units - number(stem + u"Count"_s));
    else if (name.startsWith(u"ppm"_s) && name != u"ppmTestYield"_s)
        QCOMPARE(number(name), std::round(1e6 * (1 - number(name.mid(3, 2).toLower() + u"Count"_s) / units)));
    else if (name == u"ppmTestYield"_s)
        QCOMPARE(number(name), std::round(1e6 * (reports - passed) / reports));
    else if (name == u"testReportCount"_s)
        QCOMPARE(number(name), double(reports));
    else if (name == u"testYieldCount"_s)
        QCOMPARE(number(name), double(passed));
    else if (name == u"testYield"_s)
        QCOMPARE(number(name), 100.0 * passed / reports);
    else if (name == u"retestCount"_s)
        QCOMPARE(number(name), double(retests));
    else if (name == u"lastUtc"_s)
        QCOMPARE(text(row, name), text(m_headers.first(), u"startUtc"_s));
    else if (name == u"firstUtc"_s)
        QCOMPARE(text(row, name), text(m_headers.last(), u"startUtc"_s));
    else
        QVERIFY(number(name) > 0);
}

void TestDemoAnalytics::rowLimits_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("value");
    QTest::newRow("top count") << u"topCount"_s << 3;
    QTest::newRow("zero is not given") << u"topCount"_s << 0;
    QTest::newRow("at least") << u"minCount"_s << 20;
    QTest::newRow("at most") << u"maxCount"_s << 20;
    QTest::newRow("yield") << u"yield"_s << 95;
}

void TestDemoAnalytics::rowLimits()
{
    QFETCH(QString, key);
    QFETCH(int, value);
    const QString dimensions = u"partNumber;unitCount desc"_s;
    QJsonArray expected;
    for (const QJsonValue &entry : post("/api/App/DynamicYield", {{u"dimensions"_s, dimensions}})) {
        const QJsonObject row = entry.toObject();
        const int units = row.value(u"unitCount"_s).toInt();
        if ((key == u"topCount"_s && value > 0 && expected.size() >= value) || (key == u"minCount"_s && units < value)
            || (key == u"maxCount"_s && units > value) || (key == u"yield"_s && row.value(u"fpy"_s).toDouble() > value))
            continue;
        expected.append(row);
    }
    QVERIFY(!expected.isEmpty());
    QCOMPARE(post("/api/App/DynamicYield", {{u"dimensions"_s, dimensions}, {key, value}}), expected);
}

void TestDemoAnalytics::runs_data()
{
    QTest::addColumn<int>("run");
    QTest::newRow("first") << 1;
    QTest::newRow("second") << 2;
    QTest::newRow("third") << 3;
    QTest::newRow("last") << -1;
}

void TestDemoAnalytics::runs()
{
    QFETCH(int, run);
    QSet<QString> seen;
    QStringList expected;
    for (const QJsonValue &header : std::as_const(m_headers)) { // newest first
        const QString unit
            = text(header, u"serialNumber"_s) + text(header, u"partNumber"_s) + text(header, u"processCode"_s);
        if (run > 0 ? text(header, u"run"_s).toInt() == run : !seen.contains(unit))
            expected += text(header, u"uuid"_s);
        seen.insert(unit);
    }
    QStringList found;
    for (const QJsonValue &row : post("/api/App/UutReport", {{u"run"_s, run}}))
        found += text(row, u"uuid"_s);
    QCOMPARE(found, expected);
    const QJsonArray yield = post("/api/App/DynamicYield", {{u"run"_s, run}, {u"dimensions"_s, u"testReportCount"_s}});
    QCOMPARE(yield[0].toObject().value(u"testReportCount"_s).toInt(), int(expected.size()));
}

void TestDemoAnalytics::measurementPaths_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("paths"); // in the body
    QTest::addColumn<QStringList>("groups");
    const QString rails = u"MainSequence¶Rails under load¶"_s;
    const QString offset = u"MainSequence¶Analog¶Offset, 4 channels"_s;
    const QByteArray plain("/api/App/Measurements");
    QTest::newRow("one") << plain << rails + u"3V3 at 1.2 A"_s << QStringList{rails + u"3V3 at 1.2 A"_s};
    QTest::newRow("two") << plain << rails + u"3V3 at 1.2 A;"_s + rails + u"Ripple 3V3"_s
                         << QStringList{rails + u"3V3 at 1.2 A"_s, rails + u"Ripple 3V3"_s};
    QTest::newRow("a step with all of its measurements")
        << plain << offset
        << QStringList{offset + u"¶¶Channel 1"_s, offset + u"¶¶Channel 2"_s, offset + u"¶¶Channel 3"_s,
                       offset + u"¶¶Channel 4"_s};
    QTest::newRow("one of several") << plain << offset + u"¶¶Channel 2"_s << QStringList{offset + u"¶¶Channel 2"_s};
    QTest::newRow("wildcard") << plain << u"%¶Ripple%"_s << QStringList{rails + u"Ripple 3V3"_s};
    QTest::newRow("in the query") << QByteArray("/api/App/Measurements?measurementPaths=")
            + (rails + u"Ripple 3V3"_s).toUtf8().toPercentEncoding()
                                  << QString() << QStringList{rails + u"Ripple 3V3"_s};
    QTest::newRow("aggregated") << QByteArray("/api/App/AggregatedMeasurements") << rails + u"3V3 at 1.2 A"_s
                                << QStringList{rails + u"3V3 at 1.2 A"_s};
    QTest::newRow("unknown") << plain << u"MainSequence¶Nothing"_s << QStringList();
}

void TestDemoAnalytics::measurementPaths()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, paths);
    QFETCH(QStringList, groups);
    QJsonObject filter{{u"partNumber"_s, u"610-2041"_s}, {u"testOperation"_s, u"PCBA test"_s}};
    if (!paths.isEmpty())
        filter.insert(u"measurementPaths"_s, paths);
    QStringList found;
    for (const QJsonValue &group : post(target, filter)) {
        found += text(group, u"measurementPath"_s);
        const QJsonArray rows = group.toObject().value(u"measurements"_s).toArray();
        QVERIFY(!rows.isEmpty());
        for (const QJsonValue &row : rows) {
            QCOMPARE(text(row, u"partNumber"_s), u"610-2041"_s);
            QVERIFY(found.last().startsWith(text(row, u"stepPath"_s)));
            QVERIFY(row.toObject().contains(u"limit1"_s) && !text(row, u"unit"_s).isEmpty());
        }
        for (qsizetype i = 1; i < rows.size() && rows[0].toObject().contains(u"startUtc"_s); ++i)
            QVERIFY(QDateTime::fromString(text(rows[i - 1], u"startUtc"_s), Qt::ISODateWithMs)
                    <= QDateTime::fromString(text(rows[i], u"startUtc"_s), Qt::ISODateWithMs));
    }
    found.sort();
    QCOMPARE(found, groups);
}

void TestDemoAnalytics::postedReportCounts()
{
    DemoOptions options;
    options.reports = 50;
    options.days = 5;
    QString error;
    const auto server = DemoServer::start(options, &error);
    QVERIFY2(server, qPrintable(error));
    RawClient client(server->port(), server->token());
    const auto send = [&](const QString &result, const QString &value, int minute) {
        const QString start = QDateTime::currentDateTimeUtc().addSecs(-3600 + minute * 60).toString(Qt::ISODate);
        const QByteArray report = QStringLiteral(R"({"type": "T", "pn": "NEW-1", "sn": "N1", "rev": "A",
            "processCode": 50, "result": "%1", "machineName": "ST", "location": "L", "purpose": "P", "start": "%2",
            "uut": {"user": "u", "execTime": 60},
            "root": {"id": 1, "group": "M", "stepType": "SequenceCall", "name": "Main", "status": "%1",
                "seqCall": {"path": "p", "name": "n.seq", "version": "1"},
                "steps": [
                    {"id": 2, "group": "M", "stepType": "ET_NLT", "name": "V", "status": "%1", "totTime": 2,
                     "causedUUTFailure": true, "numericMeas": [{"compOp": "GELE", "status": "%1", "unit": "V",
                     "value": %3, "lowLimit": 1, "highLimit": 3}]},
                    {"id": 3, "group": "M", "stepType": "ET_NLT", "name": "W", "status": "P",
                     "numericMeas": [{"compOp": "LOG", "status": "P", "unit": "V", "value": NaN}]}]}})")
                                      .arg(result, start, value)
                                      .toUtf8();
        return client.send("POST", "/api/Report/WSJF", report).status;
    };
    QCOMPARE(send(u"F"_s, u"3.5"_s, 0), 200);
    QCOMPARE(send(u"P"_s, u"\"2.5\""_s, 5), 200);
    const QByteArray filter = R"({"partNumber": "NEW-1"})";
    const auto rows = [&](const QByteArray &target) { return client.send("POST", target, filter).array(); };
    const QJsonObject yield = rows("/api/App/DynamicYield?dimensions=partNumber;testReportCount")[0].toObject();
    QCOMPARE(yield.value(u"unitCount"_s).toInt(), 1);
    QCOMPARE(yield.value(u"fpCount"_s).toInt(-1), 0);
    QCOMPARE(yield.value(u"spCount"_s).toInt(), 1);
    QCOMPARE(yield.value(u"testReportCount"_s).toInt(), 2);
    const QJsonArray failed = rows("/api/App/TopFailed");
    QCOMPARE(failed.size(), 1);
    QCOMPARE(text(failed[0], u"stepPath"_s), u"Main¶V"_s);
    QCOMPARE(failed[0].toObject().value(u"failRate"_s).toDouble(), 50.0);
    const QJsonArray measured = rows("/api/App/Measurements")[0].toObject().value(u"measurements"_s).toArray();
    QCOMPARE(measured.size(), 2);
    QCOMPARE(measured[1].toObject().value(u"value"_s).toDouble(), 2.5);
    QCOMPARE(text(measured[0], u"status"_s), u"Failed"_s);
    QCOMPARE(rows("/api/App/UutReport").size(), 2);
}

DemoServer *TestDemoAnalytics::factory(quint32 seed)
{
    std::unique_ptr<DemoServer> &server = m_factories[seed];
    if (!server) {
        DemoOptions options;
        options.seed = seed;
        options.reports = 20000;
        options.days = 28;
        options.nowMsSinceEpoch = now;
        server = DemoServer::start(options, nullptr);
    }
    return server.get();
}

void TestDemoAnalytics::troublesStandOut_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<QString>("dimension");
    QTest::addColumn<QJsonObject>("filter");
    QTest::addColumn<int>("minUnits"); // of a row that counts
    QTest::addColumn<QString>("culprit"); // empty: whoever is worst
    QTest::addColumn<double>("points"); // of first pass yield that it must lie below all others
    for (const quint32 seed : {1u, 2u, 77u}) {
        const QJsonObject board{{u"partNumber"_s, u"610-2041"_s}, {u"testOperation"_s, u"PCBA test"_s}};
        QTest::addRow("fixture, seed %u", seed) << seed << u"fixtureId"_s << board << 100 << u"FX-0412"_s << 2.0;
        QTest::addRow("lot, seed %u", seed)
            << seed << u"batchNumber"_s << QJsonObject{{u"partNumber"_s, u"610-2055"_s}, {u"testOperation"_s, u"ICT"_s}}
            << 50 << QString() << 5.0;
        QTest::addRow("night, seed %u", seed)
            << seed << u"operator"_s << QJsonObject{{u"stationName"_s, u"ICT-04"_s}} << 100 << u"lars"_s << 0.5;
    }
}

void TestDemoAnalytics::troublesStandOut()
{
    QFETCH(quint32, seed);
    QFETCH(QString, dimension);
    QFETCH(QJsonObject, filter);
    QFETCH(int, minUnits);
    QFETCH(QString, culprit);
    QFETCH(double, points);
    QVERIFY(factory(seed));
    RawClient client(factory(seed)->port(), factory(seed)->token());
    filter.insert(u"dimensions"_s, dimension + u";fpy asc"_s);
    filter.insert(u"minCount"_s, minUnits);
    const RawReply reply = client.send("POST", "/api/App/DynamicYield", json(filter));
    const QJsonArray rows = reply.array();
    QVERIFY2(rows.size() >= 2, reply.body.constData());
    if (!culprit.isEmpty())
        QCOMPARE(text(rows[0], dimension), culprit);
    QVERIFY2(rows[0].toObject().value(u"fpy"_s).toDouble() + points < rows[1].toObject().value(u"fpy"_s).toDouble(),
             reply.body.constData());
}

/// On the bad fixture the loaded rail slides down from day to day, long before it fails; on the good one it stays.
void TestDemoAnalytics::measurementDrifts()
{
    QVERIFY(factory(1));
    RawClient client(factory(1)->port(), factory(1)->token());
    const auto means = [&](const QString &fixture) {
        const QJsonObject filter{
            {u"partNumber"_s, u"610-2041"_s}, {u"revision"_s, u"C"_s}, {u"assetSerialNumber"_s, fixture},
            {u"status"_s, u"Passed"_s},       {u"dateGrouping"_s, 3},  {u"measurementPaths"_s, u"%¶3V3 at 1.2 A"_s}};
        QList<double> list;
        const QJsonArray groups = client.send("POST", "/api/App/AggregatedMeasurements", json(filter)).array();
        for (const QJsonValue &row : groups[0].toObject().value(u"measurements"_s).toArray())
            list += row.toObject().value(u"avg"_s).toDouble();
        return list;
    };
    const QList<double> bad = means(u"FX-0412"_s);
    const QList<double> good = means(u"FX-0413"_s);
    QVERIFY(bad.size() >= 4 && good.size() >= 4);
    QVERIFY(bad.last() < bad.first() - 0.015);
    QVERIFY(std::abs(good.last() - good.first()) < 0.008);
}

void TestDemoAnalytics::emptyWorld_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("answer");
    for (const char *path :
         {"DynamicYield", "DynamicYield?dimensions=partNumber", "VolumeYield", "HighVolume", "WorstYield",
          "HighVolumeByProductGroup", "WorstYieldByProductGroup", "DynamicRepair", "TopFailed", "TestStepAnalysis",
          "Measurements", "AggregatedMeasurements", "SerialNumberHistory", "UurReport", "UutReport"})
        QTest::newRow(path) << QByteArray("/api/App/") + path << QByteArray("[]");
    QTest::newRow("flow") << QByteArray("/api/internal/UnitFlow")
                          << QByteArray(R"({"Links":[],"Nodes":[],"Units":[]})");
}

void TestDemoAnalytics::emptyWorld()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, answer);
    DemoOptions options;
    options.reports = 0;
    QString error;
    const auto server = DemoServer::start(options, &error);
    QVERIFY2(server, qPrintable(error));
    RawClient client(server->port(), server->token());
    const RawReply reply = client.send("POST", target, "{}");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body.trimmed(), answer);
    const QJsonObject oee = client.send("POST", "/api/App/OeeAnalysis", "{}").object();
    QCOMPARE(oee.value(u"totalCount"_s).toInt(-1), 0);
}

QTEST_GUILESS_MAIN(TestDemoAnalytics)
#include "tst_demo_analytics.moc"
