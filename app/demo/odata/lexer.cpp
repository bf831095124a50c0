// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/lexer.h"

#include <QRegularExpression>

namespace qwats::demo::odata {

using namespace Qt::StringLiterals;

namespace {

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
    bool quoted();
    bool unquoted();
    bool name();
    bool punctuation();
    bool fail(const QString &message, qsizetype position);
    void push(Token::Type type, qsizetype from, Value value = {});

    QStringView m_text;
    qsizetype m_pos = 0;
    std::vector<Token> *m_tokens;
    Problem *m_problem;
};

bool Lexer::fail(const QString &message, qsizetype position)
{
    *m_problem = {message, position};
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
        return quoted();
    if (c.isDigit() || c == u'-')
        return unquoted();
    if (c.isLetter() || c == u'_' || c == u'$' || c == u'@')
        return name();
    return punctuation();
}

bool Lexer::quoted()
{
    const qsizetype from = m_pos++;
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
    return fail(u"The text that starts here has no closing quote"_s, from);
}

/// Numbers, dates and ids stand without quotes; all of them start with a digit (or a minus sign).
bool Lexer::unquoted()
{
    static const QRegularExpression guid(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"_s);
    static const QRegularExpression date(
        u"^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|z|[+\\- ]\\d{2}:\\d{2})?)?"_s);
    static const QRegularExpression number(u"^-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?"_s);
    const qsizetype from = m_pos;
    const QString rest = m_text.mid(m_pos, 64).toString();
    if (const auto match = guid.match(rest); match.hasMatch()) {
        m_pos += match.capturedLength();
        push(Token::Type::Literal, from, Value::of(match.captured().toLower()));
        return true;
    }
    if (const auto match = date.match(rest); match.hasMatch()) {
        qint64 ms = 0;
        m_pos += match.capturedLength();
        if (!parseTime(match.capturedView(), &ms))
            return fail(u"'%1' is not a date"_s.arg(match.captured()), from);
        push(Token::Type::Literal, from, Value::ofTime(ms));
        return true;
    }
    const auto match = number.match(rest);
    if (!match.hasMatch())
        return fail(u"A number was expected after the minus sign"_s, from);
    m_pos += match.capturedLength();
    if (m_pos < m_text.size() && (m_text[m_pos].isLetter() || m_text[m_pos] == u'_'))
        return fail(u"The number '%1' runs into a letter"_s.arg(match.captured()), from);
    push(Token::Type::Literal, from, Value::of(match.captured().toDouble()));
    return true;
}

bool Lexer::name()
{
    const qsizetype from = m_pos;
    while (m_pos < m_text.size()
           && (m_text[m_pos].isLetterOrNumber() || m_text[m_pos] == u'_' || m_text[m_pos] == u'$'
               || m_text[m_pos] == u'@' || m_text[m_pos] == u'.'))
        ++m_pos;
    const QStringView word = m_text.mid(from, m_pos - from);
    if (word == u"true"_s || word == u"false"_s)
        push(Token::Type::Literal, from, Value::of(word == u"true"_s));
    else if (word == u"null"_s)
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
        return fail(u"The character '%1' does not belong here"_s.arg(m_text[m_pos]), m_pos);
    ++m_pos;
    push(types[which], m_pos - 1);
    return true;
}

} // namespace

QString Problem::toSentence() const
{
    return u"%1 at character %2."_s.arg(message).arg(position + 1);
}

bool tokenize(QStringView expression, std::vector<Token> *tokens, Problem *problem)
{
    return Lexer(expression, tokens, problem).run();
}

} // namespace qwats::demo::odata
