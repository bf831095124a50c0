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

/// The finalizer of SplitMix64: the keys' own hashes may be of any quality.
quint64 mixedHash(quint64 key)
{
    quint64 mixed = key + 0x9E3779B97F4A7C15ULL;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
    return mixed ^ mixed >> 31;
}

} // namespace

ReuseCurve::ReuseCurve(size_t mostSamples)
    : m_most(std::max<size_t>(2, mostSamples))
    , m_recent(Near)
    , m_sample(m_most)
    , m_near(Near)
    , m_far(BucketCount)
{
}

double ReuseCurve::rate() const
{
    return static_cast<double>(m_threshold) / static_cast<double>(Modulus);
}

void ReuseCurve::put(quint64 key)
{
    m_seeds.erase(key);
    touch(key);
}

void ReuseCurve::seed(quint64 key, quint64 upTo)
{
    const auto distance = m_recent.distance(key);
    quint64 &notIn = m_seeds[key];
    notIn = std::max(notIn, std::min(upTo, distance.value_or(Everywhere)));
    if (distance && upTo == Everywhere)
        touch(key); // made anew where it was
}

void ReuseCurve::touch(quint64 key)
{
    if (m_recent.touch(key) && m_recent.size() > Near)
        m_recent.removeOldest();
    const quint64 place = mixedHash(key) % Modulus;
    if (place >= m_threshold || !m_sample.touch(key))
        return;
    m_byPlace.emplace(place, key);
    if (m_sample.size() > m_most)
        lowerThreshold();
}

/// The first use of a seed is answered by the caches it waits in. True: by all.
bool ReuseCurve::countSeed(quint64 key)
{
    const auto seed = m_seeds.find(key);
    if (seed == m_seeds.end())
        return false;
    const quint64 notIn = seed->second;
    m_seeds.erase(seed);
    ++m_near[0];
    const auto near = m_recent.distance(key);
    if (notIn == Everywhere || (near && *near <= notIn))
        return true;
    if (notIn < Near)
        --m_near[notIn];
    return false;
}

quint64 ReuseCurve::use(quint64 key)
{
    ++m_uses;
    quint64 missedUpTo = 0;
    if (!countSeed(key)) {
        const auto near = m_recent.distance(key);
        missedUpTo = near.value_or(Near);
        if (near)
            ++m_near[*near];
        else
            countFar(key);
    }
    touch(key);
    return missedUpTo;
}

void ReuseCurve::countFar(quint64 key)
{
    ++m_farUses;
    if (const auto sampled = m_sample.distance(key)) {
        const auto far = static_cast<quint64>(std::llround(static_cast<double>(*sampled) / rate()));
        m_far[bucketOf(std::max(far, Near))] += 1;
    }
}

void ReuseCurve::remove(quint64 key)
{
    m_seeds.erase(key);
    m_recent.remove(key);
    m_sample.remove(key);
    m_byPlace.erase({mixedHash(key) % Modulus, key});
}

/// The sample is full: the keys with the highest places leave, and what was counted counts for less.
void ReuseCurve::lowerThreshold()
{
    const double before = rate();
    m_threshold = m_byPlace.rbegin()->first;
    while (!m_byPlace.empty() && m_byPlace.rbegin()->first >= m_threshold) {
        const auto last = std::prev(m_byPlace.end());
        m_sample.remove(last->second);
        m_byPlace.erase(last);
    }
    for (double &bucket : m_far)
        bucket *= rate() / before;
}

double ReuseCurve::usesAnswered(qsizetype entries) const
{
    if (entries < 1)
        return 0;
    const auto size = static_cast<quint64>(entries);
    double answered = 0;
    for (quint64 distance = 0; distance < std::min(size, Near); ++distance)
        answered += static_cast<double>(m_near[distance]);
    if (size <= Near)
        return answered;
    const size_t end = bucketOf(size); // distances below the size
    double sampled = 0;
    double below = 0;
    for (size_t bucket = 0; bucket < m_far.size(); ++bucket) {
        sampled += m_far[bucket];
        below += bucket < end ? m_far[bucket] : 0;
    }
    const double width = static_cast<double>(startOf(end + 1) - startOf(end));
    below += m_far[end] * static_cast<double>(size - startOf(end)) / width;
    return answered + (sampled > 0 ? static_cast<double>(m_farUses) * below / sampled : 0);
}

} // namespace qwats
