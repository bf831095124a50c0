// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cacheshard.h"

#include <algorithm>

namespace qwats {

using namespace std::chrono_literals;

struct TtlCache::Shard::Node
{
    Node(Shard &owner, CacheKey of, const CacheEntry &from, BootTime now, Timestamp wall)
        : shard(owner)
        , key(std::move(of))
        , entry(from)
        , storedAt(now)
        , asOf(wall)
        , dueAt(dueTime(from, now, wall))
        , deadline(owner.m_deadlines.emplace(now + owner.lifeOf(*this), this))
    {
        for (const auto &tag : std::as_const(entry.tags))
            shard.m_tagged[tag].insert(key);
    }

    ~Node()
    {
        shard.m_deadlines.erase(deadline);
        for (const auto &tag : std::as_const(entry.tags)) {
            auto keys = shard.m_tagged.find(tag);
            if (keys != shard.m_tagged.end() && keys->remove(key) && keys->isEmpty())
                shard.m_tagged.erase(keys);
        }
        shard.remember(key, shard.m_leaving);
    }
    Node(const Node &) = delete;
    Node &operator=(const Node &) = delete;

    static BootTime dueTime(const CacheEntry &entry, BootTime now, Timestamp wall)
    {
        const bool ahead = entry.trueUntil.isValid() && entry.trueUntil > wall;
        return ahead ? now + std::chrono::milliseconds(entry.trueUntil.ms() - wall.ms()) : BootTime::max();
    }

    Shard &shard;
    CacheKey key;
    CacheEntry entry;
    BootTime storedAt;
    Timestamp asOf;
    BootTime dueAt; ///< from here on it is not fresh, whatever its lifetime says
    BootTime deferredUntil;
    quint64 hits = 0;
    bool used = false;
    bool refreshing = false; ///< somebody was told to refresh ahead
    Deadlines::iterator deadline;
};

TtlCache::Shard::Shard() = default;

TtlCache::Shard::~Shard()
{
    m_nodes.clear();
}

bool TtlCache::Shard::isCached(Domain domain) const
{
    const CachePolicy &policy = m_policies.of(domain);
    return m_policies.enabled && policy.enabled && policy.safety != Safety::LiveOnly;
}

std::chrono::nanoseconds TtlCache::Shard::lifeOf(const Node &node) const
{
    if (!node.entry.value)
        return m_policies.negativeFor;
    const CachePolicy &policy = m_policies.of(node.entry.domain);
    if (policy.safety != Safety::MayBeStale)
        return policy.freshFor;
    return std::max({policy.freshFor, policy.keepFor, policy.offlineFor});
}

/// Fresh-for less the entry's own share of the jitter, and no longer than the value is true.
std::chrono::nanoseconds TtlCache::Shard::freshSpan(const Node &node) const
{
    if (!node.entry.value)
        return m_policies.negativeFor;
    std::chrono::nanoseconds span = m_policies.of(node.entry.domain).freshFor;
    if (m_policies.jitter > 0) {
        // By key and time of storing: as good as random, and the same at each look.
        const auto mix = (node.key.hash() ^ static_cast<size_t>(node.storedAt.time_since_epoch().count() / 1'000'000))
            * 0x9E3779B97F4A7C15ULL;
        span -= span * std::min(m_policies.jitter, 100) / 100 * static_cast<qint64>(mix >> 54) / 1024;
    }
    return std::min(span, std::max<std::chrono::nanoseconds>(0ns, node.dueAt - node.storedAt));
}

CacheAnswer::State TtlCache::Shard::stateOf(const Node &node, std::chrono::nanoseconds age) const
{
    const CachePolicy &policy = m_policies.of(node.entry.domain);
    if (age >= lifeOf(node))
        return CacheAnswer::State::Missing;
    if (!node.entry.value || age < freshSpan(node))
        return CacheAnswer::State::Fresh;
    if (policy.safety == Safety::FreshOnly)
        return CacheAnswer::State::Missing;
    return age < policy.keepFor ? CacheAnswer::State::Stale : CacheAnswer::State::Kept;
}

void TtlCache::Shard::setLimits(const CachePolicies &policies, size_t shardCount)
{
    const auto share = static_cast<qsizetype>(shardCount);
    m_policies = policies;
    m_maxEntries = std::max<qsizetype>(1, policies.maxEntries / share);
    m_maxBytes = std::max<qsizetype>(1, policies.maxBytes / share);
    m_ghosts.setMaxCost(2 * m_maxEntries);
    m_leaving = Outcome::Evicted;
    const auto before = m_nodes.count();
    m_nodes.setMaxCost(m_maxBytes);
    m_counts.evictions += static_cast<quint64>(before - m_nodes.count());
    while (m_nodes.count() > m_maxEntries)
        evictOldest();
    Deadlines deadlines; // lifetimes may have changed
    for (const auto &[old, node] : m_deadlines)
        node->deadline = deadlines.emplace(node->storedAt + lifeOf(*node), node);
    m_deadlines.swap(deadlines);
}

CacheAnswer TtlCache::Shard::find(const CacheKey &key, Domain domain, BootTime now, bool use)
{
    CacheAnswer answer;
    if (!isCached(domain)) {
        answer.why = Outcome::Bypassed;
        return answer;
    }
    Node *node = m_nodes.object(key);
    const auto age = node ? now - node->storedAt : 0ns;
    answer.state = node && node->entry.domain == domain ? stateOf(*node, age) : CacheAnswer::State::Missing;
    if (answer.state == CacheAnswer::State::Missing) {
        if (node && use && remove(key, Outcome::Expired))
            ++m_counts.expirations;
        const Outcome *reason = m_ghosts.object(key.hash());
        answer.why = node ? Outcome::Expired : reason ? *reason : Outcome::Cold;
        return answer;
    }
    describe(answer, *node, now);
    if (use) {
        ++node->hits;
        node->used = true;
        const int ahead = m_policies.of(domain).refreshAhead;
        if (ahead > 0 && answer.state == CacheAnswer::State::Fresh && !node->refreshing && now >= node->deferredUntil
            && age * 100 >= freshSpan(*node) * ahead) {
            node->refreshing = true;
            answer.refreshAhead = !answer.negative;
        }
    }
    return answer;
}

void TtlCache::Shard::describe(CacheAnswer &answer, const Node &node, BootTime now) const
{
    answer.value = node.entry.value;
    answer.negative = !node.entry.value;
    answer.firstUseOfSeed = node.entry.seeded && !node.used;
    answer.deferred = now < node.deferredUntil;
    answer.asOf = node.asOf;
    answer.age = now - node.storedAt;
    answer.freshLeft = std::max<std::chrono::nanoseconds>(0ns, freshSpan(node) - answer.age);
}

Validators TtlCache::Shard::validators(const CacheKey &key) const
{
    const Node *node = m_nodes.object(key);
    return node ? node->entry.validators : Validators();
}

CacheAnswer TtlCache::Shard::renew(const CacheKey &key, BootTime now, Timestamp wall)
{
    CacheAnswer answer;
    Node *node = m_nodes.object(key);
    if (!node || !node->entry.value)
        return answer;
    node->storedAt = now;
    node->asOf = wall;
    node->dueAt = Node::dueTime(node->entry, now, wall);
    node->deferredUntil = {};
    node->refreshing = false;
    m_deadlines.erase(node->deadline);
    node->deadline = m_deadlines.emplace(now + lifeOf(*node), node);
    answer.state = stateOf(*node, 0ns);
    describe(answer, *node, now);
    return answer;
}

void TtlCache::Shard::deferRefresh(const CacheKey &key, BootTime until)
{
    if (Node *node = m_nodes.object(key)) {
        node->deferredUntil = until;
        node->refreshing = false;
    }
}

TtlCache::Put TtlCache::Shard::insert(const CacheKey &key, const CacheEntry &entry, BootTime now, Timestamp wall)
{
    if (!isCached(entry.domain))
        return Put::Disabled;
    const qsizetype bytes = std::max<qsizetype>(1, entry.bytes);
    if (bytes > m_policies.maxEntryBytes || bytes > m_maxBytes) {
        // The old value goes too: it is older than what the caller is looking at now.
        remove(key, Outcome::Evicted);
        ++m_counts.rejected;
        return Put::TooBig;
    }
    remove(key, Outcome::Evicted);
    makeRoom(bytes, now);
    m_ghosts.remove(key.hash());
    m_leaving = Outcome::Evicted;
    m_nodes.insert(key, new Node(*this, key, entry, now, wall), bytes);
    return Put::Stored;
}

void TtlCache::Shard::makeRoom(qsizetype bytes, BootTime now)
{
    const auto full = [&] { return m_nodes.count() >= m_maxEntries || m_nodes.totalCost() + bytes > m_maxBytes; };
    if (full())
        sweep(now); // the expired leave before the living
    while (full() && !m_nodes.isEmpty())
        evictOldest();
}

void TtlCache::Shard::evictOldest()
{
    // QCache trims its least recently used objects until the cost fits: one byte less is exactly one object.
    m_leaving = Outcome::Evicted;
    const auto before = m_nodes.count();
    m_nodes.setMaxCost(m_nodes.totalCost() - 1);
    m_nodes.setMaxCost(m_maxBytes);
    m_counts.evictions += static_cast<quint64>(before - m_nodes.count());
}

bool TtlCache::Shard::remove(const CacheKey &key, Outcome reason)
{
    m_leaving = reason;
    return m_nodes.remove(key);
}

qsizetype TtlCache::Shard::dropTags(const QByteArrayList &tags)
{
    qsizetype dropped = 0;
    for (const auto &tag : tags) {
        const auto keys = m_tagged.value(tag); // a copy: removing changes the index
        for (const auto &key : keys)
            dropped += remove(key, Outcome::Invalidated) ? 1 : 0;
    }
    m_counts.invalidations += static_cast<quint64>(dropped);
    return dropped;
}

qsizetype TtlCache::Shard::sweep(BootTime now)
{
    qsizetype removed = 0;
    while (!m_deadlines.empty() && m_deadlines.begin()->first <= now) {
        const CacheKey key = m_deadlines.begin()->second->key;
        removed += remove(key, Outcome::Expired) ? 1 : 0;
    }
    m_counts.expirations += static_cast<quint64>(removed);
    return removed;
}

void TtlCache::Shard::clear()
{
    m_leaving = Outcome::Evicted;
    m_nodes.clear();
    m_ghosts.clear();
}

void TtlCache::Shard::remember(const CacheKey &key, Outcome reason)
{
    m_ghosts.insert(key.hash(), new Outcome(reason), 1);
}

void TtlCache::Shard::addTo(CacheStats &stats) const
{
    stats.entries += m_nodes.count();
    stats.bytes += m_nodes.totalCost();
    stats.evictions += m_counts.evictions;
    stats.expirations += m_counts.expirations;
    stats.invalidations += m_counts.invalidations;
    stats.rejected += m_counts.rejected;
}

void TtlCache::Shard::addTo(std::vector<CacheEntryInfo> &rows, BootTime now) const
{
    // Through the deadlines, not through QCache: its object() would promote what is only looked at.
    for (const auto &[deadline, node] : m_deadlines) {
        const auto age = now - node->storedAt;
        const auto state = stateOf(*node, age);
        if (state == CacheAnswer::State::Missing)
            continue;
        rows.push_back({node->key, node->entry.domain, state, !node->entry.value, node->entry.seeded, node->asOf, age,
                        node->entry.loadTime, std::max<qsizetype>(1, node->entry.bytes), node->hits, node->entry.tags});
    }
}

} // namespace qwats
