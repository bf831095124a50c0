// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timebuckets.h"

/// Values for the gallery and the tests of the plots; made by arithmetic, the same on every run.
namespace qwats::ui::samples {

/// 2026-03-12 10:12:00 in Oslo (09:12:00 UTC).
inline constexpr qint64 start = 1'773'306'720'000;
inline constexpr qint64 step = 10'000;
inline constexpr qint64 minute = 60'000;

/// Half an hour in buckets of 10 s: settings applied at 10:18, the server away 10:26–10:30, reports cleared 10:33.
std::vector<TimeBucket> halfHour();
QList<TimeMarker> halfHourMarkers();

/// `count` known buckets of 10 s from `start`, each with ten fresh look-ups and nothing else.
std::vector<TimeBucket> plain(int count);

} // namespace qwats::ui::samples
