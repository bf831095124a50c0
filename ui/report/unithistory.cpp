// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/unithistory.h"

#include "core/session/session.h"
#include "ui/delegates/historystrip.h"
#include "ui/report/reportsmodel.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace qwats::ui {

UnitHistory::UnitHistory(Session &session, QWidget *parent)
    : Panel(&Tokens::alt, parent)
    , m_session(session)
    , m_tests(session.fetcher(), "report history", this)
    , m_repairs(session.fetcher(), "report history", this)
    , m_strip(new HistoryStrip(this))
    , m_all(makeLinkButton(tr("Open serial history"), this))
{
    setLines(Qt::BottomEdge);
    m_strip->setHeading(tr("History of this unit"));
    m_all->setToolTip(tr("All tests of this serial number in the list"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 12, 0);
    row->setSpacing(0);
    row->addWidget(m_strip, 1);
    row->addWidget(m_all);
    hide();
    connect(m_strip, &HistoryStrip::chosen, this, &UnitHistory::reportRequested);
    connect(m_all, &QPushButton::clicked, this, [this] { emit allRequested(m_serial); });
    connect(&m_tests, &LiveQueryBase::changed, this, &UnitHistory::update);
    connect(&m_repairs, &LiveQueryBase::changed, this, &UnitHistory::update);
}

void UnitHistory::show(const QString &serialNumber, const QString &reportId)
{
    m_report = reportId;
    if (m_serial == serialNumber)
        return update();
    m_serial = serialNumber;
    if (serialNumber.isEmpty()) {
        m_tests.clear();
        m_repairs.clear();
        return;
    }
    m_tests.ask(ReportService::history(ReportKind::Test, serialNumber));
    m_repairs.ask(ReportService::history(ReportKind::Repair, serialNumber));
}

void UnitHistory::setActive(bool active)
{
    m_tests.setActive(active);
    m_repairs.setActive(active);
}

void UnitHistory::refresh()
{
    m_tests.refresh();
    m_repairs.refresh();
}

void UnitHistory::update()
{
    std::vector<ReportHeader> all;
    for (const auto *part : {&m_tests.answer(), &m_repairs.answer()}) {
        if (part->value)
            all.insert(all.end(), part->value->begin(), part->value->end());
    }
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
    if (all.size() > Newest)
        all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(Newest));
    std::vector<HistoryItem> items;
    const qint64 now = m_session.clock().wallNow().ms();
    for (const ReportHeader &report : all) {
        const QString process = plain::oneLine(report.processName, 60);
        const QString title = report.run > 1 ? tr("%1, run %2").arg(process).arg(report.run) : process;
        QString more = words::time(report.start.ms(), now);
        if (report.id == m_report)
            more = tr("%1, this report").arg(more);
        else if (!report.failedStep.isEmpty())
            more = tr("%1, %2").arg(more, plain::oneLine(report.failedStep, 60));
        items.push_back({report.id, statusOf(report.result, report.kind), title, more});
    }
    setVisible(!items.empty());
    m_strip->setItems(std::move(items), m_report);
}

} // namespace qwats::ui
