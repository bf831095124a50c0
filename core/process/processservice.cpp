// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/processservice.h"

#include "core/http/target.h"
#include "core/process/processjson.h"
#include "core/product/productjson.h"

namespace qwats {
namespace {

void tagProcesses(const QByteArray &, const void *, TagList &tags)
{
    tags << "processes";
}

void tagGroups(const QByteArray &, const void *, TagList &tags)
{
    tags << "processes"
         << "list:groups";
}

} // namespace

namespace {
constexpr EndpointOf<ProcessList> processesEndpoint{
    {"/api/App/Processes", Domain::Process, decodeWith<decodeProcesses>, tagProcesses}};
}

Query<ProcessList> ProcessService::list()
{
    return {processesEndpoint, QByteArrayLiteral("/api/App/Processes")};
}

Query<ProcessList> ProcessService::all()
{
    return {processesEndpoint, Target(processesEndpoint.route).flag("includeInactiveProcesses", true).encoded()};
}

Query<ProductionLevelList> ProcessService::levels()
{
    static constexpr EndpointOf<ProductionLevelList> endpoint{
        {"/api/App/Levels", Domain::Process, decodeWith<decodeLevels>, tagProcesses}};
    return {endpoint, QByteArrayLiteral("/api/App/Levels")};
}

Query<ProductGroupList> ProcessService::productGroups()
{
    static constexpr EndpointOf<ProductGroupList> endpoint{
        {"/api/App/ProductGroups", Domain::Process, decodeWith<decodeProductGroups>, tagGroups}};
    return {endpoint, QByteArrayLiteral("/api/App/ProductGroups")};
}

Query<RepairOperationList> ProcessService::repairOperations()
{
    static constexpr EndpointOf<RepairOperationList> endpoint{{"/api/internal/Process/GetRepairOperations",
                                                               Domain::Process, decodeWith<decodeRepairOperations>,
                                                               tagProcesses}};
    return {endpoint, QByteArrayLiteral("/api/internal/Process/GetRepairOperations")};
}

Query<ProcessDetailsList> ProcessService::details()
{
    static constexpr EndpointOf<ProcessDetailsList> endpoint{
        {"/api/internal/Process/GetProcesses", Domain::Process, decodeWith<decodeProcessDetailsList>, tagProcesses}};
    return {endpoint, QByteArrayLiteral("/api/internal/Process/GetProcesses")};
}

Query<ProcessDetails> ProcessService::one(const QString &processId)
{
    static constexpr EndpointOf<ProcessDetails> endpoint{
        {"/api/internal/Process/GetProcess/{guid}", Domain::Process, decodeWith<decodeProcessDetails>, tagProcesses}};
    return {endpoint, Target(endpoint.route).arg(processId).encoded()};
}

Query<RepairOperation> ProcessService::repairOperation(const QString &processId, int processCode)
{
    static constexpr EndpointOf<RepairOperation> endpoint{{"/api/internal/Process/GetRepairOperation/{guid}",
                                                           Domain::Process, decodeWith<decodeRepairOperation>,
                                                           tagProcesses}};
    return {endpoint, Target(endpoint.route).arg(processId).param("processCode", processCode).encoded()};
}

} // namespace qwats
