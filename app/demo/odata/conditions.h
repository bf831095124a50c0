// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/schema.h"

#include <memory>
#include <vector>

namespace qwats::demo::odata {

/// The left or right side of a comparison: a literal, a field, or either one in lower or upper case.
struct Operand
{
    enum class Case { AsIs, Lower, Upper };
    const Field *field = nullptr; ///< null: a literal
    Value literal;
    Case letters = Case::AsIs;
    qsizetype position = 0;
    bool ofElement = false; ///< the field belongs to an element of a list, not to the row

    Value value(RowRef row) const;
    Kind kind() const { return field ? field->kind : literal.kind; }
};

enum class Comparison { Eq, Ne, Gt, Ge, Lt, Le };
enum class TextTest { Contains, StartsWith, EndsWith };

/// One node of a parsed filter: a yes-or-no question about a row. Open to look into, so that a store which keeps
/// indexes can answer parts of it without visiting the rows.
///
/// A null equals null only, and is neither greater nor less than anything.
/// Text tests do not distinguish letter case, eq and ne do. Thread: any, as far as the readers of the fields allow.
struct Condition
{
    enum class Type {
        Constant,
        Not, ///< one child
        And, ///< two or more children
        Or, ///< two or more children
        Comparison, ///< two operands; a literal on one side only stands on the right
        TextTest, ///< two operands: where to look, what for
        In, ///< the subject, then the choices
        Any ///< a collection, and one child or none
    };
    Type type = Type::Constant;
    bool constant = false;
    Comparison comparison = Comparison::Eq;
    TextTest test = TextTest::Contains;
    std::vector<Operand> operands;
    std::vector<std::unique_ptr<Condition>> children;
    const Collection *collection = nullptr;

    bool holds(RowRef row) const;
};

using ConditionPtr = std::unique_ptr<Condition>;

ConditionPtr makeConstant(bool value);
ConditionPtr makeNot(ConditionPtr inner);
/// @p type is And or Or. With one part only, that part itself.
ConditionPtr makeJunction(Condition::Type type, std::vector<ConditionPtr> parts);
ConditionPtr makeComparison(Operand left, Comparison comparison, Operand right);
ConditionPtr makeTextTest(TextTest test, Operand subject, Operand part);
ConditionPtr makeIn(Operand subject, std::vector<Operand> choices);
ConditionPtr makeAny(const Collection *collection, ConditionPtr inner);

} // namespace qwats::demo::odata
