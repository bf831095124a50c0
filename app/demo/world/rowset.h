// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>
#include <vector>

namespace qwats::demo {

/// A set of rows 0 … size-1, one bit each: a million rows take 125 kB, and joining two sets takes microseconds.
/// Sets that are joined must have the same size.
class RowSet
{
public:
    explicit RowSet(quint32 size = 0, bool full = false);

    quint32 size() const { return m_size; }
    qsizetype count() const;
    bool contains(quint32 row) const { return m_words[row / 64] >> (row % 64) & 1; }
    void insert(quint32 row) { m_words[row / 64] |= quint64(1) << (row % 64); }
    void insertRange(quint32 from, quint32 to); ///< up to, not including @p to

    RowSet &operator&=(const RowSet &other);
    RowSet &operator|=(const RowSet &other);
    RowSet &operator-=(const RowSet &other);

    /// Rows number @p from up to, not including, @p to of the set, counted from its first row, or when @p backwards
    /// from its last one. The numbers must be within count().
    std::vector<quint32> slice(qsizetype from, qsizetype to, bool backwards) const;

    /// Calls @p visit(row) for every row, in order.
    template <typename Visit> void forEach(Visit visit) const
    {
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            for (quint64 left = m_words[word]; left != 0; left &= left - 1)
                visit(quint32(word * 64) + quint32(std::countr_zero(left)));
        }
    }
    /// The rows for which @p test(row) holds.
    template <typename Test> RowSet filtered(Test test) const
    {
        RowSet result(m_size);
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            quint64 kept = 0;
            for (quint64 left = m_words[word]; left != 0; left &= left - 1) {
                const auto bit = unsigned(std::countr_zero(left));
                kept |= quint64(bool(test(quint32(word * 64) + bit))) << bit;
            }
            result.m_words[word] = kept;
        }
        return result;
    }

private:
    quint32 m_size;
    std::vector<quint64> m_words; ///< bits past the size are 0
};

} // namespace qwats::demo
