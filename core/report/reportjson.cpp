// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportjson.h"

#include "core/json/jsonvalue.h"
#include "core/report/stepjson.h"

namespace qwats {
namespace {

using json::field;
using json::Value;

/// Part of a report that is an object of its own on the wire, and part of the Report here.
template <const json::ObjectReader<Report> &(*Reader)()>
bool takeInto(Report &report, const Value &value)
{
    json::Problem unused;
    return value.is_null() || Reader().read(value, report, unused);
}

bool takeMiscInfos(Report &report, const Value &value)
{
    static const json::ObjectReader<MiscInfo> reader {
        field<&MiscInfo::description>("description"),
        field<&MiscInfo::description>("name"),
        field<&MiscInfo::text>("text"),
        field<&MiscInfo::text>("value"),
        {"numeric", [](MiscInfo &info, const Value &v) { return !info.text.isEmpty() || json::read(v, info.text); }},
    };
    return json::readInner(value, report.miscInfos, reader);
}

bool takeFailures(SubUnit &unit, const Value &value)
{
    static const json::ObjectReader<RepairFailure> reader {
        field<&RepairFailure::category>("category"),
        field<&RepairFailure::code>("code"),
        field<&RepairFailure::comment>("comment"),
        field<&RepairFailure::componentRef>("comRef"),
        field<&RepairFailure::functionBlock>("funcBlock"),
        field<&RepairFailure::articleNumber>("artNumber"),
        field<&RepairFailure::articleDescription>("artDescription"),
        field<&RepairFailure::referencedStep>("refStepId"),
        field<&RepairFailure::referencedStepName>("refStepName"),
    };
    return json::readInner(value, unit.failures, reader);
}

bool takeSubUnits(Report &report, const Value &value)
{
    static const json::ObjectReader<SubUnit> reader {
        field<&SubUnit::partType>("partType"),   field<&SubUnit::partNumber>("pn"),
        field<&SubUnit::revision>("rev"),        field<&SubUnit::serialNumber>("sn"),
        field<&SubUnit::index>("idx"),           field<&SubUnit::parentIndex>("parentIdx"),
        field<&SubUnit::replacedIndex>("replacedIdx"), {"failures", takeFailures},
    };
    return json::readInner(value, report.subUnits, reader);
}

bool takeAssets(Report &report, const Value &value)
{
    static const json::ObjectReader<UsedAsset> reader {field<&UsedAsset::serialNumber>("sn"), field<&UsedAsset::usageCount>("usageCount")};
    return json::readInner(value, report.assets, reader);
}

bool takeFiles(Report &report, const Value &value)
{
    simdjson::dom::array files;
    if (value.is_null())
        return true;
    if (value.get(files) != simdjson::SUCCESS)
        return false;
    for (const Value &file : files) {
        Attachment attachment;
        if (readAttachment(file, attachment))
            report.attachments.push_back(std::move(attachment));
    }
    return true;
}

bool takeRepairs(Report &report, const Value &value)
{
    struct Reference
    {
        QString id;
    };
    static const json::ObjectReader<Reference> reader {field<&Reference::id>("id")};
    std::vector<Reference> references;
    if (!json::readInner(value, references, reader))
        return false;
    for (const auto &reference : references)
        report.repairedBy.push_back(reference.id);
    return true;
}

const json::ObjectReader<Report> &testReader()
{
    static const json::ObjectReader<Report> reader {
        field<&Report::operatorName>("user"),         field<&Report::comment>("comment"),
        field<&Report::executionTime>("execTime"),    field<&Report::fixtureId>("fixtureId"),
        field<&Report::socketIndex>("testSocketIndex"), field<&Report::errorCode>("errorCode"),
        field<&Report::errorMessage>("errorMessage"), field<&Report::batchNumber>("batchSN"),
        field<&Report::failedStepId>("stepIdCausedUUTFailure"), {"referencedByUURs", takeRepairs},
    };
    return reader;
}

const json::ObjectReader<Report> &repairReader()
{
    static const json::ObjectReader<Report> reader {
        field<&Report::operatorName>("user"),
        field<&Report::comment>("comment"),
        field<&Report::executionTime>("execTime"),
        field<&Report::testProcessCode>("processCode"),
        field<&Report::testProcessName>("processName"),
        field<&Report::referencedTest>("refUUT"),
        field<&Report::confirmed>("confirmDate"),
        field<&Report::finalized>("finalizeDate"),
    };
    return reader;
}

bool takeRepair(Report &report, const Value &value)
{
    simdjson::dom::object object;
    if (value.get(object) == simdjson::SUCCESS && object.size() > 0)
        report.kind = ReportKind::Repair; // recognised by a non-empty `uur`
    return takeInto<repairReader>(report, value);
}

bool takeRoot(Report &report, const Value &value)
{
    if (value.is_null())
        return true;
    Step root;
    json::Problem unused;
    if (!readStep(value, root, unused))
        return false;
    report.root = std::move(root);
    return true;
}

bool takeResult(Report &report, const Value &value)
{
    QString letter;
    if (!json::read(value, letter))
        return false;
    report.result = reportResultFrom(letter);
    return true;
}

bool takeStart(Report &report, const Value &value)
{
    return report.start.isValid() || json::read(value, report.start);
}

const json::ObjectReader<Report> &reportReader()
{
    static const json::ObjectReader<Report> reader {
        field<&Report::id>("id"),
        field<&Report::partNumber>("pn"),
        field<&Report::serialNumber>("sn"),
        field<&Report::revision>("rev"),
        field<&Report::processCode>("processCode"),
        field<&Report::processName>("processName"),
        field<&Report::productName>("productName"),
        {"result", takeResult},
        field<&Report::stationName>("machineName"),
        field<&Report::location>("location"),
        field<&Report::purpose>("purpose"),
        {"start", takeStart},
        {"startUTC", takeStart},
        {"uut", takeInto<testReader>},
        {"uur", takeRepair},
        {"root", takeRoot},
        {"miscInfos", takeMiscInfos},
        {"subUnits", takeSubUnits},
        {"uutParts", takeSubUnits},
        {"assets", takeAssets},
        {"binaryData", takeFiles},
        {"attachments", takeFiles},
    };
    return reader;
}

} // namespace

Result<Report> decodeReport(const QByteArray &body)
{
    auto report = json::decodeObject(body, reportReader());
    if (report && report->id.isEmpty() && report->serialNumber.isEmpty()) {
        json::Problem problem;
        problem.expected("a report with an id");
        return failure(problem.error());
    }
    return report;
}

} // namespace qwats
