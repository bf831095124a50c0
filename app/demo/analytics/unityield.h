// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/reportfacts.h"

namespace qwats::demo {

/// Names of the figures of a yield row, as the wire spells them.
const QStringList &yieldKpis();

/// Yield rows by groups.
///
/// A unit is a serial number in one process. It counts where and when its first run was, if that run fulfils the
/// filter; whether it passed by its second, third or any later run is looked up to the end of time, so that
/// FPY ≤ SPY ≤ TPY ≤ LPY. `run` of the filter restricts the reports behind testReportCount, testYieldCount, testYield,
/// retestCount, firstUtc and lastUtc, not the units. Rows appear for groups with units, or with reports when one of
/// those figures is asked for.
///
/// Reads each report of the range once; memory grows with the units in it (about 50 bytes each).
std::vector<QJsonObject> yieldRows(const ReportFacts &facts, const WatsFilter &filter, const DimensionList &dimensions);

/// Drops rows outside minCount, maxCount and yield of the filter, and what is beyond its topCount.
/// @p countKey names the figure that minCount and maxCount are about.
void limitRows(std::vector<QJsonObject> *rows, const WatsFilter &filter, const QString &countKey);

} // namespace qwats::demo
