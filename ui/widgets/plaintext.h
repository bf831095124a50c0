// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextDocument>

/// Foreign texts on their way to the screen: what reports, files and servers say is shown as it is, never as markup,
/// and never so long that a cell takes a second to paint. Pure functions; thread: any.
namespace qwats::ui::plain {

/// Marks that turn the writing direction or take no room: with them a text can look like another one.
[[nodiscard]] inline bool isTrick(QChar c)
{
    const ushort u = c.unicode();
    return u == 0x061C || (u >= 0x200B && u <= 0x200F) || (u >= 0x202A && u <= 0x202E) || (u >= 0x2060 && u <= 0x206F)
        || u == 0xFEFF;
}

/// At most `most` characters on one line: line ends and tabs become spaces, other control characters and tricks of the
/// writing direction the mark for "not a character".
[[nodiscard]] inline QString oneLine(QStringView text, qsizetype most = 300)
{
    const bool cut = text.size() > most;
    QString line = text.left(most).toString();
    for (QChar &c : line) {
        if (c == u'\n' || c == u'\r' || c == u'\t' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
        else if (isTrick(c) || c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    if (cut && line.back().isHighSurrogate())
        line.chop(1);
    return cut ? line + u'…' : line;
}

/// For tooltips, which Qt reads as markup where a text looks like it: then every sign is escaped. At most 2 000
/// characters.
[[nodiscard]] inline QString tip(const QString &text)
{
    constexpr qsizetype most = 2000;
    const QString shown = text.size() > most ? text.left(most) + u'…' : text;
    if (!Qt::mightBeRichText(shown))
        return shown;
    return QStringLiteral("<qt>") + shown.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))
        + QStringLiteral("</qt>");
}

} // namespace qwats::ui::plain
