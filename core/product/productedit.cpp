// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/product/productedit.h"

#include "core/json/tagchanges.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QXmlStreamWriter>

namespace qwats {
namespace {

Status refusedProduct(const char *source, const QString &detail)
{
    return failure(Error::Kind::InvalidInput, QCoreApplication::translate("ProductEdit", source), detail);
}

void setText(QJsonObject &body, const char *key, const std::optional<QString> &value)
{
    if (value)
        body.insert(QLatin1StringView(key), *value);
}

void setUnlessEmpty(QJsonObject &body, const char *key, const QString &value)
{
    if (!value.isEmpty())
        body.insert(QLatin1StringView(key), value);
}

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray compactJson(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QJsonObject productObject(const ProductEdit &edit)
{
    QJsonObject body{
        {QStringLiteral("partNumber"), edit.partNumber},
        {QStringLiteral("nonSerial"), edit.nonSerial},
        {QStringLiteral("state"), edit.active ? 1 : 0},
        {QStringLiteral("revisions"), QJsonArray()},
        {QStringLiteral("tags"), json::tagChangesArray(edit.tags)},
    };
    setText(body, "name", edit.name);
    setText(body, "description", edit.description);
    setText(body, "productCategoryId", edit.categoryId);
    setText(body, "productCategoryName", edit.category);
    return body;
}

QJsonObject revisionObject(const RevisionEdit &edit)
{
    QJsonObject body{
        {QStringLiteral("partNumber"), edit.partNumber},
        {QStringLiteral("revision"), edit.revision},
        {QStringLiteral("state"), edit.active ? 1 : 0},
        {QStringLiteral("tags"), json::tagChangesArray(edit.tags)},
    };
    setText(body, "name", edit.name);
    setText(body, "description", edit.description);
    return body;
}

QJsonObject bomObject(const BomItem &item)
{
    QJsonObject body{{QStringLiteral("partNumber"), item.partNumber}, {QStringLiteral("quantity"), item.quantity}};
    setUnlessEmpty(body, "bomItemId", item.id);
    setUnlessEmpty(body, "componentRef", item.componentRef);
    setUnlessEmpty(body, "description", item.description);
    setUnlessEmpty(body, "manufacturer", item.manufacturer);
    setUnlessEmpty(body, "manufacturerPn", item.manufacturerPart);
    setUnlessEmpty(body, "vendor", item.vendor);
    setUnlessEmpty(body, "vendorPn", item.vendorPart);
    return body;
}

} // namespace

ProductEdit ProductEdit::of(const Product &product)
{
    ProductEdit edit;
    edit.partNumber = product.partNumber;
    edit.nonSerial = product.nonSerial;
    edit.active = product.active;
    edit.name = product.name;
    edit.description = product.description;
    if (!product.categoryId.isEmpty())
        edit.categoryId = product.categoryId;
    if (!product.category.isEmpty())
        edit.category = product.category;
    return edit;
}

Status ProductEdit::check() const
{
    if (partNumber.trimmed().isEmpty())
        return refusedProduct(QT_TRANSLATE_NOOP("ProductEdit", "A product needs a part number."),
                              QStringLiteral("product without a part number"));
    return json::checkTagChanges(tags);
}

RevisionEdit RevisionEdit::of(const QString &partNumber, const ProductRevision &revision)
{
    RevisionEdit edit;
    edit.partNumber = partNumber;
    edit.revision = revision.revision;
    edit.active = revision.active;
    edit.name = revision.name;
    edit.description = revision.description;
    return edit;
}

Status RevisionEdit::check() const
{
    if (partNumber.trimmed().isEmpty() || revision.trimmed().isEmpty())
        return refusedProduct(QT_TRANSLATE_NOOP("ProductEdit", "A revision needs a part number and a name."),
                              QStringLiteral("revision without a name"));
    return json::checkTagChanges(tags);
}

Status checkBom(const Bom &bom)
{
    for (size_t i = 0; i < bom.size(); ++i) {
        if (!bom[i].partNumber.trimmed().isEmpty() && bom[i].quantity >= 0)
            continue;
        return failure(
            Error::Kind::InvalidInput,
            QCoreApplication::translate(
                "ProductEdit", "Line %1 of the bill of materials needs a part number and a quantity from 0 on.")
                .arg(i + 1),
            QStringLiteral("bill of materials"));
    }
    return {};
}

QByteArray encodeProducts(const std::vector<ProductEdit> &edits)
{
    QJsonArray rows;
    for (const ProductEdit &edit : edits)
        rows.append(productObject(edit));
    return compactJson(rows);
}

QByteArray encodeProduct(const ProductEdit &edit)
{
    return compactJson(productObject(edit));
}

QByteArray encodeRevisions(const std::vector<RevisionEdit> &edits)
{
    QJsonArray rows;
    for (const RevisionEdit &edit : edits)
        rows.append(revisionObject(edit));
    return compactJson(rows);
}

QByteArray encodeRevision(const RevisionEdit &edit)
{
    return compactJson(revisionObject(edit));
}

QByteArray encodeProductGroup(const ProductGroup &group)
{
    QJsonObject body{{QStringLiteral("productGroupName"), group.name}};
    if (group.id != 0)
        body.insert(QStringLiteral("productGroupId"), group.id);
    return compactJson(body);
}

QByteArray encodeVendor(const Vendor &vendor)
{
    QJsonObject body{{QStringLiteral("name"), vendor.name}};
    setUnlessEmpty(body, "vendorId", vendor.id);
    return compactJson(body);
}

QByteArray encodeCategories(const ProductCategoryList &categories)
{
    QJsonArray rows;
    for (const ProductCategory &category : categories) {
        QJsonObject row{{QStringLiteral("name"), category.name}, {QStringLiteral("description"), category.description}};
        setUnlessEmpty(row, "categoryId", category.id);
        rows.append(row);
    }
    return compactJson(rows);
}

QByteArray encodeTags(const std::vector<NamedTag> &tags)
{
    QJsonArray rows;
    for (const NamedTag &tag : tags)
        rows.append(QJsonObject{{QStringLiteral("key"), tag.key}, {QStringLiteral("value"), tag.value}});
    return compactJson(rows);
}

QByteArray encodeRelation(const ProductRelation &relation)
{
    QJsonObject body{
        {QStringLiteral("ParentProductRevisionId"), relation.parentRevisionId},
        {QStringLiteral("ProductRevisionId"), relation.childRevisionId},
        {QStringLiteral("Quantity"), relation.quantity},
        {QStringLiteral("RevisionMask"), relation.revisionMask},
    };
    setUnlessEmpty(body, "ProductRevisionRelationId", relation.id);
    setUnlessEmpty(body, "ItemNumber", relation.itemNumber);
    return compactJson(body);
}

QByteArray encodeBom(const Bom &bom)
{
    QJsonArray rows;
    for (const BomItem &item : bom)
        rows.append(bomObject(item));
    return compactJson(rows);
}

QByteArray encodeWsbf(const QString &partNumber, const QString &revision, const Bom &bom)
{
    static const QRegularExpression separators(QStringLiteral("[;,\\s]+"));
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.writeStartDocument();
    writer.writeStartElement(QStringLiteral("BOM"));
    writer.writeDefaultNamespace(QStringLiteral("http://wats.virinco.com/schemas/WATS/wsbf"));
    writer.writeAttribute(QStringLiteral("Partnumber"), partNumber);
    writer.writeAttribute(QStringLiteral("Revision"), revision);
    for (const BomItem &item : bom) {
        writer.writeEmptyElement(QStringLiteral("Component"));
        writer.writeAttribute(QStringLiteral("Number"), item.partNumber);
        writer.writeAttribute(QStringLiteral("Qty"), QString::number(item.quantity));
        writer.writeAttribute(QStringLiteral("Desc"), item.description);
        writer.writeAttribute(QStringLiteral("Ref"),
                              item.componentRef.split(separators, Qt::SkipEmptyParts).join(u';'));
    }
    writer.writeEndElement();
    writer.writeEndDocument();
    return xml;
}

} // namespace qwats
