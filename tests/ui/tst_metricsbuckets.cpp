// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/metricsbuckets.h"

#include <QTest>

#include <numeric>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 Start = 1'770'000'000'000;

/// `count` seconds in which nothing happened.
std::vector<MetricsBucket> quiet(int count)
{
    std::vector<MetricsBucket> history(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        history[static_cast<size_t>(i)].start = Timestamp::fromMs(Start + i * 1000);
    return history;
}

} // namespace

class TestMetricsBuckets : public QObject
{
    Q_OBJECT

private slots:
    void groups_data();
    void groups();
    void groupsSumToLookups();
    void known_data();
    void known();
    void heatIsWhatAnswered();
    void emptyHasNoTimes();
    void joins_data();
    void joins();
    void runningSpanKeepsMemory();
    void downIsKeptWhenJoined();
};

void TestMetricsBuckets::groups_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("group");
    QTest::newRow("fresh") << Outcome::Fresh << int(FreshOutcome);
    QTest::newRow("known not to be there") << Outcome::Negative << int(FreshOutcome);
    QTest::newRow("seeded") << Outcome::Seeded << int(SeededOutcome);
    QTest::newRow("joined") << Outcome::Joined << int(JoinedOutcome);
    QTest::newRow("stale") << Outcome::Stale << int(StaleOutcome);
    QTest::newRow("cold") << Outcome::Cold << int(MissOutcome);
    QTest::newRow("expired") << Outcome::Expired << int(MissOutcome);
    QTest::newRow("evicted") << Outcome::Evicted << int(MissOutcome);
    QTest::newRow("invalidated") << Outcome::Invalidated << int(MissOutcome);
    QTest::newRow("bypassed") << Outcome::Bypassed << int(MissOutcome);
    QTest::newRow("too big") << Outcome::TooBig << int(MissOutcome);
    QTest::newRow("failed") << Outcome::Failed << int(FailedOutcome);
}

void TestMetricsBuckets::groups()
{
    QFETCH(Outcome, outcome);
    QFETCH(int, group);
    QCOMPARE(int(groupOf(outcome)), group);
    auto history = quiet(1);
    history[0].outcomes[static_cast<size_t>(outcome)] = 7;
    const auto buckets = toTimeBuckets(history, Timestamp::fromMs(Start));
    QCOMPARE(buckets[0].outcomes[static_cast<size_t>(group)], quint64(7));
    QCOMPARE(buckets[0].lookups(), quint64(7));
}

void TestMetricsBuckets::groupsSumToLookups()
{
    auto history = quiet(1);
    for (size_t i = 0; i < history[0].outcomes.size(); ++i)
        history[0].outcomes[i] = quint64(1) << i; // no two sums are equal
    const auto buckets = toTimeBuckets(history, Timestamp::fromMs(Start));
    QCOMPARE(buckets[0].lookups(), history[0].lookups());
    QCOMPARE(buckets[0].lookups(), (quint64(1) << qwats::OutcomeCount) - 1);
}

void TestMetricsBuckets::known_data()
{
    QTest::addColumn<qint64>("startedAt");
    QTest::addColumn<int>("knownCount");
    QTest::newRow("running all the time") << Start - 1 << 10;
    QTest::newRow("started with the first span") << Start << 10;
    QTest::newRow("started within a span") << Start + 3500 << 7;
    QTest::newRow("started at an edge") << Start + 4000 << 6;
    QTest::newRow("not started yet") << Start + 10'000 << 0;
}

void TestMetricsBuckets::known()
{
    QFETCH(qint64, startedAt);
    QFETCH(int, knownCount);
    const auto buckets = toTimeBuckets(quiet(10), Timestamp::fromMs(startedAt));
    QCOMPARE(buckets.size(), size_t(10));
    QCOMPARE(int(std::count_if(buckets.begin(), buckets.end(), [](const TimeBucket &b) { return b.known; })),
             knownCount);
    for (int i = 0; i < 10; ++i) {
        const TimeBucket &bucket = buckets[static_cast<size_t>(i)];
        QCOMPARE(bucket.known, i >= 10 - knownCount);
        QCOMPARE(bucket.fromMs, Start + i * 1000);
        QCOMPARE(bucket.toMs, bucket.fromMs + 1000);
    }
}

void TestMetricsBuckets::heatIsWhatAnswered()
{
    auto history = quiet(1);
    for (int i = 0; i < 90; ++i)
        history[0].network.add(10ms);
    for (int i = 0; i < 10; ++i)
        history[0].network.add(500ms);
    history[0].cacheHits.add(8us);
    const auto buckets = toTimeBuckets(history, Timestamp::fromMs(Start));
    const auto &heat = buckets[0].heat;
    QCOMPARE(heat.size(), size_t(2));
    QCOMPARE(std::accumulate(heat.begin(), heat.end(), quint32(0),
                             [](quint32 sum, const auto &cell) { return sum + cell.second; }),
             quint32(100));
    QVERIFY(heat[0].first <= 10 && heat[0].first > 10 * 0.875);
    QVERIFY(heat[1].first <= 500 && heat[1].first > 500 * 0.875);
    QVERIFY(*buckets[0].p50Ms < 12 && *buckets[0].p50Ms > 8);
    QVERIFY(*buckets[0].p99Ms > 430);
    QVERIFY(*buckets[0].cacheP50Us > 6 && *buckets[0].cacheP50Us < 10);
}

void TestMetricsBuckets::emptyHasNoTimes()
{
    const auto buckets = toTimeBuckets(quiet(1), Timestamp::fromMs(Start));
    QVERIFY(!buckets[0].p50Ms && !buckets[0].p95Ms && !buckets[0].p99Ms && !buckets[0].cacheP50Us);
    QVERIFY(buckets[0].heat.empty());
    QVERIFY(toTimeBuckets({}, Timestamp::fromMs(Start)).empty());
}

void TestMetricsBuckets::joins_data()
{
    QTest::addColumn<int>("spans");
    QTest::addColumn<int>("points");
    QTest::newRow("few stay") << 75 << 75;
    QTest::newRow("one too many") << 76 << 38;
    QTest::newRow("five minutes") << 300 << 75;
    QTest::newRow("the most there are") << 600 << 75;
    QTest::newRow("no even share") << 599 << 75;
}

/// Joining loses no look-up, no call and no time.
void TestMetricsBuckets::joins()
{
    QFETCH(int, spans);
    QFETCH(int, points);
    auto history = quiet(spans);
    for (int i = 0; i < spans; ++i) {
        MetricsBucket &bucket = history[static_cast<size_t>(i)];
        bucket.outcomes[static_cast<size_t>(Outcome::Cold)] = static_cast<quint64>(i);
        bucket.calls = static_cast<quint64>(2 * i);
    }
    const auto buckets = toTimeBuckets(history, Timestamp::fromMs(Start));
    QCOMPARE(int(buckets.size()), points);
    quint64 lookups = 0;
    quint64 calls = 0;
    qint64 edge = Start;
    for (const TimeBucket &bucket : buckets) {
        lookups += bucket.lookups();
        calls += bucket.calls;
        QCOMPARE(bucket.fromMs, edge);
        edge = bucket.toMs;
    }
    QCOMPARE(edge, Start + spans * 1000);
    QCOMPARE(lookups, static_cast<quint64>(spans) * static_cast<quint64>(spans - 1) / 2);
    QCOMPARE(calls, 2 * lookups);
}

void TestMetricsBuckets::runningSpanKeepsMemory()
{
    auto history = quiet(3);
    history[1].cacheBytes = 4'000'000;
    history[1].residentBytes = 90'000'000;
    const auto buckets = toTimeBuckets(history, Timestamp::fromMs(Start));
    QCOMPARE(buckets[0].residentBytes, 0.0);
    QCOMPARE(buckets[2].residentBytes, 90'000'000.0);
    QCOMPARE(buckets[2].cacheBytes, 4'000'000.0);
}

void TestMetricsBuckets::downIsKeptWhenJoined()
{
    auto history = quiet(150);
    history[21].serverDown = true;
    const auto buckets = toTimeBuckets(history, Timestamp::fromMs(Start));
    QCOMPARE(buckets.size(), size_t(75));
    QVERIFY(buckets[10].serverDown);
    QVERIFY(!buckets[9].serverDown && !buckets[11].serverDown);
}

QTEST_GUILESS_MAIN(TestMetricsBuckets)
#include "tst_metricsbuckets.moc"
