// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requestwords.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <cstring>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

QString requestText(const char *text)
{
    return QCoreApplication::translate("Requests", text);
}

/// The part of a template before its first parameter, without "/api": "/Asset/".
QByteArrayView fixedRoute(const char *route)
{
    QByteArrayView view(route);
    if (const auto parameter = view.indexOf('{'); parameter >= 0)
        view = view.first(parameter);
    return view;
}

} // namespace

bool isWrite(const RequestRecord &record)
{
    return !record.domain && !record.outcome && record.method != "GET" && record.method != "HEAD";
}

bool isFailed(const RequestRecord &record)
{
    return record.outcome == Outcome::Failed
        || (record.error && *record.error != Error::Kind::NotFound && *record.error != Error::Kind::Cancelled);
}

RequestSource sourceOf(const RequestRecord &record)
{
    if (record.outcome) {
        switch (*record.outcome) {
        case Outcome::Fresh: return RequestSource::Fresh;
        case Outcome::Stale: return RequestSource::Stale;
        case Outcome::Seeded: return RequestSource::Seeded;
        case Outcome::Joined: return RequestSource::Joined;
        case Outcome::Failed: return RequestSource::Failed;
        case Outcome::Negative: return record.network ? RequestSource::Network : RequestSource::Fresh;
        case Outcome::Cold:
        case Outcome::Expired:
        case Outcome::Evicted:
        case Outcome::Invalidated:
        case Outcome::Bypassed:
        case Outcome::TooBig: return record.network ? RequestSource::Network : RequestSource::WithOthers;
        }
    }
    if (isFailed(record))
        return RequestSource::Failed;
    return isWrite(record) ? RequestSource::Write : record.network ? RequestSource::Network : RequestSource::Joined;
}

StatusKind glyphOf(RequestSource source)
{
    switch (source) {
    case RequestSource::Fresh: return StatusKind::Fresh;
    case RequestSource::Stale: return StatusKind::Stale;
    case RequestSource::Seeded: return StatusKind::Seeded;
    case RequestSource::Joined:
    case RequestSource::WithOthers: return StatusKind::Joined;
    case RequestSource::Network:
    case RequestSource::Write: return StatusKind::Miss;
    case RequestSource::Failed: return StatusKind::Failed;
    }
    return StatusKind::Unknown;
}

QString sourceWord(RequestSource source)
{
    switch (source) {
    case RequestSource::Fresh: return requestText(QT_TRANSLATE_NOOP("Requests", "Fresh"));
    case RequestSource::Stale: return requestText(QT_TRANSLATE_NOOP("Requests", "Stale"));
    case RequestSource::Seeded: return requestText(QT_TRANSLATE_NOOP("Requests", "Seeded"));
    case RequestSource::Joined: return requestText(QT_TRANSLATE_NOOP("Requests", "Joined"));
    case RequestSource::WithOthers: return requestText(QT_TRANSLATE_NOOP("Requests", "With others"));
    case RequestSource::Network: return requestText(QT_TRANSLATE_NOOP("Requests", "Network"));
    case RequestSource::Write: return requestText(QT_TRANSLATE_NOOP("Requests", "Write"));
    case RequestSource::Failed: return requestText(QT_TRANSLATE_NOOP("Requests", "Failed"));
    }
    return {};
}

QString reasonWord(const RequestRecord &record)
{
    if (!record.outcome)
        return isWrite(record) ? QString() : requestText(QT_TRANSLATE_NOOP("Requests", "in the background"));
    switch (*record.outcome) {
    case Outcome::Cold: return requestText(QT_TRANSLATE_NOOP("Requests", "first time"));
    case Outcome::Expired: return requestText(QT_TRANSLATE_NOOP("Requests", "expired"));
    case Outcome::Evicted: return requestText(QT_TRANSLATE_NOOP("Requests", "made room"));
    case Outcome::Invalidated: return requestText(QT_TRANSLATE_NOOP("Requests", "after a write"));
    case Outcome::Bypassed: return requestText(QT_TRANSLATE_NOOP("Requests", "on purpose"));
    case Outcome::TooBig: return requestText(QT_TRANSLATE_NOOP("Requests", "too big to keep"));
    case Outcome::Negative: return requestText(QT_TRANSLATE_NOOP("Requests", "not found"));
    case Outcome::Stale:
        return record.network ? requestText(QT_TRANSLATE_NOOP("Requests", "the server did not answer")) : QString();
    case Outcome::Failed: return record.network ? QString() : requestText(QT_TRANSLATE_NOOP("Requests", "not sent"));
    case Outcome::Fresh:
    case Outcome::Seeded:
    case Outcome::Joined: return {};
    }
    return {};
}

QString routeWords(const char *route)
{
    QString words = QString::fromLatin1(route);
    if (words.startsWith(u"/api/"))
        words.remove(0, 5);
    if (const auto parameter = words.indexOf(u'{'); parameter >= 0)
        words.remove(u"/"_s + words.mid(parameter)).truncate(parameter);
    if (words.endsWith(u'/'))
        words.chop(1);
    return plain::oneLine(words, 200);
}

QString subjectWords(const RequestRecord &record)
{
    QByteArrayView rest(record.target);
    const QByteArrayView fixed = fixedRoute(record.route);
    const QByteArrayView path
        = rest.first(std::max<qsizetype>(0, rest.indexOf('?') < 0 ? rest.size() : rest.indexOf('?')));
    if (qstrnicmp(path.data(), path.size(), fixed.data(), fixed.size()) == 0)
        rest = rest.sliced(path.size());
    else if (rest.size() >= fixed.size() && qstrnicmp(rest.data(), fixed.size(), fixed.data(), fixed.size()) == 0)
        rest = rest.sliced(fixed.size());
    QString words = QString::fromUtf8(QByteArray::fromPercentEncoding(rest.toByteArray()));
    if (words.startsWith(u'?') || words.startsWith(u'/'))
        words.remove(0, 1);
    return plain::oneLine(words, 300);
}

QString errorWords(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Offline: return requestText(QT_TRANSLATE_NOOP("Requests", "no connection to the server"));
    case Error::Kind::Timeout: return requestText(QT_TRANSLATE_NOOP("Requests", "the server did not answer in time"));
    case Error::Kind::Tls: return requestText(QT_TRANSLATE_NOOP("Requests", "the connection was not secure"));
    case Error::Kind::Unauthorized:
        return requestText(QT_TRANSLATE_NOOP("Requests", "the server did not accept the token"));
    case Error::Kind::Forbidden:
        return requestText(QT_TRANSLATE_NOOP("Requests", "the token has no permission for this"));
    case Error::Kind::NotFound: return requestText(QT_TRANSLATE_NOOP("Requests", "the server does not know it"));
    case Error::Kind::Conflict: return requestText(QT_TRANSLATE_NOOP("Requests", "somebody else has changed it"));
    case Error::Kind::RateLimited:
        return requestText(QT_TRANSLATE_NOOP("Requests", "the server asked for fewer requests"));
    case Error::Kind::ServerError:
        return requestText(QT_TRANSLATE_NOOP("Requests", "the server reported an internal error"));
    case Error::Kind::Rejected: return requestText(QT_TRANSLATE_NOOP("Requests", "the server refused the request"));
    case Error::Kind::Redirected:
        return requestText(QT_TRANSLATE_NOOP("Requests", "the server answered with a redirection"));
    case Error::Kind::TooLarge:
        return requestText(QT_TRANSLATE_NOOP("Requests", "the answer is larger than qWATS accepts"));
    case Error::Kind::BadReply: return requestText(QT_TRANSLATE_NOOP("Requests", "the answer could not be read"));
    case Error::Kind::Unavailable:
        return requestText(QT_TRANSLATE_NOOP("Requests", "not tried: too many calls had failed just before"));
    case Error::Kind::Cancelled: return requestText(QT_TRANSLATE_NOOP("Requests", "given up before it was answered"));
    case Error::Kind::InvalidInput: return requestText(QT_TRANSLATE_NOOP("Requests", "the request could not be made"));
    case Error::Kind::Storage: return requestText(QT_TRANSLATE_NOOP("Requests", "a file could not be read or written"));
    }
    return {};
}

QString errorWords(const RequestRecord &record)
{
    if (!record.error)
        return {};
    const QString words = errorWords(*record.error);
    return record.errorDetail.isEmpty() ? words : words + u" ("_s + plain::oneLine(record.errorDetail, 200) + u')';
}

QString statusText(const RequestRecord &record)
{
    return record.network && record.status > 0 ? QString::number(record.status) : words::none();
}

QString initiatorWords(const QByteArray &initiator)
{
    return initiator.isEmpty() ? words::none() : plain::oneLine(QString::fromUtf8(initiator), 100);
}

QString timeWords(Timestamp at)
{
    return at.isValid() ? at.toLocal().toString(u"HH:mm:ss.zzz"_s) : words::none();
}

std::vector<RequestPhase> phasesOf(const RequestRecord &record)
{
    using Kind = RequestPhase::Kind;
    std::vector<RequestPhase> phases;
    std::chrono::nanoseconds at{0};
    const auto add = [&](Kind kind, std::chrono::nanoseconds took) {
        if (took.count() > 0)
            phases.push_back({kind, at, took});
        at += std::max(took, std::chrono::nanoseconds(0));
    };
    const RequestSource source = sourceOf(record);
    if (!record.network) {
        if (source == RequestSource::Joined || source == RequestSource::WithOthers)
            add(Kind::Joined, record.total);
        else if (source == RequestSource::Failed)
            add(Kind::Queued, record.total);
        return phases;
    }
    Kind before = Kind::Queued;
    for (const FailedAttempt &ghost : record.failedAttempts) {
        add(before, ghost.sentAfter - at);
        add(Kind::Ghost, ghost.took);
        before = Kind::Pause;
    }
    add(before, record.queued - at);
    if (record.error && *record.error != Error::Kind::NotFound) {
        add(Kind::Failed, record.connect + record.wait + record.download);
    } else {
        add(Kind::Connect, record.connect);
        add(Kind::Wait, record.wait);
        add(Kind::Download, record.download);
    }
    add(Kind::Decode, record.decode);
    return phases;
}

QString phaseWord(RequestPhase::Kind kind)
{
    switch (kind) {
    case RequestPhase::Kind::Queued: return requestText(QT_TRANSLATE_NOOP("Requests", "In our queue"));
    case RequestPhase::Kind::Pause: return requestText(QT_TRANSLATE_NOOP("Requests", "Pause before the next try"));
    case RequestPhase::Kind::Ghost: return requestText(QT_TRANSLATE_NOOP("Requests", "Try that failed"));
    case RequestPhase::Kind::Connect: return requestText(QT_TRANSLATE_NOOP("Requests", "Connect"));
    case RequestPhase::Kind::Wait: return requestText(QT_TRANSLATE_NOOP("Requests", "Waiting for server"));
    case RequestPhase::Kind::Download: return requestText(QT_TRANSLATE_NOOP("Requests", "Download"));
    case RequestPhase::Kind::Decode: return requestText(QT_TRANSLATE_NOOP("Requests", "Decode"));
    case RequestPhase::Kind::Failed: return requestText(QT_TRANSLATE_NOOP("Requests", "Failed on the way"));
    case RequestPhase::Kind::Joined: return requestText(QT_TRANSLATE_NOOP("Requests", "Waited with another call"));
    }
    return {};
}

QColor phaseColor(RequestPhase::Kind kind, const Tokens &tokens)
{
    switch (kind) {
    case RequestPhase::Kind::Queued:
    case RequestPhase::Kind::Pause: return mixed(tokens.idle, tokens.base, 0.55);
    case RequestPhase::Kind::Connect: return tokens.chart.memCache;
    case RequestPhase::Kind::Wait: return tokens.chart.p50;
    case RequestPhase::Kind::Download: return tokens.chart.p95;
    case RequestPhase::Kind::Decode: return tokens.chart.p99;
    case RequestPhase::Kind::Ghost:
    case RequestPhase::Kind::Failed: return tokens.chart.failed;
    case RequestPhase::Kind::Joined: return tokens.chart.joined;
    }
    return tokens.idle;
}

QColor tickColor(const RequestRecord &record, const Tokens &tokens)
{
    switch (sourceOf(record)) {
    case RequestSource::Stale: return tokens.chart.stale;
    case RequestSource::Seeded: return tokens.chart.seeded;
    case RequestSource::Failed: return tokens.chart.failed;
    default: return tokens.chart.fresh;
    }
}

} // namespace qwats::ui
