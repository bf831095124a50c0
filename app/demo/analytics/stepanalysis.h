// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/reportfacts.h"

#include <QJsonArray>

namespace qwats::demo {

/// Analytics that read steps look into the newest tests that the filter wants, up to this many: all requests share
/// one thread, and the steps of a made-up test take some 10 µs to make.
constexpr int maxStepReports = 50000;
/// The same for repairs, whose bodies take some 0.1 ms each.
constexpr int maxRepairReports = 10000;
/// Measurements in one answer, newest first, as real servers limit it.
constexpr int maxMeasurements = 10000;

/// Steps by the number of times they failed, most first. Steps with steps of their own are left out, so is what never
/// failed. At most topCount of the filter, or 10.
QJsonArray topFailedRows(const ReportFacts &facts, const WatsFilter &filter);

/// One row a step, and one a measurement for steps with several, in the order of the sequence.
QJsonArray stepAnalysisRows(const ReportFacts &facts, const WatsFilter &filter);

/// Groups `{measurementPath, measurements}`, oldest value first. `measurementPaths` of the filter names measurements,
/// or steps with all of theirs; none: everything.
QJsonArray measurementGroups(const ReportFacts &facts, const WatsFilter &filter);
/// The same groups with one row of statistics for each part number and revision, and period if one is asked for.
QJsonArray aggregatedGroups(const ReportFacts &facts, const WatsFilter &filter);
/// The measurements of measurementGroups() as one list.
QJsonArray measurementRows(const ReportFacts &facts, const WatsFilter &filter);

/// What each step said in each report, newest report first: `{id, serialNumber, stepName, stepPath, stepType, status,
/// startUtc}`; up to topCount of the filter, or maxMeasurements.
QJsonArray stepStatusRows(const ReportFacts &facts, const WatsFilter &filter);

} // namespace qwats::demo
