// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AssetStore that keeps files and tells what was written.
#include "app/demo/world/assetstore.h"
#include "app/demo/world/productstore.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype logKeyDigits = 12; // so that keys sort as numbers do

QString fileKey(const QString &assetId, const QString &name)
{
    return assetId + u'/' + name;
}

QJsonObject typeById(const QJsonArray &types, const QString &lowerId, qsizetype *index)
{
    for (*index = 0; *index < types.size(); ++*index) {
        QJsonObject type = types.at(*index).toObject();
        if (type.value(u"typeId"_s).toString().toLower() == lowerId)
            return type;
    }
    *index = -1;
    return {};
}

} // namespace

QString AssetStore::newId(IdKind kind)
{
    QString id;
    qsizetype taken = -1;
    do { // ids that were given before a restart are known again, the counter is not
        id = makeId(m_seed, kind, m_nextId++);
        taken = kind == IdKind::Asset ? indexOf(id) : -1;
        if (kind == IdKind::AssetType)
            typeById(m_types, id.toLower(), &taken);
    } while (taken >= 0);
    return id;
}

/// Completes the parent of an asset that is about to be written. False and @p error when there is no such parent, or
/// it stands below the asset (@p row, -1: a new one).
bool AssetStore::adopt(QJsonObject *change, qsizetype row, QString *error) const
{
    const QString byId = change->value(u"parentAssetId"_s).toString();
    const QString named = byId.isEmpty() ? change->value(u"parentSerialNumber"_s).toString() : byId;
    if (named.isEmpty())
        return true;
    const qsizetype parent = indexOf(named);
    if (parent < 0) {
        *error = u"There is no parent asset '%1'."_s.arg(named);
        return false;
    }
    const std::vector<qsizetype> below = row < 0 ? std::vector<qsizetype>() : subAssets(row, 0);
    if (parent == row || std::find(below.begin(), below.end(), parent) != below.end()) {
        *error = u"The asset '%1' cannot be its own parent."_s.arg(at(row).value(u"serialNumber"_s).toString());
        return false;
    }
    change->insert(u"parentAssetId"_s, at(parent).value(u"assetId"_s));
    change->insert(u"parentSerialNumber"_s, at(parent).value(u"serialNumber"_s));
    return true;
}

QStringList AssetStore::fileNames(qsizetype row) const
{
    return m_files.value(idOf(row)).keys();
}

std::optional<QByteArray> AssetStore::file(qsizetype row, const QString &name) const
{
    const QMap<QString, QByteArray> files = m_files.value(idOf(row));
    const auto it = files.constFind(name);
    return it != files.constEnd() ? std::optional(*it) : std::nullopt;
}

void AssetStore::setFile(qsizetype row, const QString &name, const QByteArray &content)
{
    m_files[idOf(row)].insert(name, content);
    m_changedFiles.insert({idOf(row), name});
}

bool AssetStore::removeFile(qsizetype row, const QString &name)
{
    if (m_files[idOf(row)].remove(name) == 0)
        return false;
    m_changedFiles.insert({idOf(row), name});
    return true;
}

void AssetStore::forgetChanges()
{
    m_changedAssets.clear();
    m_changedTypes.clear();
    m_changedFiles.clear();
    m_takenLog = logSize();
}

std::vector<AssetChange> AssetStore::takeChanges()
{
    std::vector<AssetChange> changes;
    for (const QString &id : std::as_const(m_changedTypes)) {
        qsizetype index = -1;
        changes.push_back({u"assetType"_s, id, typeById(m_types, id, &index)});
    }
    // In the order of the store, so that new ones keep their places; those that are gone come last.
    for (qsizetype row = 0; row < size() && !m_changedAssets.isEmpty(); ++row) {
        if (m_changedAssets.remove(idOf(row)))
            changes.push_back({u"asset"_s, idOf(row), at(row)});
    }
    for (const QString &id : std::as_const(m_changedAssets))
        changes.push_back({u"asset"_s, id, {}});
    for (const auto &[id, name] : std::as_const(m_changedFiles)) {
        const QMap<QString, QByteArray> files = m_files.value(id);
        QJsonObject value;
        if (files.contains(name))
            value = {{u"assetId"_s, id},
                     {u"name"_s, name},
                     {u"content"_s, QString::fromLatin1(files.value(name).toBase64())}};
        changes.push_back({u"assetFile"_s, fileKey(id, name), value});
    }
    for (qsizetype row = m_takenLog; row < logSize(); ++row) {
        QJsonObject entry = logAt(row);
        entry.insert(u"ms"_s, m_log[std::size_t(row)].when);
        changes.push_back({u"assetLog"_s, QString::number(row).rightJustified(logKeyDigits, u'0'), entry});
    }
    forgetChanges();
    return changes;
}

void AssetStore::applyChange(const AssetChange &change)
{
    const QJsonObject &value = change.value;
    qsizetype index = -1;
    if (change.kind == "asset"_L1) {
        index = indexOf(change.key);
        if (index >= 0 && value.isEmpty())
            m_assets.erase(m_assets.begin() + index);
        else if (index >= 0)
            m_assets[std::size_t(index)] = value;
        else if (!value.isEmpty())
            m_assets.push_back(value);
        reindex();
    } else if (change.kind == "assetType"_L1) {
        typeById(m_types, change.key, &index);
        if (index >= 0)
            m_types.replace(index, value);
        else
            m_types.append(value);
    } else if (change.kind == "assetFile"_L1 && !value.isEmpty()) {
        m_files[value.value(u"assetId"_s).toString()].insert(
            value.value(u"name"_s).toString(), QByteArray::fromBase64(value.value(u"content"_s).toString().toLatin1()));
    } else if (change.kind == "assetLog"_L1) {
        m_log.push_back({value.value(u"assetId"_s).toString(), value.value(u"serialNumber"_s).toString(),
                         value.value(u"user"_s).toString(), value.value(u"comment"_s).toString(),
                         value.value(u"ms"_s).toInteger(), AssetLogType(value.value(u"type"_s).toInt())});
    }
    forgetChanges();
}

} // namespace qwats::demo
