// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/http/faults.h"

#include "app/demo/demoserver.h"

#include <QHash>

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxRetryAfter = 86400;
constexpr int maxSlowMs = 600000;

/// A whole number within limits; false when the text is none.
bool readNumber(const QString &text, int low, int high, int *number)
{
    bool ok = false;
    *number = text.toInt(&ok);
    return ok && *number >= low && *number <= high;
}

/// STATUS, STATUS=SECONDS, STATUS-date or STATUS-date=SECONDS.
QString parseStatus(const QString &kind, const std::optional<QString> &value, Faults::Rule *rule)
{
    rule->retryAfterAsDate = kind.endsWith(u"-date"_s);
    const QString status = rule->retryAfterAsDate ? kind.chopped(5) : kind;
    if (!readNumber(status, 400, 599, &rule->number))
        return u"use a status from 400 to 599, slow=MS, drop, reset, truncate, garbage or html"_s;
    const bool usual = rule->number == 429 || rule->number == 503 || rule->retryAfterAsDate;
    rule->retryAfterSeconds = usual ? 1 : 0;
    if (value && !readNumber(*value, 1, maxRetryAfter, &rule->retryAfterSeconds))
        return u"the seconds of Retry-After must be from 1 to %1"_s.arg(maxRetryAfter);
    return {};
}

QString parseKind(const QString &text, Faults::Rule *rule)
{
    static const QHash<QString, Faults::Kind> words{
        {u"drop"_s, Faults::Kind::Drop},         {u"reset"_s, Faults::Kind::Reset},
        {u"truncate"_s, Faults::Kind::Truncate}, {u"garbage"_s, Faults::Kind::Garbage},
        {u"html"_s, Faults::Kind::Html},
    };
    const qsizetype equals = text.indexOf(u'=');
    const QString kind = text.left(equals < 0 ? text.size() : equals);
    const std::optional<QString> value = equals < 0 ? std::nullopt : std::optional(text.mid(equals + 1));
    if (const auto word = words.constFind(text); word != words.constEnd()) {
        rule->kind = *word;
        return {};
    }
    if (kind == u"slow"_s) {
        rule->kind = Faults::Kind::Slow;
        return value && readNumber(*value, 0, maxSlowMs, &rule->number)
            ? QString()
            : u"slow needs milliseconds from 0 to %1, such as slow=2000"_s.arg(maxSlowMs);
    }
    return parseStatus(kind, value, rule);
}

/// [METHOD ]/PATH[$] or *
QString parseWhere(QString text, Faults::Rule *rule)
{
    if (const qsizetype slash = text.indexOf(u'/'); slash > 0) {
        rule->method = text.left(slash).trimmed().toUpper().toLatin1();
        static const QByteArrayList known{"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"};
        if (!known.contains(rule->method))
            return u"the path must start with / or with a method and /, or be *"_s;
        text.remove(0, slash);
    }
    if (text == u"*"_s)
        return {};
    if (!text.startsWith(u'/'))
        return u"the path must start with / or with a method and /, or be *"_s;
    rule->wholePath = text.endsWith(u'$');
    if (rule->wholePath)
        text.chop(1);
    for (const QString &segment : text.split(u'/', Qt::SkipEmptyParts))
        rule->segments += segment.startsWith(u'{') ? u"{"_s : segment;
    return {};
}

/// KIND[@WHERE][:PROBABILITY]; returns what is wrong, and sets @p at to its place in the text.
QString parseRule(const QString &text, Faults::Rule *rule, qsizetype *at)
{
    rule->text = text;
    QString rest = text;
    if (const qsizetype colon = rest.lastIndexOf(u':'); colon >= 0) {
        bool ok = false;
        *at = colon + 1;
        rule->probability = QStringView(rest).mid(colon + 1).toDouble(&ok);
        if (!ok || !(rule->probability >= 0 && rule->probability <= 1))
            return u"a probability from 0 to 1 must follow the colon"_s;
        rest.truncate(colon);
    }
    if (const qsizetype sign = rest.indexOf(u'@'); sign >= 0) {
        *at = sign + 1;
        if (QString error = parseWhere(rest.mid(sign + 1).trimmed(), rule); !error.isEmpty())
            return error;
        rest.truncate(sign);
    }
    *at = 0;
    return parseKind(rest.trimmed().toLower(), rule);
}

QString messageFor(int status)
{
    switch (status) {
    case 401: return u"Authorization has been denied for this request."_s;
    case 403: return u"You are not permitted to do this."_s;
    case 404: return u"Nothing was found here."_s;
    case 409: return u"Somebody else has changed this in the meantime."_s;
    case 429: return u"Too many requests. Try again in a second."_s;
    case 503: return u"The service is being restarted. Try again in a second."_s;
    default: return u"An error has occurred."_s;
    }
}

} // namespace

QString faultsHelp()
{
    return u"KIND[@WHERE][:PROBABILITY], separated by commas. KIND is a status from 400 to 599, slow=MS, drop (close "
           "without an answer), reset (TCP reset), truncate (half an answer), garbage (no JSON) or html (a login "
           "page). "
           "429 and 503 carry Retry-After: 1; 429=SECONDS, 429-date and 429-date=SECONDS say it otherwise, with any "
           "status. WHERE is the beginning of a path, such as /api/Asset, PUT /api/Asset or /api/Asset/{id}; with $ at "
           "its end it is the whole path; * or nothing means every path. PROBABILITY goes from 0 to 1, default 1. "
           "Example: 503@/api/Asset:0.2,slow=2000@*:0.05"_s;
}

bool Faults::Rule::concerns(const QByteArray &requestMethod, const QStringList &requestSegments) const
{
    if (!method.isEmpty() && method != requestMethod)
        return false;
    if (requestSegments.size() < segments.size() || (wholePath && requestSegments.size() > segments.size()))
        return false;
    return std::equal(segments.begin(), segments.end(), requestSegments.begin(),
                      [](const QString &wanted, const QString &found) {
                          return wanted == u"{"_s || wanted.compare(found, Qt::CaseInsensitive) == 0;
                      });
}

Faults::Faults(quint32 seed)
    : m_random(seed)
{
}

std::optional<std::vector<Faults::Rule>> Faults::parse(const QString &spec, QString *error)
{
    std::vector<Rule> rules;
    qsizetype begin = 0;
    while (begin < spec.size()) {
        const qsizetype comma = spec.indexOf(u',', begin);
        const qsizetype end = comma < 0 ? spec.size() : comma;
        const QString part = spec.mid(begin, end - begin);
        const QString text = part.trimmed();
        if (!text.isEmpty()) {
            Rule rule;
            qsizetype at = 0;
            if (const QString problem = parseRule(text, &rule, &at); !problem.isEmpty()) {
                *error = u"The fault '%1' is wrong at character %2: %3."_s.arg(text)
                             .arg(begin + part.indexOf(text) + at + 1)
                             .arg(problem);
                return std::nullopt;
            }
            rules.push_back(rule);
        }
        begin = end + 1;
    }
    return rules;
}

QString Faults::set(const QString &spec)
{
    QString error;
    auto rules = parse(spec, &error);
    if (!rules)
        return error;
    const std::lock_guard lock(m_mutex);
    m_rules = std::move(*rules);
    return {};
}

QString Faults::spec() const
{
    const std::lock_guard lock(m_mutex);
    QStringList texts;
    for (const Rule &rule : m_rules)
        texts += rule.text;
    return texts.join(u',');
}

Faults::Verdict Faults::judge(const QByteArray &method, const QStringList &segments)
{
    const std::lock_guard lock(m_mutex);
    Verdict verdict;
    std::uniform_real_distribution<double> dice(0, 1);
    for (const Rule &rule : m_rules) {
        if (!rule.concerns(method, segments) || dice(m_random) >= rule.probability)
            continue;
        if (rule.kind == Kind::Slow)
            verdict.extraDelayMs += rule.number;
        else if (!verdict.rule)
            verdict.rule = rule;
    }
    return verdict;
}

Response Faults::apply(const Rule &rule, Response answer)
{
    switch (rule.kind) {
    case Kind::Slow: break;
    case Kind::Drop: answer.breakage = Response::Break::Drop; break;
    case Kind::Reset: answer.breakage = Response::Break::Reset; break;
    case Kind::Truncate: answer.breakage = Response::Break::Truncate; break;
    case Kind::Garbage: answer.body = "\x01\x7f{\"assetId\": [[[,,}\xff\xfe NaN"; break;
    case Kind::Html:
        answer
            = {200, "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Sign in</form></body></html>",
               "text/html"};
        break;
    case Kind::Status:
        answer = Response::error(rule.number, messageFor(rule.number));
        answer.challenge = rule.number == 401;
        answer.retryAfterSeconds = rule.retryAfterSeconds;
        answer.retryAfterAsDate = rule.retryAfterAsDate;
        break;
    }
    return answer;
}

} // namespace qwats::demo
