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

} // namespace qwats
