// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <optional>

namespace qwats::test {

/// A real socket with canned replies: the test decides for each request what bytes go back, and when the connection
/// dies. Loopback, any free port. Thread: its own (run the event loop).
class ScriptedServer : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray method;
        QByteArray target;
        QByteArray head;
        QByteArray body;
        [[nodiscard]] QByteArray header(const QByteArray &name) const;
    };
    struct Reply
    {
        QByteArray bytes; ///< head and body, written as they are; empty: nothing is answered
        bool closeAfter = false;
        bool abortAfter = false; ///< RST instead of FIN
        int holdMs = 0; ///< before answering
    };
    using Script = std::function<Reply(const Request &)>;

    explicit ScriptedServer(Script script);
    ~ScriptedServer() override { shut(); }
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    void setScript(Script script) { m_script = std::move(script); }
    /// Speaks TLS from now on, url() says so; the certificate is made by openssl as cert.pem in `folder`. False: it
    /// could not be made.
    [[nodiscard]] bool encrypt(const QString &folder);
    void shut(); ///< stops listening and drops every connection

    /// A 200 with Content-Length.
    [[nodiscard]] static Reply ok(const QByteArray &body, const QByteArray &extraHeaders = {});
    [[nodiscard]] static Reply status(int code, const QByteArray &body = {}, const QByteArray &extraHeaders = {});

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Reply &reply);

    /// A QSslServer comes with Qt 6.5 only.
    class Listener final : public QTcpServer
    {
    public:
        std::optional<QSslConfiguration> tls;

    protected:
        void incomingConnection(qintptr socket) override;
    };

    Listener m_server;
    Script m_script;
    QList<Request> m_requests;
    QHash<QTcpSocket *, QByteArray> m_pending;
};

} // namespace qwats::test
