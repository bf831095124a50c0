// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/commandline.h"
#include "app/qwatsctl/output.h"
#include "core/session/session.h"
#include "core/settings/settings.h"

#include <QObject>

#include <memory>

namespace qwats::ctl {

/// One command while it runs: prepared before anything is sent, then started once, finished once.
///
/// Thread: the program's. The session it is started with outlives it.
class Task : public QObject
{
    Q_OBJECT

public:
    explicit Task(CommandLine line)
        : m_line(std::move(line))
    {
    }

    /// Reads files and checks what can be checked without the server. Error InvalidInput ends the program as wrong use.
    [[nodiscard]] virtual Status prepare() { return {}; }
    /// Limits and policies of the session; from the configuration unless a command measures.
    [[nodiscard]] virtual SessionOptions sessionOptions(const Settings &settings, const Profile &profile) const;
    [[nodiscard]] virtual const Clock &clock() const { return Clock::system(); }
    /// False: startAlone() is called, no server is looked for.
    [[nodiscard]] virtual bool needsServer() const { return true; }
    virtual void start(Session &session) = 0;
    virtual void startAlone() { }

Q_SIGNALS:
    void finished(qwats::ctl::ExitCode code);

protected:
    [[nodiscard]] const CommandLine &line() const { return m_line; }
    void finish(const Status &status); ///< prints the error, if there is one
    void fail(const Error &error) { finish(failure(error)); }
    /// Prints the report of a command whose work partly failed: the output first, then the error.
    void finishWith(const Status &output, const std::optional<Error> &error);

private:
    CommandLine m_line;
};

[[nodiscard]] std::unique_ptr<Task> makeTask(const CommandLine &line);

} // namespace qwats::ctl
