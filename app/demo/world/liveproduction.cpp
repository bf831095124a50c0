// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/liveproduction.h"

#include "app/demo/world/reportstore.h"

#include <algorithm>

namespace qwats::demo {

namespace {

constexpr qint64 liveMinuteMs = 60000;
/// A twentieth of the usual waits: some minutes from station to station.
constexpr double livePace = 0.05;
/// Numbers of units of the history count up from 0 and never come near.
constexpr quint32 firstLiveUnit = 0x40000000;

} // namespace

struct LiveProduction::Unit
{
    quint32 number = 0;
    std::vector<ReportRecord> reports;
    std::vector<qsizetype> rows; ///< of those that are finished

    qint64 readyMs() const
    {
        const ReportRecord &next = reports[rows.size()];
        return next.startMs + next.execMs;
    }
};

bool LiveProduction::Later::operator()(const Step &left, const Step &right) const
{
    return left.readyMs != right.readyMs ? left.readyMs > right.readyMs : left.unit->number > right.unit->number;
}

LiveProduction::LiveProduction(const ProductionOrder &order, ReportStore *reports)
    : m_order(order)
    , m_reports(reports)
    , m_nextUnit(firstLiveUnit)
{
    for (int product = 0; product < order.products; ++product)
        m_nextSerial.push_back(newestSerial(std::size_t(product)) + 1);
}

LiveProduction::~LiveProduction() = default;

void LiveProduction::setRate(int perMinute, qint64 nowMs)
{
    m_rate = std::clamp(perMinute, 0, maxRate);
    m_sinceMs = nowMs;
    m_added = 0;
}

std::vector<qsizetype> LiveProduction::advance(qint64 nowMs)
{
    std::vector<qsizetype> rows;
    const qint64 due = m_rate > 0 && m_order.products > 0 ? (nowMs - m_sinceMs) * m_rate / liveMinuteMs : 0;
    while (m_added < due && m_reports->size() < maxReports) {
        ++m_added;
        Step step = nextStep(m_sinceMs + m_added * liveMinuteMs / m_rate);
        rows.push_back(finish(step.unit.get()));
        if (step.unit->rows.size() < step.unit->reports.size()) {
            step.readyMs = step.unit->readyMs();
            m_atWork.push(std::move(step));
        }
    }
    return rows;
}

/// A unit that has a report ready at that time, the one that waits longest; when there is none, a fresh one.
LiveProduction::Step LiveProduction::nextStep(qint64 nowMs)
{
    if (m_atWork.empty() || m_atWork.top().readyMs > nowMs)
        return {nowMs, newUnit(nowMs)};
    Step step = m_atWork.top();
    m_atWork.pop();
    return step;
}

/// A unit whose first test ends at that time.
std::shared_ptr<LiveProduction::Unit> LiveProduction::newUnit(qint64 nowMs)
{
    auto unit = std::make_shared<Unit>();
    unit->number = m_nextUnit++;
    const int product = productOfUnit(m_order, unit->number);
    const quint32 serial = m_nextSerial[std::size_t(product)]++;
    unit->reports = runUnit(m_order, unit->number, product, serial, nowMs, livePace);
    for (ReportRecord &report : unit->reports) // the first one is the measure, the others keep their distance
        report.startMs -= unit->reports.front().execMs;
    return unit;
}

qsizetype LiveProduction::finish(Unit *unit)
{
    ReportRecord record = unit->reports[unit->rows.size()];
    if (record.repair)
        record.reference = quint32(unit->rows[record.reference]);
    unit->rows.push_back(m_reports->addLive(record));
    return unit->rows.back();
}

} // namespace qwats::demo
