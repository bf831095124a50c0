// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/newreports.h"

namespace qwats::ui {

NewReports::NewReports(Fetcher &fetcher, QObject *parent)
    : QObject(parent)
    , m_fetcher(fetcher)
{
    m_timer.setInterval(Every);
    connect(&m_timer, &QTimer::timeout, this, &NewReports::check);
}

void NewReports::watch(const Query<ReportHeaderList> &newest)
{
    m_ticket.cancel();
    ++m_asked;
    m_query = newest;
    m_known.clear();
    m_hasKnown = false;
    set(0, false);
    if (m_shown)
        m_timer.start();
}

void NewReports::setKnown(const QSet<QString> &ids)
{
    m_ticket.cancel(); // an answer on its way was asked for before
    ++m_asked;
    m_known = ids;
    m_hasKnown = true;
    set(0, false);
}

void NewReports::setShown(bool shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    if (!shown)
        m_timer.stop();
    else if (m_query.isValid())
        m_timer.start();
}

void NewReports::check()
{
    if (!m_query.isValid() || !m_shown)
        return;
    m_ticket.cancel();
    const quint64 asked = ++m_asked;
    FetchOptions options;
    options.mode = FetchOptions::Mode::Refresh;
    options.priority = Priority::Poll;
    options.initiator = "new reports";
    Ticket ticket;
    m_fetcher.fetch<ReportHeaderList>(
        m_query, options, this,
        [this, asked](const Fetched<ReportHeaderList> &answer) {
            if (asked == m_asked && answer.value && answer.freshness == Freshness::Fresh)
                take(*answer.value);
        },
        &ticket);
    m_ticket = ticket;
}

/// Unknown rows above the last known one are new; below it they are older than what the list began with.
void NewReports::take(const ReportHeaderList &rows)
{
    if (!m_hasKnown) {
        QSet<QString> ids;
        for (const ReportHeader &row : rows)
            ids.insert(row.id);
        m_known = ids;
        m_hasKnown = true;
        return;
    }
    int fresh = 0;
    int above = 0;
    bool any = false;
    for (const ReportHeader &row : rows) {
        if (m_known.contains(row.id)) {
            any = true;
            above = fresh;
        } else {
            ++fresh;
        }
    }
    if (any || m_known.isEmpty())
        set(any ? above : fresh, !any && int(rows.size()) >= Rows);
    else
        set(fresh, int(rows.size()) >= Rows);
}

void NewReports::set(int count, bool more)
{
    if (count == m_count && more == m_more)
        return;
    m_count = count;
    m_more = more;
    emit changed();
}

} // namespace qwats::ui
