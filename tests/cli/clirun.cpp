// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirun.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>

namespace qwats::test {

QJsonObject CliResult::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QJsonObject CliResult::error() const
{
    return QJsonDocument::fromJson(err).object().value(QStringLiteral("error")).toObject();
}

Cli::Cli()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const auto *name : {"QWATS_SERVER", "QWATS_TOKEN", "http_proxy", "https_proxy"})
        m_environment.remove(QString::fromLatin1(name));
    m_environment.insert(QStringLiteral("QWATS_CONFIG_DIR"), m_folder.filePath(QStringLiteral("config")));
    m_environment.insert(QStringLiteral("QWATS_DATA_DIR"), m_folder.filePath(QStringLiteral("data")));
    m_environment.insert(QStringLiteral("QWATS_TOKEN"), QString::fromLatin1(Token));
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
    m_environment.insert(QStringLiteral("TZ"), QStringLiteral("Europe/Oslo"));
    m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
}

CliResult Cli::run(const QStringList &arguments, int timeoutMs) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    if (!m_output.isEmpty())
        process.setStandardOutputFile(m_output);
    process.start(QStringLiteral(QWATSCTL_PATH), arguments);
    QSignalSpy ended(&process, &QProcess::finished);
    CliResult result;
    // The server it talks to lives in this thread: wait with the event loop turning.
    if (process.state() != QProcess::NotRunning && ended.isEmpty() && !ended.wait(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        result.err = "killed by the test: it did not end\n" + process.readAllStandardError();
        return result;
    }
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

QString Cli::file(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

} // namespace qwats::test
