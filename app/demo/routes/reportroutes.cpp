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

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\'';
}

Response queryByMiscInfo(const World &world, const Request &request)
{
    Response refusal;
    const auto selection = selectionFrom(request, world.reports.schema(), &refusal);
    if (!selection)
        return refusal;
    QStringList conditions;
    for (const auto &[field, parameter] :
         {std::pair(u"description"_s, u"description"_s), {u"value"_s, u"stringvalue"_s}}) {
        if (const QString value = request.parameter(parameter); !value.isEmpty())
            conditions += u"m/%1 eq %2"_s.arg(field, quoted(value));
    }
    const QString any
        = conditions.isEmpty() ? u"miscInfo/any()"_s : u"miscInfo/any(m: %1)"_s.arg(conditions.join(u" and "_s));
    const QString given = request.parameter(u"$filter"_s);
    const odata::Options options{given.trimmed().isEmpty() ? any : u"%1 and (%2)"_s.arg(any, given),
                                 request.parameter(u"$orderby"_s), request.parameter(u"$top"_s),
                                 request.parameter(u"$skip"_s)};
    QString error;
    const auto combined = odata::Selection::parse(options, world.reports.schema(), &error);
    if (!combined)
        return Response::error(400, error);
    QJsonArray rows;
    for (const qsizetype row : world.reports.select(ReportStore::Kinds::Both, *combined))
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

/// One alternative of a pattern as a condition that holds wherever the pattern does, so that the index can do the
/// work. @p exact is cleared when it holds elsewhere too.
QString conditionFor(const QString &field, const QString &pattern, bool *exact)
{
    const bool open = pattern.startsWith(u'%');
    const bool goesOn = pattern.size() > 1 && pattern.endsWith(u'%');
    const QString rest = pattern.sliced(open ? 1 : 0).chopped(goesOn ? 1 : 0);
    if (rest.contains(u'%') || rest.contains(u'_') || rest.isEmpty()) {
        *exact = false;
        const QStringList pieces = pattern.split(QRegularExpression(u"[%_]"_s), Qt::SkipEmptyParts);
        return pieces.isEmpty() ? u"true"_s : u"contains(%1, %2)"_s.arg(field, quoted(pieces.first()));
    }
    if (!open && !goesOn)
        return u"tolower(%1) eq %2"_s.arg(field, quoted(rest.toLower()));
    return u"%1(%2, %3)"_s.arg(!open ? u"startswith"_s : (goesOn ? u"contains"_s : u"endswith"_s), field, quoted(rest));
}

/// The filter that the body of a question for a history stands for.
struct HistoryFilter
{
    std::vector<std::pair<QString, QRegularExpression>> patterns;
    QStringList conditions;
    bool exact = true; ///< the conditions alone decide

    void add(const QString &field, const QString &text)
    {
        patterns.emplace_back(field, patternFrom(text));
        QStringList alternatives;
        for (const QString &part : text.split(u';', Qt::SkipEmptyParts))
            alternatives += conditionFor(field, part.trimmed(), &exact);
        if (!alternatives.isEmpty())
            conditions += u'(' + alternatives.join(u" or "_s) + u')';
        exact = exact && !alternatives.isEmpty();
    }
    bool holds(const ReportStore &reports, qsizetype row) const
    {
        return std::all_of(patterns.begin(), patterns.end(), [&](const auto &pattern) {
            const QString text = reports.schema().field(pattern.first)->read({row, -1}).text;
            return pattern.second.match(text).hasMatch();
        });
    }
    /// The rows that may fit, newest first.
    std::vector<qsizetype> candidates(const ReportStore &reports, int limit) const
    {
        const QString top = exact ? QString::number(limit) : QString();
        QString error;
        auto selection = odata::Selection::parse({conditions.join(u" and "_s), {}, top, {}}, reports.schema(), &error);
        if (!selection) // too many alternatives for a filter: every row is looked at
            selection = odata::Selection::parse({}, reports.schema(), &error);
        return reports.select(ReportStore::Kinds::Both, *selection);
    }
};

Response serialHistory(const World &world, const Request &request)
{
    Response refusal;
    const auto filter = request.body.trimmed().isEmpty() ? QJsonObject() : objectFrom(request, &refusal);
    if (!filter)
        return refusal;
    HistoryFilter wanted;
    for (const QString &key : {u"serialNumber"_s, u"partNumber"_s, u"revision"_s, u"batchNumber"_s, u"stationName"_s}) {
        if (const QString text = filter->value(key).toString(); !text.isEmpty())
            wanted.add(key, text);
    }
    qint64 from = std::numeric_limits<qint64>::min();
    qint64 to = std::numeric_limits<qint64>::max();
    if (!timeFrom(*filter, u"dateFrom"_s, &from, &refusal) || !timeFrom(*filter, u"dateTo"_s, &to, &refusal))
        return refusal;
    wanted.exact
        = wanted.exact && from == std::numeric_limits<qint64>::min() && to == std::numeric_limits<qint64>::max();
    const int limit = std::max(0, filter->value(u"topCount"_s).toInt(1000));
    QJsonArray rows;
    for (const qsizetype row : wanted.candidates(world.reports, limit)) {
        if (rows.size() >= limit)
            break;
        const qint64 start = world.reports.startMs(row);
        if (start >= from && start <= to && wanted.holds(world.reports, row))
            rows.append(world.reports.header(row));
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
