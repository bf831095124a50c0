// SPDX-License-Identifier: GPL-3.0-or-later
// The same question twice: one call to the server, and every answer says where it came from.
#include "examples/server.h"

using namespace qwats;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    example::Server server;
    Session session(server.profile, server.token, example::Server::options());
    QTextStream out(stdout);

    const auto ask = [&](const char *what, FetchOptions::Mode mode) {
        FetchOptions options;
        options.mode = mode;
        auto future = session.fetcher().ask(AssetService::types(), options);
        future.waitForFinished();
        const auto answer = future.result();
        if (!answer)
            example::Server::giveUp(answer.error->message);
        // `outcome` tells why it took as long as it did, `asOf` how old the answer is.
        out << what << ": " << outcomeName(answer.outcome) << ", " << (answer.fromCache ? "cache" : "server") << '\n';
    };
    ask("first", FetchOptions::Mode::Normal); // nobody asked before: cold
    ask("again", FetchOptions::Mode::Normal); // in the cache, and young enough
    ask("refresh", FetchOptions::Mode::Refresh); // the server on purpose; the answer is stored
    ask("once more", FetchOptions::Mode::CacheOnly); // never the server

    const auto calls = session.metrics().total();
    out << "look-ups: " << calls.lookups() << '\n';
    return 0;
}
