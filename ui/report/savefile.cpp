// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/savefile.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

#include <fcntl.h>
#include <unistd.h>

namespace qwats::ui {
namespace {

class SaveFileText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::SaveFile)
};

tl::unexpected<Error> notSaved(const QString &path, const QString &reason, const char *step)
{
    return failure(Error::Kind::Storage,
                   SaveFileText::tr("%1 could not be saved: %2.").arg(QDir::toNativeSeparators(path), reason),
                   QStringLiteral("save file: %1").arg(QLatin1StringView(step)));
}

/// The name in the folder is safe from a power cut only after this. Some file systems cannot do it.
void syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

Status saveFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notSaved(path, file.errorString(), "open");
    // A full disk shows in none of these alone: a short write with a good commit would replace a good file.
    if (file.write(bytes) != bytes.size() || !file.flush() || file.error() != QFileDevice::NoError) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return notSaved(path, reason, "write");
    }
    if (!file.commit())
        return notSaved(path, file.errorString(), "commit");
    syncFolderOf(path);
    QFile again(path);
    if (!again.open(QIODevice::ReadOnly) || again.size() != bytes.size() || again.readAll() != bytes)
        return notSaved(path, SaveFileText::tr("it reads differently from what was written"), "compare");
    return {};
}

void saveFileInBackground(const QString &path, const QByteArray &bytes, QObject *context,
                          std::function<void(const Status &)> done)
{
    const QPointer<QObject> guard(context);
    QThreadPool::globalInstance()->start([path, bytes, guard, done = std::move(done)] {
        const Status saved = saveFile(path, bytes);
        QMetaObject::invokeMethod(
            qApp,
            [guard, done, saved] {
                if (guard)
                    done(saved);
            },
            Qt::QueuedConnection);
    });
}

Result<QByteArray> readFile(const QString &path, qint64 most)
{
    const QString shown = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!QFileInfo(path).isFile())
        return failure(Error::Kind::Storage, SaveFileText::tr("%1 is not a file.").arg(shown));
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Storage,
                       SaveFileText::tr("%1 could not be read: %2.").arg(shown, file.errorString()));
    if (file.size() > most)
        return failure(Error::Kind::TooLarge, SaveFileText::tr("%1 is larger than %2.").arg(shown, words::size(most)));
    QByteArray bytes = file.read(most + 1);
    if (bytes.size() > most || file.error() != QFileDevice::NoError)
        return failure(Error::Kind::Storage,
                       SaveFileText::tr("%1 could not be read: %2.").arg(shown, file.errorString()));
    return bytes;
}

} // namespace qwats::ui
