// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/metricsbuckets.h"

namespace qwats::ui {
namespace {

constexpr size_t MostPoints = 75; // more are thin stripes on any screen

double inMs(std::chrono::nanoseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

TimeBucket converted(const MetricsBucket &from)
{
    TimeBucket bucket;
    bucket.fromMs = from.start.ms();
    bucket.toMs = bucket.fromMs + from.span.count();
    for (int i = 0; i < qwats::OutcomeCount; ++i)
        bucket.outcomes[static_cast<size_t>(groupOf(static_cast<Outcome>(i)))] += from.outcomes[static_cast<size_t>(i)];
    bucket.calls = from.calls;
    if (from.network.count() > 0) {
        bucket.p50Ms = inMs(from.network.percentile(50));
        bucket.p95Ms = inMs(from.network.percentile(95));
        bucket.p99Ms = inMs(from.network.percentile(99));
        for (int i = 0; i < LatencyHistogram::BucketCount; ++i) {
            if (const quint32 count = from.network.bucketCount(i))
                bucket.heat.emplace_back(inMs(LatencyHistogram::bucketFrom(i)), count);
        }
    }
    if (from.cacheHits.count() > 0)
        bucket.cacheP50Us = inMs(from.cacheHits.percentile(50)) * 1000;
    bucket.cacheBytes = static_cast<double>(from.cacheBytes);
    bucket.residentBytes = static_cast<double>(from.residentBytes);
    bucket.evictions = from.evictions;
    bucket.serverDown = from.serverDown;
    return bucket;
}

/// The running span has no sample of the memory yet: what was a moment ago still stands.
void keepMemory(std::vector<TimeBucket> &buckets)
{
    if (buckets.size() < 2 || buckets.back().residentBytes > 0)
        return;
    const TimeBucket &before = buckets[buckets.size() - 2];
    buckets.back().residentBytes = before.residentBytes;
    buckets.back().cacheBytes = before.cacheBytes;
}

} // namespace

OutcomeIndex groupOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Fresh:
    case Outcome::Negative: return FreshOutcome;
    case Outcome::Seeded: return SeededOutcome;
    case Outcome::Joined: return JoinedOutcome;
    case Outcome::Stale: return StaleOutcome;
    case Outcome::Failed: return FailedOutcome;
    case Outcome::Cold:
    case Outcome::Expired:
    case Outcome::Evicted:
    case Outcome::Invalidated:
    case Outcome::Bypassed:
    case Outcome::TooBig: return MissOutcome;
    }
    return MissOutcome;
}

std::vector<TimeBucket> toTimeBuckets(const std::vector<MetricsBucket> &history, Timestamp startedAt)
{
    const size_t each = std::max<size_t>(1, (history.size() + MostPoints - 1) / MostPoints);
    std::vector<TimeBucket> buckets;
    buckets.reserve(history.size() / each + 1);
    for (size_t first = 0; first < history.size(); first += each) {
        MetricsBucket joined = history[first];
        for (size_t i = first + 1; i < std::min(first + each, history.size()); ++i)
            joined.merge(history[i]);
        buckets.push_back(converted(joined));
        buckets.back().known = buckets.back().toMs > startedAt.ms();
        keepMemory(buckets);
    }
    return buckets;
}

} // namespace qwats::ui
