// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace qwats::demo {

/// One complete request. Path segments and parameters are decoded.
struct Request
{
    QByteArray method; ///< upper case; HEAD arrives as GET
    QByteArray path; ///< as on the wire, without the query
    QStringList segments; ///< decoded, without empty ones; '+' stays '+'
    QList<std::pair<QString, QString>> query; ///< names in lower case; '+' is a space in values
    QByteArray authorization;
    QByteArray ifNoneMatch;
    QByteArray accept; ///< the Accept header
    QByteArray host; ///< the Host header
    bool fromThisMachine = false; ///< the peer has a loopback address
    QByteArray body;
    QStringList captured; ///< what stood for the {parameters} of the route

    /// Value of a parameter, or an empty text. @p name in lower case.
    QString parameter(const QString &name) const;
    bool has(const QString &name) const;
};

/// An answer, or a deliberate failure to answer.
struct Response
{
    enum class Break { None, Drop, Reset, Truncate };
    int status = 200;
    QByteArray body = {};
    QByteArray contentType = "application/json";
    QByteArray allow = {}; ///< for 405 and OPTIONS
    QByteArray etag = {}; ///< with its quotes
    int retryAfterSeconds = 0;
    bool retryAfterAsDate = false; ///< Retry-After names the moment, not the seconds
    bool challenge = false; ///< 401: say that Basic is wanted
    Break breakage = Break::None;

    static Response json(const QJsonValue &value);
    static Response raw(const QByteArray &body) { return {200, body}; }
    static Response done(); ///< 200 without a body
    static Response error(int status, const QString &message);
};

/// Splits the target of a request line into path, segments and query of @p request.
void parseTarget(const QByteArray &target, Request *request);

/// JSON of a request body; bare NaN and Infinity become texts. Null JSON value and @p error on a syntax error.
/// An empty body is an undefined value without error.
QJsonValue parseBody(const QByteArray &body, QString *error);

} // namespace qwats::demo
