// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/profile.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <QUuid>

#include <algorithm>

namespace qwats {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype LongestToken = 8192;

class ProfileText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::Profile)
};

tl::unexpected<Error> invalid(const QString &message, const char *detail)
{
    return failure(Error::Kind::InvalidInput, message, QString::fromLatin1(detail));
}

/// With a scheme in front, or why that can't be.
Result<QString> withScheme(const QString &text)
{
    static const QRegularExpression full(u"^[A-Za-z][A-Za-z0-9+.-]*://"_s);
    if (full.match(text).hasMatch())
        return text;
    // "plant:8080" is a host with a port, "mailto:me" and "http:/plant" are something else.
    static const QRegularExpression other(u"^[A-Za-z][A-Za-z0-9+.-]*:(?![0-9])"_s);
    if (other.match(text).hasMatch())
        return invalid(ProfileText::tr("The address must begin with https://, followed by the name of the server."),
                       "scheme without //");
    if (text.startsWith(u'/') || text.startsWith(u'\\'))
        return invalid(ProfileText::tr("This is a path. Enter the name of the server, like wats.example.com."), "path");
    return u"https://"_s + text;
}

/// What must not be in an address although a URL may have it.
Status checkParts(const QUrl &url)
{
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return invalid(
            ProfileText::tr("%1:// is not supported. The address must begin with https://.").arg(url.scheme()),
            "scheme");
    if (url.authority(QUrl::FullyEncoded).contains(u'@'))
        return invalid(
            ProfileText::tr(
                "The address holds a user name or password. Enter them in their own fields: addresses end up in logs."),
            "userinfo");
    if (url.host().isEmpty())
        return invalid(ProfileText::tr("The address has no server name."), "no host");
    if (url.port() == 0)
        return invalid(ProfileText::tr("Port 0 can't be connected to. Ports go from 1 to 65535."), "port");
    if (url.hasQuery())
        return invalid(
            ProfileText::tr("The address ends with a query (?…). Enter it up to the server name or its folder."),
            "query");
    if (url.hasFragment())
        return invalid(
            ProfileText::tr("The address ends with a page mark (#…). Enter it up to the server name or its folder."),
            "fragment");
    return {};
}

QString cleanPath(QString path)
{
    const auto chopSlashes = [&path] {
        while (path.endsWith(u'/'))
            path.chop(1);
    };
    chopSlashes();
    if (path.endsWith("/api"_L1, Qt::CaseInsensitive)) {
        path.chop(4);
        chopSlashes();
    }
    return path;
}

bool isBase64(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'/';
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
}

Status checkCharacter(QChar c, qsizetype position)
{
    if (isBase64(c))
        return {};
    if (c.isSpace() && !isControl(c))
        return invalid(
            ProfileText::tr("The token holds a space at position %1. Copy it again as one piece.").arg(position),
            "space");
    if (isControl(c))
        return invalid(
            ProfileText::tr("The token holds a line break or another invisible character at position %1. Copy it "
                            "again as one piece.")
                .arg(position),
            "control character");
    return invalid(
        ProfileText::tr("“%1” at position %2 does not belong into a token. Tokens consist of letters, digits, +, / "
                        "and = at the end.")
            .arg(c)
            .arg(position),
        "character");
}

} // namespace

QString newProfileId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool isLoopback(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || host == "::1"_L1)
        return true;
    const QStringList parts = host.split(u'.');
    const auto isByte = [](const QString &part) {
        bool ok = false;
        const uint number = part.toUInt(&ok);
        return ok && number <= 255;
    };
    return parts.size() == 4 && parts.first() == "127"_L1 && std::all_of(parts.begin(), parts.end(), isByte);
}

Result<QUrl> cleanServerUrl(const QString &typed, PlainHttp plainHttp)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return invalid(ProfileText::tr("Enter the address of the server, like https://wats.example.com."), "empty");
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || isControl(c); }))
        return invalid(ProfileText::tr("The address holds a space or an invisible character."), "space");
    const auto full = withScheme(text);
    if (!full)
        return tl::unexpected(full.error());
    QUrl url(*full, QUrl::StrictMode);
    if (!url.isValid())
        return failure(Error::Kind::InvalidInput,
                       ProfileText::tr("This is not an address of a server. Enter one like https://wats.example.com."),
                       u"url"_s);
    if (const Status parts = checkParts(url); !parts)
        return tl::unexpected(parts.error());
    if (url.scheme() == "http"_L1 && plainHttp == PlainHttp::LoopbackOnly && !isLoopback(url.host()))
        return invalid(ProfileText::tr("http:// would send the token in the clear. Use https://, or allow unencrypted "
                                       "connections for this profile."),
                       "plain http");
    if (url.port() == (url.scheme() == "https"_L1 ? 443 : 80))
        url.setPort(-1);
    url = url.adjusted(QUrl::NormalizePathSegments);
    url.setPath(cleanPath(url.path(QUrl::FullyEncoded)), QUrl::StrictMode);
    return url;
}

QByteArray basicToken(const QString &user, const QString &password)
{
    return (user + u':' + password).toUtf8().toBase64();
}

Status checkUser(const QString &user)
{
    if (user.isEmpty())
        return invalid(ProfileText::tr("Enter the user name."), "empty");
    if (user.contains(u':'))
        return invalid(ProfileText::tr("A user name can't hold a colon: the server would cut the name there."),
                       "colon");
    if (std::any_of(user.begin(), user.end(), isControl))
        return invalid(ProfileText::tr("The user name holds a line break or another invisible character."),
                       "control character");
    return {};
}

Result<QByteArray> checkToken(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.startsWith("Basic "_L1, Qt::CaseInsensitive))
        text = text.mid(6).trimmed();
    if (text.isEmpty())
        return invalid(ProfileText::tr("Enter the access token."), "empty");
    if (text.size() > LongestToken)
        return invalid(ProfileText::tr("The token is longer than %1 characters. Copy it again, and nothing else.")
                           .arg(LongestToken),
                       "length");
    qsizetype end = text.size();
    while (end > 0 && text[end - 1] == u'=')
        --end;
    for (qsizetype i = 0; i < end; ++i) {
        if (const Status character = checkCharacter(text[i], i + 1); !character)
            return tl::unexpected(character.error());
    }
    // Padding may be missing, but never be wrong; one character of four left over is a piece cut off.
    const qsizetype padding = text.size() - end;
    if (end == 0 || padding > 2 || end % 4 == 1 || (padding > 0 && text.size() % 4 != 0))
        return invalid(
            ProfileText::tr(
                "The token is not complete: its length is wrong. Copy it again from its first to its last character."),
            "length");
    return text.toLatin1();
}

} // namespace qwats
