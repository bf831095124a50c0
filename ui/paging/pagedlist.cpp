// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paging/pagedlist.h"

namespace qwats::ui {

PagedListBase::PagedListBase(Fetcher &fetcher, QByteArray initiator, int pageSize, QObject *parent)
    : QObject(parent)
    , m_fetcher(fetcher)
    , m_initiator(std::move(initiator))
    , m_pageSize(pageSize)
{
    const auto again = [this] {
        if (m_shown)
            reload();
        else
            m_dirty = true;
    };
    connect(&fetcher, &Fetcher::tagsDropped, this, [this, again](const QByteArrayList &tags) {
        if (dependsOn(tags))
            again();
    });
    connect(&fetcher, &Fetcher::serverStateChanged, this, [this, again](const ServerState &state) {
        if (state.reach == ServerState::Reach::Online && missesServer())
            again();
    });
}

void PagedListBase::setShown(bool shown)
{
    m_shown = shown;
    if (shown && std::exchange(m_dirty, false))
        reload();
}

void PagedListBase::fetchMore()
{
    if (m_complete || m_nextUnderWay || (pageCount() == 0 && isLoading()))
        return;
    m_nextUnderWay = true;
    request(pageCount(), FetchOptions::Mode::Normal);
}

void PagedListBase::cancel()
{
    giveUp();
    ++m_question;
    m_loading = 0;
    m_nextUnderWay = false;
    m_failed = true;
    emit stateChanged();
}

void PagedListBase::began()
{
    if (m_loading++ == 0)
        m_loadingSince = m_fetcher.clock().wallNow();
    emit stateChanged();
}

void PagedListBase::ended()
{
    m_loading = std::max(0, m_loading - 1);
}

void PagedListBase::goOn()
{
    if (!m_complete && !m_failed && m_rowCount < m_loadAhead)
        fetchMore();
}

} // namespace qwats::ui
