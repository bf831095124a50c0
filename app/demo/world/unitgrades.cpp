// SPDX-License-Identifier: GPL-3.0-or-later
// What the reports of a unit say about it: its grade, its history, and whether its sub-units are the right ones.
#include "app/demo/world/dice.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/productstore.h"
#include "app/demo/world/reportstore.h"
#include "app/demo/world/testplan.h"
#include "app/demo/world/unitphases.h"
#include "app/demo/world/unitstore.h"

#include <algorithm>
#include <limits>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// The test runs of a unit in one process.
struct ProcessRuns
{
    QString name;
    int index = 0; ///< place in the list of processes
    int total = 0;
    int notPassed = 0;
    int repairs = 0;
    bool firstPassed = false;
    bool lastPassed = false;
    qsizetype lastRow = -1;
};

int processIndexOf(int code)
{
    const auto all = processes();
    const auto at = std::find_if(all.begin(), all.end(), [&](const ProcessInfo &p) { return p.code == code; });
    return int(at - all.begin());
}

QString gradeOf(bool firstRun, bool lastRun, bool inOrder, bool repaired)
{
    if (!lastRun)
        return u"F"_s;
    if (!inOrder)
        return u"D"_s;
    if (repaired)
        return u"C"_s;
    return firstRun ? u"A"_s : u"B"_s;
}

QString phaseNameOf(int id)
{
    const UnitPhase *phase = findUnitPhase(id);
    return phase ? QString::fromLatin1(phase->name) : QString();
}

QString processNameOf(int code)
{
    const ProcessInfo *process = findProcess(code);
    return process ? QString::fromUtf8(process->name) : QString();
}

} // namespace

QJsonObject UnitStore::verification(const UnitFacts &unit, const QString &revision) const
{
    std::map<int, ProcessRuns> runs;
    bool repaired = false;
    for (const qsizetype row : unit.rows) {
        if (!revision.isEmpty() && fieldText(row, Revision) != revision)
            continue;
        if (m_reports.isRepair(row)) {
            // A repair counts where the test that it refers to was made.
            const qsizetype test = m_reports.rowOf(fieldText(row, ReferencedUut));
            repaired = true;
            if (test >= 0)
                ++runs[fieldText(test, ProcessCode).toInt()].repairs;
            continue;
        }
        const int code = fieldText(row, ProcessCode).toInt();
        const bool passed = fieldText(row, Result) == u"Passed"_s;
        ProcessRuns &process = runs[code];
        process.name = fieldText(row, ProcessName);
        process.index = processIndexOf(code);
        process.firstPassed = process.total == 0 ? passed : process.firstPassed;
        process.lastPassed = passed;
        process.notPassed += passed ? 0 : 1;
        process.lastRow = row;
        ++process.total;
    }
    std::erase_if(runs, [](const auto &entry) { return entry.second.total == 0; });
    std::vector<std::pair<int, ProcessRuns>> order(runs.begin(), runs.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto &left, const auto &right) { return left.second.index < right.second.index; });
    QJsonArray results;
    bool inOrder = !order.empty();
    bool firstRun = !order.empty();
    bool anyRun = !order.empty();
    bool lastRun = !order.empty();
    qint64 previous = std::numeric_limits<qint64>::min();
    for (const auto &[code, process] : order) {
        const qint64 start = m_reports.startMs(process.lastRow);
        inOrder = inOrder && start >= previous;
        previous = start;
        firstRun = firstRun && process.firstPassed;
        anyRun = anyRun && process.notPassed < process.total;
        lastRun = lastRun && process.lastPassed;
        results.append(QJsonObject{{u"processCode"_s, code},
                                   {u"processName"_s, process.name},
                                   {u"processIndex"_s, process.index},
                                   {u"status"_s, fieldText(process.lastRow, Result)},
                                   {u"startUtc"_s, isoUtc(start)},
                                   {u"stationName"_s, fieldText(process.lastRow, StationName)},
                                   {u"totalCount"_s, process.total},
                                   {u"nonPassedCount"_s, process.notPassed},
                                   {u"repairCount"_s, process.repairs}});
    }
    return {{u"status"_s, order.empty() ? u"Not tested"_s : (lastRun ? u"Passed"_s : u"Failed"_s)},
            {u"grade"_s, order.empty() ? QString() : gradeOf(firstRun, lastRun, inOrder, repaired)},
            {u"allProcessesExecutedInCorrectOrder"_s, inOrder},
            {u"allProcessesPassedFirstRun"_s, firstRun},
            {u"allProcessesPassedAnyRun"_s, anyRun},
            {u"allProcessesPassedLastRun"_s, lastRun},
            {u"noRepairs"_s, !repaired},
            {u"results"_s, results}};
}

QJsonArray UnitStore::stateHistory(const UnitFacts &unit) const
{
    std::multimap<qint64, QJsonObject> rows;
    for (std::size_t i = 0; i < unit.rows.size(); ++i) {
        const qsizetype row = unit.rows[i];
        UnitFacts then{.name = unit.name, .rows = {unit.rows.begin(), unit.rows.begin() + qsizetype(i) + 1}};
        addFromReports(&then);
        rows.emplace(m_reports.startMs(row),
                     QJsonObject{{u"UnitPhaseId"_s, then.phase},
                                 {u"UnitPhase"_s, phaseNameOf(then.phase)},
                                 {u"ProcessCode"_s, then.processCode},
                                 {u"ProcessName"_s, fieldText(row, ProcessName)},
                                 {u"StationName"_s, fieldText(row, StationName)},
                                 {u"User"_s, fieldText(row, Operator)},
                                 {u"ReportId"_s, m_reports.id(row)},
                                 {u"Comment"_s, fieldText(row, Comment)}});
    }
    for (const QJsonValue &entry : eachOf(overlay(unit.name).value(u"history"_s).toArray())) {
        const QJsonObject written = entry.toObject();
        QJsonObject row{{u"User"_s, QString()}, {u"Comment"_s, written.value(u"comment"_s)}};
        if (written.contains(u"phase"_s)) {
            row.insert(u"UnitPhaseId"_s, written.value(u"phase"_s));
            row.insert(u"UnitPhase"_s, phaseNameOf(written.value(u"phase"_s).toInt()));
        } else {
            row.insert(u"ProcessCode"_s, written.value(u"process"_s));
            row.insert(u"ProcessName"_s, processNameOf(written.value(u"process"_s).toInt()));
        }
        rows.emplace(written.value(u"atMs"_s).toInteger(), row);
    }
    QJsonArray list;
    for (auto &[ms, row] : rows) {
        row.insert(u"DateUtc"_s, isoUtc(ms));
        list.append(row);
    }
    return list;
}

QJsonObject UnitStore::childCheck(const UnitFacts &unit, const QString &revision) const
{
    const QString wanted = revision.isEmpty() ? unit.revision : revision;
    const QJsonObject parent = m_products.revision(unit.name.partNumber, wanted);
    std::vector<UnitFacts> left;
    for (const UnitName &name : children(unit)) {
        if (const auto child = facts(name))
            left.push_back(*child);
    }
    QJsonArray found;
    QJsonArray missing;
    for (const QJsonValue &entry : eachOf(m_products.relationsOf(parent.value(u"productRevisionId"_s).toString()))) {
        const QJsonObject relation = entry.toObject();
        const QString part = relation.value(u"ChildPartNumber"_s).toString();
        int open = relation.value(u"Quantity"_s).toInt(1);
        for (auto child = left.begin(); child != left.end() && open > 0;) {
            const bool fits = child->name.partNumber == part
                && revisionFits(child->revision, relation.value(u"RevisionMask"_s).toString(),
                                relation.value(u"ChildRevision"_s).toString());
            if (!fits) {
                ++child;
                continue;
            }
            found.append(QJsonObject{{u"serialNumber"_s, child->name.serialNumber},
                                     {u"partNumber"_s, part},
                                     {u"revision"_s, child->revision},
                                     {u"unitPhaseId"_s, child->phase}});
            child = left.erase(child);
            --open;
        }
        if (open > 0)
            missing.append(QJsonObject{{u"partNumber"_s, part},
                                       {u"revision"_s, relation.value(u"ChildRevision"_s)},
                                       {u"revisionMask"_s, relation.value(u"RevisionMask"_s)},
                                       {u"quantity"_s, open}});
    }
    QJsonArray unexpected;
    for (const UnitFacts &child : left)
        unexpected.append(QJsonObject{{u"serialNumber"_s, child.name.serialNumber},
                                      {u"partNumber"_s, child.name.partNumber},
                                      {u"revision"_s, child.revision},
                                      {u"unitPhaseId"_s, child.phase}});
    return {{u"serialNumber"_s, unit.name.serialNumber},
            {u"partNumber"_s, unit.name.partNumber},
            {u"revision"_s, wanted},
            {u"ok"_s, missing.isEmpty() && unexpected.isEmpty()},
            {u"children"_s, found},
            {u"missing"_s, missing},
            {u"unexpected"_s, unexpected}};
}

} // namespace qwats::demo
