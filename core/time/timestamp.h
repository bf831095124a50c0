// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <compare>
#include <limits>
#include <string_view>

namespace qwats {

/// A moment in UTC with millisecond resolution, eight bytes; or none.
///
/// Domain values keep dates in this form: a QDateTime costs an allocation and a parse of 1 µs and more.
class Timestamp
{
public:
    constexpr Timestamp() = default;
    [[nodiscard]] static constexpr Timestamp fromMs(qint64 msSinceEpoch) { return Timestamp(msSinceEpoch); }
    [[nodiscard]] static Timestamp fromDateTime(const QDateTime &when)
    {
        return when.isValid() ? Timestamp(when.toMSecsSinceEpoch()) : Timestamp();
    }

    /// Reads ISO 8601 as WATS servers write it: date, optional time, 0–9 fraction digits, `Z`, offset or nothing.
    ///
    /// No zone means UTC (wats-api 1.8). Year 1 (.NET's "no date"), an empty or a malformed text give none;
    /// second 60 counts as 59.999. Source: ISO 8601-1:2019, calendar dates in extended format.
    [[nodiscard]] static Timestamp parse(std::string_view text);
    [[nodiscard]] static Timestamp parse(const QString &text);

    [[nodiscard]] constexpr bool isValid() const { return m_ms != None; }
    [[nodiscard]] constexpr qint64 ms() const { return m_ms; } ///< since 1970-01-01T00:00:00Z; meaningless when none
    [[nodiscard]] QDateTime toLocal() const { return isValid() ? QDateTime::fromMSecsSinceEpoch(m_ms) : QDateTime(); }
    [[nodiscard]] QString toIso() const; ///< `2026-03-04T08:15:30.250Z`; empty when none
    constexpr auto operator<=>(const Timestamp &) const = default;

private:
    static constexpr qint64 None = std::numeric_limits<qint64>::min();
    constexpr explicit Timestamp(qint64 ms)
        : m_ms(ms)
    {
    }
    qint64 m_ms = None;
};

} // namespace qwats
