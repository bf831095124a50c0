// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/product/productjson.h"

#include "core/json/jsonvalue.h"
#include "core/json/namedtags.h"
#include "core/json/saved.h"

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

const json::ObjectReader<ProductRevision> &revisionReader()
{
    static const json::ObjectReader<ProductRevision> reader{
        field<&ProductRevision::revision>("revision"),       field<&ProductRevision::name>("name"),
        field<&ProductRevision::description>("description"), field<&ProductRevision::id>("productRevisionId"),
        field<&ProductRevision::partNumber>("partNumber"),   field<&ProductRevision::productId>("productId"),
        {"state", takeActive<ProductRevision>, "a number"},  {"tags", takeTags<ProductRevision>},
    };
    return reader;
}

bool takeRevisions(Product &product, const Value &value, json::Problem &problem)
{
    return json::readArray(value, product.revisions, revisionReader(), problem);
}

const json::ObjectReader<Product> &productReader()
{
    static const json::ObjectReader<Product> reader{
        field<&Product::partNumber>("partNumber"),
        field<&Product::name>("name"),
        field<&Product::description>("description"),
        field<&Product::category>("category"), // list rows
        field<&Product::category>("productCategoryName"), // details
        field<&Product::categoryId>("productCategoryId"),
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
        field<&BomItem::id>("bomItemId"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

namespace {

const json::ObjectReader<ProductGroup> &groupReader()
{
    static const json::ObjectReader<ProductGroup> reader{
        field<&ProductGroup::id>("productGroupId"),
        field<&ProductGroup::name>("productGroupName"),
    };
    return reader;
}

const json::ObjectReader<Vendor> &vendorReader()
{
    static const json::ObjectReader<Vendor> reader{field<&Vendor::id>("vendorId"), field<&Vendor::name>("name")};
    return reader;
}

} // namespace

Result<ProductGroupList> decodeProductGroups(const QByteArray &body)
{
    return json::decodeList(body, groupReader());
}

Result<VendorList> decodeVendors(const QByteArray &body)
{
    return json::decodeList(body, vendorReader());
}

Result<ProductRevision> decodeRevision(const QByteArray &body)
{
    return json::decodeObject(body, revisionReader());
}

Result<ProductCategoryList> decodeCategories(const QByteArray &body)
{
    static const json::ObjectReader<ProductCategory> reader{
        field<&ProductCategory::id>("categoryId"),
        field<&ProductCategory::name>("name"),
        field<&ProductCategory::description>("description"),
    };
    return json::decodeList(body, reader);
}

Result<std::vector<NamedTag>> decodeTags(const QByteArray &body)
{
    static const json::ObjectReader<NamedTag> reader{field<&NamedTag::key>("key"), field<&NamedTag::value>("value")};
    return json::decodeList(body, reader);
}

Result<Product> decodeSavedProduct(const QByteArray &body)
{
    return json::saved(decodeProduct(body));
}

Result<ProductRevision> decodeSavedRevision(const QByteArray &body)
{
    return json::saved(decodeRevision(body));
}

Result<std::vector<ProductRevision>> decodeRevisions(const QByteArray &body)
{
    return json::decodeList(body, revisionReader());
}

Result<ProductGroup> decodeSavedGroup(const QByteArray &body)
{
    return json::saved(json::decodeObject(body, groupReader()));
}

Result<Vendor> decodeSavedVendor(const QByteArray &body)
{
    return json::saved(json::decodeObject(body, vendorReader()));
}

} // namespace qwats
