// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
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

private:
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
    mutable QByteArray m_listJson; ///< rebuilt after a write
};

/// Merges @p change into @p target as WATS servers do: keys that are absent stay, empty arrays change nothing, `tags`
/// change by code, null removes a value.
void mergeEntity(QJsonObject *target, const QJsonObject &change);

} // namespace qwats::demo
