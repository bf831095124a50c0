// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/connectiontest.h"

#include "core/session/serverversion.h"

namespace qwats {

using namespace std::chrono_literals;

namespace {

QString adviceFor(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Unauthorized:
        return ConnectionTest::tr(
            "Copy the token again without spaces at its ends. If it still fails, it may have expired or been "
            "withdrawn: ask your administrator for a new one.");
    case Error::Kind::Forbidden: return ConnectionTest::tr("Ask your administrator to give the token read access.");
    case Error::Kind::Tls:
        return ConnectionTest::tr(
            "If your company signs its own certificates, choose its authority file under Certificates.");
    case Error::Kind::Timeout:
        return ConnectionTest::tr(
            "The server may be overloaded, or a firewall drops the connection. Try again, or ask your "
            "administrator whether a proxy is needed.");
    case Error::Kind::Redirected:
        return ConnectionTest::tr(
            "The address may be that of a sign-in page. Use the address of the WATS server itself.");
    case Error::Kind::ServerError:
        return ConnectionTest::tr("Nothing on this computer needs to change. Try again in a minute.");
    default:
        return ConnectionTest::tr(
            "Check the address for typing errors and whether this computer is connected to the network.");
    }
}

bool serverSpoke(const Error &error)
{
    return error.status != 0 || error.kind == Error::Kind::BadReply || error.kind == Error::Kind::TooLarge;
}

ConnectionFinding found(const Profile &profile, std::chrono::nanoseconds took)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    return {ConnectionFinding::Level::Good,
            ConnectionTest::tr("Server found"),
            ConnectionTest::tr("%1, %2 ms away").arg(profile.url.host()).arg(ms),
            {}};
}

ConnectionFinding security(const Profile &profile)
{
    if (profile.url.scheme() == QLatin1StringView("https"))
        return {ConnectionFinding::Level::Good,
                ConnectionTest::tr("Connection is secure"),
                ConnectionTest::tr("the server's certificate was checked"),
                {}};
    if (isLoopback(profile.url.host()))
        return {ConnectionFinding::Level::Good, ConnectionTest::tr("Connection stays on this computer"), {}, {}};
    return {ConnectionFinding::Level::Warning,
            ConnectionTest::tr("Connection is not encrypted"),
            ConnectionTest::tr("others on the network can read the token"),
            {}};
}

} // namespace

ConnectionTest::ConnectionTest(QObject *parent)
    : QObject(parent)
{
}
ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start(const Profile &profile, const QByteArray &token)
{
    cancel();
    SessionOptions options;
    options.watchServer = false;
    options.maxConnections = 1;
    m_session = std::make_unique<Session>(profile, token, options);
    m_started = m_session->clock().now();
    FetchOptions fetch;
    fetch.mode = FetchOptions::Mode::NoCache;
    fetch.initiator = QByteArrayLiteral("connection test");
    fetch.deadline = 10s;
    m_session->fetcher().fetch<QString>(serverVersionQuery(), fetch, this,
                                        [this](const Fetched<QString> &version) { conclude(version); });
}

void ConnectionTest::cancel()
{
    m_session.reset();
}

void ConnectionTest::conclude(const Fetched<QString> &version)
{
    const auto took = m_session->clock().now() - m_started;
    const Profile profile = m_session->profile();
    // Not deleted here: this runs inside a call of the session's own fetcher.
    m_session.release()->deleteLater();
    QList<ConnectionFinding> findings;
    const bool spoke = version.value || (version.error && serverSpoke(*version.error));
    if (spoke)
        findings << found(profile, took) << security(profile);
    if (version.value)
        findings << ConnectionFinding{
            ConnectionFinding::Level::Good, tr("Token accepted"), tr("WATS %1").arg(*version), {}};
    else if (version.error)
        findings << ConnectionFinding{
            ConnectionFinding::Level::Bad, version.error->message, {}, adviceFor(*version.error)};
    emit finished(findings, version.value != nullptr);
}

} // namespace qwats
