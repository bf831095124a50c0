// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/transport.h"

#include "core/http/singledelivery.h"

#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>

namespace qwats {
namespace {

bool usesHttp2(const TransportSettings &settings)
{
    return settings.http2 && settings.baseUrl.scheme() == QLatin1StringView("https");
}

QNetworkRequest makeTemplate(const TransportSettings &settings)
{
    QNetworkRequest request;
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, usesHttp2(settings));
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "gzip, deflate"); // ours, so that Qt leaves inflating to us
    request.setRawHeader("User-Agent", settings.userAgent);
    if (!settings.token.isEmpty())
        request.setRawHeader("Authorization", "Basic " + settings.token);
    if (!settings.caFile.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromPath(settings.caFile, QSsl::Pem));
        request.setSslConfiguration(tls);
    }
    return request;
}

/// Asks the system for each request.
class SystemProxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return systemProxyForQuery(query); }
};

bool isInternal(const QByteArray &target)
{
    return target.startsWith("/api/internal/");
}

} // namespace

Transport::Transport(TransportSettings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_template(makeTemplate(m_settings))
{
}

Transport::~Transport()
{
    // Calls own their replies and must go before the managers that made them; each still says how it ended.
    const auto calls = findChildren<NetworkCall *>(QString(), Qt::FindDirectChildrenOnly);
    for (NetworkCall *call : calls)
        call->abort(Error::Kind::Cancelled);
    qDeleteAll(calls);
}

std::unique_ptr<QNetworkAccessManager> Transport::makeManager() const
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    manager->setAutoDeleteReplies(false);
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setTransferTimeout(0); // an idle timer that also counts queueing; deadlines are ours
    switch (m_settings.proxy) {
    case TransportSettings::Proxy::None: manager->setProxy(QNetworkProxy::NoProxy); break;
    case TransportSettings::Proxy::Manual:
        manager->setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, m_settings.proxyHost, m_settings.proxyPort));
        break;
    case TransportSettings::Proxy::System: manager->setProxyFactory(new SystemProxies); break;
    }
    return manager;
}

Transport::Lane &Transport::freeLane()
{
    // The first lane with room: few calls keep few connections, and those stay warm.
    const auto lane = std::find_if(m_lanes.begin(), m_lanes.end(),
                                   [](const Lane &l) { return !l.givenUp && l.inFlight < CallsPerLane; });
    if (lane != m_lanes.end())
        return *lane;
    m_lanes.push_back(Lane{makeManager()});
    return m_lanes.back();
}

QNetworkRequest Transport::requestFor(const Attempt &attempt) const
{
    QNetworkRequest request = m_template;
    // The target is encoded already; QUrl keeps it as it is.
    QUrl url
        = QUrl::fromEncoded(m_settings.baseUrl.toEncoded(QUrl::StripTrailingSlash) + attempt.target, QUrl::StrictMode);
    request.setUrl(url);
    if (isInternal(attempt.target))
        request.setRawHeader("Referer", m_settings.baseUrl.toEncoded(QUrl::RemoveUserInfo));
    if (!attempt.unlessStill.etag.isEmpty())
        request.setRawHeader("If-None-Match", attempt.unlessStill.etag);
    if (!attempt.unlessStill.lastModified.isEmpty())
        request.setRawHeader("If-Modified-Since", attempt.unlessStill.lastModified);
    if (attempt.method != Method::Get && attempt.method != Method::Head) {
        request.setHeader(QNetworkRequest::ContentTypeHeader,
                          attempt.contentType.isEmpty() ? QByteArray("application/json") : attempt.contentType);
        request.setHeader(QNetworkRequest::ContentLengthHeader, attempt.body.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    return request;
}

void Transport::warm()
{
    if (m_settings.baseUrl.scheme() != QLatin1StringView("https"))
        return; // without a handshake there is nothing to save
    QSslConfiguration tls = m_template.sslConfiguration();
    if (usesHttp2(m_settings)) // else Qt would open the connection for HTTP/1.1 only
        tls.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2, QSslConfiguration::NextProtocolHttp1_1});
    freeLane().manager->connectToHostEncrypted(m_settings.baseUrl.host(),
                                               static_cast<quint16>(m_settings.baseUrl.port(443)), tls);
}

NetworkCall *Transport::start(const Attempt &attempt)
{
    Lane &lane = freeLane();
    const QNetworkRequest request = requestFor(attempt);
    QNetworkReply *reply = nullptr;
    if (attempt.method == Method::Get) {
        reply = lane.manager->get(request);
    } else if (attempt.method == Method::Head) {
        reply = lane.manager->head(request);
    } else {
        auto *body = new SingleDelivery(attempt.body);
        reply = lane.manager->sendCustomRequest(request, methodName(attempt.method), body);
        body->setParent(reply);
    }
    ++lane.inFlight;
    ++lane.calls;
    ++m_inFlight;
    auto *call = new NetworkCall(reply, m_settings.maxReplyBytes, this);
    connect(call, &NetworkCall::finished, this, [this, &lane](const WireReply &answer) { settle(lane, answer); });
    // Queued: the reply is deleted after the call has said that it goes, and a manager must outlive its replies.
    connect(
        call, &QObject::destroyed, this, [this, &lane] { callGone(lane); }, Qt::QueuedConnection);
    return call;
}

void Transport::settle(Lane &lane, const WireReply &reply)
{
    --lane.inFlight;
    --m_inFlight;
    const bool timeout = reply.error && reply.error->kind == Error::Kind::Timeout;
    lane.timeoutsInARow = timeout ? lane.timeoutsInARow + 1 : 0;
    if (lane.timeoutsInARow >= (usesHttp2(m_settings) ? 1 : 2))
        lane.givenUp = true;
}

void Transport::callGone(Lane &lane)
{
    --lane.calls;
    if (lane.givenUp && lane.calls == 0)
        m_lanes.remove_if([&lane](const Lane &one) { return &one == &lane; });
}

QByteArray methodName(Method method)
{
    switch (method) {
    case Method::Get: return "GET";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Patch: return "PATCH";
    case Method::Delete: return "DELETE";
    case Method::Head: return "HEAD";
    }
    return "GET";
}

} // namespace qwats
