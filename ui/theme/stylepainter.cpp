// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylepainter.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QVariant>
#include <QWidget>

namespace qwats::ui::stylepaint {

using namespace Qt::StringLiterals;

namespace {

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

/// The accent under the pointer or pressed: a shade towards the text, so that both themes gain contrast.
QColor pressedTint(const QColor &color, const QStyleOption *option, const Tokens &t)
{
    if (has(option, QStyle::State_Sunken))
        return mixed(t.text, color, 0.22);
    return has(option, QStyle::State_MouseOver) ? mixed(t.text, color, 0.12) : color;
}

QColor inkOf(const QStyleOption *option, ButtonRole role, const Tokens &t)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    switch (role) {
    case ButtonRole::Primary: return t.onAccent;
    case ButtonRole::Danger: return enabled ? t.bad : t.disabled;
    case ButtonRole::Link: return enabled ? t.accent : t.disabled;
    default: return enabled ? t.text : t.disabled;
    }
}

} // namespace

ButtonRole roleOf(const QWidget *widget)
{
    const QString role = widget ? widget->property("role").toString() : QString();
    if (role == "primary"_L1)
        return ButtonRole::Primary;
    if (role == "danger"_L1)
        return ButtonRole::Danger;
    return role == "link"_L1 ? ButtonRole::Link : ButtonRole::Plain;
}

bool isSmall(const QWidget *widget)
{
    return widget && widget->property("controlSize").toString() == "small"_L1;
}

bool isBare(const QWidget *widget)
{
    return widget && widget->property("bare").toBool();
}

void frame(QPainter *painter, const QRect &rect, const QColor &ground, const QColor &outline, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outline.isValid() ? QPen(outline, 1) : QPen(Qt::NoPen));
    painter->setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

void chevron(QPainter *painter, const QRectF &rect, Qt::ArrowType direction, const QColor &color)
{
    const QPointF c = rect.center();
    constexpr qreal wide = 3.6;
    constexpr qreal high = 1.8;
    QPainterPath path;
    if (direction == Qt::DownArrow || direction == Qt::UpArrow) {
        const qreal y = direction == Qt::DownArrow ? high : -high;
        path.moveTo(c.x() - wide, c.y() - y);
        path.lineTo(c.x(), c.y() + y);
        path.lineTo(c.x() + wide, c.y() - y);
    } else {
        const qreal x = direction == Qt::RightArrow ? high : -high;
        path.moveTo(c.x() - x, c.y() - wide);
        path.lineTo(c.x() + x, c.y());
        path.lineTo(c.x() - x, c.y() + wide);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(path);
    painter->restore();
}

void buttonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget, const Tokens &t)
{
    const ButtonRole role = roleOf(widget);
    const bool enabled = has(option, QStyle::State_Enabled);
    if (role == ButtonRole::Link) {
        if (enabled && has(option, QStyle::State_Sunken))
            frame(painter, option->rect, t.hover, {});
        return;
    }
    if (role == ButtonRole::Primary) {
        const QColor ground = enabled ? pressedTint(t.accent, option, t) : mixed(t.accent, t.base, 0.45);
        return frame(painter, option->rect, ground, ground);
    }
    const bool on = has(option, QStyle::State_On);
    QColor ground = on ? t.selection : t.base;
    if (enabled && has(option, QStyle::State_Sunken))
        ground = t.selection;
    else if (enabled && !on && has(option, QStyle::State_MouseOver))
        ground = t.hover;
    QColor outline = role == ButtonRole::Danger ? t.bad : on ? t.accent : t.border;
    if (!enabled)
        outline = t.hairline;
    frame(painter, option->rect, ground, outline);
}

void toolPanel(const QStyleOption *option, QPainter *painter, const Tokens &t)
{
    if (!has(option, QStyle::State_Enabled))
        return;
    if (has(option, QStyle::State_On) || has(option, QStyle::State_Sunken))
        frame(painter, option->rect, t.selection, {});
    else if (has(option, QStyle::State_MouseOver))
        frame(painter, option->rect, t.hover, {});
}

namespace {

constexpr int toolPad = 8;
constexpr int toolGap = 8;
constexpr int toolArrow = 18;

bool showsText(const QStyleOptionToolButton *option)
{
    return option->toolButtonStyle != Qt::ToolButtonIconOnly && !option->text.isEmpty();
}

bool showsArrow(const QStyleOptionToolButton *option)
{
    // A bare icon with a menu ("More") says so by its picture.
    return option->features.testFlag(QStyleOptionToolButton::HasMenu) && showsText(option);
}

} // namespace

QSize toolButtonSize(const QStyleOptionToolButton *option, int height)
{
    if (!showsText(option))
        return {height, height};
    int width = 2 * toolPad + option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width() + 2;
    if (!option->icon.isNull())
        width += option->iconSize.width() + toolGap;
    if (showsArrow(option))
        width += toolArrow;
    return {width, std::max(height, option->fontMetrics.height() + 8)};
}

void toolButton(const QStyleOptionToolButton *option, QPainter *painter, const Tokens &t)
{
    toolPanel(option, painter, t);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor ink = !enabled ? t.disabled : has(option, QStyle::State_On) ? t.accent : t.text;
    QRect room = option->rect;
    if (showsText(option))
        room.adjust(toolPad, 0, -toolPad, 0);
    if (!option->icon.isNull()) {
        const int px = option->iconSize.width();
        const QRect place = showsText(option) ? QRect(room.x(), room.y(), px, room.height()) : room;
        const QString name = option->icon.name();
        if (name.isEmpty())
            option->icon.paint(painter, QRect(place.center() - QPoint(px / 2, px / 2), QSize(px, px)));
        else
            paintIcon(painter, QRectF(place.center().x() + 0.5 - px / 2.0, place.center().y() + 0.5 - px / 2.0, px, px),
                      name, ink);
        room.setLeft(room.left() + px + toolGap);
    }
    if (!showsText(option))
        return;
    if (showsArrow(option)) {
        chevron(painter, QRectF(room.right() - 11, room.y(), 12, room.height()), Qt::DownArrow, ink);
        room.setRight(room.right() - toolArrow);
    }
    painter->save();
    painter->setFont(option->font);
    painter->setPen(ink);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic,
                      option->fontMetrics.elidedText(option->text, Qt::ElideRight, room.width() + 2));
    painter->restore();
}

void buttonLabel(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget, const Tokens &t)
{
    const ButtonRole role = roleOf(widget);
    const QColor ink = inkOf(option, role, t);
    const bool menu = option->features.testFlag(QStyleOptionButton::HasMenu);
    QFont font = widget ? widget->font() : painter->font();
    font.setWeight(role == ButtonRole::Primary ? QFont::DemiBold : QFont::Medium);
    font.setUnderline(role == ButtonRole::Link && has(option, QStyle::State_MouseOver));
    const QFontMetrics metrics(font);
    const int iconPx = option->icon.isNull() ? 0 : 16;
    const int gap = iconPx && !option->text.isEmpty() ? 8 : 0;
    const int arrow = menu ? 18 : 0;
    const int room = option->rect.width() - iconPx - gap - arrow - (role == ButtonRole::Link ? 0 : 12);
    const QString text = metrics.elidedText(option->text, Qt::ElideRight, room, Qt::TextShowMnemonic);
    const int textWidth = metrics.size(Qt::TextShowMnemonic, text).width();
    int x = option->rect.x() + (option->rect.width() - iconPx - gap - textWidth - arrow) / 2;
    if (iconPx) {
        const QRect place(x, option->rect.center().y() - iconPx / 2 + 1, iconPx, iconPx);
        const QString name = option->icon.name();
        if (name.isEmpty())
            option->icon.paint(painter, place);
        else
            paintIcon(painter, place, name, ink);
    }
    x += iconPx + gap;
    painter->save();
    painter->setFont(font);
    painter->setPen(ink);
    painter->drawText(QRect(x, option->rect.y(), textWidth + 2, option->rect.height()),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, text);
    painter->restore();
    if (menu)
        chevron(painter, QRectF(x + textWidth + 6, option->rect.y(), 12, option->rect.height()), Qt::DownArrow, ink);
}

void fieldPanel(const QStyleOption *option, QPainter *painter, const Tokens &t, bool bad)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool readOnly = has(option, QStyle::State_ReadOnly);
    frame(painter, option->rect, enabled && !readOnly ? t.base : t.alt, bad ? t.bad : enabled ? t.border : t.hairline);
    if (bad)
        frame(painter, option->rect.adjusted(1, 1, -1, -1), {}, t.bad, 3);
}

void checkBox(const QStyleOption *option, QPainter *painter, const Tokens &t)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool part = has(option, QStyle::State_NoChange);
    const QRect box = option->rect;
    const bool filled = on || part;
    const QColor fill = enabled ? t.accent : t.disabled;
    frame(painter, box,
          filled                                     ? fill
              : has(option, QStyle::State_MouseOver) ? t.hover
                                                     : t.base,
          filled        ? fill
              : enabled ? t.border
                        : t.hairline,
          3);
    if (!filled)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF o = QRectF(box).topLeft();
    const qreal u = box.width() / 16.0;
    if (part)
        painter->drawLine(o + QPointF(4.5, 8) * u, o + QPointF(11.5, 8) * u);
    else
        painter->drawPolyline(QPolygonF{o + QPointF(4, 8.3) * u, o + QPointF(7, 11.2) * u, o + QPointF(12, 5.2) * u});
    painter->restore();
}

void radio(const QStyleOption *option, QPainter *painter, const Tokens &t)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor mark = enabled ? t.accent : t.disabled;
    painter->setPen(QPen(on ? mark : enabled ? t.border : t.hairline, on ? 1.6 : 1));
    painter->setBrush(has(option, QStyle::State_MouseOver) && enabled ? t.hover : t.base);
    painter->drawEllipse(box);
    if (on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark);
        painter->drawEllipse(box.center(), box.width() / 4, box.width() / 4);
    }
    painter->restore();
}

void focusFrame(const QRect &rect, QPainter *painter, const Tokens &t)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.accent, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6);
    painter->restore();
}

} // namespace qwats::ui::stylepaint
