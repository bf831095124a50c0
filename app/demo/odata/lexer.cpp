// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/lexer.h"

#include <QRegularExpression>

namespace qwats::demo::odata {

using namespace Qt::StringLiterals;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9'; // QChar::isDigit() knows digits of every script
}

class Lexer
{
public:
    Lexer(QStringView text, std::vector<Token> *tokens, Problem *problem)
        : m_text(text)
        , m_tokens(tokens)
        , m_problem(problem)
    {
    }

    bool run();

private:
    bool next();
    bool quoted(qsizetype from);
    bool guid();
    bool unquoted();
    bool name();
    bool isQuotePrefix(QStringView word) const;
    bool punctuation();
    bool fail(const QString &message, qsizetype position, const QString &expected);
    void push(Token::Type type, qsizetype from, Value value = {});
    QString ahead() const { return m_text.mid(m_pos, 64).toString(); } ///< longer than any unquoted literal

    QStringView m_text;
    qsizetype m_pos = 0;
    std::vector<Token> *m_tokens;
    Problem *m_problem;
};

bool Lexer::fail(const QString &message, qsizetype position, const QString &expected)
{
    *m_problem = {message, position, expected};
    return false;
}

void Lexer::push(Token::Type type, qsizetype from, Value value)
{
    m_tokens->push_back({type, m_text.mid(from, m_pos - from).toString(), std::move(value), from});
}

bool Lexer::run()
{
    while (true) {
        while (m_pos < m_text.size() && m_text[m_pos].isSpace())
            ++m_pos;
        if (m_pos == m_text.size()) {
            push(Token::Type::End, m_pos);
            return true;
        }
        if (!next())
            return false;
    }
}

bool Lexer::next()
{
    const QChar c = m_text[m_pos];
    if (c == u'\'')
        return quoted(m_pos);
    if (guid())
        return true;
    if (isDigit(c) || c == u'-')
        return unquoted();
    if (c.isLetter() || c == u'_' || c == u'$' || c == u'@')
        return name();
    return punctuation();
}

/// The opening quote is at the current position; the literal began at @p from.
bool Lexer::quoted(qsizetype from)
{
    ++m_pos;
    QString content;
    while (m_pos < m_text.size()) {
        const QChar c = m_text[m_pos++];
        if (c != u'\'') {
            content += c;
        } else if (m_pos < m_text.size() && m_text[m_pos] == u'\'') {
            content += c;
            ++m_pos;
        } else {
            m_tokens->push_back({Token::Type::Literal, content, Value::of(content), from});
            return true;
        }
    }
    return fail(u"The text that starts here has no closing quote"_s, from,
                u"a quote at the end of the text; a quote inside a text is written twice"_s);
}

/// An id without quotes. It may begin with a letter, so it is looked for before names and numbers.
bool Lexer::guid()
{
    static const QRegularExpression shape(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9A-Za-z_])"_s);
    if (m_text.size() - m_pos < 36 || m_text[m_pos + 8] != u'-')
        return false;
    const auto match = shape.match(ahead());
    if (!match.hasMatch())
        return false;
    const qsizetype from = m_pos;
    m_pos += match.capturedLength();
    push(Token::Type::Literal, from, Value::of(match.captured().toLower()));
    return true;
}

/// Numbers and dates stand without quotes; all of them start with a digit or a minus sign.
bool Lexer::unquoted()
{
    static const QRegularExpression date(
        u"^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|z|[+\\- ][0-9]{2}:[0-9]{2})?)?"_s);
    static const QRegularExpression number(u"^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?"_s);
    const qsizetype from = m_pos;
    const QString rest = ahead();
    if (const auto match = date.match(rest); match.hasMatch()) {
        qint64 ms = 0;
        m_pos += match.capturedLength();
        if (!parseTime(match.capturedView(), &ms))
            return fail(u"'%1' is not a date"_s.arg(match.captured()), from, u"a date such as 2026-01-31T10:00:00Z"_s);
        push(Token::Type::Literal, from, Value::ofTime(ms));
        return true;
    }
    const auto match = number.match(rest);
    if (!match.hasMatch())
        return fail(u"The minus sign stands alone"_s, from, u"a number after it"_s);
    m_pos += match.capturedLength();
    if (m_pos < m_text.size() && (m_text[m_pos].isLetterOrNumber() || m_text[m_pos] == u'_'))
        return fail(u"The number '%1' runs into a letter or digit"_s.arg(match.captured()), from,
                    u"a number, or a text in quotes"_s);
    push(Token::Type::Literal, from, Value::of(match.captured().toDouble()));
    return true;
}

/// Version 3 of the protocol wrote the kind in front of the quote: datetime'2026-01-31T10:00:00', guid'…'.
bool Lexer::isQuotePrefix(QStringView word) const
{
    if (m_pos >= m_text.size() || m_text[m_pos] != u'\'')
        return false;
    return word.compare(u"datetime", Qt::CaseInsensitive) == 0
        || word.compare(u"datetimeoffset", Qt::CaseInsensitive) == 0 || word.compare(u"guid", Qt::CaseInsensitive) == 0;
}

bool Lexer::name()
{
    const qsizetype from = m_pos;
    while (m_pos < m_text.size()
           && (m_text[m_pos].isLetterOrNumber() || m_text[m_pos] == u'_' || m_text[m_pos] == u'$'
               || m_text[m_pos] == u'@' || m_text[m_pos] == u'.'))
        ++m_pos;
    const QStringView word = m_text.mid(from, m_pos - from);
    if (isQuotePrefix(word))
        return quoted(from);
    const auto is = [word](QStringView other) { return word.compare(other, Qt::CaseInsensitive) == 0; };
    if (is(u"true") || is(u"false"))
        push(Token::Type::Literal, from, Value::of(is(u"true")));
    else if (is(u"null"))
        push(Token::Type::Literal, from, Value::null());
    else
        push(Token::Type::Name, from);
    return true;
}

bool Lexer::punctuation()
{
    static const QString signs = u"(),:/"_s;
    static constexpr Token::Type types[]{Token::Type::Open, Token::Type::Close, Token::Type::Comma, Token::Type::Colon,
                                         Token::Type::Slash};
    const qsizetype which = signs.indexOf(m_text[m_pos]);
    if (which < 0)
        return fail(
            u"The character '%1' does not belong here"_s.arg(m_text[m_pos]), m_pos,
            u"a field, a value, an operator in letters (eq, ne, gt, ge, lt, le, in, and, or, not) or one of ( ) , : /"_s);
    ++m_pos;
    push(types[which], m_pos - 1);
    return true;
}

} // namespace

QString Problem::toSentence() const
{
    const QString what = u"%1 at character %2."_s.arg(message, QString::number(position + 1));
    return expected.isEmpty() ? what : u"%1 Expected: %2."_s.arg(what, expected);
}

bool tokenize(QStringView expression, std::vector<Token> *tokens, Problem *problem)
{
    return Lexer(expression, tokens, problem).run();
}

} // namespace qwats::demo::odata
