// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paging/windowedlist.h"

namespace qwats::ui {

WindowedListBase::WindowedListBase(Fetcher &fetcher, QByteArray initiator, int pageSize, int pagesKept, QObject *parent)
    : QObject(parent)
    , m_fetcher(fetcher)
    , m_initiator(std::move(initiator))
    , m_pageSize(pageSize)
    , m_pagesKept(pagesKept)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        m_failed = false;
        loadView();
    });
    connect(&fetcher, &Fetcher::tagsDropped, this, [this](const QByteArrayList &tags) {
        if (!dependsOn(tags))
            return;
        if (m_shown)
            emit outdated();
        else
            m_dirty = true;
    });
    connect(&fetcher, &Fetcher::serverStateChanged, this, [this](const ServerState &state) {
        if (state.reach != ServerState::Reach::Online || !missesServer() || !m_shown || isLoading())
            return;
        m_failed = false;
        if (m_rowCount == 0)
            requestPage(0, FetchOptions::Mode::Normal);
        else
            refresh();
    });
}

bool WindowedListBase::missesServer() const
{
    return m_info.freshness == Freshness::Offline || (m_info.error && m_info.error->isOutage());
}

void WindowedListBase::setShown(bool shown)
{
    m_shown = shown;
    if (shown && std::exchange(m_dirty, false))
        emit outdated();
}

void WindowedListBase::show(int first, int last)
{
    m_view = {std::max(0, first), std::max(first, last)};
    const auto [from, to] = wantedPages();
    bool jumped = false;
    for (int page = from; page <= to; ++page) {
        const bool reached = hasPage(page) || isUnderWay(page) || hasPage(page - 1) || isUnderWay(page - 1)
            || hasPage(page + 1) || isUnderWay(page + 1);
        jumped = jumped || !reached;
    }
    if (jumped || m_failed) {
        m_rest.start();
    } else {
        m_rest.stop();
        loadView();
    }
}

/// The pages in view and the one ahead when the view comes near it.
std::pair<int, int> WindowedListBase::wantedPages() const
{
    const int ahead = m_pageSize / 4;
    const int first = std::max(0, m_view.first - ahead) / m_pageSize;
    int last = (m_view.second + ahead) / m_pageSize;
    const int end = m_complete ? std::max(0, m_rowCount - 1) / m_pageSize : m_rowCount / m_pageSize;
    last = std::min(last, end);
    return {std::min(first, last), last};
}

void WindowedListBase::loadView()
{
    if (m_failed || m_rowCount == 0)
        return;
    const auto [from, to] = wantedPages();
    giveUpOutside(from - 1, to + 1);
    for (int page = from; page <= to; ++page) {
        if (!hasPage(page) && !isUnderWay(page))
            requestPage(page, FetchOptions::Mode::Normal);
    }
}

void WindowedListBase::cancel()
{
    giveUp();
    m_rest.stop();
    ++m_question;
    m_loading = 0;
    m_failed = true;
    endSearch();
    emit stateChanged();
}

void WindowedListBase::began()
{
    if (m_loading++ == 0)
        m_loadingSince = m_fetcher.clock().wallNow();
}

void WindowedListBase::ended()
{
    m_loading = std::max(0, m_loading - 1);
}

void WindowedListBase::forget()
{
    m_rest.stop();
    m_rowCount = 0;
    m_loading = 0;
    m_complete = m_failed = m_findingEnd = false;
    m_beyond = -1;
    m_view = {0, 0};
    m_info = {};
}

void WindowedListBase::takeLength(int page, int count)
{
    const int end = page * m_pageSize + count;
    const bool isLast = count < m_pageSize && (count > 0 || page == 0 || end == m_rowCount);
    if (count == 0 && end < m_rowCount) { // the list became shorter than this page
        emit aboutToReset();
        m_rowCount = end;
        m_complete = end == 0;
        emit reset();
        if (!m_complete)
            requestPage(std::max(0, page - 1), FetchOptions::Mode::Normal);
        return;
    }
    if (isLast && end < m_rowCount) {
        emit aboutToReset();
        m_rowCount = end;
        m_complete = true;
        emit reset();
    } else {
        m_complete = isLast || (m_complete && end <= m_rowCount);
        if (const int more = end - m_rowCount; more > 0) {
            m_rowCount = end;
            emit rowsGrown(more);
        } else if (isLast) {
            emit rowsGrown(0);
        }
    }
    if (!m_findingEnd)
        return;
    if (m_complete) {
        endSearch();
        emit endFound();
    } else if (end == m_rowCount && m_beyond >= 0 && m_beyond - m_rowCount <= m_pageSize) {
        requestPage(m_rowCount / m_pageSize, FetchOptions::Mode::Normal);
    }
}

void WindowedListBase::findEnd()
{
    if (m_complete) {
        emit endFound();
        return;
    }
    if (m_findingEnd || m_rowCount == 0)
        return;
    m_failed = false;
    m_findingEnd = true;
    m_beyond = -1;
    probeNext();
    emit stateChanged();
}

void WindowedListBase::probeNext()
{
    constexpr int Farthest = 1'000'000'000;
    if (m_beyond < 0 && m_rowCount < Farthest)
        return requestProbe(m_rowCount * 2);
    if (m_beyond - m_rowCount > m_pageSize)
        return requestProbe(m_rowCount + (m_beyond - m_rowCount) / 2);
    requestPage(m_rowCount / m_pageSize, FetchOptions::Mode::Normal);
}

void WindowedListBase::takeProbe(int row, bool exists)
{
    if (!m_findingEnd)
        return;
    if (!exists) {
        m_beyond = row;
    } else if (const int more = row + 1 - m_rowCount; more > 0) {
        m_rowCount = row + 1;
        emit rowsGrown(more);
    }
    probeNext();
}

void WindowedListBase::endSearch()
{
    m_findingEnd = false;
    m_beyond = -1;
}

/// The oldest page's time, the worst page's freshness.
void WindowedListBase::addTruth(FetchedInfo &all, const FetchedInfo &page, bool first)
{
    if (first || page.asOf < all.asOf)
        all.asOf = page.asOf;
    if (first || page.freshFor < all.freshFor)
        all.freshFor = page.freshFor;
    all.freshness = std::max(all.freshness, page.freshness);
    all.fromCache = all.fromCache || page.fromCache;
    if (!all.error)
        all.error = page.error;
}

} // namespace qwats::ui
