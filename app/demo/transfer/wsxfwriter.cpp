// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/transfer/wsxf.h"
#include "app/demo/transfer/wsxfnames.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/headerfields.h"

#include <QJsonArray>
#include <QXmlStreamWriter>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// XML 1.0 has no way to write most control characters.
QString xmlText(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    for (const QChar c : text)
        kept += c.unicode() >= 0x20 || c == u'\t' || c == u'\n' || c == u'\r' ? c : QChar(0xFFFD);
    return kept;
}

QString attributeText(const QJsonValue &value, wsxf::Form form)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isDouble()) {
        const double number = value.toDouble();
        return number == double(value.toInteger()) ? QString::number(value.toInteger())
                                                   : QString::number(number, 'g', QLocale::FloatingPointShortest);
    }
    const QString text = value.toString();
    if (form == wsxf::Form::Status)
        return resultWord(text);
    if (form == wsxf::Form::Group)
        return text == u"S"_s ? u"Setup"_s : (text == u"C"_s ? u"Cleanup"_s : u"Main"_s);
    return xmlText(text);
}

class WsxfWriter
{
public:
    WsxfWriter(QByteArray *bytes, bool indexes)
        : m_xml(bytes)
        , m_indexes(indexes)
    {
        m_xml.setAutoFormatting(true);
    }
    void document(const QJsonObject &report);

private:
    void start(const char *element, std::span<const wsxf::Name> names, const QJsonObject &object);
    void element(const char *name, std::span<const wsxf::Name> names, const QJsonObject &object);
    void textElement(const QString &name, const QJsonValue &text);
    void file(const QJsonObject &object);
    void lists(const QJsonObject &report);
    void unit(const QJsonObject &object);
    void step(const QJsonObject &object, int index);
    void measurements(const QJsonObject &object);
    void chart(const QJsonObject &object);
    void property(const QString &name, const QJsonObject &object);

    QXmlStreamWriter m_xml;
    bool m_indexes;
};

void WsxfWriter::start(const char *element, std::span<const wsxf::Name> names, const QJsonObject &object)
{
    m_xml.writeStartElement(QString::fromLatin1(element));
    for (const wsxf::Name &name : names) {
        const QJsonValue value = object.value(QLatin1StringView(name.json));
        if (!value.isUndefined() && !value.isNull())
            m_xml.writeAttribute(QString::fromLatin1(name.xml), attributeText(value, name.form));
    }
}

void WsxfWriter::element(const char *name, std::span<const wsxf::Name> names, const QJsonObject &object)
{
    start(name, names, object);
    m_xml.writeEndElement();
}

void WsxfWriter::textElement(const QString &name, const QJsonValue &text)
{
    if (text.isString())
        m_xml.writeTextElement(name, xmlText(text.toString()));
}

void WsxfWriter::file(const QJsonObject &object)
{
    start("Attachment", wsxf::file, object);
    m_xml.writeCharacters(object.value(u"data"_s).toString());
    m_xml.writeEndElement();
}

void WsxfWriter::property(const QString &name, const QJsonObject &object)
{
    m_xml.writeStartElement(name);
    for (const wsxf::Name &known : wsxf::property) {
        const QJsonValue value = object.value(QLatin1StringView(known.json));
        if (!value.isUndefined() && !value.isNull())
            m_xml.writeAttribute(QString::fromLatin1(known.xml), attributeText(value, known.form));
    }
    for (const QJsonValue &child : eachOf(object.value(u"props"_s).toArray()))
        property(u"Prop"_s, child.toObject());
    if (const QJsonObject array = object.value(u"array"_s).toObject(); !array.isEmpty()) {
        m_xml.writeStartElement(u"Array"_s);
        m_xml.writeAttribute(u"Dimension"_s, attributeText(array.value(u"dimension"_s), wsxf::Form::Number));
        m_xml.writeAttribute(u"Type"_s, attributeText(array.value(u"type"_s), wsxf::Form::Text));
        for (const QJsonValue &entry : eachOf(array.value(u"indexes"_s).toArray())) {
            const QJsonObject place = entry.toObject();
            QStringList indexes;
            for (const QJsonValue &index : eachOf(place.value(u"indexes"_s).toArray()))
                indexes += QString::number(index.toInteger());
            m_xml.writeStartElement(u"Element"_s);
            m_xml.writeAttribute(u"Text"_s, attributeText(place.value(u"text"_s), wsxf::Form::Text));
            m_xml.writeAttribute(u"Indexes"_s, indexes.join(u';'));
            property(u"Prop"_s, place.value(u"value"_s).toObject());
            m_xml.writeEndElement();
        }
        m_xml.writeEndElement();
    }
    m_xml.writeEndElement();
}

void WsxfWriter::unit(const QJsonObject &object)
{
    start("ReportUnitHierarchy", wsxf::unit, object);
    for (const QJsonValue &failure : eachOf(object.value(u"failures"_s).toArray()))
        element("Failure", wsxf::failure, failure.toObject());
    m_xml.writeEndElement();
}

void WsxfWriter::measurements(const QJsonObject &object)
{
    for (const wsxf::Measurements &list : wsxf::measurements) {
        int index = 0;
        for (const QJsonValue &value : eachOf(object.value(QLatin1StringView(list.json)).toArray())) {
            start(list.xml, list.names, value.toObject());
            if (m_indexes)
                m_xml.writeAttribute(u"MeasIndex"_s, QString::number(index));
            m_xml.writeEndElement();
            ++index;
        }
    }
}

void WsxfWriter::chart(const QJsonObject &object)
{
    start("Chart", wsxf::chart, object);
    for (const QJsonValue &value : eachOf(object.value(u"series"_s).toArray())) {
        start("Series", wsxf::series, value.toObject());
        for (const QString &axis : {u"xdata"_s, u"ydata"_s})
            textElement(axis, value.toObject().value(axis));
        m_xml.writeEndElement();
    }
    m_xml.writeEndElement();
}

void WsxfWriter::step(const QJsonObject &object, int index)
{
    start("Step", wsxf::step, object);
    if (m_indexes)
        m_xml.writeAttribute(u"StepIndex"_s, QString::number(index));
    textElement(u"ReportText"_s, object.value(u"reportText"_s));
    for (const wsxf::Measurements &single : wsxf::objects) {
        if (const QJsonValue value = object.value(QLatin1StringView(single.json)); value.isObject())
            element(single.xml, single.names, value.toObject());
    }
    measurements(object);
    if (object.value(u"chart"_s).isObject())
        chart(object.value(u"chart"_s).toObject());
    if (object.value(u"attachment"_s).isObject())
        file(object.value(u"attachment"_s).toObject());
    for (const QJsonValue &result : eachOf(object.value(u"additionalResults"_s).toArray()))
        property(u"AdditionalResult"_s, result.toObject());
    int place = 0;
    for (const QJsonValue &child : eachOf(object.value(u"steps"_s).toArray()))
        step(child.toObject(), place++);
    m_xml.writeEndElement();
}

void WsxfWriter::lists(const QJsonObject &report)
{
    for (const QJsonValue &value : eachOf(report.value(u"miscInfos"_s).toArray())) {
        const QJsonObject info = value.toObject();
        m_xml.writeStartElement(u"MiscInfo"_s);
        m_xml.writeAttribute(u"Description"_s, xmlText(info.value(u"description"_s).toString()));
        if (const QJsonValue numeric = info.value(u"numeric"_s); numeric.isDouble() || numeric.isString())
            m_xml.writeAttribute(u"Numeric"_s, attributeText(numeric, wsxf::Form::Number));
        m_xml.writeCharacters(xmlText(info.value(u"text"_s).toString()));
        m_xml.writeEndElement();
    }
    for (const QJsonValue &value : eachOf(report.value(u"subUnits"_s).toArray()))
        unit(value.toObject());
    for (const QJsonValue &value : eachOf(report.value(u"assets"_s).toArray()))
        element("Asset", wsxf::asset, value.toObject());
    for (const QJsonValue &value : eachOf(report.value(u"additionalData"_s).toArray()))
        property(u"AdditionalData"_s, value.toObject());
    for (const QJsonValue &value : eachOf(report.value(u"binaryData"_s).toArray()))
        file(value.toObject());
}

void WsxfWriter::document(const QJsonObject &report)
{
    const bool repair = report.value(u"type"_s) == u"R"_s;
    m_xml.writeStartDocument();
    m_xml.writeDefaultNamespace(QString::fromLatin1(wsxf::namespaceUri));
    m_xml.writeStartElement(QString::fromLatin1(wsxf::namespaceUri), u"Reports"_s);
    start("Report", wsxf::report, report);
    m_xml.writeAttribute(u"type"_s, repair ? u"UUR"_s : u"UUT"_s);
    const QJsonObject part = report.value(repair ? u"uur"_s : u"uut"_s).toObject();
    start(repair ? "UUR" : "UUT", repair ? std::span<const wsxf::Name>(wsxf::uur) : wsxf::uut, part);
    textElement(u"Comment"_s, part.value(u"comment"_s));
    m_xml.writeEndElement();
    element("Process", wsxf::process, report);
    lists(report);
    if (report.value(u"root"_s).isObject())
        step(report.value(u"root"_s).toObject(), 0);
    m_xml.writeEndDocument();
}

} // namespace

QByteArray toWsxf(const QJsonObject &report, bool indexes)
{
    QByteArray bytes;
    WsxfWriter(&bytes, indexes).document(report);
    return bytes;
}

} // namespace qwats::demo
