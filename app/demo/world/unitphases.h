// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace qwats::demo {

/// Where a unit is in its life. The ids are fixed powers of two.
struct UnitPhase
{
    int id;
    const char *code;
    const char *name;
};

namespace phase {
enum Id : int { Unknown = 1, UnderProduction = 2, ProductionRepair = 4, Finalized = 16, Scrapped = 32, Repaired = 256 };
}

std::span<const UnitPhase> unitPhases();
/// By id, code or name, in any letter case; null when there is no such phase.
const UnitPhase *findUnitPhase(const QString &idOrName);
const UnitPhase *findUnitPhase(int id);

} // namespace qwats::demo
