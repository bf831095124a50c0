// SPDX-License-Identifier: GPL-3.0-or-later
// What is written reads back, and shows wherever it should; what is wrong is refused and changes nothing.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

class TestDemoWrites : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void writesReadBack_data();
    void writesReadBack();
    void recordsCalibration();
    void recordsExternalMaintenance();
    void setsStateAndLogsIt();
    void resetsRunningCount();
    void countsWithChildren();
    void addsMessage();
    void createsAndDeletesAsset();
    void emptyArraysDeleteNothing();
    void createsProductAndRevision();
    void postedReportAppearsEverywhere();
    void postingAgainReplaces();
    void analysesFollowWhatIsPosted();
    void refusesBadReports_data();
    void refusesBadReports();
    void acceptsBareNaN();
    void attachments();
    void leavesOutChartsAndFiles();

private:
    QJsonObject asset(const QByteArray &serial) { return m_client->get("/api/Asset/" + serial).object(); }
    QJsonArray log(const QByteArray &serial)
    {
        return m_client->get("/api/Asset/Log?$top=3&$orderby=logId%20desc&$filter=serialNumber%20eq%20'" + serial + "'")
            .array();
    }
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoWrites::init()
{
    DemoOptions options;
    options.reports = 300;
    options.days = 10;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
}

void TestDemoWrites::writesReadBack_data()
{
    QTest::addColumn<QByteArray>("put");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("get");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char *name, const char *put, const char *body, const char *get, const char *found) {
        QTest::newRow(name) << QByteArray(put) << QByteArray(body) << QByteArray(get) << QByteArray(found);
    };
    row("asset name", "/api/Asset", R"({"serialNumber":"FX-0412","assetName":"Renamed"})", "/api/Asset/FX-0412",
        "\"assetName\":\"Renamed\"");
    row("asset unknown field", "/api/Asset", R"({"serialNumber":"FX-0412","futureField":{"a":1}})",
        "/api/Asset/FX-0412", "\"futureField\":{\"a\":1}");
    row("asset type", "/api/Asset/Types", R"({"typeName":"Chamber","calibrationInterval":30})", "/api/Asset/Types",
        "Chamber");
    row("asset type changed", "/api/Asset/Types", R"({"typeName":"DMM","calibrationInterval":99})",
        "/api/Asset/Types?$filter=typeName%20eq%20'DMM'", "\"calibrationInterval\":99");
    row("product description", "/api/Product", R"({"partNumber":"610-2041","description":"New text"})",
        "/api/Product/610-2041", "New text");
    row("product in the list", "/api/Product", R"({"partNumber":"N-1","name":"Brand new"})", "/api/Product/Query",
        "Brand new");
    row("products", "/api/Product/Products", R"([{"partNumber":"N-2"},{"partNumber":"N-3"}])", "/api/Product/Query",
        "N-3");
    row("revision", "/api/Product/Revision", R"({"partNumber":"610-2041","revision":"D","state":1})",
        "/api/Product?partNumber=610-2041&revision=D", "\"revision\":\"D\"");
    row("group", "/api/Product/Group", R"({"productGroupName":"Test group"})", "/api/App/ProductGroups", "Test group");
    row("vendor", "/api/Product/Vendors", R"({"name":"Newcomer"})", "/api/Product/Vendors", "Newcomer");
    row("bom", "/api/internal/Product/BOM?partNumber=610-2041&revision=C&format=json",
        R"([{"partNumber":"Z-9","quantity":2}])", "/api/internal/Product/Bom?partNumber=610-2041&revision=C", "Z-9");
}

void TestDemoWrites::writesReadBack()
{
    QFETCH(QByteArray, put);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, get);
    QFETCH(QByteArray, found);
    QVERIFY(!m_client->get(get).body.contains(found));
    const RawReply reply = m_client->send("PUT", put, body);
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.body.isEmpty());
    const RawReply again = m_client->get(get);
    QVERIFY2(again.body.contains(found), again.body.left(500).constData());
}

void TestDemoWrites::recordsCalibration()
{
    QCOMPARE(m_client->send("POST", "/api/Asset/Calibration?serialNumber=FX-0412&comment=all+good").status, 200);
    const QJsonObject status = m_client->get("/api/Asset/Status?serialNumber=FX-0412").object();
    QCOMPARE(status.value(u"calibrationDaysOverdue"_s).toInt(), 0);
    QCOMPARE(status.value(u"daysSinceCalibration"_s).toInt(), 0);
    QCOMPARE(status.value(u"alarmState"_s).toInt(), 1); // its running count still warns
    const QJsonObject after = asset("FX-0412");
    const QDateTime last = QDateTime::fromString(after.value(u"lastCalibrationDate"_s).toString(), Qt::ISODateWithMs);
    const QDateTime next = QDateTime::fromString(after.value(u"nextCalibrationDate"_s).toString(), Qt::ISODateWithMs);
    QCOMPARE(last.daysTo(next), 180);
    const QJsonObject entry = log("FX-0412").first().toObject();
    QCOMPARE(entry.value(u"type"_s).toInt(), 4);
    QCOMPARE(entry.value(u"comment"_s).toString(), u"all good"_s);
}

void TestDemoWrites::recordsExternalMaintenance()
{
    const RawReply reply
        = m_client->send("POST",
                         "/api/Asset/Maintenance/"
                         "External?serialNumber=FX-0388&fromDate=2026-01-01T10:00:00&toDate=2099-01-01T00:00:00Z");
    QCOMPARE(reply.status, 200);
    QCOMPARE(asset("FX-0388").value(u"lastMaintenanceDate"_s).toString(), u"2026-01-01T10:00:00Z"_s);
    QCOMPARE(asset("FX-0388").value(u"nextMaintenanceDate"_s).toString(), u"2099-01-01T00:00:00Z"_s);
    QCOMPARE(log("FX-0388").first().toObject().value(u"type"_s).toInt(), 5);
}

void TestDemoWrites::setsStateAndLogsIt()
{
    QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=3").status, 200);
    QCOMPARE(asset("FX-0412").value(u"state"_s).toInt(), 3);
    QCOMPARE(log("FX-0412").first().toObject().value(u"type"_s).toInt(), 6);
}

void TestDemoWrites::resetsRunningCount()
{
    QVERIFY(asset("FX-0415").value(u"runningCount"_s).toInt() > 0);
    QCOMPARE(m_client->send("POST", "/api/Asset/ResetRunningCount?serialNumber=FX-0415&comment=new%20probes").status,
             200);
    QCOMPARE(asset("FX-0415").value(u"runningCount"_s).toInt(), 0);
    QCOMPARE(asset("FX-0415").value(u"totalCount"_s).toInt(), 38755);
    QCOMPARE(m_client->get("/api/Asset/Status?serialNumber=FX-0415").object().value(u"alarmState"_s).toInt(), 0);
    QCOMPARE(log("FX-0415").first().toObject().value(u"comment"_s).toString(), u"new probes"_s);
}

void TestDemoWrites::countsWithChildren()
{
    QCOMPARE(m_client->send("PUT", "/api/Asset/Count?serialNumber=FX-0412&incrementBy=5&incrementChildren=true").status,
             200);
    QCOMPARE(asset("FX-0412").value(u"runningCount"_s).toInt(), 4817);
    QCOMPARE(asset("FX-0412").value(u"totalCount"_s).toInt(), 141225);
    QCOMPARE(asset("PB-0412-A1").value(u"runningCount"_s).toInt(), 1209);
    QCOMPARE(m_client->send("PUT", "/api/Asset/Count?serialNumber=FX-0412&totalCount=141230").status, 200);
    QCOMPARE(asset("FX-0412").value(u"runningCount"_s).toInt(), 4822);
    QCOMPARE(asset("PB-0412-A1").value(u"runningCount"_s).toInt(), 1209);
    QCOMPARE(m_client->send("PUT", "/api/Asset/SetRunningCount?serialNumber=FX-0412&runningCount=7").status, 200);
    QCOMPARE(m_client->send("PUT", "/api/Asset/SetTotalCount?serialNumber=FX-0412&totalCount=9").status, 200);
    QCOMPARE(asset("FX-0412").value(u"runningCount"_s).toInt(), 7);
    QCOMPARE(asset("FX-0412").value(u"totalCount"_s).toInt(), 9);
}

void TestDemoWrites::addsMessage()
{
    const QByteArray id = asset("DMM-017").value(u"assetId"_s).toString().toUtf8();
    QCOMPARE(
        m_client->send("POST", "/api/Asset/Message", R"({"assetId":")" + id + R"(","comment":"Grüße","user":"anna"})")
            .status,
        200);
    const QJsonObject entry = log("DMM-017").first().toObject();
    QCOMPARE(entry.value(u"type"_s).toInt(), 0);
    QCOMPARE(entry.value(u"comment"_s).toString(), u"Grüße"_s);
    QCOMPARE(entry.value(u"user"_s).toString(), u"anna"_s);
    QCOMPARE(m_client->send("POST", "/api/Asset/Message", R"({"assetId":"nope","comment":"x"})").status, 404);
    QCOMPARE(m_client->send("POST", "/api/Asset/Message", R"({"assetId":")" + id + R"(","comment":" "})").status, 400);
    QCOMPARE(m_client->send("POST", "/api/Asset/Message", "not json").status, 400);
}

void TestDemoWrites::createsAndDeletesAsset()
{
    const RawReply created
        = m_client->send("PUT", "/api/Asset", R"({"serialNumber":"NEW 1","state":5,"tags":[],"parentAssetId":""})");
    QCOMPARE(created.status, 200);
    QVERIFY(!created.object().value(u"assetId"_s).toString().isEmpty());
    QCOMPARE(asset("NEW%201").value(u"state"_s).toInt(), 5);
    QCOMPARE(m_client->get("/api/Asset").array().size(), 301);
    QCOMPARE(m_client->send("DELETE", "/api/Asset?serialNumber=NEW%201").status, 200);
    QCOMPARE(m_client->get("/api/Asset/NEW%201").status, 404);
    QCOMPARE(m_client->get("/api/Asset").array().size(), 300);
    QCOMPARE(m_client->send("PUT", "/api/Asset", R"({"assetName":"no serial"})").status, 400);
    QCOMPARE(m_client->send("PUT", "/api/Asset", R"({"serialNumber":"Q","state":"OK"})").status, 400);
    const QByteArray other = asset("FX-0413").value(u"assetId"_s).toString().toUtf8();
    QCOMPARE(m_client->send("PUT", "/api/Asset", R"({"assetId":")" + other + R"(","serialNumber":"FX-0412"})").status,
             409);
}

void TestDemoWrites::emptyArraysDeleteNothing()
{
    const qsizetype tags = asset("FX-0412").value(u"tags"_s).toArray().size();
    QVERIFY(tags > 0);
    m_client->send("PUT", "/api/Asset", R"({"serialNumber":"FX-0412","tags":[],"assetChildren":[],"assetLog":[]})");
    QCOMPARE(asset("FX-0412").value(u"tags"_s).toArray().size(), tags);
    m_client->send(
        "PUT", "/api/Asset",
        R"({"serialNumber":"FX-0412","tags":[{"key":"line","change":3},{"key":"room","value":"4","change":1}]})");
    const QJsonArray after = asset("FX-0412").value(u"tags"_s).toArray();
    QCOMPARE(after.size(), tags);
    QCOMPARE(after.last().toObject(), (QJsonObject{{u"key"_s, u"room"_s}, {u"value"_s, u"4"_s}}));
    m_client->send("PUT", "/api/Product", R"({"partNumber":"610-2041","revisions":[],"tags":[]})");
    const QJsonObject product = m_client->get("/api/Product/610-2041").object();
    QCOMPARE(product.value(u"revisions"_s).toArray().size(), 3);
    QCOMPARE(product.value(u"tags"_s).toArray().size(), 3);
}

void TestDemoWrites::createsProductAndRevision()
{
    QCOMPARE(m_client->send("PUT", "/api/Product", R"({"partNumber":"A/B","name":"Slash"})").status, 200);
    QCOMPARE(m_client->get("/api/Product/A%2FB").object().value(u"name"_s).toString(), u"Slash"_s);
    QCOMPARE(m_client->send("PUT", "/api/Product/Revision", R"({"partNumber":"A/B","revision":"1"})").status, 200);
    QCOMPARE(m_client->get("/api/Product/A%2FB").object().value(u"revisions"_s).toArray().size(), 1);
    QCOMPARE(m_client->get("/api/internal/Product/Bom?partNumber=A%2FB&revision=1").body, QByteArray("[]"));
    QCOMPARE(m_client->send("PUT", "/api/Product/Revision", R"({"partNumber":"nope","revision":"1"})").status, 400);
    QCOMPARE(m_client->send("PUT", "/api/Product", R"({"name":"no number"})").status, 400);
}

namespace {

const QByteArray postedId = "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01";

QByteArray postedReport(const QByteArray &result)
{
    return R"({"type":"T","id":")" + postedId
        + R"(","pn":"POSTED-1","sn":"SN-77","rev":"B","processCode":50,"result":")" + result
        + R"(","machineName":"ST-01","location":"Hall 2","purpose":"Production","start":"2026-03-04T09:15:30.2501234+01:00",
        "uut":{"user":"anna","execTime":42.5,"stepIdCausedUUTFailure":3},"miscInfos":[{"description":"Shift","text":"late"}],
        "subUnits":[{"pn":"PSU-12","sn":"PS-77","rev":"A","partType":"PCBA"}],"assets":[{"sn":"FX-0412","usageCount":2}],
        "futureField":[1,2],
        "root":{"group":"M","stepType":"SequenceCall","name":"Main","status":"F","seqCall":{"name":"x.seq","version":"1.0"},"steps":[
          {"group":"M","stepType":"Mystery","name":"One","status":"D"},
          {"group":"M","stepType":"ET_NLT","name":"Two","status":"F","causedUUTFailure":true,
           "attachment":{"name":"a.bin","contentType":"application/x-test","data":"AAEC","attachmentId":"att-1"}}]}})";
}

} // namespace

void TestDemoWrites::postedReportAppearsEverywhere()
{
    const RawReply reply = m_client->send("POST", "/api/Report/WSJF", postedReport("F"));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object().value(u"ID"_s).toString().toUtf8(), postedId);
    QCOMPARE(reply.object().value(u"id"_s).toString().toUtf8(), postedId);

    const QJsonObject body = m_client->get("/api/Report/Wsjf/" + postedId.toUpper()).object();
    QCOMPARE(body.value(u"futureField"_s).toArray().size(), 2);
    QCOMPARE(body.value(u"processName"_s).toString(), u"PCBA test"_s);
    QCOMPARE(body.value(u"startUTC"_s).toString(), u"2026-03-04T08:15:30.250Z"_s);
    const QJsonArray steps = body.value(u"root"_s).toObject().value(u"steps"_s).toArray();
    QCOMPARE(steps.at(1).toObject().value(u"id"_s).toInt(), 3);

    const QJsonArray rows
        = m_client->get("/api/Report/Query/Header?reportType=U&$expand=subUnits&$filter=serialNumber%20eq%20'SN-77'")
              .array();
    QCOMPARE(rows.size(), 1);
    const QJsonObject header = rows.first().toObject();
    QCOMPARE(header.value(u"result"_s).toString(), u"Failed"_s);
    QCOMPARE(header.value(u"causedUutFailurePath"_s).toString(), u"Main¶Two"_s);
    QCOMPARE(header.value(u"subUnits"_s).toArray().first().toObject().value(u"serialNumber"_s).toString(), u"PS-77"_s);

    QCOMPARE(m_client->get("/api/Report/Query/HeaderByMiscInfo?description=Shift&stringValue=late").array().size(), 1);
    QCOMPARE(m_client->send("POST", "/api/App/SerialNumberHistory", R"({"serialNumber":"SN-_7"})").array().size(), 1);
    QCOMPARE(asset("FX-0412").value(u"runningCount"_s).toInt(), 4814);
    QCOMPARE(m_client->get("/api/Product/POSTED-1").object().value(u"revisions"_s).toArray().size(), 1);
}

void TestDemoWrites::postingAgainReplaces()
{
    m_client->send("POST", "/api/Report/WSJF", postedReport("F"));
    QCOMPARE(m_client->send("POST", "/api/Report/WSJF", postedReport("P")).status, 200);
    const QJsonArray rows
        = m_client->get("/api/Report/Query/Header?reportType=U&$filter=serialNumber%20eq%20'SN-77'").array();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().toObject().value(u"result"_s).toString(), u"Passed"_s);
    QCOMPARE(rows.first().toObject().value(u"run"_s).toInt(), 1);
    QCOMPARE(asset("FX-0412").value(u"runningCount"_s).toInt(), 4814); // used once, sent twice
}

/// Answers are kept while nothing changes; a report that comes in, however often one asked before, is counted.
void TestDemoWrites::analysesFollowWhatIsPosted()
{
    const auto units = [this](const char *route) {
        const QByteArray body = R"({"partNumber":"NEW-1","dimensions":"partNumber;unitCount"})";
        return m_client->send("POST", route, body).array().at(0).toObject().value(u"unitCount"_s).toInt();
    };
    for (int count = 0; count < 4; ++count) {
        for (int again = 0; again < 2; ++again) {
            QCOMPARE(units("/api/App/DynamicYield"), count);
            QCOMPARE(m_client->send("POST", "/api/App/UutReport", R"({"partNumber":"NEW-1"})").array().size(), count);
        }
        QCOMPARE(m_client->send("POST", "/api/App/UutReport", R"({"partNumber":"NEW-2"})").array().size(), 0);
        const QByteArray report
            = R"({"pn":"NEW-1","sn":"N)" + QByteArray::number(count) + R"(","processCode":50,"result":"P"})";
        QCOMPARE(m_client->send("POST", "/api/Report/WSJF", report).status, 200);
    }
}

void TestDemoWrites::refusesBadReports_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not json") << QByteArray("{\"pn\":");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no part") << QByteArray(R"({"sn":"1","processCode":50})");
    QTest::newRow("no serial") << QByteArray(R"({"pn":"1","processCode":50})");
    QTest::newRow("no process") << QByteArray(R"({"pn":"1","sn":"1"})");
    QTest::newRow("bad id") << QByteArray(R"({"pn":"1","sn":"1","processCode":50,"id":"x"})");
    QTest::newRow("bad start") << QByteArray(R"({"pn":"1","sn":"1","processCode":50,"start":"soon"})");
    QTest::newRow("root is null") << QByteArray(R"({"pn":"1","sn":"1","processCode":50,"root":null})");
}

void TestDemoWrites::refusesBadReports()
{
    QFETCH(QByteArray, body);
    const RawReply reply = m_client->send("POST", "/api/Report/WSJF", body);
    QCOMPARE(reply.status, 400);
    QVERIFY(!reply.object().value(u"Message"_s).toString().isEmpty());
    QCOMPARE(m_client->get("/__demo").object().value(u"posted"_s).toInt(), 0);
}

void TestDemoWrites::acceptsBareNaN()
{
    const RawReply reply = m_client->send(
        "POST", "/api/Report/WSJF",
        R"({"pn":"NaN-1","sn":"a\"NaN","processCode":50,"result":"Passed","v":[NaN,-Infinity,Infinity,1]})");
    QCOMPARE(reply.status, 200);
    const QByteArray id = reply.object().value(u"ID"_s).toString().toUtf8();
    const QJsonObject body = m_client->get("/api/Report/Wsjf/" + id).object();
    QCOMPARE(body.value(u"sn"_s).toString(), u"a\"NaN"_s);
    QCOMPARE(body.value(u"v"_s).toArray(), (QJsonArray{u"NaN"_s, u"-Infinity"_s, u"Infinity"_s, 1}));
}

void TestDemoWrites::attachments()
{
    m_client->send("POST", "/api/Report/WSJF", postedReport("F"));
    const RawReply posted = m_client->get("/api/Report/Attachment?attachmentId=att-1");
    QCOMPARE(posted.status, 200);
    QCOMPARE(posted.body, QByteArray("\0\1\2", 3));
    QCOMPARE(posted.headers.value("content-type"), QByteArray("application/x-test"));

    // A made-up report that failed carries a log, except at burn-in.
    const QByteArray filter = "result eq 'Failed' and serialNumber ne 'SN-77' and processCode ne 70";
    const QJsonArray failed
        = m_client->get("/api/Report/Query/Header?reportType=U&$filter=" + filter.toPercentEncoding()).array();
    QVERIFY(!failed.isEmpty());
    const RawReply report
        = m_client->get("/api/Report/Wsjf/" + failed.last().toObject().value(u"uuid"_s).toString().toUtf8());
    const auto id
        = QRegularExpression(u"\"attachmentId\":\"([^\"]+)\""_s).match(QString::fromUtf8(report.body)).captured(1);
    QVERIFY(!id.isEmpty());
    const RawReply log = m_client->get("/api/Report/Attachment?attachmentId=" + id.toUtf8());
    QCOMPARE(log.headers.value("content-type"), QByteArray("text/plain"));
    QVERIFY(report.body.contains(log.body.toBase64()));
}

void TestDemoWrites::leavesOutChartsAndFiles()
{
    m_client->send("POST", "/api/Report/WSJF", postedReport("F"));
    QVERIFY(m_client->get("/api/Report/Wsjf/" + postedId).body.contains("AAEC"));
    QVERIFY(!m_client->get("/api/Report/Wsjf/" + postedId + "?includeAttachments=false").body.contains("AAEC"));
    const QJsonArray tests
        = m_client
              ->get("/api/Report/Query/"
                    "Header?reportType=U&$top=1&$filter=processCode%20eq%2050%20and%20result%20eq%20'P'")
              .array();
    const QByteArray path = "/api/Report/Wsjf/" + tests.first().toObject().value(u"uuid"_s).toString().toUtf8();
    QVERIFY(m_client->get(path).body.contains("xdata"));
    QVERIFY(!m_client->get(path + "?includeChartdata=false").body.contains("xdata"));
}

QTEST_GUILESS_MAIN(TestDemoWrites)
#include "tst_demo_writes.moc"
