// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/filtercause.h"

namespace qwats::ui {

FilterCause::FilterCause(Fetcher &fetcher, QObject *parent)
    : QObject(parent)
    , m_fetcher(fetcher)
{
}

void FilterCause::stop()
{
    ++m_question;
    for (const Ticket &ticket : m_tickets)
        ticket.cancel();
    m_tickets.clear();
    m_helping.clear();
    m_open = 0;
}

void FilterCause::find(const ReportCriteria &criteria, Timestamp now)
{
    stop();
    m_order = criteria.setFields();
    if (m_order.size() < 2) {
        emit found(m_order);
        return;
    }
    m_open = int(m_order.size());
    const quint64 question = m_question;
    const QStringList fields = m_order;
    for (const QString &field : fields) {
        ReportCriteria without = criteria;
        without.clear(field);
        FetchOptions options;
        options.priority = Priority::Poll;
        options.initiator = "which filter hides all";
        Ticket ticket;
        const auto now1 = m_fetcher.fetch<ReportHeaderList>(
            ReportService::headers(without.filterAt(now), ReportSort::Start, Qt::DescendingOrder, {0, 1}), options,
            this,
            [this, field, question](const Fetched<ReportHeaderList> &answer) {
                if (question == m_question && !answer.pending)
                    take(field, answer.value && !answer.value->empty());
            },
            &ticket);
        m_tickets.push_back(ticket);
        if (!now1.pending)
            take(field, now1.value && !now1.value->empty());
        if (question != m_question)
            return;
    }
}

void FilterCause::take(const QString &field, bool helps)
{
    if (helps)
        m_helping << field;
    if (--m_open > 0)
        return;
    QStringList fields;
    for (const QString &one : std::as_const(m_order)) {
        if (m_helping.contains(one))
            fields << one;
    }
    emit found(fields);
}

} // namespace qwats::ui
