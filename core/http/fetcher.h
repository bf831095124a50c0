// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"
#include "core/http/command.h"
#include "core/http/fetched.h"
#include "core/http/query.h"
#include "core/http/serverstate.h"
#include "core/trace/accesstrace.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>

namespace qwats {

class Clock;
class Engine;
class MetricsRecorder;
class RequestLog;
struct Interest;
struct TransportSettings;

/// Who is served first when the budget or the connections are short.
enum class Priority : quint8 { User, Poll, Prefetch };

struct FetchOptions
{
    enum class Mode : quint8 {
        Normal, ///< the cache as its policy allows, else the server
        Refresh, ///< the server, whatever the cache holds; the answer is stored
        CacheOnly, ///< never the server
        NoCache, ///< the server; the answer is not stored, equal calls are not joined
    };
    Mode mode = Mode::Normal;
    Priority priority = Priority::User;
    QByteArray initiator; ///< who asked, for the request log: "assets page"
    std::chrono::milliseconds deadline{30'000}; ///< for the whole look-up with its retries
    /// When only a value past its keep-for is there: wait this long for the server, then show it as old while the
    /// server is still being asked. `done` then comes twice, the first time with `pending`. 0: wait for the server.
    std::chrono::milliseconds patience{0};
};

/// Lets a caller give up. Copyable; giving up twice is harmless. Thread: any.
class Ticket
{
public:
    void cancel() const;
    [[nodiscard]] bool isCancelled() const;

private:
    friend class Fetcher;
    std::shared_ptr<Interest> m_interest;
    std::function<void()> m_wake;
};

/// The one door to the server: every request of the program, cached or not, goes through it and ends in exactly one
/// outcome and one line of the request log.
///
/// Thread: `peek` and `fetch` from any thread. A hit is answered on the caller's thread, by value. Callbacks with a
/// context run in the Fetcher's thread (the context must live there, and is checked); callbacks with a null context run
/// on the engine thread. Owns the engine thread. Deleting the Fetcher aborts everything; no callback runs afterwards.
class Fetcher : public QObject
{
    Q_OBJECT

public:
    Fetcher(const Clock &clock, TtlCache &cache, RequestLog &log, MetricsRecorder &metrics,
            const TransportSettings &transport, QObject *parent = nullptr);
    ~Fetcher() override;

    template <typename T> using Callback = std::function<void(const Fetched<T> &)>;
    template <typename T> using ReplyCallback = std::function<void(const Result<std::shared_ptr<const T>> &)>;

    /// Answers with what is there at once. When the answer says `pending`, `done` is called exactly once with the final
    /// answer (and before that with an older value when FetchOptions::patience ran out), unless `context` is gone or
    /// `ticket` was cancelled.
    template <typename T>
    Fetched<T> fetch(const Query<T> &query, const FetchOptions &options, QObject *context, Callback<T> done,
                     Ticket *ticket = nullptr)
    {
        RawCallback raw;
        if (done)
            raw = [done = std::move(done)](const RawFetched &answer) { done(typed<T>(answer)); };
        return typed<T>(fetchAny(query, options, context, std::move(raw), ticket));
    }

    /// The same as a future, for scripts and tests. Completed on the engine thread.
    template <typename T> QFuture<Fetched<T>> ask(const Query<T> &query, const FetchOptions &options = {})
    {
        auto promise = std::make_shared<QPromise<Fetched<T>>>();
        promise->start();
        auto future = promise->future();
        const auto now = fetch<T>(query, options, nullptr, [promise](const Fetched<T> &answer) {
            if (answer.pending)
                return;
            promise->addResult(answer);
            promise->finish();
        });
        if (!now.pending) {
            promise->addResult(now);
            promise->finish();
        }
        return future;
    }

    /// What the cache holds, without asking, counting or changing anything.
    template <typename T> [[nodiscard]] Fetched<T> peek(const Query<T> &query) const
    {
        return typed<T>(peekAny(query));
    }

    /// Sends a write. On success the command's tags are dropped before `done` runs, so that a read made in `done` is
    /// new.
    template <typename T> void send(const Command<T> &command, QObject *context, ReplyCallback<T> done)
    {
        sendAny(command, context, [done = std::move(done)](const Result<std::shared_ptr<const void>> &reply) {
            if (!reply)
                done(failure(reply.error()));
            else
                done(std::static_pointer_cast<const T>(*reply));
        });
    }

    /// Drops every answer that carries one of the tags and tells who shows them.
    void dropTags(const TagList &tags);

    void setTransport(const TransportSettings &settings); ///< applies to the next requests
    [[nodiscard]] ServerState serverState() const; ///< Thread: any
    [[nodiscard]] BudgetState budget() const; ///< Thread: any
    [[nodiscard]] TtlCache &cache() { return m_cache; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] AccessTrace &accessTrace() { return m_trace; } ///< what was looked up, for the what-if

signals:
    /// Answers with these tags are no longer true.
    void tagsDropped(const QByteArrayList &tags);
    void serverStateChanged(const qwats::ServerState &state);

private:
    struct RawFetched : FetchedInfo
    {
        std::shared_ptr<const void> value;
    };
    using RawCallback = std::function<void(const RawFetched &)>;
    using RawReply = std::function<void(const Result<std::shared_ptr<const void>> &)>;
    friend class Engine;

    template <typename T> static Fetched<T> typed(const RawFetched &raw)
    {
        Fetched<T> answer;
        static_cast<FetchedInfo &>(answer) = raw;
        answer.value = std::static_pointer_cast<const T>(raw.value);
        return answer;
    }

    RawFetched fetchAny(const AnyQuery &query, const FetchOptions &options, QObject *context, RawCallback done,
                        Ticket *ticket);
    RawFetched peekAny(const AnyQuery &query) const;
    void sendAny(const AnyCommand &command, QObject *context, RawReply done);
    void launch(const AnyQuery &query, const FetchOptions &options, const CacheAnswer &held, bool answered,
                BootTime asked, QObject *context, RawCallback done, Ticket *ticket);
    void refreshAhead(const AnyQuery &query, const FetchOptions &options, const CacheAnswer &held, BootTime asked);
    [[nodiscard]] RawFetched answerOf(const CacheAnswer &held, bool outage) const;
    void countHit(const AnyQuery &query, const FetchOptions &options, Outcome outcome, BootTime asked,
                  std::chrono::nanoseconds age);
    std::function<void(const FetchedInfo &, const std::shared_ptr<const void> &)> deliverer(
        QObject *context, RawCallback done, const std::shared_ptr<Interest> &interest);

    const Clock &m_clock;
    TtlCache &m_cache;
    RequestLog &m_log;
    MetricsRecorder &m_metrics;
    AccessTrace m_trace;
    class QThread *m_thread = nullptr;
    Engine *m_engine = nullptr; // lives on m_thread
    struct EngineLink;
    std::shared_ptr<EngineLink> m_link;
};

} // namespace qwats
