// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/harfile.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

/// Writing: HTTP Archive 1.2 and curl.
namespace qwats {

using namespace Qt::StringLiterals;

namespace {

double inHarMs(std::chrono::nanoseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

QJsonObject harPair(const QString &name, const QString &value)
{
    return {{u"name"_s, name}, {u"value"_s, value}};
}

bool harHasBody(const RequestRecord &record)
{
    return record.method != "GET" && record.method != "HEAD" && record.method != "DELETE";
}

/// What the answer was worth: the server's status, or the one that the cached answer had.
int harStatusOf(const RequestRecord &record)
{
    if (record.status != 0 || record.error)
        return record.outcome == Outcome::Negative ? 404 : record.status;
    return record.outcome == Outcome::Negative ? 404 : record.outcome && *record.outcome != Outcome::Failed ? 200 : 0;
}

QString harStatusWords(int status)
{
    static const QHash<int, QString> words{{200, u"OK"_s},
                                           {201, u"Created"_s},
                                           {204, u"No Content"_s},
                                           {304, u"Not Modified"_s},
                                           {400, u"Bad Request"_s},
                                           {401, u"Unauthorized"_s},
                                           {403, u"Forbidden"_s},
                                           {404, u"Not Found"_s},
                                           {409, u"Conflict"_s},
                                           {429, u"Too Many Requests"_s},
                                           {500, u"Internal Server Error"_s},
                                           {502, u"Bad Gateway"_s},
                                           {503, u"Service Unavailable"_s},
                                           {504, u"Gateway Timeout"_s}};
    return words.value(status);
}

QJsonObject requestOf(const RequestRecord &record, const QUrl &server)
{
    QJsonArray headers;
    if (record.network)
        headers << harPair(u"Authorization"_s, u"Basic ********"_s);
    QJsonArray queries;
    const QUrl url = QUrl::fromEncoded(absoluteUrl(record, server));
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        queries << harPair(name, value);
    return {{u"method"_s, QString::fromLatin1(record.method)},
            {u"url"_s, QString::fromLatin1(url.toEncoded())},
            {u"httpVersion"_s, u"HTTP/1.1"_s},
            {u"cookies"_s, QJsonArray()},
            {u"headers"_s, headers},
            {u"queryString"_s, queries},
            {u"headersSize"_s, -1},
            {u"bodySize"_s, harHasBody(record) ? -1 : 0}};
}

QJsonObject responseOf(const RequestRecord &record)
{
    const int status = harStatusOf(record);
    QJsonObject content{{u"size"_s, record.bytesDecoded}, {u"mimeType"_s, u"x-unknown"_s}};
    if (record.network && record.bytesDecoded > record.bytesReceived && record.bytesReceived > 0)
        content.insert(u"compression"_s, record.bytesDecoded - record.bytesReceived);
    return {{u"status"_s, status},
            {u"statusText"_s, harStatusWords(status)},
            {u"httpVersion"_s, u"HTTP/1.1"_s},
            {u"cookies"_s, QJsonArray()},
            {u"headers"_s, QJsonArray()},
            {u"content"_s, content},
            {u"redirectURL"_s, QString()},
            {u"headersSize"_s, -1},
            {u"bodySize"_s, record.network ? record.bytesReceived : 0}};
}

/// `time` is the sum of these, as the format demands; decoding is no part of it.
QJsonObject timingsOf(const RequestRecord &record)
{
    if (!record.network)
        return {{u"blocked"_s, -1}, {u"dns"_s, -1}, {u"connect"_s, -1},
                {u"ssl"_s, -1},     {u"send"_s, 0}, {u"wait"_s, inHarMs(record.total)},
                {u"receive"_s, 0}};
    return {{u"blocked"_s, inHarMs(record.queued)},
            {u"dns"_s, -1},
            {u"connect"_s, record.connect.count() > 0 ? QJsonValue(inHarMs(record.connect)) : QJsonValue(-1)},
            {u"ssl"_s, -1},
            {u"send"_s, 0},
            {u"wait"_s, inHarMs(record.wait)},
            {u"receive"_s, inHarMs(record.download)}};
}

double harTimeOf(const QJsonObject &timings)
{
    double sum = 0;
    for (const QJsonValue &one : timings)
        sum += std::max(0.0, one.toDouble());
    return sum;
}

QJsonArray attemptsOf(const RequestRecord &record)
{
    QJsonArray attempts;
    for (const FailedAttempt &one : record.failedAttempts) {
        QJsonObject attempt{{u"sentAfterNs"_s, qint64(one.sentAfter.count())},
                            {u"tookNs"_s, qint64(one.took.count())},
                            {u"status"_s, one.status}};
        if (one.error)
            attempt.insert(u"error"_s, errorKindName(*one.error));
        attempts << attempt;
    }
    return attempts;
}

QJsonObject ownPart(const RequestRecord &record)
{
    QJsonObject own{{u"route"_s, QString::fromLatin1(record.route)},
                    {u"initiator"_s, QString::fromUtf8(record.initiator)},
                    {u"network"_s, record.network},
                    {u"status"_s, record.status},
                    {u"attempts"_s, record.attempts},
                    {u"bytesReceived"_s, record.bytesReceived},
                    {u"queuedNs"_s, qint64(record.queued.count())},
                    {u"connectNs"_s, qint64(record.connect.count())},
                    {u"waitNs"_s, qint64(record.wait.count())},
                    {u"downloadNs"_s, qint64(record.download.count())},
                    {u"decodeNs"_s, qint64(record.decode.count())},
                    {u"totalNs"_s, qint64(record.total.count())}};
    if (record.domain)
        own.insert(u"domain"_s, domainName(*record.domain));
    if (record.outcome)
        own.insert(u"outcome"_s, outcomeName(*record.outcome));
    if (record.error) {
        own.insert(u"error"_s, errorKindName(*record.error));
        own.insert(u"errorDetail"_s, record.errorDetail);
    }
    if (!record.failedAttempts.empty())
        own.insert(u"failedAttempts"_s, attemptsOf(record));
    return own;
}

/// The pages of the program stand as the pages of the archive.
QJsonObject harPageOf(const RequestRecord &first)
{
    const QString name = QString::fromUtf8(first.initiator);
    return {{u"startedDateTime"_s, first.started.toIso()},
            {u"id"_s, name},
            {u"title"_s, name},
            {u"pageTimings"_s, QJsonObject{{u"onContentLoad"_s, -1}, {u"onLoad"_s, -1}}}};
}

QByteArray shellQuoted(const QByteArray &text)
{
    return '\'' + QByteArray(text).replace("'", "'\\''") + '\'';
}

} // namespace

QByteArray absoluteUrl(const RequestRecord &record, const QUrl &server)
{
    if (!record.target.startsWith('/'))
        return QUrl::fromEncoded(record.target).toEncoded(QUrl::RemoveUserInfo);
    return server.toEncoded(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash | QUrl::RemoveQuery | QUrl::RemoveFragment)
        + record.target;
}

QByteArray toHar(const std::vector<RequestRecord> &records, const QUrl &server)
{
    QJsonArray entries;
    QHash<QByteArray, QJsonObject> pages;
    for (const RequestRecord &record : records) {
        const QJsonObject timings = timingsOf(record);
        QJsonObject entry{{u"startedDateTime"_s, record.started.toIso()},
                          {u"time"_s, harTimeOf(timings)},
                          {u"request"_s, requestOf(record, server)},
                          {u"response"_s, responseOf(record)},
                          {u"cache"_s, QJsonObject()},
                          {u"timings"_s, timings},
                          {u"_qwats"_s, ownPart(record)}};
        if (!record.initiator.isEmpty()) {
            entry.insert(u"pageref"_s, QString::fromUtf8(record.initiator));
            if (!pages.contains(record.initiator))
                pages.insert(record.initiator, harPageOf(record));
        }
        entries << entry;
    }
    QJsonArray pageList;
    for (const QJsonObject &page : std::as_const(pages))
        pageList << page;
    const QJsonObject log{
        {u"version"_s, u"1.2"_s},
        {u"creator"_s, QJsonObject{{u"name"_s, u"qWATS"_s}, {u"version"_s, QLatin1StringView(QWATS_VERSION)}}},
        {u"pages"_s, pageList},
        {u"entries"_s, entries},
        {u"comment"_s, u"Access tokens and bodies are not recorded."_s}};
    return QJsonDocument(QJsonObject{{u"log"_s, log}}).toJson(QJsonDocument::Compact);
}

QByteArray toCurl(const RequestRecord &record, const QUrl &server)
{
    QByteArray line = "curl -sS --compressed";
    if (record.method == "HEAD")
        line += " --head";
    else if (record.method != "GET")
        line += " -X " + shellQuoted(record.method);
    line += " -H \"Authorization: Basic $WATS_TOKEN\"";
    if (harHasBody(record))
        line += " -H 'Content-Type: application/json' --data-binary @request.json";
    return line + ' ' + shellQuoted(absoluteUrl(record, server));
}

} // namespace qwats
