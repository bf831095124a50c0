// SPDX-License-Identifier: GPL-3.0-or-later
// The hot paths for the regression gate, counted by callgrind: one dump a path, named after it. gate.py runs it with a
// fixed hash seed, so that the same program gives the same counts. A path whose work changes gets another name: the
// gate compares by name.
#include "core/asset/assetservice.h"
#include "core/http/fetcher.h"
#include "core/http/transportsettings.h"
#include "core/metrics/metricsrecorder.h"
#include "core/metrics/requestlog.h"
#include "core/product/productservice.h"
#include "core/report/reportservice.h"
#include "tests/performance/samples.h"

#include <QCoreApplication>

#include <cstdio>
#include <vector>

#include <valgrind/callgrind.h>

using namespace qwats;
using namespace qwats::bench;
using namespace Qt::StringLiterals;

namespace {

/// Reading the machine's clock costs no counted instruction, so neither does this.
class StandingClock final : public Clock
{
public:
    [[nodiscard]] BootTime now() const override { return BootTime(std::chrono::hours(1)); }
    [[nodiscard]] Timestamp wallNow() const override { return Timestamp::fromMs(1'767'225'600'000); }
};

int broken = 0;

/// Counts `times` runs of `work(i)` as one path. Each run has to return true.
template <typename Work> void path(const char *name, int times, const Work &work)
{
    for (int i = 0; i < std::min(times, 3); ++i) // what happens once happens now
        broken += work(i) ? 0 : 1;
    CALLGRIND_TOGGLE_COLLECT;
    for (int i = 0; i < times; ++i)
        broken += work(i) ? 0 : 1;
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(name);
    std::printf("%s\t%d\n", name, times);
}

QByteArray keyOf(int n)
{
    return "/api/Report/Wsjf/" + QByteArray::number(n).rightJustified(36, '0') + "?detail=7x";
}

CacheEntry entryOf(int n)
{
    CacheEntry entry;
    entry.value = std::make_shared<const int>(n);
    entry.domain = Domain::Report;
    entry.tags = {"report:" + QByteArray::number(n), "list:" + QByteArray::number(n / 100)};
    entry.bytes = 100;
    return entry;
}

CachePolicies roomFor(qsizetype entries)
{
    CachePolicies policies = CachePolicies::defaults();
    policies.maxEntries = entries;
    return policies;
}

void cachePaths(const Clock &clock)
{
    constexpr int Entries = 1000;
    std::vector<CacheKey> keys;
    std::vector<CacheEntry> entries;
    for (int n = 0; n < 4 * Entries; ++n) {
        keys.emplace_back(keyOf(n));
        entries.push_back(entryOf(n));
    }
    TtlCache roomy(clock, roomFor(2 * Entries));
    for (int n = 0; n < Entries; ++n)
        (void)roomy.put(keys[size_t(n)], entries[size_t(n)]);
    path("cache: hit", 10'000,
         [&](int i) { return roomy.get(keys[size_t(i * 7 % Entries)], Domain::Report).value != nullptr; });
    path("cache: miss", 10'000,
         [&](int i) { return !roomy.get(keys[size_t(Entries + i * 7 % Entries)], Domain::Report).value; });
    path("cache: put again", 5000, [&](int i) {
        const auto n = size_t(i * 7 % Entries);
        return roomy.put(keys[n], entries[n]) == TtlCache::Put::Stored;
    });
    path("cache: drop 100 by tag", 10,
         [&](int i) { return roomy.dropTags({"list:" + QByteArray::number(i % 10)}) <= 100; });
    TtlCache tight(clock, roomFor(Entries));
    for (int n = 0; n < Entries; ++n)
        (void)tight.put(keys[size_t(n)], entries[size_t(n)]);
    path("cache: put, evicting", 5000, [&](int i) {
        const auto n = size_t((Entries + i) % (4 * Entries));
        return tight.put(keys[n], entries[n]) == TtlCache::Put::Stored;
    });
}

template <typename Ask>
void hitPath(const char *name, TtlCache &cache, Fetcher &fetcher, const char *kind, const Ask &ask)
{
    const AnyQuery query = ask();
    const auto value = query.endpoint->decode(Samples::load(kind).front().body);
    if (!value) {
        ++broken;
        return;
    }
    CacheEntry entry;
    entry.value = *value;
    entry.domain = query.endpoint->domain;
    entry.tags = query.tags(value->get());
    entry.bytes = 1000;
    (void)cache.put(query.key, entry);
    path(name, 2000, [&](int) { return fetcher.fetch(ask(), {}, nullptr, {}).value != nullptr; });
}

void hitPaths(const Clock &clock)
{
    TtlCache cache(clock, CachePolicies::defaults());
    RequestLog log;
    MetricsRecorder metrics(clock);
    TransportSettings nowhere;
    nowhere.baseUrl = QUrl(u"http://127.0.0.1:9"_s);
    Fetcher fetcher(clock, cache, log, metrics, nowhere);
    hitPath("hit: one product", cache, fetcher, productKind, [] { return ProductService::one(u"820-1104"_s); });
    hitPath("hit: a page of headers", cache, fetcher, pageKind, [] {
        return ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, {0, 100});
    });
    const auto report = ReportService::one(u"b9549c9e-0a87-4933-ae55-f8ae8fa3f683"_s);
    hitPath("hit: one report, query at hand", cache, fetcher, reportKind, [&] { return report; });
}

void keyPaths()
{
    path("key: one product", 2000, [](int) { return !ProductService::one(u"820-1104 B/2"_s).key.isEmpty(); });
    path("key: filtered headers", 2000, [](int) {
        ReportFilter filter;
        filter.partNumber = u"820-11%"_s;
        filter.stationName = u"ICT-04"_s;
        filter.from = Timestamp::fromMs(1'767'225'600'000);
        filter.results = {ReportResult::Failed, ReportResult::Error};
        return !ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, {100, 100}).key.isEmpty();
    });
    path("key: asset list", 2000, [](int) {
        AssetFilter filter;
        filter.text = u"fixture"_s;
        return !AssetService::list(filter, AssetSort::NextCalibration, Qt::AscendingOrder, {0, 100}).key.isEmpty();
    });
}

void decodePath(const char *name, int times, const char *kind, const AnyQuery &query)
{
    const QByteArray body = Samples::load(kind).front().body;
    path(name, times, [&](int) { return query.endpoint->decode(body).has_value(); });
}

void decodePaths()
{
    decodePath("decode: product", 200, productKind, ProductService::one(u"x"_s));
    decodePath("decode: products", 3, productsKind, ProductService::list());
    decodePath("decode: assets", 3, assetsKind, AssetService::byODataFilter({}, {}));
    decodePath("decode: headers", 20, pageKind, ReportService::byODataFilter(ReportKind::Test, {}, {}));
    decodePath("decode: report", 50, reportKind, ReportService::one(u"x"_s));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const StandingClock clock;
    CALLGRIND_START_INSTRUMENTATION;
    cachePaths(clock);
    keyPaths();
    decodePaths();
    hitPaths(clock);
    if (broken > 0)
        std::fprintf(stderr, "qwats_gate: %d runs did not do their work\n", broken);
    return broken == 0 ? 0 : 1;
}
