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

class CommandPalette;
class StatusBar;
class ThemeManager;
class ToastStack;
class TopBar;

/// The window around the pages of one session: rail, top bar, status bar, toasts, back and forward.
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
    /// What stands in the profile menu; borrowed.
    void setProfileMenu(QMenu *menu);

signals:
    void cacheSettingsRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void addPage(const QString &id, const QString &iconName, const QString &word, Page *page);
    void makeShortcuts();
    void makePalette();
    QList<struct PaletteItem> offersFor(const QString &text);
    void showPlace(const Place &place);
    void step(bool back);
    void updateStatus();
    void updateSteps();

    Session &m_session;
    Settings &m_settings;
    ThemeManager &m_theme;
    NavigationRail *m_rail;
    TopBar *m_top;
    QStackedWidget *m_stack;
    StatusBar *m_status;
    ToastStack *m_toasts;
    CommandPalette *m_palette;
    QHash<QString, Page *> m_pages;
    NavigationHistory m_history;
    QTimer m_second;
};

} // namespace qwats::ui
