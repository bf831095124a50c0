// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/topbar.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace qwats::ui {

using namespace Qt::StringLiterals;

TopBar::TopBar(QWidget *parent)
    : Panel(&Tokens::window, parent)
    , m_back(makeIconButton(u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left), this))
    , m_forward(makeIconButton(u"forward"_s, tr("Forward"), QKeySequence(Qt::ALT | Qt::Key_Right), this))
    , m_search(new SearchBox(this))
    , m_profile(new QToolButton(this))
    , m_theme(makeIconButton(u"theme"_s, tr("Light or dark"), {}, this))
{
    setLines(Qt::BottomEdge);
    setFixedHeight(44);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(6);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addSpacing(6);
    row->addWidget(m_search, 1);
    row->addStretch(1);

    m_profile->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_profile->setIcon(icon(u"server"_s));
    m_profile->setAutoRaise(true);
    m_profile->setFocusPolicy(Qt::TabFocus);
    m_profile->setPopupMode(QToolButton::InstantPopup);
    m_profile->setFont(ui::font(TextRole::Key));
    m_profile->hide();
    row->addWidget(m_profile);
    m_theme->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_theme);

    setBackEnabled(false);
    setForwardEnabled(false);
    connect(m_back, &QToolButton::clicked, this, &TopBar::backRequested);
    connect(m_forward, &QToolButton::clicked, this, &TopBar::forwardRequested);
}

void TopBar::addControl(QWidget *control)
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(row->indexOf(m_theme), control);
}

void TopBar::setThemeMenu(QMenu *menu)
{
    m_theme->setMenu(menu);
}

void TopBar::setBackEnabled(bool enabled)
{
    m_back->setEnabled(enabled);
}

void TopBar::setForwardEnabled(bool enabled)
{
    m_forward->setEnabled(enabled);
}

void TopBar::setProfile(const QString &name, QMenu *menu)
{
    m_profile->setText(name);
    m_profile->setMenu(menu);
    m_profile->setAccessibleName(tr("Server profile %1").arg(name));
    m_profile->setToolTip(m_profile->accessibleName());
    m_profile->setVisible(!name.isEmpty());
}

} // namespace qwats::ui
