// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/dimensions.h"
#include "app/demo/analytics/watsfilter.h"
#include "app/demo/world/world.h"

#include <QSet>

namespace qwats::demo {

/// Reads what analytics want to know of reports out of their headers, and walks the reports that a filter wants.
///
/// Thread: the server's; made for one request, the world must not change meanwhile. Keeps what it looked up about
/// products and assets.
class ReportFacts
{
public:
    explicit ReportFacts(const World &world);

    const World &world() const { return m_world; }
    const ReportStore &reports() const { return m_world.reports; }

    /// A header field as text; numbers without fraction; empty when absent.
    QString text(qsizetype row, HeaderField field) const;
    double number(qsizetype row, HeaderField field) const; ///< 0 when absent
    bool passed(qsizetype row) const;
    /// Names the unit in its process: serial number, part number and process code, scrambled to one number.
    quint64 unitKey(qsizetype row) const;
    /// Of a repair: the row of the test that it refers to; -1 when there is none.
    qsizetype repairedTest(qsizetype row) const;

    QString productName(const QString &partNumber) const;
    QString productGroup(const QString &partNumber) const; ///< the narrowest group; empty: none but "All"
    QString level(const QString &partNumber) const;

    /// True when the report fulfils all conditions of the filter but its range and run.
    bool matches(qsizetype row, const WatsFilter &filter) const;
    /// Values of one dimension that comes from the header: several for misc infos and assets (those that the filter
    /// wants), else exactly one. Of the filter only the grouping of dates and those conditions matter.
    QStringList values(qsizetype row, Dimension dimension, const WatsFilter &filter) const;
    /// All combinations of the values of the dimensions that occur together.
    QList<QStringList> combinations(qsizetype row, const std::vector<Dimension> &dimensions,
                                    const WatsFilter &filter) const;

    /// Rows of one kind that the filter wants including its run, newest first, until @p visit returns false.
    template <typename Visit> void visitNewestFirst(bool repairs, const WatsFilter &filter, Visit visit) const;

private:
    struct Product
    {
        QString name;
        QString category;
        QString group;
        QString level;
    };
    const Product &product(const QString &partNumber) const;
    bool matchesLists(qsizetype row, const WatsFilter &filter) const;
    /// Descriptions and values of the misc infos that the filter wants.
    QList<std::pair<QString, QString>> miscInfos(qsizetype row, const WatsFilter &filter) const;
    /// Serial numbers and names of the assets that the filter wants.
    QList<std::pair<QString, QString>> assets(qsizetype row, const WatsFilter &filter) const;

    const World &m_world;
    std::vector<const odata::Field *> m_fields; ///< by HeaderField
    mutable QHash<QString, Product> m_products;
};

template <typename Visit> void ReportFacts::visitNewestFirst(bool repairs, const WatsFilter &filter, Visit visit) const
{
    const std::vector<qsizetype> &timeline = reports().timeline();
    QSet<quint64> seen; // units whose last run has gone by; used for "last run" only
    for (auto it = timeline.rbegin(); it != timeline.rend(); ++it) {
        const qint64 start = reports().startMs(*it);
        if (start < filter.fromMs)
            return;
        if (reports().isRepair(*it) != repairs)
            continue;
        if (filter.run == WatsFilter::lastRun && !repairs) {
            const quint64 unit = unitKey(*it);
            if (seen.contains(unit))
                continue;
            seen.insert(unit);
        }
        if (start > filter.toMs || (filter.run > 0 && int(number(*it, Run)) != filter.run) || !matches(*it, filter))
            continue;
        if (!visit(*it))
            return;
    }
}

} // namespace qwats::demo
