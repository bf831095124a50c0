// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assethealth.h"
#include "core/report/reportheader.h"
#include "ui/delegates/columnlayout.h"
#include "ui/delegates/roles.h"

#include <QAbstractTableModel>

#include <memory>

namespace qwats::ui {

/// Fixtures and instruments that need care: overdue, in alarm, warned of, or due within a week; worst first.
///
/// Thread: GUI. Keeps copies of the few assets it shows.
class CareModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Serial, Name, Location, Cause, Left, ColumnCount };
    static constexpr int MostRows = 60;
    static constexpr int SoonDays = 7;

    struct Row
    {
        Asset asset;
        AssetHealth health;
        HealthGauge gauge; ///< the one that counts
        bool isDate = false;
    };
    struct Counts
    {
        int overdue = 0;
        int alarm = 0;
        int warning = 0;
        int soon = 0; ///< due within a week and not late
        int all = 0;
    };

    explicit CareModel(QObject *parent);

    /// Judges all of them at `now`.
    void setAssets(const AssetList &assets, const AssetTypeList *types, Timestamp now);
    [[nodiscard]] const Row *rowAt(int row) const;
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    [[nodiscard]] static std::vector<ColumnSpec> columnSpecs();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Row> m_rows;
    Counts m_counts;
};

/// The newest failed tests. Thread: GUI. Shares the answer.
class FailuresModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Started, Serial, Part, Process, Station, FailedAt, Run, ColumnCount };

    explicit FailuresModel(QObject *parent);

    void setReports(const std::shared_ptr<const ReportHeaderList> &reports, Timestamp now);
    [[nodiscard]] const ReportHeader *reportAt(int row) const;
    [[nodiscard]] int countSince(Timestamp when) const;
    [[nodiscard]] static std::vector<ColumnSpec> columnSpecs();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const ReportHeaderList> m_reports;
    Timestamp m_now;
};

/// "running count", "calibration": what wears an asset out, in a word.
[[nodiscard]] QString causeWord(AssetHealth::Cause cause);

} // namespace qwats::ui
