// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assethealth.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace qwats {
namespace {

constexpr double MsPerDay = 86'400'000.0;

double shareOf(double threshold, double fallback)
{
    if (!(threshold > 0))
        return fallback;
    return threshold <= 1.0 ? threshold : threshold / 100.0; // some servers store fractions (wats-api 12, row 9)
}

HealthLevel levelFor(double share, const AssetHealth &health)
{
    return share >= health.alarmShare  ? HealthLevel::Alarm
        : share >= health.warningShare ? HealthLevel::Warning
                                       : HealthLevel::Ok;
}

HealthGauge countGauge(const std::optional<qint64> &count, std::optional<qint64> limit, const AssetHealth &health)
{
    HealthGauge gauge;
    gauge.known = count.has_value();
    gauge.value = count.value_or(0);
    gauge.limited = gauge.known && limit.value_or(0) > 0;
    if (!gauge.limited)
        return gauge;
    gauge.limit = *limit;
    gauge.share = double(gauge.value) / double(gauge.limit);
    gauge.level = levelFor(gauge.share, health);
    return gauge;
}

HealthGauge dateGauge(Timestamp last, Timestamp next, std::optional<double> interval, const AssetHealth &health,
                      Timestamp now)
{
    HealthGauge gauge;
    const bool managed = !interval || *interval > 0 || *interval <= -2; // -1: this type is never due
    if (!next.isValid() && last.isValid() && interval.value_or(0) > 0)
        next = Timestamp::fromMs(last.ms() + qint64(*interval * MsPerDay)); // the server keeps only when it was done
    if (!next.isValid() || !managed)
        return gauge;
    gauge.known = gauge.limited = true;
    gauge.due = next;
    const double daysLeft = double(next.ms() - now.ms()) / MsPerDay;
    gauge.value = qint64(daysLeft < 0 ? std::floor(daysLeft) : std::ceil(daysLeft));
    double span = interval.value_or(0);
    if (last.isValid() && last < next)
        span = double(next.ms() - last.ms()) / MsPerDay;
    gauge.limit = qint64(std::llround(interval.value_or(0) > 0 ? *interval : span));
    gauge.share = span > 0 ? std::max(0.0, (span - daysLeft) / span) : daysLeft < 0 ? 1.01 : 0;
    gauge.level = now > next ? HealthLevel::Overdue : levelFor(gauge.share, health);
    return gauge;
}

} // namespace

AssetHealth assetHealth(const Asset &asset, const AssetType *type, Timestamp now)
{
    AssetHealth health;
    if (type) {
        health.warningShare = shareOf(type->warningThreshold, 0.8);
        health.alarmShare = shareOf(type->alarmThreshold, 1.0);
    }
    health.runningCount = countGauge(asset.runningCount, type ? type->runningCountLimit : std::nullopt, health);
    health.totalCount = countGauge(asset.totalCount, type ? type->totalCountLimit : std::nullopt, health);
    health.calibration = dateGauge(asset.lastCalibration, asset.nextCalibration,
                                   type ? type->calibrationInterval : std::nullopt, health, now);
    health.maintenance = dateGauge(asset.lastMaintenance, asset.nextMaintenance,
                                   type ? type->maintenanceInterval : std::nullopt, health, now);
    using Cause = AssetHealth::Cause;
    const std::pair<Cause, const HealthGauge *> gauges[] = {{Cause::Calibration, &health.calibration},
                                                            {Cause::Maintenance, &health.maintenance},
                                                            {Cause::RunningCount, &health.runningCount},
                                                            {Cause::TotalCount, &health.totalCount}};
    for (const auto &[cause, gauge] : gauges) {
        if (gauge->level > health.level) {
            health.level = gauge->level;
            health.cause = cause;
        }
    }
    return health;
}

QString healthSentence(const AssetHealth &health)
{
    const auto tr
        = [](const char *text, int n = -1) { return QCoreApplication::translate("AssetHealth", text, nullptr, n); };
    const auto date = [&](const HealthGauge &gauge, const char *late, const char *soon) {
        return gauge.level == HealthLevel::Overdue ? tr(late).arg(-gauge.value) : tr(soon).arg(gauge.value);
    };
    const auto count = [&](const HealthGauge &gauge, const char *over, const char *near) {
        return gauge.share >= 1 ? tr(over) : tr(near).arg(qint64(std::floor(gauge.share * 100)));
    };
    switch (health.cause) {
    case AssetHealth::Cause::None: return {};
    case AssetHealth::Cause::Calibration:
        return date(health.calibration, QT_TRANSLATE_NOOP("AssetHealth", "Calibration %1 d late"),
                    QT_TRANSLATE_NOOP("AssetHealth", "Calibration due in %1 d"));
    case AssetHealth::Cause::Maintenance:
        return date(health.maintenance, QT_TRANSLATE_NOOP("AssetHealth", "Maintenance %1 d late"),
                    QT_TRANSLATE_NOOP("AssetHealth", "Maintenance due in %1 d"));
    case AssetHealth::Cause::RunningCount:
        return count(health.runningCount, QT_TRANSLATE_NOOP("AssetHealth", "Running count at its limit"),
                     QT_TRANSLATE_NOOP("AssetHealth", "Running count at %1 %"));
    case AssetHealth::Cause::TotalCount:
        return count(health.totalCount, QT_TRANSLATE_NOOP("AssetHealth", "Total count at its limit"),
                     QT_TRANSLATE_NOOP("AssetHealth", "Total count at %1 %"));
    }
    return {};
}

QString assetStateName(AssetState state)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("AssetState", text); };
    switch (state) {
    case AssetState::Unknown: return tr("Unknown");
    case AssetState::InOperation: return tr("In operation");
    case AssetState::InTransit: return tr("In transit");
    case AssetState::InMaintenance: return tr("In maintenance");
    case AssetState::InCalibration: return tr("In calibration");
    case AssetState::InStorage: return tr("In storage");
    case AssetState::Scrapped: return tr("Scrapped");
    }
    return tr("Unknown");
}

QString assetLogKindName(AssetLogKind kind)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("AssetLog", text); };
    switch (kind) {
    case AssetLogKind::Message: return tr("Message");
    case AssetLogKind::Registered: return tr("Registered");
    case AssetLogKind::PropertyUpdated: return tr("Changed");
    case AssetLogKind::RunningCountReset: return tr("Running count reset");
    case AssetLogKind::Calibrated: return tr("Calibrated");
    case AssetLogKind::Maintained: return tr("Maintained");
    case AssetLogKind::StateChanged: return tr("State changed");
    case AssetLogKind::Unknown: return tr("Other");
    }
    return tr("Other");
}

} // namespace qwats
