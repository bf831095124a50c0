// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/keptbody.h"
#include "app/qwatsctl/task.h"

#include <functional>

namespace qwats::ctl {

/// A command that asks one question of a service and prints the answer: for people as the given text, with --json as
/// the server wrote it, on one line. The answer is checked by the service's decoder in both cases.
template <typename T> class AnswerTask final : public Task
{
public:
    using Writer = std::function<Status(const CommandLine &line, const T &value, const QByteArray &body)>;

    AnswerTask(const CommandLine &line, const Query<T> &query, Writer write)
        : Task(line)
        , m_query(keepingBody(query))
        , m_write(std::move(write))
    {
    }

    void start(Session &session) override
    {
        FetchOptions options;
        options.initiator = QByteArrayLiteral("qwatsctl");
        session.fetcher().template fetch<T>(m_query, options, this, [this](const Fetched<T> &answer) {
            if (!answer.value)
                fail(answer.error.value_or(Error()));
            else
                finish(m_write(line(), *answer, bodyOf(answer.value).value_or(QByteArray())));
        });
    }

private:
    Query<T> m_query;
    Writer m_write;
};

/// Prints `text(value)`, or the server's JSON.
template <typename T>
[[nodiscard]] std::unique_ptr<Task> printingTask(const CommandLine &line, const Query<T> &query,
                                                 QString (*text)(const T &value))
{
    return std::make_unique<AnswerTask<T>>(line, query,
                                           [text](const CommandLine &l, const T &value, const QByteArray &body) {
                                               return l.json ? printOut(onOneLine(body) + '\n') : printOut(text(value));
                                           });
}

} // namespace qwats::ctl
