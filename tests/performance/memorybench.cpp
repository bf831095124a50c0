// SPDX-License-Identifier: GPL-3.0-or-later
// P11: what 1 000 cached answers weigh, typed values, keys and indexes included; beside a QCache of their bodies and of
// documents.
#include "core/cache/ttlcache.h"
#include "core/product/productservice.h"
#include "core/report/reportservice.h"
#include "tests/performance/samples.h"

#include <QCache>
#include <QJsonDocument>

#include <benchmark/benchmark.h>

#include <malloc.h>

namespace qwats::bench {
namespace {

using benchmark::State;

size_t heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

const Endpoint &endpointOf(const QByteArray &target)
{
    if (target.startsWith("/api/Product/"))
        return *ProductService::one(QString()).endpoint;
    if (target.startsWith("/api/Report/Wsjf/"))
        return *ReportService::one(QString()).endpoint;
    return *ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, {}).endpoint;
}

void keepTyped(TtlCache &cache, const Sample &sample)
{
    const Endpoint &endpoint = endpointOf(sample.target);
    const auto value = endpoint.decode(sample.body);
    if (!value)
        qFatal("a sample cannot be decoded: %s", qPrintable(value.error().message));
    CacheEntry entry;
    entry.value = *value;
    entry.domain = endpoint.domain;
    endpoint.tags(sample.target.mid(sample.target.lastIndexOf('/') + 1), value->get(), entry.tags);
    entry.bytes = sample.body.size();
    (void)cache.put(CacheKey(QByteArray(sample.target.constData(), sample.target.size())), entry);
}

template <typename Fill> void weigh(State &state, const Fill &fill)
{
    const auto samples = Samples::load(mixedKind);
    size_t bodies = 0;
    for (const Sample &sample : samples)
        bodies += size_t(sample.body.size());
    for ([[maybe_unused]] const auto tick : state) {
        const size_t before = heapInUse();
        const auto kept = fill(samples);
        state.counters["bytes"] = double(heapInUse() - before);
    }
    state.counters["entries"] = double(samples.size());
    state.counters["body_bytes"] = double(bodies);
}

void weighOurs(State &state)
{
    for (const Sample &sample : Samples::load(mixedKind))
        (void)endpointOf(sample.target).decode(sample.body); // what the parser keeps for itself is there already
    weigh(state, [](const std::vector<Sample> &samples) {
        CachePolicies policies = CachePolicies::defaults();
        policies.maxEntries = qsizetype(2 * samples.size());
        auto cache = std::make_unique<TtlCache>(Clock::system(), policies);
        for (const Sample &sample : samples)
            keepTyped(*cache, sample);
        if (cache->stats().entries != qsizetype(samples.size()))
            qFatal("the cache did not keep every answer");
        return cache;
    });
}

void weighBodies(State &state)
{
    weigh(state, [](const std::vector<Sample> &samples) {
        auto cache = std::make_unique<QCache<QByteArray, QByteArray>>(qsizetype(samples.size()));
        for (const Sample &sample : samples)
            cache->insert(QByteArray(sample.target.constData(), sample.target.size()),
                          new QByteArray(sample.body.constData(), sample.body.size()));
        return cache;
    });
}

void weighDocuments(State &state)
{
    weigh(state, [](const std::vector<Sample> &samples) {
        auto cache = std::make_unique<QCache<QByteArray, QJsonDocument>>(qsizetype(samples.size()));
        for (const Sample &sample : samples)
            cache->insert(QByteArray(sample.target.constData(), sample.target.size()),
                          new QJsonDocument(QJsonDocument::fromJson(sample.body)));
        return cache;
    });
}

BENCHMARK(weighOurs)->Name("P11/ours")->Iterations(1);
BENCHMARK(weighBodies)->Name("P11/QCache of bodies")->Iterations(1);
BENCHMARK(weighDocuments)->Name("P11/QCache of QJsonDocument")->Iterations(1);

} // namespace
} // namespace qwats::bench
