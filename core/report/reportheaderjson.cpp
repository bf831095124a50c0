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
