// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/filter.h"

#include <optional>
#include <vector>

namespace qwats::demo::odata {

/// The raw options of one request, as decoded from its query. Empty text: not given.
struct Options
{
    QString filter;
    QString orderBy;
    QString top;
    QString skip;
};

/// Parsed options, ready to be applied to rows. The schema must outlive it.
///
/// Thread: any, one at a time. Errors: parse() says in a sentence which option is wrong, and where.
class Selection
{
public:
    struct Key
    {
        const Field *field = nullptr;
        bool descending = false;
    };

    static std::optional<Selection> parse(const Options &options, const Schema &schema, QString *error);

    /// The rows to answer with. @p rows is the default order; without $orderby it stays and the walk ends early.
    std::vector<qsizetype> apply(const std::vector<qsizetype> &rows) const;
    /// The same for rows 0 … count-1.
    std::vector<qsizetype> apply(qsizetype count) const;
    /// The only sort key, when there is exactly one: lets a caller hand over rows that are sorted by it already.
    std::optional<Key> singleKey() const;
    /// Drops the sort keys because the rows come sorted.
    void rowsAreSorted() { m_keys.clear(); }

private:
    bool parseOrder(const QString &text, const Schema &schema, QString *error);

    std::shared_ptr<const Condition> m_filter;
    std::vector<Key> m_keys;
    std::optional<qsizetype> m_top;
    qsizetype m_skip = 0;
};

} // namespace qwats::demo::odata
