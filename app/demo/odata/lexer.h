// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/value.h"

#include <vector>

namespace qwats::demo::odata {

/// What is wrong with an expression, at which character (counted from 0), and what could stand there instead.
struct Problem
{
    QString message;
    qsizetype position = 0;
    QString expected = {}; ///< empty when the message says it all

    /// For people, characters counted from 1: "Unknown field 'x' at character 3. Expected: the name of a field."
    QString toSentence() const;
};

struct Token
{
    enum class Type { Name, Literal, Open, Close, Comma, Colon, Slash, End };
    Type type = Type::End;
    QString text; ///< as written; of a text literal: its content
    Value value; ///< of a literal
    qsizetype position = 0;
};

/// Cuts an OData expression into tokens; the last one is always End.
/// Returns false and sets @p problem on a character or literal that fits nowhere.
bool tokenize(QStringView expression, std::vector<Token> *tokens, Problem *problem);

} // namespace qwats::demo::odata
