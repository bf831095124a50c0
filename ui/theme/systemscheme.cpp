// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/systemscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QSettings>
#include <QStyleHints>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

const QString portalService = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalInterface = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString colorScheme = u"color-scheme"_s;

/// The portal wraps its answer in one variant too many.
QVariant unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

/// 1 is dark, 2 is light, 0 is no wish.
std::optional<ThemeKind> kindFromPortal(const QVariant &value)
{
    switch (unwrapped(value).toUInt()) {
    case 1: return ThemeKind::Dark;
    case 2: return ThemeKind::Light;
    default: return std::nullopt;
    }
}

} // namespace

SystemScheme::SystemScheme(ThemeKind startKind, QObject *parent)
    : QObject(parent)
    , m_start(startKind)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &SystemScheme::changed);
#elif defined(Q_OS_WIN)
    const QSettings themes(uR"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)"_s,
                           QSettings::NativeFormat);
    const QVariant light = themes.value(u"AppsUseLightTheme"_s);
    if (light.isValid())
        m_told = light.toInt() != 0 ? ThemeKind::Light : ThemeKind::Dark;
#else
    if (QGuiApplication::platformName() != "offscreen"_L1)
        askPortal();
#endif
}

ThemeKind SystemScheme::kind() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Dark: return ThemeKind::Dark;
    case Qt::ColorScheme::Light: return ThemeKind::Light;
    default: break;
    }
#endif
    return m_told.value_or(m_start);
}

void SystemScheme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(portalSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"Read"_s);
    question << appearance << colorScheme;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(reply.value().variant());
        watcher->deleteLater();
    });
}

void SystemScheme::portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        take(value.variant());
}

void SystemScheme::take(const QVariant &answer)
{
    const ThemeKind before = kind();
    m_told = kindFromPortal(answer);
    if (kind() != before)
        emit changed();
}

} // namespace qwats::ui
