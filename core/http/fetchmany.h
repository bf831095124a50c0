// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"

#include <QPointer>

#include <memory>
#include <vector>

namespace qwats {

/// Gives up the rest of a fetchMany or sendMany. Copyable. Thread: the Fetcher's.
class ManyTicket
{
public:
    struct State
    {
        bool cancelled = false;
        std::function<void()> giveUp;
    };

    void cancel() const
    {
        m_state->cancelled = true;
        if (m_state->giveUp)
            m_state->giveUp();
    }
    [[nodiscard]] const std::shared_ptr<State> &state() const { return m_state; }

private:
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

/// Asks several questions at once and answers when each has its final answer, in the order of the questions. A question
/// that failed holds its error, the others their values: partial results are results. What the cache has costs nothing,
/// single look-ups that the API can combine go as one call, the rest runs over the connections side by side.
///
/// `progress(done, of)` comes after each answer. Nothing comes after `context` is gone or the ticket was cancelled.
/// Thread: the Fetcher's; `done` never comes before this returns.
template <typename T>
ManyTicket fetchMany(Fetcher &fetcher, std::vector<Query<T>> queries, const FetchOptions &options, QObject *context,
                     std::function<void(const std::vector<Fetched<T>> &)> done,
                     std::function<void(size_t done, size_t of)> progress = {})
{
    struct Work
    {
        std::vector<Fetched<T>> answers;
        std::vector<Ticket> tickets;
        size_t finished = 0;
    };
    ManyTicket ticket;
    auto work = std::make_shared<Work>();
    work->answers.resize(queries.size());
    work->tickets.resize(queries.size());
    const auto step = [work, done, progress, state = ticket.state()](size_t i, const Fetched<T> &answer) {
        work->answers[i] = answer;
        if (answer.pending || state->cancelled)
            return;
        ++work->finished;
        if (progress)
            progress(work->finished, work->answers.size());
        if (work->finished == work->answers.size() && !state->cancelled)
            done(work->answers);
    };
    ticket.state()->giveUp = [weak = std::weak_ptr<Work>(work)] {
        if (const auto running = weak.lock()) {
            for (const Ticket &one : running->tickets)
                one.cancel();
        }
    };
    for (size_t i = 0; i < queries.size(); ++i) {
        const auto now = fetcher.fetch<T>(
            queries[i], options, context, [step, i](const Fetched<T> &answer) { step(i, answer); }, &work->tickets[i]);
        if (!now.pending) // told in the next turn, so that nobody is called back from inside a call
            QMetaObject::invokeMethod(
                context, [step, i, now] { step(i, now); }, Qt::QueuedConnection);
    }
    if (queries.empty())
        QMetaObject::invokeMethod(
            context, [work, done] { done(work->answers); }, Qt::QueuedConnection);
    return ticket;
}

/// Sends several writes, at most four at a time and in their order, each exactly once; answers when the last has
/// ended, in the order of the commands. A write that failed does not stop the others. Cancelling lets the writes that
/// run come to their end and sends no more; `done` then comes with what there is, the unsent as Error::Kind::Cancelled.
/// Thread: the Fetcher's.
template <typename T>
ManyTicket sendMany(Fetcher &fetcher, std::vector<Command<T>> commands, QObject *context,
                    std::function<void(const std::vector<Result<std::shared_ptr<const T>>> &)> done,
                    std::function<void(size_t done, size_t of)> progress = {})
{
    using Reply = Result<std::shared_ptr<const T>>;
    struct Work : std::enable_shared_from_this<Work>
    {
        Fetcher *fetcher;
        QPointer<QObject> context;
        std::vector<Command<T>> commands;
        std::vector<Reply> replies;
        std::function<void(const std::vector<Reply> &)> done;
        std::function<void(size_t, size_t)> progress;
        std::shared_ptr<ManyTicket::State> state;
        size_t next = 0;
        size_t running = 0;
        size_t finished = 0;

        void run()
        {
            constexpr size_t AtOnce = 4; // writes lock rows at the server: more only wait there
            while (context && !state->cancelled && running < AtOnce && next < commands.size()) {
                const size_t i = next++;
                ++running;
                fetcher->send<T>(commands[i], context, [self = this->shared_from_this(), i](const Reply &reply) {
                    --self->running;
                    self->replies[i] = reply;
                    ++self->finished;
                    if (self->progress)
                        self->progress(self->finished, self->commands.size());
                    self->run();
                });
            }
            if (running == 0 && context && (state->cancelled || next == commands.size()))
                done(replies);
        }
    };
    auto work = std::make_shared<Work>();
    work->fetcher = &fetcher;
    work->context = context;
    work->commands = std::move(commands);
    work->replies.assign(work->commands.size(),
                         Reply(failure(Error::Kind::Cancelled, Fetcher::tr("It was not sent."))));
    work->done = std::move(done);
    work->progress = std::move(progress);
    ManyTicket ticket;
    work->state = ticket.state();
    QMetaObject::invokeMethod(
        context, [work] { work->run(); }, Qt::QueuedConnection);
    return ticket;
}

} // namespace qwats
