// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"

#include <chrono>
#include <mutex>

namespace qwats {

/// Tag of the time since boot, suspend included (CLOCK_BOOTTIME). A changed system clock does not move it.
struct BootClock
{
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock, duration>;
    static constexpr bool is_steady = true;
};

/// A moment on the boot clock. Lifetimes, deadlines and back-off are measured with it.
using BootTime = BootClock::time_point;

/// Where time comes from. Thread: any. Lifetimes use `now`, the screen uses `wallNow`.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual BootTime now() const = 0;
    [[nodiscard]] virtual Timestamp wallNow() const = 0;
    /// The same time as `now`, up to 10 ms behind it and never ahead, at a third of the cost: for lifetimes, not for
    /// measuring.
    [[nodiscard]] virtual BootTime coarseNow() const { return now(); }

    /// The machine's clocks.
    [[nodiscard]] static const Clock &system();
};

/// A clock that moves only when told. For tests and for replaying a trace by its own time. Thread: any.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Timestamp wall = Timestamp::fromMs(1'767'225'600'000)); // 2026-01-01T00:00:00Z

    [[nodiscard]] BootTime now() const override;
    [[nodiscard]] Timestamp wallNow() const override;
    void advance(std::chrono::nanoseconds by); ///< moves both clocks
    void setWall(Timestamp wall); ///< an operator changes the system clock
    void setElapsed(std::chrono::nanoseconds sinceStart); ///< both clocks, counted from construction; never backwards

private:
    mutable std::mutex m_mutex;
    std::chrono::nanoseconds m_boot{std::chrono::hours(1)};
    std::chrono::nanoseconds m_elapsed{0};
    Timestamp m_wall;
};

} // namespace qwats
