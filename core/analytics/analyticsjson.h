// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analytics.h"
#include "core/result/result.h"

#include <QByteArray>

namespace qwats {

// The wire format of statistics (wats-api 7.4). Thread: any. Errors: BadReply that names the place.
[[nodiscard]] Result<YieldRowList> decodeYield(const QByteArray &body);
[[nodiscard]] Result<RepairRowList> decodeRepairs(const QByteArray &body); ///< one object counts as a list of one
[[nodiscard]] Result<RepairHistory> decodeRepairHistory(const QByteArray &body);
[[nodiscard]] Result<TopFailedList> decodeTopFailed(const QByteArray &body);
[[nodiscard]] Result<StepAnalysis> decodeStepAnalysis(const QByteArray &body);
[[nodiscard]] Result<MeasuredValueList> decodeMeasurements(const QByteArray &body); ///< groups or rows, mixed too
[[nodiscard]] Result<AggregatedMeasurementList> decodeAggregatedMeasurements(const QByteArray &body); ///< same
[[nodiscard]] Result<Oee> decodeOee(const QByteArray &body);
[[nodiscard]] Result<StepStatusList> decodeStepStatuses(const QByteArray &body);
[[nodiscard]] Result<UnitFlow> decodeUnitFlow(const QByteArray &body);
[[nodiscard]] Result<AlarmLog> decodeAlarmLog(const QByteArray &body);

} // namespace qwats
