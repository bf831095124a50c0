// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/rowview.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/ink.h"

#include <QPainter>
#include <QWidget>

namespace qwats::ui {

const RowView *RowView::of(const QStyleOptionViewItem &option)
{
    return dynamic_cast<const RowView *>(option.widget);
}

RowLook RowLook::of(const QStyleOptionViewItem &option, const QModelIndex &index, const RowView *view)
{
    RowLook look;
    look.selected = option.state.testFlag(QStyle::State_Selected);
    if (!view) {
        look.hovered = option.state.testFlag(QStyle::State_MouseOver);
        look.focused = option.state.testFlag(QStyle::State_Active);
        return look;
    }
    look.hovered = view->isHoveredRow(index);
    look.focused = view->looksFocused();
    // Bar and tint say enough after a click; who comes by keys, or whose row is not selected, sees the line.
    const bool byKeys = option.state.testFlag(QStyle::State_KeyboardFocusChange);
    look.current = look.focused && (byKeys || !look.selected) && view->isCurrentRow(index);
    return look;
}

QColor RowLook::ground(const Tokens &tokens) const
{
    if (selected)
        return focused ? tokens.selection : tokens.selectionOff;
    return hovered ? tokens.hover : tokens.base;
}

QColor RowLook::bar(const Tokens &tokens) const
{
    return focused ? tokens.accent : tokens.border;
}

void paintRowGround(QPainter *painter, const QRect &rect, const RowLook &look, const Tokens &tokens, bool hairline,
                    int barAt)
{
    painter->fillRect(rect, look.ground(tokens));
    if (hairline)
        paintHairline(painter, rect, Qt::BottomEdge, tokens.hairline);
    if (look.current) {
        painter->fillRect(rect.x(), rect.y(), rect.width(), 1, tokens.accent);
        painter->fillRect(rect.x(), rect.bottom() - (hairline ? 1 : 0), rect.width(), 1, tokens.accent);
    }
    if (look.selected && barAt >= 0)
        painter->fillRect(barAt, rect.y(), 3, rect.height(), look.bar(tokens));
}

} // namespace qwats::ui
