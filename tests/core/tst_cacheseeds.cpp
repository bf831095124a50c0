// SPDX-License-Identifier: GPL-3.0-or-later
// Values that came inside another answer and wait until somebody asks for them.
#include "core/cache/ttlcache.h"

#include <QTest>

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

/// Came inside another answer.
CacheEntry seed(int n, QByteArrayList tags = {})
{
    CacheEntry one = entry(n, 100, std::move(tags));
    one.seeded = true;
    return one;
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

class TestCacheSeeds : public QObject
{
    Q_OBJECT

private slots:
    void seedIsToldOnce();
    void seedsDisplaceNothing();
    void usedSeedTakesAPlace();
    void seedsGoWithTheirTagAndTime();
    void seedsAreTheFirstToMakeRoom();
    void newerSeedReplacesWhatWasUsed();
};

void TestCacheSeeds::seedIsToldOnce()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), seed(1));
    QVERIFY(cache.peek(key(1), Domain::Asset).firstUseOfSeed);
    QVERIFY(cache.get(key(1), Domain::Asset).firstUseOfSeed);
    QVERIFY(!cache.get(key(1), Domain::Asset).firstUseOfSeed);
}

void TestCacheSeeds::seedsDisplaceNothing()
{
    FakeClock clock;
    TtlCache cache(clock, policies(2));
    cache.put(key(1), entry(1));
    cache.put(key(2), entry(2));
    for (int n = 10; n < 20; ++n)
        QCOMPARE(cache.put(key(n), seed(n)), TtlCache::Put::Stored);
    QCOMPARE(cache.stats().entries, 2);
    QCOMPARE(cache.stats().seeds, 10);
    QCOMPARE(cache.stats().bytes, 1200);
    QCOMPARE(numberOf(cache.get(key(1), Domain::Asset)), 1);
    QCOMPARE(numberOf(cache.get(key(2), Domain::Asset)), 2);
    QCOMPARE(numberOf(cache.peek(key(15), Domain::Asset)), 15);
    QCOMPARE(cache.stats().entries, 2); // who only looks asks for nothing
    QCOMPARE(cache.entries().size(), size_t(12));
}

void TestCacheSeeds::usedSeedTakesAPlace()
{
    FakeClock clock;
    TtlCache cache(clock, policies(2));
    cache.put(key(1), entry(1));
    cache.put(key(2), entry(2));
    cache.put(key(3), seed(3));
    clock.advance(100s);
    const auto used = cache.get(key(3), Domain::Asset);
    QCOMPARE(numberOf(used), 3);
    QVERIFY(used.firstUseOfSeed);
    QVERIFY(used.age == 100s); // as old as the list it came with
    QCOMPARE(cache.stats().entries, 2);
    QCOMPARE(cache.stats().seeds, 0);
    QCOMPARE(cache.stats().bytes, 200);
    QCOMPARE(cache.get(key(1), Domain::Asset).why, Outcome::Evicted);
}

void TestCacheSeeds::seedsGoWithTheirTagAndTime()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), seed(1, {"asset:1"}));
    cache.put(key(2), seed(2, {"asset:2"}));
    QCOMPARE(cache.dropTags({"asset:1"}), 1);
    QCOMPARE(cache.get(key(1), Domain::Asset).why, Outcome::Invalidated);
    clock.advance(9h);
    QCOMPARE(cache.sweep(), 1);
    QCOMPARE(cache.get(key(2), Domain::Asset).why, Outcome::Expired);
    QCOMPARE(cache.stats().bytes, 0);
    cache.put(key(3), seed(3));
    clock.advance(9h);
    QCOMPARE(cache.get(key(3), Domain::Asset).why, Outcome::Expired); // without a sweep before
    cache.put(key(4), seed(4));
    cache.clear();
    QCOMPARE(cache.stats().seeds, 0);
}

void TestCacheSeeds::seedsAreTheFirstToMakeRoom()
{
    FakeClock clock;
    TtlCache cache(clock, policies(100, 1600));
    cache.put(key(1), seed(1));
    cache.put(key(2), seed(2));
    cache.put(key(3), seed(3)); // an eighth of the bytes is room for two
    QCOMPARE(cache.stats().seeds, 2);
    QCOMPARE(cache.get(key(1), Domain::Asset).why, Outcome::Evicted);
    for (int n = 10; n < 26; ++n) {
        cache.put(key(n), entry(n));
        QVERIFY(cache.stats().bytes <= 1600);
    }
    QCOMPARE(cache.stats().entries, 16);
    QCOMPARE(cache.stats().seeds, 0);
    QCOMPARE(cache.put(key(4), seed(4)), TtlCache::Put::TooBig); // no byte is left
    QCOMPARE(cache.stats().entries, 16);
}

void TestCacheSeeds::newerSeedReplacesWhatWasUsed()
{
    FakeClock clock;
    TtlCache cache(clock, policies());
    cache.put(key(1), entry(1));
    (void)cache.get(key(1), Domain::Asset);
    CacheEntry newer = seed(1);
    newer.value = value(7);
    cache.put(key(1), newer);
    QCOMPARE(cache.stats().entries, 1); // it was asked for before
    QCOMPARE(cache.stats().seeds, 0);
    QCOMPARE(numberOf(cache.get(key(1), Domain::Asset)), 7);
}

QTEST_GUILESS_MAIN(TestCacheSeeds)
#include "tst_cacheseeds.moc"
