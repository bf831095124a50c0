// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ReportStore that writes complete reports (WSJF) and takes posted ones in.
#include "app/demo/transfer/reportfiles.h"
#include "app/demo/world/catalogue.h"
#include "app/demo/world/dice.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/headerfields.h"
#include "app/demo/world/productstore.h"
#include "app/demo/world/reportbody.h"
#include "app/demo/world/reportstore.h"
#include "app/demo/world/testplan.h"

#include <QUuid>

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

BodyContext contextOf(const ProductionOrder &order, const ReportRecord &record, qsizetype row, const QString &serial)
{
    return {.seed = order.seed,
            .index = quint32(row),
            .utcOffsetMinutes = order.utcOffsetMinutes,
            .nowMs = order.nowMs,
            .serialNumber = serial,
            .badFixture = fixtureFor(record.station, record.product) == u"FX-0412"_s,
            .badLot = inBadLot(record.product, record.serial),
            .toolWear = toolWear(record.station, record.startMs)};
}

/// Gives every step an id in pre-order, unless all of them have one already. Returns the next free id.
int numberSteps(QJsonObject *step, int next)
{
    if (!step->contains(u"id"_s))
        step->insert(u"id"_s, next);
    ++next;
    if (!step->value(u"steps"_s).isArray())
        return next;
    QJsonArray children;
    for (const QJsonValue &entry : eachOf(step->value(u"steps"_s).toArray())) {
        QJsonObject child = entry.toObject();
        next = numberSteps(&child, next);
        children.append(child);
    }
    step->insert(u"steps"_s, children);
    return next;
}

/// Names, outermost first, and the step that made the unit fail; empty when none says so.
bool findGuilty(const QJsonObject &step, int guiltyId, QStringList *path)
{
    path->append(step.value(u"name"_s).toString());
    for (const QJsonValue &child : eachOf(step.value(u"steps"_s).toArray())) {
        if (findGuilty(child.toObject(), guiltyId, path))
            return true;
    }
    const bool leaf = step.value(u"steps"_s).toArray().isEmpty();
    if ((leaf && step.value(u"causedUUTFailure"_s).toBool())
        || (guiltyId > 0 && step.value(u"id"_s).toInt() == guiltyId))
        return true;
    path->removeLast();
    return false;
}

void copyText(const QJsonObject &from, const QString &key, QJsonObject *to, const QString &as,
              const QString &otherwise = {})
{
    const QString value = from.value(key).toString();
    if (!value.isEmpty() || !otherwise.isEmpty())
        to->insert(as, value.isEmpty() ? otherwise : value);
}

/// A repair lists the unit itself as the one with index 0.
void addMainUnit(QJsonObject *report)
{
    QJsonArray units = report->value(u"subUnits"_s).toArray();
    const bool listed = std::any_of(units.begin(), units.end(), [](const QJsonValue &unit) {
        return unit.toObject().value(u"idx"_s).toInt(-1) == 0;
    });
    if (report->value(u"type"_s) != u"R"_s || listed)
        return;
    units.prepend(QJsonObject{{u"idx"_s, 0},
                              {u"partType"_s, u"Main"_s},
                              {u"pn"_s, report->value(u"pn"_s)},
                              {u"rev"_s, report->value(u"rev"_s)},
                              {u"sn"_s, report->value(u"sn"_s)}});
    report->insert(u"subUnits"_s, units);
}

QString problemOf(const QJsonObject &report)
{
    for (const QString &key : {u"pn"_s, u"sn"_s}) {
        if (report.value(key).toString().isEmpty())
            return u"The report has no '%1'."_s.arg(key);
    }
    if (const QString id = report.value(u"id"_s).toString(); !id.isEmpty() && QUuid::fromString(id).isNull())
        return u"The report id '%1' is not a GUID."_s.arg(id);
    if (report.contains(u"root"_s) && !report.value(u"root"_s).isObject())
        return u"The root step of the report is not an object."_s;
    if (!report.value(u"processCode"_s).isDouble())
        return u"The report has no process code."_s;
    return {};
}

QJsonObject headerFrom(const QJsonObject &report, qint64 startMs, int utcOffset, int run)
{
    const bool repair = report.value(u"type"_s) == u"R"_s;
    const QJsonObject part = report.value(repair ? u"uur"_s : u"uut"_s).toObject();
    const QJsonObject call = report.value(u"root"_s).toObject().value(u"seqCall"_s).toObject();
    QJsonObject header{{u"uuid"_s, report.value(u"id"_s)},
                       {u"serialNumber"_s, report.value(u"sn"_s)},
                       {u"partNumber"_s, report.value(u"pn"_s)},
                       {u"reportType"_s, repair ? u"R"_s : u"T"_s},
                       {u"processCode"_s, report.value(u"processCode"_s)},
                       {u"processName"_s, report.value(u"processName"_s)},
                       {u"result"_s, resultWord(report.value(u"result"_s).toString())},
                       {u"start"_s, isoLocal(startMs, utcOffset)},
                       {u"startUtc"_s, isoUtc(startMs)},
                       {u"executionTime"_s, part.value(u"execTime"_s).toDouble()},
                       {u"run"_s, run},
                       {u"receiveCount"_s, 1},
                       {u"operator"_s, part.value(u"user"_s).toString()},
                       {u"revision"_s, report.value(u"rev"_s).toString()}};
    copyText(report, u"machineName"_s, &header, u"stationName"_s, u"Unknown"_s);
    copyText(report, u"location"_s, &header, u"location"_s, u"Unknown"_s);
    copyText(report, u"purpose"_s, &header, u"purpose"_s, u"Unknown"_s);
    copyText(part, u"comment"_s, &header, u"comment"_s);
    copyText(part, u"batchSN"_s, &header, u"batchNumber"_s);
    copyText(part, u"fixtureId"_s, &header, u"fixtureId"_s);
    copyText(part, u"errorMessage"_s, &header, u"errorMessage"_s);
    copyText(part, u"refUUT"_s, &header, u"referencedUut"_s);
    copyText(call, u"name"_s, &header, u"swFilename"_s);
    copyText(call, u"version"_s, &header, u"swVersion"_s);
    for (const QString &key : {u"errorCode"_s, u"testSocketIndex"_s}) {
        if (part.value(key).isDouble())
            header.insert(key, part.value(key));
    }
    QStringList path;
    const int guilty = part.value(u"stepIdCausedUUTFailure"_s).toInt();
    if (!repair && findGuilty(report.value(u"root"_s).toObject(), guilty, &path)) {
        header.insert(u"causedUutFailure"_s, path.last());
        header.insert(u"causedUutFailurePath"_s, path.join(u'¶'));
    }
    return header;
}

QJsonArray headerSubUnits(const QJsonArray &units)
{
    QJsonArray list;
    for (const QJsonValue &entry : units) {
        const QJsonObject unit = entry.toObject();
        list.append(QJsonObject{{u"serialNumber"_s, unit.value(u"sn"_s)},
                                {u"partNumber"_s, unit.value(u"pn"_s)},
                                {u"revision"_s, unit.value(u"rev"_s)},
                                {u"partType"_s, unit.value(u"partType"_s)}});
    }
    return list;
}

QJsonArray headerMiscInfos(const QJsonArray &infos)
{
    QJsonArray list;
    for (const QJsonValue &entry : infos) {
        const QJsonObject info = entry.toObject();
        const QString text = info.value(u"text"_s).toString();
        list.append(QJsonObject{{u"description"_s, info.value(u"description"_s)},
                                {u"value"_s, text.isEmpty() ? info.value(u"numeric"_s).toVariant().toString() : text}});
    }
    return list;
}

} // namespace

std::pair<QString, QString> failureCode(const QString &component)
{
    if (component.isEmpty())
        return {u"No fault"_s, u"No fault found"_s};
    if (component.startsWith(u'A') || component.startsWith(u'M'))
        return {u"Assembly"_s, u"Module replaced"_s};
    return component.startsWith(u'C') || component.startsWith(u'R') ? std::pair(u"Solder"_s, u"Solder bridge"_s)
                                                                    : std::pair(u"Component"_s, u"Defect component"_s);
}

QString ReportStore::newId()
{
    QString id = makeId(m_order.seed, IdKind::Report, m_nextId++);
    while (rowOf(id) >= 0) // given before the server was started again
        id = makeId(m_order.seed, IdKind::Report, m_nextId++);
    return id;
}

QJsonObject ReportStore::body(qsizetype row) const
{
    if (isPosted(row))
        return posted(row).body;
    return record(row).repair ? repairBody(row) : testBody(row);
}

std::optional<std::pair<int, std::vector<MadeStep>>> ReportStore::madeSteps(qsizetype row) const
{
    if (isPosted(row) || record(row).repair)
        return std::nullopt;
    const ReportRecord &made = record(row);
    return std::pair(int(made.plan), makeSteps(made, contextOf(m_order, made, row, {})));
}

void ReportStore::addEnvelope(qsizetype row, QJsonObject *body) const
{
    const QJsonObject head = header(row);
    body->insert(u"id"_s, head.value(u"uuid"_s));
    body->insert(u"type"_s, head.value(u"reportType"_s));
    body->insert(u"pn"_s, head.value(u"partNumber"_s));
    body->insert(u"sn"_s, head.value(u"serialNumber"_s));
    body->insert(u"rev"_s, head.value(u"revision"_s));
    body->insert(u"processCode"_s, head.value(u"processCode"_s));
    body->insert(u"processName"_s, head.value(u"processName"_s));
    body->insert(u"result"_s, resultLetter(head.value(u"result"_s).toString()));
    body->insert(u"machineName"_s, head.value(u"stationName"_s));
    body->insert(u"location"_s, head.value(u"location"_s));
    body->insert(u"purpose"_s, head.value(u"purpose"_s));
    body->insert(u"start"_s, head.value(u"start"_s));
    body->insert(u"startUTC"_s, head.value(u"startUtc"_s));
    body->insert(u"origin"_s, u"demo"_s);
    if (const QJsonObject *product = m_products.find(head.value(u"partNumber"_s).toString()))
        body->insert(u"productName"_s, product->value(u"name"_s));
    QJsonArray infos;
    for (const QJsonValue &info : eachOf(miscInfos(row)))
        infos.append(QJsonObject{{u"description"_s, info.toObject().value(u"description"_s)},
                                 {u"text"_s, info.toObject().value(u"value"_s)}});
    body->insert(u"miscInfos"_s, infos);
    QJsonArray used;
    for (const QString &serial : assetsUsed(row))
        used.append(QJsonObject{{u"sn"_s, serial}, {u"usageCount"_s, 1}});
    body->insert(u"assets"_s, used);
}

QJsonObject ReportStore::testBody(qsizetype row) const
{
    const ReportRecord &made = record(row);
    const QJsonObject head = header(row);
    const BodyContext context = contextOf(m_order, made, row, head.value(u"serialNumber"_s).toString());
    const std::vector<MadeStep> steps = makeSteps(made, context);
    QJsonObject uut{{u"user"_s, head.value(u"operator"_s)},
                    {u"execTime"_s, head.value(u"executionTime"_s)},
                    {u"testSocketIndex"_s, head.value(u"testSocketIndex"_s)},
                    {u"fixtureId"_s, head.value(u"fixtureId"_s)},
                    {u"batchSN"_s, head.value(u"batchNumber"_s)}};
    if (const int guilty = guiltyStep(steps))
        uut.insert(u"stepIdCausedUUTFailure"_s, guilty);
    if (head.contains(u"errorCode"_s)) {
        uut.insert(u"errorCode"_s, head.value(u"errorCode"_s));
        uut.insert(u"errorMessage"_s, head.value(u"errorMessage"_s));
    }
    QJsonArray repairs;
    for (const quint32 repair : m_repairsOf.value(quint32(row)))
        repairs.append(
            QJsonObject{{u"id"_s, id(repair)}, {u"start"_s, isoLocal(startMs(repair), m_order.utcOffsetMinutes)}});
    if (!repairs.isEmpty())
        uut.insert(u"referencedByUURs"_s, repairs);
    QJsonArray units;
    for (const QJsonValue &entry : eachOf(subUnits(row))) {
        const QJsonObject unit = entry.toObject();
        units.append(QJsonObject{{u"pn"_s, unit.value(u"partNumber"_s)},
                                 {u"sn"_s, unit.value(u"serialNumber"_s)},
                                 {u"rev"_s, unit.value(u"revision"_s)},
                                 {u"partType"_s, unit.value(u"partType"_s)},
                                 {u"position"_s, int(units.size())}});
    }
    QJsonObject report{{u"uut"_s, uut}, {u"root"_s, stepTree(steps, made, context)}, {u"subUnits"_s, units}};
    addEnvelope(row, &report);
    return report;
}

QJsonObject ReportStore::repairBody(qsizetype row) const
{
    const ReportRecord &made = record(row);
    const ReportRecord &failed = record(made.reference);
    const QJsonObject head = header(row);
    const TestPlan &plan = testPlans()[failed.plan];
    const PlanStep &step = plan.steps[failed.cause];
    const int guilty = guiltyStep(makeSteps(failed, contextOf(m_order, failed, made.reference, {})));
    const QString component = QString::fromLatin1(step.component);
    const auto [category, code] = failureCode(component);
    QJsonObject failure{{u"category"_s, category},
                        {u"code"_s, code},
                        {u"comment"_s, head.value(u"comment"_s)},
                        {u"funcBlock"_s, QString::fromUtf8(step.group)},
                        {u"refStepId"_s, guilty},
                        {u"refStepName"_s, QString::fromUtf8(step.name)}};
    if (!component.isEmpty())
        failure.insert(u"comRef"_s, component);
    for (const CataloguePart &part : boardParts()) {
        if (!component.isEmpty() && QString::fromLatin1(part.references).split(u", "_s).contains(component)) {
            failure.insert(u"artNumber"_s, QString::fromLatin1(part.partNumber));
            failure.insert(u"artVendor"_s, QString::fromUtf8(part.vendor));
            failure.insert(u"artDescription"_s, QString::fromUtf8(part.description));
        }
    }
    const qint64 end = made.startMs + made.execMs;
    const QJsonObject unit{{u"idx"_s, 0},
                           {u"partType"_s, u"Main"_s},
                           {u"pn"_s, head.value(u"partNumber"_s)},
                           {u"rev"_s, head.value(u"revision"_s)},
                           {u"sn"_s, head.value(u"serialNumber"_s)},
                           {u"failures"_s, QJsonArray{failure}}};
    QJsonObject report{{u"uur"_s,
                        QJsonObject{{u"user"_s, head.value(u"operator"_s)},
                                    {u"comment"_s, head.value(u"comment"_s)},
                                    {u"execTime"_s, head.value(u"executionTime"_s)},
                                    {u"processCode"_s, plan.processCode},
                                    {u"processName"_s, QString::fromLatin1(plan.processName)},
                                    {u"refUUT"_s, id(made.reference)},
                                    {u"confirmDate"_s, isoUtc(end)},
                                    {u"finalizeDate"_s, isoUtc(end)},
                                    {u"active"_s, true}}},
                       {u"subUnits"_s, QJsonArray{unit}}};
    addEnvelope(row, &report);
    return report;
}

bool ReportStore::attachment(const QString &attachmentId, QByteArray *data, QByteArray *contentType) const
{
    quint32 index = 0;
    if (readId(attachmentId.toLower(), m_order.seed, IdKind::Attachment, &index)
        && (isLive(index) ? index - firstLiveRow < liveCount() : index < m_records.size())) {
        const ReportRecord &made = record(index);
        const QString serial = recordValue(qsizetype(index), SerialNumber).text;
        *data = stepLog(made, contextOf(m_order, made, qsizetype(index), serial));
        *contentType = "text/plain";
        return !data->isEmpty();
    }
    for (const qsizetype row : m_postedRows) {
        for (const ReportFile &file : filesOf(body(row))) {
            if (file.id.compare(attachmentId, Qt::CaseInsensitive) == 0
                || (!file.stepGuid.isEmpty() && file.stepGuid.compare(attachmentId, Qt::CaseInsensitive) == 0)) {
                *data = file.data;
                *contentType = file.contentType;
                return true;
            }
        }
    }
    return false;
}

qsizetype ReportStore::post(QJsonObject report, QString *error)
{
    *error = problemOf(report);
    if (!error->isEmpty())
        return -1;
    qint64 start = m_order.nowMs;
    if (!odata::parseTime(report.value(u"start"_s).toString(), &start)
        && !odata::parseTime(report.value(u"startUTC"_s).toString(), &start) && report.contains(u"start"_s)) {
        *error = u"The start '%1' of the report is not a date."_s.arg(report.value(u"start"_s).toString());
        return -1;
    }
    if (report.value(u"id"_s).toString().isEmpty())
        report.insert(u"id"_s, newId());
    report.insert(u"type"_s, report.value(u"uur"_s).toObject().isEmpty() ? u"T"_s : u"R"_s);
    report.insert(u"result"_s, resultLetter(report.value(u"result"_s).toString(u"P"_s)));
    report.insert(u"startUTC"_s, isoUtc(start));
    if (const ProcessInfo *process = findProcess(report.value(u"processCode"_s).toInt()))
        report.insert(u"processName"_s, QString::fromLatin1(process->name));
    if (const QJsonObject *product = m_products.find(report.value(u"pn"_s).toString()))
        report.insert(u"productName"_s, product->value(u"name"_s));
    if (report.contains(u"uutParts"_s) && !report.contains(u"subUnits"_s))
        report.insert(u"subUnits"_s, report.take(u"uutParts"_s));
    if (QJsonObject root = report.value(u"root"_s).toObject(); !root.isEmpty()) {
        numberSteps(&root, 1);
        report.insert(u"root"_s, root);
    }
    nameFiles(&report);
    addMainUnit(&report);
    int run = 1;
    for (const qsizetype row : rowsOfSerial(report.value(u"sn"_s).toString())) {
        run += !isRepair(row) && value(row, ProcessCode).number == report.value(u"processCode"_s).toDouble()
                && startMs(row) < start
            ? 1
            : 0;
    }
    Posted entry{report,
                 headerFrom(report, start, m_order.utcOffsetMinutes, run),
                 headerSubUnits(report.value(u"subUnits"_s).toArray()),
                 headerMiscInfos(report.value(u"miscInfos"_s).toArray()),
                 {},
                 start};
    for (const QJsonValue &asset : eachOf(report.value(u"assets"_s).toArray()))
        entry.assets += asset.toObject().value(u"sn"_s).toString();
    const QString id = report.value(u"id"_s).toString().toLower();
    if (const qsizetype old = rowOf(id); old >= 0)
        m_timeline.erase(std::remove(m_timeline.begin(), m_timeline.end(), old), m_timeline.end());
    m_posted.push_back(std::move(entry));
    const qsizetype row = qsizetype(m_records.size() + m_posted.size()) - 1;
    m_postedRows.insert(id, row);
    insertIntoTimeline(row);
    return row;
}

} // namespace qwats::demo
