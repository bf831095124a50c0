// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/jsonfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace qwats {
namespace {

using namespace Qt::StringLiterals;

class JsonFileText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::JsonFile)
};

/// A file descriptor that closes itself; close() tells whether the system reported a late error.
class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor() { close(); }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    bool close() { return m_fd < 0 || ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

QString systemReason(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT: return JsonFileText::tr("The disk is full.");
    case EACCES:
    case EPERM: return JsonFileText::tr("There is no permission to do so.");
    case EROFS: return JsonFileText::tr("The disk is read-only.");
    case EIO: return JsonFileText::tr("The disk reports an error.");
    case ENOTDIR: return JsonFileText::tr("A part of the path is a file, not a folder.");
    default: return QString::fromLocal8Bit(std::strerror(code)) + u'.';
    }
}

tl::unexpected<Error> cannot(const QString &sentence, const QString &path, const char *step, int code)
{
    const QString detail
        = u"%1: %2: %3"_s.arg(path, QLatin1StringView(step), QString::fromLocal8Bit(std::strerror(code)));
    return failure(Error::Kind::Storage, sentence.arg(QDir::toNativeSeparators(path)) + u' ' + systemReason(code),
                   detail);
}

tl::unexpected<Error> cannotWrite(const QString &path, const char *step, int code)
{
    return cannot(JsonFileText::tr("%1 could not be saved; the old file is unchanged."), path, step, code);
}

struct Bytes
{
    bool exists = false;
    bool tooLarge = false;
    QByteArray data;
};

Result<Bytes> readBytes(const QString &path)
{
    const QString sentence = JsonFileText::tr("%1 could not be read.");
    // Without O_NONBLOCK a FIFO in the file's place would hold the program for ever.
    Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen())
        return errno == ENOENT ? Result<Bytes>(Bytes{}) : cannot(sentence, path, "open", errno);
    struct stat info = {};
    if (::fstat(file.get(), &info) != 0)
        return cannot(sentence, path, "stat", errno);
    if (!S_ISREG(info.st_mode))
        return cannot(sentence, path, "type", S_ISDIR(info.st_mode) ? EISDIR : EINVAL);
    Bytes bytes{true, info.st_size > JsonFile::MaxBytes, {}};
    char part[16'384];
    while (!bytes.tooLarge) {
        const ssize_t got = ::read(file.get(), part, sizeof part);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannot(sentence, path, "read", errno);
        if (got == 0)
            break;
        bytes.data.append(part, got);
        bytes.tooLarge = bytes.data.size() > JsonFile::MaxBytes;
    }
    return bytes;
}

struct Parsed
{
    std::optional<QJsonObject> object;
    QString reason; ///< why there is none
};

Parsed parse(const Bytes &bytes)
{
    if (bytes.tooLarge)
        return {{}, JsonFileText::tr("it is larger than %1 MB").arg(JsonFile::MaxBytes / 1'000'000)};
    if (bytes.data.isEmpty())
        return {{}, JsonFileText::tr("it is empty")};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes.data, &error);
    if (error.error != QJsonParseError::NoError)
        return {{}, JsonFileText::tr("byte %1: %2").arg(error.offset).arg(error.errorString())};
    if (!document.isObject())
        return {{}, JsonFileText::tr("it holds a list, not an object")};
    return {document.object(), {}};
}

/// To a free name, so that an earlier damaged file stays too.
Result<QString> moveAside(const QString &path)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    for (int attempt = 0; attempt < 100; ++attempt) {
        QString to = path + u".corrupt-"_s + stamp;
        if (attempt > 0)
            to += u'-' + QString::number(attempt);
        if (::link(QFile::encodeName(path).constData(), QFile::encodeName(to).constData()) == 0) {
            ::unlink(QFile::encodeName(path).constData());
            return to;
        }
        if (errno == EEXIST)
            continue;
        // File systems without hard links.
        if (!QFileInfo::exists(to)
            && ::rename(QFile::encodeName(path).constData(), QFile::encodeName(to).constData()) == 0)
            return to;
        break;
    }
    return cannot(JsonFileText::tr("%1 is damaged and could not be moved aside."), path, "rename", errno);
}

bool writeAll(int fd, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t put = ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        done += put;
    }
    return true;
}

bool syncFolder(const QString &folder)
{
    Descriptor dir(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems can't sync a folder and say EINVAL: nothing more can be done there.
    return dir.isOpen() && (::fsync(dir.get()) == 0 || errno == EINVAL);
}

/// Makes what is missing of a folder's path, private to the user.
bool makeFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return true;
    const QString parent = QFileInfo(folder).path();
    if (parent == folder || !makeFolder(parent))
        return false;
    return ::mkdir(QFile::encodeName(folder).constData(), 0700) == 0 || errno == EEXIST;
}

/// A synced file with these bytes beside `path`, read again and compared. Removes itself unless it was moved into
/// place.
class NewFile
{
public:
    explicit NewFile(const QString &path)
        : m_path(path)
        , m_name(QFile::encodeName(path) + ".new-XXXXXX")
    {
    }
    ~NewFile()
    {
        if (m_made)
            ::unlink(m_name.constData());
    }
    NewFile(const NewFile &) = delete;
    NewFile &operator=(const NewFile &) = delete;

    [[nodiscard]] Status fill(const QByteArray &bytes)
    {
        Descriptor file(::mkostemp(m_name.data(), O_CLOEXEC)); // made with mode 0600
        m_made = file.isOpen();
        if (!m_made)
            return cannotWrite(m_path, "create", errno);
        if (!writeAll(file.get(), bytes))
            return cannotWrite(m_path, "write", errno);
        if (::fsync(file.get()) != 0 || !file.close())
            return cannotWrite(m_path, "sync", errno);
        const auto again = readBytes(QFile::decodeName(m_name));
        if (!again || again->data != bytes)
            return cannotWrite(m_path, "compare", EIO);
        return {};
    }

    [[nodiscard]] Status moveIntoPlace()
    {
        if (::rename(m_name.constData(), QFile::encodeName(m_path).constData()) != 0)
            return cannotWrite(m_path, "rename", errno);
        m_made = false;
        return {};
    }

private:
    QString m_path;
    QByteArray m_name;
    bool m_made = false;
};

/// What a killed program left behind; an hour is longer than any write of another one takes.
void removeLeftovers(const QString &path)
{
    const QFileInfo file(path);
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-3600);
    const auto found
        = QDir(file.absolutePath()).entryInfoList({file.fileName() + u".new-??????"_s}, QDir::Files | QDir::Hidden);
    for (const QFileInfo &leftover : found) {
        if (leftover.lastModified() < before)
            QFile::remove(leftover.absoluteFilePath());
    }
}

/// The file a chain of symbolic links ends at, also when it does not exist yet.
QString followLinks(QString path)
{
    for (int depth = 0; depth < 16 && QFileInfo(path).isSymLink(); ++depth)
        path = QFileInfo(path).symLinkTarget();
    return path;
}

} // namespace

JsonFile::JsonFile(QString path)
    : m_path(followLinks(std::move(path)))
{
}

QString JsonFile::backupPath() const
{
    return m_path + u".bak"_s;
}

Result<JsonFileContent> JsonFile::read() const
{
    const auto bytes = readBytes(m_path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    JsonFileContent content;
    if (!bytes->exists)
        return readBackup(content);
    Parsed parsed = parse(*bytes);
    if (parsed.object) {
        content.object = std::move(*parsed.object);
        content.source = JsonFileContent::Source::File;
        return content;
    }
    const auto moved = moveAside(m_path);
    if (!moved)
        return tl::unexpected(moved.error());
    content.movedTo = *moved;
    content.problem = JsonFileText::tr("%1 is damaged (%2). It was moved to %3.").arg(m_path, parsed.reason, *moved);
    return readBackup(content);
}

Result<JsonFileContent> JsonFile::readBackup(JsonFileContent content) const
{
    const auto bytes = readBytes(backupPath());
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (!bytes->exists)
        return content;
    Parsed parsed = parse(*bytes);
    if (parsed.object) {
        content.object = std::move(*parsed.object);
        content.source = JsonFileContent::Source::Backup;
        if (content.problem.isEmpty())
            content.problem = JsonFileText::tr("%1 was missing.").arg(m_path);
        content.problem += u' ' + JsonFileText::tr("Its backup is used.");
        return content;
    }
    // The backup too: it is moved as well, because the next write would replace it.
    const auto moved = moveAside(backupPath());
    if (!moved)
        return tl::unexpected(moved.error());
    content.problem += content.problem.isEmpty() ? QString() : u" "_s;
    content.problem
        += JsonFileText::tr("Its backup is damaged too (%1). It was moved to %2.").arg(parsed.reason, *moved);
    return content;
}

/// Keeps the present file as the backup if it is good, moves it aside if it is not.
Status JsonFile::protectOld() const
{
    const auto old = readBytes(m_path);
    if (!old)
        return tl::unexpected(old.error());
    if (!old->exists)
        return {};
    if (!parse(*old).object) {
        const auto moved = moveAside(m_path);
        return moved ? Status() : tl::unexpected(moved.error());
    }
    // A second name for the old file costs no space: it works on a full disk.
    const QByteArray name = QFile::encodeName(m_path);
    const QByteArray second = name + ".bak-new";
    ::unlink(second.constData());
    if (::link(name.constData(), second.constData()) == 0) {
        const int renamed = ::rename(second.constData(), QFile::encodeName(backupPath()).constData());
        const int code = errno;
        ::unlink(second.constData()); // rename() leaves it when both names are one file already
        return renamed == 0 ? Status() : cannotWrite(m_path, "backup", code);
    }
    NewFile copy(backupPath());
    return copy.fill(old->data).and_then([&copy] { return copy.moveIntoPlace(); });
}

Status JsonFile::write(const QJsonObject &object) const
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!makeFolder(folder))
        return cannotWrite(m_path, "folder", errno);
    removeLeftovers(m_path);
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Indented);
    if (bytes.size() > MaxBytes)
        return cannotWrite(m_path, "size", EFBIG);
    NewFile file(m_path);
    if (Status filled = file.fill(bytes); !filled)
        return filled;
    if (Status kept = protectOld(); !kept)
        return kept;
    if (Status moved = file.moveIntoPlace(); !moved)
        return moved;
    if (!syncFolder(folder))
        return cannot(JsonFileText::tr("%1 was saved, but may be lost if the power fails now."), m_path, "sync folder",
                      errno);
    const auto again = readBytes(m_path);
    if (!again || again->data != bytes)
        return cannot(JsonFileText::tr(
                          "%1 was saved, but reads differently. The old one is kept beside it with the ending .bak."),
                      m_path, "compare", EIO);
    return {};
}

} // namespace qwats
