// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/measuredtext.h"

#include <QAbstractTableModel>

#include <memory>

namespace qwats::ui {

/// All measurements of one step, one a row. Thread: GUI. Shares the report that the step is part of.
class MeasurementsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Value, Limits, Low, Rule, High, Unit, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `step` is part of `report`; null: no rows.
    void setStep(std::shared_ptr<const Report> report, const Step *step);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString display(const Measurement &one, int row, int column);

    std::shared_ptr<const Report> m_report;
    const Step *m_step = nullptr;
};

} // namespace qwats::ui
