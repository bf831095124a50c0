// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"

#include "ui/connection/connectionform.h"
#include "ui/connection/connectionsdialog.h"
#include "ui/connection/firstrunpage.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QDateTime>
#include <QMenu>

#include <utility>

namespace qwats {

using namespace Qt::StringLiterals;

namespace {

ui::ThemeChoice themeChoice(const QString &name)
{
    return name == QLatin1StringView("light") ? ui::ThemeChoice::Light
        : name == QLatin1StringView("dark")   ? ui::ThemeChoice::Dark
                                              : ui::ThemeChoice::System;
}

QString demoFacts()
{
    const demo::DemoOptions options;
    return Controller::tr(
               "Opens a made-up factory that runs inside qWATS: %1 products, %2 fixtures and instruments, %3 reports. "
               "Nothing leaves this computer.")
        .arg(QLocale().toString(options.products), QLocale().toString(options.assets),
             QLocale().toString(options.reports));
}

} // namespace

Controller::Controller(StartOptions options, std::unique_ptr<Settings> settings)
    : m_options(std::move(options))
    , m_settings(std::move(settings))
{
    m_theme.setChoice(themeChoice(m_settings->theme()));
    connect(m_settings.get(), &Settings::changed, this, [this] {
        if (m_session) {
            if (m_session->cache().policies() != m_settings->cachePolicies())
                m_session->setPolicies(m_settings->cachePolicies());
            const SessionOptions now = sessionOptions(m_session->profile());
            m_session->setLimits(now.maxConnections, now.requestsPerMinute);
        }
    });
}

Controller::~Controller() = default;

Status Controller::start()
{
    if (m_options.demo) {
        startDemo();
        return {};
    }
    if (!m_options.server.isEmpty() || !m_options.profile.isEmpty()) {
        const auto profile
            = m_options.server.isEmpty() ? profileNamed(m_options.profile) : profileForServer(m_options.server);
        if (!profile)
            return failure(profile.error());
        openProfile(*profile);
        return {};
    }
    if (m_settings->activeProfile().isValid())
        openProfile(m_settings->activeProfile());
    else
        showFirstRun();
    return {};
}

Result<Profile> Controller::profileNamed(const QString &name) const
{
    const auto profiles = m_settings->profiles();
    for (const Profile &profile : profiles) {
        if (profile.name == name)
            return profile;
    }
    return failure(Error::Kind::InvalidInput, tr("There is no profile named \"%1\".").arg(name));
}

Result<Profile> Controller::profileForServer(const QString &typed) const
{
    const auto url = cleanServerUrl(typed);
    if (!url)
        return failure(url.error());
    const auto profiles = m_settings->profiles();
    for (const Profile &profile : profiles) {
        if (profile.url == *url)
            return profile;
    }
    Profile profile;
    profile.id = newProfileId();
    profile.name = url->host();
    profile.url = *url;
    return profile;
}

SessionOptions Controller::sessionOptions(const Profile &profile) const
{
    SessionOptions options;
    options.policies = m_settings->cachePolicies();
    options.maxConnections = m_settings->maxConnections();
    options.requestsPerMinute = profile.requestsPerMinute.value_or(m_settings->requestsPerMinute());
    return options;
}

void Controller::startDemo()
{
    QString problem;
    m_demo = demo::DemoServer::start({}, &problem);
    if (!m_demo) {
        showFirstRun();
        m_firstRun->form()->showProblem(tr("The demo could not be started: %1").arg(problem));
        return;
    }
    Profile profile;
    profile.id = QStringLiteral("demo");
    profile.name = tr("Demo factory");
    profile.url = QUrl(m_demo->url());
    profile.proxy = Profile::Proxy::None;
    connectTo(profile, m_demo->token().toLatin1());
}

void Controller::showFirstRun()
{
    m_firstRun = std::make_unique<ui::FirstRunPage>(demoFacts());
    m_firstRun->resize(1280, 800);
    connect(m_firstRun.get(), &ui::FirstRunPage::demoRequested, this, &Controller::startDemo);
    connect(m_firstRun.get(), &ui::FirstRunPage::connectRequested, this, &Controller::connectAsAsked);
    connect(m_firstRun.get(), &ui::FirstRunPage::connectionsRequested, this, [this] { openConnections(); });
    m_firstRun->setConnectionsOffered(!m_settings->profiles().isEmpty());
    m_firstRun->show();
}

/// The token of a known profile comes from the keychain; without one the form asks for it.
void Controller::openProfile(const Profile &profile)
{
    m_credentials.read(profile.id, this, [this, profile](const Result<std::optional<QByteArray>> &token) {
        if (token && token->has_value()) {
            connectTo(profile, **token);
            return;
        }
        const QString why = token ? tr("There is no token for %1 yet.").arg(profile.name) : token.error().message;
        if (m_window) {
            openConnections(profile.id, why);
            return;
        }
        showFirstRun();
        m_firstRun->form()->setProfile(profile);
        m_firstRun->form()->showProblem(why);
    });
}

void Controller::connectAsAsked(const Profile &profile, const QByteArray &token, bool remember)
{
    auto profiles = m_settings->profiles();
    const auto known
        = std::find_if(profiles.begin(), profiles.end(), [&](const Profile &p) { return p.id == profile.id; });
    if (known == profiles.end())
        profiles.append(profile);
    else
        *known = profile;
    const auto saved = m_settings->setProfiles(profiles, profile.id);
    m_credentials.setSessionToken(profile.id, token);
    connectTo(profile, token);
    if (!saved)
        m_window->toasts()->add(ui::StatusKind::Warning, tr("The profile is not remembered."), saved.error().message);
    if (!remember)
        return;
    m_credentials.store(profile.id, token, this, [this](const Status &stored) {
        if (!stored && m_window)
            m_window->toasts()->add(ui::StatusKind::Warning, tr("The token is used for this session only."),
                                    stored.error().message);
    });
}

void Controller::connectTo(const Profile &profile, const QByteArray &token)
{
    m_window.reset();
    m_session = std::make_unique<Session>(profile, token, sessionOptions(profile));
    m_window = std::make_unique<ui::MainWindow>(*m_session, *m_settings, m_theme);
    connect(m_window.get(), &ui::MainWindow::cacheSettingsRequested, this, [this] {
        auto *dialog
            = new ui::CacheSettingsDialog(m_settings->cachePolicies(), m_session->cache().stats(), m_window.get());
        dialog->setObjectName(QStringLiteral("cacheSettings"));
        new ui::Scrim(m_window.get(), dialog);
        connect(dialog, &QDialog::accepted, this, [this, dialog] {
            const auto saved = m_settings->setCachePolicies(dialog->policies());
            if (!saved) {
                m_session->setPolicies(dialog->policies());
                m_window->toasts()->add(ui::StatusKind::Warning, tr("Applied, but not saved."), saved.error().message);
                return;
            }
            auto *toast = m_window->toasts()->add(ui::StatusKind::Ok, tr("Cache settings applied."), {}, true);
            connect(toast, &ui::Toast::undoRequested, this, [this] {
                if (const auto undone = m_settings->undo(); !undone)
                    m_window->toasts()->add(ui::StatusKind::Error, tr("Not undone."), undone.error().message);
            });
        });
        dialog->open();
    });
    connect(m_window.get(), &ui::MainWindow::connectionsRequested, this, [this] { openConnections(); });
    connect(m_window.get(), &ui::MainWindow::demoRequested, this, &Controller::startDemo, Qt::QueuedConnection);
    connect(m_window.get(), &ui::MainWindow::quitRequested, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    makeProfileMenu();
    m_window->show();
    if (const auto place = ui::MainWindow::placeFromText(std::exchange(m_options.open, {})))
        m_window->goTo(*place);
    if (m_firstRun)
        m_firstRun.release()->deleteLater(); // may be the sender of what brought us here
    noteUse(profile.id);
    tellProblems();
}

void Controller::startedAgain(const QStringList &arguments)
{
    const auto options = startOptions(arguments);
    QWidget *shown = m_window ? static_cast<QWidget *>(m_window.get()) : m_firstRun.get();
    if (m_window)
        m_window->comeToFront();
    else if (shown)
        shown->activateWindow();
    if (!options) {
        if (m_window)
            m_window->toasts()->add(ui::StatusKind::Warning, tr("Another start asked for something unknown."),
                                    options.error().message);
        return;
    }
    m_options.open = options->open;
    if (options->demo && !(m_session && m_session->profile().id == u"demo"))
        return startDemo();
    if (!options->server.isEmpty() || !options->profile.isEmpty()) {
        const auto profile
            = options->server.isEmpty() ? profileNamed(options->profile) : profileForServer(options->server);
        if (profile && !(m_session && m_session->profile().url == profile->url))
            return openProfile(*profile);
    }
    const auto place = ui::MainWindow::placeFromText(std::exchange(m_options.open, {}));
    if (m_window && place)
        m_window->goTo(*place);
}

void Controller::makeProfileMenu()
{
    m_profileMenu = std::make_unique<QMenu>();
    const auto profiles = m_settings->profiles();
    for (const Profile &profile : profiles) {
        QAction *action = m_profileMenu->addAction(profile.name);
        action->setCheckable(true);
        action->setChecked(profile.id == m_session->profile().id);
        connect(action, &QAction::triggered, this, [this, profile] {
            QMetaObject::invokeMethod(
                this, [this, profile] { openProfile(profile); }, Qt::QueuedConnection);
        });
    }
    if (!profiles.isEmpty())
        m_profileMenu->addSeparator();
    connect(m_profileMenu->addAction(ui::icon(QStringLiteral("server")), tr("Connections…")), &QAction::triggered, this,
            [this] { openConnections(); });
    connect(m_profileMenu->addAction(ui::icon(QStringLiteral("demo")), tr("Open the demo")), &QAction::triggered, this,
            [this] { QMetaObject::invokeMethod(this, &Controller::startDemo, Qt::QueuedConnection); });
    m_window->setProfileMenu(m_profileMenu.get());
}

ui::ConnectionsDialog *Controller::openConnections(const QString &profileId, const QString &problem)
{
    QWidget *window = m_window ? static_cast<QWidget *>(m_window.get()) : m_firstRun.get();
    if (!window)
        return nullptr;
    auto *dialog = window->findChild<ui::ConnectionsDialog *>();
    if (!dialog) {
        const QString inUse = m_session && m_window ? m_session->profile().id : QString();
        dialog = new ui::ConnectionsDialog(*m_settings, m_credentials, inUse, window);
        new ui::Scrim(window, dialog);
        connect(dialog, &ui::ConnectionsDialog::saved, this, [this] {
            if (m_window)
                makeProfileMenu();
        });
        // Opening a connection ends the window that the dialog belongs to, so not before the dialog is done.
        connect(
            dialog, &ui::ConnectionsDialog::connectRequested, this,
            [this](const Profile &profile, const QString &warning) { openSaved(profile, warning); },
            Qt::QueuedConnection);
        dialog->open();
    }
    dialog->select(profileId);
    if (!problem.isEmpty())
        dialog->showProblem(tr("Not connected."), problem);
    return dialog;
}

void Controller::openSaved(const Profile &profile, const QString &warning)
{
    m_warning = warning;
    openProfile(profile);
}

void Controller::noteUse(const QString &profileId)
{
    auto profiles = m_settings->profiles();
    const auto used
        = std::find_if(profiles.begin(), profiles.end(), [&](const Profile &p) { return p.id == profileId; });
    if (used == profiles.end())
        return;
    used->lastUsed = Timestamp::fromDateTime(QDateTime::currentDateTime());
    if (const auto saved = m_settings->setProfiles(profiles, m_settings->activeProfile().id); !saved)
        m_window->toasts()->add(ui::StatusKind::Warning, tr("The time of use is not remembered."),
                                saved.error().message);
}

/// What of the configuration file could not be used is said once, with what counts instead.
void Controller::tellProblems()
{
    if (!m_warning.isEmpty())
        m_window->toasts()->add(ui::StatusKind::Warning, tr("The keychain did not do all."), m_warning);
    m_warning.clear();
    const auto problems = m_settings->problems();
    for (const SettingsProblem &problem : problems) {
        const QString text = problem.key.isEmpty()
            ? problem.reason
            : tr("%1: %2 Used instead: %3").arg(problem.key, problem.reason, problem.used);
        m_window->toasts()->add(ui::StatusKind::Warning, tr("A setting could not be used."), text);
    }
}

} // namespace qwats
