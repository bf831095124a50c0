// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qwats::demo {

/// How a WATS filter cuts time; the numbers are those of the wire.
enum class DateGrouping { None = -1, Year, Quarter, Month, Week, Day, Hour };

/// Name of the period that @p ms (since the epoch, UTC) lies in: "2026", "2026-Q1", "2026-03", "2026-W11",
/// "2026-03-12", "2026-03-12T10". Weeks are those of ISO 8601. Names of one grouping sort as time does.
QString periodName(qint64 ms, DateGrouping grouping);

/// First millisecond of the period that is @p periods after the one that @p ms lies in; negative: before.
/// DateGrouping::None counts as days.
qint64 periodStart(qint64 ms, DateGrouping grouping, int periods = 0);

} // namespace qwats::demo
