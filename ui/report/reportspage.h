// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/process/process.h"
#include "core/report/reportservice.h"
#include "ui/paging/pagedlist.h"
#include "ui/shell/page.h"

#include <QTimer>

class QStackedWidget;

namespace qwats::ui {

class ChipBar;
class DenseTableView;
class FilterField;
class LoadingBar;
class NoticeBar;
class PageHeader;
class ReportsModel;
class ReportView;
class StatePage;
class TableFooter;

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

    [[nodiscard]] DenseTableView *table() const { return m_table; }
    [[nodiscard]] ReportView *view() const { return m_view; }
    [[nodiscard]] ReportsModel *model() const { return m_model; }
    [[nodiscard]] ChipBar *chips() const { return m_chips; }

private:
    QWidget *makeList();
    QWidget *makeFilters();
    FilterField *addField(QLayout *row, const QString &name, QString ReportFilter::*member);
    void edit(FilterField *field, QString ReportFilter::*member, const QPoint &at);
    void editProcess(const QPoint &at);
    void editPeriod(const QPoint &at);
    void setPeriod(int days, const QString &words);
    void clearFilters();
    void ask();
    void sortBy(int column, Qt::SortOrder order);
    void openReport(const QString &id);
    void showList();
    void updateState();
    void showStatePage();
    void updateFields();

    PagedList<ReportHeader> m_list;
    LiveQuery<ProcessList> m_processes;
    ReportsModel *m_model;
    PageHeader *m_header;
    QStackedWidget *m_pages;
    QStackedWidget *m_stack;
    DenseTableView *m_table;
    StatePage *m_state;
    TableFooter *m_footer;
    LoadingBar *m_loading;
    NoticeBar *m_notice;
    ChipBar *m_chips;
    FilterField *m_period;
    FilterField *m_process;
    QList<std::pair<FilterField *, QString ReportFilter::*>> m_fields;
    ReportView *m_view;
    ReportFilter m_filter;
    ReportSort m_sort = ReportSort::Start;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    int m_sortColumn = 1;
    bool m_asked = false;
};

} // namespace qwats::ui
