// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/harfile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <set>

/// Reading HTTP Archives, of qWATS and of others.
namespace qwats {

using namespace Qt::StringLiterals;

namespace {

using HarNames = std::set<QByteArray>;
constexpr qsizetype MostEntries = 50'000;
constexpr qsizetype LongestText = 8'000; // of a URL or a name
constexpr double LongestMs = 86'400'000; // a day: more is no time of a request

Error notAnArchive(const QString &why)
{
    return {Error::Kind::InvalidInput,
            QCoreApplication::translate("HarFile", "The file is not an HTTP Archive (HAR 1.2): %1").arg(why), why, 0};
}

std::chrono::nanoseconds harFromMs(const QJsonValue &value)
{
    const double ms = value.toDouble();
    return std::chrono::nanoseconds(std::isfinite(ms) ? std::llround(std::clamp(ms, 0.0, LongestMs) * 1e6) : 0);
}

std::chrono::nanoseconds harFromNs(const QJsonValue &value)
{
    return std::chrono::nanoseconds(std::clamp<qint64>(value.toInteger(), 0, qint64(LongestMs * 1e6)));
}

QString harText(const QJsonValue &value)
{
    return value.toString().left(LongestText);
}

std::optional<Error::Kind> harErrorFrom(const QJsonValue &value)
{
    const QString name = value.toString();
    for (int i = 0; !name.isEmpty() && i <= static_cast<int>(Error::Kind::Storage); ++i) {
        if (errorKindName(static_cast<Error::Kind>(i)) == name)
            return static_cast<Error::Kind>(i);
    }
    return {};
}

std::optional<Outcome> harOutcomeFrom(const QJsonValue &value)
{
    const QString name = value.toString();
    for (int i = 0; i < OutcomeCount; ++i) {
        if (outcomeName(static_cast<Outcome>(i)) == name)
            return static_cast<Outcome>(i);
    }
    return {};
}

int harInt(const QJsonValue &value)
{
    return static_cast<int>(std::clamp<qint64>(value.toInteger(), 0, 1'000'000));
}

void readOwn(const QJsonObject &own, RequestRecord &record, HarNames &names)
{
    record.route = names.insert(harText(own[u"route"_s]).toLatin1()).first->constData();
    record.initiator = harText(own[u"initiator"_s]).toUtf8();
    record.network = own[u"network"_s].toBool();
    record.status = harInt(own[u"status"_s]);
    record.attempts = harInt(own[u"attempts"_s]);
    record.bytesReceived = std::max<qint64>(0, own[u"bytesReceived"_s].toInteger());
    record.queued = harFromNs(own[u"queuedNs"_s]);
    record.connect = harFromNs(own[u"connectNs"_s]);
    record.wait = harFromNs(own[u"waitNs"_s]);
    record.download = harFromNs(own[u"downloadNs"_s]);
    record.decode = harFromNs(own[u"decodeNs"_s]);
    record.total = harFromNs(own[u"totalNs"_s]);
    record.domain = domainFromName(own[u"domain"_s].toString());
    record.outcome = harOutcomeFrom(own[u"outcome"_s]);
    record.error = harErrorFrom(own[u"error"_s]);
    record.errorDetail = harText(own[u"errorDetail"_s]);
    const QJsonArray attempts = own[u"failedAttempts"_s].toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(attempts.size(), 100); ++i) {
        const QJsonObject one = attempts[i].toObject();
        record.failedAttempts.push_back({harFromNs(one[u"sentAfterNs"_s]), harFromNs(one[u"tookNs"_s]),
                                         harInt(one[u"status"_s]), harErrorFrom(one[u"error"_s])});
    }
}

/// An archive of a browser or a proxy: every entry was a call, its path stands for the route.
void readForeign(const QJsonObject &entry, const QUrl &url, RequestRecord &record, HarNames &names)
{
    const QJsonObject response = entry[u"response"_s].toObject();
    const QJsonObject timings = entry[u"timings"_s].toObject();
    record.route = names.insert(url.path(QUrl::FullyEncoded).toLatin1()).first->constData();
    record.initiator = harText(entry[u"pageref"_s]).toUtf8();
    record.network = true;
    record.attempts = 1;
    record.status = harInt(response[u"status"_s]);
    record.bytesReceived = std::max<qint64>(0, response[u"bodySize"_s].toInteger());
    record.queued = harFromMs(timings[u"blocked"_s]);
    record.connect = harFromMs(timings[u"dns"_s]) + harFromMs(timings[u"connect"_s]);
    record.wait = harFromMs(timings[u"send"_s]) + harFromMs(timings[u"wait"_s]);
    record.download = harFromMs(timings[u"receive"_s]);
    record.total = harFromMs(entry[u"time"_s]);
    if (record.status == 0 || record.status >= 400)
        record.error = record.status == 404 ? Error::Kind::NotFound
            : record.status == 0            ? Error::Kind::Offline
            : record.status >= 500          ? Error::Kind::ServerError
                                            : Error::Kind::Rejected;
}

bool readEntry(const QJsonValue &value, HarFile &file, HarNames &names)
{
    const QJsonObject entry = value.toObject();
    const QJsonObject request = entry[u"request"_s].toObject();
    QUrl url(harText(request[u"url"_s]), QUrl::StrictMode);
    RequestRecord record;
    record.started = Timestamp::parse(entry[u"startedDateTime"_s].toString());
    record.method = harText(request[u"method"_s]).left(20).toLatin1().toUpper();
    if (!url.isValid() || url.host().isEmpty() || record.method.isEmpty() || !record.started.isValid())
        return false;
    url.setUserInfo({});
    const QUrl server(url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment));
    if (file.server.isEmpty())
        file.server = server;
    record.target = server == file.server
        ? url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment)
        : url.toEncoded(QUrl::RemoveFragment);
    if (record.target.isEmpty())
        record.target = "/";
    const QJsonObject content = entry[u"response"_s].toObject()[u"content"_s].toObject();
    record.bytesDecoded = std::max<qint64>(0, content[u"size"_s].toInteger());
    if (entry[u"_qwats"_s].isObject())
        readOwn(entry[u"_qwats"_s].toObject(), record, names);
    else
        readForeign(entry, url, record, names);
    file.records.push_back(std::move(record));
    return true;
}

} // namespace

Result<HarFile> fromHar(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(notAnArchive(u"%1 at byte %2"_s.arg(problem.errorString()).arg(problem.offset)));
    const QJsonObject log = document.object()[u"log"_s].toObject();
    if (log.isEmpty())
        return failure(notAnArchive(u"no \"log\""_s));
    if (!log[u"version"_s].toString().startsWith(u"1."_s))
        return failure(notAnArchive(u"version \"%1\""_s.arg(log[u"version"_s].toString().left(20))));
    if (!log[u"entries"_s].isArray())
        return failure(notAnArchive(u"no \"entries\""_s));
    HarFile file;
    auto names = std::make_shared<HarNames>();
    file.creator = log[u"creator"_s].toObject()[u"name"_s].toString().left(100);
    const QJsonArray entries = log[u"entries"_s].toArray();
    for (qsizetype i = std::max<qsizetype>(0, entries.size() - MostEntries); i < entries.size(); ++i)
        file.skipped += readEntry(entries[i], file, *names) ? 0 : 1;
    for (size_t i = 0; i < file.records.size(); ++i)
        file.records[i].id = i + 1;
    file.names = std::move(names);
    return file;
}

} // namespace qwats
