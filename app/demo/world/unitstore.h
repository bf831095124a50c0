// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace qwats::demo {

class ProductStore;
class ReportStore;

/// Names a unit: the same serial number may occur with two part numbers.
struct UnitName
{
    QString serialNumber;
    QString partNumber;
    bool operator==(const UnitName &) const = default;
};

/// What is known of a unit at the moment.
struct UnitFacts
{
    UnitName name;
    QString revision = {};
    QString batchNumber = {};
    QString location = {};
    qint64 firstMs = 0; ///< when it was first seen; 0: not known
    int phase = 1;
    int processCode = 0; ///< 0: none
    std::optional<UnitName> parent = {};
    std::vector<qsizetype> rows = {}; ///< its reports, oldest first
};

/// Production units. Nothing is kept of a unit that follows from the reports: a unit is made from its reports, and from
/// those that name it as a sub-unit, whenever it is asked for. What was written lies over that: a phase and a process
/// until a newer report moves the unit on, everything else for good.
///
/// Thread: the server's. The report and product stores must live longer.
class UnitStore
{
public:
    UnitStore(const ReportStore &reports, const ProductStore &products)
        : m_reports(reports)
        , m_products(products)
    {
    }

    /// Nothing when no report, box build or write knows the unit. An empty part number means the part of the newest
    /// report of the serial number.
    std::optional<UnitFacts> facts(const UnitName &name) const;
    std::vector<UnitName> children(const UnitFacts &unit) const;
    /// A unit as on the wire, with its product and sub-units.
    QJsonObject json(const UnitFacts &unit) const { return json(unit, deepestBuild); }
    /// The grade of a unit from the test reports of it (and of that revision, when one is given).
    QJsonObject verification(const UnitFacts &unit, const QString &revision) const;
    /// How the unit got where it is: one row a report or write, oldest first, keys as in PascalCase.
    QJsonArray stateHistory(const UnitFacts &unit) const;
    /// Do the sub-units fit what the revision is built from? `{ok, children, missing, unexpected}`.
    QJsonObject childCheck(const UnitFacts &unit, const QString &revision) const;

    // Writes. The units must be known, but for save(), which creates one.
    void setPhase(const UnitName &name, int phase, const QString &comment, qint64 nowMs);
    void setProcess(const UnitName &name, int processCode, const QString &comment, qint64 nowMs);
    /// Puts a unit into another one. False and @p error when it is in one already, or a unit would contain itself.
    bool addChild(const UnitName &parent, const UnitName &child, QString *error);
    bool removeChild(const UnitName &parent, const UnitName &child); ///< false when it is none of its children
    /// Creates or updates by `serialNumber` and `partNumber`. Refuses with @p error and changes nothing.
    /// @p created is set when the unit was not known.
    std::optional<UnitFacts> save(const QJsonObject &unit, qint64 nowMs, bool *created, QString *error);

    /// What was written and not yet acknowledged, oldest first; empty names mean any.
    QJsonArray changes(const UnitName &wanted) const;
    bool acknowledge(qint64 changeId); ///< false when there is no such change

    /// Batches of a part, or of all; an empty @p batchNumber means any. Their size is the number of units seen.
    QJsonArray batches(const QString &partNumber, const QString &batchNumber) const;
    QJsonObject saveBatch(const QJsonObject &batch, QString *error);

    QJsonObject saveState() const;
    void loadState(const QJsonObject &state);

private:
    static constexpr int deepestBuild = 6;

    QJsonObject json(const UnitFacts &unit, int depth) const;
    QJsonObject overlay(const UnitName &name) const;
    void setOverlay(const UnitName &name, const QJsonObject &overlay);
    void addFromReports(UnitFacts *unit) const;
    void addFromOverlay(UnitFacts *unit) const;
    std::vector<qsizetype> rowsOf(const UnitName &name) const;
    /// The newest test that names the unit as a sub-unit; -1: none.
    qsizetype buildRow(const UnitName &name) const;
    QJsonArray builtIn(const std::vector<qsizetype> &rows) const; ///< sub-units by the newest test that has any
    bool hasAncestor(const UnitName &unit, const UnitName &wanted) const;
    void setParent(const UnitName &child, const UnitName &parent);
    void record(const UnitName &name);
    QString fieldText(qsizetype row, int field) const;

    const ReportStore &m_reports;
    const ProductStore &m_products;
    QHash<QString, QJsonObject> m_overlays; ///< by serial number, line feed, part number
    QHash<QString, QStringList> m_addedTo; ///< overlay names of units that were put into another one, by that one
    std::map<qint64, QJsonObject> m_changes; ///< by id
    qint64 m_nextChange = 1;
    QJsonObject m_batches; ///< written ones by batch number
};

} // namespace qwats::demo
