// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirun.h"
#include "tests/cli/fakewats.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace qwats::test;
using namespace Qt::StringLiterals;

namespace {

int sumOfOutcomes(const QJsonObject &report)
{
    int sum = 0;
    const QJsonObject outcomes = report.value(u"outcomes"_s).toObject();
    for (const auto &count : outcomes)
        sum += count.toInt();
    return sum;
}

int outcome(const QJsonObject &report, const QString &name)
{
    return report.value(u"outcomes"_s).toObject().value(name).toInt();
}

QByteArray get(int ms, const char *path)
{
    return "{\"t_ms\":" + QByteArray::number(ms) + ",\"method\":\"GET\",\"path\":\"" + path + "\"}\n";
}

} // namespace

/// A trace through cache and client: what is counted, what reaches the server, what the caller was shown.
class TestCliReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallTrace();
    void humanReport();
    void outcomesSumToLookups_data();
    void outcomesSumToLookups();
    void answersTellTheTruth();
    void seededAnswerIsTheRow();
    void lifetimes_data();
    void lifetimes();
    void limitsEvict();
    void writesGoOnceAndAlone();
    void writeUnderTheOtherName();
    void writeBodies_data();
    void writeBodies();
    void badLine_data();
    void badLine();
    void answersFileMustBeWritable();
    void offlineServer();

private:
    [[nodiscard]] static CliResult replay(Cli &cli, const FakeWats &server, const QByteArray &trace,
                                          const QStringList &more = {})
    {
        cli.set(u"QWATS_SERVER"_s, server.url());
        return cli.run(QStringList{u"replay"_s, cli.file(u"trace.jsonl"_s, trace), u"--json"_s} + more);
    }
};

void TestCliReplay::smallTrace()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run({u"replay"_s, QStringLiteral(QWATS_CLI_DATA "/small.jsonl"), u"--json"_s});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject report = result.json();
    QCOMPARE(report.value(u"lookups"_s).toInt(), 13);
    QCOMPARE(sumOfOutcomes(report), 13);
    QCOMPARE(outcome(report, u"seeded"_s), 2); // the asset, by id and by serial number, out of the list
    QCOMPARE(outcome(report, u"invalidated"_s), 2); // the product after PUT, the asset after its calibration
    QCOMPARE(outcome(report, u"bypassed"_s), 1); // refresh
    QCOMPARE(outcome(report, u"negative"_s), 2); // the second one out of the cache
    QCOMPARE(outcome(report, u"stale"_s), 1); // 395.5 s old with 300 s fresh-for
    QCOMPARE(outcome(report, u"fresh"_s), 3); // asset, product, product after the refresh behind the stale one
    QCOMPARE(outcome(report, u"cold"_s), 2);
    QCOMPARE(report.value(u"served_from_cache"_s).toInt(), 6);
    QCOMPARE(report.value(u"stale_served"_s).toInt(), 1);
    QCOMPARE(report.value(u"writes"_s).toInt(), 2);
    QCOMPARE(report.value(u"write_errors"_s).toInt(), 0);
    QCOMPARE(report.value(u"upstream_calls"_s).toInt(), int(server.requests().size()));
    QCOMPARE(report.value(u"hit_rate"_s).toDouble(), 6.0 / 13);
    for (const auto &key : {u"latency_us"_s, u"wall_s"_s, u"cpu_s"_s, u"rss_bytes"_s, u"cache"_s})
        QVERIFY2(report.contains(key), qPrintable(key));
    QVERIFY(report.value(u"cache"_s).toObject().value(u"entries"_s).toInt() > 0);
}

void TestCliReplay::humanReport()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run({u"replay"_s, QStringLiteral(QWATS_CLI_DATA "/small.jsonl")});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains("6 (46.2 %)"), result.out.constData());
}

void TestCliReplay::outcomesSumToLookups_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("default") << QStringList{};
    QTest::newRow("no cache") << QStringList{u"--cache"_s, u"off"_s};
    QTest::newRow("many at once") << QStringList{u"--concurrency"_s, u"16"_s};
    QTest::newRow("real clock") << QStringList{u"--clock"_s, u"real"_s, u"--concurrency"_s, u"4"_s};
    QTest::newRow("tiny cache") << QStringList{u"--max-entries"_s, u"1"_s};
    QTest::newRow("few bytes") << QStringList{u"--max-bytes"_s, u"600"_s};
    QTest::newRow("no life") << QStringList{u"--fresh-for"_s, u"0"_s, u"--keep-for"_s, u"0"_s};
    QTest::newRow("always stale") << QStringList{u"--fresh-for"_s, u"0"_s};
}

void TestCliReplay::outcomesSumToLookups()
{
    QFETCH(QStringList, options);
    QByteArray trace;
    for (int i = 0; i < 200; ++i) {
        const char *paths[]
            = {"/api/Asset", "/api/Asset/a-1", "/api/Product/PN-1", "/api/Product/Query", "/api/Nothing"};
        trace += i % 20 == 19 ? "{\"t_ms\":" + QByteArray::number(i * 1000)
                + R"(,"method":"PUT","path":"/api/Product","target":"PN-1"})" + '\n'
                              : get(i * 1000, paths[i * 7 % 5]);
    }
    FakeWats server;
    Cli cli;
    const auto result = replay(cli, server, trace, options);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.json().value(u"lookups"_s).toInt(), 190);
    QCOMPARE(sumOfOutcomes(result.json()), 190);
    QCOMPARE(result.json().value(u"upstream_calls"_s).toInt(), int(server.requests().size()));
}

void TestCliReplay::answersTellTheTruth()
{
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    const QString file = cli.path(u"answers.jsonl"_s);
    const auto result
        = cli.run({u"replay"_s, QStringLiteral(QWATS_CLI_DATA "/small.jsonl"), u"--json"_s, u"--answers"_s, file});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QFile answers(file);
    QVERIFY(answers.open(QIODevice::ReadOnly));
    const auto lines = answers.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 13);
    QList<int> numbers;
    for (const QByteArray &line : lines) {
        const QJsonObject answer = QJsonDocument::fromJson(line).object();
        QCOMPARE(answer.keys(), (QStringList{u"as_of_ms"_s, u"body"_s, u"fresh"_s, u"n"_s, u"outcome"_s, u"path"_s}));
        const int n = answer.value(u"n"_s).toInt();
        numbers << n;
        const QString version = answer.value(u"body"_s)[u"description"_s].toString();
        if (n == 6 || n == 8)
            QCOMPARE(version, n == 6 ? u"version 1"_s : u"version 2"_s); // before and after the PUT
        if (n == 15) { // stale: shown, and said to be old
            QCOMPARE(answer.value(u"fresh"_s).toBool(), false);
            QCOMPARE(answer.value(u"as_of_ms"_s).toInt(), 4000);
        }
        if (n == 16) {
            QCOMPARE(answer.value(u"fresh"_s).toBool(), true);
            QCOMPARE(answer.value(u"as_of_ms"_s).toInt(), 400000);
        }
    }
    QCOMPARE(numbers, (QList<int>{1, 2, 3, 4, 5, 6, 8, 10, 12, 13, 14, 15, 16}));
}

void TestCliReplay::seededAnswerIsTheRow()
{
    FakeWats server;
    Cli cli;
    const QString file = cli.path(u"answers.jsonl"_s);
    const auto result = replay(cli, server, get(0, "/api/Asset") + get(10, "/api/Asset/a-1"), {u"--answers"_s, file});
    QCOMPARE(outcome(result.json(), u"seeded"_s), 1);
    QFile answers(file);
    QVERIFY(answers.open(QIODevice::ReadOnly));
    const QJsonObject second = QJsonDocument::fromJson(answers.readAll().split('\n').at(1)).object();
    QCOMPARE(second.value(u"body"_s)[u"serialNumber"_s].toString(), u"FX 1"_s);
    QCOMPARE(second.value(u"fresh"_s).toBool(), true);
    QCOMPARE(second.value(u"as_of_ms"_s).toInt(), 0);
}

void TestCliReplay::lifetimes_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("secondAt"); // ms
    QTest::addColumn<QString>("second");
    const QStringList minute{u"--fresh-for"_s, u"60"_s, u"--keep-for"_s, u"120"_s};
    QTest::newRow("just before the end") << minute << 59'900 << u"fresh"_s;
    QTest::newRow("past fresh") << minute << 61'000 << u"stale"_s;
    QTest::newRow("past kept") << minute << 121'000 << u"expired"_s;
    QTest::newRow("cache off") << QStringList{u"--cache"_s, u"off"_s} << 1 << u"bypassed"_s;
    QTest::newRow("built-in life of products") << QStringList{} << 299'000 << u"fresh"_s;
    QTest::newRow("real clock does not wait") << QStringList{u"--clock"_s, u"real"_s} << 9'000'000 << u"fresh"_s;
}

void TestCliReplay::lifetimes()
{
    QFETCH(QStringList, options);
    QFETCH(int, secondAt);
    QFETCH(QString, second);
    FakeWats server;
    Cli cli;
    const auto result = replay(cli, server, get(0, "/api/Product/PN-1") + get(secondAt, "/api/Product/PN-1"), options);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(outcome(result.json(), second), second == u"bypassed"_s ? 2 : 1);
}

void TestCliReplay::limitsEvict()
{
    FakeWats server;
    Cli cli;
    QByteArray trace;
    for (int round = 0; round < 2; ++round)
        trace += get(round * 1000, "/api/Product/PN-1") + get(round * 1000 + 1, "/api/Product/Query")
            + get(round * 1000 + 2, "/api/Asset");
    const auto small = replay(cli, server, trace, {u"--max-entries"_s, u"1"_s});
    QVERIFY(small.json().value(u"cache"_s).toObject().value(u"evictions"_s).toInt() > 0);
    QVERIFY(outcome(small.json(), u"evicted"_s) > 0);
    const auto large = replay(cli, server, trace); // the control
    QCOMPARE(outcome(large.json(), u"fresh"_s), 3);
}

void TestCliReplay::writesGoOnceAndAlone()
{
    FakeWats server;
    Cli cli;
    const QByteArray put = R"({"t_ms":5,"method":"PUT","path":"/api/Product","target":"PN-1"})";
    QByteArray trace;
    for (int i = 0; i < 10; ++i)
        trace += get(i * 10, "/api/Product/PN-1") + put + '\n';
    const QString file = cli.path(u"answers.jsonl"_s);
    const auto result = replay(cli, server, trace, {u"--concurrency"_s, u"8"_s, u"--answers"_s, file});
    QCOMPARE(result.json().value(u"writes"_s).toInt(), 10);
    QFile answers(file);
    QVERIFY(answers.open(QIODevice::ReadOnly));
    int version = 0;
    while (!answers.atEnd()) {
        const auto answer = QJsonDocument::fromJson(answers.readLine()).object();
        QCOMPARE(answer.value(u"body"_s)[u"description"_s].toString(), u"version %1"_s.arg(++version));
    }
    QCOMPARE(version, 10);
}

void TestCliReplay::writeUnderTheOtherName()
{
    FakeWats server;
    Cli cli;
    // The list tells that "a-1" and "FX 1" are one asset: a write to the one makes the status of the other untrue.
    const QByteArray list = get(0, "/api/Asset");
    const QByteArray status = get(1000, "/api/Asset/Status?id=a-1");
    const QByteArray write
        = R"({"t_ms":2000,"method":"PUT","path":"/api/Asset/State?state=3","target":"FX 1"})" + QByteArray(1, '\n');
    const auto written = replay(cli, server, list + status + write + status);
    QCOMPARE(outcome(written.json(), u"invalidated"_s), 1);
    const auto untouched = replay(cli, server, list + status + status); // the control
    QCOMPARE(outcome(untouched.json(), u"fresh"_s), 1);
}

void TestCliReplay::writeBodies_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    const auto write = [](const char *method, const char *path, const char *about) {
        return QByteArray("{\"t_ms\":0,\"method\":\"") + method + "\",\"path\":\"" + path + "\",\"target\":\"" + about
            + "\"}";
    };
    QTest::newRow("product") << write("PUT", "/api/Product", "PN 1") << QByteArray("/api/Product")
                             << QByteArray(R"({"partNumber":"PN 1"})");
    QTest::newRow("asset by serial") << write("PUT", "/api/Asset", "FX-9") << QByteArray("/api/Asset")
                                     << QByteArray(R"({"serialNumber":"FX-9"})");
    QTest::newRow("asset by id") << write("PUT", "/api/Asset", "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01")
                                 << QByteArray("/api/Asset")
                                 << QByteArray(R"({"assetId":"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"})");
    QTest::newRow("state, key in the query")
        << write("PUT", "/api/Asset/State?state=4&serialNumber=FX-9", "FX-9")
        << QByteArray("/api/Asset/State?serialNumber=FX-9&state=4") << QByteArray();
    QTest::newRow("state, key in the target")
        << write("PUT", "/api/Asset/State?state=4", "FX-9") << QByteArray("/api/Asset/State?serialNumber=FX-9&state=4")
        << QByteArray();
    QTest::newRow("asset deleted") << write("DELETE", "/api/Asset", "FX-9")
                                   << QByteArray("/api/Asset?serialNumber=FX-9") << QByteArray();
    QTest::newRow("unknown path") << write("POST", "/api/Weather/Now", "x") << QByteArray("/api/Weather/Now")
                                  << QByteArray("{}");
}

void TestCliReplay::writeBodies()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    FakeWats server;
    Cli cli;
    const auto result = replay(cli, server, line);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().constFirst().target, target);
    QCOMPARE(server.requests().constFirst().body, body);
}

void TestCliReplay::badLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("not JSON") << QByteArray("GET /api/Asset");
    QTest::newRow("list") << QByteArray("[1,2]");
    QTest::newRow("cut off") << QByteArray(R"({"t_ms":1,"method":"GET","path":"/api/As)");
    QTest::newRow("no time") << QByteArray(R"({"method":"GET","path":"/api/Asset"})");
    QTest::newRow("time before the start") << QByteArray(R"({"t_ms":-1,"method":"GET","path":"/api/Asset"})");
    QTest::newRow("time is text") << QByteArray(R"({"t_ms":"1","method":"GET","path":"/api/Asset"})");
    QTest::newRow("time too large") << QByteArray(R"({"t_ms":1e300,"method":"GET","path":"/api/Asset"})");
    QTest::newRow("unknown method") << QByteArray(R"({"t_ms":1,"method":"FETCH","path":"/api/Asset"})");
    QTest::newRow("no path") << QByteArray(R"({"t_ms":1,"method":"GET"})");
    QTest::newRow("path elsewhere") << QByteArray(R"({"t_ms":1,"method":"GET","path":"http://evil.example/"})");
    QTest::newRow("refresh is a number") << QByteArray(R"({"t_ms":1,"method":"GET","path":"/api/Asset","refresh":1})");
    QTest::newRow("target is a number") << QByteArray(R"({"t_ms":1,"method":"PUT","path":"/api/Asset","target":1})");
    QTest::newRow("write without a target") << QByteArray(R"({"t_ms":1,"method":"PUT","path":"/api/Asset"})");
    QTest::newRow("endless line") << QByteArray(R"({"t_ms":1,"method":"GET","path":"/api/)") + QByteArray(200'000, 'x')
            + "\"}";
    QTest::newRow("binary") << QByteArray("\x00\xff\x1f\x8b", 4);
}

void TestCliReplay::badLine()
{
    QFETCH(QByteArray, line);
    FakeWats server;
    Cli cli;
    const auto result = replay(cli, server, get(0, "/api/Asset") + '\n' + line + '\n');
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.error().value(u"message"_s).toString().contains(u"line 3"_s), result.err.constData());
    QCOMPARE(server.requests().size(), 0); // nothing is sent of a trace with a bad line
}

void TestCliReplay::answersFileMustBeWritable()
{
    FakeWats server;
    Cli cli;
    const auto result = replay(cli, server, get(0, "/api/Asset"), {u"--answers"_s, u"/nowhere/answers"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.err.contains("/nowhere/answers"));
    QCOMPARE(server.requests().size(), 0);
    if (QFile::exists(u"/dev/full"_s)) {
        const auto full = replay(cli, server, get(0, "/api/Asset"), {u"--answers"_s, u"/dev/full"_s});
        QCOMPARE(full.exitCode, 1);
        QCOMPARE(full.error().value(u"kind"_s).toString(), u"storage"_s);
    }
}

void TestCliReplay::offlineServer()
{
    FakeWats server;
    Cli cli;
    const QString address = server.url();
    cli.set(u"QWATS_SERVER"_s, address);
    server.shut();
    const auto result
        = cli.run({u"replay"_s, cli.file(u"t"_s, get(0, "/api/Asset") + get(1, "/api/Asset")), u"--json"_s});
    QCOMPARE(result.exitCode, 0); // the replay itself was done; it says how its look-ups ended
    QCOMPARE(outcome(result.json(), u"failed"_s), 2);
    QCOMPARE(sumOfOutcomes(result.json()), 2);
}

QTEST_GUILESS_MAIN(TestCliReplay)
#include "tst_clireplay.moc"
