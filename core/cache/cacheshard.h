// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"

#include <QCache>
#include <QHash>
#include <QSet>

#include <map>

namespace qwats {

/// One locked part of a TtlCache: a QCache with an index by end of life and one by tag.
///
/// Thread: callers hold `mutex`. QCache tells nobody when it lets an object go, so a Node takes itself out of both
/// indexes and leaves the reason behind in its destructor.
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

    mutable std::mutex mutex;

private:
    struct Node;
    using Deadlines = std::multimap<BootTime, Node *>;

    [[nodiscard]] bool isCached(Domain domain) const;
    [[nodiscard]] std::chrono::nanoseconds lifeOf(const Node &node) const;
    [[nodiscard]] std::chrono::nanoseconds freshSpan(const Node &node) const;
    [[nodiscard]] CacheAnswer::State stateOf(const Node &node, std::chrono::nanoseconds age) const;
    void describe(CacheAnswer &answer, const Node &node, BootTime now) const;
    void makeRoom(qsizetype bytes, BootTime now);
    void evictOldest();
    void remember(const CacheKey &key, Outcome reason);

    CachePolicies m_policies;
    qsizetype m_maxEntries = 1;
    qsizetype m_maxBytes = 1;
    Outcome m_leaving = Outcome::Evicted; // why a Node is being destroyed
    Deadlines m_deadlines;
    QHash<QByteArray, QSet<CacheKey>> m_tagged;
    QCache<size_t, Outcome> m_ghosts; // why a key left, by its hash
    CacheStats m_counts;
    QCache<CacheKey, Node> m_nodes; // last: its nodes use the members above when they go
};

} // namespace qwats
