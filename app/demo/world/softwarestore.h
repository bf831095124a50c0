// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace qwats::demo {

/// Which packages to list; empty fields mean any.
struct PackageQuery
{
    QString name = {};
    QString status = {};
    QString version = {};
    QString tag = {};
    QString value = {}; ///< of the tag
};

/// Software packages that stations fetch: a few made-up ones, and what was written. Kept as JSON objects, so that
/// fields this server does not know survive. Thread: the server's.
class SoftwareStore
{
public:
    explicit SoftwareStore(quint32 seed)
        : m_seed(seed)
    {
    }
    void generate(qint64 nowMs);

    QJsonArray packages(const PackageQuery &query) const; ///< by name, oldest version first
    QJsonObject package(const QString &id) const; ///< empty when unknown
    QJsonArray folders() const; ///< `{name, packageCount}` of the root directories

    /// Creates a package as a draft with the next version of its name, unless it says otherwise.
    /// Empty and @p error when the name is missing, or the version exists already.
    QJsonObject create(const QJsonObject &package, qint64 nowMs, QString *error);
    /// Empty without @p error when the id is unknown.
    QJsonObject update(const QString &id, const QJsonObject &change, qint64 nowMs, QString *error);
    bool remove(const QString &id);
    bool setStatus(const QString &id, const QString &status, qint64 nowMs, QString *error);
    /// Takes the files of a ZIP archive into the package; @p clean: its files before go.
    bool upload(const QString &id, const QByteArray &zip, bool clean, qint64 nowMs, QString *error);
    /// False when there is no such file.
    bool setAttributes(const QString &fileId, const QString &attributes);

    QJsonObject saveState() const;
    void loadState(const QJsonObject &state);

private:
    QString newId();
    void store(QJsonObject package, qint64 nowMs);
    int newestVersion(const QString &name) const;
    bool exists(const QString &name, int version, const QString &exceptId) const;

    quint32 m_seed;
    quint32 m_nextId = 0x80000000u;
    QJsonObject m_packages; ///< by id
    QJsonObject m_written; ///< what differs from the made-up ones, by id; null for one that was removed
};

/// The files in a ZIP archive: `filename`, `path`, `size`, `checksum` (CRC-32 in hex). Nothing and @p error when the
/// bytes are no archive, or lead out of it (`..`).
std::optional<QJsonArray> zipEntries(const QByteArray &zip, QString *error);

} // namespace qwats::demo
