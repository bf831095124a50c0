// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"
#include "core/http/networkcall.h"
#include "core/http/transportsettings.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <memory>
#include <vector>

namespace qwats {

/// One attempt to send.
struct Attempt
{
    Method method = Method::Get;
    QByteArray target;
    QByteArray body;
    QByteArray contentType;
    Validators unlessStill = {}; ///< of a GET: answer 304 if the value is still this one; empty: answer anyway
};

/// Puts attempts on the wire over *lanes*: QNetworkAccessManagers that are each kept at six calls in flight, which is
/// what one opens connections for. So nothing queues inside Qt, and more than six calls run at once.
///
/// What Qt would do by itself and must not (measured, see docs/development/architecture.md): follow redirects with
/// credentials, send a body twice, inflate without a cap, keep cookies, speak HTTP/2. Thread: one, the engine's. Owns
/// the lanes.
class Transport : public QObject
{
    Q_OBJECT

public:
    static constexpr int CallsPerLane = 6;

    explicit Transport(TransportSettings settings, QObject *parent = nullptr);
    ~Transport() override;

    [[nodiscard]] const TransportSettings &settings() const { return m_settings; }
    [[nodiscard]] bool hasRoom() const { return m_inFlight < m_settings.maxConnections; }
    [[nodiscard]] int inFlight() const { return m_inFlight; }

    /// Makes the TLS handshake before it is needed, so that the first request finds an open connection. Harmless when
    /// it fails.
    void warm();

    /// Starts an attempt; needs hasRoom(). The call is owned by the transport and deletes itself after `finished`.
    NetworkCall *start(const Attempt &attempt);

private:
    struct Lane
    {
        std::unique_ptr<QNetworkAccessManager> manager;
        int inFlight = 0;
        int timeoutsInARow = 0;
    };

    Lane &freeLane();
    [[nodiscard]] std::unique_ptr<QNetworkAccessManager> makeManager() const;
    [[nodiscard]] QNetworkRequest requestFor(const Attempt &attempt) const;
    void settle(size_t lane, const WireReply &reply);

    TransportSettings m_settings;
    QNetworkRequest m_template;
    std::vector<Lane> m_lanes;
    int m_inFlight = 0;
};

} // namespace qwats
