// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/softwarestore.h"

#include <QtEndian>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

// Sizes and places from the ZIP file format: the directory at the end of the archive names all files.
constexpr qsizetype endRecordSize = 22;
constexpr qsizetype directoryEntrySize = 46;
constexpr qsizetype longestComment = 0xFFFF;

template <typename Number> Number numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<Number>(bytes.constData() + at);
}

qsizetype findEndRecord(const QByteArray &zip)
{
    for (qsizetype at = zip.size() - endRecordSize; at >= 0 && at >= zip.size() - endRecordSize - longestComment;
         --at) {
        if (numberAt<quint32>(zip, at) == 0x06054b50)
            return at;
    }
    return -1;
}

} // namespace

std::optional<QJsonArray> zipEntries(const QByteArray &zip, QString *error)
{
    const qsizetype end = findEndRecord(zip);
    if (end < 0) {
        *error = u"The body is no ZIP archive."_s;
        return std::nullopt;
    }
    const int count = numberAt<quint16>(zip, end + 10);
    qsizetype at = numberAt<quint32>(zip, end + 16);
    QJsonArray files;
    for (int i = 0; i < count; ++i) {
        const bool whole = at + directoryEntrySize <= end && numberAt<quint32>(zip, at) == 0x02014b50;
        const qsizetype nameSize = whole ? numberAt<quint16>(zip, at + 28) : 0;
        if (!whole || at + directoryEntrySize + nameSize > end) {
            *error = u"The directory of the ZIP archive is damaged."_s;
            return std::nullopt;
        }
        const QString path = QString::fromUtf8(zip.sliced(at + directoryEntrySize, nameSize)).replace(u'\\', u'/');
        if (path.startsWith(u'/') || path.split(u'/').contains(u".."_s)) {
            *error = u"The name '%1' leads out of the ZIP archive."_s.arg(path);
            return std::nullopt;
        }
        if (!path.endsWith(u'/')) // else a folder
            files.append(QJsonObject{{u"filename"_s, path.section(u'/', -1)},
                                     {u"path"_s, path.section(u'/', 0, -2)},
                                     {u"size"_s, qint64(numberAt<quint32>(zip, at + 24))},
                                     {u"checksum"_s, u"%1"_s.arg(numberAt<quint32>(zip, at + 16), 8, 16, QChar(u'0'))},
                                     {u"attributes"_s, QString()}});
        at += directoryEntrySize + nameSize + numberAt<quint16>(zip, at + 30) + numberAt<quint16>(zip, at + 32);
    }
    return files;
}

} // namespace qwats::demo
