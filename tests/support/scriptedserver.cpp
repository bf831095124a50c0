// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedserver.h"

#include <QPointer>
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
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
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
