// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/filter.h"

namespace qwats::demo::odata {

/// The left or right side of a comparison: a literal, a field, or either one in lower or upper case.
struct Operand
{
    enum class Case { AsIs, Lower, Upper };
    const Field *field = nullptr; ///< null: a literal
    Value literal;
    Case letters = Case::AsIs;
    qsizetype position = 0;

    Value value(RowRef row) const;
    Kind kind() const { return field ? field->kind : literal.kind; }
};

enum class Comparison { Eq, Ne, Gt, Ge, Lt, Le };
enum class TextTest { Contains, StartsWith, EndsWith };

std::unique_ptr<Condition> makeConstant(bool value);
std::unique_ptr<Condition> makeNot(std::unique_ptr<Condition> inner);
std::unique_ptr<Condition> makeAnd(std::unique_ptr<Condition> left, std::unique_ptr<Condition> right);
std::unique_ptr<Condition> makeOr(std::unique_ptr<Condition> left, std::unique_ptr<Condition> right);
std::unique_ptr<Condition> makeComparison(Operand left, Comparison comparison, Operand right);
std::unique_ptr<Condition> makeTextTest(TextTest test, Operand subject, Operand part);
std::unique_ptr<Condition> makeIn(Operand subject, std::vector<Operand> choices);
std::unique_ptr<Condition> makeAny(const Collection *collection, std::unique_ptr<Condition> inner);

} // namespace qwats::demo::odata
