// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/reportfacts.h"

namespace qwats::demo {

/// Overall equipment effectiveness of the stations whose tests the filter wants. Times are minutes, shares percent.
///
/// A station runs while a test of it runs (tests side by side count once), and is planned for every hour of the clock
/// in which it ran. availability = runTime / plannedProductionTime; quality = passed / all tests; performance = sum of
/// the ideal times / sum of the real times of all tests, the ideal being the shortest passed test of the same part and
/// process; a test that ended early counts with its own time. totalTime is the length of the range.
QJsonObject oeeAnalysis(const ReportFacts &facts, const WatsFilter &filter);

} // namespace qwats::demo
