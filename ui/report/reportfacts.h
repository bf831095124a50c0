// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "ui/widgets/facts.h"

/// What a report says about itself, as facts. Links are "asset:SERIAL", "report:ID" and "step:ID". Thread: any.
namespace qwats::ui {

/// The row under the title, the important first: the last ones leave when there is no room.
[[nodiscard]] QList<Fact> shortFacts(const Report &report, int unreadableSteps, qint64 nowMs);
/// All of the report's head, for a sheet of its own.
[[nodiscard]] QList<Fact> allFacts(const Report &report);
/// The step of this id; null when there is none.
[[nodiscard]] const Step *stepById(const Step &from, int id);

} // namespace qwats::ui
