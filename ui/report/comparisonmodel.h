// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/roles.h"
#include "ui/report/reportcomparison.h"

#include <QAbstractItemModel>

namespace qwats::ui {

/// Two to four reports side by side as a tree of steps. Thread: GUI. Shares the reports, owns the rows.
class ComparisonModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// Which rows are shown; the groups around a shown row always are.
    enum class Filter : quint8 { All, Differences, Values, Limits, FailedInOne };
    enum FixedColumn { Name }; ///< then one column a report, then difference, limits, unit

    explicit ComparisonModel(QObject *parent = nullptr);
    ~ComparisonModel() override;

    void setReports(std::vector<std::shared_ptr<const Report>> reports);
    void setFilter(Filter filter);
    [[nodiscard]] Filter filter() const { return m_filter; }
    [[nodiscard]] const ComparedCounts &counts() const { return m_counts; }
    [[nodiscard]] int reportCount() const { return static_cast<int>(m_reports.size()); }
    [[nodiscard]] int deltaColumn() const { return reportCount() + 1; }
    [[nodiscard]] int limitsColumn() const { return reportCount() + 2; }
    [[nodiscard]] int unitColumn() const { return reportCount() + 3; }
    [[nodiscard]] const ComparedRow *rowAt(const QModelIndex &index) const;
    /// A, B, C, D.
    [[nodiscard]] static QString letterOf(int report);

    /// All shown rows as lines of cells, headings first: path, measurement, one value and one status a report,
    /// difference, limits, unit. For the clipboard and for files.
    [[nodiscard]] std::vector<QStringList> table() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    bool add(Node &parent, const ComparedRow &row);
    void build();
    [[nodiscard]] bool isWanted(const ComparedRow &row) const;
    [[nodiscard]] QString nameOf(const ComparedRow &row) const;
    [[nodiscard]] QString textOf(const ComparedRow &row, int column) const;
    void addLines(const Node &node, const QString &path, std::vector<QStringList> &lines) const;

    std::vector<std::shared_ptr<const Report>> m_reports;
    std::vector<ComparedRow> m_rows;
    ComparedCounts m_counts;
    std::unique_ptr<Node> m_root;
    Filter m_filter = Filter::All;
};

/// Lines of cells as text: separated by tabs for the clipboard, by commas with quotes for a CSV file. A text that a
/// spreadsheet would run as a formula gets an apostrophe in front. Pure; thread: any.
[[nodiscard]] QString tabSeparated(const std::vector<QStringList> &lines);
[[nodiscard]] QByteArray commaSeparated(const std::vector<QStringList> &lines);

} // namespace qwats::ui
