// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"

class QMenu;
class QToolButton;

namespace qwats::ui {

/// The bar over every page: back, forward, search, profile, the window's own buttons, theme. Thread: gui. Owns its
/// buttons.
class TopBar : public Panel
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    void setBackEnabled(bool enabled);
    void setForwardEnabled(bool enabled);
    /// The profile in use; the menu (borrowed) opens under its name. Without a menu the name is text only.
    void setProfile(const QString &name, QMenu *menu);
    SearchBox *search() const { return m_search; }
    QToolButton *profileButton() const { return m_profile; }
    QToolButton *themeButton() const { return m_theme; }
    /// A button between profile and theme; the bar takes it over.
    void addControl(QWidget *control);
    /// What the theme button opens; borrowed.
    void setThemeMenu(QMenu *menu);

signals:
    void backRequested();
    void forwardRequested();

private:
    QToolButton *m_back;
    QToolButton *m_forward;
    SearchBox *m_search;
    QToolButton *m_profile;
    QToolButton *m_theme;
};

} // namespace qwats::ui
