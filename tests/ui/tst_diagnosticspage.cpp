// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "ui/charts/diagnosticsplots.h"
#include "ui/charts/plotwidget.h"
#include "ui/charts/timeaxisgroup.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/diagnostics/metricsbuckets.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <numeric>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDiagnosticsPage : public QObject
{
    Q_OBJECT

public:
    explicit TestDiagnosticsPage(ThemeManager &theme)
        : m_theme(theme)
    {
    }

private slots:
    void init();
    void cleanup();
    void groups_data();
    void groups();
    void everyLookupIsInOneGroup();
    void convertsTimes();
    void convertsAmounts();
    void emptyBucketHasNoTimes();
    void heatHoldsOnlyFilledCells();
    void knownOnlySinceTheStart_data();
    void knownOnlySinceTheStart();
    void ranges_data();
    void ranges();
    void rateComesWithItsNumber();
    void pauseStopsThePictureOnly();
    void anotherRangeWhilePausedDraws();
    void escapeEndsThePause();
    void clearTakesTwoPresses();
    void clearWhilePausedIsSeen();
    void settingsLeaveAMark();
    void readsOnlyWhileShown();
    void followsTheTheme();
    void goAndPlaceAgree();

private:
    void lookups(int count);
    [[nodiscard]] QString outcomesNote() const { return m_page->plots()->plots().constFirst()->note(); }
    QPushButton *button(const QString &text) const;

    ThemeManager &m_theme;
    FakeClock m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DiagnosticsPage> m_page;
};

void TestDiagnosticsPage::init()
{
    Profile profile;
    profile.id = u"p"_s;
    profile.url = QUrl(u"http://127.0.0.1:9"_s);
    SessionOptions options;
    options.watchServer = false;
    m_session = std::make_unique<Session>(profile, "dXNlcjpwYXNz", options, m_clock);
    m_page = std::make_unique<DiagnosticsPage>(*m_session);
    m_page->resize(1196, 728);
    m_page->show();
    m_page->activateWindow();
    (void)QTest::qWaitForWindowActive(m_page.get());
    m_page->setShown(true);
}

void TestDiagnosticsPage::cleanup()
{
    m_page.reset();
    m_session.reset();
}

void TestDiagnosticsPage::lookups(int count)
{
    for (int i = 0; i < count; ++i)
        m_session->metrics().lookup(Domain::Asset, Outcome::Fresh, 400ns);
    m_clock.advance(1s);
}

QPushButton *TestDiagnosticsPage::button(const QString &text) const
{
    const auto buttons = m_page->findChildren<QPushButton *>();
    for (QPushButton *candidate : buttons) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

void TestDiagnosticsPage::groups_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("group");
    const auto row = [](Outcome outcome, OutcomeIndex group) {
        QTest::newRow(qPrintable(outcomeName(outcome))) << int(outcome) << int(group);
    };
    row(Outcome::Fresh, FreshOutcome);
    row(Outcome::Negative, FreshOutcome);
    row(Outcome::Seeded, SeededOutcome);
    row(Outcome::Joined, JoinedOutcome);
    row(Outcome::Stale, StaleOutcome);
    row(Outcome::Cold, MissOutcome);
    row(Outcome::Expired, MissOutcome);
    row(Outcome::Evicted, MissOutcome);
    row(Outcome::Invalidated, MissOutcome);
    row(Outcome::Bypassed, MissOutcome);
    row(Outcome::TooBig, MissOutcome);
    row(Outcome::Failed, FailedOutcome);
}

void TestDiagnosticsPage::groups()
{
    QFETCH(int, outcome);
    QFETCH(int, group);
    QCOMPARE(int(groupOf(static_cast<Outcome>(outcome))), group);
    MetricsBucket bucket;
    bucket.start = Timestamp::fromMs(1000);
    bucket.outcomes[static_cast<size_t>(outcome)] = 7;
    const auto converted = toTimeBuckets({bucket}, Timestamp::fromMs(0));
    QCOMPARE(converted.size(), size_t(1));
    QCOMPARE(converted[0].outcomes[static_cast<size_t>(group)], quint64(7));
    QCOMPARE(converted[0].lookups(), quint64(7)); // in no other
}

void TestDiagnosticsPage::everyLookupIsInOneGroup()
{
    MetricsBucket bucket;
    bucket.start = Timestamp::fromMs(0);
    std::iota(bucket.outcomes.begin(), bucket.outcomes.end(), 1);
    QCOMPARE(toTimeBuckets({bucket}, Timestamp::fromMs(0))[0].lookups(), bucket.lookups());
}

void TestDiagnosticsPage::convertsTimes()
{
    MetricsBucket bucket;
    bucket.start = Timestamp::fromMs(5000);
    bucket.span = 10s;
    for (int i = 0; i < 100; ++i)
        bucket.network.add(i < 97 ? 50ms : 800ms);
    bucket.cacheHits.add(400ns);
    const TimeBucket made = toTimeBuckets({bucket}, Timestamp::fromMs(0))[0];
    QCOMPARE(made.fromMs, qint64(5000));
    QCOMPARE(made.toMs, qint64(15'000));
    QVERIFY(made.p50Ms && made.p95Ms && made.p99Ms && made.cacheP50Us);
    QVERIFY2(qAbs(*made.p50Ms - 50) <= 50 * 0.125, qPrintable(QString::number(*made.p50Ms)));
    QVERIFY(qAbs(*made.p95Ms - 50) <= 50 * 0.125);
    QVERIFY2(qAbs(*made.p99Ms - 800) <= 800 * 0.125, qPrintable(QString::number(*made.p99Ms)));
    QVERIFY2(qAbs(*made.cacheP50Us - 0.4) <= 0.4 * 0.125, qPrintable(QString::number(*made.cacheP50Us)));
}

void TestDiagnosticsPage::convertsAmounts()
{
    MetricsBucket bucket;
    bucket.start = Timestamp::fromMs(0);
    bucket.calls = 12;
    bucket.cacheBytes = 38'200'000;
    bucket.residentBytes = 57'000'000;
    bucket.evictions = 3;
    bucket.serverDown = true;
    const TimeBucket made = toTimeBuckets({bucket}, Timestamp::fromMs(0))[0];
    QCOMPARE(made.calls, quint64(12));
    QCOMPARE(made.cacheBytes, 38'200'000.0);
    QCOMPARE(made.residentBytes, 57'000'000.0);
    QCOMPARE(made.evictions, quint64(3));
    QVERIFY(made.serverDown);
}

void TestDiagnosticsPage::emptyBucketHasNoTimes()
{
    MetricsBucket bucket;
    bucket.start = Timestamp::fromMs(0);
    const TimeBucket made = toTimeBuckets({bucket}, Timestamp::fromMs(0))[0];
    QVERIFY(!made.p50Ms && !made.p95Ms && !made.p99Ms && !made.cacheP50Us); // not 0 ms
    QVERIFY(made.heat.empty());
    QVERIFY(!made.serverDown);
}

void TestDiagnosticsPage::heatHoldsOnlyFilledCells()
{
    MetricsBucket bucket;
    bucket.start = Timestamp::fromMs(0);
    for (int i = 0; i < 5; ++i)
        bucket.network.add(20ms);
    bucket.network.add(2s);
    const TimeBucket made = toTimeBuckets({bucket}, Timestamp::fromMs(0))[0];
    QCOMPARE(made.heat.size(), size_t(2));
    QCOMPARE(made.heat[0].second, quint32(5));
    QVERIFY(made.heat[0].first <= 20 && made.heat[0].first > 20 * 0.875);
    QCOMPARE(made.heat[1].second, quint32(1));
}

void TestDiagnosticsPage::knownOnlySinceTheStart_data()
{
    QTest::addColumn<qint64>("startedAt");
    QTest::addColumn<bool>("known");
    QTest::newRow("running before it") << qint64(500) << true;
    QTest::newRow("started within it") << qint64(1500) << true;
    QTest::newRow("started at its end") << qint64(2000) << false;
    QTest::newRow("started after it") << qint64(9000) << false;
}

void TestDiagnosticsPage::knownOnlySinceTheStart()
{
    QFETCH(qint64, startedAt);
    QFETCH(bool, known);
    MetricsBucket bucket;
    bucket.start = Timestamp::fromMs(1000); // until 2000
    QCOMPARE(toTimeBuckets({bucket}, Timestamp::fromMs(startedAt))[0].known, known);
}

void TestDiagnosticsPage::ranges_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("1 min") << 0 << qint64(60);
    QTest::newRow("5 min") << 1 << qint64(300);
    QTest::newRow("30 min") << 2 << qint64(1800);
    QTest::newRow("4 h") << 3 << qint64(4 * 3600);
    QTest::newRow("24 h") << 4 << qint64(24 * 3600);
}

void TestDiagnosticsPage::ranges()
{
    QFETCH(int, index);
    QFETCH(qint64, seconds);
    QSignalSpy changed(m_page.get(), &Page::placeChanged);
    auto *ranges = m_page->findChild<SegmentedControl *>();
    ranges->press(index == 0 ? 1 : 0);
    ranges->press(index);
    QCOMPARE(qint64(m_page->range().count()), seconds);
    const TimeSpan shown = m_page->plots()->axis()->range();
    QCOMPARE(shown.toMs - shown.fromMs, seconds * 1000);
    QVERIFY(changed.count() >= 1);
}

void TestDiagnosticsPage::rateComesWithItsNumber()
{
    lookups(25);
    m_page->refresh();
    QVERIFY2(outcomesNote().contains(u"n = 25"_s), qPrintable(outcomesNote()));
}

void TestDiagnosticsPage::pauseStopsThePictureOnly()
{
    lookups(10);
    m_page->refresh();
    QTest::keyClick(m_page.get(), Qt::Key_P);
    QVERIFY(m_page->isPaused());
    const QString before = outcomesNote();
    lookups(15);
    m_page->refresh();
    QCOMPARE(outcomesNote(), before);
    QTest::keyClick(m_page.get(), Qt::Key_P);
    QVERIFY(!m_page->isPaused());
    QVERIFY2(outcomesNote().contains(u"n = 25"_s), qPrintable(outcomesNote())); // nothing was lost
}

void TestDiagnosticsPage::anotherRangeWhilePausedDraws()
{
    lookups(10);
    m_page->refresh();
    m_page->togglePause();
    lookups(15);
    m_page->findChild<SegmentedControl *>()->press(2);
    QVERIFY(m_page->isPaused());
    QVERIFY2(outcomesNote().contains(u"n = 25"_s), qPrintable(outcomesNote()));
}

void TestDiagnosticsPage::escapeEndsThePause()
{
    QVERIFY(!m_page->escape());
    m_page->togglePause();
    QVERIFY(m_page->escape());
    QVERIFY(!m_page->isPaused());
}

void TestDiagnosticsPage::clearTakesTwoPresses()
{
    lookups(10);
    m_page->refresh();
    QPushButton *clear = button(u"Clear…"_s);
    QVERIFY(clear);
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(m_session->metrics().total().lookups(), quint64(10)); // asked first
    QCOMPARE(clear->text(), u"Really clear"_s);
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(m_session->metrics().total().lookups(), quint64(0));
    QCOMPARE(m_page->plots()->axis()->markers().size(), qsizetype(1));
    QVERIFY(m_page->plots()->axis()->markers().constFirst().text.startsWith(u"Cleared"_s));
}

void TestDiagnosticsPage::clearWhilePausedIsSeen()
{
    lookups(10);
    m_page->refresh();
    m_page->togglePause();
    QPushButton *clear = button(u"Clear…"_s);
    QTest::mouseClick(clear, Qt::LeftButton);
    QTest::mouseClick(clear, Qt::LeftButton);
    QVERIFY2(!outcomesNote().contains(u"n = 10"_s), qPrintable(outcomesNote()));
}

void TestDiagnosticsPage::settingsLeaveAMark()
{
    m_session->setPolicies(CachePolicies::defaults());
    const auto markers = m_page->plots()->axis()->markers();
    QCOMPARE(markers.size(), qsizetype(1));
    QCOMPARE(markers.constFirst().atMs, m_clock.wallNow().ms());
    QVERIFY(markers.constFirst().text.startsWith(u"Cache settings applied"_s));
}

void TestDiagnosticsPage::readsOnlyWhileShown()
{
    DiagnosticsPage shown(*m_session);
    shown.setShown(true);
    m_page->setShown(false);
    const TimeSpan before = m_page->plots()->axis()->range();
    lookups(5);
    QTRY_VERIFY(shown.plots()->axis()->range() != before); // its second has passed
    QVERIFY(m_page->plots()->axis()->range() == before);
    m_page->setShown(true);
    QVERIFY(m_page->plots()->axis()->range() != before);
}

void TestDiagnosticsPage::followsTheTheme()
{
    const auto ground = [this] {
        const QImage picture = m_page->plots()->grab().toImage();
        return picture.pixelColor(4, picture.height() - 4);
    };
    QCOMPARE(ground(), Theme::tokens(ThemeKind::Light).base);
    m_theme.setChoice(ThemeChoice::Dark);
    QTRY_COMPARE(ground(), Theme::tokens(ThemeKind::Dark).base);
    m_theme.setChoice(ThemeChoice::Light);
}

void TestDiagnosticsPage::goAndPlaceAgree()
{
    const Place place{u"diagnostics"_s, {}, {{u"range"_s, u"14400"_s}}};
    m_page->go(place);
    QCOMPARE(m_page->range(), 4h);
    QVERIFY(m_page->place() == place);
    QCOMPARE(m_page->findChild<SegmentedControl *>()->current(), u"14400"_s);
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ThemeManager theme;
    theme.setChoice(ThemeChoice::Light);
    TestDiagnosticsPage test(theme);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_diagnosticspage.moc"
