// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/fetcher.h"

#include "core/http/engine.h"
#include "core/metrics/metricsrecorder.h"

#include <QPointer>
#include <QThread>

namespace qwats {

/// Lets tickets that outlive the Fetcher find out that the engine is gone.
struct Fetcher::EngineLink
{
    std::mutex mutex;
    Engine *engine = nullptr;

    void reap()
    {
        const std::lock_guard lock(mutex);
        if (engine)
            QMetaObject::invokeMethod(engine, &Engine::reapCancelled, Qt::QueuedConnection);
    }
};

void Ticket::cancel() const
{
    if (!m_interest || m_interest->cancelled.exchange(true, std::memory_order_acq_rel))
        return;
    if (!m_interest->settled.load(std::memory_order_acquire) && m_wake)
        m_wake();
}

bool Ticket::isCancelled() const
{
    return m_interest && m_interest->cancelled.load(std::memory_order_acquire);
}

Fetcher::Fetcher(const Clock &clock, TtlCache &cache, RequestLog &log, MetricsRecorder &metrics,
                 const TransportSettings &transport, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_cache(cache)
    , m_log(log)
    , m_metrics(metrics)
    , m_thread(new QThread(this))
    , m_engine(new Engine(*this, transport.requestsPerMinute))
    , m_link(std::make_shared<EngineLink>())
{
    qRegisterMetaType<ServerState>();
    m_link->engine = m_engine;
    m_thread->setObjectName(QStringLiteral("engine"));
    m_engine->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    setTransport(transport); // on the engine's thread: network objects belong to the thread that makes them
    m_thread->start();
}

Fetcher::~Fetcher()
{
    {
        const std::lock_guard lock(m_link->mutex);
        m_link->engine = nullptr;
    }
    m_thread->quit();
    m_thread->wait();
}

Fetcher::RawFetched Fetcher::answerOf(const CacheAnswer &held, bool outage) const
{
    RawFetched answer;
    answer.value = held.value;
    answer.asOf = held.asOf;
    answer.fromCache = true;
    answer.freshFor = held.freshLeft;
    if (held.negative) {
        answer.outcome = Outcome::Negative;
        answer.error
            = Error{Error::Kind::NotFound, tr("The server does not know it."), QStringLiteral("known not found"), 404};
        return answer;
    }
    const bool fresh = held.state == CacheAnswer::State::Fresh;
    answer.outcome = !fresh ? Outcome::Stale : held.firstUseOfSeed ? Outcome::Seeded : Outcome::Fresh;
    answer.freshness = fresh ? Freshness::Fresh : outage ? Freshness::Offline : Freshness::Stale;
    return answer;
}

/// `age`: of the answer that was found; of one that was waited for, how long that took.
void Fetcher::countHit(const AnyQuery &query, const FetchOptions &options, Outcome outcome, BootTime asked,
                       std::chrono::nanoseconds age)
{
    const auto took = m_clock.now() - asked;
    m_metrics.lookup(query.endpoint->domain, outcome, took);
    m_trace.lookedUp(query.key, query.endpoint->domain, tracedAs(options.mode), outcome, asked, age);
    RequestRecord record;
    record.started = m_clock.wallNow();
    record.method = query.body.isEmpty() ? QByteArrayLiteral("GET") : QByteArrayLiteral("POST");
    record.route = query.endpoint->route;
    record.target = query.target;
    record.initiator = options.initiator;
    record.domain = query.endpoint->domain;
    record.outcome = outcome;
    record.total = took;
    m_log.add(std::move(record));
}

Fetcher::RawFetched Fetcher::fetchAny(const AnyQuery &query, const FetchOptions &options, QObject *context,
                                      RawCallback done, Ticket *ticket)
{
    using Mode = FetchOptions::Mode;
    const BootTime asked = m_clock.now();
    CacheAnswer held;
    const bool mayRead = options.mode == Mode::Normal || options.mode == Mode::CacheOnly;
    if (mayRead)
        held = m_cache.get(query.key, query.endpoint->domain);
    else if (options.mode == Mode::Refresh)
        held = m_cache.peek(query.key, query.endpoint->domain);
    const bool outage = held.state > CacheAnswer::State::Fresh && serverState().isOutage();
    const bool servable = mayRead
        && (held.state == CacheAnswer::State::Fresh || held.state == CacheAnswer::State::Stale
            || (held.state == CacheAnswer::State::Kept && (outage || options.mode == Mode::CacheOnly)));
    RawFetched now;
    if (servable) {
        now = answerOf(held, outage);
        countHit(query, options, now.outcome, asked, held.age);
        if (held.state == CacheAnswer::State::Fresh || options.mode == Mode::CacheOnly) {
            if (held.refreshAhead && options.mode == Mode::Normal)
                refreshAhead(query, options, held, asked);
            return now;
        }
        if (outage && held.deferred) // it was tried a moment ago
            return now;
    } else if (options.mode == Mode::CacheOnly) {
        now.error = Error{Error::Kind::NotFound, tr("It is not in the cache."), QStringLiteral("cache only"), 0};
        countHit(query, options, Outcome::Failed, asked, {});
        return now;
    }
    now.pending = true;
    now.fromCache = servable;
    launch(query, options, held, servable, asked, context, std::move(done), ticket);
    return now;
}

/// The caller has its answer; the next one shall have a new one without waiting.
void Fetcher::refreshAhead(const AnyQuery &query, const FetchOptions &options, const CacheAnswer &held, BootTime asked)
{
    FetchOptions quietly = options;
    quietly.mode = FetchOptions::Mode::Refresh;
    quietly.priority = Priority::Prefetch;
    launch(query, quietly, held, true, asked, nullptr, {}, nullptr);
}

void Fetcher::launch(const AnyQuery &query, const FetchOptions &options, const CacheAnswer &held, bool answered,
                     BootTime asked, QObject *context, RawCallback done, Ticket *ticket)
{
    auto flight = std::make_shared<Flight>();
    flight->query = query;
    flight->options = options;
    flight->storable = options.mode != FetchOptions::Mode::NoCache;
    flight->joinable = flight->storable;
    flight->epoch = m_cache.epoch();
    flight->started = asked;
    Waiter waiter;
    waiter.background = answered;
    waiter.missReason = options.mode == FetchOptions::Mode::Normal ? held.why : Outcome::Bypassed;
    if (held.state > CacheAnswer::State::Fresh && waiter.missReason == Outcome::Cold)
        waiter.missReason = Outcome::Expired;
    waiter.fallback = held;
    waiter.asked = asked;
    waiter.askedAt = m_clock.wallNow();
    waiter.waitingSince = Clock::system().now();
    if (options.mode == FetchOptions::Mode::Normal)
        waiter.patience = options.patience;
    waiter.initiator = options.initiator;
    waiter.interest = std::make_shared<Interest>();
    waiter.deliver = deliverer(context, std::move(done), waiter.interest);
    if (ticket) {
        ticket->m_interest = waiter.interest;
        ticket->m_wake = [link = m_link] { link->reap(); };
    }
    flight->waiters.push_back(std::move(waiter));
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, flight] { engine->submit(flight); }, Qt::QueuedConnection);
}

std::function<void(const FetchedInfo &, const std::shared_ptr<const void> &)> Fetcher::deliverer(
    QObject *context, RawCallback done, const std::shared_ptr<Interest> &interest)
{
    if (!done)
        return [interest](const FetchedInfo &, const std::shared_ptr<const void> &) { interest->settled = true; };
    const auto call
        = [done = std::move(done), interest](const FetchedInfo &info, const std::shared_ptr<const void> &value) {
              if (!info.pending)
                  interest->settled.store(true, std::memory_order_release);
              if (interest->cancelled.load(std::memory_order_acquire))
                  return;
              RawFetched answer;
              static_cast<FetchedInfo &>(answer) = info;
              answer.value = value;
              done(answer);
          };
    if (!context)
        return call;
    Q_ASSERT(context->thread() == thread());
    // The pointer is made in the context's thread and looked at only there.
    return [this, call, guard = QPointer<QObject>(context)](const FetchedInfo &info,
                                                            const std::shared_ptr<const void> &value) {
        QMetaObject::invokeMethod(
            this,
            [call, guard, info, value] {
                if (guard)
                    call(info, value);
            },
            Qt::QueuedConnection);
    };
}

Fetcher::RawFetched Fetcher::peekAny(const AnyQuery &query) const
{
    const CacheAnswer held = m_cache.peek(query.key, query.endpoint->domain);
    return held.state == CacheAnswer::State::Missing ? RawFetched() : answerOf(held, serverState().isOutage());
}

void Fetcher::sendAny(const AnyCommand &command, QObject *context, RawReply done)
{
    auto flight = std::make_shared<Flight>();
    flight->command = command;
    flight->storable = false;
    flight->joinable = false;
    flight->started = m_clock.now();
    Waiter waiter;
    waiter.background = true; // a write is no look-up
    waiter.asked = flight->started;
    waiter.askedAt = m_clock.wallNow();
    waiter.interest = std::make_shared<Interest>();
    waiter.deliver = deliverer(
        context,
        [done = std::move(done)](const RawFetched &answer) {
            if (answer.error)
                done(failure(*answer.error));
            else
                done(answer.value);
        },
        waiter.interest);
    flight->waiters.push_back(std::move(waiter));
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, flight] { engine->submit(flight); }, Qt::QueuedConnection);
}

void Fetcher::dropTags(const TagList &tags)
{
    if (tags.isEmpty())
        return;
    m_cache.dropTags(tags);
    m_trace.dropped(tags, m_clock.now());
    QMetaObject::invokeMethod(
        this, [this, tags] { emit tagsDropped(tags); }, Qt::AutoConnection);
}

void Fetcher::setTransport(const TransportSettings &settings)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, settings] { engine->setTransport(settings); }, Qt::QueuedConnection);
}

ServerState Fetcher::serverState() const
{
    return m_engine->serverState();
}

BudgetState Fetcher::budget() const
{
    return m_engine->budget();
}

} // namespace qwats
