// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/selection.h"

#include <algorithm>
#include <numeric>

namespace qwats::demo::odata {

using namespace Qt::StringLiterals;

namespace {

bool parseCount(const QString &text, const QString &option, qsizetype *out, QString *error)
{
    bool ok = false;
    const qlonglong value = text.trimmed().toLongLong(&ok);
    if (!ok || value < 0) {
        *error = u"The value '%1' of %2 is not a whole number from 0 on."_s.arg(text, option);
        return false;
    }
    *out = value;
    return true;
}

} // namespace

std::optional<Selection> Selection::parse(const Options &options, const Schema &schema, QString *error)
{
    Selection result;
    if (!options.filter.trimmed().isEmpty()) {
        Problem problem;
        result.m_filter = parseFilter(options.filter, schema, &problem);
        if (!result.m_filter) {
            *error = u"The $filter is not understood: %1"_s.arg(problem.toSentence());
            return std::nullopt;
        }
    }
    if (!result.parseOrder(options.orderBy, schema, error))
        return std::nullopt;
    qsizetype top = 0;
    if (!options.top.isEmpty()) {
        if (!parseCount(options.top, u"$top"_s, &top, error))
            return std::nullopt;
        result.m_top = top;
    }
    if (!options.skip.isEmpty() && !parseCount(options.skip, u"$skip"_s, &result.m_skip, error))
        return std::nullopt;
    return result;
}

bool Selection::parseOrder(const QString &text, const Schema &schema, QString *error)
{
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QStringList words = part.simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        const QString direction = words.value(1, u"asc"_s).toLower();
        const Field *field = schema.field(words.first());
        if (!field || words.size() > 2 || (direction != u"asc"_s && direction != u"desc"_s)) {
            *error = field
                ? u"The $orderby is not understood: '%1' is neither asc nor desc."_s.arg(words.mid(1).join(u' '))
                : u"The $orderby is not understood: unknown field '%1'."_s.arg(words.first());
            return false;
        }
        m_keys.push_back({field, direction == u"desc"_s});
    }
    return true;
}

std::optional<Selection::Key> Selection::singleKey() const
{
    return m_keys.size() == 1 ? std::optional(m_keys.front()) : std::nullopt;
}

std::vector<qsizetype> Selection::apply(qsizetype count) const
{
    std::vector<qsizetype> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), qsizetype(0));
    return apply(rows);
}

std::vector<qsizetype> Selection::apply(const std::vector<qsizetype> &rows) const
{
    constexpr qsizetype unlimited = std::numeric_limits<qsizetype>::max();
    const qsizetype wanted = m_top ? (*m_top > unlimited - m_skip ? unlimited : *m_top + m_skip) : unlimited;
    std::vector<qsizetype> found;
    for (const qsizetype row : rows) {
        if (m_keys.empty() && qsizetype(found.size()) >= wanted)
            break;
        if (!m_filter || m_filter->holds({row, -1}))
            found.push_back(row);
    }
    std::stable_sort(found.begin(), found.end(), [this](qsizetype left, qsizetype right) {
        for (const Key &key : m_keys) {
            const int order = compare(key.field->read({left, -1}), key.field->read({right, -1}));
            if (order != 0)
                return key.descending ? order > 0 : order < 0;
        }
        return false;
    });
    const qsizetype size = qsizetype(found.size());
    const qsizetype from = std::min(m_skip, size);
    const qsizetype to = std::min(wanted, size);
    return {found.begin() + from, found.begin() + to};
}

} // namespace qwats::demo::odata
