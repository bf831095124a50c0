// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/jsonvalue.h"
#include "core/report/reportjson.h"

namespace qwats {
namespace {

using json::field;
using json::Value;

bool takeKind(ReportHeader &row, const Value &value)
{
    QString letter;
    if (!json::read(value, letter))
        return false;
    row.kind = letter.startsWith(u'R', Qt::CaseInsensitive) || letter.compare(u"UUR", Qt::CaseInsensitive) == 0
        ? ReportKind::Repair
        : ReportKind::Test;
    return true;
}

bool takeResult(ReportHeader &row, const Value &value)
{
    QString word;
    if (!json::read(value, word))
        return false;
    if (!word.isEmpty())
        row.result = reportResultFrom(word);
    return true;
}

/// `startUtc` wins over `start`; either may be missing.
bool takeStart(ReportHeader &row, const Value &value)
{
    return row.start.isValid() || json::read(value, row.start);
}

/// Some servers call the report's id `id` (wats-api 12, row 14).
bool takeOtherId(ReportHeader &row, const Value &value)
{
    return !row.id.isEmpty() || json::read(value, row.id);
}

/// The parts of a row are made when the first of them comes.
HeaderDetails &detailsOf(ReportHeader &row)
{
    if (!row.details)
        row.details = std::make_shared<HeaderDetails>();
    return const_cast<HeaderDetails &>(*row.details); // made here, and nobody else has it yet
}

bool hasRows(const Value &value)
{
    simdjson::dom::array rows;
    return value.get(rows) != simdjson::SUCCESS || rows.size() > 0;
}

bool takeHeaderUnits(ReportHeader &row, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<HeaderSubUnit> reader{
        field<&HeaderSubUnit::serialNumber>("serialNumber"),
        field<&HeaderSubUnit::partNumber>("partNumber"),
        field<&HeaderSubUnit::revision>("revision"),
        field<&HeaderSubUnit::partType>("partType"),
    };
    if (value.is_null() || !hasRows(value))
        return true;
    auto &units = detailsOf(row).subUnits;
    units.clear(); // the same units under their other name
    return json::readArray(value, units, reader, problem);
}

bool takeHeaderInfos(ReportHeader &row, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<HeaderMiscInfo> reader{
        field<&HeaderMiscInfo::description>("description"),
        field<&HeaderMiscInfo::description>("name"),
        field<&HeaderMiscInfo::value>("value"),
        field<&HeaderMiscInfo::value>("text"),
    };
    if (value.is_null() || !hasRows(value))
        return true;
    auto &infos = detailsOf(row).miscInfos;
    infos.clear();
    return json::readArray(value, infos, reader, problem);
}

bool takeHeaderAssets(ReportHeader &row, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<HeaderAsset> reader{
        field<&HeaderAsset::serialNumber>("serialNumber"),
        field<&HeaderAsset::runningCount>("runningCount"),
        field<&HeaderAsset::totalCount>("totalCount"),
        field<&HeaderAsset::daysSinceCalibration>("daysSinceCalibration"),
        field<&HeaderAsset::calibrationDaysOverdue>("calibrationDaysOverdue"),
    };
    if (value.is_null() || !hasRows(value))
        return true;
    auto &assets = detailsOf(row).assets;
    assets.clear();
    return json::readArray(value, assets, reader, problem);
}

const json::ObjectReader<ReportHeader> &headerReader()
{
    static const json::ObjectReader<ReportHeader> reader{
        field<&ReportHeader::id>("uuid"),
        {"id", takeOtherId, "text"},
        field<&ReportHeader::serialNumber>("serialNumber"),
        field<&ReportHeader::partNumber>("partNumber"),
        field<&ReportHeader::revision>("revision"),
        field<&ReportHeader::batchNumber>("batchNumber"),
        {"reportType", takeKind, "text"},
        field<&ReportHeader::stationName>("stationName"),
        field<&ReportHeader::location>("location"),
        field<&ReportHeader::operatorName>("operator"),
        field<&ReportHeader::comment>("comment"),
        field<&ReportHeader::processCode>("processCode"),
        field<&ReportHeader::processName>("processName"),
        {"result", takeResult, "text"},
        {"status", takeResult, "text"},
        field<&ReportHeader::start>("startUtc"),
        {"start", takeStart, "a date"},
        field<&ReportHeader::executionTime>("executionTime"),
        field<&ReportHeader::sequenceName>("swFilename"),
        field<&ReportHeader::sequenceVersion>("swVersion"),
        field<&ReportHeader::socketIndex>("testSocketIndex"),
        field<&ReportHeader::fixtureId>("fixtureId"),
        field<&ReportHeader::run>("run"),
        field<&ReportHeader::sizeKb>("reportSize"),
        field<&ReportHeader::failedStep>("causedUutFailure"),
        field<&ReportHeader::failedStepPath>("causedUutFailurePath"),
        field<&ReportHeader::errorCode>("errorCode"),
        field<&ReportHeader::errorMessage>("errorMessage"),
        field<&ReportHeader::referencedReport>("referencedUut"),
        field<&ReportHeader::purpose>("purpose"),
        field<&ReportHeader::passedInRun>("passedInRun"),
        field<&ReportHeader::receiveCount>("receiveCount"),
        {"subUnits", takeHeaderUnits},
        {"uurSubUnits", takeHeaderUnits},
        {"miscInfo", takeHeaderInfos},
        {"miscInfos", takeHeaderInfos},
        {"uurMiscInfo", takeHeaderInfos},
        {"assets", takeHeaderAssets},
        {"uurAssets", takeHeaderAssets},
    };
    return reader;
}

} // namespace

Result<ReportHeaderList> decodeReportHeaders(const QByteArray &body)
{
    const json::SharedTexts shared;
    return json::decodeList(body, headerReader());
}

} // namespace qwats
