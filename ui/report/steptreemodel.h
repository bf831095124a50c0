// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/measuredtext.h"

#include <QAbstractItemModel>

#include <memory>

namespace qwats::ui {

/// The steps of a test as a tree; a step with several measurements has one row for each below it, a looped step one for
/// each pass. Statuses, limits and values are the report's own.
///
/// Every step of the report is there, of whatever type, unless only failed ones are asked for. 20 000 steps take some
/// 10 ms. Thread: GUI. Owns its nodes; shares the report.
class StepTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Value, Limits, Low, Rule, High, Unit, Time, ColumnCount };

    explicit StepTreeModel(QObject *parent = nullptr);
    ~StepTreeModel() override;

    void setReport(std::shared_ptr<const Report> report);
    /// Leaves out what did not fail, but for the steps around a failed one.
    void setOnlyFailed(bool only);
    [[nodiscard]] bool onlyFailed() const { return m_onlyFailed; }

    [[nodiscard]] const Step *stepAt(const QModelIndex &index) const;
    /// The measurement that a row shows; null when it shows none or several.
    [[nodiscard]] const Measurement *measurementAt(const QModelIndex &index) const;
    /// Names from the root to the step itself, as the report nests them.
    [[nodiscard]] QStringList pathOf(const QModelIndex &index) const;
    [[nodiscard]] bool isFailedLeaf(const QModelIndex &index) const; ///< where "next failed" stops
    [[nodiscard]] QModelIndex indexOfStep(int id) const; ///< invalid when there is none
    [[nodiscard]] QModelIndexList groupsToOpen() const; ///< everything but passed set-up and clean-up
    /// Rows in reading order whose names, values, units, error or report text hold the text, in any case of letters.
    [[nodiscard]] QModelIndexList matches(const QString &text) const;
    [[nodiscard]] int stepCount() const { return m_stepCount; }
    [[nodiscard]] int failedCount() const { return m_failedCount; } ///< how often "next failed" stops
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
    void build();
    bool add(Node &parent, const Step &step, bool isPass);
    bool addChildren(Node &node, const Step &step);
    [[nodiscard]] QVariant display(const Node &node, int column) const;
    [[nodiscard]] QString subText(const Node &node) const;
    [[nodiscard]] QString limitsText(const Node &node) const;

    std::shared_ptr<const Report> m_report;
    std::unique_ptr<Node> m_root;
    bool m_onlyFailed = false;
    int m_stepCount = 0;
    int m_failedCount = 0;
    int m_unreadableCount = 0;
};

} // namespace qwats::ui
