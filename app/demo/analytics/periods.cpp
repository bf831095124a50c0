// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/periods.h"

#include <QDate>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 periodHourMs = 3600000;
constexpr qint64 periodDayMs = 24 * periodHourMs;
constexpr qint64 epochJulianDay = 2440588; // 1970-01-01

qint64 floorDivide(qint64 value, qint64 by)
{
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

QDate utcDate(qint64 ms)
{
    return QDate::fromJulianDay(epochJulianDay + floorDivide(ms, periodDayMs));
}

qint64 startOf(const QDate &date)
{
    return (date.toJulianDay() - epochJulianDay) * periodDayMs;
}

} // namespace

QString periodName(qint64 ms, DateGrouping grouping)
{
    const QDate date = utcDate(ms);
    switch (grouping) {
    case DateGrouping::Year: return u"%1"_s.arg(date.year(), 4, 10, QChar(u'0'));
    case DateGrouping::Quarter: return u"%1-Q%2"_s.arg(date.year()).arg((date.month() - 1) / 3 + 1);
    case DateGrouping::Month: return date.toString(u"yyyy-MM"_s);
    case DateGrouping::Week: {
        int year = 0;
        const int week = date.weekNumber(&year);
        return u"%1-W%2"_s.arg(year).arg(week, 2, 10, QChar(u'0'));
    }
    case DateGrouping::None:
    case DateGrouping::Day: return date.toString(Qt::ISODate);
    case DateGrouping::Hour: {
        const qint64 hour = floorDivide(ms, periodHourMs) - floorDivide(ms, periodDayMs) * 24;
        return u"%1T%2"_s.arg(date.toString(Qt::ISODate)).arg(hour, 2, 10, QChar(u'0'));
    }
    }
    return {};
}

qint64 periodStart(qint64 ms, DateGrouping grouping, int periods)
{
    const QDate date = utcDate(ms);
    switch (grouping) {
    case DateGrouping::Year: return startOf(QDate(date.year(), 1, 1).addYears(periods));
    case DateGrouping::Quarter:
        return startOf(QDate(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).addMonths(3 * periods));
    case DateGrouping::Month: return startOf(QDate(date.year(), date.month(), 1).addMonths(periods));
    case DateGrouping::Week: return startOf(date.addDays(1 - date.dayOfWeek() + 7 * qint64(periods)));
    case DateGrouping::None:
    case DateGrouping::Day: return startOf(date.addDays(periods));
    case DateGrouping::Hour: return (floorDivide(ms, periodHourMs) + periods) * periodHourMs;
    }
    return ms;
}

} // namespace qwats::demo
