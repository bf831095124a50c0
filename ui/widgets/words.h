// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

/// How numbers, times and amounts are written on screen. Pure functions; thread: any.
/// Units stand behind a no-break space, thousands are split by a narrow one, the decimal sign is the locale's.
namespace qwats::ui::words {

/// "just now" under 2 s, "33 s", "3 min 12 s", "1 h 5 min", "4 d". Negative ages (clocks differ) read "just now".
[[nodiscard]] QString age(qint64 milliseconds);
/// A waiting or running time with one decimal under ten seconds: "0.8 s", else like age().
[[nodiscard]] QString running(qint64 milliseconds, const QLocale &locale = {});
/// Days to a date: "in 21 d", "today", "3 d late".
[[nodiscard]] QString due(qint64 days);
/// Local time: "10:42:13" on the day of now, "12 Mar 10:31" else, "12 Mar 2024" when the year differs.
/// 0 means no time and gives "–". Both in ms since the epoch, UTC.
[[nodiscard]] QString time(qint64 atMs, qint64 nowMs, const QLocale &locale = {});
/// The whole local time with seconds and date: "12 Mar 2026 10:31:07".
[[nodiscard]] QString fullTime(qint64 atMs, const QLocale &locale = {});
/// "12 Mar 2026".
[[nodiscard]] QString date(const QDate &day, const QLocale &locale = {});
/// For tooltips: "2026-03-12 09:31:07 UTC".
[[nodiscard]] QString utc(qint64 atMs);
/// Decimal sizes in two to three figures: "812 B", "9.1 kB", "184 kB", "38.2 MB".
[[nodiscard]] QString size(qint64 bytes, const QLocale &locale = {});
/// "0.4 µs", "48 ms", "1.50 s", "28.4 s", "1 min 34 s", "2 h 5 min".
[[nodiscard]] QString duration(double seconds, const QLocale &locale = {});
/// "48 312".
[[nodiscard]] QString count(qint64 value, const QLocale &locale = {});
/// "141 220.25" with fixed decimals. Not a number gives "–".
[[nodiscard]] QString number(double value, int decimals, const QLocale &locale = {});
/// "91.4 %"; nothing to divide by gives "–".
[[nodiscard]] QString percent(double part, double whole, const QLocale &locale = {});
/// A share with its n: "91.4 % of 4 090"; "no look-ups yet" and the like are the caller's when whole is 0 ("–").
[[nodiscard]] QString share(qint64 part, qint64 whole, const QLocale &locale = {});
/// "4 812 of 5 000".
[[nodiscard]] QString countOf(qint64 value, qint64 limit, const QLocale &locale = {});
/// "14 → 3 calls/min"; without a unit "14 → 3".
[[nodiscard]] QString change(const QString &before, const QString &after, const QString &unit = {});
/// The mark for a missing value: "–".
[[nodiscard]] QString none();

} // namespace qwats::ui::words
