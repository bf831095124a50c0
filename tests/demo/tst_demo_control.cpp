// SPDX-License-Identifier: GPL-3.0-or-later
// The control page, faults in full, and the program itself: what makes the server a test bench.
#include "app/demo/demoserver.h"
#include "app/demo/http/faults.h"
#include "tests/demo/rawclient.h"

#include <QDateTime>
#include <QLocale>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

class TestDemoControl : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void needsNoTokenAndIsNotCounted();
    void answersThisMachineOnly_data();
    void answersThisMachineOnly();
    void onlyGetAndPut();
    void countsByRoute();
    void generationsMoveWithWrites_data();
    void generationsMoveWithWrites();
    void refusedWriteMovesNothing();
    void changesAreReadBack();
    void badChangesChangeNothing_data();
    void badChangesChangeNothing();
    void showsWhatIsInFlight();
    void latencyCanBeTakenAway();
    void badFaultsSayWhere_data();
    void badFaultsSayWhere();
    void faultsStrikeTheirRoute_data();
    void faultsStrikeTheirRoute();
    void retryAfter_data();
    void retryAfter();
    void exitCodes_data();
    void exitCodes();
    void busyPortIsOneSentence();
    void stopsOnSignals_data();
    void stopsOnSignals();

private:
    QJsonObject page() { return m_anyone->get("/__demo").object(); }
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
    std::unique_ptr<RawClient> m_anyone; ///< has no token
};

void TestDemoControl::init()
{
    DemoOptions options;
    options.reports = 30;
    options.days = 5;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
    m_anyone = std::make_unique<RawClient>(m_server->port(), QString());
}

void TestDemoControl::needsNoTokenAndIsNotCounted()
{
    m_client->get("/api/App/Version");
    m_client->get("/__demo");
    m_client->get("/__DEMO/");
    const QJsonObject shown = page();
    QCOMPARE(shown.value(u"requests"_s).toInt(), 1);
    QCOMPARE(shown.value(u"reports"_s).toInt(), 30);
    QCOMPARE(shown.value(u"assets"_s).toInt(), 300);
    QCOMPARE(shown.value(u"products"_s).toInt(), 40);
    QCOMPARE(m_server->requestsSeen(), quint64(1));
}

void TestDemoControl::answersThisMachineOnly_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    for (const char *host : {"127.0.0.1", "127.0.0.1:8080", "localhost", "LocalHost:1", "[::1]", "[::1]:80"})
        QTest::newRow(host) << QByteArray(host) << 200;
    for (const char *host : {"demo.example", "127.0.0.1.demo.example", "localhost.example:80", "10.0.0.1", "[::2]:80"})
        QTest::newRow(host) << QByteArray(host) << 403;
}

void TestDemoControl::answersThisMachineOnly()
{
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    for (const QByteArray &request :
         {QByteArray("GET /__demo HTTP/1.1\r\nHost: " + host + "\r\n\r\n"),
          QByteArray("PUT /__demo HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 16\r\n\r\n{\"faults\":\"404\"}")}) {
        QCOMPARE(m_client->exchange(request).status, status);
    }
    QCOMPARE(m_client->get("/api/App/Version").status, status == 200 ? 404 : 200);
    QCOMPARE(m_client->exchange("GET /__demo HTTP/1.0\r\n\r\n").status, 403); // names no machine at all
}

void TestDemoControl::onlyGetAndPut()
{
    for (const QByteArray method : {"POST", "DELETE", "PATCH"}) {
        const RawReply reply = m_anyone->send(method, "/__demo", "{}");
        QCOMPARE(reply.status, 405);
        QCOMPARE(reply.headers.value("allow"), QByteArray("GET, PUT"));
    }
}

void TestDemoControl::countsByRoute()
{
    m_client->get("/api/Asset/FX-0412");
    m_client->get("/API/asset/FX-0413/");
    m_client->get("/api/Nothing/Here");
    m_anyone->get("/api/App/Version"); // refused, but seen
    const QJsonObject shown = page();
    QCOMPARE(shown.value(u"requests"_s).toInt(), 4);
    QCOMPARE(shown.value(u"unknownRoutes"_s).toInt(), 1);
    QHash<QString, int> byRoute;
    for (const QJsonValue &entry : shown.value(u"routes"_s).toArray()) {
        const QJsonObject route = entry.toObject();
        byRoute.insert(route.value(u"method"_s).toString() + u' ' + route.value(u"path"_s).toString(),
                       route.value(u"requests"_s).toInt());
    }
    QCOMPARE(byRoute.size(), 2);
    QCOMPARE(byRoute.value(u"GET /api/Asset/{idOrSerial}"_s), 2);
    QCOMPARE(byRoute.value(u"GET /api/App/Version"_s), 1);
}

void TestDemoControl::generationsMoveWithWrites_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("moved");
    QTest::newRow("reading") << QByteArray("GET") << QByteArray("/api/Asset") << QByteArray() << QStringList();
    QTest::newRow("a query by POST") << QByteArray("POST") << QByteArray("/api/App/SerialNumberHistory")
                                     << QByteArray("{}") << QStringList();
    QTest::newRow("asset") << QByteArray("PUT") << QByteArray("/api/asset/State?serialNumber=FX-0412&state=3")
                           << QByteArray() << QStringList{u"assets"_s};
    QTest::newRow("product") << QByteArray("PUT") << QByteArray("/api/Product")
                             << QByteArray(R"({"partNumber":"610-2041","description":"x"})")
                             << QStringList{u"products"_s};
    QTest::newRow("report") << QByteArray("POST") << QByteArray("/api/Report/WSJF")
                            << QByteArray(R"({"pn":"A","sn":"B","processCode":50,"result":"P"})")
                            << QStringList{u"assets"_s, u"products"_s, u"reports"_s, u"units"_s};
}

void TestDemoControl::generationsMoveWithWrites()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, moved);
    QJsonObject expected = page().value(u"generations"_s).toObject();
    QCOMPARE(m_client->send(method, target, body).status, 200);
    for (const QString &name : moved)
        expected.insert(name, expected.value(name).toInt() + 1);
    QCOMPARE(page().value(u"generations"_s).toObject(), expected);
}

void TestDemoControl::refusedWriteMovesNothing()
{
    const QJsonObject before = page().value(u"generations"_s).toObject();
    QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=99").status, 400);
    QCOMPARE(m_anyone->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=3").status, 401);
    m_server->setFaults(u"409"_s);
    QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=3").status, 409);
    QCOMPARE(page().value(u"generations"_s).toObject(), before);
}

void TestDemoControl::changesAreReadBack()
{
    const QByteArray change
        = R"({"faults":"503@/api/Asset:0.5","latencyMs":3,"jitterMs":2,"bandwidth":500000,"livePerMinute":6})";
    QCOMPARE(m_anyone->send("PUT", "/__demo", change).status, 200);
    const QJsonObject shown = page();
    QCOMPARE(shown.value(u"faults"_s).toString(), u"503@/api/Asset:0.5"_s);
    QCOMPARE(shown.value(u"latencyMs"_s).toInt(), 3);
    QCOMPARE(shown.value(u"jitterMs"_s).toInt(), 2);
    QCOMPARE(shown.value(u"bandwidth"_s).toInt(), 500000);
    QCOMPARE(shown.value(u"livePerMinute"_s).toInt(), 6);
    QVERIFY(shown.value(u"live"_s).toBool());
    QCOMPARE(m_anyone->send("PUT", "/__demo", R"({"live":false})").object().value(u"latencyMs"_s).toInt(), 3);
    QVERIFY(!page().value(u"live"_s).toBool(true));
}

void TestDemoControl::badChangesChangeNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("word");
    QTest::newRow("unknown member") << QByteArray(R"({"latencyMs":9,"colour":1})") << u"colour"_s;
    QTest::newRow("latency is text") << QByteArray(R"({"latencyMs":"9"})") << u"latencyMs"_s;
    QTest::newRow("latency negative") << QByteArray(R"({"latencyMs":-1})") << u"latencyMs"_s;
    QTest::newRow("latency with fraction") << QByteArray(R"({"latencyMs":1.5})") << u"latencyMs"_s;
    QTest::newRow("latency too long") << QByteArray(R"({"latencyMs":600001})") << u"600000"_s;
    QTest::newRow("live is a number") << QByteArray(R"({"live":1})") << u"live"_s;
    QTest::newRow("too many reports") << QByteArray(R"({"livePerMinute":6001})") << u"6000"_s;
    QTest::newRow("faults is a list") << QByteArray(R"({"faults":["503"]})") << u"faults"_s;
    QTest::newRow("bad fault beside good latency") << QByteArray(R"({"latencyMs":9,"faults":"503,nope"})") << u"nope"_s;
    QTest::newRow("no object") << QByteArray("[1]") << u"object"_s;
    QTest::newRow("no JSON") << QByteArray("{") << u"JSON"_s;
    QTest::newRow("nothing") << QByteArray() << u"object"_s;
}

void TestDemoControl::badChangesChangeNothing()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, word);
    const QJsonObject before = page();
    const RawReply reply = m_anyone->send("PUT", "/__demo", body);
    QCOMPARE(reply.status, 400);
    QVERIFY2(reply.object().value(u"Message"_s).toString().contains(word), reply.body.constData());
    QJsonObject after = page();
    after.insert(u"now"_s, before.value(u"now"_s));
    QCOMPARE(after, before);
}

void TestDemoControl::showsWhatIsInFlight()
{
    m_server->setFaults(u"slow=600000@/api/Asset"_s);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write("GET /api/Asset HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(socket.waitForBytesWritten());
    QTRY_COMPARE(page().value(u"inFlight"_s).toInt(), 1);
    m_server->stop(); // does not wait for the ten minutes
    QVERIFY(!m_client->get("/api/App/Version").complete);
}

void TestDemoControl::latencyCanBeTakenAway()
{
    QCOMPARE(m_anyone->send("PUT", "/__demo", R"({"latencyMs":600000})").status, 200);
    QCOMPARE(page().value(u"latencyMs"_s).toInt(), 600000); // the page itself is never slow
    QCOMPARE(m_anyone->send("PUT", "/__demo", R"({"latencyMs":0})").status, 200);
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoControl::badFaultsSayWhere_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<int>("character");
    QTest::newRow("unknown word") << u"explode"_s << 1;
    QTest::newRow("second one") << u"503,nope"_s << 5;
    QTest::newRow("second one after blanks") << u"503,  nope"_s << 7;
    QTest::newRow("probability") << u"503@/api:often"_s << 10;
    QTest::newRow("probability is no number") << u"503:nan"_s << 5;
    QTest::newRow("path") << u"404@api/Asset"_s << 5;
    QTest::newRow("method") << u"404@FETCH /api/Asset"_s << 5;
    QTest::newRow("slow without time") << u"drop,slow"_s << 6;
    QTest::newRow("retry after nothing") << u"429="_s << 1;
    QTest::newRow("retry after too long") << u"429=86401"_s << 1;
    QTest::newRow("drop with a number") << u"drop=3"_s << 1;
    QTest::newRow("date of nothing") << u"-date"_s << 1;
}

void TestDemoControl::badFaultsSayWhere()
{
    QFETCH(QString, spec);
    QFETCH(int, character);
    QString error;
    QVERIFY(!Faults::parse(spec, &error));
    QVERIFY2(error.contains(u"at character %1:"_s.arg(character)), qPrintable(error));
}

void TestDemoControl::faultsStrikeTheirRoute_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("strikes");
    const auto row = [](const char *name, const QString &where, const char *method, const char *target, bool strikes) {
        QTest::newRow(name) << where << QByteArray(method) << QByteArray(target) << strikes;
    };
    row("everything", u"*"_s, "GET", "/api/App/Version", true);
    row("exactly", u"/api/Asset"_s, "GET", "/api/Asset?$top=1", true);
    row("below", u"/api/Asset"_s, "GET", "/api/Asset/FX-0412", true);
    row("other case and slashes", u"/API/asset/"_s, "GET", "/api//ASSET/FX-0412/", true);
    row("another word", u"/api/Asset"_s, "GET", "/api/Assets", false);
    row("whole path", u"/api/Asset$"_s, "GET", "/api/Asset", true);
    row("whole path, below", u"/api/Asset$"_s, "GET", "/api/Asset/FX-0412", false);
    row("template", u"/api/Asset/{id}$"_s, "GET", "/api/Asset/FX-0412", true);
    row("template, above", u"/api/Asset/{id}"_s, "GET", "/api/Asset", false);
    row("method", u"PUT /api/Asset"_s, "PUT", "/api/Asset/State?serialNumber=FX-0412&state=1", true);
    row("another method", u"PUT /api/Asset"_s, "GET", "/api/Asset", false);
    row("method for every path", u"put/"_s, "PUT", "/api/Asset/State?serialNumber=FX-0412&state=1", true);
    row("escaped path", u"/api/Asset"_s, "GET", "/api/%41sset", true);
}

void TestDemoControl::faultsStrikeTheirRoute()
{
    QFETCH(QString, where);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(bool, strikes);
    QCOMPARE(m_server->setFaults(u"418@"_s + where), QString());
    const RawReply reply = m_client->send(method, target);
    QVERIFY(reply.complete);
    QCOMPARE(reply.status == 418, strikes);
}

void TestDemoControl::retryAfter_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("seconds"); // 0: no header
    QTest::addColumn<bool>("asDate");
    QTest::newRow("429") << u"429"_s << 429 << 1 << false;
    QTest::newRow("429, seconds") << u"429=7@/api:1"_s << 429 << 7 << false;
    QTest::newRow("429, date") << u"429-date=120"_s << 429 << 120 << true;
    QTest::newRow("503, date") << u"503-date"_s << 503 << 1 << true;
    QTest::newRow("500") << u"500"_s << 500 << 0 << false;
    QTest::newRow("500, seconds") << u"500=3"_s << 500 << 3 << false;
}

void TestDemoControl::retryAfter()
{
    QFETCH(QString, fault);
    QFETCH(int, status);
    QFETCH(int, seconds);
    QFETCH(bool, asDate);
    QCOMPARE(m_server->setFaults(fault), QString());
    const qint64 before = QDateTime::currentSecsSinceEpoch();
    const RawReply reply = m_client->get("/api/App/Version");
    const qint64 after = QDateTime::currentSecsSinceEpoch();
    QCOMPARE(reply.status, status);
    const QString value = QString::fromLatin1(reply.headers.value("retry-after"));
    if (!asDate) {
        QCOMPARE(value, seconds ? QString::number(seconds) : QString());
        return;
    }
    QDateTime when = QLocale::c().toDateTime(value, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    when.setTimeSpec(Qt::UTC);
    QVERIFY2(when.isValid(), qPrintable(value));
    QVERIFY(when.toSecsSinceEpoch() >= before + seconds && when.toSecsSinceEpoch() <= after + seconds);
}

void TestDemoControl::exitCodes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << QByteArray("--live");
    QTest::newRow("version") << QStringList{u"--version"_s} << 0 << QByteArray("qwats-demo-server");
    QTest::newRow("routes") << QStringList{u"--routes"_s} << 0 << QByteArray("| GET | `/api/App/Version` |");
    QTest::newRow("unknown option") << QStringList{u"--colour"_s} << 2 << QByteArray("colour");
    QTest::newRow("argument") << QStringList{u"reports"_s} << 2 << QByteArray("reports");
    QTest::newRow("no number") << QStringList{u"--live"_s, u"many"_s} << 2 << QByteArray("many");
    QTest::newRow("too many") << QStringList{u"--live"_s, u"6001"_s} << 2 << QByteArray("6000");
    QTest::newRow("bad fault") << QStringList{u"--faults"_s, u"503,bang"_s} << 2 << QByteArray("character 5");
    QTest::newRow("certificate alone") << QStringList{u"--tls-cert"_s, u"x"_s} << 2 << QByteArray("key");
    QTest::newRow("no such certificate") << QStringList{u"--tls-cert"_s, u"/nowhere/a"_s, u"--tls-key"_s,
                                                        u"/nowhere/b"_s}
                                         << 1 << QByteArray("/nowhere/a");
}

void TestDemoControl::exitCodes()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, word);
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(QWATS_DEMO_SERVER_PATH), arguments);
    QVERIFY(program.waitForFinished());
    const QByteArray output = program.readAll();
    QVERIFY2(output.contains(word), output.constData());
    QCOMPARE(program.exitCode(), code);
}

void TestDemoControl::busyPortIsOneSentence()
{
    QProcess program;
    program.start(QStringLiteral(QWATS_DEMO_SERVER_PATH), {u"--port"_s, QString::number(m_server->port())});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 1);
    QCOMPARE(program.readAllStandardOutput(), QByteArray());
    const QByteArray said = program.readAllStandardError();
    QCOMPARE(said.count('\n'), 1);
    QVERIFY2(said.contains(QByteArray::number(m_server->port())), said.constData());
}

void TestDemoControl::stopsOnSignals_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestDemoControl::stopsOnSignals()
{
    QFETCH(int, number);
    QProcess program;
    program.start(QStringLiteral(QWATS_DEMO_SERVER_PATH), {u"--reports"_s, u"10"_s, u"--faults"_s, u"slow=600000"_s});
    QVERIFY(program.waitForReadyRead());
    const QJsonObject hello = QJsonDocument::fromJson(program.readLine()).object();
    const quint16 port = quint16(hello.value(u"url"_s).toString().section(u':', -1).toUInt());
    QTcpSocket waiting; // a request that would take ten minutes does not hold it up
    waiting.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(waiting.waitForConnected());
    waiting.write("GET /api/App/Version HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(waiting.waitForBytesWritten());
    RawClient anyone(port, QString());
    QTRY_COMPARE(anyone.get("/__demo").object().value(u"inFlight"_s).toInt(), 1);
    QCOMPARE(::kill(pid_t(program.processId()), number), 0);
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestDemoControl)
#include "tst_demo_control.moc"
