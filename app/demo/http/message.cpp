// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/http/message.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QString decodeValue(QByteArray text)
{
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

void parseQuery(const QByteArray &query, Request *request)
{
    for (const QByteArray &pair : query.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : pair.mid(equals + 1);
        request->query.emplaceBack(decodeValue(name).toLower(), decodeValue(value));
    }
}

/// Reports may hold the bare tokens NaN, Infinity and -Infinity, which are not JSON: puts them into quotes.
QByteArray quoteNonFinite(const QByteArray &body)
{
    if (!body.contains("NaN") && !body.contains("Infinity"))
        return body;
    QByteArray out;
    out.reserve(body.size() + 64);
    bool inText = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inText && c == '\\' && i + 1 < body.size()) {
            out += c;
            out += body[++i];
            continue;
        }
        if (c == '"')
            inText = !inText;
        bool replaced = false;
        for (const QByteArrayView token :
             {QByteArrayView("NaN"), QByteArrayView("-Infinity"), QByteArrayView("Infinity")}) {
            if (!inText && !replaced && QByteArrayView(body).sliced(i).startsWith(token)) {
                out.append('"').append(token).append('"');
                i += token.size() - 1;
                replaced = true;
            }
        }
        if (!replaced)
            out += c;
    }
    return out;
}

} // namespace

QString Request::parameter(const QString &name) const
{
    for (const auto &[key, value] : query) {
        if (key == name)
            return value;
    }
    return {};
}

bool Request::has(const QString &name) const
{
    return std::any_of(query.begin(), query.end(), [&](const auto &pair) { return pair.first == name; });
}

Response Response::json(const QJsonValue &value)
{
    if (value.isArray())
        return raw(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return raw(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    // QJsonDocument holds arrays and objects only: write the value as the one element of an array.
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return raw(array.mid(1, array.size() - 2));
}

Response Response::done()
{
    return {200, {}, {}};
}

Response Response::error(int status, const QString &message)
{
    Response response = json(QJsonObject{{u"Message"_s, message}, {u"status"_s, status}});
    response.status = status;
    return response;
}

void parseTarget(const QByteArray &target, Request *request)
{
    const qsizetype question = target.indexOf('?');
    request->path = question < 0 ? target : target.left(question);
    for (const QByteArray &segment : request->path.split('/')) {
        if (!segment.isEmpty())
            request->segments += QString::fromUtf8(QByteArray::fromPercentEncoding(segment));
    }
    if (question >= 0)
        parseQuery(target.mid(question + 1), request);
}

QJsonValue parseBody(const QByteArray &body, QString *error)
{
    if (body.trimmed().isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(quoteNonFinite(body), &problem);
    if (problem.error != QJsonParseError::NoError) {
        *error = u"The body is not JSON: %1 at byte %2."_s.arg(problem.errorString()).arg(problem.offset);
        return {};
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace qwats::demo
