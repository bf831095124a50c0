// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analyticsservice.h"
#include "core/asset/assetservice.h"
#include "core/cache/ttlcache.h"
#include "core/http/fetcher.h"
#include "core/http/transportsettings.h"
#include "core/metrics/metricsrecorder.h"
#include "core/metrics/requestlog.h"
#include "core/process/processservice.h"
#include "core/product/productservice.h"
#include "core/production/productionservice.h"
#include "core/report/reportservice.h"
#include "core/settings/profile.h"
#include "core/software/softwareservice.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace qwats {

/// What one connection needs besides its server: taken from the settings.
struct SessionOptions
{
    CachePolicies policies = CachePolicies::defaults();
    int maxConnections = 60;
    int requestsPerMinute = 500; ///< 0: no limit
    bool watchServer = true; ///< asks the server now and then whether it is there
};

/// The way to a server: profile and token become transport settings in one place.
[[nodiscard]] TransportSettings transportSettings(const Profile &profile, const QByteArray &token,
                                                  const SessionOptions &options);

/// One connected server: wires cache, client, metrics and request log together and hands out the services.
///
/// Thread: made, used and deleted in one thread (the program's main thread). Owns everything it hands out.
/// The cache lives and dies with the session, so that no answer can reach another user or server.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(const Profile &profile, const QByteArray &token, const SessionOptions &options,
            const Clock &clock = Clock::system(), QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] const Profile &profile() const { return m_profile; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] Fetcher &fetcher() { return *m_fetcher; }
    [[nodiscard]] TtlCache &cache() { return m_cache; }
    [[nodiscard]] MetricsRecorder &metrics() { return m_metrics; }
    [[nodiscard]] RequestLog &log() { return m_log; }
    [[nodiscard]] AssetService &assets() { return m_assets; }
    [[nodiscard]] ProductService &products() { return m_products; }
    [[nodiscard]] ReportService &reports() { return m_reports; }
    [[nodiscard]] ProcessService &processes() { return m_processes; }
    [[nodiscard]] ProductionService &production() { return m_production; }
    [[nodiscard]] AnalyticsService &analytics() { return m_analytics; }
    [[nodiscard]] SoftwareService &software() { return m_software; }

    [[nodiscard]] ServerState serverState() const { return m_fetcher->serverState(); }
    /// Applies to entries already kept. What a unit's verification is set to does not count: it is always asked for
    /// live.
    void setPolicies(const CachePolicies &policies);
    void setLimits(int maxConnections, int requestsPerMinute);

    /// Asks the server for its version now. The outcome is seen in serverState().
    void checkServer();
    [[nodiscard]] QString serverVersion() const { return m_serverVersion; } ///< empty until it answered

signals:
    void serverStateChanged(const qwats::ServerState &state);
    void policiesChanged();

private:
    void onServerState(const ServerState &state);
    void sample();

    Profile m_profile;
    QByteArray m_token;
    SessionOptions m_options;
    const Clock &m_clock;
    TtlCache m_cache;
    MetricsRecorder m_metrics;
    RequestLog m_log{50'000}; // some 17 MB when full
    std::unique_ptr<Fetcher> m_fetcher;
    AssetService m_assets;
    ProductService m_products;
    ReportService m_reports;
    ProcessService m_processes;
    ProductionService m_production;
    AnalyticsService m_analytics;
    SoftwareService m_software;
    QTimer m_watch;
    QTimer m_sampler;
    QString m_serverVersion;
};

} // namespace qwats
