// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace qwats {

/// One server and how to reach it. Holds no secret: the token is in the system's keychain under `id`.
struct Profile
{
    enum class Proxy : quint8 { None, System, Manual };

    QString id; ///< names the keychain entry; stays when the profile is renamed. newProfileId() makes one
    QString name; ///< shown; unique
    QUrl url; ///< as cleanServerUrl() gives it
    QString user; ///< shown only; empty when a token was given
    Proxy proxy = Proxy::System;
    QString proxyHost; ///< for Manual
    quint16 proxyPort = 0; ///< for Manual
    QString caFile; ///< PEM with the site's own authority; empty: the system's
    bool allowPlainHttp = false; ///< lab servers: http:// to other computers
    std::optional<int> requestsPerMinute; ///< this server's own budget, 0: no limit; nothing: as in the settings
    std::chrono::seconds attemptTimeout = LongestAttempt; ///< one attempt to send, 1 s to LongestAttempt
    bool http2 = false; ///< offer HTTP/2; counts for https only
    Timestamp lastUsed; ///< when it was last connected to; none: never

    /// A look-up with all its attempts ends after this time by itself.
    static constexpr std::chrono::seconds LongestAttempt{30};

    [[nodiscard]] bool isValid() const { return !id.isEmpty() && url.isValid() && !url.isEmpty(); }
    bool operator==(const Profile &) const = default;
};

[[nodiscard]] QString newProfileId();

enum class PlainHttp : bool { LoopbackOnly, Allowed };

/// Makes the address of a server from what was typed or pasted: adds https://, takes away a trailing "/" and one
/// trailing "/api". Error InvalidInput names what is wrong: user or password, query, fragment, another scheme, no host,
/// a bad port, plain http.
[[nodiscard]] Result<QUrl> cleanServerUrl(const QString &typed, PlainHttp plainHttp = PlainHttp::LoopbackOnly);

/// localhost, 127.0.0.0/8 or ::1.
[[nodiscard]] bool isLoopback(const QString &host);

/// The token of a user with a password: Base64 of UTF-8 "user:password".
[[nodiscard]] QByteArray basicToken(const QString &user, const QString &password);

/// Error InvalidInput: no user, a colon in it (the server would cut the name there) or a control character.
[[nodiscard]] Status checkUser(const QString &user);

/// A token as an administrator issued it. Surrounding white space is taken away; error InvalidInput names a space, a
/// control or other character that Base64 does not have, and a wrong length. A leading "Basic " is taken away too.
[[nodiscard]] Result<QByteArray> checkToken(const QString &typed);

} // namespace qwats
