// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportheader.h"
#include "core/time/clock.h"

#include <QAbstractTableModel>

#include <memory>

namespace qwats::ui {

/// The newest reports that used one asset. Thread: GUI.
class AssetUsageModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Result, When, Unit, Part, Process, Station, ColumnCount };

    AssetUsageModel(const Clock &clock, QObject *parent)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }
    void setReports(std::shared_ptr<const ReportHeaderList> reports);
    [[nodiscard]] QString idAt(int row) const; ///< the report's; empty: no such row
    /// Uses a day over the listed time; none while fewer than ten reports or less than a day are listed.
    [[nodiscard]] std::optional<double> usesPerDay() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Clock &m_clock;
    std::shared_ptr<const ReportHeaderList> m_reports;
};

} // namespace qwats::ui
