// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetcommands.h"

#include "core/asset/assetjson.h"
#include "core/asset/assetservice.h"
#include "core/http/target.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace qwats {
namespace {

// Lists and details hold the asset in one piece, so that whatever changes one of its members makes them untrue. A new
// serial number, a removal and a count that goes down the tree show in the assets below it.
constexpr auto Whole = "asset:{name} status:{name*} log:{name*} list:assets";
constexpr auto Counts = "asset:{name} status:{name*} list:assets";

constexpr std::array<Dependency, AssetWriteCount> assetTable{{
    {"save", Method::Put, "/api/Asset", "asset:{name} children:{name} status:{name*} log:{name*} list:assets"},
    {"delete", Method::Delete, "/api/Asset",
     "asset:{name} children:{name} status:{name*} log:{name*} files:{name*} list:assets"},
    {"count", Method::Put, "/api/Asset/Count", Counts},
    {"count with children", Method::Put, "/api/Asset/Count",
     "asset:{name} children:any status:any status:{name*} list:assets"},
    {"set running count", Method::Put, "/api/Asset/SetRunningCount", Whole},
    {"set total count", Method::Put, "/api/Asset/SetTotalCount", Whole},
    {"reset running count", Method::Post, "/api/Asset/ResetRunningCount", Whole},
    {"set state", Method::Put, "/api/Asset/State", Whole},
    {"calibration", Method::Post, "/api/Asset/Calibration", Whole},
    {"external calibration", Method::Post, "/api/Asset/Calibration/External", Whole},
    {"maintenance", Method::Post, "/api/Asset/Maintenance", Whole},
    {"external maintenance", Method::Post, "/api/Asset/Maintenance/External", Whole},
    {"message", Method::Post, "/api/Asset/Message", "log:{name*}"},
    {"save type", Method::Put, "/api/Asset/Types", "types:assets status:any"},
    {"upload file", Method::Post, "/api/internal/Blob/Asset", "files:{name*}"},
    {"delete files", Method::Delete, "/api/internal/Blob/Assets", "files:{name*}"},
}};

const Dependency &rowOf(AssetWrite write)
{
    return assetTable[static_cast<size_t>(write)];
}

template <typename T = Done> Command<T> assetCommand(AssetWrite write, const Asset &asset)
{
    return commandFor<T>(rowOf(write), tagsDroppedBy(write, asset.id, asset.serialNumber));
}

/// How paths and bodies name it, which have one place for both.
const QString &assetName(const Asset &asset)
{
    return asset.id.isEmpty() ? asset.serialNumber : asset.id;
}

/// Starts the target of a write that names its asset in the query.
Target about(AssetWrite write, const Asset &asset)
{
    Target target(rowOf(write).route);
    if (asset.id.isEmpty())
        target.param("serialNumber", asset.serialNumber);
    else
        target.param("id", asset.id);
    return target;
}

Command<Done> numbered(AssetWrite write, const Asset &asset, const char *name, qint64 value)
{
    auto result = assetCommand(write, asset);
    result.target = about(write, asset).param(name, value).encoded();
    return result;
}

Command<Done> counted(const Asset &asset, const char *name, qint64 value, bool withChildren)
{
    const AssetWrite write = withChildren ? AssetWrite::CountWithChildren : AssetWrite::Count;
    auto result = assetCommand(write, asset);
    Target target = about(write, asset).param(name, value);
    if (withChildren)
        target.flag("incrementChildren", true);
    result.target = target.encoded();
    return result;
}

Command<Done> dated(AssetWrite write, const Asset &asset, Timestamp when, const QString &comment)
{
    auto result = assetCommand(write, asset);
    result.target = about(write, asset).param("dateTime", when.toIso()).param("comment", comment).encoded();
    return result;
}

Command<Done> kept(AssetWrite write, const Asset &asset, Timestamp done, Timestamp due, const QString &comment)
{
    auto result = assetCommand(write, asset);
    result.target = about(write, asset)
                        .param("fromDate", done.toIso())
                        .param("toDate", due.toIso())
                        .param("comment", comment)
                        .encoded();
    return result;
}

/// The saved asset is the newest there is; pages open it by its id, scripts by its serial number.
void seedSaved(const std::shared_ptr<const void> &value, SeedSink &sink)
{
    const auto saved = std::static_pointer_cast<const Asset>(value);
    for (const QString &name : {saved->id, saved->serialNumber}) {
        if (!name.isEmpty())
            sink.put(AssetService::one(name), saved, AssetBytes);
    }
}

} // namespace

const std::array<Dependency, AssetWriteCount> &assetDependencies()
{
    return assetTable;
}

TagList tagsDroppedBy(AssetWrite write, const QString &id, const QString &serialNumber)
{
    const QStringList names{id, serialNumber};
    QStringList orAny = names;
    if (id.isEmpty() || serialNumber.isEmpty())
        orAny << QStringLiteral("any");
    return droppedTags(rowOf(write), {{"name", names}, {"name*", orAny}});
}

Command<Asset> assetcommands::save(const AssetEdit &edit)
{
    Asset named;
    named.id = edit.id;
    named.serialNumber = edit.serialNumber;
    auto result = assetCommand<Asset>(AssetWrite::Save, named);
    result.body = encodeAssetEdit(edit);
    result.decode = decodeWith<decodeSavedAsset>;
    result.seed = seedSaved;
    return result;
}

Command<Done> assetcommands::remove(const Asset &asset)
{
    auto result = assetCommand(AssetWrite::Delete, asset);
    result.target = about(AssetWrite::Delete, asset).encoded();
    return result;
}

Command<Done> assetcommands::incrementCount(const Asset &asset, qint64 by, bool withChildren)
{
    return counted(asset, "incrementBy", by, withChildren);
}

Command<Done> assetcommands::raiseTotalCount(const Asset &asset, qint64 total, bool withChildren)
{
    return counted(asset, "totalCount", total, withChildren);
}

Command<Done> assetcommands::setRunningCount(const Asset &asset, qint64 count)
{
    return numbered(AssetWrite::SetRunningCount, asset, "runningCount", count);
}

Command<Done> assetcommands::setTotalCount(const Asset &asset, qint64 count)
{
    return numbered(AssetWrite::SetTotalCount, asset, "totalCount", count);
}

Command<Done> assetcommands::resetRunningCount(const Asset &asset, const QString &comment)
{
    auto result = assetCommand(AssetWrite::ResetRunningCount, asset);
    result.target = about(AssetWrite::ResetRunningCount, asset).param("comment", comment).encoded();
    return result;
}

Command<Done> assetcommands::setState(const Asset &asset, AssetState state)
{
    return numbered(AssetWrite::SetState, asset, "state", static_cast<qint64>(state));
}

Command<Done> assetcommands::recordCalibration(const Asset &asset, Timestamp when, const QString &comment)
{
    return dated(AssetWrite::Calibration, asset, when, comment);
}

Command<Done> assetcommands::recordMaintenance(const Asset &asset, Timestamp when, const QString &comment)
{
    return dated(AssetWrite::Maintenance, asset, when, comment);
}

Command<Done> assetcommands::recordExternalCalibration(const Asset &asset, Timestamp done, Timestamp due,
                                                       const QString &comment)
{
    return kept(AssetWrite::ExternalCalibration, asset, done, due, comment);
}

Command<Done> assetcommands::recordExternalMaintenance(const Asset &asset, Timestamp done, Timestamp due,
                                                       const QString &comment)
{
    return kept(AssetWrite::ExternalMaintenance, asset, done, due, comment);
}

Command<Done> assetcommands::addMessage(const Asset &asset, const QString &text, const QString &user)
{
    auto result = assetCommand(AssetWrite::Message, asset);
    QJsonObject body{{QStringLiteral("assetId"), assetName(asset)}, {QStringLiteral("comment"), text}};
    if (!user.isEmpty())
        body.insert(QStringLiteral("user"), user);
    result.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return result;
}

Command<AssetType> assetcommands::saveType(const AssetType &type)
{
    auto result = assetCommand<AssetType>(AssetWrite::SaveType, {});
    result.body = encodeAssetType(type);
    result.decode = decodeWith<decodeAssetType>;
    return result;
}

Command<Done> assetcommands::uploadFile(const Asset &asset, const QString &fileName, const QByteArray &content)
{
    auto result = assetCommand(AssetWrite::UploadFile, asset);
    result.target = Target(result.route).param("assetId", assetName(asset)).param("filename", fileName).encoded();
    result.body = content;
    result.contentType = "application/octet-stream";
    return result;
}

Command<Done> assetcommands::deleteFiles(const Asset &asset, const QStringList &fileNames)
{
    auto result = assetCommand(AssetWrite::DeleteFiles, asset);
    result.target = Target(result.route).param("assetId", assetName(asset)).encoded();
    result.body = QJsonDocument(QJsonArray::fromStringList(fileNames)).toJson(QJsonDocument::Compact);
    return result;
}

} // namespace qwats
