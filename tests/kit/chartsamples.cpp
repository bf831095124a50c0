// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kit/chartsamples.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

using namespace Qt::StringLiterals;

namespace qwats::ui::samples {

namespace {

struct Phase
{
    double at; ///< minutes after start
    bool before(double minutes) const { return at < minutes; }
    bool down() const { return at >= 14 && at < 18; }
    double sinceClear() const { return at - 21; }
};

class Maker
{
public:
    TimeBucket bucket(int index)
    {
        TimeBucket made;
        made.fromMs = start + index * step;
        made.toMs = made.fromMs + step;
        made.known = true;
        const Phase phase{double(index) * step / minute};
        made.serverDown = phase.down();
        fillOutcomes(made, phase);
        if (!phase.down())
            fillLatency(made, phase);
        fillMemory(made, phase);
        made.calls = quint64(phase.down() ? 3 : std::lround(noise(phase.before(6) ? 24 : 17, 2)));
        if (phase.sinceClear() >= 0 && phase.sinceClear() < 2)
            made.calls += quint64(phase.sinceClear() < 1 ? 42 : 14);
        return made;
    }

private:
    double noise(double middle, double spread) { return std::normal_distribution<double>(middle, spread)(m_dice); }

    void fillOutcomes(TimeBucket &made, const Phase &phase)
    {
        double fresh = noise(78, 2.5);
        if (phase.at < 12)
            fresh = noise(70 + std::abs(phase.at - 6) * 1.4, 2.5);
        if (phase.sinceClear() >= 0 && phase.sinceClear() < 4)
            fresh = noise(78 - 54 * std::exp(-phase.sinceClear() * 1.4), 1.5);
        if (phase.down()) {
            fresh = 82 - (phase.at - 14) * 10;
            made.outcomes = {quint64(fresh), 1, 0, quint64(93 - fresh), 0, 7};
            return;
        }
        const auto seeded = quint64(std::max(0.0, noise(5, 1)));
        const auto stale = quint64(std::max(0.0, noise(4, 1)));
        made.outcomes = {quint64(fresh), seeded, 2, stale, 0, 0};
        made.outcomes[MissOutcome] = 100 - std::min<quint64>(100, made.lookups());
    }

    static int index(const Phase &phase) { return int(std::lround(phase.at * 6)); }

    void fillLatency(TimeBucket &made, const Phase &phase)
    {
        double middle = 62;
        if (phase.at > 13)
            middle = 62 * std::exp(std::max(0.0, std::min(2.2, (phase.at - 13) * 3)));
        if (phase.at >= 18)
            middle = phase.at < 19.5 ? 160 : 66;
        std::lognormal_distribution<double> times(std::log(middle), 0.55);
        std::vector<double> answers(24);
        std::generate(answers.begin(), answers.end(), [&] { return std::max(32.0, times(m_dice)); });
        std::sort(answers.begin(), answers.end());
        made.p50Ms = answers[12];
        made.p95Ms = answers[21];
        made.p99Ms = answers[23];
        made.cacheP50Us = 0.4;
        std::map<int, quint32> cells;
        for (const double answer : answers)
            ++cells[int(std::floor(std::log(answer) / std::log(1.125)))];
        for (const auto &[cell, count] : cells)
            made.heat.emplace_back(std::pow(1.125, cell), count);
    }

    void fillMemory(TimeBucket &made, const Phase &phase)
    {
        double cache = 44 - 8 * std::exp(-phase.at / 9);
        if (phase.sinceClear() >= 0)
            cache = 39 - 13 * std::exp(-phase.sinceClear() / 3.5);
        made.cacheBytes = cache * 1e6;
        made.residentBytes = (cache + 16 + std::sin(phase.at / 3)) * 1e6;
        for (const int evicted : {12, 15, 17, 24, 27, 31}) {
            if (index(phase) == evicted)
                made.evictions = 3;
        }
    }

    std::mt19937 m_dice{20260312};
};

} // namespace

std::vector<TimeBucket> halfHour()
{
    Maker maker;
    std::vector<TimeBucket> buckets;
    for (int i = 0; i < 180; ++i)
        buckets.push_back(maker.bucket(i));
    return buckets;
}

QList<TimeMarker> halfHourMarkers()
{
    return {{start + 6 * minute, u'A', u"Settings applied 10:18"_s},
            {start + 14 * minute, u'B', u"Server unreachable 10:26–10:30"_s},
            {start + 21 * minute, u'C', u"Reports cleared 10:33"_s}};
}

std::vector<TimeBucket> plain(int count)
{
    std::vector<TimeBucket> buckets(static_cast<size_t>(count));
    qint64 from = start;
    for (TimeBucket &bucket : buckets) {
        bucket.fromMs = from;
        bucket.toMs = from += step;
        bucket.known = true;
        bucket.outcomes[FreshOutcome] = 10;
    }
    return buckets;
}

} // namespace qwats::ui::samples
