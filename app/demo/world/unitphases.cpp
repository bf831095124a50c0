// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/unitphases.h"

namespace qwats::demo {

namespace {

constexpr UnitPhase phaseTable[]{
    {1, "Unknown", "Unknown"},
    {2, "Under_Production", "Under production"},
    {4, "Production_Repair", "Production repair"},
    {8, "Service_Repair", "Service repair"},
    {16, "Finalized", "Finalized"},
    {32, "Scrapped", "Scrapped"},
    {64, "Extended_Test", "Extended test"},
    {128, "Customization", "Customization"},
    {256, "Repaired", "Repaired"},
    {512, "Missing", "Missing"},
    {1024, "In_Storage", "In storage"},
    {2048, "Shipped", "Shipped"},
};

} // namespace

std::span<const UnitPhase> unitPhases()
{
    return phaseTable;
}

const UnitPhase *findUnitPhase(const QString &idOrName)
{
    bool isNumber = false;
    const int id = idOrName.toInt(&isNumber);
    if (isNumber)
        return findUnitPhase(id);
    for (const UnitPhase &phase : phaseTable) {
        if (idOrName.compare(QLatin1StringView(phase.code), Qt::CaseInsensitive) == 0
            || idOrName.compare(QLatin1StringView(phase.name), Qt::CaseInsensitive) == 0)
            return &phase;
    }
    return nullptr;
}

const UnitPhase *findUnitPhase(int id)
{
    for (const UnitPhase &phase : phaseTable) {
        if (phase.id == id)
            return &phase;
    }
    return nullptr;
}

} // namespace qwats::demo
