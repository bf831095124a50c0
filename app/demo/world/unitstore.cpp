// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/unitstore.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/productstore.h"
#include "app/demo/world/reportstore.h"
#include "app/demo/world/testplan.h"
#include "app/demo/world/unitphases.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QString overlayKey(const UnitName &name)
{
    return name.serialNumber + u'\n' + name.partNumber;
}

UnitName unitNameOf(const QString &overlayKey)
{
    return {overlayKey.section(u'\n', 0, 0), overlayKey.section(u'\n', 1)};
}

UnitName unitNameIn(const QJsonObject &object)
{
    return {object.value(u"serialNumber"_s).toString(), object.value(u"partNumber"_s).toString()};
}

/// Passing it ends the production of a unit.
bool isLastProcess(int code, const QString &category)
{
    return code == 100 || (code == 50 && category != u"Drives"_s);
}

} // namespace

QString UnitStore::fieldText(qsizetype row, int field) const
{
    const auto *known = m_reports.schema().field(QLatin1StringView(headerFields()[std::size_t(field)].name).toString());
    const odata::Value value = known->read({row, -1});
    return value.kind == odata::Kind::Number ? QString::number(value.number, 'g', 15) : value.text;
}

std::vector<qsizetype> UnitStore::rowsOf(const UnitName &name) const
{
    std::vector<qsizetype> rows = m_reports.rowsOfSerial(name.serialNumber);
    std::erase_if(rows, [&](qsizetype row) { return fieldText(row, PartNumber) != name.partNumber; });
    return rows;
}

qsizetype UnitStore::buildRow(const UnitName &name) const
{
    return m_reports.newestBuild(name.serialNumber, name.partNumber);
}

QJsonArray UnitStore::builtIn(const std::vector<qsizetype> &rows) const
{
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        if (m_reports.isRepair(*row))
            continue;
        if (QJsonArray units = m_reports.subUnits(*row); !units.isEmpty())
            return units;
    }
    return {};
}

void UnitStore::addFromReports(UnitFacts *unit) const
{
    const qsizetype last = unit->rows.back();
    const auto lastTest
        = std::find_if(unit->rows.rbegin(), unit->rows.rend(), [&](qsizetype row) { return !m_reports.isRepair(row); });
    const qsizetype source = lastTest == unit->rows.rend() ? last : *lastTest;
    unit->revision = fieldText(source, Revision);
    unit->batchNumber = fieldText(source, BatchNumber);
    unit->location = fieldText(last, Location);
    unit->firstMs = m_reports.startMs(unit->rows.front());
    unit->processCode = fieldText(last, ProcessCode).toInt();
    const QString result = fieldText(last, Result);
    const QJsonObject *product = m_products.find(unit->name.partNumber);
    const QString category = product ? product->value(u"productCategoryName"_s).toString() : QString();
    if (m_reports.isRepair(last))
        unit->phase = phase::Repaired;
    else if (result == u"Failed"_s)
        unit->phase = phase::ProductionRepair;
    else if (result == u"Passed"_s && isLastProcess(unit->processCode, category))
        unit->phase = phase::Finalized;
    else
        unit->phase = phase::UnderProduction;
}

void UnitStore::addFromOverlay(UnitFacts *unit) const
{
    const QJsonObject written = overlay(unit->name);
    const auto current = [&](const QString &key) {
        const QJsonObject entry = written.value(key).toObject();
        return entry.value(u"reports"_s).toInteger() >= qint64(unit->rows.size()) ? entry : QJsonObject();
    };
    unit->phase = current(u"phase"_s).value(u"id"_s).toInt(unit->phase);
    unit->processCode = current(u"process"_s).value(u"id"_s).toInt(unit->processCode);
    const QJsonObject fields = written.value(u"fields"_s).toObject();
    unit->revision = fields.value(u"revision"_s).toString(unit->revision);
    unit->batchNumber = fields.value(u"batchNumber"_s).toString(unit->batchNumber);
    unit->location = fields.value(u"currentLocation"_s).toString(unit->location);
    if (unit->firstMs == 0)
        unit->firstMs = written.value(u"createdMs"_s).toInteger();
    if (written.contains(u"parent"_s)) {
        const UnitName parent = unitNameIn(written.value(u"parent"_s).toObject());
        unit->parent = parent.serialNumber.isEmpty() ? std::nullopt : std::optional(parent);
    }
}

std::optional<UnitFacts> UnitStore::facts(const UnitName &wanted) const
{
    UnitFacts unit{.name = wanted};
    if (wanted.partNumber.isEmpty()) {
        const std::vector<qsizetype> rows = m_reports.rowsOfSerial(wanted.serialNumber);
        if (rows.empty())
            return std::nullopt;
        unit.name.partNumber = fieldText(rows.back(), PartNumber);
    }
    unit.rows = rowsOf(unit.name);
    const QJsonObject written = overlay(unit.name);
    const qsizetype build = written.contains(u"parent"_s) && !unit.rows.empty() ? -1 : buildRow(unit.name);
    if (unit.rows.empty() && build < 0 && written.isEmpty())
        return std::nullopt;
    if (!unit.rows.empty())
        addFromReports(&unit);
    if (build >= 0) {
        unit.parent = UnitName{fieldText(build, SerialNumber), fieldText(build, PartNumber)};
        if (unit.rows.empty()) {
            for (const QJsonValue &entry : eachOf(m_reports.subUnits(build))) {
                if (unitNameIn(entry.toObject()) == unit.name)
                    unit.revision = entry.toObject().value(u"revision"_s).toString();
            }
            unit.phase = phase::Finalized;
            unit.location = fieldText(build, Location);
            unit.firstMs = m_reports.startMs(build);
        }
    }
    addFromOverlay(&unit);
    return unit;
}

std::vector<UnitName> UnitStore::children(const UnitFacts &unit) const
{
    std::vector<UnitName> list;
    for (const QJsonValue &entry : eachOf(builtIn(unit.rows))) {
        const UnitName child = unitNameIn(entry.toObject());
        const qsizetype build = overlay(child).contains(u"parent"_s) ? -1 : buildRow(child);
        // A unit that was built into another one later is no longer here.
        if (build >= 0 && fieldText(build, SerialNumber) == unit.name.serialNumber
            && fieldText(build, PartNumber) == unit.name.partNumber)
            list.push_back(child);
    }
    for (const QString &key : m_addedTo.value(overlayKey(unit.name)))
        list.push_back(unitNameOf(key));
    return list;
}

QJsonObject UnitStore::json(const UnitFacts &unit, int depth) const
{
    QJsonObject object{{u"serialNumber"_s, unit.name.serialNumber},
                       {u"partNumber"_s, unit.name.partNumber},
                       {u"revision"_s, unit.revision},
                       {u"batchNumber"_s, unit.batchNumber},
                       {u"currentLocation"_s, unit.location},
                       {u"unitPhaseId"_s, unit.phase},
                       {u"tags"_s, QJsonArray()}};
    if (unit.parent) {
        object.insert(u"parentSerialNumber"_s, unit.parent->serialNumber);
        object.insert(u"parentPartNumber"_s, unit.parent->partNumber);
    }
    if (unit.firstMs > 0)
        object.insert(u"serialDate"_s, isoUtc(unit.firstMs));
    if (const UnitPhase *phase = findUnitPhase(unit.phase))
        object.insert(u"unitPhase"_s, QString::fromLatin1(phase->name));
    if (unit.processCode > 0)
        object.insert(u"processCode"_s, unit.processCode);
    if (const QJsonObject *product = m_products.find(unit.name.partNumber))
        object.insert(u"product"_s, *product);
    if (const QJsonObject known = m_products.revision(unit.name.partNumber, unit.revision); !known.isEmpty())
        object.insert(u"productRevision"_s, known);
    QJsonArray subUnits;
    for (const UnitName &name : depth > 0 ? children(unit) : std::vector<UnitName>()) {
        if (const auto child = facts(name))
            subUnits.append(json(*child, depth - 1));
    }
    object.insert(u"subUnits"_s, subUnits);
    const QJsonObject fields = overlay(unit.name).value(u"fields"_s).toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonArray UnitStore::batches(const QString &partNumber, const QString &batchNumber) const
{
    const std::map<QString, int> sizes = m_reports.batchSizes(partNumber, batchNumber);
    QJsonArray rows;
    for (const auto &[number, size] : sizes) {
        QJsonObject row{{u"batchNumber"_s, number}, {u"batchSize"_s, size}};
        const QJsonObject written = m_batches.value(number).toObject();
        for (auto it = written.begin(); it != written.end(); ++it)
            row.insert(it.key(), *it);
        rows.append(row);
    }
    for (auto it = m_batches.begin(); it != m_batches.end(); ++it) {
        const QString part = it->toObject().value(u"partNumber"_s).toString();
        const bool wanted = (batchNumber.isEmpty() || batchNumber == it.key())
            && (partNumber.isEmpty() || part.isEmpty() || part == partNumber);
        if (wanted && !sizes.contains(it.key()))
            rows.append(*it);
    }
    return rows;
}

QJsonObject UnitStore::saveBatch(const QJsonObject &batch, QString *error)
{
    const QString number = batch.value(u"batchNumber"_s).toString();
    const QJsonValue size = batch.value(u"batchSize"_s);
    if (number.isEmpty())
        *error = u"A batch needs a batch number."_s;
    else if (!size.isUndefined() && size.toInt(-1) < 0)
        *error = u"The size of batch '%1' must be a whole number."_s.arg(number);
    if (!error->isEmpty())
        return {};
    QJsonObject stored = m_batches.value(number).toObject();
    mergeEntity(&stored, batch);
    m_batches.insert(number, stored);
    return stored;
}

} // namespace qwats::demo
