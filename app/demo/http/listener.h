// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/http/delayline.h"
#include "app/demo/http/message.h"
#include "app/demo/http/pacer.h"

#include <atomic>
#include <functional>
#include <memory>

struct MHD_Daemon;
struct MHD_Connection;
struct MHD_Response;

namespace qwats::demo {

/// HTTP/1.1 (or TLS) on the loopback, one epoll thread, with limits on connections, headers, bodies and idle time.
///
/// The callbacks run on the epoll thread, one at a time: `plan` when a request is complete, and the answer it returns
/// after the delay it returns (no thread waits meanwhile). Clients may disconnect at any moment; then the answer is not
/// asked for. stop() ends all connections.
class Listener
{
public:
    struct Settings
    {
        quint16 port = 0;
        QByteArray certificatePem;
        QByteArray keyPem;
        unsigned connections = 1000; ///< open at once; more wait until one ends
    };
    /// How one request is to be answered.
    struct Plan
    {
        int delayMs = 0;
        qint64 bytesPerSecond = 0; ///< that all answers share; 0: as fast as it goes
        std::function<Response(const Request &)> answer;
    };
    using Planner = std::function<Plan(const Request &)>;
    static constexpr qsizetype maxBodyBytes = 64 * 1024 * 1024;
    /// Request line and headers of one request; longer ones are answered with 413, 414 or 431.
    static constexpr qsizetype maxHeaderBytes = 64 * 1024;

    static std::unique_ptr<Listener> start(const Settings &settings, Planner planner, QString *error);
    ~Listener();

    quint16 port() const { return m_port; }
    int inFlight() const { return m_inFlight; }
    void stop();

    struct Exchange;
    struct Trickle;
    /// For the C callbacks of the HTTP library.
    int handle(MHD_Connection *connection, Exchange *exchange, const char *method, const char *data, size_t *size);
    void completed(Exchange *exchange);
    ptrdiff_t nextPiece(Trickle *trickle, quint64 position, char *buffer, size_t room);

private:
    Listener() = default;
    int hold(MHD_Connection *connection, Exchange *exchange);
    int refuseLarge(MHD_Connection *connection);
    int reply(MHD_Connection *connection, const Response &response, qint64 bytesPerSecond = 0);
    MHD_Response *makeResponse(MHD_Connection *connection, const Response &response, qint64 bytesPerSecond);
    void continueIn(MHD_Connection *connection, std::chrono::milliseconds delay);

    Settings m_settings; ///< the HTTP library may look at the certificate again
    Planner m_planner;
    DelayLine m_delays;
    Pacer m_pacer;
    MHD_Daemon *m_daemon = nullptr;
    quint16 m_port = 0;
    std::atomic<int> m_inFlight = 0;
};

} // namespace qwats::demo
