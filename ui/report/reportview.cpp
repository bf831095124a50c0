// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportview.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/delegates/historystrip.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/steptreemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/counttabs.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

enum Tab { StepsTab, FailuresTab, UnitsTab, InfosTab, FilesTab };

void appendRow(QStandardItemModel *model, const QStringList &texts)
{
    QList<QStandardItem *> cells;
    for (const QString &text : texts) {
        cells << new QStandardItem(text.isEmpty() ? words::none() : text);
        cells.constLast()->setEditable(false);
    }
    cells.constFirst()->setData(true, KeyRole);
    model->appendRow(cells);
}

const Step *stepById(const Step &from, int id)
{
    if (from.id == id)
        return &from;
    for (const Step &child : from.steps) {
        if (const Step *found = stepById(child, id))
            return found;
    }
    return nullptr;
}

DenseTableView *plainTable(QStandardItemModel *model, const QString &name, const QStringList &headings, QWidget *parent)
{
    model->setHorizontalHeaderLabels(headings);
    std::vector<ColumnSpec> columns;
    for (const QString &heading : headings) {
        ColumnSpec column{heading, {QStringLiteral("a text of some length")}, ColumnSpec::Content::Text, 1};
        column.sortable = false;
        columns.push_back(column);
    }
    auto *table = new DenseTableView(parent);
    table->setModel(model);
    table->setColumns(std::move(columns));
    table->setAccessibleName(name);
    return table;
}

} // namespace

ReportView::ReportView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_query(session.fetcher(), "report view", this)
    , m_tests(session.fetcher(), "report history", this)
    , m_repairs(session.fetcher(), "report history", this)
    , m_header(new PageHeader(QString(), this))
    , m_nextFailed(new QPushButton(icon(QStringLiteral("next-failed")), tr("Next failed"), this))
    , m_facts(new FactsRow(this))
    , m_history(new HistoryStrip(this))
    , m_tabs(new CountTabs(this))
    , m_notice(new NoticeBar(this))
    , m_pages(new QStackedWidget(this))
    , m_all(new QStackedWidget(this))
    , m_state(new StatePage(this))
    , m_tree(new DenseTreeView(this))
    , m_model(new StepTreeModel(this))
    , m_failures(new QStandardItemModel(this))
    , m_units(new QStandardItemModel(this))
    , m_infos(new QStandardItemModel(this))
    , m_files(new QStandardItemModel(this))
{
    m_header->setBackVisible(true);
    connect(m_header->addIconButton(QStringLiteral("refresh"), tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &ReportView::refresh);
    m_nextFailed->setToolTip(tr("Next failed step (F8), previous (Shift+F8)"));
    m_header->addControl(m_nextFailed);
    m_history->setHeading(tr("History of this unit"));
    m_notice->hide();
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *strip = new Panel(&Tokens::base, content);
    auto *factsRow = new QVBoxLayout(strip);
    factsRow->setContentsMargins(16, 0, 16, 8);
    factsRow->addWidget(m_facts);
    column->addWidget(strip);
    column->addWidget(m_history);
    makeTabs();
    auto *tabs = new Panel(&Tokens::base, content);
    tabs->setLines(Qt::BottomEdge);
    auto *tabsRow = new QVBoxLayout(tabs);
    tabsRow->setContentsMargins(6, 0, 16, 0);
    tabsRow->addWidget(m_tabs);
    column->addWidget(tabs);
    column->addWidget(m_pages, 1);
    m_all->addWidget(content);
    m_all->addWidget(m_state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_notice);
    layout->addWidget(m_all, 1);
    connect(m_header, &PageHeader::backRequested, this, &ReportView::backRequested);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &ReportView::refresh);
    connect(m_nextFailed, &QPushButton::clicked, this, [this] { nextFailed(); });
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_history, &HistoryStrip::chosen, this, &ReportView::reportRequested);
    connect(m_facts, &FactsRow::linkActivated, this, [this](const QString &serial) {
        emit placeRequested({QStringLiteral("assets"), serial, {}});
    });
    connect(&m_query, &LiveQueryBase::changed, this, &ReportView::update);
    connect(&m_tests, &LiveQueryBase::changed, this, &ReportView::updateHistory);
    connect(&m_repairs, &LiveQueryBase::changed, this, &ReportView::updateHistory);
    connect(&session, &Session::serverStateChanged, this, &ReportView::update);
    connect(m_state, &StatePage::tryAgainRequested, this, &ReportView::refresh);
    for (const bool forward : {true, false}) {
        auto *action = new QAction(this);
        action->setShortcut(forward ? QKeySequence(Qt::Key_F8) : QKeySequence(Qt::SHIFT | Qt::Key_F8));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, forward] { nextFailed(forward); });
        addAction(action);
    }
}

void ReportView::makeTabs()
{
    using Content = ColumnSpec::Content;
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("Steps"));
    m_tree->setColumns({{QStringLiteral("step"),
                         {QStringLiteral("Input current, idle, at full load")},
                         Content::Text,
                         1,
                         0,
                         true,
                         false,
                         54},
                        {QStringLiteral("status"), {tr("Terminated")}, Content::Status},
                        {QStringLiteral("value"), {QStringLiteral("1 of 2 passed")}},
                        {QStringLiteral("limits"), {}, Content::Limits, 0, 1},
                        {QStringLiteral("low"), {QStringLiteral("-1 234.567")}, Content::Text, 0, 2},
                        {QStringLiteral("rule"), {tr("equals, any case")}, Content::Text, 0, 2},
                        {QStringLiteral("high"), {QStringLiteral("-1 234.567")}, Content::Text, 0, 2},
                        {QStringLiteral("unit"), {QStringLiteral("mOhm")}},
                        {QStringLiteral("time"), {QStringLiteral("1 min 34 s")}, Content::Text, 0, 3}});
    m_tabs->addCountTab(tr("Steps"));
    m_pages->addWidget(m_tree);
    m_tabs->addCountTab(tr("Failures"));
    m_pages->addWidget(
        plainTable(m_failures, tr("Failures"),
                   {tr("Component"), tr("Category"), tr("Code"), tr("Article"), tr("At step"), tr("Comment")}, this));
    m_tabs->addCountTab(tr("Sub-units"));
    m_pages->addWidget(
        plainTable(m_units, tr("Sub-units"), {tr("Serial"), tr("Part"), tr("Rev"), tr("Type"), tr("Replaced")}, this));
    m_tabs->addCountTab(tr("Misc info"));
    m_pages->addWidget(plainTable(m_infos, tr("Misc info"), {tr("Name"), tr("Value")}, this));
    m_tabs->addCountTab(tr("Files"));
    m_pages->addWidget(plainTable(m_files, tr("Files"), {tr("Name"), tr("Kind"), tr("Size"), tr("At step")}, this));
}

void ReportView::showReport(const QString &id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_report.reset();
    m_model->setReport({});
    m_history->setItems({}, {});
    if (id.isEmpty()) {
        m_query.clear();
        return;
    }
    m_query.ask(ReportService::one(id));
}

void ReportView::setShown(bool shown)
{
    m_query.setActive(shown);
    m_tests.setActive(shown);
    m_repairs.setActive(shown);
}

void ReportView::refresh()
{
    m_query.refresh();
    m_tests.refresh();
    m_repairs.refresh();
}

bool ReportView::nextFailed(bool forward)
{
    return m_tree->selectNext([this](const QModelIndex &index) { return m_model->isFailedLeaf(index); }, forward);
}

void ReportView::update()
{
    const auto &answer = m_query.answer();
    DataAge age = dataAgeOf(answer, m_query.isLoading(), m_query.loadingSince(), m_session.serverState(),
                            m_session.clock().wallNow());
    if (answer.value && age.kind == StatusKind::Fresh && age.note.isEmpty())
        age.note = tr("a finished report does not change");
    m_header->age()->setState(age);
    showState();
    if (!answer.value) {
        m_header->setTitle(tr("Report"));
        m_header->setStatus({});
        return;
    }
    if (m_report == answer.value)
        return;
    m_report = answer.value;
    m_header->setTitle(m_report->serialNumber);
    m_header->setStatus(statusOf(m_report->result, m_report->kind));
    showSteps(*m_report);
    updateTables(*m_report);
    updateFacts(*m_report);
    m_tests.ask(ReportService::history(ReportKind::Test, m_report->serialNumber));
    m_repairs.ask(ReportService::history(ReportKind::Repair, m_report->serialNumber));
}

void ReportView::showState()
{
    const auto &answer = m_query.answer();
    if (answer.value) {
        m_all->setCurrentIndex(0);
        return;
    }
    m_all->setCurrentWidget(m_state);
    if (m_query.isLoading())
        m_state->showLoading(tr("Loading the report"));
    else if (answer.error && answer.error->kind == Error::Kind::NotFound)
        m_state->showFiltered(tr("There is no such report"), tr("The server does not know the report %1.").arg(m_id));
    else if (answer.error && answer.error->isOutage())
        m_state->showOffline(tr("The server cannot be reached"),
                             tr("%1 This report is not saved on this computer yet.").arg(answer.error->message));
    else if (answer.error)
        m_state->showError(tr("The report could not be read"), answer.error->message);
}

void ReportView::updateFacts(const Report &report)
{
    QList<Fact> facts;
    const auto add = [&](const QString &label, const QString &value) {
        if (!value.isEmpty())
            facts << Fact{label, value};
    };
    add(tr("Part"),
        report.revision.isEmpty() ? report.partNumber : tr("%1 rev %2").arg(report.partNumber, report.revision));
    add(tr("Process"),
        report.processName.isEmpty() ? QString::number(report.processCode)
                                     : tr("%1 (%2)").arg(report.processName).arg(report.processCode));
    add(tr("Station"),
        report.socketIndex >= 0 ? tr("%1, socket %2").arg(report.stationName).arg(report.socketIndex)
                                : report.stationName);
    add(tr("Operator"), report.operatorName);
    if (report.start.isValid()) {
        Fact fact{tr("Started"), words::time(report.start.ms(), m_session.clock().wallNow().ms())};
        fact.tip = words::utc(report.start.ms());
        facts << fact;
    }
    if (report.executionTime)
        add(report.kind == ReportKind::Repair ? tr("Repair time") : tr("Test time"),
            words::duration(*report.executionTime));
    if (report.root)
        add(tr("Sequence"), QStringList{report.root->sequenceName, report.root->sequenceVersion}.join(u' ').trimmed());
    if (!report.fixtureId.isEmpty()) {
        Fact fact{tr("Fixture"), report.fixtureId};
        fact.link = report.fixtureId;
        facts << fact;
    }
    if (report.kind == ReportKind::Repair)
        add(tr("Failed in"), report.testProcessName);
    if (const Step *guilty = report.root ? stepById(*report.root, report.failedStepId) : nullptr) {
        Fact fact{tr("Failed at"), guilty->name};
        fact.state = StatusKind::Failed;
        facts << fact;
    }
    add(tr("Error"), report.errorMessage);
    add(tr("Comment"), report.comment);
    if (m_model->unreadableCount() > 0) {
        Fact fact{tr("Not readable"), tr("a part of %n steps", nullptr, m_model->unreadableCount())};
        fact.state = StatusKind::Warning;
        facts << fact;
    }
    m_facts->setFacts(facts);
}

void ReportView::showSteps(const Report &report)
{
    m_model->setReport(m_report);
    const auto groups = m_model->groupsToOpen();
    for (const QModelIndex &index : groups)
        m_tree->expand(index);
    const bool test = report.kind == ReportKind::Test;
    m_tabs->setTabVisible(StepsTab, test);
    m_tabs->setTabVisible(FailuresTab, !test);
    m_tabs->setCount(StepsTab, m_model->stepCount());
    m_tabs->setCurrentIndex(test ? StepsTab : FailuresTab);
    m_nextFailed->setVisible(test);
    m_nextFailed->setEnabled(m_model->failedCount() > 0);
    const QModelIndex guilty = report.failedStepId > 0 ? m_model->indexOfStep(report.failedStepId) : QModelIndex();
    if (guilty.isValid()) {
        m_tree->setCurrentIndex(guilty);
        m_tree->scrollTo(guilty, QAbstractItemView::PositionAtCenter);
    } else if (m_model->failedCount() > 0) {
        nextFailed();
    }
    m_tree->setFocus();
}

void ReportView::updateTables(const Report &report)
{
    for (QStandardItemModel *model : {m_failures, m_units, m_infos, m_files})
        model->removeRows(0, model->rowCount());
    for (const SubUnit &unit : report.subUnits) {
        for (const RepairFailure &failure : unit.failures)
            appendRow(m_failures,
                      {failure.componentRef, failure.category, failure.code,
                       QStringList{failure.articleNumber, failure.articleDescription}.join(u' ').trimmed(),
                       failure.referencedStepName, failure.comment});
        const bool main
            = report.kind == ReportKind::Repair && unit.index == 0 && unit.serialNumber == report.serialNumber;
        if (!main)
            appendRow(m_units,
                      {unit.serialNumber, unit.partNumber, unit.revision, unit.partType,
                       unit.replacedIndex >= 0 ? tr("in place of unit %1").arg(unit.replacedIndex) : QString()});
    }
    for (const MiscInfo &info : report.miscInfos)
        appendRow(m_infos, {info.description, info.text});
    for (const Attachment &file : report.attachments)
        appendRow(m_files, {file.name, file.contentType, words::size(file.data.size()), {}});
    std::vector<const Step *> open;
    if (report.root)
        open.push_back(&*report.root);
    while (!open.empty()) {
        const Step *step = open.back();
        open.pop_back();
        for (const Attachment &file : step->attachments)
            appendRow(m_files, {file.name, file.contentType, words::size(file.data.size()), step->name});
        for (const Step &child : step->steps)
            open.push_back(&child);
    }
    m_tabs->setCount(FailuresTab, m_failures->rowCount());
    m_tabs->setCount(UnitsTab, m_units->rowCount());
    m_tabs->setCount(InfosTab, m_infos->rowCount());
    m_tabs->setCount(FilesTab, m_files->rowCount());
    m_tabs->setTabVisible(UnitsTab, m_units->rowCount() > 0);
    m_tabs->setTabVisible(InfosTab, m_infos->rowCount() > 0);
    m_tabs->setTabVisible(FilesTab, m_files->rowCount() > 0);
}

void ReportView::updateHistory()
{
    std::vector<ReportHeader> all;
    for (const auto *part : {&m_tests.answer(), &m_repairs.answer()}) {
        if (part->value)
            all.insert(all.end(), part->value->begin(), part->value->end());
    }
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
    std::vector<HistoryItem> items;
    const qint64 now = m_session.clock().wallNow().ms();
    for (const ReportHeader &report : all) {
        const QString title
            = report.run > 1 ? tr("%1, run %2").arg(report.processName).arg(report.run) : report.processName;
        QString more = words::time(report.start.ms(), now);
        if (!report.failedStep.isEmpty())
            more = tr("%1, %2").arg(more, report.failedStep);
        items.push_back({report.id, statusOf(report.result, report.kind), title, more});
    }
    m_history->setVisible(!items.empty());
    m_history->setItems(std::move(items), m_id);
}

} // namespace qwats::ui
