// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/measuredstatistics.h"

#include <algorithm>
#include <cmath>

namespace qwats {
namespace {

void addCapability(MeasureStatistics &statistics, std::optional<double> low, std::optional<double> high)
{
    const double deviation = *statistics.deviation;
    const double average = *statistics.average;
    statistics.sigmaHigh3 = average + 3 * deviation;
    statistics.sigmaLow3 = average - 3 * deviation;
    if (deviation <= 0)
        return;
    if (low && std::isfinite(*low))
        statistics.cpLower = (average - *low) / (3 * deviation);
    if (high && std::isfinite(*high))
        statistics.cpUpper = (*high - average) / (3 * deviation);
    if (statistics.cpLower && statistics.cpUpper) {
        statistics.cp = (*high - *low) / (6 * deviation);
        statistics.cpk = std::min(*statistics.cpLower, *statistics.cpUpper);
    } else {
        statistics.cpk = statistics.cpLower ? statistics.cpLower : statistics.cpUpper;
    }
}

} // namespace

/// Welford's running form: exact for values that differ little from a large mean.
MeasureStatistics statisticsOf(std::span<const double> values, std::optional<double> low, std::optional<double> high)
{
    MeasureStatistics statistics;
    qint64 count = 0;
    double mean = 0;
    double squares = 0;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        ++count;
        const double away = value - mean;
        mean += away / double(count);
        squares += away * (value - mean);
        statistics.min = std::min(statistics.min.value_or(value), value);
        statistics.max = std::max(statistics.max.value_or(value), value);
    }
    statistics.count = count;
    if (count > 0)
        statistics.average = mean;
    if (count < 2)
        return statistics;
    statistics.variance = squares / double(count - 1);
    statistics.deviation = std::sqrt(*statistics.variance);
    addCapability(statistics, low, high);
    return statistics;
}

} // namespace qwats
