// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <chrono>

namespace qwats {

/// How to reach one server.
struct TransportSettings
{
    enum class Proxy : quint8 { None, System, Manual };

    QUrl baseUrl; ///< scheme, host and port, without path; see core/session/profile.h for the clean-up
    QByteArray token; ///< Base64 of user:password, sent as Basic; never logged
    Proxy proxy = Proxy::None;
    QString proxyHost;
    quint16 proxyPort = 0;
    QString caFile; ///< PEM with the site's own authority; empty: the system's
    bool http2 = false; ///< offered in the TLS handshake, the server chooses; never over plain http
    int maxConnections = 60;
    int requestsPerMinute = 500; ///< 0: no limit
    std::chrono::milliseconds attemptTimeout{30'000};
    int maxAttempts = 3; ///< of a GET
    qint64 maxReplyBytes = 64'000'000; ///< after inflating
    QByteArray userAgent = "qWATS/" QWATS_VERSION;
};

} // namespace qwats
