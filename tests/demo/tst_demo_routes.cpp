// SPDX-License-Identifier: GPL-3.0-or-later
// The wire format as a foreign client meets it: raw HTTP, own parsing.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

class TestDemoRoutes : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void answers_data();
    void answers();
    void headHasNoBody();
    void optionsNameTheMethods();
    void refusesWrongToken_data();
    void refusesWrongToken();
    void pagesWithoutGapOrRepeat();
    void headerFilters_data();
    void headerFilters();
    void countsRequests();
    void controlPage();
    void startsAgainOnTheSamePort();
    void survivesEarlyDisconnect();
    void survivesNonsense_data();
    void survivesNonsense();
    void answersPipelinedRequestsInOrder();
    void refusesHugeHeaders();
    void holdsManyRequestsAtOnce();
    void badOptions_data();
    void badOptions();

private:
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoRoutes::init()
{
    DemoOptions options;
    options.reports = 300;
    options.days = 10;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
}

void TestDemoRoutes::answers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("pattern"); // regular expression on the body

    const auto row = [](const char *name, const char *method, const char *target, int status, const char *pattern) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << status << QByteArray(pattern);
    };
    row("version", "GET", "/api/App/Version", 200, "^\"25\\.3\\.0\"$");
    row("lower case path", "GET", "/api/app/version", 200, "25");
    row("upper case path", "GET", "/API/APP/VERSION", 200, "25");
    row("trailing slash", "GET", "/api/App/Version/", 200, "25");
    row("double slash", "GET", "/api//App/Version", 200, "25");
    row("processes", "GET", "/api/App/Processes", 200, "^\\[.*\"code\":50.*\\]$");
    row("no test operations", "GET", "/api/App/Processes?includeTestOperations=false", 200,
        "^(?!.*\"isTestOperation\":true).*Repair");
    row("inactive processes", "GET", "/api/App/Processes?includeInactiveProcesses=true", 200, "Flying probe");
    row("levels", "GET", "/api/App/Levels", 200, "\"levelId\":1");
    row("product groups", "GET", "/api/App/ProductGroups?includeFilters=true", 200, "\"productGroupName\":\"All\"");
    row("repair operations", "GET", "/api/internal/Process/GetRepairOperations", 200, "^\\{\"500\":.*\"Failcodes\"");
    row("assets", "GET", "/api/Asset?$top=1", 200, "^\\[\\{.*\\}\\]$");
    row("assets, encoded names", "GET", "/api/Asset?%24top=1&%24filter=serialNumber+eq+%27FX-0412%27", 200, "FX-0412");
    row("assets, option in other case", "GET", "/api/Asset?$TOP=1", 200, "^\\[\\{.*\\}\\]$");
    row("assets, no match", "GET", "/api/Asset?$filter=location%20eq%20'nowhere'", 200, "^\\[\\]$");
    row("assets, state OK", "GET", "/api/Asset?$top=1&$filter=state%20eq%20'OK'", 200, "\"state\":1");
    row("assets, select and count are ignored", "GET", "/api/Asset?$top=1&$select=a&$count=true", 200, "^\\[");
    row("assets, bad filter", "GET", "/api/Asset?$filter=colour%20eq%201", 400, "colour.*character 1");
    row("assets, bad top", "GET", "/api/Asset?$top=many", 400, "\\$top");
    row("asset by serial", "GET", "/api/Asset/FX-0412", 200, "Control board FCT fixture");
    row("asset, encoded dash", "GET", "/api/Asset/FX%2D0412", 200, "Control board FCT fixture");
    row("asset, plus stays plus", "GET", "/api/Asset/FX+0412", 404, "FX\\+0412");
    row("asset unknown", "GET", "/api/Asset/NOPE", 404, "Message.*NOPE");
    row("asset, encoded slash", "GET", "/api/Asset/A%2FB", 404, "A/B");
    row("status", "GET", "/api/Asset/Status?serialNumber=FX-0412&translate=false", 200, "\"alarmState\":2");
    row("status without name", "GET", "/api/Asset/Status", 400, "serialNumber");
    row("status unknown", "GET", "/api/Asset/Status?id=NOPE", 404, "NOPE");
    row("log", "GET", "/api/Asset/Log?$top=1", 200, "\"logId\"");
    row("log, bad field", "GET", "/api/Asset/Log?$orderby=colour", 400, "colour");
    row("types", "GET", "/api/Asset/Types", 200, "\"typeName\":\"Fixture\"");
    row("types, filter", "GET", "/api/Asset/Types?$filter=typeName%20eq%20'DMM'", 200, "^\\[\\{[^{]*DMM[^{]*\\}\\]$");
    row("sub-assets", "GET", "/api/Asset/SubAssets?serialNumber=FX-0412&level=1", 200, "^(?!.*PB-0412-A1).*PB-0412-A");
    row("sub-assets, whole tree", "GET", "/api/Asset/SubAssets?serialNumber=FX-0412&level=0", 200, "PB-0412-A1");
    row("state out of range", "PUT", "/api/Asset/State?serialNumber=FX-0412&state=7", 400, "0 to 6");
    row("state missing", "PUT", "/api/Asset/State?serialNumber=FX-0412", 400, "state");
    row("calibration, bad date", "POST", "/api/Asset/Calibration?serialNumber=FX-0412&dateTime=soon", 400, "soon");
    row("count, bad number", "PUT", "/api/Asset/Count?serialNumber=FX-0412&incrementBy=-3", 400, "incrementBy");
    row("products", "GET", "/api/Product/Query", 200, "\"partNumber\":\"610-2041\"");
    row("product", "GET", "/api/Product/610-2041", 200, "\"revisions\":\\[\\{");
    row("product unknown", "GET", "/api/Product/999", 404, "999");
    row("revision", "GET", "/api/Product?partNumber=610-2041&revision=C", 200, "\"revision\":\"C\"");
    row("revision unknown", "GET", "/api/Product?partNumber=610-2041&revision=Q", 404, "Q");
    row("fixed word wins", "GET", "/api/Product/Groups", 200, "productGroupId");
    row("fixed word with another method", "GET", "/api/Product/Revisions", 405, "GET");
    row("vendors", "GET", "/api/Product/Vendors", 200, "Ostmann");
    row("bom", "GET", "/api/internal/Product/Bom?partNumber=820-1100&revision=A2", 200, "\"quantity\":12");
    row("bom, path in other case", "GET", "/api/internal/Product/BOM?partnumber=610-2041&REVISION=C", 200,
        "C1-C40, C52-C59");
    row("bom unknown", "GET", "/api/internal/Product/Bom?partNumber=1&revision=A", 404, "Message");
    row("headers", "GET", "/api/Report/Query/Header?reportType=U&$top=1", 200, "\"reportType\":\"T\"");
    row("headers of repairs", "GET", "/api/Report/Query/Header?reportType=R&$top=1", 200, "\"reportType\":\"R\"");
    row("headers, top 0", "GET", "/api/Report/Query/Header?reportType=U&$top=0", 200, "^\\[\\]$");
    row("headers, expand", "GET", "/api/Report/Query/Header?reportType=U&$top=1&$expand=miscInfo,assets,nonsense", 200,
        "\"miscInfo\":\\[\\{.*WorkOrder");
    row("headers, bad filter", "GET", "/api/Report/Query/Header?reportType=U&$filter=partNumber%20eq%20'O'Brien'", 400,
        "character");
    row("misc info", "GET", "/api/Report/Query/HeaderByMiscInfo?description=Firmware&stringValue=3.8.0&$top=2", 200,
        "uuid");
    row("report unknown", "GET", "/api/Report/Wsjf/6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01", 404, "6f1c2a34");
    row("attachment without name", "GET", "/api/Report/Attachment", 400, "attachmentId");
    row("attachment unknown", "GET", "/api/Report/Attachment?attachmentId=x", 404, "x");
    row("unknown path", "GET", "/api/Nothing/Here", 404, "Message");
    row("root", "GET", "/", 404, "Message");
    row("wrong method", "DELETE", "/api/App/Version", 405, "DELETE");
}

void TestDemoRoutes::answers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, pattern);
    const RawReply reply = m_client->send(method, target);
    QVERIFY(reply.complete);
    QCOMPARE(reply.status, status);
    const QRegularExpression expected(QString::fromUtf8(pattern));
    QVERIFY2(expected.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.left(600).constData());
    if (status >= 400)
        QVERIFY(!reply.object().value(u"Message"_s).toString().isEmpty());
}

void TestDemoRoutes::headHasNoBody()
{
    const RawReply head = m_client->send("HEAD", "/api/Product/Query");
    const RawReply get = m_client->get("/api/Product/Query");
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
    QCOMPARE(head.headers.value("content-length"), QByteArray::number(get.body.size()));
}

void TestDemoRoutes::optionsNameTheMethods()
{
    const RawReply reply = m_client->send("OPTIONS", "/api/Asset");
    QCOMPARE(reply.status, 204);
    QCOMPARE(reply.headers.value("allow"), QByteArray("GET, PUT, DELETE, OPTIONS"));
}

void TestDemoRoutes::refusesWrongToken_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("none") << QString();
    QTest::newRow("other") << u"dXNlcjpwYXNz"_s;
    QTest::newRow("longer") << u"*"_s;
}

void TestDemoRoutes::refusesWrongToken()
{
    QFETCH(QString, token);
    RawClient stranger(m_server->port(), token == u"*"_s ? m_server->token() + u'x' : token);
    const RawReply reply = stranger.get("/api/App/Version");
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.object().value(u"Message"_s).toString(), u"Authorization has been denied for this request."_s);
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoRoutes::pagesWithoutGapOrRepeat()
{
    QStringList all;
    for (const QJsonValue &row : m_client->get("/api/Report/Query/Header?reportType=U&$orderby=start%20desc").array())
        all += row.toObject().value(u"uuid"_s).toString();
    QStringList paged;
    while (true) {
        const QJsonArray page = m_client
                                    ->get("/api/Report/Query/Header?reportType=U&$orderby=start%20desc&$top=37&$skip="
                                          + QByteArray::number(paged.size()))
                                    .array();
        for (const QJsonValue &row : page)
            paged += row.toObject().value(u"uuid"_s).toString();
        if (page.size() < 37)
            break;
    }
    QVERIFY(all.size() > 250);
    QCOMPARE(paged, all);
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
}

void TestDemoRoutes::headerFilters_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::newRow("result word") << QByteArray("result eq 'Failed'") << u"result"_s << u"Failed"_s;
    QTest::newRow("result letter") << QByteArray("result eq 'F'") << u"result"_s << u"Failed"_s;
    QTest::newRow("status for result") << QByteArray("status eq 'failed'") << u"result"_s << u"Failed"_s;
    QTest::newRow("part") << QByteArray("partNumber eq '610-2041'") << u"partNumber"_s << u"610-2041"_s;
    QTest::newRow("station") << QByteArray("startswith(stationName,'ICT') and stationName ne 'ICT-03'")
                             << u"stationName"_s << u"ICT-04"_s;
    QTest::newRow("process and date") << QByteArray("processCode eq 50 and start ge 2000-01-01T00:00:00Z")
                                      << u"processName"_s << u"PCBA test"_s;
    QTest::newRow("sub-unit") << QByteArray("subUnits/any(s: s/partNumber eq '610-2055') and processCode eq 100")
                              << u"processName"_s << u"End-of-line"_s;
    QTest::newRow("sub-unit, other name")
        << QByteArray("uurSubUnits/any(s: s/partNumber eq '610-2055') and processCode eq 100") << u"processName"_s
        << u"End-of-line"_s;
    QTest::newRow("misc info") << QByteArray("miscInfo/any(m: m/description eq 'Firmware' and m/value eq '3.8.0')")
                               << u"reportType"_s << u"T"_s;
}

void TestDemoRoutes::headerFilters()
{
    QFETCH(QByteArray, filter);
    QFETCH(QString, field);
    QFETCH(QString, value);
    const QJsonArray rows
        = m_client->get("/api/Report/Query/Header?reportType=U&$filter=" + filter.toPercentEncoding()).array();
    QVERIFY(!rows.isEmpty());
    for (const QJsonValue &row : rows)
        QCOMPARE(row.toObject().value(field).toString(), value);
    // Nothing that fits may be missing: the same question over all rows.
    const QJsonArray all = m_client->get("/api/Report/Query/Header?reportType=U").array();
    const auto fits = std::count_if(
        all.begin(), all.end(), [&](const QJsonValue &row) { return row.toObject().value(field).toString() == value; });
    QCOMPARE(rows.size(), qsizetype(fits));
}

void TestDemoRoutes::countsRequests()
{
    QCOMPARE(m_server->requestsSeen(), quint64(0));
    m_client->get("/api/Asset/FX-0412");
    m_client->get("/api/asset/FX-0413/");
    m_client->get("/api/Nothing");
    QCOMPARE(m_server->requestsSeen(), quint64(3));
    QCOMPARE(m_server->requestsSeen("/api/Asset/{idOrSerial}"), quint64(2));
    QCOMPARE(m_server->requestsSeen("get /API/asset/{idorserial}"), quint64(2));
    QCOMPARE(m_server->requestsSeen("PUT /api/Asset"), quint64(0));
}

void TestDemoRoutes::controlPage()
{
    m_client->get("/api/App/Version");
    RawClient anyone(m_server->port(), QString());
    const QJsonObject page = anyone.get("/__demo").object();
    QCOMPARE(page.value(u"requests"_s).toInt(), 1);
    QCOMPARE(page.value(u"reports"_s).toInt(), 300);
    QCOMPARE(page.value(u"inFlight"_s).toInt(), 0);
    QCOMPARE(anyone.send("PUT", "/__demo", R"({"faults":"503"})").object().value(u"faults"_s).toString(), u"503"_s);
    QCOMPARE(m_client->get("/api/App/Version").status, 503);
    QCOMPARE(anyone.send("PUT", "/__demo", R"({"faults":"nonsense"})").status, 400);
    QCOMPARE(anyone.send("PUT", "/__demo", R"({"faults":""})").status, 200);
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoRoutes::startsAgainOnTheSamePort()
{
    DemoOptions options;
    options.reports = 10;
    options.port = m_server->port();
    QString error;
    QVERIFY(!DemoServer::start(options, &error));
    QVERIFY2(error.contains(QString::number(options.port)), qPrintable(error));
    m_client->get("/api/App/Version");
    m_server->stop();
    m_server->stop();
    QVERIFY(!m_client->get("/api/App/Version").complete);
    const auto again = DemoServer::start(options, &error);
    QVERIFY2(again, qPrintable(error));
    QCOMPARE(again->token(), m_server->token());
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoRoutes::survivesEarlyDisconnect()
{
    m_server->setLatency(30);
    for (int i = 0; i < 20; ++i) {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_server->port());
        QVERIFY(socket.waitForConnected());
        socket.write("GET /api/Asset HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + m_server->token().toLatin1()
                     + "\r\n\r\n");
        QVERIFY(socket.waitForBytesWritten());
        socket.abort();
    }
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
    QTRY_COMPARE(m_client->get("/__demo").object().value(u"inFlight"_s).toInt(), 0);
}

void TestDemoRoutes::survivesNonsense_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no http") << QByteArray("hello\r\n\r\n");
    QTest::newRow("zero bytes") << QByteArray(64, '\0') + "\r\n\r\n";
    QTest::newRow("unfinished escape") << QByteArray("GET /api/Asset/%4 HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("no path") << QByteArray("GET HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("only a question mark") << QByteArray("GET /? HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("odd parameters") << QByteArray("GET /api/Asset?&=&==&a&%zz=1&$top HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("negative length") << QByteArray(
        "POST /api/Report/WSJF HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n");
}

void TestDemoRoutes::survivesNonsense()
{
    QFETCH(QByteArray, bytes);
    // Some of it looks like the beginning of a request, then the server rightly waits for the rest.
    const RawReply reply = m_client->exchange(bytes, false, 300);
    QVERIFY(reply.status == 0 || reply.status >= 400);
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoRoutes::answersPipelinedRequestsInOrder()
{
    const QByteArray token = "\r\nHost: x\r\nAuthorization: Basic " + m_server->token().toLatin1();
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write("GET /api/App/Version HTTP/1.1" + token + "\r\n\r\nGET /api/Asset/FX-0412 HTTP/1.1" + token
                 + "\r\nConnection: close\r\n\r\n");
    QByteArray all;
    while (socket.waitForReadyRead(5000))
        all += socket.readAll();
    QVERIFY(all.indexOf("25.3.0") > 0);
    QVERIFY(all.indexOf("FX-0412") > all.indexOf("25.3.0"));
}

void TestDemoRoutes::refusesHugeHeaders()
{
    const RawReply reply = m_client->exchange(
        "GET /api/App/Version HTTP/1.1\r\nHost: x\r\nX-Long: " + QByteArray(200000, 'a') + "\r\n\r\n");
    QVERIFY(reply.status == 0 || reply.status >= 400);
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoRoutes::holdsManyRequestsAtOnce()
{
    m_server->setLatency(100);
    const QByteArray request = "GET /api/App/Version HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic "
        + m_server->token().toLatin1() + "\r\n\r\n";
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 50; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(u"127.0.0.1"_s, m_server->port());
        QVERIFY(sockets.back()->waitForConnected());
        sockets.back()->write(request);
        QVERIFY(sockets.back()->waitForBytesWritten());
    }
    for (const auto &socket : sockets) {
        QVERIFY(socket->bytesAvailable() > 0 || socket->waitForReadyRead(5000));
        QVERIFY(socket->readAll().contains("200 OK"));
    }
    QVERIFY(timer.elapsed() >= 100);
    QVERIFY2(timer.elapsed() < 2500, "50 requests of 100 ms each were answered one after another");
}

void TestDemoRoutes::badOptions_data()
{
    QTest::addColumn<DemoOptions>("options");
    QTest::addColumn<QString>("word");
    QTest::newRow("no products") << DemoOptions{.products = 0} << u"products"_s;
    QTest::newRow("negative reports") << DemoOptions{.reports = -1} << u"reports"_s;
    QTest::newRow("no days") << DemoOptions{.days = 0} << u"days"_s;
    QTest::newRow("negative latency") << DemoOptions{.latencyMs = -1} << u"Latency"_s;
    QTest::newRow("unknown fault") << DemoOptions{.faults = u"bang"_s} << u"bang"_s;
    QTest::newRow("certificate without key") << DemoOptions{.tlsCertFile = u"x"_s} << u"key"_s;
    QTest::newRow("certificate does not exist")
        << DemoOptions{.tlsCertFile = u"/nowhere/a"_s, .tlsKeyFile = u"/nowhere/b"_s} << u"/nowhere/a"_s;
}

void TestDemoRoutes::badOptions()
{
    QFETCH(DemoOptions, options);
    QFETCH(QString, word);
    QString error;
    QVERIFY(!DemoServer::start(options, &error));
    QVERIFY2(error.contains(word), qPrintable(error));
}

QTEST_GUILESS_MAIN(TestDemoRoutes)
#include "tst_demo_routes.moc"
