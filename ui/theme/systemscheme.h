// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QObject>
#include <QVariant>

#include <optional>

class QDBusVariant;

namespace qwats::ui {

/// What the desktop wants, light or dark: Qt's own answer from 6.5 on, before that the desktop portal (Linux)
/// or the registry (Windows); where none answers, the lightness of the palette the program started with.
///
/// Thread: gui. Never blocks: the portal is asked in the background and changed() tells when the answer differs.
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(ThemeKind startKind, QObject *parent = nullptr);
    ThemeKind kind() const;

signals:
    void changed();

private slots:
    void portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void take(const QVariant &answer);

    ThemeKind m_start;
    std::optional<ThemeKind> m_told;
};

} // namespace qwats::ui
