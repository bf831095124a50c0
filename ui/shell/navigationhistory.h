// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QList>

namespace qwats::ui {

/// Back and forward, as a value. The current place is the end of what is behind.
class NavigationHistory
{
public:
    static constexpr qsizetype Longest = 100;

    /// Goes somewhere new: what was ahead is forgotten. The same page and thing again only replaces its state.
    void visit(const Place &place)
    {
        if (!m_behind.isEmpty() && m_behind.constLast().page == place.page
            && m_behind.constLast().thing == place.thing) {
            m_behind.last() = place;
            return;
        }
        m_behind.append(place);
        m_ahead.clear();
        if (m_behind.size() > Longest)
            m_behind.removeFirst();
    }

    /// The latest state of where one is, when that is still the same thing; else nothing happens.
    void keep(const Place &place)
    {
        if (!m_behind.isEmpty() && m_behind.constLast().page == place.page && m_behind.constLast().thing == place.thing)
            m_behind.last() = place;
    }

    [[nodiscard]] bool canGoBack() const { return m_behind.size() > 1; }
    [[nodiscard]] bool canGoForward() const { return !m_ahead.isEmpty(); }
    [[nodiscard]] Place current() const { return m_behind.isEmpty() ? Place() : m_behind.constLast(); }

    /// The place to show; the current one when there is nothing behind.
    Place back()
    {
        if (canGoBack())
            m_ahead.append(m_behind.takeLast());
        return current();
    }

    Place forward()
    {
        if (canGoForward())
            m_behind.append(m_ahead.takeLast());
        return current();
    }

private:
    QList<Place> m_behind;
    QList<Place> m_ahead; // nearest last
};

} // namespace qwats::ui
