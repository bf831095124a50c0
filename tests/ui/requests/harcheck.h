// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <cmath>

/// A strict checker of HTTP Archive 1.2 after the text of its specification: every field that must be there is there
/// and of its type, nothing else is unless its name begins with "_", numbers are not below -1, `time` is the sum of its
/// timings. Knows nothing of the writer.
namespace qwats::test {

class HarCheck
{
public:
    /// What is wrong, one line each; empty: a valid archive.
    static QStringList problems(const QByteArray &json)
    {
        HarCheck check;
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(json, &error);
        if (error.error != QJsonParseError::NoError || !document.isObject())
            return {QStringLiteral("no JSON object: ") + error.errorString()};
        check.log(check.object(document.object(), "log", "", true));
        check.only(document.object(), {"log"}, "");
        return check.m_problems;
    }

private:
    using Names = std::initializer_list<const char *>;

    struct Words : QString
    {
        Words(const char *text)
            : QString(QLatin1StringView(text))
        {
        }
        Words(const QString &text)
            : QString(text)
        {
        }
    };

    void say(const Words &where, const Words &what) { m_problems << where + QStringLiteral(": ") + what; }

    void only(const QJsonObject &object, const Names &known, const Words &where)
    {
        for (const QString &name : object.keys()) {
            const bool isKnown = std::any_of(known.begin(), known.end(),
                                             [&](const char *one) { return name == QLatin1StringView(one); });
            if (!isKnown && !name.startsWith(u'_') && name != u"comment")
                say(where, QStringLiteral("unknown field ") + name);
        }
        if (object.contains(u"comment") && !object[u"comment"].isString())
            say(where, QStringLiteral("comment is no text"));
    }

    QJsonObject object(const QJsonObject &in, const char *name, const Words &where, bool needed)
    {
        const QJsonValue value = in[QLatin1StringView(name)];
        if (!value.isObject() && (needed || !value.isUndefined()))
            say(where, QLatin1StringView(name) + QStringLiteral(" is no object"));
        return value.toObject();
    }

    QJsonArray array(const QJsonObject &in, const char *name, const Words &where, bool needed)
    {
        const QJsonValue value = in[QLatin1StringView(name)];
        if (!value.isArray() && (needed || !value.isUndefined()))
            say(where, QLatin1StringView(name) + QStringLiteral(" is no array"));
        return value.toArray();
    }

    QString text(const QJsonObject &in, const char *name, const Words &where, bool mayBeEmpty = true)
    {
        const QJsonValue value = in[QLatin1StringView(name)];
        if (!value.isString() || (!mayBeEmpty && value.toString().isEmpty()))
            say(where, QLatin1StringView(name) + QStringLiteral(" is no text"));
        return value.toString();
    }

    double number(const QJsonObject &in, const char *name, const Words &where, bool whole, double least)
    {
        const QJsonValue value = in[QLatin1StringView(name)];
        const double number = value.toDouble();
        if (!value.isDouble() || !std::isfinite(number) || number < least || (whole && number != std::floor(number)))
            say(where, QLatin1StringView(name) + QStringLiteral(" is no such number"));
        return number;
    }

    void moment(const QJsonObject &in, const Words &where)
    {
        static const QRegularExpression form(
            QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$"));
        const QString value = text(in, "startedDateTime", where, false);
        if (!form.match(value).hasMatch() || !QDateTime::fromString(value, Qt::ISODateWithMs).isValid())
            say(where, QStringLiteral("startedDateTime is no ISO 8601 time with a zone: ") + value);
    }

    void log(const QJsonObject &log)
    {
        only(log, {"version", "creator", "browser", "pages", "entries"}, "log");
        if (text(log, "version", "log") != u"1.2")
            say("log", "version is not 1.2");
        const QJsonObject creator = object(log, "creator", "log", true);
        only(creator, {"name", "version"}, "creator");
        text(creator, "name", "creator", false);
        text(creator, "version", "creator", false);
        QSet<QString> pages;
        for (const QJsonValue &one : array(log, "pages", "log", false)) {
            const QJsonObject page = one.toObject();
            only(page, {"startedDateTime", "id", "title", "pageTimings"}, "page");
            moment(page, "page");
            const QString id = text(page, "id", "page", false);
            if (pages.contains(id))
                say("page", QStringLiteral("twice: ") + id);
            pages.insert(id);
            text(page, "title", "page");
            only(object(page, "pageTimings", "page", true), {"onContentLoad", "onLoad"}, "pageTimings");
        }
        int at = 0;
        for (const QJsonValue &one : array(log, "entries", "log", true))
            entry(one.toObject(), pages, QStringLiteral("entry %1").arg(at++));
    }

    void entry(const QJsonObject &entry, const QSet<QString> &pages, const Words &where)
    {
        only(entry,
             {"pageref", "startedDateTime", "time", "request", "response", "cache", "timings", "serverIPAddress",
              "connection"},
             where);
        if (entry.contains(u"pageref") && !pages.contains(text(entry, "pageref", where)))
            say(where, "pageref names no page");
        moment(entry, where);
        request(object(entry, "request", where, true), where + QStringLiteral(" request"));
        response(object(entry, "response", where, true), where + QStringLiteral(" response"));
        only(object(entry, "cache", where, true), {"beforeRequest", "afterRequest"}, where + QStringLiteral(" cache"));
        const double sum = timings(object(entry, "timings", where, true), where + QStringLiteral(" timings"));
        if (std::abs(number(entry, "time", where, false, 0) - sum) > 1e-6)
            say(where, "time is not the sum of its timings");
    }

    void pairs(const QJsonObject &in, const char *name, const Words &where)
    {
        for (const QJsonValue &one : array(in, name, where, true)) {
            only(one.toObject(), {"name", "value"}, where);
            text(one.toObject(), "name", where, false);
            text(one.toObject(), "value", where);
        }
    }

    void request(const QJsonObject &request, const Words &where)
    {
        only(request,
             {"method", "url", "httpVersion", "cookies", "headers", "queryString", "postData", "headersSize",
              "bodySize"},
             where);
        text(request, "method", where, false);
        const QUrl url(text(request, "url", where, false), QUrl::StrictMode);
        if (!url.isValid() || url.isRelative() || url.host().isEmpty() || url.hasFragment())
            say(where, "url is not absolute");
        text(request, "httpVersion", where, false);
        array(request, "cookies", where, true);
        pairs(request, "headers", where);
        pairs(request, "queryString", where);
        number(request, "headersSize", where, true, -1);
        number(request, "bodySize", where, true, -1);
    }

    void response(const QJsonObject &response, const Words &where)
    {
        only(response,
             {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize",
              "bodySize"},
             where);
        number(response, "status", where, true, 0);
        text(response, "statusText", where);
        text(response, "httpVersion", where, false);
        array(response, "cookies", where, true);
        pairs(response, "headers", where);
        text(response, "redirectURL", where);
        number(response, "headersSize", where, true, -1);
        number(response, "bodySize", where, true, -1);
        const QJsonObject content = object(response, "content", where, true);
        only(content, {"size", "compression", "mimeType", "text", "encoding"}, where + QStringLiteral(" content"));
        number(content, "size", where, true, 0);
        text(content, "mimeType", where);
        if (content.contains(u"compression"))
            number(content, "compression", where, true, 0);
    }

    double timings(const QJsonObject &timings, const Words &where)
    {
        only(timings, {"blocked", "dns", "connect", "send", "wait", "receive", "ssl"}, where);
        double sum = 0;
        for (const char *name : {"send", "wait", "receive"})
            sum += number(timings, name, where, false, 0);
        for (const char *name : {"blocked", "dns", "connect"})
            sum += timings.contains(QLatin1StringView(name)) ? std::max(0.0, number(timings, name, where, false, -1))
                                                             : 0;
        return sum;
    }

    QStringList m_problems;
};

} // namespace qwats::test
