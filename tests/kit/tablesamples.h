// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/columnlayout.h"
#include "ui/delegates/historystrip.h"
#include "ui/delegates/roles.h"

#include <QAbstractTableModel>
#include <QStandardItemModel>

/// Models and columns for the tests of the delegates, after the drawings of the asset, product and report pages.
namespace samples {

/// A million rows; the first `loaded` are there, the rest are placeholders. Counts what is asked of it.
class BigModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit BigModel(int rows, int loaded, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The first loaded rows become `loaded` more.
    void load(int loaded);

    mutable int asked = 0; ///< calls for Qt::DisplayRole

private:
    int m_rows;
    int m_loaded;
};

QStandardItemModel *assets(QObject *parent);
std::vector<qwats::ui::ColumnSpec> assetColumns();
QStandardItemModel *products(QObject *parent);
QStandardItemModel *billOfMaterials(QObject *parent);
std::vector<qwats::ui::ColumnSpec> billColumns();
QStandardItemModel *steps(QObject *parent);
std::vector<qwats::ui::ColumnSpec> stepColumns();
QStandardItemModel *subAssets(QObject *parent);
std::vector<qwats::ui::HistoryItem> history();

} // namespace samples
