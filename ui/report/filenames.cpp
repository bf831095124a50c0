// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/filenames.h"

#include "core/report/report.h"
#include "ui/widgets/plaintext.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

namespace qwats::ui {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype LongestFileName = 120;
constexpr qsizetype LongestEnding = 12;

bool isForbidden(QChar c)
{
    return c.category() == QChar::Other_Control || plain::isTrick(c) || c == QChar::LineSeparator
        || c == QChar::ParagraphSeparator || c.isNonCharacter();
}

/// Halves of a character alone cannot be written to a file name.
QString withoutLoneHalves(const QString &text)
{
    QString whole;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            whole += c;
            whole += text[++i];
        } else if (!c.isSurrogate()) {
            whole += c;
        }
    }
    return whole;
}

QString cleaned(const QString &name)
{
    static const QString notAllowed = u"<>:\"|?*"_s;
    const qsizetype slash = std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\'));
    QString clean;
    const QString last = withoutLoneHalves(name.mid(slash + 1)).normalized(QString::NormalizationForm_C);
    for (const QChar c : last) {
        if (!isForbidden(c))
            clean += notAllowed.contains(c) ? QChar(u'_') : c;
    }
    while (!clean.isEmpty() && (clean.front() == u'.' || clean.front().isSpace()))
        clean.remove(0, 1);
    while (!clean.isEmpty() && (clean.back() == u'.' || clean.back().isSpace()))
        clean.chop(1);
    return clean;
}

/// Names of devices on Windows, whatever their ending.
bool isReserved(const QString &name)
{
    static const QSet<QString> devices{u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s, u"conin$"_s, u"conout$"_s, u"clock$"_s};
    const QString stem = name.section(u'.', 0, 0).trimmed().toLower();
    if (devices.contains(stem))
        return true;
    static const QString numbers = u"0123456789¹²³"_s;
    return stem.size() == 4 && (stem.startsWith("com"_L1) || stem.startsWith("lpt"_L1)) && numbers.contains(stem[3]);
}

QString shortened(const QString &name)
{
    if (name.size() <= LongestFileName)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const bool hasEnding = dot > 0 && name.size() - dot <= LongestEnding;
    const QString ending = hasEnding ? name.mid(dot) : QString();
    QString stem = name.left(LongestFileName - ending.size());
    if (stem.back().isHighSurrogate())
        stem.chop(1);
    return stem + ending;
}

QString endingOf(const QString &contentType)
{
    static const QHash<QString, QString> endings{
        {u"text/plain"_s, u".txt"_s},      {u"text/csv"_s, u".csv"_s},   {u"application/json"_s, u".json"_s},
        {u"image/png"_s, u".png"_s},       {u"image/jpeg"_s, u".jpg"_s}, {u"application/pdf"_s, u".pdf"_s},
        {u"application/xml"_s, u".xml"_s}, {u"text/xml"_s, u".xml"_s},   {u"application/zip"_s, u".zip"_s},
    };
    return endings.value(contentType.section(u';', 0, 0).trimmed().toLower(), u".bin"_s);
}

} // namespace

QString safeFileName(const QString &name, const QString &contentType)
{
    QString safe = shortened(cleaned(name.right(4000)));
    if (safe.isEmpty())
        safe = u"attachment"_s + endingOf(contentType);
    return isReserved(safe) ? u'_' + safe : safe;
}

QString reportFileName(const Report &report, const QString &ending)
{
    QStringList parts{report.serialNumber.left(60)};
    if (report.start.isValid())
        parts << QDateTime::fromMSecsSinceEpoch(report.start.ms()).toString(u"yyyy-MM-dd"_s);
    parts << report.id.left(8);
    parts.removeAll(QString());
    // Parts of a serial number are kept apart, not taken for folders.
    QString name = parts.join(u' ');
    name.replace(u'/', u'_').replace(u'\\', u'_');
    return safeFileName(name + u'.' + ending);
}

} // namespace qwats::ui
