// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/fieldflow.h"

#include <QEvent>

#include <algorithm>

namespace qwats::ui {

FieldFlow::FieldFlow(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FieldFlow::add(QWidget *control, bool wanted)
{
    control->setParent(this);
    m_items.push_back({control, wanted});
    relayout();
}

void FieldFlow::addFirst(QWidget *control)
{
    control->setParent(this);
    m_items.push_back({control, true});
    std::rotate(m_items.begin(), m_items.end() - 1, m_items.end());
    relayout();
}

FieldFlow::Item *FieldFlow::itemOf(const QWidget *control)
{
    const auto found
        = std::find_if(m_items.begin(), m_items.end(), [control](const Item &item) { return item.control == control; });
    return found == m_items.end() ? nullptr : &*found;
}

void FieldFlow::setWanted(QWidget *control, bool wanted)
{
    if (Item *item = itemOf(control); item && item->wanted != wanted) {
        item->wanted = wanted;
        relayout();
    }
}

void FieldFlow::setOffered(QWidget *control, bool offered)
{
    if (Item *item = itemOf(control); item && item->offered != offered) {
        item->offered = offered;
        relayout();
    }
}

void FieldFlow::setTail(QWidget *tail)
{
    m_tail = tail;
    tail->setParent(this);
    relayout();
}

bool FieldFlow::isPlaced(const QWidget *control) const
{
    return std::any_of(m_items.begin(), m_items.end(),
                       [control](const Item &item) { return item.control == control && item.placed; });
}

/// Wanted controls first take the room they need; optional ones share what the first row has left.
std::vector<QRect> FieldFlow::placesFor(int width) const
{
    const int tail = m_tail && !m_tail->isHidden() ? m_tail->sizeHint().width() + Gap : 0;
    const int row = std::max(width - tail, 80);
    int needed = 0;
    for (const Item &item : m_items) {
        if (item.offered && item.wanted)
            needed += item.control->sizeHint().width() + Gap;
    }
    int spare = row + Gap - needed;
    std::vector<QRect> places(m_items.size());
    const int height = rowHeight();
    int x = 0;
    int y = 0;
    for (size_t at = 0; at < m_items.size(); ++at) {
        const Item &item = m_items[at];
        const QSize size = item.control->sizeHint();
        if (!item.offered)
            continue;
        if (!item.wanted) {
            if (size.width() + Gap > spare)
                continue;
            spare -= size.width() + Gap;
        }
        const int room = y == 0 ? row : width;
        if (x > 0 && x + size.width() > room) {
            x = 0;
            y += height + Gap;
        }
        places[at] = QRect(QPoint(x, y), QSize(std::min(size.width(), room), height));
        x += size.width() + Gap;
    }
    return places;
}

int FieldFlow::rowHeight() const
{
    int height = m_tail ? m_tail->sizeHint().height() : 0;
    for (const Item &item : m_items)
        height = std::max(height, item.control->sizeHint().height());
    return height;
}

int FieldFlow::heightForWidth(int width) const
{
    int height = rowHeight();
    for (const QRect &place : placesFor(width))
        height = std::max(height, place.isEmpty() ? 0 : place.bottom() + 1);
    return height;
}

QSize FieldFlow::sizeHint() const
{
    const int wide = std::max(width(), 400);
    return {wide, heightForWidth(wide)};
}

QSize FieldFlow::minimumSizeHint() const
{
    return {200, heightForWidth(std::max(width(), 200))};
}

void FieldFlow::relayout()
{
    const std::vector<QRect> places = placesFor(width());
    for (size_t at = 0; at < m_items.size(); ++at) {
        Item &item = m_items[at];
        item.placed = !places[at].isEmpty();
        if (item.placed) {
            const QRect &place = places[at];
            item.control->setGeometry(place.x(), place.y(), place.width(), rowHeight());
        }
        item.control->setVisible(item.placed);
    }
    if (m_tail)
        m_tail->setGeometry(width() - m_tail->sizeHint().width(), 0, m_tail->sizeHint().width(), rowHeight());
    if (const int wanted = heightForWidth(width()); minimumHeight() != wanted || maximumHeight() != wanted)
        setFixedHeight(wanted);
}

void FieldFlow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    relayout();
}

bool FieldFlow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        relayout();
    return QWidget::event(event);
}

} // namespace qwats::ui
