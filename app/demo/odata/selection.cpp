// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/selection.h"

#include <algorithm>
#include <numeric>

namespace qwats::demo::odata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxSortKeys = 16;

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

/// A problem of $orderby, in the words and with the counting that problems of $filter have.
QString orderProblem(const QString &message, qsizetype position, const QString &expected)
{
    return u"The $orderby is not understood: %1"_s.arg(Problem{message, position, expected}.toSentence());
}

} // namespace

std::optional<Selection> Selection::parse(const Options &options, const Schema &schema, QString *error)
{
    Selection result;
    if (!options.filter.trimmed().isEmpty()) {
        Problem problem;
        result.m_filterText = options.filter;
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
    qsizetype next = 0;
    for (const QString &part : text.split(u',')) {
        const qsizetype begin = next;
        next += part.size() + 1;
        const QStringList words = part.simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue; // a comma too many does no harm
        const QString direction = words.value(1, u"asc"_s).toLower();
        const Field *field = schema.field(words.first());
        if (!field) {
            *error = orderProblem(u"Unknown field '%1'"_s.arg(words.first()), begin + part.indexOf(words.first()),
                                  u"the name of a field"_s);
            return false;
        }
        if (words.size() > 2 || (direction != u"asc"_s && direction != u"desc"_s)) {
            const QString &wrong
                = words.size() > 2 && (direction == u"asc"_s || direction == u"desc"_s) ? words[2] : words[1];
            *error = orderProblem(u"'%1' is no direction"_s.arg(wrong), begin + part.lastIndexOf(wrong),
                                  words.size() > 2 ? u"a comma or the end"_s : u"asc or desc"_s);
            return false;
        }
        if (qsizetype(m_keys.size()) == maxSortKeys) {
            *error = orderProblem(u"There are too many fields to sort by"_s, begin, u"%1 at most"_s.arg(maxSortKeys));
            return false;
        }
        m_keys.push_back({field, direction == u"desc"_s});
    }
    return true;
}

Page Selection::page() const
{
    constexpr qsizetype unlimited = std::numeric_limits<qsizetype>::max();
    return {m_skip, m_top && *m_top <= unlimited - m_skip ? *m_top + m_skip : unlimited};
}

std::vector<qsizetype> Selection::apply(qsizetype count) const
{
    std::vector<qsizetype> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), qsizetype(0));
    return apply(rows);
}

std::vector<qsizetype> Selection::apply(const std::vector<qsizetype> &rows) const
{
    const Page wanted = page();
    std::vector<qsizetype> found;
    for (const qsizetype row : rows) {
        if (m_keys.empty() && qsizetype(found.size()) >= wanted.end)
            break;
        if (!m_filter || m_filter->holds({row, -1}))
            found.push_back(row);
    }
    if (!m_keys.empty()) {
        const SortValues values(m_keys);
        std::vector<std::pair<std::vector<Value>, qsizetype>> sorted(found.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            values.read(found[i], &sorted[i].first);
            sorted[i].second = found[i];
        }
        std::stable_sort(sorted.begin(), sorted.end(), [&](const auto &left, const auto &right) {
            return values.compare(left.first, right.first) < 0;
        });
        std::transform(sorted.begin(), sorted.end(), found.begin(), [](const auto &entry) { return entry.second; });
    }
    const Page part = wanted.within(qsizetype(found.size()));
    return {found.begin() + part.skip, found.begin() + part.end};
}

void SortValues::read(qsizetype row, std::vector<Value> *values) const
{
    values->clear();
    for (const Selection::Key &key : m_keys)
        values->push_back(key.field->read({row, -1}));
}

int SortValues::compare(const std::vector<Value> &left, const std::vector<Value> &right) const
{
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        if (const int order = odata::compare(left[i], right[i]); order != 0)
            return m_keys[i].descending ? -order : order;
    }
    return 0;
}

Projection::Projection(const QString &select, const Schema &schema)
{
    QStringList wanted;
    bool anyKnown = false;
    for (const QString &part : select.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.trimmed().toLower();
        if (name == u"*"_s)
            return;
        const Field *field = schema.field(name);
        anyKnown = anyKnown || field;
        wanted += name;
        if (field)
            wanted += field->name.toLower();
    }
    if (anyKnown)
        m_names = wanted;
}

void Projection::keep(const QStringList &names)
{
    if (keepsAll())
        return;
    for (const QString &name : names)
        m_names += name.toLower();
}

QJsonObject Projection::applied(const QJsonObject &object) const
{
    if (keepsAll())
        return object;
    QJsonObject kept;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (m_names.contains(it.key(), Qt::CaseInsensitive))
            kept.insert(it.key(), it.value());
    }
    return kept;
}

} // namespace qwats::demo::odata
