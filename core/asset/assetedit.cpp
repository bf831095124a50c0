// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetedit.h"

#include "core/json/tagchanges.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QMap>

namespace qwats {
namespace {

QString editText(const char *source)
{
    return QCoreApplication::translate("AssetEdit", source);
}

std::optional<QString> setUnlessEmpty(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

/// Null takes a parent away: both names of it, or the server would find it again by the other one.
void insertParent(QJsonObject &body, const std::optional<QString> &parentId)
{
    if (!parentId)
        return;
    body.insert(QStringLiteral("parentAssetId"), parentId->isEmpty() ? QJsonValue() : QJsonValue(*parentId));
    if (parentId->isEmpty())
        body.insert(QStringLiteral("parentSerialNumber"), QJsonValue());
}

} // namespace

std::vector<TagChange> tagChanges(const std::vector<NamedTag> &before, const std::vector<NamedTag> &after)
{
    QMap<QString, QString> old;
    QMap<QString, QString> wanted;
    for (const NamedTag &tag : before)
        old.insert(tag.key, tag.value);
    for (const NamedTag &tag : after)
        wanted.insert(tag.key, tag.value);
    std::vector<TagChange> changes;
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        const auto known = old.constFind(it.key());
        if (known == old.constEnd())
            changes.push_back({it.key(), it.value(), TagChange::Kind::Add});
        else if (*known != it.value())
            changes.push_back({it.key(), it.value(), TagChange::Kind::Update});
    }
    for (auto it = old.cbegin(); it != old.cend(); ++it) {
        if (!wanted.contains(it.key()))
            changes.push_back({it.key(), it.value(), TagChange::Kind::Delete});
    }
    return changes;
}

AssetEdit AssetEdit::of(const Asset &asset)
{
    AssetEdit edit;
    edit.id = asset.id;
    edit.serialNumber = asset.serialNumber;
    edit.state = asset.state;
    edit.typeId = setUnlessEmpty(asset.typeId);
    edit.name = setUnlessEmpty(asset.name);
    edit.partNumber = setUnlessEmpty(asset.partNumber);
    edit.revision = setUnlessEmpty(asset.revision);
    edit.description = setUnlessEmpty(asset.description);
    edit.location = setUnlessEmpty(asset.location);
    return edit;
}

AssetEdit AssetEdit::attached(const Asset &child, const Asset &parent)
{
    AssetEdit edit = of(child);
    edit.parentId = parent.id;
    return edit;
}

AssetEdit AssetEdit::detached(const Asset &child)
{
    AssetEdit edit = of(child);
    edit.parentId = QString();
    return edit;
}

Status AssetEdit::check() const
{
    if (serialNumber.trimmed().isEmpty())
        return failure(Error::Kind::InvalidInput, editText("An asset needs a serial number."),
                       QStringLiteral("asset without a serial number"));
    return json::checkTagChanges(tags);
}

QByteArray encodeAssetEdit(const AssetEdit &edit)
{
    QJsonObject body{
        {QStringLiteral("serialNumber"), edit.serialNumber},
        {QStringLiteral("state"), int(edit.state)},
        {QStringLiteral("tags"), json::tagChangesArray(edit.tags)},
        {QStringLiteral("assetChildren"), QJsonArray()},
        {QStringLiteral("assetLog"), QJsonArray()},
    };
    if (!edit.id.isEmpty())
        body.insert(QStringLiteral("assetId"), edit.id);
    const auto set = [&](const char *key, const std::optional<QString> &value) {
        if (value)
            body.insert(QLatin1StringView(key), *value);
    };
    set("typeId", edit.typeId);
    set("assetName", edit.name);
    set("partNumber", edit.partNumber);
    set("revision", edit.revision);
    set("description", edit.description);
    set("location", edit.location);
    insertParent(body, edit.parentId);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QByteArray encodeAssetType(const AssetType &type)
{
    QJsonObject body{
        {QStringLiteral("typeName"), type.name},
        {QStringLiteral("warningThreshold"), type.warningThreshold},
        {QStringLiteral("alarmThreshold"), type.alarmThreshold},
        {QStringLiteral("isReadonly"), type.readOnly},
    };
    const auto text = [&](const char *key, const QString &value) {
        if (!value.isEmpty())
            body.insert(QLatin1StringView(key), value);
    };
    const auto number = [&](const char *key, const auto &value) {
        if (value)
            body.insert(QLatin1StringView(key), *value);
    };
    text("typeId", type.id);
    text("icon", type.icon);
    number("runningCountLimit", type.runningCountLimit);
    number("totalCountLimit", type.totalCountLimit);
    number("calibrationInterval", type.calibrationInterval);
    number("maintenanceInterval", type.maintenanceInterval);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace qwats
