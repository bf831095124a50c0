// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <tl/expected.hpp>

namespace qwats {

/// What went wrong, once, for three readers: `kind` for code, `message` for people, `detail` for the log.
///
/// `message` is translated and ends on the screen; `detail` is English and never holds a token, a body or a query.
struct Error
{
    enum class Kind {
        Offline, ///< no connection to the server: refused, unreachable, name not found, connection lost
        Timeout, ///< the deadline passed
        Tls, ///< the server's certificate or protocol was not accepted
        Unauthorized, ///< 401
        Forbidden, ///< 403
        NotFound, ///< 404
        Conflict, ///< 409
        RateLimited, ///< 429 after retries
        ServerError, ///< 5xx after retries
        Rejected, ///< any other 4xx: the server understood and refused
        Redirected, ///< 3xx: followed by nobody, because credentials would travel with it
        TooLarge, ///< the reply exceeds the byte cap
        BadReply, ///< the reply is not what the contract promises
        Unavailable, ///< not tried: too many calls failed just now (circuit breaker)
        Cancelled, ///< given up by the caller
        InvalidInput, ///< what the user typed or a file held
        Storage, ///< file, disk or keychain
    };

    Kind kind = Kind::BadReply;
    QString message;
    QString detail;
    int status = 0; ///< HTTP status, 0 when there was none

    /// The server could not be reached or could not answer: old data may stand in for the answer.
    [[nodiscard]] bool isOutage() const
    {
        return kind == Kind::Offline || kind == Kind::Timeout || kind == Kind::Tls || kind == Kind::ServerError
            || kind == Kind::Unavailable || kind == Kind::RateLimited || kind == Kind::Redirected;
    }
};

/// The stable lower-case name of a kind, for logs and `--json`.
[[nodiscard]] QString errorKindName(Error::Kind kind);

/// A value or an Error. `std::expected` is C++23; this is the one place that picks the implementation.
template <typename T> using Result = tl::expected<T, Error>;

/// Success without a value.
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

[[nodiscard]] inline tl::unexpected<Error> failure(Error::Kind kind, QString message, QString detail = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(detail), 0});
}

} // namespace qwats

Q_DECLARE_METATYPE(qwats::Error)
