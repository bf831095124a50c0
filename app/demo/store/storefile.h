// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QThread>

#include <memory>
#include <vector>

namespace qwats::demo {

/// One entry of a store file. A null value: the entry is gone.
struct StoreEntry
{
    QString kind;
    QString key; ///< unique within the kind
    QByteArray value;
};

/// A SQLite file of entries that survives the death of the process: what write() returned from is in the file.
/// It belongs to one process at a time.
///
/// Thread: any, one at a time; the file itself lives on a thread that this object owns, and each call waits for it.
class StoreFile
{
public:
    /// Opens the file, or creates it. Null and @p error, one sentence, when it is no such file, cannot be written or is
    /// in use by another process; the file is as it was then.
    static std::unique_ptr<StoreFile> open(const QString &name, QString *error);
    ~StoreFile();
    StoreFile(const StoreFile &) = delete;
    StoreFile &operator=(const StoreFile &) = delete;

    /// All entries, in the order in which they were first written. Null and @p error when it cannot be read.
    std::vector<StoreEntry> entries(QString *error) const;
    /// Writes all of them or none; returns an error sentence or an empty text.
    QString write(const std::vector<StoreEntry> &entries);

private:
    StoreFile() = default;
    template <typename Work> void onThread(Work work) const;

    QThread m_thread;
    QObject *m_worker = nullptr; ///< lives on the thread; deleted there
    QString m_name;
    QString m_connection; ///< of QSqlDatabase
};

} // namespace qwats::demo
