// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirun.h"
#include "tests/cli/fakewats.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTest>

using namespace qwats::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ReportId = "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01";

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

/// Commands that ask a server: what they print, what they count, how they fail.
class TestCliReads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void json_data();
    void json();
    void failure_data();
    void failure();
    void serverGone();
    void columnsAreAligned();
    void fullDiskIsSaid();
    void escapeSequencesDoNotReachTheTerminal();
    void topCutsProducts();
    void filterTravelsEncoded();
    void getPrintsTheBodyAsItIs();
    void oneCallForAHundredEqualQuestions();
    void noCacheAsksEachTime();
    void getCountsErrors();
    void download();
    void upload_data();
    void upload();
    void uploadStopsBeforeSendingABadFile();
};

void TestCliReads::text_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArrayList>("mentions");
    QTest::newRow("ping") << u"ping"_s << QByteArrayList{"WATS 25.3.0", "token is accepted"};
    QTest::newRow("products list") << u"products list"_s
                                   << QByteArrayList{"Part number", "PN-22", "Power supply", "inactive"};
    QTest::newRow("products show") << u"products show PN-1"_s << QByteArrayList{"version 1", "Revision"};
    QTest::newRow("assets list") << u"assets list"_s << QByteArrayList{"FX 1", "Hall 2", "1200"};
    QTest::newRow("assets show") << u"assets show a-1"_s << QByteArrayList{"running count", "200", "2026-03-04 09:15"};
    QTest::newRow("reports list") << u"reports list"_s << QByteArrayList{"SN-7", "Rail 12V", ReportId};
    QTest::newRow("reports show") << u"reports show 6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s
                                  << QByteArrayList{"SW Debug (10)", "    Rail 12V", "11.2 V", "11.5", "12.5"};
}

void TestCliReads::text()
{
    QFETCH(QString, command);
    QFETCH(QByteArrayList, mentions);
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run(command.split(u' '));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    for (const QByteArray &mention : mentions)
        QVERIFY2(result.out.contains(mention), (mention + " is missing in:\n" + result.out).constData());
    QCOMPARE(result.err, QByteArray());
}

void TestCliReads::json_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("isList");
    QTest::addColumn<QString>("key");
    QTest::newRow("ping") << u"ping"_s << false << u"round_trip_ms"_s;
    QTest::newRow("products list") << u"products list"_s << true << u"partNumber"_s;
    QTest::newRow("products show") << u"products show PN-1"_s << false << u"revisions"_s;
    QTest::newRow("assets list") << u"assets list"_s << true << u"serialNumber"_s;
    QTest::newRow("assets show") << u"assets show a-1"_s << false << u"assetId"_s;
    QTest::newRow("reports list") << u"reports list"_s << true << u"uuid"_s;
    QTest::newRow("reports show, with a bare NaN")
        << u"reports show 6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s << false << u"root"_s;
    QTest::newRow("get") << u"get /api/Product/Query"_s << false << u"latency_us"_s;
}

void TestCliReads::json()
{
    QFETCH(QString, command);
    QFETCH(bool, isList);
    QFETCH(QString, key);
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run(command.split(u' ') << u"--json"_s);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.out.count('\n'), 1);
    const QJsonDocument document = QJsonDocument::fromJson(result.out);
    QCOMPARE(document.isArray(), isList);
    const QJsonObject object = isList ? document.array().at(0).toObject() : document.object();
    QVERIFY2(object.contains(key), result.out.constData());
}

void TestCliReads::failure_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("reply"); // the whole answer on the wire
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("kind");
    const auto reply = [](int status, const char *body) { return ScriptedServer::status(status, body).bytes; };
    QTest::newRow("ping 401") << u"ping"_s << reply(401, "") << 4 << u"unauthorized"_s;
    QTest::newRow("ping 403") << u"ping"_s << reply(403, "") << 4 << u"forbidden"_s;
    QTest::newRow("ping answers with a page") << u"ping"_s << reply(200, "<html>Sign in</html>") << 1 << u"bad_reply"_s;
    QTest::newRow("show 404") << u"assets show x"_s << reply(404, R"({"Message":"none"})") << 1 << u"not_found"_s;
    QTest::newRow("show 400") << u"assets show x"_s << reply(400, R"({"Message":"bad id"})") << 1 << u"rejected"_s;
    QTest::newRow("list is a page") << u"assets list"_s << reply(200, "<html>Sign in</html>") << 1 << u"bad_reply"_s;
    QTest::newRow("list is an envelope") << u"assets list"_s << reply(200, R"({"value":[]})") << 1 << u"bad_reply"_s;
    QTest::newRow("list is cut off") << u"products list --json"_s << reply(200, R"([{"partNumber":"PN)") << 1
                                     << u"bad_reply"_s;
    QTest::newRow("moved") << u"products list"_s
                           << QByteArray(
                                  "HTTP/1.1 302 X\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n")
                           << 1 << u"redirected"_s;
    QTest::newRow("get 401") << u"get /api/x"_s << reply(401, "") << 4 << u"unauthorized"_s;
    QTest::newRow("get 404") << u"get /api/x"_s << reply(404, "") << 1 << u"not_found"_s;
}

void TestCliReads::failure()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, reply);
    QFETCH(int, exitCode);
    QFETCH(QString, kind);
    FakeWats server;
    ScriptedServer::Reply fixed;
    fixed.bytes = reply;
    server.answer({}, fixed);
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto plain = cli.run(command.split(u' '));
    QCOMPARE(plain.exitCode, exitCode);
    if (!command.contains(u"--json"_s))
        QVERIFY2(plain.err.startsWith("qwatsctl: ") && plain.err.count('\n') == 1, plain.err.constData());
    const auto machine = cli.run(command.split(u' ') << u"--json"_s);
    QCOMPARE(machine.exitCode, exitCode);
    QCOMPARE(machine.error().value(u"kind"_s).toString(), kind);
}

void TestCliReads::serverGone()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString address = u"http://127.0.0.1:%1"_s.arg(closed.serverPort());
    closed.close();
    const auto result = Cli().run({u"ping"_s, u"--json"_s, u"--server"_s, address});
    QCOMPARE(result.exitCode, 3);
    QCOMPARE(result.error().value(u"kind"_s).toString(), u"offline"_s);
}

void TestCliReads::columnsAreAligned()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto lines = QString::fromUtf8(cli.run(words("products list")).out).split(u'\n');
    QCOMPARE(lines.at(0).indexOf(u"Category"_s), lines.at(1).indexOf(u"Boards"_s));
    QCOMPARE(lines.at(0).indexOf(u"Category"_s), lines.at(2).lastIndexOf(u"Power"_s));
}

void TestCliReads::escapeSequencesDoNotReachTheTerminal()
{
    FakeWats server;
    server.answer("/api/Asset/evil",
                  ScriptedServer::status(400, "{\"Message\":\"\\u001b]0;owned\\u0007\\nsecond line\"}"));
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto good = cli.run(words("assets list"));
    QVERIFY(good.out.contains("one")); // the control: the name with the escape sequence is there
    QVERIFY(!good.out.contains('\x1b'));
    const auto bad = cli.run(words("assets show evil"));
    QVERIFY(bad.err.contains("owned"));
    QVERIFY(!bad.err.contains('\x1b') && !bad.err.contains('\x07'));
    QCOMPARE(bad.err.count('\n'), 1);
}

void TestCliReads::fullDiskIsSaid()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("needs /dev/full");
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    cli.writeOutputTo(u"/dev/full"_s);
    for (const auto *command : {"products list", "assets list --json", "ping", "--help"}) {
        const auto result = cli.run(words(command));
        QVERIFY2(result.exitCode == 1, command);
    }
}

void TestCliReads::topCutsProducts()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    QCOMPARE(cli.run(words("products list --top 1")).out.count('\n'), 2);
    const auto machine = cli.run(words("products list --top 1 --json"));
    QCOMPARE(QJsonDocument::fromJson(machine.out).array().size(), 1);
}

void TestCliReads::filterTravelsEncoded()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result
        = cli.run({u"assets"_s, u"list"_s, u"--filter"_s, u"assetName eq 'A&B #1'"_s, u"--top"_s, u"7"_s});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(server.requests().constFirst().target,
             QByteArray("/api/Asset?$filter=assetName%20eq%20%27A%26B%20%231%27&$top=7"));
}

void TestCliReads::getPrintsTheBodyAsItIs()
{
    FakeWats server;
    server.answer("/api/Report/Wsxf/1", ScriptedServer::ok("<?xml version=\"1.0\"?>\n<a/>\n"));
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    QCOMPARE(cli.run(words("get /api/Report/Wsxf/1")).out, QByteArray("<?xml version=\"1.0\"?>\n<a/>\n"));
}

void TestCliReads::oneCallForAHundredEqualQuestions()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run(words("get /api/Product/Query --count 100 --concurrency 100 --json"));
    QCOMPARE(result.exitCode, 0);
    const QJsonObject measured = result.json();
    QCOMPARE(measured.value(u"requests"_s).toInt(), 100);
    QCOMPARE(measured.value(u"errors"_s).toInt(), 0);
    QCOMPARE(measured.value(u"upstream_calls"_s).toInt(), 1);
    const QJsonObject outcomes = measured.value(u"outcomes"_s).toObject();
    int sum = 0;
    for (const auto &count : outcomes)
        sum += count.toInt();
    QCOMPARE(sum, 100);
    QCOMPARE(outcomes.value(u"cold"_s).toInt(), 1);
    QCOMPARE(server.asked("/api/Product/Query"), 1);
}

void TestCliReads::noCacheAsksEachTime()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run(words("get /api/Product/Query --count 30 --concurrency 8 --no-cache --json"));
    QCOMPARE(result.json().value(u"upstream_calls"_s).toInt(), 30);
    QCOMPARE(result.json().value(u"outcomes"_s).toObject().value(u"bypassed"_s).toInt(), 30);
    QCOMPARE(server.asked("/api/Product/Query"), 30);
    QVERIFY(result.json().value(u"requests_per_s"_s).toDouble() > 0);
    const QJsonObject latency = result.json().value(u"latency_us"_s).toObject();
    QVERIFY(latency.value(u"p50"_s).toDouble() > 0);
    QVERIFY(latency.value(u"p50"_s).toDouble() <= latency.value(u"p95"_s).toDouble());
    QVERIFY(latency.value(u"p95"_s).toDouble() <= latency.value(u"p99"_s).toDouble());
}

void TestCliReads::getCountsErrors()
{
    FakeWats server;
    server.answer("/api/x", ScriptedServer::status(400));
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run(words("get /api/x --count 5 --no-cache --json"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.json().value(u"errors"_s).toInt(), 5); // what was measured is printed all the same
    QCOMPARE(result.error().value(u"kind"_s).toString(), u"rejected"_s);
}

void TestCliReads::download()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const QString file = cli.path(u"report.wsjf"_s);
    const auto result = cli.run(
        {u"reports"_s, u"download"_s, QString::fromLatin1(ReportId), u"--format"_s, u"wsjf"_s, u"--output"_s, file});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("\"value\":NaN")); // as the server sent it
    QVERIFY(!QFile::exists(file + u".part"_s));
    const auto refused
        = cli.run({u"reports"_s, u"download"_s, QString::fromLatin1(ReportId), u"--output"_s, u"/nowhere/x"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("/nowhere/x"));
}

void TestCliReads::upload_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<int>("exitCode");
    const auto ok = [](const QByteArray &body) { return ScriptedServer::ok(body).bytes; };
    const QByteArray id(ReportId);
    QTest::newRow("object") << ok("{\"ID\":\"" + id + "\"}") << 0;
    QTest::newRow("list of objects") << ok("[{\"id\":\"" + id + "\"}]") << 0;
    QTest::newRow("text") << ok('"' + id + '"') << 0;
    QTest::newRow("plain text, upper case") << ok(id.toUpper()) << 0;
    QTest::newRow("nothing") << ok({}) << 0;
    QTest::newRow("another id") << ok("{\"ID\":\"11111111-2222-3333-4444-555555555555\"}") << 1;
    QTest::newRow("no id") << ok("{\"ok\":true}") << 1;
    QTest::newRow("a page") << ok("<html>Sign in</html>") << 1;
    QTest::newRow("refused") << ScriptedServer::status(400, R"({"Message":"bad report"})").bytes << 1;
    QTest::newRow("not authorised") << ScriptedServer::status(401).bytes << 4;
    QTest::newRow("server error is not tried again") << ScriptedServer::status(500).bytes << 1;
}

void TestCliReads::upload()
{
    QFETCH(QByteArray, reply);
    QFETCH(int, exitCode);
    FakeWats server;
    ScriptedServer::Reply fixed;
    fixed.bytes = reply;
    server.answer("/api/Report/WSJF", fixed);
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const QString file = cli.file(u"r.json"_s, "{\"id\": \"" + QByteArray(ReportId) + "\", \"x\": NaN}");
    const auto result = cli.run({u"reports"_s, u"upload"_s, file, u"--json"_s});
    QCOMPARE(result.exitCode, exitCode);
    QCOMPARE(server.requests().size(), 1); // delivered once, whatever came back
    QCOMPARE(server.requests().constFirst().method, QByteArray("POST"));
    QCOMPARE(server.requests().constFirst().body, "{\"id\":\"" + QByteArray(ReportId) + "\",\"x\":\"NaN\"}");
    const QJsonObject uploaded = result.json().value(u"uploads"_s).toArray().at(0).toObject();
    QCOMPARE(uploaded.value(u"ok"_s).toBool(), exitCode == 0);
    QCOMPARE(uploaded.value(u"id"_s).toString(), QString::fromLatin1(ReportId));
}

void TestCliReads::uploadStopsBeforeSendingABadFile()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const QString good = cli.file(u"good.json"_s, "{\"id\":\"" + QByteArray(ReportId) + "\"}");
    const QString bad = cli.file(u"bad.json"_s, "{\"id\":");
    const auto result = cli.run({u"reports"_s, u"upload"_s, good, bad});
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.err.contains("bad.json"));
    QCOMPARE(server.requests().size(), 0);
}

QTEST_GUILESS_MAIN(TestCliReads)
#include "tst_clireads.moc"
