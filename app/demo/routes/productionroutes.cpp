// SPDX-License-Identifier: GPL-3.0-or-later
// Production units as everybody sees them.
#include "app/demo/routes/productionparts.h"
#include "app/demo/routes/routes.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/testplan.h"
#include "app/demo/world/unitphases.h"

#include <limits>

namespace qwats::demo {

using namespace Qt::StringLiterals;

Response unknownUnit(const UnitName &name)
{
    return Response::error(404, u"There is no unit '%1' of part '%2'."_s.arg(name.serialNumber, name.partNumber));
}

UnitName unitNameFrom(const Request &request, const QString &prefix)
{
    return {request.parameter(prefix + u"serialnumber"_s), request.parameter(prefix + u"partnumber"_s)};
}

RouteTable::Handler onUnit(World *world, std::function<Response(const Request &, const UnitFacts &)> work)
{
    return [world, work = std::move(work)](const Request &request) {
        const UnitName name = unitNameFrom(request);
        if (name.serialNumber.isEmpty())
            return Response::error(400, u"The parameter serialNumber is needed."_s);
        const auto unit = world->units.facts(name);
        return unit ? work(request, *unit) : unknownUnit(name);
    };
}

RouteTable::Handler onUnitPair(World *world, const QString &parentPrefix, UnitPairWork work)
{
    return [world, parentPrefix, work = std::move(work)](const Request &request) {
        const UnitName parentName = unitNameFrom(request, parentPrefix);
        const UnitName childName = unitNameFrom(request, u"child"_s);
        if (parentName.serialNumber.isEmpty() || childName.serialNumber.isEmpty())
            return Response::error(400, u"The serial numbers of both units are needed."_s);
        const auto parent = world->units.facts(parentName);
        const auto child = world->units.facts(childName);
        if (!parent || !child)
            return unknownUnit(parent ? childName : parentName);
        return work(request, *parent, *child);
    };
}

Response addChildUnit(World *world, const UnitFacts &parent, const UnitFacts &child)
{
    QString error;
    if (!world->units.addChild(parent.name, child.name, &error))
        return Response::error(409, error);
    ++world->writes;
    return Response::done();
}

Response removeChildUnit(World *world, const UnitFacts &parent, const UnitFacts &child)
{
    if (!world->units.removeChild(parent.name, child.name))
        return Response::error(
            404, u"The unit '%1' is not part of '%2'."_s.arg(child.name.serialNumber, parent.name.serialNumber));
    ++world->writes;
    return Response::done();
}

bool isCount(const QString &text, qsizetype *count)
{
    bool ok = false;
    const qlonglong number = text.toLongLong(&ok);
    *count = qsizetype(number);
    return ok && number >= 0;
}

std::optional<QJsonArray> pageOf(const QJsonArray &rows, const Request &request, Response *refusal)
{
    qsizetype top = std::numeric_limits<qsizetype>::max();
    qsizetype skip = 0;
    for (const auto &[name, value] : {std::pair(u"$top"_s, &top), std::pair(u"$skip"_s, &skip)}) {
        if (request.has(name) && !isCount(request.parameter(name), value)) {
            *refusal = Response::error(
                400, u"The value '%1' of %2 is not a whole number."_s.arg(request.parameter(name), name));
            return std::nullopt;
        }
    }
    QJsonArray page;
    for (qsizetype i = skip; i < rows.size() && page.size() < top; ++i)
        page.append(rows.at(i));
    return page;
}

namespace {

Response oneUnit(const World &world, const UnitName &name)
{
    const auto unit = world.units.facts(name);
    return unit ? Response::json(world.units.json(*unit)) : unknownUnit(name);
}

/// All or nothing: what is refused is refused before anything is saved.
Response saveUnits(World *world, const Request &request)
{
    QString error;
    const QJsonValue body = parseBody(request.body, &error);
    if (error.isEmpty() && !body.isArray())
        error = u"The body must be a JSON array of units."_s;
    const QJsonObject before = world->units.saveState();
    QJsonArray saved;
    for (const QJsonValue &entry : eachOf(body.toArray())) {
        bool created = false;
        const auto unit
            = error.isEmpty() ? world->units.save(entry.toObject(), world->nowMs(), &created, &error) : std::nullopt;
        if (unit)
            saved.append(world->units.json(*unit));
    }
    if (!error.isEmpty()) {
        world->units.loadState(before);
        return Response::error(400, error);
    }
    ++world->writes;
    return Response::json(saved);
}

Response listChanges(const World &world, const Request &request)
{
    Response refusal;
    const auto page = pageOf(world.units.changes(unitNameFrom(request)), request, &refusal);
    return page ? Response::json(*page) : refusal;
}

Response acknowledgeChange(World *world, const Request &request)
{
    bool ok = false;
    const qint64 id = request.captured.first().toLongLong(&ok);
    if (!ok || !world->units.acknowledge(id))
        return Response::error(404, u"There is no change '%1'."_s.arg(request.captured.first()));
    ++world->writes;
    return Response::done();
}

Response setUnitPhase(World *world, const Request &request, const UnitFacts &unit)
{
    const QString asked = request.parameter(u"phase"_s);
    const UnitPhase *phase = findUnitPhase(asked);
    if (!phase)
        return Response::error(400, u"There is no unit phase '%1'."_s.arg(asked));
    world->units.setPhase(unit.name, phase->id, request.parameter(u"comment"_s), world->nowMs());
    ++world->writes;
    return Response::done();
}

Response setUnitProcess(World *world, const Request &request, const UnitFacts &unit)
{
    const QString asked = request.parameter(u"processcode"_s);
    bool ok = false;
    const int code = asked.toInt(&ok);
    if (!ok || !findProcess(code))
        return Response::error(400, u"There is no process with the code '%1'."_s.arg(asked));
    world->units.setProcess(unit.name, code, request.parameter(u"comment"_s), world->nowMs());
    ++world->writes;
    return Response::done();
}

Response saveBatches(World *world, const Request &request, bool many)
{
    QString error;
    const QJsonValue body = parseBody(request.body, &error);
    if (error.isEmpty() && (many ? !body.isArray() : !body.isObject()))
        error = many ? u"The body must be a JSON array of batches."_s : u"The body must be a JSON object."_s;
    const QJsonObject before = world->units.saveState();
    QJsonArray saved;
    for (const QJsonValue &entry : eachOf(many ? body.toArray() : QJsonArray{body})) {
        if (error.isEmpty())
            saved.append(world->units.saveBatch(entry.toObject(), &error));
    }
    if (!error.isEmpty()) {
        world->units.loadState(before);
        return Response::error(400, error);
    }
    ++world->writes;
    return many ? Response::json(saved) : Response::json(saved.first());
}

} // namespace

void addProductionRoutes(RouteTable *table, World *world)
{
    const QByteArray root = "/api/Production";
    table->add("GET", root + "/Unit/{serialNumber}/{partNumber}", [world](const Request &r) {
        return oneUnit(*world, {r.captured[0], r.captured[1]});
    });
    table->add("PUT", root + "/Units", [world](const Request &r) { return saveUnits(world, r); });
    table->add("GET", root + "/UnitVerification", onUnit(world, [world](const Request &r, const UnitFacts &unit) {
                   return Response::json(world->units.verification(unit, r.parameter(u"revision"_s)));
               }));
    table->add("GET", root + "/Units/Changes", [world](const Request &r) { return listChanges(*world, r); });
    table->add("DELETE", root + "/Units/Changes/{id}",
               [world](const Request &r) { return acknowledgeChange(world, r); });
    table->add("PUT", root + "/SetUnitPhase", onUnit(world, [world](const Request &r, const UnitFacts &unit) {
                   return setUnitPhase(world, r, unit);
               }));
    table->add("PUT", root + "/SetUnitProcess", onUnit(world, [world](const Request &r, const UnitFacts &unit) {
                   return setUnitProcess(world, r, unit);
               }));
    table->add(
        "POST", root + "/AddChildUnit",
        onUnitPair(world, u"parent"_s, [world](const Request &, const UnitFacts &parent, const UnitFacts &child) {
            return addChildUnit(world, parent, child);
        }));
    table->add(
        "POST", root + "/RemoveChildUnit",
        onUnitPair(world, u"parent"_s, [world](const Request &, const UnitFacts &parent, const UnitFacts &child) {
            return removeChildUnit(world, parent, child);
        }));
    table->add("GET", root + "/CheckChildUnits", onUnit(world, [world](const Request &r, const UnitFacts &unit) {
                   return Response::json(world->units.childCheck(unit, r.parameter(u"revision"_s)));
               }));
    table->add("GET", root + "/Batches", [world](const Request &r) {
        return Response::json(world->units.batches(r.parameter(u"partnumber"_s), r.parameter(u"batchid"_s)));
    });
    table->add("PUT", root + "/Batch", [world](const Request &r) { return saveBatches(world, r, false); });
    table->add("PUT", root + "/Batches", [world](const Request &r) { return saveBatches(world, r, true); });
}

} // namespace qwats::demo
