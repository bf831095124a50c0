// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/product/product.h"
#include "core/result/result.h"

#include <QByteArray>

namespace qwats {

// The wire format of products (wats-api 4). Thread: any. Errors: BadReply that names the place.
[[nodiscard]] Result<ProductList> decodeProducts(const QByteArray &body);
[[nodiscard]] Result<Product> decodeProduct(const QByteArray &body);
[[nodiscard]] Result<Bom> decodeBom(const QByteArray &body);
[[nodiscard]] Result<ProductGroupList> decodeProductGroups(const QByteArray &body);
[[nodiscard]] Result<VendorList> decodeVendors(const QByteArray &body);
[[nodiscard]] Result<ProductRevision> decodeRevision(const QByteArray &body);
[[nodiscard]] Result<ProductCategoryList> decodeCategories(const QByteArray &body);
[[nodiscard]] Result<std::vector<NamedTag>> decodeTags(const QByteArray &body);
/// The rows of GetProductInfo as the tree that they describe (wats-api 4.3).
[[nodiscard]] Result<BoxBuildPart> decodeBoxBuild(const QByteArray &body);

// What saves are answered with. BadReply when the server accepted one and answered with nothing.
[[nodiscard]] Result<Product> decodeSavedProduct(const QByteArray &body);
[[nodiscard]] Result<ProductRevision> decodeSavedRevision(const QByteArray &body);
[[nodiscard]] Result<std::vector<ProductRevision>> decodeRevisions(const QByteArray &body);
[[nodiscard]] Result<ProductGroup> decodeSavedGroup(const QByteArray &body);
[[nodiscard]] Result<Vendor> decodeSavedVendor(const QByteArray &body);
/// The saved relation, or a list of relations that it is among.
[[nodiscard]] Result<ProductRelationList> decodeRelations(const QByteArray &body);

} // namespace qwats
