// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetchmany.h"

namespace qwats {

/// Sends one save unless its check() finds something: then that is the reply, and nothing is sent. The reply comes in
/// `context`'s thread and never before this returns. Thread: the Fetcher's.
template <typename T>
void sendChecked(Fetcher &fetcher, const Status &check, const Command<T> &command, QObject *context,
                 Fetcher::ReplyCallback<T> done)
{
    if (check) {
        fetcher.send<T>(command, context, std::move(done));
        return;
    }
    QMetaObject::invokeMethod(
        context, [done = std::move(done), error = check.error()] { done(failure(error)); }, Qt::QueuedConnection);
}

/// Several saves, in their order and each once. One that its check() refuses is not sent and has that for its reply;
/// one that fails does not stop the others. `progress` counts what is sent. Cancelling: see sendMany(). Thread: the
/// Fetcher's; `done` never comes before this returns.
template <typename T, typename Edit>
ManyTicket saveMany(Fetcher &fetcher, const std::vector<Edit> &edits, Command<T> (*commandOf)(const Edit &),
                    QObject *context, std::function<void(const std::vector<Result<std::shared_ptr<const T>>> &)> done,
                    std::function<void(size_t done, size_t of)> progress = {})
{
    using Reply = Result<std::shared_ptr<const T>>;
    std::vector<Command<T>> commands;
    std::vector<size_t> places; // of the commands among the edits
    std::vector<Reply> replies(edits.size());
    for (size_t i = 0; i < edits.size(); ++i) {
        if (const Status check = edits[i].check(); !check) {
            replies[i] = failure(check.error());
            continue;
        }
        commands.push_back(commandOf(edits[i]));
        places.push_back(i);
    }
    return sendMany<T>(
        fetcher, std::move(commands), context,
        [places = std::move(places), replies = std::move(replies),
         done = std::move(done)](const std::vector<Reply> &sent) {
            std::vector<Reply> all = replies;
            for (size_t i = 0; i < sent.size(); ++i)
                all[places[i]] = sent[i];
            done(all);
        },
        std::move(progress));
}

} // namespace qwats
