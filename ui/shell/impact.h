// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/query.h"

#include <QString>

namespace qwats {
class TtlCache;
}

namespace qwats::ui {

/// What a write will make untrue, for people, before it is done: "Read anew afterwards: this asset, its status, 2
/// lists." Counts what the cache holds now under the tags the write drops. Thread: GUI.
[[nodiscard]] QString impactSentence(const TtlCache &cache, const TagList &drops);

} // namespace qwats::ui
