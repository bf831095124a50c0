// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/product/product.h"

namespace qwats {

/// The product endpoints, as queries. Thread: any.
class ProductService
{
public:
    explicit ProductService(Fetcher &) { }

    [[nodiscard]] static Query<ProductList> list(); ///< all products; the endpoint knows no filter and no pages
    [[nodiscard]] static Query<Product> one(const QString &partNumber);
    [[nodiscard]] static Query<Bom> bom(const QString &partNumber, const QString &revision);
    [[nodiscard]] static Query<ProductGroupList> groups(const QString &partNumber); ///< the groups a product is in
    [[nodiscard]] static Query<VendorList> vendors();
};

} // namespace qwats
