// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/livequery.h"

namespace qwats {

LiveQueryBase::LiveQueryBase(Fetcher &fetcher, QByteArray initiator, QObject *parent)
    : QObject(parent)
    , m_fetcher(fetcher)
    , m_initiator(std::move(initiator))
{
    connect(&m_fetcher, &Fetcher::tagsDropped, this, &LiveQueryBase::onTagsDropped);
    connect(&m_fetcher, &Fetcher::serverStateChanged, this, &LiveQueryBase::onServerState);
    connect(&m_poll, &QTimer::timeout, this, [this] { askAgain(FetchOptions::Mode::Normal); });
}

void LiveQueryBase::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    if (!active) {
        m_poll.stop();
        return;
    }
    if (m_poll.interval() > 0)
        m_poll.start();
    if (std::exchange(m_dirtyWhileHidden, false))
        askAgain(FetchOptions::Mode::Normal);
}

void LiveQueryBase::setPollEvery(std::chrono::milliseconds interval)
{
    m_poll.setInterval(interval);
    if (m_active && interval.count() > 0)
        m_poll.start();
    else
        m_poll.stop();
}

void LiveQueryBase::setLoading(bool loading)
{
    if (loading && !m_loading)
        m_loadingSince = m_fetcher.clock().wallNow();
    else if (!loading)
        m_loadingSince = {};
    m_loading = loading;
}

void LiveQueryBase::onTagsDropped(const QByteArrayList &tags)
{
    if (!dependsOn(tags))
        return;
    if (m_active)
        askAgain(FetchOptions::Mode::Normal);
    else
        m_dirtyWhileHidden = true;
}

/// The server is back: what was shown as offline, or could not be shown, is asked for again.
void LiveQueryBase::onServerState(const ServerState &state)
{
    if (state.reach != ServerState::Reach::Online || !missesServer())
        return;
    if (m_active)
        askAgain(FetchOptions::Mode::Normal);
    else
        m_dirtyWhileHidden = true;
}

} // namespace qwats
