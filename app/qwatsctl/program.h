// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/connector.h"
#include "app/qwatsctl/task.h"

#include <QObject>

#include <memory>

namespace qwats::ctl {

/// One run of the program: prepare, connect, work. Thread: the main thread.
class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(CommandLine line)
        : m_line(std::move(line))
    {
    }
    void start(); ///< ends with finished(), also when something goes wrong

Q_SIGNALS:
    void finished(qwats::ctl::ExitCode code);

private:
    void connectTo(const Profile &profile, const QByteArray &token);
    void fail(const Error &error);

    CommandLine m_line;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Connector> m_connector;
    std::unique_ptr<Task> m_task; // owns the clock of the session
    std::unique_ptr<Session> m_session;
};

} // namespace qwats::ctl
