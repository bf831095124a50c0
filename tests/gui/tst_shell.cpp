// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"
#include "ui/asset/assetspage.h"
#include "ui/delegates/denselistview.h"
#include "ui/overview/overviewcard.h"
#include "ui/overview/overviewmodels.h"
#include "ui/overview/overviewpage.h"
#include "ui/report/reportspage.h"
#include "ui/report/reportview.h"
#include "ui/shell/alerts.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/exportactions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palettesearch.h"
#include "ui/shell/recentplaces.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/trayicon.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/topbar.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QShortcut>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongestWait = 15'000;
const QStringList Pages{u"overview"_s, u"assets"_s, u"products"_s, u"reports"_s, u"requests"_s, u"diagnostics"_s};

QString nameOf(const QWidget *widget)
{
    return u"%1 \"%2\" in %3"_s.arg(
        QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
        widget->parentWidget() ? QLatin1StringView(widget->parentWidget()->metaObject()->className()) : "nothing"_L1);
}

bool isControl(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::PushButton:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::List:
    case QAccessible::PageTab:
    case QAccessible::PageTabList:
    case QAccessible::Link:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown: return true;
    default: return false;
    }
}

/// Every control below an object, with those that have no name.
void walk(QAccessibleInterface *at, const QString &path, int depth, int &controls, QStringList &nameless)
{
    if (!at || !at->isValid() || depth > 40 || at->state().invisible)
        return;
    const QString name = at->text(QAccessible::Name).trimmed();
    if (isControl(at->role())) {
        ++controls;
        if (name.isEmpty())
            nameless << u"%1 (role %2)"_s.arg(path, QString::number(at->role()));
    }
    if (at->role() == QAccessible::Table || at->role() == QAccessible::Tree || at->role() == QAccessible::List)
        return; // rows speak by their model: thousands of them
    for (int i = 0; i < at->childCount(); ++i) {
        QAccessibleInterface *child = at->child(i);
        const QString type
            = child && child->object() ? QLatin1StringView(child->object()->metaObject()->className()) : "item"_L1;
        walk(child, path + u'/' + type, depth + 1, controls, nameless);
    }
}

} // namespace

/// The window around the pages, by keys and pointer, against the demo server.
class TestShell : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void overviewShowsWhatNeedsAttention();
    void overviewLeadsOn();
    void overviewWithoutServer();
    void searchByKeysAlone();
    void searchAsksAfterAPauseAndDropsTheOld();
    void everyActionIsInThePalette();
    void recentFirst();
    void keysOfTheSheetAreReal();
    void keysOfListsWork();
    void backRestoresState();
    void alertsKeepWhatWentBy();
    void statusPartsLeadOn();
    void pageIsRemembered();
    void startedAgainGoesThere();
    void closingWithoutATrayCloses();
    void trayBringsTheWindowBack();
    void exportsEveryPage_data();
    void exportsEveryPage();
    void smallWindows_data();
    void smallWindows();
    void accessibleTree_data();
    void accessibleTree();
    void tabReachesEveryControlOnce_data();
    void tabReachesEveryControlOnce();

private:
    void start();
    MainWindow *window() const { return m_controller->window(); }
    template <typename T> T *pageOf(const QString &id) const { return static_cast<T *>(window()->page(id)); }
    OverviewPage *overview() const { return pageOf<OverviewPage>(u"overview"_s); }
    void activate()
    {
        window()->activateWindow();
        QVERIFY(QTest::qWaitFor([this] { return window()->isActiveWindow(); }, LongestWait));
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        activate();
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window(), Qt::Key(key), modifiers);
    }
    void openPage(const QString &id) { key(Qt::Key_1 + int(Pages.indexOf(id)), Qt::ControlModifier); }
    void loadAll();
    [[nodiscard]] int indexInPalette(const QString &word) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Controller> m_controller;
};

void TestShell::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s);
    QCoreApplication::setApplicationName(u"qwats-shell"_s);
}

void TestShell::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    start();
}

void TestShell::cleanup()
{
    m_controller.reset();
    m_folder.reset();
}

void TestShell::start()
{
    auto settings = Settings::open(m_folder->path());
    QVERIFY(settings.has_value());
    StartOptions options;
    options.demo = true;
    m_controller = std::make_unique<Controller>(options, std::move(*settings));
    QVERIFY(m_controller->start().has_value());
    window()->resize(1280, 800);
    QVERIFY(QTest::qWaitForWindowExposed(window()));
}

void TestShell::loadAll()
{
    for (const QString &id : Pages)
        openPage(id);
    openPage(u"overview"_s);
    QTRY_VERIFY_WITH_TIMEOUT(overview()->care()->model()->rowCount() > 0, LongestWait);
    QTRY_VERIFY_WITH_TIMEOUT(overview()->failures()->model()->rowCount() > 0, LongestWait);
}

int TestShell::indexInPalette(const QString &word) const
{
    for (int i = 0; i < window()->commands()->count(); ++i) {
        if (window()->commands()->item(i).word == word)
            return i;
    }
    return -1;
}

void TestShell::overviewShowsWhatNeedsAttention()
{
    QCOMPARE(window()->currentPage(), window()->page(u"overview"_s));
    loadAll();
    const CareModel::Counts &counts = overview()->careModel()->counts();
    QVERIFY(counts.overdue > 0);
    QCOMPARE(overview()->careModel()->rows().front().health.level, HealthLevel::Overdue); // worst first
    QCOMPARE(overview()->figure(OverviewPage::DueFigure)->figure().value, QString::number(counts.overdue));
    QTRY_VERIFY_WITH_TIMEOUT(overview()->card(OverviewPage::Yield)->age()->state().asOfMs > 0, LongestWait);
    for (const auto card : {OverviewPage::Failures, OverviewPage::Care, OverviewPage::Yield, OverviewPage::Health}) {
        const OverviewCard *one = overview()->card(card);
        QVERIFY2(one->age()->text().startsWith(u"as of"_s), qPrintable(one->title() + u": "_s + one->age()->text()));
        QVERIFY2(one->showsContent() || !one->words().isEmpty(), qPrintable(one->title()));
    }
    QTRY_VERIFY_WITH_TIMEOUT(window()->rail()->button(u"assets"_s)->badge() >= counts.overdue, LongestWait);
}

void TestShell::overviewLeadsOn()
{
    loadAll();
    auto *table = overview()->failures();
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(window()->currentPage(), window()->page(u"reports"_s));
    auto *reports = pageOf<ReportsPage>(u"reports"_s);
    QVERIFY(!reports->view()->shownReport().isEmpty());
    openPage(u"overview"_s);
    auto *care = overview()->care();
    const CareModel::Row *worst = overview()->careModel()->rowAt(0);
    const QString wanted = worst->asset.id;
    QTest::mouseClick(care->viewport(), Qt::LeftButton, {}, care->visualRect(care->model()->index(0, 1)).center());
    QTRY_COMPARE(window()->currentPage(), window()->page(u"assets"_s));
    QCOMPARE(window()->currentPage()->place().thing, wanted);
    openPage(u"overview"_s);
    QTest::mouseClick(overview()->figure(OverviewPage::FailedFigure), Qt::LeftButton);
    QTRY_COMPARE(window()->currentPage(), window()->page(u"reports"_s));
    QVERIFY(!window()->currentPage()->place().state.isEmpty());
}

void TestShell::overviewWithoutServer()
{
    loadAll();
    m_controller->demoServer()->stop();
    key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->session()->serverState().isOutage(), LongestWait);
    QVERIFY(overview()->care()->model()->rowCount() > 0);
    QTRY_VERIFY_WITH_TIMEOUT(overview()->card(OverviewPage::Care)->age()->text().contains(u"unreachable"_s),
                             LongestWait);
    QTRY_VERIFY_WITH_TIMEOUT(
        window()->alerts()->rowCount() > 0 && window()->alerts()->at(0).kind == StatusKind::Offline, LongestWait);
}

void TestShell::searchByKeysAlone()
{
    loadAll();
    const auto *failures = static_cast<const FailuresModel *>(overview()->failures()->model());
    const QString serial = failures->reportAt(0)->serialNumber;
    key(Qt::Key_K, Qt::ControlModifier);
    SearchBox *box = window()->topBar()->search();
    QVERIFY(box->hasFocus());
    QVERIFY(window()->commands()->isVisible());
    QTest::keyClicks(box, serial);
    QTRY_VERIFY_WITH_TIMEOUT(indexInPalette(u"Report of %1"_s.arg(serial)) >= 0, LongestWait);
    QCOMPARE(window()->commands()->current(), 0); // the first match is selected
    QCOMPARE(window()->commands()->item(0).group, u"Units"_s);
    const int report = indexInPalette(u"Report of %1"_s.arg(serial));
    for (int i = 0; i < report; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(window()->commands()->current(), report);
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(window()->currentPage(), window()->page(u"reports"_s));
    QVERIFY(!window()->commands()->isVisible());
    QCOMPARE(pageOf<ReportsPage>(u"reports"_s)->view()->shownReport().isEmpty(), false);
}

void TestShell::searchAsksAfterAPauseAndDropsTheOld()
{
    loadAll();
    m_controller->demoServer()->setLatency(600);
    key(Qt::Key_K, Qt::ControlModifier);
    SearchBox *box = window()->topBar()->search();
    const quint64 before = m_controller->demoServer()->requestsSeen("GET /api/Report/Query/Header");
    QTest::keyClicks(box, u"CB1"_s);
    QVERIFY2(window()->commands()->count() > 0, "what is known stands at once");
    QVERIFY2(window()->search()->isAsking(), "and the server is asked later");
    QCOMPARE(m_controller->demoServer()->requestsSeen("GET /api/Report/Query/Header"), before);
    QVERIFY(window()->commands()->footWords().contains(u"asking"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->demoServer()->requestsSeen("GET /api/Report/Query/Header") > before,
                             LongestWait);
    box->selectAll();
    QTest::keyClicks(box, u"zzzz-none"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!window()->search()->isAsking(), LongestWait);
    for (const SearchHit &hit : window()->search()->hits())
        QVERIFY2(!hit.words.startsWith(u"CB1"_s), "an answer of the older text is dropped");
    m_controller->demoServer()->setLatency(0);
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(!window()->commands()->isVisible());
    QVERIFY(box->text().isEmpty());
}

void TestShell::everyActionIsInThePalette()
{
    key(Qt::Key_K, Qt::ControlModifier);
    const auto actions = window()->actions();
    QVERIFY(actions.size() > 12);
    for (QAction *action : actions)
        QVERIFY2(indexInPalette(action->text().remove(u'&')) >= 0, qPrintable(action->text()));
    SearchBox *box = window()->topBar()->search();
    QTest::keyClicks(box, u"Dark theme"_s);
    const int dark = indexInPalette(u"Dark theme"_s);
    QVERIFY(dark >= 0);
    for (int i = window()->commands()->current(); i < dark; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(m_controller->theme().kind(), ThemeKind::Dark);
    QCOMPARE(m_controller->settings().theme(), u"dark"_s);
}

void TestShell::recentFirst()
{
    loadAll();
    const QString id = overview()->careModel()->rowAt(0)->asset.id;
    const QString serial = overview()->careModel()->rowAt(0)->asset.serialNumber;
    window()->goTo({u"assets"_s, id, {}});
    QTRY_VERIFY_WITH_TIMEOUT(!window()->recent().entries().isEmpty(), LongestWait);
    QVERIFY(window()->recent().entries().first().words.startsWith(serial));
    key(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(window()->commands()->item(0).group, u"Recent"_s);
    QVERIFY(window()->commands()->item(0).word.startsWith(serial));
    QTest::keyClick(window()->topBar()->search(), Qt::Key_Escape);
    m_controller.reset();
    start();
    QVERIFY2(window()->recent().entries().first().words.startsWith(serial), "after a restart too");
}

void TestShell::keysOfTheSheetAreReal()
{
    loadAll();
    key(Qt::Key_F1);
    QPointer<ShortcutSheet> sheet = window()->findChild<ShortcutSheet *>();
    QVERIFY(sheet);
    const QList<ShortcutEntry> entries = sheet->entries();
    QVERIFY(entries.size() > 20);
    QSet<QString> real;
    const auto collect = [&real](const QList<QKeySequence> &keys) {
        for (const QKeySequence &one : keys)
            real.insert(one.toString());
    };
    const auto actions = window()->findChildren<QAction *>();
    for (const QAction *action : actions)
        collect(action->shortcuts());
    const auto shortcuts = window()->findChildren<QShortcut *>();
    for (const QShortcut *shortcut : shortcuts)
        collect({shortcut->key()});
    const auto buttons = window()->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        collect({button->shortcut()});
    const QString lists = listKeys().first().group;
    QSet<QString> listed;
    for (const ShortcutEntry &entry : entries) {
        QVERIFY(!entry.words.isEmpty());
        for (const QKeySequence &one : entry.keys) {
            listed.insert(one.toString());
            QVERIFY2(entry.group == lists || real.contains(one.toString()), qPrintable(entry.words));
        }
    }
    for (const char *must : {"Ctrl+K", "Ctrl+1", "Ctrl+5", "Ctrl+,", "Alt+Left", "Alt+Right", "Ctrl+F", "F5",
                             "Shift+F5", "F6", "Shift+F6", "Ctrl+E", "Ctrl+P", "Ctrl+Z", "F1"})
        QVERIFY2(listed.contains(QLatin1StringView(must)), must);
    QTest::keyClick(sheet, Qt::Key_Escape);
    QTRY_VERIFY(!sheet);
    // And they do what they say.
    for (const QString &id : Pages) {
        openPage(id);
        QCOMPARE(window()->currentPage(), window()->page(id));
    }
    key(Qt::Key_F6);
    const QWidget *first = QApplication::focusWidget();
    QVERIFY(first);
    key(Qt::Key_F6);
    QVERIFY2(QApplication::focusWidget() != first, "F6 goes to another part");
    key(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), first);
}

void TestShell::keysOfListsWork()
{
    QStandardItemModel model(2, 1);
    model.setItem(0, 0, new QStandardItem(u"first"_s));
    model.setHorizontalHeaderLabels({u"Name"_s});
    DenseTableView table;
    table.setModel(&model);
    ColumnSpec column;
    column.id = u"name"_s;
    table.setColumns({column});
    table.resize(300, 200);
    table.show();
    table.setCurrentIndex(model.index(0, 0));
    QSignalSpy activated(&table, &QAbstractItemView::activated);
    QSignalSpy previewed(&table, &DenseTableView::previewRequested);
    for (const ShortcutEntry &entry : listKeys()) {
        const QKeyCombination combination = entry.keys.first()[0];
        QApplication::clipboard()->clear();
        const auto before = activated.size() + previewed.size();
        QTest::keyClick(&table, combination.key(), combination.keyboardModifiers());
        QVERIFY2(activated.size() + previewed.size() > before || !QApplication::clipboard()->text().isEmpty(),
                 qPrintable(entry.words));
    }
    QCOMPARE(QApplication::clipboard()->text(), u"Name\nfirst\n"_s);
}

void TestShell::backRestoresState()
{
    openPage(u"assets"_s);
    auto *assets = pageOf<AssetsPage>(u"assets"_s);
    QTRY_VERIFY_WITH_TIMEOUT(assets->table()->model()->rowCount() > 100, LongestWait);
    assets->filter()->setFocus();
    QTest::keyClicks(assets->filter(), u"driver"_s);
    QTRY_VERIFY_WITH_TIMEOUT(assets->table()->model()->rowCount() < 100, LongestWait);
    openPage(u"reports"_s);
    window()->goTo({u"assets"_s, {}, {{u"text"_s, QString()}}}); // leads elsewhere on the same page
    openPage(u"products"_s);
    QTest::mouseClick(window()->currentPage(), Qt::BackButton);
    QCOMPARE(window()->currentPage(), window()->page(u"assets"_s));
    QTest::mouseClick(window()->currentPage(), Qt::BackButton);
    QCOMPARE(window()->currentPage(), window()->page(u"reports"_s));
    QTest::mouseClick(window()->currentPage(), Qt::BackButton);
    QCOMPARE(window()->currentPage(), window()->page(u"assets"_s));
    QCOMPARE(assets->filter()->text(), u"driver"_s);
    QTest::mouseClick(window()->currentPage(), Qt::ForwardButton);
    QCOMPARE(window()->currentPage(), window()->page(u"reports"_s));
}

void TestShell::alertsKeepWhatWentBy()
{
    loadAll();
    QTRY_VERIFY_WITH_TIMEOUT(window()->rail()->button(u"assets"_s)->badge() > 0, LongestWait); // all are judged
    const int before = window()->alerts()->rowCount();
    window()->toasts()->add(StatusKind::Ok, u"Calibration recorded."_s, u"FX-0412"_s);
    QCOMPARE(window()->alerts()->rowCount(), before + 1);
    QCOMPARE(window()->alerts()->at(0).title, u"Calibration recorded."_s);
    QVERIFY(window()->alerts()->unread() > 0);
    auto *bell = window()->topBar()->findChild<AlertButton *>();
    QVERIFY(bell && bell->accessibleName().contains(QString::number(window()->alerts()->unread())));
    QTest::mouseClick(bell, Qt::LeftButton);
    QVERIFY(window()->alertsPanel()->isVisible());
    QVERIFY(window()->alertsPanel()->list()->hasFocus());
    QCOMPARE(window()->alerts()->unread(), 0);
    int care = -1; // the alarm of the fixtures leads to them
    for (int row = 0; row < window()->alerts()->rowCount(); ++row)
        care = window()->alerts()->at(row).place.page == u"assets" ? row : care;
    QVERIFY(care >= 0);
    window()->alertsPanel()->list()->setCurrentIndex(window()->alerts()->index(care));
    QTest::keyClick(window()->alertsPanel()->list(), Qt::Key_Return);
    QCOMPARE(window()->currentPage(), window()->page(u"assets"_s));
    QVERIFY(!window()->alertsPanel()->isVisible());
    for (int i = 0; i < AlertLog::Most + 20; ++i)
        window()->alerts()->add(StatusKind::Ok, u"again"_s, {});
    QCOMPARE(window()->alerts()->rowCount(), AlertLog::Most);
    QTest::mouseClick(bell, Qt::LeftButton);
    QTest::keyClick(window()->alertsPanel()->list(), Qt::Key_Escape);
    QVERIFY(!window()->alertsPanel()->isVisible());
}

void TestShell::statusPartsLeadOn()
{
    loadAll();
    QTRY_VERIFY_WITH_TIMEOUT(window()->statusBar()->part(u"server"_s)->text().contains(u"since"_s), LongestWait);
    QVERIFY(window()->statusBar()->part(u"newest"_s)->isVisible());
    QTest::mouseClick(window()->statusBar()->part(u"calls"_s), Qt::LeftButton);
    QCOMPARE(window()->currentPage(), window()->page(u"diagnostics"_s));
    QTest::mouseClick(window()->statusBar()->part(u"server"_s), Qt::LeftButton);
    QCOMPARE(window()->currentPage(), window()->page(u"overview"_s));
    QTRY_VERIFY_WITH_TIMEOUT(window()->statusBar()->part(u"hits"_s)->text().contains(u" of "_s), LongestWait);
}

void TestShell::pageIsRemembered()
{
    openPage(u"products"_s);
    window()->resize(1111, 777);
    window()->close();
    m_controller.reset();
    auto settings = Settings::open(m_folder->path());
    StartOptions options;
    options.demo = true;
    m_controller = std::make_unique<Controller>(options, std::move(*settings));
    QVERIFY(m_controller->start().has_value());
    QCOMPARE(window()->currentPage(), window()->page(u"products"_s));
    QCOMPARE(window()->size(), QSize(1111, 777));
}

void TestShell::startedAgainGoesThere()
{
    loadAll();
    const QString id = overview()->careModel()->rowAt(0)->asset.id;
    m_controller->startedAgain({u"--open"_s, u"assets/"_s + id});
    QTRY_COMPARE(window()->currentPage()->place().thing, id);
    m_controller->startedAgain({u"--open"_s, u"nowhere/x"_s});
    QCOMPARE(window()->currentPage()->place().thing, id);
    QVERIFY(!MainWindow::placeFromText(u"nowhere/x"_s));
    QVERIFY(!MainWindow::placeFromText({}));
    QCOMPARE(MainWindow::placeFromText(u"products/A/B"_s)->thing, u"A/B"_s);
}

void TestShell::closingWithoutATrayCloses()
{
    if (TrayIcon::isAvailable())
        QSKIP("this desktop has a tray");
    QVERIFY(m_controller->settings().set(setting::closeToTray, true));
    QVERIFY(window()->close());
    QVERIFY2(!window()->isVisible(), "nothing would bring a hidden window back");
}

void TestShell::trayBringsTheWindowBack()
{
    if (!TrayIcon::isAvailable())
        QSKIP("no tray on this desktop");
    QVERIFY(m_controller->settings().set(setting::closeToTray, true));
    QVERIFY2(!window()->close(), "closing hides");
    QVERIFY(!window()->isVisible());
    window()->comeToFront();
    QVERIFY(window()->isVisible());
}

void TestShell::exportsEveryPage_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("offline");
    for (const QString &id : Pages) {
        QTest::newRow(qPrintable(id)) << id << false;
        QTest::newRow(qPrintable(id + u" offline"_s)) << id << true;
    }
}

void TestShell::exportsEveryPage()
{
    QFETCH(QString, id);
    QFETCH(bool, offline);
    loadAll();
    openPage(id);
    QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage()->exportSource().has_value(), LongestWait);
    if (offline) {
        m_controller->demoServer()->stop();
        key(Qt::Key_F5);
        m_controller->session()->checkServer();
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->session()->serverState().isOutage(), LongestWait);
    }
    const auto run = [this](ExportActions::Form form, const QString &path) {
        std::optional<ExportOutcome> outcome;
        const auto connection = connect(window()->exports(), &ExportActions::finished, this,
                                        [&outcome](const ExportOutcome &ended) { outcome = ended; });
        const bool began = window()->exports()->exportTo(form, path);
        const bool ended = began && QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 60'000);
        disconnect(connection);
        return ended ? *outcome : ExportOutcome();
    };
    const QString path = m_folder->filePath(id + u".csv"_s);
    const ExportOutcome csv = run(ExportActions::Form::Csv, path);
    QVERIFY2(csv.written, qPrintable(csv.error ? csv.error->message : u"did not end"_s));
    QVERIFY(csv.rows > 0);
    QVERIFY2(csv.complete || offline, "all of it while the server answers");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    if (id != u"diagnostics" && id != u"requests") { // those are live
        QVERIFY2(text.contains(u"# as of"_s), qPrintable(text.left(300)));
        QCOMPARE(text.contains(u"server unreachable since"_s), offline);
    }
    const ExportOutcome pdf = run(ExportActions::Form::Pdf, m_folder->filePath(id + u".pdf"_s));
    QVERIFY2(pdf.written && pdf.pages > 0, qPrintable(pdf.error ? pdf.error->message : u"did not end"_s));
}

void TestShell::smallWindows_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("200 % on 1280 x 800") << QSize(640, 400);
    QTest::newRow("200 % on 1920 x 1080") << QSize(960, 540);
    QTest::newRow("narrow") << QSize(880, 700);
    QTest::newRow("wide") << QSize(1920, 1080);
}

void TestShell::smallWindows()
{
    QFETCH(QSize, size);
    loadAll();
    window()->resize(size);
    QTRY_COMPARE(window()->size(), size);
    QVERIFY2(overview()->minimumSizeHint().width() <= 592, // beside the narrow rail
             qPrintable(QString::number(overview()->minimumSizeHint().width())));
    for (const QWidget *one : std::initializer_list<QWidget *>{window()->topBar(), window()->statusBar()})
        QVERIFY2(one->minimumSizeHint().width() <= 592, qPrintable(nameOf(one)));
    const auto *scroll = overview()->findChild<QScrollArea *>();
    QVERIFY(scroll);
    QTRY_VERIFY2(scroll->widget()->width() <= scroll->viewport()->width(), "nothing is cut off at the right");
    for (int card = 0; card < OverviewPage::CardCount; ++card) {
        const QWidget *one = overview()->card(static_cast<OverviewPage::Card>(card));
        QVERIFY(one->isVisible());
        QVERIFY2(one->height() >= one->minimumSizeHint().height(), qPrintable(QString::number(card)));
        QVERIFY(scroll->widget()->rect().contains(one->geometry()));
    }
}

void TestShell::accessibleTree_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : Pages)
        QTest::newRow(qPrintable(id)) << id;
}

void TestShell::accessibleTree()
{
    QFETCH(QString, id);
    loadAll();
    openPage(id);
    QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage()->exportSource().has_value(), LongestWait);
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(window());
    QVERIFY(root);
    int controls = 0;
    QStringList nameless;
    walk(root, u"window"_s, 0, controls, nameless);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u"; "_s)));
    QVERIFY2(controls > 15, qPrintable(QString::number(controls)));
}

void TestShell::tabReachesEveryControlOnce_data()
{
    accessibleTree_data();
}

void TestShell::tabReachesEveryControlOnce()
{
    QFETCH(QString, id);
    loadAll();
    openPage(id);
    QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage()->exportSource().has_value(), LongestWait);
    QSet<const QWidget *> wanted;
    const auto all = window()->findChildren<QWidget *>();
    for (const QWidget *one : all) {
        if (one->window() == window() && one->isVisible() && one->isEnabled() && (one->focusPolicy() & Qt::TabFocus)
            && !one->focusProxy())
            wanted.insert(one);
    }
    window()->topBar()->search()->setFocus();
    window()->commands()->close();
    QHash<const QWidget *, int> reached;
    const QWidget *first = QApplication::focusWidget();
    QWidget *at = QApplication::focusWidget();
    for (qsizetype i = 0; i < 2 * wanted.size() + 10; ++i) {
        ++reached[at];
        QTest::keyClick(at, Qt::Key_Tab);
        at = QApplication::focusWidget();
        QVERIFY(at);
        if (at == first)
            break;
    }
    QStringList missed;
    for (const QWidget *one : std::as_const(wanted)) {
        if (!reached.contains(one))
            missed << nameOf(one);
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u"; "_s)));
    for (auto it = reached.cbegin(); it != reached.cend(); ++it)
        QVERIFY2(it.value() == 1, qPrintable(nameOf(it.key())));
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
