// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/time/clock.h"

#include <QAbstractTableModel>

#include <memory>

namespace qwats::ui {

/// What happened to one asset, newest first. Thread: GUI.
class AssetLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, What, Who, Comment, ColumnCount };

    AssetLogModel(const Clock &clock, QObject *parent)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }
    void setLog(std::shared_ptr<const AssetLog> log);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Clock &m_clock;
    std::shared_ptr<const AssetLog> m_log;
};

} // namespace qwats::ui
