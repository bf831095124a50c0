// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reusecurve.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace qwats {
namespace {

// Distances below 128 have a bucket each, then each doubling has 128: at most 0.8 % wide.
constexpr int FineBits = 7;
constexpr quint64 Fine = quint64(1) << FineBits;
constexpr size_t BucketCount = Fine * (64 - FineBits + 1);

size_t bucketOf(quint64 distance)
{
    if (distance < Fine)
        return distance;
    const int shift = std::bit_width(distance) - 1 - FineBits;
    return static_cast<size_t>(shift) * Fine + (distance >> shift);
}

/// Smallest distance in a bucket.
quint64 startOf(size_t bucket)
{
    if (bucket < Fine)
        return bucket;
    const size_t shift = bucket / Fine - 1;
    return (Fine + bucket % Fine) << shift;
}

} // namespace

ReuseCurve::ReuseCurve(size_t mostSamples)
    : m_most(std::max<size_t>(2, mostSamples))
    , m_tree(4 * m_most + 1)
    , m_keyAt(4 * m_most + 1)
    , m_buckets(BucketCount)
{
    m_last.reserve(m_most + 1);
}

double ReuseCurve::rate() const
{
    return static_cast<double>(m_threshold) / static_cast<double>(Modulus);
}

/// The finalizer of SplitMix64: the keys' own hashes may be of any quality.
quint64 ReuseCurve::placeOf(quint64 key) const
{
    quint64 mixed = key + 0x9E3779B97F4A7C15ULL;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
    return (mixed ^ mixed >> 31) % Modulus;
}

void ReuseCurve::mark(size_t position, int change)
{
    for (size_t i = position; i < m_tree.size(); i += i & (~i + 1))
        m_tree[i] += static_cast<quint32>(change);
}

quint64 ReuseCurve::markedAfter(size_t position) const
{
    quint64 upTo = 0;
    for (size_t i = position; i > 0; i &= i - 1)
        upTo += m_tree[i];
    return m_last.size() - upTo;
}

void ReuseCurve::put(quint64 key)
{
    const quint64 place = placeOf(key);
    if (place < m_threshold)
        touch(key, place);
}

void ReuseCurve::use(quint64 key)
{
    ++m_uses;
    const quint64 place = placeOf(key);
    if (place >= m_threshold)
        return;
    if (const auto last = m_last.find(key); last != m_last.end()) {
        m_counted += 1;
        count(static_cast<double>(markedAfter(last->second.position)) / rate());
    }
    touch(key, place);
}

void ReuseCurve::touch(quint64 key, quint64 place)
{
    if (m_position + 1 >= m_tree.size())
        renumber();
    const size_t position = ++m_position;
    const auto [sample, isNew] = m_last.try_emplace(key, Sample{place, position});
    if (isNew)
        m_byPlace.emplace(place, key);
    else
        mark(sample->second.position, -1);
    sample->second.position = position;
    m_keyAt[position] = key;
    mark(position, 1);
    if (m_last.size() > m_most)
        lowerThreshold();
}

/// Positions are used up: the last uses get the lowest ones, in their order.
void ReuseCurve::renumber()
{
    size_t next = 0;
    for (size_t position = 1; position <= m_position; ++position) {
        const auto sample = m_last.find(m_keyAt[position]);
        if (sample == m_last.end() || sample->second.position != position)
            continue;
        sample->second.position = ++next;
        m_keyAt[next] = sample->first;
    }
    std::fill(m_tree.begin(), m_tree.end(), 0);
    for (size_t position = 1; position <= next; ++position)
        mark(position, 1);
    m_position = next;
}

/// The sample is full: the keys with the highest places leave, and what was counted counts for less.
void ReuseCurve::lowerThreshold()
{
    const double before = rate();
    m_threshold = m_byPlace.rbegin()->first;
    while (!m_byPlace.empty() && m_byPlace.rbegin()->first >= m_threshold) {
        const auto last = std::prev(m_byPlace.end());
        const auto sample = m_last.find(last->second);
        mark(sample->second.position, -1);
        m_last.erase(sample);
        m_byPlace.erase(last);
    }
    const double share = rate() / before;
    m_counted *= share;
    for (double &bucket : m_buckets)
        bucket *= share;
}

void ReuseCurve::count(double distance)
{
    m_buckets[bucketOf(static_cast<quint64>(std::llround(distance)))] += 1;
}

double ReuseCurve::usesAnswered(qsizetype entries) const
{
    if (entries < 1 || m_uses == 0)
        return 0;
    // Hot keys that are in the sample or not by chance make it too heavy or too light: their distances are the
    // smallest, so the difference goes there.
    double answered = static_cast<double>(m_uses) * rate() - m_counted;
    const size_t end = bucketOf(static_cast<quint64>(entries)); // distances below the size
    for (size_t bucket = 0; bucket < end; ++bucket)
        answered += m_buckets[bucket];
    const quint64 start = startOf(end);
    const quint64 width = startOf(end + 1) - start;
    answered
        += m_buckets[end] * static_cast<double>(static_cast<quint64>(entries) - start) / static_cast<double>(width);
    return std::clamp(answered / rate(), 0.0, static_cast<double>(m_uses));
}

} // namespace qwats
