// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportservice.h"

#include "core/http/target.h"
#include "core/report/reportcommands.h"
#include "core/report/reportjson.h"

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
    tags << "report:" + subject << anyOf("report");
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

QString typeLetter(ReportKind kind)
{
    return kind == ReportKind::Repair ? QStringLiteral("R") : QStringLiteral("U"); // the query says U, rows say T
}

} // namespace

QString ReportService::odata(const ReportFilter &filter)
{
    return odataOf(filter);
}

Query<ReportHeaderList> ReportService::headers(const ReportFilter &filter, ReportSort sort, Qt::SortOrder order,
                                               PageRange range, const HeaderParts &parts)
{
    QString by = QLatin1StringView(fieldOf(sort));
    if (order == Qt::DescendingOrder)
        by += QStringLiteral(" desc");
    if (sort != ReportSort::Start)
        by += QStringLiteral(",start desc"); // equal rows keep their order from page to page
    Target target("/api/Report/Query/Header");
    target.param("reportType", typeLetter(filter.kind)).param("$filter", odata(filter)).param("$orderby", by);
    target.param("$expand", expandOf(parts, filter.kind)).param("$top", range.top);
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

Query<ReportHeaderList> ReportService::byMiscInfo(const QString &description, const QString &value, int top)
{
    Target target("/api/Report/Query/HeaderByMiscInfo");
    target.param("description", description).param("stringValue", value).param("$top", top);
    static constexpr EndpointOf<ReportHeaderList> endpoint{
        {"/api/Report/Query/HeaderByMiscInfo", Domain::ReportList, decodeWith<decodeReportHeaders>, tagHeaders}};
    return {endpoint, target.encoded()};
}

namespace {

Result<QByteArray> bytesAsSent(const QByteArray &body)
{
    return body;
}

constexpr EndpointOf<QByteArray> fileOf(const char *route)
{
    return {{route, Domain::Report, decodeWith<bytesAsSent>, tagReport}};
}

constexpr EndpointOf<QByteArray> wsjfFile = fileOf("/api/Report/Wsjf/{id}");
constexpr EndpointOf<QByteArray> wsxfFile = fileOf("/api/Report/Wsxf/{id}");
constexpr EndpointOf<QByteArray> attachmentFile = fileOf("/api/Report/Attachment");
constexpr EndpointOf<QByteArray> attachmentsFile = fileOf("/api/Report/Attachments/{id}");
constexpr EndpointOf<QByteArray> certificateFile = fileOf("/api/Report/Certificate/{id}");

} // namespace

Query<QByteArray> ReportService::wsjf(const QString &id, const FileContent &content)
{
    Target target(wsjfFile.route); // both parameters always: without any it would be the key of one()
    target.arg(id).flag("includeAttachments", content.attachments).flag("includeChartdata", content.charts);
    return {wsjfFile, target.encoded(), id.toUtf8()};
}

Query<QByteArray> ReportService::wsxf(const QString &id, const FileContent &content)
{
    Target target(wsxfFile.route);
    target.arg(id).flag("includeAttachments", content.attachments).flag("includeChartdata", content.charts);
    if (content.indexes)
        target.flag("includeIndexes", true);
    return {wsxfFile, target.encoded(), id.toUtf8()};
}

Query<QByteArray> ReportService::attachment(const QString &reportId, const QString &attachmentId)
{
    return {attachmentFile, Target(attachmentFile.route).param("attachmentId", attachmentId).encoded(),
            reportId.toUtf8()};
}

Query<QByteArray> ReportService::stepAttachment(const QString &reportId, const QString &stepId)
{
    return {attachmentFile, Target(attachmentFile.route).param("stepId", stepId).encoded(), reportId.toUtf8()};
}

Query<QByteArray> ReportService::attachmentsZip(const QString &id)
{
    return {attachmentsFile, Target(attachmentsFile.route).arg(id).encoded(), id.toUtf8()};
}

Query<QByteArray> ReportService::certificate(const QString &id)
{
    return {certificateFile, Target(certificateFile.route).arg(id).encoded(), id.toUtf8()};
}

TagList ReportService::tagsDroppedByUpload(const QString &id, const QString &partNumber,
                                           const QStringList &assetSerials)
{
    return tagsDroppedBy(ReportWrite::Upload, {id, partNumber, assetSerials});
}

void ReportService::upload(const QByteArray &wsjf, const ReportIdentity &identity, QObject *context, UploadReply done)
{
    sendUpload(reportcommands::uploadWsjf(wsjf, identity), identity, context, std::move(done));
}

void ReportService::uploadWsxf(const QByteArray &xml, const ReportIdentity &identity, QObject *context,
                               UploadReply done)
{
    sendUpload(reportcommands::uploadWsxf(xml, identity), identity, context, std::move(done));
}

void ReportService::sendUpload(const Command<UploadReceipt> &command, const ReportIdentity &identity, QObject *context,
                               UploadReply done)
{
    m_fetcher.send<UploadReceipt>(command, context, [done = std::move(done), identity](const auto &reply) {
        done(reply ? reportcommands::storedAs(**reply, identity) : failure(reply.error()));
    });
}

ManyTicket ReportService::getMany(const QStringList &ids, const FetchOptions &options, QObject *context,
                                  std::function<void(const std::vector<Fetched<Report>> &)> done,
                                  std::function<void(size_t done, size_t of)> progress)
{
    std::vector<Query<Report>> queries;
    queries.reserve(static_cast<size_t>(ids.size()));
    for (const QString &id : ids)
        queries.push_back(one(id));
    return fetchMany<Report>(m_fetcher, std::move(queries), options, context, std::move(done), std::move(progress));
}

ManyTicket ReportService::uploadMany(const std::vector<ReportUpload> &reports, QObject *context,
                                     std::function<void(const std::vector<Result<QString>> &)> done,
                                     std::function<void(size_t done, size_t of)> progress)
{
    std::vector<Command<UploadReceipt>> commands;
    std::vector<ReportIdentity> identities;
    for (const ReportUpload &report : reports) {
        commands.push_back(reportcommands::uploadWsjf(report.wsjf, report.identity));
        identities.push_back(report.identity);
    }
    return sendMany<UploadReceipt>(
        m_fetcher, std::move(commands), context,
        [done = std::move(done), identities = std::move(identities)](const auto &replies) {
            std::vector<Result<QString>> stored;
            for (size_t i = 0; i < replies.size(); ++i)
                stored.push_back(replies[i] ? reportcommands::storedAs(**replies[i], identities[i])
                                            : Result<QString>(failure(replies[i].error())));
            done(stored);
        },
        std::move(progress));
}

} // namespace qwats
