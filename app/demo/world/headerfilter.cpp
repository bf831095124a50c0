// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/headerfilter.h"

#include "app/demo/world/madefields.h"

#include <algorithm>
#include <string_view>

namespace qwats::demo {

using odata::Comparison;
using odata::Condition;
using odata::Operand;

namespace {

bool isField(const Operand &operand, int field)
{
    return operand.field && !operand.ofElement && operand.field->tag == field;
}

/// `field eq literal` or `field in (literals)`: rows that may pass can be looked up.
bool looksUp(const Condition &condition, int field)
{
    const bool equals = condition.type == Condition::Type::Comparison && condition.comparison == Comparison::Eq;
    return (equals || condition.type == Condition::Type::In) && isField(condition.operands.front(), field)
        && std::none_of(condition.operands.begin() + 1, condition.operands.end(),
                        [](const Operand &operand) { return operand.field; });
}

bool isTimeSpan(const Condition &condition)
{
    return condition.type == Condition::Type::Comparison && isField(condition.operands[0], Start)
        && !condition.operands[1].field;
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// A text test on serial numbers, byte by byte: half a million of them are asked in a few milliseconds.
class SerialTest
{
public:
    explicit SerialTest(const Condition &condition)
        : m_test(condition.test)
    {
        const odata::Value piece = condition.operands[1].value({});
        m_asciiOnly = std::all_of(piece.text.begin(), piece.text.end(), [](QChar c) { return c.unicode() < 128; });
        const QByteArray latin = piece.text.toLatin1();
        for (const char c : latin)
            m_piece += lowered(c);
    }
    static bool fits(const Condition &condition)
    {
        return condition.type == Condition::Type::TextTest && isField(condition.operands[0], SerialNumber)
            && !condition.operands[1].field && SerialTest(condition).m_asciiOnly;
    }
    bool holds(const ReportRecord &record) const
    {
        std::array<char, 32> buffer;
        const QLatin1StringView serial = serialNumberOf(record, &buffer);
        const auto begin = buffer.end() - serial.size();
        std::transform(begin, buffer.end(), begin, lowered);
        const std::string_view text(&*begin, std::size_t(serial.size()));
        switch (m_test) {
        case odata::TextTest::Contains: return text.find(m_piece) != std::string_view::npos;
        case odata::TextTest::StartsWith: return text.starts_with(m_piece);
        case odata::TextTest::EndsWith: return text.ends_with(m_piece);
        }
        return false;
    }

private:
    odata::TextTest m_test;
    std::string m_piece;
    bool m_asciiOnly = false;
};

/// `field eq 'LOT-17'`, or `in`, for fields that are a prefix and a number: numbers are compared.
class NumberedTest
{
public:
    NumberedTest(const Condition &condition, qsizetype element)
        : m_field(condition.operands.front().field ? condition.operands.front().field->tag : -1)
        , m_element(element)
    {
        const bool equals = condition.type == Condition::Type::In
            || (condition.type == Condition::Type::Comparison && condition.comparison == Comparison::Eq);
        const auto known = numberedText({}, m_field, element);
        m_fits = equals && known
            && std::all_of(condition.operands.begin(), condition.operands.end(),
                           [](const Operand &operand) { return operand.letters == Operand::Case::AsIs; });
        for (std::size_t i = 1; m_fits && i < condition.operands.size(); ++i) {
            const Operand &operand = condition.operands[i];
            m_fits = !operand.field && operand.literal.kind == odata::Kind::Text;
            if (const auto number = numberAfter(known->prefix, operand.literal.text))
                m_wanted.push_back(*number);
        }
    }
    bool fits() const { return m_fits; }
    bool holds(const ReportRecord &record) const
    {
        const quint64 number = numberedText(record, m_field, m_element)->number;
        return std::find(m_wanted.begin(), m_wanted.end(), number) != m_wanted.end();
    }

private:
    int m_field;
    qsizetype m_element;
    std::vector<quint64> m_wanted;
    bool m_fits = false;
};

/// `field lt 17` for fields with a number a row.
bool isNumberTest(const Condition &condition)
{
    return condition.type == Condition::Type::Comparison && condition.operands[0].field
        && !condition.operands[0].ofElement && hasRowNumber(condition.operands[0].field->tag)
        && !condition.operands[1].field && condition.operands[1].literal.kind == odata::Kind::Number;
}

bool compares(double number, Comparison comparison, double limit)
{
    switch (comparison) { // NaN, no number, is unlike any
    case Comparison::Eq: return number == limit;
    case Comparison::Ne: return number != limit;
    case Comparison::Gt: return number > limit;
    case Comparison::Ge: return number >= limit;
    case Comparison::Lt: return number < limit;
    case Comparison::Le: return number <= limit;
    }
    return false;
}

/// True when nothing but the room temperature, the third misc info, makes the difference.
bool isOfTemperature(const Condition &condition, qsizetype element)
{
    return element == 2 && !condition.operands.empty()
        && std::all_of(condition.operands.begin(), condition.operands.end(), [](const Operand &operand) {
               return !operand.field || (operand.ofElement && operand.field->tag == MiscValue);
           });
}

} // namespace

FieldScope HeaderIndex::Filter::scopeOf(const Condition &condition, qsizetype element) const
{
    FieldScope widest
        = condition.type == Condition::Type::Any && !condition.children.empty() ? FieldScope::Row : FieldScope::Class;
    for (const Operand &operand : condition.operands) {
        if (operand.field)
            widest = std::max(widest, fieldScope(operand.field->tag, element));
    }
    for (const auto &child : condition.children)
        widest = std::max(widest, scopeOf(*child, element));
    return widest;
}

/// What a condition takes to work out, roughly: the cheap ones go first and leave fewer rows to the others.
int HeaderIndex::Filter::cost(const Condition &condition, qsizetype element) const
{
    if (condition.type == Condition::Type::Constant || isTimeSpan(condition) || looksUp(condition, SerialNumber)
        || looksUp(condition, Uuid))
        return 0;
    const FieldScope scope = scopeOf(condition, element);
    return scope == FieldScope::Class ? 1 : (scope == FieldScope::Unit ? 2 : 3);
}

RowSet HeaderIndex::Filter::rows(const Condition &condition, const RowSet &mask, qsizetype element) const
{
    using Type = Condition::Type;
    if (condition.type == Type::Constant)
        return condition.constant ? mask : RowSet(mask.size());
    if (scopeOf(condition, element) == FieldScope::Class)
        return byClass(condition, mask, element);
    switch (condition.type) {
    case Type::Not: {
        RowSet others = mask;
        others -= rows(*condition.children.front(), mask, element);
        return others;
    }
    case Type::And: return conjunction(condition, mask, element);
    case Type::Or: return disjunction(condition, mask, element);
    case Type::Any: return any(condition, mask);
    default: break;
    }
    if (isTimeSpan(condition)) {
        RowSet span = timeSpan(condition);
        span &= mask;
        return span;
    }
    if (looksUp(condition, SerialNumber))
        return bySerial(condition, mask);
    if (looksUp(condition, Uuid))
        return byId(condition, mask);
    const bool ofUnit = std::all_of(condition.operands.begin(), condition.operands.end(), [&](const Operand &operand) {
        return !operand.field || fieldScope(operand.field->tag, element) == FieldScope::Unit;
    });
    if (ofUnit)
        return byUnit(condition, mask, element);
    return byRow(condition, mask, element);
}

RowSet HeaderIndex::Filter::byRow(const Condition &condition, RowSet mask, qsizetype element) const
{
    if (isNumberTest(condition)) {
        const int field = condition.operands[0].field->tag;
        const double limit = condition.operands[1].literal.number;
        return mask.filtered([&](quint32 row) {
            return compares(rowNumber(m_index.m_records[row], row, field), condition.comparison, limit);
        });
    }
    if (isOfTemperature(condition, element))
        return byKey(condition, mask, element, roomTemperatures, roomTemperature);
    const auto isNull = [](const Operand &operand) { return operand.literal.kind == odata::Kind::Null; };
    if (looksUp(condition, ReferencedUut)
        && std::none_of(condition.operands.begin() + 1, condition.operands.end(), isNull))
        mask &= m_index.m_repairs; // tests refer to nothing
    return mask.filtered([&](quint32 row) { return condition.holds({qsizetype(row), element}); });
}

RowSet HeaderIndex::Filter::conjunction(const Condition &condition, RowSet mask, qsizetype element) const
{
    std::vector<const Condition *> parts;
    for (const auto &child : condition.children)
        parts.push_back(child.get());
    std::stable_sort(parts.begin(), parts.end(), [&](const Condition *left, const Condition *right) {
        return cost(*left, element) < cost(*right, element);
    });
    for (const Condition *part : parts)
        mask = rows(*part, mask, element);
    return mask;
}

RowSet HeaderIndex::Filter::disjunction(const Condition &condition, RowSet mask, qsizetype element) const
{
    RowSet result(mask.size());
    for (const auto &child : condition.children) {
        const RowSet more = rows(*child, mask, element);
        result |= more;
        mask -= more; // what has passed need not be asked again
    }
    return result;
}

/// How many elements a row has follows from its class.
RowSet HeaderIndex::Filter::any(const Condition &condition, const RowSet &mask) const
{
    std::vector<qsizetype> counts;
    qsizetype most = 0;
    for (const quint32 row : m_index.m_classRows) {
        counts.push_back(condition.collection->count({qsizetype(row), -1}));
        most = std::max(most, counts.back());
    }
    RowSet result(mask.size());
    for (qsizetype element = 0; element < most; ++element) {
        RowSet left = mask.filtered([&](quint32 row) { return counts[m_index.m_classOf[row]] > element; });
        left -= result;
        result |= rows(*condition.children.front(), left, element);
    }
    return result;
}

RowSet HeaderIndex::Filter::timeSpan(const Condition &condition) const
{
    RowSet span(m_index.size());
    const quint32 end = m_index.size();
    const odata::Value &limit = condition.operands[1].literal;
    if (limit.kind != odata::Kind::Time) { // null: every report has a start
        span.insertRange(0, condition.comparison == Comparison::Ne ? end : 0);
        return span;
    }
    const quint32 from = m_index.firstRowFrom(limit.time);
    const quint32 after = limit.time == std::numeric_limits<qint64>::max() ? end : m_index.firstRowFrom(limit.time + 1);
    switch (condition.comparison) {
    case Comparison::Eq: span.insertRange(from, after); break;
    case Comparison::Ne:
        span.insertRange(0, from);
        span.insertRange(after, end);
        break;
    case Comparison::Gt: span.insertRange(after, end); break;
    case Comparison::Ge: span.insertRange(from, end); break;
    case Comparison::Lt: span.insertRange(0, from); break;
    case Comparison::Le: span.insertRange(0, after); break;
    }
    return span;
}

RowSet HeaderIndex::Filter::bySerial(const Condition &condition, const RowSet &mask) const
{
    RowSet found(mask.size());
    for (std::size_t i = 1; i < condition.operands.size(); ++i) {
        // The look-up is generous about letter case; the condition itself decides.
        for (const quint32 row : m_index.rowsOfSerial(condition.operands[i].value({}).text)) {
            if (mask.contains(row) && condition.holds({qsizetype(row), -1}))
                found.insert(row);
        }
    }
    return found;
}

RowSet HeaderIndex::Filter::byId(const Condition &condition, const RowSet &mask) const
{
    RowSet found(mask.size());
    for (std::size_t i = 1; i < condition.operands.size(); ++i) {
        const qsizetype row = m_index.m_find(condition.operands[i].value({}).text.toLower());
        if (row >= 0 && mask.contains(quint32(row)) && condition.holds({row, -1}))
            found.insert(quint32(row));
    }
    return found;
}

/// Asks once for each of @p keys values of @p keyOf(row).
template <typename KeyOf>
RowSet HeaderIndex::Filter::byKey(const Condition &condition, const RowSet &mask, qsizetype element, std::size_t keys,
                                  KeyOf keyOf) const
{
    enum : quint8 { Unknown, No, Yes };
    std::vector<quint8> answers(keys, Unknown);
    return mask.filtered([&](quint32 row) {
        quint8 &answer = answers[keyOf(row)];
        if (answer == Unknown)
            answer = condition.holds({qsizetype(row), element}) ? Yes : No;
        return answer == Yes;
    });
}

RowSet HeaderIndex::Filter::byClass(const Condition &condition, const RowSet &mask, qsizetype element) const
{
    return byKey(condition, mask, element, m_index.m_classRows.size(),
                 [this](quint32 row) { return m_index.m_classOf[row]; });
}

RowSet HeaderIndex::Filter::byUnit(const Condition &condition, const RowSet &mask, qsizetype element) const
{
    enum : quint8 { Unknown, No, Yes };
    std::vector<quint8> answers(m_index.m_unitBegin.size(), Unknown);
    const auto askOnce = [&](auto question) {
        return mask.filtered([&](quint32 row) {
            quint8 &answer = answers[m_index.m_records[row].unit];
            if (answer == Unknown)
                answer = question(row) ? Yes : No;
            return answer == Yes;
        });
    };
    if (SerialTest::fits(condition)) {
        const SerialTest test(condition);
        return askOnce([&](quint32 row) { return test.holds(m_index.m_records[row]); });
    }
    if (const NumberedTest test(condition, element); test.fits())
        return mask.filtered([&](quint32 row) { return test.holds(m_index.m_records[row]); });
    return askOnce([&](quint32 row) { return condition.holds({qsizetype(row), element}); });
}

} // namespace qwats::demo
