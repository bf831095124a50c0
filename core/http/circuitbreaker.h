// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/clock.h"

namespace qwats {

/// Stops asking a server that does not answer. Counts calls in a row that ended in an outage; opens at `Threshold`;
/// lets one probe through after `Pause`; one success closes it. Thread: one.
class CircuitBreaker
{
public:
    static constexpr int Threshold = 5;
    static constexpr std::chrono::seconds Pause{30};

    enum class State : quint8 { Closed, Open, HalfOpen };

    /// May a call go out now? In half-open state only the first caller gets a yes. `insist` is a person who pressed
    /// "Try now".
    bool allow(BootTime now, bool insist = false)
    {
        if (m_state == State::Closed)
            return true;
        const bool rested = now - m_openedAt >= Pause;
        if (m_probing || !(rested || insist))
            return false;
        m_state = State::HalfOpen;
        m_probing = true;
        return true;
    }

    void succeeded()
    {
        m_state = State::Closed;
        m_failures = 0;
        m_probing = false;
    }

    void failed(BootTime now)
    {
        ++m_failures;
        if (m_state == State::HalfOpen || m_failures >= Threshold) {
            m_state = State::Open;
            m_openedAt = now;
        }
        m_probing = false;
    }

    /// The probe ended without a word about the server (cancelled).
    void abandoned() { m_probing = false; }

    [[nodiscard]] State state() const { return m_state; }

private:
    State m_state = State::Closed;
    int m_failures = 0;
    bool m_probing = false;
    BootTime m_openedAt;
};

} // namespace qwats
