// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/controller.h"
#include "ui/shell/mainwindow.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace qwats {

using namespace Qt::StringLiterals;

namespace {

QString said(const char *text)
{
    return QCoreApplication::translate("main", text);
}

const QCommandLineOption &demoOption()
{
    static const QCommandLineOption option(u"demo"_s, said("Open a made-up factory inside the program."));
    return option;
}

const QCommandLineOption &serverOption()
{
    static const QCommandLineOption option(u"server"_s, said("Connect to this server."), u"url"_s);
    return option;
}

const QCommandLineOption &profileOption()
{
    static const QCommandLineOption option(u"profile"_s, said("Connect with this profile."), u"name"_s);
    return option;
}

const QCommandLineOption &openOption()
{
    static const QCommandLineOption option(
        u"open"_s, said("Go to a page, and maybe a thing on it: reports/ID, assets/SERIAL, products/PART."),
        u"place"_s);
    return option;
}

const QCommandLineOption &tourOption()
{
    static const QCommandLineOption option(
        u"tour"_s, said("Drive every screen of the demo and write pictures into a folder."), u"folder"_s);
    return option;
}

} // namespace

void describeCommandLine(QCommandLineParser &parser)
{
    parser.setApplicationDescription(said("Browse test results, fixtures and products of a WATS server."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({demoOption(), serverOption(), profileOption(), openOption(), tourOption()});
}

Result<StartOptions> startOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describeCommandLine(parser);
    if (!parser.parse(QStringList(u"qwats"_s) + arguments))
        return failure(Error::Kind::InvalidInput, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return failure(Error::Kind::InvalidInput,
                       said("unexpected argument \"%1\"").arg(parser.positionalArguments().constFirst()));
    StartOptions options;
    options.demo = parser.isSet(demoOption()) || parser.isSet(tourOption());
    options.server = parser.value(serverOption());
    options.profile = parser.value(profileOption());
    options.open = parser.value(openOption());
    options.tourFolder = parser.value(tourOption());
    if (!options.open.isEmpty() && !ui::MainWindow::placeFromText(options.open))
        return failure(Error::Kind::InvalidInput, said("there is no place \"%1\"").arg(options.open));
    return options;
}

} // namespace qwats
