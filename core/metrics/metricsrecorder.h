// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachepolicy.h"
#include "core/cache/outcome.h"
#include "core/metrics/latencyhistogram.h"
#include "core/time/clock.h"

#include <array>
#include <memory>
#include <vector>

namespace qwats {

/// What happened in one span of time. Adding two buckets gives the bucket of the joined span.
struct MetricsBucket
{
    Timestamp start; ///< wall time, for the axis
    std::chrono::milliseconds span{1000};
    OutcomeCounts outcomes{}; ///< finished look-ups
    quint64 calls = 0; ///< attempts sent to the server
    quint64 failedCalls = 0; ///< attempts without a 2xx or 404
    LatencyHistogram network; ///< answer time of attempts that got an answer
    LatencyHistogram cacheHits; ///< answer time of look-ups answered by the cache
    qint64 cacheBytes = 0; ///< newest sample in the span; 0 when none
    qint64 residentBytes = 0;
    quint64 evictions = 0;
    bool serverDown = false; ///< unreachable at some time within the span

    [[nodiscard]] quint64 lookups() const;
    void merge(const MetricsBucket &later);
};

/// Counts and times what the cache and the client do, in bounded memory: 1 s buckets for 10 min, 10 s for 100 min, 1
/// min for 24 h. 0.6 MB idle; at most 6 MB when each of them holds both kinds of answer times.
///
/// Thread: recording from any thread, cheap (one short lock); reading from any thread. Time: the given clock.
class MetricsRecorder
{
public:
    explicit MetricsRecorder(const Clock &clock);
    ~MetricsRecorder();

    void lookup(Domain domain, Outcome outcome, std::chrono::nanoseconds took);
    void call(bool answered, bool ok, std::chrono::nanoseconds took);
    /// Once a second, from the session's sampler.
    void sample(qint64 cacheBytes, qint64 residentBytes, quint64 evictionsSoFar, bool serverDown);

    /// The last `range` (at most 24 h) in buckets of 1 s, 10 s or whole minutes, the finest that gives at most 600;
    /// oldest first, the running one last. Spans in which nothing happened are present and empty.
    [[nodiscard]] std::vector<MetricsBucket> history(std::chrono::seconds range) const;
    [[nodiscard]] MetricsBucket total() const; ///< since the last clear()
    [[nodiscard]] OutcomeCounts outcomesOf(Domain domain) const;
    [[nodiscard]] MetricsBucket last(std::chrono::seconds range) const; ///< merged; for "from cache, last 5 min"
    void clear();

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// Resident memory of this process in bytes; 0 where the system does not tell.
[[nodiscard]] qint64 residentBytes();

} // namespace qwats
