// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QList>
#include <QObject>

namespace qwats {

/// One line of a connection test, for people.
struct ConnectionFinding
{
    enum class Level : quint8 { Good, Warning, Bad };
    Level level = Level::Good;
    QString what; ///< "Server found"
    QString more; ///< "52 ms away"
    QString advice; ///< what to do; only with Bad
};

/// Tries a profile and a token without keeping either, and says in plain language what it found. One test at a time.
///
/// Thread: its own. Its session is gone when it finished.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionTest(QObject *parent = nullptr);
    ~ConnectionTest() override;

    void start(const Profile &profile, const QByteArray &token); ///< a running test is given up
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_session != nullptr; }

signals:
    void finished(const QList<qwats::ConnectionFinding> &findings, bool good);

private:
    void conclude(const Fetched<QString> &version);

    std::unique_ptr<Session> m_session;
    BootTime m_started;
};

} // namespace qwats
