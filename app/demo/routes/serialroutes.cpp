// SPDX-License-Identifier: GPL-3.0-or-later
// Serial numbers that stations take from pools.
#include "app/demo/routes/productionparts.h"
#include "app/demo/routes/routes.h"
#include "app/demo/world/eachof.h"

#include <QXmlStreamWriter>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostAtOnce = 10000;

SerialStore::Query serialQuery(const Request &request)
{
    return {.type = request.parameter(u"typename"_s),
            .state = request.parameter(u"state"_s),
            .from = request.parameter(u"from"_s),
            .to = request.parameter(u"to"_s),
            .referenceSerialNumber = request.parameter(u"referenceserialnumber"_s),
            .referencePartNumber = request.parameter(u"referencepartnumber"_s)};
}

/// Answers with @p work on the numbers that the parameters name; refuses unknown types.
RouteTable::Handler onNumbers(std::function<Response(const Request &, const SerialStore::Query &)> work)
{
    return [work = std::move(work)](const Request &request) {
        SerialStore::Query query = serialQuery(request);
        if (!query.type.isEmpty() && !SerialStore::hasType(query.type))
            return Response::error(404, u"There is no serial number type '%1'."_s.arg(query.type));
        if (const QString one = request.parameter(u"serialnumber"_s); !one.isEmpty())
            query.from = query.to = one;
        return work(request, query);
    };
}

Response takeNumbers(World *world, const Request &request)
{
    const QString type = request.parameter(u"serialnumbertype"_s);
    const QString text = request.has(u"quantity"_s) ? request.parameter(u"quantity"_s) : u"1"_s;
    bool ok = false;
    const int quantity = text.toInt(&ok);
    if (!SerialStore::hasType(type))
        return Response::error(404, u"There is no serial number type '%1'."_s.arg(type));
    if (!ok || quantity < 1 || quantity > mostAtOnce)
        return Response::error(400, u"The quantity must be from 1 to %1, not '%2'."_s.arg(mostAtOnce).arg(text));
    QString error;
    const QStringList numbers = world->serials.take(
        type, quantity,
        {request.parameter(u"refsn"_s), request.parameter(u"refpn"_s), request.parameter(u"stationname"_s)},
        world->nowMs(), &error);
    if (!error.isEmpty())
        return Response::error(409, error);
    ++world->writes;
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.writeStartElement(u"SerialNumbers"_s);
    writer.writeAttribute(u"type"_s, type);
    for (const QString &number : numbers) {
        writer.writeEmptyElement(u"SN"_s);
        writer.writeAttribute(u"id"_s, number);
    }
    writer.writeEndElement();
    return {200, xml, "application/xml"};
}

Response exportNumbers(const World &world, const Request &request, const SerialStore::Query &query)
{
    const QString format = request.parameter(u"format"_s).toLower();
    if (format == u"xml"_s)
        return {200, world.serials.xml(query), "application/xml"};
    if (format.isEmpty() || format == u"csv"_s)
        return {200, world.serials.csv(query), "text/csv"};
    return Response::error(400, u"The format must be csv or xml, not '%1'."_s.arg(format));
}

Response uploadNumbers(World *world, const Request &request)
{
    QString error;
    if (world->serials.upload(request.body, request.parameter(u"typename"_s), &error) < 0)
        return Response::error(400, error);
    ++world->writes;
    return Response::done();
}

QJsonArray poolStatistics(const World &world, const SerialStore::Query &query)
{
    QJsonArray rows;
    for (const QJsonValue &entry : eachOf(SerialStore::types())) {
        const QString name = entry.toObject().value(u"name"_s).toString();
        if (!query.type.isEmpty() && query.type.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        const int free = world.serials.count({.type = name, .state = u"Free"_s});
        const int taken = world.serials.count({.type = name, .state = u"Taken"_s});
        rows.append(
            QJsonObject{{u"TypeName"_s, name}, {u"Total"_s, free + taken}, {u"Free"_s, free}, {u"Taken"_s, taken}});
    }
    return rows;
}

/// Freeing everything by leaving out what to free would be too easy.
bool isNarrow(const SerialStore::Query &query)
{
    return !query.type.isEmpty()
        && !(query.from.isEmpty() && query.to.isEmpty() && query.referenceSerialNumber.isEmpty());
}

RouteTable::Handler onNarrowNumbers(World *world, int (SerialStore::*change)(const SerialStore::Query &))
{
    return onNumbers([world, change](const Request &, const SerialStore::Query &query) {
        if (!isNarrow(query))
            return Response::error(400, u"A typeName and a range, number or reference are needed."_s);
        const int count = (world->serials.*change)(query);
        world->writes += count > 0 ? 1 : 0;
        return Response::json(QJsonObject{{u"Count"_s, count}});
    });
}

} // namespace

void addSerialRoutes(RouteTable *table, World *world)
{
    const QByteArray root = "/api/Production/SerialNumbers";
    const auto rows = onNumbers([world](const Request &r, const SerialStore::Query &query) {
        Response refusal;
        const auto page = pageOf(world->serials.rows(query), r, &refusal);
        return page ? Response::json(*page) : refusal;
    });
    table->add("GET", root + "/Types", [](const Request &) { return Response::json(SerialStore::types()); });
    table->add("POST", root + "/Take", [world](const Request &r) { return takeNumbers(world, r); });
    table->add("GET", root + "/ByRange", rows);
    table->add("GET", root + "/ByReference", rows);
    table->add("GET", root, onNumbers([world](const Request &r, const SerialStore::Query &query) {
                   return exportNumbers(*world, r, query);
               }));
    table->add("PUT", root, [world](const Request &r) { return uploadNumbers(world, r); });

    const QByteArray internal = "/api/internal/Production/SerialNumbers";
    table->add("GET", internal, rows);
    table->add("GET", internal + "/Count", onNumbers([world](const Request &, const SerialStore::Query &query) {
                   return Response::json(world->serials.count(query));
               }));
    table->add("GET", internal + "/Ranges", onNumbers([world](const Request &, const SerialStore::Query &query) {
                   return Response::json(world->serials.ranges(query));
               }));
    table->add("GET", internal + "/Statistics", onNumbers([world](const Request &, const SerialStore::Query &query) {
                   return Response::json(poolStatistics(*world, query));
               }));
    table->add("PUT", internal + "/Free", onNarrowNumbers(world, &SerialStore::release));
    table->add("DELETE", internal + "/Free", onNarrowNumbers(world, &SerialStore::removeFree));
}

} // namespace qwats::demo
