// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QPointer>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

#include <sys/socket.h>

namespace qwats::test {

QByteArray ScriptedServer::Request::header(const QByteArray &name) const
{
    for (const auto &line : head.split('\n')) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().toLower() == name.toLower())
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

ScriptedServer::ScriptedServer(Script script)
    : m_script(std::move(script))
{
    connect(&m_server, &QTcpServer::newConnection, this, &ScriptedServer::accept);
    m_server.listen(QHostAddress::LocalHost, 0);
}

QUrl ScriptedServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(m_server.tls ? u"https" : u"http").arg(m_server.serverPort()));
}

bool ScriptedServer::encrypt(const QString &folder)
{
    using namespace Qt::StringLiterals;
    const QString certificate = folder + u"/cert.pem"_s;
    const QString key = folder + u"/key.pem"_s;
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                   u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s,
                   u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate});
    QFile keyFile(key);
    if (!openssl.waitForFinished(20'000) || openssl.exitCode() != 0 || !keyFile.open(QIODevice::ReadOnly))
        return false;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    tls.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    m_server.tls = tls;
    return true;
}

void ScriptedServer::Listener::incomingConnection(qintptr socket)
{
    if (!tls) {
        QTcpServer::incomingConnection(socket);
        return;
    }
    auto *encrypted = new QSslSocket(this);
    encrypted->setSocketDescriptor(socket);
    encrypted->setSslConfiguration(*tls);
    addPendingConnection(encrypted);
    encrypted->startServerEncryption();
}

void ScriptedServer::shut()
{
    m_server.close();
    const auto sockets = m_pending.keys();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
    }
    m_pending.clear();
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_pending.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_pending.remove(socket);
            socket->deleteLater();
        });
    }
}

void ScriptedServer::read(QTcpSocket *socket)
{
    QByteArray &pending = m_pending[socket];
    pending += socket->readAll();
    const auto end = pending.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Request request;
    request.head = pending.left(end);
    const qsizetype length = request.header("Content-Length").toInt();
    if (pending.size() < end + 4 + length)
        return;
    request.body = pending.mid(end + 4, length);
    pending.remove(0, end + 4 + length);
    const auto line = request.head.left(request.head.indexOf("\r\n")).split(' ');
    request.method = line.value(0);
    request.target = line.value(1);
    m_requests.append(request);
    const Reply reply = m_script(request);
    if (reply.holdMs == 0)
        answer(socket, reply);
    else
        QTimer::singleShot(reply.holdMs, this, [this, guard = QPointer<QTcpSocket>(socket), reply] {
            if (guard)
                answer(guard, reply);
        });
}

void ScriptedServer::answer(QTcpSocket *socket, const Reply &reply)
{
    if (!reply.bytes.isEmpty()) {
        socket->write(reply.bytes);
        socket->flush();
    }
    if (reply.abortAfter) {
        const linger immediately{1, 0};
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &immediately,
                     sizeof immediately);
        socket->abort();
    } else if (reply.closeAfter) {
        socket->disconnectFromHost();
    }
}

ScriptedServer::Reply ScriptedServer::ok(const QByteArray &body, const QByteArray &extraHeaders)
{
    return status(200, body, extraHeaders);
}

ScriptedServer::Reply ScriptedServer::status(int code, const QByteArray &body, const QByteArray &extraHeaders)
{
    Reply reply;
    reply.bytes = "HTTP/1.1 " + QByteArray::number(code) + " X\r\n" + extraHeaders
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return reply;
}

} // namespace qwats::test
