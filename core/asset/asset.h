// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"

#include <QString>

#include <optional>
#include <vector>

namespace qwats {

/// Where an asset is in its life, as set by people. Numbers are the wire's (wats-api 3.3).
enum class AssetState : qint8 {
    Unknown = 0,
    InOperation = 1,
    InTransit = 2,
    InMaintenance = 3,
    InCalibration = 4,
    InStorage = 5,
    Scrapped = 6,
};
inline constexpr int AssetStateCount = 7;
[[nodiscard]] QString assetStateName(AssetState state); ///< translated

/// A key with a value that somebody attached.
struct NamedTag
{
    QString key;
    QString value;
    bool operator==(const NamedTag &) const = default;
};

/// What a save does to one tag; tags that are not named stay as they are. Numbers are the wire's (wats-api 3.2).
struct TagChange
{
    enum class Kind : quint8 { None = 0, Add = 1, Update = 2, Delete = 3 };
    QString key;
    QString value;
    Kind kind = Kind::Add;
    bool operator==(const TagChange &) const = default;
};
/// What makes the tags `before` to the tags `after`. A key that stands twice counts with its last value.
[[nodiscard]] std::vector<TagChange> tagChanges(const std::vector<NamedTag> &before,
                                                const std::vector<NamedTag> &after);

/// A fixture, instrument or other equipment. Ids are strings; serial numbers are unique.
struct Asset
{
    QString serialNumber;
    QString id;
    QString typeId;
    QString name;
    QString partNumber;
    QString revision;
    QString description;
    QString location;
    QString parentId;
    QString parentSerialNumber;
    AssetState state = AssetState::Unknown;
    Timestamp firstSeen;
    Timestamp lastSeen;
    Timestamp lastMaintenance;
    Timestamp nextMaintenance;
    Timestamp lastCalibration;
    Timestamp nextCalibration;
    std::optional<qint64> totalCount;
    std::optional<qint64> runningCount;
    std::vector<NamedTag> tags;
};
using AssetList = std::vector<Asset>;

/// What a kind of asset is allowed: counts, intervals in days and the shares at which it warns and alarms.
struct AssetType
{
    QString id;
    QString name;
    std::optional<qint64> runningCountLimit; ///< none or ≤ 0: no limit
    std::optional<qint64> totalCountLimit;
    std::optional<double> calibrationInterval; ///< days; ≤ 0: no limit (-1 unlimited, -2 kept by an external system)
    std::optional<double> maintenanceInterval;
    double warningThreshold = 80; ///< percent
    double alarmThreshold = 100;
    bool readOnly = false;
    QString icon; ///< as the server has it
};
using AssetTypeList = std::vector<AssetType>;

/// What happened to an asset. Numbers are the wire's.
enum class AssetLogKind : qint8 {
    Message = 0,
    Registered = 1,
    PropertyUpdated = 2,
    RunningCountReset = 3,
    Calibrated = 4,
    Maintained = 5,
    StateChanged = 6,
    Unknown = 127,
};
[[nodiscard]] QString assetLogKindName(AssetLogKind kind); ///< translated

struct AssetLogEntry
{
    qint64 id = 0;
    Timestamp date;
    QString user;
    AssetLogKind kind = AssetLogKind::Unknown;
    QString comment;
};
using AssetLog = std::vector<AssetLogEntry>;

/// The server's own judgement of one asset.
struct AssetStatus
{
    int alarmState = 0; ///< 0 OK, 1 warning, 2 alarm
    QString message;
    std::optional<qint64> runningCount;
    std::optional<qint64> totalCount;
};

} // namespace qwats
