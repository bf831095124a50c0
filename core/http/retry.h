// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace qwats {

/// Pause before attempt `attempt + 1` (attempt counts from 1): full jitter in [0, 1 s · 2^(attempt-1)], at most 30 s.
/// `random` is uniform in [0, 1). Source: wats-api 1.7; M. Brooker, "Exponential Backoff And Jitter" (2015).
[[nodiscard]] std::chrono::milliseconds backOff(int attempt, double random);

/// A Retry-After header in either form (seconds, or an HTTP date: RFC 9110, 10.2.3), clamped to 0 s … 15 min.
/// None when absent or unreadable.
[[nodiscard]] std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &header, Timestamp now);

/// Statuses that may pass by themselves: 429, 500, 502, 503, 504.
[[nodiscard]] bool isRetryable(int status);

} // namespace qwats
