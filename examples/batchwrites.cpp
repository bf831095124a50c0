// SPDX-License-Identifier: GPL-3.0-or-later
// Several writes, each sent once, with a result for each. What a write makes untrue leaves the cache by itself.
// Against a real server this creates two assets, example-1 and example-2.
#include "examples/server.h"

using namespace qwats;

namespace {

AssetEdit edit(const QString &serialNumber, const QString &typeId)
{
    AssetEdit edit;
    edit.serialNumber = serialNumber;
    edit.typeId = typeId;
    edit.name = QStringLiteral("made by an example");
    return edit; // what is not set stays as the server has it
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    example::Server server;
    Session session(server.profile, server.token, example::Server::options());
    QTextStream out(stdout);

    auto types = session.fetcher().ask(AssetService::types());
    types.waitForFinished();
    if (!types.result() || types.result()->empty())
        example::Server::giveUp(QStringLiteral("The server has no type of asset."));
    const QString type = types.result()->front().id;

    // The second cannot be saved: an asset needs a serial number. It is refused here and never sent.
    const std::vector<AssetEdit> edits{edit(QStringLiteral("example-1"), type), edit({}, type),
                                       edit(QStringLiteral("example-2"), type)};
    using Replies = std::vector<Result<std::shared_ptr<const Asset>>>;
    session.assets().saveMany(edits, &app, [&](const Replies &replies) {
        for (size_t i = 0; i < replies.size(); ++i)
            out << i + 1 << ": " << (replies[i] ? (*replies[i])->serialNumber : replies[i].error().message) << '\n';
        // What the server answered to the save is in the cache already: this look-up costs no call.
        const auto saved = session.fetcher().peek(AssetService::one(QStringLiteral("example-1")));
        out << "in the cache: " << (saved ? "yes" : "no") << '\n';
        app.quit();
    });
    return QCoreApplication::exec();
}
