// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/filter.h"

#include "app/demo/odata/conditions.h"

namespace qwats::demo::odata {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxDepth = 64;

/// Recursive descent: or → and → not → primary. Every function returns null after it has set the problem.
class Parser
{
public:
    Parser(const std::vector<Token> &tokens, const Schema &schema, Problem *problem)
        : m_tokens(tokens)
        , m_schema(schema)
        , m_problem(problem)
    {
    }

    std::unique_ptr<Condition> parse();

private:
    using Result = std::unique_ptr<Condition>;
    Result disjunction();
    Result conjunction();
    Result negation();
    Result primary();
    Result group();
    Result textTest(TextTest test);
    Result comparison();
    Result membership(Operand subject);
    Result any();
    Result anyBody(const Collection *collection);

    bool operand(Operand *out);
    bool caseFunction(Operand *out, Operand::Case letters);
    bool fieldOperand(Operand *out);
    bool reconcile(Operand *left, Operand *right);
    bool adapt(const Field &field, Operand *literal);

    const Token &peek(std::size_t ahead = 0) const { return m_tokens[std::min(m_pos + ahead, m_tokens.size() - 1)]; }
    bool isWord(QStringView word) const
    {
        return peek().type == Token::Type::Name && peek().text.compare(word, Qt::CaseInsensitive) == 0;
    }
    bool isCall(QStringView word) const { return isWord(word) && peek(1).type == Token::Type::Open; }
    bool expect(Token::Type type, const QString &what);
    Result fail(const QString &message, qsizetype position)
    {
        *m_problem = {message, position};
        return nullptr;
    }

    const std::vector<Token> &m_tokens;
    const Schema &m_schema;
    Problem *m_problem;
    std::size_t m_pos = 0;
    int m_depth = 0;
    QString m_variable; ///< of the any() we are in
    const Schema *m_elements = nullptr;
};

Parser::Result Parser::parse()
{
    Result result = disjunction();
    if (result && peek().type != Token::Type::End)
        return fail(u"The expression should have ended before '%1'"_s.arg(peek().text), peek().position);
    return result;
}

bool Parser::expect(Token::Type type, const QString &what)
{
    if (peek().type == type) {
        ++m_pos;
        return true;
    }
    fail(u"%1 is missing"_s.arg(what), peek().position);
    return false;
}

Parser::Result Parser::disjunction()
{
    Result left = conjunction();
    while (left && isWord(u"or")) {
        ++m_pos;
        Result right = conjunction();
        if (!right)
            return nullptr;
        left = makeOr(std::move(left), std::move(right));
    }
    return left;
}

Parser::Result Parser::conjunction()
{
    Result left = negation();
    while (left && isWord(u"and")) {
        ++m_pos;
        Result right = negation();
        if (!right)
            return nullptr;
        left = makeAnd(std::move(left), std::move(right));
    }
    return left;
}

Parser::Result Parser::negation()
{
    if (++m_depth > maxDepth)
        return fail(u"The expression nests too deeply"_s, peek().position);
    Result result;
    if (isWord(u"not")) {
        ++m_pos;
        Result inner = negation();
        result = inner ? makeNot(std::move(inner)) : nullptr;
    } else {
        result = primary();
    }
    --m_depth;
    return result;
}

Parser::Result Parser::primary()
{
    if (peek().type == Token::Type::Open)
        return group();
    if (isCall(u"contains"))
        return textTest(TextTest::Contains);
    if (isCall(u"startswith"))
        return textTest(TextTest::StartsWith);
    if (isCall(u"endswith"))
        return textTest(TextTest::EndsWith);
    if (peek().type == Token::Type::Name && peek(1).type == Token::Type::Slash
        && peek(2).text.compare(u"any", Qt::CaseInsensitive) == 0 && peek(3).type == Token::Type::Open)
        return any();
    return comparison();
}

Parser::Result Parser::group()
{
    ++m_pos;
    Result inner = disjunction();
    if (!inner || !expect(Token::Type::Close, u"A closing parenthesis"_s))
        return nullptr;
    return inner;
}

Parser::Result Parser::textTest(TextTest test)
{
    const QString name = peek().text;
    m_pos += 2;
    Operand subject;
    Operand part;
    if (!operand(&subject) || !expect(Token::Type::Comma, u"The second argument of %1"_s.arg(name)) || !operand(&part)
        || !expect(Token::Type::Close, u"The closing parenthesis of %1"_s.arg(name)))
        return nullptr;
    for (const Operand &side : {subject, part}) {
        if (side.kind() != Kind::Text)
            return fail(u"%1 works on text only"_s.arg(name), side.position);
    }
    return makeTextTest(test, std::move(subject), std::move(part));
}

Parser::Result Parser::comparison()
{
    Operand left;
    if (!operand(&left))
        return nullptr;
    static const QList<QPair<QString, Comparison>> words{
        {u"eq"_s, Comparison::Eq}, {u"ne"_s, Comparison::Ne}, {u"gt"_s, Comparison::Gt},
        {u"ge"_s, Comparison::Ge}, {u"lt"_s, Comparison::Lt}, {u"le"_s, Comparison::Le},
    };
    if (isWord(u"in"))
        return membership(std::move(left));
    for (const auto &[word, comparison] : words) {
        if (!isWord(word))
            continue;
        ++m_pos;
        Operand right;
        if (!operand(&right) || !reconcile(&left, &right))
            return nullptr;
        return makeComparison(std::move(left), comparison, std::move(right));
    }
    if (left.kind() != Kind::Bool)
        return fail(u"A comparison (eq, ne, gt, ge, lt, le or in) was expected"_s, peek().position);
    return left.field ? makeComparison(left, Comparison::Eq, Operand{nullptr, Value::of(true)})
                      : makeConstant(left.literal.flag);
}

Parser::Result Parser::membership(Operand subject)
{
    ++m_pos;
    if (!expect(Token::Type::Open, u"The list after 'in'"_s))
        return nullptr;
    std::vector<Operand> choices;
    do {
        Operand choice;
        if (!operand(&choice) || !reconcile(&subject, &choice))
            return nullptr;
        choices.push_back(std::move(choice));
    } while (peek().type == Token::Type::Comma && ++m_pos);
    if (!expect(Token::Type::Close, u"The closing parenthesis of the list"_s))
        return nullptr;
    return makeIn(std::move(subject), std::move(choices));
}

Parser::Result Parser::any()
{
    const Collection *collection = m_elements ? nullptr : m_schema.collection(peek().text);
    if (!collection)
        return fail(u"There is no list '%1' to look into"_s.arg(peek().text), peek().position);
    m_pos += 4;
    if (peek().type == Token::Type::Close) {
        ++m_pos;
        return makeAny(collection, nullptr);
    }
    return anyBody(collection);
}

Parser::Result Parser::anyBody(const Collection *collection)
{
    m_variable = peek().text;
    if (!expect(Token::Type::Name, u"The variable of any()"_s) || !expect(Token::Type::Colon, u"The colon of any()"_s))
        return nullptr;
    m_elements = collection->elements.get();
    Result inner = disjunction();
    m_elements = nullptr;
    if (!inner || !expect(Token::Type::Close, u"The closing parenthesis of any()"_s))
        return nullptr;
    return makeAny(collection, std::move(inner));
}

bool Parser::operand(Operand *out)
{
    const Token &token = peek();
    out->position = token.position;
    if (token.type == Token::Type::Literal) {
        out->literal = token.value;
        ++m_pos;
        return true;
    }
    if (isCall(u"tolower"))
        return caseFunction(out, Operand::Case::Lower);
    if (isCall(u"toupper"))
        return caseFunction(out, Operand::Case::Upper);
    if (token.type == Token::Type::Name)
        return fieldOperand(out);
    fail(token.type == Token::Type::End ? u"The expression is not complete"_s
                                        : u"A field or a value was expected instead of '%1'"_s.arg(token.text),
         token.position);
    return false;
}

bool Parser::caseFunction(Operand *out, Operand::Case letters)
{
    const QString name = peek().text;
    const qsizetype position = peek().position;
    m_pos += 2;
    // Only one level: tolower(tolower(x)) has no use, and without it nothing here can recurse.
    if (isCall(u"tolower") || isCall(u"toupper")) {
        fail(u"%1 takes a field or a text"_s.arg(name), peek().position);
        return false;
    }
    if (!operand(out) || !expect(Token::Type::Close, u"The closing parenthesis of %1"_s.arg(name)))
        return false;
    if (out->kind() != Kind::Text) {
        fail(u"%1 works on text only"_s.arg(name), out->position);
        return false;
    }
    out->letters = letters;
    out->position = position;
    return true;
}

bool Parser::fieldOperand(Operand *out)
{
    const Token &first = peek();
    const Schema *schema = &m_schema;
    QString name = first.text;
    if (m_elements && first.text == m_variable && peek(1).type == Token::Type::Slash) {
        schema = m_elements;
        m_pos += 2;
        name = peek().text;
    }
    out->field = peek().type == Token::Type::Name ? schema->field(name) : nullptr;
    if (!out->field) {
        fail(u"Unknown field '%1'"_s.arg(name), peek().position);
        return false;
    }
    ++m_pos;
    return true;
}

bool Parser::reconcile(Operand *left, Operand *right)
{
    if (left->field && !right->field)
        return adapt(*left->field, right);
    if (right->field && !left->field)
        return adapt(*right->field, left);
    if (left->kind() != right->kind() && left->kind() != Kind::Null && right->kind() != Kind::Null) {
        fail(u"The two sides are of different kinds"_s, right->position);
        return false;
    }
    return true;
}

/// Brings a literal to the kind of the field it is compared with: dates and numbers may come quoted.
bool Parser::adapt(const Field &field, Operand *literal)
{
    Value &value = literal->literal;
    if (field.literal)
        value = field.literal(value);
    if (value.kind == field.kind || value.kind == Kind::Null)
        return true;
    qint64 ms = 0;
    bool isNumber = false;
    const double number = value.text.toDouble(&isNumber);
    if (field.kind == Kind::Time && value.kind == Kind::Text && parseTime(value.text, &ms)) {
        value = Value::ofTime(ms);
        return true;
    }
    if (field.kind == Kind::Number && value.kind == Kind::Text && isNumber) {
        value = Value::of(number);
        return true;
    }
    if (field.kind == Kind::Text && value.kind == Kind::Number) {
        value = Value::of(QString::number(value.number, 'g', 15));
        return true;
    }
    static const char *const kinds[]{"null", "true or false", "a number", "a text", "a date"};
    fail(u"The field '%1' is compared with %2 but holds %3"_s.arg(field.name, QLatin1StringView(kinds[int(value.kind)]),
                                                                  QLatin1StringView(kinds[int(field.kind)])),
         literal->position);
    return false;
}

} // namespace

std::unique_ptr<Condition> parseFilter(QStringView expression, const Schema &schema, Problem *problem)
{
    std::vector<Token> tokens;
    if (!tokenize(expression, &tokens, problem))
        return nullptr;
    return Parser(tokens, schema, problem).parse();
}

} // namespace qwats::demo::odata
