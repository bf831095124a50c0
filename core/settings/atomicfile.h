// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

namespace qwats {

/// A file of any size that is there whole or not at all: written part by part beside its place, synced, read again and
/// compared, then put in place. An older file of that name stays until then, whatever happens.
///
/// Errors are Storage with a sentence; after one nothing more is written and the older file is as before. What was not
/// committed is removed with the object. The file has mode 0600. Thread: one at a time; blocks for the disk. Platform:
/// POSIX. See JsonFile for why not QSaveFile.
class AtomicFile
{
public:
    explicit AtomicFile(QString path);
    ~AtomicFile();
    AtomicFile(const AtomicFile &) = delete;
    AtomicFile &operator=(const AtomicFile &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Status open(); ///< the folder must exist
    [[nodiscard]] Status write(const QByteArray &part);
    /// Puts the file in place. Storage with the old file untouched, unless the message says it was saved and is in
    /// doubt.
    [[nodiscard]] Status commit();
    [[nodiscard]] qint64 size() const { return m_size; } ///< bytes written so far

private:
    [[nodiscard]] Status failed(const char *step, int code);
    [[nodiscard]] bool readsTheSame() const;
    void discard();

    QString m_path;
    QByteArray m_name; ///< of the new file beside the path
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_size = 0;
    int m_descriptor = -1;
    bool m_made = false;
};

} // namespace qwats
