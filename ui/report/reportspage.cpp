// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportspage.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/report/comparetray.h"
#include "ui/report/measurementview.h"
#include "ui/report/reportfilterbar.h"
#include "ui/report/reportlist.h"
#include "ui/report/reporttransfers.h"
#include "ui/report/reportview.h"
#include "ui/widgets/pageheader.h"

#include <QAction>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

ReportsPage::ReportsPage(Session &session, QWidget *parent)
    : Page(session, parent)
    , m_parts(new QStackedWidget(this))
    , m_list(new ReportList(session, this))
    , m_view(new ReportView(session, this))
    , m_measurement(new MeasurementView(session, this))
{
    m_parts->addWidget(m_list);
    m_parts->addWidget(m_view);
    m_parts->addWidget(m_measurement);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_parts, 1);
    layout->addWidget(m_view->dock()); // transfers and the reports to compare, under list and view alike
    connect(m_list, &ReportList::openRequested, this, &ReportsPage::openReport);
    connect(m_list, &ReportList::compareRequested, this, &ReportsPage::compareRequested);
    connect(this, &ReportsPage::compareRequested, this, [this](const QString &id) {
        if (const ReportHeader *report = model()->reportAt(model()->rowOf(id)))
            m_view->tray()->toggle(*report);
    });
    addUpload();
    connect(m_list, &ReportList::stateChanged, this, &Page::placeChanged);
    connect(m_list, &ReportList::filterDeleted, this,
            [this](const QString &title, const std::function<void()> &undo) { emit notifyUndoable(title, {}, undo); });
    connect(m_view, &ReportView::backRequested, this, &ReportsPage::showList);
    connect(m_view, &ReportView::reportRequested, this, &ReportsPage::openReport);
    connect(m_view, &ReportView::placeRequested, this, &Page::placeRequested);
    connect(m_measurement, &MeasurementView::backRequested, this, &ReportsPage::leaveMeasurement);
    connect(m_measurement, &MeasurementView::reportRequested, this, &ReportsPage::openReport);
    connect(m_measurement, &MeasurementView::stateChanged, this, &Page::placeChanged);
    auto *find = new QAction(tr("Filter reports"), this); // the other pages' filter lines bring this key with them
    find->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, &ReportsPage::focusFilter);
    addAction(find);
}

void ReportsPage::addUpload()
{
    ReportTransfers *transfers = m_view->transfers();
    transfers->acceptFilesOn(this);
    auto *upload = m_list->header()->addIconButton(u"queue"_s, tr("Upload a report…"));
    upload->setObjectName(u"uploadReport"_s);
    const auto update = [this, upload] {
        const bool away = m_session.serverState().isOutage();
        upload->setEnabled(!away);
        upload->setToolTip(away ? tr("The server cannot be reached, so nothing can be uploaded")
                                : tr("Upload a WSJF report; or drop a file here"));
    };
    connect(upload, &QToolButton::clicked, transfers, &ReportTransfers::chooseUpload);
    connect(&m_session, &Session::serverStateChanged, this, update);
    update();
}

DenseTableView *ReportsPage::table() const
{
    return m_list->table();
}

ReportsModel *ReportsPage::model() const
{
    return m_list->model();
}

ChipBar *ReportsPage::chips() const
{
    return m_list->filters()->chips();
}

/// Only what is seen asks for anything by itself.
void ReportsPage::showPart(QWidget *part)
{
    m_parts->setCurrentWidget(part);
    m_list->setShown(m_shown && part == m_list);
    m_view->setShown(m_shown && part == m_view);
    m_measurement->setShown(m_shown && part == m_measurement);
}

void ReportsPage::openReport(const QString &id)
{
    m_view->showReport(id);
    showPart(m_view);
    emit placeChanged();
}

void ReportsPage::showList()
{
    showPart(m_list);
    m_list->table()->setFocus();
    emit placeChanged();
}

/// A measurement of a report takes over what the list was narrowed to, but not the one unit that was looked for.
void ReportsPage::showMeasurement(const QVariantMap &what)
{
    QVariantMap narrowed = what;
    const QVariantMap list = m_list->state();
    if (m_parts->currentWidget() != m_measurement)
        m_fromReport = m_parts->currentWidget() == m_view;
    if (m_parts->currentWidget() != m_measurement && !what.contains(u"started"_s)) {
        for (const auto &id : {u"started"_s, u"station"_s, u"batch"_s}) {
            if (list.contains(id))
                narrowed.insert(id, list.value(id));
        }
    }
    m_measurement->showMeasurement(narrowed);
    showPart(m_measurement);
    emit placeChanged();
}

/// To the report it was opened from, else to the list.
void ReportsPage::leaveMeasurement()
{
    if (m_fromReport)
        openReport(m_view->shownReport());
    else
        showList();
}

void ReportsPage::go(const Place &place)
{
    if (const auto what = place.state.value(u"measurement"_s); what.isValid()) {
        showMeasurement(what.toMap());
        return;
    }
    if (!place.thing.isEmpty()) {
        openReport(place.thing);
        return;
    }
    m_list->setState(place.state);
    if (m_parts->currentWidget() != m_list)
        showList();
}

Place ReportsPage::place() const
{
    if (m_parts->currentWidget() == m_measurement) {
        const QVariantMap what = m_measurement->state();
        const QString thing = u"measurement:"_s + what.value(u"path"_s).toString();
        return {u"reports"_s, thing, {{u"measurement"_s, what}}};
    }
    if (m_parts->currentWidget() == m_view)
        return {u"reports"_s, m_view->shownReport(), {}};
    return {u"reports"_s, {}, m_list->state()};
}

void ReportsPage::refresh()
{
    if (m_parts->currentWidget() == m_view)
        m_view->refresh();
    else if (m_parts->currentWidget() == m_measurement)
        m_measurement->refresh();
    else
        m_list->refresh();
}

bool ReportsPage::focusFilter()
{
    if (m_parts->currentWidget() == m_list)
        return m_list->focusFilter();
    if (m_parts->currentWidget() != m_view)
        return false;
    m_view->focusFind();
    return true;
}

void ReportsPage::setShown(bool shown)
{
    m_shown = shown;
    showPart(m_parts->currentWidget());
}

bool ReportsPage::escape()
{
    if (m_parts->currentWidget() == m_list)
        return m_list->escape();
    if (m_parts->currentWidget() == m_measurement) {
        if (!m_measurement->escape())
            leaveMeasurement();
        return true;
    }
    showList();
    return true;
}

} // namespace qwats::ui
