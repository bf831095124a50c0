// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metricsrecorder.h"
#include "ui/charts/timebuckets.h"

namespace qwats::ui {

/// What the recorder counted, as the plots want it: outcomes in six groups, times in ms, only the filled cells of the
/// heat map. `startedAt` tells from when on the program was running. Pure. Neighbouring spans are joined until at most
/// 75 are left.
[[nodiscard]] std::vector<TimeBucket> toTimeBuckets(const std::vector<MetricsBucket> &history, Timestamp startedAt);

/// The six groups of the stack: fresh (with known "not found"), seeded, joined, stale, miss, failed.
[[nodiscard]] OutcomeIndex groupOf(Outcome outcome);

} // namespace qwats::ui
