// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportsheets.h"

#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/report/filespanel.h"
#include "ui/report/propertytree.h"
#include "ui/report/reportfacts.h"
#include "ui/widgets/counttabs.h"
#include "ui/widgets/ink.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace qwats::ui {

ReportSheets::ReportSheets(CountTabs *tabs, QWidget *steps, QWidget *parent)
    : QStackedWidget(parent)
    , m_tabs(tabs)
    , m_tables(new ReportTables(this))
    , m_dataModel(makePropertyModel(this))
    , m_dataTree(makePropertyTree(m_dataModel, tr("Additional data"), this))
    , m_files(new FilesPanel(this))
    , m_head(new FactsGrid(this))
{
    tabs->addCountTab(tr("Steps"));
    addWidget(steps);
    for (int table = 0; table < ReportTables::TableCount; ++table)
        addTable(static_cast<ReportTables::Table>(table));
    tabs->addCountTab(tr("Additional data"));
    addWidget(m_dataTree);
    tabs->addCountTab(tr("Files"));
    addWidget(m_files);
    tabs->addCountTab(tr("All facts"));
    addWidget(makeHead());
    m_files->setSaveAllVisible(true);
    connect(tabs, &QTabBar::currentChanged, this, &QStackedWidget::setCurrentIndex);
    connect(m_files, &FilesPanel::saveAllRequested, this, &ReportSheets::saveAllRequested);
    connect(m_files, &FilesPanel::saved, this, &ReportSheets::fileSaved);
    connect(m_files, &FilesPanel::failed, this, &ReportSheets::fileFailed);
    connect(m_head, &FactsGrid::linkActivated, this, &ReportSheets::linkActivated);
}

void ReportSheets::addTable(ReportTables::Table table)
{
    auto *view = m_tables->makeView(table, this);
    m_views[table] = view;
    m_tabs->addCountTab(ReportTables::name(table));
    addWidget(view);
    connect(view, &QAbstractItemView::activated, this,
            [this, table](const QModelIndex &index) { openRow(table, index); });
}

void ReportSheets::openRow(ReportTables::Table table, const QModelIndex &index)
{
    const QModelIndex first = index.siblingAtColumn(0);
    if (table == ReportTables::Failures && first.data(StepLinkRole).isValid())
        emit stepRequested(first.data(StepLinkRole).toInt());
    else if (table == ReportTables::Assets)
        emit assetRequested(first.data(AssetLinkRole).toString());
    else if (table == ReportTables::Units)
        emit unitRequested(first.data(UnitLinkRole).toString());
}

QWidget *ReportSheets::makeHead()
{
    auto *scroll = new QScrollArea(this);
    auto *sheet = new ui::Panel(&Tokens::base, scroll);
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(16, 12, 16, 12);
    column->addWidget(m_head);
    column->addStretch(1);
    scroll->setWidget(sheet);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("All facts"));
    return scroll;
}

ReportSheets::Sheet ReportSheets::current() const
{
    return static_cast<Sheet>(m_tabs->currentIndex());
}

void ReportSheets::open(Sheet sheet)
{
    m_tabs->setCurrentIndex(sheet);
}

void ReportSheets::focusFailures()
{
    DenseTableView *table = m_views.at(ReportTables::Failures);
    table->setCurrentIndex(table->model()->index(0, 0));
    table->setFocus();
}

void ReportSheets::setReport(const std::shared_ptr<const Report> &report, int stepCount)
{
    m_tables->setReport(*report);
    fillProperties(m_dataModel, report->additionalData);
    m_dataTree->expandToDepth(0);
    auto files = FilesPanel::filesOf(*report);
    const auto fileCount = static_cast<int>(files.size());
    m_files->setFiles(report, std::move(files));
    m_head->setFacts(allFacts(*report));
    const auto set = [this](Sheet sheet, int count, bool shown) {
        m_tabs->setCount(sheet, count);
        m_tabs->setTabVisible(sheet, shown);
    };
    const bool isTest = report->kind == ReportKind::Test;
    set(Steps, stepCount, isTest || stepCount > 0);
    set(Failures, m_tables->count(ReportTables::Failures), !isTest);
    for (const auto &[sheet, table] : {std::pair(Units, ReportTables::Units), std::pair(Assets, ReportTables::Assets),
                                       std::pair(Infos, ReportTables::Infos)})
        set(sheet, m_tables->count(table), m_tables->count(table) > 0);
    set(Data, m_dataModel->rowCount(), m_dataModel->rowCount() > 0);
    set(Files, fileCount, fileCount > 0);
    if (m_shown != report->id || !m_tabs->isTabVisible(m_tabs->currentIndex()))
        open(isTest ? Steps : Failures);
    m_shown = report->id;
}

} // namespace qwats::ui
