// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/production.h"

#include "app/demo/world/catalogue.h"
#include "app/demo/world/dice.h"
#include "app/demo/world/testplan.h"

#include <QStringList>

#include <algorithm>
#include <numeric>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 shiftMinuteMs = 60000;
constexpr qint64 shiftHourMs = 60 * shiftMinuteMs;
constexpr qint64 shiftDayMs = 24 * shiftHourMs;

enum StationIndex { Ict03, Ict04, Fct02, Fct07, Fct08, Bi01, Eol01, Eol02, Rep01, Rep02 };
constexpr int controlBoard = 1; // position in the catalogue
constexpr int powerStage = 2;
constexpr int gateway = 3;

/// How busy the factory is at a time, 0 to 1: two shifts, a skeleton crew at night and at weekends.
double business(qint64 ms, const ProductionOrder &order)
{
    const qint64 local = ms + order.utcOffsetMinutes * shiftMinuteMs;
    const auto weekday = int((local / shiftDayMs + 3) % 7); // 1970-01-01 was a Thursday; 0 is Monday
    const auto hour = int(local % shiftDayMs / shiftHourMs);
    double weight = hour >= 6 && hour < 14 ? 1.0 : (hour >= 14 && hour < 22 ? 0.75 : 0.12);
    if (weekday >= 5)
        weight *= 0.2;
    // A rush order keeps today busy, whatever the day: "the last hour" must never be empty.
    return order.nowMs - ms < 14 * shiftHourMs ? std::max(weight, 0.8) : weight;
}

int localHour(qint64 ms, const ProductionOrder &order)
{
    return int((ms + order.utcOffsetMinutes * shiftMinuteMs) % shiftDayMs / shiftHourMs);
}

bool isNight(qint64 ms, const ProductionOrder &order)
{
    const int hour = localHour(ms, order);
    return hour < 6 || hour >= 22;
}

int personFor(qint64 ms, int station, const ProductionOrder &order)
{
    const int hour = localHour(ms, order);
    if (station >= Rep01)
        return 8 + (station - Rep01);
    if (isNight(ms, order))
        return 7;
    return (hour < 14 ? 0 : 4) + station % (hour < 14 ? 4 : 3);
}

int stationFor(int plan, int product, Dice *dice)
{
    const CatalogueProduct &kind = catalogueProducts()[std::size_t(product) % catalogueProducts().size()];
    switch (plan) {
    case 0: return product == powerStage ? Ict03 : Ict04;
    case 2: return Bi01;
    case 3: return dice->chance(0.4) ? Eol01 : Eol02;
    default: break;
    }
    if (QLatin1StringView(kind.partNumber).startsWith("615"_L1))
        return Fct02;
    if (product == controlBoard)
        return dice->chance(0.5) ? Fct07 : Fct08;
    return product == gateway || product % 2 == 0 ? Fct08 : Fct07;
}

/// The bad fixture: its contacts wear, so it fails more and more good boards towards the end.
bool onBadFixture(int plan, int station, int product)
{
    return plan == 1 && station == Fct07 && product == controlBoard;
}

/// The bad lot: power stages whose capacitors were delivered with too little capacity; the in-circuit test sees it.
constexpr int badLotPlan = 0;
constexpr double badLotFailRate = 0.16;
/// One person for a whole hall: boards are put in askew, contacts are not cleaned.
constexpr double nightFactor = 2.5;

std::size_t stepNamed(const TestPlan &plan, QLatin1StringView name)
{
    std::size_t at = 0;
    while (at < plan.steps.size() && QLatin1StringView(plan.steps[at].name) != name)
        ++at;
    return at;
}

/// Makes the reports of one unit, in time order.
class UnitFlow
{
public:
    UnitFlow(const ProductionOrder &order, quint32 unit, qint64 start, double pace = 1)
        : m_order(order)
        , m_dice(order.seed, 31, unit)
        , m_time(start)
        , m_pace(pace)
    {
        m_record.unit = unit;
    }

    std::vector<ReportRecord> run(int product, quint32 serial)
    {
        const CatalogueProduct &kind = catalogueProducts()[std::size_t(product) % catalogueProducts().size()];
        const int revisions = int(QLatin1StringView(kind.revisions).count(QLatin1Char(' '))) + 1;
        m_record.product = quint16(product);
        m_record.serial = serial;
        m_record.revision = quint8(revisions > 1 && m_dice.chance(0.12) ? revisions - 2 : revisions - 1);
        const bool drive = QLatin1StringView(kind.category) == "Drives"_L1;
        for (const int plan : {drive ? 2 : 0, drive ? 3 : 1}) {
            if (!passStation(plan))
                break; // stays in quarantine
            m_time += qint64(m_dice.between(0.3, 5) * m_pace * double(shiftHourMs));
        }
        return std::move(m_made);
    }

private:
    bool passStation(int plan)
    {
        const int station = stationFor(plan, m_record.product, &m_dice);
        double failRate = rateOf(plan, station);
        m_lastCause = -1;
        for (int run = 1; run <= 4; ++run) {
            const ReportRecord &test = makeTest(plan, station, run, failRate);
            if (test.outcome == Outcome::Passed)
                return true;
            const bool again = test.outcome != Outcome::Failed || (run == 1 && m_dice.chance(0.55));
            m_time += qint64(m_dice.between(1.5, 6) * double(shiftMinuteMs));
            failRate = 0.5;
            if (!again) {
                makeRepair(m_made.size() - 1);
                failRate = 0.12;
                m_lastCause = -1;
            }
        }
        return false;
    }

    double rateOf(int plan, int station) const
    {
        const double usual = testPlans()[std::size_t(plan)].failRate * (isNight(m_time, m_order) ? nightFactor : 1);
        if (plan == badLotPlan && inBadLot(m_record.product, m_record.serial))
            return badLotFailRate;
        if (!onBadFixture(plan, station, m_record.product))
            return usual;
        const double age = std::max(0.0, double(m_order.nowMs - m_time) / double(shiftDayMs));
        return age < 10 ? 0.06 + 0.16 * (10 - age) / 10 : 0.06;
    }

    const ReportRecord &makeTest(int planIndex, int station, int run, double failRate)
    {
        const TestPlan &plan = testPlans()[std::size_t(planIndex)];
        ReportRecord record = m_record;
        record.plan = quint8(planIndex);
        record.station = quint8(station);
        record.run = quint8(run);
        record.startMs = m_time;
        record.person = quint8(personFor(m_time, station, m_order));
        double seconds = plan.seconds();
        if (m_dice.chance(failRate)) {
            const double kind = m_dice.unit();
            record.outcome = kind < 0.86 ? Outcome::Failed : (kind < 0.95 ? Outcome::Error : Outcome::Terminated);
            // What failed once mostly fails again in the same place.
            const bool same = m_lastCause >= 0 && record.outcome == Outcome::Failed && m_dice.chance(0.8);
            record.cause = quint8(same ? m_lastCause : pickCause(plan, planIndex, station, record.outcome));
            m_lastCause = record.outcome == Outcome::Failed ? record.cause : -1;
            if (record.outcome != Outcome::Failed)
                seconds = secondsUntil(plan, record.cause);
        }
        record.execMs = quint32(seconds * 1000 * m_dice.between(0.985, 1.03));
        m_time += record.execMs;
        m_made.push_back(record);
        return m_made.back();
    }

    int pickCause(const TestPlan &plan, int planIndex, int station, Outcome outcome)
    {
        if (outcome == Outcome::Failed && onBadFixture(planIndex, station, m_record.product) && m_dice.chance(0.8)) {
            for (std::size_t i = 0; i < plan.steps.size(); ++i) {
                if (plan.steps[i].kind == StepKind::Drifting)
                    return int(i);
            }
        }
        if (outcome == Outcome::Failed && planIndex == badLotPlan && inBadLot(m_record.product, m_record.serial)
            && m_dice.chance(0.8))
            return int(stepNamed(plan, "C41-C46"_L1));
        int left = m_dice.below(plan.failWeights());
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            left -= plan.steps[i].failWeight;
            if (left < 0)
                return int(i);
        }
        return 0;
    }

    /// An error or an operator's stop ends the sequence at that step; only the clean-up still runs.
    static double secondsUntil(const TestPlan &plan, int cause)
    {
        double seconds = 0;
        for (int i = 0; i < int(plan.steps.size()); ++i) {
            const PlanStep &step = plan.steps[std::size_t(i)];
            if (i <= cause || QLatin1StringView(step.group) == "Cleanup"_L1)
                seconds += step.seconds;
        }
        return seconds;
    }

    void makeRepair(std::size_t failed)
    {
        m_time += qint64(m_dice.between(0.3, 4) * m_pace * double(shiftHourMs));
        ReportRecord record = m_made[failed];
        record.repair = true;
        record.reference = quint32(failed);
        record.outcome = Outcome::Passed;
        record.run = 1;
        record.station = quint8(m_dice.chance(0.6) ? Rep01 : Rep02);
        record.startMs = m_time;
        record.person = quint8(personFor(m_time, record.station, m_order));
        record.execMs = quint32(m_dice.between(4, 35) * double(shiftMinuteMs));
        m_time += record.execMs + qint64(m_dice.between(5, 40) * double(shiftMinuteMs));
        m_made.push_back(record);
    }

    const ProductionOrder &m_order;
    Dice m_dice;
    qint64 m_time;
    double m_pace;
    int m_lastCause = -1;
    ReportRecord m_record;
    std::vector<ReportRecord> m_made;
};

/// When units enter production: busier hours get more, newest first.
std::vector<qint64> unitStarts(const ProductionOrder &order, std::size_t count, Dice *dice)
{
    std::vector<qint64> starts;
    starts.reserve(count);
    const double span = double(std::max(order.days, 1)) * double(shiftDayMs);
    while (starts.size() < count) {
        const qint64 start = order.nowMs - qint64(dice->unit() * span) - 2 * shiftMinuteMs;
        if (dice->unit() < business(start, order))
            starts.push_back(start);
    }
    std::sort(starts.begin(), starts.end(), std::greater<>());
    return starts;
}

int pickProduct(int products, Dice *dice)
{
    const auto known = catalogueProducts();
    const int limit = std::min(products, int(known.size()));
    int sum = 0;
    for (int i = 0; i < limit; ++i)
        sum += known[std::size_t(i)].share;
    int left = dice->below(sum);
    for (int i = 0; i < limit; ++i) {
        left -= known[std::size_t(i)].share;
        if (left < 0)
            return i;
    }
    return 0;
}

/// Sorts by time and turns positions in the order of making into positions in time.
std::vector<ReportRecord> sortedByTime(const std::vector<ReportRecord> &made)
{
    std::vector<quint32> order(made.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) {
        return made[a].startMs != made[b].startMs ? made[a].startMs < made[b].startMs : a < b;
    });
    std::vector<quint32> newPlace(made.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        newPlace[order[i]] = quint32(i);
    std::vector<ReportRecord> sorted;
    sorted.reserve(made.size());
    for (const quint32 old : order) {
        sorted.push_back(made[old]);
        if (made[old].reference != ReportRecord::noReference)
            sorted.back().reference = newPlace[made[old].reference];
    }
    return sorted;
}

} // namespace

const std::vector<Station> &stations()
{
    static const std::vector<Station> list{
        {"ICT-03", "Hall 2", 0},  {"ICT-04", "Hall 2", 0},  {"FCT-02", "Hall 1", 1}, {"FCT-07", "Hall 2", 1},
        {"FCT-08", "Hall 2", 1},  {"BI-01", "Hall 3", 2},   {"EOL-01", "Hall 3", 3}, {"EOL-02", "Hall 3", 3},
        {"REP-01", "Hall 2", -1}, {"REP-02", "Hall 3", -1},
    };
    return list;
}

const QStringList &people()
{
    static const QStringList list{u"pia"_s, u"jola"_s, u"mikael"_s, u"anna"_s, u"tvo"_s,
                                  u"ewa"_s, u"sven"_s, u"lars"_s,   u"ole"_s,  u"ingrid"_s};
    return list;
}

QString fixtureFor(int station, int product)
{
    switch (station) {
    case Ict03: return u"FX-0388"_s;
    case Ict04: return u"FX-0402"_s;
    case Fct02: return u"FX-0420"_s;
    case Fct07: return product == controlBoard ? u"FX-0412"_s : u"FX-0421"_s;
    case Fct08: return product == controlBoard ? u"FX-0413"_s : (product == gateway ? u"FX-0415"_s : u"FX-0422"_s);
    case Bi01: return u"FX-0431"_s;
    case Eol01: return u"FX-0396"_s;
    case Eol02: return u"FX-0407"_s;
    default: return {};
    }
}

/// Older units of a product count down from here.
quint32 newestSerial(std::size_t product)
{
    const auto serial = quint32(990000 - scramble(product * 77 + 5) % 900000);
    // The newest lot of power stages is small, so that the bad one before it is still near.
    return product == powerStage ? serial / unitsInLot * unitsInLot + 59 : serial;
}

bool inBadLot(int product, quint32 serial)
{
    constexpr quint32 lotsBetween = 40;
    const quint32 newest = newestSerial(std::size_t(product)) / unitsInLot;
    return product == powerStage && newest >= serial / unitsInLot && (newest - serial / unitsInLot) % lotsBetween == 1;
}

double toolWear(int station, qint64 ms)
{
    constexpr qint64 serviceDays = 14;
    return station == Eol02 ? double(ms % (serviceDays * shiftDayMs)) / double(serviceDays * shiftDayMs) : 0;
}

std::vector<ReportRecord> runProduction(const ProductionOrder &order)
{
    const auto wanted = std::size_t(std::max(order.reports, 0));
    std::vector<ReportRecord> made;
    made.reserve(wanted);
    std::vector<quint32> nextSerial(catalogueProducts().size());
    for (std::size_t i = 0; i < nextSerial.size(); ++i)
        nextSerial[i] = newestSerial(i);
    Dice dice(order.seed, 30, 0);
    ProductionOrder pass = order;
    quint32 unit = 0;
    if (order.products <= 0)
        return {};
    while (made.size() < wanted) {
        // About 2.1 reports a unit; should they not suffice, production simply began earlier.
        const std::size_t missing = wanted - made.size();
        for (const qint64 start : unitStarts(pass, std::size_t(double(missing) / 2.1) + 1, &dice)) {
            const int product = pickProduct(order.products, &dice);
            const std::size_t base = made.size();
            for (ReportRecord &record : UnitFlow(order, unit, start).run(product, nextSerial[std::size_t(product)])) {
                if (made.size() == wanted || record.startMs + record.execMs > order.nowMs)
                    break;
                if (record.repair)
                    record.reference += quint32(base);
                made.push_back(record);
            }
            // Newest units come first, so their numbers count down.
            --nextSerial[std::size_t(product)];
            ++unit;
        }
        pass.nowMs -= qint64(order.days) * shiftDayMs;
        pass.days = std::max(1, order.days / 20);
    }
    return sortedByTime(made);
}

int productOfUnit(const ProductionOrder &order, quint32 unit)
{
    Dice dice(order.seed, 33, unit);
    return pickProduct(order.products, &dice);
}

std::vector<ReportRecord> runUnit(const ProductionOrder &order, quint32 unit, int product, quint32 serial, qint64 start,
                                  double pace)
{
    return UnitFlow(order, unit, start, pace).run(product, serial);
}

} // namespace qwats::demo
