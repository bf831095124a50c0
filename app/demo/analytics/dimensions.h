// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace qwats::demo {

/// What rows can be grouped by. The repair and test ones exist for repairs only.
enum class Dimension {
    PartNumber,
    ProductName,
    ProductGroup,
    Revision,
    StationName,
    Location,
    Purpose,
    TestOperation,
    ProcessCode,
    Period,
    SwFilename,
    SwVersion,
    Level,
    BatchNumber,
    Operator,
    FixtureId,
    SocketIndex,
    ErrorCode,
    StepCausedUutFailure,
    StepPathCausedUutFailure,
    MiscInfoDescription,
    MiscInfoString,
    AssetSerialNumber,
    AssetName,
    UnitType,
    RepairOperation,
    RepairCode,
    RepairCategory,
    RepairType,
    ComponentRef,
    ComponentNumber,
    ComponentRevision,
    ComponentVendor,
    ComponentDescription,
    FunctionBlock,
    ReferencedStep,
    ReferencedStepPath,
    TestPeriod,
    TestLevel,
    TestStationName,
    TestLocation,
    TestPurpose,
    TestOperator,
    count
};
constexpr Dimension firstRepairDimension = Dimension::RepairOperation;

QString dimensionName(Dimension dimension);
bool isNumber(Dimension dimension); ///< is written as a JSON number
/// True for what a unit brings along through all its tests and repairs, such as its part number.
bool belongsToUnit(Dimension dimension);

/// The parsed `dimensions` of a filter, e.g. "unitCount desc;partNumber;period". A value; any thread.
struct DimensionList
{
    struct SortKey
    {
        QString name;
        bool descending = false;
    };
    std::vector<Dimension> groups; ///< in the order asked for, each once
    QStringList kpis; ///< figures that were named
    std::vector<SortKey> order; ///< groups and figures that carry asc or desc

    bool has(Dimension dimension) const;
};

/// Reads the list. @p kpis are the names of figures that may occur. Names are compared without case.
/// Returns nothing and sets @p error when a name or an order is unknown.
std::optional<DimensionList> parseDimensions(const QString &text, const QStringList &kpis, bool forRepairs,
                                             QString *error);

/// Sorts rows by the keys that carry an order, then by their groups; equal ones keep their place.
void sortRows(std::vector<QJsonObject> *rows, const DimensionList &dimensions);

/// Writes the grouping values of one row, texts or numbers as the dimension wants. Unknown numbers are left out.
void writeGroups(const DimensionList &dimensions, const QStringList &values, QJsonObject *row);

} // namespace qwats::demo
