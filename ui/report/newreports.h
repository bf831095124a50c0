// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/report/reportheader.h"

#include <QSet>
#include <QTimer>

namespace qwats::ui {

/// Counts the reports that came to a list since it was read: asks for its newest rows now and then, after everything
/// the user asked for, and only while shown. Thread: the Fetcher's. Owned by its parent.
class NewReports : public QObject
{
    Q_OBJECT

public:
    explicit NewReports(Fetcher &fetcher, QObject *parent);

    /// Another list: `newest` are its newest rows. What is there at the first answer counts as known.
    void watch(const Query<ReportHeaderList> &newest);
    /// What the list shows now is known; the next answers are compared with it.
    void setKnown(const QSet<QString> &ids);
    void setShown(bool shown);
    void check(); ///< now
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] bool isMore() const { return m_more; } ///< at least count(): none of the answer was known

    static constexpr std::chrono::milliseconds Every{20'000};
    static constexpr int Rows = 100; ///< to be asked for by the query

signals:
    void changed();

private:
    void take(const ReportHeaderList &rows);
    void set(int count, bool more);

    Fetcher &m_fetcher;
    Query<ReportHeaderList> m_query;
    Ticket m_ticket;
    quint64 m_asked = 0;
    QSet<QString> m_known;
    bool m_hasKnown = false;
    bool m_shown = false;
    bool m_more = false;
    int m_count = 0;
    QTimer m_timer;
};

} // namespace qwats::ui
