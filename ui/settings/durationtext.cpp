// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/durationtext.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace qwats::ui {
namespace {

constexpr double Longest = 366.0 * 86'400;

double secondsIn(const QString &unit, std::chrono::seconds bare)
{
    if (unit.isEmpty())
        return static_cast<double>(bare.count());
    const QChar first = unit.front().toLower();
    if (first == u's')
        return 1;
    if (first == u'm')
        return 60;
    return first == u'h' ? 3600 : 86'400;
}

} // namespace

std::optional<std::chrono::seconds> durationFromText(const QString &text, std::chrono::seconds unit)
{
    static const QRegularExpression part(QStringLiteral("^(\\d+(?:[.,]\\d+)?)\\s*(sec|min|s|m|h|d)?(?![a-z])\\s*"),
                                         QRegularExpression::CaseInsensitiveOption);
    QString rest = text.trimmed();
    if (rest.isEmpty())
        return {};
    double seconds = 0;
    while (!rest.isEmpty()) {
        const auto match = part.match(rest);
        if (!match.hasMatch())
            return {};
        seconds += match.captured(1).replace(u',', u'.').toDouble() * secondsIn(match.captured(2), unit);
        rest.remove(0, match.capturedLength());
        if (seconds > Longest)
            return {};
    }
    return std::chrono::seconds(qRound64(seconds));
}

QString durationText(std::chrono::seconds duration)
{
    constexpr qint64 Minute = 60;
    constexpr qint64 Hour = 3600;
    constexpr qint64 Day = 86'400;
    qint64 left = duration.count();
    QStringList parts;
    if (left >= 2 * Day) {
        parts << QStringLiteral("%1 d").arg(left / Day);
        left %= Day;
    }
    if (left >= Hour) {
        parts << QStringLiteral("%1 h").arg(left / Hour);
        left %= Hour;
    }
    if (left >= Minute) {
        parts << QStringLiteral("%1 min").arg(left / Minute);
        left %= Minute;
    }
    if (left > 0 || parts.isEmpty())
        parts << QStringLiteral("%1 s").arg(left);
    return parts.join(u' ');
}

} // namespace qwats::ui
