// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/http/target.h"
#include "core/http/transportsettings.h"
#include "core/metrics/metricsrecorder.h"
#include "core/metrics/requestlog.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

#include <memory>
#include <vector>

namespace qwats::test {

using namespace std::chrono_literals;

/// The domain of these tests: a thing is a number in brackets, a list is brackets with commas.
struct Thing
{
    int number = 0;
};

inline Result<Thing> decodeThing(const QByteArray &body)
{
    bool isNumber = false;
    const int number = body.startsWith('[') && body.endsWith(']') ? body.mid(1, body.size() - 2).toInt(&isNumber) : 0;
    if (!isNumber)
        return failure(Error::Kind::BadReply, QStringLiteral("not a thing"));
    return Thing{number};
}

inline Result<std::vector<Thing>> decodeThings(const QByteArray &body)
{
    std::vector<Thing> things;
    for (const auto &part : body.mid(1, body.size() - 2).split(','))
        things.push_back({part.toInt()});
    return things;
}

inline void tagThing(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "thing:" + subject;
}

inline Query<Thing> thing(int n, Domain domain = Domain::Asset)
{
    static constexpr EndpointOf<Thing> asset{{"/api/Thing/{id}", Domain::Asset, decodeWith<decodeThing>, tagThing}};
    static constexpr EndpointOf<Thing> live{
        {"/api/Live/{id}", Domain::UnitVerification, decodeWith<decodeThing>, tagThing}};
    const auto &endpoint = domain == Domain::Asset ? asset : live;
    return {endpoint, Target(endpoint.route).arg(QString::number(n)).encoded(), QByteArray::number(n)};
}

inline void seedThings(const std::shared_ptr<const void> &value, SeedSink &sink)
{
    for (const Thing &row : *std::static_pointer_cast<const std::vector<Thing>>(value))
        sink.put(thing(row.number), std::make_shared<const Thing>(row), 10);
}

inline Query<std::vector<Thing>> things()
{
    static constexpr EndpointOf<std::vector<Thing>> endpoint{
        {"/api/Things", Domain::Asset, decodeWith<decodeThings>, nullptr, seedThings}};
    return {endpoint, QByteArray("/api/Things"), {}};
}

inline Command<Done> change(int n, QByteArray body = "{}")
{
    Command<Done> command;
    command.method = Method::Post;
    command.route = "/api/Thing/{id}";
    command.target = "/api/Thing/" + QByteArray::number(n);
    command.body = std::move(body);
    command.drops = {"thing:" + QByteArray::number(n)};
    return command;
}

/// Cache, client and clock around a scripted server.
struct World
{
    explicit World(ScriptedServer::Script script, CachePolicies table = CachePolicies::defaults(), int perMinute = 0,
                   int attempts = 2)
        : server(std::move(script))
        , cache(clock, table)
        , metrics(clock)
        , fetcher(std::make_unique<Fetcher>(clock, cache, log, metrics, transport(perMinute, attempts)))
    {
    }

    TransportSettings transport(int perMinute, int attempts) const
    {
        TransportSettings settings;
        settings.baseUrl = server.url();
        settings.token = "c2VjcmV0OnRva2Vu";
        settings.requestsPerMinute = perMinute;
        settings.maxReplyBytes = 100'000;
        settings.attemptTimeout = 300ms;
        settings.maxAttempts = attempts;
        return settings;
    }

    Fetched<Thing> wait(const Query<Thing> &query, FetchOptions::Mode mode = FetchOptions::Mode::Normal)
    {
        FetchOptions options;
        options.mode = mode;
        options.deadline = 3s;
        auto future = fetcher->ask(query, options);
        [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return future.isFinished(); }, 5000);
        return future.isFinished() ? future.result() : Fetched<Thing>();
    }

    quint64 finishedLookups() const { return metrics.total().lookups(); }

    FakeClock clock;
    ScriptedServer server;
    TtlCache cache;
    RequestLog log;
    MetricsRecorder metrics;
    std::unique_ptr<Fetcher> fetcher;
};

inline ScriptedServer::Reply echo(const ScriptedServer::Request &request)
{
    return ScriptedServer::ok('[' + request.target.mid(request.target.lastIndexOf('/') + 1) + ']');
}

} // namespace qwats::test
