// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/result/result.h"

#include <QByteArray>

namespace qwats {

// The wire format of assets (wats-api 3). Thread: any. Errors: BadReply that names the place.
[[nodiscard]] Result<AssetList> decodeAssets(const QByteArray &body);
[[nodiscard]] Result<Asset> decodeAsset(const QByteArray &body);
[[nodiscard]] Result<AssetTypeList> decodeAssetTypes(const QByteArray &body);
[[nodiscard]] Result<AssetLog> decodeAssetLog(const QByteArray &body);
[[nodiscard]] Result<AssetStatus> decodeAssetStatus(const QByteArray &body);

} // namespace qwats
