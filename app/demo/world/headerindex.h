// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/selection.h"
#include "app/demo/world/headerfields.h"
#include "app/demo/world/production.h"
#include "app/demo/world/rowset.h"

#include <QHash>
#include <QLatin1StringView>

#include <array>
#include <functional>
#include <list>
#include <span>
#include <vector>

namespace qwats::demo {

/// Serial number of the unit of a made-up report: the letters of its product and six digits or more.
/// The text stands in @p buffer.
QLatin1StringView serialNumberOf(const ReportRecord &record, std::array<char, 32> *buffer);

/// Answers filters and sort orders over the made-up reports without reading a million of them.
///
/// Rows are in time order, so a time span is a range. Every row belongs to a class (same product, station, outcome and
/// so on: a few thousand classes) and to a unit; a condition is asked once a class or once a unit, and a row is read
/// only for what differs within them. Serial numbers are kept sorted. About 20 bytes a row.
///
/// Thread: the server's; answers are remembered. Refers to the records, which must not change and must live longer.
class HeaderIndex
{
public:
    /// Reads one field of one row: a HeaderField before headerFieldCount.
    using Reader = std::function<odata::Value(qsizetype row, int field)>;
    /// The row with an id in lower case; -1 when no made-up report has it.
    using Finder = std::function<qsizetype(const QString &id)>;

    /// @p seed: the one that the ids of the reports follow from.
    HeaderIndex(const std::vector<ReportRecord> &records, quint32 seed, Reader read, Finder find);
    HeaderIndex(const HeaderIndex &) = delete;
    HeaderIndex &operator=(const HeaderIndex &) = delete;

    quint32 size() const { return quint32(m_records.size()); }
    qsizetype classCount() const { return qsizetype(m_classRows.size()); }
    const RowSet &repairs() const { return m_repairs; }

    /// The rows that pass the filter, tests and repairs alike. The last few answers are kept, so that paging is cheap.
    RowSet matching(const odata::Selection &selection) const;
    /// Rows number @p page.skip up to @p page.end of @p rows in the order of @p keys; of equal rows the newer comes
    /// first. The page must be within the number of rows.
    std::vector<quint32> sorted(const RowSet &rows, const std::vector<odata::Selection::Key> &keys,
                                odata::Page page) const;
    /// The reports of every unit with this serial number (in any letter case), oldest first.
    std::vector<quint32> rowsOfSerial(QStringView serialNumber) const;
    std::span<const quint32> rowsOfUnit(quint32 unit) const;
    /// Units that have number @p number as their sub-unit @p which, see builtInUnits().
    std::vector<quint32> unitsBuiltFrom(std::size_t which, quint32 number) const;
    /// Calls @p visit(unit) for every unit, in the order of their serial numbers.
    template <typename Visit> void forEachUnit(Visit visit) const
    {
        for (const quint32 unit : m_bySerial)
            visit(unit);
    }
    /// First row that starts at @p ms or later; size() when there is none.
    quint32 firstRowFrom(qint64 ms) const;

private:
    /// A sort key as a number: rows compare as their numbers do.
    struct SortColumn
    {
        std::function<quint64(quint32 row)> number;
        int bits = 64; ///< that the numbers need
    };
    class Filter;
    class SortOrder;

    void makeClasses();
    void makeUnits();
    void sortSerials();
    quint64 serialKey(const ReportRecord &record) const;
    const ReportRecord &recordOf(quint32 unit) const { return m_records[m_unitRows[m_unitBegin[unit]]]; }
    std::vector<quint32> units() const; ///< those that have reports
    std::vector<quint32> sortedRanks(const std::vector<quint32> &rows, int field) const;
    SortColumn column(const odata::Selection::Key &key) const;
    const std::vector<quint32> &classRanks(int field) const;
    const std::vector<quint32> &valueRanks(int field) const;

    const std::vector<ReportRecord> &m_records;
    quint32 m_seed;
    Reader m_read;
    Finder m_find;
    RowSet m_repairs;
    quint32 m_maxExecMs = 0;
    std::vector<quint32> m_classOf; ///< by row
    std::vector<quint32> m_classRows; ///< by class: its first row
    std::vector<quint32> m_unitBegin; ///< by unit: where its rows begin in m_unitRows; one more at the end
    std::vector<quint32> m_unitRows;
    std::vector<quint32> m_builtUnits; ///< units with sub-units
    std::vector<quint32> m_bySerial; ///< units in the order of their serial numbers
    std::vector<quint32> m_serialRank; ///< by unit
    std::vector<quint8> m_prefixRank; ///< by catalogue product: place of its serial prefix in the alphabet
    mutable QHash<int, std::vector<quint32>> m_ranks; ///< by field: of classes, units or rows, see fieldScope()
    mutable std::list<std::pair<QString, RowSet>> m_answers; ///< by filter text, last used first
};

} // namespace qwats::demo
