// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QJsonObject>
#include <QString>

namespace qwats {

/// What reading a JsonFile brought.
struct JsonFileContent
{
    enum class Source : quint8 {
        File,
        Backup, ///< the file was missing or damaged, the backup stood in
        Nothing, ///< neither was there, or neither could be read as JSON: the object is empty
    };
    QJsonObject object;
    Source source = Source::Nothing;
    QString problem; ///< translated; what was wrong and what was done; empty when all is well
    QString movedTo; ///< where the damaged file lies now; empty when none was
};

/// A JSON object in a file that is never lost: not on a full disk, a crash, a power cut or a damaged sector.
///
/// Writing goes to a new file beside it, which is synced, read again and compared before it takes the old one's place;
/// the old one stays as `<name>.bak`. A damaged file is moved to `<name>.corrupt-<UTC time>`, never deleted or
/// overwritten. The file has mode 0600, folders made for it 0700. A symbolic link stays one; its target is written.
///
/// Why not QSaveFile or QSettings: on a full disk both replace a good file by a shorter one and report success
/// (Qt 6.4). Thread: any, one object per thread; blocks for the disk. Platform: POSIX.
class JsonFile
{
public:
    static constexpr qint64 MaxBytes = 4'000'000; ///< a larger file counts as damaged

    explicit JsonFile(QString path);
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString backupPath() const;

    /// A missing or damaged file is no error (see JsonFileContent). Error Storage: it is there and can't be read or
    /// moved aside.
    [[nodiscard]] Result<JsonFileContent> read() const;

    /// Error Storage: the old file is as before, unless the message says that the new one was saved and is in doubt.
    [[nodiscard]] Status write(const QJsonObject &object) const;

private:
    [[nodiscard]] Result<JsonFileContent> readBackup(JsonFileContent content) const;
    [[nodiscard]] Status protectOld() const;
    QString m_path;
};

} // namespace qwats
