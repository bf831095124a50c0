// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assetedit.h"
#include "core/http/fetchmany.h"
#include "core/http/page.h"

#include <QStringList>

#include <functional>

namespace qwats {

inline constexpr qsizetype AssetBytes = 900; ///< what one decoded asset counts for when it is seeded

/// What an asset list is narrowed to. All conditions hold at once.
struct AssetFilter
{
    QString text; ///< in serial number, name, location or part number, any case
    QString typeId;
    std::optional<AssetState> state;
    bool operator==(const AssetFilter &) const = default;
};

enum class AssetSort : quint8 {
    NextCalibration,
    NextMaintenance,
    Serial,
    Name,
    Location,
    RunningCount,
    TotalCount,
    LastSeen
};

/// The asset endpoints. Reads are queries for LiveQuery or Fetcher; writes are sent at once and drop what they make
/// untrue.
///
/// Thread: queries are pure, from any; writes from the Fetcher's thread.
class AssetService
{
public:
    explicit AssetService(Fetcher &fetcher)
        : m_fetcher(fetcher)
    {
    }

    [[nodiscard]] static Query<AssetList> list(const AssetFilter &filter, AssetSort sort, Qt::SortOrder order,
                                               PageRange range);
    [[nodiscard]] static Query<AssetList> byODataFilter(const QString &odata, PageRange range); ///< for scripts
    [[nodiscard]] static Query<Asset> one(const QString &idOrSerial);
    [[nodiscard]] static Query<AssetTypeList> types();
    [[nodiscard]] static Query<AssetList> subAssets(const QString &assetId,
                                                    int level = 0); ///< 0: the whole tree, 1: direct children
    [[nodiscard]] static Query<AssetLog> log(const QString &assetId, PageRange range); ///< newest first
    [[nodiscard]] static Query<AssetStatus> status(const QString &assetId);
    [[nodiscard]] static Query<QStringList> files(const QString &assetId); ///< the names
    [[nodiscard]] static Query<QByteArray> file(const QString &assetId, const QString &fileName); ///< the content

    /// Runs in `context`'s thread, after the answers that the write makes untrue are gone.
    using Reply = std::function<void(const Status &)>;
    using AssetReply = std::function<void(const Result<std::shared_ptr<const Asset>> &)>;
    using TypeReply = std::function<void(const Result<std::shared_ptr<const AssetType>> &)>;

    /// Creates or changes one. What the server answers is kept: a look-up of it costs no call. InvalidInput, and
    /// nothing is sent, when AssetEdit::check() finds something.
    void save(const AssetEdit &edit, QObject *context, AssetReply done);
    void attachChild(const Asset &child, const Asset &parent, QObject *context, AssetReply done);
    void detachChild(const Asset &child, QObject *context, AssetReply done);
    void remove(const Asset &asset, QObject *context, Reply done);
    void saveType(const AssetType &type, QObject *context, TypeReply done);

    void incrementCount(const Asset &asset, qint64 by, bool withChildren, QObject *context, Reply done);
    void raiseTotalCount(const Asset &asset, qint64 total, bool withChildren, QObject *context, Reply done);
    void setRunningCount(const Asset &asset, qint64 count, QObject *context, Reply done);
    void setTotalCount(const Asset &asset, qint64 count, QObject *context, Reply done);
    void resetRunningCount(const Asset &asset, const QString &comment, QObject *context, Reply done);
    void setState(const Asset &asset, AssetState state, QObject *context, Reply done);

    /// `when` none: now.
    void recordCalibration(const Asset &asset, Timestamp when, const QString &comment, QObject *context, Reply done);
    void recordMaintenance(const Asset &asset, Timestamp when, const QString &comment, QObject *context, Reply done);
    /// What another system keeps: when it was done, and when it is due again (none: unknown).
    void recordExternalCalibration(const Asset &asset, Timestamp performed, Timestamp due, const QString &comment,
                                   QObject *context, Reply done);
    void recordExternalMaintenance(const Asset &asset, Timestamp performed, Timestamp due, const QString &comment,
                                   QObject *context, Reply done);
    void addMessage(const Asset &asset, const QString &text, QObject *context, Reply done);

    /// InvalidInput, and nothing is sent, above LargestAssetFile bytes or without a name.
    void uploadFile(const Asset &asset, const QString &fileName, const QByteArray &content, QObject *context,
                    Reply done);
    void deleteFiles(const Asset &asset, const QStringList &fileNames, QObject *context, Reply done);

    /// Several at once, by id or serial number; what the cache has costs nothing, the rest goes as few calls. See
    /// fetchMany().
    ManyTicket getMany(const QStringList &names, const FetchOptions &options, QObject *context,
                       std::function<void(const std::vector<Fetched<Asset>> &)> done,
                       std::function<void(size_t done, size_t of)> progress = {});
    /// Several saves, each once; one that fails, or cannot be sent, does not stop the others. See sendMany().
    ManyTicket saveMany(const std::vector<AssetEdit> &edits, QObject *context,
                        std::function<void(const std::vector<Result<std::shared_ptr<const Asset>>> &)> done,
                        std::function<void(size_t done, size_t of)> progress = {});

private:
    void send(const Command<Done> &command, QObject *context, Reply done);
    Fetcher &m_fetcher;
};

} // namespace qwats
