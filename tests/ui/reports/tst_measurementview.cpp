// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "core/analytics/measuredstatistics.h"
#include "core/session/session.h"
#include "tests/demo/rawclient.h"
#include "ui/charts/trendplot.h"
#include "ui/report/measurementview.h"
#include "ui/report/reportspage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/words.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongestWait = 20'000; // ms

std::vector<TrendPoint> manyPoints(int count)
{
    std::vector<TrendPoint> points;
    for (int at = 0; at < count; ++at) {
        const bool bad = at % 997 == 500;
        points.push_back({at * 1000LL, bad ? 9.0 : 5 + std::sin(at * 0.01) + 0.1 * (at % 7),
                          bad ? StatusKind::Failed : StatusKind::Passed, 4.0, 7.0, u"CB%1"_s.arg(at)});
    }
    return points;
}

} // namespace

/// One measurement over many units: the picture, its figures, and the way in and out.
class TestMeasurementView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void statistics_data();
    void statistics();
    void figuresAreThoseOfTheRawAnswer();
    void clickOpensTheReport();
    void brushNarrowsPictureAndFigures();
    void keysMarkAndOpen();
    void decimationKeepsFailures_data();
    void decimationKeepsFailures();
    void binsHoldEveryValue();
    void placeAndBack();
    void formAsksForWhatIsMissing();
    void nothingInThatTime();

private:
    [[nodiscard]] QVariantMap wanted() const
    {
        return {{u"partNumber"_s, m_part}, {u"process"_s, m_process}, {u"path"_s, m_path}};
    }
    void open(ReportsPage &page) const
    {
        page.resize(1196, 700);
        page.show();
        page.setShown(true);
        page.go({u"reports"_s, {}, {{u"measurement"_s, wanted()}}});
        QTRY_VERIFY_WITH_TIMEOUT(!page.measurement()->plot()->points().empty(), LongestWait);
    }
    static QString fact(const MeasurementView *view, const QString &label)
    {
        const auto facts = view->facts();
        for (const Fact &one : facts) {
            if (one.label == label)
                return one.value;
        }
        return {};
    }

    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ThemeManager> m_theme;
    QString m_part;
    QString m_process;
    QString m_path;
};

void TestMeasurementView::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s);
    QCoreApplication::setApplicationName(u"qwats-test-measurement"_s);
    QSettings().clear();
    m_theme = std::make_unique<ThemeManager>();
    m_theme->setChoice(ThemeChoice::Light);
    QString error;
    m_server = demo::DemoServer::start({.products = 10, .assets = 60, .reports = 3000, .days = 20}, &error);
    QVERIFY2(m_server, qPrintable(error));
    Profile profile;
    profile.id = profile.name = u"demo"_s;
    profile.url = QUrl(m_server->url());
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    options.requestsPerMinute = 0;
    m_session = std::make_unique<Session>(profile, m_server->token().toLatin1(), options);
    // The measurement with the most values among those of one part in one process.
    demo::test::RawClient raw(m_server->port(), m_server->token());
    const QJsonObject header = raw.get("/api/Report/Query/Header?reportType=U&$top=1").array().at(0).toObject();
    m_part = header.value(u"partNumber"_s).toString();
    m_process = header.value(u"processName"_s).toString();
    const QByteArray body = QJsonDocument(QJsonObject{{u"partNumber"_s, m_part}, {u"testOperation"_s, m_process}})
                                .toJson(QJsonDocument::Compact);
    const QJsonArray groups = raw.send("POST", "/api/App/AggregatedMeasurements", body).array();
    int most = 0;
    for (const QJsonValue &group : groups) {
        const QJsonArray rows = group.toObject().value(u"measurements"_s).toArray();
        const QJsonObject row = rows.at(0).toObject();
        const bool limits = row.contains(u"limit1"_s) && row.contains(u"limit2"_s);
        if (limits && row.value(u"count"_s).toInt() > most) {
            most = row.value(u"count"_s).toInt();
            m_path = group.toObject().value(u"measurementPath"_s).toString();
        }
    }
    QVERIFY(most > 10);
}

void TestMeasurementView::cleanupTestCase()
{
    m_session.reset();
    m_server.reset();
}

void TestMeasurementView::statistics_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("low"); // NaN: none
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("deviation"); // -1: none
    QTest::addColumn<double>("cp"); // -1: none
    QTest::addColumn<double>("cpk");
    const double none = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("two limits") << QList<double>{2, 4, 4, 4, 5, 5, 7, 9} << 0. << 10. << 5. << 2.1380899353 << 0.7795127
                                << 0.7795127;
    QTest::newRow("off centre") << QList<double>{1, 2, 3} << 0. << 10. << 2. << 1. << 10. / 6 << 2. / 3;
    QTest::newRow("low only") << QList<double>{1, 2, 3} << 0. << none << 2. << 1. << -1. << 2. / 3;
    QTest::newRow("high only") << QList<double>{1, 2, 3} << none << 8. << 2. << 1. << -1. << 2.;
    QTest::newRow("no limit") << QList<double>{1, 2, 3} << none << none << 2. << 1. << -1. << -1.;
    QTest::newRow("one value") << QList<double>{7} << 0. << 10. << 7. << -1. << -1. << -1.;
    QTest::newRow("no spread") << QList<double>{7, 7} << 0. << 10. << 7. << 0. << -1. << -1.;
    QTest::newRow("not finite left out") << QList<double>{1, none, 2, HUGE_VAL, 3} << 0. << 10. << 2. << 1. << 10. / 6
                                         << 2. / 3;
    QTest::newRow("little spread on a large mean")
        << QList<double>{1e9 + 1, 1e9 + 2, 1e9 + 3} << 1e9 << 1e9 + 4 << 1e9 + 2 << 1. << 4. / 6 << 2. / 3;
}

void TestMeasurementView::statistics()
{
    QFETCH(QList<double>, values);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, mean);
    QFETCH(double, deviation);
    QFETCH(double, cp);
    QFETCH(double, cpk);
    const auto limit = [](double value) { return std::isnan(value) ? std::nullopt : std::optional(value); };
    const MeasureStatistics found = statisticsOf(values, limit(low), limit(high));
    const auto near
        = [](std::optional<double> value, double expected) { return std::abs(value.value_or(-1) - expected) < 1e-6; };
    QVERIFY(near(found.average, mean));
    QVERIFY(near(found.deviation, deviation));
    QVERIFY(near(found.cp, cp));
    QVERIFY(near(found.cpk, cpk));
}

void TestMeasurementView::figuresAreThoseOfTheRawAnswer()
{
    ReportsPage page(*m_session);
    open(page);
    const MeasurementView *view = page.measurement();
    demo::test::RawClient raw(m_server->port(), m_server->token());
    const QJsonArray groups = raw.send("POST", "/api/App/Measurements", view->filter().toJson()).array();
    std::vector<double> values;
    QJsonObject newest;
    int failed = 0;
    for (const QJsonValue &group : groups) {
        const QJsonArray rows = group.toObject().value(u"measurements"_s).toArray();
        for (const QJsonValue &row : rows) {
            newest = row.toObject();
            values.push_back(newest.value(u"value"_s).toDouble());
            failed += newest.value(u"status"_s).toString() != u"Passed";
        }
    }
    QVERIFY(values.size() > 10);
    QCOMPARE(view->plot()->points().size(), values.size());
    const double n = double(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / (n - 1));
    const double low = newest.value(u"limit1"_s).toDouble();
    const double high = newest.value(u"limit2"_s).toDouble();
    const QString unit = newest.value(u"unit"_s).toString();
    const auto figure = [&](double value) {
        return QLocale().toString(value, 'g', 5) + (unit.isEmpty() ? QString() : QChar(0xA0) + unit);
    };
    QCOMPARE(fact(view, u"Values"_s), u"n = %1"_s.arg(words::count(qint64(n))));
    QCOMPARE(fact(view, u"Mean"_s), figure(mean));
    QCOMPARE(fact(view, u"Std deviation"_s), figure(deviation));
    QCOMPARE(fact(view, u"Cp"_s), words::number((high - low) / (6 * deviation), 2));
    QCOMPARE(fact(view, u"Cpk"_s), words::number(std::min(high - mean, mean - low) / (3 * deviation), 2));
    QCOMPARE(fact(view, u"Not passed"_s), words::share(failed, qint64(n)));
}

void TestMeasurementView::clickOpensTheReport()
{
    ReportsPage page(*m_session);
    open(page);
    TrendPlot *plot = page.measurement()->plot();
    const size_t last = plot->points().size() - 1;
    QTest::mouseClick(plot, Qt::LeftButton, {}, plot->placeOf(last).toPoint());
    QVERIFY(!page.place().thing.isEmpty());
    const QString id = page.place().thing;
    QVERIFY(!id.startsWith(u"measurement"_s));
    demo::test::RawClient raw(m_server->port(), m_server->token());
    const QJsonObject report = raw.get("/api/Report/Wsjf/" + id.toUtf8()).object();
    QCOMPARE(report.value(u"pn"_s).toString(), m_part);
    QVERIFY(plot->points()[last].words.startsWith(report.value(u"sn"_s).toString()));
}

void TestMeasurementView::brushNarrowsPictureAndFigures()
{
    ReportsPage page(*m_session);
    open(page);
    TrendPlot *plot = page.measurement()->plot();
    const QRectF trend = plot->trendRect();
    const int middle = int(trend.center().y());
    const QString all = fact(page.measurement(), u"Values"_s);
    QTest::mousePress(plot, Qt::LeftButton, {}, QPoint(int(trend.left() + trend.width() * 0.5), middle));
    QTest::mouseMove(plot, QPoint(int(trend.left() + trend.width() * 0.7), middle));
    QTest::mouseMove(plot, QPoint(int(trend.right() - 8), middle));
    QTest::mouseRelease(plot, Qt::LeftButton, {}, QPoint(int(trend.right() - 8), middle));
    QVERIFY(plot->range());
    const auto [first, last] = plot->shown();
    QVERIFY(last - first < plot->points().size());
    QCOMPARE(fact(page.measurement(), u"Values"_s), u"n = %1"_s.arg(words::count(qint64(last - first))));
    QVERIFY(page.escape()); // the range first
    QVERIFY(!plot->range());
    QCOMPARE(fact(page.measurement(), u"Values"_s), all);
    QVERIFY(page.escape()); // then back
    QVERIFY(page.place().thing.isEmpty());
}

void TestMeasurementView::keysMarkAndOpen()
{
    TrendPlot plot;
    plot.resize(760, 260);
    plot.setPoints(manyPoints(5), u"V"_s);
    QSignalSpy opened(&plot, &TrendPlot::pointActivated);
    plot.show();
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(opened.size(), 0); // nothing is marked
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(plot.marked(), std::optional<size_t>(1));
    QVERIFY(plot.accessibleName().contains(u"CB1"_s));
    QTest::keyClick(&plot, Qt::Key_End);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).value<size_t>(), size_t(4));
    QTest::keyClick(&plot, Qt::Key_Escape);
    QVERIFY(!plot.marked());
}

void TestMeasurementView::decimationKeepsFailures_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 1000, 100'000, 1'000'000})
        QTest::addRow("%d", count) << count;
}

void TestMeasurementView::decimationKeepsFailures()
{
    QFETCH(int, count);
    TrendPlot plot;
    plot.resize(760, 260);
    plot.setPoints(manyPoints(count), u"V"_s);
    const std::vector<size_t> painted = plot.paintedPoints();
    QVERIFY(int(painted.size()) <= std::max(count, 0));
    QVERIFY(double(painted.size()) < 12 * plot.trendRect().width());
    std::set<std::pair<int, int>> drawn;
    double low = 100;
    double high = 0;
    for (const size_t at : painted) {
        const QPointF place = plot.placeOf(at);
        if (plot.points()[at].status == StatusKind::Failed)
            drawn.insert({int(place.x()), int(place.y())});
        low = std::min(low, plot.points()[at].value);
        high = std::max(high, plot.points()[at].value);
    }
    for (size_t at = 0; at < plot.points().size(); ++at) {
        const TrendPoint &point = plot.points()[at];
        QVERIFY(point.value >= low && point.value <= high);
        if (point.status != StatusKind::Failed)
            continue;
        const QPointF place = plot.placeOf(at);
        QVERIFY(drawn.count({int(place.x()), int(place.y())}) == 1);
    }
    plot.show();
    QVERIFY(!plot.grab().isNull());
}

void TestMeasurementView::binsHoldEveryValue()
{
    TrendPlot plot;
    plot.resize(760, 260);
    plot.setPoints(manyPoints(5000), u"V"_s);
    const std::vector<int> bins = plot.bins();
    QVERIFY(bins.size() > 5);
    QCOMPARE(std::accumulate(bins.begin(), bins.end(), 0), 5000);
}

void TestMeasurementView::placeAndBack()
{
    ReportsPage page(*m_session);
    open(page);
    const Place there = page.place();
    QVERIFY(there.thing.startsWith(u"measurement:"_s));
    QVERIFY(page.escape());
    QVERIFY(page.place().thing.isEmpty());
    page.go(there);
    QCOMPARE(page.place(), there);
    QCOMPARE(page.measurement()->field(u"started"_s)->value(), u"last 30 days"_s);
}

void TestMeasurementView::formAsksForWhatIsMissing()
{
    ReportsPage page(*m_session);
    page.resize(1196, 700);
    page.show();
    page.setShown(true);
    page.go({u"reports"_s, {}, {{u"measurement"_s, QVariantMap()}}});
    const auto lines = page.measurement()->findChildren<QLineEdit *>();
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0]->isVisible());
    QTest::keyClicks(lines[0], m_part);
    QTest::keyClicks(lines[1], m_process);
    QTest::keyClick(lines[1], Qt::Key_Return);
    QVERIFY(lines[0]->isVisible()); // the step is missing
    QString typed = m_path;
    lines[2]->setText(typed.replace(u"¶¶"_s, u"::"_s).replace(u'¶', u'/'));
    QTest::keyClick(lines[2], Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!page.measurement()->plot()->points().empty(), LongestWait);
    QVERIFY(page.measurement()->plot()->isVisible());
}

void TestMeasurementView::nothingInThatTime()
{
    ReportsPage page(*m_session);
    page.resize(1196, 700);
    page.show();
    page.setShown(true);
    QVariantMap what = wanted();
    what.insert(u"station"_s, u"NO-SUCH-STATION"_s);
    page.go({u"reports"_s, {}, {{u"measurement"_s, what}}});
    QPushButton *wider = nullptr;
    const auto find = [&] {
        const auto buttons = page.measurement()->findChildren<QPushButton *>();
        for (QPushButton *button : buttons)
            wider = button->isVisible() && button->text() == u"Last 30 days, all stations" ? button : wider;
        return wider != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(find(), LongestWait);
    QTest::mouseClick(wider, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!page.measurement()->plot()->points().empty(), LongestWait);
}

QTEST_MAIN(TestMeasurementView)
#include "tst_measurementview.moc"
