// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/conditions.h"
#include "app/demo/odata/lexer.h"

namespace qwats::demo::odata {

constexpr qsizetype maxFilterLength = 16000; ///< characters
constexpr int maxFilterDepth = 64; ///< parentheses, nots and functions inside each other

/// Parses a `$filter` and binds its names to @p schema, which must outlive the condition.
///
/// Understands eq ne gt ge lt le in, and or not, parentheses, contains startswith endswith, tolower toupper, any, and
/// boolean tests compared with true or false. Words are recognised in any letter case.
/// Returns null and sets @p problem when the expression is malformed, names an unknown field, compares a field with
/// a literal of another kind, is longer than maxFilterLength or nests deeper than maxFilterDepth.
ConditionPtr parseFilter(QStringView expression, const Schema &schema, Problem *problem);

} // namespace qwats::demo::odata
