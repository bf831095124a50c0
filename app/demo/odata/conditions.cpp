// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/conditions.h"

#include <algorithm>

namespace qwats::demo::odata {

namespace {

/// A condition made of a function: keeps the node kinds in a line each.
template <typename F> class Node final : public Condition
{
public:
    explicit Node(F question)
        : m_question(std::move(question))
    {
    }
    bool holds(RowRef row) const override { return m_question(row); }

private:
    F m_question;
};

template <typename F> std::unique_ptr<Condition> node(F question)
{
    return std::make_unique<Node<F>>(std::move(question));
}

bool compares(const Value &left, Comparison comparison, const Value &right)
{
    const bool anyNull = left.kind == Kind::Null || right.kind == Kind::Null;
    const int order = compare(left, right);
    switch (comparison) {
    case Comparison::Eq: return order == 0;
    case Comparison::Ne: return order != 0;
    case Comparison::Gt: return !anyNull && order > 0;
    case Comparison::Ge: return !anyNull && order >= 0;
    case Comparison::Lt: return !anyNull && order < 0;
    case Comparison::Le: return !anyNull && order <= 0;
    }
    return false;
}

} // namespace

Value Operand::value(RowRef row) const
{
    Value result = field ? field->read(row) : literal;
    if (letters == Case::Lower)
        result.text = result.text.toLower();
    else if (letters == Case::Upper)
        result.text = result.text.toUpper();
    return result;
}

std::unique_ptr<Condition> makeConstant(bool value)
{
    return node([value](RowRef) { return value; });
}

std::unique_ptr<Condition> makeNot(std::unique_ptr<Condition> inner)
{
    return node([inner = std::move(inner)](RowRef row) { return !inner->holds(row); });
}

std::unique_ptr<Condition> makeAnd(std::unique_ptr<Condition> left, std::unique_ptr<Condition> right)
{
    return node([left = std::move(left), right = std::move(right)](RowRef row) {
        return left->holds(row) && right->holds(row);
    });
}

std::unique_ptr<Condition> makeOr(std::unique_ptr<Condition> left, std::unique_ptr<Condition> right)
{
    return node([left = std::move(left), right = std::move(right)](RowRef row) {
        return left->holds(row) || right->holds(row);
    });
}

std::unique_ptr<Condition> makeComparison(Operand left, Comparison comparison, Operand right)
{
    return node([left = std::move(left), comparison, right = std::move(right)](RowRef row) {
        return compares(left.value(row), comparison, right.value(row));
    });
}

std::unique_ptr<Condition> makeTextTest(TextTest test, Operand subject, Operand part)
{
    return node([test, subject = std::move(subject), part = std::move(part)](RowRef row) {
        const Value whole = subject.value(row);
        const Value piece = part.value(row);
        if (whole.kind != Kind::Text || piece.kind != Kind::Text)
            return false;
        // People type what they remember: these tests do not distinguish letter case.
        switch (test) {
        case TextTest::Contains: return whole.text.contains(piece.text, Qt::CaseInsensitive);
        case TextTest::StartsWith: return whole.text.startsWith(piece.text, Qt::CaseInsensitive);
        case TextTest::EndsWith: return whole.text.endsWith(piece.text, Qt::CaseInsensitive);
        }
        return false;
    });
}

std::unique_ptr<Condition> makeIn(Operand subject, std::vector<Operand> choices)
{
    return node([subject = std::move(subject), choices = std::move(choices)](RowRef row) {
        const Value value = subject.value(row);
        return std::any_of(choices.begin(), choices.end(),
                           [&](const Operand &choice) { return compare(value, choice.value(row)) == 0; });
    });
}

std::unique_ptr<Condition> makeAny(const Collection *collection, std::unique_ptr<Condition> inner)
{
    return node([collection, inner = std::move(inner)](RowRef row) {
        const qsizetype count = collection->count(row);
        for (qsizetype i = 0; i < count; ++i) {
            if (!inner || inner->holds({row.row, i}))
                return true;
        }
        return false;
    });
}

} // namespace qwats::demo::odata
