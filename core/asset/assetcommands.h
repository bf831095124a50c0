// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/http/command.h"

namespace qwats {

/// Every write to an asset. Which answers each makes untrue is declared in one table, assetDependencies().
enum class AssetWrite : quint8 { Calibration, Maintenance, ResetRunningCount, SetState, Message };

/// What a write changes: the asset itself (and the lists it stands in), its status, its log, its parents' sub-asset
/// trees.
struct AssetDependency
{
    AssetWrite write;
    bool asset;
    bool status;
    bool log;
    bool lists;
};

[[nodiscard]] const AssetDependency &assetDependency(AssetWrite write);
[[nodiscard]] TagList tagsDroppedBy(AssetWrite write, const QString &id, const QString &serialNumber);

/// The writes as values, for services, scripts and the replay of traces.
namespace assetcommands {
[[nodiscard]] Command<Done> recordCalibration(const Asset &asset, Timestamp when, const QString &comment);
[[nodiscard]] Command<Done> recordMaintenance(const Asset &asset, Timestamp when, const QString &comment);
[[nodiscard]] Command<Done> resetRunningCount(const Asset &asset, const QString &comment);
[[nodiscard]] Command<Done> setState(const Asset &asset, AssetState state);
[[nodiscard]] Command<Done> addMessage(const Asset &asset, const QString &text);
} // namespace assetcommands

} // namespace qwats
