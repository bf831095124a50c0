// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/reportfacts.h"
#include "app/demo/analytics/reportsteps.h"
#include "app/demo/analytics/stepanalysis.h"

namespace qwats::demo {

/// Calls `visit(row, steps)` for the newest tests that the filter wants, at most maxStepReports, until it returns
/// false. One report is in memory at a time.
template <typename Visit> void walkBodies(const ReportFacts &facts, const WatsFilter &filter, Visit visit)
{
    int left = maxStepReports;
    facts.visitNewestFirst(false, filter,
                           [&](qsizetype row) { return left-- > 0 && visit(row, stepsOf(facts.reports(), row)); });
}

} // namespace qwats::demo
