// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routes.h"

#include "app/demo/world/headerfields.h"

#include <QRegularExpression>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QJsonArray assetRows(const World &world, const QStringList &serials)
{
    QJsonArray rows;
    for (const QString &serial : serials) {
        QJsonObject row{{u"serialNumber"_s, serial}};
        if (const qsizetype asset = world.assets.indexOf(serial); asset >= 0) {
            const QJsonObject status = world.assets.statusOf(asset, world.nowMs());
            for (const QString &key :
                 {u"runningCount"_s, u"totalCount"_s, u"daysSinceCalibration"_s, u"calibrationDaysOverdue"_s})
                row.insert(key, status.value(key));
        }
        rows.append(row);
    }
    return rows;
}

QJsonObject expanded(const World &world, qsizetype row, const QStringList &names)
{
    QJsonObject header = world.reports.header(row);
    const bool subUnits = names.contains(u"subunits"_s) || names.contains(u"uursubunits"_s);
    if (subUnits)
        header.insert(u"subUnits"_s, world.reports.subUnits(row));
    if (names.contains(u"uursubunits"_s))
        header.insert(u"uurSubUnits"_s, world.reports.subUnits(row));
    if (names.contains(u"miscinfo"_s) || names.contains(u"uurmiscinfo"_s))
        header.insert(u"miscInfo"_s, world.reports.miscInfos(row));
    if (names.contains(u"assets"_s) || names.contains(u"uurassets"_s))
        header.insert(u"assets"_s, assetRows(world, world.reports.assetsUsed(row)));
    return header;
}

QStringList expandNames(const Request &request)
{
    QStringList names;
    for (const QString &name : request.parameter(u"$expand"_s).split(u',', Qt::SkipEmptyParts))
        names += name.trimmed().toLower();
    return names;
}

Response queryHeaders(const World &world, const Request &request)
{
    const QString kind = request.parameter(u"reporttype"_s).toLower();
    const bool repairs = kind.startsWith(u'r') || kind == u"uur"_s;
    Response refusal;
    const auto selection = selectionFrom(request, world.reports.schema(), &refusal);
    if (!selection)
        return refusal;
    const QStringList names = expandNames(request);
    QJsonArray rows;
    odata::Projection projection(request.parameter(u"$select"_s), world.reports.schema());
    projection.keep(names);
    for (const qsizetype row : world.reports.select(repairs, *selection))
        rows.append(projection.applied(expanded(world, row, names)));
    return Response::json(rows);
}

Response queryByMiscInfo(const World &world, const Request &request)
{
    Response refusal;
    const auto selection = selectionFrom(request, world.reports.schema(), &refusal);
    if (!selection)
        return refusal;
    const QString description = request.parameter(u"description"_s);
    const QString value = request.parameter(u"stringvalue"_s);
    std::vector<qsizetype> found;
    const std::vector<qsizetype> &timeline = world.reports.timeline();
    for (auto it = timeline.rbegin(); it != timeline.rend(); ++it) {
        for (const QJsonValue &entry : world.reports.miscInfos(*it)) {
            const QJsonObject info = entry.toObject();
            const bool same = description.isEmpty() || info.value(u"description"_s).toString() == description;
            if (same && (value.isEmpty() || info.value(u"value"_s).toString() == value)) {
                found.push_back(*it);
                break;
            }
        }
    }
    QJsonArray rows;
    for (const qsizetype row : selection->apply(found))
        rows.append(world.reports.header(row));
    return Response::json(rows);
}

/// Walks a report and drops what the caller did not ask for.
QJsonObject trimmed(QJsonObject step, bool charts, bool files)
{
    if (!charts && step.contains(u"chart"_s)) {
        QJsonObject chart = step.value(u"chart"_s).toObject();
        chart.insert(u"series"_s, QJsonArray());
        step.insert(u"chart"_s, chart);
    }
    if (!files && step.contains(u"attachment"_s)) {
        QJsonObject file = step.value(u"attachment"_s).toObject();
        file.remove(u"data"_s);
        step.insert(u"attachment"_s, file);
    }
    if (step.value(u"steps"_s).isArray()) {
        QJsonArray children;
        for (const QJsonValue &child : step.value(u"steps"_s).toArray())
            children.append(trimmed(child.toObject(), charts, files));
        step.insert(u"steps"_s, children);
    }
    return step;
}

Response report(const World &world, const Request &request)
{
    const qsizetype row = world.reports.rowOf(request.captured.first());
    if (row < 0)
        return Response::error(404, u"There is no report '%1'."_s.arg(request.captured.first()));
    QJsonObject body = world.reports.body(row);
    const bool charts = request.parameter(u"includechartdata"_s).toLower() != u"false"_s;
    const bool files = request.parameter(u"includeattachments"_s).toLower() != u"false"_s;
    if ((!charts || !files) && body.contains(u"root"_s))
        body.insert(u"root"_s, trimmed(body.value(u"root"_s).toObject(), charts, files));
    if (!files && body.contains(u"binaryData"_s)) {
        QJsonArray kept;
        for (const QJsonValue &entry : body.value(u"binaryData"_s).toArray()) {
            QJsonObject file = entry.toObject();
            file.remove(u"data"_s);
            kept.append(file);
        }
        body.insert(u"binaryData"_s, kept);
    }
    QJsonArray stats;
    for (const QString &serial : world.reports.assetsUsed(row)) {
        if (const qsizetype asset = world.assets.indexOf(serial); asset >= 0) {
            QJsonObject status = world.assets.statusOf(asset, world.nowMs());
            status.insert(u"sn"_s, serial);
            stats.append(status);
        }
    }
    body.insert(u"assetStats"_s, stats);
    return Response::json(body);
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
    for (const QJsonValue &entry : body.value(u"assets"_s).toArray()) {
        const QJsonObject used = entry.toObject();
        if (const qsizetype asset = world->assets.indexOf(used.value(u"sn"_s).toString()); asset >= 0)
            world->assets.addUsage(asset, used.value(u"usageCount"_s).toInteger(1), false);
    }
}

Response postReport(World *world, const Request &request)
{
    Response refusal;
    const auto body = objectFrom(request, &refusal);
    if (!body)
        return refusal;
    const bool isNew = world->reports.rowOf(body->value(u"id"_s).toString()) < 0;
    QString error;
    const qsizetype row = world->reports.post(*body, &error);
    if (row < 0)
        return Response::error(400, error);
    spread(world, *body, isNew);
    ++world->writes;
    const QString id = world->reports.id(row);
    return Response::json(QJsonObject{{u"ID"_s, id}, {u"id"_s, id}});
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

/// A pattern of a WATS filter: `;` separates alternatives, `%` is any text, `_` one character.
QRegularExpression patternFrom(const QString &text)
{
    QStringList alternatives;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        QString pattern = QRegularExpression::escape(part.trimmed());
        pattern.replace(u"\\%"_s, u".*"_s).replace(u'_', u'.');
        alternatives += pattern;
    }
    return QRegularExpression(u"^(%1)$"_s.arg(alternatives.join(u'|')), QRegularExpression::CaseInsensitiveOption);
}

bool timeFrom(const QJsonObject &filter, const QString &key, qint64 *ms, Response *refusal)
{
    const QString text = filter.value(key).toString();
    if (text.isEmpty() || odata::parseTime(text, ms))
        return true;
    *refusal = Response::error(400, u"The %1 of the filter is not a date: '%2'."_s.arg(key, text));
    return false;
}

Response serialHistory(const World &world, const Request &request)
{
    Response refusal;
    const auto filter = request.body.trimmed().isEmpty() ? QJsonObject() : objectFrom(request, &refusal);
    if (!filter)
        return refusal;
    std::vector<std::pair<QString, QRegularExpression>> patterns;
    for (const QString &key : {u"serialNumber"_s, u"partNumber"_s, u"revision"_s, u"batchNumber"_s, u"stationName"_s}) {
        if (const QString text = filter->value(key).toString(); !text.isEmpty())
            patterns.emplace_back(key, patternFrom(text));
    }
    qint64 from = std::numeric_limits<qint64>::min();
    qint64 to = std::numeric_limits<qint64>::max();
    if (!timeFrom(*filter, u"dateFrom"_s, &from, &refusal) || !timeFrom(*filter, u"dateTo"_s, &to, &refusal))
        return refusal;
    const int limit = filter->value(u"topCount"_s).toInt(1000);
    const odata::Schema &schema = world.reports.schema();
    QJsonArray rows;
    const std::vector<qsizetype> &timeline = world.reports.timeline();
    for (auto it = timeline.rbegin(); it != timeline.rend() && rows.size() < limit; ++it) {
        const qint64 start = world.reports.startMs(*it);
        const bool fits
            = start >= from && start <= to && std::all_of(patterns.begin(), patterns.end(), [&](const auto &pattern) {
                  return pattern.second.match(schema.field(pattern.first)->read({*it, -1}).text).hasMatch();
              });
        if (fits)
            rows.append(world.reports.header(*it));
    }
    return Response::json(rows);
}

} // namespace

void addReportRoutes(RouteTable *table, World *world)
{
    table->add("GET", "/api/Report/Query/Header", [world](const Request &r) { return queryHeaders(*world, r); });
    table->add("GET", "/api/Report/Query/HeaderByMiscInfo",
               [world](const Request &r) { return queryByMiscInfo(*world, r); });
    table->add("GET", "/api/Report/Wsjf/{id}", [world](const Request &r) { return report(*world, r); });
    table->add("POST", "/api/Report/WSJF", [world](const Request &r) { return postReport(world, r); });
    table->add("GET", "/api/Report/Attachment", [world](const Request &r) { return attachment(*world, r); });
    table->add("POST", "/api/App/SerialNumberHistory", [world](const Request &r) { return serialHistory(*world, r); });
}

} // namespace qwats::demo
