// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/filter.h"

#include <QJsonObject>

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

/// Which part of a sorted list to answer with: rows from `skip` up to, not including, `end`.
struct Page
{
    qsizetype skip = 0;
    qsizetype end = 0;

    /// The part of it that a list of @p size rows has.
    Page within(qsizetype size) const { return {std::min(skip, size), std::min(end, size)}; }
};

/// Parsed options, ready to be applied to rows. The schema must outlive it. Copies share the condition.
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

    // For stores that answer from indexes.
    const Condition *filter() const { return m_filter.get(); } ///< null: every row
    const QString &filterText() const { return m_filterText; } ///< the same text means the same condition
    const std::vector<Key> &keys() const { return m_keys; }
    Page page() const;

private:
    bool parseOrder(const QString &text, const Schema &schema, QString *error);

    std::shared_ptr<const Condition> m_filter;
    QString m_filterText;
    std::vector<Key> m_keys;
    std::optional<qsizetype> m_top;
    qsizetype m_skip = 0;
};

/// Reads the sort keys of rows once, so that sorting compares values and not rows.
class SortValues
{
public:
    explicit SortValues(const std::vector<Selection::Key> &keys)
        : m_keys(keys)
    {
    }
    void read(qsizetype row, std::vector<Value> *values) const;
    /// Negative: @p left comes first; 0: the keys do not tell them apart.
    int compare(const std::vector<Value> &left, const std::vector<Value> &right) const;

private:
    const std::vector<Selection::Key> &m_keys;
};

/// `$select`: which members of an answered object to keep. Names are compared without letter case and may be aliases of
/// the schema; unknown ones are ignored, and when none is known, or `*` is among them, everything stays.
class Projection
{
public:
    Projection() = default;
    Projection(const QString &select, const Schema &schema);
    QJsonObject applied(const QJsonObject &object) const;
    bool keepsAll() const { return m_names.isEmpty(); }
    /// Keeps these members too: what was asked for by `$expand`.
    void keep(const QStringList &names);

private:
    QStringList m_names; ///< in lower case
};

} // namespace qwats::demo::odata
