// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class QDBusPendingCallWatcher;

namespace QKeychain {
class Job;
}

namespace qwats {

/// One question to the keychain: is it unlocked, then the job itself, all within one deadline. Deletes itself after its
/// answer. Thread: its own. Internal to CredentialStore.
class KeychainCall : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Status &ended, const QByteArray &token, bool found)>;

    /// `job` is started later, or deleted when the keychain is locked or away.
    KeychainCall(QKeychain::Job *job, std::chrono::milliseconds timeout, Answer answer, QObject *parent);
    ~KeychainCall() override;

private:
    void askDefaultCollection();
    void askLocked(const QString &collection);
    void readAlias(QDBusPendingCallWatcher *watcher);
    void readLocked(QDBusPendingCallWatcher *watcher);
    void startJob();
    void finishJob();
    void fail(const QString &message, const QString &detail);
    void finish(const Status &ended, const QByteArray &token = {}, bool found = false);

    std::unique_ptr<QKeychain::Job> m_job; ///< until it is started
    QKeychain::Job *m_running = nullptr; ///< deletes itself
    Answer m_answer;
    int m_timeoutMs;
    bool m_haveSecretService = true;
};

} // namespace qwats
