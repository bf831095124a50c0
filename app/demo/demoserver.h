// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace qwats::demo {

/// What factory to make up and how to serve it. Every field has a usable default.
struct DemoOptions
{
    quint16 port = 0; ///< 0: the system chooses a free one
    quint32 seed = 1; ///< one seed, one world
    int products = 40;
    int assets = 300;
    int reports = 5000;
    int days = 60; ///< the reports spread over this many days, ending just before now
    int latencyMs = 0; ///< added to every answer
    int jitterMs = 0; ///< up to this much more, at random
    QString faults = {}; ///< see faultsHelp(); empty: none
    QString token = {}; ///< Basic token to accept; empty: made up from the seed
    QString tlsCertFile = {}; ///< PEM; with tlsKeyFile the server speaks TLS only
    QString tlsKeyFile = {};
    qint64 nowMsSinceEpoch = 0; ///< "now" of the made-up factory; 0: the clock
    int livePerMinute = 0; ///< reports that are added every minute as production goes on
    qint64 bandwidth = 0; ///< bytes a second that all answers share; 0: no limit
    bool etags = false; ///< send ETag with GET answers and answer If-None-Match with 304
    QString storeFile = {}; ///< SQLite file that keeps what was written; empty: memory only
    int connections = 1000; ///< open at once; more wait until one ends
    /// The time of the factory, ms since the epoch, in place of the clock and of nowMsSinceEpoch; called on the
    /// server's thread.
    std::function<qint64()> clock = {};
    qint64 historyEndMs = 0; ///< when the made-up history ends, ms since the epoch; 0: when the server starts
    int serialNumbers = 0; ///< that a pool holds at most; 0: all that its format was given, some 40 000 together
};

/// The grammar of DemoOptions::faults for people, in a few lines.
QString faultsHelp();

/// A WATS server with a made-up factory, inside this process, on the loopback only.
///
/// Thread: all functions may be called from any thread. Owns its threads; the destructor stops them.
/// After stop() the port is free again, so a new server can be started on it.
class DemoServer
{
public:
    /// Makes the world and listens. On failure returns null and sets @p error to one clear sentence.
    static std::unique_ptr<DemoServer> start(const DemoOptions &options, QString *error);
    /// What is wrong with the options themselves, one sentence, or an empty text; files and port are not looked at.
    static QString problemWith(const DemoOptions &options);
    /// All endpoints as the Markdown table of the documentation.
    static QByteArray endpoints();
    ~DemoServer();
    DemoServer(const DemoServer &) = delete;
    DemoServer &operator=(const DemoServer &) = delete;

    QString url() const; ///< e.g. http://127.0.0.1:40123, without a trailing slash
    QString token() const; ///< the value after "Basic " that is accepted
    quint16 port() const;

    /// Requests that arrived so far, also those refused; the control page is not counted.
    quint64 requestsSeen() const;
    /// The same for one route: "/api/Asset/{id}" (all methods) or "GET /api/Asset/{id}"; letter case does not matter.
    quint64 requestsSeen(const QByteArray &routeTemplate) const;

    void setLatency(int ms);
    /// Replaces the faults; returns an error sentence (nothing is changed then) or an empty string.
    QString setFaults(const QString &spec);
    /// Stops listening and closes all connections. May be called twice.
    void stop();

private:
    struct Parts;
    explicit DemoServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace qwats::demo
