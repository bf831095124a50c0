// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportview.h"

#include "core/session/session.h"
#include "ui/delegates/densetreeview.h"
#include "ui/report/comparetray.h"
#include "ui/report/comparisonview.h"
#include "ui/report/reportfacts.h"
#include "ui/report/reportsheets.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/reporttransfers.h"
#include "ui/report/stepspanel.h"
#include "ui/report/steptreemodel.h"
#include "ui/report/transferbar.h"
#include "ui/report/unithistory.h"
#include "ui/widgets/counttabs.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace qwats::ui {
namespace {

const auto ComparePrefix = QStringLiteral("compare:");

} // namespace

ReportView::ReportView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_query(session.fetcher(), "report view", this)
    , m_header(new PageHeader(QString(), this))
    , m_nextFailed(makeButton(tr("Next failed"), "", QStringLiteral("next-failed"), this))
    , m_compare(makeButton(tr("Compare"), "", QStringLiteral("compare"), this))
    , m_facts(new FactsRow(this))
    , m_history(new UnitHistory(session, this))
    , m_tabs(new CountTabs(this))
    , m_steps(new StepsPanel(this))
    , m_sheets(new ReportSheets(m_tabs, m_steps, this))
    , m_modes(new QStackedWidget(this))
    , m_all(new QStackedWidget(this))
    , m_state(new StatePage(this))
    , m_comparison(new ComparisonView(session, this))
    , m_dock(new QWidget(this))
    , m_bar(new TransferBar(m_dock))
    , m_tray(new CompareTray(m_dock))
    , m_transfers(new ReportTransfers(session, m_bar, this))
{
    makeHeader();
    makeDock();
    m_modes->addWidget(makeReportPage());
    m_modes->addWidget(m_comparison);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_modes);
    layout->addWidget(m_dock);
    connectParts();
    makeKeys();
}

ReportView::~ReportView() = default;

void ReportView::makeHeader()
{
    m_header->setBackVisible(true);
    connect(m_header->addIconButton(QStringLiteral("refresh"), tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &ReportView::refresh);
    auto *files = m_header->addIconButton(QStringLiteral("export"), tr("Save this report as a file"));
    auto *menu = new QMenu(files);
    for (const ReportFile file : {ReportFile::Certificate, ReportFile::Wsjf, ReportFile::Wsxf, ReportFile::Attachments})
        connect(menu->addAction(reportFileTitle(file)), &QAction::triggered, this, [this, file] {
            if (m_report)
                m_transfers->download(file, m_report);
        });
    files->setMenu(menu);
    files->setPopupMode(QToolButton::InstantPopup);
    files->setObjectName(QStringLiteral("reportFiles"));
    m_nextFailed->setToolTip(tr("Next failed step (F8), previous (Shift+F8)"));
    m_header->addControl(m_nextFailed);
    m_header->addControl(m_compare);
    m_compare->setObjectName(QStringLiteral("addToComparison"));
}

void ReportView::makeDock()
{
    auto *column = new QVBoxLayout(m_dock);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_tray);
}

QWidget *ReportView::makeReportPage()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *strip = new Panel(&Tokens::base, content);
    auto *factsRow = new QVBoxLayout(strip);
    factsRow->setContentsMargins(16, 0, 16, 8);
    factsRow->addWidget(m_facts);
    auto *tabs = new Panel(&Tokens::base, content);
    tabs->setLines(Qt::BottomEdge);
    auto *tabsRow = new QHBoxLayout(tabs);
    tabsRow->setContentsMargins(6, 0, 12, 0);
    tabsRow->setSpacing(12);
    tabsRow->addWidget(m_tabs);
    tabsRow->addWidget(m_steps->tools(), 1);
    tabsRow->setAlignment(m_tabs, Qt::AlignLeft);
    column->addWidget(strip);
    column->addWidget(m_history);
    column->addWidget(tabs);
    column->addWidget(m_sheets, 1);
    m_all->addWidget(content);
    m_all->addWidget(m_state);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_all, 1);
    return page;
}

void ReportView::connectParts()
{
    connect(m_header, &PageHeader::backRequested, this, &ReportView::backRequested);
    connect(m_comparison, &ComparisonView::backRequested, this, &ReportView::backRequested);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &ReportView::refresh);
    connect(m_state, &StatePage::tryAgainRequested, this, &ReportView::refresh);
    connect(m_nextFailed, &QPushButton::clicked, this, [this] { nextFailed(); });
    connect(m_compare, &QPushButton::clicked, this, &ReportView::addToComparison);
    connect(m_tabs, &QTabBar::currentChanged, this,
            [this](int sheet) { m_steps->tools()->setVisible(sheet == ReportSheets::Steps); });
    connect(m_history, &UnitHistory::reportRequested, this, &ReportView::reportRequested);
    connect(m_history, &UnitHistory::allRequested, this, [this](const QString &serial) {
        emit placeRequested({QStringLiteral("reports"), {}, {{QStringLiteral("serial"), serial}}});
    });
    connect(m_facts, &FactsRow::linkActivated, this, &ReportView::followLink);
    connect(m_sheets, &ReportSheets::linkActivated, this, &ReportView::followLink);
    connect(m_sheets, &ReportSheets::stepRequested, this, &ReportView::openStepOfTest);
    connect(m_sheets, &ReportSheets::assetRequested, this,
            [this](const QString &serial) { followLink(QStringLiteral("asset:") + serial); });
    connect(m_sheets, &ReportSheets::unitRequested, this, [this](const QString &serial) {
        emit placeRequested({QStringLiteral("reports"), {}, {{QStringLiteral("serial"), serial}}});
    });
    connect(m_sheets, &ReportSheets::saveAllRequested, this, [this] {
        if (m_report)
            m_transfers->download(ReportFile::Attachments, m_report);
    });
    const auto tellFailed = [this](const QString &name, const QString &reason) {
        m_bar->finish(StatusKind::Error, tr("%1 was not saved").arg(name), reason);
    };
    connect(m_sheets, &ReportSheets::fileSaved, this, &ReportView::tellSaved);
    connect(m_sheets, &ReportSheets::fileFailed, this, tellFailed);
    connect(m_steps, &StepsPanel::fileSaved, this, &ReportView::tellSaved);
    connect(m_steps, &StepsPanel::fileFailed, this, tellFailed);
    connect(m_steps, &StepsPanel::overUnitsRequested, this, &ReportView::requestOverUnits);
    connect(m_comparison, &ComparisonView::saved, this, &ReportView::tellSaved);
    connect(m_comparison, &ComparisonView::failed, this, tellFailed);
    connect(m_comparison, &ComparisonView::reportRequested, this, &ReportView::reportRequested);
    connect(m_tray, &CompareTray::changed, this, &ReportView::updateCompareButton);
    connect(m_tray, &CompareTray::reportRequested, this, &ReportView::reportRequested);
    connect(m_tray, &CompareTray::compareRequested, this,
            [this](const QStringList &ids) { emit reportRequested(ComparePrefix + ids.join(u',')); });
    connect(m_transfers, &ReportTransfers::reportRequested, this, &ReportView::reportRequested);
    connect(&m_query, &LiveQueryBase::changed, this, &ReportView::update);
    connect(&m_session, &Session::serverStateChanged, this, &ReportView::update);
}

void ReportView::makeKeys()
{
    for (const bool forward : {true, false}) {
        auto *action = new QAction(forward ? tr("Next failed step") : tr("Previous failed step"), this);
        action->setShortcut(forward ? QKeySequence(Qt::Key_F8) : QKeySequence(Qt::SHIFT | Qt::Key_F8));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, forward] {
            if (m_modes->currentWidget() == m_comparison)
                m_comparison->nextDifference(forward);
            else
                nextFailed(forward);
        });
        addAction(action);
    }
}

DenseTreeView *ReportView::steps() const
{
    return m_steps->tree();
}

StepTreeModel *ReportView::model() const
{
    return m_steps->model();
}

void ReportView::showReport(const QString &id)
{
    if (m_shown == id)
        return;
    m_shown = id;
    if (id.startsWith(ComparePrefix)) {
        m_comparison->showReports(
            id.mid(ComparePrefix.size()).split(u',', Qt::SkipEmptyParts).mid(0, CompareTray::Most));
        m_modes->setCurrentWidget(m_comparison);
    } else {
        m_modes->setCurrentIndex(0);
        showOne(id);
    }
    setShown(m_isShown);
}

void ReportView::showOne(const QString &id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_report.reset();
    m_steps->setReport({});
    if (id.isEmpty()) {
        m_history->show({}, {});
        m_query.clear();
        return;
    }
    m_query.ask(ReportService::one(id));
}

void ReportView::setShown(bool shown)
{
    m_isShown = shown;
    const bool isComparison = m_modes->currentWidget() == m_comparison;
    m_query.setActive(shown && !isComparison);
    m_history->setActive(shown && !isComparison);
    m_comparison->setShown(shown && isComparison);
}

void ReportView::refresh()
{
    if (m_modes->currentWidget() == m_comparison)
        return m_comparison->refresh();
    m_query.refresh();
    m_history->refresh();
}

bool ReportView::nextFailed(bool forward)
{
    m_sheets->open(ReportSheets::Steps);
    return m_steps->nextFailed(forward);
}

void ReportView::focusFind()
{
    if (m_modes->currentWidget() == m_comparison || !m_report || !m_report->root)
        return;
    m_sheets->open(ReportSheets::Steps);
    m_steps->focusFind();
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
    showContent();
}

void ReportView::showContent()
{
    m_header->setTitle(plain::oneLine(m_report->serialNumber, 40));
    m_header->setStatus(statusOf(m_report->result, m_report->kind));
    m_steps->setReport(m_report);
    m_sheets->setReport(m_report, m_steps->model()->stepCount());
    m_facts->setFacts(shortFacts(*m_report, m_steps->model()->unreadableCount(), m_session.clock().wallNow().ms()));
    m_history->show(m_report->serialNumber, m_id);
    const bool isTest = m_report->kind == ReportKind::Test;
    m_nextFailed->setVisible(isTest);
    m_nextFailed->setEnabled(m_steps->model()->failedCount() > 0);
    m_compare->setVisible(isTest);
    updateCompareButton();
    if (m_wantedStep.first == m_id) {
        m_sheets->open(ReportSheets::Steps);
        m_steps->selectStep(m_wantedStep.second);
    }
    m_wantedStep = {};
    m_sheets->currentWidget()->setFocus();
    if (m_sheets->current() == ReportSheets::Steps)
        m_steps->tree()->setFocus();
    else if (m_sheets->current() == ReportSheets::Failures)
        m_sheets->focusFailures();
}

void ReportView::showState()
{
    const auto &answer = m_query.answer();
    for (QWidget *part : {static_cast<QWidget *>(m_nextFailed), static_cast<QWidget *>(m_compare)})
        part->setEnabled(answer.value != nullptr);
    if (answer.value) {
        m_nextFailed->setEnabled(m_steps->model()->failedCount() > 0);
        m_all->setCurrentIndex(0);
        return;
    }
    m_all->setCurrentWidget(m_state);
    if (m_query.isLoading())
        m_state->showLoading(tr("Loading the report"));
    else if (answer.error && answer.error->kind == Error::Kind::NotFound)
        m_state->showFiltered(tr("There is no such report"),
                              tr("The server does not know the report %1.").arg(plain::oneLine(m_id, 60)));
    else if (answer.error && answer.error->isOutage())
        m_state->showOffline(tr("The server cannot be reached"),
                             tr("%1 This report is not saved on this computer yet.").arg(answer.error->message));
    else if (answer.error)
        m_state->showError(tr("The report could not be read"), answer.error->message);
}

void ReportView::followLink(const QString &link)
{
    const QString kind = link.section(u':', 0, 0);
    const QString thing = link.section(u':', 1);
    if (kind == QLatin1StringView("report")) {
        emit reportRequested(thing);
    } else if (kind == QLatin1StringView("asset")) {
        emit placeRequested({QStringLiteral("assets"), thing, {}});
    } else if (kind == QLatin1StringView("step")) {
        m_sheets->open(ReportSheets::Steps);
        m_steps->selectStep(thing.toInt());
        m_steps->tree()->setFocus();
    }
}

void ReportView::openStepOfTest(int stepId)
{
    if (!m_report || m_report->referencedTest.isEmpty())
        return;
    m_wantedStep = {m_report->referencedTest, stepId};
    emit reportRequested(m_report->referencedTest);
}

void ReportView::requestOverUnits(const QString &path, const QString &measurement)
{
    if (!m_report)
        return;
    const QVariantMap wanted{{QStringLiteral("partNumber"), m_report->partNumber},
                             {QStringLiteral("process"), m_report->processName},
                             {QStringLiteral("processCode"), m_report->processCode},
                             {QStringLiteral("path"), path},
                             {QStringLiteral("name"), measurement}};
    emit placeRequested({QStringLiteral("reports"), {}, {{QStringLiteral("measurement"), wanted}}});
}

void ReportView::addToComparison()
{
    if (!m_report)
        return;
    const qint64 now = m_session.clock().wallNow().ms();
    m_tray->toggle(
        {m_id, m_report->serialNumber, m_report->start.isValid() ? words::time(m_report->start.ms(), now) : QString()},
        m_report->kind);
}

void ReportView::updateCompareButton()
{
    const bool inTray = m_tray->contains(m_id);
    m_compare->setText(inTray ? tr("Do not compare") : tr("Compare"));
    m_compare->setToolTip(inTray ? tr("Takes this report out of the comparison")
                                 : tr("Adds this report to those that are compared"));
}

void ReportView::tellSaved(const QString &name, const QString &path)
{
    m_bar->finish(StatusKind::Ok, tr("%1 is saved").arg(name), path);
}

} // namespace qwats::ui
