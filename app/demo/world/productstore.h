// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>

#include <vector>

namespace qwats::demo {

/// Products with revisions, bills of materials, groups and vendors.
///
/// Entities are kept as JSON objects, so that fields this server does not know survive a write. Arrays in a written
/// object that are empty change nothing; tags change by their `change` code. Thread: the server's.
class ProductStore
{
public:
    explicit ProductStore(quint32 seed)
        : m_seed(seed)
    {
    }
    /// Makes up @p count products, the well-known ones first.
    void generate(int count);

    qsizetype size() const { return qsizetype(m_products.size()); }
    QByteArray listJson() const; ///< light rows of all products
    const QJsonObject *find(const QString &partNumber) const; ///< null when unknown
    QJsonObject revision(const QString &partNumber, const QString &revision) const; ///< empty when unknown
    QJsonArray bom(const QString &partNumber, const QString &revision) const;
    void setBom(const QString &partNumber, const QString &revision, const QJsonArray &items);
    const QJsonArray &groups() const { return m_groups; }
    const QJsonArray &vendors() const { return m_vendors; }

    /// Creates or updates by part number; returns what is stored now.
    QJsonObject save(const QJsonObject &product);
    /// Creates or updates a revision of the product named by `partNumber` or `productId`.
    /// Empty object and @p error when there is no such product or no revision text.
    QJsonObject saveRevision(const QJsonObject &revision, QString *error);
    QJsonObject saveGroup(const QJsonObject &group);
    QJsonObject saveVendor(const QJsonObject &vendor);
    bool removeVendor(const QString &vendorId);

    /// Groups that a product belongs to: "All" and its narrowest one.
    QJsonArray groupsOf(const QString &partNumber) const;
    /// What a product is made for: the narrowest of its groups; empty: it is in none but All.
    static QString narrowestGroup(const QString &partNumber, const QString &name, const QString &category);
    const QJsonArray &categories() const { return m_categories; } ///< `{categoryId, name, description}`
    /// Creates or updates by `categoryId`, else by `name`. Empty and @p error when a row has neither.
    QJsonArray saveCategories(const QJsonArray &rows, QString *error);
    /// Merges tags into the product, or into one of its revisions when @p revision is not empty; returns its tags.
    /// The product (and revision) must exist; a tag without key is refused with @p error.
    QJsonArray saveTags(const QString &partNumber, const QString &revision, const QJsonArray &tags, QString *error);

    /// The revision that is current: the last one in use, else the last one; empty when the product has none.
    QString currentRevision(const QString &partNumber) const;
    QJsonObject revisionById(const QString &productRevisionId) const; ///< empty when unknown
    /// What a revision is built from, as relation rows.
    QJsonArray relationsOf(const QString &parentRevisionId) const;
    QJsonObject relation(const QString &relationId) const; ///< empty when unknown
    /// Creates a relation, or updates the one named by `ProductRevisionRelationId`; returns what is stored.
    /// Empty and @p error when a revision is unknown, the pair exists already, or a product would contain itself.
    QJsonObject saveRelation(const QJsonObject &relation, QString *error);
    bool removeRelation(const QString &relationId);
    /// The flat hierarchy of a box build, the product itself first.
    QJsonArray productInfo(const QString &partNumber, const QString &revision) const;

    /// Everything that was written, apart from what the seed makes; loadState() brings it back into a fresh store.
    QJsonObject saveState() const;
    void loadState(const QJsonObject &state);

private:
    QString relationIdOf(const QString &parentRevisionId, int child) const; ///< of a made-up relation; empty: none
    QJsonObject madeRelation(const QString &relationId) const;
    void appendInfo(QJsonArray *rows, const QString &revisionId, const QJsonObject &relation, int level) const;
    bool contains(const QString &revisionId, const QString &wanted, int depth) const;
    QJsonObject *mutableProduct(const QString &partNumber);
    void append(const QJsonObject &product);
    QString newId();

    quint32 m_seed;
    quint32 m_nextId = 0x80000000u; ///< ids of things that were written, apart from the generated ones
    std::vector<QJsonObject> m_products;
    QHash<QString, qsizetype> m_byPart;
    QHash<QString, QJsonArray> m_boms; ///< key: part number, line feed, revision
    QJsonArray m_groups;
    QJsonArray m_vendors;
    QJsonArray m_categories;
    QJsonObject m_relations; ///< written ones by id; null for one that was removed
    QSet<QString> m_changed; ///< part numbers of products that were written
    QSet<QString> m_changedLists; ///< "groups", "vendors", "categories"
    mutable QByteArray m_listJson; ///< rebuilt after a write
};

/// True when a revision fits a mask of patterns such as `1.0,2.%`; without a mask it must be @p exact.
bool revisionFits(const QString &revision, const QString &mask, const QString &exact);

/// Merges tag rows into `tags` of @p target: by key, `change` 3 removes.
void mergeTags(QJsonObject *target, const QJsonArray &changes);

/// Merges @p change into @p target as WATS servers do: keys that are absent stay, empty arrays change nothing, `tags`
/// change by code, null removes a value.
void mergeEntity(QJsonObject *target, const QJsonObject &change);

} // namespace qwats::demo
