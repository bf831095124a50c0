// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"

class QMenu;
class QToolButton;

namespace qwats::ui {

/// The bar over every page: back, forward, search, profile, theme. Thread: gui. Owns its buttons.
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

signals:
    void backRequested();
    void forwardRequested();
    void themeToggleRequested();

private:
    QToolButton *m_back;
    QToolButton *m_forward;
    SearchBox *m_search;
    QToolButton *m_profile;
};

} // namespace qwats::ui
