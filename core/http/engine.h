// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/circuitbreaker.h"
#include "core/http/fetcher.h"
#include "core/http/flight.h"
#include "core/http/slidingbudget.h"
#include "core/http/transport.h"
#include "core/metrics/requestlog.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <array>
#include <deque>
#include <list>
#include <mutex>

namespace qwats {

/// The miss pipeline: join → queue → budget → breaker → attempt → retry → inflate and decode → store → deliver.
///
/// An explicit state machine on one thread. A Flight is one question on its way; every step is a member function that
/// moves one flight on. The flight's shared state is taken by value everywhere, so nothing depends on who still waits
/// for it. Thread: the engine thread; `serverState`, `budget` from any.
class Engine : public QObject
{
    Q_OBJECT

public:
    Engine(Fetcher &fetcher, int requestsPerMinute); ///< needs setTransport() on its thread before it sends anything
    ~Engine() override;

    void submit(const FlightPtr &flight); ///< joins an equal flight, or starts this one
    void setTransport(const TransportSettings &settings);
    void reapCancelled(); ///< aborts flights nobody waits for any more

    [[nodiscard]] ServerState serverState() const;
    [[nodiscard]] BudgetState budget() const;

private:
    bool answerFromCache(const FlightPtr &flight);
    bool join(const FlightPtr &flight);
    bool gather(const FlightPtr &flight);
    void sendGathered();
    void sendBatch(const std::vector<FlightPtr> &members);
    void settleBatch(const Flight &whole, const FetchedInfo &info, const std::shared_ptr<const void> &answer);
    void enqueue(const FlightPtr &flight);
    void pump();
    bool startNext(const FlightPtr &flight);
    void waitForBudget(BootTime now);
    void onReply(const FlightPtr &flight, const WireReply &reply);
    void onUnchanged(const FlightPtr &flight);
    bool retryLater(const FlightPtr &flight, const WireReply &reply);
    void decode(const FlightPtr &flight, const WireReply &reply);
    void complete(const FlightPtr &flight, const LoadResult &result);
    void store(const FlightPtr &flight, LoadResult &result);
    void settleBreaker(const FlightPtr &flight, const std::optional<Error> &error);
    void noteServer(const std::optional<Error> &error, std::chrono::nanoseconds took);
    void checkDeadlines();
    void showFallbacks(Flight &flight, BootTime now);
    void noteSent();
    void landWrite(const FlightPtr &flight, const LoadResult &result);
    void land(const FlightPtr &flight, const LoadResult &result);
    [[nodiscard]] static FetchedInfo infoFor(const Waiter &waiter, bool joined, const LoadResult &result);

    Fetcher &m_fetcher;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Transport> m_retired; // its last calls may still be running
    SlidingBudget m_budget;
    CircuitBreaker m_breaker;
    QThreadPool m_workers;
    QTimer m_budgetTimer;
    QTimer m_watchdog;
    QTimer m_gatherTimer;
    QHash<const Endpoint *, std::vector<FlightPtr>> m_gathered; // single look-ups that may become one question
    std::array<std::deque<FlightPtr>, 3> m_queues; // by Priority
    std::list<FlightPtr> m_flights; // all that are not finished
    QHash<CacheKey, FlightPtr> m_joinable;

    mutable std::mutex m_publicMutex; // guards what other threads may read
    static constexpr size_t MaxSentKept = 100'000;
    ServerState m_serverState;
    int m_budgetLimit;
    std::deque<BootTime> m_sent; // when the newest attempts were sent
};

} // namespace qwats
