// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/query.h"

#include <QString>

namespace qwats {

/// `GET /api/App/Version`: is the connection good? (wats-api 1.4). Answers a JSON string or plain text; never from the
/// cache.
[[nodiscard]] Query<QString> serverVersionQuery();

} // namespace qwats
