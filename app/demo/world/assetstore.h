// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/schema.h"
#include "app/demo/world/dice.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace qwats::demo {

enum class AssetLogType { Message, Registered, Updated, CountReset, Calibrated, Maintained, StateChanged };

/// One written thing, enough to bring it back into a fresh store of the same seed. An empty value: it was removed.
struct AssetChange
{
    QString kind; ///< "asset", "assetType", "assetLog" or "assetFile"
    QString key; ///< unique within the kind
    QJsonObject value;
};

/// Assets with their types, hierarchy and log.
///
/// Entities are JSON objects, so that fields this server does not know survive a write. Rows are addressed by position;
/// positions change when an asset is removed. Thread: the server's. Times: ms since the epoch, UTC.
class AssetStore
{
public:
    AssetStore(quint32 seed, qint64 nowMs);
    AssetStore(const AssetStore &) = delete; // the schemas refer to this object
    AssetStore &operator=(const AssetStore &) = delete;
    /// @p uses: by serial number, when the history used it, in order. @p sinceMs: when that history begins; 0: now.
    void generate(int count, const QHash<QString, std::vector<qint64>> &uses = {}, qint64 sinceMs = 0);

    qsizetype size() const { return qsizetype(m_assets.size()); }
    const QJsonObject &at(qsizetype row) const { return m_assets[std::size_t(row)]; }
    /// Position by id or serial number; -1 when unknown.
    qsizetype indexOf(const QString &idOrSerial) const;
    QJsonObject statusOf(qsizetype row, qint64 nowMs) const;
    /// All below @p row, down to @p levels (0: the whole tree).
    std::vector<qsizetype> subAssets(qsizetype row, int levels) const;
    const QJsonArray &types() const { return m_types; }
    QJsonObject typeOf(const QJsonObject &asset) const; ///< empty when unknown

    qsizetype logSize() const { return qsizetype(m_log.size()); }
    QJsonObject logAt(qsizetype row) const;

    const odata::Schema &schema() const { return m_schema; }
    const odata::Schema &logSchema() const { return m_logSchema; }

    /// Creates or updates by `assetId`, else by `serialNumber`; returns the stored asset.
    /// Empty object and @p error when neither is there or the serial number belongs to another asset.
    QJsonObject save(const QJsonObject &asset, QString *error);
    QJsonObject saveType(const QJsonObject &type);
    void remove(qsizetype row);
    void setState(qsizetype row, int state);
    void setCounts(qsizetype row, std::optional<qint64> running, std::optional<qint64> total);
    void addUsage(qsizetype row, qint64 count, bool withChildren);
    void resetRunningCount(qsizetype row, const QString &comment);
    /// Records a calibration or maintenance: last = @p when, next = @p due, or last + interval of the type.
    void recordService(qsizetype row, AssetLogType kind, qint64 when, std::optional<qint64> due,
                       const QString &comment);
    void addLog(qsizetype row, AssetLogType type, const QString &comment, const QString &user, qint64 when);
    /// Files of an asset by name; @p row must be valid.
    QStringList fileNames(qsizetype row) const;
    std::optional<QByteArray> file(qsizetype row, const QString &name) const;
    void setFile(qsizetype row, const QString &name, const QByteArray &content);
    bool removeFile(qsizetype row, const QString &name); ///< false when there is none

    /// What was written since the last call.
    std::vector<AssetChange> takeChanges();
    /// Brings back what takeChanges() gave, in that order, after generate() with the same arguments.
    void applyChange(const AssetChange &change);

    void setNow(qint64 nowMs) { m_nowMs = nowMs; } ///< before each write: the time that log rows get

private:
    struct LogRow
    {
        QString assetId;
        QString serialNumber;
        QString user;
        QString comment;
        qint64 when = 0;
        AssetLogType type = AssetLogType::Message;
    };
    struct Plan;
    void generateTypes();
    void appendPlanned(const Plan &plan, quint32 index, qint64 sinceMs);
    void append(const QJsonObject &asset);
    void addHistory(qsizetype row, int calibrationDays, int maintenanceDays, qint64 sinceMs);
    void addUses(qsizetype row, int runningLimit, const std::vector<qint64> &starts, qint64 sinceMs);
    void link(const QString &child, const QString &parent);
    void reindex();
    void buildSchemas();
    void touch(qsizetype row, const QString &key, const QJsonValue &value);
    QString idOf(qsizetype row) const { return at(row).value(QLatin1StringView("assetId")).toString().toLower(); }
    QString newId(IdKind kind);
    bool adopt(QJsonObject *change, qsizetype row, QString *error) const;
    void forgetChanges();

    quint32 m_seed;
    qint64 m_nowMs;
    quint32 m_nextId = 0x80000000u;
    std::vector<QJsonObject> m_assets;
    QHash<QString, qsizetype> m_byKey; ///< id in lower case, and serial number
    QJsonArray m_types;
    std::vector<LogRow> m_log; ///< oldest first
    QMap<QString, QMap<QString, QByteArray>> m_files; ///< by id in lower case, then by name
    QSet<QString> m_changedAssets; ///< ids in lower case; those that are gone too
    QSet<QString> m_changedTypes;
    QSet<std::pair<QString, QString>> m_changedFiles; ///< id and name
    qsizetype m_takenLog = 0; ///< so many log rows are not new
    odata::Schema m_schema;
    odata::Schema m_logSchema;
};

} // namespace qwats::demo
