// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/outcome.h"

namespace qwats {

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Fresh: return QStringLiteral("fresh");
    case Outcome::Stale: return QStringLiteral("stale");
    case Outcome::Seeded: return QStringLiteral("seeded");
    case Outcome::Joined: return QStringLiteral("joined");
    case Outcome::Cold: return QStringLiteral("cold");
    case Outcome::Expired: return QStringLiteral("expired");
    case Outcome::Evicted: return QStringLiteral("evicted");
    case Outcome::Invalidated: return QStringLiteral("invalidated");
    case Outcome::Bypassed: return QStringLiteral("bypassed");
    case Outcome::TooBig: return QStringLiteral("too_big");
    case Outcome::Negative: return QStringLiteral("negative");
    case Outcome::Failed: return QStringLiteral("failed");
    }
    return QStringLiteral("unknown");
}

} // namespace qwats
