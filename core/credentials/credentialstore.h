// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace qwats {

/// Keeps the tokens of profiles in the system's keychain (Secret Service through QtKeychain, service "qWATS"); never in
/// a file.
///
/// A locked keychain reads as "no such entry" there, so its lock is asked for first: locked is an error, never "no
/// token", and nothing is overwritten. `QWATS_TOKEN` in the environment wins over everything, then a session token,
/// then the keychain.
///
/// Thread: its own, with an event loop; nothing blocks. Each call answers exactly once, later, on this thread, with a
/// token or an error within timeout(); it does not answer when `context` or the store is destroyed before. Errors:
/// Storage with a sentence for people; `detail` starts with `locked`, `no-service`, `denied`, `timeout` or `failed`.
/// Tokens are never logged.
class CredentialStore : public QObject
{
    Q_OBJECT

public:
    using ReadDone = std::function<void(const Result<std::optional<QByteArray>> &)>; ///< none: there is no token yet
    using Done = std::function<void(const Status &)>;

    explicit CredentialStore(QObject *parent = nullptr);
    ~CredentialStore() override;

    void read(const QString &profileId, QObject *context, ReadDone done);
    void store(const QString &profileId, const QByteArray &token, QObject *context,
               Done done); ///< ends a session token
    void remove(const QString &profileId, QObject *context,
                Done done); ///< also ends a session token; no entry is no error

    /// For as long as this object lives: the way out when the keychain can't be used.
    void setSessionToken(const QString &profileId, const QByteArray &token);
    [[nodiscard]] bool hasSessionToken(const QString &profileId) const { return m_session.contains(profileId); }
    void dropSessionToken(const QString &profileId);

    [[nodiscard]] static bool isEnvironmentSet(); ///< QWATS_TOKEN counts; what is stored is not looked at

    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    [[nodiscard]] std::chrono::milliseconds timeout() const { return m_timeout; }

private:
    QHash<QString, QByteArray> m_session;
    std::chrono::milliseconds m_timeout{30'000};
};

} // namespace qwats
