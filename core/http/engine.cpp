// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/engine.h"

#include "core/http/httperror.h"
#include "core/http/inflate.h"
#include "core/http/retry.h"
#include "core/metrics/metricsrecorder.h"

#include <QRandomGenerator>

#include <algorithm>

namespace qwats {

using namespace std::chrono_literals;

namespace {

constexpr auto WatchdogPeriod = 50ms;
constexpr qsizetype InlineDecodeBytes = 32'768; // below this a hop to a worker costs more than the decoding
constexpr auto GatherTime = 2ms; // a tick of the caller's thread; nothing beside a call
constexpr auto RefreshPause = 5s; // a failed refresh of one value is not repeated for so long
constexpr qsizetype EntryOverhead = 256; // key, node and indexes of one cache entry

// Deadlines, the budget and the breaker belong to the real network, also when a trace is replayed on another clock.
BootTime netNow()
{
    return Clock::system().now();
}

std::chrono::milliseconds inMs(std::chrono::nanoseconds span)
{
    return std::chrono::ceil<std::chrono::milliseconds>(span);
}

Error timedOut(const char *where)
{
    return {Error::Kind::Timeout, Fetcher::tr("The server did not answer in time."), QLatin1StringView(where), 0};
}

Error cancelled()
{
    return {Error::Kind::Cancelled, Fetcher::tr("The request was cancelled."), QStringLiteral("cancelled"), 0};
}

Timestamp trueUntil(const Endpoint &endpoint, const void *value, Timestamp now)
{
    return endpoint.trueUntil ? endpoint.trueUntil(value, now) : Timestamp();
}

/// Puts rows of a list into the cache as answers of their own.
class CacheSeeds final : public SeedSink
{
public:
    CacheSeeds(TtlCache &cache, quint64 epoch, Timestamp now)
        : m_cache(cache)
        , m_epoch(epoch)
        , m_now(now)
    {
    }
    [[nodiscard]] const std::vector<SeededAnswer> &brought() const { return m_brought; }
    void take(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes)
    {
        putAny(query, std::move(value), bytes);
    }

protected:
    void putAny(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes) override
    {
        const auto tags = query.tags(value.get());
        const auto until = trueUntil(*query.endpoint, value.get(), m_now);
        m_brought.push_back({query.key, query.endpoint->domain, bytes + EntryOverhead, tags, until});
        m_cache.put(query.key,
                    {std::move(value), query.endpoint->domain, tags, bytes + EntryOverhead, true, 0ns, m_epoch, until});
    }

private:
    TtlCache &m_cache;
    quint64 m_epoch;
    Timestamp m_now;
    std::vector<SeededAnswer> m_brought;
};

/// Holds what a write's reply seeds until the drops are done. What another write dropped since this one was sent is
/// left out.
class WrittenSeeds final : public SeedSink
{
public:
    WrittenSeeds(const TtlCache &cache, quint64 sentAt)
        : m_cache(cache)
        , m_sentAt(sentAt)
    {
    }
    void handOn(CacheSeeds &seeds)
    {
        for (Held &one : m_held)
            seeds.take(one.query, std::move(one.value), one.bytes);
    }

protected:
    void putAny(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes) override
    {
        if (!m_cache.isOutdated(query.tags(value.get()), m_sentAt))
            m_held.push_back({query, std::move(value), bytes});
    }

private:
    struct Held
    {
        AnyQuery query;
        std::shared_ptr<const void> value;
        qsizetype bytes;
    };
    const TtlCache &m_cache;
    quint64 m_sentAt;
    std::vector<Held> m_held;
};

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

Engine::Engine(Fetcher &fetcher, int requestsPerMinute)
    : m_fetcher(fetcher)
    , m_budget(requestsPerMinute)
    , m_budgetTimer(this)
    , m_watchdog(this)
    , m_gatherTimer(this)
    , m_budgetLimit(requestsPerMinute)
{
    m_workers.setMaxThreadCount(std::max(1, QThread::idealThreadCount()));
    m_budgetTimer.setSingleShot(true);
    connect(&m_budgetTimer, &QTimer::timeout, this, &Engine::pump);
    m_watchdog.setInterval(WatchdogPeriod);
    connect(&m_watchdog, &QTimer::timeout, this, &Engine::checkDeadlines);
    m_gatherTimer.setSingleShot(true);
    m_gatherTimer.setInterval(GatherTime);
    connect(&m_gatherTimer, &QTimer::timeout, this, &Engine::sendGathered);
}

Engine::~Engine()
{
    for (auto &queue : m_queues)
        queue.clear();
    m_gathered.clear();
    m_workers.waitForDone();
    m_transport.reset();
    m_retired.reset();
    LoadResult result;
    result.error = cancelled();
    const std::list<FlightPtr> flights = m_flights;
    for (const auto &flight : flights)
        complete(flight, result);
}

void Engine::setTransport(const TransportSettings &settings)
{
    m_budget.setLimit(settings.requestsPerMinute);
    m_retired = std::move(m_transport); // gone for good with the next change
    m_transport = std::make_unique<Transport>(settings);
    m_transport->warm();
    {
        const std::lock_guard lock(m_publicMutex);
        m_budgetLimit = settings.requestsPerMinute;
    }
    pump();
}

void Engine::submit(const FlightPtr &flight)
{
    if (answerFromCache(flight) || join(flight))
        return;
    flight->deadline = netNow() + flight->options.deadline;
    flight->started = netNow();
    flight->record.started = flight->waiters.front().askedAt;
    flight->record.initiator = flight->waiters.front().initiator;
    if (flight->command) {
        flight->record.method = methodName(flight->command->method);
        flight->record.route = flight->command->route;
        flight->record.target = flight->command->target;
    } else {
        flight->record.method = flight->query.body.isEmpty() ? QByteArrayLiteral("GET") : QByteArrayLiteral("POST");
        flight->record.route = flight->query.endpoint->route;
        flight->record.domain = flight->query.endpoint->domain;
        flight->record.target = flight->query.target;
    }
    m_flights.push_back(flight);
    if (flight->joinable)
        m_joinable.insert(flight->query.key, flight);
    if (!m_watchdog.isActive())
        m_watchdog.start();
    if (!gather(flight)) {
        enqueue(flight);
        pump();
    }
}

void Engine::enqueue(const FlightPtr &flight)
{
    flight->state = Flight::State::Queued;
    m_queues[static_cast<size_t>(flight->options.priority)].push_back(flight);
}

/// Holds a single look-up back for a moment, for others that could go along.
bool Engine::gather(const FlightPtr &flight)
{
    if (flight->command || !flight->query.endpoint->batch || flight->options.mode != FetchOptions::Mode::Normal)
        return false;
    flight->state = Flight::State::Gathering;
    m_gathered[flight->query.endpoint].push_back(flight);
    if (!m_gatherTimer.isActive())
        m_gatherTimer.start();
    return true;
}

void Engine::sendGathered()
{
    const auto gathered = std::exchange(m_gathered, {});
    for (auto group = gathered.cbegin(); group != gathered.cend(); ++group) {
        std::vector<FlightPtr> waiting;
        std::copy_if(group->begin(), group->end(), std::back_inserter(waiting),
                     [](const FlightPtr &flight) { return flight->state == Flight::State::Gathering; });
        const auto most = static_cast<size_t>(group.key()->batch->most);
        for (size_t from = 0; from < waiting.size(); from += most) {
            const size_t count = std::min(most, waiting.size() - from);
            if (count == 1)
                enqueue(waiting[from]);
            else
                sendBatch({waiting.begin() + static_cast<ptrdiff_t>(from),
                           waiting.begin() + static_cast<ptrdiff_t>(from + count)});
        }
    }
    pump();
}

void Engine::sendBatch(const std::vector<FlightPtr> &members)
{
    const Flight &first = *members.front();
    QByteArrayList subjects;
    auto whole = std::make_shared<Flight>();
    whole->options = first.options;
    for (const auto &member : members) {
        subjects << member->query.subject;
        whole->options.priority = std::min(whole->options.priority, member->options.priority);
        whole->options.deadline = std::max(whole->options.deadline, member->options.deadline);
    }
    whole->options.mode = FetchOptions::Mode::NoCache; // its rows are stored one by one
    whole->query = first.query.endpoint->batch->question(subjects);
    whole->storable = false;
    whole->joinable = false;
    whole->members = members;
    Waiter waiter;
    waiter.background = true; // the members are the look-ups
    waiter.askedAt = first.waiters.front().askedAt;
    waiter.initiator = first.waiters.front().initiator;
    waiter.interest = std::make_shared<Interest>();
    waiter.deliver = [this, self = whole.get()](const FetchedInfo &info, const std::shared_ptr<const void> &answer) {
        settleBatch(*self, info, answer);
    };
    whole->waiters.push_back(std::move(waiter));
    submit(whole);
}

/// Gives each member its row. One that has none asks for itself: the server may know it under another name, or not know
/// the filter.
void Engine::settleBatch(const Flight &whole, const FetchedInfo &info, const std::shared_ptr<const void> &answer)
{
    const bool away = info.error && (info.error->isOutage() || info.error->kind == Error::Kind::Cancelled);
    const std::vector<FlightPtr> members = whole.members;
    for (const auto &member : members) {
        if (member->state != Flight::State::Gathering)
            continue;
        LoadResult result;
        member->epoch = whole.epoch;
        member->loadTime = whole.loadTime;
        if (answer)
            result.value = member->query.endpoint->batch->pick(answer, member->query.subject);
        if (result.value) {
            result.decodedBytes = member->query.endpoint->batch->rowBytes;
            store(member, result);
            complete(member, result);
        } else if (away) {
            result.error = info.error;
            complete(member, result);
        } else {
            enqueue(member);
        }
    }
    QMetaObject::invokeMethod(this, &Engine::pump, Qt::QueuedConnection);
}

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

bool Engine::join(const FlightPtr &flight)
{
    if (!flight->joinable)
        return false;
    const auto running = m_joinable.constFind(flight->query.key);
    if (running == m_joinable.cend() || !(*running)->isWanted())
        return false;
    const FlightPtr &other = *running;
    // A refresh wants what the server says from now on, and nobody wants an answer from before a write.
    const bool sent = other->state > Flight::State::Queued;
    if (sent && flight->options.mode == FetchOptions::Mode::Refresh)
        return false;
    if (sent && m_fetcher.m_cache.isOutdated(other->query.tags(), other->epoch))
        return false;
    other->waiters.push_back(std::move(flight->waiters.front()));
    return true;
}

void Engine::pump()
{
    if (!m_transport) // starting or shutting down
        return;
    for (auto &queue : m_queues) {
        while (!queue.empty()) {
            const FlightPtr flight = queue.front();
            if (flight->state != Flight::State::Queued) { // finished while it waited
                queue.pop_front();
                continue;
            }
            if (!m_transport->hasRoom())
                return;
            if (!startNext(flight))
                return;
            queue.pop_front();
        }
    }
}

/// False: the budget is used up, the flight stays where it is.
bool Engine::startNext(const FlightPtr &flight)
{
    const BootTime now = netNow();
    const bool insist
        = flight->options.mode == FetchOptions::Mode::Refresh && flight->options.priority == Priority::User;
    if (m_breaker.state() != CircuitBreaker::State::Closed) {
        if (!m_breaker.allow(now, insist)) {
            LoadResult result;
            result.error = Error{Error::Kind::Unavailable, Fetcher::tr("The server cannot be reached."),
                                 QStringLiteral("circuit open"), 0};
            flight->state = Flight::State::Decoding; // not queued any more
            QMetaObject::invokeMethod(
                this, [this, flight, result] { complete(flight, result); }, Qt::QueuedConnection);
            return true;
        }
        flight->probe = true;
    }
    if (!m_budget.take(now)) {
        if (flight->probe)
            m_breaker.abandoned();
        waitForBudget(now);
        return false;
    }
    noteSent();
    Attempt attempt;
    if (flight->command)
        attempt
            = {flight->command->method, flight->command->target, flight->command->body, flight->command->contentType};
    else
        attempt
            = {flight->query.body.isEmpty() ? Method::Get : Method::Post, flight->query.target, flight->query.body, {}};
    if (flight->storable && flight->conditional && attempt.method == Method::Get)
        attempt.unlessStill = m_fetcher.m_cache.validators(flight->query.key);
    flight->state = Flight::State::InFlight;
    if (flight->attempts == 0)
        flight->epoch = m_fetcher.m_cache.epoch();
    ++flight->attempts;
    flight->sentAt = now;
    flight->queued = now - flight->started;
    flight->call = m_transport->start(attempt);
    connect(flight->call, &NetworkCall::finished, this,
            [this, flight](const WireReply &reply) { onReply(flight, reply); });
    return true;
}

void Engine::waitForBudget(BootTime now)
{
    if (!m_budgetTimer.isActive())
        m_budgetTimer.start(std::max(1ms, inMs(m_budget.nextFree(now) - now)));
}

void Engine::onReply(const FlightPtr &flight, const WireReply &reply)
{
    flight->call = nullptr;
    if (flight->state == Flight::State::Finished)
        return;
    flight->loadTime = netNow() - flight->sentAt;
    flight->record.status = reply.status;
    flight->record.connect = reply.connect;
    flight->record.wait = reply.wait;
    flight->record.download = reply.download;
    flight->record.bytesReceived += reply.body.size();
    const bool ok = !reply.error && reply.status >= 200 && reply.status < 300;
    const bool unchanged = !reply.error && reply.status == 304 && !flight->command;
    const bool givenUp = reply.error && reply.error->kind == Error::Kind::Cancelled;
    if (!givenUp)
        m_fetcher.m_metrics.call(!reply.error, ok || unchanged || reply.status == 404, flight->loadTime);
    if (ok || unchanged) {
        if (ok)
            decode(flight, reply);
        else
            onUnchanged(flight);
        pump();
        return;
    }
    LoadResult result;
    if (reply.error) {
        result.error = reply.error;
    } else {
        const auto body = inflated(reply.body, reply.encoding, 1'000'000);
        result.error = errorFromReply(reply, body.value_or(QByteArray()));
        result.negative = reply.status == 404 && !flight->command;
    }
    settleBreaker(flight, result.error);
    if (!retryLater(flight, reply))
        complete(flight, result);
    pump();
}

/// "304 Not Modified": the value here is the newest. If it went in the meantime, the question goes again, without the
/// condition.
void Engine::onUnchanged(const FlightPtr &flight)
{
    const CacheAnswer held = m_fetcher.m_cache.revalidated(flight->query.key);
    settleBreaker(flight, {});
    if (!held.value && flight->conditional) {
        flight->conditional = false;
        enqueue(flight);
        return;
    }
    LoadResult result;
    result.value = held.value;
    result.asOf = held.asOf;
    result.freshFor = held.freshLeft;
    if (!held.value) // said to a question without a condition
        result.error = Error{Error::Kind::BadReply, Fetcher::tr("The server answered with something unexpected."),
                             QStringLiteral("304 to an unconditional request"), 304};
    complete(flight, result);
}

bool Engine::retryLater(const FlightPtr &flight, const WireReply &reply)
{
    const bool passing = reply.error
        ? reply.error->kind == Error::Kind::Offline || reply.error->kind == Error::Kind::Timeout
        : isRetryable(reply.status);
    if (!passing || !flight->isSafe() || !flight->isWanted() || flight->attempts >= m_transport->settings().maxAttempts
        || m_breaker.state() == CircuitBreaker::State::Open)
        return false;
    const auto asked = retryAfter(reply.retryAfter, m_fetcher.m_clock.wallNow());
    const auto pause = asked.value_or(backOff(flight->attempts, QRandomGenerator::global()->generateDouble()));
    if (netNow() + pause >= flight->deadline)
        return false;
    flight->state = Flight::State::Pausing;
    flight->record.failedAttempts.push_back({flight->sentAt - flight->started, flight->loadTime, reply.status,
                                             reply.error ? std::optional(reply.error->kind) : std::nullopt});
    QTimer::singleShot(pause, this, [this, flight] {
        if (flight->state != Flight::State::Pausing)
            return;
        flight->state = Flight::State::Queued;
        m_queues[static_cast<size_t>(flight->options.priority)].push_front(flight);
        pump();
    });
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

void Engine::settleBreaker(const FlightPtr &flight, const std::optional<Error> &error)
{
    if (error && error->kind == Error::Kind::Cancelled) {
        if (flight->probe)
            m_breaker.abandoned();
        return;
    }
    const bool outage = error
        && (error->kind == Error::Kind::Offline || error->kind == Error::Kind::Timeout
            || error->kind == Error::Kind::Tls || error->kind == Error::Kind::ServerError);
    if (outage)
        m_breaker.failed(netNow());
    else
        m_breaker.succeeded();
    noteServer(error, flight->loadTime);
}

void Engine::noteServer(const std::optional<Error> &error, std::chrono::nanoseconds took)
{
    using Reach = ServerState::Reach;
    Reach reach = Reach::Online;
    if (error) {
        const auto kind = error->kind;
        if (kind == Error::Kind::Offline || kind == Error::Kind::Timeout || kind == Error::Kind::Tls
            || kind == Error::Kind::Redirected || kind == Error::Kind::ServerError)
            reach = Reach::Offline;
        else if (kind == Error::Kind::Unauthorized)
            reach = Reach::Unauthorized;
    }
    ServerState state;
    {
        const std::lock_guard lock(m_publicMutex);
        const bool same = m_serverState.reach == reach;
        if (reach == Reach::Online)
            m_serverState.roundTrip = std::chrono::duration_cast<std::chrono::milliseconds>(took);
        m_serverState.error = reach == Reach::Online ? std::nullopt : error;
        if (same)
            return;
        m_serverState.reach = reach;
        m_serverState.since = m_fetcher.m_clock.wallNow();
        state = m_serverState;
    }
    QMetaObject::invokeMethod(
        &m_fetcher, [fetcher = &m_fetcher, state] { emit fetcher->serverStateChanged(state); }, Qt::QueuedConnection);
}

void Engine::checkDeadlines()
{
    const BootTime now = netNow();
    const auto attemptLimit = m_transport->settings().attemptTimeout;
    const std::list<FlightPtr> flights = m_flights; // aborting changes the list
    for (const auto &flight : flights) {
        showFallbacks(*flight, now);
        const bool late = now >= flight->deadline;
        if (flight->call && (late || now - flight->sentAt >= attemptLimit)) {
            flight->call->abort(Error::Kind::Timeout);
        } else if (late && !flight->call && flight->state != Flight::State::Decoding) {
            LoadResult result;
            result.error = timedOut("deadline passed while waiting to be sent");
            complete(flight, result);
        }
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

void Engine::reapCancelled()
{
    const std::list<FlightPtr> flights = m_flights;
    for (const auto &flight : flights) {
        if (flight->isWanted() || flight->command)
            continue;
        if (flight->call) {
            flight->call->abort(Error::Kind::Cancelled);
        } else if (flight->state != Flight::State::Decoding) {
            LoadResult result;
            result.error = cancelled();
            complete(flight, result);
        }
    }
    pump();
}

void Engine::noteSent()
{
    const std::lock_guard lock(m_publicMutex);
    m_sent.push_back(netNow());
    if (m_sent.size() > MaxSentKept)
        m_sent.pop_front();
}

ServerState Engine::serverState() const
{
    const std::lock_guard lock(m_publicMutex);
    return m_serverState;
}

BudgetState Engine::budget() const
{
    const BootTime since = netNow() - SlidingBudget::Window;
    const std::lock_guard lock(m_publicMutex);
    BudgetState state;
    state.limit = m_budgetLimit;
    state.used = static_cast<int>(m_sent.end() - std::lower_bound(m_sent.begin(), m_sent.end(), since));
    return state;
}

} // namespace qwats
