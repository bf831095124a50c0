// SPDX-License-Identifier: GPL-3.0-or-later
// What the calls tell about the server and the budget, for other threads.
#include "core/http/engine.h"

#include <algorithm>

namespace qwats {

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
