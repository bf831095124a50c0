// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/keptbody.h"
#include "app/qwatsctl/raw.h"

namespace qwats::ctl {

/// The question a page would ask at this path: the same endpoint (decoder, domain, tags, seeds) and, for equal paths
/// and parameters, the same key. A path no service knows becomes a raw question in a guessed domain.
[[nodiscard]] Query<Untyped> questionAt(const RequestPath &path);

} // namespace qwats::ctl
