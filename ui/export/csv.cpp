// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/csv.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

bool startsFormula(const QString &text)
{
    static const QString dangerous = u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s;
    for (const QChar c : text) {
        if (dangerous.contains(c))
            return true;
        if (!c.isSpace() && c.category() != QChar::Other_Format)
            return false;
    }
    return false;
}

QByteArray quoted(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    bytes.replace('"', "\"\"");
    return '"' + bytes + '"';
}

QByteArray textField(QString text)
{
    text.replace(QChar::Null, QChar::ReplacementCharacter);
    if (startsFormula(text))
        return quoted(u'\'' + text);
    const bool plain = std::none_of(text.begin(), text.end(),
                                    [](QChar c) { return c == u'"' || c == u',' || c == u'\n' || c == u'\r'; });
    const bool edged = !text.isEmpty() && (text.front().isSpace() || text.back().isSpace());
    return plain && !edged ? text.toUtf8() : quoted(text);
}

} // namespace

QByteArray csvField(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType: return {};
    case QMetaType::Bool: return value.toBool() ? "true" : "false";
    case QMetaType::Int:
    case QMetaType::LongLong: return QByteArray::number(value.toLongLong());
    case QMetaType::UInt:
    case QMetaType::ULongLong: return QByteArray::number(value.toULongLong());
    case QMetaType::Double:
    case QMetaType::Float:
        return std::isfinite(value.toDouble())
            ? QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
            : QByteArray();
    case QMetaType::QDateTime: return value.toDateTime().toUTC().toString(Qt::ISODateWithMs).toLatin1();
    default: return textField(value.toString());
    }
}

QByteArray csvLine(const ExportRow &row)
{
    QByteArray line;
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (i > 0)
            line += ',';
        line += csvField(row[i]);
    }
    if (row.size() == 1 && line.isEmpty())
        line = "\"\""; // an empty line would be no record
    return line + "\r\n";
}

QByteArray csvNote(const QString &text)
{
    return textField(u"# "_s + text) + "\r\n";
}

} // namespace qwats::ui
