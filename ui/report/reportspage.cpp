// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportspage.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/reportview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace qwats::ui {
namespace {

constexpr int ReportsAtOnce = 200;

const auto AllChip = QStringLiteral("all");
const auto RepairChip = QStringLiteral("repair");

std::optional<ReportSort> reportSortOf(int column)
{
    switch (column) {
    case ReportsModel::Result: return ReportSort::Result;
    case ReportsModel::Started: return ReportSort::Start;
    case ReportsModel::Serial: return ReportSort::SerialNumber;
    case ReportsModel::Part: return ReportSort::PartNumber;
    case ReportsModel::Process: return ReportSort::Process;
    case ReportsModel::Station: return ReportSort::Station;
    case ReportsModel::Operator: return ReportSort::Operator;
    case ReportsModel::TestTime: return ReportSort::ExecutionTime;
    case ReportsModel::Run: return ReportSort::Run;
    case ReportsModel::Fixture: return ReportSort::Fixture;
    case ReportsModel::Size: return ReportSort::Size;
    default: return {};
    }
}

std::vector<ColumnSpec> reportColumns()
{
    using Content = ColumnSpec::Content;
    ColumnSpec revision{QStringLiteral("revision"), {QStringLiteral("A2")}, Content::Text, 0, 5};
    revision.sortable = false;
    ColumnSpec failed{
        QStringLiteral("failed"), {QStringLiteral("Rails under load / 3V3 at 1.2 A")}, Content::Text, 1, 1};
    failed.sortable = false;
    return {{QStringLiteral("result"), {QStringLiteral("Terminated")}, Content::Status},
            {QStringLiteral("started"), {QStringLiteral("30 Sep 10:41:59")}},
            {QStringLiteral("serial"), {QStringLiteral("CB118342A")}},
            {QStringLiteral("part"), {QStringLiteral("610-2041-A")}},
            revision,
            {QStringLiteral("process"), {QStringLiteral("End-of-line")}, Content::Text, 0, 2},
            {QStringLiteral("station"), {QStringLiteral("FCT-08")}, Content::Text, 0, 3},
            {QStringLiteral("operator"), {QStringLiteral("mikael")}, Content::Text, 0, 6},
            {QStringLiteral("time"), {QStringLiteral("3 min 29 s")}, Content::Text, 0, 4},
            {QStringLiteral("run"), {QStringLiteral("10")}, Content::Text, 0, 7},
            failed,
            {QStringLiteral("fixture"), {QStringLiteral("FX-0412")}, Content::Text, 0, 8},
            {QStringLiteral("size"), {QStringLiteral("100 kB")}, Content::Text, 0, 9}};
}

} // namespace

ReportsPage::ReportsPage(Session &session, QWidget *parent)
    : Page(session, parent)
    , m_list(session.fetcher(), "reports page", ReportsAtOnce, this)
    , m_processes(session.fetcher(), "reports page", this)
    , m_model(new ReportsModel(m_list, session.clock(), this))
    , m_header(new PageHeader(tr("Reports"), this))
    , m_pages(new QStackedWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DenseTableView(this))
    , m_state(new StatePage(this))
    , m_footer(new TableFooter(this))
    , m_loading(new LoadingBar(this))
    , m_notice(new NoticeBar(this))
    , m_chips(new ChipBar(ChipBar::Exclusive, this))
    , m_view(new ReportView(session, this))
{
    m_pages->addWidget(makeList());
    m_pages->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    m_notice->hide();
    connect(&m_list, &PagedListBase::stateChanged, this, &ReportsPage::updateState);
    connect(&session, &Session::serverStateChanged, this, &ReportsPage::updateState);
    connect(m_table, &DenseTableView::sortRequested, this, &ReportsPage::sortBy);
    connect(m_table, &DenseTableView::rowsShown, this, [this](int, int last) {
        if (last >= m_list.rowCount() - 1)
            m_list.fetchMore();
    });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const ReportHeader *report = m_model->reportAt(index.row()))
            openReport(report->id);
    });
    connect(m_state, &StatePage::tryAgainRequested, this, &ReportsPage::refresh);
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_list.cancel(); });
    connect(m_notice, &NoticeBar::actionRequested, this, &ReportsPage::refresh);
    connect(m_view, &ReportView::backRequested, this, &ReportsPage::showList);
    connect(m_view, &ReportView::reportRequested, this, &ReportsPage::openReport);
    connect(m_view, &ReportView::placeRequested, this, &Page::placeRequested);
    auto *find = new QAction(this); // the other pages' filter lines bring this key with them
    find->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, &ReportsPage::focusFilter);
    addAction(find);
}

QWidget *ReportsPage::makeList()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    connect(m_header->addIconButton(QStringLiteral("refresh"), tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &ReportsPage::refresh);
    auto *chooser = m_header->addIconButton(QStringLiteral("columns"), tr("Choose columns"));
    m_table->setModel(m_model);
    m_table->setColumns(reportColumns());
    m_table->setSort(ReportsModel::Started, Qt::DescendingOrder);
    m_table->setAccessibleName(tr("Reports"));
    chooser->setPopupMode(QToolButton::InstantPopup);
    chooser->setMenu(m_table->columnMenu());
    auto *open = m_header->setPrimary(tr("Open report"));
    connect(open, &QPushButton::clicked, this, [this] {
        if (const ReportHeader *report = m_model->reportAt(m_table->currentIndex().row()))
            openReport(report->id);
    });
    open->setEnabled(false);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, open,
        [this, open](const QModelIndex &current) { open->setEnabled(m_model->reportAt(current.row()) != nullptr); });
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &ReportsPage::refresh);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    m_footer->setHints({tr("Enter opens"), tr("F8 next failed step"), tr("Ctrl+C copies")});
    column->addWidget(m_header);
    column->addWidget(makeFilters());
    column->addWidget(m_loading);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    column->addWidget(m_footer);
    return page;
}

QWidget *ReportsPage::makeFilters()
{
    auto *panel = new Panel(&Tokens::base, this);
    panel->setLines(Qt::BottomEdge);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(8);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(6);
    m_period = new FilterField(tr("Started"), tr("any time"), panel);
    connect(m_period, &FilterField::editRequested, this, &ReportsPage::editPeriod);
    connect(m_period, &FilterField::cleared, this, [this] { setPeriod(0, {}); });
    fields->addWidget(m_period);
    addField(fields, tr("Part"), &ReportFilter::partNumber);
    m_process = new FilterField(tr("Process"), tr("any"), panel);
    connect(m_process, &FilterField::editRequested, this, &ReportsPage::editProcess);
    connect(m_process, &FilterField::cleared, this, [this] {
        m_filter.processCode.reset();
        ask();
    });
    fields->addWidget(m_process);
    addField(fields, tr("Station"), &ReportFilter::stationName);
    addField(fields, tr("Serial"), &ReportFilter::serialNumber);
    addField(fields, tr("Operator"), &ReportFilter::operatorName);
    addField(fields, tr("Fixture"), &ReportFilter::fixtureId);
    fields->addStretch();
    auto *clear = new QPushButton(tr("Clear"), panel);
    clear->setProperty("role", QStringLiteral("link"));
    connect(clear, &QPushButton::clicked, this, &ReportsPage::clearFilters);
    fields->addWidget(clear);
    column->addLayout(fields);
    QList<Chip> chips{{AllChip, tr("All tests"), {}, {}}};
    for (const auto result :
         {ReportResult::Passed, ReportResult::Failed, ReportResult::Error, ReportResult::Terminated})
        chips << Chip{QString::number(int(result)), reportResultName(result), {}, statusOf(result, ReportKind::Test)};
    chips << Chip{RepairChip, tr("Repairs"), {}, StatusKind::Repair};
    m_chips->setChips(chips);
    connect(m_chips, &ChipBar::chosenChanged, this, [this](const QStringList &ids) {
        const QString id = ids.value(0);
        m_filter.kind = id == RepairChip ? ReportKind::Repair : ReportKind::Test;
        m_filter.results.clear();
        if (id != AllChip && id != RepairChip)
            m_filter.results = {static_cast<ReportResult>(id.toInt())};
        ask();
    });
    auto *row = new QHBoxLayout;
    m_chips->setAccessibleName(tr("Result"));
    row->addWidget(m_chips, 1);
    row->addWidget(new InkLabel(tr("% matches any text"), TextRole::Small, &Tokens::muted, panel));
    column->addLayout(row);
    return panel;
}

FilterField *ReportsPage::addField(QLayout *row, const QString &name, QString ReportFilter::*member)
{
    auto *field = new FilterField(name, tr("any"), this);
    connect(field, &FilterField::editRequested, this,
            [this, field, member](const QPoint &at) { edit(field, member, at); });
    connect(field, &FilterField::cleared, this, [this, member] {
        (m_filter.*member).clear();
        ask();
    });
    m_fields.append({field, member});
    row->addWidget(field);
    return field;
}

void ReportsPage::edit(FilterField *field, QString ReportFilter::*member, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *action = new QWidgetAction(menu);
    auto *box = new QWidget(menu);
    auto *layout = new QHBoxLayout(box);
    auto *line = new QLineEdit(m_filter.*member, box);
    line->setPlaceholderText(tr("%1, % matches any text").arg(field->name()));
    line->setAccessibleName(field->name());
    line->setMinimumWidth(220);
    layout->addWidget(line);
    action->setDefaultWidget(box);
    menu->addAction(action);
    connect(line, &QLineEdit::returnPressed, this, [this, line, member, menu] {
        m_filter.*member = line->text().trimmed();
        menu->close();
        ask();
    });
    menu->popup(at);
    line->setFocus();
}

void ReportsPage::editProcess(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_processes.answer().value) {
        menu->addAction(m_processes.isLoading() ? tr("Loading processes") : tr("The processes could not be read"))
            ->setEnabled(false);
    } else {
        for (const Process &process : *m_processes.answer()) {
            const bool fits = m_filter.kind == ReportKind::Repair ? process.isRepair : process.isTest;
            if (!fits)
                continue;
            connect(menu->addAction(tr("%1 (%2)").arg(process.name).arg(process.code)), &QAction::triggered, this,
                    [this, process] {
                        m_filter.processCode = process.code;
                        m_process->setValue(process.name);
                        ask();
                    });
        }
    }
    menu->popup(at);
}

void ReportsPage::editPeriod(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<int, QString> periods[]
        = {{1, tr("last 24 hours")}, {7, tr("last 7 days")}, {30, tr("last 30 days")}};
    for (const auto &[days, words] : periods)
        connect(menu->addAction(words), &QAction::triggered, this,
                [this, days = days, words = words] { setPeriod(days, words); });
    menu->popup(at);
}

void ReportsPage::setPeriod(int days, const QString &words)
{
    // To the full hour, so that the same period asked again within it is the same question to the cache.
    constexpr qint64 Hour = 3'600'000;
    const qint64 now = m_session.clock().wallNow().ms() / Hour * Hour;
    m_filter.from = days > 0 ? Timestamp::fromMs(now - days * 24 * Hour) : Timestamp();
    m_period->setValue(words);
    ask();
}

void ReportsPage::clearFilters()
{
    m_filter = {};
    m_chips->setChosen({AllChip});
    m_period->setValue({});
    m_process->setValue({});
    ask();
}

void ReportsPage::updateFields()
{
    for (const auto &[field, member] : std::as_const(m_fields))
        field->setValue(m_filter.*member);
}

void ReportsPage::ask()
{
    m_asked = true;
    updateFields();
    m_list.setSource([filter = m_filter, sort = m_sort, order = m_order](PageRange range) {
        return ReportService::headers(filter, sort, order, range);
    });
    if (m_pages->currentIndex() == 0)
        emit placeChanged();
}

void ReportsPage::sortBy(int column, Qt::SortOrder order)
{
    const auto sort = reportSortOf(column);
    if (!sort)
        return;
    m_sort = *sort;
    m_order = order;
    m_table->setSort(column, order);
    ask();
}

void ReportsPage::openReport(const QString &id)
{
    m_view->showReport(id);
    m_view->setShown(true);
    m_pages->setCurrentWidget(m_view);
    emit placeChanged();
}

void ReportsPage::showList()
{
    m_view->setShown(false);
    m_pages->setCurrentIndex(0);
    m_table->setFocus();
    emit placeChanged();
}

void ReportsPage::go(const Place &place)
{
    if (!place.thing.isEmpty()) {
        openReport(place.thing);
        return;
    }
    if (m_pages->currentIndex() != 0)
        showList();
    const auto text = [&](const char *key) { return place.state.value(QLatin1StringView(key)).toString(); };
    ReportFilter wanted = m_filter;
    if (!place.state.isEmpty()) {
        wanted = {};
        wanted.kind = static_cast<ReportKind>(place.state.value(QStringLiteral("kind")).toInt());
        wanted.serialNumber = text("serial");
        wanted.partNumber = text("part");
        wanted.stationName = text("station");
        wanted.operatorName = text("operator");
        wanted.fixtureId = text("fixture");
        const auto result = place.state.value(QStringLiteral("result"));
        if (result.isValid())
            wanted.results = {static_cast<ReportResult>(result.toInt())};
        m_chips->setChosen({wanted.kind == ReportKind::Repair ? RepairChip
                                : wanted.results.empty()      ? AllChip
                                                              : QString::number(int(wanted.results.front()))});
        if (place.state.contains(QStringLiteral("from")))
            wanted.from = Timestamp::fromMs(place.state.value(QStringLiteral("from")).toLongLong());
        else
            m_period->setValue({});
    }
    if (!(wanted == m_filter)) {
        m_filter = wanted;
        ask();
    }
}

Place ReportsPage::place() const
{
    if (m_pages->currentIndex() == 1)
        return {QStringLiteral("reports"), m_view->shownReport(), {}};
    QVariantMap state{
        {QStringLiteral("kind"), int(m_filter.kind)},        {QStringLiteral("serial"), m_filter.serialNumber},
        {QStringLiteral("part"), m_filter.partNumber},       {QStringLiteral("station"), m_filter.stationName},
        {QStringLiteral("operator"), m_filter.operatorName}, {QStringLiteral("fixture"), m_filter.fixtureId}};
    if (!m_filter.results.empty())
        state.insert(QStringLiteral("result"), int(m_filter.results.front()));
    if (m_filter.from.isValid())
        state.insert(QStringLiteral("from"), m_filter.from.ms());
    return {QStringLiteral("reports"), {}, state};
}

void ReportsPage::refresh()
{
    if (m_pages->currentIndex() == 1)
        m_view->refresh();
    else
        m_list.refresh();
}

bool ReportsPage::focusFilter()
{
    if (m_pages->currentIndex() != 0)
        return false;
    m_fields.constFirst().first->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void ReportsPage::setShown(bool shown)
{
    m_list.setShown(shown);
    m_processes.setActive(shown);
    m_view->setShown(shown && m_pages->currentIndex() == 1);
    if (shown && !m_asked) {
        m_processes.ask(ProcessService::list());
        ask();
    }
    updateState();
}

bool ReportsPage::escape()
{
    if (m_pages->currentIndex() == 1)
        showList();
    else if (!(m_filter == ReportFilter()))
        clearFilters();
    else if (m_list.isLoading())
        m_list.cancel();
    else
        return false;
    return true;
}

void ReportsPage::updateState()
{
    const ServerState server = m_session.serverState();
    const FetchedInfo &info = m_list.info();
    m_header->age()->setState(
        dataAgeOf(info, m_list.isLoading(), m_list.loadingSince(), server, m_session.clock().wallNow()));
    if (m_list.isLoading() && m_list.rowCount() > 0)
        m_loading->start();
    else
        m_loading->stop();
    const QString rows = words::count(m_list.rowCount());
    m_footer->setCount(m_list.isComplete() ? tr("%1 reports").arg(rows) : tr("rows 1–%1 loaded").arg(rows));
    m_footer->setLoaded(m_list.isLoading() && m_list.rowCount() > 0 ? tr("loading more") : QString());
    if (server.isOutage() && info.freshness != Freshness::None)
        m_notice->showNotice(StatusKind::Offline, tr("Working from saved data."),
                             tr("Rows not loaded yet wait for the server."), tr("Try now"));
    else if (info.error && info.freshness != Freshness::None)
        m_notice->showNotice(StatusKind::Error, tr("The list is not complete."), info.error->message, tr("Try again"));
    else
        m_notice->hide();
    showStatePage();
}

void ReportsPage::showStatePage()
{
    const FetchedInfo &info = m_list.info();
    if (m_list.rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    const bool already = m_stack->currentWidget() == m_state;
    m_stack->setCurrentWidget(m_state);
    if (m_list.isLoading()) {
        if (!already || info.freshness == Freshness::None)
            m_state->showLoading(tr("Loading reports"));
    } else if (info.error && info.freshness == Freshness::None) {
        if (info.error->isOutage())
            m_state->showOffline(tr("The server cannot be reached"),
                                 tr("%1 Nothing is saved of this list yet.").arg(info.error->message));
        else
            m_state->showError(tr("The reports could not be read"), info.error->message);
    } else if (!(m_filter == ReportFilter())) {
        m_state->showFiltered(tr("No report matches all filters"),
                              tr("Fewer filters, or % for a part you do not know, may find some."));
        connect(m_state->addButton(tr("Clear filters"), true), &QPushButton::clicked, this, &ReportsPage::clearFilters);
    } else {
        m_state->showEmpty(QStringLiteral("reports"), tr("No reports yet"),
                           tr("Reports appear here when test stations have sent them."));
    }
}

} // namespace qwats::ui
