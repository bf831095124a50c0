// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <QStandardItemModel>

#include <map>

namespace qwats::ui {

class DenseTableView;

/// Where a row leads when it is opened; on the first column of the tables below.
enum ReportTableRole {
    StepLinkRole = Qt::UserRole + 1, ///< int: id of a step of the test that a repair refers to
    AssetLinkRole, ///< QString: serial number of an asset
    UnitLinkRole ///< QString: serial number of a unit
};

/// The lists of a report besides its steps, as plain tables. Thread: GUI. Every text is shown as it is, in one line.
class ReportTables : public QObject
{
    Q_OBJECT

public:
    enum Table { Failures, Units, Assets, Infos, TableCount };

    explicit ReportTables(QObject *parent = nullptr);
    void setReport(const Report &report);
    [[nodiscard]] QStandardItemModel *model(Table table) const { return m_models.at(table); }
    [[nodiscard]] int count(Table table) const { return model(table)->rowCount(); }
    /// A view for one of them; `parent` owns it.
    [[nodiscard]] DenseTableView *makeView(Table table, QWidget *parent) const;
    [[nodiscard]] static QString name(Table table);

private:
    void fillFailures(const Report &report);
    void fillUnits(const Report &report);
    QStandardItem *addRow(Table table, const QStringList &texts);

    std::map<Table, QStandardItemModel *> m_models;
};

} // namespace qwats::ui
