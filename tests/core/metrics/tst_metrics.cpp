// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/latencyhistogram.h"
#include "core/metrics/metricsrecorder.h"
#include "core/metrics/requestlog.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <thread>

using namespace qwats;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bucketWidth();
    void percentiles_data();
    void percentiles();
    void percentileEdges_data();
    void percentileEdges();
    void mergeEqualsAddingAll();
    void outcomesSum();
    void onlyHitsAreTimedAsHits();
    void rollover_data();
    void rollover();
    void resolution_data();
    void resolution();
    void everyCountIsInEachRange();
    void oldSpansAreForgotten();
    void wallClockJump();
    void samples();
    void clear();
    void manyThreads();
    void requestLog();
    void residentMemory();
};

void TestMetrics::bucketWidth()
{
    for (int i = 0; i + 1 < LatencyHistogram::BucketCount; ++i) {
        const qint64 from = LatencyHistogram::bucketFrom(i).count();
        const qint64 to = LatencyHistogram::bucketFrom(i + 1).count();
        QVERIFY(to > from);
        QCOMPARE(LatencyHistogram::bucketOf(nanoseconds(from)), i);
        QCOMPARE(LatencyHistogram::bucketOf(nanoseconds(to - 1)), i);
        if (from >= 100)
            QVERIFY(double(to - from) / double(from) <= 0.125);
    }
    QVERIFY(LatencyHistogram::bucketFrom(LatencyHistogram::BucketCount - 1) >= 100s);
}

void TestMetrics::percentiles_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("p");
    const std::array shapes{"even", "exponential", "two humps", "all equal"};
    for (int shape = 0; shape < int(shapes.size()); ++shape) {
        for (const double p : {1.0, 50.0, 95.0, 99.0, 99.9, 100.0})
            QTest::addRow("%s p%g", shapes[size_t(shape)], p) << shape << 20'000 << p;
    }
    for (const double p : {10.0, 50.0, 90.0}) // ranks between two whole numbers
        QTest::addRow("seven values p%g", p) << 0 << 7 << p;
    QTest::newRow("one value p50") << 0 << 1 << 50.0;
    QTest::newRow("three values p99") << 1 << 3 << 99.0;
}

std::vector<qint64> values(int shape, int count)
{
    std::mt19937_64 random(42);
    std::uniform_real_distribution<double> even(0.0, 1.0);
    std::vector<qint64> list(static_cast<size_t>(count));
    std::generate(list.begin(), list.end(), [&]() -> qint64 {
        const double x = even(random);
        switch (shape) {
        case 0: return 100 + qint64(x * 1e9);
        case 1: return 100 + qint64(-std::log(1.0 - x) * 5e7);
        case 2: return x < 0.9 ? 400 + qint64(x * 1000) : 50'000'000 + qint64(x * 1e6);
        default: return 74'000'000;
        }
    });
    return list;
}

void TestMetrics::percentiles()
{
    QFETCH(int, shape);
    QFETCH(int, count);
    QFETCH(double, p);
    std::vector<qint64> list = values(shape, count);
    LatencyHistogram histogram;
    for (const qint64 value : list)
        histogram.add(nanoseconds(value));
    std::sort(list.begin(), list.end());
    const auto rank = std::max<size_t>(1, size_t(std::ceil(p / 100.0 * double(list.size()))));
    const qint64 exact = list[rank - 1];
    const qint64 found = histogram.percentile(p).count();
    QVERIFY2(found >= exact && double(found) <= double(exact) * 1.125,
             qPrintable(QStringLiteral("%1 for %2").arg(found).arg(exact)));
    QCOMPARE(histogram.count(), quint64(count));
    QCOMPARE(histogram.max().count(), list.back());
    QCOMPARE(histogram.sum().count(), std::accumulate(list.begin(), list.end(), qint64(0)));
}

void TestMetrics::percentileEdges_data()
{
    QTest::addColumn<QList<qint64>>("ns");
    QTest::addColumn<double>("p");
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("empty") << QList<qint64>{} << 50.0 << qint64(0) << qint64(0);
    QTest::newRow("negative counts as 0") << QList<qint64>{-5} << 50.0 << qint64(0) << qint64(0);
    QTest::newRow("zero") << QList<qint64>{0} << 99.0 << qint64(0) << qint64(0);
    QTest::newRow("beyond the last bucket")
        << QList<qint64>{500'000'000'000} << 99.0 << qint64(500'000'000'000) << qint64(500'000'000'000);
    QTest::newRow("largest number") << QList<qint64>{std::numeric_limits<qint64>::max()} << 50.0
                                    << std::numeric_limits<qint64>::max() << std::numeric_limits<qint64>::max();
    QTest::newRow("largest number twice")
        << QList<qint64>{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()} << 99.0
        << std::numeric_limits<qint64>::max() << std::numeric_limits<qint64>::max();
    QTest::newRow("p below 0") << QList<qint64>{1000, 9000} << -1.0 << qint64(1000) << qint64(1125);
    QTest::newRow("p above 100") << QList<qint64>{1000, 9000} << 101.0 << qint64(9000) << qint64(9000);
    QTest::newRow("p is not a number") << QList<qint64>{1000, 9000} << nan << qint64(9000) << qint64(9000);
}

void TestMetrics::percentileEdges()
{
    QFETCH(QList<qint64>, ns);
    QFETCH(double, p);
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    LatencyHistogram histogram;
    for (const qint64 value : ns)
        histogram.add(nanoseconds(value));
    const qint64 found = histogram.percentile(p).count();
    QVERIFY2(found >= least && found <= most, qPrintable(QString::number(found)));
}

void TestMetrics::mergeEqualsAddingAll()
{
    LatencyHistogram all;
    LatencyHistogram one;
    LatencyHistogram two;
    const std::vector<qint64> list = values(1, 1000);
    for (size_t i = 0; i < list.size(); ++i) {
        all.add(nanoseconds(list[i]));
        (i % 3 == 0 ? one : two).add(nanoseconds(list[i]));
    }
    one.merge(two);
    QCOMPARE(one.count(), all.count());
    QCOMPARE(one.sum().count(), all.sum().count());
    QCOMPARE(one.max().count(), all.max().count());
    for (int i = 0; i < LatencyHistogram::BucketCount; ++i)
        QCOMPARE(one.bucketCount(i), all.bucketCount(i));
}

void TestMetrics::outcomesSum()
{
    FakeClock clock;
    MetricsRecorder recorder(clock);
    quint64 lookups = 0;
    for (int domain = 0; domain < DomainCount; ++domain) {
        for (int outcome = 0; outcome < OutcomeCount; ++outcome) {
            for (int n = 0; n <= domain + outcome; ++n, ++lookups)
                recorder.lookup(domainAt(domain), static_cast<Outcome>(outcome), 1us);
        }
        clock.advance(7s);
    }
    QCOMPARE(recorder.total().lookups(), lookups);
    quint64 byDomain = 0;
    for (int domain = 0; domain < DomainCount; ++domain) {
        const OutcomeCounts counts = recorder.outcomesOf(domainAt(domain));
        byDomain += std::accumulate(counts.begin(), counts.end(), quint64(0));
        QCOMPARE(counts[0], quint64(domain + 1));
    }
    QCOMPARE(byDomain, lookups);
    QCOMPARE(recorder.last(600s).lookups(), lookups);
}

void TestMetrics::onlyHitsAreTimedAsHits()
{
    FakeClock clock;
    MetricsRecorder recorder(clock);
    for (int outcome = 0; outcome < OutcomeCount; ++outcome)
        recorder.lookup(Domain::Asset, static_cast<Outcome>(outcome), 500ns);
    recorder.call(true, true, 48ms);
    recorder.call(true, false, 60ms);
    recorder.call(false, false, 30s);
    const MetricsBucket total = recorder.total();
    QCOMPARE(total.cacheHits.count(), quint64(3)); // fresh, stale, seeded
    QCOMPARE(total.calls, quint64(3));
    QCOMPARE(total.failedCalls, quint64(2));
    QCOMPARE(total.network.count(), quint64(2));
    QCOMPARE(total.network.max().count(), nanoseconds(60ms).count());
}

void TestMetrics::rollover_data()
{
    QTest::addColumn<qint64>("afterMs");
    QTest::addColumn<int>("bucketsBack"); // where the first call is then, counted from the running second
    QTest::newRow("same second") << qint64(999) << 0;
    QTest::newRow("next second") << qint64(1000) << 1;
    QTest::newRow("a minute") << qint64(60'000) << 60;
    QTest::newRow("just kept") << qint64(599'999) << 599;
    QTest::newRow("just gone") << qint64(600'000) << -1;
    QTest::newRow("a ring later, same slot") << qint64(1'200'000) << -1;
}

void TestMetrics::rollover()
{
    QFETCH(qint64, afterMs);
    QFETCH(int, bucketsBack);
    FakeClock clock;
    MetricsRecorder recorder(clock);
    recorder.call(true, true, 1ms);
    clock.advance(std::chrono::milliseconds(afterMs));
    const auto history = recorder.history(600s);
    QCOMPARE(history.size(), size_t(600));
    for (size_t i = 0; i < history.size(); ++i) {
        const bool here = bucketsBack >= 0 && i == history.size() - 1 - size_t(bucketsBack);
        QCOMPARE(history[i].calls, quint64(here ? 1 : 0));
        QCOMPARE(history[i].network.count(), quint64(here ? 1 : 0));
    }
}

void TestMetrics::resolution_data()
{
    QTest::addColumn<qint64>("range");
    QTest::addColumn<qint64>("span");
    QTest::addColumn<qint64>("count");
    QTest::newRow("nothing asked") << qint64(0) << qint64(1) << qint64(1);
    QTest::newRow("1 min") << qint64(60) << qint64(1) << qint64(60);
    QTest::newRow("10 min") << qint64(600) << qint64(1) << qint64(600);
    QTest::newRow("10 min and a second") << qint64(601) << qint64(10) << qint64(61);
    QTest::newRow("1 h") << qint64(3600) << qint64(10) << qint64(360);
    QTest::newRow("100 min") << qint64(6000) << qint64(10) << qint64(600);
    QTest::newRow("4 h") << qint64(14'400) << qint64(60) << qint64(240);
    QTest::newRow("10 h") << qint64(36'000) << qint64(60) << qint64(600);
    QTest::newRow("24 h") << qint64(86'400) << qint64(180) << qint64(480);
    QTest::newRow("more than is kept") << qint64(864'000) << qint64(180) << qint64(480);
}

void TestMetrics::resolution()
{
    QFETCH(qint64, range);
    QFETCH(qint64, span);
    QFETCH(qint64, count);
    FakeClock clock;
    MetricsRecorder recorder(clock);
    clock.advance(25h);
    const auto history = recorder.history(std::chrono::seconds(range));
    QCOMPARE(qint64(history.size()), count);
    for (size_t i = 0; i < history.size(); ++i) {
        QCOMPARE(qint64(history[i].span.count()), span * 1000);
        if (i > 0)
            QCOMPARE(history[i].start.ms() - history[i - 1].start.ms(), span * 1000);
    }
    const qint64 now = clock.wallNow().ms();
    QVERIFY(history.back().start.ms() <= now && now < history.back().start.ms() + span * 1000);
}

void TestMetrics::everyCountIsInEachRange()
{
    FakeClock clock;
    MetricsRecorder recorder(clock);
    for (int i = 0; i < 500; ++i, clock.advance(1s))
        recorder.lookup(Domain::Product, Outcome::Fresh, nanoseconds(400 + i));
    for (const auto range : {600s, 3600s, 14'400s, 86'400s}) {
        const auto history = recorder.history(range);
        MetricsBucket joined = history.front();
        std::for_each(history.begin() + 1, history.end(), [&](const MetricsBucket &bucket) { joined.merge(bucket); });
        QCOMPARE(joined.lookups(), quint64(500));
        QCOMPARE(joined.cacheHits.count(), quint64(500));
        QCOMPARE(joined.span.count(), qint64(history.size()) * history.front().span.count());
        QCOMPARE(recorder.last(range).lookups(), quint64(500));
    }
    QCOMPARE(recorder.last(100s).lookups(), quint64(99)); // the running second is still empty
}

void TestMetrics::oldSpansAreForgotten()
{
    FakeClock clock;
    MetricsRecorder recorder(clock);
    recorder.call(true, true, 1ms);
    clock.advance(24h + 3min);
    recorder.call(true, true, 1ms);
    QCOMPARE(recorder.last(86'400s).calls, quint64(1));
    QCOMPARE(recorder.total().calls, quint64(2)); // the total is since the start
}

void TestMetrics::wallClockJump()
{
    FakeClock clock;
    MetricsRecorder recorder(clock);
    recorder.call(true, true, 1ms);
    clock.setWall(Timestamp::fromMs(clock.wallNow().ms() - 3'600'000));
    clock.advance(5s);
    const auto history = recorder.history(60s);
    QCOMPARE(history[history.size() - 6].calls, quint64(1));
    for (size_t i = 1; i < history.size(); ++i)
        QVERIFY(history[i].start > history[i - 1].start);
}

void TestMetrics::samples()
{
    FakeClock clock;
    MetricsRecorder recorder(clock);
    recorder.sample(1000, 5000, 10, false);
    clock.advance(1s);
    recorder.sample(2000, 6000, 25, true);
    clock.advance(1s);
    recorder.sample(500, 7000, 4, false); // a new cache counts from 0
    clock.advance(1s);
    const auto history = recorder.history(4s);
    QCOMPARE(history[0].evictions, quint64(10));
    QCOMPARE(history[1].evictions, quint64(15));
    QCOMPARE(history[2].evictions, quint64(4));
    QVERIFY(!history[0].serverDown && history[1].serverDown && !history[2].serverDown);
    QCOMPARE(history[3].cacheBytes, qint64(0)); // no sample in the running second yet
    const MetricsBucket joined = recorder.last(4s);
    QCOMPARE(joined.cacheBytes, qint64(500)); // the newest
    QCOMPARE(joined.residentBytes, qint64(7000));
    QCOMPARE(joined.evictions, quint64(29));
    QVERIFY(joined.serverDown);
}

void TestMetrics::clear()
{
    FakeClock clock;
    MetricsRecorder recorder(clock);
    recorder.lookup(Domain::Report, Outcome::Cold, 1ms);
    recorder.sample(1, 1, 7, true);
    clock.advance(10s);
    recorder.clear();
    clock.advance(2s);
    QCOMPARE(recorder.total().lookups(), quint64(0));
    QCOMPARE(qint64(recorder.total().span.count()), qint64(2000));
    QCOMPARE(recorder.last(600s).lookups(), quint64(0));
    QCOMPARE(recorder.outcomesOf(Domain::Report)[size_t(Outcome::Cold)], quint64(0));
    recorder.sample(1, 1, 9, false);
    QCOMPARE(recorder.total().evictions, quint64(2)); // not those from before
}

void TestMetrics::manyThreads()
{
    MetricsRecorder recorder(Clock::system());
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&recorder] {
            for (int i = 0; i < 5000; ++i) {
                recorder.lookup(Domain::Asset, Outcome::Fresh, 300ns);
                recorder.call(true, i % 2 == 0, 1ms);
            }
        });
    }
    while (recorder.total().lookups() < 100) // reading while they write
        static_cast<void>(recorder.history(600s));
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(recorder.total().lookups(), quint64(20'000));
    QCOMPARE(recorder.total().failedCalls, quint64(10'000));
    QCOMPARE(recorder.last(86'400s).cacheHits.count(), quint64(20'000));
}

void TestMetrics::requestLog()
{
    RequestLog log(3);
    QCOMPARE(log.lastId(), quint64(0));
    QVERIFY(log.since(0).empty());
    for (const char *method : {"GET", "PUT", "POST", "GET"}) {
        RequestRecord record;
        record.id = 77; // the log gives its own
        record.method = method;
        log.add(record);
    }
    const auto all = log.since(0);
    QCOMPARE(all.size(), size_t(3)); // the oldest went
    QCOMPARE(all.front().id, quint64(2));
    QCOMPARE(all.front().method, QByteArray("PUT"));
    QCOMPARE(all.back().id, quint64(4));
    QCOMPARE(log.since(3).size(), size_t(1));
    QVERIFY(log.since(4).empty());
    QVERIFY(log.since(99).empty());
    log.clear();
    QVERIFY(log.since(0).empty());
    log.add({});
    QCOMPARE(log.lastId(), quint64(5)); // ids go on
}

void TestMetrics::residentMemory()
{
    QVERIFY(residentBytes() > 1'000'000);
    QVERIFY(residentBytes() < 4'000'000'000);
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
