// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirun.h"
#include "tests/cli/fakewats.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace qwats::test;
using namespace Qt::StringLiterals;

namespace {

/// A configuration with one profile, "Plant".
void storeProfile(const Cli &cli, const QString &url)
{
    const QJsonObject profile{{u"id"_s, u"p1"_s}, {u"name"_s, u"Plant"_s}, {u"url"_s, url}};
    const QJsonObject settings{{u"version"_s, 1}, {u"profiles"_s, QJsonArray{profile}}};
    QVERIFY(QDir().mkpath(cli.path(u"config"_s)));
    QVERIFY(!cli.file(u"config/settings.json"_s, QJsonDocument(settings).toJson()).isEmpty());
}

} // namespace

/// What the program does before it asks a server: arguments, files, addresses, tokens. And what it says.
class TestCliUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUse_data();
    void wrongUse();
    void help_data();
    void help();
    void badAddress_data();
    void badAddress();
    void badToken_data();
    void badToken();
    void tokenFileWins();
    void noServerNamed();
    void noTokenSendsNothing();
    void profileWithoutKeychainSendsNothing();
    void profileAndServerDiffer();
    void optionsMayStandAnywhere_data();
    void optionsMayStandAnywhere();
    void jsonErrorHasOneShape();
    void tokenIsNeverShown();
    void linksNoScreen();
};

void TestCliUsage::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named"); // what the message must name

    QTest::newRow("nothing") << QStringList{} << u"--help"_s;
    QTest::newRow("unknown command") << QStringList{u"fly"_s} << u"\"fly\""_s;
    QTest::newRow("later command: queue") << QStringList{u"queue"_s} << u"\"queue\""_s;
    QTest::newRow("unknown option") << QStringList{u"ping"_s, u"--colour"_s} << u"colour"_s;
    QTest::newRow("token as option") << QStringList{u"ping"_s, u"--token=abc"_s} << u"token"_s;
    QTest::newRow("option of another command") << QStringList{u"ping"_s, u"--count"_s, u"3"_s} << u"count"_s;
    QTest::newRow("action missing") << QStringList{u"reports"_s} << u"download"_s;
    QTest::newRow("action unknown") << QStringList{u"assets"_s, u"paint"_s} << u"list, show"_s;
    QTest::newRow("operand missing") << QStringList{u"get"_s} << u"PATH"_s;
    QTest::newRow("operand too many") << QStringList{u"assets"_s, u"show"_s, u"a"_s, u"b"_s} << u"ID"_s;
    QTest::newRow("operand for none") << QStringList{u"ping"_s, u"now"_s} << u"ping"_s;
    QTest::newRow("operand empty") << QStringList{u"assets"_s, u"show"_s, u""_s} << u"ID"_s;
    QTest::newRow("count no number") << QStringList{u"get"_s, u"/api/x"_s, u"--count"_s, u"many"_s} << u"--count"_s;
    QTest::newRow("count zero") << QStringList{u"get"_s, u"/api/x"_s, u"--count"_s, u"0"_s} << u"--count"_s;
    QTest::newRow("count negative") << QStringList{u"get"_s, u"/api/x"_s, u"--count=-5"_s} << u"--count"_s;
    QTest::newRow("count too large") << QStringList{u"get"_s, u"/api/x"_s, u"--count"_s, u"99999999999999999999"_s}
                                     << u"--count"_s;
    QTest::newRow("concurrency zero") << QStringList{u"get"_s, u"/api/x"_s, u"--concurrency"_s, u"0"_s}
                                      << u"--concurrency"_s;
    QTest::newRow("value missing") << QStringList{u"get"_s, u"/api/x"_s, u"--count"_s} << u"count"_s;
    QTest::newRow("server empty") << QStringList{u"ping"_s, u"--server="_s} << u"--server"_s;
    QTest::newRow("path without slash") << QStringList{u"get"_s, u"api/x"_s} << u"\"/\""_s;
    QTest::newRow("path with fragment") << QStringList{u"get"_s, u"/api/x#y"_s} << u"%23"_s;
    QTest::newRow("path with a hole") << QStringList{u"get"_s, u"/api//x"_s} << u"\"/\""_s;
    QTest::newRow("filter for products") << QStringList{u"products"_s, u"list"_s, u"--filter"_s, u"x"_s} << u"filter"_s;
    QTest::newRow("report type") << QStringList{u"reports"_s, u"list"_s, u"--type"_s, u"both"_s} << u"--type"_s;
    QTest::newRow("download format") << QStringList{u"reports"_s, u"download"_s, u"x"_s, u"--format"_s, u"pdf"_s}
                                     << u"--format"_s;
    QTest::newRow("cache switch") << QStringList{u"replay"_s, u"x"_s, u"--cache"_s, u"maybe"_s} << u"--cache"_s;
    QTest::newRow("clock") << QStringList{u"replay"_s, u"x"_s, u"--clock"_s, u"sun"_s} << u"--clock"_s;
    QTest::newRow("kept shorter than fresh")
        << QStringList{u"replay"_s, u"x"_s, u"--fresh-for"_s, u"60"_s, u"--keep-for"_s, u"30"_s} << u"--keep-for"_s;
    QTest::newRow("trace not there") << QStringList{u"replay"_s, u"/nowhere/trace"_s} << u"/nowhere/trace"_s;
    QTest::newRow("upload not there") << QStringList{u"reports"_s, u"upload"_s, u"/nowhere/r.json"_s}
                                      << u"/nowhere/r.json"_s;
    QTest::newRow("token file not there")
        << QStringList{u"ping"_s, u"--token-file"_s, u"/nowhere/token"_s} << u"/nowhere/token"_s;
    QTest::newRow("profile unknown") << QStringList{u"ping"_s, u"--profile"_s, u"Plant 7"_s} << u"Plant 7"_s;
}

void TestCliUsage::wrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    FakeWats server;
    Cli cli;
    if (!arguments.contains(u"--profile"_s))
        cli.set(u"QWATS_SERVER"_s, server.url());
    const auto result = cli.run(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains(named.toUtf8()), result.err.constData());
    QCOMPARE(result.err.count('\n'), 1); // one clear line
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(server.requests().size(), 0);
}

void TestCliUsage::help_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QByteArray>("mentions");
    QTest::newRow("overview") << QStringList{} << QByteArray("reports download ID");
    QTest::newRow("ping") << QStringList{u"ping"_s} << QByteArray("qwatsctl ping [options]");
    QTest::newRow("get") << QStringList{u"get"_s} << QByteArray("not held back by the limit");
    QTest::newRow("list") << QStringList{u"assets"_s, u"list"_s} << QByteArray("--filter");
    QTest::newRow("replay") << QStringList{u"replay"_s} << QByteArray("--answers");
    QTest::newRow("upload") << QStringList{u"reports"_s, u"upload"_s} << QByteArray("sent once");
}

void TestCliUsage::help()
{
    QFETCH(QStringList, command);
    QFETCH(QByteArray, mentions);
    const auto result = Cli().run(command << u"--help"_s);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.simplified().contains(mentions), result.out.constData());
    QCOMPARE(result.err, QByteArray());
    for (const auto *later : {"queue", "serve", "fsck", "selftest"})
        QVERIFY2(!result.out.contains(QByteArray("  ") + later + ' '), later);
}

void TestCliUsage::badAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("other scheme") << u"ftp://127.0.0.1"_s;
    QTest::newRow("user and password") << u"https://tester:pass@127.0.0.1"_s;
    QTest::newRow("query") << u"https://127.0.0.1?x=1"_s;
    QTest::newRow("no host") << u"https://"_s;
    QTest::newRow("bad port") << u"https://127.0.0.1:99999"_s;
    QTest::newRow("plain http elsewhere") << u"http://wats.example"_s;
    QTest::newRow("spaces") << u"  "_s;
}

void TestCliUsage::badAddress()
{
    QFETCH(QString, address);
    const auto result = Cli().run({u"ping"_s, u"--json"_s, u"--server"_s, address});
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.error().value(u"kind"_s).toString(), u"invalid_input"_s);
    QVERIFY(!result.error().value(u"message"_s).toString().isEmpty());
    QVERIFY(!result.err.contains("pass@"));
}

void TestCliUsage::badToken_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \n");
    QTest::newRow("two words") << QByteArray("abc def");
    QTest::newRow("not Base64") << QByteArray("ab*d");
    QTest::newRow("line break inside") << QByteArray("abcd\r\nX-Evil: 1");
    QTest::newRow("binary") << QByteArray("\x00\x01\xff\xfe", 4);
}

void TestCliUsage::badToken()
{
    QFETCH(QByteArray, content);
    FakeWats server;
    Cli cli;
    const auto result
        = cli.run({u"ping"_s, u"--server"_s, server.url(), u"--token-file"_s, cli.file(u"token"_s, content)});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("token"), result.err.constData());
    QVERIFY(!result.err.contains("X-Evil"));
    QCOMPARE(server.requests().size(), 0);
}

void TestCliUsage::tokenFileWins()
{
    FakeWats server;
    Cli cli;
    const auto result
        = cli.run({u"ping"_s, u"--server"_s, server.url(), u"--token-file"_s, cli.file(u"token"_s, "Zm9vOmJhcg==\n")});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(server.requests().constFirst().header("Authorization"), QByteArray("Basic Zm9vOmJhcg=="));
}

void TestCliUsage::noServerNamed()
{
    const auto result = Cli().run({u"ping"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.err.contains("--server"));
}

void TestCliUsage::noTokenSendsNothing()
{
    FakeWats server;
    Cli cli;
    cli.unset(u"QWATS_TOKEN"_s);
    const auto result = cli.run({u"ping"_s, u"--json"_s, u"--server"_s, server.url()});
    QCOMPARE(result.exitCode, 4);
    QCOMPARE(result.error().value(u"kind"_s).toString(), u"unauthorized"_s);
    QCOMPARE(server.requests().size(), 0);
}

void TestCliUsage::profileWithoutKeychainSendsNothing()
{
    FakeWats server;
    Cli cli;
    storeProfile(cli, server.url());
    const auto good = cli.run({u"ping"_s, u"--profile"_s, u"plant"_s}); // the control: with QWATS_TOKEN it works
    QVERIFY2(good.exitCode == 0, good.err.constData());
    QCOMPARE(server.requests().size(), 1);
    cli.unset(u"QWATS_TOKEN"_s);
    const auto result = cli.run({u"ping"_s, u"--json"_s, u"--profile"_s, u"plant"_s});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.error().value(u"kind"_s).toString(), u"storage"_s);
    QCOMPARE(server.requests().size(), 1);
}

void TestCliUsage::profileAndServerDiffer()
{
    FakeWats server;
    Cli cli;
    storeProfile(cli, u"https://wats.example"_s);
    const auto result = cli.run({u"ping"_s, u"--profile"_s, u"plant"_s, u"--server"_s, server.url()});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("different servers"), result.err.constData());
    QCOMPARE(server.requests().size(), 0);
}

void TestCliUsage::optionsMayStandAnywhere_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::newRow("all before") << QStringList{u"--json"_s, u"--count"_s, u"2"_s} << QStringList{};
    QTest::newRow("all after") << QStringList{} << QStringList{u"--json"_s, u"--count"_s, u"2"_s};
    QTest::newRow("both sides") << QStringList{u"--count=2"_s} << QStringList{u"--json"_s};
}

void TestCliUsage::optionsMayStandAnywhere()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    FakeWats server;
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url() + u"/api/"_s);
    const auto result = cli.run(before + QStringList{u"get"_s, u"/api/Product/Query"_s} + after);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.json().value(u"requests"_s).toInt(), 2);
}

void TestCliUsage::jsonErrorHasOneShape()
{
    const auto result = Cli().run({u"fly"_s, u"--json"_s});
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.error().keys(), (QStringList{u"detail"_s, u"kind"_s, u"message"_s}));
    QCOMPARE(result.out, QByteArray());
}

void TestCliUsage::tokenIsNeverShown()
{
    FakeWats server;
    server.answer("/api/Asset/echo", ScriptedServer::status(403, "denied"));
    Cli cli;
    cli.set(u"QWATS_SERVER"_s, server.url());
    for (const QStringList &arguments : {QStringList{u"ping"_s},
                                         {u"ping"_s, u"--json"_s},
                                         {u"assets"_s, u"show"_s, u"echo"_s},
                                         {u"get"_s, u"/api/Nothing"_s, u"--json"_s},
                                         {u"--help"_s}}) {
        const auto result = cli.run(arguments);
        for (const auto &secret : {QByteArray(Token), QByteArray("secret-canary")})
            QVERIFY2(!(result.out + result.err).contains(secret), qPrintable(arguments.join(u' ')));
    }
    // The control: the token did travel, where it belongs.
    QCOMPARE(server.requests().constFirst().header("Authorization"), "Basic " + QByteArray(Token));
}

void TestCliUsage::linksNoScreen()
{
    QProcess ldd;
    ldd.start(u"ldd"_s, {QStringLiteral(QWATSCTL_PATH)});
    QVERIFY(ldd.waitForFinished());
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY(libraries.contains("libQt6Network")); // the control: this is the list of libraries
    for (const auto *screen : {"libQt6Gui", "libQt6Widgets", "libQt6Charts", "libQt6OpenGL", "libX11"})
        QVERIFY2(!libraries.contains(screen), screen);
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cliusage.moc"
