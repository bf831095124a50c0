// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetlogmodel.h"

#include "ui/delegates/roles.h"
#include "ui/widgets/words.h"

namespace qwats::ui {

void AssetLogModel::setLog(std::shared_ptr<const AssetLog> log)
{
    if (m_log == log)
        return;
    beginResetModel();
    m_log = std::move(log);
    endResetModel();
}

int AssetLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_log ? 0 : static_cast<int>(m_log->size());
}

QVariant AssetLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const AssetLogEntry &entry = (*m_log)[static_cast<size_t>(index.row())];
    if (role == MutedRole)
        return index.column() == When || index.column() == Who;
    if (role == Qt::ToolTipRole && index.column() == When && entry.date.isValid())
        return words::utc(entry.date.ms());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case When: return entry.date.isValid() ? words::time(entry.date.ms(), m_clock.wallNow().ms()) : words::none();
    case What: return assetLogKindName(entry.kind);
    case Who: return entry.user.isEmpty() ? words::none() : entry.user;
    case Comment: return entry.comment.isEmpty() ? words::none() : entry.comment;
    default: return {};
    }
}

QVariant AssetLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When: return tr("When");
    case What: return tr("What");
    case Who: return tr("Who");
    case Comment: return tr("Comment");
    default: return {};
    }
}

} // namespace qwats::ui
