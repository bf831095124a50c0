// SPDX-License-Identifier: GPL-3.0-or-later
// The plots on screen: colours where values are, gaps, hair line, brush, keys, words, themes.
#include "tests/kit/chartsamples.h"
#include "ui/charts/callsplot.h"
#include "ui/charts/diagnosticsplots.h"
#include "ui/charts/latencyplot.h"
#include "ui/charts/markerstrip.h"
#include "ui/charts/memoryplot.h"
#include "ui/charts/stackedoutcomeplot.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace qwats::ui;
using namespace Qt::StringLiterals;
using samples::minute;
using samples::start;
using samples::step;

namespace {

TimeBuckets share(std::vector<TimeBucket> buckets)
{
    return std::make_shared<const std::vector<TimeBucket>>(std::move(buckets));
}

/// A plot of four buckets, each a quarter of 400 pixels wide, 200 high.
template <typename Plot> struct Shown
{
    explicit Shown(const std::vector<TimeBucket> &buckets)
        : plot(&axis)
    {
        axis.setRange(start, start + 4 * step);
        plot.resize(TimeAxisGroup::leftMargin + 400 + TimeAxisGroup::rightColumn, 227);
        plot.setBuckets(share(buckets));
    }
    QColor at(double x, double y)
    {
        const QRectF area = plot.plotRect();
        return plot.grab().toImage().pixelColor(int(area.left() + x), int(area.top() + y));
    }
    QPoint point(double x) const { return {int(plot.plotRect().left() + x), int(plot.plotRect().center().y())}; }

    TimeAxisGroup axis;
    Plot plot;
};

/// The pointer over a plot with no button pressed; sent, as a widget that is not shown gets no cursor.
void hover(QWidget *widget, const QPoint &point)
{
    QMouseEvent move(QEvent::MouseMove, point, widget->mapToGlobal(QPointF(point)), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(widget, &move);
}

int lineRuns(const ChartLayer &layer)
{
    int runs = 0;
    for (const QAbstractSeries *series : layer.chart()->series()) {
        if (series->type() == QAbstractSeries::SeriesTypeLine)
            runs += qobject_cast<const QLineSeries *>(series)->count() > 1;
    }
    return runs;
}

} // namespace

class TestPlots : public QObject
{
    Q_OBJECT

private slots:
    void stackColours_data();
    void stackColours();
    void failedIsHatched();
    void gapsStayGaps_data();
    void gapsStayGaps();
    void chartMeetsTheAxis();
    void memoryIsFilled();
    void barsReachTheirHeight();
    void downTimeIsGrey();
    void hairLineMovesByKeys_data();
    void hairLineMovesByKeys();
    void pointerShowsValues();
    void brushIsDragged();
    void escapeGoesOn();
    void tellsWords();
    void capsMakeRoom_data();
    void capsMakeRoom();
    void followsTheTheme();
    void pageSharesOneAxis();
};

void TestPlots::stackColours_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QColor>("colour");
    const Tokens::Chart &chart = Theme::of(nullptr).chart;
    QTest::newRow("fresh") << int(FreshOutcome) << chart.fresh;
    QTest::newRow("seeded") << int(SeededOutcome) << chart.seeded;
    QTest::newRow("joined") << int(JoinedOutcome) << chart.joined;
    QTest::newRow("stale") << int(StaleOutcome) << chart.stale;
    QTest::newRow("miss") << int(MissOutcome) << chart.miss;
}

void TestPlots::stackColours()
{
    QFETCH(int, outcome);
    QFETCH(QColor, colour);
    auto buckets = samples::plain(4);
    buckets[1].outcomes = {};
    buckets[1].outcomes[size_t(outcome)] = 7;
    buckets[2].outcomes = {};
    Shown<StackedOutcomePlot> shown(buckets);
    QCOMPARE(shown.at(150, 60), colour);
    QCOMPARE(shown.at(150, 160), colour);
    QCOMPARE(shown.at(250, 60), Theme::of(nullptr).base); // no look-ups: nothing
    QCOMPARE(shown.at(350, 60), Theme::of(nullptr).chart.fresh);
}

void TestPlots::failedIsHatched()
{
    auto buckets = samples::plain(4);
    buckets[1].outcomes = {1, 0, 0, 0, 0, 1};
    Shown<StackedOutcomePlot> shown(buckets);
    QSet<QRgb> found;
    for (int x = 120; x < 132; ++x)
        found.insert(shown.at(x, 50).rgb());
    QVERIFY(found.contains(Theme::of(nullptr).chart.failed.rgb()));
    QVERIFY(found.size() > 2);
    QCOMPARE(shown.at(150, 150), Theme::of(nullptr).chart.fresh);
}

void TestPlots::gapsStayGaps_data()
{
    QTest::addColumn<QList<int>>("with");
    QTest::addColumn<int>("runs");
    QTest::newRow("all") << QList<int>{0, 1, 2, 3} << 1;
    QTest::newRow("one missing splits") << QList<int>{0, 1, 3} << 1; // and a dot
    QTest::newRow("lonely ones are dots") << QList<int>{0, 2} << 0;
    QTest::newRow("none") << QList<int>{} << 0;
}

void TestPlots::gapsStayGaps()
{
    QFETCH(QList<int>, with);
    auto buckets = samples::plain(4);
    for (const int index : with)
        buckets[size_t(index)].p50Ms = 80;
    Shown<LatencyPlot> shown(samples::plain(4));
    shown.plot.setBuckets(share(buckets));
    shown.plot.grab();
    QTEST(lineRuns(shown.plot.layer()), "runs");
    shown.plot.setBuckets(nullptr);
    QCOMPARE(lineRuns(shown.plot.layer()), 0);
}

void TestPlots::chartMeetsTheAxis()
{
    auto buckets = samples::plain(4);
    for (TimeBucket &bucket : buckets)
        bucket.p50Ms = 100;
    Shown<LatencyPlot> shown(buckets);
    const auto [low, high] = shown.plot.bounds();
    const double y = 200 - std::log(100 / low) / std::log(high / low) * 200;
    const QColor ink = Theme::of(nullptr).chart.p99;
    QCOMPARE(shown.at(200, y), ink);
    QVERIFY(shown.at(200, y - 6) != ink);
    QVERIFY(shown.at(30, y) != ink); // the line begins in the middle of the first bucket
    const auto axes = shown.plot.layer().chart()->axes(Qt::Vertical);
    QVERIFY(qobject_cast<QLogValueAxis *>(axes.value(0)));
}

void TestPlots::memoryIsFilled()
{
    auto buckets = samples::plain(4);
    for (TimeBucket &bucket : buckets) {
        bucket.cacheBytes = 20e6;
        bucket.residentBytes = 33e6;
    }
    buckets[3].known = false;
    Shown<MemoryPlot> shown(buckets);
    const Tokens &tokens = Theme::of(nullptr);
    QCOMPARE(shown.plot.top(), 40e6);
    const QColor wanted = mixed(tokens.chart.memCache, tokens.base, 0.38);
    const QColor found = shown.at(160, 160);
    QVERIFY2(std::abs(found.red() - wanted.red()) <= 2 && std::abs(found.blue() - wanted.blue()) <= 2,
             qPrintable(found.name()));
    QCOMPARE(shown.at(160, 60), tokens.base);
    QCOMPARE(shown.at(330, 160), tokens.base); // the program was not running
}

void TestPlots::barsReachTheirHeight()
{
    auto buckets = samples::plain(4);
    buckets[1].calls = 25; // 150 a minute of 600: half the height on a root scale
    Shown<CallsPlot> shown(buckets);
    shown.plot.setBudget(600);
    QCOMPARE(shown.at(140, 104), Theme::of(nullptr).chart.p50);
    QCOMPARE(shown.at(140, 96), Theme::of(nullptr).base);
    QCOMPARE(shown.at(50, 190), Theme::of(nullptr).base);
}

void TestPlots::downTimeIsGrey()
{
    auto buckets = samples::plain(4);
    buckets[2].serverDown = true;
    for (TimeBucket &bucket : buckets)
        bucket.outcomes = {};
    Shown<StackedOutcomePlot> shown(buckets);
    const Tokens &tokens = Theme::of(nullptr);
    QCOMPARE(shown.at(140, 60), tokens.base);
    const QColor wanted = mixed(tokens.idle, tokens.base, 0.13);
    QVERIFY(std::abs(shown.at(240, 60).red() - wanted.red()) <= 2);
}

void TestPlots::hairLineMovesByKeys_data()
{
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<qint64>("at");
    QTest::newRow("right begins at the first") << QList<int>{Qt::Key_Right} << start + step / 2;
    QTest::newRow("left begins at the last") << QList<int>{Qt::Key_Left} << start + 7 * step / 2;
    QTest::newRow("twice right") << QList<int>{Qt::Key_Right, Qt::Key_Right} << start + 3 * step / 2;
    QTest::newRow("stops at the end") << QList<int>{Qt::Key_End, Qt::Key_Right} << start + 7 * step / 2;
    QTest::newRow("home") << QList<int>{Qt::Key_Left, Qt::Key_Home} << start + step / 2;
    QTest::newRow("escape takes it away") << QList<int>{Qt::Key_Left, Qt::Key_Escape} << qint64(0);
}

void TestPlots::hairLineMovesByKeys()
{
    QFETCH(QList<int>, keys);
    Shown<StackedOutcomePlot> shown(samples::plain(4));
    for (const int key : keys)
        QTest::keyClick(&shown.plot, Qt::Key(key));
    QTEST(shown.axis.hairLine().value_or(0), "at");
}

void TestPlots::pointerShowsValues()
{
    auto buckets = samples::plain(4);
    buckets[1].outcomes = {1, 0, 0, 0, 3, 0};
    buckets[2].known = false;
    Shown<StackedOutcomePlot> shown(buckets);
    QCOMPARE(shown.plot.legend()[FreshOutcome].value, u"100.0\u00a0%"_s);
    hover(&shown.plot, shown.point(150));
    QCOMPARE(shown.plot.legend()[MissOutcome].value, u"75.0\u00a0%"_s);
    hover(&shown.plot, shown.point(250));
    QCOMPARE(shown.plot.legend()[MissOutcome].value, u"–"_s);
    hover(&shown.plot, shown.point(-30));
    QVERIFY(!shown.axis.hairLine());
}

void TestPlots::brushIsDragged()
{
    Shown<StackedOutcomePlot> shown(samples::plain(4));
    QSignalSpy chosen(&shown.axis, &TimeAxisGroup::brushChosen);
    const auto drag = [&](double from, double to) {
        QTest::mousePress(&shown.plot, Qt::LeftButton, {}, shown.point(from));
        QTest::mouseMove(&shown.plot, shown.point(to));
        QTest::mouseRelease(&shown.plot, Qt::LeftButton, {}, shown.point(to));
    };
    drag(100, 200);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.last().at(0).toLongLong(), start + step);
    QCOMPARE(chosen.last().at(1).toLongLong(), start + 2 * step);
    drag(201, 300); // the right handle
    QCOMPARE(chosen.last().at(0).toLongLong(), start + step);
    QCOMPARE(chosen.last().at(1).toLongLong(), start + 3 * step);
    QTest::mouseClick(&shown.plot, Qt::LeftButton, {}, shown.point(20));
    QVERIFY(!shown.axis.brush());
    QCOMPARE(chosen.size(), 2);
}

void TestPlots::escapeGoesOn()
{
    Shown<StackedOutcomePlot> shown(samples::plain(4));
    shown.axis.setBrush(start, start + step);
    shown.axis.setHairLine(start);
    QTest::keyClick(&shown.plot, Qt::Key_Escape);
    QVERIFY(!shown.axis.brush() && shown.axis.hairLine());
    QTest::keyClick(&shown.plot, Qt::Key_Escape);
    QVERIFY(!shown.axis.hairLine());
    QKeyEvent third(QEvent::KeyPress, Qt::Key_Escape, {});
    QCoreApplication::sendEvent(&shown.plot, &third);
    QVERIFY(!third.isAccepted()); // nothing to clear: the page's turn
}

void TestPlots::tellsWords()
{
    Shown<StackedOutcomePlot> shown(samples::plain(4));
    QCOMPARE(shown.plot.accessibleName(), u"Answers by outcome"_s);
    QVERIFY(shown.plot.accessibleDescription().startsWith(u"Fresh 100.0"_s));
    QVERIFY(shown.plot.note().contains(u"n = 40"_s));
    shown.axis.setHairLine(start + step);
    QVERIFY2(shown.plot.accessibleDescription().startsWith(u"at 10:12:10, Fresh"_s),
             qPrintable(shown.plot.accessibleDescription()));
    shown.plot.setBuckets(nullptr);
    QVERIFY(shown.plot.note().contains(u"none in"_s));
}

void TestPlots::capsMakeRoom_data()
{
    QTest::addColumn<qint64>("second");
    QTest::addColumn<bool>("firstHasText");
    QTest::newRow("far apart") << start + 25 * minute << true;
    QTest::newRow("side by side") << start + 4 * minute << false;
    QTest::newRow("the other is out of range") << start - minute << true;
}

void TestPlots::capsMakeRoom()
{
    QFETCH(qint64, second);
    TimeAxisGroup axis;
    axis.setRange(start, start + 30 * minute);
    MarkerStrip strip(&axis);
    strip.resize(1180, 28);
    axis.setMarkers({{second, u'B', u"Server unreachable"_s}, {start + 3 * minute, u'A', u"Settings applied"_s}});
    const auto places = strip.places();
    QCOMPARE(places.front().marker, 1); // left to right, whatever the order given
    QCOMPARE(places.front().cap.center().x(), 64 + 92.0);
    QTEST(!places.front().text.isEmpty(), "firstHasText");
    QCOMPARE(places.size(), size_t(second < start ? 1 : 2));
}

void TestPlots::followsTheTheme()
{
    Shown<StackedOutcomePlot> shown(samples::plain(4));
    const bool light = Theme::kind() == ThemeKind::Light;
    QCOMPARE(shown.at(50, 60), Theme::of(nullptr).chart.fresh);
    const Tokens &other = light ? darkTokens() : lightTokens();
    shown.plot.setPalette(Theme::palette(other));
    QCOMPARE(shown.at(50, 60), other.chart.fresh);
    QCOMPARE(shown.plot.grab().toImage().pixelColor(2, 2), other.base);
}

void TestPlots::pageSharesOneAxis()
{
    DiagnosticsPlots page;
    page.resize(1196, 666);
    page.setBuckets(samples::halfHour(), start, start + 30 * minute);
    page.setMarkers(samples::halfHourMarkers());
    page.setBudget(64e6, 500);
    page.grab();
    for (const PlotWidget *plot : page.plots()) {
        QCOMPARE(plot->plotRect().left(), 64.0);
        QCOMPARE(plot->mapTo(&page, QPoint()).x() + int(plot->plotRect().right()), 1196 - 16 - 196);
        QVERIFY(plot->plotRect().height() >= 80);
        QVERIFY(!plot->title().isEmpty() && !plot->note().isEmpty());
    }
    QSignalSpy chosen(&page, &DiagnosticsPlots::spanChosen);
    page.axis()->setBrush(start, start + minute);
    page.axis()->finishBrush(1);
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(page.plots().last(), Qt::Key_Right);
    QCOMPARE(page.axis()->hairLine(), std::optional<qint64>(start + step / 2));
    QCOMPARE(page.plots().at(2)->legend().size(), size_t(4));
}

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
