// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reusestack.h"

#include <set>

namespace qwats {

/// How many uses a least-recently-used cache of any size would have answered, from one pass over the uses.
///
/// A use finds its key in every LRU cache that has room for the keys used since, and itself: its stack distance. Short
/// distances, below Near, are measured on all keys. Longer ones are measured on a sample of the keys, chosen by hash,
/// and scaled up: SHARDS with a fixed number of samples (Waldspurger, Park, Garthwaite, Ahmad: "Efficient MRC
/// Construction with SHARDS", USENIX FAST 2015, sections 2 and 3). The paper adds what hot keys in or out of the sample
/// distort to the shortest distance; here the short distances are exact and the long ones are scaled to what is left.
/// Memory: some 150 bytes a sampled key, 50 a seed that waits
/// for its use, and 200 kB, however long the trace. Time: O(log samples) a use. Thread: one at
/// a time.
class ReuseCurve
{
public:
    static constexpr size_t DefaultSamples = 8192; ///< the paper's 8K: its mean error is below a point
    static constexpr quint64 Near = 1024;
    static constexpr quint64 Everywhere = ~quint64(0);

    explicit ReuseCurve(size_t mostSamples = DefaultSamples); ///< keys kept at most, at least 2

    void put(quint64 key); ///< comes into the cache or is made anew there: used, but not asked for
    /// Comes inside another answer that caches of up to so many entries load: takes no place in those that do not hold
    /// it, until its use.
    void seed(quint64 key, quint64 upTo = Everywhere);
    /// Asked for, and there unless it had to make room. Returns up to how many entries it had; Near: or more.
    quint64 use(quint64 key);
    void remove(quint64 key); ///< left without being asked to make room: takes none any more

    /// Uses that a cache of so many entries would have answered.
    [[nodiscard]] double usesAnswered(qsizetype entries) const;
    [[nodiscard]] quint64 uses() const { return m_uses; }
    [[nodiscard]] size_t samples() const { return m_sample.size(); }
    [[nodiscard]] double rate() const; ///< share of the keys that is sampled

private:
    static constexpr quint64 Modulus = quint64(1) << 24;

    [[nodiscard]] bool countSeed(quint64 key);
    void countFar(quint64 key);
    void touch(quint64 key);
    void lowerThreshold();

    size_t m_most;
    quint64 m_threshold = Modulus;
    ReuseStack m_recent; ///< the newest keys, all of them
    ReuseStack m_sample;
    std::set<std::pair<quint64, quint64>> m_byPlace; ///< place, key of the sample: the highest leave first
    quint64 m_uses = 0;
    quint64 m_farUses = 0; ///< at Near and beyond
    std::vector<qint64> m_near; ///< uses by distance; sums up to one count, the steps may be negative
    std::unordered_map<quint64, quint64>
        m_seeds; ///< not used since: in caches of up to so many entries it was not there
    std::vector<double> m_far; ///< sampled uses by bucket of distance
};

} // namespace qwats
