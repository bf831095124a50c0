// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/wsbf.h"

#include <QJsonObject>
#include <QXmlStreamReader>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QString wsbfAttribute(const QXmlStreamReader &xml, QStringView name)
{
    for (const QXmlStreamAttribute &candidate : xml.attributes()) {
        if (candidate.name().compare(name, Qt::CaseInsensitive) == 0)
            return candidate.value().toString();
    }
    return {};
}

/// References are joined by `;` there and by a comma here.
QString wsbfReferences(const QString &joined)
{
    QStringList list;
    for (const QString &part : joined.split(u';', Qt::SkipEmptyParts))
        list += part.trimmed();
    return list.join(u", "_s);
}

QJsonObject readComponent(const QXmlStreamReader &xml, QString *error)
{
    const QString number = wsbfAttribute(xml, u"Number");
    const QString quantity = wsbfAttribute(xml, u"Qty");
    bool whole = true;
    const int count = quantity.isEmpty() ? 1 : quantity.toInt(&whole);
    if (number.isEmpty())
        *error = u"A component in line %1 has no number."_s.arg(xml.lineNumber());
    else if (!whole || count < 0)
        *error = u"The quantity '%1' of component '%2' is not a whole number."_s.arg(quantity, number);
    return {{u"partNumber"_s, number},
            {u"description"_s, wsbfAttribute(xml, u"Desc")},
            {u"quantity"_s, count},
            {u"componentRef"_s, wsbfReferences(wsbfAttribute(xml, u"Ref"))}};
}

} // namespace

std::optional<WsbfBom> readWsbf(const QByteArray &bytes, QString *error)
{
    QXmlStreamReader xml(bytes);
    WsbfBom bom;
    if (xml.readNextStartElement()) {
        if (xml.name().compare(u"BOM", Qt::CaseInsensitive) != 0) {
            *error = u"The root element of a bill of materials must be BOM, not '%1'."_s.arg(xml.name());
            return std::nullopt;
        }
        bom.partNumber = wsbfAttribute(xml, u"Partnumber");
        bom.revision = wsbfAttribute(xml, u"Revision");
        bom.description = wsbfAttribute(xml, u"Desc");
        while (error->isEmpty() && xml.readNextStartElement()) {
            if (xml.name().compare(u"Component", Qt::CaseInsensitive) == 0)
                bom.items.append(readComponent(xml, error));
            xml.skipCurrentElement();
        }
    }
    if (error->isEmpty() && xml.hasError())
        *error = u"The XML is not well-formed: %1 (line %2)."_s.arg(xml.errorString()).arg(xml.lineNumber());
    if (error->isEmpty() && bom.partNumber.isEmpty())
        *error = u"The bill of materials names no part number."_s;
    return error->isEmpty() ? std::optional(bom) : std::nullopt;
}

} // namespace qwats::demo
