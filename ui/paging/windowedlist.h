// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/http/page.h"

#include <QObject>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

namespace qwats::ui {

/// The untyped part of WindowedList: what is known of the length, what is in view, and the search for the end.
class WindowedListBase : public QObject
{
    Q_OBJECT

public:
    WindowedListBase(Fetcher &fetcher, QByteArray initiator, int pageSize, int pagesKept, QObject *parent);

    [[nodiscard]] int rowCount() const { return m_rowCount; } ///< rows known to exist, loaded or not
    [[nodiscard]] bool isComplete() const { return m_complete; } ///< the end is known: rowCount() is the whole list
    [[nodiscard]] bool isLoading() const { return m_loading > 0; }
    [[nodiscard]] bool isFindingEnd() const { return m_findingEnd; }
    [[nodiscard]] Timestamp loadingSince() const { return m_loadingSince; }
    [[nodiscard]] int pageSize() const { return m_pageSize; }
    [[nodiscard]] int pagesKept() const { return m_pagesKept; }
    /// The truth about what is held: the oldest page's time, the worst page's freshness, the newest error.
    [[nodiscard]] const FetchedInfo &info() const { return m_info; }

    void setShown(bool shown); ///< while hidden, nothing is asked for by itself
    /// These rows are in view; beyond rowCount() means: go on. Pages in view are asked for, at once when they follow a
    /// known one, after a short rest when the view jumped; pages far away are released.
    void show(int first, int last);
    /// Asks for single rows ever farther down, twice the distance each time, then halves the gap. endFound() follows.
    void findEnd();
    void cancel(); ///< gives up what is on its way; rows stay
    virtual void refresh() = 0; ///< from the server; rows stay until the new ones come

    static constexpr int RestMs = 80; ///< a view that jumps asks when it has stood still for so long

signals:
    void aboutToReset(); ///< the rows go: another question
    void reset();
    void rowsPrepended(int count); ///< newer rows stand before the others now
    void rowsGrown(int count); ///< this many more exist at the end, loaded or not
    void rowsChanged(int first, int count); ///< these came, or have newer values
    void stateChanged(); ///< info(), isLoading() or isComplete()
    void endFound();
    /// What is shown is not the newest any more: something was written that these lists depend on.
    void outdated();

protected:
    virtual void requestPage(int page, FetchOptions::Mode mode) = 0;
    virtual void requestProbe(int row) = 0;
    [[nodiscard]] virtual bool hasPage(int page) const = 0;
    [[nodiscard]] virtual bool isUnderWay(int page) const = 0;
    [[nodiscard]] virtual bool dependsOn(const QByteArrayList &tags) const = 0;
    [[nodiscard]] bool missesServer() const;
    virtual void giveUp() = 0;
    virtual void giveUpOutside(int firstPage, int lastPage) = 0;
    void loadView();
    void began();
    void ended();
    void forget(); ///< of another question: length, search and errors
    void takeLength(int page, int count); ///< what an answer says about where the end is
    void takeProbe(int row, bool exists);
    void endSearch();
    static void addTruth(FetchedInfo &all, const FetchedInfo &page, bool first);

    Fetcher &m_fetcher;
    QByteArray m_initiator;
    int m_pageSize;
    int m_pagesKept;
    int m_rowCount = 0;
    int m_loading = 0;
    bool m_complete = false;
    bool m_failed = false; // the last answer was an error: nothing goes on by itself until the view moves
    quint64 m_question = 0;
    std::pair<int, int> m_view{0, 0};
    FetchedInfo m_info;

private:
    [[nodiscard]] std::pair<int, int> wantedPages() const;
    void probeNext();

    bool m_shown = true;
    bool m_dirty = false;
    bool m_findingEnd = false;
    int m_beyond = -1; // a row known not to exist, while the end is searched; -1: none yet
    QTimer m_rest;
    Timestamp m_loadingSince;
};

/// A list of any length that the server gives in pages: holds the pages around the view and the last ones seen, grows
/// as the end is approached, and keeps its place while newer rows arrive at the server.
///
/// Memory is bounded: pagesKept pages. Newer rows do not move what is shown: the first answer's newest row is handed to
/// the source, which may ask for nothing newer; refresh() or takeNewest() bring them in front. Thread: the Fetcher's.
/// Owned by its parent. Errors stand in info(); rows that are there stay.
template <typename T> class WindowedList final : public WindowedListBase
{
public:
    using Rows = std::vector<T>;
    /// `newest` is the first row of the first page once that is known, else null.
    using Source = std::function<Query<Rows>(PageRange, const T *newest)>;
    using Same = std::function<bool(const T &, const T &)>;

    WindowedList(Fetcher &fetcher, QByteArray initiator, int pageSize, int pagesKept, Same same, QObject *parent)
        : WindowedListBase(fetcher, std::move(initiator), pageSize, pagesKept, parent)
        , m_same(std::move(same))
    {
    }
    ~WindowedList() override { WindowedList::giveUp(); }

    /// Another question: the old rows go at once, what the cache has of the new ones is there when this returns.
    void setSource(Source source)
    {
        giveUp();
        emit aboutToReset();
        ++m_question;
        m_source = std::move(source);
        m_pages.clear();
        m_old.clear();
        m_newest.reset();
        forget();
        emit reset();
        requestPage(0, FetchOptions::Mode::Normal);
    }

    /// Null while the row is not loaded.
    [[nodiscard]] const T *at(int row) const
    {
        if (const T *held = in(m_pages, row))
            return held;
        return in(m_old, row - m_oldShift);
    }

    /// Calls `look(row, value)` for the loaded rows in order until it returns true.
    template <typename Look> void forLoaded(Look look) const
    {
        for (const auto &[number, page] : m_pages) {
            int row = number * m_pageSize;
            for (const T &value : *page.answer.value) {
                if (look(row++, value))
                    return;
            }
        }
    }

    [[nodiscard]] int heldPages() const { return int(m_pages.size() + m_old.size()); }

    /// The first page as it is at the server now; what is held stays until it came, and the view keeps its rows.
    void refresh() override { renew(FetchOptions::Mode::Refresh); }

protected:
    [[nodiscard]] bool hasPage(int page) const override { return m_pages.count(page) > 0; }
    [[nodiscard]] bool isUnderWay(int page) const override
    {
        return std::any_of(m_tickets.begin(), m_tickets.end(),
                           [page](const auto &one) { return one.second.page == page; });
    }

    void requestPage(int page, FetchOptions::Mode mode) override
    {
        ask({page * m_pageSize, m_pageSize}, mode, page, page == 0 && !m_newest ? nullptr : newest(),
            [this, page](const Fetched<Rows> &answer) { take(page, answer); });
    }

    void requestProbe(int row) override
    {
        ask({row, 1}, FetchOptions::Mode::Normal, -1, newest(), [this, row](const Fetched<Rows> &answer) {
            if (answer.value)
                takeProbe(row, !answer.value->empty());
            else
                fail(answer);
        });
    }

    [[nodiscard]] bool dependsOn(const QByteArrayList &tags) const override
    {
        if (!m_source)
            return false;
        const auto own = m_source({0, m_pageSize}, nullptr).tags();
        return std::any_of(own.begin(), own.end(), [&](const Tag &tag) { return tags.contains(tag); });
    }

    void giveUp() override
    {
        for (const auto &[id, running] : m_tickets)
            running.ticket.cancel();
        m_tickets.clear();
    }

    void giveUpOutside(int firstPage, int lastPage) override
    {
        for (auto it = m_tickets.begin(); it != m_tickets.end();) {
            const int page = it->second.page;
            if (page < 0 || (page >= firstPage && page <= lastPage)) {
                ++it;
                continue;
            }
            it->second.ticket.cancel();
            it = m_tickets.erase(it);
            ended();
        }
    }

private:
    struct Page
    {
        Fetched<Rows> answer;
        quint64 used = 0;
    };
    struct Running
    {
        Ticket ticket;
        int page; // -1: a probe, -2: a renewal
    };
    using Pages = std::map<int, Page>;

    [[nodiscard]] const T *newest() const { return m_newest ? &*m_newest : nullptr; }

    [[nodiscard]] const T *in(const Pages &pages, int row) const
    {
        if (row < 0 || pages.empty())
            return nullptr;
        const auto it = pages.find(row / m_pageSize);
        if (it == pages.end() || size_t(row % m_pageSize) >= it->second.answer.value->size())
            return nullptr;
        return &(*it->second.answer.value)[size_t(row % m_pageSize)];
    }

    void ask(PageRange range, FetchOptions::Mode mode, int page, const T *from,
             std::function<void(const Fetched<Rows> &)> done)
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
            m_source(range, from), options, this,
            [this, question, id, done](const Fetched<Rows> &answer) {
                if (question != m_question || m_tickets.erase(id) == 0)
                    return;
                ended();
                done(answer);
                emit stateChanged();
            },
            &ticket);
        if (now.pending) {
            m_tickets.emplace(id, Running{ticket, page});
            began();
        }
        if (now.value)
            done(now);
        emit stateChanged();
    }

    void renew(FetchOptions::Mode mode)
    {
        ask({0, m_pageSize}, mode, -2, nullptr, [this](const Fetched<Rows> &answer) {
            if (!answer.value)
                return fail(answer);
            const int shift = shiftOf(*answer.value);
            if (shift < 0)
                return startAgain(answer);
            m_old = std::exchange(m_pages, {});
            m_oldShift = shift;
            m_failed = false;
            giveUpOutside(0, -1);
            if (shift > 0) {
                m_rowCount += shift;
                m_view.first += shift;
                m_view.second += shift;
                emit rowsPrepended(shift);
            }
            put(0, answer);
            loadView();
        });
    }

    /// How far down in `rows` the first row shown stands; -1: not there.
    [[nodiscard]] int shiftOf(const Rows &rows) const
    {
        const T *first = at(0);
        if (!first)
            first = newest();
        if (!first)
            return -1;
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const T &row) { return m_same(row, *first); });
        return found == rows.end() ? -1 : int(found - rows.begin());
    }

    void startAgain(const Fetched<Rows> &answer)
    {
        giveUp();
        emit aboutToReset();
        ++m_question;
        m_pages.clear();
        m_old.clear();
        forget();
        put(0, answer);
        emit reset();
    }

    void take(int page, const Fetched<Rows> &answer)
    {
        if (!answer.value)
            return fail(answer);
        m_failed = false;
        put(page, answer);
    }

    void put(int page, const Fetched<Rows> &answer)
    {
        const int count = int(answer.value->size());
        if (count > 0)
            m_pages[page] = {answer, ++m_uses};
        else
            m_pages.erase(page);
        if (page == 0 && count > 0)
            m_newest = answer.value->front();
        trim();
        takeLength(page, count);
        if (count > 0)
            emit rowsChanged(page * m_pageSize, count);
        summarise(answer.error);
        if (m_pages.empty())
            m_info = answer; // "nothing" is an answer with its age, too
    }

    void fail(const Fetched<Rows> &answer)
    {
        m_failed = true;
        endSearch();
        if (answer.error && answer.error->isOutage()) {
            for (auto &[number, page] : m_pages) // what is there stays, and says that it could not be made newer
                page.answer.freshness = Freshness::Offline;
        }
        summarise(answer.error);
    }

    /// The pages in view are the newest used; beyond the bound the ones used longest ago go.
    void trim()
    {
        for (int page = m_view.first / m_pageSize; page <= m_view.second / m_pageSize; ++page) {
            if (const auto it = m_pages.find(page); it != m_pages.end())
                it->second.used = ++m_uses;
        }
        while (int(m_pages.size()) > m_pagesKept) {
            const auto oldest = std::min_element(m_pages.begin(), m_pages.end(), [](const auto &a, const auto &b) {
                return a.second.used < b.second.used;
            });
            m_pages.erase(oldest);
        }
        bool viewThere = true;
        for (int page = m_view.first / m_pageSize; page <= m_view.second / m_pageSize; ++page)
            viewThere = viewThere && (hasPage(page) || page * m_pageSize >= m_rowCount);
        if (viewThere)
            m_old.clear();
    }

    void summarise(std::optional<Error> error)
    {
        FetchedInfo info;
        info.error = std::move(error);
        bool first = true;
        for (const Pages *pages : {&m_pages, &m_old}) {
            for (const auto &[number, page] : *pages)
                addTruth(info, page.answer, std::exchange(first, false));
        }
        m_info = info;
    }

    Source m_source;
    Same m_same;
    Pages m_pages;
    Pages m_old; // of before a renewal, shown until the view is there again
    int m_oldShift = 0;
    std::optional<T> m_newest;
    std::map<quint64, Running> m_tickets;
    quint64 m_lastRequest = 0;
    quint64 m_uses = 0;
};

} // namespace qwats::ui
