// SPDX-License-Identifier: GPL-3.0-or-later
// P12: `qwats --demo` from the start of the process to the first painted table that has rows. The argument is the
// moment of the start on CLOCK_BOOTTIME in ns, from whoever started it. Prints {"painted_ms": …}.
#include "app/qwats/controller.h"
#include "core/settings/folders.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <ctime>

namespace {

long long bootNs()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

/// Waits for the paint of a view with data.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(long long started)
        : m_started(started)
    {
    }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || m_done)
            return false;
        const auto *view = qobject_cast<QAbstractItemView *>(object->parent());
        if (!view || view->viewport() != object || !view->isVisible() || !view->model()
            || view->model()->rowCount() == 0)
            return false;
        if (!view->inherits("QTableView") && !view->inherits("QTreeView"))
            return false; // the navigation has rows from the start
        m_done = true;
        QTimer::singleShot(0, this, [this] { // after this paint has been carried out
            std::printf("{\"painted_ms\":%.2f}\n", double(bootNs() - m_started) / 1e6);
            QApplication::quit();
        });
        return false;
    }

private:
    long long m_started;
    bool m_done = false;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: qwats_windowstart STARTED_NS\n");
        return 2;
    }
    PaintWatch watch(QByteArray(argv[1]).toLongLong());
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("qwats"));
    QApplication::setWindowIcon(qwats::ui::appIcon());
    app.installEventFilter(&watch);
    auto settings = qwats::Settings::open(qwats::configDir());
    if (!settings)
        return 1;
    qwats::StartOptions options;
    options.demo = true;
    qwats::Controller controller(options, std::move(*settings));
    if (!controller.start())
        return 1;
    QTimer::singleShot(30'000, &app, [] { QApplication::exit(1); });
    return QApplication::exec();
}
