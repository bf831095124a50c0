// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/http/page.h"

#include <QObject>

#include <functional>
#include <map>
#include <vector>

namespace qwats::ui {

/// The untyped part of PagedList: signals cannot live in a template.
class PagedListBase : public QObject
{
    Q_OBJECT

public:
    explicit PagedListBase(Fetcher &fetcher, QByteArray initiator, int pageSize, QObject *parent);

    [[nodiscard]] int rowCount() const { return m_rowCount; }
    [[nodiscard]] bool isComplete() const { return m_complete; } ///< the last page came back short
    [[nodiscard]] bool isLoading() const { return m_loading > 0; }
    [[nodiscard]] Timestamp loadingSince() const { return m_loadingSince; }
    [[nodiscard]] int pageSize() const { return m_pageSize; }
    /// The truth about what is shown: the oldest page's time, the worst page's freshness, the newest error.
    [[nodiscard]] const FetchedInfo &info() const { return m_info; }

    void setShown(bool shown); ///< while hidden, dropped answers are only asked for again when shown
    /// Goes on by itself until this many rows are there; 0: only fetchMore() goes on.
    void setLoadAhead(int rows) { m_loadAhead = rows; }
    void fetchMore(); ///< the next page, if there is one and none is on its way
    void cancel(); ///< gives up what is on its way; rows stay
    virtual void refresh() = 0; ///< all loaded pages again, from the server; rows stay until the new ones come

signals:
    void aboutToReset(); ///< the rows go: another question
    void reset();
    void rowsAppended(int first, int count);
    void rowsChanged(int first, int count); ///< same rows, newer values
    void stateChanged(); ///< info(), isLoading() or isComplete()

protected:
    virtual void request(int page, FetchOptions::Mode mode) = 0;
    virtual void reload() = 0;
    [[nodiscard]] virtual bool dependsOn(const QByteArrayList &tags) const = 0;
    [[nodiscard]] virtual bool missesServer() const = 0;
    [[nodiscard]] virtual int pageCount() const = 0;
    virtual void giveUp() = 0;
    void began();
    void ended();
    void goOn();

    Fetcher &m_fetcher;
    QByteArray m_initiator;
    int m_pageSize;
    int m_rowCount = 0;
    int m_loadAhead = 0;
    int m_loading = 0;
    bool m_complete = false;
    bool m_failed = false; // the last page could not be loaded: fetchMore() tries again, nothing goes on by itself
    bool m_nextUnderWay = false;
    quint64 m_question = 0;
    FetchedInfo m_info;

private:
    bool m_shown = true;
    bool m_dirty = false;
    Timestamp m_loadingSince;
};

/// A long list that comes in pages: asks for the next page when it is needed, keeps the rows in the pages the cache
/// shares, follows invalidations, and tells how old the oldest part is.
///
/// Thread: the Fetcher's. Owned by its parent.
template <typename T> class PagedList final : public PagedListBase
{
public:
    using Rows = std::vector<T>;
    using Source = std::function<Query<Rows>(PageRange)>;

    PagedList(Fetcher &fetcher, QByteArray initiator, int pageSize, QObject *parent)
        : PagedListBase(fetcher, std::move(initiator), pageSize, parent)
    {
    }
    ~PagedList() override { PagedList::giveUp(); }

    /// Another question: the old rows go at once, what the cache has of the new ones is there when this returns.
    void setSource(Source source)
    {
        giveUp();
        emit aboutToReset();
        ++m_question;
        m_source = std::move(source);
        m_pages.clear();
        m_rowCount = 0;
        m_complete = m_failed = m_nextUnderWay = false;
        m_loading = 0;
        m_info = {};
        emit reset();
        request(0, FetchOptions::Mode::Normal);
    }

    [[nodiscard]] const T &at(int row) const
    {
        return (*m_pages[size_t(row / m_pageSize)].value)[size_t(row % m_pageSize)];
    }

    void refresh() override
    {
        for (int page = 0; page < std::max(1, pageCount()); ++page)
            request(page, FetchOptions::Mode::Refresh);
    }

protected:
    [[nodiscard]] int pageCount() const override { return int(m_pages.size()); }

    void reload() override
    {
        for (int page = 0; page < std::max(1, pageCount()); ++page)
            request(page, FetchOptions::Mode::Normal);
    }

    void request(int page, FetchOptions::Mode mode) override
    {
        if (!m_source)
            return;
        FetchOptions options;
        options.mode = mode;
        options.initiator = m_initiator;
        const quint64 question = m_question;
        const quint64 id = ++m_lastRequest;
        Ticket ticket;
        const auto now = m_fetcher.fetch<Rows>(
            m_source({page * m_pageSize, m_pageSize}), options, this,
            [this, page, question, id](const Fetched<Rows> &answer) {
                m_tickets.erase(id);
                if (question != m_question)
                    return;
                ended();
                take(page, answer);
            },
            &ticket);
        if (now.pending) {
            m_tickets.emplace(id, ticket);
            began();
        }
        if (now.value)
            take(page, now);
        else
            emit stateChanged();
    }

    [[nodiscard]] bool dependsOn(const QByteArrayList &tags) const override
    {
        if (!m_source)
            return false;
        const auto own = m_source({0, m_pageSize}).tags();
        return std::any_of(own.begin(), own.end(), [&](const Tag &tag) { return tags.contains(tag); });
    }

    [[nodiscard]] bool missesServer() const override
    {
        return m_info.freshness == Freshness::Offline || (m_info.error && m_info.error->isOutage());
    }

    void giveUp() override
    {
        for (const auto &[id, ticket] : m_tickets)
            ticket.cancel();
        m_tickets.clear();
    }

private:
    void take(int page, const Fetched<Rows> &answer)
    {
        if (page == pageCount())
            m_nextUnderWay = answer.pending && !answer.value;
        if (!answer.value) {
            m_failed = true;
            if (page < pageCount()) { // what was there stays, and says that it could not be made newer
                m_pages[size_t(page)].error = answer.error;
                if (answer.error && answer.error->isOutage())
                    m_pages[size_t(page)].freshness = Freshness::Offline;
            }
            summarise(answer.error);
            return;
        }
        m_failed = false;
        place(page, answer);
        summarise({});
        goOn();
    }

    void place(int page, const Fetched<Rows> &answer)
    {
        const int first = page * m_pageSize;
        const int count = int(answer.value->size());
        if (page == pageCount()) {
            if (m_complete)
                return; // asked for when the list was longer: it ends before this page now
            m_pages.push_back(answer);
            m_rowCount += count;
            m_complete = count < m_pageSize;
            emit rowsAppended(first, count);
        } else if (page < pageCount()) {
            const bool sameShape = m_pages[size_t(page)].value->size() == answer.value->size();
            const bool last = page == pageCount() - 1;
            if (sameShape) {
                m_pages[size_t(page)] = answer;
                if (count > 0)
                    emit rowsChanged(first, count);
                return;
            }
            emit aboutToReset();
            m_pages[size_t(page)] = answer;
            if (!last)
                m_pages.resize(size_t(page) + 1); // rows moved between pages: what follows is asked for again
            m_nextUnderWay = false; // an answer on its way is for a page that no longer follows
            m_rowCount = first + count;
            m_complete = count < m_pageSize;
            emit reset();
        }
    }

    void summarise(std::optional<Error> error)
    {
        FetchedInfo info;
        info.error = std::move(error);
        bool first = true;
        for (const auto &page : m_pages) {
            if (first || page.asOf < info.asOf)
                info.asOf = page.asOf;
            if (first || page.freshFor < info.freshFor)
                info.freshFor = page.freshFor;
            info.freshness = std::max(info.freshness, page.freshness);
            info.fromCache = info.fromCache || page.fromCache;
            if (!info.error)
                info.error = page.error;
            first = false;
        }
        m_info = info;
        emit stateChanged();
    }

    Source m_source;
    std::vector<Fetched<Rows>> m_pages;
    std::map<quint64, Ticket> m_tickets; // of requests still running
    quint64 m_lastRequest = 0;
};

} // namespace qwats::ui
