// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/recordedtrace.h"

namespace qwats {

std::chrono::nanoseconds RecordedTrace::span() const
{
    return events.empty() ? std::chrono::nanoseconds(0) : events.back().at - events.front().at;
}

RecordedTrace recordedTrace(const AccessTrace &trace, const CachePolicies &policies, const Clock &clock)
{
    using std::chrono::floor;
    using std::chrono::microseconds;
    RecordedTrace recorded;
    recorded.events = trace.events();
    recorded.shapes = trace.shapes();
    recorded.policies = policies;
    recorded.gone = trace.recorded() - std::min<quint64>(trace.recorded(), recorded.events.size());
    if (recorded.events.empty())
        return recorded;
    const BootTime first = recorded.events.front().at;
    const auto ago = floor<std::chrono::milliseconds>(clock.now() - first);
    recorded.start = Timestamp::fromMs(clock.wallNow().ms() - ago.count());
    for (AccessEvent &event : recorded.events)
        event.at = BootTime(floor<microseconds>(event.at - first));
    for (auto &[key, shape] : recorded.shapes)
        shape.loadTime = floor<microseconds>(shape.loadTime);
    return recorded;
}

} // namespace qwats
