// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/accesstrace.h"

namespace qwats {

/// A trace at rest: what was recorded, with the settings it was recorded under. A value.
struct RecordedTrace
{
    std::vector<AccessEvent> events; ///< by time; the first at 0 of the boot clock, whole microseconds
    AnswerShapes shapes; ///< whole microseconds of load time
    CachePolicies policies; ///< what was set at the end of the recording
    Timestamp start; ///< wall time of the first event
    quint64 gone = 0; ///< events that were recorded before these and made room
    /// False: the clock stood still while the server was asked (a replay on the trace's clock).
    bool loadsTakeTime = true;

    [[nodiscard]] std::chrono::nanoseconds span() const; ///< from the first event to the last; 0 when there are none
};

/// Takes a snapshot. Thread: any; recording goes on. `clock` is the one the trace was recorded with.
[[nodiscard]] RecordedTrace recordedTrace(const AccessTrace &trace, const CachePolicies &policies, const Clock &clock);

} // namespace qwats
