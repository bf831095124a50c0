// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "core/session/session.h"
#include "tests/demo/rawclient.h"
#include "ui/delegates/columnchooser.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/report/filterpopup.h"
#include "ui/report/reportfilterbar.h"
#include "ui/report/reportlist.h"
#include "ui/report/reportspage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongestWait = 20'000; // ms; the demo's first answers on a busy machine

QByteArray reportBody(const QByteArray &id, const QByteArray &serial, const QDateTime &start)
{
    return R"({"type":"T","id":")" + id + R"(","pn":"NEW-1","sn":")" + serial
        + R"(","rev":"A","processCode":50,"result":"P","machineName":"ST-9","start":")"
        + start.toUTC().toString(Qt::ISODateWithMs).toUtf8() + R"("})";
}

} // namespace

/// The list of reports before a made-up factory, by keys and clicks.
class TestReportList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void endWithoutGapOrRepeat();
    void textFilters_data();
    void textFilters();
    void typingIsOneQuestion();
    void wholeTextOnly();
    void processAndPeriod();
    void resultsTogether();
    void chipsCountWhatIsWholeHere();
    void everySetFilterIsVisible();
    void placeBringsAllBack();
    void savedFilter();
    void filteredAwayNamesTheCause();
    void newReportsWait();
    void sortsByServer();
    void columnsMoveAndHide();
    void keys();
    void pagesOfATallWindow();
    void withoutServer();

private:
    [[nodiscard]] ReportList *list() const { return m_page->list(); }
    [[nodiscard]] ReportFilterBar *bar() const { return list()->filters(); }
    [[nodiscard]] ReportsModel *model() const { return list()->model(); }
    [[nodiscard]] DenseTableView *table() const { return list()->table(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!list()->list().isLoading(), LongestWait); }
    void type(const QString &field, const QString &text)
    {
        bar()->edit(field);
        QVERIFY(bar()->popup());
        QTest::keyClicks(bar()->popup()->line(), text);
        QTest::keyClick(bar()->popup()->line(), Qt::Key_Return);
        settle();
    }
    template <typename Check> void allRows(Check check)
    {
        QVERIFY(model()->reportAt(0));
        for (int row = 0; row < model()->rowCount() && model()->reportAt(row); ++row)
            QVERIFY2(check(*model()->reportAt(row)), qPrintable(model()->reportAt(row)->serialNumber));
    }
    QAction *menuAction(const QString &text)
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        const auto actions = menu ? menu->actions() : QList<QAction *>();
        for (QAction *action : actions) {
            if (action->text().contains(text))
                return action;
        }
        return nullptr;
    }
    void post(const QByteArray &id, const QByteArray &serial);

    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ThemeManager> m_theme;
    std::unique_ptr<ReportsPage> m_page;
};

void TestReportList::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s);
    QCoreApplication::setApplicationName(u"qwats-test-reports"_s);
    m_theme = std::make_unique<ThemeManager>();
    m_theme->setChoice(ThemeChoice::Light);
}

void TestReportList::init()
{
    QSettings().clear();
    QString error;
    m_server = demo::DemoServer::start({.products = 10, .assets = 60, .reports = 3000}, &error);
    QVERIFY2(m_server, qPrintable(error));
    Profile profile;
    profile.id = profile.name = u"demo"_s;
    profile.url = QUrl(m_server->url());
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    options.requestsPerMinute = 0;
    m_session = std::make_unique<Session>(profile, m_server->token().toLatin1(), options);
    m_page = std::make_unique<ReportsPage>(*m_session);
    m_page->resize(1196, 700);
    m_page->show();
    m_page->setShown(true);
    QTRY_VERIFY_WITH_TIMEOUT(model()->reportAt(0), LongestWait);
    settle();
}

void TestReportList::cleanup()
{
    m_page.reset();
    m_session.reset();
    m_server.reset();
}

void TestReportList::endWithoutGapOrRepeat()
{
    QTest::keyClick(table(), Qt::Key_Home);
    QSet<QString> ids;
    Timestamp last;
    int row = 0;
    while (row < model()->rowCount()) {
        if (!model()->reportAt(row)) {
            table()->scrollTo(model()->index(row, 0), QAbstractItemView::PositionAtBottom);
            QTRY_VERIFY_WITH_TIMEOUT(model()->reportAt(row) || row >= model()->rowCount(), LongestWait);
            continue;
        }
        const ReportHeader &report = *model()->reportAt(row);
        QVERIFY2(!ids.contains(report.id), qPrintable(u"row %1 again"_s.arg(row)));
        QVERIFY(!last.isValid() || report.start <= last);
        ids.insert(report.id);
        last = report.start;
        ++row;
    }
    QVERIFY(list()->list().isComplete());
    demo::test::RawClient raw(m_server->port(), m_server->token());
    const auto all = raw.get("/api/Report/Query/Header?reportType=U&$top=100000").array();
    QCOMPARE(int(ids.size()), int(all.size()));
    QVERIFY(list()->list().heldPages() <= ReportList::PagesKept);
}

void TestReportList::textFilters_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("column");
    QTest::newRow("serial") << u"serial"_s << int(ReportsModel::Serial);
    QTest::newRow("part") << u"part"_s << int(ReportsModel::Part);
    QTest::newRow("station") << u"station"_s << int(ReportsModel::Station);
    QTest::newRow("operator") << u"operator"_s << int(ReportsModel::Operator);
    QTest::newRow("revision") << u"revision"_s << int(ReportsModel::Revision);
    QTest::newRow("fixture") << u"fixture"_s << int(ReportsModel::Fixture);
}

void TestReportList::textFilters()
{
    QFETCH(QString, field);
    QFETCH(int, column);
    QString value;
    for (int row = 0; value.size() < 2 && model()->reportAt(row); ++row) {
        value = model()->index(row, column).data().toString();
        if (value == u"–")
            value.clear();
        if (field == u"revision" && !value.isEmpty())
            break;
    }
    QVERIFY(!value.isEmpty());
    type(field, value.left(4));
    QTRY_VERIFY(model()->reportAt(0));
    for (int row = 0; row < 50 && model()->reportAt(row); ++row)
        QVERIFY(model()->index(row, column).data().toString().startsWith(value.left(4)));
    QVERIFY(bar()->field(field)->isSet());
    QVERIFY(bar()->field(field)->isVisible());
    QTest::keyClick(bar()->field(field), Qt::Key_Delete); // the × by keyboard
    settle();
    QVERIFY(!bar()->criteria().isSet());
    type(field, u"*"_s + value.right(2)); // the other wildcard
    QTRY_VERIFY(model()->reportAt(0));
    QVERIFY(model()->index(0, column).data().toString().endsWith(value.right(2)));
}

void TestReportList::typingIsOneQuestion()
{
    const QByteArray route = "GET /api/Report/Query/Header";
    bar()->focusFirst();
    QVERIFY(bar()->popup());
    const quint64 before = m_server->requestsSeen(route);
    QTest::keyClicks(bar()->popup()->line(), u"CB11"_s); // faster than the pause
    QCOMPARE(m_server->requestsSeen(route), before);
    QTRY_COMPARE(bar()->field(u"serial"_s)->value(), u"CB11%"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requestsSeen(route) > before, LongestWait);
    settle();
    QVERIFY(m_server->requestsSeen(route) <= before + 3); // the list, and perhaps why it is empty
    QTest::keyClick(bar()->popup()->line(), Qt::Key_Escape);
    QTRY_VERIFY(!bar()->popup());
    QCOMPARE(bar()->field(u"serial"_s)->value(), u"CB11%"_s); // what was typed stays
}

void TestReportList::wholeTextOnly()
{
    const QString serial = model()->reportAt(0)->serialNumber;
    bar()->edit(u"serial"_s);
    QTest::keyClicks(bar()->popup()->line(), serial.chopped(1));
    bar()->popup()->wholeBox()->setChecked(true);
    QTest::keyClick(bar()->popup()->line(), Qt::Key_Return);
    settle();
    QCOMPARE(bar()->criteria().value(u"serial"_s), serial.chopped(1));
    QTRY_COMPARE(model()->rowCount(), 0);
}

void TestReportList::processAndPeriod()
{
    QTest::keyClick(bar()->field(u"process"_s), Qt::Key_Space);
    QTRY_VERIFY(menuAction(u"ICT"_s));
    QAction *process = menuAction(u"ICT"_s);
    const QString word = process->text();
    process->trigger();
    QApplication::activePopupWidget()->close();
    settle();
    QTRY_VERIFY(model()->reportAt(0));
    allRows([&](const ReportHeader &report) { return word.startsWith(report.processName); });
    QTest::keyClick(bar()->field(u"started"_s), Qt::Key_Space);
    QTRY_VERIFY(menuAction(u"last 7 days"_s));
    menuAction(u"last 7 days"_s)->trigger();
    QApplication::activePopupWidget()->close();
    settle();
    QTRY_VERIFY(model()->reportAt(0));
    const qint64 week = QDateTime::currentMSecsSinceEpoch() - 7LL * 86'400'000 - 3'600'000;
    allRows([&](const ReportHeader &report) { return report.start.ms() >= week; });
    QCOMPARE(bar()->field(u"started"_s)->value(), u"last 7 days"_s);
}

void TestReportList::resultsTogether()
{
    ChipBar *chips = m_page->chips();
    const auto chosen = [chips] { return chips->chosen().join(u','); };
    QCOMPARE(chosen(), u"all"_s);
    chips->press(2); // failed
    chips->press(4); // and terminated
    settle();
    QTRY_VERIFY(model()->reportAt(0));
    allRows([](const ReportHeader &report) {
        return report.result == ReportResult::Failed || report.result == ReportResult::Terminated;
    });
    chips->press(int(chips->chips().size()) - 1); // repairs stand alone
    settle();
    QTRY_VERIFY(model()->reportAt(0));
    allRows([](const ReportHeader &report) { return report.kind == ReportKind::Repair; });
    QCOMPARE(chosen(), u"repair"_s);
    chips->press(0);
    settle();
    QCOMPARE(chosen(), u"all"_s);
    QVERIFY(bar()->criteria().sameAs({}));
    chips->press(1);
    chips->press(1); // off again
    settle();
    QCOMPARE(chosen(), u"all"_s);
}

void TestReportList::chipsCountWhatIsWholeHere()
{
    const auto count = [this](int chip) { return m_page->chips()->chips()[chip].count; };
    QVERIFY(!count(0)); // the end is not known
    type(u"serial"_s, model()->reportAt(0)->serialNumber.left(6));
    QTRY_VERIFY(list()->list().isComplete());
    QCOMPARE(count(0), std::optional<qint64>(list()->list().rowCount()));
    qint64 sum = 0;
    for (int chip = 1; chip <= 4; ++chip)
        sum += count(chip).value_or(0);
    QCOMPARE(sum, *count(0));
    const qint64 passed = *count(1);
    m_page->chips()->press(1);
    settle();
    QTRY_COMPARE(qint64(list()->list().rowCount()), passed);
    QCOMPARE(count(1), std::optional<qint64>(passed)); // still of all results
    bar()->clearAll();
    settle();
    QTRY_VERIFY(!count(0));
}

void TestReportList::everySetFilterIsVisible()
{
    ReportCriteria criteria;
    for (const auto &field : ReportCriteria::fields())
        criteria.setValue(field.id, field.editor == ReportCriteria::Editor::Text ? u"A%"_s : u"1"_s);
    for (const int width : {1780, 1196, 640}) {
        bar()->setCriteria(criteria);
        m_page->resize(width, 700);
        QTRY_COMPARE(list()->width(), width);
        for (const auto &field : ReportCriteria::fields()) {
            FilterField *shown = bar()->field(field.id);
            QTRY_VERIFY2(shown->isVisible() && shown->isSet(), qPrintable(field.id));
            QTRY_VERIFY(bar()->rect().contains(shown->geometry().translated(shown->parentWidget()->pos())));
        }
        bar()->setCriteria({});
        QTRY_VERIFY(bar()->height() < 90); // one row of fields and the chips
        QVERIFY(!bar()->field(u"revision"_s)->isVisible());
    }
}

void TestReportList::placeBringsAllBack()
{
    const Place empty = m_page->place();
    QSignalSpy moved(m_page.get(), &Page::placeChanged);
    type(u"serial"_s, u"CB"_s);
    m_page->chips()->press(2);
    list()->table()->horizontalHeader()->setSortIndicator(ReportsModel::Serial, Qt::AscendingOrder);
    settle();
    QVERIFY(moved.size() >= 3);
    const Place there = m_page->place();
    m_page->go(empty);
    settle();
    QVERIFY(!bar()->criteria().isSet());
    m_page->go(there);
    settle();
    QCOMPARE(m_page->place(), there);
    QCOMPARE(bar()->field(u"serial"_s)->value(), u"CB%"_s);
    QCOMPARE(list()->table()->horizontalHeader()->sortIndicatorSection(), int(ReportsModel::Serial));
    QTRY_VERIFY(model()->reportAt(0));
    allRows([](const ReportHeader &report) { return report.result == ReportResult::Failed; });
}

void TestReportList::savedFilter()
{
    type(u"serial"_s, u"CB"_s);
    QTest::mouseClick(list()->savedButton(), Qt::LeftButton);
    auto *popup = qobject_cast<SavedFiltersPopup *>(QApplication::activePopupWidget());
    QVERIFY(popup);
    popup->saveCurrent();
    auto *editor = popup->list()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"Control boards"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(list()->savedFilters().entries().value(0).name, u"Control boards"_s);
    popup->toggleFirst();
    QTest::keyClick(popup->list(), Qt::Key_Escape);
    QTRY_COMPARE(list()->savedButton()->text(), u"Control boards"_s);
    bar()->clearAll();
    settle();
    QVERIFY(!bar()->criteria().isSet());

    m_page = std::make_unique<ReportsPage>(*m_session); // as after a restart
    m_page->resize(1196, 700);
    m_page->show();
    m_page->setShown(true);
    settle();
    QCOMPARE(bar()->field(u"serial"_s)->value(), u"CB%"_s);
    QSignalSpy undoable(m_page.get(), &Page::notifyUndoable);
    QTest::mouseClick(list()->savedButton(), Qt::LeftButton);
    popup = qobject_cast<SavedFiltersPopup *>(QApplication::activePopupWidget());
    QVERIFY(popup);
    QTest::keyClick(popup->list(), Qt::Key_Delete);
    QCOMPARE(list()->savedFilters().entries().size(), 0);
    QCOMPARE(undoable.size(), 1);
    undoable.at(0).at(2).value<std::function<void()>>()();
    QCOMPARE(list()->savedFilters().entries().size(), 1);
    popup->close();
}

void TestReportList::filteredAwayNamesTheCause()
{
    const QString serial = model()->reportAt(0)->serialNumber;
    type(u"serial"_s, serial);
    QTRY_VERIFY(model()->reportAt(0));
    type(u"operator"_s, u"nobody"_s);
    QTRY_VERIFY(list()->statePage()->isVisible());
    QPushButton *without = nullptr;
    const auto find = [&] {
        const auto buttons = list()->statePage()->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->isVisible() && button->text() == u"Without Operator")
                without = button;
        }
        return without != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(find(), LongestWait);
    QTest::mouseClick(without, Qt::LeftButton);
    settle();
    QTRY_VERIFY(model()->reportAt(0));
    QCOMPARE(bar()->criteria().setFields(), QStringList{u"serial"_s});
}

void TestReportList::post(const QByteArray &id, const QByteArray &serial)
{
    demo::test::RawClient raw(m_server->port(), m_server->token());
    const auto reply
        = raw.send("POST", "/api/Report/WSJF", reportBody(id, serial, QDateTime::currentDateTimeUtc().addSecs(-1)));
    QCOMPARE(reply.status, 200);
}

void TestReportList::newReportsWait()
{
    table()->setCurrentIndex(model()->index(4, ReportsModel::Serial));
    const QString selected = model()->reportAt(4)->id;
    const QString top = model()->reportAt(0)->id;
    const int rows = list()->list().rowCount();
    post("6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01", "NEW1");
    post("6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e02", "NEW2");
    QVERIFY(!list()->newButton()->isVisible());
    list()->newReports().check(); // as the timer does
    QTRY_VERIFY_WITH_TIMEOUT(list()->newButton()->isVisible(), LongestWait);
    QCOMPARE(list()->newButton()->text(), u"2 new"_s);
    QCOMPARE(model()->reportAt(0)->id, top); // nothing jumped
    QCOMPARE(model()->reportAt(table()->currentIndex().row())->id, selected);
    QTest::mouseClick(list()->newButton(), Qt::LeftButton);
    QTRY_COMPARE(model()->reportAt(0)->serialNumber, u"NEW2"_s);
    QCOMPARE(model()->reportAt(2)->id, top);
    QVERIFY(!list()->newButton()->isVisible());
    QCOMPARE(model()->reportAt(table()->currentIndex().row())->id, selected);
    QCOMPARE(table()->currentIndex().row(), 6);
    QCOMPARE(list()->list().rowCount(), rows + 2);
    list()->newReports().check();
    settle();
    QVERIFY(!list()->newButton()->isVisible());
}

void TestReportList::sortsByServer()
{
    for (const int column : {int(ReportsModel::Serial), int(ReportsModel::TestTime), int(ReportsModel::Station)}) {
        table()->horizontalHeader()->setSortIndicator(column, Qt::AscendingOrder);
        settle();
        QTRY_VERIFY(model()->reportAt(0));
        for (int row = 1; row < 100; ++row) {
            const ReportHeader &before = *model()->reportAt(row - 1);
            const ReportHeader &now = *model()->reportAt(row);
            QVERIFY(column == ReportsModel::TestTime     ? before.executionTime <= now.executionTime
                        : column == ReportsModel::Serial ? before.serialNumber <= now.serialNumber
                                                         : before.stationName <= now.stationName);
        }
    }
    table()->horizontalHeader()->setSortIndicator(ReportsModel::FailedAt, Qt::AscendingOrder); // no server can
    QCOMPARE(table()->horizontalHeader()->sortIndicatorSection(), int(ReportsModel::Station));
}

void TestReportList::columnsMoveAndHide()
{
    ColumnLayout *columns = table()->columnLayout();
    QTest::mouseClick(list()->columnsButton(), Qt::LeftButton);
    auto *chooser = qobject_cast<ColumnChooser *>(QApplication::activePopupWidget());
    QVERIFY(chooser);
    QVERIFY(chooser->list()->count() == ReportsModel::ColumnCount);
    const auto itemOf
        = [&](int column) { return chooser->list()->findItems(columns->heading(column), Qt::MatchExactly).value(0); };
    itemOf(ReportsModel::Comment)->setCheckState(Qt::Checked);
    QVERIFY(columns->isShown(ReportsModel::Comment));
    itemOf(ReportsModel::Station)->setCheckState(Qt::Unchecked);
    QVERIFY(!columns->isShown(ReportsModel::Station));
    chooser->list()->setCurrentItem(itemOf(ReportsModel::Serial));
    QTest::keyClick(chooser->list(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(columns->order()[1], int(ReportsModel::Serial));
    QTest::keyClick(chooser->list(), Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
    table()->horizontalHeader()->moveSection(0, 2); // dragged
    table()->setColumnWidth(ReportsModel::Part, 222);

    m_page = std::make_unique<ReportsPage>(*m_session); // as after a restart
    m_page->resize(1196, 700);
    m_page->show();
    columns = table()->columnLayout();
    QTRY_VERIFY(columns->isShown(ReportsModel::Comment));
    QVERIFY(!columns->isShown(ReportsModel::Station));
    QCOMPARE(columns->order()[0], int(ReportsModel::Serial));
    QCOMPARE(columns->order()[2], int(ReportsModel::Result));
    QCOMPARE(table()->columnWidth(ReportsModel::Part), 222);
    columns->reset();
    QCOMPARE(columns->order()[0], int(ReportsModel::Result));
    QVERIFY(columns->isShown(ReportsModel::Station));
}

void TestReportList::keys()
{
    table()->setFocus();
    table()->setCurrentIndex(model()->index(3, ReportsModel::Serial));
    QSignalSpy compared(m_page.get(), &ReportsPage::compareRequested);
    QTest::keyClick(table(), Qt::Key_Space);
    QCOMPARE(compared.size(), 1);
    QCOMPARE(compared.at(0).at(0).toString(), model()->reportAt(3)->id);
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), model()->reportAt(3)->serialNumber);
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    QTRY_VERIFY(list()->footer()->leftText().contains(u"2 selected"_s));
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QApplication::clipboard()->text().contains(model()->reportAt(4)->serialNumber));
    QTest::keyClick(table(), Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(list()->list().isComplete(), LongestWait);
    QTRY_COMPARE(table()->currentIndex().row(), list()->list().rowCount() - 1);
    QTRY_VERIFY_WITH_TIMEOUT(model()->reportAt(table()->currentIndex().row()), LongestWait);
    QTest::keyClick(table(), Qt::Key_PageUp);
    QVERIFY(table()->currentIndex().row() < list()->list().rowCount() - 5);
    QTest::keyClick(table(), Qt::Key_Home);
    QCOMPARE(table()->currentIndex().row(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(model()->reportAt(0), LongestWait);
    const QString first = model()->reportAt(0)->id;
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(m_page->place().thing, first);
    QVERIFY(m_page->escape()); // back to the list
    QVERIFY(m_page->place().thing.isEmpty());
}

void TestReportList::pagesOfATallWindow()
{
    m_page->resize(1196, 8000); // more rows on screen than a page holds
    QTRY_VERIFY_WITH_TIMEOUT(model()->reportAt(250), LongestWait);
    QVERIFY(!list()->list().info().error);
}

void TestReportList::withoutServer()
{
    m_server->stop();
    list()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->serverState().isOutage(), LongestWait);
    QVERIFY(model()->reportAt(0)); // readable
    QTRY_VERIFY(list()->header()->age()->text().contains(u"unreachable"_s));
    bar()->edit(u"serial"_s);
    QTest::keyClicks(bar()->popup()->line(), u"never seen"_s);
    QTest::keyClick(bar()->popup()->line(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(list()->statePage()->isVisible() && !list()->list().isLoading(), LongestWait);
    QCOMPARE(bar()->field(u"serial"_s)->value(), u"never seen%"_s); // the filters stay
}

QTEST_MAIN(TestReportList)
#include "tst_reportlist.moc"
