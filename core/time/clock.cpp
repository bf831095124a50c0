// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time/clock.h"

#include <algorithm>
#include <ctime>

namespace qwats {
namespace {

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
