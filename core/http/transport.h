// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"
#include "core/http/networkcall.h"
#include "core/http/transportsettings.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <list>
#include <memory>

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
/// credentials, send a body twice, inflate without a cap, keep cookies. HTTP/2 only when the settings ask for it, over
/// TLS.
///
/// Qt keeps using a connection whose packets vanish (after a resume, a change of network, a firewall's own time-out).
/// Therefore a lane is given up after two calls in a row that timed out, one over HTTP/2, where all its calls share one
/// connection: later calls open new connections, those under way end on the old ones. Thread: one, the engine's. Owns
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
        int calls = 0; // objects that use the manager: in flight, or finished and about to be deleted
        int timeoutsInARow = 0;
        bool givenUp = false; // takes no new calls
    };

    Lane &freeLane();
    [[nodiscard]] std::unique_ptr<QNetworkAccessManager> makeManager() const;
    [[nodiscard]] QNetworkRequest requestFor(const Attempt &attempt) const;
    void settle(Lane &lane, const WireReply &reply);
    void callGone(Lane &lane);

    TransportSettings m_settings;
    QNetworkRequest m_template;
    std::list<Lane> m_lanes; // calls point to theirs
    int m_inFlight = 0;
};

} // namespace qwats
