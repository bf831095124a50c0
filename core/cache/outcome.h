// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace qwats {

/// How one look-up ended. Every look-up ends in exactly one; their counts sum to the number of finished look-ups.
enum class Outcome : quint8 {
    Fresh, ///< in the cache, within its fresh-for
    Stale, ///< in the cache, older than fresh-for, shown as such
    Seeded, ///< in the cache because a list or a write brought it, first time used
    Joined, ///< an equal question was already under way
    Cold, ///< never seen
    Expired, ///< had been here, its time was over
    Evicted, ///< had been here, had to make room
    Invalidated, ///< had been here, a write made it untrue
    Bypassed, ///< the server was asked on purpose (refresh, live-only data, cache off)
    TooBig, ///< loaded, but larger than one entry may be
    Negative, ///< the server said "not found", or had said so a moment ago
    Failed, ///< no answer
};

inline constexpr int OutcomeCount = 12;
using OutcomeCounts = std::array<quint64, OutcomeCount>;

/// The stable lower-case name: fresh, stale, seeded, joined, cold, expired, evicted, invalidated, bypassed, too_big,
/// negative, failed.
[[nodiscard]] QString outcomeName(Outcome outcome);

/// Answered without waiting for the server.
[[nodiscard]] constexpr bool servedFromCache(Outcome outcome)
{
    return outcome == Outcome::Fresh || outcome == Outcome::Stale || outcome == Outcome::Seeded;
}

} // namespace qwats
