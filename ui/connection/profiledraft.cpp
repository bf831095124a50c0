// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/profiledraft.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace qwats::ui {
namespace {

using Field = ProfileDraft::Field;

class DraftText
{
    Q_DECLARE_TR_FUNCTIONS(ProfileDraft)
};

Error draftError(const QString &message, const char *detail)
{
    return {Error::Kind::InvalidInput, message, QString::fromLatin1(detail), 0};
}

struct ProxyPlace
{
    QString host;
    quint16 port = 0;
};

std::optional<ProxyPlace> proxyPlace(const QString &typed)
{
    const QUrl parts(QStringLiteral("http://") + typed.trimmed());
    const bool onlyHostAndPort
        = parts.userInfo().isEmpty() && parts.path().isEmpty() && !parts.hasQuery() && !parts.hasFragment();
    if (parts.host().isEmpty() || parts.port() <= 0 || !onlyHostAndPort)
        return {};
    return ProxyPlace{parts.host(), static_cast<quint16>(parts.port())};
}

Result<QUrl> cleanAddress(const ProfileDraft &draft)
{
    return cleanServerUrl(draft.address, draft.allowPlainHttp ? PlainHttp::Allowed : PlainHttp::LoopbackOnly);
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == QLatin1StringView("https") ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

} // namespace

ProfileDraft ProfileDraft::of(const Profile &profile)
{
    ProfileDraft draft;
    draft.before = profile;
    draft.address = profile.url.toString();
    draft.name = profile.name;
    draft.byPassword = !profile.user.isEmpty();
    draft.user = profile.user;
    draft.proxy = profile.proxy;
    if (!profile.proxyHost.isEmpty()) {
        const bool six = profile.proxyHost.contains(u':');
        draft.proxyAddress = QStringLiteral("%1:%2").arg(six ? u'[' + profile.proxyHost + u']' : profile.proxyHost,
                                                         QString::number(profile.proxyPort));
    }
    draft.caFile = profile.caFile;
    draft.allowPlainHttp = profile.allowPlainHttp;
    draft.requestsPerMinute = profile.requestsPerMinute;
    draft.attemptTimeout = profile.attemptTimeout;
    draft.http2 = profile.http2;
    return draft;
}

std::optional<ProfileDraft::Problem> ProfileDraft::placeProblem() const
{
    if (const auto url = cleanAddress(*this); !url)
        return Problem{Field::Address, url.error()};
    if (proxy == Profile::Proxy::Manual && !proxyPlace(proxyAddress))
        return Problem{Field::Proxy, draftError(DraftText::tr("Write the proxy as host:port."), "proxy")};
    const QString file = caFile.trimmed();
    const QFileInfo authority(file);
    if (!file.isEmpty() && (!authority.isFile() || !authority.isReadable()))
        return Problem{
            Field::Authority,
            draftError(DraftText::tr("The certificate file %1 is not there or cannot be read.").arg(file), "ca file")};
    return {};
}

std::optional<ProfileDraft::Problem> ProfileDraft::credentialProblem() const
{
    if (!byPassword) {
        const auto checked = checkToken(token);
        return checked ? std::nullopt : std::optional(Problem{Field::Token, checked.error()});
    }
    if (const auto checked = checkUser(user.trimmed()); !checked)
        return Problem{Field::User, checked.error()};
    if (password.isEmpty())
        return Problem{Field::Password, draftError(DraftText::tr("Enter the password."), "empty")};
    return {};
}

Result<Profile> ProfileDraft::profile() const
{
    if (const auto problem = placeProblem())
        return tl::unexpected(problem->error);
    Profile profile = before;
    profile.url = *cleanAddress(*this);
    profile.name = name.trimmed().isEmpty() ? profile.url.host() : name.trimmed();
    profile.caFile = caFile.trimmed();
    profile.allowPlainHttp = allowPlainHttp;
    profile.user = byPassword ? user.trimmed() : QString();
    profile.proxy = proxy;
    profile.proxyHost.clear();
    profile.proxyPort = 0;
    if (proxy == Profile::Proxy::Manual) {
        const auto place = proxyPlace(proxyAddress);
        profile.proxyHost = place->host;
        profile.proxyPort = place->port;
    }
    profile.requestsPerMinute = requestsPerMinute;
    profile.attemptTimeout = attemptTimeout;
    profile.http2 = http2;
    return profile;
}

Result<QByteArray> ProfileDraft::credential() const
{
    if (const auto problem = credentialProblem())
        return tl::unexpected(problem->error);
    return byPassword ? Result<QByteArray>(basicToken(user.trimmed(), password)) : checkToken(token);
}

bool ProfileDraft::hasTypedSecret() const
{
    return !(byPassword ? password : token).isEmpty();
}

bool ProfileDraft::keptSecretFits() const
{
    const auto url = cleanAddress(*this);
    const QString signsInAs = byPassword ? user.trimmed() : QString();
    return secretKept && url && sameOrigin(*url, before.url) && signsInAs == before.user;
}

bool ProfileDraft::canSignIn() const
{
    return hasTypedSecret() ? !credentialProblem() : keptSecretFits();
}

std::optional<ProfileDraft::Problem> ProfileDraft::storeProblem() const
{
    if (auto problem = placeProblem())
        return problem;
    if (hasTypedSecret())
        return credentialProblem();
    if (byPassword) {
        if (const auto checked = checkUser(user.trimmed()); !checked)
            return Problem{Field::User, checked.error()};
    }
    return {};
}

QString ProfileDraft::shownName() const
{
    if (!name.trimmed().isEmpty())
        return name.trimmed();
    const auto url = cleanAddress(*this);
    return url ? url->host() : DraftText::tr("New profile");
}

} // namespace qwats::ui
