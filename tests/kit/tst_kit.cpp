// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/counttabs.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/secondtick.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/toast.h"

#include <QDateTime>
#include <QEnterEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0x00A0), u' ').replace(QChar(0x202F), u' ');
}

void show(QWidget &widget)
{
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    widget.activateWindow();
}

} // namespace

class TestKit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(); }
    void cleanupTestCase() { m_themes.reset(); }
    void init()
    {
        SecondTick::shared().setClock([this] { return m_now; });
    }
    void cleanup() { SecondTick::shared().setClock({}); }

    void ageWords_data();
    void ageWords();
    void ageRepaintsOnlyOnOtherWords();
    void ageTimerStopsWithoutLabels();
    void railModes_data();
    void railModes();
    void railAsksAndIsTold();
    void stateButtons();
    void loadingWaits();
    void toastHoldsAndLeaves();
    void toastsStayTwo();
    void noticeIsEscaped();
    void headerHasOnePrimary();
    void detailCloses();
    void detailTabs();
    void factsUpdateInPlace();
    void statusBarFits();

private:
    std::unique_ptr<ThemeManager> m_themes;
    qint64 m_now = QDateTime(QDate(2026, 3, 12), QTime(10, 42, 20)).toMSecsSinceEpoch();
};

void TestKit::ageWords_data()
{
    QTest::addColumn<DataAge>("age");
    QTest::addColumn<QString>("words");
    const qint64 now = m_now;
    QTest::newRow("fresh from cache") << DataAge{.kind = StatusKind::Fresh,
                                                 .asOfMs = now - 7000,
                                                 .source = u"from cache"_s,
                                                 .freshForSeconds = 192}
                                      << u"as of 10:42:13 · from cache, fresh for 3 min 12 s"_s;
    QTest::newRow("fresh from server") << DataAge{.kind = StatusKind::Fresh,
                                                  .asOfMs = now - 7000,
                                                  .source = u"from server"_s}
                                       << u"as of 10:42:13 · from server"_s;
    QTest::newRow("about to expire") << DataAge{.kind = StatusKind::Fresh,
                                                .asOfMs = now,
                                                .source = u"from cache"_s,
                                                .freshForSeconds = 1}
                                     << u"as of 10:42:20 · from cache, fresh for 1 s"_s;
    QTest::newRow("note") << DataAge{.kind = StatusKind::Fresh,
                                     .asOfMs = now,
                                     .source = u"from server"_s,
                                     .note = u"complete"_s}
                          << u"as of 10:42:20 · from server · complete"_s;
    QTest::newRow("stale") << DataAge{.kind = StatusKind::Stale,
                                      .asOfMs = now - 340'000,
                                      .sinceMs = now - 33'000,
                                      .note = u"refreshing now"_s}
                           << u"as of 10:36:40 · stale for 33 s · refreshing now"_s;
    QTest::newRow("offline") << DataAge{.kind = StatusKind::Offline,
                                        .asOfMs = now - 258'000,
                                        .source = u"from cache"_s,
                                        .sinceMs = now - 240'000}
                             << u"as of 10:38:02 · from cache · server unreachable for 4 min"_s;
    QTest::newRow("fetching") << DataAge{.kind = StatusKind::Fetching, .sinceMs = now - 800} << u"fetching · 0.8 s"_s;
    QTest::newRow("failed") << DataAge{.kind = StatusKind::Failed, .sinceMs = now - 11'000}
                            << u"no data · last try 10:42:09"_s;
    QTest::newRow("nothing known") << DataAge{} << QString();
}

void TestKit::ageWords()
{
    QFETCH(DataAge, age);
    QFETCH(QString, words);
    DataAgeLabel label;
    label.setState(age);
    QCOMPARE(plain(label.text()), words);
    QCOMPARE(label.accessibleName(), label.text());
    QCOMPARE(label.toolTip().endsWith(u"UTC"_s), age.asOfMs > 0);
}

void TestKit::ageRepaintsOnlyOnOtherWords()
{
    DataAgeLabel label;
    label.setState({.kind = StatusKind::Fresh, .asOfMs = m_now, .source = u"from server"_s});
    const int before = label.textChanges();
    SecondTick::shared().poke();
    SecondTick::shared().poke();
    QCOMPARE(label.textChanges(), before);
    label.setState({.kind = StatusKind::Stale, .asOfMs = m_now, .sinceMs = m_now - 10'000});
    const int stale = label.textChanges();
    m_now += 1000;
    SecondTick::shared().poke();
    QCOMPARE(label.textChanges(), stale + 1);
    QVERIFY(plain(label.text()).contains(u"stale for 11 s"_s));
    m_now -= 1000;
}

void TestKit::ageTimerStopsWithoutLabels()
{
    {
        DataAgeLabel label;
        QVERIFY(SecondTick::shared().isRunning());
    }
    QTRY_VERIFY(!SecondTick::shared().isRunning());
    DataAgeLabel again;
    QVERIFY(SecondTick::shared().isRunning());
}

void TestKit::railModes_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<int>("width");
    QTest::newRow("smallest") << QSize(640, 400) << 48;
    QTest::newRow("under 900") << QSize(899, 600) << 48;
    QTest::newRow("usual") << QSize(1280, 800) << 84;
    QTest::newRow("under 1600") << QSize(1599, 900) << 84;
    QTest::newRow("wide") << QSize(1600, 900) << 176;
}

void TestKit::railModes()
{
    QFETCH(QSize, window);
    QFETCH(int, width);
    NavigationRail rail;
    rail.addPage(u"assets"_s, u"assets"_s, u"Assets"_s);
    rail.setMode(NavigationRail::modeFor(window));
    QCOMPARE(rail.width(), width);
}

void TestKit::railAsksAndIsTold()
{
    NavigationRail rail;
    rail.addPage(u"overview"_s, u"overview"_s, u"Overview"_s);
    RailButton *assets = rail.addPage(u"assets"_s, u"assets"_s, u"Assets"_s);
    rail.setCurrent(u"overview"_s);
    rail.resize(84, 600);
    show(rail);
    QSignalSpy asked(&rail, &NavigationRail::pageRequested);
    QTest::mouseClick(assets, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), u"assets"_s);
    QVERIFY2(!assets->isChecked(), "the owner decides which page is current");
    QTest::keyClick(&rail, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(asked.size(), 2);
    rail.setCurrent(u"assets"_s);
    QVERIFY(assets->isChecked());
    rail.setBadge(u"assets"_s, 7, BadgeKind::NeedsPerson);
    QCOMPARE(assets->accessibleName(), u"Assets, 7 need attention"_s);
    rail.setCurrent(u"nowhere"_s);
    QCOMPARE(rail.current(), u"assets"_s);
}

void TestKit::stateButtons()
{
    StatePage page;
    page.resize(500, 400);
    show(page);
    page.showError(u"The server could not answer"_s, u"It reported an internal error (500)."_s, u"next try in 24 s"_s);
    QSignalSpy again(&page, &StatePage::tryAgainRequested);
    const auto all = page.findChildren<QPushButton *>();
    const auto button
        = std::find_if(all.begin(), all.end(), [](const QPushButton *one) { return one->text() == u"Try again"_s; });
    QVERIFY(button != all.end());
    QTRY_VERIFY((*button)->isVisible());
    QTest::mouseClick(*button, Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    page.showEmpty(u"queue"_s, u"No uploads are waiting"_s, u"Reports appear here."_s);
    for (const QPushButton *one : page.findChildren<QPushButton *>())
        QVERIFY2(!one->isVisible(), qPrintable(one->text()));
    QCOMPARE(page.accessibleName(), u"No uploads are waiting"_s);
}

void TestKit::loadingWaits()
{
    StatePage page;
    page.resize(500, 400);
    show(page);
    QSignalSpy cancelled(&page, &StatePage::cancelRequested);
    page.showLoading(u"Loading 214 assets"_s);
    page.setLoadingWords(u"Loading 214 assets, 82 so far"_s);
    QCOMPARE(page.accessibleName(), u"Loading 214 assets, 82 so far"_s);
    QTest::keyClick(&page, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    const auto cancelShown = [&page] {
        const auto all = page.findChildren<QPushButton *>();
        return std::any_of(all.begin(), all.end(), [](const QPushButton *one) { return one->isVisible(); });
    };
    QVERIFY2(!cancelShown(), "a quick answer shows no loading");
    QTRY_VERIFY(cancelShown());
}

void TestKit::toastHoldsAndLeaves()
{
    QWidget window;
    window.resize(800, 600);
    show(window);
    ToastStack stack(&window);
    Toast *toast = stack.add(StatusKind::Ok, u"FX-0412 calibrated."_s, u"Next due 8 Sep 2026."_s, true);
    QSignalSpy undone(toast, &Toast::undoRequested);
    QVERIFY(toast->isVisible());
    QVERIFY(toast->geometry().bottom() < 600 - 28);
    QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
    QCoreApplication::sendEvent(toast, &enter);
    const qint64 held = toast->remainingMs();
    QTest::qWait(20);
    QCOMPARE(toast->remainingMs(), held);
    QVERIFY(stack.undoNewest());
    QCOMPARE(undone.size(), 1);
    QTRY_COMPARE(stack.count(), 0);
    QVERIFY(!stack.undoNewest());
}

void TestKit::toastsStayTwo()
{
    QWidget window;
    window.resize(800, 600);
    show(window);
    ToastStack stack(&window);
    for (const QString &title : {u"One"_s, u"Two"_s, u"Three"_s})
        stack.add(StatusKind::Ok, title, {});
    QCOMPARE(stack.count(), 2);
    QVERIFY(!stack.undoNewest());
}

void TestKit::noticeIsEscaped()
{
    NoticeBar bar;
    bar.showNotice(StatusKind::Stale, u"<i>Old</i>"_s, u"a < b"_s, u"Wait for new"_s);
    const auto *words = bar.findChild<QLabel *>();
    QVERIFY(words);
    QVERIFY(!words->text().contains(u"<i>"_s));
    QCOMPARE(bar.accessibleName(), u"<i>Old</i>"_s);
    QSignalSpy asked(&bar, &NoticeBar::actionRequested);
    bar.findChild<QPushButton *>()->click();
    QCOMPARE(asked.size(), 1);
}

void TestKit::headerHasOnePrimary()
{
    PageHeader header(u"Assets"_s);
    QPushButton *first = header.setPrimary(u"New asset"_s, u"add"_s);
    QCOMPARE(header.setPrimary(u"Open report"_s), first);
    QToolButton *refresh = header.addIconButton(u"refresh"_s, u"Refresh"_s, QKeySequence(Qt::Key_F5));
    QCOMPARE(refresh->accessibleName(), u"Refresh"_s);
    QVERIFY(refresh->toolTip().contains(u"F5"_s));
    header.resize(900, 62);
    show(header);
    QVERIFY2(refresh->x() < first->x(), "the primary button stays last");
    QCOMPARE(header.height(), 62);
}

void TestKit::detailCloses()
{
    DetailPane pane;
    pane.resize(500, 300);
    pane.setThing(StatusKind::Overdue, u"FX-0412"_s, u"Control board FCT fixture"_s, u"Calibration 3 days late"_s);
    show(pane);
    QSignalSpy closed(&pane, &DetailPane::closeRequested);
    QTest::keyClick(&pane, Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
    pane.setNarrow(true);
    pane.setNarrow(false);
    for (QToolButton *one : pane.findChildren<QToolButton *>()) {
        if (one->accessibleName() == u"Close the details"_s)
            QTest::mouseClick(one, Qt::LeftButton);
    }
    QCOMPARE(closed.size(), 2);
}

void TestKit::detailTabs()
{
    DetailPane pane;
    pane.addTab(u"overview"_s, u"Overview"_s, new QWidget);
    pane.addTab(u"log"_s, u"Log"_s, new QWidget);
    QSignalSpy changed(&pane, &DetailPane::tabChanged);
    pane.setTabCount(u"log"_s, 38);
    pane.setCurrentTab(u"log"_s);
    QCOMPARE(pane.currentTab(), u"log"_s);
    QCOMPARE(changed.size(), 1);
    auto *tabs = pane.findChild<CountTabs *>();
    QCOMPARE(tabs->count(1), std::optional<qint64>(38));
    QCOMPARE(tabs->tabText(1), u"Log"_s);
    QCOMPARE(tabs->count(0), std::nullopt);
}

void TestKit::factsUpdateInPlace()
{
    FactsGrid grid;
    grid.setFacts({{u"Type"_s, u"Fixture"_s}, {u"Due"_s, u"in 21 d"_s}});
    const auto labels = grid.findChildren<InkLabel *>();
    QCOMPARE(labels.size(), 4);
    grid.setFacts({{u"Type"_s, u"Fixture"_s}, {u"Due"_s, u"3 d late"_s, StatusKind::Overdue}});
    QCOMPARE(grid.findChildren<InkLabel *>(), labels);
    QCOMPARE(labels[3]->text(), u"3 d late"_s);
    QCOMPARE(labels[3]->accessibleName(), u"Due 3 d late"_s);
    QCOMPARE(labels[3]->palette().color(QPalette::WindowText), Theme::of(nullptr).bad);
    QSignalSpy linked(&grid, &FactsGrid::linkActivated);
    grid.setFacts({{u"Part"_s, u"690-0412"_s, {}, u"part/690-0412"_s}});
    grid.findChild<QPushButton *>()->click();
    QCOMPARE(linked.value(0).value(0).toString(), u"part/690-0412"_s);
}

void TestKit::statusBarFits()
{
    StatusBar bar;
    bar.setServer(StatusKind::Online, u"Online"_s, m_now - 720'000, 48);
    bar.setNewest(m_now - 7000);
    bar.setCalls(74, 500);
    bar.setHitRate(3738, 4090, u"last 5 min"_s);
    bar.resize(1200, 28);
    show(bar);
    QCOMPARE(plain(bar.part(u"server"_s)->accessibleName()), u"Online since 10:30 · 48 ms"_s);
    QCOMPARE(plain(bar.part(u"calls"_s)->accessibleName()), u"Calls 74 of 500 / min"_s);
    QCOMPARE(plain(bar.part(u"hits"_s)->accessibleName()), u"From cache 91.4 % of 4 090, last 5 min"_s);
    QVERIFY(bar.part(u"hits"_s)->isVisible());
    QSignalSpy activated(&bar, &StatusBar::partActivated);
    QTest::mouseClick(bar.part(u"calls"_s), Qt::LeftButton);
    QCOMPARE(activated.value(0).value(0).toString(), u"calls"_s);
    bar.resize(260, 28);
    QTRY_VERIFY(!bar.part(u"hits"_s)->isVisible());
    QVERIFY(bar.part(u"server"_s)->isVisible());
    bar.setHitRate(0, 0, u"last 5 min"_s);
    QCOMPARE(bar.part(u"hits"_s)->accessibleName(), u"No look-ups yet"_s);
}

QTEST_MAIN(TestKit)
#include "tst_kit.moc"
