// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/productstore.h"

#include "app/demo/world/catalogue.h"
#include "app/demo/world/dice.h"

#include <QJsonDocument>
#include <QSet>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QString bomKey(const QString &partNumber, const QString &revision)
{
    return partNumber + u'\n' + revision;
}

QJsonArray productTags(const CatalogueProduct &product, Dice *dice)
{
    static const QStringList owners{u"NPI"_s, u"Line 1"_s, u"Line 2"_s, u"Sustaining"_s};
    return {QJsonObject{{u"key"_s, u"Family"_s}, {u"value"_s, QString::fromUtf8(product.name).section(u' ', 0, 0)}},
            QJsonObject{{u"key"_s, u"Owner"_s}, {u"value"_s, owners[dice->below(4)]}},
            QJsonObject{{u"key"_s, u"RoHS"_s}, {u"value"_s, u"yes"_s}}};
}

QJsonArray revisionsOf(const CatalogueProduct &product, const QString &part, quint32 seed, quint32 index)
{
    const QStringList names = QString::fromLatin1(product.revisions).split(u' ');
    QJsonArray list;
    for (qsizetype i = 0; i < names.size(); ++i) {
        // The last two revisions are in use, older ones are not.
        const bool active = product.active && i + 2 >= names.size();
        list.append(QJsonObject{
            {u"revision"_s, names[i]},
            {u"name"_s, QString::fromUtf8(product.name)},
            {u"description"_s, i == 0 ? u"First release"_s : u"Change order %1"_s.arg(2100 + index * 7 + i)},
            {u"state"_s, active ? 1 : 0},
            {u"partNumber"_s, part},
            {u"productId"_s, makeId(seed, IdKind::Product, index)},
            {u"productRevisionId"_s, makeId(seed, IdKind::Revision, index, quint16(i))},
            {u"tags"_s, QJsonArray()}});
    }
    return list;
}

QJsonObject makeProduct(const CatalogueProduct &known, const QString &part, const QString &name, quint32 seed,
                        quint32 index)
{
    Dice dice(seed, 11, index);
    static const QStringList categories{u"Boards"_s, u"Drives"_s, u"Mechanics"_s, u"Cables"_s};
    const QString category = QString::fromLatin1(known.category);
    return {{u"partNumber"_s, part},
            {u"name"_s, name},
            {u"description"_s, u"%1, made in hall %2"_s.arg(name).arg(1 + dice.below(3))},
            {u"nonSerial"_s, known.serialPrefix[0] == '\0'},
            {u"state"_s, known.active ? 1 : 0},
            {u"productId"_s, makeId(seed, IdKind::Product, index)},
            {u"productCategoryId"_s, makeId(seed, IdKind::Category, quint32(categories.indexOf(category)))},
            {u"productCategoryName"_s, category},
            {u"revisions"_s, revisionsOf(known, part, seed, index)},
            {u"tags"_s, productTags(known, &dice)}};
}

QJsonObject bomItem(const CataloguePart &part, const QString &revisionId, const QString &itemId)
{
    const QString maker = QString::fromUtf8(part.manufacturer);
    const QString number = QString::fromLatin1(part.partNumber);
    QJsonObject item{{u"bomItemId"_s, itemId},
                     {u"productRevisionId"_s, revisionId},
                     {u"componentRef"_s, QString::fromUtf8(part.references)},
                     {u"partNumber"_s, number},
                     {u"description"_s, QString::fromUtf8(part.description)},
                     {u"quantity"_s, part.quantity}};
    if (part.manufacturer) {
        item.insert(u"manufacturer"_s, maker);
        item.insert(u"manufacturerPn"_s, maker.left(2).toUpper() + u'-' + QString(number).remove(u'-'));
        item.insert(u"vendor"_s, QString::fromUtf8(part.vendor));
        item.insert(u"vendorPn"_s, u"V"_s + QString(number).remove(u'-'));
    }
    return item;
}

/// Which parts a product carries: drives all of theirs, boards a selection that depends on the part number.
std::vector<CataloguePart> partsFor(const QString &part, const QString &category, Dice *dice)
{
    if (category == u"Drives"_s)
        return {driveParts().begin(), driveParts().end()};
    if (category == u"Mechanics"_s)
        return {mechanicParts().begin(), mechanicParts().end()};
    if (category == u"Cables"_s)
        return {cableParts().begin(), cableParts().end()};
    std::vector<CataloguePart> parts;
    int position = 0;
    for (const CataloguePart &candidate : boardParts()) {
        // The control board is the one everybody looks at first: its first five parts are fixed.
        const bool fixed = part == u"610-2041"_s ? position < 5 : position < 3;
        if (fixed || (part != u"610-2041"_s && dice->chance(0.6)))
            parts.push_back(candidate);
        ++position;
    }
    return parts;
}

} // namespace

void mergeTags(QJsonObject *target, const QJsonArray &changes)
{
    QJsonArray tags = target->value(u"tags"_s).toArray();
    for (const QJsonValue &entry : changes) {
        QJsonObject tag = entry.toObject();
        const bool removed = tag.take(u"change"_s).toInt() == 3;
        qsizetype at = 0;
        while (at < tags.size() && tags.at(at).toObject().value(u"key"_s) != tag.value(u"key"_s))
            ++at;
        if (at < tags.size())
            tags.removeAt(at);
        if (!removed)
            tags.insert(at, tag);
    }
    target->insert(u"tags"_s, tags);
}

void mergeEntity(QJsonObject *target, const QJsonObject &change)
{
    for (auto it = change.begin(); it != change.end(); ++it) {
        if (it.key() == u"tags"_s) {
            mergeTags(target, it.value().toArray());
        } else if (it.value().isArray() && it.value().toArray().isEmpty()) {
            if (!target->contains(it.key()))
                target->insert(it.key(), QJsonArray());
        } else if (it.value().isNull()) {
            target->remove(it.key());
        } else {
            target->insert(it.key(), it.value());
        }
    }
}

void ProductStore::generate(int count)
{
    const auto known = catalogueProducts();
    m_products.reserve(std::size_t(count));
    for (int i = 0; i < count; ++i) {
        const CatalogueProduct &model = known[std::size_t(i) % known.size()];
        const int variant = i / int(known.size());
        const QString part
            = QString::fromLatin1(model.partNumber) + (variant ? u"-%1"_s.arg(variant, 2, 10, QChar(u'0')) : QString());
        const QString name = QString::fromUtf8(model.name) + (variant ? u", variant %1"_s.arg(variant) : QString());
        append(makeProduct(model, part, name, m_seed, quint32(i)));
    }
    static const QStringList groups{u"All"_s, u"VLT family"_s, u"Boards"_s, u"Sensors"_s, u"Options"_s, u"Marine"_s};
    for (qsizetype i = 0; i < groups.size(); ++i)
        m_groups.append(QJsonObject{{u"productGroupId"_s, int(i + 1)}, {u"productGroupName"_s, groups[i]}});
    static const QStringList vendors{u"Norsil"_s,     u"Ostmann"_s,   u"Parel"_s,  u"Kvarts"_s,
                                     u"Halbwerk"_s,   u"Kontakta"_s,  u"Lumen"_s,  u"Laminor"_s,
                                     u"Haugen Mek"_s, u"Kabelverk"_s, u"Boltex"_s, u"Emballo"_s};
    for (qsizetype i = 0; i < vendors.size(); ++i)
        m_vendors.append(QJsonObject{{u"vendorId"_s, u"V-%1"_s.arg(100 + i)}, {u"name"_s, vendors[i]}});
    static const QList<std::pair<QString, QString>> categories{
        {u"Boards"_s, u"Assembled printed circuit boards"_s},
        {u"Drives"_s, u"Complete drives, box builds"_s},
        {u"Mechanics"_s, u"Machined and moulded parts"_s},
        {u"Cables"_s, u"Cable sets"_s},
    };
    for (const auto &[name, description] : categories)
        m_categories.append(
            QJsonObject{{u"categoryId"_s, makeId(m_seed, IdKind::Category, quint32(m_categories.size()))},
                        {u"name"_s, name},
                        {u"description"_s, description}});
}

void ProductStore::append(const QJsonObject &product)
{
    m_byPart.insert(product.value(u"partNumber"_s).toString(), qsizetype(m_products.size()));
    m_products.push_back(product);
    m_listJson.clear();
}

QString ProductStore::newId()
{
    return makeId(m_seed, IdKind::Product, m_nextId++);
}

QByteArray ProductStore::listJson() const
{
    if (!m_listJson.isEmpty())
        return m_listJson;
    QJsonArray rows;
    for (const QJsonObject &product : m_products) {
        rows.append(QJsonObject{{u"partNumber"_s, product.value(u"partNumber"_s)},
                                {u"name"_s, product.value(u"name"_s)},
                                {u"category"_s, product.value(u"productCategoryName"_s)},
                                {u"nonSerial"_s, product.value(u"nonSerial"_s).toBool()},
                                {u"state"_s, product.value(u"state"_s).toInt(1)}});
    }
    m_listJson = QJsonDocument(rows).toJson(QJsonDocument::Compact);
    return m_listJson;
}

const QJsonObject *ProductStore::find(const QString &partNumber) const
{
    const auto it = m_byPart.constFind(partNumber);
    return it == m_byPart.constEnd() ? nullptr : &m_products[std::size_t(*it)];
}

QJsonObject *ProductStore::mutableProduct(const QString &partNumber)
{
    const auto it = m_byPart.constFind(partNumber);
    return it == m_byPart.constEnd() ? nullptr : &m_products[std::size_t(*it)];
}

QJsonObject ProductStore::revision(const QString &partNumber, const QString &revision) const
{
    const QJsonObject *product = find(partNumber);
    const QJsonArray revisions = product ? product->value(u"revisions"_s).toArray() : QJsonArray();
    for (const QJsonValue &entry : revisions) {
        if (entry.toObject().value(u"revision"_s).toString() == revision)
            return entry.toObject();
    }
    return {};
}

QJsonArray ProductStore::bom(const QString &partNumber, const QString &revisionName) const
{
    if (const auto written = m_boms.constFind(bomKey(partNumber, revisionName)); written != m_boms.constEnd())
        return *written;
    const auto at = m_byPart.constFind(partNumber);
    const QJsonObject owner = revision(partNumber, revisionName);
    const QString revisionId = owner.value(u"productRevisionId"_s).toString();
    quint32 index = 0;
    quint16 number = 0;
    // Only generated revisions have a made-up bill of materials; a new one starts empty.
    if (at == m_byPart.constEnd() || !readId(revisionId, m_seed, IdKind::Revision, &index, &number))
        return {};
    Dice dice(m_seed, 12, index);
    QJsonArray items;
    const QString category = m_products[std::size_t(*at)].value(u"productCategoryName"_s).toString();
    for (const CataloguePart &part : partsFor(partNumber, category, &dice))
        items.append(
            bomItem(part, revisionId, makeId(m_seed, IdKind::BomItem, index << 4 | number, quint16(items.size()))));
    return items;
}

void ProductStore::setBom(const QString &partNumber, const QString &revision, const QJsonArray &items)
{
    m_boms.insert(bomKey(partNumber, revision), items);
}

QJsonObject ProductStore::save(const QJsonObject &change)
{
    const QString part = change.value(u"partNumber"_s).toString();
    QJsonObject *product = mutableProduct(part);
    if (!product) {
        append({{u"partNumber"_s, part},
                {u"productId"_s, newId()},
                {u"nonSerial"_s, false},
                {u"state"_s, 1},
                {u"revisions"_s, QJsonArray()},
                {u"tags"_s, QJsonArray()}});
        product = mutableProduct(part);
    }
    QJsonObject rest = change;
    const QJsonArray revisions = rest.take(u"revisions"_s).toArray();
    rest.remove(u"productId"_s);
    mergeEntity(product, rest);
    m_listJson.clear();
    m_changed.insert(part);
    for (const QJsonValue &entry : revisions) {
        QJsonObject revision = entry.toObject();
        revision.insert(u"partNumber"_s, part);
        QString ignored;
        saveRevision(revision, &ignored);
    }
    return *mutableProduct(part);
}

QJsonObject ProductStore::saveRevision(const QJsonObject &change, QString *error)
{
    QJsonObject *product = mutableProduct(change.value(u"partNumber"_s).toString());
    for (QJsonObject &candidate : m_products) {
        if (!product && change.contains(u"productId"_s)
            && candidate.value(u"productId"_s) == change.value(u"productId"_s))
            product = &candidate;
    }
    const QString name = change.value(u"revision"_s).toString();
    if (!product || name.isEmpty()) {
        *error = product ? u"The revision has no name."_s : u"There is no such product."_s;
        return {};
    }
    QJsonArray revisions = product->value(u"revisions"_s).toArray();
    qsizetype at = 0;
    while (at < revisions.size() && revisions.at(at).toObject().value(u"revision"_s).toString() != name)
        ++at;
    QJsonObject stored = at < revisions.size()
        ? revisions.at(at).toObject()
        : QJsonObject{{u"state"_s, 1}, {u"tags"_s, QJsonArray()}, {u"productRevisionId"_s, newId()}};
    QJsonObject rest = change;
    rest.remove(u"productRevisionId"_s);
    mergeEntity(&stored, rest);
    stored.insert(u"partNumber"_s, product->value(u"partNumber"_s));
    stored.insert(u"productId"_s, product->value(u"productId"_s));
    at < revisions.size() ? revisions.replace(at, stored) : revisions.append(stored);
    product->insert(u"revisions"_s, revisions);
    m_changed.insert(product->value(u"partNumber"_s).toString());
    return stored;
}

QJsonObject ProductStore::saveGroup(const QJsonObject &group)
{
    QJsonObject stored = group;
    m_changedLists.insert(u"groups"_s);
    if (!stored.contains(u"productGroupId"_s))
        stored.insert(u"productGroupId"_s, int(m_groups.size() + 1));
    for (qsizetype i = 0; i < m_groups.size(); ++i) {
        if (m_groups.at(i).toObject().value(u"productGroupId"_s) == stored.value(u"productGroupId"_s)) {
            m_groups.replace(i, stored);
            return stored;
        }
    }
    m_groups.append(stored);
    return stored;
}

QJsonObject ProductStore::saveVendor(const QJsonObject &vendor)
{
    QJsonObject stored = vendor;
    m_changedLists.insert(u"vendors"_s);
    if (stored.value(u"vendorId"_s).toString().isEmpty())
        stored.insert(u"vendorId"_s, newId());
    for (qsizetype i = 0; i < m_vendors.size(); ++i) {
        if (m_vendors.at(i).toObject().value(u"vendorId"_s) == stored.value(u"vendorId"_s)) {
            m_vendors.replace(i, stored);
            return stored;
        }
    }
    m_vendors.append(stored);
    return stored;
}

bool ProductStore::removeVendor(const QString &vendorId)
{
    for (qsizetype i = 0; i < m_vendors.size(); ++i) {
        if (m_vendors.at(i).toObject().value(u"vendorId"_s).toString() == vendorId) {
            m_vendors.removeAt(i);
            m_changedLists.insert(u"vendors"_s);
            return true;
        }
    }
    return false;
}

} // namespace qwats::demo
