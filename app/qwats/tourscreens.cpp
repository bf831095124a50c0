// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"
#include "app/qwats/tour.h"
#include "ui/asset/assetdetail.h"
#include "ui/asset/assetspage.h"
#include "ui/charts/seriesplot.h"
#include "ui/connection/connectionfields.h"
#include "ui/connection/connectionform.h"
#include "ui/connection/connectionsdialog.h"
#include "ui/connection/firstrunpage.h"
#include "ui/connection/testresultpanel.h"
#include "ui/delegates/denselistview.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/product/productdetail.h"
#include "ui/product/productspage.h"
#include "ui/report/comparetray.h"
#include "ui/report/comparisonview.h"
#include "ui/report/filespanel.h"
#include "ui/report/reportsheets.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/reportspage.h"
#include "ui/report/reportview.h"
#include "ui/report/stepdetail.h"
#include "ui/report/stepspanel.h"
#include "ui/report/steptreemodel.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestsmodel.h"
#include "ui/requests/requestspage.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/actiondialog.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/topbar.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace qwats {

using namespace ui;

namespace {

const QSize Normal{1280, 800};
const QSize Wide{1920, 1080};

template <typename T> T *pageOf(const Controller &controller, const char *id)
{
    return static_cast<T *>(controller.window()->page(QLatin1StringView(id)));
}

void click(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

} // namespace

void Tour::firstRun()
{
    m_controller.showFirstRun();
    resize(Normal);
    ConnectionForm *form = m_controller.firstRun()->form();
    picture(QStringLiteral("connection"), QStringLiteral("first-run"));
    QTest::keyClicks(form->address(), QStringLiteral("ftp://wats.plant-north.example"));
    QTest::keyClicks(form->token(), QStringLiteral("dXNlcjpwYXNz"));
    check(QStringLiteral("an address that is no server's cannot be tested"), !form->testButton()->isEnabled());
    form->address()->clear();
    QTest::keyClicks(form->address(), QStringLiteral("http://127.0.0.1:9"));
    QTest::mouseClick(form->testButton(), Qt::LeftButton);
    (void)waitFor(QStringLiteral("the test says what it found"), [form] { return !form->resultText().isEmpty(); });
    picture(QStringLiteral("connection"), QStringLiteral("refused"));
    QTest::mouseClick(m_controller.firstRun()->demoButton(), Qt::LeftButton);
    (void)waitFor(QStringLiteral("the demo opens the main window"),
                  [this] { return m_controller.window() != nullptr; });
    if (m_controller.window())
        resize(Normal);
}

void Tour::assets()
{
    openPage(2);
    auto *page = pageOf<AssetsPage>(m_controller, "assets");
    auto *model = page->table()->model();
    (void)waitFor(QStringLiteral("all assets are loaded"), [model] { return model->rowCount() >= 200; });
    check(QStringLiteral("the most urgent stand first"),
          model->index(0, AssetsModel::State).data().toString() == QObject::tr("Overdue"));
    page->table()->setFocus();
    picture(QStringLiteral("assets"), QStringLiteral("list"));
}

void Tour::assetDetail()
{
    auto *page = pageOf<AssetsPage>(m_controller, "assets");
    click(page->table(), page->table()->model()->index(0, AssetsModel::Serial));
    (void)waitFor(QStringLiteral("a click opens the detail"), [page] { return page->detail()->isVisible(); });
    QTest::qWait(200);
    picture(QStringLiteral("assets"), QStringLiteral("detail"));
}

void Tour::calibration()
{
    auto *page = pageOf<AssetsPage>(m_controller, "assets");
    auto *button = page->detail()->findChild<QPushButton *>(QStringLiteral("recordCalibration"));
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = m_controller.window()->findChild<ActionDialog *>();
    check(QStringLiteral("recording a calibration asks first"), dialog != nullptr);
    if (!dialog)
        return;
    picture(QStringLiteral("assets"), QStringLiteral("calibrate"));
    QTest::keyClick(dialog, Qt::Key_Return);
    (void)waitFor(QStringLiteral("the calibration is confirmed"),
                  [this] { return m_controller.window()->toasts()->count() > 0; });
    picture(QStringLiteral("assets"), QStringLiteral("calibrated"));
}

void Tour::products()
{
    openPage(3);
    auto *page = pageOf<ProductsPage>(m_controller, "products");
    (void)waitFor(QStringLiteral("products are listed"), [page] { return page->list()->model()->rowCount() > 10; });
    auto *bom = page->detail()->bomView();
    (void)waitFor(QStringLiteral("the first product's bill of materials is shown"),
                  [bom] { return bom->model()->rowCount() > 0; });
    for (int row = 0; row < page->list()->model()->rowCount(); ++row) { // one with a level to open
        click(page->list(), page->list()->model()->index(row, 0));
        (void)QTest::qWaitFor([bom] { return bom->model()->rowCount() > 0; }, 2000);
        const QModelIndex first = bom->model()->index(0, 0);
        if (!bom->model()->hasChildren(first))
            continue;
        bom->expand(first);
        (void)waitFor(QStringLiteral("a level of the bill of materials opens"),
                      [bom, first] { return bom->model()->rowCount(first) > 0; });
        break;
    }
    picture(QStringLiteral("products"), QStringLiteral("bom"));
}

void Tour::reports()
{
    openPage(4);
    auto *page = pageOf<ReportsPage>(m_controller, "reports");
    (void)waitFor(QStringLiteral("reports are listed"), [page] { return page->model()->reportAt(100) != nullptr; });
    page->table()->setFocus();
    picture(QStringLiteral("reports"), QStringLiteral("list"));
    ChipBar *chips = page->chips();
    chips->press(2);
    (void)waitFor(QStringLiteral("only failed ones are listed"), [page] {
        const auto *first = page->model()->reportAt(0);
        return first && first->result == ReportResult::Failed;
    });
    picture(QStringLiteral("reports"), QStringLiteral("failed"));
}

void Tour::reportView()
{
    auto *page = pageOf<ReportsPage>(m_controller, "reports");
    page->table()->setFocus();
    page->table()->setCurrentIndex(page->model()->index(0, 0));
    QTest::keyClick(page->table(), Qt::Key_Return);
    (void)waitFor(QStringLiteral("Enter opens the report"), [page] { return page->view()->model()->stepCount() > 3; });
    const QModelIndex current = page->view()->steps()->currentIndex();
    check(QStringLiteral("the failing step is selected"), page->view()->model()->isFailedLeaf(current));
    QTest::qWait(200);
    picture(QStringLiteral("report"), QStringLiteral("failed"));
    QTest::keyClick(page->view(), Qt::Key_Escape);
}

void Tour::repairView()
{
    auto *page = pageOf<ReportsPage>(m_controller, "reports");
    page->escape();
    page->chips()->press(page->chips()->chips().size() - 1);
    (void)waitFor(QStringLiteral("repairs are listed"), [page] {
        const auto *first = page->model()->reportAt(0);
        return first && first->kind == ReportKind::Repair;
    });
    page->table()->setCurrentIndex(page->model()->index(0, 0));
    QTest::keyClick(page->table(), Qt::Key_Return);
    (void)waitFor(QStringLiteral("a repair opens"), [page] { return page->view()->isVisible(); });
    QTest::qWait(300);
    picture(QStringLiteral("report"), QStringLiteral("repair"));
    page->escape();
    page->escape();
}

void Tour::reportParts()
{
    auto *page = pageOf<ReportsPage>(m_controller, "reports");
    m_controller.window()->goTo({QStringLiteral("reports"), {}, {}});
    page->escape();
    page->chips()->press(0);
    (void)waitFor(QStringLiteral("all tests are listed again"),
                  [page] { return page->model()->reportAt(20) != nullptr; });
    ReportView *view = page->view();
    int chart = 0;
    int files = 0;
    for (int row = 0; row < 30 && !(chart && files); ++row) { // one with a chart and one with a file
        page->table()->setFocus();
        page->table()->setCurrentIndex(page->model()->index(row, 0));
        QTest::keyClick(page->table(), Qt::Key_Return);
        (void)QTest::qWaitFor([view] { return view->model()->stepCount() > 3; }, 3000);
        const QModelIndexList curves = view->model()->matches(QStringLiteral("XYGMNLT"));
        if (!chart && !curves.isEmpty() && view->stepsPanel()->selectStep(view->model()->stepAt(curves.front())->id)
            && view->stepsPanel()->detail()->plot()->isVisible()) {
            chart = row + 1;
            picture(QStringLiteral("report"), QStringLiteral("chart"));
        }
        if (!files && view->sheets()->files()->table()->model()->rowCount() > 0) {
            files = row + 1;
            view->sheets()->open(ReportSheets::Files);
            QTest::qWait(200);
            picture(QStringLiteral("report"), QStringLiteral("files"));
        }
        QTest::keyClick(page->view(), Qt::Key_Escape);
        page->escape();
    }
    check(QStringLiteral("a report with a chart step was found"), chart > 0);
    check(QStringLiteral("a report with a file was found"), files > 0);
}

void Tour::compareReports()
{
    auto *page = pageOf<ReportsPage>(m_controller, "reports");
    page->table()->setFocus();
    int other = 1; // of the same part and process, so that there is something to compare
    while (page->model()->reportAt(other + 1)
           && (page->model()->reportAt(other)->partNumber != page->model()->reportAt(0)->partNumber
               || page->model()->reportAt(other)->processCode != page->model()->reportAt(0)->processCode))
        ++other;
    for (const int row : {0, other}) {
        page->table()->setCurrentIndex(page->model()->index(row, 0));
        QTest::keyClick(page->table(), Qt::Key_Space);
    }
    CompareTray *tray = page->view()->tray();
    check(QStringLiteral("Space adds to the comparison"), tray->count() == 2);
    picture(QStringLiteral("reports"), QStringLiteral("tray"));
    QTest::mouseClick(tray->compareButton(), Qt::LeftButton);
    ComparisonModel *model = page->view()->comparison()->model();
    (void)waitFor(QStringLiteral("two reports stand side by side"), [model] { return model->reportCount() == 2; });
    QTest::qWait(200);
    picture(QStringLiteral("report"), QStringLiteral("compare"));
    tray->clear();
    page->escape();
}

void Tour::secondOpening()
{
    openPage(2);
    auto *page = pageOf<AssetsPage>(m_controller, "assets");
    check(QStringLiteral("a second opening shows data at once"),
          page->table()->isVisible() && page->table()->model()->rowCount() > 0);
    picture(QStringLiteral("assets"), QStringLiteral("again"));
}

void Tour::cacheSettings()
{
    activate();
    QTest::keyClick(m_controller.window(), Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = m_controller.window()->findChild<CacheSettingsDialog *>();
    check(QStringLiteral("Ctrl+, opens the cache settings"), dialog != nullptr);
    if (!dialog)
        return;
    picture(QStringLiteral("cache-settings"), QStringLiteral("open"));
    QLineEdit *keep = dialog->field(Domain::Report, PolicyProblem::Field::KeepFor);
    keep->selectAll();
    QTest::keyClicks(keep, QStringLiteral("30 min"));
    check(QStringLiteral("keeping shorter than fresh is refused with a reason"),
          !dialog->problemText().isEmpty() && !dialog->applyButton()->isEnabled());
    picture(QStringLiteral("cache-settings"), QStringLiteral("problem"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTest::qWait(20);
}

void Tour::connections()
{
    QAction *open = nullptr;
    const auto buttons = m_controller.window()->topBar()->findChildren<QToolButton *>();
    for (const QToolButton *button : buttons) {
        const auto actions = button->menu() ? button->menu()->actions() : QList<QAction *>();
        for (QAction *action : actions)
            open = action->text() == Controller::tr("Connections…") ? action : open;
    }
    check(QStringLiteral("the profile menu offers the connections"), open != nullptr);
    if (!open)
        return;
    open->trigger();
    auto *dialog = m_controller.window()->findChild<ConnectionsDialog *>();
    check(QStringLiteral("the connections open"), dialog != nullptr);
    if (!dialog)
        return;
    picture(QStringLiteral("connections"), QStringLiteral("empty"));
    using Field = ProfileDraft::Field;
    const auto type
        = [dialog](Field field, const QString &text) { QTest::keyClicks(dialog->fields()->field(field), text); };
    QTest::mouseClick(dialog->addButton(), Qt::LeftButton);
    type(Field::Address, QStringLiteral("wats.plant-north.example/api/"));
    type(Field::Name, QStringLiteral("Plant North"));
    type(Field::Token, QStringLiteral("dXNlcjpwYXNz"));
    QTest::mouseClick(dialog->addButton(), Qt::LeftButton);
    type(Field::Address, m_controller.demoServer()->url());
    type(Field::Name, QStringLiteral("Line 4 test bench"));
    type(Field::Token, m_controller.demoServer()->token());
    QTest::mouseClick(dialog->testButton(), Qt::LeftButton);
    (void)waitFor(QStringLiteral("a good token is accepted"),
                  [dialog] { return dialog->result()->text().contains(ConnectionTest::tr("Token accepted")); });
    picture(QStringLiteral("connections"), QStringLiteral("tested"));
    QTest::mouseClick(dialog->addButton(), Qt::LeftButton);
    type(Field::Address, QStringLiteral("http://wats.plant-south.example"));
    type(Field::Name, QStringLiteral("Plant South"));
    check(QStringLiteral("an unencrypted address is refused with a reason"),
          !dialog->problemText().isEmpty() && !dialog->saveButton()->isEnabled());
    picture(QStringLiteral("connections"), QStringLiteral("problem"));
    QTest::mouseClick(dialog->removeButton(), Qt::LeftButton);
    check(QStringLiteral("a profile is removed with a way back"), dialog->model()->rowCount() == 2);
    picture(QStringLiteral("connections"), QStringLiteral("removed"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTest::qWait(20);
    check(QStringLiteral("Cancel keeps nothing"), m_controller.settings().profiles().isEmpty());
}

void Tour::requests()
{
    openPage(5);
    auto *page = pageOf<RequestsPage>(m_controller, "requests");
    (void)waitFor(QStringLiteral("what the pages asked is listed"), [page] { return page->model()->rowCount() > 10; });
    check(QStringLiteral("the newest request is in sight"), page->isFollowing());
    page->table()->setFocus();
    picture(QStringLiteral("requests"), QStringLiteral("live"));
    page->chips()->press(static_cast<int>(RequestFilter::Chip::Network));
    (void)waitFor(QStringLiteral("only calls are listed"), [page] { return page->model()->recordAt(0)->network; });
    QTest::keyClick(page->table(), Qt::Key_P);
    check(QStringLiteral("P pauses"), page->isPaused());
    page->table()->setCurrentIndex(page->model()->index(page->model()->rowCount() - 3, 0));
    QTest::keyClick(page->table(), Qt::Key_Return);
    (void)waitFor(QStringLiteral("Enter opens the request"), [page] { return page->detail()->isVisible(); });
    picture(QStringLiteral("requests"), QStringLiteral("detail"));
    resize(Wide);
    QTest::qWait(100);
    picture(QStringLiteral("requests"), QStringLiteral("wide"));
    resize(Normal);
    QTest::keyClick(page->table(), Qt::Key_Escape);
    page->chips()->press(0);
    QTest::keyClicks(page->filter(), QStringLiteral("time > 100 lightyears"));
    (void)waitFor(QStringLiteral("a filter that is not understood says so"),
                  [page] { return page->notice()->isVisible(); });
    picture(QStringLiteral("requests"), QStringLiteral("problem"));
    page->filter()->clear();
    page->togglePause();
}

void Tour::diagnostics()
{
    openPage(6);
    auto *page = pageOf<DiagnosticsPage>(m_controller, "diagnostics");
    check(QStringLiteral("diagnostics is shown"), page->isVisible());
    QTest::qWait(1200);
    picture(QStringLiteral("diagnostics"), QStringLiteral("live"));
}

void Tour::wideWindow()
{
    resize(Wide);
    picture(QStringLiteral("diagnostics"), QStringLiteral("wide"));
    openPage(2);
    QTest::qWait(100);
    picture(QStringLiteral("assets"), QStringLiteral("wide"));
    openPage(4);
    QTest::qWait(100);
    picture(QStringLiteral("reports"), QStringLiteral("wide"));
    openPage(3);
    picture(QStringLiteral("products"), QStringLiteral("wide"));
    resize(Normal);
}

void Tour::offline()
{
    m_controller.demoServer()->stop();
    openPage(1);
    QTest::keyClick(m_controller.window(), Qt::Key_F5);
    (void)waitFor(QStringLiteral("the server is seen to be away"),
                  [this] { return m_controller.session()->serverState().isOutage(); });
    QTest::qWait(300);
    picture(QStringLiteral("overview"), QStringLiteral("offline"));
    openPage(2);
    auto *page = pageOf<AssetsPage>(m_controller, "assets");
    activate();
    QTest::keyClick(m_controller.window(), Qt::Key_F5);
    (void)waitFor(QStringLiteral("the server is seen to be away"),
                  [this] { return m_controller.session()->serverState().isOutage(); });
    check(QStringLiteral("visited pages still show their rows"), page->table()->model()->rowCount() > 0);
    QTest::qWait(300);
    picture(QStringLiteral("assets"), QStringLiteral("offline"));
    openPage(4);
    auto *reports = pageOf<ReportsPage>(m_controller, "reports");
    check(QStringLiteral("visited reports still show their rows"), reports->model()->reportAt(0) != nullptr);
    picture(QStringLiteral("reports"), QStringLiteral("offline"));
    m_controller.window()->goTo({QStringLiteral("products"), QStringLiteral("NEVER-SEEN"), {}});
    QTest::qWait(300);
    picture(QStringLiteral("products"), QStringLiteral("offline-unknown"));
}

} // namespace qwats
