// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "core/settings/settings.h"
#include "ui/asset/assetspage.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/product/productspage.h"
#include "ui/report/reportspage.h"
#include "ui/shell/commandpalette.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/topbar.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSettings>
#include <QStackedWidget>
#include <QUuid>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto HitRateSpan = 5min;
constexpr auto StatusEvery = 1s;
const auto GeometryKey = QStringLiteral("window/geometry");

StatusKind kindOf(ServerState::Reach reach)
{
    switch (reach) {
    case ServerState::Reach::Online: return StatusKind::Online;
    case ServerState::Reach::Offline: return StatusKind::Offline;
    case ServerState::Reach::Unauthorized: return StatusKind::Failed;
    case ServerState::Reach::Unknown: return StatusKind::Fetching;
    }
    return StatusKind::Unknown;
}

QString wordOf(ServerState::Reach reach)
{
    switch (reach) {
    case ServerState::Reach::Online: return MainWindow::tr("Online");
    case ServerState::Reach::Offline: return MainWindow::tr("Server unreachable");
    case ServerState::Reach::Unauthorized: return MainWindow::tr("Token not accepted");
    case ServerState::Reach::Unknown: return MainWindow::tr("Connecting");
    }
    return {};
}

} // namespace

MainWindow::MainWindow(Session &session, Settings &settings, ThemeManager &theme, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
    , m_theme(theme)
    , m_rail(new NavigationRail(this))
    , m_top(new TopBar(this))
    , m_stack(new QStackedWidget(this))
    , m_status(new StatusBar(this))
    , m_toasts(new ToastStack(this))
    , m_palette(new CommandPalette(m_top->search(), this))
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row, 1);
    all->addWidget(m_status);

    addPage(QStringLiteral("assets"), QStringLiteral("assets"), tr("Assets"), new AssetsPage(session, this));
    addPage(QStringLiteral("products"), QStringLiteral("products"), tr("Products"), new ProductsPage(session, this));
    addPage(QStringLiteral("reports"), QStringLiteral("reports"), tr("Reports"), new ReportsPage(session, this));
    addPage(QStringLiteral("diagnostics"), QStringLiteral("diagnostics"), tr("Diagnostics"),
            new DiagnosticsPage(session, this));
    m_rail->addPage(QStringLiteral("settings"), QStringLiteral("settings"), tr("Settings"), NavigationRail::Bottom,
                    QKeySequence(Qt::CTRL | Qt::Key_Comma));
    m_top->setProfile(session.profile().name, nullptr);
    makeShortcuts();
    makePalette();

    connect(m_rail, &NavigationRail::pageRequested, this, [this](const QString &id) {
        if (id == QLatin1StringView("settings"))
            emit cacheSettingsRequested();
        else
            goTo({id, {}, {}});
    });
    connect(m_top, &TopBar::backRequested, this, [this] { step(true); });
    connect(m_top, &TopBar::forwardRequested, this, [this] { step(false); });
    connect(m_top, &TopBar::themeToggleRequested, this, [this] {
        m_theme.toggle();
        const bool dark = m_theme.kind() == ThemeKind::Dark;
        if (const auto saved = m_settings.setTheme(dark ? QStringLiteral("dark") : QStringLiteral("light")); !saved)
            m_toasts->add(StatusKind::Warning, tr("The theme is not remembered."), saved.error().message);
    });
    connect(m_status, &StatusBar::partActivated, this, [this](const QString &id) {
        if (id == QLatin1StringView("server"))
            m_session.checkServer();
        else
            goTo({QStringLiteral("diagnostics"), {}, {}});
    });
    connect(&session, &Session::serverStateChanged, this, &MainWindow::updateStatus);
    connect(&m_second, &QTimer::timeout, this, &MainWindow::updateStatus);
    m_second.start(StatusEvery);

    setMinimumSize(640, 400);
    resize(1280, 800);
    restoreGeometry(QSettings().value(GeometryKey).toByteArray());
    setWindowTitle(tr("%1 – qWATS").arg(session.profile().name));
    updateStatus();
    goTo({QStringLiteral("assets"), {}, {}});
}

MainWindow::~MainWindow()
{
    for (Page *page : std::as_const(m_pages))
        page->disconnect(this);
}

void MainWindow::addPage(const QString &id, const QString &iconName, const QString &word, Page *page)
{
    m_rail->addPage(id, iconName, word);
    m_stack->addWidget(page);
    m_pages.insert(id, page);
    connect(page, &Page::placeRequested, this, &MainWindow::goTo);
    connect(page, &Page::placeChanged, this, [this, page] {
        if (page == currentPage())
            m_history.visit(page->place());
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

void MainWindow::setProfileMenu(QMenu *menu)
{
    m_top->setProfile(m_session.profile().name, menu);
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::goTo(const Place &place)
{
    showPlace(place);
    if (Page *page = currentPage())
        m_history.visit(page->place());
    updateSteps();
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

void MainWindow::makeShortcuts()
{
    const auto add = [this](const QKeySequence &key, auto call) {
        auto *action = new QAction(this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, call);
        addAction(action);
    };
    // Ctrl+K, Alt+arrows, F5 and Ctrl+F belong to the controls they press.
    add(QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] {
        if (Page *page = currentPage())
            page->refresh();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { m_toasts->undoNewest(); });
}

void MainWindow::makePalette()
{
    QList<PaletteItem> fixed;
    const auto page = [&](const QString &id, const QString &word, const QString &key) {
        fixed << PaletteItem{tr("Pages"), word, key, id, [this, id] { goTo({id, {}, {}}); }};
    };
    page(QStringLiteral("assets"), tr("Assets"), QStringLiteral("Ctrl+1"));
    page(QStringLiteral("products"), tr("Products"), QStringLiteral("Ctrl+2"));
    page(QStringLiteral("reports"), tr("Reports"), QStringLiteral("Ctrl+3"));
    page(QStringLiteral("diagnostics"), tr("Diagnostics"), QStringLiteral("Ctrl+4"));
    fixed << PaletteItem{tr("Actions"), tr("Cache settings"), QStringLiteral("Ctrl+,"), QStringLiteral("settings"),
                         [this] { emit cacheSettingsRequested(); }};
    fixed << PaletteItem{tr("Actions"), tr("Refresh from the server"), QStringLiteral("F5"), QStringLiteral("refresh"),
                         [this] {
                             if (Page *current = currentPage())
                                 current->refresh();
                         }};
    fixed << PaletteItem{tr("Actions"), tr("Switch between light and dark"), {}, QStringLiteral("theme"), [this] {
                             emit m_top->themeToggleRequested();
                         }};
    m_palette->setItems(fixed, [this](const QString &text) { return offersFor(text); });
}

QList<PaletteItem> MainWindow::offersFor(const QString &text)
{
    QList<PaletteItem> offers;
    const auto offer = [&](const QString &word, const QString &hint, const QString &iconName, const Place &place) {
        offers << PaletteItem{tr("Go to"), word, hint, iconName, [this, place] { goTo(place); }};
    };
    offer(tr("Reports of serial number %1").arg(text), tr("Units"), QStringLiteral("reports"),
          {QStringLiteral("reports"), {}, {{QStringLiteral("serial"), text}}});
    offer(tr("Asset %1").arg(text), tr("Assets"), QStringLiteral("assets"), {QStringLiteral("assets"), text, {}});
    offer(tr("Product %1").arg(text), tr("Parts"), QStringLiteral("products"), {QStringLiteral("products"), text, {}});
    offer(tr("Reports of part %1").arg(text), tr("Parts"), QStringLiteral("reports"),
          {QStringLiteral("reports"), {}, {{QStringLiteral("part"), text}}});
    if (!QUuid::fromString(text).isNull())
        offers.prepend(
            PaletteItem{tr("Go to"), tr("Report %1").arg(text), tr("Reports"), QStringLiteral("reports"), [this, text] {
                            goTo({QStringLiteral("reports"), text, {}});
                        }});
    return offers;
}

void MainWindow::updateStatus()
{
    const ServerState server = m_session.serverState();
    std::optional<int> answerMs;
    if (server.reach == ServerState::Reach::Online)
        answerMs = std::max(1, static_cast<int>(server.roundTrip.count()));
    m_status->setServer(kindOf(server.reach), wordOf(server.reach), server.since.isValid() ? server.since.ms() : 0,
                        answerMs);
    const BudgetState budget = m_session.fetcher().budget();
    m_status->setCalls(budget.used, budget.limit);
    const MetricsBucket recent = m_session.metrics().last(HitRateSpan);
    quint64 served = 0;
    for (int i = 0; i < qwats::OutcomeCount; ++i)
        served += servedFromCache(static_cast<Outcome>(i)) ? recent.outcomes[static_cast<size_t>(i)] : 0;
    m_status->setHitRate(static_cast<qint64>(served), static_cast<qint64>(recent.lookups()), tr("last 5 min"));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    m_rail->setMode(NavigationRail::modeFor(size()));
    QWidget::resizeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    Page *page = currentPage();
    if (event->key() == Qt::Key_Escape && page && page->escape())
        return;
    QWidget::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings().setValue(GeometryKey, saveGeometry());
    QWidget::closeEvent(event);
}

} // namespace qwats::ui
