// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

namespace qwats::ctl {

/// A whole report for a terminal: its head, then the steps as an indented table with values and limits.
[[nodiscard]] QString reportText(const Report &report);

} // namespace qwats::ctl
