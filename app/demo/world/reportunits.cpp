// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ReportStore that answers what production asks of the reports: what was built into what, and batches.
#include "app/demo/world/madefields.h"
#include "app/demo/world/reportstore.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

qsizetype ReportStore::newestMadeBuild(const QString &serialNumber, const QString &partNumber) const
{
    qsizetype newest = -1;
    for (std::size_t which = 0; which < builtInUnits().size(); ++which) {
        const BuiltInUnit &kind = builtInUnits()[which];
        const auto number = numberAfter(kind.prefix, serialNumber);
        if (!number || partNumber != QLatin1StringView(kind.partNumber) || *number > 0xFFFFFFFFu)
            continue;
        for (const quint32 unit : m_index.unitsBuiltFrom(which, quint32(*number))) {
            for (const quint32 row : m_index.rowsOfUnit(unit)) {
                if (!m_records[row].repair && !m_replaced.contains(row))
                    newest = std::max(newest, qsizetype(row)); // rows are in time order
            }
        }
    }
    return newest;
}

qsizetype ReportStore::newestBuild(const QString &serialNumber, const QString &partNumber) const
{
    const qsizetype newest = newestMadeBuild(serialNumber, partNumber);
    for (auto row = m_postedLine.rbegin(); row != m_postedLine.rend(); ++row) {
        if (newest >= 0 && isEarlier(*row, newest))
            break;
        for (qsizetype i = isRepair(*row) ? 0 : subUnitCount(*row); i > 0; --i) {
            if (elementValue({*row, i - 1}, SubUnitSerialNumber).text == serialNumber
                && elementValue({*row, i - 1}, SubUnitPartNumber).text == partNumber)
                return *row;
        }
    }
    return newest;
}

/// The newest test of each unit that has a posted or live report, and the made-up units that these are.
QSet<quint32> ReportStore::unitsPostedFor(std::map<std::pair<QString, QString>, qsizetype> *newestTests) const
{
    QSet<quint32> units;
    for (const qsizetype posted : m_postedLine) {
        const QString serial = value(posted, SerialNumber).text;
        for (const quint32 made : m_index.rowsOfSerial(serial)) {
            if (recordValue(made, SerialNumber).text == serial)
                units.insert(m_records[made].unit);
        }
        for (const qsizetype row : rowsOfSerial(serial)) {
            if (!isRepair(row))
                (*newestTests)[{serial, value(row, PartNumber).text}] = row;
        }
    }
    return units;
}

std::map<QString, int> ReportStore::batchSizes(const QString &partNumberWanted, const QString &batchNumber) const
{
    std::map<std::pair<QString, QString>, qsizetype> newestTests;
    const QSet<quint32> others = unitsPostedFor(&newestTests);
    std::map<QString, int> sizes;
    const auto add = [&](const QString &part, const QString &batch, int count) {
        if (!batch.isEmpty() && (partNumberWanted.isEmpty() || part == partNumberWanted)
            && (batchNumber.isEmpty() || batch == batchNumber))
            sizes[batch] += count;
    };
    for (const auto &[name, row] : newestTests)
        add(name.second, value(row, BatchNumber).text, 1);
    // Units come in the order of their serial numbers, so those of one batch stand side by side.
    qsizetype first = -1;
    int count = 0;
    const auto isSame = [this](quint32 left, quint32 right) {
        return m_records[left].product == m_records[right].product
            && m_records[left].serial / unitsInLot == m_records[right].serial / unitsInLot;
    };
    const auto close = [&] {
        if (count > 0)
            add(partNumber(m_records[std::size_t(first)]), recordValue(first, BatchNumber).text, count);
    };
    const bool anyReplaced = m_replaced.count() > 0;
    const auto isTested = [this](quint32 row) { return !m_records[row].repair && !m_replaced.contains(row); };
    m_index.forEachUnit([&](quint32 unit) {
        if (others.contains(unit))
            return;
        const auto rows = m_index.rowsOfUnit(unit);
        const quint32 row = rows.front();
        if (anyReplaced && std::none_of(rows.begin(), rows.end(), isTested))
            return;
        if (first < 0 || !isSame(row, quint32(first))) {
            close();
            first = row;
            count = 0;
        }
        ++count;
    });
    close();
    return sizes;
}

} // namespace qwats::demo
