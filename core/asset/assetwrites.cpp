// SPDX-License-Identifier: GPL-3.0-or-later
// The writes of the AssetService.
#include "core/asset/assetcommands.h"
#include "core/asset/assetservice.h"
#include "core/http/savemany.h"

#include <QCoreApplication>

namespace qwats {
namespace {

Status checkFile(const QString &fileName, const QByteArray &content)
{
    const auto refused = [](const QString &message) {
        return failure(Error::Kind::InvalidInput, message, QStringLiteral("file of an asset"));
    };
    if (fileName.trimmed().isEmpty())
        return refused(QCoreApplication::translate("AssetService", "A file needs a name."));
    if (content.size() > LargestAssetFile)
        return refused(QCoreApplication::translate("AssetService", "The file %1 is larger than %2 MB.")
                           .arg(fileName)
                           .arg(LargestAssetFile / (1024 * 1024)));
    return {};
}

Status statusOf(const Result<std::shared_ptr<const Done>> &reply)
{
    return reply ? Status() : Status(failure(reply.error()));
}

} // namespace

void AssetService::send(const Command<Done> &command, QObject *context, Reply done)
{
    m_fetcher.send<Done>(command, context, [done = std::move(done)](const auto &reply) { done(statusOf(reply)); });
}

void AssetService::save(const AssetEdit &edit, QObject *context, AssetReply done)
{
    sendChecked<Asset>(m_fetcher, edit.check(), assetcommands::save(edit), context, std::move(done));
}

void AssetService::attachChild(const Asset &child, const Asset &parent, QObject *context, AssetReply done)
{
    save(AssetEdit::attached(child, parent), context, std::move(done));
}

void AssetService::detachChild(const Asset &child, QObject *context, AssetReply done)
{
    save(AssetEdit::detached(child), context, std::move(done));
}

void AssetService::remove(const Asset &asset, QObject *context, Reply done)
{
    send(assetcommands::remove(asset), context, std::move(done));
}

void AssetService::saveType(const AssetType &type, QObject *context, TypeReply done)
{
    const Status check = type.name.trimmed().isEmpty()
        ? Status(failure(Error::Kind::InvalidInput,
                         QCoreApplication::translate("AssetService", "A type of assets needs a name."),
                         QStringLiteral("asset type without a name")))
        : Status();
    sendChecked<AssetType>(m_fetcher, check, assetcommands::saveType(type), context, std::move(done));
}

void AssetService::incrementCount(const Asset &asset, qint64 by, bool withChildren, QObject *context, Reply done)
{
    send(assetcommands::incrementCount(asset, by, withChildren), context, std::move(done));
}

void AssetService::raiseTotalCount(const Asset &asset, qint64 total, bool withChildren, QObject *context, Reply done)
{
    send(assetcommands::raiseTotalCount(asset, total, withChildren), context, std::move(done));
}

void AssetService::setRunningCount(const Asset &asset, qint64 count, QObject *context, Reply done)
{
    send(assetcommands::setRunningCount(asset, count), context, std::move(done));
}

void AssetService::setTotalCount(const Asset &asset, qint64 count, QObject *context, Reply done)
{
    send(assetcommands::setTotalCount(asset, count), context, std::move(done));
}

void AssetService::resetRunningCount(const Asset &asset, const QString &comment, QObject *context, Reply done)
{
    send(assetcommands::resetRunningCount(asset, comment), context, std::move(done));
}

void AssetService::setState(const Asset &asset, AssetState state, QObject *context, Reply done)
{
    send(assetcommands::setState(asset, state), context, std::move(done));
}

void AssetService::recordCalibration(const Asset &asset, Timestamp when, const QString &comment, QObject *context,
                                     Reply done)
{
    send(assetcommands::recordCalibration(asset, when, comment), context, std::move(done));
}

void AssetService::recordMaintenance(const Asset &asset, Timestamp when, const QString &comment, QObject *context,
                                     Reply done)
{
    send(assetcommands::recordMaintenance(asset, when, comment), context, std::move(done));
}

void AssetService::recordExternalCalibration(const Asset &asset, Timestamp performed, Timestamp due,
                                             const QString &comment, QObject *context, Reply done)
{
    send(assetcommands::recordExternalCalibration(asset, performed, due, comment), context, std::move(done));
}

void AssetService::recordExternalMaintenance(const Asset &asset, Timestamp performed, Timestamp due,
                                             const QString &comment, QObject *context, Reply done)
{
    send(assetcommands::recordExternalMaintenance(asset, performed, due, comment), context, std::move(done));
}

void AssetService::addMessage(const Asset &asset, const QString &text, QObject *context, Reply done)
{
    send(assetcommands::addMessage(asset, text), context, std::move(done));
}

void AssetService::uploadFile(const Asset &asset, const QString &fileName, const QByteArray &content, QObject *context,
                              Reply done)
{
    sendChecked<Done>(m_fetcher, checkFile(fileName, content), assetcommands::uploadFile(asset, fileName, content),
                      context, [done = std::move(done)](const auto &reply) { done(statusOf(reply)); });
}

void AssetService::deleteFiles(const Asset &asset, const QStringList &fileNames, QObject *context, Reply done)
{
    send(assetcommands::deleteFiles(asset, fileNames), context, std::move(done));
}

ManyTicket AssetService::getMany(const QStringList &names, const FetchOptions &options, QObject *context,
                                 std::function<void(const std::vector<Fetched<Asset>> &)> done,
                                 std::function<void(size_t done, size_t of)> progress)
{
    std::vector<Query<Asset>> queries;
    queries.reserve(static_cast<size_t>(names.size()));
    for (const QString &name : names)
        queries.push_back(one(name));
    return fetchMany<Asset>(m_fetcher, std::move(queries), options, context, std::move(done), std::move(progress));
}

ManyTicket AssetService::saveMany(const std::vector<AssetEdit> &edits, QObject *context,
                                  std::function<void(const std::vector<Result<std::shared_ptr<const Asset>>> &)> done,
                                  std::function<void(size_t done, size_t of)> progress)
{
    return qwats::saveMany<Asset, AssetEdit>(m_fetcher, edits, assetcommands::save, context, std::move(done),
                                             std::move(progress));
}

} // namespace qwats
