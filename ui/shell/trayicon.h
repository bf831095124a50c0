// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QObject>

#include <memory>

class QMenu;
class QSystemTrayIcon;

namespace qwats::ui {

/// The program's mark in the system tray: alarms as balloons, a click brings the window back. Made only where the
/// desktop has a tray and the user wants it. Thread: GUI.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static bool isAvailable();
    /// Null where there is no tray.
    [[nodiscard]] static std::unique_ptr<TrayIcon> make();
    ~TrayIcon() override;

    void setSummary(const QString &words); ///< the tooltip
    void tell(StatusKind kind, const QString &title, const QString &text);

signals:
    void openRequested();
    void quitRequested();

private:
    TrayIcon();
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon *m_icon;
};

} // namespace qwats::ui
