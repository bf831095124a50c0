// SPDX-License-Identifier: GPL-3.0-or-later
// The view of one report before a made-up factory, by keys and clicks: links, history, comparing, files in and out.
#include "app/demo/demoserver.h"
#include "core/session/session.h"
#include "tests/demo/rawclient.h"
#include "tests/ui/report/wholereports.h"
#include "ui/charts/seriesplot.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/delegates/historystrip.h"
#include "ui/report/comparetray.h"
#include "ui/report/comparisonview.h"
#include "ui/report/filespanel.h"
#include "ui/report/reportlist.h"
#include "ui/report/reportsheets.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/reportspage.h"
#include "ui/report/reporttransfers.h"
#include "ui/report/reportview.h"
#include "ui/report/savefile.h"
#include "ui/report/stepdetail.h"
#include "ui/report/stepspanel.h"
#include "ui/report/steptreemodel.h"
#include "ui/report/transferbar.h"
#include "ui/report/unithistory.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/filterfield.h"

#include <QAccessible>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace qwats;
using namespace qwats::test;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongestWait = 20'000; // ms; the demo's first answers on a busy machine

QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

class TestReportView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void failedStepsByKeys();
    void findByKeys();
    void chartOfAReport();
    void allFactsAndTables();
    void unknownStepKeepsItsKeys();
    void filesAreSavedByteForByte_data();
    void filesAreSavedByteForByte();
    void repairAndTestAreLinked();
    void historyGoesThere();
    void measurementOverUnits();
    void comparesByKeys();
    void trayHasLimits();
    void comparisonIsAPlace();
    void downloads_data();
    void downloads();
    void slowDownloadCanBeCancelled();
    void failedDownloadSaysSo();
    void uploads();
    void refusedUploads_data();
    void refusedUploads();
    void uploadWithoutServer();
    void droppedFileIsUploaded();
    void hostileReport_data();
    void hostileReport();
    void everythingHasAName_data();
    void everythingHasAName();

private:
    [[nodiscard]] ReportView *view() const { return m_page->view(); }
    [[nodiscard]] TransferBar *bar() const { return view()->transferBar(); }
    void post(const QJsonObject &report);
    void open(const QString &id);
    [[nodiscard]] QByteArray raw(const QString &target);
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QString currentStep() const
    {
        return view()->steps()->currentIndex().siblingAtColumn(0).data().toString();
    }
    /// Answers the file dialog that is open.
    void answerDialog(const QString &path);

    std::unique_ptr<ThemeManager> m_theme;
    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ReportsPage> m_page;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestReportView::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s);
    QCoreApplication::setApplicationName(u"qwats-test-reportview"_s);
    m_theme = std::make_unique<ThemeManager>();
    m_theme->setChoice(ThemeChoice::Light);
}

void TestReportView::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QString error;
    m_server = demo::DemoServer::start({.products = 10, .assets = 40, .reports = 300}, &error);
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
    connect(m_page.get(), &Page::placeRequested, m_page.get(), [this](const Place &place) {
        if (place.page == u"reports"_s)
            m_page->go(place);
    });
    m_page->resize(1196, 700);
    m_page->show();
    m_page->setShown(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->activateWindow();
    post(wholeTest(TestId, 11.2, 11.5));
    post(wholeRepair());
}

void TestReportView::cleanup()
{
    m_page.reset();
    m_session.reset();
    m_server.reset();
    m_folder.reset();
}

void TestReportView::post(const QJsonObject &report)
{
    demo::test::RawClient client(m_server->port(), m_server->token());
    const auto reply = client.send("POST", "/api/Report/WSJF", bytesOf(report));
    QVERIFY2(reply.status == 200, reply.body.constData());
}

void TestReportView::open(const QString &id)
{
    m_page->go({u"reports"_s, id, {}});
    QTRY_VERIFY_WITH_TIMEOUT(view()->sheets()->head()->facts().size() > 3
                                 && view()->sheets()->head()->facts().constLast().value == id,
                             LongestWait);
}

QByteArray TestReportView::raw(const QString &target)
{
    demo::test::RawClient client(m_server->port(), m_server->token());
    const auto reply = client.get(target.toUtf8());
    return reply.status == 200 ? reply.body : QByteArray();
}

QString TestReportView::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = m_folder->filePath(name);
    return saveFile(path, bytes) ? path : QString();
}

void TestReportView::answerDialog(const QString &path)
{
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog);
    emit dialog->fileSelected(path);
    dialog->close();
    delete dialog;
}

void TestReportView::failedStepsByKeys()
{
    open(TestId);
    QCOMPARE(currentStep(), u"12V"_s); // the one that made the unit fail
    QTest::keyClick(view()->steps(), Qt::Key_Home);
    QTest::keyClick(view()->steps(), Qt::Key_F8);
    QCOMPARE(currentStep(), u"12V"_s);
    QTest::keyClick(view()->steps(), Qt::Key_F8);
    QCOMPARE(currentStep(), u"12V"_s); // it was the last one
    QTest::keyClick(view()->steps(), Qt::Key_End);
    QTest::keyClick(view()->steps(), Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(currentStep(), u"12V"_s);
}

void TestReportView::findByKeys()
{
    open(TestId);
    QTest::keyClick(view()->steps(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(view()->stepsPanel()->find()->hasFocus());
    QTest::keyClicks(view()->stepsPanel()->find(), u"load"_s);
    QCOMPARE(currentStep(), u"load"_s); // a measurement of 12V
    QCOMPARE(view()->stepsPanel()->findWords(), u"1 of 2"_s);
    QTest::keyClick(view()->stepsPanel()->find(), Qt::Key_Return);
    QCOMPARE(currentStep(), u"Load curve"_s);
}

void TestReportView::chartOfAReport()
{
    open(TestId);
    QVERIFY(view()->stepsPanel()->selectStep(5));
    SeriesPlot *plot = view()->stepsPanel()->detail()->plot();
    QVERIFY(plot->isVisible());
    QCOMPARE(plot->legend().size(), size_t(2));
    QCOMPARE(plot->data().series[1].x.size(), size_t(0)); // counts from 0
    QVERIFY(plot->note().contains(u"n = 11"_s)); // the gap is no point
    const QPoint middle = plot->plotRect().center().toPoint();
    QTest::mouseMove(plot, middle);
    QMouseEvent move(QEvent::MouseMove, middle, plot->mapToGlobal(QPointF(middle)), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(plot, &move);
    QVERIFY(plot->hairLine().has_value());
    QVERIFY(plot->legend().front().value.endsWith(u"A"_s));
}

void TestReportView::allFactsAndTables()
{
    open(TestId);
    const auto *tables = view()->sheets()->tables();
    QCOMPARE(tables->count(ReportTables::Units), 1);
    QCOMPARE(tables->count(ReportTables::Assets), 1);
    QCOMPARE(tables->count(ReportTables::Infos), 1);
    QCOMPARE(tables->model(ReportTables::Infos)->index(0, 1).data().toString(), u"1.4.2"_s);
    QCOMPARE(view()->sheets()->data()->model()->rowCount(), 1);
    QSignalSpy places(m_page.get(), &Page::placeRequested);
    view()->sheets()->open(ReportSheets::Assets);
    auto *assets = view()->sheets()->tableOf(ReportTables::Assets);
    assets->setCurrentIndex(assets->model()->index(0, 0));
    QTest::keyClick(assets, Qt::Key_Return);
    QCOMPARE(places.size(), 1);
    QCOMPARE(places.front().front().value<Place>(), (Place{u"assets"_s, u"DMM-01"_s, {}}));
}

void TestReportView::unknownStepKeepsItsKeys()
{
    open(TestId);
    QVERIFY(view()->stepsPanel()->selectStep(7));
    StepDetail *detail = view()->stepsPanel()->detail();
    detail->setCurrentTab(u"results"_s);
    QCOMPARE(detail->currentTab(), u"results"_s);
    const auto trees = detail->findChildren<DenseTreeView *>();
    const auto results = std::find_if(trees.begin(), trees.end(), [](const DenseTreeView *tree) {
        return tree->accessibleName() == u"Additional results"_s;
    });
    QVERIFY(results != trees.end());
    const QModelIndex group = (*results)->model()->index(0, 0);
    QMap<QString, QString> keys;
    for (int row = 0; row < (*results)->model()->rowCount(group); ++row)
        keys.insert((*results)->model()->index(row, 0, group).data().toString(),
                    (*results)->model()->index(row, 1, group).data().toString());
    QCOMPARE(keys.keys(), (QStringList{u"calibrated"_s, u"needle"_s, u"vendor"_s}));
    QCOMPARE(keys.value(u"vendor"_s), u"Acme"_s);
    QCOMPARE(keys.value(u"needle"_s), u"{\"force\":1.5,\"id\":9}"_s);
}

void TestReportView::filesAreSavedByteForByte_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FilePreview::Kind>("kind");
    QTest::newRow("a picture of the report") << 0 << u"photo.png"_s << smallPng() << FilePreview::Kind::Picture;
    QTest::newRow("a file of a step") << 1 << u"logtxt.bin"_s << everyByte() << FilePreview::Kind::None;
}

void TestReportView::filesAreSavedByteForByte()
{
    QFETCH(int, row);
    QFETCH(QByteArray, bytes);
    open(TestId);
    view()->sheets()->open(ReportSheets::Files);
    FilesPanel *files = view()->sheets()->files();
    QCOMPARE(files->table()->model()->rowCount(), 2);
    files->table()->setFocus();
    files->table()->setCurrentIndex(files->table()->model()->index(row, 0));
    QTEST(files->table()->currentIndex().data().toString(), "name");
    QTRY_VERIFY(!files->preview().words.isEmpty());
    QTEST(files->preview().kind, "kind");
    QTest::keyClick(files->table(), Qt::Key_Return);
    const QString path = m_folder->filePath(u"out"_s);
    answerDialog(path);
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible() && bar()->kind() == StatusKind::Ok, LongestWait);
    QCOMPARE(readFile(path, 1'000'000).value(), bytes);
}

void TestReportView::repairAndTestAreLinked()
{
    open(TestId);
    const auto links = view()->findChildren<QPushButton *>();
    const auto toRepair = std::find_if(links.begin(), links.end(),
                                       [](const QPushButton *b) { return b->text() == u"Open the repair"_s; });
    QVERIFY(toRepair != links.end());
    QTest::mouseClick(*toRepair, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(view()->sheets()->tables()->count(ReportTables::Failures), 1, LongestWait);
    QCOMPARE(view()->shownReport().toLower(), RepairId);
    QCOMPARE(view()->sheets()->current(), ReportSheets::Failures);
    auto *failures = view()->sheets()->tableOf(ReportTables::Failures);
    const auto cell = [&](int column) { return failures->model()->index(0, column).data().toString(); };
    QCOMPARE(cell(0), u"U4"_s);
    QCOMPARE(cell(4), u"REG-12 rev 2 12 V regulator"_s);
    QCOMPARE(cell(5), u"Acme"_s);
    const auto *units = view()->sheets()->tables()->model(ReportTables::Units);
    QCOMPARE(units->rowCount(), 2);
    QCOMPARE(units->index(0, 5).data().toString(), u"taken out, replaced by PS-91"_s);
    QCOMPARE(units->index(1, 5).data().toString(), u"in place of PS-77"_s);
    failures->setFocus();
    failures->setCurrentIndex(failures->model()->index(0, 0));
    QTest::keyClick(failures, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(view()->model()->stepCount() > 0 && currentStep() == u"12V"_s, LongestWait);
    QCOMPARE(view()->shownReport().toLower(), TestId);
    QCOMPARE(view()->sheets()->current(), ReportSheets::Steps);
}

void TestReportView::historyGoesThere()
{
    open(TestId);
    HistoryStrip *strip = view()->history()->strip();
    QTRY_COMPARE_WITH_TIMEOUT(strip->itemCount(), 2, LongestWait);
    QCOMPARE(strip->currentId().toLower(), TestId);
    QVERIFY(strip->itemState(0).selected);
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_Right);
    QTest::keyClick(strip, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(view()->sheets()->tables()->count(ReportTables::Failures), 1, LongestWait);
    QTRY_COMPARE_WITH_TIMEOUT(strip->currentId().toLower(), RepairId, LongestWait);
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->itemRect(0).center());
    QTRY_VERIFY_WITH_TIMEOUT(view()->model()->stepCount() > 0, LongestWait);
}

void TestReportView::measurementOverUnits()
{
    open(TestId);
    QVERIFY(view()->stepsPanel()->selectStep(3));
    QSignalSpy places(view(), &ReportView::placeRequested);
    QTest::mouseClick(view()->stepsPanel()->detail()->overUnitsButton(), Qt::LeftButton);
    QCOMPARE(places.size(), 1);
    const Place place = places.front().front().value<Place>();
    const QVariantMap wanted = place.state.value(u"measurement"_s).toMap();
    QCOMPARE(place.page, u"reports"_s);
    QCOMPARE(wanted.value(u"partNumber"_s).toString(), u"DEMO-BOARD"_s);
    QCOMPARE(wanted.value(u"path"_s).toString(), u"MainSequence¶Rails¶3V3"_s);
    QCOMPARE(wanted.value(u"processCode"_s).toInt(), 50);
    QVERIFY(!wanted.value(u"process"_s).toString().isEmpty());
}

void TestReportView::comparesByKeys()
{
    post(wholeTest(SecondTestId, 11.7, 11.6));
    auto *list = m_page->list();
    list->setState({{u"serial"_s, u"DB-000123"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->reportAt(1) && !list->model()->reportAt(2)
                                 && list->model()->reportAt(0)->serialNumber == u"DB-000123"_s,
                             LongestWait);
    const int rowOfFirst = list->model()->rowOf(TestId);
    QVERIFY(rowOfFirst >= 0);
    list->table()->setFocus();
    for (const int row : {rowOfFirst, 1 - rowOfFirst}) {
        list->table()->setCurrentIndex(list->model()->index(row, 0));
        QTest::keyClick(list->table(), Qt::Key_Space);
    }
    CompareTray *tray = view()->tray();
    QCOMPARE(tray->ids(), (QStringList{TestId, SecondTestId}));
    QVERIFY(tray->isVisible());
    QTest::mouseClick(tray->compareButton(), Qt::LeftButton);
    ComparisonModel *model = view()->comparison()->model();
    QTRY_COMPARE_WITH_TIMEOUT(model->reportCount(), 2, LongestWait);
    const QModelIndex rails = model->index(0, 0, model->index(0, 0));
    const QModelIndex load = model->index(1, 0, model->index(1, 0, rails));
    QCOMPARE(load.data().toString(), u"load"_s);
    QCOMPARE(load.siblingAtColumn(1).data().toString(), u"11.2"_s);
    QCOMPARE(load.siblingAtColumn(2).data().toString(), u"11.7"_s);
    QCOMPARE(load.siblingAtColumn(model->deltaColumn()).data().toString(), u"+0.5"_s);
    QCOMPARE(load.siblingAtColumn(model->limitsColumn()).data().toString(), u"at least 11.5 → at least 11.6"_s);
    QCOMPARE(model->counts().values, 1);
    QCOMPARE(model->counts().limits, 1);
    view()->comparison()->filters()->press(3);
    QCOMPARE(model->filter(), ComparisonModel::Filter::Limits);
    view()->comparison()->tree()->setFocus();
    QTest::keyClick(view()->comparison()->tree(), Qt::Key_F8);
    QVERIFY(view()->comparison()->tree()->currentIndex().isValid());
    QTest::keyClick(view()->comparison()->tree(), Qt::Key_Escape);
}

void TestReportView::trayHasLimits()
{
    CompareTray *tray = view()->tray();
    ReportHeader repair;
    repair.id = u"r"_s;
    repair.kind = ReportKind::Repair;
    tray->toggle(repair);
    QCOMPARE(tray->count(), 0);
    QVERIFY(tray->words().contains(u"repair"_s));
    ReportHeader test;
    for (int i = 0; i < 5; ++i) {
        test.id = QString::number(i);
        test.serialNumber = u"<b>%1</b>"_s.arg(i);
        tray->toggle(test);
    }
    QCOMPARE(tray->count(), 4);
    QVERIFY(tray->words().contains(u"Four"_s));
    QVERIFY(tray->compareButton()->isEnabled());
    test.id = u"0"_s;
    tray->toggle(test); // again takes it out
    QCOMPARE(tray->ids(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    const auto fields = tray->findChildren<FilterField *>();
    QTest::keyClick(fields.constLast(), Qt::Key_Delete);
    QCOMPARE(tray->ids(), (QStringList{u"1"_s, u"2"_s}));
    tray->clear();
    QVERIFY(!tray->isVisible());
}

void TestReportView::comparisonIsAPlace()
{
    post(wholeTest(SecondTestId, 11.7, 11.6));
    m_page->go({u"reports"_s, u"compare:%1,%2"_s.arg(TestId, SecondTestId), {}});
    QTRY_COMPARE_WITH_TIMEOUT(view()->comparison()->model()->reportCount(), 2, LongestWait);
    const Place place = m_page->place();
    open(TestId);
    m_page->go(place);
    QVERIFY(view()->comparison()->isVisible());
    const auto copy = view()->comparison()->findChildren<QToolButton *>();
    const auto button = std::find_if(copy.begin(), copy.end(), [](const QToolButton *one) {
        return one->accessibleName() == u"Copy the shown rows as a table"_s;
    });
    QVERIFY(button != copy.end());
    QTest::mouseClick(*button, Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"MainSequence / Rails / 12V\tload\t11.2\tFailed\t11.7"_s));
}

void TestReportView::downloads_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("certificate") << 0 << u"/api/Report/Certificate/"_s << QByteArray("%PDF");
    QTest::newRow("WSJF") << 1 << u"/api/Report/Wsjf/"_s << QByteArray("{");
    QTest::newRow("WSXF") << 2 << u"/api/Report/Wsxf/"_s << QByteArray("<?xml");
    QTest::newRow("all files") << 3 << u"/api/Report/Attachments/"_s << QByteArray("PK");
}

void TestReportView::downloads()
{
    QFETCH(int, entry);
    QFETCH(QString, target);
    open(TestId);
    auto *button = view()->findChild<QToolButton *>(u"reportFiles"_s);
    QVERIFY(button);
    button->menu()->actions().at(entry)->trigger();
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().value(0).contains(u"DB-000123 2026-03-04 6f1c2a34"_s));
    const QString path = m_folder->filePath(u"out"_s);
    answerDialog(path);
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible() && !bar()->isRunning(), LongestWait);
    QCOMPARE(bar()->kind(), StatusKind::Ok);
    const QByteArray saved = readFile(path, 10'000'000).value();
    QFETCH(QByteArray, begin);
    QVERIFY2(saved.startsWith(begin), saved.left(20).constData());
    QCOMPARE(saved, raw(target + TestId));
}

void TestReportView::slowDownloadCanBeCancelled()
{
    open(TestId);
    m_server->setLatency(60'000);
    const QString path = m_folder->filePath(u"out.pdf"_s);
    view()->transfers()->downloadTo(ReportFile::Certificate, TestId, path);
    QVERIFY2(!bar()->isVisible(), "nothing flashes at first");
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible(), LongestWait);
    QVERIFY(bar()->cancelButton()->isVisible());
    QTest::mouseClick(bar()->cancelButton(), Qt::LeftButton);
    QVERIFY(!bar()->isVisible());
    QVERIFY(!bar()->isRunning());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 0);
}

void TestReportView::failedDownloadSaysSo()
{
    open(TestId);
    const QString path = m_folder->filePath(u"out.pdf"_s);
    const QString none = u"00000000-0000-4000-8000-000000000000"_s;
    view()->transfers()->downloadTo(ReportFile::Certificate, none, path);
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible() && !bar()->isRunning(), LongestWait);
    QCOMPARE(bar()->kind(), StatusKind::Error);
    QVERIFY(bar()->actionButton()->isVisible());
    QVERIFY(!QFile::exists(path));
    view()->transfers()->downloadTo(ReportFile::Certificate, TestId, m_folder->filePath(u"no/folder.pdf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!bar()->isRunning() && bar()->isVisible() && bar()->title().contains(u"not saved"_s),
                             LongestWait);
}

void TestReportView::uploads()
{
    const QByteArray body = bytesOf(wholeTest(SecondTestId, 11.7, 11.5));
    auto *button = m_page->findChild<QToolButton *>(u"uploadReport"_s);
    QVERIFY(button && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    answerDialog(write(u"report.json"_s, body));
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible() && !bar()->isRunning(), LongestWait);
    QCOMPARE(bar()->title(), u"report.json is stored"_s);
    QVERIFY(bar()->text().contains(SecondTestId));
    QCOMPARE(m_server->requestsSeen("POST /api/Report/WSJF"), quint64(3)); // two of them in init()
    QTest::mouseClick(bar()->actionButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(view()->model()->stepCount() > 0, LongestWait);
    QCOMPARE(view()->shownReport(), SecondTestId);

    // Again: the server has it, so nothing is sent before one says so.
    view()->transfers()->upload(m_folder->filePath(u"report.json"_s));
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible() && !bar()->isRunning() && bar()->kind() == StatusKind::Warning,
                             LongestWait);
    QCOMPARE(m_server->requestsSeen("POST /api/Report/WSJF"), quint64(3));
    QTest::mouseClick(bar()->actionButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(bar()->title(), u"report.json replaced the report before"_s, LongestWait);
    QCOMPARE(m_server->requestsSeen("POST /api/Report/WSJF"), quint64(4));
}

void TestReportView::refusedUploads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("sent");
    QJsonObject noId = wholeTest(SecondTestId, 1, 1);
    noId.remove(u"id"_s);
    QJsonObject badPart = wholeTest(SecondTestId, 1, 1);
    badPart[u"pn"_s] = QString();
    QTest::newRow("no report") << QByteArray("hello") << u"holds no WSJF report"_s << 0;
    QTest::newRow("a list") << QByteArray("[1, 2]") << u"holds no WSJF report"_s << 0;
    QTest::newRow("without an id") << bytesOf(noId) << u"has no id"_s << 0;
    QTest::newRow("the server says no") << bytesOf(badPart) << u"(400)"_s << 1;
}

void TestReportView::refusedUploads()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    QFETCH(int, sent);
    view()->transfers()->upload(write(u"report.json"_s, body));
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible() && !bar()->isRunning(), LongestWait);
    QCOMPARE(bar()->kind(), StatusKind::Error);
    QVERIFY2(bar()->text().contains(words), qPrintable(bar()->text()));
    QCOMPARE(m_server->requestsSeen("POST /api/Report/WSJF"), quint64(2 + sent));
}

void TestReportView::uploadWithoutServer()
{
    const QString path = write(u"report.json"_s, bytesOf(wholeTest(SecondTestId, 1, 1)));
    m_server->stop();
    m_session->checkServer();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->serverState().isOutage(), LongestWait);
    auto *button = m_page->findChild<QToolButton *>(u"uploadReport"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!button->isEnabled(), LongestWait);
    QVERIFY(button->toolTip().contains(u"cannot be reached"_s));
    view()->transfers()->upload(path);
    QCOMPARE(bar()->kind(), StatusKind::Offline);
    QVERIFY(!view()->transfers()->canUpload());
}

void TestReportView::droppedFileIsUploaded()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(write(u"report.json"_s, bytesOf(wholeTest(SecondTestId, 11.7, 11.5))))});
    QDragEnterEvent enter({40, 40}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_page.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({40, 40}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_page.get(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible() && bar()->title() == u"report.json is stored"_s, LongestWait);
    QMimeData page;
    page.setUrls({QUrl(u"http://127.0.0.1:9/report.json"_s)});
    QDragEnterEvent foreign({40, 40}, Qt::CopyAction, &page, Qt::LeftButton, {});
    foreign.ignore();
    QCoreApplication::sendEvent(m_page.get(), &foreign);
    QVERIFY2(!foreign.isAccepted(), "only files of this computer");
}

void TestReportView::hostileReport_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("markup") << u"<b>x</b><img src='file:///etc/passwd'>"_s;
    QTest::newRow("a picture from the net") << u"<img src='%1/api/App/Version'>"_s;
    QTest::newRow("turned") << u"abc\u202Egpj.exe"_s;
    QTest::newRow("a formula") << u"=cmd|' /C calc'!A0"_s;
    QTest::newRow("long") << QString(200'000, u'y');
}

void TestReportView::hostileReport()
{
    QFETCH(QString, text);
    if (text.contains(u"%1"_s))
        text = text.arg(m_server->url());
    QJsonObject json = wholeTest(SecondTestId, 11.7, 11.5);
    QJsonObject uut = json[u"uut"_s].toObject();
    uut[u"comment"_s] = uut[u"errorMessage"_s] = text;
    json[u"uut"_s] = uut;
    json[u"miscInfos"_s] = QJsonArray{QJsonObject{{u"description"_s, text.left(90)}, {u"text"_s, text.left(90)}}};
    json[u"additionalData"_s] = QJsonArray{QJsonObject{
        {u"name"_s, text},
        {u"props"_s, QJsonArray{QJsonObject{{u"name"_s, text}, {u"type"_s, u"String"_s}, {u"value"_s, text}}}}}};
    post(json);
    const quint64 before = m_server->requestsSeen("/api/App/Version");
    open(SecondTestId);
    QTabBar *tabs = view()->findChild<QTabBar *>();
    QVERIFY(tabs);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        if (tabs->isTabVisible(tab))
            tabs->setCurrentIndex(tab);
        QVERIFY(!view()->grab().isNull());
    }
    const auto labels = view()->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText, qPrintable(label->text().left(80)));
    const auto widgets = view()->findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        QVERIFY2(!widget->toolTip().contains(u"<img"_s), qPrintable(widget->toolTip().left(80)));
    const auto facts = view()->sheets()->head()->facts();
    const bool shown = std::any_of(facts.begin(), facts.end(), [&](const Fact &fact) {
        return fact.label == u"Comment"_s && fact.value.startsWith(text.left(3));
    });
    QVERIFY(shown);
    QCOMPARE(m_server->requestsSeen("/api/App/Version"), before);
}

void TestReportView::everythingHasAName_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("a test") << TestId;
    QTest::newRow("a repair") << RepairId;
    QTest::newRow("a comparison") << u"compare:%1,%1"_s.arg(TestId);
}

void TestReportView::everythingHasAName()
{
    QFETCH(QString, place);
    m_page->go({u"reports"_s, place, {}});
    QTRY_VERIFY_WITH_TIMEOUT(!view()->findChildren<QPushButton *>().isEmpty(), LongestWait);
    QTest::qWait(0);
    const auto widgets = view()->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(view())
            || qobject_cast<const QScrollBar *>(widget) || widget->objectName() == u"qt_scrollarea_viewport"_s)
            continue;
        QAccessibleInterface *told = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const QString name = told ? told->text(QAccessible::Name) : QString();
        const bool isHeader = widget->inherits("QHeaderView");
        QVERIFY2(
            isHeader || !name.isEmpty() || qobject_cast<const QTabBar *>(widget),
            qPrintable(u"%1 %2"_s.arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName())));
    }
}

QTEST_MAIN(TestReportView)
#include "tst_reportview.moc"
