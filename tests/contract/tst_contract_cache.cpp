// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/contractbench.h"

#include <numeric>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qwats;
using qwats::test::ContractBench;

/// How often the server is asked, and that the counters tell the truth about it.
class TestContractCache : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void oneUpstreamRequest_data();
    void oneUpstreamRequest();
    void secondLookupAsksNobody_data();
    void secondLookupAsksNobody();
    void noCacheAlwaysAsks();
    void disabledDomainAlwaysAsks();
    void countersSumToLookups_data();
    void countersSumToLookups();

private:
    std::unique_ptr<ContractBench> m_bench;
    AssetList m_assets;
};

void TestContractCache::initTestCase()
{
    m_bench = std::make_unique<ContractBench>(ContractBench::options(60));
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    m_assets = m_bench->value(AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, {0, 50}));
    QCOMPARE(m_assets.size(), 50u);
}

void TestContractCache::init()
{
    m_bench->server->setFaults({});
    m_bench->server->setLatency(0);
    m_bench->connectSession();
}

void TestContractCache::oneUpstreamRequest_data()
{
    QTest::addColumn<int>("askers");
    QTest::newRow("2") << 2;
    QTest::newRow("100") << 100;
    QTest::newRow("1000") << 1000;
}

void TestContractCache::oneUpstreamRequest()
{
    QFETCH(int, askers);
    m_bench->server->setLatency(50);
    const quint64 before = m_bench->server->requestsSeen();
    std::vector<QFuture<Fetched<Asset>>> futures;
    for (int i = 0; i < askers; ++i)
        futures.push_back(m_bench->session->fetcher().ask(AssetService::one(m_assets[3].id)));
    const Asset *first = nullptr;
    int cold = 0;
    for (auto &future : futures) {
        future.waitForFinished();
        const auto answer = future.result();
        QVERIFY(answer);
        first = first ? first : answer.value.get();
        QCOMPARE(answer.value.get(), first);
        cold += answer.outcome == Outcome::Cold ? 1 : 0;
    }
    QCOMPARE(cold, 1);
    QCOMPARE(m_bench->server->requestsSeen() - before, 1u);
    QCOMPARE(m_bench->session->metrics().total().lookups(), quint64(askers));
}

void TestContractCache::secondLookupAsksNobody_data()
{
    QTest::addColumn<int>("which");
    for (const auto &[name, which] : {std::pair("asset", 0),
                                      {"asset types", 1},
                                      {"asset log", 2},
                                      {"sub-assets", 3},
                                      {"products", 4},
                                      {"vendors", 5},
                                      {"report headers", 6},
                                      {"history", 7},
                                      {"processes", 8},
                                      {"levels", 9},
                                      {"product groups", 10},
                                      {"repair operations", 11}})
        QTest::newRow(name) << which;
}

void TestContractCache::secondLookupAsksNobody()
{
    QFETCH(int, which);
    const QString id = m_assets[0].id;
    const auto twice = [&](const auto &query) {
        const auto first = m_bench->get(query);
        QVERIFY(first);
        QCOMPARE(first.outcome, Outcome::Cold);
        const quint64 asked = m_bench->server->requestsSeen();
        m_bench->clock.advance(1s);
        const auto second = m_bench->get(query);
        QCOMPARE(second.outcome, Outcome::Fresh);
        QVERIFY(second.fromCache);
        QCOMPARE(second.value, first.value);
        QCOMPARE(second.asOf, first.asOf);
        QCOMPARE(m_bench->server->requestsSeen(), asked);
    };
    switch (which) {
    case 0: twice(AssetService::one(id)); break;
    case 1: twice(AssetService::types()); break;
    case 2: twice(AssetService::log(id, {})); break;
    case 3: twice(AssetService::subAssets(id)); break;
    case 4: twice(ProductService::list()); break;
    case 5: twice(ProductService::vendors()); break;
    case 6: twice(ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, {})); break;
    case 7: twice(ReportService::history(ReportKind::Test, u"1"_s)); break;
    case 8: twice(ProcessService::list()); break;
    case 9: twice(ProcessService::levels()); break;
    case 10: twice(ProcessService::productGroups()); break;
    case 11: twice(ProcessService::repairOperations()); break;
    default: QFAIL("no such row");
    }
}

void TestContractCache::noCacheAlwaysAsks()
{
    const quint64 before = m_bench->server->requestsSeen();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_bench->get(AssetService::types(), FetchOptions::Mode::NoCache).outcome, Outcome::Bypassed);
    QCOMPARE(m_bench->server->requestsSeen() - before, 3u);
    QCOMPARE(m_bench->session->cache().stats().entries, 0);
}

void TestContractCache::disabledDomainAlwaysAsks()
{
    auto policies = CachePolicies::defaults();
    policies.of(Domain::Asset).enabled = false;
    m_bench->connectSession(policies);
    const quint64 before = m_bench->server->requestsSeen();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_bench->get(AssetService::types()).outcome, Outcome::Bypassed);
    QCOMPARE(m_bench->server->requestsSeen() - before, 3u);
    QVERIFY(m_bench->get(ProcessService::list()));
    QCOMPARE(m_bench->get(ProcessService::list()).outcome, Outcome::Fresh);
}

void TestContractCache::countersSumToLookups_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<QString>("faults");
    QTest::newRow("healthy server") << 1u << QString();
    QTest::newRow("every tenth call fails") << 2u << u"403:0.1"_s;
    QTest::newRow("garbage and not found") << 3u << u"garbage:0.2,404:0.2"_s;
}

void TestContractCache::countersSumToLookups()
{
    QFETCH(quint32, seed);
    QFETCH(QString, faults);
    auto policies = CachePolicies::defaults();
    policies.maxEntries = 20;
    m_bench->connectSession(policies);
    m_bench->withoutRetries();
    QCOMPARE(m_bench->server->setFaults(faults), QString());
    std::mt19937 random(seed);
    const quint64 before = m_bench->server->requestsSeen();
    constexpr int lookups = 600;
    constexpr int batch = 20;
    OutcomeCounts seen{};
    for (int i = 0; i < lookups; i += batch) {
        std::vector<QFuture<Fetched<Asset>>> futures;
        for (int j = 0; j < batch; ++j) {
            FetchOptions options;
            options.mode = random() % 10 == 0 ? FetchOptions::Mode::Refresh : FetchOptions::Mode::Normal;
            futures.push_back(
                m_bench->session->fetcher().ask(AssetService::one(m_assets[random() % m_assets.size()].id), options));
        }
        for (auto &future : futures) {
            future.waitForFinished();
            const auto outcome = future.result().outcome;
            ++seen[static_cast<size_t>(outcome)];
        }
        m_bench->clock.advance(10s);
    }
    const MetricsBucket total = m_bench->session->metrics().total();
    QCOMPARE(total.lookups(), quint64(lookups));
    QCOMPARE(std::accumulate(total.outcomes.begin(), total.outcomes.end(), quint64(0)), quint64(lookups));
    QCOMPARE(m_bench->session->metrics().outcomesOf(Domain::Asset), total.outcomes);
    QCOMPARE(total.calls, m_bench->server->requestsSeen() - before);
    const auto count = [&](Outcome outcome) { return seen[static_cast<size_t>(outcome)]; };
    QVERIFY(count(Outcome::Fresh) > 0 && count(Outcome::Cold) > 0 && count(Outcome::Evicted) > 0
            && count(Outcome::Bypassed) > 0);
    QCOMPARE(count(Outcome::Failed) > 0, !faults.isEmpty());
    // A stale answer is counted when it is shown; what the server says afterwards is no second look-up.
    for (const Outcome outcome : {Outcome::Fresh, Outcome::Evicted, Outcome::Negative})
        QCOMPARE(count(outcome), total.outcomes[static_cast<size_t>(outcome)]);
}

QTEST_GUILESS_MAIN(TestContractCache)
#include "tst_contract_cache.moc"
