// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metricsrecorder.h"

#include <QFile>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace qwats {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr qint64 MostBuckets = 600; ///< a chart gets no more points
constexpr seconds LongestRange{24 * 3600};

/// A MetricsBucket at rest: histograms only where something was timed, most seconds have none.
struct Slot
{
    qint64 index = -1; ///< boot time / span; -1: never used
    OutcomeCounts outcomes{};
    quint64 calls = 0;
    quint64 failedCalls = 0;
    qint64 cacheBytes = 0;
    qint64 residentBytes = 0;
    quint64 evictions = 0;
    bool serverDown = false;
    std::unique_ptr<LatencyHistogram> network;
    std::unique_ptr<LatencyHistogram> cacheHits;

    void addTo(MetricsBucket &bucket) const
    {
        for (size_t i = 0; i < outcomes.size(); ++i)
            bucket.outcomes[i] += outcomes[i];
        bucket.calls += calls;
        bucket.failedCalls += failedCalls;
        if (residentBytes > 0 || cacheBytes > 0) {
            bucket.cacheBytes = cacheBytes;
            bucket.residentBytes = residentBytes;
        }
        bucket.evictions += evictions;
        bucket.serverDown = bucket.serverDown || serverDown;
        if (network)
            bucket.network.merge(*network);
        if (cacheHits)
            bucket.cacheHits.merge(*cacheHits);
    }
};

void addTime(std::unique_ptr<LatencyHistogram> &histogram, nanoseconds took)
{
    if (!histogram)
        histogram = std::make_unique<LatencyHistogram>();
    histogram->add(took);
}

/// The newest slots of one resolution.
class Ring
{
public:
    Ring(seconds span, size_t count)
        : m_span(span)
        , m_slots(count)
    {
    }

    [[nodiscard]] seconds span() const { return m_span; }
    [[nodiscard]] qint64 indexAt(BootTime when) const { return when.time_since_epoch() / nanoseconds(m_span); }

    Slot &at(BootTime when)
    {
        const qint64 index = indexAt(when);
        Slot &slot = m_slots[static_cast<size_t>(index) % m_slots.size()];
        if (slot.index != index) {
            slot = Slot();
            slot.index = index;
        }
        return slot;
    }

    [[nodiscard]] const Slot *find(qint64 index) const
    {
        if (index < 0)
            return nullptr;
        const Slot &slot = m_slots[static_cast<size_t>(index) % m_slots.size()];
        return slot.index == index ? &slot : nullptr;
    }

    void clear()
    {
        for (Slot &slot : m_slots)
            slot = Slot();
    }

private:
    seconds m_span;
    std::vector<Slot> m_slots;
};

} // namespace

quint64 MetricsBucket::lookups() const
{
    return std::accumulate(outcomes.begin(), outcomes.end(), quint64(0));
}

void MetricsBucket::merge(const MetricsBucket &later)
{
    for (size_t i = 0; i < outcomes.size(); ++i)
        outcomes[i] += later.outcomes[i];
    span += later.span;
    calls += later.calls;
    failedCalls += later.failedCalls;
    network.merge(later.network);
    cacheHits.merge(later.cacheHits);
    if (later.residentBytes > 0 || later.cacheBytes > 0) {
        cacheBytes = later.cacheBytes;
        residentBytes = later.residentBytes;
    }
    evictions += later.evictions;
    serverDown = serverDown || later.serverDown;
}

struct MetricsRecorder::Data
{
    explicit Data(const Clock &time)
        : clock(time)
        , clearedAt(time.now())
    {
    }

    const Clock &clock;
    mutable std::mutex mutex;
    std::array<Ring, 3> rings{Ring(seconds(1), 600), Ring(seconds(10), 600), Ring(seconds(60), 1440)};
    Slot all;
    std::array<OutcomeCounts, DomainCount> byDomain{};
    BootTime clearedAt;
    quint64 evictionsSeen = 0;

    /// To every slot that is running. The caller holds the lock.
    template <typename Change> void change(Change apply)
    {
        const BootTime now = clock.now();
        for (Ring &ring : rings)
            apply(ring.at(now));
        apply(all);
    }

    /// The finest ring that covers the range with so few buckets; minutes are joined when even they are too many.
    [[nodiscard]] const Ring &ringFor(seconds range) const
    {
        const auto fits = [range](const Ring &ring) { return range <= ring.span() * MostBuckets; };
        const auto found = std::find_if(rings.begin(), rings.end(), fits);
        return found == rings.end() ? rings.back() : *found;
    }

    /// When a moment of boot time was, by today's wall clock.
    [[nodiscard]] Timestamp wall(nanoseconds boot) const
    {
        const nanoseconds ago = clock.now().time_since_epoch() - boot;
        return Timestamp::fromMs(clock.wallNow().ms() - std::chrono::duration_cast<milliseconds>(ago).count());
    }
};

MetricsRecorder::MetricsRecorder(const Clock &clock)
    : m_data(std::make_unique<Data>(clock))
{
}
MetricsRecorder::~MetricsRecorder() = default;

void MetricsRecorder::lookup(Domain domain, Outcome outcome, nanoseconds took)
{
    const auto index = static_cast<size_t>(outcome);
    const std::lock_guard lock(m_data->mutex);
    ++m_data->byDomain[static_cast<size_t>(domain)][index];
    m_data->change([&](Slot &slot) {
        ++slot.outcomes[index];
        if (servedFromCache(outcome))
            addTime(slot.cacheHits, took);
    });
}

void MetricsRecorder::call(bool answered, bool ok, nanoseconds took)
{
    const std::lock_guard lock(m_data->mutex);
    m_data->change([=](Slot &slot) {
        ++slot.calls;
        slot.failedCalls += ok ? 0 : 1;
        if (answered)
            addTime(slot.network, took);
    });
}

void MetricsRecorder::sample(qint64 cacheBytes, qint64 residentBytes, quint64 evictionsSoFar, bool serverDown)
{
    const std::lock_guard lock(m_data->mutex);
    // A smaller number than before: the cache was rebuilt and counts anew.
    const quint64 seen = std::exchange(m_data->evictionsSeen, evictionsSoFar);
    const quint64 evictions = evictionsSoFar >= seen ? evictionsSoFar - seen : evictionsSoFar;
    m_data->change([=](Slot &slot) {
        slot.cacheBytes = cacheBytes;
        slot.residentBytes = residentBytes;
        slot.evictions += evictions;
        slot.serverDown = slot.serverDown || serverDown;
    });
}

std::vector<MetricsBucket> MetricsRecorder::history(seconds range) const
{
    range = std::clamp(range, seconds(1), LongestRange);
    const std::lock_guard lock(m_data->mutex);
    const Ring &ring = m_data->ringFor(range);
    const qint64 wanted = (range + ring.span() - seconds(1)) / ring.span();
    const qint64 joined = (wanted + MostBuckets - 1) / MostBuckets;
    const qint64 count = (wanted + joined - 1) / joined;
    // Joined buckets start at multiples of their own span, so that they do not jump from one call to the next.
    const qint64 last = ring.indexAt(m_data->clock.now()) / joined;
    std::vector<MetricsBucket> buckets(static_cast<size_t>(count));
    for (qint64 i = 0; i < count; ++i) {
        MetricsBucket &bucket = buckets[static_cast<size_t>(i)];
        const qint64 first = (last - count + 1 + i) * joined;
        bucket.span = ring.span() * joined;
        bucket.start = m_data->wall(ring.span() * first);
        for (qint64 part = first; part < first + joined; ++part) {
            if (const Slot *slot = ring.find(part))
                slot->addTo(bucket);
        }
    }
    return buckets;
}

MetricsBucket MetricsRecorder::total() const
{
    const std::lock_guard lock(m_data->mutex);
    MetricsBucket bucket;
    m_data->all.addTo(bucket);
    bucket.start = m_data->wall(m_data->clearedAt.time_since_epoch());
    bucket.span = std::chrono::duration_cast<milliseconds>(m_data->clock.now() - m_data->clearedAt);
    return bucket;
}

OutcomeCounts MetricsRecorder::outcomesOf(Domain domain) const
{
    const std::lock_guard lock(m_data->mutex);
    return m_data->byDomain[static_cast<size_t>(domain)];
}

MetricsBucket MetricsRecorder::last(seconds range) const
{
    range = std::clamp(range, seconds(1), LongestRange);
    const std::lock_guard lock(m_data->mutex);
    const Ring &ring = m_data->ringFor(range);
    const qint64 count = (range + ring.span() - seconds(1)) / ring.span();
    const qint64 newest = ring.indexAt(m_data->clock.now());
    MetricsBucket joined;
    joined.span = ring.span() * count;
    joined.start = m_data->wall(ring.span() * (newest - count + 1));
    for (qint64 index = newest - count + 1; index <= newest; ++index) {
        if (const Slot *slot = ring.find(index))
            slot->addTo(joined);
    }
    return joined;
}

void MetricsRecorder::clear()
{
    const std::lock_guard lock(m_data->mutex);
    for (Ring &ring : m_data->rings)
        ring.clear();
    m_data->all = Slot();
    m_data->byDomain = {};
    m_data->clearedAt = m_data->clock.now();
}

qint64 residentBytes()
{
#ifdef Q_OS_LINUX
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' '); // total, resident, ... in pages
    return fields.size() < 2 ? 0 : fields[1].toLongLong() * sysconf(_SC_PAGESIZE);
#else
    return 0;
#endif
}

} // namespace qwats
