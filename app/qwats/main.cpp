// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"
#include "app/qwats/singleinstance.h"
#include "app/qwats/tour.h"
#include "core/settings/folders.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <sys/stat.h>

namespace {

enum ExitCode { Done = 0, Failed = 1, Usage = 2 };

int fail(const QString &why, int code)
{
    QTextStream(stderr) << "qwats: " << why << '\n';
    return code;
}

/// Answers --help and --version by itself; ends the program when the arguments cannot be understood.
qwats::StartOptions parsed(const QStringList &arguments)
{
    QCommandLineParser parser;
    qwats::describeCommandLine(parser);
    parser.process(arguments);
    auto options = qwats::startOptions(arguments.mid(1));
    if (!options)
        exit(fail(options.error().message, Usage));
    if (options->server.isEmpty())
        options->server = qEnvironmentVariable("QWATS_SERVER");
    return *options;
}

} // namespace

int main(int argc, char *argv[])
{
    ::umask(077); // what this program writes is its user's alone
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("qwats"));
    QApplication::setOrganizationName(QStringLiteral("qwats"));
    QApplication::setApplicationDisplayName(QStringLiteral("qWATS"));
    QApplication::setApplicationVersion(QStringLiteral(QWATS_VERSION));
    QApplication::setWindowIcon(qwats::ui::appIcon());
    const qwats::StartOptions options = parsed(QApplication::arguments());
    // The tour starts from nothing and leaves nothing behind.
    const QTemporaryDir scratch;
    if (!options.tourFolder.isEmpty())
        QStandardPaths::setTestModeEnabled(true);
    const QString folder = options.tourFolder.isEmpty() ? qwats::configDir() : scratch.path();
    // How the windows stand is kept beside the settings.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
    qwats::SingleInstance instance(folder);
    if (options.tourFolder.isEmpty()
        && instance.claim(QApplication::arguments().mid(1)) == qwats::SingleInstance::Role::HandedOver)
        return Done;
    auto settings = qwats::Settings::open(folder);
    if (!settings)
        return fail(settings.error().message, Failed);
    qwats::Controller controller(options, std::move(*settings));
    QObject::connect(&instance, &qwats::SingleInstance::started, &controller, &qwats::Controller::startedAgain);
    if (!options.tourFolder.isEmpty()) {
        qwats::Tour tour(controller, options.tourFolder);
        QTimer::singleShot(0, &app, [&tour] { QApplication::exit(tour.run() ? Done : Failed); });
        return QApplication::exec();
    }
    if (const auto started = controller.start(); !started)
        return fail(started.error().message, Usage);
    return QApplication::exec();
}
