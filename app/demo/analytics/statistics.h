// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <limits>
#include <optional>

namespace qwats::demo {

/// Which sides a measurement is limited on; made from the limits and the operator of a report.
struct SpecificationLimits
{
    std::optional<double> lower;
    std::optional<double> upper;

    /// `LT` and `LE` keep their upper limit in the low one; operators that want a value outside have no sides.
    static SpecificationLimits of(const QString &compOp, std::optional<double> low, std::optional<double> high);
};

/// Mean and spread of values that are seen one by one, without keeping them. A value; any thread.
class RunningStatistics
{
public:
    void add(double value);
    qint64 count() const { return m_count; }

    /// Writes min, max, avg, stdev, var and, where the limits allow, cp, cpk, cpLower, cpUpper, sigmaHigh3, sigmaLow3,
    /// each with @p suffix. Of no values nothing is written; a spread needs two, a capability needs a spread.
    void write(const SpecificationLimits &limits, const QString &suffix, QJsonObject *row) const;

private:
    qint64 m_count = 0;
    double m_mean = 0;
    double m_squares = 0; ///< sum of squared distances from the mean
    double m_min = std::numeric_limits<double>::infinity();
    double m_max = -std::numeric_limits<double>::infinity();
};

} // namespace qwats::demo
