// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/transfer/archive.h"

#include <QSet>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

la_ssize_t appendBytes(archive *, void *target, const void *bytes, std::size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), qsizetype(size));
    return la_ssize_t(size);
}

QString freeName(const QString &wanted, QSet<QString> *used)
{
    QString base = wanted;
    base.replace(u'\\', u'/');
    base = base.section(u'/', -1);
    if (base.isEmpty() || base == u"."_s || base == u".."_s)
        base = u"file"_s;
    QString name = base;
    for (int number = 2; used->contains(name.toLower()); ++number)
        name = u"%1-%2"_s.arg(number).arg(base);
    used->insert(name.toLower());
    return name;
}

} // namespace

QByteArray zipOf(const std::vector<ReportFile> &files)
{
    QByteArray bytes;
    const std::unique_ptr<archive, int (*)(archive *)> zip(archive_write_new(), archive_write_free);
    const std::unique_ptr<archive_entry, void (*)(archive_entry *)> entry(archive_entry_new(), archive_entry_free);
    bool good = archive_write_set_format_zip(zip.get()) == ARCHIVE_OK
        && archive_write_set_bytes_in_last_block(zip.get(), 1) == ARCHIVE_OK
        && archive_write_open(zip.get(), &bytes, nullptr, appendBytes, nullptr) == ARCHIVE_OK;
    QSet<QString> used;
    for (const ReportFile &file : files) {
        archive_entry_clear(entry.get());
        archive_entry_set_pathname_utf8(entry.get(), freeName(file.name, &used).toUtf8().constData());
        archive_entry_set_size(entry.get(), file.data.size());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        good = good && archive_write_header(zip.get(), entry.get()) == ARCHIVE_OK
            && archive_write_data(zip.get(), file.data.constData(), std::size_t(file.data.size())) == file.data.size();
    }
    return good && archive_write_close(zip.get()) == ARCHIVE_OK ? bytes : QByteArray();
}

} // namespace qwats::demo
