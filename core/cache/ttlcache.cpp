// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/ttlcache.h"

#include "core/cache/cacheshard.h"

#include <atomic>

namespace qwats {
namespace {

constexpr qsizetype EntriesPerShard = 250; // below two of these one shard keeps the LRU order exact
constexpr size_t MaxShards = 16;

size_t shardCountFor(qsizetype maxEntries)
{
    size_t count = 1;
    while (count < MaxShards && maxEntries >= static_cast<qsizetype>(count) * 2 * EntriesPerShard)
        count *= 2;
    return count;
}

} // namespace

/// When each tag was dropped last, so that a read that began before a write cannot store what it saw.
struct TtlCache::Epochs
{
    static constexpr qsizetype MaxTags = 20'000;

    quint64 drop(const QByteArrayList &tags)
    {
        const std::lock_guard lock(mutex);
        const quint64 now = current.fetch_add(1, std::memory_order_acq_rel) + 1;
        if (droppedAt.size() > MaxTags) { // forget all, and trust no read that is older than this
            droppedAt.clear();
            floor = now;
        }
        for (const auto &tag : tags)
            droppedAt[tag] = now;
        return now;
    }

    bool isOutdated(const QByteArrayList &tags, quint64 readEpoch) const
    {
        if (readEpoch == current.load(std::memory_order_acquire))
            return false;
        const std::lock_guard lock(mutex);
        if (readEpoch < floor)
            return true;
        return std::any_of(tags.begin(), tags.end(),
                           [&](const auto &tag) { return droppedAt.value(tag, 0) > readEpoch; });
    }

    mutable std::mutex mutex;
    std::atomic<quint64> current{1};
    quint64 floor = 0;
    QHash<QByteArray, quint64> droppedAt;
};

TtlCache::TtlCache(const Clock &clock, const CachePolicies &policies)
    : m_clock(clock)
    , m_policies(policies)
    , m_epochs(std::make_unique<Epochs>())
{
    const size_t count = shardCountFor(policies.maxEntries);
    for (size_t i = 0; i < count; ++i) {
        m_shards.push_back(std::make_unique<Shard>());
        m_shards.back()->setLimits(policies, count);
    }
    m_mask = count - 1;
}

TtlCache::~TtlCache() = default;

TtlCache::Shard &TtlCache::shardOf(const CacheKey &key) const
{
    return *m_shards[(key.hash() >> 40) & m_mask]; // the low bits choose the bucket inside the shard
}

CacheAnswer TtlCache::get(const CacheKey &key, Domain domain)
{
    const BootTime now = m_clock.coarseNow();
    Shard &shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    return shard.find(key, domain, now, true);
}

CacheAnswer TtlCache::peek(const CacheKey &key, Domain domain) const
{
    const BootTime now = m_clock.coarseNow();
    Shard &shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    return shard.find(key, domain, now, false);
}

TtlCache::Put TtlCache::put(const CacheKey &key, const CacheEntry &entry)
{
    const BootTime now = m_clock.coarseNow();
    const Timestamp wall = m_clock.wallNow();
    Shard &shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    // Checked under the shard's lock: a drop that comes later finds the entry, one that came earlier is seen here.
    if (entry.readEpoch != 0 && m_epochs->isOutdated(entry.tags, entry.readEpoch))
        return Put::Outdated;
    return shard.insert(key, entry, now, wall);
}

bool TtlCache::isOutdated(const QByteArrayList &tags, quint64 readEpoch) const
{
    return m_epochs->isOutdated(tags, readEpoch);
}

quint64 TtlCache::epoch() const
{
    return m_epochs->current.load(std::memory_order_acquire);
}

qsizetype TtlCache::dropTags(const QByteArrayList &tags)
{
    m_epochs->drop(tags);
    qsizetype dropped = 0;
    for (const auto &shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        dropped += shard->dropTags(tags);
    }
    return dropped;
}

bool TtlCache::drop(const CacheKey &key)
{
    Shard &shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    return shard.remove(key, Outcome::Invalidated);
}

Validators TtlCache::validators(const CacheKey &key) const
{
    Shard &shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    return shard.validators(key);
}

CacheAnswer TtlCache::revalidated(const CacheKey &key)
{
    const BootTime now = m_clock.coarseNow();
    const Timestamp wall = m_clock.wallNow();
    Shard &shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    return shard.renew(key, now, wall);
}

void TtlCache::deferRefresh(const CacheKey &key, std::chrono::nanoseconds pause)
{
    const BootTime until = m_clock.coarseNow() + pause;
    Shard &shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    shard.deferRefresh(key, until);
}

void TtlCache::clear()
{
    for (const auto &shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        shard->clear();
    }
}

qsizetype TtlCache::sweep()
{
    const BootTime now = m_clock.coarseNow();
    qsizetype removed = 0;
    for (const auto &shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        removed += shard->sweep(now);
    }
    return removed;
}

void TtlCache::setPolicies(const CachePolicies &policies)
{
    {
        const std::lock_guard lock(m_policyMutex);
        m_policies = policies;
    }
    for (const auto &shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        shard->setLimits(policies, m_shards.size());
    }
}

CachePolicies TtlCache::policies() const
{
    const std::lock_guard lock(m_policyMutex);
    return m_policies;
}

CacheStats TtlCache::stats() const
{
    CacheStats stats;
    for (const auto &shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        shard->addTo(stats);
    }
    return stats;
}

std::vector<CacheEntryInfo> TtlCache::entries() const
{
    const BootTime now = m_clock.coarseNow();
    std::vector<CacheEntryInfo> rows;
    for (const auto &shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        shard->addTo(rows, now);
    }
    return rows;
}

} // namespace qwats
