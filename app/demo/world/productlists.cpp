// SPDX-License-Identifier: GPL-3.0-or-later
// Groups, categories and tags of products, and what was written as one object.
#include "app/demo/world/dice.h"
#include "app/demo/world/productstore.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

QString ProductStore::narrowestGroup(const QString &partNumber, const QString &name, const QString &category)
{
    if (name.contains(u"marine"_s, Qt::CaseInsensitive))
        return u"Marine"_s;
    if (partNumber.startsWith(u"615-"_s))
        return u"Sensors"_s;
    if (name.contains(u"option"_s, Qt::CaseInsensitive))
        return u"Options"_s;
    if (category == u"Boards"_s)
        return u"Boards"_s;
    return category == u"Drives"_s ? u"VLT family"_s : QString();
}

QJsonArray ProductStore::groupsOf(const QString &partNumber) const
{
    const QJsonObject *product = find(partNumber);
    const QString narrowest = product ? narrowestGroup(partNumber, product->value(u"name"_s).toString(),
                                                       product->value(u"productCategoryName"_s).toString())
                                      : QString();
    QJsonArray rows;
    for (const QJsonValue &entry : m_groups) {
        const QString name = entry.toObject().value(u"productGroupName"_s).toString();
        if (product && (name == u"All"_s || (!name.isEmpty() && name == narrowest)))
            rows.append(entry);
    }
    return rows;
}

QJsonArray ProductStore::saveCategories(const QJsonArray &rows, QString *error)
{
    QJsonArray categories = m_categories;
    for (const QJsonValue &entry : rows) {
        const QJsonObject change = entry.toObject();
        const QString id = change.value(u"categoryId"_s).toString();
        const QString name = change.value(u"name"_s).toString();
        if (id.isEmpty() && name.isEmpty()) {
            *error = u"A category needs a name."_s;
            return {};
        }
        qsizetype at = 0;
        for (; at < categories.size(); ++at) {
            const QJsonObject known = categories.at(at).toObject();
            if (id.isEmpty() ? known.value(u"name"_s).toString() == name
                             : known.value(u"categoryId"_s).toString().compare(id, Qt::CaseInsensitive) == 0)
                break;
        }
        QJsonObject stored = at < categories.size()
            ? categories.at(at).toObject()
            : QJsonObject{{u"categoryId"_s, id.isEmpty() ? newId() : id}, {u"description"_s, QString()}};
        QJsonObject rest = change;
        rest.remove(u"categoryId"_s);
        mergeEntity(&stored, rest);
        at < categories.size() ? categories.replace(at, stored) : categories.append(stored);
    }
    m_categories = categories;
    m_changedLists.insert(u"categories"_s);
    return m_categories;
}

QJsonArray ProductStore::saveTags(const QString &partNumber, const QString &revisionName, const QJsonArray &tags,
                                  QString *error)
{
    for (const QJsonValue &tag : tags) {
        if (tag.toObject().value(u"key"_s).toString().isEmpty()) {
            *error = u"A tag needs a key."_s;
            return {};
        }
    }
    const QJsonObject change{{u"partNumber"_s, partNumber}, {u"tags"_s, tags}};
    if (revisionName.isEmpty())
        return save(change).value(u"tags"_s).toArray();
    QJsonObject ofRevision = change;
    ofRevision.insert(u"revision"_s, revisionName);
    return saveRevision(ofRevision, error).value(u"tags"_s).toArray();
}

QJsonObject ProductStore::saveState() const
{
    QJsonObject products;
    for (const QString &part : m_changed)
        products.insert(part, *find(part));
    QJsonObject boms;
    for (auto it = m_boms.begin(); it != m_boms.end(); ++it)
        boms.insert(it.key(), it.value());
    QJsonObject lists;
    for (const auto &[name, list] : {std::pair(u"groups"_s, &m_groups), std::pair(u"vendors"_s, &m_vendors),
                                     std::pair(u"categories"_s, &m_categories)}) {
        if (m_changedLists.contains(name))
            lists.insert(name, *list);
    }
    return {{u"products"_s, products},
            {u"boms"_s, boms},
            {u"lists"_s, lists},
            {u"relations"_s, m_relations},
            {u"nextId"_s, qint64(m_nextId)}};
}

void ProductStore::loadState(const QJsonObject &state)
{
    const QJsonObject products = state.value(u"products"_s).toObject();
    for (auto it = products.begin(); it != products.end(); ++it) {
        if (QJsonObject *known = mutableProduct(it.key()))
            *known = it->toObject();
        else
            append(it->toObject());
        m_changed.insert(it.key());
    }
    const QJsonObject boms = state.value(u"boms"_s).toObject();
    for (auto it = boms.begin(); it != boms.end(); ++it)
        m_boms.insert(it.key(), it->toArray());
    const QJsonObject lists = state.value(u"lists"_s).toObject();
    for (const auto &[name, list] : {std::pair(u"groups"_s, &m_groups), std::pair(u"vendors"_s, &m_vendors),
                                     std::pair(u"categories"_s, &m_categories)}) {
        if (lists.contains(name)) {
            *list = lists.value(name).toArray();
            m_changedLists.insert(name);
        }
    }
    m_relations = state.value(u"relations"_s).toObject();
    m_nextId = quint32(state.value(u"nextId"_s).toInteger(m_nextId));
    m_listJson.clear();
}

} // namespace qwats::demo
