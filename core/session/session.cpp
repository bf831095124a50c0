// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include "core/session/serverversion.h"

namespace qwats {

using namespace std::chrono_literals;

namespace {

constexpr auto WatchWhileOnline = 60s; // as the origin's watchdog
constexpr auto WatchWhileAway = 5s;
constexpr auto SampleEvery = 1s;

/// "May this unit go on?" is asked of the server each time. Whoever sets the policies, and to whatever, this holds.
CachePolicies withLiveVerification(CachePolicies policies)
{
    CachePolicy &verification = policies.of(Domain::UnitVerification);
    verification.enabled = false;
    verification.safety = Safety::LiveOnly;
    return policies;
}

} // namespace

TransportSettings transportSettings(const Profile &profile, const QByteArray &token, const SessionOptions &options)
{
    TransportSettings settings;
    settings.baseUrl = profile.url;
    settings.token = token;
    settings.proxy = static_cast<TransportSettings::Proxy>(profile.proxy);
    settings.proxyHost = profile.proxyHost;
    settings.proxyPort = profile.proxyPort;
    settings.caFile = profile.caFile;
    settings.http2 = profile.http2;
    settings.attemptTimeout = profile.attemptTimeout;
    settings.maxConnections = options.maxConnections;
    settings.requestsPerMinute = options.requestsPerMinute;
    return settings;
}

Session::Session(const Profile &profile, const QByteArray &token, const SessionOptions &options, const Clock &clock,
                 QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_token(token)
    , m_options(options)
    , m_clock(clock)
    , m_cache(clock, withLiveVerification(options.policies))
    , m_metrics(clock)
    , m_fetcher(std::make_unique<Fetcher>(clock, m_cache, m_log, m_metrics, transportSettings(profile, token, options)))
    , m_assets(*m_fetcher)
    , m_products(*m_fetcher)
    , m_reports(*m_fetcher)
    , m_processes(*m_fetcher)
    , m_production(*m_fetcher)
    , m_analytics(*m_fetcher)
    , m_software(*m_fetcher)
{
    connect(m_fetcher.get(), &Fetcher::serverStateChanged, this, &Session::onServerState);
    connect(&m_watch, &QTimer::timeout, this, &Session::checkServer);
    connect(&m_sampler, &QTimer::timeout, this, &Session::sample);
    if (options.watchServer) {
        m_watch.start(WatchWhileOnline);
        m_sampler.start(SampleEvery);
        checkServer();
    }
}

Session::~Session() = default;

void Session::setPolicies(const CachePolicies &policies)
{
    m_options.policies = policies;
    m_cache.setPolicies(withLiveVerification(policies));
    emit policiesChanged();
}

void Session::setLimits(int maxConnections, int requestsPerMinute)
{
    if (m_options.maxConnections == maxConnections && m_options.requestsPerMinute == requestsPerMinute)
        return;
    m_options.maxConnections = maxConnections;
    m_options.requestsPerMinute = requestsPerMinute;
    m_fetcher->setTransport(transportSettings(m_profile, m_token, m_options));
}

void Session::checkServer()
{
    FetchOptions options;
    options.mode = FetchOptions::Mode::Refresh;
    options.priority = Priority::User;
    options.initiator = QByteArrayLiteral("server watch");
    options.deadline = 10s;
    m_fetcher->fetch<QString>(serverVersionQuery(), options, this, [this](const Fetched<QString> &version) {
        if (version)
            m_serverVersion = *version;
    });
}

void Session::onServerState(const ServerState &state)
{
    m_watch.setInterval(state.reach == ServerState::Reach::Online ? WatchWhileOnline : WatchWhileAway);
    emit serverStateChanged(state);
}

void Session::sample()
{
    const CacheStats stats = m_cache.stats();
    m_metrics.sample(stats.bytes, residentBytes(), stats.evictions, serverState().isOutage());
    m_cache.sweep();
}

} // namespace qwats
