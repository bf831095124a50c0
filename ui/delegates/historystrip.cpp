// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/historystrip.h"

#include "ui/delegates/cellpainter.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pad = 8; ///< px inside a stop
constexpr int glyph = 14;
constexpr int stopTextGap = 8; ///< glyph to words
constexpr int joint = 26; ///< px of line between two stops
constexpr int jointGap = 10; ///< px of air at either end of the line
constexpr int moreRoom = 40; ///< px for the count of stops that do not fit

struct StopFonts
{
    CellFont title{font(TextRole::Header)};
    CellFont sub{font(TextRole::Caption)};
};

} // namespace

HistoryStrip::HistoryStrip(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::List);
}

void HistoryStrip::setHeading(const QString &heading)
{
    m_heading = heading;
    setAccessibleWords(this, heading);
    layOut();
}

void HistoryStrip::setItems(std::vector<HistoryItem> items, const QString &currentId)
{
    m_items = std::move(items);
    const auto found
        = std::find_if(m_items.begin(), m_items.end(), [&](const HistoryItem &item) { return item.id == currentId; });
    m_current = found == m_items.end() ? -1 : int(found - m_items.begin());
    m_cursor = m_current >= 0 ? m_current : (m_items.empty() ? -1 : 0);
    m_hovered = -1;
    m_first = 0;
    layOut();
    updateGeometry();
}

QString HistoryStrip::currentId() const
{
    return m_current < 0 ? QString() : m_items[size_t(m_current)].id;
}

int HistoryStrip::naturalWidth(const HistoryItem &item) const
{
    const StopFonts fonts;
    const int words
        = std::max(CellPainter::textWidth(item.title, fonts.title), CellPainter::textWidth(item.subLine, fonts.sub));
    return pad + glyph + stopTextGap + words + pad + 1;
}

int HistoryStrip::headingWidth() const
{
    return m_heading.isEmpty() ? 0 : CellPainter::textWidth(m_heading, CellFonts::current().strong) + pad;
}

/// Shows as many stops as fit, the cursor's always among them, as far to the newest as possible.
void HistoryStrip::layOut()
{
    m_places.assign(m_items.size(), {});
    m_last = -1;
    update();
    if (m_items.empty())
        return;
    const int count = int(m_items.size());
    std::vector<int> widths;
    widths.reserve(m_items.size());
    for (const HistoryItem &item : m_items)
        widths.push_back(naturalWidth(item));
    const int step = joint + 2 * jointGap;
    const int from = RowDelegate::outerPad + headingWidth();
    const int room = width() - from - RowDelegate::outerPad;
    const auto span = [&](int first, int last) {
        int sum = (last - first) * step;
        for (int at = first; at <= last; ++at)
            sum += widths[size_t(at)];
        return sum + (first > 0 ? moreRoom : 0) + (last + 1 < count ? moreRoom : 0);
    };
    m_last = count - 1;
    m_first = 0;
    while (m_first < m_cursor && span(m_first, m_last) > room)
        ++m_first;
    while (m_last > std::max(m_cursor, m_first) && span(m_first, m_last) > room)
        --m_last;
    int x = from + (m_first > 0 ? moreRoom : 0);
    for (int at = m_first; at <= m_last; ++at) {
        const int wide = std::max(0, std::min(widths[size_t(at)], width() - RowDelegate::outerPad - x));
        m_places[size_t(at)].rect = QStyle::visualRect(layoutDirection(), rect(), {x, 4, wide, height() - 9});
        x += wide + step;
    }
}

QSize HistoryStrip::sizeHint() const
{
    return {480, std::max(44, 2 * CellFonts::current().small.height + 14)};
}

QSize HistoryStrip::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

QString HistoryStrip::itemName(int index) const
{
    const HistoryItem &item = m_items[size_t(index)];
    const QString state = statusLook(item.status, lightTokens()).word;
    return QStringList{item.title, state, item.subLine}.join(u", "_s);
}

QRect HistoryStrip::itemRect(int index) const
{
    return m_places[size_t(index)].rect;
}

QAccessible::State HistoryStrip::itemState(int index) const
{
    QAccessible::State state;
    state.selectable = true;
    state.selected = index == m_current;
    state.focusable = true;
    state.focused = hasFocus() && index == m_cursor;
    return state;
}

void HistoryStrip::pressItem(int index)
{
    if (index < 0 || index >= itemCount())
        return;
    moveCursor(index);
    Q_EMIT chosen(m_items[size_t(index)].id);
}

int HistoryStrip::indexAt(const QPoint &position) const
{
    for (size_t at = 0; at < m_places.size(); ++at) {
        if (m_places[at].rect.contains(position))
            return int(at);
    }
    return -1;
}

void HistoryStrip::moveCursor(int index)
{
    index = std::clamp(index, -1, itemCount() - 1);
    if (index == m_cursor)
        return;
    m_cursor = index;
    if (index < m_first || index > m_last)
        layOut();
    update();
    QAccessibleEvent moved(this, QAccessible::Focus);
    moved.setChild(index);
    QAccessible::updateAccessibility(&moved);
}

void HistoryStrip::paintItem(QPainter *painter, int index) const
{
    const Tokens &t = Theme::of(this);
    const HistoryItem &item = m_items[size_t(index)];
    const QRect place = m_places[size_t(index)].rect;
    const StopFonts fonts;
    const CellPainter cells(painter, t, layoutDirection());
    const bool current = index == m_current;
    if (current || index == m_hovered) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(current ? QPen(t.accent) : QPen(Qt::NoPen));
        painter->setBrush(current ? t.selection : t.hover);
        painter->drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    if (hasFocus() && index == m_cursor) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    const auto placed = [&](const QRect &part) { return QStyle::visualRect(layoutDirection(), place, part); };
    cells.glyph(placed({place.x() + pad, place.center().y() - glyph / 2 + 1, glyph, glyph}), item.status);
    const int x = place.x() + pad + glyph + stopTextGap;
    const int room = place.right() + 1 - pad - x;
    const int lines = fonts.title.height + fonts.sub.height;
    const int top = place.y() + (place.height() - lines) / 2;
    cells.text(placed({x, top, room, fonts.title.height}), item.title, fonts.title, t.text);
    cells.text(placed({x, top + fonts.title.height, room, fonts.sub.height}), item.subLine, fonts.sub, t.muted);
}

void HistoryStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.alt);
    paintHairline(&painter, rect(), Qt::BottomEdge, t.hairline);
    const CellPainter cells(&painter, t, layoutDirection());
    const auto placed = [&](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const int middle = (height() - 1) / 2;
    cells.text(placed({RowDelegate::outerPad, 0, headingWidth(), height() - 1}), m_heading,
               CellFont(ui::font(TextRole::Header)), t.muted);
    for (int at = m_first; at <= m_last; ++at) {
        paintItem(&painter, at);
        if (at == m_last)
            break;
        const QRect one = m_places[size_t(at)].rect;
        const QRect other = m_places[size_t(at + 1)].rect;
        const int from = std::min(one.right(), other.right()) + 1 + jointGap;
        painter.fillRect(from, middle, joint, 1, t.border);
    }
    const int more = itemCount() - 1 - m_last;
    const CellFont &small = cells.fonts().small;
    if (m_first > 0)
        cells.text(placed({RowDelegate::outerPad + headingWidth(), 0, moreRoom - 4, height() - 1}),
                   u"+%1"_s.arg(m_first), small, t.muted);
    if (more > 0)
        cells.text(placed({width() - RowDelegate::outerPad - moreRoom, 0, moreRoom, height() - 1}), u"+%1"_s.arg(more),
                   small, t.muted, Qt::AlignRight);
}

void HistoryStrip::resizeEvent(QResizeEvent *)
{
    layOut();
}

void HistoryStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        layOut();
}

void HistoryStrip::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left: return moveCursor(std::max(0, m_cursor - forward));
    case Qt::Key_Right: return moveCursor(m_cursor + forward);
    case Qt::Key_Home: return moveCursor(m_items.empty() ? -1 : 0);
    case Qt::Key_End: return moveCursor(itemCount() - 1);
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter: return pressItem(m_cursor);
    default: QWidget::keyPressEvent(event);
    }
}

void HistoryStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        pressItem(indexAt(event->position().toPoint()));
}

void HistoryStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int index = indexAt(event->position().toPoint());
    if (index == m_hovered)
        return;
    m_hovered = index;
    setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void HistoryStrip::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void HistoryStrip::focusInEvent(QFocusEvent *)
{
    update();
}

void HistoryStrip::focusOutEvent(QFocusEvent *)
{
    update();
}

bool HistoryStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = indexAt(help->pos());
        const bool whole = index < 0 || m_places[size_t(index)].rect.width() >= naturalWidth(m_items[size_t(index)]);
        QToolTip::showText(help->globalPos(), whole ? QString() : itemName(index), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace qwats::ui
