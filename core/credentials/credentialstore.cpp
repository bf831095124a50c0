// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/credentialstore.h"

#include "core/credentials/keychaincall.h"
#include "core/settings/profile.h"

#include <QPointer>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace qwats {
namespace {

using namespace Qt::StringLiterals;

constexpr const char *environmentName = "QWATS_TOKEN";

template <typename KeychainJob> std::unique_ptr<KeychainJob> makeJob(const QString &profileId)
{
    auto job = std::make_unique<KeychainJob>(u"qWATS"_s);
    job->setKey(profileId);
    job->setInsecureFallback(false);
    return job;
}

Result<std::optional<QByteArray>> environmentToken()
{
    auto token = checkToken(qEnvironmentVariable(environmentName));
    if (!token)
        return failure(Error::Kind::InvalidInput, u"QWATS_TOKEN: "_s + token.error().message, u"environment"_s);
    return std::optional(*token);
}

} // namespace

CredentialStore::CredentialStore(QObject *parent)
    : QObject(parent)
{
}
CredentialStore::~CredentialStore() = default;

bool CredentialStore::isEnvironmentSet()
{
    return !qEnvironmentVariableIsEmpty(environmentName);
}

void CredentialStore::read(const QString &profileId, QObject *context, ReadDone done)
{
    Q_ASSERT(context);
    const QPointer<QObject> caller(context);
    const auto known = isEnvironmentSet() ? std::optional(environmentToken())
        : m_session.contains(profileId)   ? std::optional(Result<std::optional<QByteArray>>(m_session.value(profileId)))
                                          : std::nullopt;
    if (known) {
        QTimer::singleShot(0, this, [caller, done = std::move(done), answer = *known] {
            if (caller)
                done(answer);
        });
        return;
    }
    auto job = makeJob<QKeychain::ReadPasswordJob>(profileId);
    const auto answer = [caller, done = std::move(done)](const Status &ended, const QByteArray &token, bool found) {
        if (!caller)
            return;
        if (!ended)
            done(tl::unexpected(ended.error()));
        else
            done(found ? std::optional(token) : std::nullopt);
    };
    new KeychainCall(job.release(), m_timeout, answer, this);
}

void CredentialStore::store(const QString &profileId, const QByteArray &token, QObject *context, Done done)
{
    Q_ASSERT(context);
    auto job = makeJob<QKeychain::WritePasswordJob>(profileId);
    job->setBinaryData(token);
    const auto answer = [this, profileId, caller = QPointer(context),
                         done = std::move(done)](const Status &ended, const QByteArray &, bool) {
        if (ended)
            m_session.remove(profileId); // it would hide the new token
        if (caller)
            done(ended);
    };
    new KeychainCall(job.release(), m_timeout, answer, this);
}

void CredentialStore::remove(const QString &profileId, QObject *context, Done done)
{
    Q_ASSERT(context);
    dropSessionToken(profileId);
    auto job = makeJob<QKeychain::DeletePasswordJob>(profileId);
    const auto answer
        = [caller = QPointer(context), done = std::move(done)](const Status &ended, const QByteArray &, bool) {
              if (caller)
                  done(ended);
          };
    new KeychainCall(job.release(), m_timeout, answer, this);
}

void CredentialStore::setSessionToken(const QString &profileId, const QByteArray &token)
{
    m_session.insert(profileId, token);
}

void CredentialStore::dropSessionToken(const QString &profileId)
{
    m_session.remove(profileId);
}

} // namespace qwats
