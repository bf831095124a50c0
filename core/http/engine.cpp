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
constexpr auto GatherTime = 2ms; // a tick of the caller's thread; nothing beside a call

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

} // namespace qwats
