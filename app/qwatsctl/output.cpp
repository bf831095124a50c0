// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/output.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace qwats::ctl {
namespace {

QString padded(const QString &cell, qsizetype width, TextTable::Align align)
{
    return align == TextTable::Align::Right ? cell.rightJustified(width) : cell.leftJustified(width);
}

QString cut(const QString &text, int widest)
{
    return widest > 0 && text.size() > widest ? text.left(widest - 1) + QChar(0x2026) : text;
}

QString trimmedRight(QString text)
{
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace

ExitCode exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Offline:
    case Error::Kind::Timeout:
    case Error::Kind::Tls:
    case Error::Kind::Unavailable: return ExitCode::Unreachable;
    case Error::Kind::Unauthorized:
    case Error::Kind::Forbidden: return ExitCode::Unauthorized;
    case Error::Kind::InvalidInput: return ExitCode::Usage;
    default: return ExitCode::Failed;
    }
}

QString printable(const QString &text)
{
    QString safe = text;
    for (QChar &c : safe) {
        // Format characters can turn a line around; the C1 range holds escape sequences of its own.
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return safe;
}

QString localTime(Timestamp when)
{
    return when.isValid() ? when.toLocal().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QString();
}

void TextTable::add(const QStringList &cells)
{
    QStringList row;
    for (size_t i = 0; i < m_columns.size(); ++i)
        row << cut(printable(cells.value(static_cast<qsizetype>(i))), m_columns[i].widest);
    m_rows.push_back(row);
}

QString TextTable::line(const QStringList &cells, const std::vector<qsizetype> &widths) const
{
    QString text;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            text += QStringLiteral("  ");
        text += padded(cells.at(static_cast<qsizetype>(i)), widths[i], m_columns[i].align);
    }
    return trimmedRight(text) + u'\n';
}

QString TextTable::text() const
{
    std::vector<qsizetype> widths;
    QStringList titles;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        titles << m_columns[i].title;
        qsizetype width = m_columns[i].title.size();
        for (const QStringList &row : m_rows)
            width = std::max(width, row.at(static_cast<qsizetype>(i)).size());
        widths.push_back(width);
    }
    QString text = line(titles, widths);
    for (const QStringList &row : m_rows)
        text += line(row, widths);
    return text;
}

QString factLines(const std::vector<std::pair<QString, QString>> &facts)
{
    qsizetype width = 0;
    for (const auto &[name, value] : facts) {
        if (!value.isEmpty())
            width = std::max(width, name.size());
    }
    QString text;
    for (const auto &[name, value] : facts) {
        if (!value.isEmpty())
            text += name.leftJustified(width) + QStringLiteral("  ") + printable(value) + u'\n';
    }
    return text;
}

Status printOut(const QByteArray &bytes)
{
    const auto size = static_cast<size_t>(bytes.size());
    const bool good = std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    if (good)
        return {};
    return failure(Error::Kind::Storage, QCoreApplication::translate("qwatsctl", "The output could not be written."),
                   QStringLiteral("standard output"));
}

Status printOut(const QString &text)
{
    return printOut(text.toUtf8());
}

Status printOut(const QJsonObject &object)
{
    return printOut(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void printError(const Error &error, bool json)
{
    QByteArray line;
    if (json) {
        const QJsonObject inner{{QStringLiteral("kind"), errorKindName(error.kind)},
                                {QStringLiteral("message"), error.message},
                                {QStringLiteral("detail"), error.detail}};
        line = QJsonDocument(QJsonObject{{QStringLiteral("error"), inner}}).toJson(QJsonDocument::Compact);
    } else {
        line = "qwatsctl: " + printable(error.message).toUtf8();
    }
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

} // namespace qwats::ctl
