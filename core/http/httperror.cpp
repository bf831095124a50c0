// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httperror.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace qwats {
namespace {

constexpr qsizetype MaxWords = 300;

QString text(const char *source)
{
    return QCoreApplication::translate("HttpError", source);
}

QString cleaned(const QString &words)
{
    QString out = words.simplified().left(MaxWords);
    out.removeIf([](QChar c) { return !c.isPrint(); });
    return out;
}

QString serversWords(const WireReply &reply, const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body.left(65'536));
    if (json.isObject()) {
        const QJsonObject object = json.object();
        for (const auto *key : {"message", "Message", "detail", "title", "error"}) {
            const QString words = object.value(QLatin1StringView(key)).toString();
            if (!words.isEmpty())
                return cleaned(words);
        }
        return {};
    }
    const bool markup = reply.contentType.contains("html") || body.trimmed().startsWith('<');
    return markup || body.size() > 4 * MaxWords ? QString() : cleaned(QString::fromUtf8(body).remove(QLatin1Char('"')));
}

std::pair<Error::Kind, QString> meaningOf(int status)
{
    using Kind = Error::Kind;
    if (status >= 300 && status < 400)
        return {Kind::Redirected, text("The server answered with a redirection, which qWATS does not follow.")};
    switch (status) {
    case 401: return {Kind::Unauthorized, text("The server did not accept the token.")};
    case 403: return {Kind::Forbidden, text("The token has no permission for this.")};
    case 404: return {Kind::NotFound, text("The server does not know it.")};
    case 409: return {Kind::Conflict, text("Somebody else has changed it in the meantime.")};
    case 429: return {Kind::RateLimited, text("The server asks for fewer requests.")};
    default: break;
    }
    if (status >= 500)
        return {Kind::ServerError, text("The server could not answer. It reported an internal error.")};
    return {Kind::Rejected, text("The server refused the request.")};
}

} // namespace

Error errorFromReply(const WireReply &reply, const QByteArray &body)
{
    auto [kind, message] = meaningOf(reply.status);
    const QString words = serversWords(reply, body);
    if (!words.isEmpty() && kind != Error::Kind::Unauthorized)
        message += QStringLiteral(" %1").arg(words);
    message += QStringLiteral(" (%1)").arg(reply.status);
    return {kind, message, QStringLiteral("HTTP %1").arg(reply.status), reply.status};
}

} // namespace qwats
