// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/savefile.h"

#include "core/settings/atomicfile.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace qwats::ui {
namespace {

class SaveFileText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::SaveFile)
};

} // namespace

Status saveFile(const QString &path, const QByteArray &bytes)
{
    AtomicFile file(path);
    return file.open().and_then([&] { return file.write(bytes); }).and_then([&] { return file.commit(); });
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
