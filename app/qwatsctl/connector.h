// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/commandline.h"
#include "core/credentials/credentialstore.h"
#include "core/settings/profile.h"
#include "core/settings/settings.h"

#include <QObject>

namespace qwats::ctl {

/// Finds out which server is meant and with which token, without asking it anything.
///
/// Server: --server, --profile, QWATS_SERVER, the active profile. An address that a profile has is that profile. A
/// profile's token is only ever read for the profile's own address. Token: --token-file, QWATS_TOKEN, keychain.
/// Thread: the program's.
class Connector : public QObject
{
    Q_OBJECT

public:
    Connector(const CommandLine &line, const Settings &settings)
        : m_line(line)
        , m_settings(settings)
    {
    }

    void start(); ///< answers once with one of the signals

Q_SIGNALS:
    void ready(const qwats::Profile &profile, const QByteArray &token);
    void failed(const qwats::Error &error);

private:
    [[nodiscard]] Result<Profile> findProfile() const;
    [[nodiscard]] Result<Profile> profileNamed(const QString &name) const;
    [[nodiscard]] Result<Profile> profileAt(const QString &address) const;
    [[nodiscard]] Result<QByteArray> tokenFromFile() const;
    void readStoredToken(const Profile &profile);

    CommandLine m_line;
    const Settings &m_settings;
    CredentialStore m_credentials;
};

} // namespace qwats::ctl
