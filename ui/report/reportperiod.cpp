// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportperiod.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace qwats::ui {
namespace {

constexpr qint64 HourMs = 3'600'000;

const std::array<const char *, ReportPeriod::KindCount> periodNames{
    "", "today", "yesterday", "last24hours", "last7days", "last30days", "thisweek", "lastweek", "custom"};

Timestamp startOf(const QDate &day, const QTimeZone &zone)
{
    return Timestamp::fromDateTime(day.startOfDay(zone));
}

/// The last millisecond of a day.
Timestamp endOf(const QDate &day, const QTimeZone &zone)
{
    return Timestamp::fromMs(startOf(day.addDays(1), zone).ms() - 1);
}

QDate weekOf(const QDate &day)
{
    return day.addDays(-((day.dayOfWeek() - int(QLocale().firstDayOfWeek()) + 7) % 7));
}

QString periodWord(const char *text)
{
    return QCoreApplication::translate("qwats::ui::ReportPeriod", text);
}

} // namespace

ReportPeriod::Range ReportPeriod::at(Timestamp now, const QTimeZone &zone) const
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.ms(), zone).date();
    const qint64 hour = now.ms() / HourMs * HourMs;
    const auto hoursAgo = [hour](int hours) { return Timestamp::fromMs(hour - hours * HourMs); };
    switch (kind) {
    case Kind::Any: return {};
    case Kind::Today: return {startOf(today, zone), {}};
    case Kind::Yesterday: return {startOf(today.addDays(-1), zone), endOf(today.addDays(-1), zone)};
    case Kind::Last24Hours: return {hoursAgo(24), {}};
    case Kind::Last7Days: return {hoursAgo(7 * 24), {}};
    case Kind::Last30Days: return {hoursAgo(30 * 24), {}};
    case Kind::ThisWeek: return {startOf(weekOf(today), zone), {}};
    case Kind::LastWeek: return {startOf(weekOf(today).addDays(-7), zone), endOf(weekOf(today).addDays(-1), zone)};
    case Kind::Custom:
        return {from.isValid() ? startOf(from, zone) : Timestamp(), to.isValid() ? endOf(to, zone) : Timestamp()};
    }
    return {};
}

QString ReportPeriod::words(Kind kind)
{
    switch (kind) {
    case Kind::Any: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "any time"));
    case Kind::Today: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "today"));
    case Kind::Yesterday: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "yesterday"));
    case Kind::Last24Hours: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "last 24 hours"));
    case Kind::Last7Days: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "last 7 days"));
    case Kind::Last30Days: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "last 30 days"));
    case Kind::ThisWeek: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "this week"));
    case Kind::LastWeek: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "last week"));
    case Kind::Custom: return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "from – to…"));
    }
    return {};
}

QString ReportPeriod::words() const
{
    if (kind == Kind::Any)
        return {};
    if (kind != Kind::Custom)
        return words(kind);
    if (!from.isValid())
        return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "until %1")).arg(words::date(to));
    if (!to.isValid())
        return periodWord(QT_TRANSLATE_NOOP("qwats::ui::ReportPeriod", "since %1")).arg(words::date(from));
    if (from == to)
        return words::date(from);
    return QStringLiteral("%1 – %2").arg(words::date(from), words::date(to));
}

QString ReportPeriod::toText() const
{
    if (kind == Kind::Custom)
        return from.toString(Qt::ISODate) + u'/' + to.toString(Qt::ISODate);
    return QLatin1StringView(periodNames[size_t(kind)]);
}

ReportPeriod ReportPeriod::fromText(const QString &text)
{
    if (const qsizetype slash = text.indexOf(u'/'); slash >= 0) {
        const QDate first = QDate::fromString(text.left(slash), Qt::ISODate);
        const QDate last = QDate::fromString(text.mid(slash + 1), Qt::ISODate);
        if (!first.isValid() && !last.isValid())
            return {};
        return {Kind::Custom, first, last};
    }
    for (int at = 1; at < int(Kind::Custom); ++at) {
        if (text == QLatin1StringView(periodNames[size_t(at)]))
            return {static_cast<Kind>(at)};
    }
    return {};
}

} // namespace qwats::ui
