// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

/// What the plots are given: plain values, no history, no type of the core. Thread: any; values copy freely.
namespace qwats::ui {

/// The places of TimeBucket::outcomes, in the order of the stack from the bottom.
enum OutcomeIndex {
    FreshOutcome,
    SeededOutcome,
    JoinedOutcome,
    StaleOutcome,
    MissOutcome,
    FailedOutcome,
    OutcomeCount
};

/// What happened from `fromMs` (inclusive) to `toMs` (exclusive), both ms since the epoch, UTC.
struct TimeBucket
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    std::array<quint64, OutcomeCount> outcomes{}; ///< look-ups by outcome, see OutcomeIndex
    quint64 calls = 0; ///< calls sent to the server, each try counted
    std::optional<double> p50Ms; ///< time of network answers; empty when none came
    std::optional<double> p95Ms;
    std::optional<double> p99Ms;
    std::optional<double> cacheP50Us; ///< time of answers from the cache, µs
    std::vector<std::pair<double, quint32>> heat; ///< lower edge in ms and number of answers; non-empty cells only
    double cacheBytes = 0; ///< held by the cache
    double residentBytes = 0; ///< memory of the whole program
    quint64 evictions = 0;
    bool serverDown = false; ///< the server gave no answer in this time
    bool known = false; ///< the program was running; else the other members mean nothing

    [[nodiscard]] quint64 lookups() const;
};

/// A moment worth a line through all plots.
struct TimeMarker
{
    qint64 atMs = 0;
    QChar letter;
    QString text;
};

/// A stretch of time, ms since the epoch; fromMs <= toMs.
struct TimeSpan
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    bool operator==(const TimeSpan &) const = default;
};

/// Buckets in ascending time, shared by all plots of a page and never changed after. Never null in a plot.
using TimeBuckets = std::shared_ptr<const std::vector<TimeBucket>>;

/// The known bucket that holds a moment, or null. The pointer lives as long as the buckets.
[[nodiscard]] const TimeBucket *bucketAt(const std::vector<TimeBucket> &buckets, qint64 atMs);
/// The last known bucket, or null.
[[nodiscard]] const TimeBucket *newestBucket(const std::vector<TimeBucket> &buckets);
/// The stretches in which the server gave no answer, neighbours merged.
[[nodiscard]] std::vector<TimeSpan> downSpans(const std::vector<TimeBucket> &buckets);

} // namespace qwats::ui
