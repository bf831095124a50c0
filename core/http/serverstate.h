// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <QMetaType>

#include <chrono>
#include <optional>

namespace qwats {

/// What the last calls said about the server.
struct ServerState
{
    enum class Reach : quint8 { Unknown, Online, Offline, Unauthorized };
    Reach reach = Reach::Unknown;
    Timestamp since; ///< when `reach` last changed
    std::chrono::milliseconds roundTrip{0}; ///< of the newest answer
    std::optional<Error> error; ///< why it is not online

    [[nodiscard]] bool isOutage() const { return reach == Reach::Offline; }
};

/// Calls of the last minute against what is allowed.
struct BudgetState
{
    int used = 0;
    int limit = 500; ///< 0: no limit
};

} // namespace qwats

Q_DECLARE_METATYPE(qwats::ServerState)
