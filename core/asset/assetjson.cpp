// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetjson.h"

#include "core/json/jsonvalue.h"
#include "core/json/namedtags.h"
#include "core/json/saved.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace qwats {
namespace {

using json::field;
using json::Value;

bool takeState(Asset &asset, const Value &value)
{
    int number = 0;
    if (!json::readCode(value, number))
        return false;
    asset.state = number >= 0 && number < AssetStateCount ? AssetState(number) : AssetState::Unknown;
    return true;
}

const json::ObjectReader<Asset> &assetReader()
{
    static const json::ObjectReader<Asset> reader{
        field<&Asset::serialNumber>("serialNumber"),
        field<&Asset::id>("assetId"),
        field<&Asset::typeId>("typeId"),
        field<&Asset::name>("assetName"),
        field<&Asset::partNumber>("partNumber"),
        field<&Asset::revision>("revision"),
        field<&Asset::description>("description"),
        field<&Asset::location>("location"),
        field<&Asset::parentId>("parentAssetId"),
        field<&Asset::parentSerialNumber>("parentSerialNumber"),
        {"state", takeState, "a number"},
        field<&Asset::firstSeen>("firstSeenDate"),
        field<&Asset::lastSeen>("lastSeenDate"),
        field<&Asset::lastMaintenance>("lastMaintenanceDate"),
        field<&Asset::nextMaintenance>("nextMaintenanceDate"),
        field<&Asset::lastCalibration>("lastCalibrationDate"),
        field<&Asset::nextCalibration>("nextCalibrationDate"),
        field<&Asset::totalCount>("totalCount"),
        field<&Asset::runningCount>("runningCount"),
        {"tags",
         [](Asset &asset, const Value &value, json::Problem &problem) {
             return json::readTags(value, asset.tags, problem);
         }},
    };
    return reader;
}

bool takeLogKind(AssetLogEntry &entry, const Value &value)
{
    int number = -1;
    if (!json::readCode(value, number))
        return false;
    entry.kind
        = number >= 0 && number <= int(AssetLogKind::StateChanged) ? AssetLogKind(number) : AssetLogKind::Unknown;
    return true;
}

} // namespace

Result<AssetList> decodeAssets(const QByteArray &body)
{
    const json::SharedTexts shared;
    return json::decodeList(body, assetReader());
}

Result<Asset> decodeAsset(const QByteArray &body)
{
    auto asset = json::decodeObject(body, assetReader());
    if (asset && asset->serialNumber.isEmpty() && asset->id.isEmpty()) {
        json::Problem problem;
        problem.expected("an asset with a serial number");
        return failure(problem.error());
    }
    return asset;
}

Result<Asset> decodeSavedAsset(const QByteArray &body)
{
    return json::saved(decodeAsset(body));
}

namespace {

const json::ObjectReader<AssetType> &assetTypeReader()
{
    static const json::ObjectReader<AssetType> reader{
        field<&AssetType::id>("typeId"),
        field<&AssetType::name>("typeName"),
        field<&AssetType::runningCountLimit>("runningCountLimit"),
        field<&AssetType::totalCountLimit>("totalCountLimit"),
        field<&AssetType::calibrationInterval>("calibrationInterval"),
        field<&AssetType::maintenanceInterval>("maintenanceInterval"),
        field<&AssetType::warningThreshold>("warningThreshold"),
        field<&AssetType::alarmThreshold>("alarmThreshold"),
        field<&AssetType::readOnly>("isReadonly"),
        field<&AssetType::icon>("icon"),
    };
    return reader;
}

} // namespace

Result<AssetTypeList> decodeAssetTypes(const QByteArray &body)
{
    return json::decodeList(body, assetTypeReader());
}

Result<AssetType> decodeAssetType(const QByteArray &body)
{
    return json::saved(json::decodeObject(body, assetTypeReader()));
}

Result<QStringList> decodeFileNames(const QByteArray &body)
{
    QStringList names;
    if (body.isEmpty())
        return names;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (json::isNothing(*document))
        return names;
    json::Problem problem;
    simdjson::dom::array rows;
    if (document->get(rows) != simdjson::SUCCESS) {
        problem.expected("a list");
        return failure(problem.error());
    }
    for (const Value &row : rows) {
        QString name;
        if (!row.is_string() || !json::read(row, name)) {
            problem.expected("a file name");
            problem.at(size_t(names.size()));
            return failure(problem.error());
        }
        names << name;
    }
    return names;
}

Result<QByteArray> decodeAssetFile(const QByteArray &body)
{
    if (!body.startsWith('{'))
        return body;
    const QJsonObject object = QJsonDocument::fromJson(body).object(); // another file that begins so is no such object
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key().compare(u"content", Qt::CaseInsensitive) != 0 || !it->isString())
            continue;
        auto decoded
            = QByteArray::fromBase64Encoding(it->toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (decoded)
            return *decoded;
    }
    return body;
}

Result<AssetLog> decodeAssetLog(const QByteArray &body)
{
    static const json::ObjectReader<AssetLogEntry> reader{
        field<&AssetLogEntry::id>("logId"),        field<&AssetLogEntry::date>("date"),
        field<&AssetLogEntry::user>("user"),       {"type", takeLogKind, "a number"},
        field<&AssetLogEntry::comment>("comment"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

Result<AssetStatus> decodeAssetStatus(const QByteArray &body)
{
    static const json::ObjectReader<AssetStatus> reader{
        field<&AssetStatus::alarmState>("alarmState"),
        field<&AssetStatus::message>("message"),
        field<&AssetStatus::runningCount>("runningCount"),
        field<&AssetStatus::totalCount>("totalCount"),
    };
    return json::decodeObject(body, reader);
}

} // namespace qwats
