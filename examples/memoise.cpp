// SPDX-License-Identifier: GPL-3.0-or-later
// A function of one's own in the same cache: by its arguments, with the lifetimes of a domain, dropped by the same
// tags.
#include "examples/server.h"

#include "core/cache/memoise.h"

#include <stdexcept>

using namespace qwats;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    example::Server server;
    Session session(server.profile, server.token, example::Server::options());
    QTextStream out(stdout);

    int runs = 0;
    const Memoised<qsizetype, AssetState>::Function count = [&](AssetState state) {
        ++runs;
        AssetFilter filter;
        filter.state = state;
        auto future
            = session.fetcher().ask(AssetService::list(filter, AssetSort::Serial, Qt::AscendingOrder, {0, 1000}));
        future.waitForFinished();
        if (!future.result())
            throw std::runtime_error("no answer"); // reaches the caller and is not remembered
        return static_cast<qsizetype>(future.result()->size());
    };
    // The tag: whoever changes a list of assets makes this untrue.
    Memoised<qsizetype, AssetState> inState(session.cache(), "assets in state", Domain::Asset, count, {"list:assets"});
    try {
        const qsizetype first = *inState(AssetState::InOperation);
        const qsizetype again = *inState(AssetState::InOperation);
        out << "in operation: " << (first > 0 && first == again ? "some, twice the same" : "none") << '\n';
        out << "runs: " << runs << '\n';
        session.fetcher().dropTags({"list:assets"});
        inState(AssetState::InOperation);
        out << "runs after a change: " << runs << '\n';
    } catch (const std::exception &error) {
        example::Server::giveUp(QString::fromUtf8(error.what()));
    }
    return 0;
}
