// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world/headerindex.h"

namespace qwats::demo {

/// Works one condition out over all rows of an index. Lives for one question.
///
/// Inside any(), the question is put to one element after the other, so that what is fixed for the element (the name
/// of a misc info, the part number of a sub-unit) falls out of the rows' work.
class HeaderIndex::Filter
{
public:
    explicit Filter(const HeaderIndex &index)
        : m_index(index)
    {
    }

    /// The rows of @p mask that pass. @p element: of the list that an enclosing any() looks into; -1 outside.
    RowSet rows(const odata::Condition &condition, const RowSet &mask, qsizetype element = -1) const;

private:
    FieldScope scopeOf(const odata::Condition &condition, qsizetype element) const;
    int cost(const odata::Condition &condition, qsizetype element) const;
    RowSet conjunction(const odata::Condition &condition, RowSet mask, qsizetype element) const;
    RowSet disjunction(const odata::Condition &condition, RowSet mask, qsizetype element) const;
    RowSet any(const odata::Condition &condition, const RowSet &mask) const;
    RowSet timeSpan(const odata::Condition &condition) const;
    RowSet bySerial(const odata::Condition &condition, const RowSet &mask) const;
    RowSet byId(const odata::Condition &condition, const RowSet &mask) const;
    RowSet byRow(const odata::Condition &condition, RowSet mask, qsizetype element) const;
    template <typename KeyOf>
    RowSet byKey(const odata::Condition &condition, const RowSet &mask, qsizetype element, std::size_t keys,
                 KeyOf keyOf) const;
    RowSet byClass(const odata::Condition &condition, const RowSet &mask, qsizetype element) const;
    RowSet byUnit(const odata::Condition &condition, const RowSet &mask, qsizetype element) const;

    const HeaderIndex &m_index;
};

} // namespace qwats::demo
