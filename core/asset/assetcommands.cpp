// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetcommands.h"

#include "core/http/target.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace qwats {
namespace {

/// Which write makes what untrue. A state change does not move a count, but everything else of the asset is read in one
/// piece.
constexpr std::array dependencies{
    AssetDependency{AssetWrite::Calibration, true, true, true, true},
    AssetDependency{AssetWrite::Maintenance, true, true, true, true},
    AssetDependency{AssetWrite::ResetRunningCount, true, true, true, true},
    AssetDependency{AssetWrite::SetState, true, true, true, true},
    AssetDependency{AssetWrite::Message, false, false, true, false},
};

Command<Done> command(AssetWrite write, Method method, const char *route, const Asset &asset)
{
    Command<Done> result;
    result.method = method;
    result.route = route;
    result.drops = tagsDroppedBy(write, asset.id, asset.serialNumber);
    return result;
}

Target about(const char *route, const Asset &asset)
{
    Target target(route);
    if (asset.id.isEmpty())
        target.param("serialNumber", asset.serialNumber);
    else
        target.param("id", asset.id);
    return target;
}

Command<Done> dated(AssetWrite write, const char *route, const Asset &asset, Timestamp when, const QString &comment)
{
    auto result = command(write, Method::Post, route, asset);
    result.target = about(route, asset).param("dateTime", when.toIso()).param("comment", comment).encoded();
    return result;
}

} // namespace

const AssetDependency &assetDependency(AssetWrite write)
{
    return dependencies[static_cast<size_t>(write)];
}

TagList tagsDroppedBy(AssetWrite write, const QString &id, const QString &serialNumber)
{
    const AssetDependency &changes = assetDependency(write);
    TagList tags;
    for (const QString &name : {id, serialNumber}) {
        if (name.isEmpty())
            continue;
        if (changes.asset)
            tags << "asset:" + name.toUtf8();
        if (changes.status)
            tags << "status:" + name.toUtf8();
        if (changes.log)
            tags << "log:" + name.toUtf8();
    }
    if (changes.lists)
        tags << "list:assets";
    return tags;
}

Command<Done> assetcommands::recordCalibration(const Asset &asset, Timestamp when, const QString &comment)
{
    return dated(AssetWrite::Calibration, "/api/Asset/Calibration", asset, when, comment);
}

Command<Done> assetcommands::recordMaintenance(const Asset &asset, Timestamp when, const QString &comment)
{
    return dated(AssetWrite::Maintenance, "/api/Asset/Maintenance", asset, when, comment);
}

Command<Done> assetcommands::resetRunningCount(const Asset &asset, const QString &comment)
{
    constexpr const char *route = "/api/Asset/ResetRunningCount";
    auto result = command(AssetWrite::ResetRunningCount, Method::Post, route, asset);
    result.target = about(route, asset).param("comment", comment).encoded();
    return result;
}

Command<Done> assetcommands::setState(const Asset &asset, AssetState state)
{
    constexpr const char *route = "/api/Asset/State";
    auto result = command(AssetWrite::SetState, Method::Put, route, asset);
    result.target = about(route, asset).param("state", static_cast<qint64>(state)).encoded();
    return result;
}

Command<Done> assetcommands::addMessage(const Asset &asset, const QString &text)
{
    constexpr const char *route = "/api/Asset/Message";
    auto result = command(AssetWrite::Message, Method::Post, route, asset);
    result.target = route;
    result.body = QJsonDocument(QJsonObject{{QStringLiteral("assetId"), asset.id}, {QStringLiteral("comment"), text}})
                      .toJson(QJsonDocument::Compact);
    return result;
}

} // namespace qwats
