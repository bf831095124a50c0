// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/http/page.h"
#include "core/report/report.h"

namespace qwats {

/// What a report list is narrowed to. `%` stands for any text in the text fields. All conditions hold at once.
struct ReportFilter
{
    ReportKind kind = ReportKind::Test;
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString batchNumber;
    QString stationName;
    QString operatorName;
    QString fixtureId;
    std::optional<int> processCode;
    std::vector<ReportResult> results; ///< empty: any
    Timestamp from;
    Timestamp to;
    bool operator==(const ReportFilter &) const = default;
};

enum class ReportSort : quint8 {
    Start,
    SerialNumber,
    PartNumber,
    Process,
    Station,
    Operator,
    ExecutionTime,
    Result,
    Run,
    Fixture,
    Size
};

/// The report endpoints, as queries. Thread: any.
class ReportService
{
public:
    explicit ReportService(Fetcher &) { }

    [[nodiscard]] static Query<ReportHeaderList> headers(const ReportFilter &filter, ReportSort sort,
                                                         Qt::SortOrder order, PageRange range);
    [[nodiscard]] static Query<ReportHeaderList> byODataFilter(ReportKind kind, const QString &odata,
                                                               PageRange range); ///< for scripts
    /// The newest hundred tests or repairs of one serial number, oldest first.
    [[nodiscard]] static Query<ReportHeaderList> history(ReportKind kind, const QString &serialNumber);
    [[nodiscard]] static Query<Report> one(const QString &id);
    /// What a posted report makes untrue: every report list, the report itself, the product and the list it may have
    /// added one to, and the counts of the assets it used.
    [[nodiscard]] static TagList tagsDroppedByUpload(const QString &id, const QString &partNumber,
                                                     const QStringList &assetSerials);
    /// The OData text of a filter, as it is sent; empty when nothing is narrowed.
    [[nodiscard]] static QString odata(const ReportFilter &filter);
};

} // namespace qwats
