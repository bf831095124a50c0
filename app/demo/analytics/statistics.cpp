// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/statistics.h"

#include <algorithm>
#include <cmath>

namespace qwats::demo {

using namespace Qt::StringLiterals;

SpecificationLimits SpecificationLimits::of(const QString &compOp, std::optional<double> low,
                                            std::optional<double> high)
{
    if (compOp == u"LT"_s || compOp == u"LE"_s)
        return {std::nullopt, low};
    if (compOp == u"GT"_s || compOp == u"GE"_s)
        return {low, std::nullopt};
    if (compOp.size() == 4 && compOp.startsWith(u'G')) // GELE, GELT, GTLE, GTLT
        return {low, high};
    return {};
}

void RunningStatistics::add(double value)
{
    ++m_count;
    const double before = value - m_mean;
    m_mean += before / double(m_count);
    m_squares += before * (value - m_mean);
    m_min = std::min(m_min, value);
    m_max = std::max(m_max, value);
}

void RunningStatistics::write(const SpecificationLimits &limits, const QString &suffix, QJsonObject *row) const
{
    if (m_count == 0)
        return;
    const double variance = m_count > 1 ? std::max(0.0, m_squares / double(m_count - 1)) : 0;
    const double sigma = std::sqrt(variance);
    const auto put = [&](const QString &name, double value) {
        if (std::isfinite(value))
            row->insert(name + suffix, value);
    };
    put(u"min"_s, m_min);
    put(u"max"_s, m_max);
    put(u"avg"_s, m_mean);
    put(u"stdev"_s, sigma);
    put(u"var"_s, variance);
    put(u"sigmaHigh3"_s, m_mean + 3 * sigma);
    put(u"sigmaLow3"_s, m_mean - 3 * sigma);
    // Values that are all alike differ by rounding only: a capability of billions would say nothing.
    if (sigma <= std::max(std::abs(m_mean), 1e-300) * 1e-12)
        return;
    if (limits.lower)
        put(u"cpLower"_s, (m_mean - *limits.lower) / (3 * sigma));
    if (limits.upper)
        put(u"cpUpper"_s, (*limits.upper - m_mean) / (3 * sigma));
    if (limits.lower && limits.upper)
        put(u"cp"_s, (*limits.upper - *limits.lower) / (6 * sigma));
    if (limits.lower || limits.upper)
        put(u"cpk"_s,
            std::min(limits.lower ? (m_mean - *limits.lower) / (3 * sigma) : std::numeric_limits<double>::infinity(),
                     limits.upper ? (*limits.upper - m_mean) / (3 * sigma) : std::numeric_limits<double>::infinity()));
}

} // namespace qwats::demo
