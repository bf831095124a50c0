// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "ui/delegates/roles.h"

/// What was measured, in words and for bars. Pure functions; thread: any.
namespace qwats::ui {

[[nodiscard]] StatusKind statusOf(StepStatus status);
/// A measured number with as many digits as it has, in the user's locale; no exponent where it reads well.
[[nodiscard]] QString measuredNumber(double number);
/// What was measured, without its unit: a number, the text in its place, or a text; empty for a mere verdict.
[[nodiscard]] QString measuredValue(const Measurement &measurement);
/// The limits and the value for a bar; without limits where the rule has none that a bar could show.
[[nodiscard]] MeasureLimits measuredLimits(const Measurement &measurement);

} // namespace qwats::ui
