// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/roles.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QModelIndex>
#include <QStringList>
#include <QVariant>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cell", text);
}

QString stateWord(StatusKind kind)
{
    return statusLook(kind, lightTokens()).word.toLower();
}

QString number(double value)
{
    return QLocale().toString(value, 'g', 8);
}

QString limitWords(const MeasureLimits &limits)
{
    if (limits.low && limits.high)
        return tr("limits %1 to %2").arg(number(*limits.low), number(*limits.high));
    if (limits.low)
        return tr("at least %1").arg(number(*limits.low));
    if (limits.high)
        return tr("at most %1").arg(number(*limits.high));
    return limits.text;
}

} // namespace

QColor inkColor(InkToken ink, const Tokens &tokens)
{
    switch (ink) {
    case InkToken::Text: return tokens.text;
    case InkToken::Muted: return tokens.muted;
    case InkToken::Disabled: return tokens.disabled;
    case InkToken::Accent: return tokens.accent;
    case InkToken::Good: return tokens.good;
    case InkToken::Warn: return tokens.warn;
    case InkToken::Alarm: return tokens.alarm;
    case InkToken::Bad: return tokens.bad;
    case InkToken::Aged: return tokens.aged;
    case InkToken::Info: return tokens.info;
    case InkToken::Idle: return tokens.idle;
    }
    return tokens.text;
}

QString speech(const Usage &usage)
{
    if (!usage.share || usage.status == StatusKind::Ok)
        return usage.text;
    return usage.text + ", "_L1 + stateWord(usage.status);
}

QString speech(const MeasureLimits &limits)
{
    QStringList parts;
    if (limits.value)
        parts << number(*limits.value);
    if (const QString words = limitWords(limits); !words.isEmpty())
        parts << words;
    if (limits.value)
        parts << stateWord(limits.failed ? StatusKind::Failed : StatusKind::Passed);
    return parts.join(", "_L1);
}

QString speech(const QModelIndex &index)
{
    if (index.data(PlaceholderRole).toBool())
        return tr("not loaded yet");
    if (const QString told = index.data(Qt::AccessibleTextRole).toString(); !told.isEmpty())
        return told;
    if (const QVariant usage = index.data(UsageRole); usage.isValid())
        return speech(usage.value<Usage>());
    if (const QVariant limits = index.data(LimitsRole); limits.isValid())
        return speech(limits.value<MeasureLimits>());
    QStringList parts;
    const QVariant state = index.data(StatusRole);
    QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty() && state.isValid())
        text = statusLook(state.value<StatusKind>(), lightTokens()).word;
    if (const QString unit = index.data(UnitRole).toString(); !unit.isEmpty())
        text += QChar::Nbsp + unit;
    for (const int role : {SubTextRole, RightTextRole, SecondLineRole, SecondRightRole})
        parts << index.data(role).toString();
    parts.prepend(text);
    if (const QVariant glyph = index.data(GlyphRole); glyph.isValid())
        parts << stateWord(glyph.value<StatusKind>());
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

QVariant status(StatusKind kind)
{
    return QVariant::fromValue(kind);
}

QVariant ink(InkToken token)
{
    return QVariant::fromValue(token);
}

} // namespace qwats::ui
