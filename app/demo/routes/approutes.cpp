// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routes.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/testplan.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QJsonObject processJson(const ProcessInfo &process, int index)
{
    return {{u"code"_s, process.code},
            {u"name"_s, QString::fromUtf8(process.name)},
            {u"description"_s, QString::fromUtf8(process.description)},
            {u"isTestOperation"_s, process.test},
            {u"isRepairOperation"_s, process.repair},
            {u"isWipOperation"_s, process.wip},
            {u"processIndex"_s, index},
            {u"state"_s, process.active ? 1 : 0}};
}

/// A kind is left out only when the caller says `false`; without parameters all active ones come.
Response listProcesses(const Request &request)
{
    const auto wanted = [&](const QString &name) { return request.parameter(name).toLower() != u"false"_s; };
    const bool inactive = request.parameter(u"includeinactiveprocesses"_s).toLower() == u"true"_s;
    QJsonArray rows;
    int index = 0;
    for (const ProcessInfo &process : processes()) {
        const bool kind = (process.test && wanted(u"includetestoperations"_s))
            || (process.repair && wanted(u"includerepairoperations"_s))
            || (process.wip && wanted(u"includewipoperations"_s));
        if (kind && (process.active || inactive))
            rows.append(processJson(process, index));
        ++index;
    }
    return Response::json(rows);
}

QJsonObject internalProcess(const ProcessInfo &process, int index, quint32 seed)
{
    return {{u"Code"_s, process.code},
            {u"Name"_s, QString::fromUtf8(process.name)},
            {u"Description"_s, QString::fromUtf8(process.description)},
            {u"ProcessID"_s, makeId(seed, IdKind::Process, quint32(process.code))},
            {u"ProcessIndex"_s, index},
            {u"State"_s, process.active ? 1 : 0},
            {u"Properties"_s, QString()},
            {u"IsTestOperation"_s, process.test},
            {u"IsRepairOperation"_s, process.repair},
            {u"IsWIPOperation"_s, process.wip}};
}

QJsonArray failureCategories(quint32 seed)
{
    struct Category
    {
        QString name;
        QStringList codes;
    };
    static const QList<Category> list{
        {u"Component"_s, {u"Defect component"_s, u"Wrong component"_s, u"Missing component"_s}},
        {u"Solder"_s, {u"Solder bridge"_s, u"Cold joint"_s, u"Too little solder"_s}},
        {u"Assembly"_s, {u"Module replaced"_s, u"Cable not seated"_s, u"Wrong torque"_s}},
        {u"No fault"_s, {u"No fault found"_s}},
    };
    QJsonArray categories;
    quint32 number = 0;
    for (const Category &category : list) {
        const auto entry = [&](const QString &name, bool selectable) {
            return QJsonObject{{u"GUID"_s, makeId(seed, IdKind::FailCode, number++)},
                               {u"Description"_s, name},
                               {u"Selectable"_s, selectable},
                               {u"SortOrder"_s, int(number)},
                               {u"FailureType"_s, 0},
                               {u"Status"_s, 1}};
        };
        QJsonObject object = entry(category.name, false);
        QJsonArray codes;
        for (const QString &code : category.codes)
            codes.append(entry(code, true));
        object.insert(u"Failcodes"_s, codes);
        categories.append(object);
    }
    return categories;
}

QJsonObject repairOperation(const ProcessInfo &process, quint32 seed)
{
    return {{u"Description"_s, QString::fromUtf8(process.name)},
            {u"UUTRequired"_s, process.code == 500 ? 1 : 0},
            {u"CompRefMask"_s, u"^[A-Z]{1,3}[0-9]{1,4}$"_s},
            {u"CompRefMaskDescription"_s, u"Letters and a number, such as U12"_s},
            {u"BomConstraint"_s, QString()},
            {u"BOMRequired"_s, 0},
            {u"VendorRequired"_s, 0},
            {u"Categories"_s, failureCategories(seed)},
            {u"MiscInfos"_s, QJsonArray()}};
}

Response repairOperations(const World &world)
{
    QJsonObject byCode;
    for (const ProcessInfo &process : processes()) {
        if (process.repair)
            byCode.insert(QString::number(process.code), repairOperation(process, world.options.seed));
    }
    return Response::json(byCode);
}

/// The process with an id; null when there is none.
const ProcessInfo *processWithId(const World &world, const QString &id)
{
    quint32 code = 0;
    return readId(id, world.options.seed, IdKind::Process, &code) ? findProcess(int(code)) : nullptr;
}

Response oneProcess(const World &world, const Request &request)
{
    const QString id = request.captured.first();
    const ProcessInfo *process = processWithId(world, id);
    if (!process)
        return Response::error(404, u"There is no process '%1'."_s.arg(id));
    return Response::json(internalProcess(*process, int(process - processes().data()), world.options.seed));
}

/// By the id of its process; a process code, when given, must be the one of that process.
Response oneRepairOperation(const World &world, const Request &request)
{
    const QString id = request.captured.first();
    const QString code = request.parameter(u"processcode"_s);
    const ProcessInfo *process = processWithId(world, id);
    if (!process || !process->repair || (!code.isEmpty() && code != QString::number(process->code)))
        return Response::error(404, u"There is no repair operation '%1' %2."_s.arg(id, code).simplified());
    return Response::json(repairOperation(*process, world.options.seed));
}

Response internalProcesses(const World &world)
{
    QJsonArray rows;
    int index = 0;
    for (const ProcessInfo &process : processes())
        rows.append(internalProcess(process, index++, world.options.seed));
    return Response::json(rows);
}

Response levels()
{
    QJsonArray rows;
    int id = 0;
    for (const QString &name : {u"PCBA"_s, u"Module"_s, u"Assembled product"_s})
        rows.append(QJsonObject{{u"levelId"_s, ++id}, {u"levelName"_s, name}});
    return Response::json(rows);
}

} // namespace

void addAppRoutes(RouteTable *table, World *world)
{
    table->add("GET", "/api/App/Version", [](const Request &) { return Response::raw("\"25.3.0\""); });
    table->add("GET", "/api/App/Processes", listProcesses);
    table->add("GET", "/api/App/Levels", [](const Request &) { return levels(); });
    table->add("GET", "/api/App/ProductGroups",
               [world](const Request &) { return Response::json(world->products.groups()); });
    table->add("GET", "/api/internal/Process/GetProcesses",
               [world](const Request &) { return internalProcesses(*world); });
    table->add("GET", "/api/internal/Process/GetRepairOperations",
               [world](const Request &) { return repairOperations(*world); });
    table->add("GET", "/api/internal/Process/GetProcess/{guid}",
               [world](const Request &r) { return oneProcess(*world, r); });
    table->add("GET", "/api/internal/Process/GetRepairOperation/{guid}",
               [world](const Request &r) { return oneRepairOperation(*world, r); });
}

} // namespace qwats::demo
