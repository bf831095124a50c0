// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/assetstore.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/productstore.h"

#include <QSet>

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 86400000;

qint64 timeOf(const QJsonObject &asset, const QString &key, qint64 otherwise)
{
    qint64 ms = 0;
    return odata::parseTime(asset.value(key).toString(), &ms) ? ms : otherwise;
}

int level(double share, const QJsonObject &type)
{
    double warning = type.value(u"warningThreshold"_s).toDouble(80);
    double alarm = type.value(u"alarmThreshold"_s).toDouble(100);
    // Some clients write the thresholds as fractions.
    warning = warning <= 1 ? warning * 100 : warning;
    alarm = alarm <= 1 ? alarm * 100 : alarm;
    const double percent = share * 100;
    return percent >= alarm ? 2 : (percent >= warning ? 1 : 0);
}

struct Cause
{
    int state = 0;
    double share = 0;
    QString message;
};

Cause countCause(const QString &what, qint64 count, double limit, const QJsonObject &type)
{
    if (limit <= 0)
        return {};
    const double share = double(count) / limit;
    return {level(share, type), share, u"%1 at %2 % of its limit"_s.arg(what).arg(int(share * 100))};
}

Cause dueCause(const QString &what, qint64 last, qint64 due, qint64 now, const QJsonObject &type)
{
    if (last == 0 || due <= last)
        return {};
    const double share = double(now - last) / double(due - last);
    const qint64 late = (now - due) / dayMs;
    return {level(share, type), share,
            now >= due ? u"%1 is %2 days late"_s.arg(what).arg(late) : u"%1 is due in %2 days"_s.arg(what).arg(-late)};
}

} // namespace

AssetStore::AssetStore(quint32 seed, qint64 nowMs)
    : m_seed(seed)
    , m_nowMs(nowMs)
{
    buildSchemas();
}

qsizetype AssetStore::indexOf(const QString &idOrSerial) const
{
    const auto it = m_byKey.constFind(idOrSerial);
    return it != m_byKey.constEnd() ? *it : m_byKey.value(idOrSerial.toLower(), -1);
}

QJsonObject AssetStore::typeOf(const QJsonObject &asset) const
{
    const QString id = asset.value(u"typeId"_s).toString();
    for (const QJsonValue &type : m_types) {
        if (type.toObject().value(u"typeId"_s).toString().compare(id, Qt::CaseInsensitive) == 0)
            return type.toObject();
    }
    return {};
}

QJsonObject AssetStore::statusOf(qsizetype row, qint64 nowMs) const
{
    const QJsonObject &asset = at(row);
    const QJsonObject type = typeOf(asset);
    const qint64 running = asset.value(u"runningCount"_s).toInteger();
    const qint64 total = asset.value(u"totalCount"_s).toInteger();
    const qint64 calibrated = timeOf(asset, u"lastCalibrationDate"_s, 0);
    const qint64 calibrationDue = timeOf(asset, u"nextCalibrationDate"_s, 0);
    const qint64 maintained = timeOf(asset, u"lastMaintenanceDate"_s, 0);
    const qint64 maintenanceDue = timeOf(asset, u"nextMaintenanceDate"_s, 0);
    const double runningLimit = type.value(u"runningCountLimit"_s).toDouble();
    const double totalLimit = type.value(u"totalCountLimit"_s).toDouble();
    Cause worst;
    for (const Cause &cause : {countCause(u"Running count"_s, running, runningLimit, type),
                               countCause(u"Total count"_s, total, totalLimit, type),
                               dueCause(u"Calibration"_s, calibrated, calibrationDue, nowMs, type),
                               dueCause(u"Maintenance"_s, maintained, maintenanceDue, nowMs, type)}) {
        if (cause.state > worst.state || (cause.state == worst.state && cause.share > worst.share))
            worst = cause;
    }
    const auto overdue = [nowMs](qint64 due) { return due > 0 && nowMs > due ? (nowMs - due) / dayMs : 0; };
    const auto since = [nowMs](qint64 last) { return last > 0 ? (nowMs - last) / dayMs : 0; };
    return {{u"alarmState"_s, worst.state},
            {u"message"_s, worst.state == 0 ? u"OK"_s : worst.message},
            {u"runningCount"_s, running},
            {u"totalCount"_s, total},
            {u"runningCountExceeded"_s, runningLimit > 0 && double(running) >= runningLimit},
            {u"totalCountExceeded"_s, totalLimit > 0 && double(total) >= totalLimit},
            {u"daysSinceCalibration"_s, since(calibrated)},
            {u"calibrationDaysOverdue"_s, overdue(calibrationDue)},
            {u"isDaysSinceCalibrationUnknown"_s, calibrated == 0},
            {u"daysSinceMaintenance"_s, since(maintained)},
            {u"maintenanceDaysOverdue"_s, overdue(maintenanceDue)},
            {u"isDaysSinceMaintenanceUnknown"_s, maintained == 0}};
}

std::vector<qsizetype> AssetStore::subAssets(qsizetype row, int levels) const
{
    QHash<QString, std::vector<qsizetype>> children;
    for (qsizetype i = 0; i < size(); ++i) {
        const QString parent = at(i).value(u"parentAssetId"_s).toString();
        if (!parent.isEmpty())
            children[parent.toLower()].push_back(i);
    }
    std::vector<qsizetype> found;
    QSet<qsizetype> seen{row}; // clients can write a circle
    std::vector<qsizetype> front{row};
    for (int depth = 1; !front.empty() && (levels <= 0 || depth <= levels); ++depth) {
        std::vector<qsizetype> next;
        for (const qsizetype parent : front) {
            for (const qsizetype child : children.value(at(parent).value(u"assetId"_s).toString().toLower())) {
                if (!seen.contains(child)) {
                    seen.insert(child);
                    next.push_back(child);
                }
            }
        }
        found.insert(found.end(), next.begin(), next.end());
        front = std::move(next);
    }
    return found;
}

QJsonObject AssetStore::logAt(qsizetype row) const
{
    const LogRow &entry = m_log[std::size_t(row)];
    return {{u"logId"_s, row + 1},           {u"assetId"_s, entry.assetId}, {u"serialNumber"_s, entry.serialNumber},
            {u"date"_s, isoUtc(entry.when)}, {u"user"_s, entry.user},       {u"type"_s, int(entry.type)},
            {u"comment"_s, entry.comment}};
}

void AssetStore::touch(qsizetype row, const QString &key, const QJsonValue &value)
{
    m_assets[std::size_t(row)].insert(key, value);
    m_changedAssets.insert(idOf(row));
}

QJsonObject AssetStore::save(const QJsonObject &change, QString *error)
{
    const QString id = change.value(u"assetId"_s).toString();
    const QString serial = change.value(u"serialNumber"_s).toString();
    qsizetype row = id.isEmpty() ? -1 : indexOf(id);
    if (row < 0 && !serial.isEmpty())
        row = indexOf(serial);
    const qsizetype owner = serial.isEmpty() ? row : indexOf(serial);
    if (row < 0 && serial.isEmpty()) {
        *error = u"An asset needs a serial number."_s;
        return {};
    }
    if (owner >= 0 && owner != row) {
        *error = u"The serial number '%1' belongs to another asset."_s.arg(serial);
        return {};
    }
    QJsonObject rest = change;
    if (!adopt(&rest, row, error))
        return {};
    const bool created = row < 0;
    if (created) {
        append({{u"assetId"_s, id.isEmpty() ? newId(IdKind::Asset) : id},
                {u"serialNumber"_s, serial},
                {u"state"_s, 1},
                {u"totalCount"_s, 0},
                {u"runningCount"_s, 0},
                {u"firstSeenDate"_s, isoUtc(m_nowMs)},
                {u"tags"_s, QJsonArray()},
                {u"assetChildren"_s, QJsonArray()},
                {u"assetLog"_s, QJsonArray()}});
        row = size() - 1;
    }
    for (const QString &key : {u"assetId"_s, u"assetChildren"_s, u"assetLog"_s, u"assetType"_s})
        rest.remove(key);
    mergeEntity(&m_assets[std::size_t(row)], rest);
    m_changedAssets.insert(idOf(row));
    reindex();
    for (qsizetype i = 0; i < size(); ++i) { // its children know it by its serial number too
        if (at(i).value(u"parentAssetId"_s).toString().compare(idOf(row), Qt::CaseInsensitive) == 0
            && at(i).value(u"parentSerialNumber"_s) != at(row).value(u"serialNumber"_s))
            touch(i, u"parentSerialNumber"_s, at(row).value(u"serialNumber"_s));
    }
    addLog(row, created ? AssetLogType::Registered : AssetLogType::Updated,
           created ? u"Registered"_s : u"Properties changed"_s, u"api"_s, m_nowMs);
    return at(row);
}

QJsonObject AssetStore::saveType(const QJsonObject &change)
{
    const QString id = change.value(u"typeId"_s).toString();
    for (qsizetype i = 0; i < m_types.size(); ++i) {
        QJsonObject stored = m_types.at(i).toObject();
        const bool same = id.isEmpty() ? stored.value(u"typeName"_s) == change.value(u"typeName"_s)
                                       : stored.value(u"typeId"_s).toString().compare(id, Qt::CaseInsensitive) == 0;
        if (same) {
            QJsonObject rest = change;
            rest.remove(u"typeId"_s);
            mergeEntity(&stored, rest);
            m_types.replace(i, stored);
            m_changedTypes.insert(stored.value(u"typeId"_s).toString().toLower());
            return stored;
        }
    }
    QJsonObject stored{{u"isReadonly"_s, false}};
    mergeEntity(&stored, change);
    stored.insert(u"typeId"_s, id.isEmpty() ? newId(IdKind::AssetType) : id);
    m_types.append(stored);
    m_changedTypes.insert(stored.value(u"typeId"_s).toString().toLower());
    return stored;
}

void AssetStore::remove(qsizetype row)
{
    const QString id = at(row).value(u"assetId"_s).toString();
    m_changedAssets.insert(id.toLower());
    for (const QString &name : fileNames(row))
        removeFile(row, name);
    m_assets.erase(m_assets.begin() + row);
    for (QJsonObject &asset : m_assets) {
        if (asset.value(u"parentAssetId"_s).toString() == id) {
            asset.remove(u"parentAssetId"_s);
            asset.remove(u"parentSerialNumber"_s);
            m_changedAssets.insert(asset.value(u"assetId"_s).toString().toLower());
        }
    }
    reindex();
}

void AssetStore::setState(qsizetype row, int state)
{
    static const QStringList names{u"unknown"_s,        u"in operation"_s, u"in transit"_s, u"in maintenance"_s,
                                   u"in calibration"_s, u"in storage"_s,   u"scrapped"_s};
    touch(row, u"state"_s, state);
    addLog(row, AssetLogType::StateChanged, u"State: %1"_s.arg(names.value(state)), u"api"_s, m_nowMs);
}

void AssetStore::setCounts(qsizetype row, std::optional<qint64> running, std::optional<qint64> total)
{
    if (running)
        touch(row, u"runningCount"_s, *running);
    if (total)
        touch(row, u"totalCount"_s, *total);
}

void AssetStore::addUsage(qsizetype row, qint64 count, bool withChildren)
{
    std::vector<qsizetype> rows{row};
    if (withChildren) {
        const std::vector<qsizetype> below = subAssets(row, 0);
        rows.insert(rows.end(), below.begin(), below.end());
    }
    for (const qsizetype used : rows) {
        setCounts(used, at(used).value(u"runningCount"_s).toInteger() + count,
                  at(used).value(u"totalCount"_s).toInteger() + count);
        touch(used, u"lastSeenDate"_s, isoUtc(m_nowMs));
    }
}

void AssetStore::resetRunningCount(qsizetype row, const QString &comment)
{
    touch(row, u"runningCount"_s, 0);
    addLog(row, AssetLogType::CountReset, comment.isEmpty() ? u"Running count reset"_s : comment, u"api"_s, m_nowMs);
}

void AssetStore::recordService(qsizetype row, AssetLogType kind, qint64 when, std::optional<qint64> due,
                               const QString &comment)
{
    const bool calibration = kind == AssetLogType::Calibrated;
    const QJsonObject type = typeOf(at(row));
    const double days = type.value(calibration ? u"calibrationInterval"_s : u"maintenanceInterval"_s).toDouble();
    touch(row, calibration ? u"lastCalibrationDate"_s : u"lastMaintenanceDate"_s, isoUtc(when));
    const QString next = calibration ? u"nextCalibrationDate"_s : u"nextMaintenanceDate"_s;
    if (due)
        touch(row, next, isoUtc(*due));
    else if (days > 0)
        touch(row, next, isoUtc(when + qint64(days * double(dayMs))));
    addLog(row, kind, comment.isEmpty() ? (calibration ? u"Calibrated"_s : u"Maintained"_s) : comment, u"api"_s, when);
}

void AssetStore::addLog(qsizetype row, AssetLogType type, const QString &comment, const QString &user, qint64 when)
{
    m_log.push_back({at(row).value(u"assetId"_s).toString(), at(row).value(u"serialNumber"_s).toString(), user, comment,
                     when, type});
}

void AssetStore::append(const QJsonObject &asset)
{
    m_byKey.insert(asset.value(u"assetId"_s).toString().toLower(), size());
    m_byKey.insert(asset.value(u"serialNumber"_s).toString(), size());
    m_assets.push_back(asset);
}

void AssetStore::reindex()
{
    m_byKey.clear();
    for (qsizetype i = 0; i < size(); ++i) {
        m_byKey.insert(at(i).value(u"assetId"_s).toString().toLower(), i);
        m_byKey.insert(at(i).value(u"serialNumber"_s).toString(), i);
    }
}

void AssetStore::link(const QString &child, const QString &parent)
{
    const qsizetype row = indexOf(child);
    const qsizetype above = indexOf(parent);
    if (row < 0 || above < 0)
        return;
    touch(row, u"parentAssetId"_s, at(above).value(u"assetId"_s));
    touch(row, u"parentSerialNumber"_s, parent);
}

} // namespace qwats::demo
