// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/product/productservice.h"

#include "core/http/dependency.h"
#include "core/http/target.h"
#include "core/product/productjson.h"

namespace qwats {
namespace {

void tagProduct(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "product:" + subject << anyOf("product");
}

void tagProducts(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:products";
}

void tagProductGroups(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "list:groups";
    if (!subject.isEmpty())
        tags << "product:" + subject;
}

/// The part number of a subject that is part number, new line and revision: neither can hold one, but both a slash.
QByteArray partOf(const QByteArray &subject)
{
    return subject.left(subject.lastIndexOf('\n'));
}

/// "There is no such revision" stops being true when one is saved.
void tagBom(const QByteArray &subject, const void *value, TagList &tags)
{
    tags << "bom:" + subject << "boms:" + partOf(subject);
    if (!value)
        tags << "product:" + partOf(subject);
}

void tagBoxBuild(const QByteArray &subject, const void *value, TagList &tags)
{
    tags << anyOf("boxbuild");
    if (!value || subject.endsWith('\n')) // of the current revision, whichever that is
        tags << "product:" + partOf(subject);
}

void tagVendors(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:vendors";
}

void tagCategories(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:categories";
}

QByteArray revisionSubject(const QString &partNumber, const QString &revision)
{
    return QString(partNumber + u'\n' + revision).toUtf8();
}

QByteArray ofRevision(const char *route, const QString &partNumber, const QString &revision)
{
    return Target(route).param("partNumber", partNumber).param("revision", revision).encoded();
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

Query<Product> ProductService::withoutRevisions(const QString &partNumber)
{
    static constexpr EndpointOf<Product> endpoint{
        {"/api/internal/Product/GetProductByPN", Domain::Product, decodeWith<decodeProduct>, tagProduct}};
    return {endpoint, Target(endpoint.route).param("PN", partNumber).encoded(), partNumber.toUtf8()};
}

Query<ProductRevision> ProductService::revision(const QString &partNumber, const QString &revision)
{
    static constexpr EndpointOf<ProductRevision> endpoint{
        {"/api/Product", Domain::Product, decodeWith<decodeRevision>, tagProduct}};
    return {endpoint, ofRevision(endpoint.route, partNumber, revision), partNumber.toUtf8()};
}

Query<Bom> ProductService::bom(const QString &partNumber, const QString &revision)
{
    static constexpr EndpointOf<Bom> endpoint{
        {"/api/internal/Product/Bom", Domain::Product, decodeWith<decodeBom>, tagBom}};
    return {endpoint, ofRevision(endpoint.route, partNumber, revision), revisionSubject(partNumber, revision)};
}

Query<BoxBuildPart> ProductService::boxBuild(const QString &partNumber, const QString &revision)
{
    static constexpr EndpointOf<BoxBuildPart> endpoint{
        {"/api/internal/Product/GetProductInfo", Domain::Product, decodeWith<decodeBoxBuild>, tagBoxBuild}};
    return {endpoint, ofRevision(endpoint.route, partNumber, revision), revisionSubject(partNumber, revision)};
}

Query<ProductGroupList> ProductService::groups(const QString &partNumber)
{
    static constexpr EndpointOf<ProductGroupList> endpoint{{"/api/internal/Product/GetGroupsForProduct",
                                                            Domain::Product, decodeWith<decodeProductGroups>,
                                                            tagProductGroups}};
    return {endpoint, Target(endpoint.route).param("partNumber", partNumber).encoded(), partNumber.toUtf8()};
}

Query<ProductGroupList> ProductService::allGroups()
{
    static constexpr EndpointOf<ProductGroupList> endpoint{
        {"/api/Product/Groups", Domain::Product, decodeWith<decodeProductGroups>, tagProductGroups}};
    return {endpoint, QByteArrayLiteral("/api/Product/Groups")};
}

Query<VendorList> ProductService::vendors()
{
    static constexpr EndpointOf<VendorList> endpoint{
        {"/api/Product/Vendors", Domain::Product, decodeWith<decodeVendors>, tagVendors}};
    return {endpoint, QByteArrayLiteral("/api/Product/Vendors")};
}

Query<ProductCategoryList> ProductService::categories()
{
    static constexpr EndpointOf<ProductCategoryList> endpoint{
        {"/api/internal/Product/GetProductCategories", Domain::Product, decodeWith<decodeCategories>, tagCategories}};
    return {endpoint, QByteArrayLiteral("/api/internal/Product/GetProductCategories")};
}

Query<std::vector<NamedTag>> ProductService::tags(const QString &partNumber)
{
    static constexpr EndpointOf<std::vector<NamedTag>> endpoint{
        {"/api/internal/Product/GetProductTags", Domain::Product, decodeWith<decodeTags>, tagProduct}};
    return {endpoint, Target(endpoint.route).param("partNumber", partNumber).encoded(), partNumber.toUtf8()};
}

Query<std::vector<NamedTag>> ProductService::revisionTags(const QString &partNumber, const QString &revision)
{
    static constexpr EndpointOf<std::vector<NamedTag>> endpoint{
        {"/api/internal/Product/GetRevisionTags", Domain::Product, decodeWith<decodeTags>, tagProduct}};
    return {endpoint, ofRevision(endpoint.route, partNumber, revision), partNumber.toUtf8()};
}

} // namespace qwats
