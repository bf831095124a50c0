// SPDX-License-Identifier: GPL-3.0-or-later
// P5: a typed hit through the service, whatever the size of the answer; beside a cache of bodies that parses at each
// hit.
#include "core/http/fetcher.h"
#include "core/http/transportsettings.h"
#include "core/metrics/metricsrecorder.h"
#include "core/metrics/requestlog.h"
#include "core/product/productservice.h"
#include "core/report/reportservice.h"
#include "tests/performance/samples.h"

#include <QJsonDocument>

#include <benchmark/benchmark.h>

namespace qwats::bench {
namespace {

using benchmark::State;

/// A fetcher that never has to ask: what is looked up is in the cache.
struct Door
{
    Door()
        : cache(Clock::system(), CachePolicies::defaults())
        , metrics(Clock::system())
        , fetcher(Clock::system(), cache, log, metrics, settings())
    {
    }
    static TransportSettings settings()
    {
        TransportSettings nowhere;
        nowhere.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:9"));
        return nowhere;
    }
    void keep(const AnyQuery &query, const QByteArray &body)
    {
        const auto value = query.endpoint->decode(body);
        if (!value)
            qFatal("a sample cannot be decoded: %s", qPrintable(value.error().message));
        CacheEntry entry;
        entry.value = *value;
        entry.domain = query.endpoint->domain;
        entry.tags = query.tags(value->get());
        entry.bytes = body.size();
        if (cache.put(query.key, entry) != TtlCache::Put::Stored)
            qFatal("a sample cannot be kept");
    }
    TtlCache cache;
    RequestLog log;
    MetricsRecorder metrics;
    Fetcher fetcher;
};

Door &door()
{
    static Door one;
    return one;
}

template <typename Ask> void hit(State &state, const char *kind, const Ask &ask)
{
    door().keep(ask(), Samples::load(kind).front().body);
    size_t missing = 0;
    for ([[maybe_unused]] const auto tick : state) {
        const auto answer = door().fetcher.fetch(ask(), {}, nullptr, {});
        missing += answer.value ? 0 : 1;
    }
    if (missing > 0)
        state.SkipWithError("not in the cache");
}

Query<Product> oneProduct()
{
    return ProductService::one(QStringLiteral("820-1104"));
}
Query<ProductList> allProducts()
{
    return ProductService::list();
}
Query<ReportHeaderList> headers()
{
    return ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, {0, 10'000});
}
Query<Report> oneReport()
{
    return ReportService::one(QStringLiteral("b9549c9e-0a87-4933-ae55-f8ae8fa3f683"));
}

/// A page asks with a query it made before.
template <auto Ask> void again(State &state, const char *kind)
{
    const auto query = Ask();
    hit(
        state, kind, [&]() -> const auto & { return query; });
}
/// A script names what it wants each time.
template <auto Ask> void anew(State &state, const char *kind)
{
    hit(state, kind, [] { return Ask(); });
}

void parse(State &state, const char *kind)
{
    const QByteArray body = Samples::load(kind).front().body;
    for ([[maybe_unused]] const auto tick : state)
        benchmark::DoNotOptimize(QJsonDocument::fromJson(body));
}

template <auto Ask> void add(const char *kind)
{
    const std::string name = kind;
    benchmark::RegisterBenchmark(("P5/ours/" + name).c_str(), [kind](State &state) { again<Ask>(state, kind); });
    benchmark::RegisterBenchmark(("P5/ours, query built anew/" + name).c_str(),
                                 [kind](State &state) { anew<Ask>(state, kind); });
    benchmark::RegisterBenchmark(("P5/QJsonDocument at each hit/" + name).c_str(),
                                 [kind](State &state) { parse(state, kind); });
}

[[maybe_unused]] const bool added = [] {
    add<oneProduct>(productKind);
    add<allProducts>(productsKind);
    add<headers>(headersKind);
    add<oneReport>(reportKind);
    return true;
}();

} // namespace
} // namespace qwats::bench
