// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportheader.h"
#include "ui/delegates/roles.h"
#include "ui/paging/pagedlist.h"

#include <QAbstractTableModel>

namespace qwats::ui {

[[nodiscard]] StatusKind statusOf(ReportResult result, ReportKind kind);

/// Report rows as they were paged in, in the server's order. While the next page is on its way, its rows stand as
/// placeholders. Thread: GUI. Borrows the list.
class ReportsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Result,
        Started,
        Serial,
        Part,
        Revision,
        Process,
        Station,
        Operator,
        TestTime,
        Run,
        FailedAt,
        Fixture,
        Size,
        ColumnCount
    };

    ReportsModel(PagedList<ReportHeader> &list, const Clock &clock, QObject *parent);

    [[nodiscard]] const ReportHeader *reportAt(int row) const;
    [[nodiscard]] int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    [[nodiscard]] QVariant display(const ReportHeader &report, int column) const;
    void updatePlaceholders();

    PagedList<ReportHeader> &m_list;
    const Clock &m_clock;
    int m_rows = 0;
    int m_placeholders = 0;
};

} // namespace qwats::ui
