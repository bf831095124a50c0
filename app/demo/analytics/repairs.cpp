// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/repairs.h"

#include "app/demo/analytics/grouptable.h"
#include "app/demo/analytics/reportsteps.h"
#include "app/demo/analytics/stepanalysis.h"
#include "app/demo/analytics/unityield.h"
#include "app/demo/world/dice.h"
#include "app/demo/world/eachof.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

struct RepairTally
{
    qint64 failures = 0;
    QSet<qsizetype> reports;
};

/// One failure of one repair report, and the test that it refers to (-1: none).
struct RepairedFailure
{
    qsizetype row = -1;
    qsizetype test = -1;
    QJsonObject failure;
    QString stepName;
    QString stepPath;
};

QList<QJsonObject> failuresOf(const QJsonObject &body)
{
    QList<QJsonObject> list;
    for (const QJsonValue &unit : eachOf(body.value(u"subUnits"_s).toArray())) {
        for (const QJsonValue &failure : eachOf(unit.toObject().value(u"failures"_s).toArray()))
            list += failure.toObject();
    }
    return list;
}

/// Calls `visit(failure)` for the newest repairs that the filter wants until it returns false.
template <typename Visit> void walkFailures(const ReportFacts &facts, const WatsFilter &filter, Visit visit)
{
    int left = maxRepairReports;
    facts.visitNewestFirst(true, filter, [&](qsizetype row) {
        if (left-- <= 0)
            return false;
        const qsizetype test = facts.repairedTest(row);
        const std::vector<ReportStep> steps = test < 0 ? std::vector<ReportStep>() : stepsOf(facts.reports(), test);
        for (const QJsonObject &failure : failuresOf(facts.reports().body(row))) {
            RepairedFailure entry{row, test, failure, failure.value(u"refStepName"_s).toString(), {}};
            const int stepId = failure.value(u"refStepId"_s).toVariant().toInt();
            for (const ReportStep &step : steps) {
                if (step.id == stepId && stepId > 0) {
                    entry.stepName = step.name;
                    entry.stepPath = step.path;
                }
            }
            if (!visit(entry))
                return false;
        }
        return true;
    });
}

/// The dimension of the test report that a `test…` dimension of a repair looks at; count: it is none of those.
Dimension testDimension(Dimension dimension)
{
    switch (dimension) {
    case Dimension::TestPeriod: return Dimension::Period;
    case Dimension::TestLevel: return Dimension::Level;
    case Dimension::TestStationName: return Dimension::StationName;
    case Dimension::TestLocation: return Dimension::Location;
    case Dimension::TestPurpose: return Dimension::Purpose;
    case Dimension::TestOperator: return Dimension::Operator;
    case Dimension::TestOperation: return Dimension::TestOperation;
    case Dimension::SwFilename:
    case Dimension::SwVersion:
    case Dimension::FixtureId:
    case Dimension::SocketIndex:
    case Dimension::ErrorCode:
    case Dimension::StepCausedUutFailure:
    case Dimension::StepPathCausedUutFailure: return dimension;
    default: return Dimension::count;
    }
}

QString failureKey(Dimension dimension)
{
    switch (dimension) {
    case Dimension::RepairCode: return u"code"_s;
    case Dimension::RepairCategory: return u"category"_s;
    case Dimension::ComponentRef: return u"comRef"_s;
    case Dimension::ComponentNumber: return u"artNumber"_s;
    case Dimension::ComponentRevision: return u"artRev"_s;
    case Dimension::ComponentVendor: return u"artVendor"_s;
    case Dimension::ComponentDescription: return u"artDescription"_s;
    case Dimension::FunctionBlock: return u"funcBlock"_s;
    default: return {};
    }
}

QString failureValue(const ReportFacts &facts, const WatsFilter &filter, const RepairedFailure &entry,
                     Dimension dimension)
{
    if (const QString key = failureKey(dimension); !key.isEmpty())
        return entry.failure.value(key).toString();
    if (dimension == Dimension::ReferencedStep)
        return entry.stepName;
    if (dimension == Dimension::ReferencedStepPath)
        return entry.stepPath;
    if (dimension == Dimension::RepairType) // what the categories of this server carry as failure type 0
        return u"Unknown"_s;
    const Dimension ofTest = testDimension(dimension);
    if (ofTest == Dimension::count)
        return facts.values(entry.row, dimension, filter).constFirst();
    return entry.test < 0 ? QString() : facts.values(entry.test, ofTest, filter).constFirst();
}

/// The dimensions that a unit brings along, for counting the units tested.
DimensionList unitDimensions(const DimensionList &dimensions)
{
    DimensionList list;
    std::copy_if(dimensions.groups.begin(), dimensions.groups.end(), std::back_inserter(list.groups), belongsToUnit);
    return list;
}

/// The filter of the tests: conditions that only repairs can meet would leave none.
WatsFilter testFilter(const WatsFilter &filter)
{
    WatsFilter tests = filter;
    std::erase_if(tests.fields,
                  [](const WatsFilter::FieldTest &test) { return test.field == StationName || test.field == Result; });
    tests.minCount.reset();
    tests.maxCount.reset();
    tests.topCount.reset();
    tests.yield.reset();
    tests.run = WatsFilter::allRuns;
    return tests;
}

QJsonObject repairRow(const GroupTable<RepairTally>::Group &group, const DimensionList &dimensions)
{
    QJsonObject row{{u"repairCount"_s, group.tally.failures},
                    {u"repairReportCount"_s, qint64(group.tally.reports.size())}};
    writeGroups(dimensions, group.values, &row);
    if (dimensions.has(Dimension::RepairCode))
        row.insert(u"failCode"_s, row.value(u"repairCode"_s));
    return row;
}

} // namespace

const QStringList &repairKpis()
{
    static const QStringList list{u"repairReportCount"_s, u"repairCount"_s, u"totalCount"_s, u"repairRate"_s,
                                  u"unitCount"_s};
    return list;
}

std::vector<QJsonObject> repairRows(const ReportFacts &facts, const WatsFilter &filter, const DimensionList &dimensions)
{
    GroupTable<RepairTally> repairs;
    walkFailures(facts, filter, [&](const RepairedFailure &entry) {
        QStringList values;
        for (const Dimension dimension : dimensions.groups)
            values += failureValue(facts, filter, entry, dimension);
        RepairTally &tally = repairs.tally(values);
        ++tally.failures;
        tally.reports.insert(entry.row);
        return true;
    });
    const DimensionList unitGroups = unitDimensions(dimensions);
    QHash<QStringList, qint64> units;
    for (const QJsonObject &row : yieldRows(facts, testFilter(filter), unitGroups)) {
        QStringList key;
        for (const Dimension dimension : unitGroups.groups)
            key += row.value(dimensionName(dimension)).toString();
        units.insert(key, row.value(u"unitCount"_s).toInteger());
    }
    std::vector<QJsonObject> rows;
    for (const auto &group : repairs.groups()) {
        QJsonObject row = repairRow(group, dimensions);
        QStringList key;
        for (const Dimension dimension : unitGroups.groups)
            key += row.value(dimensionName(dimension)).toString();
        const qint64 total = units.value(key);
        row.insert(u"totalCount"_s, total);
        row.insert(u"unitCount"_s, total);
        row.insert(u"repairRate"_s, total > 0 ? 100.0 * double(group.tally.reports.size()) / double(total) : 0.0);
        rows.push_back(row);
    }
    sortRows(&rows, dimensions);
    limitRows(&rows, filter, u"repairCount"_s);
    return rows;
}

QJsonArray repairHistoryRows(const ReportFacts &facts, const WatsFilter &filter)
{
    QJsonArray rows;
    const qsizetype limit = filter.topCount.value_or(maxMeasurements);
    walkFailures(facts, filter, [&](const RepairedFailure &entry) {
        const QString code = entry.failure.value(u"code"_s).toString();
        const QString result = entry.test < 0 ? QString() : facts.text(entry.test, Result);
        QJsonObject row{
            {u"serialNumber"_s, facts.text(entry.row, SerialNumber)},
            {u"partNumber"_s, facts.text(entry.row, PartNumber)},
            {u"revision"_s, facts.text(entry.row, Revision)},
            {u"reportId"_s, facts.reports().id(entry.row)},
            {u"repairDate"_s, isoUtc(facts.reports().startMs(entry.row))},
            {u"failStepName"_s, entry.stepName},
            {u"failStepPath"_s, entry.stepPath},
            {u"failCode"_s, code},
            {u"repairCode"_s, code},
            {u"symptom"_s, entry.stepName.isEmpty() ? result : u"%1: %2"_s.arg(entry.stepName, result.toLower())},
            {u"cause"_s, entry.failure.value(u"category"_s).toString()},
            {u"action"_s, entry.failure.value(u"comment"_s).toString()}};
        if (const QString component = entry.failure.value(u"comRef"_s).toString(); !component.isEmpty())
            row.insert(u"componentRef"_s, component);
        rows.append(row);
        return rows.size() < limit;
    });
    return rows;
}

} // namespace qwats::demo
