// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings of the parts around views: headers, tabs, splitters, scroll bars, menus.
#include "ui/theme/stylepainter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"

#include <QHeaderView>
#include <QPainter>
#include <QWidget>

namespace qwats::ui::stylepaint {

using namespace Qt::StringLiterals;

namespace {

constexpr int outerPad = 8; ///< on top of the style's header margin, so that text aligns with the page title

/// The sort mark beside the text, where the eye is, instead of at the far edge of a wide column.
void sortMark(const QStyleOptionHeader *option, QPainter *painter, int x, const Tokens &t)
{
    if (option->sortIndicator == QStyleOptionHeader::None)
        return;
    // The header itself is asked: what SortUp means has changed between versions of Qt.
    const auto *header = qobject_cast<const QHeaderView *>(option->styleObject);
    const bool rising = header ? header->sortIndicatorOrder() == Qt::AscendingOrder
                               : option->sortIndicator == QStyleOptionHeader::SortUp;
    const auto direction = rising ? Qt::UpArrow : Qt::DownArrow;
    chevron(painter, QRectF(x, option->rect.y(), 12, option->rect.height()), direction, t.text);
}

} // namespace

void headerSection(const QStyleOptionHeader *option, QPainter *painter, const Tokens &t)
{
    const bool over = option->state.testFlag(QStyle::State_MouseOver) && option->state.testFlag(QStyle::State_Enabled);
    painter->fillRect(option->rect, over ? t.hover : t.alt);
    if (option->orientation == Qt::Horizontal)
        paintHairline(painter, option->rect, Qt::BottomEdge, t.hairline);
}

void headerLabel(const QStyleOptionHeader *option, QPainter *painter, const Tokens &t)
{
    const bool sorted = option->sortIndicator != QStyleOptionHeader::None;
    const QFont font = ui::font(TextRole::Header);
    const QFontMetrics metrics(font);
    const int mark = sorted ? 14 : 0;
    const bool first
        = option->position == QStyleOptionHeader::Beginning || option->position == QStyleOptionHeader::OnlyOneSection;
    const bool last
        = option->position == QStyleOptionHeader::End || option->position == QStyleOptionHeader::OnlyOneSection;
    const QRect room = option->rect.adjusted(first ? outerPad : 0, 0, last ? -outerPad : 0, 0);
    const QString text = metrics.elidedText(option->text, Qt::ElideRight, room.width() - mark);
    const int width = metrics.horizontalAdvance(text);
    const Qt::Alignment alignment = QStyle::visualAlignment(option->direction, option->textAlignment);
    int x = room.x();
    if (alignment.testFlag(Qt::AlignRight))
        x = room.right() + 1 - width - mark;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = room.x() + (room.width() - width - mark) / 2;
    painter->save();
    painter->setFont(font);
    painter->setPen(sorted ? t.text : t.muted);
    painter->drawText(QRect(x, room.y(), width + 2, room.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    painter->restore();
    sortMark(option, painter, x + width + 3, t);
}

void tabShape(const QStyleOptionTab *option, QPainter *painter, const Tokens &t)
{
    const bool chosen = option->state.testFlag(QStyle::State_Selected);
    if (!chosen && option->state.testFlag(QStyle::State_MouseOver) && option->state.testFlag(QStyle::State_Enabled))
        painter->fillRect(option->rect.adjusted(0, 4, 0, -4), t.hover);
    if (chosen)
        painter->fillRect(QRect(option->rect.x(), option->rect.bottom() - 1, option->rect.width(), 2), t.accent);
}

void splitter(const QStyleOption *option, QPainter *painter, const Tokens &t)
{
    const QRect &r = option->rect;
    // State_Horizontal means the panes stand side by side, so the handle itself is upright.
    const bool upright = option->state.testFlag(QStyle::State_Horizontal);
    painter->fillRect(r, option->state.testFlag(QStyle::State_MouseOver) ? t.hover : t.window);
    if (upright) {
        paintHairline(painter, r, Qt::LeftEdge, t.hairline);
        paintHairline(painter, r, Qt::RightEdge, t.hairline);
        const int y = r.center().y() - 14;
        for (const int x : {r.center().x() - 1, r.center().x() + 1})
            painter->fillRect(x, y, 1, 28, t.border);
    } else {
        paintHairline(painter, r, Qt::TopEdge, t.hairline);
        paintHairline(painter, r, Qt::BottomEdge, t.hairline);
        const int x = r.center().x() - 14;
        for (const int y : {r.center().y() - 1, r.center().y() + 1})
            painter->fillRect(x, y, 28, 1, t.border);
    }
}

void progressBar(const QStyleOptionProgressBar *option, QPainter *painter, const Tokens &t)
{
    const QRect r = option->rect;
    const QRect bar(r.x(), r.center().y() - 2, r.width(), 6);
    painter->fillRect(bar, t.track);
    const int span = option->maximum - option->minimum;
    if (span <= 0) {
        painter->fillRect(bar.adjusted(bar.width() / 3, 0, -bar.width() / 3, 0), t.accent);
        return;
    }
    const double share = std::clamp(double(option->progress - option->minimum) / span, 0.0, 1.0);
    const int filled = qRound(bar.width() * share);
    const bool fromRight = option->direction == Qt::RightToLeft;
    painter->fillRect(fromRight ? bar.right() + 1 - filled : bar.x(), bar.y(), filled, bar.height(), t.accent);
}

namespace {

void menuTexts(const QStyleOptionMenuItem *option, QPainter *painter, const QRect &room, const QColor &ink,
               const QColor &keyInk)
{
    const qsizetype tab = option->text.indexOf(u'\t');
    painter->setFont(option->font);
    painter->setPen(ink);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                      tab < 0 ? option->text : option->text.left(tab));
    if (tab < 0)
        return;
    painter->setPen(keyInk);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, option->text.mid(tab + 1));
}

void menuMark(const QStyleOptionMenuItem *option, QPainter *painter, const QRect &place, const QColor &ink)
{
    if (option->checked) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(ink, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF c = QRectF(place).center();
        painter->drawPolyline(QPolygonF{c + QPointF(-4, 0.4), c + QPointF(-1.2, 3.2), c + QPointF(4.2, -3.2)});
    } else if (!option->icon.isNull()) {
        const QString name = option->icon.name();
        if (name.isEmpty())
            option->icon.paint(painter, place);
        else
            paintIcon(painter, place, name, ink);
    }
}

} // namespace

void menuItem(const QStyleOptionMenuItem *option, QPainter *painter, const QWidget *widget, const Tokens &t)
{
    painter->save();
    const QRect r = option->rect;
    const bool plainSeparator = option->menuItemType == QStyleOptionMenuItem::Separator && option->text.isEmpty();
    if (plainSeparator) {
        paintHairline(painter, QRect(r.x() + 8, r.center().y(), r.width() - 16, 1), Qt::TopEdge, t.hairline);
        painter->restore();
        return;
    }
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool active = enabled && option->state.testFlag(QStyle::State_Selected);
    if (active)
        frame(painter, r.adjusted(4, 1, -4, -1), t.accent, {});
    const QColor ink = active ? t.onAccent : enabled ? t.text : t.disabled;
    menuMark(option, painter, QRect(r.x() + 12, r.center().y() - 7, 16, 16), ink);
    const bool marks = option->menuHasCheckableItems || option->maxIconWidth > 0;
    const QRect room
        = r.adjusted(marks ? 36 : 14, 0, option->menuItemType == QStyleOptionMenuItem::SubMenu ? -28 : -16, 0);
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->setFont(font(TextRole::Header));
        painter->setPen(t.muted);
        painter->drawText(r.adjusted(14, 0, -14, 0), Qt::AlignVCenter | Qt::AlignLeft, option->text);
    } else {
        menuTexts(option, painter, room, ink, active ? t.onAccent : t.muted);
    }
    if (option->menuItemType == QStyleOptionMenuItem::SubMenu)
        chevron(painter, QRectF(r.right() - 22, r.y(), 12, r.height()),
                widget && widget->isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow, ink);
    painter->restore();
}

void scrollBar(const QStyleOptionSlider *option, const QRect &handle, QPainter *painter, const Tokens &t)
{
    painter->fillRect(option->rect, t.base);
    if (!option->state.testFlag(QStyle::State_Enabled) || option->maximum <= option->minimum)
        return;
    const bool upright = option->orientation == Qt::Vertical;
    const bool held = option->state.testFlag(QStyle::State_Sunken) || option->state.testFlag(QStyle::State_MouseOver);
    const QRect pill = upright ? handle.adjusted(3, 2, -3, -2) : handle.adjusted(2, 3, -2, -3);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(held ? t.muted : mixed(t.border, t.base, 0.75));
    painter->drawRoundedRect(pill, 3, 3);
    painter->restore();
}

void branch(const QStyleOption *option, QPainter *painter, const Tokens &t)
{
    if (!option->state.testFlag(QStyle::State_Children))
        return;
    const bool open = option->state.testFlag(QStyle::State_Open);
    const auto closed = option->direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow;
    chevron(painter, QRectF(option->rect), open ? Qt::DownArrow : closed, t.muted);
}

} // namespace qwats::ui::stylepaint
