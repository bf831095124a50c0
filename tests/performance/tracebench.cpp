// SPDX-License-Identifier: GPL-3.0-or-later
// What recording a look-up costs the hit path, from one thread and from several, and what a prediction costs.
#include "core/trace/whatif.h"
#include "tests/performance/cacheworld.h"

#include <benchmark/benchmark.h>

namespace qwats::bench {
namespace {

using benchmark::State;

AccessTrace &sharedTrace()
{
    static AccessTrace trace;
    return trace;
}

void record(State &state)
{
    AccessTrace &trace = sharedTrace();
    const CacheKey key(keyText(size_t(state.thread_index())));
    BootTime now;
    for ([[maybe_unused]] const auto tick : state) {
        now += std::chrono::microseconds(3);
        trace.lookedUp(key, Domain::Asset, AccessEvent::Ask::Normal, Outcome::Fresh, now, std::chrono::seconds(4));
    }
}

/// One look-up in so many of a trace that comes back to its keys.
RecordedTrace traceOf(size_t lookups)
{
    RecordedTrace trace;
    std::mt19937 random(42); // NOLINT(cert-msc51-cpp): the same every time
    for (size_t i = 0; i < lookups; ++i) {
        AccessEvent event;
        const double share = double(random()) / 4294967296.0;
        event.key = quint64(share * share * 5000) * 0x9E3779B97F4A7C15ULL;
        event.domain = Domain::Asset;
        event.at = BootTime(i * std::chrono::milliseconds(200));
        event.bytes = 2000;
        trace.events.push_back(event);
        trace.shapes[event.key].bytes = 2000;
        trace.shapes[event.key].tags = {event.key, 1};
    }
    return trace;
}

void predict(State &state)
{
    const RecordedTrace trace = traceOf(100'000);
    for ([[maybe_unused]] const auto tick : state)
        benchmark::DoNotOptimize(predictFigures(trace, roomFor(1000)));
    state.SetItemsProcessed(state.iterations() * 100'000);
}

void curve(State &state)
{
    const RecordedTrace trace = traceOf(100'000);
    for ([[maybe_unused]] const auto tick : state)
        benchmark::DoNotOptimize(hitRateCurve(trace, roomFor(1000)));
    state.SetItemsProcessed(state.iterations() * 100'000);
}

BENCHMARK(record)->Name("trace/record a look-up")->ThreadRange(1, 4)->UseRealTime();
BENCHMARK(predict)->Name("trace/predict 100 000 look-ups")->Unit(benchmark::kMillisecond);
BENCHMARK(curve)->Name("trace/curve of 100 000 look-ups")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace qwats::bench
