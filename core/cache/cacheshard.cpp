// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cacheshard.h"

#include "core/cache/cachenode.h"

#include <algorithm>

namespace qwats {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype SeedShare = 8; // answers nobody asked for yet take this part of the bytes at most

} // namespace

TtlCache::Shard::Shard() = default;

TtlCache::Shard::~Shard()
{
    m_nodes.clear();
    m_seeds.clear();
}

bool TtlCache::Shard::isCached(Domain domain) const
{
    const CachePolicy &policy = m_policies.of(domain);
    return m_policies.enabled && policy.enabled && policy.safety != Safety::LiveOnly;
}

std::chrono::nanoseconds TtlCache::Shard::lifeOf(const Node &node) const
{
    return node.value ? m_life[static_cast<size_t>(node.domain)] : m_policies.negativeFor;
}

/// Fresh-for less the entry's own share of the jitter, and no longer than the value is true.
std::chrono::nanoseconds TtlCache::Shard::freshSpan(const Node &node) const
{
    if (!node.value)
        return m_policies.negativeFor;
    std::chrono::nanoseconds span = m_policies.of(node.domain).freshFor;
    if (m_policies.jitter > 0) {
        // By key and time of storing: as good as random, and the same at each look.
        const auto mix
            = (node.rest->key.hash() ^ static_cast<size_t>(node.storedAt.time_since_epoch().count() / 1'000'000))
            * 0x9E3779B97F4A7C15ULL;
        span -= span * std::min(m_policies.jitter, 100) / 100 * static_cast<qint64>(mix >> 54) / 1024;
    }
    return std::min(span, std::max<std::chrono::nanoseconds>(0ns, node.dueAt - node.storedAt));
}

CacheAnswer::State TtlCache::Shard::stateOf(const Node &node, std::chrono::nanoseconds age,
                                            std::chrono::nanoseconds fresh) const
{
    const CachePolicy &policy = m_policies.of(node.domain);
    if (age >= lifeOf(node))
        return CacheAnswer::State::Missing;
    if (age < fresh)
        return CacheAnswer::State::Fresh;
    if (policy.safety == Safety::FreshOnly)
        return CacheAnswer::State::Missing;
    return age < policy.keepFor ? CacheAnswer::State::Stale : CacheAnswer::State::Kept;
}

void TtlCache::Shard::setLimits(const CachePolicies &policies, size_t shardCount)
{
    const auto share = static_cast<qsizetype>(shardCount);
    m_policies = policies;
    for (int i = 0; i < DomainCount; ++i) {
        const CachePolicy &policy = policies.of(domainAt(i));
        m_life[static_cast<size_t>(i)] = policy.safety != Safety::MayBeStale
            ? policy.freshFor
            : std::max({policy.freshFor, policy.keepFor, policy.offlineFor});
    }
    m_maxEntries = std::max<qsizetype>(1, policies.maxEntries / share);
    m_maxBytes = std::max<qsizetype>(1, policies.maxBytes / share);
    m_departures.setRoom(static_cast<size_t>(m_maxEntries));
    m_leaving = Outcome::Evicted;
    const auto before = m_nodes.count();
    m_nodes.setMaxCost(m_maxBytes);
    m_counts.evictions += static_cast<quint64>(before - m_nodes.count());
    while (m_nodes.count() > m_maxEntries)
        evictOldest();
    limitSeeds(0);
}

CacheAnswer TtlCache::Shard::find(const CacheKey &key, Domain domain, BootTime now, bool use)
{
    CacheAnswer answer;
    if (!isCached(domain)) {
        answer.why = Outcome::Bypassed;
        return answer;
    }
    Node *node = m_nodes.object(key);
    if (!node && !m_seeds.isEmpty())
        node = use ? takeOver(key, now) : m_seeds.object(key);
    if (!node) {
        answer.why = m_departures.why(key.hash());
        return answer;
    }
    const auto age = now - node->storedAt;
    const auto fresh = freshSpan(*node);
    answer.state = node->domain == domain ? stateOf(*node, age, fresh) : CacheAnswer::State::Missing;
    if (answer.state == CacheAnswer::State::Missing) {
        answer.why = Outcome::Expired;
        if (use && remove(key, Outcome::Expired))
            ++m_counts.expirations;
        return answer;
    }
    describe(answer, *node, age, fresh);
    if (use) {
        ++node->hits;
        const int ahead = m_policies.of(domain).refreshAhead;
        if (ahead > 0 && answer.state == CacheAnswer::State::Fresh && !answer.negative && !node->refreshing
            && !answer.deferred && age * 100 >= fresh * ahead) {
            node->refreshing = true;
            answer.refreshAhead = true;
        }
    }
    return answer;
}

void TtlCache::Shard::describe(CacheAnswer &answer, const Node &node, std::chrono::nanoseconds age,
                               std::chrono::nanoseconds fresh) const
{
    answer.value = node.value;
    answer.negative = !node.value;
    answer.firstUseOfSeed = node.seeded && node.hits == 0;
    answer.deferred = node.deferred && node.storedAt + age < node.rest->deferredUntil;
    answer.asOf = node.asOf;
    answer.age = age;
    answer.freshLeft = std::max<std::chrono::nanoseconds>(0ns, fresh - age);
}

Validators TtlCache::Shard::validators(const CacheKey &key) const
{
    const Node *node = m_nodes.object(key);
    return node && node->rest->validators ? *node->rest->validators : Validators();
}

CacheAnswer TtlCache::Shard::renew(const CacheKey &key, BootTime now, Timestamp wall)
{
    CacheAnswer answer;
    Node *node = m_nodes.object(key);
    if (!node || !node->value)
        return answer;
    node->storedAt = now;
    node->asOf = wall;
    node->setDue(now, wall);
    node->deferred = false;
    node->refreshing = false;
    node->leaveAges();
    node->appendToAges();
    const auto fresh = freshSpan(*node);
    answer.state = stateOf(*node, 0ns, fresh);
    describe(answer, *node, 0ns, fresh);
    return answer;
}

void TtlCache::Shard::deferRefresh(const CacheKey &key, BootTime until)
{
    if (Node *node = m_nodes.object(key)) {
        node->rest->deferredUntil = until;
        node->deferred = true;
        node->refreshing = false;
    }
}

/// Somebody asks for an answer that came inside another one: from here on it counts as an entry.
TtlCache::Shard::Node *TtlCache::Shard::takeOver(const CacheKey &key, BootTime now)
{
    if (!m_seeds.contains(key))
        return nullptr;
    makeRoom(0, now); // its bytes are counted already; it may be among the expired that go now
    Node *node = m_seeds.take(key);
    if (node)
        m_nodes.insert(key, node, node->rest->bytes);
    return node;
}

/// The bytes left beside the entries and `bytes` more, and never more than the seeds' share.
void TtlCache::Shard::limitSeeds(qsizetype bytes)
{
    m_leaving = Outcome::Evicted;
    const auto before = m_seeds.count();
    m_seeds.setMaxCost(std::clamp<qsizetype>(m_maxBytes - m_nodes.totalCost() - bytes, 0, m_maxBytes / SeedShare));
    m_counts.evictions += static_cast<quint64>(before - m_seeds.count());
}

TtlCache::Put TtlCache::Shard::setAside(const CacheKey &key, const CacheEntry &entry, BootTime now, Timestamp wall)
{
    const qsizetype bytes = std::max<qsizetype>(1, entry.bytes);
    limitSeeds(0);
    if (bytes > m_seeds.maxCost()) {
        ++m_counts.rejected;
        return Put::TooBig;
    }
    m_departures.forget(key.hash());
    m_leaving = Outcome::Evicted;
    const auto before = m_seeds.count();
    m_seeds.insert(key, make<Node>(*this, key, entry, now, wall), bytes);
    m_counts.evictions += static_cast<quint64>(before + 1 - m_seeds.count());
    return Put::Stored;
}

TtlCache::Put TtlCache::Shard::insert(const CacheKey &key, const CacheEntry &entry, BootTime now, Timestamp wall)
{
    if (!isCached(entry.domain))
        return Put::Disabled;
    const qsizetype bytes = std::max<qsizetype>(1, entry.bytes);
    const bool aside = entry.seeded && !m_nodes.contains(key);
    remove(key, Outcome::Evicted); // also when the new one is too big: the old one is older than what the caller sees
    if (bytes > m_policies.maxEntryBytes || bytes > m_maxBytes) {
        ++m_counts.rejected;
        return Put::TooBig;
    }
    if (aside)
        return setAside(key, entry, now, wall);
    makeRoom(bytes, now);
    m_departures.forget(key.hash());
    m_leaving = Outcome::Evicted;
    m_nodes.insert(key, make<Node>(*this, key, entry, now, wall), bytes);
    return Put::Stored;
}

void TtlCache::Shard::makeRoom(qsizetype bytes, BootTime now)
{
    const auto full = [&] { return m_nodes.count() >= m_maxEntries || m_nodes.totalCost() + bytes > m_maxBytes; };
    if (full())
        sweep(now); // the expired leave before the living
    if (m_nodes.totalCost() + m_seeds.totalCost() + bytes > m_maxBytes)
        limitSeeds(bytes);
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
    return m_nodes.remove(key) || (!m_seeds.isEmpty() && m_seeds.remove(key));
}

qsizetype TtlCache::Shard::dropTags(const QByteArrayList &tags)
{
    qsizetype dropped = 0;
    for (const auto &tag : tags) {
        const size_t hash = qHash(tag);
        while (const TagLink *head = m_tagged.value(hash)) {
            const CacheKey key = head->node->rest->key;
            dropped += remove(key, Outcome::Invalidated) ? 1 : 0;
        }
    }
    m_counts.invalidations += static_cast<quint64>(dropped);
    return dropped;
}

qsizetype TtlCache::Shard::sweep(BootTime now)
{
    qsizetype removed = 0;
    for (const AgeList &list : m_ages) {
        while (list.first && now - list.first->storedAt >= lifeOf(*list.first)) {
            const CacheKey key = list.first->rest->key;
            removed += remove(key, Outcome::Expired) ? 1 : 0;
        }
    }
    m_counts.expirations += static_cast<quint64>(removed);
    return removed;
}

void TtlCache::Shard::clear()
{
    m_leaving = Outcome::Evicted;
    m_nodes.clear();
    m_seeds.clear();
    m_departures.clear();
}

void TtlCache::Shard::addTo(CacheStats &stats) const
{
    stats.entries += m_nodes.count();
    stats.seeds += m_seeds.count();
    stats.bytes += m_nodes.totalCost() + m_seeds.totalCost();
    stats.evictions += m_counts.evictions;
    stats.expirations += m_counts.expirations;
    stats.invalidations += m_counts.invalidations;
    stats.rejected += m_counts.rejected;
}

void TtlCache::Shard::addTo(std::vector<CacheEntryInfo> &rows, BootTime now) const
{
    // Along the lists, not through QCache: its object() would promote what is only looked at.
    for (const AgeList &list : m_ages) {
        for (const Node *node = list.first; node; node = node->rest->newer) {
            const auto age = now - node->storedAt;
            const auto state = stateOf(*node, age, freshSpan(*node));
            if (state == CacheAnswer::State::Missing)
                continue;
            const Rest &rest = *node->rest;
            rows.push_back({rest.key, node->domain, state, !node->value, node->seeded, node->asOf, age, rest.loadTime,
                            rest.bytes, node->hits, rest.tags});
        }
    }
}

} // namespace qwats
