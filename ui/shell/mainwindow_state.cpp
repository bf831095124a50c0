// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"
#include "ui/shell/alerts.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/recentplaces.h"
#include "ui/shell/trayicon.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/words.h"

namespace qwats::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto HitRateSpan = 5min;

StatusKind kindOf(ServerState::Reach reach)
{
    switch (reach) {
    case ServerState::Reach::Online: return StatusKind::Online;
    case ServerState::Reach::Offline: return StatusKind::Offline;
    case ServerState::Reach::Unauthorized: return StatusKind::Failed;
    case ServerState::Reach::Unknown: return StatusKind::Fetching;
    }
    return StatusKind::Unknown;
}

QString wordOf(ServerState::Reach reach)
{
    switch (reach) {
    case ServerState::Reach::Online: return MainWindow::tr("Online");
    case ServerState::Reach::Offline: return MainWindow::tr("Server unreachable");
    case ServerState::Reach::Unauthorized: return MainWindow::tr("Token not accepted");
    case ServerState::Reach::Unknown: return MainWindow::tr("Connecting");
    }
    return {};
}

/// The time of the data on screen; 0: none.
qint64 newestOn(const Page *page)
{
    const auto headers = page ? page->findChildren<PageHeader *>() : QList<PageHeader *>();
    for (const PageHeader *header : headers) {
        if (header->isVisible())
            return header->age()->state().asOfMs;
    }
    return 0;
}

} // namespace

void MainWindow::updateStatus()
{
    const ServerState server = m_session.serverState();
    std::optional<int> answerMs;
    if (server.reach == ServerState::Reach::Online)
        answerMs = std::max(1, static_cast<int>(server.roundTrip.count()));
    m_status->setServer(kindOf(server.reach), wordOf(server.reach), server.since.isValid() ? server.since.ms() : 0,
                        answerMs);
    m_status->setNewest(newestOn(currentPage()));
    const BudgetState budget = m_session.fetcher().budget();
    m_status->setCalls(budget.used, budget.limit);
    const MetricsBucket recent = m_session.metrics().last(HitRateSpan);
    quint64 served = 0;
    for (int i = 0; i < qwats::OutcomeCount; ++i)
        served += servedFromCache(static_cast<Outcome>(i)) ? recent.outcomes[static_cast<size_t>(i)] : 0;
    m_status->setHitRate(static_cast<qint64>(served), static_cast<qint64>(recent.lookups()), tr("last 5 min"));
    if (!m_unnamed.thing.isEmpty())
        noteRecent();
}

void MainWindow::serverChanged(const ServerState &state)
{
    updateStatus();
    if (state.reach == m_lastReach)
        return;
    const auto before = std::exchange(m_lastReach, state.reach);
    if (before == ServerState::Reach::Unknown && state.reach == ServerState::Reach::Online)
        return; // as expected, nothing to say
    const QString words = wordOf(state.reach);
    const QString why = state.error ? state.error->message : m_session.profile().name;
    if (state.reach == ServerState::Reach::Online)
        m_alerts->add(StatusKind::Online, tr("The server answers again"), m_session.profile().name);
    else if (state.reach != ServerState::Reach::Unknown)
        m_alerts->add(kindOf(state.reach), words, why, {u"overview"_s, {}, {}});
    if (m_tray && !isActiveWindow())
        m_tray->tell(kindOf(state.reach), words, why);
    if (m_tray)
        m_tray->setSummary(tr("qWATS · %1 · %2").arg(m_session.profile().name, words));
}

void MainWindow::careCounted(int overdue, int alarm)
{
    m_rail->setBadge(u"assets"_s, overdue + alarm, BadgeKind::NeedsPerson);
    const auto before = std::exchange(m_lastCare, {overdue, alarm});
    if (overdue <= before.first && alarm <= before.second)
        return;
    const QString title = tr("%1 overdue, %2 in alarm").arg(words::count(overdue), words::count(alarm));
    const QString text = tr("Fixtures and instruments that need care now.");
    const StatusKind kind = overdue > 0 ? StatusKind::Overdue : StatusKind::Alarm;
    m_alerts->add(kind, title, text, {u"assets"_s, {}, {{u"level"_s, u"all"_s}, {u"text"_s, QString()}}});
    if (m_tray && !isActiveWindow())
        m_tray->tell(kind, title, text);
}

/// What a place is called; empty while the cache does not know it yet.
QString MainWindow::wordsOf(const Place &place) const
{
    Fetcher &fetcher = m_session.fetcher();
    if (place.page == u"reports") {
        const auto report = fetcher.peek(ReportService::one(place.thing));
        return report ? tr("Report of %1").arg(report->serialNumber) : QString();
    }
    if (place.page == u"assets") {
        const auto asset = fetcher.peek(AssetService::one(place.thing));
        if (!asset)
            return {};
        return asset->name.isEmpty() ? asset->serialNumber : tr("%1, %2").arg(asset->serialNumber, asset->name);
    }
    return place.thing;
}

void MainWindow::noteRecent()
{
    const Page *page = currentPage();
    const Place place = page ? page->place() : Place();
    m_unnamed = {};
    if (place.thing.isEmpty())
        return;
    const QString words = wordsOf(place);
    if (words.isEmpty()) {
        m_unnamed = place; // asked again every second while one stays there
        return;
    }
    const auto &known = m_recent->entries();
    if (known.isEmpty() || !(known.first().place.page == place.page && known.first().place.thing == place.thing))
        m_recent->note(place, words, m_session.clock().wallNow());
}

void MainWindow::applyTray()
{
    const bool wanted = m_settings.value(setting::trayAlarms);
    if (wanted && !m_tray) {
        m_tray = TrayIcon::make();
        if (m_tray) {
            connect(m_tray.get(), &TrayIcon::openRequested, this, &MainWindow::comeToFront);
            connect(m_tray.get(), &TrayIcon::quitRequested, this, [this] {
                m_quitting = true;
                close();
                emit quitRequested();
            });
        }
    } else if (!wanted) {
        m_tray.reset();
    }
    m_alertsPanel->setTrayChoices(TrayIcon::isAvailable(), wanted, m_settings.value(setting::closeToTray));
}

void MainWindow::chooseTray(bool alarms, bool keepRunning)
{
    auto saved = m_settings.set(setting::trayAlarms, alarms);
    if (saved)
        saved = m_settings.set(setting::closeToTray, keepRunning && alarms);
    if (!saved)
        m_toasts->add(StatusKind::Warning, tr("The choice is not remembered."), saved.error().message);
    applyTray();
}

} // namespace qwats::ui
