// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/processservice.h"

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

Query<ProcessList> ProcessService::list()
{
    static constexpr EndpointOf<ProcessList> endpoint{
        {"/api/App/Processes", Domain::Process, decodeWith<decodeProcesses>, tagProcesses}};
    return {endpoint, QByteArrayLiteral("/api/App/Processes")};
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

} // namespace qwats
