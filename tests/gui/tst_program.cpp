// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"
#include "ui/asset/assetdetail.h"
#include "ui/asset/assetlogmodel.h"
#include "ui/asset/assetspage.h"
#include "ui/connection/connectionfields.h"
#include "ui/connection/connectionsdialog.h"
#include "ui/delegates/denselistview.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/product/productdetail.h"
#include "ui/product/productspage.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/reportspage.h"
#include "ui/report/reportview.h"
#include "ui/report/steptreemodel.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/actiondialog.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/topbar.h"

#include <QAccessible>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int LongestWait = 15'000;
const QStringList AllPages{u"overview"_s, u"assets"_s, u"products"_s, u"reports"_s, u"requests"_s, u"diagnostics"_s};

void click(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

bool showsStatePage(const QWidget *page)
{
    const auto states = page->findChildren<StatePage *>();
    return std::any_of(states.begin(), states.end(), [](const StatePage *state) { return state->isVisible(); });
}

/// The data-age line in sight; a page may have another one behind it.
DataAgeLabel *ageOf(const QWidget *page)
{
    const auto headers = page->findChildren<PageHeader *>();
    const auto shown
        = std::find_if(headers.begin(), headers.end(), [](const PageHeader *header) { return header->isVisible(); });
    return shown == headers.end() ? nullptr : (*shown)->age();
}

QString factOf(const QWidget *inside, const QString &label)
{
    const auto labels = inside->findChildren<InkLabel *>();
    for (const InkLabel *one : labels) {
        if (one->accessibleName().startsWith(label + u' '))
            return one->text();
    }
    return {};
}

} // namespace

/// A person at the program: the real window, the real client, a server in the same process.
class TestProgram : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void findsAnAssetByTyping();
    void calibrationIsSeenEverywhere();
    void cancelledCalibrationChangesNothing();
    void failedReportOpensAtItsFailingStep();
    void failedStepsInTurn();
    void nextLookupObeysNewSettings();
    void settingsSurviveARestart();
    void secondOpeningShowsRowsAtOnce_data();
    void secondOpeningShowsRowsAtOnce();
    void withoutServer();
    void keysAlone();
    void backAndForward();
    void secondConnection();
    void everythingHasAName_data();
    void everythingHasAName();

private:
    template <typename T> T *pageOf(const QString &id) const
    {
        return static_cast<T *>(m_controller->window()->page(id));
    }
    AssetsPage *assets() const { return pageOf<AssetsPage>(u"assets"_s); }
    ProductsPage *products() const { return pageOf<ProductsPage>(u"products"_s); }
    ReportsPage *reports() const { return pageOf<ReportsPage>(u"reports"_s); }

    void start();
    void activate()
    {
        m_controller->window()->activateWindow();
        QVERIFY(QTest::qWaitFor([this] { return m_controller->window()->isActiveWindow(); }, LongestWait));
    }
    void openPage(int number)
    {
        activate();
        QTest::keyClick(m_controller->window(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
    }
    /// Opens every page and waits until each shows data.
    void visitAll();
    void openFailedReport();
    [[nodiscard]] QAction *profileAction(const QString &text) const;
    void setProductsFreshFor(const QString &typed);
    [[nodiscard]] Outcome productLookup();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Controller> m_controller;
};

void TestProgram::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s); // window geometry of a person's own program stays alone
    QCoreApplication::setApplicationName(u"qwats-test"_s);
}

void TestProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    start();
}

void TestProgram::cleanup()
{
    m_controller.reset();
    m_folder.reset();
}

void TestProgram::start()
{
    auto settings = Settings::open(m_folder->path());
    QVERIFY(settings.has_value());
    StartOptions options;
    options.demo = true;
    m_controller = std::make_unique<Controller>(options, std::move(*settings));
    QVERIFY(m_controller->start().has_value());
    QVERIFY(m_controller->window());
    m_controller->window()->resize(1280, 800);
    QVERIFY(QTest::qWaitForWindowExposed(m_controller->window()));
    m_controller->window()->goTo({u"assets"_s, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(assets()->table()->model()->rowCount() >= 300, LongestWait);
}

void TestProgram::visitAll()
{
    openPage(3);
    QTRY_VERIFY_WITH_TIMEOUT(products()->list()->model()->rowCount() > 0, LongestWait);
    QTRY_VERIFY_WITH_TIMEOUT(products()->detail()->bomView()->model()->rowCount() > 0, LongestWait);
    openPage(4);
    QTRY_VERIFY_WITH_TIMEOUT(reports()->model()->reportAt(0) != nullptr, LongestWait);
    openPage(5);
    QTRY_VERIFY(m_controller->window()->page(u"requests"_s)->isVisible());
    openPage(6);
    QTRY_VERIFY(m_controller->window()->page(u"diagnostics"_s)->isVisible());
    openPage(2);
    QTRY_VERIFY(assets()->isVisible());
}

void TestProgram::findsAnAssetByTyping()
{
    const auto *model = qobject_cast<AssetsModel *>(assets()->table()->model());
    const Asset wanted = *model->assetAt(model->rowCount() - 1);
    activate();
    QTest::keyClick(m_controller->window(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY2(assets()->filter()->hasFocus(), "Ctrl+F goes to the filter");
    QTest::keyClicks(assets()->filter(), wanted.serialNumber.toLower());
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > 0 && model->rowCount() < 20, LongestWait);
    QVERIFY(model->rowOf(wanted.id) >= 0);
    QVERIFY(m_controller->demoServer()->requestsSeen("GET /api/Asset") >= 2); // the server filters, not the table
    QTest::keyClick(assets()->filter(), Qt::Key_Return);
    QVERIFY2(assets()->table()->hasFocus(), "Enter goes on to the rows");
    assets()->table()->setCurrentIndex(model->index(model->rowOf(wanted.id), 0));
    QTest::keyClick(assets()->table(), Qt::Key_Return);
    QTRY_VERIFY(assets()->detail()->isVisible());
    QCOMPARE(assets()->detail()->shownAsset(), wanted.id);
    QTest::keyClick(assets()->table(), Qt::Key_Escape);
    QVERIFY2(assets()->filter()->text().isEmpty(), "Esc clears the filter first");
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() >= 300, LongestWait);
    QTest::keyClick(assets()->table(), Qt::Key_Escape);
    QVERIFY2(!assets()->detail()->isVisible(), "and closes the detail then");
}

void TestProgram::calibrationIsSeenEverywhere()
{
    auto *page = assets();
    const auto *model = qobject_cast<AssetsModel *>(page->table()->model());
    QTRY_VERIFY_WITH_TIMEOUT(model->healthAt(0) && model->healthAt(0)->calibration.limited,
                             LongestWait); // types are here
    int row = 0;
    while (row < model->rowCount() && model->healthAt(row)->calibration.level != HealthLevel::Overdue)
        ++row;
    QVERIFY(row < model->rowCount());
    const QString id = model->assetAt(row)->id;
    const QString serial = model->assetAt(row)->serialNumber;
    const Timestamp before = model->assetAt(row)->lastCalibration;
    click(page->table(), model->index(row, AssetsModel::Serial));
    QTRY_VERIFY(page->detail()->isVisible());
    QCOMPARE(page->detail()->shownAsset(), id);
    QTRY_VERIFY_WITH_TIMEOUT(page->detail()->findChild<AssetLogModel *>()->rowCount() > 0, LongestWait);
    const QString dateBefore = factOf(page->detail(), u"Last calibration"_s);
    const int logBefore = page->detail()->findChild<AssetLogModel *>()->rowCount();

    auto *button = page->detail()->findChild<QPushButton *>(u"recordCalibration"_s);
    QVERIFY(button && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = m_controller->window()->findChild<ActionDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->windowTitle().contains(serial));
    auto fields = dialog->findChildren<QLineEdit *>();
    const auto comment = std::find_if(fields.begin(), fields.end(),
                                      [](const QLineEdit *one) { return one->accessibleName() == u"Comment"; });
    QVERIFY(comment != fields.end());
    QTest::keyClicks(*comment, u"ring gauge 7"_s);
    QTest::keyClick(*comment, Qt::Key_Return);

    QTRY_COMPARE_WITH_TIMEOUT(m_controller->window()->toasts()->count(), 1, LongestWait);
    QTRY_VERIFY_WITH_TIMEOUT(model->rowOf(id) >= 0 && model->assetAt(model->rowOf(id))->lastCalibration > before,
                             LongestWait);
    QVERIFY2(model->healthAt(model->rowOf(id))->calibration.level != HealthLevel::Overdue, "the row is no longer late");
    QTRY_VERIFY_WITH_TIMEOUT(factOf(page->detail(), u"Last calibration"_s) != dateBefore, LongestWait);
    auto *log = page->detail()->findChild<AssetLogModel *>();
    QTRY_COMPARE_WITH_TIMEOUT(log->rowCount(), logBefore + 1, LongestWait);
    QCOMPARE(log->index(0, AssetLogModel::Comment).data().toString(), u"ring gauge 7"_s);
    QCOMPARE(log->index(0, AssetLogModel::What).data().toString(), assetLogKindName(AssetLogKind::Calibrated));
    QCOMPARE(page->detail()->shownAsset(), id); // the row moved, the detail stays
}

void TestProgram::cancelledCalibrationChangesNothing()
{
    auto *page = assets();
    click(page->table(), page->table()->model()->index(0, AssetsModel::Serial));
    auto *button = page->detail()->findChild<QPushButton *>(u"recordCalibration"_s);
    QTRY_VERIFY(button->isVisible() && button->isEnabled());
    const quint64 before = m_controller->demoServer()->requestsSeen();
    QTest::mouseClick(button, Qt::LeftButton);
    QPointer<ActionDialog> dialog = m_controller->window()->findChild<ActionDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_controller->window()->toasts()->count(), 0);
    QVERIFY(m_controller->demoServer()->requestsSeen() - before
            <= 2); // the log and sub-assets may still have been on their way
    QCOMPARE(m_controller->demoServer()->requestsSeen("POST /api/Asset/Calibration"), quint64(0));
}

void TestProgram::openFailedReport()
{
    openPage(4);
    auto *page = reports();
    QTRY_VERIFY_WITH_TIMEOUT(page->model()->reportAt(0) != nullptr, LongestWait);
    page->chips()->press(2);
    QTRY_VERIFY_WITH_TIMEOUT(page->model()->reportAt(0) && page->model()->reportAt(0)->result == ReportResult::Failed,
                             LongestWait);
    page->table()->setFocus();
    page->table()->setCurrentIndex(page->model()->index(0, 0));
    QTest::keyClick(page->table(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page->view()->isVisible() && page->view()->model()->stepCount() > 3, LongestWait);
}

void TestProgram::failedReportOpensAtItsFailingStep()
{
    openFailedReport();
    if (QTest::currentTestFailed())
        return;
    auto *page = reports();
    const ReportHeader header = *page->model()->reportAt(0);
    auto *view = page->view();
    QCOMPARE(view->shownReport(), header.id);
    const QModelIndex current = view->steps()->currentIndex();
    QVERIFY(view->model()->isFailedLeaf(current));
    QCOMPARE(view->model()->stepAt(current)->name, header.failedStep);
    QVERIFY2(view->steps()->visualRect(current).intersects(view->steps()->viewport()->rect()), "it is in sight");
    QVERIFY2(!view->model()->data(current, StatusRole).isValid(), "the name column carries no status");
    QTest::keyClick(view->steps(), Qt::Key_Escape);
    QTRY_VERIFY(page->table()->isVisible());
    QVERIFY(page->table()->hasFocus());
    QCOMPARE(page->table()->currentIndex().row(), 0); // back where one was
}

void TestProgram::failedStepsInTurn()
{
    openFailedReport();
    if (QTest::currentTestFailed())
        return;
    auto *page = reports();
    for (int row = 0; page->view()->model()->failedCount() < 2 && row < 40; ++row) { // one with several failures
        page->escape();
        page->table()->setCurrentIndex(page->model()->index(row, 0));
        QTest::keyClick(page->table(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(page->view()->model()->stepCount() > 3, LongestWait);
    }
    auto *view = page->view();
    activate();
    view->steps()->setFocus();
    const QModelIndex first = view->steps()->currentIndex();
    QVERIFY(view->model()->isFailedLeaf(first));
    QList<int> ids;
    for (int i = 0; i < view->model()->failedCount() + 2; ++i) {
        const int id = view->model()->stepAt(view->steps()->currentIndex())->id;
        if (!ids.isEmpty() && ids.constLast() == id)
            break;
        ids << id;
        QTest::keyClick(view->steps(), Qt::Key_F8);
        QVERIFY2(view->model()->isFailedLeaf(view->steps()->currentIndex()), "F8 stops only where something failed");
        if (ids.contains(view->model()->stepAt(view->steps()->currentIndex())->id))
            break;
    }
    QCOMPARE(int(QSet<int>(ids.begin(), ids.end()).size()), int(ids.size()));
    QVERIFY(ids.size() <= view->model()->failedCount());
    const QModelIndex last = view->steps()->currentIndex();
    QTest::keyClick(view->steps(), Qt::Key_F8, Qt::ShiftModifier);
    QVERIFY(view->model()->isFailedLeaf(view->steps()->currentIndex()));
    if (ids.size() > 1)
        QVERIFY2(view->steps()->currentIndex() != last, "Shift+F8 goes the other way");
}

/// How a look-up for the products ends now. A second after another, so that an age of a second counts.
Outcome TestProgram::productLookup()
{
    return m_controller->session()->fetcher().peek(ProductService::list()).outcome;
}

void TestProgram::setProductsFreshFor(const QString &typed)
{
    activate();
    QTest::keyClick(m_controller->window(), Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = m_controller->window()->findChild<CacheSettingsDialog *>();
    QVERIFY(dialog);
    dialog->activateWindow();
    QTRY_VERIFY(dialog->isActiveWindow());
    QLineEdit *field = dialog->field(Domain::Product, PolicyProblem::Field::FreshFor);
    for (int i = 0; i < 100 && !field->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY2(field->hasFocus(), "Tab reaches the field");
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, typed);
    QVERIFY2(dialog->applyButton()->isEnabled(), qPrintable(dialog->problemText()));
    QPointer<CacheSettingsDialog> open = dialog;
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!open);
}

void TestProgram::nextLookupObeysNewSettings()
{
    openPage(3);
    QTRY_VERIFY_WITH_TIMEOUT(products()->list()->model()->rowCount() > 0, LongestWait);
    Fetcher &fetcher = m_controller->session()->fetcher();
    FetchOptions cacheOnly;
    cacheOnly.mode = FetchOptions::Mode::CacheOnly;
    const auto lookup = [&] { return fetcher.fetch<ProductList>(ProductService::list(), cacheOnly, this, {}); };
    const auto outcomes = [&](Outcome which) {
        return m_controller->session()->metrics().outcomesOf(Domain::Product)[static_cast<size_t>(which)];
    };
    QCOMPARE(lookup().freshness, Freshness::Fresh);

    setProductsFreshFor(u"1 s"_s);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(m_controller->session()->cache().policies().of(Domain::Product).freshFor, std::chrono::seconds(1));
    QCOMPARE(m_controller->settings().cachePolicies().of(Domain::Product).freshFor, std::chrono::seconds(1));
    QTRY_COMPARE(productLookup(), Outcome::Stale); // it is older than a second soon
    const quint64 staleBefore = outcomes(Outcome::Stale);
    QCOMPARE(lookup().outcome, Outcome::Stale);
    QCOMPARE(lookup().freshness, Freshness::Stale);
    QCOMPARE(outcomes(Outcome::Stale), staleBefore + 2);

    activate();
    QTest::keyClick(m_controller->window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(m_controller->session()->cache().policies().of(Domain::Product).freshFor, std::chrono::seconds(300));
    const quint64 freshBefore = outcomes(Outcome::Fresh);
    QCOMPARE(lookup().freshness, Freshness::Fresh);
    QCOMPARE(outcomes(Outcome::Fresh), freshBefore + 1);
    QVERIFY(m_controller->settings().cachePolicies() == CachePolicies::defaults());
}

void TestProgram::settingsSurviveARestart()
{
    setProductsFreshFor(u"7 min"_s);
    if (QTest::currentTestFailed())
        return;
    m_controller.reset();
    start();
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(m_controller->session()->cache().policies().of(Domain::Product).freshFor, std::chrono::seconds(420));
}

void TestProgram::secondOpeningShowsRowsAtOnce_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("number");
    QTest::newRow("assets") << u"assets"_s << 2;
    QTest::newRow("products") << u"products"_s << 3;
    QTest::newRow("reports") << u"reports"_s << 4;
}

void TestProgram::secondOpeningShowsRowsAtOnce()
{
    QFETCH(QString, id);
    QFETCH(int, number);
    visitAll();
    if (QTest::currentTestFailed())
        return;
    m_controller->demoServer()->setLatency(5000); // whoever waits for the server now is seen
    openPage(5);
    const quint64 before = m_controller->demoServer()->requestsSeen();
    openPage(number);
    QWidget *page = m_controller->window()->page(id);
    QVERIFY(page->isVisible());
    QVERIFY2(!showsStatePage(page), "no loading flash");
    const auto views = page->findChildren<QAbstractItemView *>();
    QVERIFY(std::any_of(views.begin(), views.end(),
                        [](const auto *view) { return view->isVisible() && view->model()->rowCount() > 0; }));
    const auto *age = ageOf(page);
    QVERIFY(age && age->isVisible());
    QVERIFY2(age->text().startsWith(u"as of"_s), qPrintable(age->text()));
    QCOMPARE(m_controller->demoServer()->requestsSeen(), before);
    m_controller->demoServer()->setLatency(0);
}

void TestProgram::withoutServer()
{
    visitAll();
    if (QTest::currentTestFailed())
        return;
    auto *table = assets()->table();
    click(table, table->model()->index(0, AssetsModel::Serial));
    auto *button = assets()->detail()->findChild<QPushButton *>(u"recordCalibration"_s);
    QTRY_VERIFY(button->isVisible() && button->isEnabled());
    const int assetRows = table->model()->rowCount();

    m_controller->demoServer()->stop();
    activate();
    QTest::keyClick(m_controller->window(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->session()->serverState().isOutage(), LongestWait);
    QVERIFY(m_controller->window()->isVisible());
    QCOMPARE(table->model()->rowCount(), assetRows);
    const auto *age = ageOf(assets());
    QTRY_VERIFY2(age->text().contains(u"unreachable"_s), qPrintable(age->text()));
    QVERIFY(age->state().kind == StatusKind::Offline);
    QVERIFY2(!button->isEnabled(), "writing is not possible now");
    QVERIFY2(!button->toolTip().isEmpty(), "and the button says why");
    const QList<std::pair<int, QString>> pages{{3, u"products"_s}, {4, u"reports"_s}, {2, u"assets"_s}};
    for (const auto &[number, id] : pages) {
        openPage(number);
        QWidget *page = m_controller->window()->page(id);
        QVERIFY(page->isVisible());
        const auto views = page->findChildren<QAbstractItemView *>();
        QVERIFY2(std::any_of(views.begin(), views.end(),
                             [](const auto *view) { return view->isVisible() && view->model()->rowCount() > 0; }),
                 qPrintable(id));
        // An answer that was under way when the server went may say "online" for a moment.
        QTRY_VERIFY2_WITH_TIMEOUT(ageOf(page)->text().contains(u"unreachable"_s),
                                  qPrintable(id + QLatin1StringView(": ") + ageOf(page)->text()), LongestWait);
    }
}

void TestProgram::keysAlone()
{
    activate();
    for (int number = int(AllPages.size()); number >= 2; --number) {
        QTest::keyClick(m_controller->window(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
        QCOMPARE(m_controller->window()->currentPage(), m_controller->window()->page(AllPages[number - 1]));
        QWidget *start = QApplication::focusWidget();
        if (!start) {
            QTest::keyClick(m_controller->window(), Qt::Key_Tab);
            start = QApplication::focusWidget();
        }
        QVERIFY(start);
        QSet<QWidget *> reached;
        for (int i = 0; i < 120; ++i) { // a ring: no field keeps the keyboard
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ControlModifier);
            QWidget *now = QApplication::focusWidget();
            QVERIFY(now && now->isVisible() && now->isEnabled());
            if (reached.contains(now) && reached.size() > 3)
                break;
            reached.insert(now);
        }
        const bool inPage = std::any_of(reached.begin(), reached.end(), [this](QWidget *one) {
            return m_controller->window()->currentPage()->isAncestorOf(one);
        });
        QVERIFY2(inPage, qPrintable(u"Tab reaches page "_s + AllPages[number - 1]));
    }
    QTest::keyClick(m_controller->window(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(assets()->detail()->isVisible());
    const QString first = assets()->detail()->shownAsset();
    QTest::keyClick(assets()->table(), Qt::Key_Down);
    QVERIFY2(assets()->detail()->shownAsset() != first, "an open detail follows the rows");
}

void TestProgram::backAndForward()
{
    visitAll();
    if (QTest::currentTestFailed())
        return;
    auto *window = m_controller->window();
    QCOMPARE(window->currentPage(), window->page(u"assets"_s));
    QTest::keyClick(window, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(window->currentPage(), window->page(u"diagnostics"_s));
    QTest::keyClick(window, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(window->currentPage(), window->page(u"requests"_s));
    QTest::keyClick(window, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(window->currentPage(), window->page(u"diagnostics"_s));
}

QAction *TestProgram::profileAction(const QString &text) const
{
    const auto buttons = m_controller->window()->topBar()->findChildren<QToolButton *>();
    for (const QToolButton *button : buttons) {
        const auto actions = button->menu() ? button->menu()->actions() : QList<QAction *>();
        for (QAction *action : actions) {
            if (action->text() == text)
                return action;
        }
    }
    return nullptr;
}

void TestProgram::secondConnection()
{
    QString problem;
    const auto other = demo::DemoServer::start({.products = 4, .assets = 6, .reports = 20}, &problem);
    QVERIFY2(other, qPrintable(problem));
    QVERIFY(profileAction(u"Connections…"_s));
    profileAction(u"Connections…"_s)->trigger();
    QPointer<ConnectionsDialog> dialog = m_controller->window()->findChild<ConnectionsDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->activateWindow();
    QTRY_VERIFY(dialog->isActiveWindow());
    using Field = ProfileDraft::Field;
    for (const QString &name : {u"Bench 1"_s, u"Bench 2"_s}) {
        QTest::keyClick(dialog, Qt::Key_N, Qt::ControlModifier);
        QVERIFY2(dialog->fields()->field(Field::Address)->hasFocus(), "one can type at once");
        const bool second = name == u"Bench 2";
        QTest::keyClicks(QApplication::focusWidget(), second ? other->url() : m_controller->demoServer()->url());
        QTest::keyClicks(dialog->fields()->field(Field::Name), name);
        QTest::keyClicks(dialog->fields()->field(Field::Token),
                         second ? other->token() : m_controller->demoServer()->token());
    }
    QVERIFY2(dialog->connectButton()->isEnabled(), qPrintable(dialog->connectButton()->toolTip()));
    QTest::keyClick(dialog->fields()->field(Field::Token), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog && m_controller->session()->profile().name == u"Bench 2", LongestWait);
    QTRY_VERIFY_WITH_TIMEOUT(other->requestsSeen() > 0, LongestWait);
    QCOMPARE(m_controller->settings().profiles().size(), 2);
    QVERIFY(m_controller->settings().profiles().at(1).lastUsed.isValid());
    QVERIFY(!m_controller->settings().profiles().at(0).lastUsed.isValid());
    QVERIFY(profileAction(u"Bench 2"_s) && profileAction(u"Bench 2"_s)->isChecked());
    QVERIFY(profileAction(u"Bench 1"_s) && !profileAction(u"Bench 1"_s)->isChecked());
    profileAction(u"Bench 1"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->session()->profile().name, u"Bench 1"_s, LongestWait);
    m_controller->window()->goTo({u"assets"_s, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(assets()->table()->model()->rowCount() >= 300, LongestWait);
}

void TestProgram::everythingHasAName_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("least");
    QTest::newRow("overview") << 1 << 8;
    QTest::newRow("assets") << 2 << 8;
    QTest::newRow("products") << 3 << 6;
    QTest::newRow("reports") << 4 << 8;
    QTest::newRow("requests") << 5 << 8;
    QTest::newRow("diagnostics") << 6 << 5;
}

/// What the keyboard reaches has a name for a screen reader.
void TestProgram::everythingHasAName()
{
    QFETCH(int, number);
    QFETCH(int, least);
    visitAll();
    if (QTest::currentTestFailed())
        return;
    openPage(number);
    if (number == 2) {
        click(assets()->table(), assets()->table()->model()->index(0, AssetsModel::Serial));
        QTRY_VERIFY(assets()->detail()->isVisible());
    }
    const auto all = m_controller->window()->findChildren<QWidget *>();
    int named = 0;
    QStringList nameless;
    for (QWidget *one : all) {
        if (!one->isVisible() || !one->isEnabled() || !(one->focusPolicy() & Qt::TabFocus) || one->focusProxy())
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(one);
        if (interface && !interface->text(QAccessible::Name).trimmed().isEmpty())
            ++named;
        else
            nameless << QStringLiteral("%1 \"%2\" in %3")
                            .arg(QLatin1StringView(one->metaObject()->className()), one->objectName(),
                                 QLatin1StringView(one->parentWidget() ? one->parentWidget()->metaObject()->className()
                                                                       : "nothing"));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u"; "_s)));
    QVERIFY2(named >= least, qPrintable(QString::number(named)));
}

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
