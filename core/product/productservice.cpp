// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/product/productservice.h"

#include "core/http/target.h"
#include "core/product/productjson.h"

namespace qwats {
namespace {

void tagProduct(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "product:" + subject;
}

void tagProducts(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:products";
}

void tagBom(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "bom:" + subject;
}

void tagVendors(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:vendors";
}

} // namespace

Query<ProductList> ProductService::list()
{
    static constexpr EndpointOf<ProductList> endpoint{
        {"/api/Product/Query", Domain::Product, decodeWith<decodeProducts>, tagProducts}};
    return {endpoint, QByteArrayLiteral("/api/Product/Query")};
}

Query<Product> ProductService::one(const QString &partNumber)
{
    static constexpr EndpointOf<Product> endpoint{
        {"/api/Product/{partNumber}", Domain::Product, decodeWith<decodeProduct>, tagProduct}};
    return {endpoint, Target(endpoint.route).arg(partNumber).encoded(), partNumber.toUtf8()};
}

Query<Bom> ProductService::bom(const QString &partNumber, const QString &revision)
{
    static constexpr EndpointOf<Bom> endpoint{
        {"/api/internal/Product/Bom", Domain::Product, decodeWith<decodeBom>, tagBom}};
    return {endpoint, Target(endpoint.route).param("partNumber", partNumber).param("revision", revision).encoded(),
            QString(partNumber + u'/' + revision).toUtf8()};
}

Query<ProductGroupList> ProductService::groups(const QString &partNumber)
{
    static constexpr EndpointOf<ProductGroupList> endpoint{
        {"/api/internal/Product/GetGroupsForProduct", Domain::Product, decodeWith<decodeProductGroups>, tagProduct}};
    return {endpoint, Target(endpoint.route).param("partNumber", partNumber).encoded(), partNumber.toUtf8()};
}

Query<VendorList> ProductService::vendors()
{
    static constexpr EndpointOf<VendorList> endpoint{
        {"/api/Product/Vendors", Domain::Product, decodeWith<decodeVendors>, tagVendors}};
    return {endpoint, QByteArrayLiteral("/api/Product/Vendors")};
}

} // namespace qwats
