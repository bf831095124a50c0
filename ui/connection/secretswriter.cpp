// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/secretswriter.h"

#include <utility>

namespace qwats::ui {

SecretsWriter::SecretsWriter(CredentialStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_round(new QObject(this))
{
}

void SecretsWriter::useOnce(const QString &profileId, const QString &name, const QByteArray &token, bool wasKept)
{
    m_busy = true;
    if (wasKept)
        removeStored(profileId, name);
    m_store.setSessionToken(profileId, token); // after the removal, which ends one
}

void SecretsWriter::keep(const QString &profileId, const QString &name, const QByteArray &token)
{
    m_busy = true;
    m_store.setSessionToken(profileId, token);
    ++m_pending;
    m_store.store(profileId, token, m_round, [this, name](const Status &stored) {
        if (!stored)
            m_failures << tr("The token of %1 is used for this session only: %2").arg(name, stored.error().message);
        --m_pending;
        settle();
    });
}

void SecretsWriter::remove(const QString &profileId, const QString &name)
{
    m_busy = true;
    removeStored(profileId, name);
}

void SecretsWriter::removeStored(const QString &profileId, const QString &name)
{
    ++m_pending;
    m_store.remove(profileId, m_round, [this, name](const Status &removed) {
        // Without any keychain there is nothing that could have stayed in it.
        if (!removed && !removed.error().detail.startsWith(QLatin1StringView("no-service")))
            m_failures << tr("The token of %1 is still in the keychain: %2").arg(name, removed.error().message);
        --m_pending;
        settle();
    });
}

void SecretsWriter::finishAdding()
{
    m_busy = true;
    m_adding = false;
    QMetaObject::invokeMethod(
        m_round, [this] { settle(); }, Qt::QueuedConnection);
}

void SecretsWriter::stopWaiting()
{
    if (!m_busy)
        return;
    m_pending = 0;
    m_adding = false;
    m_failures << tr("The keychain has not answered yet. New tokens are used for this session.");
    settle();
}

void SecretsWriter::settle()
{
    if (m_adding || m_pending > 0 || !m_busy)
        return;
    m_busy = false;
    m_adding = true;
    m_round->deleteLater();
    m_round = new QObject(this);
    emit finished(std::exchange(m_failures, {}));
}

} // namespace qwats::ui
