// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>

namespace qwats {

/// Counts durations from 100 ns to 100 s in buckets of at most 12.5 % relative width; percentiles are exact to that
/// width. A value type: copy, add, merge. Thread: none of its own. The layout (a power of two split into eight equal
/// parts) follows HdrHistogram by G. Tene.
class LatencyHistogram
{
public:
    static constexpr int SubBuckets = 8;
    static constexpr int Octaves = 31; // 2^31 * 64 ns > 100 s
    static constexpr int BucketCount = SubBuckets * Octaves;

    void add(std::chrono::nanoseconds value);
    void merge(const LatencyHistogram &other);
    [[nodiscard]] quint64 count() const { return m_count; }
    [[nodiscard]] std::chrono::nanoseconds sum() const { return m_sum; }
    [[nodiscard]] std::chrono::nanoseconds max() const { return m_max; }
    [[nodiscard]] std::chrono::nanoseconds percentile(double p) const; ///< p in 0…100; 0 when empty
    [[nodiscard]] quint32 bucketCount(int index) const { return m_buckets[static_cast<size_t>(index)]; }
    [[nodiscard]] static std::chrono::nanoseconds bucketFrom(int index); ///< lower edge
    [[nodiscard]] static int bucketOf(std::chrono::nanoseconds value);

private:
    std::array<quint32, BucketCount> m_buckets{};
    quint64 m_count = 0;
    std::chrono::nanoseconds m_sum{0};
    std::chrono::nanoseconds m_max{0};
};

} // namespace qwats
