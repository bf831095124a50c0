// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/transfer/wsxf.h"
#include "app/demo/transfer/wsxfnames.h"
#include "app/demo/world/headerfields.h"

#include <QJsonArray>
#include <QXmlStreamReader>

#include <cmath>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestStep = 200; // of steps and properties: deeper ones are refused, not followed

QJsonValue numberFrom(const QString &text)
{
    bool whole = false;
    const qint64 integer = text.toLongLong(&whole);
    if (whole)
        return integer;
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok && std::isfinite(number) ? QJsonValue(number) : QJsonValue(text);
}

QJsonValue valueFrom(const QString &text, wsxf::Form form)
{
    switch (form) {
    case wsxf::Form::Number: return numberFrom(text);
    case wsxf::Form::Bool: return text == u"true"_s || text == u"1"_s;
    case wsxf::Form::Status: return resultLetter(text);
    case wsxf::Form::Group: return text.left(1).toUpper();
    case wsxf::Form::Text: break;
    }
    return text;
}

void append(QJsonObject *object, const QString &key, const QJsonValue &value)
{
    QJsonArray list = object->value(key).toArray();
    list.append(value);
    object->insert(key, list);
}

class WsxfReader
{
public:
    explicit WsxfReader(const QByteArray &bytes)
        : m_xml(bytes)
    {
    }
    std::vector<QJsonObject> document(QString *error);

private:
    void attributes(std::span<const wsxf::Name> names, QJsonObject *object) const;
    QJsonObject single(std::span<const wsxf::Name> names);
    QJsonObject report();
    QJsonObject part(std::span<const wsxf::Name> names);
    QJsonObject unit();
    QJsonObject miscInfo();
    QJsonObject file();
    QJsonObject step(int depth);
    bool stepMember(QJsonObject *object);
    QJsonObject chart();
    QJsonObject property(int depth);
    QJsonObject array(int depth);
    bool is(const char *name) const { return m_xml.name() == QLatin1StringView(name); }
    bool isTooDeep(int depth);

    QXmlStreamReader m_xml;
};

bool WsxfReader::isTooDeep(int depth)
{
    if (depth > deepestStep)
        m_xml.raiseError(u"Elements are nested more than %1 deep."_s.arg(deepestStep));
    return depth > deepestStep;
}

void WsxfReader::attributes(std::span<const wsxf::Name> names, QJsonObject *object) const
{
    const QXmlStreamAttributes given = m_xml.attributes();
    for (const wsxf::Name &name : names) {
        const QLatin1StringView attribute(name.xml);
        if (given.hasAttribute(attribute))
            object->insert(QLatin1StringView(name.json), valueFrom(given.value(attribute).toString(), name.form));
    }
}

QJsonObject WsxfReader::single(std::span<const wsxf::Name> names)
{
    QJsonObject object;
    attributes(names, &object);
    m_xml.skipCurrentElement();
    return object;
}

QJsonObject WsxfReader::part(std::span<const wsxf::Name> names)
{
    QJsonObject object;
    attributes(names, &object);
    while (m_xml.readNextStartElement()) {
        if (is("Comment"))
            object.insert(u"comment"_s, m_xml.readElementText());
        else
            m_xml.skipCurrentElement();
    }
    return object;
}

QJsonObject WsxfReader::unit()
{
    QJsonObject object;
    attributes(wsxf::unit, &object);
    while (m_xml.readNextStartElement()) {
        if (is("Failure"))
            append(&object, u"failures"_s, single(wsxf::failure));
        else
            m_xml.skipCurrentElement();
    }
    return object;
}

QJsonObject WsxfReader::miscInfo()
{
    QJsonObject info{{u"description"_s, m_xml.attributes().value("Description"_L1).toString()}};
    if (m_xml.attributes().hasAttribute("Numeric"_L1))
        info.insert(u"numeric"_s, numberFrom(m_xml.attributes().value("Numeric"_L1).toString()));
    info.insert(u"text"_s, m_xml.readElementText());
    return info;
}

QJsonObject WsxfReader::file()
{
    QJsonObject object;
    attributes(wsxf::file, &object);
    const QString data = m_xml.readElementText();
    if (!data.isEmpty())
        object.insert(u"data"_s, data.simplified().remove(u' '));
    return object;
}

QJsonObject WsxfReader::property(int depth)
{
    QJsonObject object;
    if (isTooDeep(depth))
        return object;
    attributes(wsxf::property, &object);
    while (m_xml.readNextStartElement()) {
        if (is("Prop"))
            append(&object, u"props"_s, property(depth + 1));
        else if (is("Array"))
            object.insert(u"array"_s, array(depth + 1));
        else
            m_xml.skipCurrentElement();
    }
    return object;
}

QJsonObject WsxfReader::array(int depth)
{
    const QXmlStreamAttributes given = m_xml.attributes();
    QJsonObject object{{u"dimension"_s, numberFrom(given.value("Dimension"_L1).toString())},
                       {u"type"_s, given.value("Type"_L1).toString()},
                       {u"indexes"_s, QJsonArray()}};
    while (m_xml.readNextStartElement()) {
        QJsonObject place{{u"text"_s, m_xml.attributes().value("Text"_L1).toString()}};
        QJsonArray indexes;
        for (const QString &index : m_xml.attributes().value("Indexes"_L1).toString().split(u';', Qt::SkipEmptyParts))
            indexes.append(numberFrom(index));
        place.insert(u"indexes"_s, indexes);
        while (m_xml.readNextStartElement())
            place.insert(u"value"_s, property(depth + 1));
        append(&object, u"indexes"_s, place);
    }
    return object;
}

QJsonObject WsxfReader::chart()
{
    QJsonObject object;
    attributes(wsxf::chart, &object);
    object.insert(u"series"_s, QJsonArray());
    while (m_xml.readNextStartElement()) {
        if (!is("Series")) {
            m_xml.skipCurrentElement();
            continue;
        }
        QJsonObject series;
        attributes(wsxf::series, &series);
        while (m_xml.readNextStartElement()) {
            const QString axis = m_xml.name().toString();
            if (axis == u"xdata"_s || axis == u"ydata"_s)
                series.insert(axis, m_xml.readElementText());
            else
                m_xml.skipCurrentElement();
        }
        append(&object, u"series"_s, series);
    }
    return object;
}

/// Reads the element if it is something that any step may have, but no step.
bool WsxfReader::stepMember(QJsonObject *object)
{
    for (const wsxf::Measurements &known : wsxf::measurements) {
        if (is(known.xml)) {
            append(object, QString::fromLatin1(known.json), single(known.names));
            return true;
        }
    }
    for (const wsxf::Measurements &known : wsxf::objects) {
        if (is(known.xml)) {
            object->insert(QLatin1StringView(known.json), single(known.names));
            return true;
        }
    }
    if (is("ReportText"))
        object->insert(u"reportText"_s, m_xml.readElementText());
    else if (is("Chart"))
        object->insert(u"chart"_s, chart());
    else if (is("Attachment"))
        object->insert(u"attachment"_s, file());
    else if (is("AdditionalResult"))
        append(object, u"additionalResults"_s, property(0));
    else
        return false;
    return true;
}

QJsonObject WsxfReader::step(int depth)
{
    QJsonObject object;
    if (isTooDeep(depth))
        return object;
    attributes(wsxf::step, &object);
    while (m_xml.readNextStartElement()) {
        if (is("Step"))
            append(&object, u"steps"_s, step(depth + 1));
        else if (!stepMember(&object))
            m_xml.skipCurrentElement();
    }
    const QString type = object.value(u"stepType"_s).toString();
    if ((type == u"SequenceCall"_s || type == u"WATS_SeqCall"_s) && !object.contains(u"steps"_s))
        object.insert(u"steps"_s, QJsonArray());
    return object;
}

QJsonObject WsxfReader::report()
{
    QJsonObject object;
    const QString type = m_xml.attributes().value("type"_L1).toString();
    object.insert(u"type"_s, type.compare("UUR"_L1, Qt::CaseInsensitive) == 0 ? u"R"_s : u"T"_s);
    attributes(wsxf::report, &object);
    while (m_xml.readNextStartElement()) {
        if (is("UUT"))
            object.insert(u"uut"_s, part(wsxf::uut));
        else if (is("UUR"))
            object.insert(u"uur"_s, part(wsxf::uur));
        else if (is("Process")) {
            attributes(wsxf::process, &object);
            m_xml.skipCurrentElement();
        } else if (is("MiscInfo"))
            append(&object, u"miscInfos"_s, miscInfo());
        else if (is("ReportUnitHierarchy"))
            append(&object, u"subUnits"_s, unit());
        else if (is("Asset"))
            append(&object, u"assets"_s, single(wsxf::asset));
        else if (is("AdditionalData"))
            append(&object, u"additionalData"_s, property(0));
        else if (is("Attachment"))
            append(&object, u"binaryData"_s, file());
        else if (is("Step"))
            object.insert(u"root"_s, step(0));
        else
            m_xml.skipCurrentElement();
    }
    return object;
}

std::vector<QJsonObject> WsxfReader::document(QString *error)
{
    std::vector<QJsonObject> reports;
    if (m_xml.readNextStartElement() && is("Reports")) {
        while (m_xml.readNextStartElement()) {
            if (is("Report"))
                reports.push_back(report());
            else
                m_xml.skipCurrentElement();
        }
    } else if (!m_xml.hasError()) {
        m_xml.raiseError(u"The root element is not Reports."_s);
    }
    while (!m_xml.atEnd())
        m_xml.readNext(); // what stands behind the root must be well-formed, too
    if (!m_xml.hasError() && !reports.empty())
        return reports;
    *error = m_xml.hasError()
        ? u"The body is not WSXF: %1 (line %2)."_s.arg(m_xml.errorString()).arg(m_xml.lineNumber())
        : u"The WSXF document holds no report."_s;
    return {};
}

} // namespace

std::vector<QJsonObject> fromWsxf(const QByteArray &xml, QString *error)
{
    return WsxfReader(xml).document(error);
}

} // namespace qwats::demo
