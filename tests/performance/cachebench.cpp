// SPDX-License-Identifier: GPL-3.0-or-later
// P1–P4: the cache itself beside raw QCache (no lock, no lifetime), QCache with one lock, and Poco's expiring LRU.
#include "tests/performance/cacheworld.h"

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

namespace qwats::bench {
namespace {

using benchmark::State;

/// Keys to look up, laid out in memory in the order in which they are used: what is measured is the cache.
template <typename Key, typename Make> std::vector<Key> lookupKeys(size_t count, const Make &make)
{
    std::vector<Key> keys;
    keys.reserve(count);
    for (const size_t n : shuffled(count))
        keys.push_back(make(n));
    return keys;
}

/// One filled cache per size, made at its first use and kept for all repetitions. Thread: any.
template <typename World> World &worldOf(size_t count)
{
    static std::mutex mutex;
    static std::map<size_t, std::unique_ptr<World>> worlds;
    const std::lock_guard lock(mutex);
    auto &world = worlds[count];
    if (!world)
        world = std::make_unique<World>(count);
    return *world;
}

struct OurWorld
{
    explicit OurWorld(size_t count)
        : cache(Clock::system(), roomFor(qsizetype(2 * count)))
        , texts(lookupKeys<QByteArray>(count, keyText))
        , keys(lookupKeys<CacheKey>(count, [](size_t n) { return CacheKey(keyText(n)); }))
    {
        for (size_t n = 0; n < count; ++n)
            (void)cache.put(CacheKey(keyText(n)), entryFor(n));
    }
    TtlCache cache;
    std::vector<QByteArray> texts;
    std::vector<CacheKey> keys;
};

struct QtWorld
{
    explicit QtWorld(size_t count)
        : cache(qsizetype(count))
        , keys(lookupKeys<QByteArray>(count, keyText))
    {
        for (size_t n = 0; n < count; ++n)
            cache.insert(keyText(n), new Payload);
    }
    QCache<QByteArray, Payload> cache;
    std::mutex mutex;
    std::vector<QByteArray> keys;
};

struct PocoWorld
{
    explicit PocoWorld(size_t count)
        : cache(long(count), PocoLifeMs)
        , keys(lookupKeys<std::string>(count, [](size_t n) { return keyText(n).toStdString(); }))
    {
        for (size_t n = 0; n < count; ++n)
            cache.add(keyText(n).toStdString(), Payload());
    }
    PocoCache cache;
    std::vector<std::string> keys;
};

/// Looks keys up for as long as the benchmark runs; ends with an error when one is missing.
template <typename Keys, typename Find> void lookUp(State &state, const Keys &keys, const Find &find)
{
    size_t at = keys.size() / size_t(state.threads()) * size_t(state.thread_index());
    size_t missing = 0;
    for ([[maybe_unused]] const auto tick : state) {
        missing += find(keys[at]) ? 0 : 1;
        at = at + 1 == keys.size() ? 0 : at + 1;
    }
    if (missing > 0)
        state.SkipWithError("a key was not found");
    state.SetItemsProcessed(state.iterations());
}

size_t sizeOf(const State &state)
{
    return size_t(state.range(0));
}

void hitOurs(State &state)
{
    auto &world = worldOf<OurWorld>(sizeOf(state));
    lookUp(state, world.keys,
           [&](const CacheKey &key) { return world.cache.get(key, Domain::Report).value != nullptr; });
}

void hitOursNewKey(State &state)
{
    auto &world = worldOf<OurWorld>(sizeOf(state));
    lookUp(state, world.texts,
           [&](const QByteArray &key) { return world.cache.get(CacheKey(key), Domain::Report).value != nullptr; });
}

void hitQCache(State &state)
{
    auto &world = worldOf<QtWorld>(sizeOf(state));
    lookUp(state, world.keys, [&](const QByteArray &key) { return world.cache.object(key) != nullptr; });
}

void hitLockedQCache(State &state)
{
    auto &world = worldOf<QtWorld>(sizeOf(state));
    lookUp(state, world.keys, [&](const QByteArray &key) {
        const std::lock_guard lock(world.mutex);
        return world.cache.object(key) != nullptr;
    });
}

void hitPoco(State &state)
{
    auto &world = worldOf<PocoWorld>(sizeOf(state));
    lookUp(state, world.keys, [&](const std::string &key) { return !world.cache.get(key).isNull(); });
}

/// Two threads that share nothing: what this machine gives at this moment.
void idleWork(State &state)
{
    quint64 x = 1;
    for ([[maybe_unused]] const auto tick : state) {
        for (int i = 0; i < 64; ++i)
            benchmark::DoNotOptimize(x = x * 6364136223846793005ULL + 1);
    }
    state.SetItemsProcessed(state.iterations());
}

/// Puts a key that is not there into a full cache, again and again.
template <typename Put> void putNew(State &state, const Put &put)
{
    const size_t keys = 2 * sizeOf(state);
    size_t at = 0;
    for ([[maybe_unused]] const auto tick : state) {
        put(at);
        at = at + 1 == keys ? 0 : at + 1;
    }
    state.SetItemsProcessed(state.iterations());
}

struct PutKeys
{
    explicit PutKeys(size_t count)
    {
        for (size_t n = 0; n < 2 * count; ++n) {
            texts.push_back(keyText(n));
            keys.emplace_back(keyText(n));
            tags.push_back(entryFor(n).tags);
        }
    }
    std::vector<QByteArray> texts;
    std::vector<CacheKey> keys;
    std::vector<QByteArrayList> tags;
};

void putOurs(State &state)
{
    auto &with = worldOf<PutKeys>(sizeOf(state));
    TtlCache cache(Clock::system(), roomFor(state.range(0)));
    const auto put = [&](size_t n) {
        CacheEntry entry;
        entry.value = std::make_shared<const Payload>();
        entry.domain = Domain::Report;
        entry.tags = with.tags[n];
        entry.bytes = sizeof(Payload);
        (void)cache.put(with.keys[n], entry);
    };
    for (size_t n = sizeOf(state); n < 2 * sizeOf(state); ++n)
        put(n);
    putNew(state, put);
}

void putQCache(State &state)
{
    auto &with = worldOf<PutKeys>(sizeOf(state));
    QCache<QByteArray, Payload> cache(state.range(0));
    const auto put = [&](size_t n) { cache.insert(with.texts[n], new Payload); };
    for (size_t n = sizeOf(state); n < 2 * sizeOf(state); ++n)
        put(n);
    putNew(state, put);
}

void putPoco(State &state)
{
    auto &with = worldOf<PutKeys>(sizeOf(state));
    PocoCache cache(long(state.range(0)), PocoLifeMs);
    const auto put = [&](size_t n) { cache.add(with.texts[n].toStdString(), Payload()); };
    for (size_t n = sizeOf(state); n < 2 * sizeOf(state); ++n)
        put(n);
    putNew(state, put);
}

constexpr size_t Tagged = 100;

/// Times `drop` alone; `fill` brings the dropped entries back.
template <typename Fill, typename Drop> void dropAgain(State &state, const Fill &fill, const Drop &drop)
{
    for ([[maybe_unused]] const auto tick : state) {
        fill();
        const auto start = std::chrono::steady_clock::now();
        const qsizetype dropped = drop();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        state.SetIterationTime(took.count());
        if (dropped != qsizetype(Tagged))
            state.SkipWithError("not every entry was dropped");
    }
}

void dropOurs(State &state)
{
    TtlCache cache(Clock::system(), roomFor(2 * state.range(0)));
    for (size_t n = Tagged; n < sizeOf(state); ++n)
        (void)cache.put(CacheKey(keyText(n)), entryFor(n));
    const auto fill = [&] {
        for (size_t n = 0; n < Tagged; ++n) {
            CacheEntry entry = entryFor(n);
            entry.tags << "list:reports";
            (void)cache.put(CacheKey(keyText(n)), entry);
        }
    };
    dropAgain(state, fill, [&] { return cache.dropTags({"list:reports"}); });
}

/// What a cache without an index must do: look at every key.
void dropQCache(State &state)
{
    QCache<QByteArray, Payload> cache(state.range(0));
    const auto name = [](size_t n) { return n < Tagged ? "/api/Asset/" + keyText(n) : keyText(n); };
    for (size_t n = Tagged; n < sizeOf(state); ++n)
        cache.insert(name(n), new Payload);
    const auto fill = [&] {
        for (size_t n = 0; n < Tagged; ++n)
            cache.insert(name(n), new Payload);
    };
    dropAgain(state, fill, [&] {
        qsizetype dropped = 0;
        for (const QByteArray &key : cache.keys()) {
            if (key.contains("/api/Asset"))
                dropped += cache.remove(key) ? 1 : 0;
        }
        return dropped;
    });
}

BENCHMARK(hitOurs)->Name("P1/ours")->Arg(1000)->Arg(100'000);
BENCHMARK(hitOursNewKey)->Name("P1/ours, key built anew")->Arg(1000)->Arg(100'000);
BENCHMARK(hitQCache)->Name("P1/QCache")->Arg(1000)->Arg(100'000);
BENCHMARK(hitPoco)->Name("P1/Poco ExpireLRU")->Arg(1000)->Arg(100'000);

BENCHMARK(hitOurs)->Name("P2/ours")->Arg(1000)->Arg(100'000)->Threads(1)->Threads(2)->UseRealTime();
BENCHMARK(hitLockedQCache)->Name("P2/QCache + mutex")->Arg(1000)->Arg(100'000)->Threads(1)->Threads(2)->UseRealTime();
BENCHMARK(idleWork)->Name("P2/machine")->Threads(1)->Threads(2)->UseRealTime();

BENCHMARK(putOurs)->Name("P3/ours")->Arg(1000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000);
BENCHMARK(putQCache)->Name("P3/QCache")->Arg(1000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000);
BENCHMARK(putPoco)->Name("P3/Poco ExpireLRU")->Arg(100'000);

BENCHMARK(dropOurs)->Name("P4/ours")->Arg(1000)->Arg(100'000)->Arg(1'000'000)->UseManualTime()->Iterations(50);
BENCHMARK(dropQCache)->Name("P4/QCache, all keys looked at")->Arg(100'000)->UseManualTime()->Iterations(10);

} // namespace
} // namespace qwats::bench
