// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/processjson.h"

#include "core/json/jsonvalue.h"

#include <algorithm>
#include <charconv>

namespace qwats {
namespace {

using json::field;
using json::Value;

bool takeState(Process &process, const Value &value)
{
    int state = 1;
    if (!json::readCode(value, state))
        return false;
    process.active = state == 1;
    return true;
}

const json::ObjectReader<FailCode> &failCodeReader();

bool takeCodes(FailCode &category, const Value &value, json::Problem &problem)
{
    return json::readArray(value, category.codes, failCodeReader(), problem);
}

const json::ObjectReader<FailCode> &failCodeReader()
{
    static const json::ObjectReader<FailCode> reader{
        field<&FailCode::id>("GUID"),
        field<&FailCode::description>("Description"),
        field<&FailCode::selectable>("Selectable"),
        field<&FailCode::sortOrder>("SortOrder"),
        {"Failcodes", takeCodes},
    };
    return reader;
}

bool takeCategories(RepairOperation &operation, const Value &value, json::Problem &problem)
{
    return json::readArray(value, operation.categories, failCodeReader(), problem);
}

const json::ObjectReader<RepairOperation> &repairOperationReader()
{
    static const json::ObjectReader<RepairOperation> reader{
        field<&RepairOperation::description>("Description"),
        field<&RepairOperation::componentMask>("CompRefMask"),
        field<&RepairOperation::componentMaskDescription>("CompRefMaskDescription"),
        field<&RepairOperation::needsTest>("UUTRequired"),
        field<&RepairOperation::needsBom>("BOMRequired"),
        field<&RepairOperation::needsVendor>("VendorRequired"),
        {"Categories", takeCategories},
    };
    return reader;
}

/// The operations stand in one object, each under its process code as text.
bool readOperations(const simdjson::dom::object &byCode, RepairOperationList &out, json::Problem &problem)
{
    for (const auto &[key, value] : byCode) {
        RepairOperation operation;
        const char *last = key.data() + key.size();
        const auto [end, bad] = std::from_chars(key.data(), last, operation.code);
        if (bad != std::errc() || end != last)
            problem.expected("a process code as key");
        else if (repairOperationReader().read(value, operation, problem)) {
            out.push_back(std::move(operation));
            continue;
        }
        problem.at(key);
        return false;
    }
    return true;
}

template <auto Member> bool takeProcess(ProcessDetails &details, const Value &value)
{
    return json::read(value, details.process.*Member);
}

bool takeDetailsState(ProcessDetails &details, const Value &value)
{
    return takeState(details.process, value);
}

/// A text in the model, an object in its description (wats-api 12, row 36).
bool takeProperties(ProcessDetails &details, const Value &value)
{
    if (!json::read(value, details.properties))
        details.properties = QString::fromStdString(simdjson::minify(value));
    return true;
}

const json::ObjectReader<ProcessDetails> &processDetailsReader()
{
    static const json::ObjectReader<ProcessDetails> reader{
        {"Code", takeProcess<&Process::code>, "a number"},
        {"Name", takeProcess<&Process::name>, "text"},
        {"Description", takeProcess<&Process::description>, "text"},
        {"IsTestOperation", takeProcess<&Process::isTest>, "true or false"},
        {"IsRepairOperation", takeProcess<&Process::isRepair>, "true or false"},
        {"IsWIPOperation", takeProcess<&Process::isWip>, "true or false"},
        {"State", takeDetailsState, "a number"},
        {"Properties", takeProperties, "anything"},
        field<&ProcessDetails::id>("ProcessID"),
        field<&ProcessDetails::index>("ProcessIndex"),
    };
    return reader;
}

} // namespace

Result<ProcessDetailsList> decodeProcessDetailsList(const QByteArray &body)
{
    return json::decodeList(body, processDetailsReader());
}

Result<ProcessDetails> decodeProcessDetails(const QByteArray &body)
{
    return json::decodeObject(body, processDetailsReader());
}

Result<RepairOperation> decodeRepairOperation(const QByteArray &body)
{
    return json::decodeObject(body, repairOperationReader());
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

Result<ProductionLevelList> decodeLevels(const QByteArray &body)
{
    static const json::ObjectReader<ProductionLevel> reader{
        field<&ProductionLevel::id>("levelId"),
        field<&ProductionLevel::name>("levelName"),
    };
    return json::decodeList(body, reader);
}

Result<RepairOperationList> decodeRepairOperations(const QByteArray &body)
{
    RepairOperationList operations;
    if (body.isEmpty())
        return operations;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (json::isNothing(*document))
        return operations;
    json::Problem problem;
    simdjson::dom::object byCode;
    if (document->get(byCode) != simdjson::SUCCESS) {
        problem.expected("an object");
        return failure(problem.error());
    }
    if (!readOperations(byCode, operations, problem))
        return failure(problem.error());
    std::sort(operations.begin(), operations.end(), [](const auto &a, const auto &b) { return a.code < b.code; });
    return operations;
}

} // namespace qwats
