// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportheader.h"
#include "core/report/reportservice.h"
#include "ui/delegates/columnlayout.h"
#include "ui/delegates/roles.h"
#include "ui/paging/windowedlist.h"

#include <QAbstractTableModel>

namespace qwats::ui {

[[nodiscard]] StatusKind statusOf(ReportResult result, ReportKind kind);

/// Report rows in the server's order. Rows that exist but are not loaded, and a strip beyond the known end, are
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
        Batch,
        Location,
        Sequence,
        SequenceVersion,
        Socket,
        ErrorCode,
        ErrorText,
        Comment,
        ReportId,
        ReferencedReport,
        Purpose,
        PassedInRun,
        ReceiveCount,
        ColumnCount
    };

    ReportsModel(WindowedList<ReportHeader> &list, const Clock &clock, QObject *parent);

    /// How each column looks before the user chose, in the order of the enum.
    [[nodiscard]] static std::vector<ColumnSpec> columnSpecs();
    /// What the server sorts by for a column; nothing: it can't.
    [[nodiscard]] static std::optional<ReportSort> sortOf(int column);

    [[nodiscard]] const ReportHeader *reportAt(int row) const; ///< null: not loaded
    [[nodiscard]] int rowOf(const QString &id) const; ///< among the loaded rows; -1: not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static constexpr int PlaceholderRows = 20;

private:
    [[nodiscard]] QVariant display(const ReportHeader &report, int column) const;
    [[nodiscard]] QVariant copyText(const ReportHeader &report, int column) const;
    void grow(int count);
    void showValues(int first, int count);

    WindowedList<ReportHeader> &m_list;
    const Clock &m_clock;
    int m_rows = 0; // as told to the views
    int m_placeholders = 0;
    bool m_resetting = false;
};

} // namespace qwats::ui
