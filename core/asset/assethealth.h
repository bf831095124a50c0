// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"

namespace qwats {

/// How urgent something is, worst last.
enum class HealthLevel : quint8 { Ok, Warning, Alarm, Overdue };

/// One of the four things that wear an asset out, against its type's limit.
struct HealthGauge
{
    bool known = false; ///< there is a value
    bool limited = false; ///< there is a limit to compare with
    double share = 0; ///< used part of the limit: 1 is the limit, more is beyond it
    HealthLevel level = HealthLevel::Ok;
    qint64 value = 0; ///< counts: the count. Dates: days left, negative when late
    qint64 limit = 0; ///< counts: the limit. Dates: the interval in days
    Timestamp due; ///< dates only
};

/// The whole judgement. The worst cause wins. (wats-api 3.4)
struct AssetHealth
{
    enum class Cause : quint8 { None, RunningCount, TotalCount, Calibration, Maintenance };
    HealthGauge runningCount;
    HealthGauge totalCount;
    HealthGauge calibration;
    HealthGauge maintenance;
    HealthLevel level = HealthLevel::Ok;
    Cause cause = Cause::None;
    double warningShare = 0.8;
    double alarmShare = 1.0;
};

/// Judges an asset by its type's thresholds at `now`. A due date in the past is Overdue; a count at the alarm threshold
/// is an Alarm. `type` may be null: then only due dates are judged.
[[nodiscard]] AssetHealth assetHealth(const Asset &asset, const AssetType *type, Timestamp now);

/// The cause in words for people: "Calibration 3 d late"; empty when all is well.
[[nodiscard]] QString healthSentence(const AssetHealth &health);

} // namespace qwats
