// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/product/productcommands.h"

#include "core/http/target.h"
#include "core/product/productjson.h"
#include "core/product/productservice.h"

#include <QCoreApplication>

#include <algorithm>

namespace qwats {
namespace {

// A relation shows in the builds of everything above it, which nobody here knows: all box builds fall. A category shows
// by its name in every product.
constexpr std::array<Dependency, ProductWriteCount> productTable{{
    {"save product", Method::Put, "/api/Product", "product:{part} list:products"},
    {"save products", Method::Put, "/api/Product/Products", "product:{part} list:products"},
    {"save revision", Method::Put, "/api/Product/Revision", "product:{part}"},
    {"save revisions", Method::Put, "/api/Product/Revisions", "product:{part}"},
    {"save group", Method::Put, "/api/Product/Group", "list:groups"},
    {"save vendor", Method::Put, "/api/Product/Vendors", "list:vendors"},
    {"delete vendor", Method::Delete, "/api/Product/Vendors/{vendorId}", "list:vendors"},
    {"save bill of materials", Method::Put, "/api/internal/Product/BOM", "bom:{revision}"},
    {"upload bill of materials", Method::Put, "/api/Product/BOM", "boms:{part}"},
    {"save categories", Method::Put, "/api/internal/Product/PutProductCategories",
     "list:categories list:products product:any"},
    {"save tags", Method::Put, "/api/internal/Product/PutProductTags", "product:{part}"},
    {"save revision tags", Method::Put, "/api/internal/Product/PutRevisionTags", "product:{part}"},
    {"add relation", Method::Post, "/api/internal/Product/PostProductRevisionRelation", "boxbuild:any"},
    {"change relation", Method::Put, "/api/internal/Product/PutProductRevisionRelation", "boxbuild:any"},
    {"delete relation", Method::Delete, "/api/internal/Product/DeleteProductRevisionRelation", "boxbuild:any"},
}};

const Dependency &productRow(ProductWrite write)
{
    return productTable[static_cast<size_t>(write)];
}

template <typename T = Done>
Command<T> productCommand(ProductWrite write, const QStringList &partNumbers = {}, const QString &revision = {})
{
    return commandFor<T>(productRow(write), tagsDroppedBy(write, partNumbers, revision));
}

template <typename Edit> QStringList partNumbersOf(const std::vector<Edit> &edits)
{
    QStringList parts;
    for (const Edit &edit : edits)
        parts << edit.partNumber;
    parts.removeDuplicates();
    return parts;
}

constexpr qsizetype ProductBytes = 2000; // what a decoded one counts for when it is seeded, revisions and tags included
constexpr qsizetype RevisionBytes = 600;

void seedProduct(const std::shared_ptr<const void> &value, SeedSink &sink)
{
    auto saved = std::static_pointer_cast<const Product>(value);
    const auto query = ProductService::one(saved->partNumber);
    sink.put(query, std::move(saved), ProductBytes);
}

void seedProducts(const std::shared_ptr<const void> &value, SeedSink &sink)
{
    for (const Product &row : *std::static_pointer_cast<const ProductList>(value)) {
        if (!row.partNumber.isEmpty())
            sink.put(ProductService::one(row.partNumber), std::make_shared<const Product>(row), ProductBytes);
    }
}

void seedRevision(const ProductRevision &saved, SeedSink &sink)
{
    if (!saved.partNumber.isEmpty() && !saved.revision.isEmpty())
        sink.put(ProductService::revision(saved.partNumber, saved.revision),
                 std::make_shared<const ProductRevision>(saved), RevisionBytes);
}

} // namespace

const std::array<Dependency, ProductWriteCount> &productDependencies()
{
    return productTable;
}

TagList tagsDroppedBy(ProductWrite write, const QStringList &partNumbers, const QString &revision)
{
    const QString ofPart = partNumbers.isEmpty() ? QString() : partNumbers.constFirst() + u'\n' + revision;
    return droppedTags(productRow(write), {{"part", partNumbers}, {"revision", {ofPart}}});
}

Command<Product> productcommands::save(const ProductEdit &edit)
{
    auto result = productCommand<Product>(ProductWrite::SaveProduct, {edit.partNumber});
    result.body = encodeProduct(edit);
    result.decode = decodeWith<decodeSavedProduct>;
    result.seed = seedProduct;
    return result;
}

Command<ProductList> productcommands::saveAll(const std::vector<ProductEdit> &edits)
{
    auto result = productCommand<ProductList>(ProductWrite::SaveProducts, partNumbersOf(edits));
    result.body = encodeProducts(edits);
    result.decode = decodeWith<decodeProducts>;
    result.seed = seedProducts;
    return result;
}

Command<ProductRevision> productcommands::saveRevision(const RevisionEdit &edit)
{
    auto result = productCommand<ProductRevision>(ProductWrite::SaveRevision, {edit.partNumber});
    result.body = encodeRevision(edit);
    result.decode = decodeWith<decodeSavedRevision>;
    result.seed = [](const std::shared_ptr<const void> &value, SeedSink &sink) {
        seedRevision(*std::static_pointer_cast<const ProductRevision>(value), sink);
    };
    return result;
}

Command<std::vector<ProductRevision>> productcommands::saveRevisions(const std::vector<RevisionEdit> &edits)
{
    using Revisions = std::vector<ProductRevision>;
    auto result = productCommand<Revisions>(ProductWrite::SaveRevisions, partNumbersOf(edits));
    result.body = encodeRevisions(edits);
    result.decode = decodeWith<decodeRevisions>;
    result.seed = [](const std::shared_ptr<const void> &value, SeedSink &sink) {
        for (const ProductRevision &saved : *std::static_pointer_cast<const Revisions>(value))
            seedRevision(saved, sink);
    };
    return result;
}

Command<ProductGroup> productcommands::saveGroup(const ProductGroup &group)
{
    auto result = productCommand<ProductGroup>(ProductWrite::SaveGroup);
    result.body = encodeProductGroup(group);
    result.decode = decodeWith<decodeSavedGroup>;
    return result;
}

Command<Vendor> productcommands::saveVendor(const Vendor &vendor)
{
    auto result = productCommand<Vendor>(ProductWrite::SaveVendor);
    result.body = encodeVendor(vendor);
    result.decode = decodeWith<decodeSavedVendor>;
    return result;
}

Command<Done> productcommands::deleteVendor(const QString &vendorId)
{
    auto result = productCommand(ProductWrite::DeleteVendor);
    result.target = Target(result.route).arg(vendorId).encoded();
    return result;
}

Command<Done> productcommands::saveBom(const QString &partNumber, const QString &revision, const Bom &bom)
{
    auto result = productCommand(ProductWrite::SaveBom, {partNumber}, revision);
    result.target = Target(result.route)
                        .param("partNumber", partNumber)
                        .param("revision", revision)
                        .param("format", QStringLiteral("json"))
                        .encoded();
    result.body = encodeBom(bom);
    return result;
}

Command<Done> productcommands::uploadBom(const QString &partNumber, const QString &revision, const Bom &bom)
{
    auto result = productCommand(ProductWrite::UploadBom, {partNumber});
    result.body = encodeWsbf(partNumber, revision, bom);
    result.contentType = "application/xml";
    return result;
}

Command<Done> productcommands::saveCategories(const ProductCategoryList &categories)
{
    auto result = productCommand(ProductWrite::SaveCategories);
    result.body = encodeCategories(categories);
    return result;
}

Command<Done> productcommands::saveTags(const QString &partNumber, const std::vector<NamedTag> &tags)
{
    auto result = productCommand(ProductWrite::SaveTags, {partNumber});
    result.target = Target(result.route).param("partNumber", partNumber).encoded();
    result.body = encodeTags(tags);
    return result;
}

Command<Done> productcommands::saveRevisionTags(const QString &partNumber, const QString &revision,
                                                const std::vector<NamedTag> &tags)
{
    auto result = productCommand(ProductWrite::SaveRevisionTags, {partNumber});
    result.target = Target(result.route).param("partNumber", partNumber).param("revision", revision).encoded();
    result.body = encodeTags(tags);
    return result;
}

Command<ProductRelationList> productcommands::addRelation(const ProductRelation &relation)
{
    auto result = productCommand<ProductRelationList>(ProductWrite::AddRelation);
    result.body = encodeRelation(relation);
    result.decode = decodeWith<decodeRelations>;
    return result;
}

Command<ProductRelationList> productcommands::changeRelation(const ProductRelation &relation)
{
    auto result = productCommand<ProductRelationList>(ProductWrite::ChangeRelation);
    result.body = encodeRelation(relation);
    result.decode = decodeWith<decodeRelations>;
    return result;
}

Command<Done> productcommands::deleteRelation(const QString &relationId)
{
    auto result = productCommand(ProductWrite::DeleteRelation);
    result.target = Target(result.route).param("productRevisionRelationId", relationId).encoded();
    return result;
}

Result<ProductRelation> productcommands::addedRelation(const ProductRelationList &reply, const ProductRelation &sent)
{
    const auto added = std::find_if(reply.begin(), reply.end(), [&](const ProductRelation &one) {
        return one.parentRevisionId.compare(sent.parentRevisionId, Qt::CaseInsensitive) == 0
            && one.childRevisionId.compare(sent.childRevisionId, Qt::CaseInsensitive) == 0;
    });
    if (added != reply.end())
        return *added;
    return failure(Error::Kind::BadReply,
                   QCoreApplication::translate("ProductService", "The server did not say which relation it stored."),
                   QStringLiteral("relation missing in the reply"));
}

} // namespace qwats
