// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/reportfacts.h"

#include <QJsonArray>

namespace qwats::demo {

/// Names of the figures of a repair row.
const QStringList &repairKpis();

/// Repair rows by groups. repairReportCount counts repair reports, repairCount the failures in them; totalCount is the
/// number of units tested in the range with the same unit (part number, revision and the like, as far as grouped by),
/// repairRate the repair reports for each hundred of those. Without groups there is one row.
/// Looks into the newest repairs that the filter wants, at most maxRepairReports.
std::vector<QJsonObject> repairRows(const ReportFacts &facts, const WatsFilter &filter,
                                    const DimensionList &dimensions);

/// One row a repaired failure of units of a part number and revision (with wildcards, empty: any), newest first,
/// whatever their age.
QJsonArray repairHistoryRows(const ReportFacts &facts, const WatsFilter &filter);

} // namespace qwats::demo
