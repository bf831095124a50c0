// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credentialstore.h"

#include <QPointer>
#include <QStringList>

namespace qwats::ui {

/// Stores and removes several secrets and answers once, with a sentence for each that failed.
///
/// Thread: GUI. Borrows the store. A secret to be kept counts for this session at once, so that a keychain that is
/// slow, locked or absent does not stand in the way.
class SecretsWriter : public QObject
{
    Q_OBJECT

public:
    explicit SecretsWriter(CredentialStore &store, QObject *parent = nullptr);

    /// `name` is the profile's, for the sentence.
    void keep(const QString &profileId, const QString &name, const QByteArray &token);
    /// For this session only; one that was kept leaves the keychain.
    void useOnce(const QString &profileId, const QString &name, const QByteArray &token, bool wasKept);
    void remove(const QString &profileId, const QString &name);
    void finishAdding(); ///< finished() comes later, also when there is nothing to do
    void stopWaiting(); ///< finished() now; what was asked of the keychain goes on without being looked at
    [[nodiscard]] bool isBusy() const { return m_busy; }

signals:
    void finished(const QStringList &failures);

private:
    void removeStored(const QString &profileId, const QString &name);
    void settle();

    CredentialStore &m_store;
    QPointer<QObject> m_round; // answers of a round given up are not heard
    QStringList m_failures;
    int m_pending = 0;
    bool m_adding = true;
    bool m_busy = false;
};

} // namespace qwats::ui
