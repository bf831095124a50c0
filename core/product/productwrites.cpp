// SPDX-License-Identifier: GPL-3.0-or-later
// The writes of the ProductService.
#include "core/http/savemany.h"
#include "core/product/productcommands.h"
#include "core/product/productservice.h"

namespace qwats {
namespace {

template <typename Edit> Status checkAll(const std::vector<Edit> &edits)
{
    for (const Edit &edit : edits) {
        if (Status check = edit.check(); !check)
            return check;
    }
    return {};
}

} // namespace

void ProductService::send(const Status &check, const Command<Done> &command, QObject *context, Reply done)
{
    sendChecked<Done>(m_fetcher, check, command, context, [done = std::move(done)](const auto &reply) {
        done(reply ? Status() : Status(failure(reply.error())));
    });
}

void ProductService::save(const ProductEdit &edit, QObject *context, ProductReply done)
{
    sendChecked<Product>(m_fetcher, edit.check(), productcommands::save(edit), context, std::move(done));
}

void ProductService::saveAll(const std::vector<ProductEdit> &edits, QObject *context, ReplyWith<ProductList> done)
{
    sendChecked<ProductList>(m_fetcher, checkAll(edits), productcommands::saveAll(edits), context, std::move(done));
}

void ProductService::saveRevision(const RevisionEdit &edit, QObject *context, ReplyWith<ProductRevision> done)
{
    sendChecked<ProductRevision>(m_fetcher, edit.check(), productcommands::saveRevision(edit), context,
                                 std::move(done));
}

void ProductService::saveRevisions(const std::vector<RevisionEdit> &edits, QObject *context,
                                   ReplyWith<std::vector<ProductRevision>> done)
{
    sendChecked<std::vector<ProductRevision>>(m_fetcher, checkAll(edits), productcommands::saveRevisions(edits),
                                              context, std::move(done));
}

void ProductService::saveGroup(const ProductGroup &group, QObject *context, ReplyWith<ProductGroup> done)
{
    m_fetcher.send<ProductGroup>(productcommands::saveGroup(group), context, std::move(done));
}

void ProductService::saveVendor(const Vendor &vendor, QObject *context, ReplyWith<Vendor> done)
{
    m_fetcher.send<Vendor>(productcommands::saveVendor(vendor), context, std::move(done));
}

void ProductService::deleteVendor(const QString &vendorId, QObject *context, Reply done)
{
    send({}, productcommands::deleteVendor(vendorId), context, std::move(done));
}

void ProductService::saveBom(const QString &partNumber, const QString &revision, const Bom &bom, QObject *context,
                             Reply done)
{
    send(checkBom(bom), productcommands::saveBom(partNumber, revision, bom), context, std::move(done));
}

void ProductService::uploadBom(const QString &partNumber, const QString &revision, const Bom &bom, QObject *context,
                               Reply done)
{
    send(checkBom(bom), productcommands::uploadBom(partNumber, revision, bom), context, std::move(done));
}

void ProductService::saveCategories(const ProductCategoryList &categories, QObject *context, Reply done)
{
    send({}, productcommands::saveCategories(categories), context, std::move(done));
}

void ProductService::saveTags(const QString &partNumber, const std::vector<NamedTag> &tags, QObject *context,
                              Reply done)
{
    send({}, productcommands::saveTags(partNumber, tags), context, std::move(done));
}

void ProductService::saveRevisionTags(const QString &partNumber, const QString &revision,
                                      const std::vector<NamedTag> &tags, QObject *context, Reply done)
{
    send({}, productcommands::saveRevisionTags(partNumber, revision, tags), context, std::move(done));
}

void ProductService::sendRelation(const Command<ProductRelationList> &command, const ProductRelation &relation,
                                  QObject *context, RelationReply done)
{
    m_fetcher.send<ProductRelationList>(command, context, [done = std::move(done), relation](const auto &reply) {
        if (reply)
            done(productcommands::addedRelation(**reply, relation));
        else
            done(failure(reply.error()));
    });
}

void ProductService::addRelation(const ProductRelation &relation, QObject *context, RelationReply done)
{
    sendRelation(productcommands::addRelation(relation), relation, context, std::move(done));
}

void ProductService::changeRelation(const ProductRelation &relation, QObject *context, RelationReply done)
{
    sendRelation(productcommands::changeRelation(relation), relation, context, std::move(done));
}

void ProductService::deleteRelation(const QString &relationId, QObject *context, Reply done)
{
    send({}, productcommands::deleteRelation(relationId), context, std::move(done));
}

ManyTicket ProductService::getMany(const QStringList &partNumbers, const FetchOptions &options, QObject *context,
                                   std::function<void(const std::vector<Fetched<Product>> &)> done, Progress progress)
{
    std::vector<Query<Product>> queries;
    queries.reserve(static_cast<size_t>(partNumbers.size()));
    for (const QString &partNumber : partNumbers)
        queries.push_back(one(partNumber));
    return fetchMany<Product>(m_fetcher, std::move(queries), options, context, std::move(done), std::move(progress));
}

ManyTicket ProductService::saveMany(
    const std::vector<ProductEdit> &edits, QObject *context,
    std::function<void(const std::vector<Result<std::shared_ptr<const Product>>> &)> done, Progress progress)
{
    return qwats::saveMany<Product, ProductEdit>(m_fetcher, edits, productcommands::save, context, std::move(done),
                                                 std::move(progress));
}

} // namespace qwats
