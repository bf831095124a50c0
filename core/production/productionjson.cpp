// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/production/productionjson.h"

#include "core/json/jsonvalue.h"
#include "core/json/namedtags.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace qwats {
namespace {

using json::field;
using json::Value;

struct ProductName
{
    QString name;
};

/// Of the product that comes with a unit only its name is wanted.
bool takeProductName(Unit &unit, const Value &value)
{
    static const json::ObjectReader<ProductName> reader{field<&ProductName::name>("name")};
    ProductName product;
    json::Problem ignored;
    if (value.is_object())
        reader.readWhatFits(value, product, ignored);
    unit.productName = product.name;
    return true; // the unit does not depend on it
}

const json::ObjectReader<Unit> &unitReader();

bool takeSubUnits(Unit &unit, const Value &value, json::Problem &problem)
{
    return json::readArray(value, unit.subUnits, unitReader(), problem);
}

const json::ObjectReader<Unit> &unitReader()
{
    static const json::ObjectReader<Unit> reader{
        field<&Unit::serialNumber>("serialNumber"),
        field<&Unit::partNumber>("partNumber"),
        field<&Unit::revision>("revision"),
        field<&Unit::parentSerialNumber>("parentSerialNumber"),
        field<&Unit::batchNumber>("batchNumber"),
        field<&Unit::serialDate>("serialDate"),
        field<&Unit::location>("currentLocation"),
        field<&Unit::xmlData>("xmlData"),
        field<&Unit::phaseId>("unitPhaseId"),
        field<&Unit::phase>("unitPhase"),
        field<&Unit::processCode>("processCode"),
        {"product", takeProductName, "an object"},
        {"tags",
         [](Unit &unit, const Value &value, json::Problem &problem) {
             return json::readTags(value, unit.tags, problem);
         }},
        {"subUnits", takeSubUnits},
    };
    return reader;
}

const json::ObjectReader<VerifiedProcess> &verifiedProcessReader()
{
    static const json::ObjectReader<VerifiedProcess> reader{
        field<&VerifiedProcess::code>("processCode"),        field<&VerifiedProcess::name>("processName"),
        field<&VerifiedProcess::index>("processIndex"),      field<&VerifiedProcess::status>("status"),
        field<&VerifiedProcess::stationName>("stationName"), field<&VerifiedProcess::start>("startUtc"),
        field<&VerifiedProcess::totalCount>("totalCount"),   field<&VerifiedProcess::nonPassedCount>("nonPassedCount"),
        field<&VerifiedProcess::repairCount>("repairCount"),
    };
    return reader;
}

const json::ObjectReader<ProductionBatch> &batchReader()
{
    static const json::ObjectReader<ProductionBatch> reader{
        field<&ProductionBatch::number>("batchNumber"),
        field<&ProductionBatch::partNumber>("partNumber"),
        field<&ProductionBatch::size>("batchSize"),
    };
    return reader;
}

/// Writes an answer of any shape down as names and values, within bounds whatever the answer is.
class Flattener
{
public:
    explicit Flattener(NamedValueList &out)
        : m_out(out)
    {
    }

    void add(const QString &name, const Value &value, int depth = 0)
    {
        if (m_out.size() >= MostValues)
            return;
        const bool isDeep = depth >= Deepest;
        if (value.is_object() && !isDeep)
            addMembers(name, value, depth);
        else if (value.is_array() && !isDeep)
            addElements(name, value, depth);
        else
            m_out.push_back({name, textOf(value)});
    }

private:
    static constexpr size_t MostValues = 10'000;
    static constexpr int Deepest = 16;
    static constexpr qsizetype LongestName = 400;

    void addMembers(const QString &name, const Value &value, int depth)
    {
        simdjson::dom::object members;
        if (value.get(members) != simdjson::SUCCESS)
            return;
        for (const auto &[key, member] : members) {
            const QString own = QString::fromUtf8(key.data(), qsizetype(std::min<size_t>(key.size(), LongestName)));
            add((name.isEmpty() ? own : name + u'.' + own).left(LongestName), member, depth + 1);
        }
    }

    void addElements(const QString &name, const Value &value, int depth)
    {
        simdjson::dom::array elements;
        if (value.get(elements) != simdjson::SUCCESS)
            return;
        size_t index = 0;
        for (const Value &element : elements) {
            if (m_out.size() >= MostValues)
                return;
            add((name + QStringLiteral("[%1]").arg(index++)).left(LongestName), element, depth + 1);
        }
    }

    static QString textOf(const Value &value)
    {
        QString text;
        if (value.is_object() || value.is_array())
            text = QString::fromStdString(simdjson::minify(value)).left(LongestName);
        else if (!json::read(value, text))
            text.clear();
        return text;
    }

    NamedValueList &m_out;
};

void putText(QJsonObject &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1StringView(key), text);
}

QJsonObject unitObject(const Unit &unit)
{
    QJsonObject object;
    putText(object, "serialNumber", unit.serialNumber);
    putText(object, "partNumber", unit.partNumber);
    putText(object, "revision", unit.revision);
    putText(object, "parentSerialNumber", unit.parentSerialNumber);
    putText(object, "batchNumber", unit.batchNumber);
    putText(object, "serialDate", unit.serialDate.toIso());
    putText(object, "currentLocation", unit.location);
    putText(object, "xmlData", unit.xmlData);
    if (unit.phaseId != 0)
        object.insert(u"unitPhaseId", unit.phaseId);
    else
        putText(object, "unitPhase", unit.phase);
    if (unit.processCode)
        object.insert(u"processCode", *unit.processCode);
    QJsonArray tags;
    for (const NamedTag &tag : unit.tags)
        tags.append(QJsonObject{{QStringLiteral("key"), tag.key}, {QStringLiteral("value"), tag.value}});
    if (!tags.isEmpty())
        object.insert(u"tags", tags);
    QJsonArray children;
    for (const Unit &child : unit.subUnits)
        children.append(unitObject(child));
    if (!children.isEmpty())
        object.insert(u"subUnits", children);
    return object;
}

} // namespace

Result<Unit> decodeUnit(const QByteArray &body)
{
    const json::SharedTexts shared;
    auto unit = json::decodeObject(body, unitReader());
    if (unit && unit->serialNumber.isEmpty()) {
        json::Problem problem;
        problem.expected("a unit with a serial number");
        return failure(problem.error());
    }
    return unit;
}

Result<UnitChangeList> decodeUnitChanges(const QByteArray &body)
{
    static const json::ObjectReader<UnitChange> reader{
        field<&UnitChange::id>("id"),
        field<&UnitChange::serialNumber>("unitSerialNumber"),
        field<&UnitChange::newParentSerialNumber>("newParentSerialNumber"),
        field<&UnitChange::newPartNumber>("newPartNumber"),
        field<&UnitChange::newRevision>("newRevision"),
        field<&UnitChange::newPhaseId>("newUnitPhaseId"),
    };
    return json::decodeList(body, reader);
}

Result<UnitVerification> decodeUnitVerification(const QByteArray &body)
{
    static const json::ObjectReader<UnitVerification> reader{
        field<&UnitVerification::status>("status"),
        field<&UnitVerification::grade>("grade"),
        field<&UnitVerification::inCorrectOrder>("allProcessesExecutedInCorrectOrder"),
        field<&UnitVerification::passedFirstRun>("allProcessesPassedFirstRun"),
        field<&UnitVerification::passedAnyRun>("allProcessesPassedAnyRun"),
        field<&UnitVerification::passedLastRun>("allProcessesPassedLastRun"),
        field<&UnitVerification::noRepairs>("noRepairs"),
        {"results",
         [](UnitVerification &grade, const Value &value, json::Problem &problem) {
             return json::readArray(value, grade.processes, verifiedProcessReader(), problem);
         }},
    };
    return json::decodeObject(body, reader);
}

Result<NamedValueList> decodeNamedValues(const QByteArray &body)
{
    NamedValueList values;
    if (body.isEmpty())
        return values;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (!json::isNothing(*document))
        Flattener(values).add({}, *document);
    return values;
}

Result<UnitHierarchy> decodeUnitHierarchy(const QByteArray &body)
{
    static const json::ObjectReader<UnitHierarchyRow> reader{
        field<&UnitHierarchyRow::level>("level"),
    };
    UnitHierarchy rows;
    if (body.isEmpty())
        return rows;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    json::Problem problem;
    if (json::isNothing(*document))
        return rows;
    UnitList units;
    if (!json::readArray(*document, rows, reader, problem) || !json::readArray(*document, units, unitReader(), problem))
        return failure(problem.error());
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i].unit = std::move(units[i]);
    return rows;
}

Result<UnitStateHistory> decodeUnitStates(const QByteArray &body)
{
    static const json::ObjectReader<UnitState> reader{
        field<&UnitState::date>("dateUtc"),
        field<&UnitState::phaseId>("unitPhaseId"),
        field<&UnitState::phase>("unitPhase"),
        field<&UnitState::processCode>("processCode"),
        field<&UnitState::processName>("processName"),
        field<&UnitState::stationName>("stationName"),
        field<&UnitState::reportId>("reportId"),
        field<&UnitState::user>("user"),
        field<&UnitState::comment>("comment"),
    };
    return json::decodeList(body, reader);
}

Result<UnitPhaseList> decodeUnitPhases(const QByteArray &body)
{
    static const json::ObjectReader<UnitPhase> reader{
        field<&UnitPhase::id>("unitPhaseId"),
        field<&UnitPhase::code>("code"),
        field<&UnitPhase::name>("name"),
        field<&UnitPhase::description>("description"),
    };
    return json::decodeList(body, reader);
}

Result<UnitsSaved> decodeUnitsSaved(const QByteArray &body)
{
    static const json::ObjectReader<UnitsSaved> reader{
        field<&UnitsSaved::inserted>("insertCount"),
        field<&UnitsSaved::updated>("updateCount"),
        field<&UnitsSaved::errors>("errorCount"),
    };
    UnitsSaved saved;
    if (body.isEmpty())
        return saved;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (json::isNothing(*document))
        return saved;
    json::Problem problem;
    const bool good = document->is_array() ? json::readArray(*document, saved.units, unitReader(), problem)
                                           : reader.read(*document, saved, problem);
    if (!good)
        return failure(problem.error());
    return saved;
}

Result<ProductionBatchList> decodeBatches(const QByteArray &body)
{
    ProductionBatchList batches;
    if (body.isEmpty())
        return batches;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    json::Problem problem;
    if (document->is_object() && !json::isNothing(*document)) {
        batches.emplace_back();
        if (!batchReader().read(*document, batches.back(), problem))
            return failure(problem.error());
    } else if (!json::isNothing(*document) && !json::readArray(*document, batches, batchReader(), problem)) {
        return failure(problem.error());
    }
    return batches;
}

Result<SiteList> decodeSites(const QByteArray &body)
{
    static const json::ObjectReader<Site> reader{field<&Site::id>("siteId"), field<&Site::name>("name")};
    return json::decodeList(body, reader);
}

QByteArray encodeUnits(const UnitList &units)
{
    QJsonArray rows;
    for (const Unit &unit : units)
        rows.append(unitObject(unit));
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

QByteArray encodeBatches(const ProductionBatchList &batches)
{
    QJsonArray rows;
    for (const ProductionBatch &batch : batches) {
        QJsonObject row;
        putText(row, "batchNumber", batch.number);
        putText(row, "partNumber", batch.partNumber);
        if (batch.size)
            row.insert(u"batchSize", *batch.size);
        rows.append(row);
    }
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

} // namespace qwats
