// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/profilememory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace qwats::ui {

ProfileMemory::ProfileMemory(QString profileId)
    : m_profile(std::move(profileId))
{
}

QString ProfileMemory::path(const QString &key) const
{
    return QStringLiteral("profiles/%1/%2").arg(m_profile, key);
}

QJsonValue ProfileMemory::value(const QString &key) const
{
    const QByteArray text = QSettings().value(path(key)).toString().toUtf8();
    const QJsonDocument json = QJsonDocument::fromJson(text);
    if (json.isArray())
        return json.array();
    return json.isObject() ? QJsonValue(json.object()) : QJsonValue(QJsonValue::Undefined);
}

void ProfileMemory::setValue(const QString &key, const QJsonValue &value)
{
    const QJsonDocument json = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    QSettings().setValue(path(key), QString::fromUtf8(json.toJson(QJsonDocument::Compact)));
}

void ProfileMemory::remove(const QString &key)
{
    QSettings().remove(path(key));
}

} // namespace qwats::ui
