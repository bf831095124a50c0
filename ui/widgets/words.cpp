// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QDateTime>

#include <array>
#include <cmath>

namespace qwats::ui::words {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar noBreak(0x00A0);
constexpr QChar narrow(0x202F);

QString translated(const char *text)
{
    return QCoreApplication::translate("Words", text);
}

QString withUnit(const QString &number, const char *unit)
{
    return number + noBreak + translated(unit);
}

/// Plain digits of the locale, thousands split by a narrow space.
QString grouped(const QString &plain, const QLocale &locale)
{
    const qsizetype point = plain.indexOf(locale.decimalPoint());
    QString made = plain;
    const qsizetype first = !plain.isEmpty() && (plain[0] == u'-' || plain.startsWith(locale.negativeSign())) ? 1 : 0;
    for (qsizetype at = (point < 0 ? plain.size() : point) - 3; at > first; at -= 3)
        made.insert(at, narrow);
    return made;
}

QString fixed(double value, int decimals, QLocale locale)
{
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return grouped(locale.toString(value, 'f', decimals), locale);
}

/// Rounded first, so that 9.96 becomes "10" and not "10.0".
int decimalsFor(double value, double below, int decimals)
{
    const double step = std::pow(10, decimals);
    return std::round(value * step) / step < below ? decimals : 0;
}

QString twoParts(qint64 major, const char *majorUnit, qint64 minor, const char *minorUnit)
{
    const QString first = withUnit(QString::number(major), majorUnit);
    return minor > 0 ? first + u' ' + withUnit(QString::number(minor), minorUnit) : first;
}

} // namespace

QString none()
{
    return u"–"_s;
}

QString age(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 2)
        return translated(QT_TRANSLATE_NOOP("Words", "just now"));
    if (seconds < 60)
        return withUnit(QString::number(seconds), QT_TRANSLATE_NOOP("Words", "s"));
    if (seconds < 3600)
        return twoParts(seconds / 60, QT_TRANSLATE_NOOP("Words", "min"), seconds % 60, "s");
    if (seconds < 86400)
        return twoParts(seconds / 3600, QT_TRANSLATE_NOOP("Words", "h"), seconds / 60 % 60, "min");
    return withUnit(QString::number(seconds / 86400), QT_TRANSLATE_NOOP("Words", "d"));
}

QString running(qint64 milliseconds, const QLocale &locale)
{
    const double seconds = std::max<qint64>(milliseconds, 0) / 1000.0;
    // Cut, not rounded: a clock on screen must not run ahead.
    return seconds < 10 ? withUnit(fixed(std::floor(seconds * 10) / 10, 1, locale), "s") : age(milliseconds);
}

QString due(qint64 days)
{
    if (days == 0)
        return translated(QT_TRANSLATE_NOOP("Words", "today"));
    const QString amount = withUnit(QString::number(std::abs(days)), "d");
    return (days > 0 ? translated(QT_TRANSLATE_NOOP("Words", "in %1"))
                     : translated(QT_TRANSLATE_NOOP("Words", "%1 late")))
        .arg(amount);
}

QString time(qint64 atMs, qint64 nowMs, const QLocale &locale)
{
    if (atMs == 0)
        return none();
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atMs);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMs);
    if (at.date() == now.date())
        return locale.toString(at.time(), u"HH:mm:ss"_s);
    if (at.date().year() == now.date().year())
        return locale.toString(at, u"d MMM HH:mm"_s);
    return date(at.date(), locale);
}

QString fullTime(qint64 atMs, const QLocale &locale)
{
    return atMs == 0 ? none() : locale.toString(QDateTime::fromMSecsSinceEpoch(atMs), u"d MMM yyyy HH:mm:ss"_s);
}

QString date(const QDate &day, const QLocale &locale)
{
    return day.isValid() ? locale.toString(day, u"d MMM yyyy"_s) : none();
}

QString utc(qint64 atMs)
{
    return QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

QString size(qint64 bytes, const QLocale &locale)
{
    constexpr std::array units{"kB", "MB", "GB", "TB", "PB", "EB"};
    if (std::abs(double(bytes)) < 1000)
        return QString::number(bytes) + noBreak + u'B';
    double value = double(bytes) / 1000;
    size_t unit = 0;
    while (std::abs(value) >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const int decimals = decimalsFor(std::abs(value), unit == 0 ? 10 : 100, 1);
    return fixed(value, decimals, locale) + noBreak + QLatin1StringView(units[unit]);
}

QString duration(double seconds, const QLocale &locale)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return none();
    const double micro = seconds * 1e6;
    if (micro < 999.5)
        return fixed(micro, decimalsFor(micro, 10, 1), locale) + noBreak + u"µs"_s;
    const double milli = seconds * 1e3;
    if (milli < 999.5)
        return withUnit(fixed(milli, decimalsFor(milli, 10, 1), locale), QT_TRANSLATE_NOOP("Words", "ms"));
    if (seconds < 59.95)
        return withUnit(fixed(seconds, seconds < 9.995 ? 2 : 1, locale), "s");
    return age(qint64(std::round(seconds)) * 1000);
}

QString count(qint64 value, const QLocale &locale)
{
    QLocale plain = locale;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return grouped(plain.toString(value), plain);
}

QString number(double value, int decimals, const QLocale &locale)
{
    return std::isfinite(value) ? fixed(value, decimals, locale) : none();
}

QString percent(double part, double whole, const QLocale &locale)
{
    if (!(whole > 0) || !std::isfinite(part))
        return none();
    double share = 100 * part / whole;
    // Only all is "100.0 %", and only nothing is "0.0 %": rounding must not hide the one failure in thousands.
    if (part < whole)
        share = std::min(share, 99.9);
    if (part > 0)
        share = std::max(share, 0.1);
    return withUnit(fixed(share, 1, locale), "%");
}

QString share(qint64 part, qint64 whole, const QLocale &locale)
{
    if (whole <= 0)
        return none();
    return translated(QT_TRANSLATE_NOOP("Words", "%1 of %2"))
        .arg(percent(double(part), double(whole), locale), count(whole, locale));
}

QString countOf(qint64 value, qint64 limit, const QLocale &locale)
{
    return translated("%1 of %2").arg(count(value, locale), count(limit, locale));
}

QString change(const QString &before, const QString &after, const QString &unit)
{
    const QString made = before + u" → "_s + after;
    return unit.isEmpty() ? made : made + noBreak + unit;
}

} // namespace qwats::ui::words
