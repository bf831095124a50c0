// SPDX-License-Identifier: GPL-3.0-or-later
// Other names for the same resources, which some documents give and some clients try.
#include "app/demo/routes/routes.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// Changes a request into the one that it is another name for; Request::captured holds the parameters of the alias.
using Rewrite = std::function<void(Request *)>;

void addAlias(RouteTable *table, const QByteArray &method, const QByteArray &path, Rewrite rewrite)
{
    table->add(method, path, [table, rewrite = std::move(rewrite)](const Request &request) {
        Request canonical = request;
        rewrite(&canonical);
        return table->dispatch(canonical);
    });
}

Rewrite toPath(const QString &path, const QList<std::pair<QString, QString>> &parameters = {})
{
    return [segments = path.split(u'/', Qt::SkipEmptyParts), parameters](Request *request) {
        request->segments = segments;
        request->query += parameters;
    };
}

/// Every resource below @p prefix is also found below @p alias.
void addPrefixAlias(RouteTable *table, const QByteArray &prefix, const QByteArray &alias,
                    const QStringList &without = {})
{
    std::vector<std::pair<QByteArray, QByteArray>> known;
    for (const RouteTable::Route &route : table->routes()) {
        const bool below = route.path == prefix || route.path.startsWith(prefix + '/');
        const QString rest = QString::fromLatin1(route.path.mid(prefix.size() + 1));
        if (below && !without.contains(rest, Qt::CaseInsensitive))
            known.emplace_back(route.method, route.path.mid(prefix.size()));
    }
    const QStringList target = QString::fromLatin1(prefix).split(u'/', Qt::SkipEmptyParts);
    const qsizetype replaced = QString::fromLatin1(alias).split(u'/', Qt::SkipEmptyParts).size();
    for (const auto &[method, rest] : known)
        addAlias(table, method, alias + rest, [target, replaced](Request *request) {
            request->segments = target + request->segments.mid(replaced);
        });
}

Rewrite toAssetLog(int logType)
{
    return [logType](Request *request) {
        const QString serial = QString(request->captured.first()).replace(u'\'', u"''"_s);
        request->segments = {u"api"_s, u"Asset"_s, u"Log"_s};
        request->query.append({u"$filter"_s, u"serialNumber eq '%1' and type eq %2"_s.arg(serial).arg(logType)});
    };
}

Response revisionList(const World &world, const QString &part)
{
    const QJsonObject *product = world.products.find(part);
    return product ? Response::json(product->value(u"revisions"_s).toArray())
                   : Response::error(404, u"There is no product '%1'."_s.arg(part));
}

/// The product and revision in the path become the parameters of @p path.
Rewrite toRevision(const QString &path)
{
    return [segments = path.split(u'/', Qt::SkipEmptyParts)](Request *request) {
        request->segments = segments;
        request->query.prepend({u"revision"_s, request->captured[1]});
        request->query.prepend({u"partnumber"_s, request->captured[0]});
    };
}

} // namespace

void addAliasRoutes(RouteTable *table, World *world)
{
    constexpr int calibrated = 4; // types of log entries
    constexpr int maintained = 5;
    addPrefixAlias(table, "/api/Asset", "/api/Assets");
    addPrefixAlias(table, "/api/internal/Process", "/api/Process");
    addPrefixAlias(table, "/api/App", "/api/Analytics",
                   {u"Version"_s, u"Processes"_s, u"Levels"_s, u"ProductGroups"_s, u"SerialNumberHistory"_s});
    addAlias(table, "GET", "/api/Process", toPath(u"api/App/Processes"_s));
    addAlias(table, "GET", "/api/Production/Phases", toPath(u"api/internal/Mes/GetUnitPhases"_s));
    addAlias(table, "GET", "/api/Report/UUT/Headers",
             toPath(u"api/Report/Query/Header"_s, {{u"reporttype"_s, u"U"_s}}));
    addAlias(table, "GET", "/api/Report/UUR/Headers",
             toPath(u"api/Report/Query/Header"_s, {{u"reporttype"_s, u"R"_s}}));
    addAlias(table, "GET", "/api/Asset/{serialNumber}/Status", [](Request *request) {
        request->segments = {u"api"_s, u"Asset"_s, u"Status"_s};
        request->query.append({u"serialnumber"_s, request->captured.first()});
    });
    addAlias(table, "GET", "/api/Asset/{serialNumber}/Calibrations", toAssetLog(calibrated));
    addAlias(table, "GET", "/api/Asset/{serialNumber}/Maintenance", toAssetLog(maintained));
    table->add("GET", "/api/Product/{partNumber}/Revisions",
               [world](const Request &r) { return revisionList(*world, r.captured.first()); });
    addAlias(table, "GET", "/api/Product/{partNumber}/{revision}", toRevision(u"api/Product"_s));
    addAlias(table, "GET", "/api/Product/{partNumber}/{revision}/BOM", toRevision(u"api/internal/Product/Bom"_s));

    // What diagnostics ask before they know the interface.
    addAlias(table, "GET", "/api/version", toPath(u"api/App/Version"_s));
    table->add("GET", "/api/health", [](const Request &) {
        return Response::json(QJsonObject{{u"status"_s, u"ok"_s}});
    });
    table->add("GET", "/api/Report/wats/info", [](const Request &) {
        return Response::json(QJsonObject{{u"name"_s, u"qWATS demo server"_s}, {u"version"_s, u"25.3.0"_s}});
    });
}

} // namespace qwats::demo
