// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/result/result.h"

#include <QByteArray>
#include <QStringList>

namespace qwats {

// The wire format of assets (wats-api 3). Thread: any. Errors: BadReply that names the place.
[[nodiscard]] Result<AssetList> decodeAssets(const QByteArray &body);
[[nodiscard]] Result<Asset> decodeAsset(const QByteArray &body);
[[nodiscard]] Result<AssetTypeList> decodeAssetTypes(const QByteArray &body);
[[nodiscard]] Result<AssetLog> decodeAssetLog(const QByteArray &body);
[[nodiscard]] Result<AssetStatus> decodeAssetStatus(const QByteArray &body);
/// What a save is answered with. BadReply when the server accepted it and answered with nothing.
[[nodiscard]] Result<Asset> decodeSavedAsset(const QByteArray &body);
[[nodiscard]] Result<AssetType> decodeAssetType(const QByteArray &body);
[[nodiscard]] Result<QStringList> decodeFileNames(const QByteArray &body);
/// A file of an asset: as it is, or in Base64 inside of a JSON object (wats-api 3.1).
[[nodiscard]] Result<QByteArray> decodeAssetFile(const QByteArray &body);

} // namespace qwats
