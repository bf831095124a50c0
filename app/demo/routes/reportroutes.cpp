// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routes.h"

#include "app/demo/world/eachof.h"
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
        for (const QJsonValue &entry : eachOf(world.reports.miscInfos(*it))) {
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
    addReportTransferRoutes(table, world);
    table->add("POST", "/api/App/SerialNumberHistory", [world](const Request &r) { return serialHistory(*world, r); });
}

} // namespace qwats::demo
