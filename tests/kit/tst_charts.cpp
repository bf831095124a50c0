// SPDX-License-Identifier: GPL-3.0-or-later
// The values behind the plots: buckets, the time axis, runs, the heat ramp, bars and bounds.
#include "tests/kit/chartsamples.h"
#include "ui/charts/callsplot.h"
#include "ui/charts/heatramp.h"
#include "ui/charts/latencyplot.h"
#include "ui/charts/memoryplot.h"
#include "ui/charts/plotpaint.h"

#include <QSignalSpy>
#include <QTest>

using namespace qwats::ui;
using namespace Qt::StringLiterals;
using samples::minute;
using samples::start;
using samples::step;

class TestCharts : public QObject
{
    Q_OBJECT

private slots:
    void findsBuckets_data();
    void findsBuckets();
    void joinsDownTime();
    void newestIsKnown();
    void mapsTime_data();
    void mapsTime();
    void backToTime_data();
    void backToTime();
    void placesTicks_data();
    void placesTicks();
    void brushEnds_data();
    void brushEnds();
    void dropsWhatLeavesTheRange();
    void roundsUp_data();
    void roundsUp();
    void splitsRuns();
    void heatIsVisible();
    void latencyBounds_data();
    void latencyBounds();
    void joinsBars_data();
    void joinsBars();
    void scalesShortBars();
    void memoryTop_data();
    void memoryTop();
};

void TestCharts::findsBuckets_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<int>("index");
    QTest::newRow("before the first") << start - 1 << -1;
    QTest::newRow("start of the first") << start << 0;
    QTest::newRow("end of the first belongs to the second") << start + step << 1;
    QTest::newRow("last moment") << start + 4 * step - 1 << 3;
    QTest::newRow("after the last") << start + 4 * step << -1;
    QTest::newRow("the program was not running") << start + 2 * step + 5 << -1;
}

void TestCharts::findsBuckets()
{
    QFETCH(qint64, at);
    QFETCH(int, index);
    auto buckets = samples::plain(4);
    buckets[2].known = false;
    const TimeBucket *found = bucketAt(buckets, at);
    QCOMPARE(found ? int(found - buckets.data()) : -1, index);
}

void TestCharts::joinsDownTime()
{
    auto buckets = samples::plain(6);
    for (const size_t down : {1, 2, 4, 5})
        buckets[down].serverDown = true;
    buckets[5].known = false;
    const std::vector<TimeSpan> expected{{start + step, start + 3 * step}, {start + 4 * step, start + 5 * step}};
    QVERIFY(downSpans(buckets) == expected);
}

void TestCharts::newestIsKnown()
{
    auto buckets = samples::plain(3);
    buckets[2].known = false;
    QCOMPARE(newestBucket(buckets), &buckets[1]);
    QCOMPARE(newestBucket({}), nullptr);
}

void TestCharts::mapsTime_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<double>("x");
    QTest::newRow("start") << start << 64.0;
    QTest::newRow("middle") << start + minute << 164.0;
    QTest::newRow("end") << start + 2 * minute << 264.0;
    QTest::newRow("before lies outside") << start - minute << -36.0;
}

void TestCharts::mapsTime()
{
    QFETCH(qint64, at);
    QFETCH(double, x);
    const TimeScale scale{{start, start + 2 * minute}, 64, 200};
    QCOMPARE(scale.x(at), x);
    QCOMPARE((TimeScale{{start, start}, 64, 200}.x(at)), 64.0);
}

void TestCharts::backToTime_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<qint64>("at");
    QTest::newRow("left edge") << 64.0 << start;
    QTest::newRow("a quarter") << 114.0 << start + minute / 2;
    QTest::newRow("right edge") << 264.0 << start + 2 * minute;
    QTest::newRow("left of it sticks to the edge") << 3.0 << start;
    QTest::newRow("right of it sticks to the edge") << 900.0 << start + 2 * minute;
}

void TestCharts::backToTime()
{
    QFETCH(double, x);
    QFETCH(qint64, at);
    QCOMPARE((TimeScale{{start, start + 2 * minute}, 64, 200}.time(x)), at);
    QCOMPARE((TimeScale{{start, start + 2 * minute}, 64, 0}.time(x)), start);
}

void TestCharts::placesTicks_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QStringList>("texts");
    // Local times; the range begins at 10:12:00 in Oslo.
    QTest::newRow("a minute") << minute << QStringList{u"10:12:00"_s, u"10:12:10"_s, u"10:12:20"_s, u"10:12:30"_s,
                                                       u"10:12:40"_s, u"10:12:50"_s, u"10:13:00"_s};
    QTest::newRow("half an hour") << 30
            * minute << QStringList{u"10:15"_s, u"10:20"_s, u"10:25"_s, u"10:30"_s, u"10:35"_s, u"10:40"_s};
    QTest::newRow("a day, round in local time")
        << 24 * 60 * minute
        << QStringList{u"12:00"_s, u"15:00"_s, u"18:00"_s, u"21:00"_s, u"00:00"_s, u"03:00"_s, u"06:00"_s, u"09:00"_s};
    QTest::newRow("nothing") << qint64(0) << QStringList();
}

void TestCharts::placesTicks()
{
    QFETCH(qint64, length);
    QFETCH(QStringList, texts);
    TimeAxisGroup axis;
    axis.setRange(start, start + length);
    QStringList found;
    for (const TimeTick &tick : axis.ticks(920, 110))
        found.append(tick.text);
    QCOMPARE(found, texts);
}

void TestCharts::brushEnds_data()
{
    QTest::addColumn<qint64>("one");
    QTest::addColumn<qint64>("other");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::newRow("left to right") << start + 10 << start + 900 << start + 10 << start + 900;
    QTest::newRow("right to left") << start + 900 << start + 10 << start + 10 << start + 900;
    QTest::newRow("beyond both ends") << start - 5 << start + 2 * minute << start << start + minute;
}

void TestCharts::brushEnds()
{
    QFETCH(qint64, one);
    QFETCH(qint64, other);
    TimeAxisGroup axis;
    axis.setRange(start, start + minute);
    QSignalSpy chosen(&axis, &TimeAxisGroup::brushChosen);
    axis.setBrush(one, other);
    QVERIFY(chosen.isEmpty()); // only when the pointer lets go
    axis.finishBrush(100);
    QCOMPARE(chosen.size(), 1);
    QTEST(chosen.first().at(0).toLongLong(), "from");
    QTEST(chosen.first().at(1).toLongLong(), "to");
    QSignalSpy cleared(&axis, &TimeAxisGroup::brushCleared);
    axis.finishBrush(10 * minute); // too narrow: a click, not a brush
    QCOMPARE(cleared.size(), 1);
    QVERIFY(!axis.brush());
}

void TestCharts::dropsWhatLeavesTheRange()
{
    TimeAxisGroup axis;
    axis.setRange(start, start + minute);
    axis.setBrush(start + 10, start + 500);
    axis.setHairLine(start + 10);
    axis.setRange(start + 5, start + minute + 5);
    QVERIFY(axis.brush() && axis.hairLine());
    axis.setRange(start + 400, start + minute + 400);
    QVERIFY(!axis.hairLine());
    QCOMPARE(axis.brush(), (TimeSpan{start + 10, start + 500})); // partly in sight: a live range slides on
    axis.setRange(start + 500, start + minute + 500);
    QVERIFY(!axis.brush());
    axis.setRange(start, start - 1);
    QCOMPARE(axis.range(), (TimeSpan{start, start}));
}

void TestCharts::roundsUp_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("nice");
    QTest::newRow("exact stays") << 200.0 << 200.0;
    QTest::newRow("just above") << 201.0 << 400.0;
    QTest::newRow("next power") << 81.0 << 100.0;
    QTest::newRow("below one") << 0.03 << 0.04;
    QTest::newRow("zero") << 0.0 << 1.0;
    QTest::newRow("not a number") << double(NAN) << 1.0;
}

void TestCharts::roundsUp()
{
    QFETCH(double, value);
    QTEST(niceAbove(value), "nice");
}

void TestCharts::splitsRuns()
{
    RunBuilder builder;
    builder.gap();
    builder.add({0, 1});
    builder.add({1, 1});
    builder.gap();
    builder.gap();
    builder.add({4, 2});
    const auto runs = builder.take();
    QCOMPARE(runs.size(), size_t(2));
    QCOMPARE(runs[0], (PointRun{{0, 1}, {1, 1}}));
    QCOMPARE(runs[1], (PointRun{{4, 2}}));
    QVERIFY(builder.take().empty());
}

void TestCharts::heatIsVisible()
{
    const QImage image = heatImage({0, 1, 1000, 0}, 2, 2);
    QCOMPARE(image.pixelIndex(0, 0), 0);
    QVERIFY(image.pixelIndex(1, 0) > 60); // one among a thousand is still seen
    QCOMPARE(image.pixelIndex(0, 1), 255);
    for (const Tokens &tokens : {lightTokens(), darkTokens()}) {
        const auto ramp = heatRamp(tokens);
        QCOMPARE(qAlpha(ramp[0]), 0);
        QVERIFY(contrast(QColor(ramp[255]), tokens.base) > 5);
    }
    QCOMPARE(heatImage({0, 0}, 2, 1).pixelIndex(1, 0), 0);
}

void TestCharts::latencyBounds_data()
{
    QTest::addColumn<double>("p50");
    QTest::addColumn<double>("p99");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("a flat line gets a decade and a half") << 100.0 << 100.0 << 100 / 1.3 << 100 / 1.3 * 32;
    QTest::newRow("wide") << 10.0 << 9000.0 << 10 / 1.3 << 9000 * 1.3;
    QTest::newRow("zero fits a log scale") << 0.0 << 10.0 << 1e-3 / 1.3 << 13.0;
}

void TestCharts::latencyBounds()
{
    QFETCH(double, p50);
    QFETCH(double, p99);
    auto buckets = samples::plain(3);
    buckets[1].p50Ms = p50;
    buckets[1].p99Ms = p99;
    TimeAxisGroup axis;
    axis.setRange(start, start + 3 * step);
    LatencyPlot plot(&axis);
    QCOMPARE(plot.bounds(), (std::pair(10.0, 320.0)));
    plot.setBuckets(std::make_shared<const std::vector<TimeBucket>>(buckets));
    QTEST(plot.bounds().first, "low");
    QTEST(plot.bounds().second, "high");
}

void TestCharts::joinsBars_data()
{
    QTest::addColumn<qint64>("range");
    QTest::addColumn<int>("buckets");
    QTest::addColumn<qint64>("barMs");
    QTest::addColumn<int>("bars");
    QTest::newRow("half an hour: minutes") << 30 * minute << 180 << minute << 30;
    QTest::newRow("five minutes: buckets") << 5 * minute << 30 << step << 30;
    QTest::newRow("a minute: never less than a bucket") << minute << 6 << step << 6;
}

void TestCharts::joinsBars()
{
    QFETCH(qint64, range);
    QFETCH(int, buckets);
    QFETCH(qint64, barMs);
    QFETCH(int, bars);
    auto made = samples::plain(buckets);
    for (TimeBucket &bucket : made)
        bucket.calls = 5;
    TimeAxisGroup axis;
    axis.setRange(start, start + range);
    CallsPlot plot(&axis);
    plot.setBuckets(std::make_shared<const std::vector<TimeBucket>>(made));
    QCOMPARE(int(plot.bars().size()), bars);
    for (const CallsPlot::Bar &bar : plot.bars()) {
        QCOMPARE(bar.span.toMs - bar.span.fromMs, barMs);
        QCOMPARE(bar.perMinute(), 30.0);
    }
}

void TestCharts::scalesShortBars()
{
    auto made = samples::plain(180);
    made.resize(175); // the last minute has one bucket only
    for (size_t i = 0; i < made.size(); ++i)
        made[i].calls = 10;
    TimeAxisGroup axis;
    axis.setRange(start, start + 30 * minute);
    CallsPlot plot(&axis);
    plot.setBudget(50);
    QCOMPARE(plot.top(), 50.0);
    plot.setBuckets(std::make_shared<const std::vector<TimeBucket>>(made));
    QCOMPARE(plot.bars().back().coveredMs, step);
    QCOMPARE(plot.bars().back().perMinute(), 60.0);
    QCOMPARE(plot.top(), 80.0); // above the budget the scale grows
}

void TestCharts::memoryTop_data()
{
    QTest::addColumn<double>("budget");
    QTest::addColumn<double>("resident");
    QTest::addColumn<double>("top");
    QTest::newRow("empty") << 0.0 << 0.0 << 1e6;
    QTest::newRow("budget is visible") << 64e6 << 10e6 << 80e6;
    QTest::newRow("program above the budget") << 64e6 << 90e6 << 200e6;
    QTest::newRow("no budget") << -1.0 << 3e6 << 4e6;
}

void TestCharts::memoryTop()
{
    QFETCH(double, budget);
    QFETCH(double, resident);
    auto buckets = samples::plain(2);
    buckets[0].residentBytes = resident;
    TimeAxisGroup axis;
    axis.setRange(start, start + 2 * step);
    MemoryPlot plot(&axis);
    plot.setBuckets(std::make_shared<const std::vector<TimeBucket>>(buckets));
    plot.setBudget(budget);
    QTEST(plot.top(), "top");
    QCOMPARE(plot.legend().size(), size_t(budget > 0 ? 4 : 3));
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
