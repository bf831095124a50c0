// SPDX-License-Identifier: GPL-3.0-or-later
// From the reply to the waiters: decode, store, deliver; and what is delivered when there is no reply.
#include "core/http/engine.h"
#include "core/http/inflate.h"
#include "core/http/seeds.h"
#include "core/metrics/metricsrecorder.h"

namespace qwats {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype InlineDecodeBytes = 32'768; // below this a hop to a worker costs more than the decoding
constexpr auto RefreshPause = 5s; // a failed refresh of one value is not repeated for so long

LoadResult decoded(Endpoint::Decode decode, const WireReply &reply, qint64 maxBytes)
{
    LoadResult result;
    const BootTime start = netNow();
    auto body = inflated(reply.body, reply.encoding, maxBytes);
    if (!body) {
        result.error = body.error();
    } else {
        result.decodedBytes = body->size();
        result.validators = {reply.etag, reply.lastModified};
        auto value = decode ? decode(*body) : Result<std::shared_ptr<const void>>(std::make_shared<const Done>());
        if (value)
            result.value = std::move(*value);
        else
            result.error = std::move(value.error());
    }
    result.decodeTime = netNow() - start;
    return result;
}

} // namespace

/// An equal flight may have landed between the caller's look and now.
bool Engine::answerFromCache(const FlightPtr &flight)
{
    if (flight->command || flight->options.mode != FetchOptions::Mode::Normal)
        return false;
    const auto held = m_fetcher.m_cache.peek(flight->query.key, flight->query.endpoint->domain);
    if (held.state != CacheAnswer::State::Fresh)
        return false;
    Waiter &waiter = flight->waiters.front();
    auto answer = m_fetcher.answerOf(held, false);
    if (!waiter.background) {
        answer.outcome = held.negative ? Outcome::Negative : Outcome::Joined; // it waited for another's call
        m_fetcher.countHit(flight->query, flight->options, answer.outcome, waiter.asked,
                           m_fetcher.m_clock.now() - waiter.asked);
    }
    waiter.deliver(answer, answer.value);
    return true;
}

void Engine::decode(const FlightPtr &flight, const WireReply &reply)
{
    flight->state = Flight::State::Decoding;
    const auto decoder = flight->command ? flight->command->decode : flight->query.endpoint->decode;
    const qint64 cap = m_transport->settings().maxReplyBytes;
    const auto work = [this, flight, decoder, reply, cap] {
        LoadResult result = decoded(decoder, reply, cap);
        result.accepted = true;
        if (result.value && !flight->command)
            store(flight, result);
        return result;
    };
    if (reply.body.size() <= InlineDecodeBytes && reply.encoding.isEmpty()) {
        const LoadResult result = work();
        settleBreaker(flight, result.error);
        complete(flight, result);
        return;
    }
    m_workers.start([this, flight, work] {
        const LoadResult result = work();
        QMetaObject::invokeMethod(
            this,
            [this, flight, result] {
                settleBreaker(flight, result.error);
                complete(flight, result);
            },
            Qt::QueuedConnection);
    });
}

/// Thread: engine or worker.
void Engine::store(const FlightPtr &flight, LoadResult &result)
{
    result.asOf = m_fetcher.m_clock.wallNow();
    if (!flight->storable)
        return;
    TtlCache &cache = m_fetcher.m_cache;
    const Endpoint &endpoint = *flight->query.endpoint;
    CacheSeeds seeds(cache, flight->epoch, result.asOf);
    if (endpoint.seed)
        endpoint.seed(result.value, seeds);
    const CacheEntry entry{result.value,
                           endpoint.domain,
                           flight->query.tags(result.value.get()),
                           static_cast<qsizetype>(result.decodedBytes) + EntryOverhead,
                           false,
                           flight->loadTime,
                           flight->epoch,
                           trueUntil(endpoint, result.value.get(), result.asOf),
                           result.validators};
    const auto put = cache.put(flight->query.key, entry);
    m_fetcher.m_trace.loaded(flight->query.key, entry, seeds.brought());
    result.tooBig = put == TtlCache::Put::TooBig;
    if (put == TtlCache::Put::Stored)
        result.freshFor = cache.policies().of(endpoint.domain).freshFor;
}

void Engine::complete(const FlightPtr &flight, const LoadResult &result)
{
    if (flight->state == Flight::State::Finished)
        return;
    flight->state = Flight::State::Finished;
    if (flight->probe && m_breaker.state() == CircuitBreaker::State::HalfOpen)
        m_breaker.abandoned();
    m_flights.remove(flight);
    if (flight->joinable && m_joinable.value(flight->query.key) == flight)
        m_joinable.remove(flight->query.key);
    if (result.negative && flight->storable) {
        const CacheEntry entry{
            nullptr,      flight->query.endpoint->domain, flight->query.tags(), EntryOverhead, false, flight->loadTime,
            flight->epoch};
        m_fetcher.m_cache.put(flight->query.key, entry);
        m_fetcher.m_trace.loaded(flight->query.key, entry, {});
    }
    if (flight->command && (result.accepted || !result.error))
        landWrite(flight, result);
    if (!flight->command && result.error && result.error->isOutage())
        m_fetcher.m_cache.deferRefresh(flight->query.key, RefreshPause);
    land(flight, result);
    if (m_flights.empty())
        m_watchdog.stop();
}

/// What the write made untrue goes; what the server answered it with is the newest there is, unless another write to
/// the same ended meanwhile: then nobody knows which of them the server did last.
void Engine::landWrite(const FlightPtr &flight, const LoadResult &result)
{
    const AnyCommand &command = *flight->command;
    m_fetcher.m_trace.wrote(m_fetcher.m_clock.now());
    WrittenSeeds saved(m_fetcher.m_cache, flight->epoch);
    if (command.seed && result.value)
        command.seed(result.value, saved);
    m_fetcher.dropTags(command.drops);
    CacheSeeds seeds(m_fetcher.m_cache, m_fetcher.m_cache.epoch(), m_fetcher.m_clock.wallNow());
    saved.handOn(seeds);
    if (!seeds.brought().empty())
        m_fetcher.m_trace.brought(seeds.brought(), m_fetcher.m_clock.now());
}

/// What one waiter gets: the loaded value, an older one with the reason, or the error.
FetchedInfo Engine::infoFor(const Waiter &waiter, bool joined, const LoadResult &result)
{
    FetchedInfo info;
    info.error = result.error;
    if (result.value) {
        info.asOf = result.asOf;
        info.freshness = Freshness::Fresh;
        info.freshFor = result.freshFor;
        info.outcome = joined ? Outcome::Joined : result.tooBig ? Outcome::TooBig : waiter.missReason;
    } else if (result.negative) {
        info.outcome = Outcome::Negative;
    } else if (waiter.fallback.value && result.error && result.error->isOutage()) {
        info.asOf = waiter.fallback.asOf;
        info.freshness = Freshness::Offline;
        info.outcome = Outcome::Stale;
        info.fromCache = true;
    } else {
        info.outcome = Outcome::Failed;
    }
    return info;
}

void Engine::land(const FlightPtr &flight, const LoadResult &result)
{
    RequestRecord record = flight->record;
    record.network = flight->attempts > 0;
    record.attempts = flight->attempts;
    record.queued = flight->queued;
    record.decode = result.decodeTime;
    record.bytesDecoded = result.decodedBytes;
    if (result.error) {
        record.error = result.error->kind;
        record.errorDetail = result.error->detail;
    }
    bool first = true;
    for (const Waiter &waiter : flight->waiters) {
        const FetchedInfo info = infoFor(waiter, !first, result);
        record.outcome.reset();
        record.total = netNow() - (first ? flight->started : waiter.waitingSince);
        if (!waiter.background) {
            record.outcome = info.outcome;
            m_fetcher.m_metrics.lookup(flight->query.endpoint->domain, info.outcome, record.total);
            m_fetcher.m_trace.lookedUp(flight->query.key, flight->query.endpoint->domain,
                                       tracedAs(flight->options.mode), info.outcome, waiter.asked,
                                       info.fromCache ? waiter.fallback.age : record.total,
                                       result.value ? static_cast<qsizetype>(result.decodedBytes) + EntryOverhead : 0);
        }
        if (!first) { // one line for the call, one for everybody who joined it
            record.network = false;
            record.attempts = 0;
            record.failedAttempts.clear();
            record.started = waiter.askedAt;
            record.initiator = waiter.initiator;
        }
        m_fetcher.m_log.add(record);
        const bool useFallback = !result.value && info.freshness == Freshness::Offline;
        waiter.deliver(info, useFallback ? waiter.fallback.value : result.value);
        first = false;
    }
}

/// The server is slow: who has an older value and no more patience gets that, and the newer one when it comes.
void Engine::showFallbacks(Flight &flight, BootTime now)
{
    for (Waiter &waiter : flight.waiters) {
        if (waiter.background || waiter.patience.count() == 0 || !waiter.fallback.value
            || now - waiter.waitingSince < waiter.patience)
            continue;
        FetchedInfo info;
        info.asOf = waiter.fallback.asOf;
        info.freshness = Freshness::Stale;
        info.outcome = Outcome::Stale;
        info.fromCache = true;
        info.pending = true;
        m_fetcher.countHit(flight.query, flight.options, info.outcome, waiter.asked, waiter.fallback.age);
        waiter.background = true;
        waiter.deliver(info, waiter.fallback.value);
    }
}

} // namespace qwats
