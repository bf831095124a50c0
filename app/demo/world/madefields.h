// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world/catalogue.h"
#include "app/demo/world/headerfields.h"
#include "app/demo/world/production.h"

#include <limits>
#include <optional>
#include <span>

namespace qwats::demo {

// Fields of made-up reports as numbers, so that filters and orders over a million of them need no texts. What
// ReportStore answers is written from the same numbers.

/// A text that is a prefix and a number without leading zeros.
struct NumberedText
{
    const char *prefix = nullptr;
    quint64 number = 0;
};

/// What a drive is built from.
struct BuiltInUnit
{
    const char *prefix;
    const char *partNumber;
    const char *revision;
    const char *partType;
};
std::span<const BuiltInUnit> builtInUnits();
/// The product of a record in the catalogue.
const CatalogueProduct &kindOf(const ReportRecord &record);
bool isBuilt(const ReportRecord &record); ///< from the units above
/// Running number in the serial number of sub-unit @p which of a unit.
quint32 builtInNumber(quint32 unit, std::size_t which);

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();

/// Number of fields that have one for each row: the execution time in s, the size, the socket. NaN: the report has
/// none.
bool hasRowNumber(int field);
int rowNumberBits(int field); ///< that the tenths of the size or socket need, and one more value
double rowNumber(const ReportRecord &record, quint32 row, int field);

/// Batch, serial number of a sub-unit, work order; null for fields and elements that are written otherwise.
std::optional<NumberedText> numberedText(const ReportRecord &record, int field, qsizetype element);
/// The number in @p text after @p prefix; null when the text is not such a one, to the letter.
std::optional<quint64> numberAfter(const char *prefix, QStringView text);

/// The room temperature of a report, in tenths of a degree above the lowest.
constexpr quint64 roomTemperatures = 40;
quint32 roomTemperature(quint32 row);

} // namespace qwats::demo
