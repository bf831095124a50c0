// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/demoserver.h"
#include "core/session/session.h"

#include <QTest>

#include <functional>
#include <memory>

namespace qwats::test {

/// A demo server with a fixed factory and a session connected to it over the loopback. The made-up "now" and the
/// session's clock stand still until `clock` is moved. Thread: the test's. `session` is null when the server could not
/// start.
struct ContractBench
{
    static constexpr qint64 NowMs = 1'775'000'000'000; // 2026-03-31T23:33:20Z

    static demo::DemoOptions options(int reports = 400)
    {
        demo::DemoOptions options;
        options.seed = 7;
        options.reports = reports;
        options.nowMsSinceEpoch = NowMs;
        return options;
    }

    explicit ContractBench(const demo::DemoOptions &wanted = options())
        : clock(Timestamp::fromMs(NowMs))
        , server(demo::DemoServer::start(wanted, &problem))
    {
        if (server)
            connectSession();
    }

    /// A new session: empty cache, closed circuit breaker.
    void connectSession(CachePolicies policies = CachePolicies::defaults())
    {
        Profile profile;
        profile.id = QStringLiteral("contract");
        profile.name = QStringLiteral("Contract");
        profile.url = QUrl(server->url());
        profile.proxy = Profile::Proxy::None;
        SessionOptions wanted;
        wanted.policies = policies;
        wanted.requestsPerMinute = 0;
        wanted.watchServer = false;
        session.reset();
        session = std::make_unique<Session>(profile, server->token().toLatin1(), wanted, clock);
        transport = transportSettings(profile, server->token().toLatin1(), wanted);
    }

    /// One attempt a call, so that a fault shows at once.
    void withoutRetries()
    {
        transport.maxAttempts = 1;
        session->fetcher().setTransport(transport);
    }

    /// The final answer of a look-up.
    template <typename T>
    Fetched<T> get(const Query<T> &query, FetchOptions::Mode mode = FetchOptions::Mode::Normal,
                   std::chrono::milliseconds deadline = std::chrono::seconds(10))
    {
        FetchOptions wanted;
        wanted.mode = mode;
        wanted.deadline = deadline;
        auto future = session->fetcher().ask(query, wanted);
        future.waitForFinished();
        return future.result();
    }

    /// The value of a look-up that has to succeed; a default one with a warning otherwise, so that the test fails by
    /// content.
    template <typename T> T value(const Query<T> &query, FetchOptions::Mode mode = FetchOptions::Mode::Normal)
    {
        const auto answer = get(query, mode);
        if (!answer)
            qWarning("%s: %s", query.target.constData(), answer.error ? qPrintable(answer.error->message) : "no value");
        return answer ? *answer : T();
    }

    using Write = std::function<void(AssetService &, QObject *, AssetService::Reply)>;
    /// Sends a write and waits for its end.
    Status send(const Write &write)
    {
        QObject context;
        std::optional<Status> result;
        write(session->assets(), &context, [&](const Status &status) { result = status; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000))
            return failure(Error::Kind::Timeout, QStringLiteral("the test gave up"));
        return *result;
    }

    /// Stops the server and starts it again on the same port, with the same world.
    bool restart()
    {
        auto wanted = options();
        wanted.port = server->port();
        server->stop();
        server.reset();
        server = demo::DemoServer::start(wanted, &problem);
        return server != nullptr;
    }

    FakeClock clock;
    QString problem; // before the server, which writes it
    std::unique_ptr<demo::DemoServer> server;
    TransportSettings transport;
    std::unique_ptr<Session> session;
};

} // namespace qwats::test
