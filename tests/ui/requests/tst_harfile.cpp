// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/harfile.h"
#include "harcheck.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace qwats;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUrl Server(u"https://user:dG9rZW4=@wats.plant.example:8443"_s);

RequestRecord call()
{
    RequestRecord record;
    record.id = 1;
    record.started = Timestamp::fromMs(1'772'600'000'123);
    record.method = "GET";
    record.route = "/api/Asset/{idOrSerial}";
    record.target = "/api/Asset/FX%200412?a=b%26c&d=";
    record.initiator = "assets page";
    record.domain = Domain::Asset;
    record.outcome = Outcome::Cold;
    record.network = true;
    record.status = 200;
    record.attempts = 2;
    record.bytesReceived = 900;
    record.bytesDecoded = 3000;
    record.queued = 1'234'567ns;
    record.connect = 2ms;
    record.wait = 40ms;
    record.download = 7ms;
    record.decode = 333us;
    record.total = 51ms;
    record.failedAttempts = {{100us, 900us, 503, {}}, {2ms, 1ms, 0, Error::Kind::Timeout}};
    return record;
}

std::vector<RequestRecord> oneOfEach()
{
    std::vector<RequestRecord> all{call()};
    for (int i = 0; i < OutcomeCount; ++i) {
        RequestRecord record = call();
        record.outcome = static_cast<Outcome>(i);
        record.network = i % 2 == 0;
        record.status = record.network ? 200 : 0;
        record.failedAttempts.clear();
        all.push_back(record);
    }
    RequestRecord failed = call();
    failed.outcome = Outcome::Failed;
    failed.status = 0;
    failed.error = Error::Kind::Tls;
    failed.errorDetail = u"network error 6"_s;
    RequestRecord write = call();
    write.method = "PUT";
    write.domain.reset();
    write.outcome.reset();
    write.initiator.clear();
    write.connect = 0ns;
    all.push_back(failed);
    all.push_back(write);
    for (size_t i = 0; i < all.size(); ++i)
        all[i].id = i + 1;
    return all;
}

} // namespace

class TestHarFile : public QObject
{
    Q_OBJECT

private slots:
    void isAnArchive()
    {
        const QByteArray json = toHar(oneOfEach(), Server);
        QCOMPARE(test::HarCheck::problems(json), QStringList());
        QCOMPARE(test::HarCheck::problems(toHar({}, Server)), QStringList());
    }

    void theCheckerSees_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("version") << QByteArray("\"version\":\"1.2\"") << QByteArray("\"version\":\"1.1\"");
        QTest::newRow("time") << QByteArray("\"wait\":40") << QByteArray("\"wait\":41");
        QTest::newRow("missing") << QByteArray("\"httpVersion\"") << QByteArray("\"_httpVersion\"");
        QTest::newRow("unknown") << QByteArray("\"_qwats\"") << QByteArray("\"qwats\"");
        QTest::newRow("type") << QByteArray("\"status\":200,\"statusText\"")
                              << QByteArray("\"status\":\"200\",\"statusText\"");
        QTest::newRow("page") << QByteArray("\"pageref\":\"assets page\"") << QByteArray("\"pageref\":\"other\"");
        QTest::newRow("url") << QByteArray("https://wats") << QByteArray("//wats");
        QTest::newRow("zone") << QByteArray(".123Z\",\"time\"") << QByteArray(".123\",\"time\"");
    }

    void theCheckerSees()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QByteArray json = toHar({call()}, Server);
        QVERIFY2(json.contains(before), json.constData());
        QVERIFY(!test::HarCheck::problems(json.replace(before, after)).isEmpty());
    }

    void comesBackWhole()
    {
        const auto all = oneOfEach();
        const auto file = fromHar(toHar(all, Server));
        QVERIFY2(file, file ? "" : qPrintable(file.error().message));
        QCOMPARE(file->records.size(), all.size());
        QCOMPARE(file->skipped, 0);
        QCOMPARE(file->creator, u"qWATS"_s);
        QCOMPARE(file->server, QUrl(u"https://wats.plant.example:8443"_s));
        for (size_t i = 0; i < all.size(); ++i) {
            const RequestRecord &a = all[i];
            const RequestRecord &b = file->records[i];
            QCOMPARE(b.started, a.started);
            QCOMPARE(QByteArray(b.route), QByteArray(a.route));
            QCOMPARE(b.target, a.target);
            QCOMPARE(std::tie(b.id, b.method, b.initiator, b.network, b.status, b.attempts),
                     std::tie(a.id, a.method, a.initiator, a.network, a.status, a.attempts));
            QVERIFY(b.domain == a.domain && b.outcome == a.outcome && b.error == a.error);
            QCOMPARE(std::tie(b.queued, b.connect, b.wait, b.download, b.decode, b.total),
                     std::tie(a.queued, a.connect, a.wait, a.download, a.decode, a.total));
            QCOMPARE(std::tie(b.bytesReceived, b.bytesDecoded, b.errorDetail),
                     std::tie(a.bytesReceived, a.bytesDecoded, a.errorDetail));
            QCOMPARE(b.failedAttempts.size(), a.failedAttempts.size());
            for (size_t k = 0; k < a.failedAttempts.size(); ++k) {
                QCOMPARE(b.failedAttempts[k].took, a.failedAttempts[k].took);
                QCOMPARE(b.failedAttempts[k].sentAfter, a.failedAttempts[k].sentAfter);
                QVERIFY(b.failedAttempts[k].error == a.failedAttempts[k].error);
            }
        }
    }

    void ofAnotherProgram()
    {
        const auto file = fromHar(
            "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"Browser\",\"version\":\"1\"},\"entries\":["
            "{\"startedDateTime\":\"2026-03-04T10:00:00.5+02:00\",\"time\":30,\"request\":{\"method\":\"get\","
            "\"url\":\"https://u:secret@a.example/x/"
            "y?z=1#f\"},\"response\":{\"status\":503,\"bodySize\":10,\"content\":{\"size\":20}},"
            "\"cache\":{},\"timings\":{\"blocked\":-1,\"dns\":1,\"connect\":2,\"send\":3,\"wait\":20,\"receive\":4}},"
            "{\"startedDateTime\":\"2026-03-04T10:00:01Z\",\"request\":{\"method\":\"GET\",\"url\":\"https://b.example/"
            "q\"},\"timings\":{}},"
            "{\"startedDateTime\":\"yesterday\",\"request\":{\"method\":\"GET\",\"url\":\"https://a.example/\"}}, "
            "7]}}");
        QVERIFY(file);
        QCOMPARE(file->skipped, 2);
        QCOMPARE(file->records.size(), size_t(2));
        const RequestRecord &one = file->records[0];
        QCOMPARE(one.target, QByteArray("/x/y?z=1"));
        QCOMPARE(one.started.toIso(), u"2026-03-04T08:00:00.500Z"_s);
        QCOMPARE(one.queued, 0ns);
        QCOMPARE(one.connect, std::chrono::nanoseconds(3ms));
        QCOMPARE(one.wait, std::chrono::nanoseconds(23ms));
        QCOMPARE(one.download, std::chrono::nanoseconds(4ms));
        QVERIFY(one.network && one.error == Error::Kind::ServerError);
        QCOMPARE(file->records[1].target, QByteArray("https://b.example/q")); // another server: the whole address
        QVERIFY(!toHar(file->records, file->server).contains("secret"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << toHar({call()}, Server).chopped(3);
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("no log") << QByteArray("{}");
        QTest::newRow("version 2") << QByteArray("{\"log\":{\"version\":\"2.0\",\"entries\":[]}}");
        QTest::newRow("no entries") << QByteArray("{\"log\":{\"version\":\"1.2\"}}");
        QTest::newRow("entries no list") << QByteArray("{\"log\":{\"version\":\"1.2\",\"entries\":{}}}");
        QTest::newRow("binary") << QByteArray("\x1f\x8b\x00\xff", 4);
    }

    void refuses()
    {
        QFETCH(QByteArray, json);
        const auto file = fromHar(json);
        QVERIFY(!file);
        QCOMPARE(file.error().kind, Error::Kind::InvalidInput);
        QVERIFY(!file.error().message.isEmpty());
    }

    void hostileNumbersAreBounded()
    {
        QByteArray json = toHar({call()}, Server);
        json.replace("\"totalNs\":51000000", "\"totalNs\":-5").replace("\"attempts\":2", "\"attempts\":1e300");
        const auto file = fromHar(json);
        QVERIFY(file);
        QCOMPARE(file->records[0].total, 0ns);
        QVERIFY(file->records[0].attempts >= 0);
    }

    /// A shell reads the line as it was meant, whatever is in the address.
    void curlIsOneCommand_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("plain") << QByteArray("/api/Asset/1?x=1&y=2");
        QTest::newRow("quote") << QByteArray("/api/Asset/it's;rm%20-rf");
        QTest::newRow("dollar") << QByteArray("/api/Asset?$filter=a&$(id)`id`");
    }

    void curlIsOneCommand()
    {
        QFETCH(QByteArray, target);
        RequestRecord record = call();
        record.target = target;
        record.method = "PUT";
        const QByteArray line = toCurl(record, Server);
        QVERIFY(!line.contains("dG9rZW4="));
        QTemporaryDir folder;
        QFile fake(folder.filePath(u"curl"_s));
        QVERIFY(fake.open(QIODevice::WriteOnly));
        fake.write("#!/bin/sh\nfor one in \"$@\"; do printf '%s\\n' \"$one\"; done\n");
        fake.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        fake.close();
        QProcess shell;
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, folder.path());
        environment.insert(u"WATS_TOKEN"_s, u"the token"_s);
        shell.setProcessEnvironment(environment);
        shell.start(u"/bin/sh"_s, {u"-c"_s, QString::fromLatin1(line)});
        QVERIFY(shell.waitForFinished());
        const QByteArrayList words = shell.readAllStandardOutput().split('\n');
        QVERIFY2(words.contains("https://wats.plant.example:8443" + target), words.join('|').constData());
        QVERIFY(words.contains("Authorization: Basic the token"));
        QVERIFY(words.contains("PUT") && words.contains("@request.json"));
    }
};

QTEST_APPLESS_MAIN(TestHarFile)
#include "tst_harfile.moc"
