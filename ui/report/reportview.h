// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/report/report.h"
#include "ui/shell/page.h"

class QStackedWidget;
class QPushButton;

namespace qwats::ui {

class CompareTray;
class ComparisonView;
class CountTabs;
class DenseTreeView;
class FactsRow;
class PageHeader;
class ReportSheets;
class ReportTransfers;
class StatePage;
class StepsPanel;
class StepTreeModel;
class TransferBar;
class UnitHistory;

/// One whole report: facts, the history of its unit, and the steps of a test or the failures of a repair; or several
/// side by side. What is shown is named by `shownReport()`: a report's id, or "compare:" and ids.
///
/// The strips for transfers and for the reports to compare belong under list and view alike: their owner places
/// `dock()`. Thread: GUI. Borrows the session.
class ReportView : public QWidget
{
    Q_OBJECT

public:
    ReportView(Session &session, QWidget *parent = nullptr);
    ~ReportView() override;

    void showReport(const QString &id); ///< or "compare:id,id"
    [[nodiscard]] QString shownReport() const { return m_shown; }
    void setShown(bool shown);
    void refresh();
    bool nextFailed(bool forward = true); ///< false: there is none in that direction
    void focusFind(); ///< Ctrl+F
    [[nodiscard]] std::optional<ExportSource> exportSource() const; ///< none while no report is shown

    [[nodiscard]] QWidget *dock() const { return m_dock; }
    [[nodiscard]] CompareTray *tray() const { return m_tray; }
    [[nodiscard]] ReportTransfers *transfers() const { return m_transfers; }
    [[nodiscard]] TransferBar *transferBar() const { return m_bar; }
    [[nodiscard]] ComparisonView *comparison() const { return m_comparison; }
    [[nodiscard]] StepsPanel *stepsPanel() const { return m_steps; }
    [[nodiscard]] ReportSheets *sheets() const { return m_sheets; }
    [[nodiscard]] UnitHistory *history() const { return m_history; }
    [[nodiscard]] DenseTreeView *steps() const;
    [[nodiscard]] StepTreeModel *model() const;

signals:
    void backRequested();
    void reportRequested(const QString &id);
    void placeRequested(const qwats::ui::Place &place);

private:
    QWidget *makeReportPage();
    void makeHeader();
    void makeDock();
    void makeKeys();
    void connectParts();
    void showOne(const QString &id);
    void update();
    void showContent();
    void showState();
    void followLink(const QString &link);
    void openStepOfTest(int stepId);
    void requestOverUnits(const QString &path, const QString &measurement);
    void addToComparison();
    void updateCompareButton();
    void tellSaved(const QString &name, const QString &path);

    Session &m_session;
    QString m_shown;
    QString m_id;
    std::shared_ptr<const Report> m_report; // what the tree shows
    LiveQuery<Report> m_query;
    PageHeader *m_header;
    QPushButton *m_nextFailed;
    QPushButton *m_compare;
    FactsRow *m_facts;
    UnitHistory *m_history;
    CountTabs *m_tabs;
    StepsPanel *m_steps;
    ReportSheets *m_sheets;
    QStackedWidget *m_modes; // one report, or several
    QStackedWidget *m_all; // the report, or why it is not there
    StatePage *m_state;
    ComparisonView *m_comparison;
    QWidget *m_dock;
    TransferBar *m_bar;
    CompareTray *m_tray;
    ReportTransfers *m_transfers;
    std::pair<QString, int> m_wantedStep; // a report that is on its way, and the step to go to in it
    bool m_isShown = false;
};

} // namespace qwats::ui
