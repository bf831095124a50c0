// SPDX-License-Identifier: GPL-3.0-or-later
// Complete reports in and out: WSJF, WSXF, their files as bytes or ZIP, and the certificate.
#include "app/demo/routes/routes.h"
#include "app/demo/transfer/archive.h"
#include "app/demo/transfer/certificate.h"
#include "app/demo/transfer/wsxf.h"
#include "app/demo/world/eachof.h"

#include <QDateTime>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

bool isOff(const Request &request, const QString &name)
{
    const QString value = request.parameter(name).toLower();
    return value == "false"_L1 || value == "0"_L1;
}

std::optional<ReportDetail> detailFrom(const Request &request, Response *refusal)
{
    ReportDetail detail;
    detail.charts = !isOff(request, u"includechartdata"_s);
    detail.files = !isOff(request, u"includeattachments"_s);
    if (!request.has(u"detaillevel"_s))
        return detail;
    bool ok = false;
    detail.level = request.parameter(u"detaillevel"_s).toInt(&ok);
    if (ok && detail.level >= 0 && detail.level <= ReportDetail::all)
        return detail;
    *refusal = Response::error(400, u"The parameter detailLevel must be a whole number from 0 to 7."_s);
    return std::nullopt;
}

/// Repairs that were posted for a test show in it, beside those that it has already.
void addReferences(const World &world, qsizetype row, QJsonObject *body)
{
    const QString id = world.reports.id(row);
    QJsonObject uut = body->value(u"uut"_s).toObject();
    QJsonArray references = uut.value(u"referencedByUURs"_s).toArray();
    const qsizetype before = references.size();
    for (const qsizetype other : world.reports.rowsOfSerial(body->value(u"sn"_s).toString())) {
        if (!world.reports.isRepair(other))
            continue;
        const QJsonObject header = world.reports.header(other);
        const bool known = std::any_of(references.begin(), references.end(), [&](const QJsonValue &reference) {
            return reference.toObject().value(u"id"_s) == header.value(u"uuid"_s);
        });
        if (!known && header.value(u"referencedUut"_s).toString().compare(id, Qt::CaseInsensitive) == 0)
            references.append(QJsonObject{{u"id"_s, header.value(u"uuid"_s)}, {u"start"_s, header.value(u"start"_s)}});
    }
    if (references.size() == before)
        return;
    uut.insert(u"referencedByUURs"_s, references);
    body->insert(u"uut"_s, uut);
}

/// The whole report with what only a server knows.
QJsonObject completeBody(const World &world, qsizetype row)
{
    QJsonObject body = world.reports.body(row);
    if (!world.reports.isRepair(row))
        addReferences(world, row, &body);
    QJsonArray stats;
    for (const QString &serial : world.reports.assetsUsed(row)) {
        if (const qsizetype asset = world.assets.indexOf(serial); asset >= 0) {
            QJsonObject status = world.assets.statusOf(asset, world.nowMs());
            status.insert(u"sn"_s, serial);
            stats.append(status);
        }
    }
    body.insert(u"assetStats"_s, stats);
    return body;
}

using ReportAnswer = std::function<Response(const Request &, const QJsonObject &body)>;

/// Wraps what answers with something made from one report.
RouteTable::Handler onReport(const World *world, ReportAnswer answer)
{
    return [world, answer = std::move(answer)](const Request &request) {
        const QString id = request.captured.first();
        const qsizetype row = world->reports.rowOf(id);
        return row < 0 ? Response::error(404, u"There is no report '%1'."_s.arg(id))
                       : answer(request, completeBody(*world, row));
    };
}

Response bytesResponse(const QByteArray &bytes, const QByteArray &contentType)
{
    if (bytes.isEmpty())
        return Response::error(500, u"The file could not be made."_s);
    Response response;
    response.body = bytes;
    response.contentType = contentType;
    return response;
}

Response wsjfOf(const Request &request, const QJsonObject &body)
{
    Response refusal;
    const auto detail = detailFrom(request, &refusal);
    return detail ? Response::json(shapedReport(body, *detail)) : refusal;
}

Response wsxfOf(const Request &request, const QJsonObject &body)
{
    Response refusal;
    const auto detail = detailFrom(request, &refusal);
    if (!detail)
        return refusal;
    const bool indexes = request.parameter(u"includeindexes"_s).toLower() == "true"_L1;
    return bytesResponse(toWsxf(shapedReport(body, *detail), indexes), "application/xml");
}

/// A report that is new to the world brings its product and revision along, and uses its assets.
void spread(World *world, const QJsonObject &body, bool isNew)
{
    const QString part = body.value(u"pn"_s).toString();
    const QString revision = body.value(u"rev"_s).toString();
    if (!world->products.find(part))
        world->products.save({{u"partNumber"_s, part}, {u"name"_s, part}});
    if (!revision.isEmpty() && world->products.revision(part, revision).isEmpty()) {
        QString ignored; // cannot fail: the product exists now
        world->products.saveRevision({{u"partNumber"_s, part}, {u"revision"_s, revision}}, &ignored);
    }
    if (!isNew)
        return; // sent again: it was used once only
    world->assets.setNow(world->nowMs());
    for (const QJsonValue &entry : eachOf(body.value(u"assets"_s).toArray())) {
        const QJsonObject used = entry.toObject();
        if (const qsizetype asset = world->assets.indexOf(used.value(u"sn"_s).toString()); asset >= 0)
            world->assets.addUsage(asset, std::max<qint64>(0, used.value(u"usageCount"_s).toInteger(1)), false);
    }
}

/// Takes a report in and returns its id; empty with @p error when it is refused.
QString takeIn(World *world, QJsonObject body, QString *error)
{
    if (!body.contains(u"start"_s) && !body.contains(u"startUTC"_s))
        body.insert(u"startUTC"_s, QDateTime::fromMSecsSinceEpoch(world->nowMs(), Qt::UTC).toString(Qt::ISODateWithMs));
    const bool isNew = world->reports.rowOf(body.value(u"id"_s).toString()) < 0;
    const qsizetype row = world->reports.post(body, error);
    if (row < 0)
        return {};
    spread(world, body, isNew);
    ++world->writes;
    return world->reports.id(row);
}

Response postWsjf(World *world, const Request &request)
{
    Response refusal;
    const auto body = objectFrom(request, &refusal);
    if (!body)
        return refusal;
    QString error;
    const QString id = takeIn(world, *body, &error);
    return id.isEmpty() ? Response::error(400, error) : Response::json(QJsonObject{{u"ID"_s, id}, {u"id"_s, id}});
}

Response postWsxf(World *world, const Request &request)
{
    QString error;
    QJsonArray ids;
    const std::vector<QJsonObject> reports = fromWsxf(request.body, &error);
    for (const QJsonObject &report : reports) {
        const QString id = takeIn(world, report, &error);
        if (id.isEmpty())
            return Response::error(400, ids.isEmpty() ? error : u"Report %1: %2"_s.arg(ids.size() + 1).arg(error));
        ids.append(QJsonObject{{u"id"_s, id}, {u"ID"_s, id}});
    }
    if (ids.isEmpty())
        return Response::error(400, error);
    return Response::json(ids.size() == 1 ? QJsonValue(ids.first()) : QJsonValue(ids));
}

Response attachment(const World &world, const Request &request)
{
    const QString step = request.parameter(u"stepid"_s);
    const QString id = step.isEmpty() ? request.parameter(u"attachmentid"_s) : step;
    if (id.isEmpty())
        return Response::error(400, u"One of the parameters attachmentId and stepId is needed."_s);
    Response response;
    if (!world.reports.attachment(id, &response.body, &response.contentType))
        return Response::error(404, u"There is no attachment '%1'."_s.arg(id));
    return response;
}

} // namespace

void addReportTransferRoutes(RouteTable *table, World *world)
{
    for (const char *path : {"/api/Report/Wsjf/{id}", "/api/Report/UUT/{id}", "/api/Report/UUR/{id}"})
        table->add("GET", path, onReport(world, wsjfOf));
    table->add("POST", "/api/Report/WSJF", [world](const Request &r) { return postWsjf(world, r); });
    table->add("GET", "/api/Report/Wsxf/{id}", onReport(world, wsxfOf));
    table->add("POST", "/api/Report/WSXF", [world](const Request &r) { return postWsxf(world, r); });
    table->add("GET", "/api/Report/Attachment", [world](const Request &r) { return attachment(*world, r); });
    table->add("GET", "/api/Report/Attachments/{id}", onReport(world, [](const Request &, const QJsonObject &body) {
                   return bytesResponse(zipOf(filesOf(body)), "application/zip");
               }));
    table->add("GET", "/api/Report/Certificate/{id}", onReport(world, [](const Request &, const QJsonObject &body) {
                   return bytesResponse(certificatePdf(body), "application/pdf");
               }));
}

} // namespace qwats::demo
