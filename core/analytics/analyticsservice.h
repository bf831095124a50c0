// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analytics.h"
#include "core/analytics/watsfilter.h"
#include "core/http/fetcher.h"
#include "core/report/reportheader.h"

namespace qwats {

/// The statistics endpoints, as queries. What the server computes falls with the lists of reports: every upload of a
/// report drops it.
///
/// Thread: any.
class AnalyticsService
{
public:
    explicit AnalyticsService(Fetcher &) { }

    /// Yields by `filter.dimensions`; without, one row over all.
    [[nodiscard]] static Query<YieldRowList> yield(const WatsFilter &filter);
    [[nodiscard]] static Query<YieldRowList> volumeYield(const WatsFilter &filter); ///< by period
    [[nodiscard]] static Query<YieldRowList> highVolume(const WatsFilter &filter); ///< by product, most units first
    [[nodiscard]] static Query<YieldRowList> worstYield(const WatsFilter &filter); ///< by product, worst first
    [[nodiscard]] static Query<YieldRowList> highVolumeByProductGroup(const WatsFilter &filter);
    [[nodiscard]] static Query<YieldRowList> worstYieldByProductGroup(const WatsFilter &filter);

    [[nodiscard]] static Query<RepairRowList> repairs(const WatsFilter &filter); ///< by `filter.dimensions`
    [[nodiscard]] static Query<RepairHistory> repairHistory(const QString &partNumber, const QString &revision = {});

    [[nodiscard]] static Query<TopFailedList> topFailed(const WatsFilter &filter); ///< `topCount` rows, worst first
    /// Give partNumber and testOperation: without, servers may take too long.
    [[nodiscard]] static Query<StepAnalysis> stepAnalysis(const WatsFilter &filter);
    /// The values of `filter.measurementPaths`, or of all. Give partNumber and testOperation.
    [[nodiscard]] static Query<MeasuredValueList> measurements(const WatsFilter &filter);
    [[nodiscard]] static Query<AggregatedMeasurementList> aggregatedMeasurements(const WatsFilter &filter);
    [[nodiscard]] static Query<Oee> oee(const WatsFilter &filter);

    /// Tests and repairs of units, newest first.
    [[nodiscard]] static Query<ReportHeaderList> serialNumberHistory(const WatsFilter &filter);
    [[nodiscard]] static Query<ReportHeaderList> testReports(const WatsFilter &filter); ///< newest first
    [[nodiscard]] static Query<ReportHeaderList> repairReports(const WatsFilter &filter);

    // Internal endpoints: not every server has them (NotFound).
    [[nodiscard]] static Query<MeasuredValueList> measurementList(const WatsFilter &filter); ///< without paths: all
    [[nodiscard]] static Query<StepStatusList> stepStatuses(const WatsFilter &filter);
    [[nodiscard]] static Query<UnitFlow> unitFlow(const WatsFilter &filter);
    /// Of the filter only topCount, from, to, productGroup and level count.
    [[nodiscard]] static Query<AlarmLog> alarms(const WatsFilter &filter);
};

} // namespace qwats
