// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetchmany.h"
#include "core/product/productedit.h"

#include <QStringList>

#include <functional>

namespace qwats {

/// The product endpoints. Reads are queries for LiveQuery or Fetcher; writes are sent at once and drop what they make
/// untrue.
///
/// Thread: queries are pure, from any; writes from the Fetcher's thread.
class ProductService
{
public:
    explicit ProductService(Fetcher &fetcher)
        : m_fetcher(fetcher)
    {
    }

    [[nodiscard]] static Query<ProductList> list(); ///< all products; the endpoint knows no filter and no pages
    [[nodiscard]] static Query<Product> one(const QString &partNumber);
    /// The same without revisions, from the server's own pages.
    [[nodiscard]] static Query<Product> withoutRevisions(const QString &partNumber);
    [[nodiscard]] static Query<ProductRevision> revision(const QString &partNumber, const QString &revision);
    [[nodiscard]] static Query<Bom> bom(const QString &partNumber, const QString &revision);
    /// What a revision is built from, down to the last level. An empty revision means the current one.
    [[nodiscard]] static Query<BoxBuildPart> boxBuild(const QString &partNumber, const QString &revision);
    [[nodiscard]] static Query<ProductGroupList> groups(const QString &partNumber); ///< the groups a product is in
    [[nodiscard]] static Query<ProductGroupList> allGroups(); ///< NotFound on servers without this endpoint
    [[nodiscard]] static Query<VendorList> vendors();
    [[nodiscard]] static Query<ProductCategoryList> categories();
    [[nodiscard]] static Query<std::vector<NamedTag>> tags(const QString &partNumber);
    [[nodiscard]] static Query<std::vector<NamedTag>> revisionTags(const QString &partNumber, const QString &revision);

    template <typename T> using ReplyWith = std::function<void(const Result<std::shared_ptr<const T>> &)>;
    /// Runs in `context`'s thread, after the answers that the write makes untrue are gone.
    using Reply = std::function<void(const Status &)>;
    using ProductReply = ReplyWith<Product>;
    using RelationReply = std::function<void(const Result<ProductRelation> &)>;
    using Progress = std::function<void(size_t done, size_t of)>;

    // What the server answers to these saves is kept: a look-up of it costs no call. InvalidInput, and nothing is sent,
    // when check() of an edit finds something.
    void save(const ProductEdit &edit, QObject *context, ProductReply done);
    /// In one call; the server may stop at the first that it refuses. See saveMany() for results one by one.
    void saveAll(const std::vector<ProductEdit> &edits, QObject *context, ReplyWith<ProductList> done);
    void saveRevision(const RevisionEdit &edit, QObject *context, ReplyWith<ProductRevision> done);
    void saveRevisions(const std::vector<RevisionEdit> &edits, QObject *context,
                       ReplyWith<std::vector<ProductRevision>> done);

    void saveGroup(const ProductGroup &group, QObject *context, ReplyWith<ProductGroup> done); ///< id 0: a new one
    void saveVendor(const Vendor &vendor, QObject *context, ReplyWith<Vendor> done); ///< no id: a new one
    void deleteVendor(const QString &vendorId, QObject *context, Reply done);
    /// Replaces the whole bill of materials.
    void saveBom(const QString &partNumber, const QString &revision, const Bom &bom, QObject *context, Reply done);
    /// The same as public XML, without manufacturers and vendors, for servers that keep the internal way shut.
    void uploadBom(const QString &partNumber, const QString &revision, const Bom &bom, QObject *context, Reply done);
    /// Changes or adds those that are named; the others stay.
    void saveCategories(const ProductCategoryList &categories, QObject *context, Reply done);
    void saveTags(const QString &partNumber, const std::vector<NamedTag> &tags, QObject *context, Reply done);
    void saveRevisionTags(const QString &partNumber, const QString &revision, const std::vector<NamedTag> &tags,
                          QObject *context, Reply done);
    void addRelation(const ProductRelation &relation, QObject *context, RelationReply done);
    void changeRelation(const ProductRelation &relation, QObject *context, RelationReply done);
    void deleteRelation(const QString &relationId, QObject *context, Reply done);

    /// Several products at once; what the cache has costs nothing. See fetchMany().
    ManyTicket getMany(const QStringList &partNumbers, const FetchOptions &options, QObject *context,
                       std::function<void(const std::vector<Fetched<Product>> &)> done, Progress progress = {});
    /// Several saves, each once; one that fails, or cannot be sent, does not stop the others. See sendMany().
    ManyTicket saveMany(const std::vector<ProductEdit> &edits, QObject *context,
                        std::function<void(const std::vector<Result<std::shared_ptr<const Product>>> &)> done,
                        Progress progress = {});

private:
    void send(const Status &check, const Command<Done> &command, QObject *context, Reply done);
    void sendRelation(const Command<ProductRelationList> &command, const ProductRelation &relation, QObject *context,
                      RelationReply done);
    Fetcher &m_fetcher;
};

} // namespace qwats
