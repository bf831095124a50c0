// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/unityield.h"

#include "app/demo/analytics/grouptable.h"
#include "app/demo/world/dice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

struct YieldTally
{
    qint64 units = 0;
    std::array<qint64, 4> passed{}; ///< by run 1, 2, 3, any
    qint64 reports = 0;
    qint64 passedReports = 0;
    qint64 retests = 0;
    qint64 firstMs = std::numeric_limits<qint64>::max();
    qint64 lastMs = std::numeric_limits<qint64>::min();
};

struct UnitRuns
{
    quint32 set = 0; ///< which groups it counts in
    quint16 runs = 0;
    quint16 passedIn = 0; ///< 0: not yet
};

using YieldGroups = GroupTable<YieldTally>;

/// Fills the table in one walk through time.
class UnitCounter
{
public:
    UnitCounter(const ReportFacts &facts, const WatsFilter &filter, const DimensionList &dimensions)
        : m_facts(facts)
        , m_filter(filter)
        , m_dimensions(dimensions)
    {
    }

    YieldGroups count()
    {
        findLastRuns();
        const ReportStore &reports = m_facts.reports();
        const std::vector<qsizetype> &timeline = reports.timeline();
        const auto first = std::lower_bound(timeline.begin(), timeline.end(), m_filter.fromMs,
                                            [&](qsizetype row, qint64 ms) { return reports.startMs(row) < ms; });
        for (auto it = first; it != timeline.end(); ++it) {
            if (!reports.isRepair(*it))
                take(*it);
        }
        for (const auto &[key, unit] : m_units)
            addUnit(unit);
        return std::move(m_groups);
    }

private:
    void take(qsizetype row)
    {
        const quint64 key = m_facts.unitKey(row);
        const auto known = m_units.find(key);
        const bool inRange = m_facts.reports().startMs(row) <= m_filter.toMs;
        const bool passed = m_facts.passed(row);
        if (known != m_units.end())
            addRun(&known->second, passed);
        if (!inRange || !m_facts.matches(row, m_filter))
            return;
        const quint32 set = groupSet(row);
        const auto run = int(m_facts.number(row, Run));
        if (known == m_units.end() && run <= 1) {
            UnitRuns unit{set, 0, 0};
            addRun(&unit, passed);
            m_units.emplace(key, unit);
        }
        if (m_filter.run == WatsFilter::allRuns || run == m_filter.run
            || (m_filter.run == WatsFilter::lastRun && m_lastRuns.value(key, -1) == row))
            addReport(row, set, run, passed);
    }

    static void addRun(UnitRuns *unit, bool passed)
    {
        if (unit->runs < std::numeric_limits<quint16>::max())
            ++unit->runs;
        if (passed && unit->passedIn == 0)
            unit->passedIn = unit->runs;
    }

    void addReport(qsizetype row, quint32 set, int run, bool passed)
    {
        const qint64 start = m_facts.reports().startMs(row);
        for (const quint32 group : m_sets[set]) {
            YieldTally &tally = m_groups.tally(group);
            ++tally.reports;
            tally.passedReports += passed ? 1 : 0;
            tally.retests += run > 1 ? 1 : 0;
            tally.firstMs = std::min(tally.firstMs, start);
            tally.lastMs = std::max(tally.lastMs, start);
        }
    }

    void addUnit(const UnitRuns &unit)
    {
        for (const quint32 group : m_sets[unit.set]) {
            YieldTally &tally = m_groups.tally(group);
            ++tally.units;
            for (int i = 0; i < 4; ++i)
                tally.passed[std::size_t(i)] += unit.passedIn > 0 && (i == 3 || unit.passedIn <= i + 1) ? 1 : 0;
        }
    }

    /// Most reports share their groups with others, so a unit remembers one number instead of a list.
    quint32 groupSet(qsizetype row)
    {
        std::vector<quint32> set;
        QString key;
        for (const QStringList &values : m_facts.combinations(row, m_dimensions.groups, m_filter)) {
            set.push_back(m_groups.indexOf(values));
            key += QString::number(set.back()) + u' ';
        }
        const auto known = m_setIndex.constFind(key);
        if (known != m_setIndex.constEnd())
            return *known;
        m_sets.push_back(std::move(set));
        m_setIndex.insert(key, quint32(m_sets.size() - 1));
        return quint32(m_sets.size() - 1);
    }

    void findLastRuns()
    {
        if (m_filter.run != WatsFilter::lastRun)
            return;
        for (const qsizetype row : m_facts.reports().timeline()) {
            if (!m_facts.reports().isRepair(row))
                m_lastRuns.insert(m_facts.unitKey(row), row);
        }
    }

    const ReportFacts &m_facts;
    const WatsFilter &m_filter;
    const DimensionList &m_dimensions;
    YieldGroups m_groups;
    std::unordered_map<quint64, UnitRuns> m_units;
    std::vector<std::vector<quint32>> m_sets;
    QHash<QString, quint32> m_setIndex;
    QHash<quint64, qsizetype> m_lastRuns;
};

double percent(qint64 part, qint64 whole)
{
    return whole > 0 ? 100.0 * double(part) / double(whole) : 0;
}

qint64 defectsPerMillion(qint64 good, qint64 all)
{
    return all > 0 ? qint64(std::llround(1e6 * double(all - good) / double(all))) : 0;
}

QJsonObject figuresOf(const YieldTally &tally)
{
    QJsonObject row{{u"unitCount"_s, tally.units}};
    static const QStringList stems{u"fp"_s, u"sp"_s, u"tp"_s, u"lp"_s};
    for (qsizetype i = 0; i < stems.size(); ++i) {
        const qint64 good = tally.passed[std::size_t(i)];
        const QString upper = stems[i].left(1).toUpper() + u"py"_s;
        row.insert(stems[i] + u"Count"_s, good);
        row.insert(stems[i] + u"FailCount"_s, tally.units - good);
        row.insert(stems[i] + u'y', percent(good, tally.units));
        row.insert(u"ppm"_s + upper, defectsPerMillion(good, tally.units));
    }
    row.insert(u"testReportCount"_s, tally.reports);
    row.insert(u"testYieldCount"_s, tally.passedReports);
    row.insert(u"testYield"_s, percent(tally.passedReports, tally.reports));
    row.insert(u"ppmTestYield"_s, defectsPerMillion(tally.passedReports, tally.reports));
    row.insert(u"retestCount"_s, tally.retests);
    if (tally.reports > 0) {
        row.insert(u"firstUtc"_s, isoUtc(tally.firstMs));
        row.insert(u"lastUtc"_s, isoUtc(tally.lastMs));
    }
    return row;
}

/// Figures that every row carries; the others come when they are named.
const QStringList &usualKpis()
{
    static const QStringList list{u"unitCount"_s, u"fpCount"_s, u"spCount"_s, u"tpCount"_s, u"lpCount"_s,
                                  u"fpy"_s,       u"spy"_s,     u"tpy"_s,     u"lpy"_s};
    return list;
}

bool aboutReports(const QString &kpi)
{
    return kpi.startsWith(u"test"_s) || kpi == u"ppmTestYield"_s || kpi == u"retestCount"_s || kpi.endsWith(u"Utc"_s);
}

} // namespace

const QStringList &yieldKpis()
{
    static const QStringList list{
        u"unitCount"_s,   u"fpCount"_s,     u"spCount"_s,      u"tpCount"_s,        u"lpCount"_s,
        u"fpFailCount"_s, u"spFailCount"_s, u"tpFailCount"_s,  u"lpFailCount"_s,    u"fpy"_s,
        u"spy"_s,         u"tpy"_s,         u"lpy"_s,          u"ppmFpy"_s,         u"ppmSpy"_s,
        u"ppmTpy"_s,      u"ppmLpy"_s,      u"ppmTestYield"_s, u"testYieldCount"_s, u"testReportCount"_s,
        u"testYield"_s,   u"retestCount"_s, u"firstUtc"_s,     u"lastUtc"_s};
    return list;
}

std::vector<QJsonObject> yieldRows(const ReportFacts &facts, const WatsFilter &filter, const DimensionList &dimensions)
{
    const bool reportRows = std::any_of(dimensions.kpis.begin(), dimensions.kpis.end(), aboutReports);
    std::vector<QJsonObject> rows;
    const YieldGroups groups = UnitCounter(facts, filter, dimensions).count();
    for (const YieldGroups::Group &group : groups.groups()) {
        if (group.tally.units == 0 && !(reportRows && group.tally.reports > 0))
            continue;
        QJsonObject row = figuresOf(group.tally);
        writeGroups(dimensions, group.values, &row);
        rows.push_back(row);
    }
    sortRows(&rows, dimensions);
    for (QJsonObject &row : rows) {
        for (const QString &kpi : yieldKpis()) {
            if (!usualKpis().contains(kpi) && !dimensions.kpis.contains(kpi))
                row.remove(kpi);
        }
    }
    limitRows(&rows, filter, u"unitCount"_s);
    return rows;
}

void limitRows(std::vector<QJsonObject> *rows, const WatsFilter &filter, const QString &countKey)
{
    std::erase_if(*rows, [&](const QJsonObject &row) {
        const qint64 count = row.value(countKey).toInteger();
        return (filter.minCount && count < *filter.minCount) || (filter.maxCount && count > *filter.maxCount)
            || (filter.yield && row.contains(u"fpy"_s) && row.value(u"fpy"_s).toDouble() > *filter.yield);
    });
    if (filter.topCount && rows->size() > std::size_t(*filter.topCount))
        rows->resize(std::size_t(*filter.topCount));
}

} // namespace qwats::demo
