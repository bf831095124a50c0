// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/clock.h"

#include <deque>

namespace qwats {

/// How many calls a sliding minute allows. Never waits: it says when the next call is allowed. Thread: one.
class SlidingBudget
{
public:
    static constexpr std::chrono::seconds Window{60};

    explicit SlidingBudget(int limit)
        : m_limit(limit)
    {
    }
    void setLimit(int limit) { m_limit = limit; }

    bool take(BootTime now)
    {
        forget(now);
        if (m_limit > 0 && static_cast<int>(m_taken.size()) >= m_limit)
            return false;
        m_taken.push_back(now);
        return true;
    }

    /// When a call will be allowed again; `now` when one is allowed already.
    [[nodiscard]] BootTime nextFree(BootTime now) const
    {
        if (m_limit <= 0 || static_cast<int>(m_taken.size()) < m_limit)
            return now;
        return m_taken[m_taken.size() - static_cast<size_t>(m_limit)] + Window;
    }

    int used(BootTime now)
    {
        forget(now);
        return static_cast<int>(m_taken.size());
    }
    [[nodiscard]] int limit() const { return m_limit; }

private:
    void forget(BootTime now)
    {
        while (!m_taken.empty() && m_taken.front() + Window <= now)
            m_taken.pop_front();
    }

    int m_limit;
    std::deque<BootTime> m_taken;
};

} // namespace qwats
