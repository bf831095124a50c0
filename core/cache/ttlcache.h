// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachekey.h"
#include "core/cache/cachepolicy.h"
#include "core/cache/outcome.h"
#include "core/time/clock.h"

#include <QByteArrayList>
#include <QVector>

#include <memory>
#include <mutex>
#include <vector>

namespace qwats {

/// What the cache says about a key.
struct CacheAnswer
{
    enum class State : quint8 {
        Missing,
        Fresh, ///< younger than fresh-for
        Stale, ///< younger than keep-for: may be shown as old
        Kept, ///< younger than offline-for: may be shown when the server is away
    };
    State state = State::Missing;
    Outcome why = Outcome::Cold; ///< for Missing: cold, expired, evicted, invalidated, or bypassed when the policy
                                 ///< forbids the cache
    std::shared_ptr<const void> value; ///< null in a negative entry ("the server said: not found")
    bool negative = false;
    bool firstUseOfSeed = false;
    bool refreshAhead = false; ///< fresh, but near its end: whoever sees this first fetches anew (told once)
    bool deferred = false; ///< a refresh failed a moment ago: asking again now would only repeat it
    Timestamp asOf;
    std::chrono::nanoseconds age{0};
    std::chrono::nanoseconds freshLeft{0};
};

/// What a server gave along, to ask later whether a value is still the newest (RFC 9110, 8.8 and 13.1).
struct Validators
{
    QByteArray etag; ///< verbatim, with quotes
    QByteArray lastModified; ///< verbatim

    [[nodiscard]] bool isEmpty() const { return etag.isEmpty() && lastModified.isEmpty(); }
};

/// One value on its way into the cache.
struct CacheEntry
{
    std::shared_ptr<const void> value; ///< null: negative
    Domain domain = Domain::Other;
    QByteArrayList tags;
    qsizetype bytes = 0; ///< what the value counts for; at least 1 is taken
    bool seeded = false;
    std::chrono::nanoseconds loadTime{0}; ///< how long the server took
    quint64 readEpoch = 0; ///< TtlCache::epoch() before the read was sent
    Timestamp trueUntil = {}; ///< wall time at which the value stops being true by itself; none, or past: no such time
    Validators validators = {};
};

/// One row of the inspector.
struct CacheEntryInfo
{
    CacheKey key;
    Domain domain = Domain::Other;
    CacheAnswer::State state = CacheAnswer::State::Fresh;
    bool negative = false;
    bool seeded = false;
    Timestamp asOf;
    std::chrono::nanoseconds age{0};
    std::chrono::nanoseconds loadTime{0};
    qsizetype bytes = 0;
    quint64 hits = 0;
    QByteArrayList tags;
};

struct CacheStats
{
    qsizetype entries = 0; ///< what was asked for; the limit of entries counts these
    qsizetype seeds = 0; ///< what came inside other answers and was not asked for yet
    qsizetype bytes = 0; ///< of both
    quint64 evictions = 0;
    quint64 expirations = 0;
    quint64 invalidations = 0;
    quint64 rejected = 0; ///< too big for one entry, or made untrue by a write while it was being read
};

/// Keeps immutable typed values for a while: TTL and LRU on sharded QCaches, bounded by bytes and by entries. A seeded
/// value that nobody asked for yet counts by its bytes alone (an eighth of them at most) and displaces nothing.
///
/// Thread: any; each shard has a lock that is held for one operation and never while loading. Values are shared, so a
/// view may hold one that was dropped. Time: the given Clock (boot time), so that a changed system clock changes
/// nothing and suspend counts. Lifetimes are looked up in the policies at each access: a changed policy applies to
/// entries already here.
class TtlCache
{
public:
    TtlCache(const Clock &clock, const CachePolicies &policies);
    ~TtlCache();
    TtlCache(const TtlCache &) = delete;
    TtlCache &operator=(const TtlCache &) = delete;

    [[nodiscard]] CacheAnswer get(const CacheKey &key, Domain domain); ///< counts as a use
    [[nodiscard]] CacheAnswer peek(const CacheKey &key,
                                   Domain domain) const; ///< not counted; QCache may still move it to the front

    enum class Put : quint8 {
        Stored,
        TooBig,
        Outdated /**< a tag was dropped after `readEpoch` */,
        Disabled /**< the policy forbids the cache */
    };
    Put put(const CacheKey &key, const CacheEntry &entry);

    /// A number that grows with every dropped tag. Taken before a read is sent, it tells at put() whether a write came
    /// between.
    [[nodiscard]] quint64 epoch() const;
    [[nodiscard]] bool isOutdated(const QByteArrayList &tags,
                                  quint64 readEpoch) const; ///< one of the tags was dropped after `readEpoch`
    qsizetype dropTags(const QByteArrayList &tags); ///< returns how many entries went
    bool drop(const CacheKey &key);

    /// What to ask the server with whether the held value is still the newest; empty when it gave nothing, or the value
    /// went.
    [[nodiscard]] Validators validators(const CacheKey &key) const;
    /// The server said that the held value is still the newest ("304"): it is as new as one just loaded. Missing when
    /// it went in the meantime.
    [[nodiscard]] CacheAnswer revalidated(const CacheKey &key);
    /// A refresh failed: for this long the value is handed out as `deferred`.
    void deferRefresh(const CacheKey &key, std::chrono::nanoseconds pause);
    void clear(); ///< entries go, counters stay
    qsizetype sweep(); ///< removes what is past its last life, in O(removed)

    void setPolicies(const CachePolicies &policies);
    [[nodiscard]] CachePolicies policies() const;
    [[nodiscard]] CacheStats stats() const;
    [[nodiscard]] std::vector<CacheEntryInfo> entries() const; ///< a snapshot, in no order

private:
    class Shard;
    [[nodiscard]] Shard &shardOf(const CacheKey &key) const;

    const Clock &m_clock;
    mutable std::mutex m_policyMutex;
    CachePolicies m_policies;
    std::vector<std::unique_ptr<Shard>> m_shards;
    size_t m_mask = 0;

    struct Epochs;
    std::unique_ptr<Epochs> m_epochs;
};

} // namespace qwats
