// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetservice.h"

#include "core/asset/assetjson.h"
#include "core/http/dependency.h"
#include "core/http/target.h"

namespace qwats {
namespace {

// Asked for by serial, written by id, or the other way round; and what is told about the asset above it.
void tagAsset(const QByteArray &subject, const void *value, TagList &tags)
{
    tags << "asset:" + subject;
    const auto *asset = static_cast<const Asset *>(value);
    if (!asset)
        return;
    for (const QString &name : {asset->id, asset->serialNumber}) {
        if (!name.isEmpty() && name.toUtf8() != subject)
            tags << "asset:" + name.toUtf8();
    }
    if (asset->parentId.isEmpty() && asset->parentSerialNumber.isEmpty())
        return;
    tags << anyOf("children");
    for (const QString &name : {asset->parentId, asset->parentSerialNumber}) {
        if (!name.isEmpty())
            tags << "children:" + name.toUtf8();
    }
}

void tagList(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:assets";
}

void tagTypes(const QByteArray &, const void *, TagList &tags)
{
    tags << "types:assets";
}

void tagLog(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "log:" + subject << anyOf("log");
}

void tagStatus(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "status:" + subject << anyOf("status");
}

void tagFiles(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "files:" + subject << anyOf("files");
}

/// Rows of a list are whole assets: they answer for the detail, by either name.
void seedAssets(const std::shared_ptr<const void> &value, SeedSink &sink)
{
    for (const Asset &row : *std::static_pointer_cast<const AssetList>(value)) {
        const auto asset = std::make_shared<const Asset>(row);
        for (const QString &name : {row.id, row.serialNumber}) {
            if (!name.isEmpty())
                sink.put(AssetService::one(name), asset, AssetBytes / 2); // one value, two names
        }
    }
}

/// An asset's state changes by itself when the next calibration or maintenance falls due.
Timestamp untilDue(const void *value, Timestamp now)
{
    const auto *asset = static_cast<const Asset *>(value);
    Timestamp next;
    for (const Timestamp due : {asset->nextCalibration, asset->nextMaintenance}) {
        if (due.isValid() && due > now && (!next.isValid() || due < next))
            next = due;
    }
    return next;
}

constexpr EndpointOf<AssetList> listEndpoint{
    {"/api/Asset", Domain::Asset, decodeWith<decodeAssets>, tagList, seedAssets}};

const char *fieldOf(AssetSort sort)
{
    switch (sort) {
    case AssetSort::NextCalibration: return "nextCalibrationDate";
    case AssetSort::NextMaintenance: return "nextMaintenanceDate";
    case AssetSort::Serial: return "serialNumber";
    case AssetSort::Name: return "assetName";
    case AssetSort::Location: return "location";
    case AssetSort::RunningCount: return "runningCount";
    case AssetSort::TotalCount: return "totalCount";
    case AssetSort::LastSeen: return "lastSeenDate";
    }
    return "serialNumber";
}

QString odataOf(const AssetFilter &filter)
{
    QStringList all;
    if (!filter.text.isEmpty()) {
        const QString wanted = odataText(filter.text.toLower());
        QStringList any;
        for (const auto *name : {"serialNumber", "assetName", "location", "partNumber"})
            any << QStringLiteral("contains(tolower(%1), %2)").arg(QLatin1StringView(name), wanted);
        all << u'(' + any.join(QStringLiteral(" or ")) + u')';
    }
    if (!filter.typeId.isEmpty())
        all << QStringLiteral("typeId eq %1").arg(odataText(filter.typeId));
    if (filter.state)
        all << QStringLiteral("state eq %1").arg(int(*filter.state));
    return all.join(QStringLiteral(" and "));
}

} // namespace

Query<AssetList> AssetService::list(const AssetFilter &filter, AssetSort sort, Qt::SortOrder order, PageRange range)
{
    const QString direction = order == Qt::DescendingOrder ? QStringLiteral(" desc") : QString();
    QString by = QLatin1StringView(fieldOf(sort)) + direction;
    if (sort != AssetSort::Serial)
        by += QStringLiteral(",serialNumber"); // pages must not overlap where values are equal
    Target target("/api/Asset");
    target.param("$filter", odataOf(filter)).param("$orderby", by).param("$top", range.top);
    if (range.skip > 0)
        target.param("$skip", range.skip);
    return {listEndpoint, target.encoded()};
}

Query<AssetList> AssetService::byODataFilter(const QString &odata, PageRange range)
{
    Target target("/api/Asset");
    target.param("$filter", odata).param("$top", range.top);
    if (range.skip > 0)
        target.param("$skip", range.skip);
    return {listEndpoint, target.encoded()};
}

namespace {

AnyQuery severalAssets(const QByteArrayList &subjects)
{
    QStringList any;
    for (const QByteArray &subject : subjects) {
        const QString name = odataText(QString::fromUtf8(subject));
        any << QStringLiteral("assetId eq %1 or serialNumber eq %1").arg(name);
    }
    return AssetService::byODataFilter(any.join(QStringLiteral(" or ")), {0, 2 * static_cast<int>(subjects.size())});
}

std::shared_ptr<const void> assetCalled(const std::shared_ptr<const void> &answer, const QByteArray &subject)
{
    const QString name = QString::fromUtf8(subject);
    for (const Asset &row : *std::static_pointer_cast<const AssetList>(answer)) {
        if (row.id == name || row.serialNumber == name)
            return std::make_shared<const Asset>(row);
    }
    return {};
}

} // namespace

Query<Asset> AssetService::one(const QString &idOrSerial)
{
    static constexpr Batch batch{20, AssetBytes, severalAssets, assetCalled};
    static constexpr EndpointOf<Asset> endpoint{
        {"/api/Asset/{idOrSerial}", Domain::Asset, decodeWith<decodeAsset>, tagAsset, nullptr, untilDue, &batch}};
    return {endpoint, Target(endpoint.route).arg(idOrSerial).encoded(), idOrSerial.toUtf8()};
}

Query<AssetTypeList> AssetService::types()
{
    static constexpr EndpointOf<AssetTypeList> endpoint{
        {"/api/Asset/Types", Domain::Asset, decodeWith<decodeAssetTypes>, tagTypes}};
    return {endpoint, QByteArrayLiteral("/api/Asset/Types")};
}

Query<AssetList> AssetService::subAssets(const QString &assetId, int level)
{
    static constexpr EndpointOf<AssetList> endpoint{
        {"/api/Asset/SubAssets", Domain::Asset, decodeWith<decodeAssets>, tagList, seedAssets}};
    return {endpoint, Target(endpoint.route).param("id", assetId).param("level", level).encoded()};
}

Query<AssetLog> AssetService::log(const QString &assetId, PageRange range)
{
    static constexpr EndpointOf<AssetLog> endpoint{
        {"/api/Asset/Log", Domain::Asset, decodeWith<decodeAssetLog>, tagLog}};
    Target target(endpoint.route);
    target.param("$filter", QStringLiteral("assetId eq %1").arg(odataText(assetId)))
        .param("$orderby", QStringLiteral("date desc"));
    target.param("$top", range.top);
    if (range.skip > 0)
        target.param("$skip", range.skip);
    return {endpoint, target.encoded(), assetId.toUtf8()};
}

Query<AssetStatus> AssetService::status(const QString &assetId)
{
    static constexpr EndpointOf<AssetStatus> endpoint{
        {"/api/Asset/Status", Domain::AssetStatus, decodeWith<decodeAssetStatus>, tagStatus}};
    return {endpoint, Target(endpoint.route).param("id", assetId).encoded(), assetId.toUtf8()};
}

Query<QStringList> AssetService::files(const QString &assetId)
{
    static constexpr EndpointOf<QStringList> endpoint{
        {"/api/internal/Blob/Asset/List/{assetId}", Domain::Asset, decodeWith<decodeFileNames>, tagFiles}};
    return {endpoint, Target(endpoint.route).arg(assetId).encoded(), assetId.toUtf8()};
}

Query<QByteArray> AssetService::file(const QString &assetId, const QString &fileName)
{
    static constexpr EndpointOf<QByteArray> endpoint{
        {"/api/internal/Blob/Asset", Domain::Asset, decodeWith<decodeAssetFile>, tagFiles}};
    return {endpoint, Target(endpoint.route).param("assetId", assetId).param("filename", fileName).encoded(),
            assetId.toUtf8()};
}

} // namespace qwats
