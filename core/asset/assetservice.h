// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/http/fetcher.h"
#include "core/http/page.h"

#include <functional>

namespace qwats {

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

    using Reply = std::function<void(const Status &)>;
    /// `when` none: now. Runs `done` in `context`'s thread, after the answers it makes untrue are gone.
    void recordCalibration(const Asset &asset, Timestamp when, const QString &comment, QObject *context, Reply done);
    void recordMaintenance(const Asset &asset, Timestamp when, const QString &comment, QObject *context, Reply done);
    void resetRunningCount(const Asset &asset, const QString &comment, QObject *context, Reply done);
    void setState(const Asset &asset, AssetState state, QObject *context, Reply done);
    void addMessage(const Asset &asset, const QString &text, QObject *context, Reply done);

private:
    void send(Command<Done> command, QObject *context, Reply done);
    Fetcher &m_fetcher;
};

} // namespace qwats
