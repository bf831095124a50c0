// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

namespace qwats::test {

/// Base64 of "tester:secret-canary"; searched for in everything the program writes.
inline constexpr const char *Token = "dGVzdGVyOnNlY3JldC1jYW5hcnk=";

/// How one run of qwatsctl ended.
struct CliResult
{
    int exitCode = -1; ///< -1: crashed or did not end
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const; ///< standard output as an object; empty when it is none
    [[nodiscard]] QJsonObject error() const; ///< the inner object of {"error":…} on standard error
};

/// Runs the real program in an environment of its own, while the test's event loop serves it. Thread: the test's.
class Cli
{
public:
    Cli();
    [[nodiscard]] CliResult run(const QStringList &arguments, int timeoutMs = 20'000) const;
    void set(const QString &name, const QString &value) { m_environment.insert(name, value); }
    void unset(const QString &name) { m_environment.remove(name); }
    void writeOutputTo(const QString &file)
    {
        m_output = file;
    } ///< standard output goes there instead of to the result
    [[nodiscard]] QString file(const QString &name, const QByteArray &content) const; ///< made in a folder of its own
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QString m_output;
};

} // namespace qwats::test
