// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/atomicfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace qwats {
namespace {

class AtomicFileText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::AtomicFile)
};

QString reasonOf(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT: return AtomicFileText::tr("The disk is full.");
    case EACCES:
    case EPERM: return AtomicFileText::tr("There is no permission to do so.");
    case EROFS: return AtomicFileText::tr("The disk is read-only.");
    case EIO: return AtomicFileText::tr("The disk reports an error.");
    case ENOENT: return AtomicFileText::tr("The folder does not exist.");
    default: return QString::fromLocal8Bit(std::strerror(code)) + QLatin1Char('.');
    }
}

} // namespace

AtomicFile::AtomicFile(QString path)
    : m_path(std::move(path))
{
    for (int depth = 0; depth < 16 && QFileInfo(m_path).isSymLink(); ++depth) // the link stays, its target is written
        m_path = QFileInfo(m_path).symLinkTarget();
    m_name = QFile::encodeName(m_path) + ".new-XXXXXX";
}

AtomicFile::~AtomicFile()
{
    discard();
}

void AtomicFile::discard()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    if (std::exchange(m_made, false))
        ::unlink(m_name.constData());
}

Status AtomicFile::failed(const char *step, int code)
{
    discard();
    const QString sentence = AtomicFileText::tr("%1 could not be saved.").arg(QDir::toNativeSeparators(m_path));
    return failure(Error::Kind::Storage, sentence + QLatin1Char(' ') + reasonOf(code),
                   QStringLiteral("atomic file: %1: %2")
                       .arg(QLatin1StringView(step), QString::fromLocal8Bit(std::strerror(code))));
}

Status AtomicFile::open()
{
    const QFileInfo there(m_path);
    if (there.exists() && !there.isFile()) // a folder, or a device that must not become a file
        return failed("type", there.isDir() ? EISDIR : EINVAL);
    m_descriptor = ::mkostemp(m_name.data(), O_CLOEXEC); // made with mode 0600
    if (m_descriptor < 0)
        return failed("create", errno);
    m_made = true;
    return {};
}

Status AtomicFile::write(const QByteArray &part)
{
    if (m_descriptor < 0)
        return failed("write", EBADF);
    for (qsizetype done = 0; done < part.size();) {
        const ssize_t put = ::write(m_descriptor, part.constData() + done, static_cast<size_t>(part.size() - done));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return failed("write", put < 0 ? errno : ENOSPC);
        done += put;
    }
    m_hash.addData(part);
    m_size += part.size();
    return {};
}

/// Reads the file again from the disk's side of the descriptor: a short write of a full disk shows here at the latest.
bool AtomicFile::readsTheSame() const
{
    QCryptographicHash again(QCryptographicHash::Sha256);
    qint64 size = 0;
    QByteArray part(256 * 1024, Qt::Uninitialized);
    for (;;) {
        const ssize_t got = ::pread(m_descriptor, part.data(), static_cast<size_t>(part.size()), size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        again.addData(QByteArrayView(part.constData(), got));
        size += got;
    }
    return size == m_size && again.result() == m_hash.result();
}

Status AtomicFile::commit()
{
    if (m_descriptor < 0)
        return failed("commit", EBADF);
    if (::fsync(m_descriptor) != 0)
        return failed("sync", errno);
    if (!readsTheSame())
        return failed("compare", EIO);
    if (::close(std::exchange(m_descriptor, -1)) != 0)
        return failed("close", errno);
    if (::rename(m_name.constData(), QFile::encodeName(m_path).constData()) != 0)
        return failed("rename", errno);
    m_made = false;
    const QByteArray folder = QFile::encodeName(QFileInfo(m_path).absolutePath());
    const int directory = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // Some file systems can't sync a folder and say EINVAL: nothing more can be done there.
    const bool safe = directory >= 0 && (::fsync(directory) == 0 || errno == EINVAL);
    if (directory >= 0)
        ::close(directory);
    if (!safe)
        return failure(Error::Kind::Storage,
                       AtomicFileText::tr("%1 was saved, but may be lost if the power fails now.")
                           .arg(QDir::toNativeSeparators(m_path)),
                       QStringLiteral("atomic file: sync folder"));
    return {};
}

} // namespace qwats
