// SPDX-License-Identifier: GPL-3.0-or-later
// Lifetimes of one's own. The clock is one that moves only when told, so that nobody has to wait for ten minutes.
#include "examples/server.h"

using namespace qwats;
using namespace std::chrono_literals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    example::Server server;
    FakeClock clock;
    SessionOptions options = example::Server::options();
    CachePolicy &assets = options.policies.of(Domain::Asset);
    assets.freshFor = 60s; // shown as new
    assets.keepFor = 600s; // shown as old while the server is asked again
    assets.offlineFor = 8h; // shown as old when the server does not answer
    Session session(server.profile, server.token, options, clock);
    QTextStream out(stdout);

    const auto look = [&](const char *when) {
        auto future = session.fetcher().ask(AssetService::types());
        future.waitForFinished(); // with an older value at hand: until the newer one is there
        if (!future.result())
            example::Server::giveUp(future.result().error->message);
        out << when << ": ";
        const OutcomeCounts counts = session.metrics().total().outcomes;
        for (int i = 0; i < OutcomeCount; ++i) {
            if (const auto count = counts[static_cast<size_t>(i)])
                out << outcomeName(static_cast<Outcome>(i)) << ' ' << count << ' ';
        }
        out << '\n';
    };
    look("now");
    clock.advance(30s);
    look("after 30 s");
    clock.advance(60s);
    look("after 90 s"); // the old one at once, marked as such, and the server is asked

    // A changed policy counts for what is in the cache, too.
    options.policies.of(Domain::Asset).enabled = false;
    session.setPolicies(options.policies);
    look("without the cache");
    return 0;
}
