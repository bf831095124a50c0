// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/whatif.h"

#include "core/trace/tracereplay.h"

#include <algorithm>
#include <cmath>

namespace qwats {
namespace {

constexpr qsizetype SmallestSize = 10;
constexpr int SizesBetween = 22;
constexpr qsizetype NoLimit = qsizetype(1) << 50;

/// Room for everything the trace can bring.
CachePolicies withoutLimits(const RecordedTrace &trace, CachePolicies policies)
{
    constexpr qsizetype perShard = 1000; // shards fill unevenly
    policies.maxEntries = 2 * qsizetype(trace.shapes.size() + trace.events.size()) + 16 * perShard;
    policies.maxBytes = NoLimit;
    return policies;
}

/// From the smallest size to `most`, each larger than the one before by the same share; the size that is set as well.
std::vector<qsizetype> sizesUpTo(qsizetype most, qsizetype set)
{
    std::vector<qsizetype> sizes;
    most = std::max(most, qsizetype(1));
    const qsizetype least = std::min(SmallestSize, most);
    const double growth = std::pow(double(most) / double(least), 1.0 / (SizesBetween - 1));
    for (int i = 0; i < SizesBetween; ++i)
        sizes.push_back(std::llround(double(least) * std::pow(growth, i)));
    if (set < most)
        sizes.push_back(set);
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    return sizes;
}

} // namespace

quint64 WhatIfFigures::served() const
{
    quint64 sum = 0;
    for (int i = 0; i < OutcomeCount; ++i)
        sum += servedFromCache(static_cast<Outcome>(i)) ? outcomes[static_cast<size_t>(i)] : 0;
    return sum;
}

double WhatIfFigures::hitRate() const
{
    return lookups > 0 ? double(served()) / double(lookups) : 0;
}

double WhatIfFigures::callsPerMinute() const
{
    const double minutes = std::chrono::duration<double, std::ratio<60>>(span).count();
    return minutes > 0 ? double(calls) / minutes : 0;
}

WhatIfFigures measuredFigures(const RecordedTrace &trace)
{
    WhatIfFigures figures;
    figures.span = trace.span();
    for (const AccessEvent &event : trace.events) {
        figures.writes += event.kind == AccessEvent::Kind::Write ? 1 : 0;
        if (event.kind != AccessEvent::Kind::Lookup)
            continue;
        ++figures.lookups;
        ++figures.outcomes[static_cast<size_t>(event.outcome)];
        if (servedFromCache(event.outcome))
            figures.oldestServed = std::max(figures.oldestServed, event.span);
    }
    return figures;
}

Result<WhatIfFigures> predictFigures(const RecordedTrace &trace, const CachePolicies &policies,
                                     const WhatIfProgress &progress)
{
    return TraceReplay(trace, policies).run(progress);
}

Result<std::vector<CurvePoint>> hitRateCurve(const RecordedTrace &trace, const CachePolicies &policies,
                                             const WhatIfProgress &progress, size_t samples)
{
    ReuseCurve curve(samples);
    const auto figures = TraceReplay(trace, withoutLimits(trace, policies), &curve).run(progress);
    if (!figures)
        return failure(figures.error());
    const double average = figures->mostEntries > 0 ? double(figures->mostBytes) / double(figures->mostEntries) : 0;
    std::vector<CurvePoint> points;
    for (const qsizetype entries : sizesUpTo(figures->mostEntries, policies.maxEntries))
        points.push_back(
            {entries, std::llround(average * double(entries)), curve.usesAnswered(entries) / double(figures->lookups)});
    return points;
}

} // namespace qwats
