// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "ui/delegates/roles.h"

#include <QAbstractItemModel>

#include <memory>

namespace qwats::ui {

[[nodiscard]] StatusKind statusOf(StepStatus status);

/// The steps of a test as a tree; a step with several measurements has one row for each below it. Statuses, limits and
/// values are the report's own. Thread: GUI. Owns its nodes; shares the report.
class StepTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Value, Limits, Low, Rule, High, Unit, Time, ColumnCount };

    explicit StepTreeModel(QObject *parent = nullptr);
    ~StepTreeModel() override;

    void setReport(std::shared_ptr<const Report> report);
    [[nodiscard]] const Step *stepAt(const QModelIndex &index) const;
    [[nodiscard]] bool isFailedLeaf(const QModelIndex &index) const; ///< where "next failed" stops
    [[nodiscard]] QModelIndex indexOfStep(int id) const; ///< invalid when there is none
    [[nodiscard]] QModelIndexList groupsToOpen() const; ///< everything but passed set-up and clean-up
    [[nodiscard]] int stepCount() const { return m_stepCount; }
    [[nodiscard]] int failedCount() const { return m_failedCount; }
    [[nodiscard]] int unreadableCount() const { return m_unreadableCount; } ///< steps of which a part could not be read

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.column() > 0 ? 0 : int(ColumnCount);
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    void add(Node &parent, const Step &step);
    [[nodiscard]] QVariant display(const Node &node, int column) const;

    std::shared_ptr<const Report> m_report;
    std::unique_ptr<Node> m_root;
    int m_stepCount = 0;
    int m_failedCount = 0;
    int m_unreadableCount = 0;
};

} // namespace qwats::ui
