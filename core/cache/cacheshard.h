// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/departures.h"
#include "core/cache/ttlcache.h"

#include <QCache>
#include <QHash>

#include <array>
#include <memory_resource>

namespace qwats {

/// A mutex that is tried for a moment before the thread sleeps: it is held for less than sleeping and waking take.
class BriefMutex
{
public:
    void lock()
    {
        for (int i = 0; i < Tries; ++i) {
            if (m_mutex.try_lock())
                return;
            pause();
        }
        m_mutex.lock();
    }
    void unlock() { m_mutex.unlock(); }

private:
    static constexpr int Tries = 100;
    static void pause()
    {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#endif
    }
    std::mutex m_mutex;
};

/// One locked part of a TtlCache: a QCache, whose nodes stand in two more orders: by time of storing, one list for each
/// lifetime there is, and in a chain for each tag. Both run through the nodes themselves, so that storing and dropping
/// costs no allocation of its own.
///
/// Answers that came inside another one and that nobody asked for yet wait in a QCache of their own: they take no place
/// from what was asked for, and go first when bytes run short. The first use moves them over.
///
/// Thread: callers hold `mutex`. QCache tells nobody when it lets an object go, so a Node takes itself out of list and
/// chains and leaves the reason behind when it is deleted.
class TtlCache::Shard
{
public:
    Shard();
    ~Shard();
    Shard(const Shard &) = delete;
    Shard &operator=(const Shard &) = delete;

    void setLimits(const CachePolicies &policies, size_t shardCount);
    [[nodiscard]] CacheAnswer find(const CacheKey &key, Domain domain, BootTime now, bool use);
    [[nodiscard]] Put insert(const CacheKey &key, const CacheEntry &entry, BootTime now, Timestamp wall);
    bool remove(const CacheKey &key, Outcome reason);
    [[nodiscard]] Validators validators(const CacheKey &key) const;
    [[nodiscard]] CacheAnswer renew(const CacheKey &key, BootTime now, Timestamp wall);
    void deferRefresh(const CacheKey &key, BootTime until);
    qsizetype dropTags(const QByteArrayList &tags);
    qsizetype sweep(BootTime now);
    void clear();
    void addTo(CacheStats &stats) const;
    void addTo(std::vector<CacheEntryInfo> &rows, BootTime now) const;

    mutable BriefMutex mutex;

private:
    struct Node;
    struct Rest;
    struct TagLink;
    /// Nodes with one lifetime, the first stored first.
    struct AgeList
    {
        Node *first = nullptr;
        Node *last = nullptr;
    };
    static constexpr size_t AgeLists = 2 * DomainCount; // a value's and a "not found"'s

    template <typename T, typename... Args> T *make(Args &&...args);
    template <typename T> void destroy(T *object);
    [[nodiscard]] bool isCached(Domain domain) const;
    [[nodiscard]] std::chrono::nanoseconds lifeOf(const Node &node) const;
    [[nodiscard]] std::chrono::nanoseconds freshSpan(const Node &node) const;
    [[nodiscard]] CacheAnswer::State stateOf(const Node &node, std::chrono::nanoseconds age,
                                             std::chrono::nanoseconds fresh) const;
    void describe(CacheAnswer &answer, const Node &node, std::chrono::nanoseconds age,
                  std::chrono::nanoseconds fresh) const;
    [[nodiscard]] Node *takeOver(const CacheKey &key, BootTime now);
    Put setAside(const CacheKey &key, const CacheEntry &entry, BootTime now, Timestamp wall);
    void limitSeeds(qsizetype bytes);
    void makeRoom(qsizetype bytes, BootTime now);
    void evictOldest();

    CachePolicies m_policies;
    std::array<std::chrono::nanoseconds, DomainCount> m_life{}; // of a value, by domain
    qsizetype m_maxEntries = 1;
    qsizetype m_maxBytes = 1;
    Outcome m_leaving = Outcome::Evicted; // why a Node is being destroyed
    std::array<AgeList, AgeLists> m_ages;
    QHash<size_t, TagLink *> m_tagged; // by the tag's hash: a collision drops one entry too many, never one too few
    Departures m_departures;
    CacheStats m_counts;
    std::pmr::unsynchronized_pool_resource m_memory; // of the nodes: close together, and cheaper than malloc
    QCache<CacheKey, Node> m_seeds; // nobody asked for these yet
    QCache<CacheKey, Node> m_nodes; // these two last: their nodes use the members above when they go
};

} // namespace qwats
