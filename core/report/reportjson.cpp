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
bool takeInto(Report &report, const Value &value, json::Problem &problem)
{
    return value.is_null() || Reader().read(value, report, problem);
}

/// `text` wins over the old `numeric`, whichever comes first and unless it is empty.
bool takeInfoText(MiscInfo &info, const Value &value)
{
    QString text;
    if (!json::read(value, text))
        return false;
    if (!text.isEmpty())
        info.text = text;
    return true;
}

bool takeMiscInfos(Report &report, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<MiscInfo> reader{
        field<&MiscInfo::description>("description"),
        field<&MiscInfo::description>("name"),
        {"text", takeInfoText, "text"},
        {"value", takeInfoText, "text"},
        {"numeric", [](MiscInfo &info, const Value &v) { return !info.text.isEmpty() || json::read(v, info.text); },
         "text"},
    };
    return json::readArray(value, report.miscInfos, reader, problem);
}

bool takeFailures(SubUnit &unit, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<RepairFailure> reader{
        field<&RepairFailure::category>("category"),
        field<&RepairFailure::code>("code"),
        field<&RepairFailure::comment>("comment"),
        field<&RepairFailure::componentRef>("comRef"),
        field<&RepairFailure::functionBlock>("funcBlock"),
        field<&RepairFailure::articleNumber>("artNumber"),
        field<&RepairFailure::articleRevision>("artRev"),
        field<&RepairFailure::articleVendor>("artVendor"),
        field<&RepairFailure::articleDescription>("artDescription"),
        field<&RepairFailure::referencedStep>("refStepId"),
        field<&RepairFailure::referencedStepName>("refStepName"),
    };
    return json::readArray(value, unit.failures, reader, problem);
}

bool takeSubUnits(Report &report, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<SubUnit> reader{
        field<&SubUnit::partType>("partType"),
        field<&SubUnit::partNumber>("pn"),
        field<&SubUnit::revision>("rev"),
        field<&SubUnit::serialNumber>("sn"),
        field<&SubUnit::index>("idx"),
        field<&SubUnit::parentIndex>("parentIdx"),
        field<&SubUnit::replacedIndex>("replacedIdx"),
        {"failures", takeFailures},
    };
    return json::readArray(value, report.subUnits, reader, problem);
}

bool takeAssets(Report &report, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<UsedAsset> reader{field<&UsedAsset::serialNumber>("sn"),
                                                      field<&UsedAsset::usageCount>("usageCount")};
    return json::readArray(value, report.assets, reader, problem);
}

bool takeFiles(Report &report, const Value &value, json::Problem &problem)
{
    return json::readArray(value, report.attachments, attachmentReader(), problem);
}

bool takeAdditional(Report &report, const Value &value, json::Problem &problem)
{
    return json::readArray(value, report.additionalData, propertyGroupReader(), problem);
}

bool takeRepairs(Report &report, const Value &value, json::Problem &problem)
{
    struct Reference
    {
        QString id;
    };
    static const json::ObjectReader<Reference> reader{field<&Reference::id>("id")};
    std::vector<Reference> references;
    if (!json::readArray(value, references, reader, problem))
        return false;
    for (const auto &reference : references)
        report.repairedBy.push_back(reference.id);
    return true;
}

const json::ObjectReader<Report> &testReader()
{
    static const json::ObjectReader<Report> reader{
        field<&Report::operatorName>("user"),
        field<&Report::comment>("comment"),
        field<&Report::executionTime>("execTime"),
        field<&Report::fixtureId>("fixtureId"),
        field<&Report::socketIndex>("testSocketIndex"),
        field<&Report::errorCode>("errorCode"),
        field<&Report::errorMessage>("errorMessage"),
        field<&Report::batchNumber>("batchSN"),
        field<&Report::failedStepId>("stepIdCausedUUTFailure"),
        {"referencedByUURs", takeRepairs},
    };
    return reader;
}

const json::ObjectReader<Report> &repairReader()
{
    static const json::ObjectReader<Report> reader{
        field<&Report::operatorName>("user"),           field<&Report::comment>("comment"),
        field<&Report::executionTime>("execTime"),      field<&Report::testProcessCode>("processCode"),
        field<&Report::testProcessName>("processName"), field<&Report::referencedTest>("refUUT"),
        field<&Report::confirmed>("confirmDate"),       field<&Report::finalized>("finalizeDate"),
    };
    return reader;
}

bool takeRepair(Report &report, const Value &value, json::Problem &problem)
{
    simdjson::dom::object object;
    if (value.get(object) == simdjson::SUCCESS && object.size() > 0)
        report.kind = ReportKind::Repair; // recognised by a non-empty `uur`
    return takeInto<repairReader>(report, value, problem);
}

/// A `uur` object alone makes a repair; a report that only calls itself one is believed too.
bool takeType(Report &report, const Value &value)
{
    QString letter;
    if (!json::read(value, letter))
        return false;
    if (letter.startsWith(u'R', Qt::CaseInsensitive) || letter.compare(u"UUR", Qt::CaseInsensitive) == 0)
        report.kind = ReportKind::Repair;
    return true;
}

bool takeRoot(Report &report, const Value &value, json::Problem &problem)
{
    if (value.is_null())
        return true;
    Step root;
    if (!readStep(value, root, problem))
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
    static const json::ObjectReader<Report> reader{
        field<&Report::id>("id"),
        {"type", takeType, "text"},
        field<&Report::partNumber>("pn"),
        field<&Report::serialNumber>("sn"),
        field<&Report::revision>("rev"),
        field<&Report::processCode>("processCode"),
        field<&Report::processName>("processName"),
        field<&Report::productName>("productName"),
        {"result", takeResult, "text"},
        field<&Report::stationName>("machineName"),
        field<&Report::location>("location"),
        field<&Report::purpose>("purpose"),
        {"start", takeStart, "a date"},
        {"startUTC", takeStart, "a date"},
        {"uut", takeInto<testReader>},
        {"uur", takeRepair},
        {"root", takeRoot},
        {"miscInfos", takeMiscInfos},
        {"subUnits", takeSubUnits},
        {"uutParts", takeSubUnits},
        {"assets", takeAssets},
        {"binaryData", takeFiles},
        {"attachments", takeFiles},
        {"additionalData", takeAdditional},
    };
    return reader;
}

} // namespace

Result<Report> decodeReport(const QByteArray &body)
{
    const json::SharedTexts shared;
    auto report = json::decodeObject(body, reportReader());
    if (report && report->id.isEmpty() && report->serialNumber.isEmpty()) {
        json::Problem problem;
        problem.expected("a report with an id");
        return failure(problem.error());
    }
    return report;
}

} // namespace qwats
