// SPDX-License-Identifier: GPL-3.0-or-later
// A WATS server with a made-up factory: parse options, start, wait for a signal.
#include "app/demo/demoserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

int signalPipe[2];

void onSignal(int)
{
    // Only write() is allowed here; the event loop does the rest.
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = write(signalPipe[0], &byte, 1);
}

bool quitOnSignals(QCoreApplication *app)
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) != 0)
        return false;
    auto *notifier = new QSocketNotifier(signalPipe[1], QSocketNotifier::Read, app);
    QObject::connect(notifier, &QSocketNotifier::activated, app, &QCoreApplication::quit);
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    return sigaction(SIGTERM, &action, nullptr) == 0 && sigaction(SIGINT, &action, nullptr) == 0;
}

enum ExitCode { Done = 0, Failed = 1, BadUsage = 2 };

int complain(const QString &message, ExitCode code)
{
    std::fprintf(stderr, "qwats-demo-server: %s\n", message.toUtf8().constData());
    return code;
}

/// Reads the whole-number options into the fields they belong to; returns an error sentence or nothing.
QString readNumbers(const QCommandLineParser &parser, qwats::demo::DemoOptions *options)
{
    int port = 0;
    int seed = 1;
    int bandwidth = 0;
    const std::pair<QString, int *> fields[]{
        {u"port"_s, &port},
        {u"seed"_s, &seed},
        {u"products"_s, &options->products},
        {u"assets"_s, &options->assets},
        {u"reports"_s, &options->reports},
        {u"days"_s, &options->days},
        {u"latency-ms"_s, &options->latencyMs},
        {u"jitter-ms"_s, &options->jitterMs},
        {u"bandwidth"_s, &bandwidth},
        {u"live"_s, &options->livePerMinute},
        {u"connections"_s, &options->connections},
    };
    for (const auto &[name, target] : fields) {
        if (!parser.isSet(name))
            continue;
        bool ok = false;
        *target = parser.value(name).toInt(&ok);
        if (!ok || *target < 0)
            return u"The value '%1' of --%2 is not a whole number from 0 on."_s.arg(parser.value(name), name);
    }
    if (port > 65535)
        return u"The port must be from 0 to 65535."_s;
    options->port = quint16(port);
    options->seed = quint32(seed);
    options->bandwidth = bandwidth;
    return {};
}

void addOptions(QCommandLineParser *parser)
{
    const auto add = [parser](const QString &name, const QString &what, const QString &value) {
        parser->addOption(QCommandLineOption(name, what, value));
    };
    add(u"port"_s, u"Port to listen on; 0 or nothing: any free one."_s, u"N"_s);
    add(u"seed"_s, u"Seed of the made-up factory (1)."_s, u"N"_s);
    add(u"products"_s, u"Number of products (40)."_s, u"N"_s);
    add(u"assets"_s, u"Number of assets (300)."_s, u"N"_s);
    add(u"reports"_s, u"Number of reports (5000)."_s, u"N"_s);
    add(u"days"_s, u"Days that the reports spread over (60)."_s, u"N"_s);
    add(u"latency-ms"_s, u"Hold every answer back for so long (0)."_s, u"MS"_s);
    add(u"jitter-ms"_s, u"And for up to so much longer, at random (0)."_s, u"MS"_s);
    add(u"bandwidth"_s, u"Bytes a second that all answers share (no limit)."_s, u"BYTES_PER_S"_s);
    add(u"live"_s, u"Add so many reports a minute, as production goes on (0)."_s, u"N"_s);
    add(u"connections"_s, u"Connections open at once; more wait until one ends (1000)."_s, u"N"_s);
    parser->addOption({u"etags"_s, u"Send ETag and answer If-None-Match with 304."_s});
    parser->addOption({u"routes"_s, u"Print the endpoints as a Markdown table and end."_s});
    add(u"faults"_s, u"Fail on purpose. "_s + qwats::demo::faultsHelp(), u"SPEC"_s);
    add(u"store"_s, u"Keep what is written in this file (SQLite); without it memory is all there is."_s, u"FILE"_s);
    add(u"token"_s, u"The Basic token to accept; without it one is made up from the seed."_s, u"TOKEN"_s);
    add(u"tls-cert"_s, u"Certificate (PEM); with --tls-key the server speaks HTTPS."_s, u"FILE"_s);
    add(u"tls-key"_s, u"Key of the certificate (PEM)."_s, u"FILE"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"qwats-demo-server"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(QWATS_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A WATS server with a made-up factory, for trying out and testing. Listens on the "
        "loopback only and prints one line of JSON with its address and token."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    addOptions(&parser);
    if (!parser.parse(app.arguments()))
        return complain(parser.errorText(), BadUsage);
    if (parser.isSet(help))
        parser.showHelp(0);
    if (parser.isSet(version))
        parser.showVersion();
    if (parser.isSet(u"routes"_s)) {
        std::fputs(qwats::demo::DemoServer::endpoints().constData(), stdout);
        return Done;
    }
    if (!parser.positionalArguments().isEmpty())
        return complain(u"Unexpected argument '%1'."_s.arg(parser.positionalArguments().constFirst()), BadUsage);

    qwats::demo::DemoOptions options;
    if (const QString problem = readNumbers(parser, &options); !problem.isEmpty())
        return complain(problem, BadUsage);
    options.etags = parser.isSet(u"etags"_s);
    options.faults = parser.value(u"faults"_s);
    options.storeFile = parser.value(u"store"_s);
    options.token = parser.value(u"token"_s);
    options.tlsCertFile = parser.value(u"tls-cert"_s);
    options.tlsKeyFile = parser.value(u"tls-key"_s);
    if (const QString problem = qwats::demo::DemoServer::problemWith(options); !problem.isEmpty())
        return complain(problem, BadUsage);

    QString error;
    if (!quitOnSignals(&app))
        return complain(u"Signals cannot be handled."_s, Failed);
    const auto server = qwats::demo::DemoServer::start(options, &error);
    if (!server)
        return complain(error, Failed);
    std::printf("{\"url\":\"%s\",\"token\":\"%s\"}\n", server->url().toUtf8().constData(),
                server->token().toUtf8().constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
