// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/process/process.h"
#include "ui/export/exportsource.h"
#include "ui/report/newreports.h"
#include "ui/report/reportcriteria.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/savedfilters.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QToolButton;

namespace qwats {
class Session;
}

namespace qwats::ui {

class DenseTableView;
class FilterCause;
class LoadingBar;
class NoticeBar;
class PageHeader;
class ReportFilterBar;
class StatePage;
class TableFooter;

/// The list of reports: filters, the endless table, and what stands there when it is empty.
///
/// Thread: GUI. Borrows the session, which outlives it. Remembers saved filters and columns per profile.
class ReportList : public QWidget
{
    Q_OBJECT

public:
    explicit ReportList(Session &session, QWidget *parent = nullptr);

    /// Filters and sort as a place keeps them; an empty map changes nothing.
    void setState(const QVariantMap &state);
    [[nodiscard]] QVariantMap state() const;
    void setShown(bool shown);
    void refresh();
    bool focusFilter();
    bool escape(); ///< gives up a search, clears the filters, gives up loading; false: nothing was left
    [[nodiscard]] std::optional<ExportSource> exportSource() const; ///< the whole list behind the filters

    [[nodiscard]] DenseTableView *table() const { return m_table; }
    [[nodiscard]] ReportsModel *model() const { return m_model; }
    [[nodiscard]] ReportFilterBar *filters() const { return m_filters; }
    [[nodiscard]] SavedFilters &savedFilters() { return m_saved; }
    [[nodiscard]] QPushButton *savedButton() const { return m_savedButton; }
    [[nodiscard]] QPushButton *newButton() const { return m_newButton; }
    [[nodiscard]] QToolButton *columnsButton() const { return m_columnsButton; }
    [[nodiscard]] TableFooter *footer() const { return m_footer; }
    [[nodiscard]] PageHeader *header() const { return m_header; }
    [[nodiscard]] StatePage *statePage() const { return m_state; }
    [[nodiscard]] WindowedList<ReportHeader> &list() { return m_list; }
    [[nodiscard]] NewReports &newReports() { return m_new; }
    void showNew(); ///< brings the new reports in front

    static constexpr int PageSize = 200;
    static constexpr int PagesKept = 60; ///< 12 000 rows, about 11 MB

signals:
    void openRequested(const QString &id);
    void compareRequested(const QString &id); ///< Space on a row
    void stateChanged(); ///< of state(): filters or sort
    void filterDeleted(const QString &title, const std::function<void()> &undo);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeHeader();
    void makeTable();
    void makeSaved();
    void ask();
    void watchNew();
    void sortBy(int column, Qt::SortOrder order);
    void openCurrent();
    void addToCompare(const QModelIndex &index);
    void knowRows();
    void goToEnd();
    void updateState();
    void updateFooter();
    void updateNotice();
    void showStatePage();
    void showFiltered(const QStringList &causes);
    void updateNew();
    void countResults();
    void updateSaved();
    void openSaved();
    [[nodiscard]] bool isNewestFirst() const;

    Session &m_session;
    SavedFilters m_saved;
    WindowedList<ReportHeader> m_list;
    LiveQuery<ProcessList> m_processes;
    NewReports m_new;
    ReportsModel *m_model;
    PageHeader *m_header;
    ReportFilterBar *m_filters;
    QStackedWidget *m_stack;
    DenseTableView *m_table;
    StatePage *m_state;
    TableFooter *m_footer;
    LoadingBar *m_loading;
    NoticeBar *m_notice;
    FilterCause *m_cause;
    QPushButton *m_savedButton = nullptr;
    QPushButton *m_newButton = nullptr;
    QPushButton *m_open = nullptr;
    QToolButton *m_columnsButton = nullptr;
    ReportSort m_sort = ReportSort::Start;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    int m_sortColumn = ReportsModel::Started;
    ReportCriteria m_counted; ///< what the counts on the chips are of, without its results
    int m_countedRows = -1;
    bool m_asked = false;
    bool m_toEnd = false;
};

} // namespace qwats::ui
