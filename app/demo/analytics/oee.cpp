// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/oee.h"

#include "app/demo/world/dice.h"

#include <algorithm>
#include <limits>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 oeeHourMs = 3600000;

struct Stretch
{
    qint64 start;
    qint64 end;
};

struct StationTime
{
    qint64 runMs = 0;
    qint64 plannedHours = 0;
};

/// Puts tests that overlap together, and counts the hours of the clock that they touch.
StationTime stationTime(std::vector<Stretch> tests)
{
    std::sort(tests.begin(), tests.end(), [](const Stretch &a, const Stretch &b) { return a.start < b.start; });
    StationTime time;
    qint64 busyUntil = std::numeric_limits<qint64>::min();
    qint64 lastHour = std::numeric_limits<qint64>::min() / 2;
    for (const Stretch &test : tests) {
        time.runMs += std::max<qint64>(0, test.end - std::max(test.start, busyUntil));
        busyUntil = std::max(busyUntil, test.end);
        const qint64 first = std::max(test.start / oeeHourMs, lastHour + 1);
        const qint64 last = std::max(test.start, test.end - 1) / oeeHourMs;
        time.plannedHours += std::max<qint64>(0, last - first + 1);
        lastHour = std::max(lastHour, last);
    }
    return time;
}

struct CycleTimes
{
    std::vector<double> seconds;
    double shortestPassed = 0; ///< 0: none passed
};

double minutes(double ms)
{
    return ms / 60000;
}

double share(double part, double whole)
{
    return whole > 0 ? std::clamp(100 * part / whole, 0.0, 100.0) : 0;
}

QString asked(const WatsFilter &filter, HeaderField field)
{
    const Wildcards *test = filter.test(field);
    return test ? test->alternatives().join(u';').toUpper() : QString();
}

} // namespace

QJsonObject oeeAnalysis(const ReportFacts &facts, const WatsFilter &filter)
{
    QHash<QString, std::vector<Stretch>> stations;
    QHash<QString, CycleTimes> cycles;
    qint64 total = 0;
    qint64 good = 0;
    facts.visitNewestFirst(false, filter, [&](qsizetype row) {
        const double seconds = std::max(0.0, facts.number(row, ExecutionTime));
        const qint64 start = facts.reports().startMs(row);
        const bool passed = facts.passed(row);
        stations[facts.text(row, StationName)].push_back({start, start + qint64(seconds * 1000)});
        CycleTimes &times = cycles[facts.text(row, PartNumber) + u'\n' + facts.text(row, ProcessCode)];
        times.seconds.push_back(seconds);
        if (passed && (times.shortestPassed <= 0 || seconds < times.shortestPassed))
            times.shortestPassed = seconds;
        ++total;
        good += passed ? 1 : 0;
        return true;
    });
    double runMs = 0;
    double plannedMs = 0;
    for (const std::vector<Stretch> &tests : std::as_const(stations)) {
        const StationTime time = stationTime(tests);
        runMs += double(time.runMs);
        plannedMs += double(time.plannedHours * oeeHourMs);
    }
    double ideal = 0;
    double actual = 0;
    for (const CycleTimes &times : std::as_const(cycles)) {
        for (const double seconds : times.seconds) {
            actual += seconds;
            ideal += times.shortestPassed > 0 ? std::min(seconds, times.shortestPassed) : seconds;
        }
    }
    const qint64 end = filter.openEnd ? std::max(facts.world().nowMs(), filter.fromMs) : filter.toMs;
    const double availability = share(runMs, plannedMs);
    const double performance = share(ideal, actual);
    const double quality = share(double(good), double(total));
    QJsonObject row{{u"oee"_s, availability * performance * quality / 10000},
                    {u"availability"_s, availability},
                    {u"performance"_s, performance},
                    {u"quality"_s, quality},
                    {u"totalTime"_s, minutes(double(std::max<qint64>(0, end - filter.fromMs)))},
                    {u"runTime"_s, minutes(runMs)},
                    {u"downTime"_s, minutes(plannedMs - runMs)},
                    {u"plannedProductionTime"_s, minutes(plannedMs)},
                    {u"totalCount"_s, total},
                    {u"goodCount"_s, good},
                    {u"rejectCount"_s, total - good},
                    {u"idealCycleTime"_s, total > 0 ? ideal / 60 / double(total) : 0},
                    {u"actualCycleTime"_s, total > 0 ? actual / 60 / double(total) : 0},
                    {u"period"_s, u"%1/%2"_s.arg(isoUtc(filter.fromMs), isoUtc(end))}};
    if (const QString part = asked(filter, PartNumber); !part.isEmpty())
        row.insert(u"partNumber"_s, part);
    if (const QString station = asked(filter, StationName); !station.isEmpty())
        row.insert(u"stationName"_s, station);
    return row;
}

} // namespace qwats::demo
