// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportsmodel.h"

#include "ui/widgets/words.h"

namespace qwats::ui {
namespace {

constexpr int PlaceholderRows = 20;

QString path(const ReportHeader &report)
{
    if (report.kind == ReportKind::Repair)
        return report.comment;
    QStringList steps = report.failedStepPath.split(QChar(0xB6), Qt::SkipEmptyParts);
    if (steps.size() > 1)
        steps.removeFirst(); // the main sequence is everybody's first
    return steps.isEmpty() ? report.failedStep : steps.join(QStringLiteral(" / "));
}

} // namespace

StatusKind statusOf(ReportResult result, ReportKind kind)
{
    if (kind == ReportKind::Repair)
        return StatusKind::Repair;
    switch (result) {
    case ReportResult::Passed: return StatusKind::Passed;
    case ReportResult::Failed: return StatusKind::Failed;
    case ReportResult::Error: return StatusKind::Error;
    case ReportResult::Terminated: return StatusKind::Terminated;
    case ReportResult::Done: return StatusKind::Done;
    case ReportResult::Unknown: return StatusKind::Unknown;
    }
    return StatusKind::Unknown;
}

ReportsModel::ReportsModel(PagedList<ReportHeader> &list, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_list(list)
    , m_clock(clock)
{
    connect(&list, &PagedListBase::aboutToReset, this, [this] { beginResetModel(); });
    connect(&list, &PagedListBase::reset, this, [this] {
        m_rows = m_list.rowCount();
        m_placeholders = 0;
        endResetModel();
    });
    connect(&list, &PagedListBase::rowsAppended, this, [this](int first, int count) {
        if (m_placeholders > 0) {
            beginRemoveRows({}, m_rows, m_rows + m_placeholders - 1);
            m_placeholders = 0;
            endRemoveRows();
        }
        if (count > 0) {
            beginInsertRows({}, first, first + count - 1);
            m_rows = m_list.rowCount();
            endInsertRows();
        }
        updatePlaceholders();
    });
    connect(&list, &PagedListBase::rowsChanged, this, [this](int first, int count) {
        emit dataChanged(index(first, 0), index(first + count - 1, ColumnCount - 1));
    });
}

/// A strip of empty rows below what is loaded says that there is more.
void ReportsModel::updatePlaceholders()
{
    const int wanted = m_list.isComplete() || m_rows == 0 ? 0 : PlaceholderRows;
    if (wanted > m_placeholders) {
        beginInsertRows({}, m_rows + m_placeholders, m_rows + wanted - 1);
        m_placeholders = wanted;
        endInsertRows();
    }
}

const ReportHeader *ReportsModel::reportAt(int row) const
{
    return row >= 0 && row < m_rows && row < m_list.rowCount() ? &m_list.at(row) : nullptr;
}

int ReportsModel::rowOf(const QString &id) const
{
    for (int row = 0; row < m_rows; ++row) {
        if (m_list.at(row).id == id)
            return row;
    }
    return -1;
}

int ReportsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows + m_placeholders;
}

int ReportsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool ReportsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_rows > 0 && !m_list.isComplete();
}

void ReportsModel::fetchMore(const QModelIndex &)
{
    m_list.fetchMore();
}

QVariant ReportsModel::display(const ReportHeader &report, int column) const
{
    const auto orNone = [](const QString &text) { return text.isEmpty() ? words::none() : text; };
    switch (column) {
    case Result: return report.kind == ReportKind::Repair ? tr("Repair") : reportResultName(report.result);
    case Started:
        return report.start.isValid() ? words::time(report.start.ms(), m_clock.wallNow().ms()) : words::none();
    case Serial: return orNone(report.serialNumber);
    case Part: return orNone(report.partNumber);
    case Revision: return orNone(report.revision);
    case Process: return orNone(report.processName);
    case Station: return orNone(report.stationName);
    case Operator: return orNone(report.operatorName);
    case TestTime: return report.executionTime > 0 ? words::duration(report.executionTime) : words::none();
    case Run: return report.run > 0 ? QString::number(report.run) : words::none();
    case FailedAt: return path(report);
    case Fixture: return orNone(report.fixtureId);
    case Size: return report.sizeKb > 0 ? words::size(report.sizeKb * 1000LL) : words::none();
    default: return {};
    }
}

QVariant ReportsModel::data(const QModelIndex &index, int role) const
{
    const ReportHeader *report = reportAt(index.row());
    if (!report)
        return role == PlaceholderRole && index.isValid() ? QVariant(true) : QVariant();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(*report, column);
    case StatusRole: return column == Result ? status(statusOf(report->result, report->kind)) : QVariant();
    case KeyRole: return column == Serial;
    case StrongRole: return column == Run && report->run > 1;
    case MutedRole:
        return column == Revision || column == Station || column == Operator || column == Fixture || column == Size
            || (column == FailedAt && report->kind == ReportKind::Repair);
    case Qt::TextAlignmentRole: return column == TestTime || column == Run || column == Size ? alignNumber : alignText;
    case Qt::ToolTipRole:
        return column == Started && report->start.isValid() ? QVariant(words::utc(report->start.ms())) : QVariant();
    default: return {};
    }
}

QVariant ReportsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == TestTime || section == Run || section == Size ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Result: return tr("Result");
    case Started: return tr("Started");
    case Serial: return tr("Serial");
    case Part: return tr("Part");
    case Revision: return tr("Rev");
    case Process: return tr("Process");
    case Station: return tr("Station");
    case Operator: return tr("Operator");
    case TestTime: return tr("Test time");
    case Run: return tr("Run");
    case FailedAt: return tr("Failed at");
    case Fixture: return tr("Fixture");
    case Size: return tr("Size");
    default: return {};
    }
}

} // namespace qwats::ui
