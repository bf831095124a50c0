// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/product/product.h"
#include "core/result/result.h"

#include <QByteArray>

#include <optional>

namespace qwats {

/// What a save writes of a product. Only what is set travels; the rest, and all revisions, stay as the server has them.
/// Created when the server does not know the part number.
struct ProductEdit
{
    QString partNumber; ///< never empty
    bool nonSerial = false; ///< always sent: servers read an absent one as no
    bool active = true; ///< always sent
    std::optional<QString> name;
    std::optional<QString> description;
    std::optional<QString> categoryId;
    std::optional<QString> category; ///< its name
    std::vector<TagChange> tags;

    /// Everything that a whole product has, to be changed before it is saved. Not for rows of a list, which lack much.
    [[nodiscard]] static ProductEdit of(const Product &product);
    [[nodiscard]] Status check() const; ///< InvalidInput: no part number, or a tag without a name
    bool operator==(const ProductEdit &) const = default;
};

/// What a save writes of a revision of a known product.
struct RevisionEdit
{
    QString partNumber; ///< never empty
    QString revision; ///< never empty
    bool active = true; ///< always sent
    std::optional<QString> name;
    std::optional<QString> description;
    std::vector<TagChange> tags;

    [[nodiscard]] static RevisionEdit of(const QString &partNumber, const ProductRevision &revision);
    [[nodiscard]] Status check() const; ///< InvalidInput: no part number or revision, or a tag without a name
    bool operator==(const RevisionEdit &) const = default;
};

/// InvalidInput: an item without a part number, or a negative quantity; the message names the line.
[[nodiscard]] Status checkBom(const Bom &bom);

// Bodies of writes (wats-api 4). Thread: any.
[[nodiscard]] QByteArray encodeProducts(const std::vector<ProductEdit> &edits);
[[nodiscard]] QByteArray encodeProduct(const ProductEdit &edit);
[[nodiscard]] QByteArray encodeRevisions(const std::vector<RevisionEdit> &edits);
[[nodiscard]] QByteArray encodeRevision(const RevisionEdit &edit);
[[nodiscard]] QByteArray encodeProductGroup(const ProductGroup &group);
[[nodiscard]] QByteArray encodeVendor(const Vendor &vendor);
[[nodiscard]] QByteArray encodeCategories(const ProductCategoryList &categories);
[[nodiscard]] QByteArray encodeTags(const std::vector<NamedTag> &tags);
[[nodiscard]] QByteArray encodeRelation(const ProductRelation &relation);
[[nodiscard]] QByteArray encodeBom(const Bom &bom);
/// The bill of materials as WSBF, the XML that names its product and revision itself (wats-api 4.4). It carries part
/// number, description, quantity and references; an empty revision means the current one.
[[nodiscard]] QByteArray encodeWsbf(const QString &partNumber, const QString &revision, const Bom &bom);

} // namespace qwats
