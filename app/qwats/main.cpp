// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"
#include "app/qwats/tour.h"
#include "core/settings/folders.h"

#include <QApplication>
#include <QCommandLineParser>
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

qwats::StartOptions parsed(const QApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Browse test results, fixtures and products of a WATS server."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QCoreApplication::translate("main", "Open a made-up factory inside the program."));
    const QCommandLineOption server(QStringLiteral("server"),
                                    QCoreApplication::translate("main", "Connect to this server."),
                                    QStringLiteral("url"));
    const QCommandLineOption profile(QStringLiteral("profile"),
                                     QCoreApplication::translate("main", "Connect with this profile."),
                                     QStringLiteral("name"));
    const QCommandLineOption tour(
        QStringLiteral("tour"),
        QCoreApplication::translate("main", "Drive every screen of the demo and write pictures into a folder."),
        QStringLiteral("folder"));
    parser.addOptions({demo, server, profile, tour});
    parser.process(app);
    qwats::StartOptions options;
    options.demo = parser.isSet(demo) || parser.isSet(tour);
    options.server = parser.isSet(server) ? parser.value(server) : qEnvironmentVariable("QWATS_SERVER");
    options.profile = parser.value(profile);
    options.tourFolder = parser.value(tour);
    if (!parser.positionalArguments().isEmpty())
        exit(fail(QCoreApplication::translate("main", "unexpected argument \"%1\"")
                      .arg(parser.positionalArguments().constFirst()),
                  Usage));
    return options;
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
    const qwats::StartOptions options = parsed(app);
    // The tour starts from nothing and leaves nothing behind.
    const QTemporaryDir scratch;
    if (!options.tourFolder.isEmpty())
        QStandardPaths::setTestModeEnabled(true);
    auto settings = qwats::Settings::open(options.tourFolder.isEmpty() ? qwats::configDir() : scratch.path());
    if (!settings)
        return fail(settings.error().message, Failed);
    qwats::Controller controller(options, std::move(*settings));
    if (!options.tourFolder.isEmpty()) {
        qwats::Tour tour(controller, options.tourFolder);
        QTimer::singleShot(0, &app, [&tour] { QApplication::exit(tour.run() ? Done : Failed); });
        return QApplication::exec();
    }
    if (const auto started = controller.start(); !started)
        return fail(started.error().message, Usage);
    return QApplication::exec();
}
