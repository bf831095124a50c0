// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/outcome.h"

#include <QElapsedTimer>
#include <QJsonObject>

#include <chrono>
#include <vector>

namespace qwats::ctl {

/// Times of look-ups, kept one by one so that percentiles are exact. 8 bytes each.
class Latencies
{
public:
    void add(std::chrono::nanoseconds took) { m_ns.push_back(took.count()); }
    [[nodiscard]] QJsonObject toJson(); ///< {"p50","p95","p99"} in µs; 0 when empty. Changes the order inside
    [[nodiscard]] double percentileUs(double p); ///< nearest rank

private:
    std::vector<qint64> m_ns;
};

/// Wall time and processor time since start().
class Stopwatch
{
public:
    void start();
    void stop();
    [[nodiscard]] double wallSeconds() const { return m_wall; }
    [[nodiscard]] double cpuSeconds() const { return m_cpu; } ///< of the whole process, user and system

private:
    QElapsedTimer m_timer;
    double m_wall = 0;
    double m_cpu = 0;
    double m_cpuAtStart = 0;
};

/// Every outcome by name, also those that did not occur.
[[nodiscard]] QJsonObject outcomesToJson(const OutcomeCounts &counts);
[[nodiscard]] quint64 sumOf(const OutcomeCounts &counts);
[[nodiscard]] quint64 countOf(const OutcomeCounts &counts, Outcome outcome);
[[nodiscard]] quint64 servedFromCache(const OutcomeCounts &counts);

/// Moment on the clock that measures; not the cache's clock, which a trace may move.
[[nodiscard]] std::chrono::nanoseconds stopwatchNow();

} // namespace qwats::ctl
