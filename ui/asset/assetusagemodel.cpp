// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetusagemodel.h"

#include "ui/delegates/roles.h"
#include "ui/report/reportsmodel.h"
#include "ui/widgets/words.h"

#include <algorithm>

namespace qwats::ui {

void AssetUsageModel::setReports(std::shared_ptr<const ReportHeaderList> reports)
{
    if (m_reports == reports)
        return;
    beginResetModel();
    m_reports = std::move(reports);
    endResetModel();
}

int AssetUsageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_reports ? 0 : static_cast<int>(m_reports->size());
}

QString AssetUsageModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? (*m_reports)[static_cast<size_t>(row)].id : QString();
}

std::optional<double> AssetUsageModel::usesPerDay() const
{
    constexpr int Fewest = 10;
    constexpr double DayMs = 86'400'000.0;
    if (rowCount() < Fewest)
        return std::nullopt;
    const auto [oldest, newest]
        = std::minmax_element(m_reports->begin(), m_reports->end(),
                              [](const ReportHeader &a, const ReportHeader &b) { return a.start < b.start; });
    const double days = double(newest->start.ms() - oldest->start.ms()) / DayMs;
    return days >= 1 ? std::optional(double(rowCount() - 1) / days) : std::nullopt;
}

QVariant AssetUsageModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ReportHeader &report = (*m_reports)[static_cast<size_t>(index.row())];
    const auto orNone = [](const QString &text) { return text.isEmpty() ? words::none() : text; };
    switch (role) {
    case StatusRole: return index.column() == Result ? status(statusOf(report.result, report.kind)) : QVariant();
    case KeyRole: return index.column() == Unit;
    case MutedRole: return index.column() == When || index.column() == Station;
    case Qt::ToolTipRole:
        return index.column() == When && report.start.isValid() ? QVariant(words::utc(report.start.ms())) : QVariant();
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case Result: return reportResultName(report.result);
    case When: return report.start.isValid() ? words::time(report.start.ms(), m_clock.wallNow().ms()) : words::none();
    case Unit: return report.serialNumber;
    case Part: return orNone(report.partNumber);
    case Process: return orNone(report.processName);
    case Station: return orNone(report.stationName);
    default: return {};
    }
}

QVariant AssetUsageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Result: return tr("Result");
    case When: return tr("Start");
    case Unit: return tr("Serial");
    case Part: return tr("Part");
    case Process: return tr("Process");
    case Station: return tr("Station");
    default: return {};
    }
}

} // namespace qwats::ui
