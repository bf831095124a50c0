// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/time/timestamp.h"

#include <QString>

#include <optional>
#include <vector>

namespace qwats {

/// A produced thing with a serial number, and what is built into it. The same serial number may occur with two part
/// numbers.
struct Unit
{
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString productName; ///< as the server's product says; empty when it sends none
    QString parentSerialNumber; ///< empty: not built into anything
    QString batchNumber;
    QString location;
    QString phase; ///< name of the phase
    QString xmlData; ///< what clients attached, as it is
    Timestamp serialDate;
    int phaseId = 0; ///< see UnitPhase::id; 0: not said
    std::optional<int> processCode;
    std::vector<NamedTag> tags;
    std::vector<Unit> subUnits; ///< direct children, each with its own
};
using UnitList = std::vector<Unit>;

/// Where a unit is in its life. Ids are powers of two and the same on all servers (wats-api 7.1): 1 unknown, 2 under
/// production, 4 production repair, 8 service repair, 16 finalized, 32 scrapped, 64 extended test, 128 customization,
/// 256 repaired, 512 missing, 1024 in storage, 2048 shipped.
struct UnitPhase
{
    int id = 0;
    QString code; ///< without blanks: `Under_Production`
    QString name; ///< as the server calls it
    QString description;
};
using UnitPhaseList = std::vector<UnitPhase>;

/// A change of a unit that other systems have not acknowledged yet.
struct UnitChange
{
    qint64 id = 0;
    QString serialNumber;
    QString newParentSerialNumber;
    QString newPartNumber;
    QString newRevision;
    std::optional<int> newPhaseId;
};
using UnitChangeList = std::vector<UnitChange>;

/// How a unit did in one process.
struct VerifiedProcess
{
    int code = 0;
    QString name;
    std::optional<int> index; ///< place in the order of production
    QString status; ///< the server's word: "Passed", "Failed", …
    QString stationName;
    Timestamp start;
    int totalCount = 0; ///< tests
    int nonPassedCount = 0;
    int repairCount = 0;
};

/// May this unit go on? The server's judgement over all processes of a unit at this moment.
struct UnitVerification
{
    QString status;
    QString grade;
    bool inCorrectOrder = false;
    bool passedFirstRun = false;
    bool passedAnyRun = false;
    bool passedLastRun = false;
    bool noRepairs = false;
    std::vector<VerifiedProcess> processes;

    [[nodiscard]] bool passes() const { return passedLastRun; }
};

/// One value of an answer without a fixed shape: `children[0].serialNumber`.
struct NamedValue
{
    QString name;
    QString value;
    bool operator==(const NamedValue &) const = default;
};
using NamedValueList = std::vector<NamedValue>;

/// One row of a unit's build: level 0 is the unit itself, 1 its children, and so on. Rows are in the order of a tree.
struct UnitHierarchyRow
{
    Unit unit; ///< without sub-units
    int level = 0;
};
using UnitHierarchy = std::vector<UnitHierarchyRow>;

/// How a unit got where it is: one entry a report or write, oldest first.
struct UnitState
{
    Timestamp date;
    int phaseId = 0;
    QString phase;
    std::optional<int> processCode;
    QString processName;
    QString stationName;
    QString reportId; ///< empty: not by a report
    QString user;
    QString comment;
};
using UnitStateHistory = std::vector<UnitState>;

/// Units produced under one number.
struct ProductionBatch
{
    QString number;
    QString partNumber; ///< often not sent
    std::optional<int> size;
};
using ProductionBatchList = std::vector<ProductionBatch>;

/// The answer to a save: some servers send the saved units, others counts.
struct UnitsSaved
{
    UnitList units; ///< empty when the server sent counts
    int inserted = 0;
    int updated = 0;
    int errors = 0; ///< units that were refused; the others are saved
};

/// A place of the factory.
struct Site
{
    qint64 id = 0;
    QString name;
};
using SiteList = std::vector<Site>;

} // namespace qwats
