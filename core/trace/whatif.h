// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/trace/recordedtrace.h"
#include "core/trace/reusecurve.h"

#include <functional>

namespace qwats {

/// What a trace's look-ups ended with, under some settings.
struct WhatIfFigures
{
    quint64 lookups = 0;
    OutcomeCounts outcomes{}; ///< sum to `lookups`
    quint64 calls = 0; ///< to the server: loads, refreshes behind old answers, writes. Each look-up by itself: what the
                       ///< client gathers into one list call counts as several
    quint64 writes = 0; ///< counted in calls
    quint64 evictions = 0;
    std::chrono::nanoseconds oldestServed{0}; ///< age of the oldest answer out of the cache
    qsizetype mostBytes = 0; ///< highest, as the cache counts them
    qsizetype mostEntries = 0;
    quint64 guessed = 0; ///< loads of answers of which nothing is known: average size, untouched by writes
    std::chrono::nanoseconds span{0}; ///< of the trace

    [[nodiscard]] quint64 served() const; ///< answered without waiting
    [[nodiscard]] double hitRate() const; ///< served of all, 0 … 1; 0 without look-ups
    [[nodiscard]] double callsPerMinute() const; ///< 0 when the trace takes no time
};

/// One size on the hit-rate curve.
struct CurvePoint
{
    qsizetype entries = 0;
    qsizetype bytes = 0; ///< what so many average answers count for
    double hitRate = 0; ///< 0 … 1
};

/// Told how much is done, 0 … 1, some hundred times; false gives up.
using WhatIfProgress = std::function<bool(double done)>;

/// What really happened. `calls`, `evictions`, `mostBytes` and `mostEntries` are not recorded and stay 0.
[[nodiscard]] WhatIfFigures measuredFigures(const RecordedTrace &trace);

/// Replays the look-ups, writes and loads of the trace through a TtlCache of its own on a clock of its own, so that
/// there is no second model of the cache which could differ. Loads take the time they took; equal questions meanwhile
/// join. What was in the cache before the trace began is there again as far as the trace used it. What the server said
/// is taken as told: a look-up that failed fails again unless the cache can answer it.
///
/// Thread: any, takes 1 to 2 µs a look-up: a worker's work. Errors: Cancelled when `progress` said so, InvalidInput for
/// a trace without look-ups.
[[nodiscard]] Result<WhatIfFigures> predictFigures(const RecordedTrace &trace, const CachePolicies &policies,
                                                   const WhatIfProgress &progress = {});

/// Hit rate for each number of entries with the lifetimes of `policies` (its limits in entries and bytes do not count):
/// one pass with unlimited room, and the stack distances of its uses (ReuseCurve). Up to 23 points from 10 entries,
/// evenly in proportion, to the number of answers the trace brought. An overview: within 2 points of predictFigures at
/// that size, but where a few lists with their rows all but fill the cache.
/// Thread, errors: as predictFigures.
[[nodiscard]] Result<std::vector<CurvePoint>> hitRateCurve(const RecordedTrace &trace, const CachePolicies &policies,
                                                           const WhatIfProgress &progress = {},
                                                           size_t samples = ReuseCurve::DefaultSamples);

} // namespace qwats
