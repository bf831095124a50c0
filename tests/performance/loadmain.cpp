// SPDX-License-Identifier: GPL-3.0-or-later
// One client against one server, measured: qwats_load ours|qnam|curl --url U --token T [--requests N] … Prints one JSON
// object.
#include "tests/performance/load.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace qwats::bench;

namespace {

/// Of the whole process.
double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

Load loadFrom(const QCommandLineParser &parser)
{
    Load load;
    load.url = parser.value(u"url"_s).toLatin1();
    load.token = parser.value(u"token"_s).toLatin1();
    load.caFile = parser.value(u"ca"_s);
    load.requests = parser.value(u"requests"_s).toInt();
    load.concurrency = parser.value(u"concurrency"_s).toInt();
    load.connections = parser.value(u"connections"_s).toInt();
    load.perMinute = parser.value(u"per-minute"_s).toInt();
    load.part = parser.value(u"part"_s).toLatin1();
    load.sameKey = parser.isSet(u"same-key"_s);
    return load;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const auto add = [&](const QString &name, const QString &otherwise) {
        parser.addOption(QCommandLineOption(name, {}, name, otherwise));
    };
    add(u"url"_s, {});
    add(u"token"_s, {});
    add(u"ca"_s, {});
    add(u"requests"_s, u"1000"_s);
    add(u"concurrency"_s, u"50"_s);
    add(u"connections"_s, u"0"_s);
    add(u"per-minute"_s, u"0"_s);
    add(u"part"_s, u"PN-"_s);
    parser.addOption(QCommandLineOption(u"same-key"_s));
    parser.addPositionalArgument(u"client"_s, {});
    parser.process(app);
    const QString client = parser.positionalArguments().value(0);
    const auto run = client == u"ours"_s ? runOurs
        : client == u"qnam"_s            ? runQnam
        : client == u"curl"_s            ? runCurl
                                         : nullptr;
    const Load load = loadFrom(parser);
    if (!run || load.url.isEmpty() || load.requests < 1 || load.concurrency < 1) {
        std::fprintf(stderr,
                     "usage: qwats_load ours|qnam|curl --url URL --token TOKEN [--ca FILE] [--requests N]\n"
                     "       [--concurrency N] [--connections N] [--per-minute N] [--part P] [--same-key]\n");
        return 2;
    }
    const double cpu = cpuSeconds();
    QElapsedTimer wall;
    wall.start();
    const LoadResult result = run(load);
    const double seconds = double(wall.nsecsElapsed()) / 1e9;
    std::printf("{\"answered\":%d,\"errors\":%d,\"wall_s\":%.6f,\"requests_per_s\":%.2f,\"cpu_us_per_request\":%.2f,"
                "\"longest_gap_ms\":%.3f,\"longest_turn_cpu_ms\":%.3f,\"idle_gap_ms\":%.3f}\n",
                result.answered, result.errors, seconds, result.answered / seconds,
                (cpuSeconds() - cpu) * 1e6 / load.requests, result.longestGapMs, result.longestTurnCpuMs,
                result.idleGapMs);
    return result.errors == 0 ? 0 : 1;
}
