// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/measure.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <sys/resource.h>

namespace qwats::ctl {
namespace {

double cpuNow()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

double Latencies::percentileUs(double p)
{
    if (m_ns.empty())
        return 0;
    const auto rank = static_cast<qsizetype>(std::ceil(p / 100 * double(m_ns.size())));
    const auto nth = m_ns.begin() + std::clamp<qsizetype>(rank - 1, 0, static_cast<qsizetype>(m_ns.size()) - 1);
    std::nth_element(m_ns.begin(), nth, m_ns.end());
    return double(*nth) / 1000;
}

QJsonObject Latencies::toJson()
{
    return {{QStringLiteral("p50"), percentileUs(50)},
            {QStringLiteral("p95"), percentileUs(95)},
            {QStringLiteral("p99"), percentileUs(99)}};
}

void Stopwatch::start()
{
    m_cpuAtStart = cpuNow();
    m_timer.start();
}

void Stopwatch::stop()
{
    m_wall = double(m_timer.nsecsElapsed()) / 1e9;
    m_cpu = cpuNow() - m_cpuAtStart;
}

QJsonObject outcomesToJson(const OutcomeCounts &counts)
{
    QJsonObject object;
    for (int i = 0; i < OutcomeCount; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        object.insert(outcomeName(outcome), static_cast<qint64>(countOf(counts, outcome)));
    }
    return object;
}

quint64 sumOf(const OutcomeCounts &counts)
{
    return std::accumulate(counts.begin(), counts.end(), quint64(0));
}

quint64 countOf(const OutcomeCounts &counts, Outcome outcome)
{
    return counts[static_cast<size_t>(outcome)];
}

quint64 servedFromCache(const OutcomeCounts &counts)
{
    return countOf(counts, Outcome::Fresh) + countOf(counts, Outcome::Stale) + countOf(counts, Outcome::Seeded);
}

std::chrono::nanoseconds stopwatchNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace qwats::ctl
