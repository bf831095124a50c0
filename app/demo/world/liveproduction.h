// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world/production.h"

#include <memory>
#include <queue>
#include <vector>

namespace qwats::demo {

class ReportStore;

/// Production that goes on after the made-up history: so many reports a minute, in step with the clock of the factory.
///
/// What comes follows from the seed, the rate and the time at which it was switched on; the order in which anyone asks
/// does not matter. Units go through the same stations as in the history, in a hurry, so that after a few minutes every
/// station has work. Report number n of a rate is finished n minutes / rate after the rate was set, or a little
/// earlier. Thread: the server's.
class LiveProduction
{
public:
    /// Adds nothing until setRate(). @p reports is borrowed.
    LiveProduction(const ProductionOrder &order, ReportStore *reports);
    ~LiveProduction();
    LiveProduction(const LiveProduction &) = delete;
    LiveProduction &operator=(const LiveProduction &) = delete;

    static constexpr int maxRate = 6000;
    /// At this many reports in all the production ends.
    static constexpr qsizetype maxReports = 5'000'000;

    int rate() const { return m_rate; }
    /// From @p nowMs on @p perMinute reports a minute, 0 to maxRate; call advance() first. Units at work stay at work.
    void setRate(int perMinute, qint64 nowMs);
    /// Adds what is due at @p nowMs and returns the new rows, first finished first. A clock that was set back adds
    /// nothing.
    std::vector<qsizetype> advance(qint64 nowMs);

private:
    struct Unit;
    /// The next report of a unit at work, and when it will be finished.
    struct Step
    {
        qint64 readyMs = 0;
        std::shared_ptr<Unit> unit;
    };
    struct Later
    {
        bool operator()(const Step &left, const Step &right) const;
    };
    Step nextStep(qint64 nowMs);
    std::shared_ptr<Unit> newUnit(qint64 nowMs);
    qsizetype finish(Unit *unit);

    ProductionOrder m_order;
    ReportStore *m_reports;
    std::vector<quint32> m_nextSerial; ///< by product
    quint32 m_nextUnit;
    std::priority_queue<Step, std::vector<Step>, Later> m_atWork;
    int m_rate = 0;
    qint64 m_sinceMs = 0; ///< when the rate was set
    qint64 m_added = 0; ///< since then
};

} // namespace qwats::demo
