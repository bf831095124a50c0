// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/command.h"
#include "core/production/serialnumber.h"
#include "core/production/unit.h"

namespace qwats {

/// Every write of production. Which answers each makes untrue is declared in one table, productionDependency().
enum class ProductionWrite : quint8 {
    SetPhase,
    SetProcess,
    AddChild,
    RemoveChild,
    RemoveAllChildren,
    SaveUnits,
    CreateUnit,
    AcknowledgeChange,
    SaveBatches,
    TakeSerialNumbers,
    UploadSerialNumbers,
    FreeSerialNumbers,
    DeleteFreeSerialNumbers,
};
inline constexpr int ProductionWriteCount = 13;

/// What a write changes: the units it names (with those they are built into and those built into them), the list of
/// changes, the batches, the pools of serial numbers.
struct ProductionDependency
{
    ProductionWrite write;
    bool units;
    bool changes;
    bool batches;
    bool serialNumbers;
};

[[nodiscard]] const ProductionDependency &productionDependency(ProductionWrite write);
[[nodiscard]] TagList tagsDroppedBy(ProductionWrite write, const QStringList &unitSerials);

/// The writes as values, for services, scripts and the replay of traces. Every one is sent once.
namespace productioncommands {

[[nodiscard]] Command<Done> setPhase(const Unit &unit, int phaseId, const QString &comment);
[[nodiscard]] Command<Done> setProcess(const Unit &unit, int processCode, const QString &comment);
/// Puts one unit into another; serial and part number of each count. Errors: Conflict when it is in one already.
[[nodiscard]] Command<Done> addChild(const Unit &parent, const Unit &child);
[[nodiscard]] Command<Done> removeChild(const Unit &parent, const Unit &child);
[[nodiscard]] Command<Done> removeAllChildren(const Unit &parent);

/// What the server checks before a unit is built into another one.
struct BuildChecks
{
    bool partNumber = true;
    bool revision = true;
    bool phase = false; ///< the child is finalized or repaired
};
/// As addChild, but refused (Conflict) when a check fails. An internal endpoint: not every server has it.
[[nodiscard]] Command<Done> addCheckedChild(const Unit &parent, const Unit &child, const BuildChecks &checks);

/// Creates or updates by serial and part number; empty members stay as they are.
[[nodiscard]] Command<UnitsSaved> saveUnits(const UnitList &units);
/// Creates one unit, never changes one. Errors: Conflict when there is one. An internal endpoint.
[[nodiscard]] Command<Unit> createUnit(const Unit &unit);
[[nodiscard]] Command<Done> acknowledgeChange(qint64 changeId);
[[nodiscard]] Command<ProductionBatchList> saveBatch(const ProductionBatch &batch);
[[nodiscard]] Command<ProductionBatchList> saveBatches(const ProductionBatchList &batches);

/// Takes numbers from a pool for good. `quantity` 1 … 10 000. Errors: Conflict when the pool has not enough.
[[nodiscard]] Command<QStringList> takeSerialNumbers(const QString &type, int quantity,
                                                     const SerialNumberReference &reference);
/// Adds numbers to a pool from a file. An empty type: the file says it.
[[nodiscard]] Command<Done> uploadSerialNumbers(const QString &type, const QByteArray &file, SerialFileFormat format);
/// Gives taken numbers back, or deletes free ones; the answer is how many. Both need a range or a reference (Rejected
/// without), and are internal endpoints.
[[nodiscard]] Command<qint64> freeSerialNumbers(const SerialNumberSelection &which);
[[nodiscard]] Command<qint64> deleteFreeSerialNumbers(const SerialNumberSelection &which);

} // namespace productioncommands
} // namespace qwats
