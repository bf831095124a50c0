// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assethealth.h"
#include "ui/delegates/roles.h"
#include "ui/paging/pagedlist.h"

#include <QAbstractTableModel>
#include <QHash>

#include <array>
#include <vector>

namespace qwats::ui {

/// How a health level is shown.
[[nodiscard]] StatusKind statusOf(HealthLevel level);
/// A gauge as a bar with words: "4 812" for counts, "3 d late" for dates.
[[nodiscard]] Usage usageOf(const HealthGauge &gauge, const AssetHealth &health, bool isDate);

/// The loaded assets with their health, narrowed to a level and a type, sorted by urgency or as the server sorted them.
///
/// Thread: GUI. Borrows the list.
class AssetsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        State,
        Serial,
        Name,
        Type,
        Location,
        RunningCount,
        TotalCount,
        Calibration,
        Maintenance,
        LastSeen,
        ColumnCount
    };

    AssetsModel(const PagedList<Asset> &list, const Clock &clock, QObject *parent);

    void setTypes(const std::shared_ptr<const AssetTypeList> &types);
    void setLevel(std::optional<HealthLevel> level); ///< none: all
    void setTypeId(const QString &typeId); ///< empty: all
    void setUrgencyOrder(std::optional<Qt::SortOrder> order); ///< none: as the server sorted

    [[nodiscard]] const Asset *assetAt(int row) const;
    [[nodiscard]] const AssetHealth *healthAt(int row) const;
    [[nodiscard]] int rowOf(const QString &idOrSerial) const; ///< -1: not among the shown
    [[nodiscard]] const AssetType *typeOf(const Asset &asset) const;
    [[nodiscard]] int countOf(HealthLevel level) const { return m_levelCounts[static_cast<size_t>(level)]; }
    [[nodiscard]] QHash<QString, int> typeCounts() const { return m_typeCounts; }
    [[nodiscard]] int loadedCount() const { return static_cast<int>(m_health.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void countsChanged();

private:
    void rebuild(); ///< judges everything anew and lays the rows out
    void layOut(); ///< which rows are shown, in which order
    [[nodiscard]] QVariant display(const Asset &asset, const AssetHealth &health, int column) const;
    [[nodiscard]] QVariant usage(const AssetHealth &health, int column) const;

    const PagedList<Asset> &m_list;
    const Clock &m_clock;
    std::shared_ptr<const AssetTypeList> m_types;
    QHash<QString, const AssetType *> m_typeById;
    std::vector<AssetHealth> m_health; // by row of the list
    std::vector<int> m_rows; // shown row → row of the list
    std::array<int, 4> m_levelCounts{};
    QHash<QString, int> m_typeCounts;
    std::optional<HealthLevel> m_level;
    QString m_typeId;
    std::optional<Qt::SortOrder> m_urgency = Qt::DescendingOrder;
};

} // namespace qwats::ui
