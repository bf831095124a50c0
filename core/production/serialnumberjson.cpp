// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/jsonvalue.h"
#include "core/production/productionjson.h"

#include <QXmlStreamReader>

namespace qwats {
namespace {

using json::field;
using json::Value;

bool takeIdentifier(SerialNumberType &type, const Value &value)
{
    int number = 0;
    if (!json::readCode(value, number))
        return false;
    type.identifier = number >= 0 && number <= 2 ? SerialIdentifier(number) : SerialIdentifier::SerialNumber;
    return true;
}

Error unreadableNumbers(const QString &detail)
{
    json::Problem problem;
    problem.expected("serial numbers");
    Error error = problem.error();
    error.detail += QStringLiteral(": ") + detail;
    return error;
}

/// `<SN id="…"/>` wherever it stands. Numbers that were handed out must not get lost over the form around them.
Result<QStringList> numbersFromXml(const QString &xml)
{
    QXmlStreamReader reader(xml);
    QStringList numbers;
    bool isList = false;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        isList = isList || reader.name().compare(u"SerialNumbers", Qt::CaseInsensitive) == 0;
        const QString id = reader.attributes().value(QStringLiteral("id")).toString();
        if (reader.name().compare(u"SN", Qt::CaseInsensitive) == 0 && !id.isEmpty())
            numbers << id;
    }
    if (reader.hasError())
        return failure(unreadableNumbers(reader.errorString()));
    if (!isList && numbers.isEmpty())
        return failure(unreadableNumbers(QStringLiteral("no list of numbers")));
    return numbers;
}

Result<QStringList> numbersFromList(const simdjson::dom::array &elements)
{
    QStringList numbers;
    size_t index = 0;
    for (const Value &element : elements) {
        QString number;
        if (!json::read(element, number)) {
            json::Problem problem;
            problem.expected("text");
            problem.at(index);
            return failure(problem.error());
        }
        numbers << number;
        ++index;
    }
    return numbers;
}

} // namespace

Result<SerialNumberTypeList> decodeSerialNumberTypes(const QByteArray &body)
{
    static const json::ObjectReader<SerialNumberType> reader{
        field<&SerialNumberType::name>("name"),
        field<&SerialNumberType::description>("description"),
        field<&SerialNumberType::format>("format"),
        field<&SerialNumberType::pattern>("regEx"),
        field<&SerialNumberType::identifierName>("identifierName"),
        {"identifier", takeIdentifier, "a number"},
    };
    return json::decodeList(body, reader);
}

Result<QStringList> decodeTakenSerialNumbers(const QByteArray &body)
{
    const QByteArray start = body.left(64).trimmed();
    if (start.startsWith('<') || start.startsWith("\xEF\xBB\xBF<"))
        return numbersFromXml(QString::fromUtf8(body.trimmed()));
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (simdjson::dom::array elements; document->get(elements) == simdjson::SUCCESS)
        return numbersFromList(elements);
    QString text;
    if (document->is_string() && json::read(*document, text))
        return numbersFromXml(text);
    return failure(unreadableNumbers(QStringLiteral("neither XML nor a list")));
}

Result<SerialNumberList> decodeSerialNumbers(const QByteArray &body)
{
    static const json::ObjectReader<SerialNumber> reader{
        field<&SerialNumber::number>("serialNumber"),
        field<&SerialNumber::type>("serialNumberType"),
        field<&SerialNumber::state>("state"),
        field<&SerialNumber::referenceSerialNumber>("referenceSerialNumber"),
        field<&SerialNumber::referencePartNumber>("referencePartNumber"),
        field<&SerialNumber::stationName>("stationName"),
        field<&SerialNumber::taken>("takenUtc"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

Result<SerialNumberRangeList> decodeSerialNumberRanges(const QByteArray &body)
{
    static const json::ObjectReader<SerialNumberRange> reader{
        field<&SerialNumberRange::type>("type"),   field<&SerialNumberRange::from>("from"),
        field<&SerialNumberRange::to>("to"),       field<&SerialNumberRange::state>("state"),
        field<&SerialNumberRange::count>("count"),
    };
    return json::decodeList(body, reader);
}

Result<SerialNumberPoolList> decodeSerialNumberPools(const QByteArray &body)
{
    static const json::ObjectReader<SerialNumberPool> reader{
        field<&SerialNumberPool::type>("typeName"),
        field<&SerialNumberPool::total>("total"),
        field<&SerialNumberPool::free>("free"),
        field<&SerialNumberPool::taken>("taken"),
    };
    return json::decodeList(body, reader);
}

Result<qint64> decodeSerialNumberCount(const QByteArray &body)
{
    struct Counted
    {
        std::optional<qint64> count;
    };
    static const json::ObjectReader<Counted> reader{field<&Counted::count>("count")};
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    Counted counted;
    json::Problem problem;
    const bool good
        = document->is_object() ? reader.read(*document, counted, problem) : json::read(*document, counted.count);
    if (good && counted.count)
        return *counted.count;
    if (problem.isNone())
        problem.expected("a count");
    return failure(problem.error());
}

Result<QByteArray> decodeSerialNumberFile(const QByteArray &body)
{
    return body;
}

} // namespace qwats
