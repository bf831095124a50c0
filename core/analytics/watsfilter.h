// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace qwats {

/// How a statistic is cut into periods. Numbers are the wire's.
enum class DateGrouping : qint8 { None = -1, Year = 0, Quarter = 1, Month = 2, Week = 3, Day = 4, Hour = 5 };

/// Which reports a statistic is about. All conditions hold at once; what is empty does not count. In texts `;`
/// separates alternatives, `%` stands for any characters and `_` for one.
///
/// Without `from` the server takes its own range: the last 30 days, or what `periodCount` says. Two filters with equal
/// members are one question to the cache: give `from` and `to` on whole minutes or days rather than "now".
struct WatsFilter
{
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString batchNumber;
    QString stationName;
    QString testOperation; ///< its name
    QString level;
    QString productGroup;
    QString swFilename;
    QString swVersion;
    QString socket;
    QString status; ///< Passed, Failed, Error, Terminated, Done, Skipped; empty: all
    QString miscDescription;
    QString miscValue;
    QString miscInfoDescription;
    QString miscInfoString;
    QString assetSerialNumber;
    QString assetName;
    QString dimensions; ///< what yield and repair rows are grouped by: `unitCount desc;partNumber;period`
    QString measurementPaths; ///< as StepPath::toWire() gives them, `;` between several
    Timestamp from; ///< inclusive
    Timestamp to; ///< inclusive
    std::optional<DateGrouping> grouping;
    std::optional<int> periodCount; ///< that many periods of `grouping` up to now
    std::optional<bool> includeCurrentPeriod; ///< true when only periodCount or grouping is given
    std::optional<int> minCount; ///< rows of fewer units are left out
    std::optional<int> maxCount;
    std::optional<int> topCount; ///< no more rows than this
    std::optional<int> run; ///< 1, 2, 3, -1 last, -2 all
    std::optional<int> yield; ///< 0 … 100

    bool operator==(const WatsFilter &) const = default;

    /// The body of a request: keys in a fixed order, what is empty left out. `{}` when nothing is narrowed.
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace qwats
