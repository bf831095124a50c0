// SPDX-License-Identifier: GPL-3.0-or-later
// Many questions at once without blocking: callbacks in the program's event loop, results in the order of the
// questions, and one that fails does not spoil the others.
#include "examples/server.h"

using namespace qwats;

namespace {

/// The names of some assets. NoCache: the answer and its rows are not kept, so that there is something left to ask.
QStringList someNames(Session &session)
{
    FetchOptions options;
    options.mode = FetchOptions::Mode::NoCache;
    const auto query = AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, {0, 5});
    auto future = session.fetcher().ask(query, options);
    future.waitForFinished();
    const auto list = future.result();
    if (!list)
        example::Server::giveUp(list.error->message);
    QStringList names;
    for (const Asset &asset : *list)
        names << asset.serialNumber;
    return names;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    example::Server server;
    Session session(server.profile, server.token, example::Server::options());
    QTextStream out(stdout);

    const QStringList names = someNames(session) << QStringLiteral("nobody-has-this");
    FetchOptions options;
    options.initiator = "example"; // for the request log
    options.deadline = std::chrono::seconds(10); // for each, its retries included

    // `app` is the context: when it goes, nobody is called. The ticket would give up the rest: ticket.cancel().
    const ManyTicket ticket = session.assets().getMany(
        names, options, &app,
        [&](const std::vector<Fetched<Asset>> &answers) {
            size_t found = 0;
            for (const auto &answer : answers)
                found += answer ? 1 : 0;
            out << "asked for " << answers.size() << ", found " << found << '\n';
            out << "last: " << (answers.back() ? QStringLiteral("found") : errorKindName(answers.back().error->kind))
                << '\n';
            app.quit();
        },
        [&](size_t done, size_t of) { out << "progress " << done << " of " << of << '\n'; });
    return QCoreApplication::exec();
}
