// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/report/report.h"
#include "ui/shell/page.h"

class QStackedWidget;
class QStandardItemModel;
class QPushButton;

namespace qwats::ui {

class CountTabs;
class DenseTableView;
class DenseTreeView;
class FactsGrid;
class FactsRow;
class HistoryStrip;
class InkLabel;
class NoticeBar;
class PageHeader;
class StatePage;
class StepTreeModel;

/// One whole report: facts, the history of its unit, and the steps of a test or the failures of a repair.
/// Thread: GUI. Borrows the session.
class ReportView : public QWidget
{
    Q_OBJECT

public:
    ReportView(Session &session, QWidget *parent = nullptr);

    void showReport(const QString &id);
    [[nodiscard]] QString shownReport() const { return m_id; }
    void setShown(bool shown);
    void refresh();
    bool nextFailed(bool forward = true); ///< false: there is none in that direction
    [[nodiscard]] DenseTreeView *steps() const { return m_tree; }
    [[nodiscard]] StepTreeModel *model() const { return m_model; }

signals:
    void backRequested();
    void reportRequested(const QString &id);
    void placeRequested(const qwats::ui::Place &place);

private:
    void makeTabs();
    void update();
    void updateFacts(const Report &report);
    void updateHistory();
    void updateTables(const Report &report);
    void showSteps(const Report &report);
    void showState();

    Session &m_session;
    QString m_id;
    std::shared_ptr<const Report> m_report; // what the tree shows
    LiveQuery<Report> m_query;
    LiveQuery<ReportHeaderList> m_tests;
    LiveQuery<ReportHeaderList> m_repairs;
    PageHeader *m_header;
    QPushButton *m_nextFailed;
    FactsRow *m_facts;
    HistoryStrip *m_history;
    CountTabs *m_tabs;
    NoticeBar *m_notice;
    QStackedWidget *m_pages;
    QStackedWidget *m_all;
    StatePage *m_state;
    DenseTreeView *m_tree;
    StepTreeModel *m_model;
    QStandardItemModel *m_failures;
    QStandardItemModel *m_units;
    QStandardItemModel *m_infos;
    QStandardItemModel *m_files;
};

} // namespace qwats::ui
