// SPDX-License-Identifier: GPL-3.0-or-later
// The demo server with a clock that stands still, so that two runs of one trace are given the same answers:
// qwats_truthserver SEED. Prints its URL and token; ends with SIGTERM.
#include "app/demo/demoserver.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: qwats_truthserver SEED\n");
        return 2;
    }
    qwats::demo::DemoOptions options;
    options.seed = QByteArray(argv[1]).toUInt();
    options.products = 2000;
    options.assets = 500;
    options.reports = 20'000;
    options.nowMsSinceEpoch = 1'767'225'600'000; // 2026-01-01T00:00:00Z
    QString error;
    const auto server = qwats::demo::DemoServer::start(options, &error);
    if (!server) {
        std::fprintf(stderr, "qwats_truthserver: %s\n", qPrintable(error));
        return 1;
    }
    std::printf("{\"url\":\"%s\",\"token\":\"%s\"}\n", qPrintable(server->url()), qPrintable(server->token()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
