// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/dependency.h"
#include "core/product/productedit.h"

#include <array>

namespace qwats {

/// Every write to products. Which answers each makes untrue is declared in one table, productDependencies().
enum class ProductWrite : quint8 {
    SaveProduct,
    SaveProducts,
    SaveRevision,
    SaveRevisions,
    SaveGroup,
    SaveVendor,
    DeleteVendor,
    SaveBom,
    UploadBom,
    SaveCategories,
    SaveTags,
    SaveRevisionTags,
    AddRelation,
    ChangeRelation,
    DeleteRelation,
};
inline constexpr int ProductWriteCount = 15;

/// The dependency table, a row for each ProductWrite in its order. `{part}` is a part number, of each product that is
/// written; `{revision}` is part number, new line and revision.
[[nodiscard]] const std::array<Dependency, ProductWriteCount> &productDependencies();
[[nodiscard]] TagList tagsDroppedBy(ProductWrite write, const QStringList &partNumbers, const QString &revision = {});

/// The writes as values, for services, scripts and the replay of traces. Edits and bills of materials are checked
/// before.
namespace productcommands {
[[nodiscard]] Command<Product> save(const ProductEdit &edit);
/// In one call; the server may stop at the first that it refuses.
[[nodiscard]] Command<ProductList> saveAll(const std::vector<ProductEdit> &edits);
[[nodiscard]] Command<ProductRevision> saveRevision(const RevisionEdit &edit);
[[nodiscard]] Command<std::vector<ProductRevision>> saveRevisions(const std::vector<RevisionEdit> &edits);
[[nodiscard]] Command<ProductGroup> saveGroup(const ProductGroup &group); ///< id 0: a new one
[[nodiscard]] Command<Vendor> saveVendor(const Vendor &vendor); ///< no id: a new one
[[nodiscard]] Command<Done> deleteVendor(const QString &vendorId);
[[nodiscard]] Command<Done> saveBom(const QString &partNumber, const QString &revision, const Bom &bom);
/// The same as public XML, for servers that keep the internal way shut. An empty revision means the current one.
[[nodiscard]] Command<Done> uploadBom(const QString &partNumber, const QString &revision, const Bom &bom);
[[nodiscard]] Command<Done> saveCategories(const ProductCategoryList &categories);
[[nodiscard]] Command<Done> saveTags(const QString &partNumber, const std::vector<NamedTag> &tags);
[[nodiscard]] Command<Done> saveRevisionTags(const QString &partNumber, const QString &revision,
                                             const std::vector<NamedTag> &tags);
/// Answered with the relation, or with a list that it is among: see addedRelation().
[[nodiscard]] Command<ProductRelationList> addRelation(const ProductRelation &relation);
[[nodiscard]] Command<ProductRelationList> changeRelation(const ProductRelation &relation);
[[nodiscard]] Command<Done> deleteRelation(const QString &relationId);

/// The relation of the reply that joins the same two revisions as `sent`. BadReply when there is none.
[[nodiscard]] Result<ProductRelation> addedRelation(const ProductRelationList &reply, const ProductRelation &sent);
} // namespace productcommands

} // namespace qwats
