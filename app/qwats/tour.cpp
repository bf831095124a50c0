// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/tour.h"

#include "app/qwats/controller.h"
#include "ui/connection/firstrunpage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QTest>
#include <QTextStream>

namespace qwats {
namespace {

constexpr int LongestWait = 15'000; // ms; a screen that is not there by then never comes

/// The window with the dialogs that stand over it, as a person sees it.
QPixmap grabWithDialogs(QWidget *window)
{
    QPixmap picture = window->grab();
    QPainter painter(&picture);
    const auto tops = QApplication::topLevelWidgets();
    for (QWidget *top : tops) {
        if (top == window || !top->isVisible() || !(top->windowFlags() & Qt::Dialog) || !top->isModal())
            continue;
        const QPoint at((window->width() - top->width()) / 2, (window->height() - top->height()) / 2);
        painter.drawPixmap(at, top->grab());
    }
    return picture;
}

} // namespace

Tour::Tour(Controller &controller, const QString &folder)
    : m_controller(controller)
    , m_folder(folder)
{
}

bool Tour::run()
{
    if (!QDir().mkpath(m_folder)) {
        QTextStream(stderr) << "tour: the folder cannot be made: " << m_folder << '\n';
        return false;
    }
    firstRun();
    if (m_failures.isEmpty()) {
        overviewPage();
        overviewEmpty();
        assets();
        assetDetail();
        calibration();
        products();
        reports();
        reportView();
        repairView();
        reportParts();
        compareReports();
        palette();
        alertsAndKeys();
        overviewSmall();
        secondOpening();
        cacheSettings();
        connections();
        requests();
        diagnostics();
        wideWindow();
        offline();
    }
    QFile file(m_folder + QStringLiteral("/tour.json"));
    const QByteArray json = QJsonDocument(m_entries).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        m_failures << QStringLiteral("tour.json could not be written");
    for (const QString &failure : std::as_const(m_failures))
        QTextStream(stderr) << "tour: FAILED: " << failure << '\n';
    QTextStream(stdout) << "tour: " << m_entries.size() << " pictures, " << m_failures.size() << " failures\n";
    return m_failures.isEmpty();
}

QWidget *Tour::shownWindow() const
{
    if (m_controller.window())
        return m_controller.window();
    return m_controller.firstRun();
}

void Tour::check(const QString &what, bool good)
{
    m_checks << (good ? what : QStringLiteral("FAILED: ") + what);
    if (!good)
        m_failures << what;
}

bool Tour::waitFor(const QString &what, const std::function<bool()> &condition)
{
    const bool good = QTest::qWaitFor(condition, LongestWait);
    check(what, good);
    return good;
}

void Tour::resize(const QSize &size)
{
    shownWindow()->resize(size);
    QTest::qWait(50);
}

void Tour::openPage(int number)
{
    activate();
    QTest::keyClick(m_controller.window(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
    QTest::qWait(20);
}

/// Shortcuts belong to the active window; a closed dialog leaves none behind on a screen without a window manager.
void Tour::activate()
{
    m_controller.window()->activateWindow();
    (void)QTest::qWaitFor([this] { return m_controller.window()->isActiveWindow(); }, 2000);
}

void Tour::picture(const QString &screen, const QString &state)
{
    ++m_number;
    QTest::qWait(50);
    for (const auto &[choice, name] : {std::pair(ui::ThemeChoice::Light, QStringLiteral("light")),
                                       std::pair(ui::ThemeChoice::Dark, QStringLiteral("dark"))}) {
        m_controller.theme().setChoice(choice);
        QTest::qWait(30);
        grab(shownWindow(), screen, state, name);
    }
    m_controller.theme().setChoice(ui::ThemeChoice::Light);
    m_checks.clear();
}

void Tour::grab(QWidget *window, const QString &screen, const QString &state, const QString &theme)
{
    const QString name = QStringLiteral("%1-%2-%3-%4").arg(m_number, 2, 10, QLatin1Char('0')).arg(screen, state, theme);
    const QPixmap pixmap = grabWithDialogs(window);
    const bool written = pixmap.save(m_folder + u'/' + name + QStringLiteral(".png"));
    if (!written)
        m_failures << QStringLiteral("%1.png could not be written").arg(name);
    const bool good = written && std::none_of(m_checks.begin(), m_checks.end(), [](const QString &c) {
                          return c.startsWith(QLatin1StringView("FAILED"));
                      });
    m_entries << QJsonObject{{QStringLiteral("name"), name},
                             {QStringLiteral("file"), QString(name + QStringLiteral(".png"))},
                             {QStringLiteral("screen"), screen},
                             {QStringLiteral("state"), state},
                             {QStringLiteral("theme"), theme},
                             {QStringLiteral("size"), QStringLiteral("%1x%2").arg(pixmap.width()).arg(pixmap.height())},
                             {QStringLiteral("checks"), QJsonArray::fromStringList(m_checks)},
                             {QStringLiteral("ok"), good}};
}

} // namespace qwats
