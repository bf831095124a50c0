// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assetedit.h"
#include "core/http/dependency.h"

#include <array>

namespace qwats {

/// Every write to an asset. Which answers each makes untrue is declared in one table, assetDependencies().
enum class AssetWrite : quint8 {
    Save,
    Delete,
    Count,
    CountWithChildren,
    SetRunningCount,
    SetTotalCount,
    ResetRunningCount,
    SetState,
    Calibration,
    ExternalCalibration,
    Maintenance,
    ExternalMaintenance,
    Message,
    SaveType,
    UploadFile,
    DeleteFiles,
};
inline constexpr int AssetWriteCount = 16;

/// The dependency table, a row for each AssetWrite in its order. `{name}` is the asset's id and its serial number, as
/// far as they are known; `{name*}` is the same, and `any` when one of them is not.
[[nodiscard]] const std::array<Dependency, AssetWriteCount> &assetDependencies();
[[nodiscard]] TagList tagsDroppedBy(AssetWrite write, const QString &id, const QString &serialNumber);

/// The largest file that is sent to an asset, in bytes.
inline constexpr qsizetype LargestAssetFile = 10 * 1024 * 1024;

/// The writes as values, for services, scripts and the replay of traces. An asset is named by its id or, without one,
/// by its serial number; both should be known, so that everything about it is dropped and nothing else.
namespace assetcommands {
[[nodiscard]] Command<Asset> save(const AssetEdit &edit); ///< check() it before
[[nodiscard]] Command<Done> remove(const Asset &asset);
/// Raises running and total count by `by` uses, on request also those of everything below it.
[[nodiscard]] Command<Done> incrementCount(const Asset &asset, qint64 by, bool withChildren);
/// Raises the total count to `total`, and the running count by as much.
[[nodiscard]] Command<Done> raiseTotalCount(const Asset &asset, qint64 total, bool withChildren);
[[nodiscard]] Command<Done> setRunningCount(const Asset &asset, qint64 count); ///< Forbidden without the permission
[[nodiscard]] Command<Done> setTotalCount(const Asset &asset, qint64 count); ///< Forbidden without the permission
[[nodiscard]] Command<Done> resetRunningCount(const Asset &asset, const QString &comment);
[[nodiscard]] Command<Done> setState(const Asset &asset, AssetState state);
/// `when` none: now.
[[nodiscard]] Command<Done> recordCalibration(const Asset &asset, Timestamp when, const QString &comment);
[[nodiscard]] Command<Done> recordMaintenance(const Asset &asset, Timestamp when, const QString &comment);
/// What another system keeps: when it was done, and when it is due again (none: unknown).
[[nodiscard]] Command<Done> recordExternalCalibration(const Asset &asset, Timestamp done, Timestamp due,
                                                      const QString &comment);
[[nodiscard]] Command<Done> recordExternalMaintenance(const Asset &asset, Timestamp done, Timestamp due,
                                                      const QString &comment);
[[nodiscard]] Command<Done> addMessage(const Asset &asset, const QString &text, const QString &user = {});
[[nodiscard]] Command<AssetType> saveType(const AssetType &type);
[[nodiscard]] Command<Done> uploadFile(const Asset &asset, const QString &fileName, const QByteArray &content);
[[nodiscard]] Command<Done> deleteFiles(const Asset &asset, const QStringList &fileNames);
} // namespace assetcommands

} // namespace qwats
