// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analytics.h"

#include <span>

namespace qwats {

/// Spread and capability of measured values, from the values themselves: sample deviation (n − 1),
/// Cp = (high − low) / 6σ, Cpk = the smaller of (high − mean) / 3σ and (mean − low) / 3σ. With one limit only, Cpk is
/// that side and there is no Cp. Values that are not finite count nowhere; without two values or without a spread
/// there is no deviation and no capability. Thread: any.
[[nodiscard]] MeasureStatistics statisticsOf(std::span<const double> values, std::optional<double> low,
                                             std::optional<double> high);

} // namespace qwats
