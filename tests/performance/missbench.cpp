// SPDX-License-Identifier: GPL-3.0-or-later
// Instructions and cache misses of hits and puts, to be counted by callgrind on a machine where times say nothing:
// qwats_misses ours|qcache hit|put ENTRIES. Each of so many keys is used once, in random order.
#include "tests/performance/cacheworld.h"

#include <valgrind/callgrind.h>

#include <cstdio>

namespace qwats::bench {
namespace {

template <typename Work> bool counted(size_t count, const Work &work)
{
    size_t good = 0;
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_TOGGLE_COLLECT;
    for (size_t i = 0; i < count; ++i)
        good += work(i) ? 1 : 0;
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_STOP_INSTRUMENTATION;
    return good == count;
}

/// Keys that are in a cache of the first `count`, or, for puts, the ones after them.
template <typename Key> std::vector<Key> keysFor(size_t count, bool put)
{
    std::vector<Key> keys;
    for (const size_t n : shuffled(count))
        keys.emplace_back(keyText(put ? count + n : n));
    return keys;
}

bool ours(size_t count, bool put)
{
    // As in cachebench.cpp: twice the room for hits, since shards fill unevenly; a full cache for puts.
    TtlCache cache(Clock::system(), roomFor(qsizetype(put ? count : 2 * count)));
    for (size_t n = 0; n < count; ++n)
        (void)cache.put(CacheKey(keyText(n)), entryFor(n));
    const auto keys = keysFor<CacheKey>(count, put);
    if (!put)
        return counted(count, [&](size_t i) { return cache.get(keys[i], Domain::Report).value != nullptr; });
    std::vector<CacheEntry> entries;
    for (size_t i = 0; i < count; ++i)
        entries.push_back(entryFor(count + i));
    return counted(count, [&](size_t i) { return cache.put(keys[i], entries[i]) == TtlCache::Put::Stored; });
}

bool raw(size_t count, bool put)
{
    QCache<QByteArray, Payload> cache{qsizetype(count)};
    for (size_t n = 0; n < count; ++n)
        cache.insert(keyText(n), new Payload);
    const auto keys = keysFor<QByteArray>(count, put);
    if (!put)
        return counted(count, [&](size_t i) { return cache.object(keys[i]) != nullptr; });
    return counted(count, [&](size_t i) { return cache.insert(keys[i], new Payload); });
}

} // namespace
} // namespace qwats::bench

int main(int argc, char **argv)
{
    const QByteArrayList asked(argv + 1, argv + argc);
    const bool known = asked.size() == 3 && (asked[0] == "ours" || asked[0] == "qcache")
        && (asked[1] == "hit" || asked[1] == "put") && asked[2].toULongLong() > 0;
    if (!known) {
        std::fprintf(stderr, "usage: qwats_misses ours|qcache hit|put ENTRIES\n");
        return 2;
    }
    const auto run = asked[0] == "ours" ? qwats::bench::ours : qwats::bench::raw;
    const bool good = run(asked[2].toULongLong(), asked[1] == "put");
    if (!good)
        std::fprintf(stderr, "qwats_misses: a key was not found or not stored\n");
    return good ? 0 : 1;
}
