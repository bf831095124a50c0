// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/conditions.h"

#include <algorithm>

namespace qwats::demo::odata {

namespace {

/// Reads an operand without copying a literal; @p scratch holds what had to be read.
const Value &valueOf(const Operand &operand, RowRef row, Value *scratch)
{
    if (!operand.field && operand.letters == Operand::Case::AsIs)
        return operand.literal;
    *scratch = operand.value(row);
    return *scratch;
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

Comparison mirrored(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Gt: return Comparison::Lt;
    case Comparison::Ge: return Comparison::Le;
    case Comparison::Lt: return Comparison::Gt;
    case Comparison::Le: return Comparison::Ge;
    case Comparison::Eq:
    case Comparison::Ne: break;
    }
    return comparison;
}

bool passes(TextTest test, const Value &whole, const Value &piece)
{
    if (whole.kind != Kind::Text || piece.kind != Kind::Text)
        return false;
    // People type what they remember: these tests do not distinguish letter case.
    switch (test) {
    case TextTest::Contains: return whole.text.contains(piece.text, Qt::CaseInsensitive);
    case TextTest::StartsWith: return whole.text.startsWith(piece.text, Qt::CaseInsensitive);
    case TextTest::EndsWith: return whole.text.endsWith(piece.text, Qt::CaseInsensitive);
    }
    return false;
}

bool isOneOf(const Condition &condition, RowRef row)
{
    Value scratch;
    const Value subject = valueOf(condition.operands.front(), row, &scratch);
    return std::any_of(condition.operands.begin() + 1, condition.operands.end(),
                       [&](const Operand &choice) { return compare(subject, valueOf(choice, row, &scratch)) == 0; });
}

bool anyElement(const Condition &condition, RowRef row)
{
    const qsizetype count = condition.collection->count(row);
    if (condition.children.empty())
        return count > 0;
    for (qsizetype i = 0; i < count; ++i) {
        if (condition.children.front()->holds({row.row, i}))
            return true;
    }
    return false;
}

ConditionPtr make(Condition::Type type)
{
    auto made = std::make_unique<Condition>();
    made->type = type;
    return made;
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

bool Condition::holds(RowRef row) const
{
    const auto childHolds = [row](const ConditionPtr &child) { return child->holds(row); };
    Value left;
    Value right;
    switch (type) {
    case Type::Constant: return constant;
    case Type::Not: return !children.front()->holds(row);
    case Type::And: return std::all_of(children.begin(), children.end(), childHolds);
    case Type::Or: return std::any_of(children.begin(), children.end(), childHolds);
    case Type::Comparison:
        return compares(valueOf(operands[0], row, &left), comparison, valueOf(operands[1], row, &right));
    case Type::TextTest: return passes(test, valueOf(operands[0], row, &left), valueOf(operands[1], row, &right));
    case Type::In: return isOneOf(*this, row);
    case Type::Any: return anyElement(*this, row);
    }
    return false;
}

ConditionPtr makeConstant(bool value)
{
    ConditionPtr made = make(Condition::Type::Constant);
    made->constant = value;
    return made;
}

ConditionPtr makeNot(ConditionPtr inner)
{
    ConditionPtr made = make(Condition::Type::Not);
    made->children.push_back(std::move(inner));
    return made;
}

ConditionPtr makeJunction(Condition::Type type, std::vector<ConditionPtr> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    ConditionPtr made = make(type);
    made->children = std::move(parts);
    return made;
}

ConditionPtr makeComparison(Operand left, Comparison comparison, Operand right)
{
    ConditionPtr made = make(Condition::Type::Comparison);
    const bool turn = !left.field && right.field;
    made->comparison = turn ? mirrored(comparison) : comparison;
    made->operands.push_back(std::move(turn ? right : left));
    made->operands.push_back(std::move(turn ? left : right));
    return made;
}

ConditionPtr makeTextTest(TextTest test, Operand subject, Operand part)
{
    ConditionPtr made = make(Condition::Type::TextTest);
    made->test = test;
    made->operands.push_back(std::move(subject));
    made->operands.push_back(std::move(part));
    return made;
}

ConditionPtr makeIn(Operand subject, std::vector<Operand> choices)
{
    ConditionPtr made = make(Condition::Type::In);
    made->operands = std::move(choices);
    made->operands.insert(made->operands.begin(), std::move(subject));
    return made;
}

ConditionPtr makeAny(const Collection *collection, ConditionPtr inner)
{
    ConditionPtr made = make(Condition::Type::Any);
    made->collection = collection;
    if (inner)
        made->children.push_back(std::move(inner));
    return made;
}

} // namespace qwats::demo::odata
