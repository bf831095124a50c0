// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace qwats {
namespace {

using std::chrono::nanoseconds;

constexpr quint64 Unit = 64; ///< ns; the first octave is 64…128 ns in eight parts of 8 ns
constexpr int UnitBits = 6;
constexpr int SubBits = 3;
static_assert(Unit == 1U << UnitBits && LatencyHistogram::SubBuckets == 1 << SubBits);

quint64 lowerEdge(int index)
{
    const int octave = index / LatencyHistogram::SubBuckets;
    const auto part = static_cast<quint64>(index % LatencyHistogram::SubBuckets);
    return (Unit << octave) + part * ((Unit << octave) >> SubBits);
}

} // namespace

int LatencyHistogram::bucketOf(nanoseconds value)
{
    if (value.count() < static_cast<qint64>(Unit))
        return 0;
    const auto ns = static_cast<quint64>(value.count());
    const int octave = std::bit_width(ns) - 1 - UnitBits;
    if (octave >= Octaves)
        return BucketCount - 1;
    const auto part = static_cast<int>((ns - (Unit << octave)) >> (octave + UnitBits - SubBits));
    return octave * SubBuckets + part;
}

nanoseconds LatencyHistogram::bucketFrom(int index)
{
    // The first bucket also takes everything shorter.
    return index <= 0 ? nanoseconds(0) : nanoseconds(lowerEdge(std::min(index, BucketCount - 1)));
}

void LatencyHistogram::add(nanoseconds value)
{
    value = std::max(value, nanoseconds(0));
    ++m_buckets[static_cast<size_t>(bucketOf(value))];
    ++m_count;
    m_sum += std::min(value, nanoseconds::max() - m_sum);
    m_max = std::max(m_max, value);
}

void LatencyHistogram::merge(const LatencyHistogram &other)
{
    if (other.m_count == 0)
        return;
    for (size_t i = 0; i < m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_sum += std::min(other.m_sum, nanoseconds::max() - m_sum);
    m_max = std::max(m_max, other.m_max);
}

nanoseconds LatencyHistogram::percentile(double p) const
{
    if (m_count == 0)
        return nanoseconds(0);
    const double share = std::isnan(p) ? 1.0 : std::clamp(p, 0.0, 100.0) / 100.0;
    const auto rank = std::max<quint64>(1, static_cast<quint64>(std::ceil(share * static_cast<double>(m_count))));
    quint64 seen = 0;
    for (int i = 0; i < BucketCount - 1; ++i) {
        seen += m_buckets[static_cast<size_t>(i)];
        // The upper end of the bucket: a percentile never promises more speed than was measured.
        if (seen >= rank)
            return std::min(m_max, nanoseconds(lowerEdge(i + 1) - 1));
    }
    return m_max;
}

} // namespace qwats
