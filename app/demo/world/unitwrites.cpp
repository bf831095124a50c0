// SPDX-License-Identifier: GPL-3.0-or-later
// What is written to units, over what follows from the reports.
#include "app/demo/world/eachof.h"
#include "app/demo/world/productstore.h"
#include "app/demo/world/testplan.h"
#include "app/demo/world/unitphases.h"
#include "app/demo/world/unitstore.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QString writtenKey(const UnitName &name)
{
    return name.serialNumber + u'\n' + name.partNumber;
}

QJsonObject nameJson(const UnitName &name)
{
    return {{u"serialNumber"_s, name.serialNumber}, {u"partNumber"_s, name.partNumber}};
}

UnitName nameFrom(const QJsonObject &object)
{
    return {object.value(u"serialNumber"_s).toString(), object.value(u"partNumber"_s).toString()};
}

/// Appends to the history of an overlay.
void remember(QJsonObject *overlay, const QString &key, int value, const QString &comment, qint64 nowMs)
{
    QJsonArray history = overlay->value(u"history"_s).toArray();
    history.append(QJsonObject{{u"atMs"_s, nowMs}, {key, value}, {u"comment"_s, comment}});
    overlay->insert(u"history"_s, history);
}

/// Keys of a unit that are kept apart from the plain ones, or follow from elsewhere.
bool isDerived(const QString &key)
{
    static const QStringList keys{u"serialNumber"_s,     u"partNumber"_s, u"parentSerialNumber"_s,
                                  u"parentPartNumber"_s, u"unitPhase"_s,  u"unitPhaseId"_s,
                                  u"processCode"_s,      u"product"_s,    u"productRevision"_s,
                                  u"subUnits"_s};
    return keys.contains(key);
}

/// The phase that a written unit asks for: null and no error when it does not say.
const UnitPhase *phaseIn(const QJsonObject &unit, QString *error)
{
    const QString id = unit.value(u"unitPhaseId"_s).toVariant().toString();
    const QString asked = id.isEmpty() ? unit.value(u"unitPhase"_s).toString() : id;
    const UnitPhase *phase = asked.isEmpty() ? nullptr : findUnitPhase(asked);
    if (!asked.isEmpty() && !phase)
        *error = u"There is no unit phase '%1'."_s.arg(asked);
    return phase;
}

} // namespace

QJsonObject UnitStore::overlay(const UnitName &name) const
{
    return m_overlays.isEmpty() ? QJsonObject() : m_overlays.value(writtenKey(name));
}

void UnitStore::setOverlay(const UnitName &name, const QJsonObject &overlay)
{
    m_overlays.insert(writtenKey(name), overlay);
}

void UnitStore::record(const UnitName &name)
{
    const auto unit = facts(name);
    if (!unit)
        return;
    QJsonObject change{{u"id"_s, m_nextChange},
                       {u"unitSerialNumber"_s, unit->name.serialNumber},
                       {u"unitPartNumber"_s, unit->name.partNumber},
                       {u"newPartNumber"_s, unit->name.partNumber},
                       {u"newRevision"_s, unit->revision},
                       {u"newUnitPhaseId"_s, unit->phase}};
    if (unit->parent)
        change.insert(u"newParentSerialNumber"_s, unit->parent->serialNumber);
    m_changes.emplace(m_nextChange++, change);
}

void UnitStore::setPhase(const UnitName &name, int phase, const QString &comment, qint64 nowMs)
{
    QJsonObject written = overlay(name);
    written.insert(u"phase"_s, QJsonObject{{u"id"_s, phase}, {u"reports"_s, qint64(rowsOf(name).size())}});
    remember(&written, u"phase"_s, phase, comment, nowMs);
    setOverlay(name, written);
    record(name);
}

void UnitStore::setProcess(const UnitName &name, int processCode, const QString &comment, qint64 nowMs)
{
    QJsonObject written = overlay(name);
    written.insert(u"process"_s, QJsonObject{{u"id"_s, processCode}, {u"reports"_s, qint64(rowsOf(name).size())}});
    remember(&written, u"process"_s, processCode, comment, nowMs);
    setOverlay(name, written);
    record(name);
}

bool UnitStore::hasAncestor(const UnitName &unit, const UnitName &wanted) const
{
    std::optional<UnitName> at = unit;
    for (int level = 0; at && level < 2 * deepestBuild; ++level) {
        if (*at == wanted)
            return true;
        const auto known = facts(*at);
        at = known ? known->parent : std::nullopt;
    }
    return at.has_value(); // deeper than any build: refuse that too
}

void UnitStore::setParent(const UnitName &child, const UnitName &parent)
{
    QJsonObject written = overlay(child);
    const UnitName before = nameFrom(written.value(u"parent"_s).toObject());
    if (!before.serialNumber.isEmpty())
        m_addedTo[writtenKey(before)].removeAll(writtenKey(child));
    if (!parent.serialNumber.isEmpty())
        m_addedTo[writtenKey(parent)] += writtenKey(child);
    written.insert(u"parent"_s, nameJson(parent));
    setOverlay(child, written);
}

bool UnitStore::addChild(const UnitName &parent, const UnitName &child, QString *error)
{
    const auto unit = facts(child);
    if (unit && unit->parent == parent)
        return true;
    if (unit && unit->parent)
        *error = u"The unit '%1' is part of '%2' already."_s.arg(child.serialNumber, unit->parent->serialNumber);
    else if (hasAncestor(parent, child))
        *error = u"A unit cannot be part of itself."_s;
    if (!error->isEmpty())
        return false;
    setParent(child, parent);
    record(child);
    return true;
}

bool UnitStore::removeChild(const UnitName &parent, const UnitName &child)
{
    const auto unit = facts(child);
    if (!unit || unit->parent != parent)
        return false;
    setParent(child, {});
    record(child);
    return true;
}

std::optional<UnitFacts> UnitStore::save(const QJsonObject &unit, qint64 nowMs, bool *created, QString *error)
{
    const UnitName name = nameFrom(unit);
    const auto known = name.serialNumber.isEmpty() || name.partNumber.isEmpty() ? std::nullopt : facts(name);
    const UnitPhase *phase = phaseIn(unit, error);
    const int process = unit.value(u"processCode"_s).toInt();
    const QString parentSerial = unit.value(u"parentSerialNumber"_s).toString();
    const auto parent
        = parentSerial.isEmpty() ? std::nullopt : facts({parentSerial, unit.value(u"parentPartNumber"_s).toString()});
    const std::optional<UnitName> newParent
        = parent && !(known && known->parent == parent->name) ? std::optional(parent->name) : std::nullopt;
    if (name.serialNumber.isEmpty() || name.partNumber.isEmpty())
        *error = u"A unit needs a serial number and a part number."_s;
    else if (process != 0 && !findProcess(process))
        *error = u"There is no process with the code %1."_s.arg(process);
    else if (!parentSerial.isEmpty() && !parent)
        *error = u"There is no unit '%1' to put '%2' into."_s.arg(parentSerial, name.serialNumber);
    else if (newParent && hasAncestor(*newParent, name))
        *error = u"A unit cannot be part of itself."_s;
    for (const QJsonValue &entry : eachOf(unit.value(u"subUnits"_s).toArray())) {
        const UnitName child = nameFrom(entry.toObject());
        if (error->isEmpty() && (!facts(child) || hasAncestor(name, child)))
            *error = u"The unit '%1' cannot be part of '%2'."_s.arg(child.serialNumber, name.serialNumber);
    }
    if (!error->isEmpty())
        return std::nullopt;

    *created = !known;
    QJsonObject written = overlay(name);
    if (!known)
        written.insert(u"createdMs"_s, nowMs);
    const QJsonObject before = known ? json(*known, 0) : QJsonObject();
    QJsonObject change;
    for (auto it = unit.begin(); it != unit.end(); ++it) {
        if (!isDerived(it.key()) && *it != before.value(it.key()))
            change.insert(it.key(), *it);
    }
    QJsonObject fields = written.value(u"fields"_s).toObject();
    mergeEntity(&fields, change);
    written.insert(u"fields"_s, fields);
    setOverlay(name, written);
    if (phase && !(known && known->phase == phase->id))
        setPhase(name, phase->id, {}, nowMs);
    if (process != 0 && !(known && known->processCode == process))
        setProcess(name, process, {}, nowMs);
    if (newParent || (known && known->parent && unit.value(u"parentSerialNumber"_s).isNull()))
        setParent(name, newParent.value_or(UnitName()));
    for (const QJsonValue &entry : eachOf(unit.value(u"subUnits"_s).toArray())) {
        const UnitName child = nameFrom(entry.toObject());
        if (const auto at = facts(child); at && at->parent != name)
            setParent(child, name);
    }
    record(name);
    return facts(name);
}

QJsonArray UnitStore::changes(const UnitName &wanted) const
{
    QJsonArray rows;
    for (const auto &[id, change] : m_changes) {
        const bool fits
            = (wanted.serialNumber.isEmpty() || change.value(u"unitSerialNumber"_s).toString() == wanted.serialNumber)
            && (wanted.partNumber.isEmpty() || change.value(u"unitPartNumber"_s).toString() == wanted.partNumber);
        if (fits)
            rows.append(change);
    }
    return rows;
}

bool UnitStore::acknowledge(qint64 changeId)
{
    return m_changes.erase(changeId) > 0;
}

QJsonObject UnitStore::saveState() const
{
    QJsonObject units;
    for (auto it = m_overlays.begin(); it != m_overlays.end(); ++it)
        units.insert(it.key(), it.value());
    QJsonObject changes;
    for (const auto &[id, change] : m_changes)
        changes.insert(QString::number(id), change);
    return {{u"units"_s, units}, {u"changes"_s, changes}, {u"batches"_s, m_batches}, {u"nextChange"_s, m_nextChange}};
}

void UnitStore::loadState(const QJsonObject &state)
{
    m_overlays.clear();
    m_addedTo.clear();
    m_changes.clear();
    const QJsonObject units = state.value(u"units"_s).toObject();
    for (auto it = units.begin(); it != units.end(); ++it) {
        m_overlays.insert(it.key(), it->toObject());
        const UnitName parent = nameFrom(it->toObject().value(u"parent"_s).toObject());
        if (!parent.serialNumber.isEmpty())
            m_addedTo[writtenKey(parent)] += it.key();
    }
    const QJsonObject changes = state.value(u"changes"_s).toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        m_changes.emplace(it.key().toLongLong(), it->toObject());
    m_batches = state.value(u"batches"_s).toObject();
    m_nextChange = state.value(u"nextChange"_s).toInteger(1);
}

} // namespace qwats::demo
