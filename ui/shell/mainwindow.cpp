// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "core/settings/settings.h"
#include "ui/asset/assetspage.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/product/productspage.h"
#include "ui/report/reportspage.h"
#include "ui/requests/requestspage.h"
#include "ui/shell/alerts.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/exportactions.h"
#include "ui/shell/palettesearch.h"
#include "ui/shell/recentplaces.h"
#include "ui/shell/trayicon.h"
#include "ui/shell/viewstate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bulkbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/topbar.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto StatusEvery = 1s;
constexpr int LowWindow = 640;
const auto GeometryKey = u"window/geometry"_s;
const auto ShellView = u"shell"_s;
const auto PageName = u"page"_s;

} // namespace

MainWindow::MainWindow(Session &session, Settings &settings, ThemeManager &theme, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
    , m_theme(theme)
    , m_recent(new RecentPlaces(session.profile().id, this))
    , m_alerts(new AlertLog(session.clock(), this))
    , m_rail(new NavigationRail(this))
    , m_top(new TopBar(this))
    , m_stack(new QStackedWidget(this))
    , m_work(new BulkBar(this))
    , m_status(new StatusBar(this))
    , m_toasts(new ToastStack(this))
    , m_commands(new CommandPalette(m_top->search(), this))
    , m_search(new PaletteSearch(session, this))
    , m_alertsPanel(new AlertsPanel(*m_alerts, this))
    , m_bell(new AlertButton(this))
    , m_exports(new ExportActions(session, m_work, this, [this] { return currentPage(); }))
{
    layOut();
    addPages();
    makeActions();
    makeThemeMenu();
    connectParts();
    applyTray();
    setMinimumSize(640, 400);
    setWindowTitle(tr("%1 – qWATS").arg(session.profile().name));
    qApp->installEventFilter(this); // the back and forward buttons of a mouse, wherever the pointer is
    m_second.start(StatusEvery);
    updateStatus();
    restore();
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    for (Page *page : std::as_const(m_pages))
        page->disconnect(this);
}

void MainWindow::layOut()
{
    m_top->addControl(m_bell);
    setTabOrder(m_top->profileButton(), m_bell);
    setTabOrder(m_bell, m_top->themeButton());
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(m_stack, 1);
    column->addWidget(m_work);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row, 1);
    all->addWidget(m_status);
    m_top->setProfile(m_session.profile().name, nullptr);
}

void MainWindow::addPages()
{
    // The rail's buttons first: the keyboard goes through them before the page.
    const std::pair<QString, QString> words[]
        = {{u"overview"_s, tr("Overview")}, {u"assets"_s, tr("Assets")},     {u"products"_s, tr("Products")},
           {u"reports"_s, tr("Reports")},   {u"requests"_s, tr("Requests")}, {u"diagnostics"_s, tr("Diagnostics")}};
    for (const auto &[id, word] : words)
        m_rail->addPage(id, id, word);
    m_rail->addPage(u"settings"_s, u"settings"_s, tr("Settings"), NavigationRail::Bottom,
                    QKeySequence(Qt::CTRL | Qt::Key_Comma));
    auto *overview = new OverviewPage(m_session, *m_recent, this);
    connect(overview, &OverviewPage::careCounted, this, &MainWindow::careCounted);
    addPage(u"overview"_s, overview);
    addPage(u"assets"_s, new AssetsPage(m_session, this));
    addPage(u"products"_s, new ProductsPage(m_session, this));
    addPage(u"reports"_s, new ReportsPage(m_session, this));
    addPage(u"requests"_s, new RequestsPage(m_session, this));
    addPage(u"diagnostics"_s, new DiagnosticsPage(m_session, this));
}

void MainWindow::addPage(const QString &id, Page *page)
{
    m_stack->addWidget(page);
    m_pages.insert(id, page);
    m_pageOrder << id;
    addMoreMenu(page);
    connect(page, &Page::placeRequested, this, &MainWindow::goTo);
    connect(page, &Page::placeChanged, this, [this, page] {
        if (page == currentPage()) {
            m_history.visit(page->place());
            noteRecent();
        }
        updateSteps();
    });
    connect(page, &Page::notify, this,
            [this](StatusKind kind, const QString &title, const QString &text) { m_toasts->add(kind, title, text); });
    connect(page, &Page::notifyUndoable, this,
            [this, page](const QString &title, const QString &text, const std::function<void()> &undo) {
                Toast *toast = m_toasts->add(StatusKind::Ok, title, text, true);
                connect(toast, &Toast::undoRequested, page, undo);
            });
}

/// Every header of a page has the ways out of it behind "more".
void MainWindow::addMoreMenu(Page *page)
{
    const auto headers = page->findChildren<PageHeader *>();
    for (PageHeader *header : headers) {
        const auto before = header->findChildren<QToolButton *>();
        QToolButton *more = header->addIconButton(u"more"_s, tr("More"));
        if (!before.isEmpty())
            setTabOrder(before.last(), more);
        more->setObjectName(u"more"_s);
        more->setPopupMode(QToolButton::InstantPopup);
        auto *menu = new QMenu(more);
        m_exports->fillMenu(menu);
        more->setMenu(menu);
    }
}

void MainWindow::connectParts()
{
    connect(m_rail, &NavigationRail::pageRequested, this, [this](const QString &id) {
        if (id == u"settings")
            emit cacheSettingsRequested();
        else
            goTo({id, {}, {}});
    });
    connect(m_top, &TopBar::backRequested, this, [this] { step(true); });
    connect(m_top, &TopBar::forwardRequested, this, [this] { step(false); });
    connect(m_bell, &QToolButton::clicked, this, [this] { m_alertsPanel->openUnder(m_bell); });
    connect(m_alerts, &AlertLog::unreadChanged, m_bell, &AlertButton::setUnread);
    connect(m_alertsPanel, &AlertsPanel::placeRequested, this, &MainWindow::goTo);
    connect(m_alertsPanel, &AlertsPanel::trayAlarmsChosen, this,
            [this](bool on) { chooseTray(on, m_settings.value(setting::closeToTray)); });
    connect(m_alertsPanel, &AlertsPanel::keepRunningChosen, this,
            [this](bool on) { chooseTray(m_settings.value(setting::trayAlarms), on); });
    connect(m_toasts, &ToastStack::added, m_alerts,
            [this](StatusKind kind, const QString &title, const QString &text) { m_alerts->add(kind, title, text); });
    connect(m_exports, &ExportActions::notify, this,
            [this](StatusKind kind, const QString &title, const QString &text) { m_toasts->add(kind, title, text); });
    connect(m_status, &StatusBar::partActivated, this, [this](const QString &id) {
        if (id == u"server")
            m_session.checkServer();
        if (id == u"newest") {
            if (Page *page = currentPage())
                page->refresh();
            return;
        }
        goTo({id == u"server" ? u"overview"_s : u"diagnostics"_s, {}, {}});
    });
    m_commands->setOffers([this](const QString &text) { return offersFor(text); });
    connect(m_commands, &CommandPalette::textChanged, m_search, &PaletteSearch::setText);
    connect(m_search, &PaletteSearch::changed, this, [this] {
        m_commands->update();
        m_commands->setFoot(m_search->sourceWords());
    });
    connect(&m_session, &Session::serverStateChanged, this, &MainWindow::serverChanged);
    connect(&m_second, &QTimer::timeout, this, &MainWindow::updateStatus);
}

void MainWindow::restore()
{
    resize(1280, 800);
    restoreGeometry(QSettings().value(GeometryKey).toByteArray());
    const QString last = ViewState(m_session.profile().id, ShellView).value(PageName).value(u"id"_s).toString();
    goTo({m_pages.contains(last) ? last : u"overview"_s, {}, {}});
    m_stack->setAccessibleName(tr("Page"));
    m_stack->setFocus(); // else the search would have the keyboard
}

void MainWindow::setProfileMenu(QMenu *menu)
{
    m_top->setProfile(m_session.profile().name, menu);
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

std::optional<Place> MainWindow::placeFromText(const QString &text)
{
    static const QStringList known{u"overview"_s, u"assets"_s,   u"products"_s,
                                   u"reports"_s,  u"requests"_s, u"diagnostics"_s};
    const QString page = text.section(u'/', 0, 0).toLower();
    const QString thing = text.section(u'/', 1);
    constexpr qsizetype LongestThing = 500;
    if (!known.contains(page) || thing.size() > LongestThing)
        return {};
    return Place{page, thing, {}};
}

void MainWindow::goTo(const Place &place)
{
    if (const Page *page = currentPage())
        m_history.keep(page->place()); // what was typed since, to come back to it
    showPlace(place);
    if (Page *page = currentPage()) {
        m_history.visit(page->place());
        noteRecent();
    }
    updateSteps();
    updateStatus();
}

void MainWindow::showPlace(const Place &place)
{
    Page *next = m_pages.value(place.page);
    if (!next)
        return;
    Page *before = currentPage();
    if (before != next && before)
        before->setShown(false);
    m_stack->setCurrentWidget(next);
    m_rail->setCurrent(place.page);
    next->setShown(true);
    if (!place.thing.isEmpty() || !place.state.isEmpty())
        next->go(place);
}

void MainWindow::step(bool back)
{
    if (Page *page = currentPage())
        m_history.visit(page->place()); // remembers the latest state of where we are
    const Place place = back ? m_history.back() : m_history.forward();
    showPlace(place);
    if (Page *page = currentPage(); page && place.thing.isEmpty() && place.state.isEmpty())
        page->go(place);
    updateSteps();
}

void MainWindow::updateSteps()
{
    m_top->setBackEnabled(m_history.canGoBack());
    m_top->setForwardEnabled(m_history.canGoForward());
}

void MainWindow::comeToFront()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    m_rail->setMode(NavigationRail::modeFor(size()));
    const bool low = height() < LowWindow;
    if (low != (event->oldSize().height() < LowWindow) || event->oldSize().height() <= 0) {
        const auto headers = m_stack->findChildren<PageHeader *>();
        for (PageHeader *header : headers)
            header->setCompact(low);
    }
    QWidget::resizeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    Page *page = currentPage();
    if (event->key() == Qt::Key_Escape && page && page->escape())
        return;
    QWidget::keyPressEvent(event);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()
        && static_cast<QWidget *>(watched)->window() == this) {
        const auto button = static_cast<QMouseEvent *>(event)->button();
        if (button == Qt::BackButton || button == Qt::ForwardButton) {
            step(button == Qt::BackButton);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings().setValue(GeometryKey, saveGeometry());
    if (Page *page = currentPage())
        ViewState(m_session.profile().id, ShellView).setValue(PageName, {{u"id"_s, page->place().page}});
    if (m_tray && !m_quitting && m_settings.value(setting::closeToTray)) {
        hide();
        event->ignore();
        return;
    }
    QWidget::closeEvent(event);
}

} // namespace qwats::ui
