// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/report/reportheader.h"
#include "ui/report/reportcriteria.h"

#include <QObject>

namespace qwats::ui {

/// Finds which of several filters hides everything: asks for one row without each of them in turn.
/// Thread: the Fetcher's. Owned by its parent. A question that fails counts as "does not help".
class FilterCause : public QObject
{
    Q_OBJECT

public:
    explicit FilterCause(Fetcher &fetcher, QObject *parent);

    void find(const ReportCriteria &criteria, Timestamp now); ///< replaces what is being found
    void stop();

signals:
    /// Without any one of these fields there are reports; empty: more than one must go.
    void found(const QStringList &fields);

private:
    void take(const QString &field, bool helps);

    Fetcher &m_fetcher;
    std::vector<Ticket> m_tickets;
    QStringList m_order;
    QStringList m_helping;
    int m_open = 0;
    quint64 m_question = 0;
};

} // namespace qwats::ui
