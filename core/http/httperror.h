// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/networkcall.h"

namespace qwats {

/// What a reply without success means. The server's own words (`message`, `Message`, `detail`, `title`, `error`, or a
/// short text body) are taken over, control characters removed, at most 300 characters. (wats-api 1.6)
[[nodiscard]] Error errorFromReply(const WireReply &reply, const QByteArray &body);

} // namespace qwats
