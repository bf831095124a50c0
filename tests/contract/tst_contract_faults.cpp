// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/contractbench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qwats;
using qwats::test::ContractBench;

using Kind = Error::Kind;

/// What each failure of a server looks like to the client, and that no failure leaves anything in the cache.
class TestContractFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void read_data();
    void read();
    void oldValueStandsIn_data();
    void oldValueStandsIn();
    void write_data();
    void write();
    void wrongToken();
    void passingFailureIsRetried_data();
    void passingFailureIsRetried();
    void serverGoesAndComesBack();
    void breakerStopsAsking();

private:
    static void addFaults();
    std::unique_ptr<ContractBench> m_bench;
    QString m_assetId;
};

void TestContractFaults::initTestCase()
{
    m_bench = std::make_unique<ContractBench>();
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    m_assetId = m_bench->value(AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, {5, 1})).at(0).id;
}

void TestContractFaults::init()
{
    m_bench->server->setFaults({});
    m_bench->connectSession();
    m_bench->withoutRetries();
}

void TestContractFaults::addFaults()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::newRow("400") << u"400"_s << Kind::Rejected << 400;
    QTest::newRow("401") << u"401"_s << Kind::Unauthorized << 401;
    QTest::newRow("403") << u"403"_s << Kind::Forbidden << 403;
    QTest::newRow("404") << u"404"_s << Kind::NotFound << 404;
    QTest::newRow("409") << u"409"_s << Kind::Conflict << 409;
    QTest::newRow("418") << u"418"_s << Kind::Rejected << 418;
    QTest::newRow("429") << u"429"_s << Kind::RateLimited << 429;
    QTest::newRow("500") << u"500"_s << Kind::ServerError << 500;
    QTest::newRow("502") << u"502"_s << Kind::ServerError << 502;
    QTest::newRow("503") << u"503"_s << Kind::ServerError << 503;
    QTest::newRow("slower than the deadline") << u"slow=60000"_s << Kind::Timeout << 0;
    QTest::newRow("closed without an answer") << u"drop"_s << Kind::Offline << 0;
    QTest::newRow("reset") << u"reset"_s << Kind::Offline << 0;
    QTest::newRow("truncated") << u"truncate"_s << Kind::Offline << 0; // the connection ended early
    QTest::newRow("garbage") << u"garbage"_s << Kind::BadReply << 0;
    QTest::newRow("login page") << u"html"_s << Kind::BadReply << 0;
}

void TestContractFaults::read_data()
{
    addFaults();
}

void TestContractFaults::read()
{
    QFETCH(QString, fault);
    QFETCH(Error::Kind, kind);
    QFETCH(int, status);
    QCOMPARE(m_bench->server->setFaults(fault), QString());
    const auto query = AssetService::one(m_assetId);
    const auto answer = m_bench->get(query, FetchOptions::Mode::Normal, kind == Kind::Timeout ? 300ms : 10s);
    QVERIFY(!answer);
    QVERIFY(answer.error.has_value());
    QCOMPARE(errorKindName(answer.error->kind), errorKindName(kind));
    QCOMPARE(answer.error->status, status);
    QVERIFY(!answer.error->message.isEmpty());
    QCOMPARE(answer.outcome, kind == Kind::NotFound ? Outcome::Negative : Outcome::Failed);
    QVERIFY(!m_bench->session->fetcher().peek(query));
    QCOMPARE(m_bench->session->cache().stats().entries, kind == Kind::NotFound ? 1 : 0);
    m_bench->server->setFaults({});
    if (kind != Kind::NotFound)
        QCOMPARE(m_bench->get(query).outcome, Outcome::Cold);
    else
        QCOMPARE(m_bench->get(query).outcome, Outcome::Negative);
}

void TestContractFaults::oldValueStandsIn_data()
{
    addFaults();
}

/// A refresh fails: an outage shows the old value with its age, a refusal says so; the cache keeps what it had.
void TestContractFaults::oldValueStandsIn()
{
    QFETCH(QString, fault);
    QFETCH(Error::Kind, kind);
    const auto query = AssetService::one(m_assetId);
    const auto old = m_bench->get(query);
    QVERIFY(old);
    m_bench->clock.advance(60s);
    QCOMPARE(m_bench->server->setFaults(fault), QString());
    const auto answer = m_bench->get(query, FetchOptions::Mode::Refresh,
                                     kind == Kind::Timeout ? 300ms : std::chrono::milliseconds(10s));
    QVERIFY(answer.error.has_value());
    QCOMPARE(errorKindName(answer.error->kind), errorKindName(kind));
    if (answer.error->isOutage()) {
        QVERIFY(answer);
        QCOMPARE(answer.freshness, Freshness::Offline);
        QCOMPARE(answer.asOf, old.asOf);
        QCOMPARE(answer->serialNumber, old->serialNumber);
    } else {
        QVERIFY(!answer);
    }
    const auto kept = m_bench->session->fetcher().peek(query);
    QCOMPARE(bool(kept), kind != Kind::NotFound);
    if (kept)
        QCOMPARE(kept.asOf, old.asOf);
}

void TestContractFaults::write_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("401") << u"401"_s << Kind::Unauthorized;
    QTest::newRow("403") << u"403"_s << Kind::Forbidden;
    QTest::newRow("404") << u"404"_s << Kind::NotFound;
    QTest::newRow("409") << u"409"_s << Kind::Conflict;
    QTest::newRow("429") << u"429"_s << Kind::RateLimited;
    QTest::newRow("500") << u"500"_s << Kind::ServerError;
    QTest::newRow("503") << u"503"_s << Kind::ServerError;
    QTest::newRow("drop") << u"drop"_s << Kind::Offline;
    QTest::newRow("reset") << u"reset"_s << Kind::Offline;
}

void TestContractFaults::write()
{
    QFETCH(QString, fault);
    QFETCH(Error::Kind, kind);
    const Asset asset = m_bench->value(AssetService::one(m_assetId));
    QCOMPARE(m_bench->server->setFaults(fault), QString());
    const Status status = m_bench->send([&](AssetService &assets, QObject *context, AssetService::Reply done) {
        assets.recordMaintenance(asset, m_bench->clock.wallNow(), u"Oil"_s, context, std::move(done));
    });
    QVERIFY(!status);
    QCOMPARE(errorKindName(status.error().kind), errorKindName(kind));
    QVERIFY2(m_bench->session->fetcher().peek(AssetService::one(m_assetId)), "a failed write makes nothing untrue");
}

void TestContractFaults::wrongToken()
{
    m_bench->transport.token = "d3Jvbmc6dG9rZW4=";
    m_bench->session->fetcher().setTransport(m_bench->transport);
    const auto answer = m_bench->get(ProductService::list());
    QVERIFY(!answer && answer.error);
    QCOMPARE(answer.error->kind, Kind::Unauthorized);
    QVERIFY(!answer.error->message.contains(u"d3Jvbmc6"_s) && !answer.error->detail.contains(u"d3Jvbmc6"_s));
    QCOMPARE(m_bench->session->serverState().reach, ServerState::Reach::Unauthorized);
}

void TestContractFaults::passingFailureIsRetried_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("mostRequests"); // Qt itself repeats a GET, up to three times, when a connection is lost
    QTest::newRow("500 is tried again") << u"500"_s << 2 << 2;
    QTest::newRow("drop is tried again") << u"drop"_s << 2 << 8;
    QTest::newRow("403 is not") << u"403"_s << 1 << 1;
    QTest::newRow("garbage is not") << u"garbage"_s << 1 << 1;
}

void TestContractFaults::passingFailureIsRetried()
{
    QFETCH(QString, fault);
    QFETCH(int, attempts);
    QFETCH(int, mostRequests);
    m_bench->transport.maxAttempts = 2;
    m_bench->session->fetcher().setTransport(m_bench->transport);
    QCOMPARE(m_bench->server->setFaults(fault), QString());
    const quint64 before = m_bench->server->requestsSeen();
    const auto answer = m_bench->get(AssetService::types());
    QVERIFY(!answer && answer.error);
    const quint64 requests = m_bench->server->requestsSeen() - before;
    QVERIFY2(requests >= quint64(attempts) && requests <= quint64(mostRequests), qPrintable(QString::number(requests)));
    const auto log = m_bench->session->log().since(0);
    QCOMPARE(log.size(), 1u);
    QCOMPARE(log[0].attempts, attempts);
}

void TestContractFaults::serverGoesAndComesBack()
{
    const auto query = AssetService::one(m_assetId);
    const auto old = m_bench->get(query);
    QVERIFY(old);
    m_bench->clock.advance(m_bench->session->cache().policies().of(Domain::Asset).freshFor + 1s);
    m_bench->server->stop();
    const auto offline = m_bench->get(query);
    QVERIFY(offline && offline.error);
    QCOMPARE(offline.error->kind, Kind::Offline);
    QCOMPARE(offline.freshness, Freshness::Offline);
    QCOMPARE(offline.asOf, old.asOf);
    QCOMPARE(m_bench->session->serverState().reach, ServerState::Reach::Offline);
    QVERIFY(!m_bench->get(ProductService::list()));

    QVERIFY2(m_bench->restart(), qPrintable(m_bench->problem));
    m_bench->clock.advance(6s); // a value whose refresh failed is left alone for 5 s
    const auto again = m_bench->get(query);
    QVERIFY(again && !again.error);
    QCOMPARE(again.freshness, Freshness::Fresh);
    QCOMPARE(again.asOf, m_bench->clock.wallNow());
    QCOMPARE(m_bench->session->serverState().reach, ServerState::Reach::Online);
}

void TestContractFaults::breakerStopsAsking()
{
    QCOMPARE(m_bench->server->setFaults(u"500"_s), QString());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_bench->get(AssetService::one(QString::number(i))).error.value_or(Error()).kind, Kind::ServerError);
    const quint64 before = m_bench->server->requestsSeen();
    QCOMPARE(m_bench->get(AssetService::types()).error.value_or(Error()).kind, Kind::Unavailable);
    QCOMPARE(m_bench->server->requestsSeen(), before);
    m_bench->server->setFaults({});
    QVERIFY2(m_bench->get(AssetService::types(), FetchOptions::Mode::Refresh), "a person who insists is let through");
    QVERIFY2(m_bench->get(ProductService::list()), "one success closes the breaker");
}

QTEST_GUILESS_MAIN(TestContractFaults)
#include "tst_contract_faults.moc"
