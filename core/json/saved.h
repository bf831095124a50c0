// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QCoreApplication>

namespace qwats::json {

/// The reply of a save. Where the server accepted it and answered with nothing, "no such entry" would be the wrong
/// word.
template <typename T> [[nodiscard]] Result<T> saved(Result<T> decoded)
{
    if (!decoded && decoded.error().kind == Error::Kind::NotFound)
        return failure(
            Error::Kind::BadReply,
            QCoreApplication::translate("Json", "The server accepted it, but did not answer with what it stored."),
            QStringLiteral("empty reply to a save"));
    return decoded;
}

} // namespace qwats::json
