// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/reportfacts.h"

#include <QJsonArray>

namespace qwats::demo {

/// How units went through their processes, from the reports (tests and repairs) that the filter wants.
struct UnitFlow
{
    QJsonArray nodes; ///< `{Id, ProcessCode, Name, UnitCount, ReportCount, PassedCount}`, by process code
    QJsonArray links; ///< `{Source, Target, UnitCount}`: steps of units from one process to the next
    QJsonArray units; ///< `{SerialNumber, PartNumber, Revision, ProcessCode, Result, LastUtc}`, newest first
};

/// Reads each report of the range once. The units are limited to topCount of the filter, or 1000.
UnitFlow unitFlow(const ReportFacts &facts, const WatsFilter &filter);

/// What watches over the factory would have said in the range, newest first: tests that did not pass (type 1), products
/// whose first pass yield fell below 90 % over ten or more units (type 2), assets in alarm (type 5).
/// At most topCount of the filter, or 100.
QJsonArray alarmLog(const ReportFacts &facts, const WatsFilter &filter);

} // namespace qwats::demo
