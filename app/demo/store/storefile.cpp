// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/store/storefile.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int storeApplicationId = 0x71574453; // "qWDS", in the head of the file
constexpr int sqliteBusy = 5;

bool run(QSqlQuery *query, const QString &statement, QString *error)
{
    if (query->exec(statement))
        return true;
    *error = query->lastError().databaseText();
    return false;
}

int pragma(QSqlQuery *query, const QString &name, QString *error)
{
    return run(query, u"PRAGMA "_s + name, error) && query->next() ? query->value(0).toInt() : 0;
}

/// What is wrong with the file, or an empty text; it is ready for use then. Changes nothing of a file that is not ours.
QString prepare(QSqlDatabase *database, const QString &name)
{
    QString error;
    if (!database->open())
        return u"The store '%1' cannot be opened: %2."_s.arg(name, database->lastError().databaseText());
    QSqlQuery query(*database);
    const auto refused = [&] {
        return query.lastError().nativeErrorCode().toInt() == sqliteBusy
            ? u"The store '%1' is in use by another process."_s.arg(name)
            : u"The store '%1' cannot be used: %2."_s.arg(name, error);
    };
    // The lock is taken by the first read and kept; a process that dies lets it go.
    if (!run(&query, u"PRAGMA locking_mode = EXCLUSIVE"_s, &error))
        return refused();
    const int application = pragma(&query, u"application_id"_s, &error);
    const int tables = error.isEmpty() && run(&query, u"SELECT count(*) FROM sqlite_master"_s, &error) && query.next()
        ? query.value(0).toInt()
        : 0;
    if (!error.isEmpty())
        return refused();
    query.finish();
    if (application != storeApplicationId && (tables > 0 || application != 0))
        return u"The file '%1' is a database of another program."_s.arg(name);
    for (const QString &statement :
         {u"BEGIN EXCLUSIVE"_s,
          u"CREATE TABLE IF NOT EXISTS entry (kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, "
          "UNIQUE (kind, key))"_s,
          u"PRAGMA application_id = %1"_s.arg(storeApplicationId), u"COMMIT"_s, u"PRAGMA journal_mode = WAL"_s,
          u"PRAGMA synchronous = NORMAL"_s}) {
        if (!run(&query, statement, &error))
            return refused();
    }
    return {};
}

QString writeAll(QSqlDatabase database, const std::vector<StoreEntry> &entries)
{
    if (!database.transaction())
        return database.lastError().databaseText();
    QSqlQuery put(database);
    QSqlQuery drop(database);
    bool good = put.prepare(u"INSERT INTO entry (kind, key, value) VALUES (?, ?, ?) "
                            "ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value"_s)
        && drop.prepare(u"DELETE FROM entry WHERE kind = ? AND key = ?"_s);
    for (const StoreEntry &entry : entries) {
        QSqlQuery &query = entry.value.isNull() ? drop : put;
        query.bindValue(0, entry.kind);
        query.bindValue(1, entry.key);
        if (!entry.value.isNull())
            query.bindValue(2, entry.value);
        good = good && query.exec();
        if (!good) {
            QString error = query.lastError().databaseText();
            database.rollback();
            return error;
        }
    }
    if (database.commit())
        return {};
    QString error = database.lastError().databaseText();
    database.rollback();
    return error;
}

} // namespace

template <typename Work> void StoreFile::onThread(Work work) const
{
    QMetaObject::invokeMethod(m_worker, work, Qt::BlockingQueuedConnection);
}

std::unique_ptr<StoreFile> StoreFile::open(const QString &name, QString *error)
{
    const QFileInfo file(name);
    if (file.isDir() || !QFileInfo(file.absolutePath()).isDir()) {
        *error = u"The store '%1' cannot be opened: %2."_s.arg(
            name, file.isDir() ? u"it is a folder"_s : u"its folder does not exist"_s);
        return nullptr;
    }
    std::unique_ptr<StoreFile> store(new StoreFile);
    store->m_name = name;
    store->m_connection = QUuid::createUuid().toString();
    store->m_worker = new QObject;
    store->m_worker->moveToThread(&store->m_thread);
    store->m_thread.start();
    QString problem;
    store->onThread([&] {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, store->m_connection);
        database.setDatabaseName(name);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
        problem = prepare(&database, name);
    });
    if (problem.isEmpty())
        return store;
    *error = problem;
    return nullptr;
}

StoreFile::~StoreFile()
{
    onThread([this] {
        QSqlDatabase::database(m_connection, false).close();
        QSqlDatabase::removeDatabase(m_connection);
        m_worker->deleteLater();
    });
    m_thread.quit();
    m_thread.wait();
}

std::vector<StoreEntry> StoreFile::entries(QString *error) const
{
    std::vector<StoreEntry> found;
    onThread([&] {
        QSqlQuery query(QSqlDatabase::database(m_connection));
        query.setForwardOnly(true);
        QString problem;
        if (!run(&query, u"SELECT kind, key, value FROM entry ORDER BY rowid"_s, &problem)) {
            *error = u"The store '%1' cannot be read: %2."_s.arg(m_name, problem);
            return;
        }
        while (query.next())
            found.push_back({query.value(0).toString(), query.value(1).toString(), query.value(2).toByteArray()});
        if (query.lastError().isValid())
            *error = u"The store '%1' cannot be read: %2."_s.arg(m_name, query.lastError().databaseText());
    });
    return found;
}

QString StoreFile::write(const std::vector<StoreEntry> &entries)
{
    QString problem;
    onThread([&] { problem = writeAll(QSqlDatabase::database(m_connection), entries); });
    return problem.isEmpty() ? problem : u"The store '%1' cannot be written: %2."_s.arg(m_name, problem);
}

} // namespace qwats::demo
