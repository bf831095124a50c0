// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timebuckets.h"

#include <algorithm>
#include <numeric>

namespace qwats::ui {

quint64 TimeBucket::lookups() const
{
    return std::accumulate(outcomes.begin(), outcomes.end(), quint64(0));
}

const TimeBucket *bucketAt(const std::vector<TimeBucket> &buckets, qint64 atMs)
{
    const auto after = std::upper_bound(buckets.begin(), buckets.end(), atMs,
                                        [](qint64 at, const TimeBucket &bucket) { return at < bucket.fromMs; });
    if (after == buckets.begin())
        return nullptr;
    const TimeBucket &bucket = *std::prev(after);
    return bucket.known && atMs < bucket.toMs ? &bucket : nullptr;
}

const TimeBucket *newestBucket(const std::vector<TimeBucket> &buckets)
{
    const auto found
        = std::find_if(buckets.rbegin(), buckets.rend(), [](const TimeBucket &bucket) { return bucket.known; });
    return found == buckets.rend() ? nullptr : &*found;
}

std::vector<TimeSpan> downSpans(const std::vector<TimeBucket> &buckets)
{
    std::vector<TimeSpan> spans;
    for (const TimeBucket &bucket : buckets) {
        if (!bucket.known || !bucket.serverDown)
            continue;
        if (!spans.empty() && spans.back().toMs == bucket.fromMs)
            spans.back().toMs = bucket.toMs;
        else
            spans.push_back({bucket.fromMs, bucket.toMs});
    }
    return spans;
}

} // namespace qwats::ui
