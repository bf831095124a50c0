// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmentedcontrol.h"

#include "ui/theme/stylepainter.h"
#include "ui/widgets/ink.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <utility>

namespace qwats::ui {

namespace {

constexpr int segmentPad = 11;
constexpr int segmentRingRoom = 2;

QFont segmentFont(bool current)
{
    QFont made = font(TextRole::Body);
    made.setWeight(current ? QFont::DemiBold : QFont::Normal);
    return made;
}

} // namespace

SegmentedControl::SegmentedControl(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::Grouping);
}

void SegmentedControl::setSegments(const QList<Segment> &segments)
{
    const QString before = current();
    m_segments = segments;
    m_current = 0;
    setCurrent(before);
    updateGeometry();
    update();
}

void SegmentedControl::setCurrent(const QString &id)
{
    for (int i = 0; i < m_segments.size(); ++i) {
        if (m_segments[i].id == id)
            m_current = i;
    }
    update();
}

QString SegmentedControl::current() const
{
    return m_current < m_segments.size() ? m_segments[m_current].id : QString();
}

void SegmentedControl::setSmall(bool small)
{
    m_small = small;
    updateGeometry();
}

QRect SegmentedControl::segmentRect(int index) const
{
    const QFontMetrics metrics(segmentFont(true));
    int x = segmentRingRoom;
    for (int i = 0; i < index; ++i)
        x += metrics.horizontalAdvance(m_segments[i].word) + 2 * segmentPad;
    const int wide = metrics.horizontalAdvance(m_segments[index].word) + 2 * segmentPad;
    return {x, segmentRingRoom, wide, height() - 2 * segmentRingRoom};
}

QSize SegmentedControl::sizeHint() const
{
    const QFontMetrics metrics(segmentFont(true));
    int wide = 2 * segmentRingRoom;
    for (const Segment &one : m_segments)
        wide += metrics.horizontalAdvance(one.word) + 2 * segmentPad;
    return {wide, (m_small ? 26 : 30) + 2 * segmentRingRoom};
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    const QRect frame = rect().adjusted(segmentRingRoom, segmentRingRoom, -segmentRingRoom, -segmentRingRoom);
    stylepaint::frame(&painter, frame, t.base, isEnabled() ? t.border : t.hairline);
    QPainterPath inside;
    inside.addRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), 3, 3);
    for (int i = 0; i < m_segments.size(); ++i) {
        const QRect r = segmentRect(i);
        painter.save();
        painter.setClipPath(inside);
        if (i == m_current)
            painter.fillRect(r, t.selection);
        else if (i == m_hover && isEnabled())
            painter.fillRect(r, t.hover);
        painter.restore();
        if (i > 0)
            paintHairline(&painter, r.adjusted(0, 1, 0, -1), Qt::LeftEdge, t.border);
        painter.setFont(segmentFont(i == m_current));
        painter.setPen(isEnabled() ? t.text : t.disabled);
        painter.drawText(r, Qt::AlignCenter, m_segments[i].word);
    }
    if (hasFocus())
        stylepaint::focusFrame(rect(), &painter, t);
}

int SegmentedControl::segmentAt(const QPoint &pos) const
{
    for (int i = 0; i < m_segments.size(); ++i) {
        if (segmentRect(i).contains(pos))
            return i;
    }
    return -1;
}

void SegmentedControl::press(int index)
{
    if (index < 0 || index >= m_segments.size() || std::exchange(m_current, index) == index)
        return;
    update();
    QAccessibleEvent told(this, QAccessible::Focus);
    told.setChild(index);
    QAccessible::updateAccessibility(&told);
    emit currentChanged(current());
}

void SegmentedControl::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        press(segmentAt(event->position().toPoint()));
}

void SegmentedControl::mouseMoveEvent(QMouseEvent *event)
{
    const int index = segmentAt(event->position().toPoint());
    if (std::exchange(m_hover, index) != index)
        update();
}

void SegmentedControl::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_hover = -1;
    update();
}

void SegmentedControl::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Right: return press(m_current + forward);
    case Qt::Key_Left: return press(m_current - forward);
    case Qt::Key_Home: return press(0);
    case Qt::Key_End: return press(int(m_segments.size()) - 1);
    default: QWidget::keyPressEvent(event);
    }
}

void SegmentedControl::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    update();
}

bool SegmentedControl::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = segmentAt(help->pos());
        QToolTip::showText(help->globalPos(), index < 0 ? QString() : m_segments[index].tip, this);
        return true;
    }
    return QWidget::event(event);
}

int SegmentedControl::itemCount() const
{
    return int(m_segments.size());
}

QString SegmentedControl::itemName(int index) const
{
    return m_segments[index].word;
}

QRect SegmentedControl::itemRect(int index) const
{
    return segmentRect(index);
}

QAccessible::State SegmentedControl::itemState(int index) const
{
    QAccessible::State state;
    state.checkable = true;
    state.checked = index == m_current;
    state.focusable = true;
    state.focused = hasFocus() && index == m_current;
    return state;
}

QAccessible::Role SegmentedControl::itemRole() const
{
    return QAccessible::RadioButton;
}

} // namespace qwats::ui
