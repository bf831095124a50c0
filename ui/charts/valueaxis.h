// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace qwats::ui {

/// The range of an axis and where its labels stand; linear, or logarithmic to the base of ten. A value; thread: any.
struct ValueAxis
{
    double from = 0;
    double to = 1;
    bool logarithmic = false;

    /// An axis around these values: with a little air on a linear scale, whole decades or their halves on a logarithmic
    /// one. Without any value (`from` above `to`) it runs from 0 to 1, or 1 to 10.
    [[nodiscard]] static ValueAxis around(double from, double to, bool logarithmic);

    /// Place of a value as a share of the axis; outside 0 to 1 beyond its ends.
    [[nodiscard]] double share(double value) const;
    [[nodiscard]] double valueAt(double share) const;
    /// Values for labels, at most about `most`: steps of 1, 2 or 5, on a logarithmic scale decades.
    [[nodiscard]] std::vector<double> ticks(int most) const;
};

} // namespace qwats::ui
