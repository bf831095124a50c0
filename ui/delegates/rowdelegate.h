// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/cellpainter.h"
#include "ui/delegates/rowview.h"

#include <QStyledItemDelegate>

namespace qwats::ui {

/// Paints the cells of dense tables and trees: selection tint, accent bar, hover of the whole row, hairline, inner
/// focus line, placeholder blocks, and the text by its roles (roles.h).
///
/// Thread: gui. Holds no state; one instance may serve several columns of a view. Elided texts are offered as
/// tooltip. Editors are those of QStyledItemDelegate.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RowDelegate(QObject *parent = nullptr);

    void setElide(Qt::TextElideMode mode) { m_elide = mode; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

    static constexpr int pad = 8; ///< px at either side of a cell
    static constexpr int outerPad = 16; ///< at the outer edge of the first and last column

protected:
    /// Paints the content of a loaded cell into `room`, padding taken off.
    virtual void paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const;
    /// Natural width of the content in px.
    virtual int contentWidth(const QModelIndex &index) const;
    /// What the tooltip says when the content does not fit.
    virtual QString fullText(const QModelIndex &index) const;

    QRect contentRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;

private:
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

} // namespace qwats::ui
