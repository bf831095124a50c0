// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/query.h"

namespace qwats {

enum class Method : quint8 { Get, Post, Put, Patch, Delete, Head };
[[nodiscard]] QByteArray methodName(Method method);

/// The reply of a write that answers with nothing.
struct Done
{
};

/// The untyped part of a Command.
struct AnyCommand
{
    Method method = Method::Put;
    const char *route = "";
    QByteArray target;
    QByteArray body;
    QByteArray contentType = "application/json";
    TagList drops; ///< tags whose answers the write makes untrue, dropped after success only
    Endpoint::Decode decode = nullptr; ///< null: the reply's body does not matter
    Endpoint::Seed seed
        = nullptr; ///< hands what the server saved to the cache, after the drops: no read follows a write
};

/// A write as a value. Sent once: never retried, never repeated by the transport.
template <typename T> struct Command : AnyCommand
{
    using Value = T;
};

} // namespace qwats
