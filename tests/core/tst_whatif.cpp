// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/whatif.h"
#include "tests/core/fetchworld.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace qwats;
using namespace qwats::test;

namespace {

constexpr double TwoPoints = 0.02;

/// Keys by Zipf: rank r with probability 1 / (r + 1) ^ s.
class Popular
{
public:
    Popular(int count, double s, quint32 seed)
        : m_random(seed)
    {
        std::vector<double> weights;
        for (int rank = 0; rank < count; ++rank)
            weights.push_back(std::pow(rank + 1, -s));
        m_pick = std::discrete_distribution<int>(weights.begin(), weights.end());
    }
    int next() { return m_pick(m_random); }
    int below(int limit) { return int(m_random() % quint32(limit)); }

private:
    std::mt19937 m_random;
    std::discrete_distribution<int> m_pick;
};

CachePolicies limits(qsizetype entries, std::chrono::seconds fresh = 24h)
{
    CachePolicies policies = CachePolicies::defaults();
    policies.maxEntries = entries;
    policies.maxBytes = 1'000'000'000;
    CachePolicy &asset = policies.of(Domain::Asset);
    asset.freshFor = fresh;
    asset.keepFor = 2 * fresh;
    asset.offlineFor = 4 * fresh;
    return policies;
}

/// Look-ups of things without lists and writes, one a second.
RecordedTrace lookups(int count, int things, double s, qsizetype bytes = 1000)
{
    RecordedTrace trace;
    Popular popular(things, s, 7);
    for (int i = 0; i < count; ++i) {
        AccessEvent event;
        event.key = quint64(popular.next()) * 0x9E3779B97F4A7C15ULL;
        event.domain = Domain::Asset;
        event.at = BootTime(i * 10ms);
        event.bytes = bytes;
        trace.events.push_back(event);
    }
    trace.loadsTakeTime = false;
    trace.policies = limits(1000);
    return trace;
}

/// The naive way: a list in order of use. Distance -1: not seen before.
std::vector<int> exactDistances(const RecordedTrace &trace)
{
    std::vector<quint64> stack; // the newest last
    std::vector<int> distances;
    for (const AccessEvent &event : trace.events) {
        const auto found = std::find(stack.rbegin(), stack.rend(), event.key);
        distances.push_back(found == stack.rend() ? -1 : int(found - stack.rbegin()));
        if (found != stack.rend())
            stack.erase(std::next(found).base());
        stack.push_back(event.key);
    }
    return distances;
}

double exactHitRate(const std::vector<int> &distances, qsizetype entries)
{
    const auto hits = std::count_if(distances.begin(), distances.end(),
                                    [&](int distance) { return distance >= 0 && distance < entries; });
    return double(hits) / double(distances.size());
}

/// The same story for every table: reads, lists, refreshes, writes, unknown things, pauses.
RecordedTrace realRun(const CachePolicies &policies, int steps)
{
    World world(
        [](const ScriptedServer::Request &request) {
            if (request.target == "/api/Things")
                return ScriptedServer::ok("[1,2,3,4,5,6,7,8,9,10]");
            if (request.target.endsWith("13"))
                return ScriptedServer::status(404, "{}");
            return echo(request);
        },
        policies);
    Popular popular(60, 0.8, 3);
    for (int i = 0; i < steps; ++i) {
        world.clock.advance(std::chrono::milliseconds(popular.below(3000)));
        const int what = popular.below(100);
        const int n = popular.next();
        bool ended = false; // a stale answer and the one behind it: the last belongs to this step
        const auto end = [&](const auto &) { ended = true; };
        FetchOptions options;
        if (what < 4) {
            world.fetcher->send<Done>(change(n), world.fetcher.get(), end);
        } else if (what < 8) {
            const auto now = world.fetcher->fetch<std::vector<Thing>>(things(), options, world.fetcher.get(), end);
            ended = !now.pending;
        } else {
            options.mode = what < 11 ? FetchOptions::Mode::Refresh
                : what < 13          ? FetchOptions::Mode::NoCache
                                     : FetchOptions::Mode::Normal;
            const auto now = world.fetcher->fetch<Thing>(thing(n), options, world.fetcher.get(), end);
            ended = !now.pending;
        }
        while (!ended)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    RecordedTrace trace = recordedTrace(world.fetcher->accessTrace(), policies, world.clock);
    trace.loadsTakeTime = false;
    return trace;
}

} // namespace

/// Predictions beside what really happened.
class TestWhatIf : public QObject
{
    Q_OBJECT

private slots:
    void predictsTheRealFetcher_data();
    void predictsTheRealFetcher();
    void outcomesSumToLookups_data();
    void outcomesSumToLookups();
    void loadsThatTakeTimeAreJoined();
    void writesMakeUntrue();
    void answersFromBeforeTheTrace();
    void oldestAndHighWater();
    void curveIsExactOnFullSample();
    void curveFromASample_data();
    void curveFromASample();
    void curveMatchesPrediction();
    void curveIsBounded();
    void stopsWhenTold();
    void emptyTrace();
};

void TestWhatIf::predictsTheRealFetcher_data()
{
    QTest::addColumn<int>("entries");
    QTest::addColumn<int>("freshSeconds");
    QTest::newRow("as recorded") << 400 << 300;
    QTest::newRow("smaller") << 12 << 300;
    QTest::newRow("tiny") << 2 << 300;
    QTest::newRow("shorter lives") << 400 << 20;
    QTest::newRow("longer lives") << 400 << 100'000;
    QTest::newRow("smaller and shorter") << 25 << 40;
}

/// Recorded under one table, predicted for another, and run for real under that.
void TestWhatIf::predictsTheRealFetcher()
{
    QFETCH(int, entries);
    QFETCH(int, freshSeconds);
    static const RecordedTrace recorded = realRun(limits(400, 300s), 1500);
    QVERIFY(!recorded.events.empty());
    const CachePolicies other = limits(entries, std::chrono::seconds(freshSeconds));
    const WhatIfFigures real = measuredFigures(realRun(other, 1500));
    const auto predicted = predictFigures(recorded, other);
    QVERIFY(predicted);
    QCOMPARE(predicted->lookups, real.lookups);
    QCOMPARE(predicted->writes, real.writes);
    QVERIFY(real.served() > 20);
    // Why a key was not there is remembered for some keys only, by chance of their hashes: misses are one sum.
    const auto isMiss = [](Outcome outcome) {
        return outcome == Outcome::Cold || outcome == Outcome::Expired || outcome == Outcome::Evicted
            || outcome == Outcome::Invalidated;
    };
    quint64 predictedMisses = 0;
    quint64 realMisses = 0;
    for (int i = 0; i < OutcomeCount; ++i) {
        const auto foretold = predicted->outcomes[size_t(i)];
        const auto came = real.outcomes[size_t(i)];
        predictedMisses += isMiss(Outcome(i)) ? foretold : 0;
        realMisses += isMiss(Outcome(i)) ? came : 0;
        QVERIFY2(isMiss(Outcome(i)) || foretold == came,
                 qPrintable(
                     QStringLiteral("%1: %2 predicted, %3 real").arg(outcomeName(Outcome(i))).arg(foretold).arg(came)));
    }
    QCOMPARE(predictedMisses, realMisses);
    QCOMPARE(predicted->oldestServed / 1ms, real.oldestServed / 1ms);
}

void TestWhatIf::outcomesSumToLookups_data()
{
    QTest::addColumn<CachePolicies>("policies");
    QTest::newRow("plenty") << limits(400);
    QTest::newRow("one entry") << limits(1);
    QTest::newRow("many shards") << limits(100'000);
    QTest::newRow("no life") << limits(400, 0s);
    CachePolicies off = limits(400);
    off.enabled = false;
    QTest::newRow("cache off") << off;
    CachePolicies small = limits(400);
    small.maxEntryBytes = 500;
    QTest::newRow("all too big") << small;
}

void TestWhatIf::outcomesSumToLookups()
{
    QFETCH(CachePolicies, policies);
    RecordedTrace trace = lookups(5000, 300, 0.7);
    for (size_t i = 0; i < trace.events.size(); i += 7) {
        trace.events[i].outcome = static_cast<Outcome>(i % OutcomeCount);
        trace.events[i].ask = static_cast<AccessEvent::Ask>(i / 7 % 4);
        trace.events[i].kind = static_cast<AccessEvent::Kind>(i / 7 % 9 % 4);
    }
    for (const bool takesTime : {false, true}) {
        trace.loadsTakeTime = takesTime;
        const auto figures = predictFigures(trace, policies);
        QVERIFY(figures);
        quint64 sum = 0;
        for (const quint64 count : figures->outcomes)
            sum += count;
        QCOMPARE(sum, figures->lookups);
        QVERIFY(figures->mostEntries <= policies.maxEntries);
        QCOMPARE(figures->served() > 0,
                 policies.enabled && policies.maxEntryBytes > 500 && policies.of(Domain::Asset).keepFor > 0s);
    }
}

void TestWhatIf::loadsThatTakeTimeAreJoined()
{
    RecordedTrace trace;
    trace.policies = limits(100);
    for (const auto time : {0ms, 40ms, 99ms, 101ms}) {
        AccessEvent event;
        event.key = 5;
        event.domain = Domain::Asset;
        event.at = BootTime(time);
        event.span = 100ms;
        event.bytes = 10;
        trace.events.push_back(event);
    }
    const auto figures = predictFigures(trace, trace.policies);
    QVERIFY(figures);
    QCOMPARE(figures->outcomes[size_t(Outcome::Cold)], quint64(1));
    QCOMPARE(figures->outcomes[size_t(Outcome::Joined)], quint64(2));
    QCOMPARE(figures->outcomes[size_t(Outcome::Fresh)], quint64(1));
    QCOMPARE(figures->calls, quint64(1));
    trace.loadsTakeTime = false;
    QCOMPARE(predictFigures(trace, trace.policies)->outcomes[size_t(Outcome::Fresh)], quint64(3));
}

void TestWhatIf::writesMakeUntrue()
{
    RecordedTrace trace = lookups(3, 1, 1);
    trace.shapes[trace.events[0].key].tags = {77};
    AccessEvent write;
    write.kind = AccessEvent::Kind::Write;
    write.at = trace.events[1].at;
    AccessEvent drop = write;
    drop.kind = AccessEvent::Kind::Drop;
    drop.key = 77;
    trace.events.insert(trace.events.begin() + 2, {write, drop});
    const auto figures = predictFigures(trace, trace.policies);
    QCOMPARE(figures->outcomes[size_t(Outcome::Invalidated)], quint64(1));
    QCOMPARE(figures->calls, quint64(3)); // two loads and the write
    trace.events[3].key = 78; // the control: another tag
    QCOMPARE(predictFigures(trace, trace.policies)->outcomes[size_t(Outcome::Invalidated)], quint64(0));
}

void TestWhatIf::answersFromBeforeTheTrace()
{
    RecordedTrace trace = lookups(2, 1, 1);
    for (AccessEvent &event : trace.events) {
        event.outcome = Outcome::Fresh;
        event.span = 100s + (event.at - BootTime());
    }
    QCOMPARE(predictFigures(trace, trace.policies)->served(), quint64(2));
    QCOMPARE(predictFigures(trace, limits(100, 40s))->served(), quint64(1)); // too old by then, loaded anew
}

void TestWhatIf::oldestAndHighWater()
{
    RecordedTrace trace = lookups(4, 1, 1, 5000);
    trace.events[1].at = BootTime(100s);
    trace.events[2].at = BootTime(250s);
    trace.events[2].key = 99;
    trace.events[3].at = BootTime(400s);
    const auto figures = predictFigures(trace, limits(100, 300s));
    QCOMPARE(figures->oldestServed, std::chrono::nanoseconds(400s)); // as old, while it is fetched anew
    QCOMPARE(figures->mostBytes, qsizetype(10'000));
    QCOMPARE(figures->mostEntries, qsizetype(2));
    QCOMPARE(figures->calls, quint64(3));
    QCOMPARE(figures->callsPerMinute(), 3 / (400.0 / 60));
}

void TestWhatIf::curveIsExactOnFullSample()
{
    const RecordedTrace trace = lookups(8000, 400, 0.7);
    const auto distances = exactDistances(trace);
    const auto curve = hitRateCurve(trace, trace.policies);
    QVERIFY(curve);
    QVERIFY(curve->size() > 10);
    for (const CurvePoint &point : *curve) {
        QVERIFY2(std::abs(point.hitRate - exactHitRate(distances, point.entries)) < 0.003,
                 qPrintable(QString::number(point.entries)));
        QCOMPARE(point.bytes, point.entries * 1000);
    }
}

void TestWhatIf::curveFromASample_data()
{
    QTest::addColumn<double>("skew");
    QTest::addColumn<int>("things");
    QTest::newRow("flat") << 0.3 << 12'000;
    QTest::newRow("as operators") << 0.6 << 12'000;
    QTest::newRow("steep") << 1.0 << 12'000;
    QTest::newRow("fewer things than samples") << 0.6 << 1500;
}

/// SHARDS on a part of the keys, beside the naive list of all.
void TestWhatIf::curveFromASample()
{
    QFETCH(double, skew);
    QFETCH(int, things);
    constexpr size_t samples = 2048;
    const RecordedTrace trace = lookups(30'000, things, skew);
    const auto distances = exactDistances(trace);
    const auto curve = hitRateCurve(trace, trace.policies, {}, samples);
    QVERIFY(curve);
    for (const CurvePoint &point : *curve) {
        const double exact = exactHitRate(distances, point.entries);
        QVERIFY2(
            std::abs(point.hitRate - exact) < TwoPoints,
            qPrintable(QStringLiteral("%1 entries: %2, exact %3").arg(point.entries).arg(point.hitRate).arg(exact)));
    }
}

void TestWhatIf::curveMatchesPrediction()
{
    const RecordedTrace recorded = realRun(limits(400, 300s), 1500);
    const auto curve = hitRateCurve(recorded, recorded.policies);
    QVERIFY(curve);
    for (const CurvePoint &point : *curve) {
        if (point.entries < 20) // a list with ten rows is half of it, and asked for anew more often
            continue;
        const auto real = predictFigures(recorded, limits(point.entries, 300s));
        QVERIFY2(
            std::abs(point.hitRate - real->hitRate()) < TwoPoints,
            qPrintable(
                QStringLiteral("%1 entries: %2, cache %3").arg(point.entries).arg(point.hitRate).arg(real->hitRate())));
    }
}

void TestWhatIf::curveIsBounded()
{
    ReuseCurve curve(100);
    QCOMPARE(curve.rate(), 1.0);
    Popular popular(50'000, 0.5, 11);
    for (int i = 0; i < 200'000; ++i) {
        const auto key = quint64(popular.next());
        curve.put(key);
        QVERIFY(curve.samples() <= 100);
    }
    QVERIFY(curve.rate() < 0.01);
    QCOMPARE(curve.uses(), quint64(0));
    QCOMPARE(curve.usesAnswered(1000), 0.0);
}

void TestWhatIf::stopsWhenTold()
{
    const RecordedTrace trace = lookups(2000, 100, 0.7);
    std::vector<double> told;
    const auto stop = [&](double done) {
        told.push_back(done);
        return done < 0.5;
    };
    const auto figures = predictFigures(trace, trace.policies, stop);
    QVERIFY(!figures);
    QCOMPARE(figures.error().kind, Error::Kind::Cancelled);
    QCOMPARE(told.size(), size_t(101));
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    const auto curve = hitRateCurve(trace, trace.policies, [](double) { return false; });
    QVERIFY(!curve);
    QCOMPARE(curve.error().kind, Error::Kind::Cancelled);
}

void TestWhatIf::emptyTrace()
{
    const RecordedTrace nothing;
    const auto figures = predictFigures(nothing, limits(10));
    QVERIFY(!figures);
    QCOMPARE(figures.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(measuredFigures(nothing).hitRate(), 0.0);
    QCOMPARE(measuredFigures(nothing).callsPerMinute(), 0.0);
}

QTEST_GUILESS_MAIN(TestWhatIf)
#include "tst_whatif.moc"
