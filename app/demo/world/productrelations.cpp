// SPDX-License-Identifier: GPL-3.0-or-later
// Box builds: which revision is built from which.
#include "app/demo/world/catalogue.h"
#include "app/demo/world/dice.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/productstore.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// The units that every made-up drive is built from, as its reports name them.
struct BoxBuildPart
{
    const char *partNumber;
    const char *revision;
    const char *mask; ///< empty: exactly that revision
};
constexpr BoxBuildPart boxBuildParts[]{{"610-2041", "C", "B,C"}, {"610-2055", "B", "%"}, {"615-0310", "A", ""}};
constexpr int deepestBuild = 8;

QString relationText(const QJsonObject &object, const QString &key)
{
    return object.value(key).toString();
}

bool sameRevisionId(const QString &left, const QString &right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

} // namespace

bool revisionFits(const QString &revision, const QString &mask, const QString &exact)
{
    if (mask.isEmpty())
        return revision == exact;
    for (const QString &part : mask.split(u',')) {
        const QString pattern = part.trimmed();
        if (pattern.endsWith(u'%') ? revision.startsWith(pattern.chopped(1)) : revision == pattern)
            return true;
    }
    return false;
}

QString ProductStore::currentRevision(const QString &partNumber) const
{
    const QJsonObject *product = find(partNumber);
    const QJsonArray revisions = product ? product->value(u"revisions"_s).toArray() : QJsonArray();
    QString current;
    for (const QJsonValue &entry : revisions) {
        if (entry.toObject().value(u"state"_s).toInt() == 1)
            current = relationText(entry.toObject(), u"revision"_s);
    }
    return current.isEmpty() ? relationText(revisions.last().toObject(), u"revision"_s) : current;
}

QJsonObject ProductStore::revisionById(const QString &productRevisionId) const
{
    const auto in = [&](const QJsonObject &product) -> QJsonObject {
        for (const QJsonValue &entry : eachOf(product.value(u"revisions"_s).toArray())) {
            if (sameRevisionId(relationText(entry.toObject(), u"productRevisionId"_s), productRevisionId))
                return entry.toObject();
        }
        return {};
    };
    quint32 index = 0;
    if (readId(productRevisionId, m_seed, IdKind::Revision, &index) && index < m_products.size())
        return in(m_products[index]);
    if (!readId(productRevisionId, m_seed, IdKind::Product, &index))
        return {}; // ids of written things are made here too
    for (const QString &part : m_changed) {
        if (QJsonObject found = in(*find(part)); !found.isEmpty())
            return found;
    }
    return {};
}

QString ProductStore::relationIdOf(const QString &parentRevisionId, int child) const
{
    quint32 index = 0;
    quint16 number = 0;
    if (!readId(parentRevisionId, m_seed, IdKind::Revision, &index, &number))
        return {};
    return makeId(m_seed, IdKind::Relation, index << 4 | number, quint16(child));
}

QJsonObject ProductStore::madeRelation(const QString &relationId) const
{
    quint32 place = 0;
    quint16 child = 0;
    if (!readId(relationId, m_seed, IdKind::Relation, &place, &child) || child >= std::size(boxBuildParts))
        return {};
    const quint32 index = place >> 4;
    const auto known = catalogueProducts();
    if (index >= m_products.size() || QLatin1StringView(known[index % known.size()].category) != "Drives"_L1)
        return {};
    const QString parent = makeId(m_seed, IdKind::Revision, index, quint16(place & 15));
    const BoxBuildPart &part = boxBuildParts[child];
    const QString partNumber = QString::fromLatin1(part.partNumber);
    const QString revisionName = QString::fromLatin1(part.revision);
    const QJsonObject built = revision(partNumber, revisionName);
    if (built.isEmpty() || revisionById(parent).isEmpty())
        return {};
    return {{u"ProductRevisionRelationId"_s, relationId.toLower()},
            {u"ParentProductRevisionId"_s, parent},
            {u"ProductRevisionId"_s, built.value(u"productRevisionId"_s)},
            {u"Quantity"_s, 1},
            {u"ItemNumber"_s, QString::number((child + 1) * 10)},
            {u"RevisionMask"_s, QString::fromLatin1(part.mask)},
            {u"ChildPartNumber"_s, partNumber},
            {u"ChildRevision"_s, revisionName}};
}

QJsonObject ProductStore::relation(const QString &relationId) const
{
    const auto written = m_relations.constFind(relationId.toLower());
    return written == m_relations.constEnd() ? madeRelation(relationId) : written->toObject();
}

QJsonArray ProductStore::relationsOf(const QString &parentRevisionId) const
{
    QJsonArray rows;
    for (int child = 0; child < int(std::size(boxBuildParts)); ++child) {
        const QString id = relationIdOf(parentRevisionId, child);
        if (!id.isEmpty() && !m_relations.contains(id)) {
            if (const QJsonObject made = madeRelation(id); !made.isEmpty())
                rows.append(made);
        }
    }
    for (const QJsonValue &written : m_relations) {
        if (sameRevisionId(relationText(written.toObject(), u"ParentProductRevisionId"_s), parentRevisionId))
            rows.append(written);
    }
    return rows;
}

bool ProductStore::contains(const QString &revisionId, const QString &wanted, int depth) const
{
    if (sameRevisionId(revisionId, wanted))
        return true;
    for (const QJsonValue &entry : eachOf(depth > 0 ? relationsOf(revisionId) : QJsonArray())) {
        if (contains(relationText(entry.toObject(), u"ProductRevisionId"_s), wanted, depth - 1))
            return true;
    }
    return false;
}

QJsonObject ProductStore::saveRelation(const QJsonObject &change, QString *error)
{
    const QString id = relationText(change, u"ProductRevisionRelationId"_s).toLower();
    QJsonObject stored = id.isEmpty() ? QJsonObject{{u"Quantity"_s, 1}, {u"RevisionMask"_s, QString()}} : relation(id);
    for (auto it = change.begin(); it != change.end(); ++it) {
        if (!it->isNull())
            stored.insert(it.key(), *it);
    }
    const QJsonObject parent = revisionById(relationText(stored, u"ParentProductRevisionId"_s));
    const QJsonObject child = revisionById(relationText(stored, u"ProductRevisionId"_s));
    const QJsonValue quantity = stored.value(u"Quantity"_s);
    if (parent.isEmpty() || child.isEmpty()) {
        *error = u"There is no product revision '%1'."_s.arg(
            relationText(stored, parent.isEmpty() ? u"ParentProductRevisionId"_s : u"ProductRevisionId"_s));
    } else if (quantity.toInt(-1) < 1) {
        *error = u"The quantity must be a whole number of at least 1."_s;
    } else if (contains(relationText(child, u"productRevisionId"_s), relationText(parent, u"productRevisionId"_s),
                        deepestBuild)) {
        *error = u"A product cannot contain itself."_s;
    }
    for (const QJsonValue &entry : eachOf(relationsOf(relationText(parent, u"productRevisionId"_s)))) {
        const QJsonObject other = entry.toObject();
        if (error->isEmpty()
            && sameRevisionId(relationText(other, u"ProductRevisionId"_s), relationText(child, u"productRevisionId"_s))
            && relationText(other, u"ProductRevisionRelationId"_s) != id)
            *error = u"The revision is part of that one already."_s;
    }
    if (!error->isEmpty())
        return {};
    const QString newOrOld = id.isEmpty() ? newId() : id;
    stored.insert(u"ProductRevisionRelationId"_s, newOrOld);
    stored.insert(u"ParentProductRevisionId"_s, parent.value(u"productRevisionId"_s));
    stored.insert(u"ProductRevisionId"_s, child.value(u"productRevisionId"_s));
    stored.insert(u"ChildPartNumber"_s, child.value(u"partNumber"_s));
    stored.insert(u"ChildRevision"_s, child.value(u"revision"_s));
    m_relations.insert(newOrOld, stored);
    return stored;
}

bool ProductStore::removeRelation(const QString &relationId)
{
    const QString id = relationId.toLower();
    if (relation(id).isEmpty())
        return false;
    if (madeRelation(id).isEmpty())
        m_relations.remove(id);
    else
        m_relations.insert(id, QJsonValue::Null);
    return true;
}

void ProductStore::appendInfo(QJsonArray *rows, const QString &revisionId, const QJsonObject &relation, int level) const
{
    const QJsonObject at = revisionById(revisionId);
    const QJsonObject *product = find(relationText(at, u"partNumber"_s));
    rows->append(QJsonObject{
        {u"hlevel"_s, level},
        {u"PartNumber"_s, at.value(u"partNumber"_s)},
        {u"Revision"_s, at.value(u"revision"_s)},
        {u"ProductName"_s, product ? product->value(u"name"_s) : QJsonValue()},
        {u"ProductRevisionId"_s, revisionId},
        {u"ProductRevisionRelationId"_s, relation.value(u"ProductRevisionRelationId"_s).toString()},
        {u"ParentProductRevisionId"_s, relation.value(u"ParentProductRevisionId"_s).toString()},
        {u"Quantity"_s, relation.value(u"Quantity"_s).toInt(1)},
        {u"ItemNumber"_s, relation.value(u"ItemNumber"_s).toString()},
        {u"RevisionMask"_s, relation.value(u"RevisionMask"_s).toString()},
    });
    for (const QJsonValue &entry : eachOf(level < deepestBuild ? relationsOf(revisionId) : QJsonArray()))
        appendInfo(rows, relationText(entry.toObject(), u"ProductRevisionId"_s), entry.toObject(), level + 1);
}

QJsonArray ProductStore::productInfo(const QString &partNumber, const QString &revisionName) const
{
    QJsonArray rows;
    if (const QJsonObject top = revision(partNumber, revisionName); !top.isEmpty())
        appendInfo(&rows, relationText(top, u"productRevisionId"_s), {}, 0);
    return rows;
}

} // namespace qwats::demo
