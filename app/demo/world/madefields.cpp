// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/madefields.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/testplan.h"

#include <algorithm>
#include <bit>

namespace qwats::demo {

namespace {

constexpr BuiltInUnit driveUnits[]{{"CB", "610-2041", "C", "Control board"},
                                   {"PS", "610-2055", "B", "Power stage"},
                                   {"SH", "615-0310", "A", "Sensor head"}};
constexpr quint32 firstWorkOrder = 40000;
constexpr quint32 unitsInWorkOrder = 50;

} // namespace

std::span<const BuiltInUnit> builtInUnits()
{
    return driveUnits;
}

const CatalogueProduct &kindOf(const ReportRecord &record)
{
    return catalogueProducts()[record.product % catalogueProducts().size()];
}

bool isBuilt(const ReportRecord &record)
{
    return QLatin1StringView(kindOf(record).category) == QLatin1StringView("Drives");
}

quint32 builtInNumber(quint32 unit, std::size_t which)
{
    return quint32(100000 + scramble(unit * 7 + quint64(driveUnits[which].prefix[0])) % 880000);
}

bool hasRowNumber(int field)
{
    return field == ExecutionTime || field == ReportSize || field == TestSocketIndex;
}

int rowNumberBits(int field)
{
    double highest = 8; // sockets
    for (const TestPlan &plan : testPlans())
        highest = field == ReportSize ? std::max(highest, 4.0 + double(plan.steps.size()) * 1.4) : highest;
    return std::bit_width(quint64(highest * 10) + 2);
}

double rowNumber(const ReportRecord &record, quint32 row, int field)
{
    if (field == ExecutionTime)
        return double(record.execMs) / 1000;
    if (record.repair)
        return field == ReportSize ? 3.0 : noNumber;
    const TestPlan &plan = testPlans()[record.plan];
    if (field == ReportSize)
        return 2.0 + double(plan.steps.size()) * 1.4 + double(scramble(row) % 3);
    return double(1 + record.unit % (plan.processCode == 70 ? 8 : 2));
}

std::optional<NumberedText> numberedText(const ReportRecord &record, int field, qsizetype element)
{
    if (field == BatchNumber)
        return NumberedText{"LOT-", record.serial / unitsInLot};
    if (field == MiscValue && element == 0)
        return NumberedText{"WO-", firstWorkOrder + record.serial / unitsInWorkOrder};
    if (field == SubUnitSerialNumber && element >= 0 && element < qsizetype(std::size(driveUnits)))
        return NumberedText{driveUnits[element].prefix, builtInNumber(record.unit, std::size_t(element))};
    return std::nullopt;
}

std::optional<quint64> numberAfter(const char *prefix, QStringView text)
{
    const QLatin1StringView before(prefix);
    if (!text.startsWith(before))
        return std::nullopt;
    const QStringView digits = text.sliced(before.size());
    bool ok = false;
    const quint64 number = digits.toULongLong(&ok);
    return ok && QString::number(number) == digits ? std::optional(number) : std::nullopt;
}

quint32 roomTemperature(quint32 row)
{
    return quint32(scramble(row) % roomTemperatures);
}

} // namespace qwats::demo
