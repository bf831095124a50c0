// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

class QLocalServer;
class QLocalSocket;

namespace qwats {

/// One running program per user and configuration folder. The first one owns a lock that the system frees with its
/// process, whatever way that ends, and listens for later starts, which hand over what they were asked for and go.
///
/// Thread: the one it was made in. Only the same user can connect.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Role : quint8 {
        Owner, ///< the first: go on
        HandedOver, ///< another one took the arguments: quit
        Alone, ///< another one owns the lock and does not answer, or there is no lock: go on without
    };

    explicit SingleInstance(QString configDir, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Decides who this is. Waits at most `patienceMs` for the owner to take the arguments.
    [[nodiscard]] Role claim(const QStringList &arguments, int patienceMs = 4000);
    [[nodiscard]] QString socketName() const { return m_socket; }
    [[nodiscard]] QString lockPath() const { return m_lock; }

    static constexpr qsizetype MostBytes = 64'000; ///< of a message; longer ones are refused

signals:
    /// A later start, with its arguments.
    void started(const QStringList &arguments);

private:
    [[nodiscard]] bool lock();
    [[nodiscard]] bool listen();
    [[nodiscard]] bool handOver(const QStringList &arguments, int patienceMs) const;
    void welcome();
    void read(QLocalSocket *socket);

    QString m_lock;
    QString m_socket;
    QLocalServer *m_server = nullptr;
    int m_descriptor = -1;
};

} // namespace qwats
