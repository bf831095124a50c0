// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/processservice.h"

#include "core/json/jsonvalue.h"

namespace qwats {
namespace {

using json::field;

bool takeState(Process &process, const json::Value &value)
{
    int state = 1;
    if (!json::readCode(value, state))
        return false;
    process.active = state == 1;
    return true;
}

Result<ProcessList> decodeProcesses(const QByteArray &body)
{
    static const json::ObjectReader<Process> reader{
        field<&Process::code>("code"),
        field<&Process::name>("name"),
        field<&Process::description>("description"),
        field<&Process::isTest>("isTestOperation"),
        field<&Process::isRepair>("isRepairOperation"),
        field<&Process::isWip>("isWipOperation"),
        {"state", takeState, "a number"},
    };
    return json::decodeList(body, reader);
}

void tagProcesses(const QByteArray &, const void *, TagList &tags)
{
    tags << "processes";
}

} // namespace

Query<ProcessList> ProcessService::list()
{
    static constexpr EndpointOf<ProcessList> endpoint{
        {"/api/App/Processes", Domain::Process, decodeWith<decodeProcesses>, tagProcesses}};
    return {endpoint, QByteArrayLiteral("/api/App/Processes")};
}

} // namespace qwats
