// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/valueaxis.h"

#include <algorithm>
#include <cmath>

namespace qwats::ui {
namespace {

double stepFor(double span, int most)
{
    const double rough = span / std::max(1, most);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (rough <= factor * power * (1 + 1e-9))
            return factor * power;
    }
    return 10 * power;
}

std::vector<double> decades(const ValueAxis &axis, int most)
{
    const int first = static_cast<int>(std::ceil(std::log10(axis.from) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(axis.to) + 1e-9));
    const int stride = std::max(1, (last - first + most) / std::max(1, most));
    std::vector<double> ticks;
    for (int power = first; power <= last; power += stride)
        ticks.push_back(std::pow(10, power));
    if (ticks.size() >= 3)
        return ticks;
    ticks.clear(); // fewer than two decades: 1, 2 and 5 of each
    for (int power = first - 1; power <= last; ++power) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double value = factor * std::pow(10, power);
            if (value >= axis.from * (1 - 1e-9) && value <= axis.to * (1 + 1e-9))
                ticks.push_back(value);
        }
    }
    return ticks;
}

} // namespace

ValueAxis ValueAxis::around(double from, double to, bool logarithmic)
{
    if (logarithmic) {
        if (!(from > 0) || !(to >= from))
            return {1, 10, true};
        const double low = std::floor(std::log10(from) * 2 + 1e-9) / 2;
        const double high = std::ceil(std::log10(to) * 2 - 1e-9) / 2;
        return {std::pow(10, low), std::pow(10, std::max(high, low + 0.5)), true};
    }
    if (!(to >= from))
        return {0, 1, false};
    // Halves, so that a span of two very large numbers does not become infinite.
    const double half = to / 2 - from / 2;
    const double air = half > 0 ? half * 0.1 : std::max(std::abs(to) * 0.1, 0.5);
    return {std::max(from - air, -1.7e308), std::min(to + air, 1.7e308), false};
}

double ValueAxis::share(double value) const
{
    if (logarithmic)
        return std::log10(value / from) / std::log10(to / from);
    return (value / 2 - from / 2) / (to / 2 - from / 2);
}

double ValueAxis::valueAt(double share) const
{
    return logarithmic ? from * std::pow(to / from, share) : from * (1 - share) + to * share;
}

std::vector<double> ValueAxis::ticks(int most) const
{
    if (logarithmic)
        return decades(*this, most);
    std::vector<double> ticks;
    const double step = stepFor(to - from, most);
    if (!std::isfinite(step) || !(step > 0))
        return {from, to};
    const double first = std::ceil(from / step - 1e-9);
    for (int i = 0; i <= most + 1; ++i) {
        const double value = (first + i) * step;
        if (value > to + step * 1e-9)
            break;
        ticks.push_back(std::abs(value) < step * 1e-9 ? 0 : value);
    }
    return ticks;
}

} // namespace qwats::ui
