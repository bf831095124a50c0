// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/requestlog.h"

#include <chrono>
#include <vector>

namespace qwats {

/// One place in the program that asked the same endpoint again and again for single things ("N+1"): a list call, or
/// fetchMany of an endpoint that can be batched, would do.
struct ManyCalls
{
    const char *route = "";
    QByteArray initiator;
    size_t calls = 0; ///< network calls for different targets
    Timestamp from;
    Timestamp to;
    std::chrono::nanoseconds spent{0}; ///< their waiting, added up
};

/// Finds runs of at least `atLeast` calls to one route by one initiator, each within `window` of the one before.
/// Repeats of one target are no finding here (they are misses of the cache). Most calls first. Thread: any.
[[nodiscard]] std::vector<ManyCalls> findManyCalls(const std::vector<RequestRecord> &records, size_t atLeast = 10,
                                                   std::chrono::milliseconds window = std::chrono::seconds(1));

} // namespace qwats
