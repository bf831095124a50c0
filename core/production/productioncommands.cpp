// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/production/productioncommands.h"

#include "core/http/target.h"
#include "core/production/productionjson.h"

#include <array>

namespace qwats {
namespace {

/// Which write makes what untrue: units, changes, batches, serial numbers.
constexpr std::array<ProductionDependency, ProductionWriteCount> writeTable{{
    {ProductionWrite::SetPhase, true, true, false, false},
    {ProductionWrite::SetProcess, true, true, false, false},
    {ProductionWrite::AddChild, true, true, false, false},
    {ProductionWrite::RemoveChild, true, true, false, false},
    {ProductionWrite::RemoveAllChildren, true, true, false, false},
    {ProductionWrite::SaveUnits, true, true, true, false}, // a unit may join a batch
    {ProductionWrite::CreateUnit, true, true, true, false},
    {ProductionWrite::AcknowledgeChange, false, true, false, false},
    {ProductionWrite::SaveBatches, false, false, true, false},
    {ProductionWrite::TakeSerialNumbers, false, false, false, true},
    {ProductionWrite::UploadSerialNumbers, false, false, false, true},
    {ProductionWrite::FreeSerialNumbers, false, false, false, true},
    {ProductionWrite::DeleteFreeSerialNumbers, false, false, false, true},
}};

template <typename T>
Command<T> productionCommand(ProductionWrite write, Method method, const char *route, const Target &target,
                             const QStringList &serials = {})
{
    Command<T> command;
    command.method = method;
    command.route = route;
    command.target = target.encoded();
    command.drops = tagsDroppedBy(write, serials);
    return command;
}

Target aboutUnit(const char *route, const Unit &unit)
{
    Target target(route);
    target.param("serialNumber", unit.serialNumber).param("partNumber", unit.partNumber);
    return target;
}

Command<Done> pairCommand(ProductionWrite write, const char *route, const Unit &parent, const Unit &child)
{
    Target target(route);
    target.param("parentSerialNumber", parent.serialNumber).param("parentPartNumber", parent.partNumber);
    target.param("childSerialNumber", child.serialNumber).param("childPartNumber", child.partNumber);
    return productionCommand<Done>(write, Method::Post, route, target, {parent.serialNumber, child.serialNumber});
}

void addSerials(const Unit &unit, QStringList &serials)
{
    serials << unit.serialNumber;
    if (!unit.parentSerialNumber.isEmpty())
        serials << unit.parentSerialNumber;
    for (const Unit &child : unit.subUnits)
        addSerials(child, serials);
}

Command<qint64> poolCommand(ProductionWrite write, Method method, const SerialNumberSelection &which)
{
    constexpr const char *route = "/api/internal/Production/SerialNumbers/Free";
    Target target(route);
    target.param("typeName", which.type).param("from", which.from).param("to", which.to);
    target.param("referenceSerialNumber", which.referenceSerialNumber)
        .param("referencePartNumber", which.referencePartNumber);
    auto command = productionCommand<qint64>(write, method, route, target);
    command.decode = decodeWith<decodeSerialNumberCount>;
    return command;
}

} // namespace

const ProductionDependency &productionDependency(ProductionWrite write)
{
    return writeTable[static_cast<size_t>(write)];
}

TagList tagsDroppedBy(ProductionWrite write, const QStringList &unitSerials)
{
    const ProductionDependency &changes = productionDependency(write);
    TagList tags;
    for (const QString &serial : unitSerials) {
        if (changes.units && !serial.isEmpty())
            tags << "unit:" + serial.toUtf8();
    }
    if (changes.changes)
        tags << "list:unitchanges";
    if (changes.batches)
        tags << "list:batches";
    if (changes.serialNumbers)
        tags << "list:serialnumbers";
    return tags;
}

namespace productioncommands {

Command<Done> setPhase(const Unit &unit, int phaseId, const QString &comment)
{
    constexpr const char *route = "/api/Production/SetUnitPhase";
    Target target = aboutUnit(route, unit);
    target.param("phase", qint64(phaseId)).param("comment", comment);
    return productionCommand<Done>(ProductionWrite::SetPhase, Method::Put, route, target, {unit.serialNumber});
}

Command<Done> setProcess(const Unit &unit, int processCode, const QString &comment)
{
    constexpr const char *route = "/api/Production/SetUnitProcess";
    Target target = aboutUnit(route, unit);
    target.param("processCode", qint64(processCode)).param("comment", comment);
    return productionCommand<Done>(ProductionWrite::SetProcess, Method::Put, route, target, {unit.serialNumber});
}

Command<Done> addChild(const Unit &parent, const Unit &child)
{
    return pairCommand(ProductionWrite::AddChild, "/api/Production/AddChildUnit", parent, child);
}

Command<Done> removeChild(const Unit &parent, const Unit &child)
{
    return pairCommand(ProductionWrite::RemoveChild, "/api/Production/RemoveChildUnit", parent, child);
}

Command<Done> removeAllChildren(const Unit &parent)
{
    constexpr const char *route = "/api/internal/Production/RemoveAllChildUnits";
    return productionCommand<Done>(ProductionWrite::RemoveAllChildren, Method::Post, route, aboutUnit(route, parent),
                                   {parent.serialNumber});
}

Command<Done> addCheckedChild(const Unit &parent, const Unit &child, const BuildChecks &checks)
{
    constexpr const char *route = "/api/internal/Production/AddChildUnit";
    Target target = aboutUnit(route, parent);
    target.param("childSerialNumber", child.serialNumber).param("childPartNumber", child.partNumber);
    target.flag("checkPartNumber", checks.partNumber)
        .flag("checkRevision", checks.revision)
        .flag("checkPhase", checks.phase);
    return productionCommand<Done>(ProductionWrite::AddChild, Method::Post, route, target,
                                   {parent.serialNumber, child.serialNumber});
}

Command<UnitsSaved> saveUnits(const UnitList &units)
{
    constexpr const char *route = "/api/Production/Units";
    QStringList serials;
    for (const Unit &unit : units)
        addSerials(unit, serials);
    auto command
        = productionCommand<UnitsSaved>(ProductionWrite::SaveUnits, Method::Put, route, Target(route), serials);
    command.body = encodeUnits(units);
    command.decode = decodeWith<decodeUnitsSaved>;
    return command;
}

Command<Unit> createUnit(const Unit &unit)
{
    constexpr const char *route = "/api/internal/Production/CreateUnit";
    Target target = aboutUnit(route, unit);
    target.param("revision", unit.revision).param("batchNumber", unit.batchNumber).param("unitPhase", unit.phase);
    auto command
        = productionCommand<Unit>(ProductionWrite::CreateUnit, Method::Post, route, target, {unit.serialNumber});
    command.decode = decodeWith<decodeUnit>;
    return command;
}

Command<Done> acknowledgeChange(qint64 changeId)
{
    constexpr const char *route = "/api/Production/Units/Changes/{id}";
    return productionCommand<Done>(ProductionWrite::AcknowledgeChange, Method::Delete, route,
                                   Target(route).arg(QString::number(changeId)));
}

Command<ProductionBatchList> saveBatch(const ProductionBatch &batch)
{
    constexpr const char *route = "/api/Production/Batch";
    auto command
        = productionCommand<ProductionBatchList>(ProductionWrite::SaveBatches, Method::Put, route, Target(route));
    const QByteArray list = encodeBatches({batch});
    command.body = list.sliced(1, list.size() - 2); // one batch is sent without the list around it
    command.decode = decodeWith<decodeBatches>;
    return command;
}

Command<ProductionBatchList> saveBatches(const ProductionBatchList &batches)
{
    constexpr const char *route = "/api/Production/Batches";
    auto command
        = productionCommand<ProductionBatchList>(ProductionWrite::SaveBatches, Method::Put, route, Target(route));
    command.body = encodeBatches(batches);
    command.decode = decodeWith<decodeBatches>;
    return command;
}

Command<QStringList> takeSerialNumbers(const QString &type, int quantity, const SerialNumberReference &reference)
{
    constexpr const char *route = "/api/Production/SerialNumbers/Take";
    Target target(route);
    target.param("serialNumberType", type).param("quantity", qint64(quantity));
    target.param("refSN", reference.serialNumber).param("refPN", reference.partNumber);
    target.param("stationName", reference.stationName);
    auto command = productionCommand<QStringList>(ProductionWrite::TakeSerialNumbers, Method::Post, route, target);
    command.decode = decodeWith<decodeTakenSerialNumbers>;
    return command;
}

Command<Done> uploadSerialNumbers(const QString &type, const QByteArray &file, SerialFileFormat format)
{
    constexpr const char *route = "/api/Production/SerialNumbers";
    auto command = productionCommand<Done>(ProductionWrite::UploadSerialNumbers, Method::Put, route,
                                           Target(route).param("typeName", type));
    command.body = file;
    command.contentType = format == SerialFileFormat::Csv ? "text/csv" : "application/xml";
    return command;
}

Command<qint64> freeSerialNumbers(const SerialNumberSelection &which)
{
    return poolCommand(ProductionWrite::FreeSerialNumbers, Method::Put, which);
}

Command<qint64> deleteFreeSerialNumbers(const SerialNumberSelection &which)
{
    return poolCommand(ProductionWrite::DeleteFreeSerialNumbers, Method::Delete, which);
}

} // namespace productioncommands
} // namespace qwats
