// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportservice.h"

#include "core/http/target.h"
#include "core/report/reportjson.h"

#include <QHash>
#include <QStringList>

#include <algorithm>

namespace qwats {
namespace {

void tagHeaders(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "list:reports";
    if (!subject.isEmpty())
        tags << "history:" + subject;
}

void tagReport(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "report:" + subject;
}

constexpr EndpointOf<ReportHeaderList> headerEndpoint{
    {"/api/Report/Query/Header", Domain::ReportList, decodeWith<decodeReportHeaders>, tagHeaders}};

/// A history is asked for newest first, so that the limit cuts the oldest, and read oldest first.
Result<ReportHeaderList> decodeHistory(const QByteArray &body)
{
    auto rows = decodeReportHeaders(body);
    if (rows)
        std::reverse(rows->begin(), rows->end());
    return rows;
}

const char *fieldOf(ReportSort sort)
{
    switch (sort) {
    case ReportSort::Start: return "start";
    case ReportSort::SerialNumber: return "serialNumber";
    case ReportSort::PartNumber: return "partNumber";
    case ReportSort::Process: return "processCode";
    case ReportSort::Station: return "stationName";
    case ReportSort::Operator: return "operator";
    case ReportSort::ExecutionTime: return "executionTime";
    case ReportSort::Result: return "result";
    case ReportSort::Run: return "run";
    case ReportSort::Fixture: return "fixtureId";
    case ReportSort::Size: return "reportSize";
    }
    return "start";
}

/// `%` at either end becomes the function that means it. OData has nothing for one in the middle: then both halves must
/// hold.
QString textCondition(const char *name, const QString &pattern)
{
    if (pattern.isEmpty())
        return {};
    const QLatin1StringView field(name);
    if (!pattern.contains(u'%'))
        return QStringLiteral("%1 eq %2").arg(field, odataText(pattern));
    QStringList all;
    const QStringList parts = pattern.split(u'%');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].isEmpty())
            continue;
        const char *call = i == 0 ? "startswith" : i == parts.size() - 1 ? "endswith" : "contains";
        all << QStringLiteral("%1(%2, %3)").arg(QLatin1StringView(call), field, odataText(parts[i]));
    }
    return all.join(QStringLiteral(" and "));
}

QString resultCondition(const std::vector<ReportResult> &results)
{
    static const QHash<ReportResult, QString> words{
        {ReportResult::Passed, QStringLiteral("Passed")}, {ReportResult::Failed, QStringLiteral("Failed")},
        {ReportResult::Error, QStringLiteral("Error")},   {ReportResult::Terminated, QStringLiteral("Terminated")},
        {ReportResult::Done, QStringLiteral("Done")},
    };
    QStringList any;
    for (const auto result : results) {
        if (words.contains(result))
            any << QStringLiteral("result eq %1").arg(odataText(words.value(result)));
    }
    return any.size() > 1 ? u'(' + any.join(QStringLiteral(" or ")) + u')' : any.join(QString());
}

QString typeLetter(ReportKind kind)
{
    return kind == ReportKind::Repair ? QStringLiteral("R") : QStringLiteral("U"); // the query says U, rows say T
}

} // namespace

QString ReportService::odata(const ReportFilter &filter)
{
    QStringList all{
        textCondition("serialNumber", filter.serialNumber), textCondition("partNumber", filter.partNumber),
        textCondition("revision", filter.revision),         textCondition("batchNumber", filter.batchNumber),
        textCondition("stationName", filter.stationName),   textCondition("operator", filter.operatorName),
        textCondition("fixtureId", filter.fixtureId),       resultCondition(filter.results),
    };
    if (filter.processCode)
        all << QStringLiteral("processCode eq %1").arg(*filter.processCode);
    if (filter.from.isValid())
        all << QStringLiteral("start ge %1").arg(filter.from.toIso());
    if (filter.to.isValid())
        all << QStringLiteral("start le %1").arg(filter.to.toIso());
    all.removeAll(QString());
    return all.join(QStringLiteral(" and "));
}

Query<ReportHeaderList> ReportService::headers(const ReportFilter &filter, ReportSort sort, Qt::SortOrder order,
                                               PageRange range)
{
    QString by = QLatin1StringView(fieldOf(sort));
    if (order == Qt::DescendingOrder)
        by += QStringLiteral(" desc");
    if (sort != ReportSort::Start)
        by += QStringLiteral(",start desc"); // equal rows keep their order from page to page
    Target target("/api/Report/Query/Header");
    target.param("reportType", typeLetter(filter.kind)).param("$filter", odata(filter)).param("$orderby", by);
    target.param("$top", range.top);
    if (range.skip > 0)
        target.param("$skip", range.skip);
    return {headerEndpoint, target.encoded()};
}

Query<ReportHeaderList> ReportService::byODataFilter(ReportKind kind, const QString &odata, PageRange range)
{
    Target target("/api/Report/Query/Header");
    target.param("reportType", typeLetter(kind))
        .param("$filter", odata)
        .param("$orderby", QStringLiteral("start desc"));
    target.param("$top", range.top);
    if (range.skip > 0)
        target.param("$skip", range.skip);
    return {headerEndpoint, target.encoded()};
}

Query<ReportHeaderList> ReportService::history(ReportKind kind, const QString &serialNumber)
{
    static constexpr EndpointOf<ReportHeaderList> endpoint{
        {"/api/Report/Query/Header", Domain::ReportList, decodeWith<decodeHistory>, tagHeaders}};
    Target target(endpoint.route);
    target.param("reportType", typeLetter(kind))
        .param("$filter", QStringLiteral("serialNumber eq %1").arg(odataText(serialNumber)));
    // The second order changes nothing but the key: a list with the same filter is another answer, newest first.
    target.param("$orderby", QStringLiteral("start desc,serialNumber")).param("$top", 100);
    return {endpoint, target.encoded(), serialNumber.toUtf8()};
}

Query<Report> ReportService::one(const QString &id)
{
    static constexpr EndpointOf<Report> endpoint{
        {"/api/Report/Wsjf/{id}", Domain::Report, decodeWith<decodeReport>, tagReport}};
    return {endpoint, Target(endpoint.route).arg(id).encoded(), id.toUtf8()};
}

TagList ReportService::tagsDroppedByUpload(const QString &id, const QString &partNumber,
                                           const QStringList &assetSerials)
{
    TagList tags{"list:reports", "report:" + id.toUtf8(), "list:products", "product:" + partNumber.toUtf8()};
    for (const QString &serial : assetSerials)
        tags << "asset:" + serial.toUtf8() << "status:" + serial.toUtf8();
    if (!assetSerials.isEmpty())
        tags << "list:assets";
    return tags;
}

} // namespace qwats
