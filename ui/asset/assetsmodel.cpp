// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetsmodel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/words.h"

#include <algorithm>

namespace qwats::ui {

StatusKind statusOf(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok: return StatusKind::Ok;
    case HealthLevel::Warning: return StatusKind::Warning;
    case HealthLevel::Alarm: return StatusKind::Alarm;
    case HealthLevel::Overdue: return StatusKind::Overdue;
    }
    return StatusKind::Unknown;
}

Usage usageOf(const HealthGauge &gauge, const AssetHealth &health, bool isDate)
{
    Usage usage;
    if (!gauge.known) {
        usage.text = words::none();
        return usage;
    }
    if (gauge.limited)
        usage.share = gauge.share;
    usage.warnShare = health.warningShare;
    usage.status = statusOf(gauge.level);
    usage.text = !isDate  ? words::count(gauge.value)
        : gauge.value < 0 ? AssetsModel::tr("%1 d late").arg(words::count(-gauge.value))
                          : AssetsModel::tr("%1 d").arg(words::count(gauge.value));
    return usage;
}

AssetsModel::AssetsModel(const PagedList<Asset> &list, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_list(list)
    , m_clock(clock)
{
    connect(&list, &PagedListBase::reset, this, &AssetsModel::rebuild);
    connect(&list, &PagedListBase::rowsAppended, this, &AssetsModel::rebuild);
    connect(&list, &PagedListBase::rowsChanged, this, &AssetsModel::rebuild);
}

void AssetsModel::setTypes(const std::shared_ptr<const AssetTypeList> &types)
{
    if (m_types == types)
        return;
    m_types = types;
    m_typeById.clear();
    if (types) {
        for (const AssetType &type : *types)
            m_typeById.insert(type.id, &type);
    }
    rebuild();
}

void AssetsModel::setLevel(std::optional<HealthLevel> level)
{
    m_level = level;
    layOut();
}

void AssetsModel::setTypeId(const QString &typeId)
{
    m_typeId = typeId;
    layOut();
}

void AssetsModel::setUrgencyOrder(std::optional<Qt::SortOrder> order)
{
    m_urgency = order;
    layOut();
}

void AssetsModel::rebuild()
{
    const Timestamp now = m_clock.wallNow();
    m_health.clear();
    m_health.reserve(static_cast<size_t>(m_list.rowCount()));
    m_levelCounts = {};
    m_typeCounts.clear();
    for (int row = 0; row < m_list.rowCount(); ++row) {
        const Asset &asset = m_list.at(row);
        m_health.push_back(assetHealth(asset, typeOf(asset), now));
        ++m_levelCounts[static_cast<size_t>(m_health.back().level)];
        ++m_typeCounts[asset.typeId];
    }
    layOut();
    emit countsChanged();
}

void AssetsModel::layOut()
{
    beginResetModel();
    m_rows.clear();
    const auto total = std::min(static_cast<int>(m_health.size()), m_list.rowCount());
    for (int row = 0; row < total; ++row) {
        const bool levelFits = !m_level || m_health[static_cast<size_t>(row)].level == *m_level;
        if (levelFits && (m_typeId.isEmpty() || m_list.at(row).typeId == m_typeId))
            m_rows.push_back(row);
    }
    if (m_urgency) {
        const auto urgency = [this](int row) { return m_health[static_cast<size_t>(row)].level; };
        std::stable_sort(m_rows.begin(), m_rows.end(), [&](int a, int b) {
            return *m_urgency == Qt::DescendingOrder ? urgency(a) > urgency(b) : urgency(a) < urgency(b);
        });
    }
    endResetModel();
}

const Asset *AssetsModel::assetAt(int row) const
{
    const bool there = row >= 0 && row < rowCount() && m_rows[static_cast<size_t>(row)] < m_list.rowCount();
    return there ? &m_list.at(m_rows[static_cast<size_t>(row)]) : nullptr;
}

const AssetHealth *AssetsModel::healthAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_health[static_cast<size_t>(m_rows[static_cast<size_t>(row)])] : nullptr;
}

int AssetsModel::rowOf(const QString &idOrSerial) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const Asset *asset = assetAt(row);
        if (asset && (asset->id == idOrSerial || asset->serialNumber == idOrSerial))
            return row;
    }
    return -1;
}

const AssetType *AssetsModel::typeOf(const Asset &asset) const
{
    return m_typeById.value(asset.typeId);
}

int AssetsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AssetsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AssetsModel::usage(const AssetHealth &health, int column) const
{
    switch (column) {
    case RunningCount: return QVariant::fromValue(usageOf(health.runningCount, health, false));
    case TotalCount: return QVariant::fromValue(usageOf(health.totalCount, health, false));
    case Calibration: return QVariant::fromValue(usageOf(health.calibration, health, true));
    case Maintenance: return QVariant::fromValue(usageOf(health.maintenance, health, true));
    default: return {};
    }
}

QVariant AssetsModel::display(const Asset &asset, const AssetHealth &health, int column) const
{
    const auto orNone = [](const QString &text) { return text.isEmpty() ? words::none() : text; };
    switch (column) {
    case State: return statusLook(statusOf(health.level), Theme::tokens(Theme::kind())).word;
    case Serial: return asset.serialNumber;
    case Name: return orNone(asset.name);
    case Type: {
        const AssetType *type = typeOf(asset);
        return orNone(type ? type->name : QString());
    }
    case Location: return orNone(asset.location);
    case LastSeen:
        return asset.lastSeen.isValid() ? words::time(asset.lastSeen.ms(), m_clock.wallNow().ms()) : words::none();
    default: return usage(health, column).value<Usage>().text;
    }
}

QVariant AssetsModel::data(const QModelIndex &index, int role) const
{
    const Asset *asset = assetAt(index.row());
    if (!asset)
        return {};
    const AssetHealth &health = *healthAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(*asset, health, column);
    case StatusRole: return column == State ? status(statusOf(health.level)) : QVariant();
    case KeyRole: return column == Serial;
    case MutedRole: return column == Type || column == Location || column == LastSeen;
    case UsageRole: return usage(health, column);
    case Qt::TextAlignmentRole: return column >= RunningCount ? alignNumber : alignText;
    case Qt::ToolTipRole:
        return column == LastSeen && asset->lastSeen.isValid() ? QVariant(words::utc(asset->lastSeen.ms()))
                                                               : QVariant();
    default: return {};
    }
}

QVariant AssetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == LastSeen ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State: return tr("State");
    case Serial: return tr("Serial");
    case Name: return tr("Name");
    case Type: return tr("Type");
    case Location: return tr("Location");
    case RunningCount: return tr("Running count");
    case TotalCount: return tr("Total count");
    case Calibration: return tr("Calibration due");
    case Maintenance: return tr("Maintenance due");
    case LastSeen: return tr("Last seen");
    default: return {};
    }
}

} // namespace qwats::ui
