// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/ttlcache.h"
#include "core/metrics/metricsrecorder.h"

#include <QTest>

#include <numeric>
#include <random>
#include <thread>
#include <unordered_map>

using namespace qwats;
using namespace std::chrono_literals;

namespace {

CacheKey key(int n)
{
    return CacheKey("/api/Thing/" + QByteArray::number(n));
}

std::shared_ptr<const void> value(int n)
{
    return std::make_shared<const int>(n);
}

CacheEntry entry(int n, qsizetype bytes = 100, QByteArrayList tags = {})
{
    return {value(n), Domain::Asset, std::move(tags), bytes};
}

int numberOf(const CacheAnswer &answer)
{
    return answer.value ? *std::static_pointer_cast<const int>(answer.value) : -1;
}

CachePolicies policies(qsizetype maxEntries = 100, qsizetype maxBytes = 1'000'000)
{
    CachePolicies table = CachePolicies::defaults();
    table.maxEntries = maxEntries;
    table.maxBytes = maxBytes;
    table.maxEntryBytes = maxBytes;
    table.of(Domain::Asset) = {true, Safety::MayBeStale, 300s, 3600s, 8h};
    return table;
}

} // namespace

class TestTtlCache : public QObject
{
    Q_OBJECT

private slots:
    void age_data();
    void age();
    void negativeAge_data();
    void negativeAge();
    void suspendCounts();
    void wallClockDoesNotMatter_data();
    void wallClockDoesNotMatter();
    void whyMissing_data();
    void whyMissing();
    void leastRecentlyUsedGoesFirst();
    void expiredGoesBeforeLiving();
    void boundedByBytes();
    void tooBig_data();
    void tooBig();
    void tooBigDropsTheOlderValue();
    void dropByTag();
    void readBeforeWriteCannotStore();
    void readAfterWriteStores();
    void policyAppliesToPresentEntries_data();
    void policyAppliesToPresentEntries();
    void shrinkingEvicts();
    void evictedValueStaysValid();
    void clearKeepsCounters();
    void sweepRemovesOnlyTheExpired();
    void entriesShowWhatIsThere();
    void randomOperationsMatchAModel_data();
    void randomOperationsMatchAModel();
    void millionOperationsAddUp();
    void manyThreads();
};

void TestTtlCache::age_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, std::chrono::seconds age, CacheAnswer::State state) {
        QTest::newRow(name) << qint64(age.count()) << int(state);
    };
    row("at once", 0s, CacheAnswer::State::Fresh);
    row("just before fresh-for ends", 299s, CacheAnswer::State::Fresh);
    row("at the end of fresh-for", 300s, CacheAnswer::State::Stale);
    row("just before keep-for ends", 3599s, CacheAnswer::State::Stale);
    row("at the end of keep-for", 3600s, CacheAnswer::State::Kept);
    row("just before offline-for ends", 8h - 1s, CacheAnswer::State::Kept);
    row("at the end of offline-for", 8h, CacheAnswer::State::Missing);
}

void TestTtlCache::age()
{
    QFETCH(qint64, seconds);
    QFETCH(int, state);
    FakeClock clock;
    TtlCache cache(clock, policies());
    QCOMPARE(cache.put(key(1), entry(1)), TtlCache::Put::Stored);
    clock.advance(std::chrono::seconds(seconds));
    const auto answer = cache.get(key(1), Domain::Asset);
    QCOMPARE(int(answer.state), state);
    QCOMPARE(numberOf(answer), answer.state == CacheAnswer::State::Missing ? -1 : 1);
    if (answer.state == CacheAnswer::State::Missing)
        QCOMPARE(answer.why, Outcome::Expired);
}

void TestTtlCache::negativeAge_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("believed");
    QTest::newRow("at once") << qint64(0) << true;
    QTest::newRow("just before the end") << qint64(29) << true;
    QTest::newRow("at the end") << qint64(30) << false;
}

void TestTtlCache::negativeAge()
{
    QFETCH(qint64, seconds);
    QFETCH(bool, believed);
    FakeClock clock;
    TtlCache cache(clock, policies());
    CacheEntry nothing;
    nothing.domain = Domain::Asset;
    cache.put(key(1), nothing);
    clock.advance(std::chrono::seconds(seconds));
    const auto answer = cache.get(key(1), Domain::Asset);
    QCOMPARE(answer.negative, believed);
    QCOMPARE(answer.state, believed ? CacheAnswer::State::Fresh : CacheAnswer::State::Missing);
}

void TestTtlCache::suspendCounts()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), entry(1));
    clock.advance(8h); // the lid was closed
    QCOMPARE(cache.get(key(1), Domain::Asset).state, CacheAnswer::State::Missing);
}

void TestTtlCache::wallClockDoesNotMatter_data()
{
    QTest::addColumn<qint64>("years");
    QTest::newRow("ten years ahead") << qint64(10);
    QTest::newRow("ten years back") << qint64(-10);
}

void TestTtlCache::wallClockDoesNotMatter()
{
    QFETCH(qint64, years);
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), entry(1));
    const Timestamp before = clock.wallNow();
    clock.setWall(Timestamp::fromMs(before.ms() + years * 365 * 86'400'000));
    const auto answer = cache.get(key(1), Domain::Asset);
    QCOMPARE(answer.state, CacheAnswer::State::Fresh);
    QCOMPARE(answer.asOf, before);
}

void TestTtlCache::whyMissing_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<int>("why");
    QTest::newRow("never seen") << QStringLiteral("nothing") << int(Outcome::Cold);
    QTest::newRow("its time was over") << QStringLiteral("expire") << int(Outcome::Expired);
    QTest::newRow("made room") << QStringLiteral("evict") << int(Outcome::Evicted);
    QTest::newRow("a write dropped it") << QStringLiteral("invalidate") << int(Outcome::Invalidated);
    QTest::newRow("domain not cached") << QStringLiteral("disable") << int(Outcome::Bypassed);
    QTest::newRow("cache switched off") << QStringLiteral("off") << int(Outcome::Bypassed);
    QTest::newRow("live only, whatever the settings") << QStringLiteral("live") << int(Outcome::Bypassed);
}

void TestTtlCache::whyMissing()
{
    QFETCH(QString, story);
    QFETCH(int, why);
    FakeClock clock;
    auto table = policies(2);
    TtlCache cache(clock, table);
    if (story != QLatin1StringView("nothing"))
        cache.put(key(1), entry(1, 100, {"asset:1"}));
    if (story == QLatin1StringView("expire"))
        clock.advance(9h);
    for (int n = 2; story == QLatin1StringView("evict") && n < 5; ++n)
        cache.put(key(n), entry(n));
    if (story == QLatin1StringView("invalidate"))
        QCOMPARE(cache.dropTags({"asset:1"}), 1);
    table.of(Domain::Asset).enabled = story != QLatin1StringView("disable");
    table.enabled = story != QLatin1StringView("off");
    if (story == QLatin1StringView("live"))
        table.of(Domain::Asset).safety = Safety::LiveOnly;
    cache.setPolicies(table);
    const auto answer = cache.get(key(1), Domain::Asset);
    QCOMPARE(answer.state, CacheAnswer::State::Missing);
    QCOMPARE(int(answer.why), why);
}

void TestTtlCache::leastRecentlyUsedGoesFirst()
{
    FakeClock clock;
    TtlCache cache(clock, policies(3));
    for (int n = 1; n <= 3; ++n)
        cache.put(key(n), entry(n));
    QCOMPARE(numberOf(cache.get(key(1), Domain::Asset)), 1);
    cache.put(key(4), entry(4));
    QCOMPARE(numberOf(cache.get(key(2), Domain::Asset)), -1);
    QCOMPARE(numberOf(cache.get(key(1), Domain::Asset)), 1);
    QCOMPARE(cache.stats().evictions, quint64(1));
}

void TestTtlCache::expiredGoesBeforeLiving()
{
    FakeClock clock;
    auto table = policies(3);
    table.of(Domain::Report) = {true, Safety::FreshOnly, 10s, 10s, 10s};
    TtlCache cache(clock, table);
    cache.put(key(1), entry(1)); // the least recently used, but alive
    CacheEntry brief = entry(2);
    brief.domain = Domain::Report;
    cache.put(key(2), brief);
    cache.put(key(3), entry(3));
    clock.advance(11s);
    cache.put(key(4), entry(4));
    QCOMPARE(numberOf(cache.get(key(1), Domain::Asset)), 1);
    QCOMPARE(cache.stats().evictions, quint64(0));
    QCOMPARE(cache.stats().expirations, quint64(1));
}

void TestTtlCache::boundedByBytes()
{
    FakeClock clock;
    TtlCache cache(clock, policies(100, 1000));
    for (int n = 0; n < 50; ++n)
        cache.put(key(n), entry(n, 300));
    QCOMPARE(cache.stats().entries, 3);
    QCOMPARE(cache.stats().bytes, 900);
}

void TestTtlCache::tooBig_data()
{
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<int>("put");
    QTest::newRow("at the limit") << qsizetype(500) << int(TtlCache::Put::Stored);
    QTest::newRow("over the limit") << qsizetype(501) << int(TtlCache::Put::TooBig);
    QTest::newRow("nothing counts as one") << qsizetype(0) << int(TtlCache::Put::Stored);
    QTest::newRow("negative counts as one") << qsizetype(-7) << int(TtlCache::Put::Stored);
}

void TestTtlCache::tooBig()
{
    QFETCH(qsizetype, bytes);
    QFETCH(int, put);
    FakeClock clock;
    auto table = policies();
    table.maxEntryBytes = 500;
    TtlCache cache(clock, table);
    QCOMPARE(int(cache.put(key(1), entry(1, bytes))), put);
    QVERIFY(cache.stats().bytes >= 0);
}

void TestTtlCache::tooBigDropsTheOlderValue()
{
    FakeClock clock;
    auto table = policies();
    table.maxEntryBytes = 500;
    TtlCache cache(clock, table);
    cache.put(key(1), entry(1));
    QCOMPARE(cache.put(key(1), entry(2, 600)), TtlCache::Put::TooBig);
    QCOMPARE(numberOf(cache.get(key(1), Domain::Asset)), -1); // never an older value than the one just shown
}

void TestTtlCache::dropByTag()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), entry(1, 100, {"asset:1", "list:assets"}));
    cache.put(key(2), entry(2, 100, {"asset:2", "list:assets"}));
    cache.put(key(3), entry(3, 100, {"asset:3"}));
    QCOMPARE(cache.dropTags({"list:assets"}), 2);
    QCOMPARE(numberOf(cache.get(key(3), Domain::Asset)), 3);
    QCOMPARE(cache.dropTags({"asset:1", "nobody"}), 0);
    QCOMPARE(cache.stats().invalidations, quint64(2));
}

void TestTtlCache::readBeforeWriteCannotStore()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    CacheEntry late = entry(1, 100, {"asset:1"});
    late.readEpoch = cache.epoch();
    cache.dropTags({"asset:1"});
    QCOMPARE(cache.put(key(1), late), TtlCache::Put::Outdated);
    QCOMPARE(numberOf(cache.get(key(1), Domain::Asset)), -1);
}

void TestTtlCache::readAfterWriteStores()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.dropTags({"asset:1"});
    CacheEntry good = entry(1, 100, {"asset:1"});
    good.readEpoch = cache.epoch();
    cache.dropTags({"asset:2"}); // somebody else's write in between
    QCOMPARE(cache.put(key(1), good), TtlCache::Put::Stored);
}

void TestTtlCache::policyAppliesToPresentEntries_data()
{
    QTest::addColumn<qint64>("freshSeconds");
    QTest::addColumn<int>("state");
    QTest::newRow("shorter") << qint64(30) << int(CacheAnswer::State::Stale);
    QTest::newRow("longer") << qint64(7200) << int(CacheAnswer::State::Fresh);
}

void TestTtlCache::policyAppliesToPresentEntries()
{
    QFETCH(qint64, freshSeconds);
    QFETCH(int, state);
    FakeClock clock;
    auto table = policies();
    TtlCache cache(clock, table);
    cache.put(key(1), entry(1));
    clock.advance(60s);
    table.of(Domain::Asset).freshFor = std::chrono::seconds(freshSeconds);
    cache.setPolicies(table);
    QCOMPARE(int(cache.get(key(1), Domain::Asset).state), state);
}

void TestTtlCache::shrinkingEvicts()
{
    FakeClock clock;
    auto table = policies(100);
    TtlCache cache(clock, table);
    for (int n = 0; n < 100; ++n)
        cache.put(key(n), entry(n));
    table.maxEntries = 10;
    cache.setPolicies(table);
    QCOMPARE(cache.stats().entries, 10);
    QCOMPARE(numberOf(cache.get(key(99), Domain::Asset)), 99);
    QCOMPARE(cache.stats().evictions, quint64(90));
}

void TestTtlCache::evictedValueStaysValid()
{
    FakeClock clock;
    TtlCache cache(clock, policies(1));
    cache.put(key(1), entry(41));
    const auto held = cache.get(key(1), Domain::Asset);
    cache.put(key(2), entry(2));
    cache.clear();
    QCOMPARE(numberOf(held), 41);
}

void TestTtlCache::clearKeepsCounters()
{
    FakeClock clock;
    TtlCache cache(clock, policies(1));
    cache.put(key(1), entry(1));
    cache.put(key(2), entry(2));
    cache.clear();
    QCOMPARE(cache.stats().entries, 0);
    QCOMPARE(cache.stats().bytes, 0);
    QCOMPARE(cache.stats().evictions, quint64(1));
}

void TestTtlCache::sweepRemovesOnlyTheExpired()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), entry(1));
    clock.advance(5h);
    cache.put(key(2), entry(2));
    clock.advance(4h);
    QCOMPARE(cache.sweep(), 1);
    QCOMPARE(cache.stats().entries, 1);
    QCOMPARE(numberOf(cache.get(key(2), Domain::Asset)), 2);
}

void TestTtlCache::entriesShowWhatIsThere()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), entry(1, 123, {"asset:1"}));
    (void)cache.get(key(1), Domain::Asset);
    clock.advance(301s);
    const auto rows = cache.entries();
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows[0].key, key(1));
    QCOMPARE(rows[0].bytes, 123);
    QCOMPARE(rows[0].hits, quint64(1));
    QCOMPARE(rows[0].state, CacheAnswer::State::Stale);
    QCOMPARE(rows[0].tags, QByteArrayList{"asset:1"});
}

void TestTtlCache::randomOperationsMatchAModel_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Unbounded cache against a plain map: every answer must be the value last put and not yet dropped or expired.
void TestTtlCache::randomOperationsMatchAModel()
{
    QFETCH(unsigned, seed);
    struct Known
    {
        int value;
        BootTime at;
    };
    std::mt19937 random(seed);
    FakeClock clock;
    auto table = policies(100'000, 1'000'000'000);
    TtlCache cache(clock, table);
    std::unordered_map<int, Known> model;
    for (int step = 0; step < 20'000; ++step) {
        const int n = int(random() % 200);
        const QByteArray tag = "tag:" + QByteArray::number(n % 20);
        switch (random() % 10) {
        case 0:
            cache.put(key(n), entry(step, 10, {tag}));
            model[n] = {step, clock.now()};
            break;
        case 1:
            if (random() % 8 == 0) {
                cache.dropTags({tag});
                std::erase_if(model, [&](const auto &item) { return item.first % 20 == n % 20; });
            }
            break;
        case 2: clock.advance(std::chrono::seconds(random() % 600)); break;
        case 3:
            cache.drop(key(n));
            model.erase(n);
            break;
        case 4: cache.sweep(); break;
        default: {
            const auto known = model.find(n);
            const bool alive = known != model.end() && clock.now() - known->second.at < 8h;
            const auto answer = cache.get(key(n), Domain::Asset);
            QCOMPARE(numberOf(answer), alive ? known->second.value : -1);
        }
        }
    }
    qsizetype bytes = 0;
    const auto rows = cache.entries();
    for (const auto &row : rows)
        bytes += row.bytes;
    cache.sweep();
    QCOMPARE(cache.stats().bytes, bytes);
    QCOMPARE(cache.stats().entries, qsizetype(rows.size()));
}

/// A small cache under everything at once. Each look-up has one outcome, and the counts of all sum to the look-ups;
/// the bytes are those of the entries that are there; no limit is ever passed.
void TestTtlCache::millionOperationsAddUp()
{
    constexpr int Steps = 1'000'000;
    constexpr qsizetype Most = 400;
    constexpr qsizetype MostBytes = 300'000;
    std::mt19937 random(1);
    FakeClock clock;
    auto table = policies(Most, MostBytes);
    table.maxEntryBytes = 2'000;
    TtlCache cache(clock, table);
    MetricsRecorder metrics(clock);
    std::vector<CacheKey> keys;
    for (int n = 0; n < 1000; ++n)
        keys.push_back(key(n));
    quint64 lookups = 0;
    OutcomeCounts counted{};
    const auto lookUp = [&](int n) {
        const CacheAnswer answer = cache.get(keys[size_t(n)], Domain::Asset);
        using State = CacheAnswer::State;
        const bool usable = answer.state == State::Fresh || answer.state == State::Stale;
        const Outcome outcome = answer.state == State::Kept ? Outcome::Expired
            : !usable                                       ? answer.why
            : answer.negative                               ? Outcome::Negative
            : answer.state == State::Stale                  ? Outcome::Stale
            : answer.firstUseOfSeed                         ? Outcome::Seeded
                                                            : Outcome::Fresh;
        metrics.lookup(Domain::Asset, outcome, 0ns);
        ++lookups;
        ++counted[size_t(outcome)];
        return answer.negative || !answer.value || numberOf(answer) == n;
    };
    for (int step = 1; step <= Steps; ++step) {
        const int n = int(random() % 1000);
        const auto what = random() % 100;
        if (what < 60) {
            QVERIFY(lookUp(n));
        } else if (what < 90) {
            CacheEntry put = entry(n, qsizetype(random() % 2'100), {"tag:" + QByteArray::number(n % 20)});
            put.seeded = what >= 85;
            if (what == 60)
                put.value = nullptr; // "the server said: not found"
            cache.put(keys[size_t(n)], put);
        } else if (what < 93) {
            cache.drop(keys[size_t(n)]);
        } else if (what < 94) {
            cache.dropTags({"tag:" + QByteArray::number(n % 20)});
        } else {
            const bool night = random() % 1000 == 0;
            clock.advance(night ? 9h : std::chrono::milliseconds(random() % 10'000));
        }
        if (step % 10'000 == 0) {
            cache.sweep(); // entries() leaves out what has expired
            const CacheStats stats = cache.stats();
            const auto rows = cache.entries();
            const qsizetype bytes = std::accumulate(rows.begin(), rows.end(), qsizetype(0),
                                                    [](qsizetype sum, const auto &row) { return sum + row.bytes; });
            QCOMPARE(stats.bytes, bytes);
            QCOMPARE(stats.entries + stats.seeds, qsizetype(rows.size()));
            QVERIFY(stats.bytes <= MostBytes && stats.entries <= Most);
        }
    }
    QCOMPARE(metrics.total().outcomes, counted);
    QCOMPARE(metrics.total().lookups(), lookups);
    QCOMPARE(std::accumulate(counted.begin(), counted.end(), quint64(0)), lookups);
    for (const Outcome seen : {Outcome::Fresh, Outcome::Stale, Outcome::Seeded, Outcome::Cold, Outcome::Expired,
                               Outcome::Evicted, Outcome::Invalidated, Outcome::Negative})
        QVERIFY2(counted[size_t(seen)] > 0, qPrintable(outcomeName(seen)));
}

/// Four threads read, write and drop; each value tells its key, so a mixed-up answer shows.
void TestTtlCache::manyThreads()
{
    TtlCache cache(Clock::system(), policies(2000));
    std::atomic_int wrong = 0;
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            std::mt19937 random(t);
            for (int step = 0; step < 20'000; ++step) {
                const int n = int(random() % 500);
                const auto answer = cache.get(key(n), Domain::Asset);
                if (answer.value && numberOf(answer) != n)
                    ++wrong;
                if (!answer.value || step % 7 == 0)
                    cache.put(key(n), entry(n, 50, {"tag:" + QByteArray::number(n % 10)}));
                if (step % 97 == 0)
                    cache.dropTags({"tag:" + QByteArray::number(n % 10)});
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    QVERIFY(cache.stats().entries <= 500);
}

QTEST_GUILESS_MAIN(TestTtlCache)
#include "tst_ttlcache.moc"
