// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace qwats::ui {

/// A lifetime as people write it: "90 s", "5 min", "1 h 30 min", "7 d". A bare number counts in `unit`.
/// None: it cannot be read. Units: s, min (m), h, d, in any case.
[[nodiscard]] std::optional<std::chrono::seconds> durationFromText(const QString &text, std::chrono::seconds unit);

/// The shortest way to write it without loss: "5 min", "1 h 30 min", "24 h" up to two days, then days.
[[nodiscard]] QString durationText(std::chrono::seconds duration);

} // namespace qwats::ui
