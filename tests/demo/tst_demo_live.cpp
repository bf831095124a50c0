// SPDX-License-Identifier: GPL-3.0-or-later
// Production that goes on while the server runs, seen by a foreign client; the time is a fake one.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QDateTime>
#include <QSet>
#include <QTest>
#include <QUrl>

#include <atomic>
#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

namespace {

constexpr int reportsBefore = 400;
constexpr int perMinute = 30;

/// A factory whose clock goes on only when the test says so.
class Factory
{
public:
    explicit Factory(int live = perMinute, quint32 seed = 1)
    {
        DemoOptions options;
        options.seed = seed;
        options.reports = reportsBefore;
        options.days = 5;
        options.livePerMinute = live;
        options.clock = [this] { return m_now.load(); };
        QString error;
        m_server = DemoServer::start(options, &error);
        if (!m_server)
            qFatal("%s", qPrintable(error));
        client = std::make_unique<RawClient>(m_server->port(), m_server->token());
    }

    void wait(std::chrono::milliseconds time) { m_now += time.count(); }
    qint64 now() const { return m_now; }
    QJsonArray headers(const QByteArray &type, const QByteArray &more = {})
    {
        return client->get("/api/Report/Query/Header?reportType=" + type + more).array();
    }
    QStringList ids(const QByteArray &type)
    {
        QStringList list;
        for (const QJsonValue &row : headers(type))
            list += row.toObject().value(u"uuid"_s).toString();
        return list;
    }
    int count() { return int(headers("U").size() + headers("R").size()); }
    QJsonObject control(const QByteArray &change = {})
    {
        return (change.isEmpty() ? client->get("/__demo") : client->send("PUT", "/__demo", change)).object();
    }
    QJsonObject yield()
    {
        return client
            ->send("POST", "/api/App/DynamicYield",
                   R"({"dateFrom":"2020-01-01T00:00:00Z","dimensions":"testReportCount"})")
            .array()
            .first()
            .toObject();
    }

private:
    std::atomic<qint64> m_now = QDateTime(QDate(2026, 3, 4), QTime(10, 0), Qt::UTC).toMSecsSinceEpoch();
    std::unique_ptr<DemoServer> m_server;

public:
    std::unique_ptr<RawClient> client;
};

qint64 startOf(const QJsonValue &header)
{
    return QDateTime::fromString(header.toObject().value(u"startUtc"_s).toString(), Qt::ISODateWithMs)
        .toMSecsSinceEpoch();
}

} // namespace

class TestDemoLive : public QObject
{
    Q_OBJECT
private slots:
    void addsSoManyAMinute_data();
    void addsSoManyAMinute();
    void newestFirst();
    void sameSeedSameReports();
    void askingOftenChangesNothing();
    void postsInBetweenChangeNothing();
    void everyStationHasWork();
    void headerAndBodyAgree();
    void repairsReferToTheirTest();
    void historyAndYieldFollow();
    void assetsAreUsed();
    void filtersFindThem();
    void sentAgainItIsReplaced();
    void canBeSwitched();
    void clockSetBackAddsNothing();
};

void TestDemoLive::addsSoManyAMinute_data()
{
    QTest::addColumn<int>("rate");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<int>("added");
    QTest::newRow("off") << 0 << qint64(3600000) << 0;
    QTest::newRow("no time has passed") << 30 << qint64(0) << 0;
    QTest::newRow("just before the first one") << 30 << qint64(1999) << 0;
    QTest::newRow("at the first one") << 30 << qint64(2000) << 1;
    QTest::newRow("a minute") << 30 << qint64(60000) << 30;
    QTest::newRow("one a minute, ten minutes") << 1 << qint64(600000) << 10;
    QTest::newRow("very fast") << 6000 << qint64(10000) << 1000;
}

void TestDemoLive::addsSoManyAMinute()
{
    QFETCH(int, rate);
    QFETCH(qint64, ms);
    QFETCH(int, added);
    Factory factory(rate);
    factory.wait(std::chrono::milliseconds(ms));
    QCOMPARE(factory.count(), reportsBefore + added);
    QCOMPARE(factory.control().value(u"liveReports"_s).toInt(), added);
}

void TestDemoLive::newestFirst()
{
    Factory factory;
    const QStringList before = factory.ids("U");
    factory.wait(std::chrono::minutes(20));
    const QJsonArray rows = factory.headers("U");
    QVERIFY(rows.size() > before.size() + 400);
    QVERIFY(!before.contains(rows.first().toObject().value(u"uuid"_s).toString()));
    for (qsizetype i = 1; i < rows.size(); ++i)
        QVERIFY(startOf(rows[i - 1]) >= startOf(rows[i]));
    QVERIFY(startOf(rows.first()) <= factory.now());
    QVERIFY(startOf(rows.first()) > factory.now() - 10 * 60000);
    QStringList all = factory.ids("U") + factory.ids("R");
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
    // Pages of it come out the same.
    QJsonArray paged;
    for (int skip = 0; skip < rows.size(); skip += 100) {
        for (const QJsonValue &row : factory.headers("U", "&$top=100&$skip=" + QByteArray::number(skip)))
            paged.append(row);
    }
    QCOMPARE(paged, rows);
}

void TestDemoLive::sameSeedSameReports()
{
    Factory one;
    Factory other;
    Factory stranger(perMinute, 2);
    for (Factory *factory : {&one, &other, &stranger})
        factory->wait(std::chrono::minutes(15));
    QCOMPARE(one.headers("U"), other.headers("U"));
    QCOMPARE(one.headers("R"), other.headers("R"));
    QVERIFY(one.headers("U") != stranger.headers("U"));
}

void TestDemoLive::askingOftenChangesNothing()
{
    Factory patient;
    Factory impatient;
    patient.wait(std::chrono::minutes(3));
    for (int i = 0; i < 60; ++i) {
        impatient.wait(std::chrono::seconds(3));
        QCOMPARE(impatient.client->get("/api/App/Version").status, 200);
    }
    QCOMPARE(impatient.headers("U"), patient.headers("U"));
}

void TestDemoLive::postsInBetweenChangeNothing()
{
    Factory alone;
    Factory busy;
    alone.wait(std::chrono::minutes(10));
    busy.wait(std::chrono::minutes(2));
    const QByteArray report = R"({"type":"T","pn":"610-2041","sn":"BY-HAND","rev":"C","processCode":50,"result":"P",
        "start":"2026-03-04T09:00:00Z","uut":{"user":"pia"}})";
    const QString posted = busy.client->send("POST", "/api/Report/WSJF", report).object().value(u"id"_s).toString();
    QVERIFY(!posted.isEmpty());
    busy.wait(std::chrono::minutes(8));
    QStringList ids = busy.ids("U");
    QCOMPARE(ids.removeAll(posted), 1);
    QCOMPARE(ids, alone.ids("U"));
}

void TestDemoLive::everyStationHasWork()
{
    Factory factory(200);
    const QStringList before = factory.ids("U") + factory.ids("R");
    factory.wait(std::chrono::hours(1));
    QSet<QString> stations;
    for (const QByteArray type : {"U", "R"}) {
        for (const QJsonValue &row : factory.headers(type)) {
            if (!before.contains(row.toObject().value(u"uuid"_s).toString()))
                stations.insert(row.toObject().value(u"stationName"_s).toString());
        }
    }
    QVERIFY2(stations.size() == 10, qPrintable(QStringList(stations.values()).join(u' ')));
}

void TestDemoLive::headerAndBodyAgree()
{
    Factory factory;
    factory.wait(std::chrono::minutes(5));
    int looked = 0;
    for (const QJsonValue &value : factory.headers("U", "&$top=40")) {
        const QJsonObject header = value.toObject();
        const RawReply reply = factory.client->get("/api/Report/Wsjf/" + header.value(u"uuid"_s).toString().toLatin1());
        QCOMPARE(reply.status, 200);
        const QJsonObject body = reply.object();
        QCOMPARE(body.value(u"sn"_s), header.value(u"serialNumber"_s));
        QCOMPARE(body.value(u"pn"_s), header.value(u"partNumber"_s));
        QCOMPARE(body.value(u"startUTC"_s), header.value(u"startUtc"_s));
        QCOMPARE(body.value(u"result"_s).toString(), header.value(u"result"_s).toString().left(1));
        QVERIFY(!body.value(u"root"_s).toObject().value(u"steps"_s).toArray().isEmpty());
        ++looked;
    }
    QCOMPARE(looked, 40);
}

void TestDemoLive::repairsReferToTheirTest()
{
    Factory factory(200);
    const QStringList before = factory.ids("R");
    factory.wait(std::chrono::hours(1));
    int fresh = 0;
    for (const QString &id : factory.ids("R")) {
        if (before.contains(id))
            continue;
        const QJsonObject repair = factory.client->get("/api/Report/Wsjf/" + id.toLatin1()).object();
        const QString test = repair.value(u"uur"_s).toObject().value(u"refUUT"_s).toString();
        const QJsonObject failed = factory.client->get("/api/Report/Wsjf/" + test.toLatin1()).object();
        QCOMPARE(failed.value(u"sn"_s), repair.value(u"sn"_s));
        QCOMPARE(failed.value(u"result"_s).toString(), u"F"_s);
        QVERIFY(failed.value(u"startUTC"_s).toString() < repair.value(u"startUTC"_s).toString());
        QVERIFY(!failed.value(u"uut"_s).toObject().value(u"referencedByUURs"_s).toArray().isEmpty());
        ++fresh;
    }
    QVERIFY2(fresh > 10, qPrintable(QString::number(fresh)));
}

void TestDemoLive::historyAndYieldFollow()
{
    Factory factory;
    const QJsonObject yieldBefore = factory.yield();
    const int testsBefore = int(factory.headers("U").size());
    QCOMPARE(yieldBefore.value(u"testReportCount"_s).toInt(), testsBefore);
    factory.wait(std::chrono::minutes(10));
    const QJsonArray rows = factory.headers("U");
    QCOMPARE(factory.yield().value(u"testReportCount"_s).toInt(), int(rows.size()));
    const QString serial = rows.first().toObject().value(u"serialNumber"_s).toString();
    const QJsonArray history
        = factory.client
              ->send("POST", "/api/App/SerialNumberHistory", "{\"serialNumber\":\"" + serial.toLatin1() + "\"}")
              .array();
    QVERIFY(!history.isEmpty());
    QCOMPARE(history.first().toObject().value(u"uuid"_s), rows.first().toObject().value(u"uuid"_s));
}

void TestDemoLive::assetsAreUsed()
{
    Factory factory;
    const QStringList before = factory.ids("U") + factory.ids("R");
    const auto counts = [&] {
        QHash<QString, int> bySerial;
        for (const QJsonValue &asset : factory.client->get("/api/Asset").array())
            bySerial.insert(asset.toObject().value(u"serialNumber"_s).toString(),
                            asset.toObject().value(u"totalCount"_s).toInt());
        return bySerial;
    };
    QHash<QString, int> expected = counts();
    factory.wait(std::chrono::minutes(6));
    int uses = 0;
    for (const QString &id : factory.ids("U") + factory.ids("R")) {
        if (before.contains(id))
            continue;
        for (const QJsonValue &used :
             factory.client->get("/api/Report/Wsjf/" + id.toLatin1()).object().value(u"assets"_s).toArray()) {
            expected[used.toObject().value(u"sn"_s).toString()] += used.toObject().value(u"usageCount"_s).toInt();
            ++uses;
        }
    }
    QVERIFY(uses > 100);
    QCOMPARE(counts(), expected);
}

void TestDemoLive::filtersFindThem()
{
    Factory factory;
    factory.wait(std::chrono::minutes(10));
    const QJsonObject newest = factory.headers("U", "&$top=1").first().toObject();
    const auto found = [&](const QString &field) {
        const QString filter = u"%1 eq '%2'"_s.arg(field, newest.value(field).toString());
        const QJsonArray rows = factory.headers("U", "&$top=1&$filter=" + QUrl::toPercentEncoding(filter));
        return rows.first().toObject();
    };
    for (const QString &field : {u"uuid"_s, u"serialNumber"_s, u"stationName"_s, u"partNumber"_s})
        QCOMPARE(found(field).value(u"uuid"_s), newest.value(u"uuid"_s));
}

void TestDemoLive::sentAgainItIsReplaced()
{
    Factory factory;
    factory.wait(std::chrono::minutes(1));
    const int before = factory.count();
    const QString id = factory.ids("U").first();
    QJsonObject body = factory.client->get("/api/Report/Wsjf/" + id.toLatin1()).object();
    QJsonObject part = body.value(u"uut"_s).toObject();
    part.insert(u"comment"_s, u"sent again"_s);
    body.insert(u"uut"_s, part);
    QCOMPARE(factory.client->send("POST", "/api/Report/WSJF", QJsonDocument(body).toJson()).status, 200);
    QCOMPARE(factory.count(), before);
    QCOMPARE(factory.ids("U").count(id), 1);
    const QJsonArray rows = factory.headers("U", "&$filter=" + QByteArray("uuid%20eq%20'") + id.toLatin1() + "'");
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().toObject().value(u"comment"_s).toString(), u"sent again"_s);
}

void TestDemoLive::canBeSwitched()
{
    Factory factory;
    factory.wait(std::chrono::minutes(1));
    QCOMPARE(factory.control(R"({"live":false})").value(u"live"_s).toBool(true), false);
    QCOMPARE(factory.count(), reportsBefore + perMinute); // what was due before it was switched off has come
    factory.wait(std::chrono::hours(1));
    QCOMPARE(factory.count(), reportsBefore + perMinute);
    const QJsonObject on = factory.control(R"({"live":true})");
    QCOMPARE(on.value(u"livePerMinute"_s).toInt(), perMinute);
    factory.wait(std::chrono::minutes(1));
    QCOMPARE(factory.count(), reportsBefore + 2 * perMinute); // the hour is not made up for
    QCOMPARE(factory.control(R"({"livePerMinute":120})").value(u"live"_s).toBool(), true);
    factory.wait(std::chrono::minutes(1));
    QCOMPARE(factory.count(), reportsBefore + 2 * perMinute + 120);
}

void TestDemoLive::clockSetBackAddsNothing()
{
    Factory factory;
    factory.wait(std::chrono::minutes(2));
    QCOMPARE(factory.count(), reportsBefore + 2 * perMinute);
    factory.wait(-std::chrono::minutes(60));
    QCOMPARE(factory.count(), reportsBefore + 2 * perMinute);
    factory.wait(std::chrono::minutes(61));
    QCOMPARE(factory.count(), reportsBefore + 3 * perMinute);
}

QTEST_GUILESS_MAIN(TestDemoLive)
#include "tst_demo_live.moc"
