// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/networkcall.h"

#include <QCoreApplication>
#include <QSslError>

namespace qwats {
namespace {

QString callText(const char *source)
{
    return QCoreApplication::translate("NetworkCall", source);
}

} // namespace

NetworkCall::NetworkCall(QNetworkReply *reply, qint64 maxBytes, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_maxBytes(maxBytes)
{
    m_watch.start();
    m_reply->setParent(this);
    m_reply->setReadBufferSize(1 << 22);
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        if (m_connectingSince.count() == 0)
            m_connectingSince = std::chrono::nanoseconds(m_watch.nsecsElapsed());
    });
    connect(m_reply, &QNetworkReply::requestSent, this, &NetworkCall::noteConnected);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        noteConnected();
        if (m_result.wait.count() == 0)
            m_result.wait = std::chrono::nanoseconds(m_watch.nsecsElapsed()) - m_result.connect;
    });
    connect(m_reply, &QIODevice::readyRead, this, &NetworkCall::readSome);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsProblem = errors.constFirst().errorString();
    });
    connect(m_reply, &QNetworkReply::finished, this, &NetworkCall::finish);
}

void NetworkCall::abort(Error::Kind why)
{
    if (m_finished || m_abortedFor)
        return;
    m_abortedFor = why;
    m_reply->abort(); // finished() is emitted in here
}

void NetworkCall::noteConnected()
{
    if (m_connectingSince.count() > 0)
        m_result.connect += std::chrono::nanoseconds(m_watch.nsecsElapsed()) - m_connectingSince;
    m_connectingSince = std::chrono::nanoseconds(0);
}

void NetworkCall::readSome()
{
    m_result.body += m_reply->readAll();
    if (m_result.body.size() > m_maxBytes)
        abort(Error::Kind::TooLarge);
}

void NetworkCall::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    if (m_reply->isOpen())
        m_result.body += m_reply->readAll();
    if (m_result.body.size() > m_maxBytes && !m_abortedFor)
        m_abortedFor = Error::Kind::TooLarge;
    noteConnected(); // one that never got through spent its time connecting
    const auto total = std::chrono::nanoseconds(m_watch.nsecsElapsed());
    if (m_result.wait.count() == 0)
        m_result.wait = total - m_result.connect;
    m_result.download = total - m_result.connect - m_result.wait;
    m_result.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_result.encoding = m_reply->rawHeader("Content-Encoding").toLower();
    m_result.contentType = m_reply->rawHeader("Content-Type");
    m_result.retryAfter = m_reply->rawHeader("Retry-After");
    m_result.date = m_reply->rawHeader("Date");
    m_result.etag = m_reply->rawHeader("ETag");
    m_result.lastModified = m_reply->rawHeader("Last-Modified");
    m_result.error = transportError();
    emit finished(m_result);
    deleteLater();
}

std::optional<Error> NetworkCall::transportError() const
{
    using Kind = Error::Kind;
    const auto code = m_reply->error();
    if (m_abortedFor == Kind::Timeout)
        return Error{Kind::Timeout, callText("The server did not answer in time."), QStringLiteral("deadline passed"),
                     0};
    if (m_abortedFor == Kind::TooLarge)
        return Error{Kind::TooLarge, callText("The answer is larger than qWATS accepts."),
                     QStringLiteral("reply exceeds %1 bytes").arg(m_maxBytes), 0};
    if (m_abortedFor)
        return Error{Kind::Cancelled, callText("The request was cancelled."), QStringLiteral("cancelled"), 0};
    if (code == QNetworkReply::NoError)
        return {};
    const bool httpError = code >= QNetworkReply::ContentAccessDenied && code != QNetworkReply::ContentReSendError;
    const bool redirected = m_result.status >= 300 && m_result.status < 400;
    if (redirected || (m_result.status >= 400 && httpError))
        return {}; // an HTTP error with its body: for the caller to classify
    const QString detail = QStringLiteral("network error %1").arg(int(code));
    switch (code) {
    case QNetworkReply::SslHandshakeFailedError:
        return Error{Kind::Tls,
                     callText("The connection is not secure: %1")
                         .arg(m_tlsProblem.isEmpty() ? callText("the TLS handshake failed.") : m_tlsProblem),
                     detail, 0};
    case QNetworkReply::HostNotFoundError:
        return Error{Kind::Offline, callText("The server's name was not found."), detail, 0};
    case QNetworkReply::ConnectionRefusedError:
        return Error{Kind::Offline, callText("The server refused the connection."), detail, 0};
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::RemoteHostClosedError:
        return Error{Kind::Offline, callText("The server closed the connection before it had answered."), detail, 0};
    case QNetworkReply::TimeoutError:
        return Error{Kind::Timeout, callText("The server did not answer in time."), detail, 0};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Error{Kind::Offline, callText("The proxy could not be used."), detail, 0};
    default: return Error{Kind::Offline, callText("The connection to the server failed."), detail, 0};
    }
}

} // namespace qwats
