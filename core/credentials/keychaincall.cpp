// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/keychaincall.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace qwats {
namespace {

using namespace Qt::StringLiterals;

const QString service = u"org.freedesktop.secrets"_s;

/// No program offers the Secret Service, in contrast to one that fails.
bool isAbsent(const QDBusError &error)
{
    return error.type() == QDBusError::ServiceUnknown || error.name() == "org.freedesktop.DBus.Error.NameHasNoOwner"_L1
        || error.name().startsWith("org.freedesktop.DBus.Error.Spawn."_L1);
}

} // namespace

KeychainCall::KeychainCall(QKeychain::Job *job, std::chrono::milliseconds timeout, Answer answer, QObject *parent)
    : QObject(parent)
    , m_job(job)
    , m_answer(std::move(answer))
    , m_timeoutMs(static_cast<int>(timeout.count()))
{
    QTimer::singleShot(0, this, &KeychainCall::askDefaultCollection);
    QTimer::singleShot(timeout, this, [this] {
        fail(tr("The system keychain did not answer within %n s. It may be waiting for its password in another window.",
                nullptr, (m_timeoutMs + 999) / 1000),
             u"timeout"_s);
    });
}

KeychainCall::~KeychainCall() = default;

void KeychainCall::askDefaultCollection()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return fail(tr("There is no system keychain: this session has no message bus (D-Bus)."),
                    u"no-service: "_s + bus.lastError().message());
    QDBusMessage message = QDBusMessage::createMethodCall(service, u"/org/freedesktop/secrets"_s,
                                                          u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    message << u"default"_s;
    // Twice: our own deadline comes first and tells the reason.
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, 2 * m_timeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &KeychainCall::readAlias);
}

void KeychainCall::readAlias(QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
    if (reply.isError()) {
        if (!isAbsent(reply.error()))
            return fail(tr("The system keychain does not answer."), u"failed: "_s + reply.error().message());
        // Another keychain (KWallet) may be the one of this desktop: its job tells.
        m_haveSecretService = false;
        return startJob();
    }
    const QString collection = reply.value().path();
    if (collection == "/"_L1) // no keyring was ever made
        return startJob();
    askLocked(collection);
}

void KeychainCall::askLocked(const QString &collection)
{
    QDBusMessage message
        = QDBusMessage::createMethodCall(service, collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    auto *watcher
        = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, 2 * m_timeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &KeychainCall::readLocked);
}

void KeychainCall::readLocked(QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    const QDBusPendingReply<QDBusVariant> reply = *watcher;
    // What can't be said to be unlocked must not be read as "no entry".
    if (reply.isError())
        return fail(tr("The system keychain does not say whether it is locked."),
                    u"failed: "_s + reply.error().message());
    if (reply.value().variant().toBool())
        return fail(tr("The system keychain is locked. Unlock it, or enter the token for this session only."),
                    u"locked"_s);
    startJob();
}

void KeychainCall::startJob()
{
    m_running = m_job.release();
    connect(m_running, &QKeychain::Job::finished, this, &KeychainCall::finishJob);
    m_running->start();
}

void KeychainCall::finishJob()
{
    const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(m_running);
    switch (m_running->error()) {
    case QKeychain::NoError: return finish({}, reading ? reading->binaryData() : QByteArray(), true);
    case QKeychain::EntryNotFound: return finish({});
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return fail(tr("The system keychain refused access."), u"denied: "_s + m_running->errorString());
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: m_haveSecretService = false; break;
    default: break;
    }
    if (!m_haveSecretService)
        return fail(tr("There is no system keychain. Install one (gnome-keyring or KWallet), or enter the token for "
                       "this session only."),
                    u"no-service: "_s + m_running->errorString());
    fail(tr("The system keychain reports an error: %1").arg(m_running->errorString()),
         u"failed: "_s + m_running->errorString());
}

void KeychainCall::fail(const QString &message, const QString &detail)
{
    finish(failure(Error::Kind::Storage, message, detail));
}

void KeychainCall::finish(const Status &ended, const QByteArray &token, bool found)
{
    if (!m_answer)
        return;
    const Answer answer = std::exchange(m_answer, nullptr);
    deleteLater();
    answer(ended, token, found);
}

} // namespace qwats
