// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routes.h"

#include <cmath>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

Response unknownAsset(const QString &what)
{
    return Response::error(404, u"There is no asset '%1'."_s.arg(what));
}

/// Finds the asset named by `id` or `serialNumber`; -1 with @p refusal set when there is none.
qsizetype namedAsset(const World &world, const Request &request, Response *refusal)
{
    const QString id = request.parameter(u"id"_s);
    const QString wanted = id.isEmpty() ? request.parameter(u"serialnumber"_s) : id;
    if (wanted.isEmpty()) {
        *refusal = Response::error(400, u"One of the parameters id and serialNumber is needed."_s);
        return -1;
    }
    const qsizetype row = world.assets.indexOf(wanted);
    if (row < 0)
        *refusal = unknownAsset(wanted);
    return row;
}

/// A whole number from 0 on; no value and @p refusal set when the parameter is something else.
std::optional<qint64> numberParameter(const Request &request, const QString &name, Response *refusal)
{
    bool ok = false;
    const qint64 value = request.parameter(name.toLower()).toLongLong(&ok);
    if (ok && value >= 0)
        return value;
    *refusal = Response::error(400, u"The parameter %1 must be a whole number from 0 on."_s.arg(name));
    return std::nullopt;
}

/// Absent: @p otherwise. Not a date: no value and @p refusal set.
std::optional<qint64> dateParameter(const Request &request, const QString &name, qint64 otherwise, Response *refusal)
{
    const QString text = request.parameter(name.toLower());
    qint64 ms = otherwise;
    if (text.isEmpty() || odata::parseTime(text, &ms))
        return ms;
    *refusal = Response::error(400, u"The parameter %1 is not a date: '%2'."_s.arg(name, text));
    return std::nullopt;
}

/// Wraps a handler that works on one asset and may change it.
RouteTable::Handler onAsset(World *world, std::function<Response(const Request &, qsizetype)> handler)
{
    return [world, handler = std::move(handler)](const Request &request) {
        Response refusal;
        const qsizetype row = namedAsset(*world, request, &refusal);
        if (row < 0)
            return refusal;
        world->assets.setNow(world->nowMs());
        Response response = handler(request, row);
        world->writes += request.method != "GET" && response.status < 400 ? 1 : 0;
        return response;
    };
}

Response listAssets(const World &world, const Request &request)
{
    Response refusal;
    const auto selection = selectionFrom(request, world.assets.schema(), &refusal);
    if (!selection)
        return refusal;
    QJsonArray rows;
    for (const qsizetype row : selection->apply(world.assets.size()))
        rows.append(world.assets.at(row));
    return Response::json(rows);
}

Response listLog(const World &world, const Request &request)
{
    Response refusal;
    const auto selection = selectionFrom(request, world.assets.logSchema(), &refusal);
    if (!selection)
        return refusal;
    std::vector<qsizetype> newestFirst;
    for (qsizetype row = world.assets.logSize() - 1; row >= 0; --row)
        newestFirst.push_back(row);
    QJsonArray rows;
    for (const qsizetype row : selection->apply(newestFirst))
        rows.append(world.assets.logAt(row));
    return Response::json(rows);
}

std::shared_ptr<const odata::Schema> typeSchema(const QJsonArray *types)
{
    auto schema = std::make_shared<odata::Schema>();
    const auto read = [types](const QString &key) {
        return [types, key](odata::RowRef row) {
            const QJsonValue value = types->at(row.row).toObject().value(key);
            return value.isString() ? odata::Value::of(value.toString())
                                    : (value.isDouble() ? odata::Value::of(value.toDouble()) : odata::Value::null());
        };
    };
    for (const QString &key : {u"typeId"_s, u"typeName"_s})
        schema->add(odata::Field{key, odata::Kind::Text, read(key), {}});
    for (const QString &key :
         {u"runningCountLimit"_s, u"totalCountLimit"_s, u"calibrationInterval"_s, u"maintenanceInterval"_s})
        schema->add(odata::Field{key, odata::Kind::Number, read(key), {}});
    return schema;
}

Response listTypes(const World &world, const Request &request)
{
    Response refusal;
    const auto schema = typeSchema(&world.assets.types());
    const auto selection = selectionFrom(request, *schema, &refusal);
    if (!selection)
        return refusal;
    QJsonArray rows;
    for (const qsizetype row : selection->apply(world.assets.types().size()))
        rows.append(world.assets.types().at(row));
    return Response::json(rows);
}

Response saveAsset(World *world, const Request &request)
{
    Response refusal;
    const auto asset = objectFrom(request, &refusal);
    if (!asset)
        return refusal;
    const QJsonValue state = asset->value(u"state"_s);
    if (!state.isUndefined() && (!state.isDouble() || state.toInt(-1) < 0 || state.toInt() > 6))
        return Response::error(400, u"The state of an asset is a number from 0 to 6."_s);
    QString error;
    world->assets.setNow(world->nowMs());
    const QJsonObject saved = world->assets.save(*asset, &error);
    if (saved.isEmpty())
        return Response::error(error.contains(u"belongs"_s) ? 409 : 400, error);
    ++world->writes;
    return Response::json(saved);
}

Response saveType(World *world, const Request &request)
{
    Response refusal;
    const auto type = objectFrom(request, &refusal);
    if (!type)
        return refusal;
    if (type->value(u"typeName"_s).toString().isEmpty())
        return Response::error(400, u"An asset type needs a typeName."_s);
    ++world->writes;
    return Response::json(world->assets.saveType(*type));
}

Response setState(World *world, const Request &request, qsizetype row)
{
    Response refusal;
    const auto state = numberParameter(request, u"state"_s, &refusal);
    if (!state)
        return refusal;
    if (*state > 6)
        return Response::error(400, u"The state of an asset is a number from 0 to 6."_s);
    world->assets.setState(row, int(*state));
    return Response::done();
}

Response count(World *world, const Request &request, qsizetype row)
{
    const bool children = request.parameter(u"incrementchildren"_s).toLower() == u"true"_s;
    Response refusal;
    if (request.has(u"totalcount"_s)) {
        const auto total = numberParameter(request, u"totalCount"_s, &refusal);
        if (!total)
            return refusal;
        const qint64 before = world->assets.at(row).value(u"totalCount"_s).toInteger();
        world->assets.addUsage(row, std::max<qint64>(0, *total - before), children);
        return Response::done();
    }
    const auto step = numberParameter(request, u"incrementBy"_s, &refusal);
    if (!step)
        return refusal;
    world->assets.addUsage(row, *step, children);
    return Response::done();
}

Response service(World *world, const Request &request, qsizetype row, AssetLogType kind)
{
    Response refusal;
    const auto when = dateParameter(request, u"dateTime"_s, world->nowMs(), &refusal);
    if (!when)
        return refusal;
    world->assets.recordService(row, kind, *when, std::nullopt, request.parameter(u"comment"_s));
    return Response::done();
}

Response externalService(World *world, const Request &request, qsizetype row, AssetLogType kind)
{
    Response refusal;
    const auto from = dateParameter(request, u"fromDate"_s, world->nowMs(), &refusal);
    const auto to = dateParameter(request, u"toDate"_s, world->nowMs(), &refusal);
    if (!from || !to)
        return refusal;
    const bool hasDue = !request.parameter(u"todate"_s).isEmpty();
    world->assets.recordService(row, kind, *from, hasDue ? to : std::nullopt, request.parameter(u"comment"_s));
    return Response::done();
}

Response addMessage(World *world, const Request &request)
{
    Response refusal;
    const auto message = objectFrom(request, &refusal);
    if (!message)
        return refusal;
    const QString id = message->value(u"assetId"_s).toString();
    const qsizetype row = world->assets.indexOf(id);
    if (row < 0)
        return unknownAsset(id);
    const QString comment = message->value(u"comment"_s).toString();
    if (comment.trimmed().isEmpty())
        return Response::error(400, u"The message has no text."_s);
    world->assets.addLog(row, AssetLogType::Message, comment, message->value(u"user"_s).toString(u"api"_s),
                         world->nowMs());
    ++world->writes;
    return Response::done();
}

Response subAssets(const World &world, const Request &request, qsizetype row)
{
    Response refusal;
    const auto levels
        = request.has(u"level"_s) ? numberParameter(request, u"level"_s, &refusal) : std::optional<qint64>(0);
    if (!levels)
        return refusal;
    QJsonArray rows;
    for (const qsizetype child : world.assets.subAssets(row, int(std::min<qint64>(*levels, 1000))))
        rows.append(world.assets.at(child));
    return Response::json(rows);
}

void addCountRoutes(RouteTable *table, World *world)
{
    table->add("PUT", "/api/Asset/Count",
               onAsset(world, [world](const Request &r, qsizetype row) { return count(world, r, row); }));
    table->add("POST", "/api/Asset/ResetRunningCount", onAsset(world, [world](const Request &r, qsizetype row) {
                   world->assets.resetRunningCount(row, r.parameter(u"comment"_s));
                   return Response::done();
               }));
    table->add("PUT", "/api/Asset/SetRunningCount", onAsset(world, [world](const Request &r, qsizetype row) {
                   Response refusal;
                   const auto value = numberParameter(r, u"runningCount"_s, &refusal);
                   if (!value)
                       return refusal;
                   world->assets.setCounts(row, *value, std::nullopt);
                   return Response::done();
               }));
    table->add("PUT", "/api/Asset/SetTotalCount", onAsset(world, [world](const Request &r, qsizetype row) {
                   Response refusal;
                   const auto value = numberParameter(r, u"totalCount"_s, &refusal);
                   if (!value)
                       return refusal;
                   world->assets.setCounts(row, std::nullopt, *value);
                   return Response::done();
               }));
}

void addServiceRoutes(RouteTable *table, World *world)
{
    const auto add = [&](const QByteArray &path, AssetLogType kind) {
        table->add("POST", path, onAsset(world, [world, kind](const Request &r, qsizetype row) {
                       return service(world, r, row, kind);
                   }));
        table->add("POST", path + "/External", onAsset(world, [world, kind](const Request &r, qsizetype row) {
                       return externalService(world, r, row, kind);
                   }));
    };
    add("/api/Asset/Calibration", AssetLogType::Calibrated);
    add("/api/Asset/Maintenance", AssetLogType::Maintained);
}

} // namespace

void addAssetRoutes(RouteTable *table, World *world)
{
    table->add("GET", "/api/Asset", [world](const Request &r) { return listAssets(*world, r); });
    table->add("PUT", "/api/Asset", [world](const Request &r) { return saveAsset(world, r); });
    table->add("DELETE", "/api/Asset", onAsset(world, [world](const Request &, qsizetype row) {
                   world->assets.remove(row);
                   return Response::done();
               }));
    table->add("GET", "/api/Asset/{idOrSerial}", [world](const Request &r) {
        const qsizetype row = world->assets.indexOf(r.captured.first());
        return row < 0 ? unknownAsset(r.captured.first()) : Response::json(world->assets.at(row));
    });
    table->add("GET", "/api/Asset/Status", onAsset(world, [world](const Request &, qsizetype row) {
                   return Response::json(world->assets.statusOf(row, world->nowMs()));
               }));
    table->add("PUT", "/api/Asset/State",
               onAsset(world, [world](const Request &r, qsizetype row) { return setState(world, r, row); }));
    table->add("GET", "/api/Asset/Log", [world](const Request &r) { return listLog(*world, r); });
    table->add("POST", "/api/Asset/Message", [world](const Request &r) { return addMessage(world, r); });
    table->add("GET", "/api/Asset/Types", [world](const Request &r) { return listTypes(*world, r); });
    table->add("PUT", "/api/Asset/Types", [world](const Request &r) { return saveType(world, r); });
    table->add("GET", "/api/Asset/SubAssets",
               onAsset(world, [world](const Request &r, qsizetype row) { return subAssets(*world, r, row); }));
    addCountRoutes(table, world);
    addAssetFileRoutes(table, world);
    addServiceRoutes(table, world);
}

} // namespace qwats::demo
