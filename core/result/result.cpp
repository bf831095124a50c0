// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result/result.h"

namespace qwats {

QString errorKindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Offline: return QStringLiteral("offline");
    case Error::Kind::Timeout: return QStringLiteral("timeout");
    case Error::Kind::Tls: return QStringLiteral("tls");
    case Error::Kind::Unauthorized: return QStringLiteral("unauthorized");
    case Error::Kind::Forbidden: return QStringLiteral("forbidden");
    case Error::Kind::NotFound: return QStringLiteral("not_found");
    case Error::Kind::Conflict: return QStringLiteral("conflict");
    case Error::Kind::RateLimited: return QStringLiteral("rate_limited");
    case Error::Kind::ServerError: return QStringLiteral("server_error");
    case Error::Kind::Rejected: return QStringLiteral("rejected");
    case Error::Kind::Redirected: return QStringLiteral("redirected");
    case Error::Kind::TooLarge: return QStringLiteral("too_large");
    case Error::Kind::BadReply: return QStringLiteral("bad_reply");
    case Error::Kind::Unavailable: return QStringLiteral("unavailable");
    case Error::Kind::Cancelled: return QStringLiteral("cancelled");
    case Error::Kind::InvalidInput: return QStringLiteral("invalid_input");
    case Error::Kind::Storage: return QStringLiteral("storage");
    }
    return QStringLiteral("unknown");
}

} // namespace qwats
