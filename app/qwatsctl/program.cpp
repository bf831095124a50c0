// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/program.h"

#include "core/settings/folders.h"

#include <cstdio>

namespace qwats::ctl {
namespace {

/// Values of the configuration that could not be used are said once; scripts that read JSON get no text between.
void noteProblems(const Settings &settings)
{
    for (const SettingsProblem &problem : settings.problems()) {
        const QString line
            = Program::tr("qwatsctl: configuration, %1: %2").arg(problem.key, printable(problem.reason)) + u'\n';
        std::fputs(line.toUtf8().constData(), stderr);
    }
}

} // namespace

void Program::start()
{
    auto settings = Settings::open(configDir());
    if (!settings)
        return fail(settings.error());
    m_settings = std::move(*settings);
    if (!m_line.json)
        noteProblems(*m_settings);
    m_task = makeTask(m_line);
    if (const Status prepared = m_task->prepare(); !prepared)
        return fail(prepared.error());
    if (!m_task->needsServer()) {
        connect(m_task.get(), &Task::finished, this, &Program::finished);
        return m_task->startAlone();
    }
    m_connector = std::make_unique<Connector>(m_line, *m_settings);
    connect(m_connector.get(), &Connector::ready, this, &Program::connectTo);
    connect(m_connector.get(), &Connector::failed, this, &Program::fail);
    m_connector->start();
}

void Program::connectTo(const Profile &profile, const QByteArray &token)
{
    m_session
        = std::make_unique<Session>(profile, token, m_task->sessionOptions(*m_settings, profile), m_task->clock());
    connect(m_task.get(), &Task::finished, this, &Program::finished);
    m_task->start(*m_session);
}

void Program::fail(const Error &error)
{
    printError(error, m_line.json);
    Q_EMIT finished(exitCodeFor(error));
}

} // namespace qwats::ctl
