// SPDX-License-Identifier: GPL-3.0-or-later
// Charts of chart steps: axes, gaps, scales, values at the hair line, very many points.
#include "ui/charts/seriesplot.h"
#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QTest>

#include <cmath>
#include <limits>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

SeriesData dataOf(const std::vector<PlotSeries> &series, bool logX = false, bool logY = false)
{
    SeriesData data;
    data.title = u"Load"_s;
    data.xUnit = u"s"_s;
    data.yUnit = u"A"_s;
    data.logX = logX;
    data.logY = logY;
    data.series = series;
    return data;
}

void hover(QWidget *widget, const QPoint &point)
{
    QMouseEvent move(QEvent::MouseMove, point, widget->mapToGlobal(QPointF(point)), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(widget, &move);
}

} // namespace

class TestSeriesPlot : public QObject
{
    Q_OBJECT

private slots:
    void axes_data();
    void axes();
    void axisHoldsItsValues_data();
    void axisHoldsItsValues();
    void pointsAndGaps_data();
    void pointsAndGaps();
    void missingXCountsOn();
    void hairLineShowsAllSeries();
    void gapIsNotJoined();
    void seriesDifferWithoutColour();
    void veryManyPoints();
    void nothingToShow_data();
    void nothingToShow();
};

void TestSeriesPlot::axes_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<bool>("logarithmic");
    QTest::addColumn<QList<double>>("ticks");
    QTest::newRow("whole numbers") << 0.0 << 10.0 << false << QList<double>{0, 2, 4, 6, 8, 10};
    QTest::newRow("around zero") << -1.0 << 1.0 << false << QList<double>{-1, -0.5, 0, 0.5, 1};
    QTest::newRow("decades") << 1.0 << 10'000.0 << true << QList<double>{1, 10, 100, 1000, 10'000};
    QTest::newRow("within one decade") << 1.0 << 10.0 << true << QList<double>{1, 2, 5, 10};
    QTest::newRow("below one") << 0.001 << 1.0 << true << QList<double>{0.001, 0.01, 0.1, 1};
}

void TestSeriesPlot::axes()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(bool, logarithmic);
    QFETCH(QList<double>, ticks);
    const ValueAxis axis{from, to, logarithmic};
    const auto found = axis.ticks(5);
    QCOMPARE(qsizetype(found.size()), ticks.size());
    for (size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::abs(found[i] - ticks[qsizetype(i)]) < 1e-9, qPrintable(QString::number(found[i])));
}

void TestSeriesPlot::axisHoldsItsValues_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<bool>("logarithmic");
    const double most = std::numeric_limits<double>::max();
    QTest::newRow("some") << 1.0 << 3.0 << false;
    QTest::newRow("one value") << 5.0 << 5.0 << false;
    QTest::newRow("zero") << 0.0 << 0.0 << false;
    QTest::newRow("all there is") << -most << most << false;
    QTest::newRow("tiny") << 1e-300 << 2e-300 << false;
    QTest::newRow("logarithmic") << 3.0 << 700.0 << true;
    QTest::newRow("one value, logarithmic") << 100.0 << 100.0 << true;
    QTest::newRow("none") << 1.0 << -1.0 << false;
    QTest::newRow("none above zero") << -5.0 << -1.0 << true;
}

void TestSeriesPlot::axisHoldsItsValues()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(bool, logarithmic);
    const ValueAxis axis = ValueAxis::around(from, to, logarithmic);
    QVERIFY(std::isfinite(axis.from) && std::isfinite(axis.to));
    QVERIFY(axis.from < axis.to);
    if (from <= to && !(logarithmic && from <= 0) && std::abs(to) < 1e308) {
        QVERIFY(axis.share(from) >= 0 && axis.share(to) <= 1);
        QVERIFY(std::abs(axis.share(axis.valueAt(0.25)) - 0.25) < 1e-6);
    }
    const auto ticks = axis.ticks(5);
    QVERIFY(ticks.size() >= 1 && ticks.size() <= 12);
}

void TestSeriesPlot::pointsAndGaps_data()
{
    QTest::addColumn<std::vector<double>>("y");
    QTest::addColumn<bool>("logY");
    QTest::addColumn<QString>("note");
    using Values = std::vector<double>;
    QTest::newRow("all") << Values{1, 2, 3} << false << u"A over s · n = 3"_s;
    QTest::newRow("a gap") << Values{1, NaN, 3} << false << u"A over s · n = 2"_s;
    QTest::newRow("an infinity") << Values{1, HUGE_VAL, 3} << false << u"A over s · n = 2"_s;
    QTest::newRow("below zero on a logarithm")
        << Values{1, -2, 0, 3} << true
        << u"A, logarithmic over s · n = 2 · 2 points are not above 0 and have no place on a logarithmic scale"_s;
}

void TestSeriesPlot::pointsAndGaps()
{
    QFETCH(std::vector<double>, y);
    QFETCH(bool, logY);
    SeriesPlot plot;
    plot.setData(dataOf({{u"I"_s, {}, y}}, false, logY));
    QTEST(plot.note(), "note");
}

void TestSeriesPlot::missingXCountsOn()
{
    SeriesPlot plot;
    plot.resize(800, 220);
    plot.setData(dataOf({{u"I"_s, {10, 20}, {1, 2, 3, 4}}}));
    QTest::keyClick(&plot, Qt::Key_End);
    QCOMPARE(plot.hairLine(), std::optional(22.0));
    plot.setData(dataOf({{u"I"_s, {}, {1, 2, 3, 4}}}));
    QTest::keyClick(&plot, Qt::Key_End);
    QCOMPARE(plot.hairLine(), std::optional(3.0));
}

void TestSeriesPlot::hairLineShowsAllSeries()
{
    SeriesPlot plot;
    plot.resize(800, 220);
    plot.setData(dataOf({{u"I"_s, {0, 1, 2}, {1, 2, 3}}, {u"U"_s, {0, 1.1, 2}, {5, 6, 7}}, {u"none"_s, {}, {}}}));
    const QRectF area = plot.plotRect();
    hover(&plot, area.center().toPoint());
    QCOMPARE(plot.hairLine(), std::optional(1.0)); // stands at a point that was measured
    const auto legend = plot.legend();
    QCOMPARE(legend[0].value, u"2\u00A0A"_s);
    QCOMPARE(legend[1].value, u"6\u00A0A"_s);
    QCOMPARE(legend[2].value, u"–"_s);
    QVERIFY(plot.accessibleDescription().contains(u"U 6"_s));
    QTest::keyClick(&plot, Qt::Key_Escape);
    QVERIFY(!plot.hairLine());
}

void TestSeriesPlot::gapIsNotJoined()
{
    SeriesPlot plot;
    plot.resize(800, 220);
    const auto inkInTheMiddle = [&plot](const std::vector<double> &y) {
        plot.setData(dataOf({{u"I"_s, {}, y}}));
        const QRectF area = plot.plotRect();
        const QImage image = plot.grab().toImage();
        const QColor line = plot.legend().front().color;
        int count = 0;
        for (int x = int(area.left() + area.width() * 0.45); x < int(area.left() + area.width() * 0.55); ++x) {
            for (int row = int(area.top()) + 2; row < int(area.bottom()) - 2; ++row)
                count += image.pixelColor(x, row) == line ? 1 : 0;
        }
        return count;
    };
    QVERIFY(inkInTheMiddle({1, 2, 2, 2, 1}) > 0);
    QCOMPARE(inkInTheMiddle({1, 2, NaN, 2, 1}), 0);
}

void TestSeriesPlot::seriesDifferWithoutColour()
{
    SeriesPlot plot;
    std::vector<PlotSeries> many;
    for (int i = 0; i < 12; ++i)
        many.push_back({QString::number(i), {}, {1.0 * i, 2.0 * i}});
    plot.setData(dataOf(many));
    const auto legend = plot.legend();
    for (size_t one = 0; one < legend.size(); ++one) {
        for (size_t other = 0; other < one; ++other)
            QVERIFY(legend[one].color != legend[other].color || legend[one].shape != legend[other].shape);
    }
}

void TestSeriesPlot::veryManyPoints()
{
    PlotSeries series{u"noise"_s, {}, std::vector<double>(1'000'000)};
    for (size_t i = 0; i < series.y.size(); ++i)
        series.y[i] = std::sin(double(i) * 0.1) + (i == 500'000 ? 40 : 0);
    SeriesPlot plot;
    plot.resize(800, 220);
    plot.setData(dataOf({series}));
    const QRectF area = plot.plotRect();
    const QImage image = plot.grab().toImage();
    const QColor line = plot.legend().front().color;
    bool spike = false; // one point of a million is still seen
    for (int x = int(area.center().x()) - 4; x <= int(area.center().x()) + 4; ++x) {
        const QColor at = image.pixelColor(x, int(area.center().y()));
        spike |= std::abs(at.hue() - line.hue()) < 30 && at.saturation() > 40;
    }
    QVERIFY(spike);
}

void TestSeriesPlot::nothingToShow_data()
{
    QTest::addColumn<std::vector<double>>("y");
    QTest::newRow("no points") << std::vector<double>{};
    QTest::newRow("only gaps") << std::vector<double>{NaN, NaN};
}

void TestSeriesPlot::nothingToShow()
{
    QFETCH(std::vector<double>, y);
    SeriesPlot plot;
    plot.resize(300, 120);
    plot.setData(dataOf({{u"I"_s, {}, y}}));
    for (const auto key : {Qt::Key_Home, Qt::Key_Right, Qt::Key_Left, Qt::Key_End})
        QTest::keyClick(&plot, key);
    hover(&plot, plot.plotRect().center().toPoint());
    QVERIFY(!plot.hairLine());
    QVERIFY(!plot.grab().isNull());
}

QTEST_MAIN(TestSeriesPlot)
#include "tst_seriesplot.moc"
