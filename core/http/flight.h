// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"
#include "core/http/fetcher.h"
#include "core/metrics/requestlog.h"
#include "core/time/clock.h"

#include <QPointer>

#include <algorithm>
#include <list>
#include <vector>

namespace qwats {

class NetworkCall;

/// Deadlines, the budget and the breaker belong to the real network, also when a trace is replayed on another clock.
[[nodiscard]] inline BootTime netNow()
{
    return Clock::system().now();
}

/// The mode of a look-up in the access trace.
[[nodiscard]] constexpr AccessEvent::Ask tracedAs(FetchOptions::Mode mode)
{
    using Mode = FetchOptions::Mode;
    return mode == Mode::Refresh  ? AccessEvent::Ask::Refresh
        : mode == Mode::CacheOnly ? AccessEvent::Ask::CacheOnly
        : mode == Mode::NoCache   ? AccessEvent::Ask::NoCache
                                  : AccessEvent::Ask::Normal;
}

/// What a load ended with.
struct LoadResult
{
    std::shared_ptr<const void> value;
    std::optional<Error> error;
    bool negative = false; ///< the server said "not found"
    bool tooBig = false;
    bool accepted = false; ///< the server said 2xx, whether or not its body could be read
    qint64 decodedBytes = 0;
    Validators validators;
    std::chrono::nanoseconds decodeTime{0};
    Timestamp asOf;
    std::chrono::nanoseconds freshFor{0};
};

/// Shared with a Ticket: whether somebody still wants the answer.
struct Interest
{
    std::atomic_bool cancelled{false};
    std::atomic_bool settled{false};
};

/// One caller that waits for a flight.
struct Waiter
{
    bool background = false; ///< was answered with an older value already: its look-up is counted
    BootTime waitingSince; ///< on the real clock
    std::chrono::milliseconds patience{
        0}; ///< after this the fallback is shown while the server is waited for; 0: never
    Outcome missReason = Outcome::Cold;
    CacheAnswer fallback; ///< what may be shown if the server does not answer
    BootTime asked;
    Timestamp askedAt;
    QByteArray initiator;
    std::shared_ptr<Interest> interest;
    /// Runs the caller's callback in its thread.
    std::function<void(const FetchedInfo &, const std::shared_ptr<const void> &)> deliver;
};

/// One question (or write) on its way to the server. Thread: built by the caller, then the engine's alone.
struct Flight
{
    enum class State : quint8 { Gathering, Queued, InFlight, Pausing, Decoding, Finished };

    AnyQuery query; // reads
    std::optional<AnyCommand> command; // writes
    FetchOptions options;
    State state = State::Queued;
    std::vector<Waiter> waiters; // the first started it, the others joined
    quint64 epoch = 0;
    int attempts = 0;
    bool probe = false; // lets the breaker's half-open state know
    bool storable = true;
    bool joinable = true;
    bool conditional = true; // may ask "unless it is still this one"
    std::vector<std::shared_ptr<Flight>> members; // of a batch: the single questions it answers
    BootTime started;
    BootTime deadline;
    BootTime sentAt;
    std::chrono::nanoseconds queued{0};
    std::chrono::nanoseconds loadTime{0};
    NetworkCall *call = nullptr;
    RequestRecord record;

    [[nodiscard]] bool isWanted() const
    {
        if (!members.empty())
            return std::any_of(members.begin(), members.end(), [](const auto &one) { return one->isWanted(); });
        for (const auto &waiter : waiters) {
            if (!waiter.interest->cancelled.load(std::memory_order_acquire))
                return true;
        }
        return false;
    }
    [[nodiscard]] bool isSafe() const { return !command; } ///< may be sent again
};

using FlightPtr = std::shared_ptr<Flight>;

} // namespace qwats
