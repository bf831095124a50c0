// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/diagnosticspage.h"

#include "core/session/session.h"
#include "ui/charts/diagnosticsplots.h"
#include "ui/diagnostics/metricsbuckets.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto UpdateEvery = 1s;
constexpr auto ClearStaysArmed = 4s;
constexpr qsizetype MostMarkers = 50;

} // namespace

DiagnosticsPage::DiagnosticsPage(Session &session, QWidget *parent)
    : Page(session, parent)
    , m_header(new PageHeader(tr("Diagnostics"), this))
    , m_ranges(new SegmentedControl(this))
    , m_pause(new QPushButton(icon(QStringLiteral("pause")), tr("Pause"), this))
    , m_clear(new QPushButton(icon(QStringLiteral("reset")), tr("Clear…"), this))
    , m_plots(new DiagnosticsPlots(this))
    , m_startedAt(session.clock().wallNow())
{
    makeHeader();
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Charts"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_plots);
    m_plots->setMinimumHeight(560);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(scroll, 1);
    connect(&m_second, &QTimer::timeout, this, &DiagnosticsPage::showNewest);
    m_clearArmed.setSingleShot(true);
    m_clearArmed.setInterval(ClearStaysArmed);
    connect(&m_clearArmed, &QTimer::timeout, this, [this] { m_clear->setText(tr("Clear…")); });
    connect(&session, &Session::policiesChanged, this,
            [this] { mark(QLatin1Char('S'), tr("Cache settings applied")); });
    connect(&session, &Session::serverStateChanged, this, [this](const ServerState &state) {
        if (state.reach == ServerState::Reach::Offline)
            mark(QLatin1Char('D'), tr("Server unreachable"));
        else if (m_lastReach == ServerState::Reach::Offline && state.reach == ServerState::Reach::Online)
            mark(QLatin1Char('U'), tr("Server back"));
        m_lastReach = state.reach;
    });
}

void DiagnosticsPage::makeHeader()
{
    m_ranges->setSegments({{QStringLiteral("60"), tr("1 min")},
                           {QStringLiteral("300"), tr("5 min")},
                           {QStringLiteral("1800"), tr("30 min")},
                           {QStringLiteral("14400"), tr("4 h")},
                           {QStringLiteral("86400"), tr("24 h")}});
    m_ranges->setCurrent(QString::number(m_range.count()));
    m_ranges->setAccessibleName(tr("Time range"));
    m_header->addControl(m_ranges);
    m_header->addControl(m_pause);
    m_header->addControl(m_clear);
    m_pause->setToolTip(tr("Stops the picture, not the recording (P)"));
    m_clear->setToolTip(tr("Forgets what was counted; the cache itself stays"));
    connect(m_ranges, &SegmentedControl::currentChanged, this, &DiagnosticsPage::setRange);
    connect(m_pause, &QPushButton::clicked, this, &DiagnosticsPage::togglePause);
    connect(m_clear, &QPushButton::clicked, this, &DiagnosticsPage::clear);
    auto *key = new QAction(tr("Pause or go on"), this);
    key->setShortcut(QKeySequence(Qt::Key_P));
    connect(key, &QAction::triggered, this, &DiagnosticsPage::togglePause);
    addAction(key);
}

void DiagnosticsPage::go(const Place &place)
{
    const QString range = place.state.value(QStringLiteral("range")).toString();
    if (!range.isEmpty()) {
        m_ranges->setCurrent(range);
        setRange(range);
    }
}

Place DiagnosticsPage::place() const
{
    return {QStringLiteral("diagnostics"), {}, {{QStringLiteral("range"), QString::number(m_range.count())}}};
}

void DiagnosticsPage::refresh()
{
    showNewest();
}

void DiagnosticsPage::setShown(bool shown)
{
    if (!shown) {
        m_second.stop();
        return;
    }
    m_second.start(UpdateEvery);
    showNewest();
    setFocus();
}

bool DiagnosticsPage::escape()
{
    if (!m_paused)
        return false;
    togglePause();
    return true;
}

void DiagnosticsPage::togglePause()
{
    m_paused = !m_paused;
    m_pausedAt = m_session.clock().wallNow();
    m_pause->setText(m_paused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(icon(m_paused ? QStringLiteral("play") : QStringLiteral("pause")));
    if (m_paused)
        updateAge(0);
    else
        showNewest();
}

void DiagnosticsPage::setRange(const QString &seconds)
{
    m_range = std::chrono::seconds(seconds.toLongLong());
    draw(); // another range is worth a new picture, also while paused
    emit placeChanged();
}

/// Two presses: a slip must not cost an hour of numbers.
void DiagnosticsPage::clear()
{
    if (!m_clearArmed.isActive()) {
        m_clear->setText(tr("Really clear"));
        m_clearArmed.start();
        return;
    }
    m_clearArmed.stop();
    m_clear->setText(tr("Clear…"));
    m_session.metrics().clear();
    m_startedAt = m_session.clock().wallNow();
    m_markers.clear();
    mark(QLatin1Char('C'), tr("Cleared"));
    draw();
}

void DiagnosticsPage::mark(QChar letter, const QString &text)
{
    const Timestamp now = m_session.clock().wallNow();
    m_markers.append({now.ms(), letter, tr("%1 %2").arg(text, words::time(now.ms(), now.ms()))});
    if (m_markers.size() > MostMarkers)
        m_markers.removeFirst();
    m_plots->setMarkers(m_markers);
}

void DiagnosticsPage::showNewest()
{
    if (!m_paused)
        draw();
}

void DiagnosticsPage::draw()
{
    const auto history = m_session.metrics().history(m_range);
    const qint64 now = m_session.clock().wallNow().ms();
    if (m_paused)
        m_pausedAt = Timestamp::fromMs(now);
    const qint64 from = now - std::chrono::duration_cast<std::chrono::milliseconds>(m_range).count();
    m_plots->setBudget(static_cast<double>(m_session.cache().policies().maxBytes), m_session.fetcher().budget().limit);
    m_plots->setBuckets(toTimeBuckets(history, m_startedAt), from, now);
    updateAge(history.size());
}

void DiagnosticsPage::updateAge(size_t buckets)
{
    DataAge age;
    age.kind = m_paused ? StatusKind::Stale : StatusKind::Online;
    age.asOfMs = m_paused ? m_pausedAt.ms() : m_session.clock().wallNow().ms();
    age.sinceMs = age.asOfMs;
    age.source = m_paused ? QString() : tr("live");
    if (m_paused)
        age.note = tr("paused, recording goes on");
    if (!m_paused && buckets > 0)
        age.note = tr("%1 s per point").arg(std::max<qint64>(1, m_range.count() / static_cast<qint64>(buckets)));
    m_header->age()->setState(age);
}

} // namespace qwats::ui
