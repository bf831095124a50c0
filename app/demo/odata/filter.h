// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/lexer.h"
#include "app/demo/odata/schema.h"

#include <memory>

namespace qwats::demo::odata {

/// One node of a parsed filter: a yes-or-no question about a row.
class Condition
{
public:
    virtual ~Condition() = default;
    virtual bool holds(RowRef row) const = 0;
};

/// Parses a `$filter` and binds its names to @p schema, which must outlive the condition.
///
/// Understands eq ne gt ge lt le in, and or not, parentheses, contains startswith endswith, tolower toupper, any.
/// Returns null and sets @p problem when the expression is malformed, names an unknown field, compares a field with
/// a literal of another kind, or nests deeper than 64.
std::unique_ptr<Condition> parseFilter(QStringView expression, const Schema &schema, Problem *problem);

} // namespace qwats::demo::odata
