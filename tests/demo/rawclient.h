// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

namespace qwats::demo::test {

/// An answer as it came over the wire. `complete` is false when the connection ended early or nothing came.
struct RawReply
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    bool complete = false;

    QJsonDocument document() const { return QJsonDocument::fromJson(body); }
    QJsonArray array() const { return document().array(); }
    QJsonObject object() const { return document().object(); }
};

/// A client that shares nothing with the one under development: bytes over a socket, blocking, ten seconds at most.
class RawClient
{
public:
    RawClient(quint16 port, const QString &token)
        : m_port(port)
        , m_token(token.toLatin1())
    {
    }

    RawReply get(const QByteArray &target) { return send("GET", target); }
    RawReply send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
    {
        QByteArray request
            = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        if (!m_token.isEmpty())
            request += "Authorization: Basic " + m_token + "\r\n";
        request += "Accept: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        return exchange(request, method == "HEAD");
    }
    RawReply exchange(const QByteArray &bytes, bool withoutBody = false, int patienceMs = 10000)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        if (!socket.waitForConnected(10000))
            return {};
        socket.write(bytes);
        RawReply reply;
        QByteArray head;
        while (!head.contains("\r\n\r\n")) {
            if (!socket.bytesAvailable() && !socket.waitForReadyRead(patienceMs))
                return reply;
            head += socket.readAll();
        }
        const qsizetype end = head.indexOf("\r\n\r\n");
        parseHead(head.left(end), &reply);
        reply.body = head.mid(end + 4);
        const qsizetype length = withoutBody ? 0 : reply.headers.value("content-length").toLongLong();
        while (reply.body.size() < length) {
            if (!socket.waitForReadyRead(10000))
                return reply;
            reply.body += socket.readAll();
        }
        reply.complete = true;
        return reply;
    }

private:
    static void parseHead(const QByteArray &head, RawReply *reply)
    {
        const QList<QByteArray> lines = head.split('\n');
        reply->status = lines.first().mid(9, 3).toInt();
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            reply->headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
    }

    quint16 m_port;
    QByteArray m_token;
};

} // namespace qwats::demo::test
