// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "ui/shell/navigationhistory.h"
#include "ui/shell/page.h"
#include "ui/widgets/navigationrail.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QMenu;
class QStackedWidget;

namespace qwats {
class Settings;
}

namespace qwats::ui {

class AlertButton;
class AlertLog;
class AlertsPanel;
class BulkBar;
class CommandPalette;
class ExportActions;
class PaletteSearch;
class RecentPlaces;
class StatusBar;
class ThemeManager;
class ToastStack;
class TopBar;
class TrayIcon;
struct PaletteItem;

/// The window around the pages of one session: rail, top bar with search and alerts, status bar, toasts, back and
/// forward, exports, keys. Remembers its geometry and, per profile, the page and the last opened things.
///
/// Thread: GUI. Owns its pages; borrows session, settings and theme, which outlive it.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    MainWindow(Session &session, Settings &settings, ThemeManager &theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    void goTo(const Place &place);
    [[nodiscard]] Page *page(const QString &id) const { return m_pages.value(id); }
    [[nodiscard]] Page *currentPage() const;
    [[nodiscard]] ToastStack *toasts() const { return m_toasts; }
    [[nodiscard]] StatusBar *statusBar() const { return m_status; }
    [[nodiscard]] TopBar *topBar() const { return m_top; }
    [[nodiscard]] NavigationRail *rail() const { return m_rail; }
    [[nodiscard]] CommandPalette *commands() const { return m_commands; }
    [[nodiscard]] PaletteSearch *search() const { return m_search; }
    [[nodiscard]] AlertLog *alerts() const { return m_alerts; }
    [[nodiscard]] AlertsPanel *alertsPanel() const { return m_alertsPanel; }
    [[nodiscard]] ExportActions *exports() const { return m_exports; }
    [[nodiscard]] RecentPlaces &recent() const { return *m_recent; }
    /// What stands in the profile menu; borrowed.
    void setProfileMenu(QMenu *menu);
    void openKeys(); ///< the sheet of keys (F1)
    void comeToFront(); ///< shown, not minimised, active

    /// "reports/3f0c…", "assets/FX-0412", "overview": a page, and maybe a thing on it. None: not a place.
    [[nodiscard]] static std::optional<Place> placeFromText(const QString &text);

signals:
    void cacheSettingsRequested();
    void connectionsRequested();
    void demoRequested();
    void quitRequested(); ///< by the user, also from the tray

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void addPages();
    void addPage(const QString &id, Page *page);
    void addMoreMenu(Page *page);
    void connectParts();
    void restore();
    void showPlace(const Place &place);
    void step(bool back);
    void updateSteps();

    // mainwindow_actions.cpp
    void makeActions();
    void makeThemeMenu();
    QAction *addCommand(const QString &words, const QString &iconName, const QKeySequence &key,
                        const std::function<void()> &run);
    [[nodiscard]] QList<PaletteItem> offersFor(const QString &text);
    void offerHits(QList<PaletteItem> &items);
    void offerPages(QList<PaletteItem> &items, const QString &text);
    void offerActions(QList<PaletteItem> &items, const QString &text);
    void openExports();
    void chooseTheme(const QString &choice);
    void nextPane(int step);
    [[nodiscard]] QList<QWidget *> panes() const;

    // mainwindow_state.cpp
    void updateStatus();
    void serverChanged(const ServerState &state);
    void careCounted(int overdue, int alarm);
    void noteRecent();
    [[nodiscard]] QString wordsOf(const Place &place) const;
    void applyTray();
    void chooseTray(bool alarms, bool keepRunning);

    Session &m_session;
    Settings &m_settings;
    ThemeManager &m_theme;
    RecentPlaces *m_recent;
    AlertLog *m_alerts;
    NavigationRail *m_rail;
    TopBar *m_top;
    QStackedWidget *m_stack;
    BulkBar *m_work;
    StatusBar *m_status;
    ToastStack *m_toasts;
    CommandPalette *m_commands;
    PaletteSearch *m_search;
    AlertsPanel *m_alertsPanel;
    AlertButton *m_bell;
    ExportActions *m_exports;
    std::unique_ptr<QMenu> m_themeMenu;
    std::unique_ptr<TrayIcon> m_tray;
    QHash<QString, Page *> m_pages;
    QStringList m_pageOrder;
    QList<QAction *> m_actions; ///< in the order of the palette
    NavigationHistory m_history;
    QTimer m_second;
    Place m_unnamed; ///< visited, but its words were not known yet
    ServerState::Reach m_lastReach = ServerState::Reach::Unknown;
    std::pair<int, int> m_lastCare{0, 0};
    bool m_quitting = false;
};

} // namespace qwats::ui
