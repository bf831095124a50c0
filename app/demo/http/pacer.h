// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace qwats::demo {

/// A line of limited width that all answers share: tells each piece when its turn is.
///
/// Thread: one. Time: steady, handed in.
class Pacer
{
public:
    using Clock = std::chrono::steady_clock;

    /// Bytes that are sent in one piece at this width: a fiftieth of a second's worth, so that an answer trickles.
    static qint64 pieceSize(qint64 bytesPerSecond) { return std::clamp<qint64>(bytesPerSecond / 50, 1, 32 * 1024); }

    /// Books @p bytes on the line and returns how long to wait before they may be sent.
    std::chrono::milliseconds book(qint64 bytes, qint64 bytesPerSecond, Clock::time_point now)
    {
        m_free = std::max(m_free, now) + std::chrono::microseconds(bytes * 1'000'000 / bytesPerSecond);
        return std::chrono::ceil<std::chrono::milliseconds>(m_free - now);
    }

private:
    Clock::time_point m_free{}; ///< when everything that is booked has gone
};

} // namespace qwats::demo
