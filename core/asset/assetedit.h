// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/result/result.h"

namespace qwats {

/// What a save writes of an asset. Only what is set travels; the rest stays as the server has it. Dates and counts have
/// writes of their own.
///
/// Created when the server knows neither the id nor the serial number, changed otherwise. Real servers want a type for
/// a new one.
struct AssetEdit
{
    QString id; ///< empty: found by its serial number
    QString serialNumber; ///< never empty; another one renames the asset that `id` names
    AssetState state = AssetState::InOperation; ///< always sent: servers read an absent one as unknown
    std::optional<QString> typeId;
    std::optional<QString> name;
    std::optional<QString> partNumber;
    std::optional<QString> revision;
    std::optional<QString> description;
    std::optional<QString> location;
    std::optional<QString> parentId; ///< an empty text takes it out of its parent
    std::vector<TagChange> tags;

    /// Everything an asset has, to be changed before it is saved. Nothing about its parent.
    [[nodiscard]] static AssetEdit of(const Asset &asset);
    /// Puts the asset below another one.
    [[nodiscard]] static AssetEdit attached(const Asset &child, const Asset &parent);
    /// Takes the asset out of its parent.
    [[nodiscard]] static AssetEdit detached(const Asset &child);

    /// InvalidInput when it cannot be saved: no serial number, or a tag without a key.
    [[nodiscard]] Status check() const;
    bool operator==(const AssetEdit &) const = default;
};

/// The body of a save (wats-api 3.2): what is set, and the arrays that are never null. Thread: any.
[[nodiscard]] QByteArray encodeAssetEdit(const AssetEdit &edit);
/// The body of a save of a type: every field that has a value. Thread: any.
[[nodiscard]] QByteArray encodeAssetType(const AssetType &type);

} // namespace qwats
