// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "ui/report/reportfilterbar.h"
#include "ui/report/reportlist.h"
#include "ui/report/reportspage.h"
#include "ui/report/reportview.h"

#include <QCoreApplication>
#include <QStackedWidget>

#include <cmath>

/// What the reports page gives out: the whole list behind the filters, or the report that is open.
namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

class ReportExportText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::ReportExport)
};

std::vector<ExportColumn> headerColumns()
{
    const auto tr = [](const char *text) { return ReportExportText::tr(text); };
    return {{tr("Result")},
            {tr("Started")},
            {tr("Serial")},
            {tr("Part")},
            {tr("Revision")},
            {tr("Process")},
            {tr("Process code"), true, false},
            {tr("Station")},
            {tr("Operator")},
            {tr("Test time in s"), true},
            {tr("Run"), true},
            {tr("Failed at")},
            {tr("Path of the failed step"), false, false},
            {tr("Fixture"), false, false},
            {tr("Batch"), false, false},
            {tr("Location"), false, false},
            {tr("Sequence"), false, false},
            {tr("Sequence version"), false, false},
            {tr("Error code"), true, false},
            {tr("Error text"), false, false},
            {tr("Comment"), false, false},
            {tr("Report id"), false, false}};
}

ExportRow headerRow(const ReportHeader &report)
{
    return {reportResultName(report.result),
            exportTime(report.start),
            report.serialNumber,
            report.partNumber,
            report.revision,
            report.processName,
            report.processCode,
            report.stationName,
            report.operatorName,
            report.executionTime,
            report.run > 0 ? QVariant(report.run) : QVariant(),
            report.failedStep,
            QString(report.failedStepPath).replace(u'¶', u'/'),
            report.fixtureId,
            report.batchNumber,
            report.location,
            report.sequenceName,
            report.sequenceVersion,
            report.errorCode,
            report.errorMessage,
            report.comment,
            report.id};
}

QVariant numberOf(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? QVariant(*value) : QVariant();
}

QVariant measuredCell(const Measurement &measurement)
{
    if (measurement.kind == Measurement::Kind::Numeric && std::isfinite(measurement.number))
        return measurement.number;
    return measurement.text;
}

std::vector<ExportColumn> stepSheetColumns()
{
    const auto tr = [](const char *text) { return ReportExportText::tr(text); };
    return {{tr("Step")},
            {tr("Type"), false, false},
            {tr("Measurement")},
            {tr("Status")},
            {tr("Value"), true},
            {tr("Low"), true},
            {tr("Rule")},
            {tr("High"), true},
            {tr("Unit")},
            {tr("Time in s"), true},
            {tr("Error text"), false, false}};
}

/// Every step with its measurements, in reading order; the depth stands in front as blanks no spreadsheet drops.
void addSteps(const Step &step, int depth, QList<ExportRow> &rows)
{
    const QString name = QString(depth, QChar(0x2007)) + step.name;
    const auto row = [&](const Measurement *one) {
        const QVariant limit = one && !one->textLimit.isEmpty() ? QVariant(one->textLimit) : QVariant();
        rows << ExportRow{name,
                          step.typeName,
                          one ? one->name : QString(),
                          stepStatusName(one && one->status != StepStatus::Unknown ? one->status : step.status),
                          one ? measuredCell(*one) : QVariant(),
                          one && one->lowLimit ? numberOf(one->lowLimit) : limit,
                          one ? comparisonWords(one->comparison) : QString(),
                          one ? numberOf(one->highLimit) : QVariant(),
                          one ? one->unit : QString(),
                          numberOf(step.totalTime),
                          step.extras().errorMessage};
    };
    if (step.measurements.empty())
        row(nullptr);
    for (const Measurement &one : step.measurements)
        row(&one);
    for (const Step &child : step.steps)
        addSteps(child, depth + 1, rows);
}

void addFailures(const Report &report, ExportSource &source)
{
    const auto tr = [](const char *text) { return ReportExportText::tr(text); };
    source.columns = {{tr("Unit")},      {tr("Part")},    {tr("Failure")}, {tr("Code")},
                      {tr("Component")}, {tr("Article")}, {tr("Step")},    {tr("Comment")}};
    QList<ExportRow> rows;
    for (const SubUnit &unit : report.subUnits) {
        for (const RepairFailure &failure : unit.failures)
            rows << ExportRow{unit.serialNumber,    unit.partNumber,       failure.category,           failure.code,
                              failure.componentRef, failure.articleNumber, failure.referencedStepName, failure.comment};
    }
    source.rows = std::make_shared<ReadyRows>(std::move(rows));
}

} // namespace

std::optional<ExportSource> ReportList::exportSource() const
{
    if (!m_asked)
        return {};
    const ReportCriteria criteria = m_filters->criteria();
    ExportSource source;
    source.title = criteria.kind == ReportKind::Repair ? tr("Repair reports") : tr("Reports");
    source.fileName = u"reports"_s;
    source.info = m_list.info();
    const QStringList set = criteria.setFields();
    for (const QString &id : set)
        source.facts << tr("%1: %2").arg(criteria.nameOf(id), criteria.words(id));
    source.columns = headerColumns();
    // Pinned to now: a report that arrives meanwhile would move the pages against each other.
    ReportFilter filter = criteria.filterAt(m_session.clock().wallNow());
    if (!m_session.serverState().isOutage() && !filter.to.isValid())
        filter.to = m_session.clock().wallNow();
    source.rows = std::make_shared<PagedRows<ReportHeader>>(
        m_session.fetcher(), PageSize,
        [filter, sort = m_sort, order = m_order](PageRange range) {
            return ReportService::headers(filter, sort, order, range);
        },
        headerRow);
    return source;
}

std::optional<ExportSource> ReportView::exportSource() const
{
    if (!m_report)
        return {};
    const Report &report = *m_report;
    ExportSource source;
    source.title = tr("Report of %1").arg(report.serialNumber);
    source.fileName = u"report-%1"_s.arg(report.serialNumber);
    source.info = m_query.answer();
    const auto fact = [&source](const QString &name, const QString &value) {
        if (!value.isEmpty())
            source.facts << u"%1: %2"_s.arg(name, value);
    };
    fact(tr("Result"), reportResultName(report.result));
    fact(tr("Part"), report.partNumber + (report.revision.isEmpty() ? QString() : u' ' + report.revision));
    fact(tr("Process"), report.processName);
    fact(tr("Station"), report.stationName);
    fact(tr("Operator"), report.operatorName);
    fact(tr("Started"), report.start.toIso());
    fact(tr("Fixture"), report.fixtureId);
    fact(tr("Batch"), report.batchNumber);
    fact(tr("Error"), report.errorMessage);
    fact(tr("Report id"), report.id);
    if (!report.root) {
        addFailures(report, source);
        return source;
    }
    QList<ExportRow> rows;
    addSteps(*report.root, 0, rows);
    source.columns = stepSheetColumns();
    source.rows = std::make_shared<ReadyRows>(std::move(rows));
    return source;
}

std::optional<ExportSource> ReportsPage::exportSource()
{
    return m_parts->currentWidget() == m_view ? m_view->exportSource() : m_list->exportSource();
}

} // namespace qwats::ui
