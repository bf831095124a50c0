// SPDX-License-Identifier: GPL-3.0-or-later
// Measurements one by one, and their statistics.
#include "app/demo/analytics/bodywalk.h"
#include "app/demo/analytics/grouptable.h"
#include "app/demo/analytics/statistics.h"
#include "app/demo/analytics/stepanalysis.h"
#include "app/demo/world/dice.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

struct SeriesTally
{
    QString stepName;
    QString stepPath;
    QString measureName;
    QString unit;
    QString compOp;
    std::optional<double> low;
    std::optional<double> high;
    RunningStatistics values;
};

QString statusWord(QChar letter)
{
    return resultWord(QString(letter));
}

QJsonObject measurementRow(const ReportFacts &facts, qsizetype row, const ReportStep &step, const StepMeasurement &m)
{
    QJsonObject object{{u"id"_s, facts.reports().id(row)},
                       {u"serialNumber"_s, facts.text(row, SerialNumber)},
                       {u"partNumber"_s, facts.text(row, PartNumber)},
                       {u"revision"_s, facts.text(row, Revision)},
                       {u"stationName"_s, facts.text(row, StationName)},
                       {u"fixtureId"_s, facts.text(row, FixtureId)},
                       {u"testOperation"_s, facts.text(row, ProcessName)},
                       {u"run"_s, int(facts.number(row, Run))},
                       {u"stepName"_s, step.name},
                       {u"stepPath"_s, step.path},
                       {u"measureName"_s, m.name},
                       {u"value"_s, m.value},
                       {u"unit"_s, m.unit},
                       {u"compOperator"_s, m.compOp},
                       {u"status"_s, m.passed ? u"Passed"_s : u"Failed"_s},
                       {u"startUtc"_s, isoUtc(facts.reports().startMs(row))}};
    if (m.low)
        object.insert(u"limit1"_s, *m.low);
    if (m.high)
        object.insert(u"limit2"_s, *m.high);
    return object;
}

/// Calls `visit(row, step, measurement)` for each measurement that is asked for, newest report first, until it
/// returns false.
template <typename Visit> void walkMeasurements(const ReportFacts &facts, const WatsFilter &filter, Visit visit)
{
    walkBodies(facts, filter, [&](qsizetype row, const std::vector<ReportStep> &steps) {
        for (const ReportStep &step : steps) {
            for (const StepMeasurement &m : step.measurements) {
                if (filter.measurementPaths.matchesAny({step.path, step.pathOf(m)}) && !visit(row, step, m))
                    return false;
            }
        }
        return true;
    });
}

struct TimedMeasurement
{
    qint64 startMs;
    QString path;
    QJsonObject row;
};

/// The newest ones, oldest first.
std::vector<TimedMeasurement> newestMeasurements(const ReportFacts &facts, const WatsFilter &filter)
{
    const auto limit = std::size_t(std::min(filter.topCount.value_or(maxMeasurements), maxMeasurements));
    std::vector<TimedMeasurement> rows;
    walkMeasurements(facts, filter, [&](qsizetype row, const ReportStep &step, const StepMeasurement &m) {
        rows.push_back({facts.reports().startMs(row), step.pathOf(m), measurementRow(facts, row, step, m)});
        return rows.size() < limit;
    });
    std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.startMs < b.startMs; });
    return rows;
}

QJsonObject measurementGroup(const QString &path, const QJsonArray &rows)
{
    return {{u"measurementPath"_s, path}, {u"measurements"_s, rows}};
}

} // namespace

QJsonArray measurementGroups(const ReportFacts &facts, const WatsFilter &filter)
{
    GroupTable<QJsonArray> byPath;
    for (const auto &[start, path, row] : newestMeasurements(facts, filter))
        byPath.tally({path}).append(row);
    QJsonArray groups;
    for (const auto &group : byPath.groups())
        groups.append(measurementGroup(group.values.first(), group.tally));
    return groups;
}

QJsonArray measurementRows(const ReportFacts &facts, const WatsFilter &filter)
{
    QJsonArray rows;
    for (const auto &[start, path, row] : newestMeasurements(facts, filter)) {
        QJsonObject object = row;
        object.insert(u"measurementPath"_s, path);
        rows.append(object);
    }
    return rows;
}

QJsonArray aggregatedGroups(const ReportFacts &facts, const WatsFilter &filter)
{
    const bool byPeriod = filter.grouping != DateGrouping::None;
    GroupTable<SeriesTally> series;
    walkMeasurements(facts, filter, [&](qsizetype row, const ReportStep &step, const StepMeasurement &m) {
        const QString period = byPeriod ? periodName(facts.reports().startMs(row), filter.grouping) : QString();
        SeriesTally &tally
            = series.tally({step.pathOf(m), facts.text(row, PartNumber), facts.text(row, Revision), period});
        if (tally.values.count() == 0) // the newest report comes first: its limits are the valid ones
            tally = {step.name, step.path, m.name, m.unit, m.compOp, m.low, m.high, {}};
        tally.values.add(m.value);
        return true;
    });
    GroupTable<QJsonArray> byPath;
    std::vector<const GroupTable<SeriesTally>::Group *> order;
    for (const auto &group : series.groups())
        order.push_back(&group);
    std::stable_sort(order.begin(), order.end(), [](const auto *a, const auto *b) { return a->values < b->values; });
    for (const auto *group : order) {
        const SeriesTally &tally = group->tally;
        QJsonObject row{{u"stepName"_s, tally.stepName},
                        {u"stepPath"_s, tally.stepPath},
                        {u"measureName"_s, tally.measureName},
                        {u"partNumber"_s, group->values[1]},
                        {u"revision"_s, group->values[2]},
                        {u"count"_s, tally.values.count()},
                        {u"unit"_s, tally.unit},
                        {u"compOperator"_s, tally.compOp}};
        if (byPeriod)
            row.insert(u"period"_s, group->values[3]);
        if (tally.low)
            row.insert(u"limit1"_s, *tally.low);
        if (tally.high)
            row.insert(u"limit2"_s, *tally.high);
        tally.values.write(SpecificationLimits::of(tally.compOp, tally.low, tally.high), {}, &row);
        byPath.tally({group->values[0]}).append(row);
    }
    QJsonArray groups;
    for (const auto &group : byPath.groups())
        groups.append(measurementGroup(group.values.first(), group.tally));
    return groups;
}

QJsonArray stepStatusRows(const ReportFacts &facts, const WatsFilter &filter)
{
    const qsizetype limit = std::min(filter.topCount.value_or(maxMeasurements), maxMeasurements);
    QJsonArray rows;
    walkBodies(facts, filter, [&](qsizetype row, const std::vector<ReportStep> &steps) {
        for (const ReportStep &step : steps) {
            if (step.container || !filter.measurementPaths.matches(step.path))
                continue;
            rows.append(QJsonObject{{u"id"_s, facts.reports().id(row)},
                                    {u"serialNumber"_s, facts.text(row, SerialNumber)},
                                    {u"stepName"_s, step.name},
                                    {u"stepPath"_s, step.path},
                                    {u"stepType"_s, step.type},
                                    {u"status"_s, statusWord(step.status)},
                                    {u"startUtc"_s, isoUtc(facts.reports().startMs(row))}});
            if (rows.size() >= limit)
                return false;
        }
        return true;
    });
    return rows;
}

} // namespace qwats::demo
