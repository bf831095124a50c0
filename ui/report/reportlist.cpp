// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportlist.h"

#include "core/process/processservice.h"
#include "core/session/session.h"
#include "ui/delegates/columnchooser.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/report/filtercause.h"
#include "ui/report/reportfilterbar.h"
#include "ui/shell/viewstate.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

bool sameReport(const ReportHeader &a, const ReportHeader &b)
{
    return a.id == b.id;
}

/// Nothing newer than the row the list begins with, so that rows keep their places while others arrive. The
/// millisecond more is for servers that count in smaller parts.
ReportFilter pinned(ReportFilter filter, const ReportHeader *newest)
{
    if (!newest || !newest->start.isValid())
        return filter;
    const Timestamp last = Timestamp::fromMs(newest->start.ms() + 1);
    if (!filter.to.isValid() || last < filter.to)
        filter.to = last;
    return filter;
}

} // namespace

ReportList::ReportList(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_saved(ProfileMemory(session.profile().id))
    , m_list(session.fetcher(), "reports page", PageSize, PagesKept, sameReport, nullptr)
    , m_processes(session.fetcher(), "reports page", nullptr)
    , m_new(session.fetcher(), nullptr)
    , m_model(new ReportsModel(m_list, session.clock(), this))
    , m_header(new PageHeader(tr("Reports"), this))
    , m_filters(new ReportFilterBar(session.clock(), this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DenseTableView(this))
    , m_state(new StatePage(this))
    , m_footer(new TableFooter(this))
    , m_loading(new LoadingBar(this))
    , m_notice(new NoticeBar(this))
    , m_cause(new FilterCause(session.fetcher(), this))
{
    makeHeader();
    makeSaved();
    makeTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_filters);
    column->addWidget(m_loading);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    column->addWidget(m_footer);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    m_notice->hide();
    connect(m_filters, &ReportFilterBar::criteriaChanged, this, [this] {
        ask();
        emit stateChanged();
    });
    connect(&m_list, &WindowedListBase::stateChanged, this, &ReportList::updateState);
    connect(&m_list, &WindowedListBase::outdated, &m_new, &NewReports::check);
    connect(&m_list, &WindowedListBase::endFound, this, &ReportList::goToEnd);
    connect(&m_list, &WindowedListBase::rowsChanged, this, [this](int first) {
        if (first == 0)
            knowRows();
    });
    connect(&m_new, &NewReports::changed, this, &ReportList::updateNew);
    connect(&m_processes, &LiveQueryBase::changed, this, [this] {
        m_filters->setProcesses(m_processes.answer().value,
                                m_processes.isLoading() ? tr("Loading processes")
                                                        : tr("The processes could not be read"));
    });
    connect(&session, &Session::serverStateChanged, this, &ReportList::updateState);
    connect(m_state, &StatePage::tryAgainRequested, this, &ReportList::refresh);
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_list.cancel(); });
    connect(m_notice, &NoticeBar::actionRequested, this, &ReportList::refresh);
    connect(m_cause, &FilterCause::found, this, &ReportList::showFiltered);
}

void ReportList::makeHeader()
{
    connect(m_header->addIconButton(u"refresh"_s, tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &ReportList::refresh);
    m_columnsButton = m_header->addIconButton(u"columns"_s, tr("Choose columns"));
    connect(m_columnsButton, &QToolButton::clicked, this, [this] {
        auto *chooser = new ColumnChooser(m_table->columnLayout(), this);
        chooser->openUnder(m_columnsButton);
    });
    m_newButton = makeButton({}, "", u"up"_s, this);
    m_newButton->hide();
    connect(m_newButton, &QPushButton::clicked, this, &ReportList::showNew);
    m_header->addControl(m_newButton);
    m_open = m_header->setPrimary(tr("Open report"));
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &ReportList::openCurrent);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &ReportList::refresh);
}

void ReportList::makeTable()
{
    m_table->setModel(m_model);
    m_table->setColumns(ReportsModel::columnSpecs());
    m_table->columnLayout()->setMovable(true);
    ViewState(m_session.profile().id, u"reports"_s).keep(u"columns"_s, m_table->columnLayout());
    m_table->setSort(m_sortColumn, m_order);
    m_table->setAccessibleName(tr("Reports"));
    connect(m_table, &DenseTableView::sortRequested, this, [this](int which, Qt::SortOrder order) {
        sortBy(which, order);
        emit stateChanged();
    });
    connect(m_table, &DenseTableView::rowsShown, this, [this](int first, int last) { m_list.show(first, last); });
    connect(m_table, &DenseTableView::previewRequested, this, &ReportList::addToCompare);
    connect(m_table, &QAbstractItemView::activated, this, &ReportList::openCurrent);
    const auto selected = [this] {
        m_open->setEnabled(m_model->reportAt(m_table->currentIndex().row()) != nullptr);
        updateFooter();
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, selected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, selected);
    connect(m_model, &QAbstractItemModel::modelReset, this, selected);
    m_table->installEventFilter(this);
    m_footer->setHints({tr("Enter opens"), tr("Space adds to compare"), tr("Ctrl+End last row")});
}

void ReportList::makeSaved()
{
    m_savedButton = makeButton(tr("Saved filters"), "", u"star"_s, this);
    m_savedButton->setProperty("size", u"small"_s);
    connect(m_savedButton, &QPushButton::clicked, this, &ReportList::openSaved);
    connect(&m_saved, &SavedFilters::changed, this, &ReportList::updateSaved);
    m_filters->addLeading(m_savedButton);
    if (const auto *first = m_saved.first())
        m_filters->setCriteria(ReportCriteria::fromMap(first->criteria));
    updateSaved();
}

void ReportList::openSaved()
{
    auto *popup = new SavedFiltersPopup(m_saved, m_filters->criteria(), this);
    connect(popup, &SavedFiltersPopup::chosen, this, [this](int index) {
        if (index < 0 || index >= m_saved.entries().size())
            return;
        m_filters->setCriteria(ReportCriteria::fromMap(m_saved.entries()[index].criteria));
        ask();
        emit stateChanged();
    });
    connect(popup, &SavedFiltersPopup::deleted, this, [this](int index, const SavedFilters::Entry &entry) {
        emit filterDeleted(tr("The filter “%1” is deleted.").arg(entry.name),
                           [this, index, entry] { m_saved.insert(index, entry); });
    });
    popup->openUnder(m_savedButton);
}

void ReportList::updateSaved()
{
    const int at = m_saved.indexOf(m_filters->criteria());
    const QString name = at >= 0 ? m_saved.entries()[at].name : tr("Saved filters");
    m_savedButton->setText(m_savedButton->fontMetrics().elidedText(name, Qt::ElideRight, 180));
    m_savedButton->setAccessibleName(at >= 0 ? tr("Saved filter: %1").arg(name) : name);
    m_savedButton->setToolTip(at >= 0 ? name : tr("Filters you keep: set, save, rename, order, delete"));
}

bool ReportList::isNewestFirst() const
{
    return m_sort == ReportSort::Start && m_order == Qt::DescendingOrder;
}

void ReportList::ask()
{
    m_asked = true;
    m_toEnd = false;
    m_cause->stop();
    updateSaved();
    const ReportFilter filter = m_filters->criteria().filterAt(m_session.clock().wallNow());
    m_new.watch(ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, {0, NewReports::Rows}));
    const bool newestFirst = isNewestFirst();
    m_list.setSource(
        [filter, newestFirst, sort = m_sort, order = m_order](PageRange range, const ReportHeader *newest) {
            return ReportService::headers(newestFirst ? pinned(filter, newest) : filter, sort, order, range);
        });
    if (!newestFirst)
        m_new.check();
}

/// The rows shown are not new any more.
void ReportList::knowRows()
{
    if (!isNewestFirst())
        return;
    QSet<QString> ids;
    m_list.forLoaded([&](int row, const ReportHeader &report) {
        if (row < NewReports::Rows)
            ids.insert(report.id);
        return row >= NewReports::Rows;
    });
    m_new.setKnown(ids);
}

void ReportList::sortBy(int column, Qt::SortOrder order)
{
    const auto sort = ReportsModel::sortOf(column);
    if (!sort)
        return;
    m_sort = *sort;
    m_order = order;
    m_sortColumn = column;
    m_table->setSort(column, order);
    ask();
}

void ReportList::setState(const QVariantMap &state)
{
    if (state.isEmpty())
        return;
    const ReportCriteria wanted = ReportCriteria::fromMap(state);
    const int column = state.value(u"sort"_s, int(ReportsModel::Started)).toInt();
    const auto order = state.value(u"ascending"_s).toBool() ? Qt::AscendingOrder : Qt::DescendingOrder;
    const bool sameSort = column == m_sortColumn && order == m_order;
    if (sameSort && m_asked && wanted.sameAs(m_filters->criteria()))
        return;
    m_filters->setCriteria(wanted);
    if (sameSort)
        ask();
    else
        sortBy(column, order);
}

QVariantMap ReportList::state() const
{
    QVariantMap state = m_filters->criteria().toMap();
    state.insert(u"sort"_s, m_sortColumn);
    state.insert(u"ascending"_s, m_order == Qt::AscendingOrder);
    return state;
}

void ReportList::setShown(bool shown)
{
    m_new.setShown(shown);
    m_list.setShown(shown);
    m_processes.setActive(shown);
    if (shown && !m_processes.query().isValid())
        m_processes.ask(ProcessService::list());
    if (shown && !m_asked)
        ask();
    updateState();
}

void ReportList::refresh()
{
    if (m_asked)
        m_list.refresh();
    else
        ask();
}

void ReportList::showNew()
{
    m_list.refresh();
    m_table->scrollToTop();
    if (!isNewestFirst()) {
        m_new.watch(ReportService::headers(m_filters->criteria().filterAt(m_session.clock().wallNow()),
                                           ReportSort::Start, Qt::DescendingOrder, {0, NewReports::Rows}));
        m_new.check();
    }
}

bool ReportList::focusFilter()
{
    m_filters->focusFirst();
    return true;
}

bool ReportList::escape()
{
    if (m_list.isFindingEnd())
        m_list.cancel();
    else if (m_filters->criteria().isSet() || m_filters->criteria().kind != ReportKind::Test)
        m_filters->clearAll();
    else if (m_list.isLoading())
        m_list.cancel();
    else
        return false;
    return true;
}

void ReportList::openCurrent()
{
    if (const ReportHeader *report = m_model->reportAt(m_table->currentIndex().row()))
        emit openRequested(report->id);
}

void ReportList::addToCompare(const QModelIndex &index)
{
    if (const ReportHeader *report = m_model->reportAt(index.row()))
        emit compareRequested(report->id);
}

/// Ctrl+End: the last row of the whole list, which has to be found first.
bool ReportList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_End && key->modifiers() == Qt::ControlModifier) {
            m_toEnd = true;
            m_list.findEnd();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ReportList::goToEnd()
{
    if (!std::exchange(m_toEnd, false))
        return;
    const int column = std::max(0, m_table->currentIndex().column());
    m_table->setCurrentIndex(m_model->index(m_list.rowCount() - 1, column));
    m_table->scrollToBottom();
}

} // namespace qwats::ui
