// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/columnlayout.h"
#include "ui/delegates/rowview.h"

#include <QTableView>
#include <QTimer>

class QMenu;

namespace qwats::ui {

/// Row heights in px. One setting for the whole program.
enum class RowDensity { Compact = 24, Normal = 28, Comfortable = 34, TwoLine = 44 };

/// The table of every list page: no grid, hairlines, fixed row height, scrolls by pixel, hovers and selects rows.
///
/// Fit for models of a million rows that load on demand (PlaceholderRole, `rowsShown`). Sorting is asked for, not
/// done: the model or the server sorts. Ctrl+C copies the cell, Ctrl+Shift+C the selected rows with headings, Enter
/// and double click emit `activated`, Space emits `previewRequested`. Thread: gui. Delegates: RowDelegate for all
/// columns until `setItemDelegateForColumn`.
class DenseTableView : public QTableView, public RowView
{
    Q_OBJECT

public:
    explicit DenseTableView(QWidget *parent = nullptr);

    /// One spec a column of the model, in its order. Sets Status, Usage and Limits delegates by content.
    void setColumns(std::vector<ColumnSpec> columns);
    ColumnLayout *columnLayout() const { return m_layout; }
    /// Checkable columns for the page's columns button; owned by this view. Same as right click on the header.
    QMenu *columnMenu();

    void setDensity(RowDensity density);
    void setHairlines(bool on);

    /// Shows a sort without asking for it; column -1 shows none.
    void setSort(int column, Qt::SortOrder order);

    void keyboardSearch(const QString &search) override;
    void reset() override;

    /// The most rows Ctrl+Shift+C copies at once.
    static constexpr int copyLimit = 20000;

    bool isHoveredRow(const QModelIndex &index) const override;
    bool isCurrentRow(const QModelIndex &index) const override;
    bool isFirstColumn(int column) const override;
    bool isLastColumn(int column) const override;
    bool looksFocused() const override;
    bool hasHairlines() const override { return m_hairlines; }
    int rowPixels() const override { return m_rowPixels; }

signals:
    /// The user chose a sort by the header.
    void sortRequested(int column, Qt::SortOrder order);
    /// Space on a row.
    void previewRequested(const QModelIndex &index);
    /// The rows on screen changed, by scrolling, resizing or new rows; once an event loop turn.
    void rowsShown(int first, int last);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;

private:
    void hoverAt(const QPoint &position);
    void setHoveredRow(int row);
    void updateRow(int row);
    void showHeaderMenu(const QPoint &position);
    void headerSortChanged(int column, Qt::SortOrder order);
    void announceRows();
    QModelIndexList selectedRowIndexes() const;

    ColumnLayout *m_layout = nullptr;
    QMenu *m_columnMenu = nullptr;
    QTimer m_announce;
    QPair<int, int> m_announced{-1, -1};
    int m_hovered = -1;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    int m_rowPixels = int(RowDensity::Normal);
    bool m_hairlines = true;
    bool m_settingSort = false;
};

} // namespace qwats::ui
