// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>

#include <vector>

namespace qwats::demo {

/// Numbers the groups that occur, in the order in which they come, with one tally each. A value; any thread.
template <typename Tally> class GroupTable
{
public:
    struct Group
    {
        QStringList values;
        Tally tally = {};
    };

    quint32 indexOf(const QStringList &values)
    {
        const auto known = m_index.constFind(values);
        if (known != m_index.constEnd())
            return *known;
        const auto next = quint32(m_groups.size());
        m_groups.push_back({values, {}});
        m_index.insert(values, next);
        return next;
    }
    Tally &tally(quint32 index) { return m_groups[index].tally; }
    Tally &tally(const QStringList &values) { return tally(indexOf(values)); }
    /// Null when nothing fell into this group.
    const Tally *find(const QStringList &values) const
    {
        const auto known = m_index.constFind(values);
        return known == m_index.constEnd() ? nullptr : &m_groups[*known].tally;
    }
    const std::vector<Group> &groups() const { return m_groups; }

private:
    std::vector<Group> m_groups;
    QHash<QStringList, quint32> m_index;
};

} // namespace qwats::demo
