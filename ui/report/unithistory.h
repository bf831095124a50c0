// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/report/reportheader.h"
#include "ui/widgets/ink.h"

namespace qwats {
class Session;
}

namespace qwats::ui {

class HistoryStrip;

/// The newest hundred tests and repairs of one serial number as a strip, with a way to the whole list.
/// Thread: GUI. Borrows the session. Empty until the server or the cache answered; then it shows itself.
class UnitHistory : public Panel
{
    Q_OBJECT

public:
    explicit UnitHistory(Session &session, QWidget *parent = nullptr);

    /// An empty serial clears it.
    void show(const QString &serialNumber, const QString &reportId);
    void setActive(bool active);
    void refresh();
    [[nodiscard]] HistoryStrip *strip() const { return m_strip; }

signals:
    void reportRequested(const QString &id);
    void allRequested(const QString &serialNumber);

private:
    void update();

    static constexpr size_t Newest = 100;

    Session &m_session;
    QString m_serial;
    QString m_report;
    LiveQuery<ReportHeaderList> m_tests;
    LiveQuery<ReportHeaderList> m_repairs;
    HistoryStrip *m_strip;
    QPushButton *m_all;
};

} // namespace qwats::ui
