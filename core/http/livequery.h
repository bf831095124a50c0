// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"

#include <QTimer>

#include <algorithm>

namespace qwats {

/// The untyped part of LiveQuery: signals cannot live in a template.
class LiveQueryBase : public QObject
{
    Q_OBJECT

public:
    explicit LiveQueryBase(Fetcher &fetcher, QByteArray initiator, QObject *parent);

    /// Polls only while active: a page calls this from its show and hide events. A poll asks the cache first. 0: never.
    void setActive(bool active);
    void setPollEvery(std::chrono::milliseconds interval);

    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] Timestamp loadingSince() const { return m_loadingSince; } ///< wall time; none when not loading

    virtual void refresh() = 0; ///< asks the server, whatever the cache holds
    virtual void cancel() = 0; ///< gives up loading; what is shown stays

signals:
    /// `answer()` or `isLoading()` is different now.
    void changed();

protected:
    virtual void askAgain(FetchOptions::Mode mode) = 0;
    [[nodiscard]] virtual bool dependsOn(const QByteArrayList &tags) const = 0;
    [[nodiscard]] virtual bool missesServer()
        const = 0; ///< what is shown would be newer, or there at all, if the server answered
    void setLoading(bool loading);

    static constexpr std::chrono::milliseconds Patience{
        1500}; // a page shows something old rather than nothing for longer

    Fetcher &m_fetcher;
    QByteArray m_initiator;
    Ticket m_ticket;
    quint64 m_asked = 0; // the newest question; late answers of older ones are dropped

private:
    void onTagsDropped(const QByteArrayList &tags);
    void onServerState(const qwats::ServerState &state);

    QTimer m_poll;
    bool m_active = true;
    bool m_dirtyWhileHidden = false;
    bool m_loading = false;
    Timestamp m_loadingSince;
};

/// A page's end of a question: shows what is there at once, follows refreshes and invalidations, drops late answers of
/// older questions, cancels when destroyed. Thread: the Fetcher's. Owned by its parent.
template <typename T> class LiveQuery final : public LiveQueryBase
{
public:
    LiveQuery(Fetcher &fetcher, QByteArray initiator, QObject *parent)
        : LiveQueryBase(fetcher, std::move(initiator), parent)
    {
    }
    ~LiveQuery() override { m_ticket.cancel(); }

    /// Asks a question. The value of another question is forgotten; of the same question it is kept until a newer one
    /// comes.
    void ask(const Query<T> &query)
    {
        if (!(m_query.isValid() && m_query == query))
            m_answer = {};
        m_query = query;
        askAgain(FetchOptions::Mode::Normal);
    }

    void clear()
    {
        cancel();
        m_query = {};
        m_answer = {};
        emit changed();
    }

    void refresh() override { askAgain(FetchOptions::Mode::Refresh); }
    void cancel() override
    {
        ++m_asked;
        m_ticket.cancel();
        setLoading(false);
    }

    [[nodiscard]] const Fetched<T> &answer() const { return m_answer; }
    [[nodiscard]] const Query<T> &query() const { return m_query; }

protected:
    void askAgain(FetchOptions::Mode mode) override
    {
        if (!m_query.isValid())
            return;
        m_ticket.cancel();
        const quint64 asked = ++m_asked;
        FetchOptions options;
        options.mode = mode;
        options.initiator = m_initiator;
        options.patience = Patience;
        Ticket ticket;
        const auto now = m_fetcher.fetch<T>(
            m_query, options, this,
            [this, asked](const Fetched<T> &answer) {
                if (asked == m_asked)
                    take(answer);
            },
            &ticket);
        m_ticket = ticket;
        take(now);
    }

    [[nodiscard]] bool dependsOn(const QByteArrayList &tags) const override
    {
        if (!m_query.isValid())
            return false;
        const auto own = m_query.tags(m_answer.value.get());
        return std::any_of(own.begin(), own.end(), [&](const Tag &tag) { return tags.contains(tag); });
    }

    [[nodiscard]] bool missesServer() const override
    {
        return m_answer.freshness == Freshness::Offline || (m_answer.error && m_answer.error->isOutage());
    }

private:
    void take(const Fetched<T> &answer)
    {
        if (answer.value || !m_answer.value) {
            m_answer = answer;
        } else if (answer.error) { // a failed refresh keeps the old value and says so
            m_answer.error = answer.error;
            if (answer.error->isOutage())
                m_answer.freshness = Freshness::Offline;
            m_answer.pending = false;
        } else {
            m_answer.pending = answer.pending;
        }
        setLoading(answer.pending);
        emit changed();
    }

    Query<T> m_query;
    Fetched<T> m_answer;
};

} // namespace qwats
