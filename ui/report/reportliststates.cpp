// SPDX-License-Identifier: GPL-3.0-or-later
// What the list of reports says about itself: age, progress, notice, footer, and the page that stands where no row is.
#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/report/filtercause.h"
#include "ui/report/reportfilterbar.h"
#include "ui/report/reportlist.h"
#include "ui/shell/page.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QPushButton>
#include <QStackedWidget>

namespace qwats::ui {

using namespace Qt::StringLiterals;

void ReportList::updateState()
{
    m_header->age()->setState(dataAgeOf(m_list.info(), m_list.isLoading(), m_list.loadingSince(),
                                        m_session.serverState(), m_session.clock().wallNow()));
    if (m_list.isLoading() && m_list.rowCount() > 0)
        m_loading->start();
    else
        m_loading->stop();
    updateFooter();
    updateNotice();
    showStatePage();
    countResults();
}

/// No server counts header rows. The chips show counts when the whole list is here to be counted, and keep them while
/// only the result is narrowed.
void ReportList::countResults()
{
    ReportCriteria all = m_filters->criteria();
    const bool narrowed = !all.results.empty() || all.kind == ReportKind::Repair;
    all.results.clear();
    all.kind = ReportKind::Test;
    if (!all.sameAs(m_counted)) {
        m_counted = all;
        m_countedRows = -1;
        m_filters->setCounts({});
    }
    if (narrowed || !m_list.isComplete() || m_list.isLoading() || m_list.rowCount() == m_countedRows)
        return;
    m_countedRows = m_list.rowCount();
    QHash<QString, qint64> counts{{u"all"_s, m_list.rowCount()}};
    for (const auto result :
         {ReportResult::Passed, ReportResult::Failed, ReportResult::Error, ReportResult::Terminated})
        counts.insert(QString::number(int(result)), 0);
    qint64 loaded = 0;
    m_list.forLoaded([&](int, const ReportHeader &report) {
        ++loaded;
        const QString id = QString::number(int(report.result));
        if (counts.contains(id))
            ++counts[id];
        return false;
    });
    m_filters->setCounts(loaded == m_list.rowCount() ? counts : QHash<QString, qint64>());
}

void ReportList::updateFooter()
{
    const QString rows = words::count(m_list.rowCount());
    m_footer->setCount(m_list.isComplete()         ? tr("%1 reports").arg(rows)
                           : m_list.rowCount() > 0 ? tr("more than %1 reports").arg(rows)
                                                   : QString());
    m_footer->setLoaded(m_list.isFindingEnd()                             ? tr("looking for the end")
                            : m_list.isLoading() && m_list.rowCount() > 0 ? tr("loading more")
                                                                          : QString());
    qint64 selected = 0;
    const QItemSelection selection = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        selected += range.left() == 0 || range.width() > 1 ? range.height() : 0;
    m_footer->setSelected(int(selected));
}

void ReportList::updateNotice()
{
    const FetchedInfo &info = m_list.info();
    if (m_session.serverState().isOutage() && info.freshness != Freshness::None)
        m_notice->showNotice(StatusKind::Offline, tr("Working from saved data."),
                             tr("Rows not loaded yet wait for the server."), tr("Try now"));
    else if (info.error && info.freshness != Freshness::None)
        m_notice->showNotice(StatusKind::Error, tr("The list is not complete."), info.error->message, tr("Try again"));
    else
        m_notice->hide();
}

void ReportList::updateNew()
{
    const int count = m_new.count();
    m_newButton->setVisible(count > 0);
    const QString words = words::count(count);
    m_newButton->setText(m_new.isMore() ? tr("%1+ new").arg(words) : tr("%1 new").arg(words));
    m_newButton->setToolTip(tr("Reports that came since this list was read; shows them at the top"));
}

void ReportList::showStatePage()
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
    } else if (m_asked && info.freshness == Freshness::None) {
        m_state->showError(tr("Loading was given up"), tr("Nothing was read of this list."));
    } else if (m_filters->criteria().isSet()) {
        m_cause->find(m_filters->criteria(), m_session.clock().wallNow());
        if (m_filters->criteria().setFields().size() > 1)
            showFiltered({});
    } else {
        m_state->showEmpty(u"reports"_s, tr("No reports yet"),
                           tr("Reports appear here when test stations have sent them."));
    }
}

void ReportList::showFiltered(const QStringList &causes)
{
    const ReportCriteria &criteria = m_filters->criteria();
    const QStringList fields = criteria.setFields();
    const auto named = [&](const QString &id) {
        return tr("%1 “%2”", "name and value of a filter").arg(criteria.nameOf(id), criteria.words(id));
    };
    QString text = tr("More than one of them has to go before any report matches.");
    if (causes.size() == 1 && fields.size() > 1)
        text = tr("Without %1 there are reports.").arg(named(causes.constFirst()));
    else if (causes.size() > 1)
        text = tr("Each alone leaves some; together they leave none.");
    else if (fields.size() == 1)
        text = fields.constFirst() == u"started"
            ? tr("Nothing was tested in that time.")
            : tr("%1 matches nothing. %2 stands for any text.").arg(named(fields.constFirst()), u"%"_s);
    m_state->showFiltered(fields.size() == 1       ? tr("No report matches this filter")
                              : fields.size() == 2 ? tr("No report matches both filters")
                                                   : tr("No report matches all %1 filters").arg(fields.size()),
                          text);
    for (const QString &id : causes.mid(0, fields.size() > 1 ? 3 : 0)) {
        connect(m_state->addButton(tr("Without %1").arg(criteria.nameOf(id))), &QPushButton::clicked, this, [this, id] {
            ReportCriteria without = m_filters->criteria();
            without.clear(id);
            m_filters->setCriteria(without);
            ask();
            emit stateChanged();
        });
    }
    connect(m_state->addButton(tr("Clear filters"), true), &QPushButton::clicked, m_filters,
            &ReportFilterBar::clearAll);
}

} // namespace qwats::ui
