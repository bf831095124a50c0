// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/demoserver.h"
#include "core/credentials/credentialstore.h"
#include "core/session/session.h"
#include "core/settings/settings.h"
#include "ui/theme/theme.h"

#include <QObject>

#include <memory>

class QCommandLineParser;
class QMenu;

namespace qwats {

namespace ui {
class ConnectionsDialog;
class FirstRunPage;
class MainWindow;
} // namespace ui

/// What the command line asked for.
struct StartOptions
{
    bool demo = false;
    QString server; ///< as typed; wins over the profile
    QString profile; ///< by name
    QString open; ///< a place to go to: "reports/3f0c…", "assets/FX-0412"
    QString tourFolder; ///< not empty: take the tour and quit
};

/// The options of the command line, for --help and --version too.
void describeCommandLine(QCommandLineParser &parser);
/// Reads the arguments of a start, without the program's name. Error InvalidInput: what cannot be understood.
[[nodiscard]] Result<StartOptions> startOptions(const QStringList &arguments);

/// Builds the objects of the program and moves between "not connected" and "connected". Thread: GUI.
class Controller : public QObject
{
    Q_OBJECT

public:
    Controller(StartOptions options, std::unique_ptr<Settings> settings);
    ~Controller() override;

    /// Shows the first window. Error: what of the command line cannot be done.
    [[nodiscard]] Status start();

    [[nodiscard]] ui::MainWindow *window() const { return m_window.get(); }
    [[nodiscard]] ui::FirstRunPage *firstRun() const { return m_firstRun.get(); }
    [[nodiscard]] ui::ThemeManager &theme() { return m_theme; }
    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] demo::DemoServer *demoServer() const { return m_demo.get(); }
    [[nodiscard]] Settings &settings() { return *m_settings; }

    /// A later start of the program hands over what it was asked for: the window comes to the front and goes there.
    void startedAgain(const QStringList &arguments);

    void startDemo();
    void showFirstRun();
    /// The dialog over the window that is open, with a profile chosen (empty: the one in use) and, if something went
    /// wrong with it, what. The one that is open already, if any.
    ui::ConnectionsDialog *openConnections(const QString &profileId = {}, const QString &problem = {});

private:
    void connectTo(const Profile &profile, const QByteArray &token);
    void openProfile(const Profile &profile);
    void connectAsAsked(const Profile &profile, const QByteArray &token, bool remember);
    void noteUse(const QString &profileId); ///< when a profile was last connected to
    void openSaved(const Profile &profile, const QString &warning);
    void makeProfileMenu();
    void tellProblems();
    [[nodiscard]] SessionOptions sessionOptions(const Profile &profile) const;
    [[nodiscard]] Result<Profile> profileNamed(const QString &name) const;
    [[nodiscard]] Result<Profile> profileForServer(const QString &typed) const;

    StartOptions m_options;
    QString m_warning; ///< to be told when the next window is there
    std::unique_ptr<Settings> m_settings;
    CredentialStore m_credentials;
    ui::ThemeManager m_theme;
    std::unique_ptr<demo::DemoServer> m_demo;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QMenu> m_profileMenu;
    std::unique_ptr<ui::FirstRunPage> m_firstRun;
    std::unique_ptr<ui::MainWindow> m_window; // after the session: goes first
};

} // namespace qwats
