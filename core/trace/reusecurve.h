// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <set>
#include <unordered_map>
#include <vector>

namespace qwats {

/// How many uses a least-recently-used cache of any size would have answered, from one pass over the uses.
///
/// A use finds its key in every LRU cache that has room for the keys used since, and itself: its stack distance. They
/// are measured on a sample of the keys only, chosen by hash, and scaled up: SHARDS with a fixed number of samples and
/// the adjustment for hot keys (Waldspurger, Park, Garthwaite, Ahmad: "Efficient MRC Construction with SHARDS", USENIX
/// FAST 2015, sections 2 and 3). Memory: some 130 bytes a sampled key and 30 kB, however long the trace. Time: O(log
/// samples) a sampled use. Thread: one at a time.
class ReuseCurve
{
public:
    static constexpr size_t DefaultSamples = 8192; ///< the paper's 8K: its mean error is below a point

    explicit ReuseCurve(size_t mostSamples = DefaultSamples); ///< keys kept at most, at least 2

    void put(quint64 key); ///< comes into the cache or is made anew there: used, but not asked for
    void use(quint64 key); ///< asked for, and there unless it had to make room

    /// Uses that a cache of so many entries would have answered.
    [[nodiscard]] double usesAnswered(qsizetype entries) const;
    [[nodiscard]] quint64 uses() const { return m_uses; }
    [[nodiscard]] size_t samples() const { return m_last.size(); }
    [[nodiscard]] double rate() const; ///< share of the keys that is sampled

private:
    static constexpr quint64 Modulus = quint64(1) << 24;

    [[nodiscard]] quint64 placeOf(quint64 key) const;
    void touch(quint64 key, quint64 place);
    void lowerThreshold();
    void renumber();
    void mark(size_t position, int change);
    [[nodiscard]] quint64 markedAfter(size_t position) const;
    void count(double distance);

    struct Sample
    {
        quint64 place;
        size_t position;
    };
    size_t m_most;
    quint64 m_threshold = Modulus;
    std::unordered_map<quint64, Sample> m_last; ///< when each sampled key was used last
    std::set<std::pair<quint64, quint64>> m_byPlace; ///< place, key: the highest leave first
    std::vector<quint32> m_tree; ///< Fenwick tree: 1 where a key was used last
    std::vector<quint64> m_keyAt; ///< key by position, while it is its last one
    size_t m_position = 0;
    quint64 m_uses = 0;
    double m_counted = 0;
    std::vector<double> m_buckets; ///< uses by distance
};

} // namespace qwats
