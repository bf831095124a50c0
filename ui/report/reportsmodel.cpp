// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportsmodel.h"

#include "ui/widgets/words.h"

namespace qwats::ui {
namespace {

QString failedPath(const ReportHeader &report)
{
    if (report.kind == ReportKind::Repair)
        return report.comment;
    QStringList steps = report.failedStepPath.split(QChar(0xB6), Qt::SkipEmptyParts);
    if (steps.size() > 1)
        steps.removeFirst(); // the main sequence is everybody's first
    return steps.isEmpty() ? report.failedStep : steps.join(QStringLiteral(" / "));
}

bool isNumber(int column)
{
    switch (column) {
    case ReportsModel::TestTime:
    case ReportsModel::Run:
    case ReportsModel::Size:
    case ReportsModel::Socket:
    case ReportsModel::PassedInRun:
    case ReportsModel::ReceiveCount:
    case ReportsModel::ErrorCode: return true;
    default: return false;
    }
}

bool isSecondRank(int column)
{
    switch (column) {
    case ReportsModel::Revision:
    case ReportsModel::Station:
    case ReportsModel::Operator:
    case ReportsModel::Fixture:
    case ReportsModel::Size: return true;
    default: return column >= ReportsModel::Batch;
    }
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

ReportsModel::ReportsModel(WindowedList<ReportHeader> &list, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_list(list)
    , m_clock(clock)
{
    connect(&list, &WindowedListBase::aboutToReset, this, [this] {
        m_resetting = true;
        beginResetModel();
    });
    connect(&list, &WindowedListBase::reset, this, [this] {
        m_resetting = false;
        m_rows = m_list.rowCount();
        m_placeholders = m_list.isComplete() || m_rows == 0 ? 0 : PlaceholderRows;
        endResetModel();
    });
    connect(&list, &WindowedListBase::rowsPrepended, this, [this](int count) {
        beginInsertRows({}, 0, count - 1);
        m_rows += count;
        endInsertRows();
    });
    connect(&list, &WindowedListBase::rowsGrown, this, &ReportsModel::grow);
    connect(&list, &WindowedListBase::rowsChanged, this, &ReportsModel::showValues);
}

/// New rows take the places of the strip below, which moves down: what a view has selected there stays where it is.
void ReportsModel::grow(int count)
{
    if (m_resetting)
        return;
    const int before = m_rows + m_placeholders;
    const int rows = m_rows + count;
    const int placeholders = m_list.isComplete() || rows == 0 ? 0 : PlaceholderRows;
    const int after = rows + placeholders;
    const int old = std::exchange(m_rows, std::min(rows, before));
    m_placeholders = before - m_rows;
    if (m_rows > old)
        emit dataChanged(index(old, 0), index(m_rows - 1, ColumnCount - 1));
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows = rows;
        m_placeholders = placeholders;
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_placeholders = placeholders;
        endRemoveRows();
    }
}

void ReportsModel::showValues(int first, int count)
{
    const int last = std::min(first + count, m_rows) - 1;
    if (!m_resetting && last >= first)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

const ReportHeader *ReportsModel::reportAt(int row) const
{
    return row >= 0 && row < m_rows ? m_list.at(row) : nullptr;
}

int ReportsModel::rowOf(const QString &id) const
{
    int found = -1;
    m_list.forLoaded([&](int row, const ReportHeader &report) {
        if (report.id == id)
            found = row;
        return found >= 0;
    });
    return found < m_rows ? found : -1;
}

int ReportsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows + m_placeholders;
}

int ReportsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
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
    case FailedAt: return failedPath(report);
    case Fixture: return orNone(report.fixtureId);
    case Size: return report.sizeKb > 0 ? words::size(report.sizeKb * 1000LL) : words::none();
    case Batch: return orNone(report.batchNumber);
    case Location: return orNone(report.location);
    case Sequence: return orNone(report.sequenceName);
    case SequenceVersion: return orNone(report.sequenceVersion);
    case Socket: return report.socketIndex >= 0 ? QString::number(report.socketIndex) : words::none();
    case ErrorCode: return report.errorCode != 0 ? QString::number(report.errorCode) : words::none();
    case ErrorText: return orNone(report.errorMessage);
    case Comment: return orNone(report.comment);
    case ReportId: return orNone(report.id);
    case ReferencedReport: return orNone(report.referencedReport);
    case Purpose: return orNone(report.purpose);
    case PassedInRun: return report.passedInRun > 0 ? QString::number(report.passedInRun) : words::none();
    case ReceiveCount: return report.receiveCount > 0 ? QString::number(report.receiveCount) : words::none();
    default: return {};
    }
}

/// A time on the clipboard stands alone: with its date.
QVariant ReportsModel::copyText(const ReportHeader &report, int column) const
{
    if (column == Started && report.start.isValid())
        return words::fullTime(report.start.ms());
    return {};
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
    case MutedRole: return isSecondRank(column) || (column == FailedAt && report->kind == ReportKind::Repair);
    case Qt::TextAlignmentRole: return isNumber(column) ? alignNumber : alignText;
    case CopyTextRole: return copyText(*report, column);
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
        return isNumber(section) ? alignNumber : alignText;
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
    case Batch: return tr("Batch");
    case Location: return tr("Location");
    case Sequence: return tr("Sequence");
    case SequenceVersion: return tr("Version");
    case Socket: return tr("Socket");
    case ErrorCode: return tr("Error code");
    case ErrorText: return tr("Error");
    case Comment: return tr("Comment");
    case ReportId: return tr("Report id");
    case ReferencedReport: return tr("Repaired report");
    case Purpose: return tr("Purpose");
    case PassedInRun: return tr("Passed in run");
    case ReceiveCount: return tr("Received");
    default: return {};
    }
}

} // namespace qwats::ui
