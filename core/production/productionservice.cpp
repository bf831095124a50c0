// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/production/productionservice.h"

#include "core/http/target.h"
#include "core/production/productionjson.h"

namespace qwats {
namespace {

/// A unit is what its reports made of it: whatever drops the lists of reports drops units too.
void tagUnitOf(const QByteArray &subject, TagList &tags)
{
    tags << "unit:" + subject << "list:reports";
}

void tagBuild(const Unit &unit, TagList &tags)
{
    tags << "unit:" + unit.serialNumber.toUtf8();
    if (!unit.parentSerialNumber.isEmpty())
        tags << "unit:" + unit.parentSerialNumber.toUtf8(); // losing all its children changes each of them
    for (const Unit &child : unit.subUnits)
        tagBuild(child, tags);
}

void tagUnit(const QByteArray &subject, const void *value, TagList &tags)
{
    tagUnitOf(subject, tags);
    if (const auto *unit = static_cast<const Unit *>(value))
        tagBuild(*unit, tags);
}

void tagHierarchy(const QByteArray &subject, const void *value, TagList &tags)
{
    tagUnitOf(subject, tags);
    if (const auto *rows = static_cast<const UnitHierarchy *>(value)) {
        for (const UnitHierarchyRow &row : *rows)
            tagBuild(row.unit, tags);
    }
}

void tagStates(const QByteArray &subject, const void *, TagList &tags)
{
    tagUnitOf(subject, tags);
}

void tagUnitChanges(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:unitchanges";
}

void tagBatches(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:batches"
         << "list:reports"; // their sizes count the units that were seen
}

void tagSerialNumbers(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:serialnumbers";
}

Target unitTarget(const char *route, const QString &serialNumber, const QString &partNumber)
{
    Target target(route);
    target.param("serialNumber", serialNumber).param("partNumber", partNumber);
    return target;
}

Target poolTarget(const char *route, const SerialNumberSelection &which)
{
    Target target(route);
    target.param("typeName", which.type).param("from", which.from).param("to", which.to).param("state", which.state);
    target.param("referenceSerialNumber", which.referenceSerialNumber)
        .param("referencePartNumber", which.referencePartNumber);
    return target;
}

} // namespace

Query<Unit> ProductionService::one(const QString &serialNumber, const QString &partNumber)
{
    static constexpr EndpointOf<Unit> named{
        {"/api/Production/Unit/{serialNumber}/{partNumber}", Domain::Other, decodeWith<decodeUnit>, tagUnit}};
    static constexpr EndpointOf<Unit> bySerial{
        {"/api/internal/Production/GetUnit", Domain::Other, decodeWith<decodeUnit>, tagUnit}};
    const QByteArray subject = serialNumber.toUtf8();
    if (partNumber.isEmpty())
        return {bySerial, unitTarget(bySerial.route, serialNumber, {}).encoded(), subject};
    return {named, Target(named.route).arg(serialNumber).arg(partNumber).encoded(), subject};
}

Query<UnitVerification> ProductionService::verification(const QString &serialNumber, const QString &partNumber,
                                                        const QString &revision)
{
    static constexpr EndpointOf<UnitVerification> endpoint{
        {"/api/Production/UnitVerification", Domain::UnitVerification, decodeWith<decodeUnitVerification>, tagStates}};
    return {endpoint, unitTarget(endpoint.route, serialNumber, partNumber).param("revision", revision).encoded(),
            serialNumber.toUtf8()};
}

Query<NamedValueList> ProductionService::childCheck(const QString &serialNumber, const QString &partNumber,
                                                    const QString &revision)
{
    static constexpr EndpointOf<NamedValueList> endpoint{
        {"/api/Production/CheckChildUnits", Domain::UnitVerification, decodeWith<decodeNamedValues>, tagStates}};
    return {endpoint, unitTarget(endpoint.route, serialNumber, partNumber).param("revision", revision).encoded(),
            serialNumber.toUtf8()};
}

Query<UnitChangeList> ProductionService::changes(const QString &serialNumber, const QString &partNumber,
                                                 PageRange range)
{
    static constexpr EndpointOf<UnitChangeList> endpoint{
        {"/api/Production/Units/Changes", Domain::Other, decodeWith<decodeUnitChanges>, tagUnitChanges}};
    Target target = unitTarget(endpoint.route, serialNumber, partNumber);
    target.param("$top", range.top);
    if (range.skip > 0)
        target.param("$skip", range.skip);
    return {endpoint, target.encoded(), serialNumber.toUtf8()};
}

Query<UnitPhaseList> ProductionService::phases()
{
    static constexpr EndpointOf<UnitPhaseList> endpoint{
        {"/api/internal/Mes/GetUnitPhases", Domain::Process, decodeWith<decodeUnitPhases>, nullptr}};
    return {endpoint, QByteArray(endpoint.route)};
}

Query<ProductionBatchList> ProductionService::batches(const QString &partNumber, const QString &number)
{
    static constexpr EndpointOf<ProductionBatchList> endpoint{
        {"/api/Production/Batches", Domain::Other, decodeWith<decodeBatches>, tagBatches}};
    return {endpoint, Target(endpoint.route).param("partNumber", partNumber).param("batchId", number).encoded()};
}

Query<UnitHierarchy> ProductionService::hierarchy(const QString &serialNumber, const QString &partNumber)
{
    static constexpr EndpointOf<UnitHierarchy> endpoint{
        {"/api/internal/Production/GetUnitHierarchy", Domain::Other, decodeWith<decodeUnitHierarchy>, tagHierarchy}};
    return {endpoint, unitTarget(endpoint.route, serialNumber, partNumber).encoded(), serialNumber.toUtf8()};
}

Query<UnitStateHistory> ProductionService::stateHistory(const QString &serialNumber, const QString &partNumber)
{
    static constexpr EndpointOf<UnitStateHistory> endpoint{
        {"/api/internal/Production/GetUnitStateHistory", Domain::Other, decodeWith<decodeUnitStates>, tagStates}};
    return {endpoint, unitTarget(endpoint.route, serialNumber, partNumber).encoded(), serialNumber.toUtf8()};
}

Query<NamedValueList> ProductionService::contents(const QString &serialNumber, const QString &partNumber,
                                                  const QString &revision)
{
    static constexpr EndpointOf<NamedValueList> endpoint{{"/api/internal/Production/GetUnitContents",
                                                          Domain::UnitVerification, decodeWith<decodeNamedValues>,
                                                          tagStates}};
    return {endpoint, unitTarget(endpoint.route, serialNumber, partNumber).param("revision", revision).encoded(),
            serialNumber.toUtf8()};
}

Query<SiteList> ProductionService::sites()
{
    static constexpr EndpointOf<SiteList> endpoint{
        {"/api/internal/Production/GetSites", Domain::Process, decodeWith<decodeSites>, nullptr}};
    return {endpoint, QByteArray(endpoint.route)};
}

Query<SerialNumberTypeList> ProductionService::serialNumberTypes()
{
    static constexpr EndpointOf<SerialNumberTypeList> endpoint{
        {"/api/Production/SerialNumbers/Types", Domain::Process, decodeWith<decodeSerialNumberTypes>, nullptr}};
    return {endpoint, QByteArray(endpoint.route)};
}

Query<SerialNumberList> ProductionService::serialNumbersInRange(const QString &type, const QString &from,
                                                                const QString &to)
{
    static constexpr EndpointOf<SerialNumberList> endpoint{
        {"/api/Production/SerialNumbers/ByRange", Domain::Other, decodeWith<decodeSerialNumbers>, tagSerialNumbers}};
    SerialNumberSelection which;
    which.type = type;
    which.from = from;
    which.to = to;
    return {endpoint, poolTarget(endpoint.route, which).encoded()};
}

Query<SerialNumberList> ProductionService::serialNumbersOf(const QString &type, const QString &referenceSerialNumber,
                                                           const QString &referencePartNumber)
{
    static constexpr EndpointOf<SerialNumberList> endpoint{{"/api/Production/SerialNumbers/ByReference", Domain::Other,
                                                            decodeWith<decodeSerialNumbers>, tagSerialNumbers}};
    SerialNumberSelection which;
    which.type = type;
    which.referenceSerialNumber = referenceSerialNumber;
    which.referencePartNumber = referencePartNumber;
    return {endpoint, poolTarget(endpoint.route, which).encoded()};
}

Query<QByteArray> ProductionService::serialNumberFile(const QString &type, const QString &state,
                                                      SerialFileFormat format)
{
    static constexpr EndpointOf<QByteArray> endpoint{
        {"/api/Production/SerialNumbers", Domain::Other, decodeWith<decodeSerialNumberFile>, tagSerialNumbers}};
    const QString word = format == SerialFileFormat::Csv ? QStringLiteral("csv") : QStringLiteral("xml");
    return {endpoint,
            Target(endpoint.route).param("typeName", type).param("state", state).param("format", word).encoded()};
}

Query<SerialNumberList> ProductionService::serialNumbers(const SerialNumberSelection &which, PageRange range)
{
    static constexpr EndpointOf<SerialNumberList> endpoint{
        {"/api/internal/Production/SerialNumbers", Domain::Other, decodeWith<decodeSerialNumbers>, tagSerialNumbers}};
    Target target = poolTarget(endpoint.route, which);
    target.param("$top", range.top);
    if (range.skip > 0)
        target.param("$skip", range.skip);
    return {endpoint, target.encoded()};
}

Query<qint64> ProductionService::serialNumberCount(const SerialNumberSelection &which)
{
    static constexpr EndpointOf<qint64> endpoint{{"/api/internal/Production/SerialNumbers/Count", Domain::Other,
                                                  decodeWith<decodeSerialNumberCount>, tagSerialNumbers}};
    return {endpoint, poolTarget(endpoint.route, which).encoded()};
}

Query<SerialNumberRangeList> ProductionService::serialNumberRanges(const QString &type)
{
    static constexpr EndpointOf<SerialNumberRangeList> endpoint{{"/api/internal/Production/SerialNumbers/Ranges",
                                                                 Domain::Other, decodeWith<decodeSerialNumberRanges>,
                                                                 tagSerialNumbers}};
    return {endpoint, Target(endpoint.route).param("typeName", type).encoded()};
}

Query<SerialNumberPoolList> ProductionService::serialNumberPools()
{
    static constexpr EndpointOf<SerialNumberPoolList> endpoint{{"/api/internal/Production/SerialNumbers/Statistics",
                                                                Domain::Other, decodeWith<decodeSerialNumberPools>,
                                                                tagSerialNumbers}};
    return {endpoint, QByteArray(endpoint.route)};
}

} // namespace qwats
