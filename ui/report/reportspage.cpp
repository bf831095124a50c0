// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportspage.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/report/reportfilterbar.h"
#include "ui/report/reportlist.h"
#include "ui/report/reportview.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

ReportsPage::ReportsPage(Session &session, QWidget *parent)
    : Page(session, parent)
    , m_parts(new QStackedWidget(this))
    , m_list(new ReportList(session, this))
    , m_view(new ReportView(session, this))
{
    m_parts->addWidget(m_list);
    m_parts->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_parts);
    connect(m_list, &ReportList::openRequested, this, &ReportsPage::openReport);
    connect(m_list, &ReportList::compareRequested, this, &ReportsPage::compareRequested);
    connect(m_list, &ReportList::stateChanged, this, &Page::placeChanged);
    connect(m_list, &ReportList::filterDeleted, this,
            [this](const QString &title, const std::function<void()> &undo) { emit notifyUndoable(title, {}, undo); });
    connect(m_view, &ReportView::backRequested, this, &ReportsPage::showList);
    connect(m_view, &ReportView::reportRequested, this, &ReportsPage::openReport);
    connect(m_view, &ReportView::placeRequested, this, &Page::placeRequested);
    auto *find = new QAction(this); // the other pages' filter lines bring this key with them
    find->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, &ReportsPage::focusFilter);
    addAction(find);
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

void ReportsPage::go(const Place &place)
{
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
    if (m_parts->currentWidget() == m_view)
        return {u"reports"_s, m_view->shownReport(), {}};
    return {u"reports"_s, {}, m_list->state()};
}

void ReportsPage::refresh()
{
    if (m_parts->currentWidget() == m_view)
        m_view->refresh();
    else
        m_list->refresh();
}

bool ReportsPage::focusFilter()
{
    return m_parts->currentWidget() == m_list && m_list->focusFilter();
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
    showList();
    return true;
}

} // namespace qwats::ui
