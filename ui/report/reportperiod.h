// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"

#include <QDate>
#include <QString>
#include <QTimeZone>
#include <QVariantMap>

namespace qwats::ui {

/// When reports started: a range that moves with the clock, or two days. A value.
struct ReportPeriod
{
    enum class Kind : quint8 {
        Any,
        Today,
        Yesterday,
        Last24Hours,
        Last7Days,
        Last30Days,
        ThisWeek, ///< from the first day of the week of the user's locale
        LastWeek,
        Custom
    };
    static constexpr int KindCount = int(Kind::Custom) + 1;

    Kind kind = Kind::Any;
    QDate from{}; ///< Custom: first day; none: open
    QDate to{}; ///< Custom: last day, included; none: open

    bool operator==(const ReportPeriod &) const = default;
    [[nodiscard]] bool isSet() const { return kind != Kind::Any; }

    struct Range
    {
        Timestamp from; ///< none: open
        Timestamp to; ///< included; none: open
        bool operator==(const Range &) const = default;
    };
    /// The range at this moment, days as in `zone`. The last hours and days begin at a full hour, so that the same
    /// period asked again within it is the same question to the cache.
    [[nodiscard]] Range at(Timestamp now, const QTimeZone &zone = QTimeZone::systemTimeZone()) const;
    [[nodiscard]] QString words() const; ///< "last 7 days", "6 Mar 2026 – today"; empty: any
    [[nodiscard]] static QString words(Kind kind);

    [[nodiscard]] QString toText() const; ///< "last7days", "2026-03-06/2026-03-12"; for places and saved filters
    [[nodiscard]] static ReportPeriod fromText(const QString &text); ///< what is not known gives Any
};

} // namespace qwats::ui
