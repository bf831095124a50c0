// SPDX-License-Identifier: GPL-3.0-or-later
// Production units as the server's own pages see them: keys in PascalCase.
#include "app/demo/routes/productionparts.h"
#include "app/demo/routes/routes.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/production.h"
#include "app/demo/world/testplan.h"
#include "app/demo/world/unitphases.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// The same value with the keys of all objects in it beginning with a capital letter.
QJsonValue pascalCase(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue &entry : eachOf(value.toArray()))
            list.append(pascalCase(entry));
        return list;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject result;
    for (auto it = object.begin(); it != object.end(); ++it)
        result.insert(it.key().left(1).toUpper() + it.key().mid(1), pascalCase(*it));
    return result;
}

QJsonObject phaseJson(const UnitPhase &phase)
{
    return {{u"UnitPhaseId"_s, phase.id},
            {u"Code"_s, QString::fromLatin1(phase.code)},
            {u"Name"_s, QString::fromLatin1(phase.name)},
            {u"Description"_s, QString::fromLatin1(phase.name)}};
}

Response unitPhaseList()
{
    QJsonArray rows;
    for (const UnitPhase &phase : unitPhases())
        rows.append(phaseJson(phase));
    return Response::json(rows);
}

/// A unit without the objects in it: one row of a hierarchy.
QJsonObject flatUnit(const World &world, const UnitFacts &unit, int level)
{
    QJsonObject row = world.units.json(unit);
    for (const QString &key : {u"product"_s, u"productRevision"_s, u"subUnits"_s})
        row.remove(key);
    row.insert(u"level"_s, level);
    return pascalCase(row).toObject();
}

void appendHierarchy(const World &world, const UnitFacts &unit, int level, QJsonArray *rows)
{
    constexpr int deepest = 6;
    rows->append(flatUnit(world, unit, level));
    for (const UnitName &name : level < deepest ? world.units.children(unit) : std::vector<UnitName>()) {
        if (const auto child = world.units.facts(name))
            appendHierarchy(world, *child, level + 1, rows);
    }
}

QJsonObject unitInfo(const World &world, const UnitFacts &unit)
{
    QJsonObject info = flatUnit(world, unit, 0);
    const QJsonObject *product = world.products.find(unit.name.partNumber);
    const ProcessInfo *process = findProcess(unit.processCode);
    info.insert(u"ProductName"_s, product ? product->value(u"name"_s).toString() : QString());
    info.insert(u"ProcessName"_s, process ? QString::fromUtf8(process->name) : QString());
    info.insert(u"ReportCount"_s, qint64(unit.rows.size()));
    info.insert(u"Verification"_s, pascalCase(world.units.verification(unit, {})));
    return info;
}

/// The places of the factory, from where its stations stand.
Response siteList()
{
    QStringList halls;
    for (const Station &station : stations()) {
        if (const QString hall = QString::fromLatin1(station.location); !halls.contains(hall))
            halls += hall;
    }
    halls.sort();
    QJsonArray rows;
    for (const QString &hall : halls)
        rows.append(QJsonObject{{u"SiteId"_s, int(rows.size() + 1)}, {u"Name"_s, hall}});
    return Response::json(rows);
}

Response createUnit(World *world, const Request &request)
{
    const UnitName name = unitNameFrom(request);
    QJsonObject unit{{u"serialNumber"_s, name.serialNumber}, {u"partNumber"_s, name.partNumber}};
    for (const QString &key : {u"revision"_s, u"batchNumber"_s}) {
        if (const QString value = request.parameter(key.toLower()); !value.isEmpty())
            unit.insert(key, value);
    }
    if (const QString phase = request.parameter(u"unitphase"_s); !phase.isEmpty())
        unit.insert(u"unitPhase"_s, phase);
    if (!name.serialNumber.isEmpty() && !name.partNumber.isEmpty() && world->units.facts(name))
        return Response::error(409,
                               u"There is a unit '%1' of part '%2' already."_s.arg(name.serialNumber, name.partNumber));
    bool created = false;
    QString error;
    const auto saved = world->units.save(unit, world->nowMs(), &created, &error);
    if (!saved)
        return Response::error(400, error);
    ++world->writes;
    return Response::json(pascalCase(world->units.json(*saved)));
}

bool isAsked(const Request &request, const QString &name)
{
    return request.parameter(name).compare(u"true"_s, Qt::CaseInsensitive) == 0;
}

/// What the caller wants checked before a unit is put into another one; empty: all is well.
QString childProblem(const World &world, const Request &request, const UnitFacts &parent, const UnitFacts &child)
{
    const QJsonObject revision = world.products.revision(parent.name.partNumber, parent.revision);
    bool partFits = false;
    bool revisionIsRight = false;
    for (const QJsonValue &entry :
         eachOf(world.products.relationsOf(revision.value(u"productRevisionId"_s).toString()))) {
        const QJsonObject relation = entry.toObject();
        if (relation.value(u"ChildPartNumber"_s).toString() != child.name.partNumber)
            continue;
        partFits = true;
        revisionIsRight = revisionIsRight
            || revisionFits(child.revision, relation.value(u"RevisionMask"_s).toString(),
                            relation.value(u"ChildRevision"_s).toString());
    }
    if (isAsked(request, u"checkpartnumber"_s) && !partFits)
        return u"The part '%1' is not built into '%2'."_s.arg(child.name.partNumber, parent.name.partNumber);
    if (isAsked(request, u"checkrevision"_s) && !revisionIsRight)
        return u"The revision '%1' of '%2' does not fit."_s.arg(child.revision, child.name.partNumber);
    if (isAsked(request, u"checkphase"_s) && child.phase != phase::Finalized && child.phase != phase::Repaired)
        return u"The unit '%1' is not finalized."_s.arg(child.name.serialNumber);
    return {};
}

Response removeAllChildUnits(World *world, const UnitFacts &unit)
{
    for (const UnitName &child : world->units.children(unit))
        world->units.removeChild(unit.name, child);
    ++world->writes;
    return Response::done();
}

} // namespace

void addProductionInternals(RouteTable *table, World *world)
{
    const QByteArray root = "/api/internal/Production";
    const auto reader = [&](const QByteArray &path,
                            std::function<QJsonValue(const Request &, const UnitFacts &)> read) {
        table->add("GET", root + path, onUnit(world, [read = std::move(read)](const Request &r, const UnitFacts &unit) {
                       return Response::json(read(r, unit));
                   }));
    };
    table->add("GET", "/api/internal/Mes/GetUnitPhases", [](const Request &) { return unitPhaseList(); });
    table->add("GET", root + "/isConnected", [](const Request &) { return Response::json(true); });
    table->add("GET", root + "/GetSites", [](const Request &) { return siteList(); });
    reader("/GetUnit", [world](const Request &, const UnitFacts &unit) { return pascalCase(world->units.json(unit)); });
    reader("/GetUnitInfo", [world](const Request &, const UnitFacts &unit) { return unitInfo(*world, unit); });
    reader("/GetUnitHierarchy", [world](const Request &, const UnitFacts &unit) {
        QJsonArray rows;
        appendHierarchy(*world, unit, 0, &rows);
        return rows;
    });
    reader("/GetUnitStateHistory",
           [world](const Request &, const UnitFacts &unit) { return world->units.stateHistory(unit); });
    reader("/GetUnitPhase",
           [](const Request &, const UnitFacts &unit) { return phaseJson(*findUnitPhase(unit.phase)); });
    reader("/GetUnitProcess", [](const Request &, const UnitFacts &unit) {
        const ProcessInfo *process = findProcess(unit.processCode);
        return QJsonObject{{u"ProcessCode"_s, unit.processCode},
                           {u"ProcessName"_s, process ? QString::fromUtf8(process->name) : QString()}};
    });
    reader("/GetUnitContents", [world](const Request &r, const UnitFacts &unit) {
        return pascalCase(world->units.childCheck(unit, r.parameter(u"revision"_s)));
    });
    table->add("GET", root + "/CheckChildUnits", [world](const Request &r) {
        const UnitName name = unitNameFrom(r, u"parent"_s);
        const auto unit = world->units.facts(name);
        return unit ? Response::json(pascalCase(world->units.childCheck(*unit, {}))) : unknownUnit(name);
    });
    table->add("POST", root + "/CreateUnit", [world](const Request &r) { return createUnit(world, r); });
    table->add("POST", root + "/AddChildUnit",
               onUnitPair(world, {}, [world](const Request &r, const UnitFacts &parent, const UnitFacts &child) {
                   const QString problem = childProblem(*world, r, parent, child);
                   return problem.isEmpty() ? addChildUnit(world, parent, child) : Response::error(409, problem);
               }));
    table->add("POST", root + "/RemoveChildUnit",
               onUnitPair(world, {}, [world](const Request &, const UnitFacts &parent, const UnitFacts &child) {
                   return removeChildUnit(world, parent, child);
               }));
    table->add("POST", root + "/RemoveAllChildUnits", onUnit(world, [world](const Request &, const UnitFacts &unit) {
                   return removeAllChildUnits(world, unit);
               }));
}

} // namespace qwats::demo
