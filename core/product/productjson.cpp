// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/product/productjson.h"

#include "core/json/jsonvalue.h"
#include "core/json/namedtags.h"

namespace qwats {
namespace {

using json::field;
using json::Value;

template <typename T> bool takeActive(T &object, const Value &value)
{
    int state = 0;
    if (!json::readCode(value, state))
        return false;
    object.active = state == 1;
    return true;
}

template <typename T> bool takeTags(T &object, const Value &value, json::Problem &problem)
{
    return json::readTags(value, object.tags, problem);
}

bool takeRevisions(Product &product, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<ProductRevision> reader{
        field<&ProductRevision::revision>("revision"),       field<&ProductRevision::name>("name"),
        field<&ProductRevision::description>("description"), field<&ProductRevision::id>("productRevisionId"),
        {"state", takeActive<ProductRevision>, "a number"},  {"tags", takeTags<ProductRevision>},
    };
    return json::readArray(value, product.revisions, reader, problem);
}

const json::ObjectReader<Product> &productReader()
{
    static const json::ObjectReader<Product> reader{
        field<&Product::partNumber>("partNumber"),
        field<&Product::name>("name"),
        field<&Product::description>("description"),
        field<&Product::category>("category"), // list rows
        field<&Product::category>("productCategoryName"), // details
        field<&Product::id>("productId"),
        field<&Product::nonSerial>("nonSerial"),
        {"state", takeActive<Product>, "a number"},
        {"revisions", takeRevisions},
        {"tags", takeTags<Product>},
    };
    return reader;
}

} // namespace

Result<ProductList> decodeProducts(const QByteArray &body)
{
    const json::SharedTexts shared;
    return json::decodeList(body, productReader());
}

Result<Product> decodeProduct(const QByteArray &body)
{
    auto product = json::decodeObject(body, productReader());
    if (product && product->partNumber.isEmpty()) {
        json::Problem problem;
        problem.expected("a product with a part number");
        return failure(problem.error());
    }
    return product;
}

Result<Bom> decodeBom(const QByteArray &body)
{
    static const json::ObjectReader<BomItem> reader{
        field<&BomItem::componentRef>("componentRef"),
        field<&BomItem::componentRef>("compRef"),
        field<&BomItem::partNumber>("partNumber"),
        field<&BomItem::description>("description"),
        field<&BomItem::quantity>("quantity"),
        field<&BomItem::manufacturer>("manufacturer"),
        field<&BomItem::manufacturerPart>("manufacturerPn"),
        field<&BomItem::vendor>("vendor"),
        field<&BomItem::vendorPart>("vendorPn"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

Result<ProductGroupList> decodeProductGroups(const QByteArray &body)
{
    static const json::ObjectReader<ProductGroup> reader{
        field<&ProductGroup::id>("productGroupId"),
        field<&ProductGroup::name>("productGroupName"),
    };
    return json::decodeList(body, reader);
}

Result<VendorList> decodeVendors(const QByteArray &body)
{
    static const json::ObjectReader<Vendor> reader{field<&Vendor::id>("vendorId"), field<&Vendor::name>("name")};
    return json::decodeList(body, reader);
}

} // namespace qwats
