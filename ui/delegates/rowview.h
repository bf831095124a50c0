// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QPersistentModelIndex>
#include <QStyleOptionViewItem>

class QPainter;

namespace qwats::ui {

struct Tokens;

/// What a delegate asks its view to paint whole rows: hover, current row, outer edges.
///
/// Implemented by DenseTableView and DenseTreeView. Thread: gui. Not owned by the delegate.
class RowView
{
public:
    virtual ~RowView() = default;

    /// The view behind a style option, or null for a foreign view.
    static const RowView *of(const QStyleOptionViewItem &option);

    virtual bool isHoveredRow(const QModelIndex &index) const = 0;
    virtual bool isCurrentRow(const QModelIndex &index) const = 0;
    virtual bool isFirstColumn(int column) const = 0; ///< the first one on screen
    virtual bool isLastColumn(int column) const = 0;
    virtual bool looksFocused() const = 0; ///< the view or an editor in it has the keyboard
    virtual bool hasHairlines() const { return true; }
    virtual int rowPixels() const = 0; ///< height of a row in px
};

/// How a row stands out; the same for every cell of it.
struct RowLook
{
    bool selected = false;
    bool hovered = false;
    bool current = false; ///< keyboard row, wears the inner line
    bool focused = true; ///< the view has the keyboard

    static RowLook of(const QStyleOptionViewItem &option, const QModelIndex &index, const RowView *view);
    /// Selection, hover or base.
    QColor ground(const Tokens &tokens) const;
    QColor bar(const Tokens &tokens) const;
};

/// Ground, hairline and inner line of a piece of a row; `barAt` is the x of the accent bar or -1.
void paintRowGround(QPainter *painter, const QRect &rect, const RowLook &look, const Tokens &tokens, bool hairline,
                    int barAt = -1);

} // namespace qwats::ui
