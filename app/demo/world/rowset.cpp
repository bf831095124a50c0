// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/rowset.h"

#include <algorithm>

namespace qwats::demo {

RowSet::RowSet(quint32 size, bool full)
    : m_size(size)
    , m_words((std::size_t(size) + 63) / 64)
{
    if (full)
        insertRange(0, size);
}

qsizetype RowSet::count() const
{
    qsizetype sum = 0;
    for (const quint64 word : m_words)
        sum += std::popcount(word);
    return sum;
}

void RowSet::insertRange(quint32 from, quint32 to)
{
    for (quint32 row = from; row < to;) {
        if (row % 64 == 0 && to - row >= 64) {
            m_words[row / 64] = ~quint64(0);
            row += 64;
        } else {
            insert(row++);
        }
    }
}

RowSet &RowSet::operator&=(const RowSet &other)
{
    for (std::size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= other.m_words[i];
    return *this;
}

RowSet &RowSet::operator|=(const RowSet &other)
{
    for (std::size_t i = 0; i < m_words.size(); ++i)
        m_words[i] |= other.m_words[i];
    return *this;
}

RowSet &RowSet::operator-=(const RowSet &other)
{
    for (std::size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= ~other.m_words[i];
    return *this;
}

std::vector<quint32> RowSet::slice(qsizetype from, qsizetype to, bool backwards) const
{
    const qsizetype total = count();
    // Counted backwards, a slice is the mirrored slice, turned around.
    const qsizetype first = backwards ? total - to : from;
    const qsizetype wanted = to - from;
    std::vector<quint32> rows;
    rows.reserve(std::size_t(wanted));
    qsizetype seen = 0;
    for (std::size_t word = 0; word < m_words.size() && qsizetype(rows.size()) < wanted; ++word) {
        const qsizetype here = std::popcount(m_words[word]);
        if (seen + here <= first) {
            seen += here;
            continue;
        }
        for (quint64 left = m_words[word]; left != 0 && qsizetype(rows.size()) < wanted; left &= left - 1) {
            if (seen++ >= first)
                rows.push_back(quint32(word * 64) + quint32(std::countr_zero(left)));
        }
    }
    if (backwards)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace qwats::demo
