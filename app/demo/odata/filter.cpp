// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/filter.h"

#include <cmath>

namespace qwats::demo::odata {

using namespace Qt::StringLiterals;

namespace {

QString kindName(Kind kind)
{
    static constexpr const char *names[]{"null", "true or false", "a number", "a text", "a date"};
    return QString::fromLatin1(names[int(kind)]);
}

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

    ConditionPtr parse();

private:
    /// Counts how deep we are inside each other for as long as it lives.
    struct Level
    {
        explicit Level(Parser *parser)
            : m_depth(&++parser->m_depth)
        {
        }
        ~Level() { --*m_depth; }
        Level(const Level &) = delete;
        Level &operator=(const Level &) = delete;
        bool tooDeep() const { return *m_depth > maxFilterDepth; }

    private:
        int *m_depth;
    };

    ConditionPtr disjunction();
    ConditionPtr conjunction();
    ConditionPtr negation();
    ConditionPtr primary();
    ConditionPtr group();
    ConditionPtr textTest(TextTest test);
    ConditionPtr comparedWithBool(ConditionPtr tested);
    ConditionPtr comparison();
    ConditionPtr membership(Operand subject);
    ConditionPtr any();
    ConditionPtr anyBody(const Collection *collection);

    bool operand(Operand *out);
    bool caseFunction(Operand *out, Operand::Case letters);
    bool fieldOperand(Operand *out);
    bool reconcile(Operand *left, Operand *right);
    bool adapt(const Operand &subject, Operand *literal);

    const Token &peek(std::size_t ahead = 0) const { return m_tokens[std::min(m_pos + ahead, m_tokens.size() - 1)]; }
    bool isWord(QStringView word, std::size_t ahead = 0) const
    {
        return peek(ahead).type == Token::Type::Name && peek(ahead).text.compare(word, Qt::CaseInsensitive) == 0;
    }
    bool isCall(QStringView word) const { return isWord(word) && peek(1).type == Token::Type::Open; }
    bool take(Token::Type type, const QString &what);
    QString here() const; ///< the current token, for messages
    ConditionPtr fail(const QString &message, qsizetype position, const QString &expected = {})
    {
        *m_problem = {message, position, expected};
        return nullptr;
    }
    ConditionPtr failDepth()
    {
        return fail(u"The expression nests deeper than %1 levels"_s.arg(maxFilterDepth), peek().position);
    }

    const std::vector<Token> &m_tokens;
    const Schema &m_schema;
    Problem *m_problem;
    std::size_t m_pos = 0;
    int m_depth = 0;
    QString m_variable; ///< of the any() we are in
    const Schema *m_elements = nullptr;
};

QString Parser::here() const
{
    return peek().type == Token::Type::End ? u"the end of the expression"_s : u"'%1'"_s.arg(peek().text);
}

ConditionPtr Parser::parse()
{
    ConditionPtr result = disjunction();
    if (result && peek().type != Token::Type::End)
        return fail(u"The expression goes on with %1"_s.arg(here()), peek().position, u"and, or, or the end"_s);
    return result;
}

bool Parser::take(Token::Type type, const QString &what)
{
    if (peek().type == type) {
        ++m_pos;
        return true;
    }
    fail(u"%1 does not belong here"_s.arg(peek().type == Token::Type::End ? u"The end"_s : here()), peek().position,
         what);
    return false;
}

ConditionPtr Parser::disjunction()
{
    std::vector<ConditionPtr> parts;
    do {
        parts.push_back(conjunction());
        if (!parts.back())
            return nullptr;
    } while (isWord(u"or") && ++m_pos);
    return makeJunction(Condition::Type::Or, std::move(parts));
}

ConditionPtr Parser::conjunction()
{
    std::vector<ConditionPtr> parts;
    do {
        parts.push_back(negation());
        if (!parts.back())
            return nullptr;
    } while (isWord(u"and") && ++m_pos);
    return makeJunction(Condition::Type::And, std::move(parts));
}

ConditionPtr Parser::negation()
{
    const Level level(this);
    if (level.tooDeep())
        return failDepth();
    if (!isWord(u"not"))
        return primary();
    ++m_pos;
    ConditionPtr inner = negation();
    return inner ? makeNot(std::move(inner)) : nullptr;
}

ConditionPtr Parser::primary()
{
    if (peek().type == Token::Type::Open)
        return comparedWithBool(group());
    if (isCall(u"contains"))
        return comparedWithBool(textTest(TextTest::Contains));
    if (isCall(u"startswith"))
        return comparedWithBool(textTest(TextTest::StartsWith));
    if (isCall(u"endswith"))
        return comparedWithBool(textTest(TextTest::EndsWith));
    if (peek().type == Token::Type::Name && peek(1).type == Token::Type::Slash && isWord(u"any", 2)
        && peek(3).type == Token::Type::Open)
        return comparedWithBool(any());
    return comparison();
}

ConditionPtr Parser::group()
{
    ++m_pos;
    ConditionPtr inner = disjunction();
    if (!inner || !take(Token::Type::Close, u"and, or, or a closing parenthesis"_s))
        return nullptr;
    return inner;
}

/// A test may be followed by `eq true` and the like; some clients write it so.
ConditionPtr Parser::comparedWithBool(ConditionPtr tested)
{
    const bool equal = isWord(u"eq");
    if (!tested || (!equal && !isWord(u"ne")))
        return tested;
    ++m_pos;
    const Token &token = peek();
    if (token.type != Token::Type::Literal || token.value.kind != Kind::Bool)
        return fail(u"A test is compared with %1"_s.arg(here()), token.position, u"true or false"_s);
    ++m_pos;
    return token.value.flag == equal ? std::move(tested) : makeNot(std::move(tested));
}

ConditionPtr Parser::textTest(TextTest test)
{
    const QString name = peek().text;
    m_pos += 2;
    Operand subject;
    Operand part;
    if (!operand(&subject) || !take(Token::Type::Comma, u"a comma and the second argument of %1"_s.arg(name))
        || !operand(&part) || !take(Token::Type::Close, u"the closing parenthesis of %1"_s.arg(name)))
        return nullptr;
    for (const Operand *side : {&subject, &part}) {
        if (side->kind() != Kind::Text)
            return fail(u"%1 is given %2"_s.arg(name, kindName(side->kind())), side->position, u"a text"_s);
    }
    return makeTextTest(test, std::move(subject), std::move(part));
}

ConditionPtr Parser::comparison()
{
    Operand left;
    if (!operand(&left))
        return nullptr;
    static const QList<std::pair<QString, Comparison>> words{
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
        return fail(u"Nothing is asked of the value before %1"_s.arg(here()), peek().position,
                    u"eq, ne, gt, ge, lt, le or in"_s);
    if (!left.field)
        return makeConstant(left.literal.flag);
    Operand yes;
    yes.literal = Value::of(true);
    return makeComparison(std::move(left), Comparison::Eq, std::move(yes));
}

ConditionPtr Parser::membership(Operand subject)
{
    ++m_pos;
    if (!take(Token::Type::Open, u"an opening parenthesis and the list of values"_s))
        return nullptr;
    std::vector<Operand> choices;
    do {
        Operand choice;
        if (!operand(&choice) || !reconcile(&subject, &choice))
            return nullptr;
        choices.push_back(std::move(choice));
    } while (peek().type == Token::Type::Comma && ++m_pos);
    if (!take(Token::Type::Close, u"a comma or the closing parenthesis of the list"_s))
        return nullptr;
    return makeIn(std::move(subject), std::move(choices));
}

ConditionPtr Parser::any()
{
    const Collection *collection = m_elements ? nullptr : m_schema.collection(peek().text);
    if (!collection)
        return fail(u"There is no list '%1' to look into"_s.arg(peek().text), peek().position,
                    m_elements ? u"a condition on one element; any() does not nest"_s : u"the name of a list"_s);
    m_pos += 4;
    if (peek().type == Token::Type::Close) {
        ++m_pos;
        return makeAny(collection, nullptr);
    }
    return anyBody(collection);
}

ConditionPtr Parser::anyBody(const Collection *collection)
{
    m_variable = peek().text;
    if (!take(Token::Type::Name, u"the variable of any(), or its closing parenthesis"_s)
        || !take(Token::Type::Colon, u"a colon after the variable of any()"_s))
        return nullptr;
    m_elements = collection->elements.get();
    ConditionPtr inner = disjunction();
    m_elements = nullptr;
    if (!inner || !take(Token::Type::Close, u"and, or, or the closing parenthesis of any()"_s))
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
    if (token.type == Token::Type::Name && peek(1).type == Token::Type::Open && !m_schema.field(token.text)) {
        fail(u"Unknown function '%1'"_s.arg(token.text), token.position,
             u"contains, startswith, endswith, tolower or toupper"_s);
        return false;
    }
    if (token.type == Token::Type::Name)
        return fieldOperand(out);
    fail(token.type == Token::Type::End ? u"The expression is not complete"_s
                                        : u"'%1' does not belong here"_s.arg(token.text),
         token.position, u"a field or a value"_s);
    return false;
}

bool Parser::caseFunction(Operand *out, Operand::Case letters)
{
    const Level level(this);
    if (level.tooDeep()) {
        failDepth();
        return false;
    }
    const QString name = peek().text;
    const qsizetype position = peek().position;
    m_pos += 2;
    if (!operand(out) || !take(Token::Type::Close, u"the closing parenthesis of %1"_s.arg(name)))
        return false;
    if (out->kind() != Kind::Text) {
        fail(u"%1 is given %2"_s.arg(name, kindName(out->kind())), out->position, u"a text"_s);
        return false;
    }
    out->letters = letters; // of several the outermost decides
    out->position = position;
    return true;
}

bool Parser::fieldOperand(Operand *out)
{
    const Token &first = peek();
    const Schema *schema = &m_schema;
    QString name = first.text;
    if (peek(1).type == Token::Type::Slash && m_elements && first.text == m_variable) {
        schema = m_elements;
        out->ofElement = true;
        m_pos += 2;
        name = peek().text;
    } else if (peek(1).type == Token::Type::Slash && first.text.compare(u"$it", Qt::CaseInsensitive) == 0) {
        m_pos += 2;
        name = peek().text;
    }
    out->field = peek().type == Token::Type::Name ? schema->field(name) : nullptr;
    if (!out->field) {
        fail(u"Unknown field '%1'"_s.arg(name), peek().position, u"the name of a field"_s);
        return false;
    }
    ++m_pos;
    return true;
}

bool Parser::reconcile(Operand *left, Operand *right)
{
    if (left->field && !right->field)
        return adapt(*left, right);
    if (right->field && !left->field)
        return adapt(*right, left);
    if (left->kind() != right->kind() && left->kind() != Kind::Null && right->kind() != Kind::Null) {
        fail(u"The other side is %1, this one %2"_s.arg(kindName(left->kind()), kindName(right->kind())),
             right->position, kindName(left->kind()));
        return false;
    }
    return true;
}

/// Brings a literal to the kind of the field it is compared with: dates and numbers may come quoted.
bool Parser::adapt(const Operand &subject, Operand *literal)
{
    const Field &field = *subject.field;
    Value &value = literal->literal;
    if (field.literal) {
        value = field.literal(value);
        literal->letters = subject.letters; // tolower(result) eq 'passed': the spelling follows the field
    }
    if (value.kind == field.kind || value.kind == Kind::Null)
        return true;
    qint64 ms = 0;
    bool isNumber = false;
    const double number = value.text.toDouble(&isNumber);
    if (field.kind == Kind::Time && value.kind == Kind::Text && parseTime(value.text, &ms)) {
        value = Value::ofTime(ms);
        return true;
    }
    if (field.kind == Kind::Number && value.kind == Kind::Text && isNumber && std::isfinite(number)) {
        value = Value::of(number);
        return true;
    }
    if (field.kind == Kind::Text && value.kind == Kind::Number) {
        value = Value::of(QString::number(value.number, 'g', 15));
        return true;
    }
    fail(u"The field '%1' is compared with %2"_s.arg(field.name, kindName(value.kind)), literal->position,
         kindName(field.kind));
    return false;
}

} // namespace

ConditionPtr parseFilter(QStringView expression, const Schema &schema, Problem *problem)
{
    std::vector<Token> tokens;
    if (expression.size() > maxFilterLength) {
        *problem = {u"The expression is too long"_s, maxFilterLength, u"%1 characters at most"_s.arg(maxFilterLength)};
        return nullptr;
    }
    if (!tokenize(expression, &tokens, problem))
        return nullptr;
    return Parser(tokens, schema, problem).parse();
}

} // namespace qwats::demo::odata
