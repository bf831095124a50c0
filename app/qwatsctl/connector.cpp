// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/connector.h"

#include <QFile>

namespace qwats::ctl {
namespace {

constexpr qint64 LongestToken = 64'000;

tl::unexpected<Error> wrongUse(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message, QStringLiteral("connection"));
}

} // namespace

void Connector::start()
{
    const auto profile = findProfile();
    if (!profile)
        return Q_EMIT failed(profile.error());
    if (m_line.tokenFile.isEmpty())
        return readStoredToken(*profile);
    const auto token = tokenFromFile();
    if (token)
        Q_EMIT ready(*profile, *token);
    else
        Q_EMIT failed(token.error());
}

Result<Profile> Connector::findProfile() const
{
    if (!m_line.profile.isEmpty()) {
        auto named = profileNamed(m_line.profile);
        if (!named || m_line.server.isEmpty())
            return named;
        auto typed = profileAt(m_line.server);
        if (!typed)
            return typed;
        // The profile's token belongs to the profile's server and must not travel to another one.
        if (typed->url != named->url)
            return wrongUse(tr("--server and --profile name different servers; give only one of them."));
        return named;
    }
    if (!m_line.server.isEmpty())
        return profileAt(m_line.server);
    const QString fromEnvironment = qEnvironmentVariable("QWATS_SERVER");
    if (!fromEnvironment.isEmpty())
        return profileAt(fromEnvironment);
    Profile active = m_settings.activeProfile();
    if (active.isValid())
        return active;
    return wrongUse(tr("No server is named: use --server URL, --profile NAME or QWATS_SERVER."));
}

Result<Profile> Connector::profileNamed(const QString &name) const
{
    QStringList names;
    for (const Profile &profile : m_settings.profiles()) {
        if (profile.name.compare(name, Qt::CaseInsensitive) == 0)
            return profile;
        names << profile.name;
    }
    if (names.isEmpty())
        return wrongUse(tr("There is no profile \"%1\"; none is stored.").arg(name));
    return wrongUse(tr("There is no profile \"%1\". Stored: %2.").arg(name, names.join(QStringLiteral(", "))));
}

Result<Profile> Connector::profileAt(const QString &address) const
{
    const auto allowed = [this](const QUrl &url) {
        for (const Profile &profile : m_settings.profiles()) {
            if (profile.url == url && profile.allowPlainHttp)
                return true;
        }
        return false;
    };
    auto url = cleanServerUrl(address, PlainHttp::Allowed);
    if (url && !allowed(*url))
        url = cleanServerUrl(address);
    if (!url)
        return failure(url.error());
    for (const Profile &profile : m_settings.profiles()) {
        if (profile.url == *url)
            return profile;
    }
    Profile profile;
    profile.name = url->host();
    profile.url = *url;
    profile.proxy = isLoopback(url->host()) ? Profile::Proxy::None : Profile::Proxy::System;
    return profile;
}

Result<QByteArray> Connector::tokenFromFile() const
{
    QFile file(m_line.tokenFile);
    if (!file.open(QIODevice::ReadOnly))
        return wrongUse(tr("The token file %1 cannot be read: %2.").arg(m_line.tokenFile, file.errorString()));
    const QByteArray bytes = file.read(LongestToken);
    if (bytes.trimmed().isEmpty())
        return wrongUse(tr("The token file %1 is empty.").arg(m_line.tokenFile));
    auto token = checkToken(QString::fromUtf8(bytes));
    if (!token)
        return wrongUse(tr("The token file %1 holds no token: %2").arg(m_line.tokenFile, token.error().message));
    return token;
}

void Connector::readStoredToken(const Profile &profile)
{
    const auto missing = [this] {
        Q_EMIT failed(Error{Error::Kind::Unauthorized,
                            tr("There is no token for this server: set QWATS_TOKEN or use --token-file."),
                            QStringLiteral("no token"), 0});
    };
    if (profile.id.isEmpty() && !CredentialStore::isEnvironmentSet())
        return missing();
    m_credentials.read(profile.id, this, [this, profile, missing](const Result<std::optional<QByteArray>> &token) {
        if (!token)
            Q_EMIT failed(token.error());
        else if (!*token)
            missing();
        else
            Q_EMIT ready(profile, **token);
    });
}

} // namespace qwats::ctl
