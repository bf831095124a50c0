// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QStackedWidget;

namespace qwats::ui {

class ChipBar;
class DenseTableView;
class MeasurementView;
class ReportList;
class ReportsModel;
class ReportView;

/// What was tested and repaired: a long list narrowed and sorted by the server, and the view of one report.
class ReportsPage : public Page
{
    Q_OBJECT

public:
    explicit ReportsPage(Session &session, QWidget *parent = nullptr);

    void go(const Place &place) override;
    [[nodiscard]] Place place() const override;
    void refresh() override;
    bool focusFilter() override;
    void setShown(bool shown) override;
    bool escape() override;
    [[nodiscard]] std::optional<ExportSource> exportSource() override;

    [[nodiscard]] ReportList *list() const { return m_list; }
    [[nodiscard]] DenseTableView *table() const;
    [[nodiscard]] ReportView *view() const { return m_view; }
    [[nodiscard]] MeasurementView *measurement() const { return m_measurement; }
    [[nodiscard]] ReportsModel *model() const;
    [[nodiscard]] ChipBar *chips() const;

signals:
    void compareRequested(const QString &id); ///< Space on a row of the list

private:
    void addUpload();
    void openReport(const QString &id);
    void showList();
    void showMeasurement(const QVariantMap &what);
    void leaveMeasurement();
    void showPart(QWidget *part);

    QStackedWidget *m_parts;
    ReportList *m_list;
    ReportView *m_view;
    MeasurementView *m_measurement;
    bool m_shown = false;
    bool m_fromReport = false; // where the measurement was opened
};

} // namespace qwats::ui
