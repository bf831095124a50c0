// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/http/faults.h"

#include "app/demo/demoserver.h"

#include <QHash>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

bool parseKind(const QString &text, Faults::Rule *rule)
{
    static const QHash<QString, Faults::Kind> words{
        {u"drop"_s, Faults::Kind::Drop},         {u"reset"_s, Faults::Kind::Reset},
        {u"truncate"_s, Faults::Kind::Truncate}, {u"garbage"_s, Faults::Kind::Garbage},
        {u"html"_s, Faults::Kind::Html},
    };
    if (const auto word = words.constFind(text); word != words.constEnd()) {
        rule->kind = *word;
        return true;
    }
    bool ok = false;
    if (text.startsWith(u"slow="_s)) {
        rule->kind = Faults::Kind::Slow;
        rule->number = text.mid(5).toInt(&ok);
        return ok && rule->number >= 0 && rule->number <= 600000;
    }
    rule->number = text.toInt(&ok);
    return ok && rule->number >= 400 && rule->number <= 599;
}

/// KIND[@PATH][:PROBABILITY]
QString parseRule(const QString &text, Faults::Rule *rule)
{
    rule->text = text;
    QString rest = text;
    if (const qsizetype colon = rest.lastIndexOf(u':'); colon >= 0) {
        bool ok = false;
        rule->probability = rest.mid(colon + 1).toDouble(&ok);
        if (!ok || rule->probability < 0 || rule->probability > 1)
            return u"The fault '%1' needs a probability from 0 to 1 after the colon."_s.arg(text);
        rest.truncate(colon);
    }
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        const QString path = rest.mid(at + 1);
        if (path != u"*"_s && !path.startsWith(u'/'))
            return u"The path of the fault '%1' must start with / or be *."_s.arg(text);
        rule->pathPrefix = path == u"*"_s ? QByteArray() : path.toLower().toUtf8();
        rest.truncate(at);
    }
    if (!parseKind(rest.trimmed().toLower(), rule))
        return u"The fault '%1' is unknown: use a status from 400 to 599, slow=MS, drop, reset, truncate, garbage or html."_s
            .arg(text);
    return {};
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
    return u"KIND[@PATH][:PROBABILITY], separated by commas. KIND is a status from 400 to 599 (429 and 503 carry "
           "Retry-After), slow=MS, drop (close without an answer), reset (TCP reset), truncate (half an answer), "
           "garbage "
           "(no JSON) or html (a login page). PATH is a prefix such as /api/Asset; * or nothing means every path. "
           "PROBABILITY goes from 0 to 1, default 1. Example: 503@/api/Asset:0.2,slow=2000@*:0.05"_s;
}

Faults::Faults(quint32 seed)
    : m_random(seed)
{
}

QString Faults::set(const QString &spec)
{
    std::vector<Rule> rules;
    for (const QString &part : spec.split(u',', Qt::SkipEmptyParts)) {
        Rule rule;
        if (QString error = parseRule(part.trimmed(), &rule); !error.isEmpty())
            return error;
        rules.push_back(rule);
    }
    const std::lock_guard lock(m_mutex);
    m_rules = std::move(rules);
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

Faults::Verdict Faults::judge(const QByteArray &path)
{
    const std::lock_guard lock(m_mutex);
    Verdict verdict;
    if (m_rules.empty())
        return verdict;
    const QByteArray lower = path.toLower();
    std::uniform_real_distribution<double> dice(0, 1);
    for (const Rule &rule : m_rules) {
        if (!lower.startsWith(rule.pathPrefix) || dice(m_random) >= rule.probability)
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
        answer.retryAfterSeconds = rule.number == 429 || rule.number == 503 ? 1 : 0;
        break;
    }
    return answer;
}

} // namespace qwats::demo
