// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time/clock.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <ctime>
#include <limits>

namespace qwats {
namespace {

#if defined(CLOCK_BOOTTIME) && defined(CLOCK_MONOTONIC_COARSE)
qint64 clockNs(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// The boot clock has no coarse form. It is the monotonic clock plus the time spent asleep, which changes only when the
/// machine sleeps; then the wall clock jumps against the monotonic one too. (A changed wall clock only costs a second
/// look.)
class CoarseBootTime
{
public:
    qint64 now()
    {
        const qint64 monotonic = clockNs(CLOCK_MONOTONIC_COARSE);
        const qint64 apart = clockNs(CLOCK_REALTIME_COARSE) - monotonic;
        if (std::abs(apart - m_wallApart.load(std::memory_order_relaxed)) > Tolerance) {
            m_asleep.store(timeAsleep(), std::memory_order_relaxed);
            m_wallApart.store(apart, std::memory_order_relaxed);
        }
        return monotonic + m_asleep.load(std::memory_order_relaxed);
    }

private:
    static constexpr qint64 Tolerance = 20'000'000; // the two coarse clocks are read one after the other

    static qint64 timeAsleep()
    {
        qint64 before = 0;
        qint64 boot = 0;
        do { // again if the thread was interrupted in between
            before = clockNs(CLOCK_MONOTONIC);
            boot = clockNs(CLOCK_BOOTTIME);
        } while (clockNs(CLOCK_MONOTONIC) - before > 100'000);
        return boot - before;
    }

    std::atomic<qint64> m_asleep{0};
    std::atomic<qint64> m_wallApart{std::numeric_limits<qint64>::min() / 2};
};
#endif

class SystemClock final : public Clock
{
public:
    BootTime now() const override
    {
        timespec time{};
#ifdef CLOCK_BOOTTIME
        clock_gettime(CLOCK_BOOTTIME, &time);
#else
        clock_gettime(CLOCK_MONOTONIC, &time);
#endif
        return BootTime(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
    }

#if defined(CLOCK_BOOTTIME) && defined(CLOCK_MONOTONIC_COARSE)
    BootTime coarseNow() const override
    {
        static CoarseBootTime clock;
        return BootTime(std::chrono::nanoseconds(clock.now()));
    }
#endif

    Timestamp wallNow() const override
    {
        return Timestamp::fromMs(QDateTime::currentMSecsSinceEpoch());
    }
};

} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

FakeClock::FakeClock(Timestamp wall)
    : m_wall(wall)
{
}

BootTime FakeClock::now() const
{
    const std::lock_guard lock(m_mutex);
    return BootTime(m_boot);
}

Timestamp FakeClock::wallNow() const
{
    const std::lock_guard lock(m_mutex);
    return m_wall;
}

void FakeClock::advance(std::chrono::nanoseconds by)
{
    const std::lock_guard lock(m_mutex);
    m_boot += by;
    m_elapsed += by;
    m_wall = Timestamp::fromMs(m_wall.ms() + std::chrono::duration_cast<std::chrono::milliseconds>(by).count());
}

void FakeClock::setWall(Timestamp wall)
{
    const std::lock_guard lock(m_mutex);
    m_wall = wall;
}

void FakeClock::setElapsed(std::chrono::nanoseconds sinceStart)
{
    const auto elapsed = [this] {
        const std::lock_guard lock(m_mutex);
        return m_elapsed;
    }();
    advance(std::max(std::chrono::nanoseconds(0), sinceStart - elapsed));
}

} // namespace qwats
