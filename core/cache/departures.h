// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/outcome.h"

#include <algorithm>
#include <array>
#include <vector>

namespace qwats {

/// Why keys left a cache, by their hash: a fixed table of 8 bytes a key, without allocations. Each bucket keeps its
/// four newest, so an old departure may be forgotten; 56 bits of hash tell keys apart. Thread: callers lock.
class Departures
{
public:
    /// Room for about this many; what is remembered goes when the room changes.
    void setRoom(size_t keys)
    {
        size_t buckets = 64;
        while (buckets * BucketSize < 2 * keys)
            buckets *= 2;
        if (buckets - 1 == m_mask)
            return;
        m_mask = buckets - 1;
        m_buckets.assign(buckets, {});
    }

    void add(size_t hash, Outcome reason)
    {
        Bucket &bucket = m_buckets[hash & m_mask];
        auto at = std::find_if(bucket.begin(), bucket.end() - 1, [&](quint64 one) { return isOf(one, hash); });
        std::move_backward(bucket.begin(), at, at + 1);
        bucket[0] = (hash & ~ReasonBits) | (static_cast<quint64>(reason) + 1);
    }

    void forget(size_t hash)
    {
        for (quint64 &one : m_buckets[hash & m_mask]) {
            if (isOf(one, hash))
                one = 0;
        }
    }

    /// Cold: it was never here, or that is forgotten.
    [[nodiscard]] Outcome why(size_t hash) const
    {
        for (const quint64 one : m_buckets[hash & m_mask]) {
            if (isOf(one, hash))
                return static_cast<Outcome>((one & ReasonBits) - 1);
        }
        return Outcome::Cold;
    }

    void clear() { m_buckets.assign(m_mask + 1, {}); }

private:
    static constexpr size_t BucketSize = 4;
    static constexpr quint64 ReasonBits = 0xFF;
    using Bucket = std::array<quint64, BucketSize>;

    static bool isOf(quint64 one, size_t hash) { return one != 0 && (one & ~ReasonBits) == (hash & ~ReasonBits); }

    size_t m_mask = 63;
    std::vector<Bucket> m_buckets = std::vector<Bucket>(64);
};

} // namespace qwats
