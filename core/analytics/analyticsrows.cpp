// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"

#include <cmath>

namespace qwats {
namespace {

/// Percent from counts, else what the server said.
std::optional<double> percentOf(const std::optional<qint64> &part, const std::optional<qint64> &whole,
                                const std::optional<double> &said)
{
    if (part && whole && *whole > 0)
        return 100.0 * double(*part) / double(*whole);
    if (whole && *whole <= 0)
        return {};
    return said && std::isfinite(*said) ? said : std::nullopt;
}

} // namespace

std::optional<double> YieldRow::firstPassYield() const
{
    return percentOf(firstPassCount, unitCount, fpy);
}

std::optional<double> YieldRow::secondPassYield() const
{
    return percentOf(secondPassCount, unitCount, spy);
}

std::optional<double> YieldRow::thirdPassYield() const
{
    return percentOf(thirdPassCount, unitCount, tpy);
}

std::optional<double> YieldRow::lastPassYield() const
{
    return percentOf(lastPassCount, unitCount, lpy);
}

std::optional<double> YieldRow::reportYield() const
{
    return percentOf(testPassCount, testReportCount, testYield);
}

std::optional<double> RepairRow::rate() const
{
    return percentOf(reportCount, totalCount, repairRate);
}

std::optional<double> TopFailedRow::rate() const
{
    return percentOf(failCount, totalCount, failRate);
}

} // namespace qwats
