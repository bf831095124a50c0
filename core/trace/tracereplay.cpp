// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/tracereplay.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>

namespace qwats {

using namespace std::chrono_literals;

namespace {

constexpr auto SweepPeriod = 1s; // as the session does it
constexpr size_t ProgressSteps = 200;
constexpr qsizetype NegativeBytes = 256;
constexpr qsizetype BytesOfUnknown = 1'000;

CacheKey cacheKeyOf(quint64 hash)
{
    return CacheKey(QByteArray(reinterpret_cast<const char *>(&hash), sizeof hash));
}

QByteArrayList tagNames(const std::vector<quint64> &tags)
{
    QByteArrayList names;
    names.reserve(static_cast<qsizetype>(tags.size()));
    for (const quint64 tag : tags)
        names << QByteArray(reinterpret_cast<const char *>(&tag), sizeof tag);
    return names;
}

/// Stands for every value: nobody looks inside.
const std::shared_ptr<const void> &something()
{
    static const std::shared_ptr<const void> value = std::make_shared<const int>(0);
    return value;
}

/// What was in the cache when the trace began: answers that were older than the trace when it first used them.
std::vector<AccessEvent> answersFromBefore(const RecordedTrace &trace)
{
    std::vector<AccessEvent> before;
    std::unordered_set<quint64> seen;
    for (const AccessEvent &event : trace.events) {
        if (event.kind != AccessEvent::Kind::Lookup || !seen.insert(event.key).second)
            continue;
        if (!servedFromCache(event.outcome) || event.span <= event.at - BootTime())
            continue;
        AccessEvent put = event;
        put.kind = AccessEvent::Kind::Put;
        put.at = event.at - event.span;
        before.push_back(put);
    }
    std::stable_sort(before.begin(), before.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    return before;
}

} // namespace

TraceReplay::TraceReplay(const RecordedTrace &trace, const CachePolicies &policies, ReuseCurve *curve)
    : m_trace(trace)
    , m_cache(m_clock, policies)
    , m_curve(curve)
    , m_before(answersFromBefore(trace))
    , m_average(averageBytes())
{
    if (!m_before.empty())
        m_began = m_before.front().at;
    m_swept = m_began;
    m_figures.span = trace.span();
    m_policies = policies;
    for (const auto &[key, shape] : trace.shapes) {
        for (const quint64 tag : curve ? shape.tags : std::vector<quint64>())
            m_tagged[tag].push_back(key);
    }
}

qsizetype TraceReplay::averageBytes() const
{
    qsizetype sum = 0;
    for (const auto &[key, shape] : m_trace.shapes)
        sum += shape.bytes;
    return m_trace.shapes.empty() ? BytesOfUnknown : std::max<qsizetype>(1, sum / qsizetype(m_trace.shapes.size()));
}

Result<WhatIfFigures> TraceReplay::run(const WhatIfProgress &progress)
{
    warm();
    const size_t count = m_trace.events.size();
    const size_t step = std::max<size_t>(1, count / ProgressSteps);
    for (size_t i = 0; i < count; ++i) {
        if (i % step == 0 && progress && !progress(double(i) / double(count)))
            return failure(Error::Kind::Cancelled, QCoreApplication::translate("whatif", "The prediction was stopped."),
                           QStringLiteral("what-if"));
        advance(m_trace.events[i].at);
        play(m_trace.events[i]);
    }
    while (!m_loads.empty())
        advance(m_loads.top().lands);
    m_figures.evictions = m_cache.stats().evictions;
    if (m_figures.lookups == 0)
        return failure(Error::Kind::InvalidInput,
                       QCoreApplication::translate("whatif", "There are no look-ups in the trace."),
                       QStringLiteral("what-if"));
    if (progress)
        progress(1);
    return m_figures;
}

void TraceReplay::warm()
{
    for (const AccessEvent &event : m_before) {
        setClock(event.at);
        CacheEntry entry = entryOf(event.key, event.domain, event.bytes);
        entry.seeded = event.outcome == Outcome::Seeded;
        put(event.key, entry);
    }
}

void TraceReplay::setClock(BootTime to)
{
    m_now = to;
    m_clock.setElapsed(to - m_began);
    m_clock.setWall(Timestamp::fromMs(m_trace.start.isValid() ? m_trace.start.ms()
                                              + std::chrono::floor<std::chrono::milliseconds>(to - BootTime()).count()
                                                              : 0));
}

void TraceReplay::advance(BootTime to)
{
    while (!m_loads.empty() && m_loads.top().lands <= to) {
        const Load load = m_loads.top();
        m_loads.pop();
        setClock(load.lands);
        land(load);
    }
    setClock(to);
    while (!m_ends.empty() && m_ends.top().at <= to) {
        const End end = m_ends.top();
        m_ends.pop();
        noteGone(end.key, end.domain);
    }
    if (to - m_swept >= SweepPeriod) {
        m_swept = to;
        m_cache.sweep();
    }
}

void TraceReplay::play(const AccessEvent &event)
{
    switch (event.kind) {
    case AccessEvent::Kind::Lookup: lookUp(event); break;
    case AccessEvent::Kind::Write:
        ++m_figures.writes;
        ++m_figures.calls;
        break;
    case AccessEvent::Kind::Drop:
        m_cache.dropTags(tagNames({event.key}));
        noteDropped(event.key);
        break;
    case AccessEvent::Kind::Put: put(event.key, seedOf(event.key, event.domain, event.bytes)); break;
    }
}

/// As Fetcher::fetchAny.
void TraceReplay::lookUp(const AccessEvent &event)
{
    using Ask = AccessEvent::Ask;
    using State = CacheAnswer::State;
    ++m_figures.lookups;
    if (event.ask == Ask::Refresh || event.ask == Ask::NoCache)
        return load(event, Outcome::Bypassed);
    const CacheAnswer held = m_cache.get(cacheKeyOf(event.key), event.domain);
    const bool away = event.outcome == Outcome::Failed;
    if (held.state == State::Fresh || held.state == State::Stale
        || (held.state == State::Kept && (away || event.ask == Ask::CacheOnly)))
        return serve(event, held);
    if (event.ask == Ask::CacheOnly)
        return count(Outcome::Failed);
    if (join(event, true))
        return;
    const bool old = held.state != State::Missing && held.why == Outcome::Cold;
    load(event, old ? Outcome::Expired : held.why);
}

void TraceReplay::serve(const AccessEvent &event, const CacheAnswer &held)
{
    if (held.negative) {
        if (m_curve)
            m_curve->put(event.key);
        return count(Outcome::Negative);
    }
    if (m_curve)
        noteUsed(event.key);
    const bool fresh = held.state == CacheAnswer::State::Fresh;
    count(!fresh ? Outcome::Stale : held.firstUseOfSeed ? Outcome::Seeded : Outcome::Fresh);
    m_figures.oldestServed = std::max(m_figures.oldestServed, held.age);
    if (event.ask == AccessEvent::Ask::CacheOnly || (fresh && !held.refreshAhead) || join(event, false))
        return;
    load(event, {});
}

/// An equal question that is on its way answers this one too, unless a write came after it was sent.
bool TraceReplay::join(const AccessEvent &event, bool waits)
{
    const auto running = m_joinable.find(event.key);
    if (running == m_joinable.end())
        return false;
    const Load &other = running->second;
    const AnswerShape *shape = shapeOf(event.key);
    if (shape && m_cache.isOutdated(tagNames(shape->tags), other.epoch))
        return false;
    if (waits)
        count(other.negative ? Outcome::Negative : other.failed ? Outcome::Failed : Outcome::Joined);
    return true;
}

/// Asks the server. `outcome` is what the look-up ends with when an answer comes; none: nobody waits.
void TraceReplay::load(const AccessEvent &event, std::optional<Outcome> outcome)
{
    ++m_figures.calls;
    const AnswerShape *shape = shapeOf(event.key);
    Load load;
    load.order = m_order++;
    load.key = event.key;
    load.domain = event.domain;
    load.bytes = event.bytes;
    load.epoch = m_cache.epoch();
    load.outcome = outcome;
    load.negative = event.outcome == Outcome::Negative;
    load.failed = event.outcome == Outcome::Failed;
    load.storable = event.ask != AccessEvent::Ask::NoCache;
    load.lands = event.at;
    if (!m_trace.loadsTakeTime)
        return land(load);
    load.lands += shape ? shape->loadTime : servedFromCache(event.outcome) ? 0ns : event.span;
    if (load.storable)
        m_joinable.insert_or_assign(load.key, load);
    m_loads.push(load);
}

void TraceReplay::land(const Load &load)
{
    const auto running = m_joinable.find(load.key);
    if (running != m_joinable.end() && running->second.order == load.order)
        m_joinable.erase(running);
    Outcome outcome = load.outcome.value_or(Outcome::Cold);
    if (load.failed) {
        outcome = Outcome::Failed;
    } else {
        const auto stored = load.storable ? store(load) : TtlCache::Put::Disabled;
        if (load.negative)
            outcome = Outcome::Negative;
        else if (stored == TtlCache::Put::TooBig)
            outcome = Outcome::TooBig;
    }
    if (load.outcome)
        count(outcome);
}

/// As Engine::store, and Engine::complete for "not found".
TtlCache::Put TraceReplay::store(const Load &load)
{
    const AnswerShape *shape = shapeOf(load.key);
    CacheEntry entry = entryOf(load.key, load.domain, load.negative ? NegativeBytes : load.bytes);
    entry.readEpoch = load.epoch;
    if (load.negative)
        entry.value.reset();
    if (shape && !load.negative) {
        for (const AnswerShape::Seed &seed : shape->seeds) {
            const AnswerShape *own = shapeOf(seed.key);
            CacheEntry row = seedOf(seed.key, own ? own->domain : load.domain, seed.bytes);
            row.readEpoch = load.epoch;
            put(seed.key, row);
        }
    }
    m_figures.guessed += shape || load.bytes > 0 ? 0 : 1;
    return put(load.key, entry);
}

TtlCache::Put TraceReplay::put(quint64 hash, const CacheEntry &entry)
{
    const auto stored = m_cache.put(cacheKeyOf(hash), entry);
    if (stored != TtlCache::Put::Stored)
        return stored;
    noteKept(hash, entry);
    const CacheStats stats = m_cache.stats();
    m_figures.mostBytes = std::max(m_figures.mostBytes, stats.bytes);
    m_figures.mostEntries = std::max(m_figures.mostEntries, stats.entries);
    return stored;
}

void TraceReplay::noteKept(quint64 hash, const CacheEntry &entry)
{
    if (!m_curve)
        return;
    if (entry.seeded)
        m_curve->seed(hash);
    else
        m_curve->put(hash);
    const CachePolicy &policy = m_policies.of(entry.domain);
    const auto life = !entry.value            ? m_policies.negativeFor
        : policy.safety == Safety::MayBeStale ? std::max({policy.freshFor, policy.keepFor, policy.offlineFor})
                                              : policy.freshFor;
    m_ends.push({m_now + life, hash, entry.domain});
}

/// Smaller caches had to load it, and what comes along with it.
void TraceReplay::noteUsed(quint64 hash)
{
    const quint64 missedUpTo = m_curve->use(hash);
    const AnswerShape *shape = shapeOf(hash);
    if (!shape || missedUpTo == 0)
        return;
    for (const AnswerShape::Seed &seed : shape->seeds)
        m_curve->seed(seed.key, missedUpTo);
}

/// Unless it was loaded anew since.
void TraceReplay::noteGone(quint64 hash, Domain domain)
{
    if (m_cache.peek(cacheKeyOf(hash), domain).state == CacheAnswer::State::Missing)
        m_curve->remove(hash);
}

void TraceReplay::noteDropped(quint64 tag)
{
    const auto keys = m_tagged.find(tag);
    if (!m_curve || keys == m_tagged.end())
        return;
    for (const quint64 key : keys->second) {
        if (const AnswerShape *shape = shapeOf(key))
            noteGone(key, shape->domain);
    }
}

const AnswerShape *TraceReplay::shapeOf(quint64 hash) const
{
    const auto shape = m_trace.shapes.find(hash);
    return shape == m_trace.shapes.end() ? nullptr : &shape->second;
}

/// `bytes`: what it counted for then; 0: what it counts for since.
CacheEntry TraceReplay::entryOf(quint64 hash, Domain domain, qsizetype bytes) const
{
    const AnswerShape *shape = shapeOf(hash);
    CacheEntry entry;
    entry.value = something();
    entry.domain = domain;
    entry.bytes = bytes > 0 ? bytes : shape ? shape->bytes : m_average;
    if (shape) {
        entry.tags = tagNames(shape->tags);
        entry.loadTime = shape->loadTime;
        entry.trueUntil = shape->trueUntil;
    }
    return entry;
}

CacheEntry TraceReplay::seedOf(quint64 hash, Domain domain, qsizetype bytes) const
{
    CacheEntry entry = entryOf(hash, domain, bytes);
    entry.seeded = true;
    return entry;
}

} // namespace qwats
