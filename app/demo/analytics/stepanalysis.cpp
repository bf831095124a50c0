// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics of steps: what failed most, and how each step did.
#include "app/demo/analytics/stepanalysis.h"

#include "app/demo/analytics/bodywalk.h"
#include "app/demo/analytics/grouptable.h"
#include "app/demo/analytics/statistics.h"
#include "app/demo/world/dice.h"

#include <algorithm>
#include <array>
#include <limits>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultTopCount = 10;

struct FailedTally
{
    QString name;
    QString type;
    QString group;
    qint64 failed = 0;
    qint64 total = 0;
    qint64 firstMs = std::numeric_limits<qint64>::max();
    qint64 lastMs = 0;
};

struct MeasureTally
{
    QString name;
    std::optional<double> low;
    std::optional<double> high;
    QString compOp;
    RunningStatistics all;
    RunningStatistics good; ///< of steps that did not fail
};

struct StepTally
{
    QString name;
    QString type;
    QString group;
    int place = 0; ///< in the longest report seen
    int process = 0;
    qint64 count = 0;
    std::array<qint64, 6> byStatus{}; ///< in the order of statusLetters
    std::array<qint64, 6> caused{}; ///< the same, where the step made the unit fail
    qint64 other = 0;
    double seconds = 0;
    double minSeconds = std::numeric_limits<double>::infinity();
    double maxSeconds = 0;
    std::vector<MeasureTally> measures;
};

constexpr char statusLetters[] = "PDSFET";
enum StatusPlace { PassedPlace, DonePlace, SkippedPlace, FailedPlace, ErrorPlace, TerminatedPlace };

int statusPlace(QChar letter)
{
    const char *found = std::find(statusLetters, statusLetters + 6, letter.toLatin1());
    return int(found - statusLetters);
}

void addMeasures(const ReportStep &step, StepTally *tally)
{
    for (const StepMeasurement &m : step.measurements) {
        auto it = std::find_if(tally->measures.begin(), tally->measures.end(),
                               [&](const MeasureTally &known) { return known.name == m.name; });
        if (it == tally->measures.end()) // reports come newest first: these limits are the valid ones
            it = tally->measures.insert(it, {m.name, m.low, m.high, m.compOp, {}, {}});
        it->all.add(m.value);
        if (step.status != u'F')
            it->good.add(m.value);
    }
}

void addStep(const ReportStep &step, int place, int process, StepTally *tally)
{
    if (tally->count == 0) {
        tally->name = step.name;
        tally->type = step.type;
        tally->group = step.group;
        tally->process = process;
    }
    tally->place = std::max(tally->place, place);
    ++tally->count;
    const int status = statusPlace(step.status);
    if (status < 6)
        ++tally->byStatus[std::size_t(status)];
    else
        ++tally->other;
    if (status < 6 && step.causedFailure)
        ++tally->caused[std::size_t(status)];
    tally->seconds += step.seconds;
    tally->minSeconds = std::min(tally->minSeconds, step.seconds);
    tally->maxSeconds = std::max(tally->maxSeconds, step.seconds);
    addMeasures(step, tally);
}

QJsonObject stepRow(const QStringList &key, const StepTally &tally)
{
    const auto sum = [](const std::array<qint64, 6> &counts) {
        return counts[FailedPlace] + counts[ErrorPlace] + counts[TerminatedPlace];
    };
    return {{u"stepName"_s, tally.name},
            {u"stepPath"_s, key.last()},
            {u"stepType"_s, tally.type},
            {u"stepGroup"_s, tally.group},
            {u"processCode"_s, tally.process},
            {u"testOperation"_s, key.first()},
            {u"stepCount"_s, tally.count},
            {u"stepPassedCount"_s, tally.byStatus[PassedPlace]},
            {u"stepDoneCount"_s, tally.byStatus[DonePlace]},
            {u"stepSkippedCount"_s, tally.byStatus[SkippedPlace]},
            {u"stepFailedCount"_s, tally.byStatus[FailedPlace]},
            {u"stepErrorCount"_s, tally.byStatus[ErrorPlace]},
            {u"stepTerminatedCount"_s, tally.byStatus[TerminatedPlace]},
            {u"stepOtherCount"_s, tally.other},
            {u"stepFailedErrorTerminatedCount"_s, sum(tally.byStatus)},
            {u"stepCausedUutFailed"_s, tally.caused[FailedPlace]},
            {u"stepCausedUutError"_s, tally.caused[ErrorPlace]},
            {u"stepCausedUutTerminated"_s, tally.caused[TerminatedPlace]},
            {u"stepCausedUutFailedErrorTerminated"_s, sum(tally.caused)},
            {u"stepTimeAvg"_s, tally.seconds / double(tally.count)},
            {u"stepTimeMax"_s, tally.maxSeconds},
            {u"stepTimeMin"_s, tally.minSeconds}};
}

void writeMeasure(const MeasureTally &tally, QJsonObject *row)
{
    row->insert(u"measureName"_s, tally.name);
    row->insert(u"measureCount"_s, tally.all.count());
    row->insert(u"measureCountWof"_s, tally.good.count());
    row->insert(u"compOperator"_s, tally.compOp);
    if (tally.low)
        row->insert(u"limit1"_s, *tally.low);
    if (tally.high)
        row->insert(u"limit2"_s, *tally.high);
    const SpecificationLimits limits = SpecificationLimits::of(tally.compOp, tally.low, tally.high);
    tally.all.write(limits, {}, row);
    tally.good.write(limits, u"Wof"_s, row);
}

} // namespace

QJsonArray topFailedRows(const ReportFacts &facts, const WatsFilter &filter)
{
    GroupTable<FailedTally> steps;
    walkBodies(facts, filter, [&](qsizetype row, const std::vector<ReportStep> &list) {
        const QString part = facts.text(row, PartNumber);
        const QStringList head{part, facts.text(row, Revision), facts.text(row, ProcessCode),
                               facts.text(row, ProcessName)};
        const qint64 start = facts.reports().startMs(row);
        for (const ReportStep &step : list) {
            if (step.container || step.status == u'S')
                continue;
            FailedTally &tally = steps.tally(QStringList(head) << step.path);
            ++tally.total;
            tally.name = step.name;
            tally.type = step.type;
            tally.group = step.group;
            if (step.status != u'F')
                continue;
            ++tally.failed;
            tally.firstMs = std::min(tally.firstMs, start);
            tally.lastMs = std::max(tally.lastMs, start);
        }
        return true;
    });
    std::vector<const GroupTable<FailedTally>::Group *> failed;
    for (const auto &group : steps.groups()) {
        if (group.tally.failed > 0)
            failed.push_back(&group);
    }
    std::stable_sort(failed.begin(), failed.end(), [](const auto *a, const auto *b) {
        return a->tally.failed != b->tally.failed ? a->tally.failed > b->tally.failed : a->values < b->values;
    });
    failed.resize(std::min(failed.size(), std::size_t(filter.topCount.value_or(defaultTopCount))));
    QJsonArray rows;
    for (const auto *group : failed) {
        const FailedTally &tally = group->tally;
        rows.append(QJsonObject{{u"stepName"_s, tally.name},
                                {u"stepPath"_s, group->values[4]},
                                {u"stepType"_s, tally.type},
                                {u"stepGroup"_s, tally.group},
                                {u"partNumber"_s, group->values[0]},
                                {u"revision"_s, group->values[1]},
                                {u"processCode"_s, group->values[2].toInt()},
                                {u"testOperation"_s, group->values[3]},
                                {u"productGroup"_s, facts.productGroup(group->values[0])},
                                {u"failCount"_s, tally.failed},
                                {u"totalCount"_s, tally.total},
                                {u"failRate"_s, 100.0 * double(tally.failed) / double(tally.total)},
                                {u"firstFailDate"_s, isoUtc(tally.firstMs)},
                                {u"lastFailDate"_s, isoUtc(tally.lastMs)}});
    }
    return rows;
}

QJsonArray stepAnalysisRows(const ReportFacts &facts, const WatsFilter &filter)
{
    GroupTable<StepTally> steps;
    walkBodies(facts, filter, [&](qsizetype row, const std::vector<ReportStep> &list) {
        const QString process = facts.text(row, ProcessName);
        const auto code = int(facts.number(row, ProcessCode));
        int place = 0;
        for (const ReportStep &step : list)
            addStep(step, place++, code, &steps.tally({process, step.type, step.path}));
        return true;
    });
    std::vector<const GroupTable<StepTally>::Group *> order;
    for (const auto &group : steps.groups())
        order.push_back(&group);
    std::stable_sort(order.begin(), order.end(), [](const auto *a, const auto *b) {
        return std::pair(a->tally.process, a->tally.place) < std::pair(b->tally.process, b->tally.place);
    });
    QJsonArray rows;
    for (const auto *group : order) {
        const StepTally &tally = group->tally;
        if (tally.count < filter.minCount.value_or(0)
            || tally.count > filter.maxCount.value_or(std::numeric_limits<int>::max()))
            continue;
        if (tally.measures.empty())
            rows.append(stepRow(group->values, tally));
        for (const MeasureTally &measure : tally.measures) {
            QJsonObject row = stepRow(group->values, tally);
            writeMeasure(measure, &row);
            rows.append(row);
        }
    }
    return rows;
}

} // namespace qwats::demo
