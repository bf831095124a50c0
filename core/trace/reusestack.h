// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

namespace qwats {

/// Keys in the order of their last use. Tells how many others were used since, in O(log keys): a Fenwick tree over the
/// moments of use marks the last one of each key; when the moments are used up they are numbered anew.
///
/// Memory: some 100 bytes a key. Thread: one at a time.
class ReuseStack
{
public:
    explicit ReuseStack(size_t mostKeys) ///< of which more than one may be there for a moment
        : m_tree(4 * (mostKeys + 1) + 1)
        , m_keyAt(m_tree.size())
    {
        m_last.reserve(mostKeys + 1);
    }

    [[nodiscard]] size_t size() const { return m_last.size(); }

    /// How many other keys were used since this one; none: it is not there.
    [[nodiscard]] std::optional<quint64> distance(quint64 key) const
    {
        const auto last = m_last.find(key);
        if (last == m_last.end())
            return {};
        quint64 upTo = 0;
        for (size_t i = last->second; i > 0; i &= i - 1)
            upTo += m_tree[i];
        return m_last.size() - upTo;
    }

    bool touch(quint64 key) ///< true: it was not there
    {
        if (m_moment + 1 >= m_tree.size())
            renumber();
        const size_t moment = ++m_moment;
        const auto [last, isNew] = m_last.try_emplace(key, moment);
        if (!isNew)
            mark(last->second, -1);
        last->second = moment;
        m_keyAt[moment] = key;
        mark(moment, 1);
        return isNew;
    }

    void remove(quint64 key)
    {
        const auto last = m_last.find(key);
        if (last == m_last.end())
            return;
        mark(last->second, -1);
        m_last.erase(last);
    }

    void removeOldest()
    {
        // The lowest moment that is marked: down the tree, past every part that holds none.
        size_t before = 0;
        size_t step = 1;
        while (step * 2 < m_tree.size())
            step *= 2;
        for (; step > 0; step /= 2) {
            if (before + step < m_tree.size() && m_tree[before + step] == 0)
                before += step;
        }
        if (before + 1 < m_tree.size())
            remove(m_keyAt[before + 1]);
    }

private:
    void mark(size_t moment, int change)
    {
        for (size_t i = moment; i < m_tree.size(); i += i & (~i + 1))
            m_tree[i] += static_cast<quint32>(change);
    }

    void renumber()
    {
        size_t next = 0;
        for (size_t moment = 1; moment <= m_moment; ++moment) {
            const auto last = m_last.find(m_keyAt[moment]);
            if (last == m_last.end() || last->second != moment)
                continue;
            last->second = ++next;
            m_keyAt[next] = last->first;
        }
        std::fill(m_tree.begin(), m_tree.end(), 0);
        for (size_t moment = 1; moment <= next; ++moment)
            mark(moment, 1);
        m_moment = next;
    }

    std::unordered_map<quint64, size_t> m_last; // moment of the last use
    std::vector<quint32> m_tree;
    std::vector<quint64> m_keyAt; // by moment
    size_t m_moment = 0;
};

} // namespace qwats
