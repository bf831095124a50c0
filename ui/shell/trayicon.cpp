// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/trayicon.h"

#include "ui/theme/theme.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace qwats::ui {

bool TrayIcon::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

std::unique_ptr<TrayIcon> TrayIcon::make()
{
    return isAvailable() ? std::unique_ptr<TrayIcon>(new TrayIcon) : nullptr;
}

TrayIcon::TrayIcon()
    : m_menu(std::make_unique<QMenu>())
    , m_icon(new QSystemTrayIcon(appIcon(), this))
{
    connect(m_menu->addAction(tr("Open qWATS")), &QAction::triggered, this, &TrayIcon::openRequested);
    connect(m_menu->addAction(tr("Quit")), &QAction::triggered, this, &TrayIcon::quitRequested);
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            emit openRequested();
    });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::openRequested);
    m_icon->show();
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::setSummary(const QString &words)
{
    m_icon->setToolTip(words);
}

void TrayIcon::tell(StatusKind kind, const QString &title, const QString &text)
{
    const bool bad = statusSeverity(kind) >= statusSeverity(StatusKind::Alarm);
    m_icon->showMessage(title, text, bad ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace qwats::ui
