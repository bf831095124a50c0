// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/columnlayout.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/rowview.h"

#include <QTreeView>

#include <functional>

class QMenu;

namespace qwats::ui {

/// The tree with the rows of DenseTableView: chevrons, 18 px a level, no branch lines.
///
/// ←/→ fold and unfold, Enter and double click emit `activated`, Space `previewRequested`; copying as in the table.
/// `selectNext` walks the rows in their order on screen, folded ones included. Thread: gui.
class DenseTreeView : public QTreeView, public RowView
{
    Q_OBJECT

public:
    explicit DenseTreeView(QWidget *parent = nullptr);

    void setColumns(std::vector<ColumnSpec> columns);
    ColumnLayout *columnLayout() const { return m_layout; }
    QMenu *columnMenu();
    void setDensity(RowDensity density);
    void setHairlines(bool on);

    /// Selects and unfolds to the next row (or the one before) for which `wanted` holds, from the current row on,
    /// without wrapping. False when there is none. E.g. the next failed step for F8.
    bool selectNext(const std::function<bool(const QModelIndex &)> &wanted, bool forward = true);

    bool isHoveredRow(const QModelIndex &index) const override;
    bool isCurrentRow(const QModelIndex &index) const override;
    bool isFirstColumn(int column) const override;
    bool isLastColumn(int column) const override;
    bool looksFocused() const override;
    bool hasHairlines() const override { return m_hairlines; }
    int rowPixels() const override { return m_rowPixels; }

    static constexpr int indentStep = 18; ///< px

signals:
    void previewRequested(const QModelIndex &index);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void hoverAt(const QPoint &position);
    void updateRow(const QModelIndex &index);
    bool toggleAt(const QPoint &position);
    QRect chevronRect(const QRect &cell) const;
    int depthOf(const QModelIndex &index) const;

    ColumnLayout *m_layout = nullptr;
    QMenu *m_columnMenu = nullptr;
    QPersistentModelIndex m_hovered;
    int m_rowPixels = int(RowDensity::Normal);
    bool m_hairlines = true;
};

} // namespace qwats::ui
