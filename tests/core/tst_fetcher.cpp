// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/fetcher.h"
#include "core/http/livequery.h"
#include "core/http/target.h"
#include "core/http/transportsettings.h"
#include "core/metrics/metricsrecorder.h"
#include "core/metrics/requestlog.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <numeric>

using namespace qwats;
using namespace std::chrono_literals;
using qwats::test::ScriptedServer;

namespace {

/// The domain of these tests: a thing is a number in brackets, a list is brackets with commas.
struct Thing
{
    int number = 0;
};

Result<Thing> decodeThing(const QByteArray &body)
{
    bool isNumber = false;
    const int number = body.startsWith('[') && body.endsWith(']') ? body.mid(1, body.size() - 2).toInt(&isNumber) : 0;
    if (!isNumber)
        return failure(Error::Kind::BadReply, QStringLiteral("not a thing"));
    return Thing{number};
}

Result<std::vector<Thing>> decodeThings(const QByteArray &body)
{
    std::vector<Thing> things;
    for (const auto &part : body.mid(1, body.size() - 2).split(','))
        things.push_back({part.toInt()});
    return things;
}

void tagThing(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "thing:" + subject;
}

Query<Thing> thing(int n, Domain domain = Domain::Asset)
{
    static constexpr EndpointOf<Thing> asset{{"/api/Thing/{id}", Domain::Asset, decodeWith<decodeThing>, tagThing}};
    static constexpr EndpointOf<Thing> live{
        {"/api/Live/{id}", Domain::UnitVerification, decodeWith<decodeThing>, tagThing}};
    const auto &endpoint = domain == Domain::Asset ? asset : live;
    return {endpoint, Target(endpoint.route).arg(QString::number(n)).encoded(), QByteArray::number(n)};
}

void seedThings(const std::shared_ptr<const void> &value, SeedSink &sink)
{
    for (const Thing &row : *std::static_pointer_cast<const std::vector<Thing>>(value))
        sink.put(thing(row.number), std::make_shared<const Thing>(row), 10);
}

Query<std::vector<Thing>> things()
{
    static constexpr EndpointOf<std::vector<Thing>> endpoint{
        {"/api/Things", Domain::Asset, decodeWith<decodeThings>, nullptr, seedThings}};
    return {endpoint, QByteArray("/api/Things"), {}};
}

Command<Done> change(int n, QByteArray body = "{}")
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

ScriptedServer::Reply echo(const ScriptedServer::Request &request)
{
    return ScriptedServer::ok('[' + request.target.mid(request.target.lastIndexOf('/') + 1) + ']');
}

} // namespace

class TestFetcher : public QObject
{
    Q_OBJECT

private slots:
    void hitIsAnsweredAtOnce();
    void outcomes_data();
    void outcomes();
    void oneCallForManyAskers();
    void staleIsShownThenReplaced();
    void offlineShowsOldDataAsOld();
    void notFoundIsRemembered();
    void listSeedsItsRows();
    void liveOnlyIsNeverCached();
    void hostileReplies_data();
    void hostileReplies();
    void replyCutAnywhere();
    void httpErrors_data();
    void httpErrors();
    void redirectsLeakNothing_data();
    void redirectsLeakNothing();
    void postIsDeliveredOnce_data();
    void postIsDeliveredOnce();
    void writeDropsItsTagsFirst();
    void failedWriteDropsNothing();
    void writeIsNotRepeatedOnServerError();
    void readBeforeWriteIsNotStored();
    void retriesAndHonoursRetryAfter();
    void budgetDelaysWithoutBlocking();
    void cancelAbortsTheCall();
    void ownerDiesFirst();
    void fetcherDiesFirst();
    void requestHeaders();
    void tokenIsNeverLogged();
    void liveQueryFollowsInvalidation();
    void liveQueryDropsLateAnswers();
    void liveQueryKeepsOldValueWhenRefreshFails();
    void hiddenLiveQueryWaits();
    void counters();
};

void TestFetcher::hitIsAnsweredAtOnce()
{
    World world(echo);
    QVERIFY(world.wait(thing(7)));
    const auto again = world.fetcher->fetch<Thing>(thing(7), {}, this, {});
    QVERIFY(again.value);
    QVERIFY(!again.pending);
    QVERIFY(again.fromCache);
    QCOMPARE(again->number, 7);
    QCOMPARE(again.outcome, Outcome::Fresh);
    QCOMPARE(world.server.requests().size(), 1);
}

void TestFetcher::outcomes_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<int>("expected");
    QTest::addColumn<qsizetype>("calls");
    QTest::newRow("first time") << QStringLiteral("cold") << int(Outcome::Cold) << qsizetype(1);
    QTest::newRow("again") << QStringLiteral("again") << int(Outcome::Fresh) << qsizetype(1);
    QTest::newRow("after its life") << QStringLiteral("expired") << int(Outcome::Expired) << qsizetype(2);
    QTest::newRow("past keep-for, server there") << QStringLiteral("kept") << int(Outcome::Expired) << qsizetype(2);
    QTest::newRow("after a write") << QStringLiteral("invalidated") << int(Outcome::Invalidated) << qsizetype(2);
    QTest::newRow("asked for the server") << QStringLiteral("refresh") << int(Outcome::Bypassed) << qsizetype(2);
    QTest::newRow("without the cache") << QStringLiteral("nocache") << int(Outcome::Bypassed) << qsizetype(2);
    QTest::newRow("stale") << QStringLiteral("stale") << int(Outcome::Stale) << qsizetype(2);
    QTest::newRow("only from the cache, empty") << QStringLiteral("cacheonly") << int(Outcome::Failed) << qsizetype(0);
}

void TestFetcher::outcomes()
{
    QFETCH(QString, story);
    QFETCH(int, expected);
    QFETCH(qsizetype, calls);
    World world(echo);
    const bool first = story == QLatin1StringView("cold") || story == QLatin1StringView("cacheonly");
    if (!first)
        world.wait(thing(1));
    if (story == QLatin1StringView("expired"))
        world.clock.advance(24h);
    if (story == QLatin1StringView("kept"))
        world.clock.advance(2h);
    if (story == QLatin1StringView("stale"))
        world.clock.advance(400s);
    if (story == QLatin1StringView("invalidated"))
        world.fetcher->dropTags({"thing:1"});
    FetchOptions options;
    if (story == QLatin1StringView("refresh"))
        options.mode = FetchOptions::Mode::Refresh;
    if (story == QLatin1StringView("nocache"))
        options.mode = FetchOptions::Mode::NoCache;
    if (story == QLatin1StringView("cacheonly"))
        options.mode = FetchOptions::Mode::CacheOnly;
    Fetched<Thing> final;
    bool done = false;
    const auto now = world.fetcher->fetch<Thing>(thing(1), options, this, [&](const Fetched<Thing> &answer) {
        final = answer;
        done = true;
    });
    if (now.pending)
        QTRY_VERIFY(done);
    const Outcome outcome = now.pending && !now.value ? final.outcome : now.outcome;
    QCOMPARE(int(outcome), expected);
    QCOMPARE(world.server.requests().size(), calls);
    QCOMPARE(world.finishedLookups(), quint64(first ? 1 : 2));
}

void TestFetcher::oneCallForManyAskers()
{
    World world([](const auto &request) {
        auto reply = echo(request);
        reply.holdMs = 50;
        return reply;
    });
    QList<QFuture<Fetched<Thing>>> answers;
    for (int i = 0; i < 100; ++i)
        answers << world.fetcher->ask(thing(3));
    QTRY_VERIFY(std::all_of(answers.begin(), answers.end(), [](const auto &f) { return f.isFinished(); }));
    QCOMPARE(world.server.requests().size(), 1);
    const auto counts = world.metrics.total().outcomes;
    QCOMPARE(counts[size_t(Outcome::Cold)], quint64(1));
    QCOMPARE(counts[size_t(Outcome::Joined)], quint64(99));
    for (const auto &answer : answers)
        QCOMPARE(answer.result()->number, 3);
}

void TestFetcher::staleIsShownThenReplaced()
{
    int version = 1;
    World world([&](const auto &) { return ScriptedServer::ok('[' + QByteArray::number(version) + ']'); });
    const Timestamp first = world.clock.wallNow();
    world.wait(thing(1));
    version = 2;
    world.clock.advance(400s);
    Fetched<Thing> later;
    const auto now
        = world.fetcher->fetch<Thing>(thing(1), {}, this, [&](const Fetched<Thing> &answer) { later = answer; });
    QCOMPARE(now->number, 1);
    QCOMPARE(now.freshness, Freshness::Stale); // never old as new
    QCOMPARE(now.asOf, first);
    QVERIFY(now.pending);
    QTRY_VERIFY(later.value);
    QCOMPARE(later->number, 2);
    QCOMPARE(later.freshness, Freshness::Fresh);
    QCOMPARE(later.asOf, world.clock.wallNow());
}

void TestFetcher::offlineShowsOldDataAsOld()
{
    World world(echo);
    world.wait(thing(1));
    world.clock.advance(2h); // past keep-for, within offline-for
    world.server.shut();
    QSignalSpy states(world.fetcher.get(), &Fetcher::serverStateChanged);
    const auto answer = world.wait(thing(1));
    QVERIFY(answer.value);
    QCOMPARE(answer.freshness, Freshness::Offline);
    QCOMPARE(answer.outcome, Outcome::Stale);
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, Error::Kind::Offline);
    QTRY_VERIFY(world.fetcher->serverState().isOutage());
    // Known to be away: the next look-up does not wait at all.
    const auto next = world.fetcher->fetch<Thing>(thing(1), {}, this, {});
    QVERIFY(next.value);
    QCOMPARE(next.freshness, Freshness::Offline);
}

void TestFetcher::notFoundIsRemembered()
{
    World world([](const auto &) { return ScriptedServer::status(404); });
    const auto first = world.wait(thing(1));
    QCOMPARE(first.outcome, Outcome::Negative);
    QCOMPARE(first.error->kind, Error::Kind::NotFound);
    QCOMPARE(world.wait(thing(1)).outcome, Outcome::Negative);
    QCOMPARE(world.server.requests().size(), 1);
    world.clock.advance(31s);
    world.wait(thing(1));
    QCOMPARE(world.server.requests().size(), 2);
}

void TestFetcher::listSeedsItsRows()
{
    World world([](const auto &request) {
        return request.target == "/api/Things" ? ScriptedServer::ok("[4,5,6]") : echo(request);
    });
    auto list = world.fetcher->ask(things());
    QTRY_VERIFY(list.isFinished());
    const auto row = world.wait(thing(5));
    QCOMPARE(row.outcome, Outcome::Seeded);
    QCOMPARE(row->number, 5);
    QCOMPARE(world.wait(thing(5)).outcome, Outcome::Fresh);
    QCOMPARE(world.server.requests().size(), 1);
}

void TestFetcher::liveOnlyIsNeverCached()
{
    World world(echo);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(world.wait(thing(1, Domain::UnitVerification)).outcome, Outcome::Bypassed);
    QCOMPARE(world.server.requests().size(), 3);
    QCOMPARE(world.cache.stats().entries, 0);
}

void TestFetcher::hostileReplies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("close");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, bool close, Error::Kind kind) {
        QTest::newRow(name) << bytes << close << int(kind);
    };
    row("login page with 200", ScriptedServer::ok("<html>sign in</html>", "Content-Type: text/html\r\n").bytes, false,
        Error::Kind::BadReply);
    row("empty body", ScriptedServer::ok({}).bytes, false, Error::Kind::BadReply);
    row("body without length, cut", "HTTP/1.1 200 OK\r\n\r\n[12", true, Error::Kind::BadReply);
    row("body shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[12]", true,
        Error::Kind::Offline);
    row("closed before an answer", {}, true, Error::Kind::Offline);
    row("garbage instead of HTTP", "\x01\x02\x03 hello\r\n\r\n", true, Error::Kind::Offline);
    row("larger than the cap", ScriptedServer::ok(QByteArray(200'000, '1')).bytes, false, Error::Kind::TooLarge);
    row("gzip that is none", ScriptedServer::ok("[1]", "Content-Encoding: gzip\r\n").bytes, false,
        Error::Kind::BadReply);
    row("never answers", {}, false, Error::Kind::Timeout);
}

void TestFetcher::hostileReplies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, close);
    QFETCH(int, kind);
    World world([&](const auto &) { return ScriptedServer::Reply{bytes, close}; });
    const auto answer = world.wait(thing(1));
    QVERIFY(!answer.value);
    QVERIFY(answer.error);
    QCOMPARE(int(answer.error->kind), kind);
    QCOMPARE(answer.outcome, Outcome::Failed);
    QCOMPARE(world.cache.stats().entries, 0);
    QCOMPARE(world.finishedLookups(), quint64(1));
}

void TestFetcher::replyCutAnywhere()
{
    const QByteArray whole = ScriptedServer::ok("[123456]").bytes;
    qsizetype cut = 0;
    World world(
        [&](const auto &) {
            return ScriptedServer::Reply{whole.left(cut), true};
        },
        CachePolicies::defaults(), 0, 1);
    FetchOptions options;
    for (cut = 1; cut < whole.size(); ++cut) {
        options.mode = FetchOptions::Mode::Refresh; // also passes an open breaker
        options.deadline = 60ms;
        auto future = world.fetcher->ask(thing(1), options);
        QTRY_VERIFY2(future.isFinished(), QByteArray::number(cut).constData());
        QVERIFY2(!future.result().value, QByteArray::number(cut).constData());
    }
}

void TestFetcher::httpErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qsizetype>("calls");
    QTest::newRow("400") << 400 << int(Error::Kind::Rejected) << qsizetype(1);
    QTest::newRow("401 asks once") << 401 << int(Error::Kind::Unauthorized) << qsizetype(1);
    QTest::newRow("403") << 403 << int(Error::Kind::Forbidden) << qsizetype(1);
    QTest::newRow("409") << 409 << int(Error::Kind::Conflict) << qsizetype(1);
    QTest::newRow("429 is tried again") << 429 << int(Error::Kind::RateLimited) << qsizetype(2);
    QTest::newRow("500 is tried again") << 500 << int(Error::Kind::ServerError) << qsizetype(2);
    QTest::newRow("501 is not") << 501 << int(Error::Kind::ServerError) << qsizetype(1);
    QTest::newRow("503 is tried again") << 503 << int(Error::Kind::ServerError) << qsizetype(2);
}

void TestFetcher::httpErrors()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    QFETCH(qsizetype, calls);
    World world(
        [&](const auto &) { return ScriptedServer::status(status, R"({"Message":"no"})", "Retry-After: 0\r\n"); });
    const auto answer = world.wait(thing(1));
    QVERIFY(answer.error);
    QCOMPARE(int(answer.error->kind), kind);
    QCOMPARE(world.server.requests().size(), calls);
}

void TestFetcher::redirectsLeakNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("post");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << status << false;
        QTest::addRow("POST %d", status) << status << true;
    }
}

void TestFetcher::redirectsLeakNothing()
{
    QFETCH(int, status);
    QFETCH(bool, post);
    ScriptedServer elsewhere(echo);
    World world([&](const auto &) {
        return ScriptedServer::status(status, {}, "Location: " + elsewhere.url().toEncoded() + "/api/Thing/1\r\n");
    });
    std::optional<Error> error;
    if (post) {
        world.fetcher->send<Done>(change(1), this, [&](const auto &reply) { error = reply ? Error() : reply.error(); });
        QTRY_VERIFY(error);
    } else {
        error = world.wait(thing(1)).error;
    }
    QVERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Redirected);
    QCOMPARE(elsewhere.requests().size(), 0);
    QCOMPARE(world.server.requests().size(), 1);
}

void TestFetcher::postIsDeliveredOnce_data()
{
    QTest::addColumn<bool>("warm");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("empty");
    for (const bool warm : {false, true}) {
        for (const bool reset : {false, true}) {
            for (const bool empty : {false, true})
                QTest::addRow("%s connection, %s, %s body", warm ? "warm" : "cold", reset ? "reset" : "closed",
                              empty ? "no" : "a")
                    << warm << reset << empty;
        }
    }
}

/// The server reads the POST and then closes without an answer: Qt would send it again by itself.
void TestFetcher::postIsDeliveredOnce()
{
    QFETCH(bool, warm);
    QFETCH(bool, reset);
    QFETCH(bool, empty);
    World world([&](const ScriptedServer::Request &request) {
        if (request.method == "GET")
            return echo(request);
        return ScriptedServer::Reply{{}, !reset, reset};
    });
    if (warm)
        QVERIFY(world.wait(thing(9)));
    std::optional<Error> error;
    world.fetcher->send<Done>(change(1, empty ? QByteArray() : QByteArray("{\"a\":1}")), this,
                              [&](const auto &reply) { error = reply ? Error() : reply.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Offline);
    QTest::qWait(50); // a second delivery would arrive now
    const auto posts = std::count_if(world.server.requests().begin(), world.server.requests().end(),
                                     [](const auto &request) { return request.method == "POST"; });
    QCOMPARE(posts, 1);
}

void TestFetcher::writeDropsItsTagsFirst()
{
    int version = 1;
    World world([&](const ScriptedServer::Request &request) {
        if (request.method == "POST") {
            version = 2;
            return ScriptedServer::status(204);
        }
        return ScriptedServer::ok('[' + QByteArray::number(version) + ']');
    });
    world.wait(thing(1));
    Fetched<Thing> seen;
    world.fetcher->send<Done>(change(1), this, [&](const auto &reply) {
        QVERIFY(reply.has_value());
        QVERIFY(!world.fetcher->peek(thing(1)).value); // dropped before this callback
        world.fetcher->fetch<Thing>(thing(1), {}, this, [&](const auto &answer) { seen = answer; });
    });
    QTRY_VERIFY(seen.value);
    QCOMPARE(seen->number, 2);
    QCOMPARE(seen.outcome, Outcome::Invalidated);
}

void TestFetcher::failedWriteDropsNothing()
{
    World world([](const ScriptedServer::Request &request) {
        return request.method == "POST" ? ScriptedServer::status(403) : echo(request);
    });
    world.wait(thing(1));
    bool done = false;
    world.fetcher->send<Done>(change(1), this, [&](const auto &reply) {
        QCOMPARE(reply.error().kind, Error::Kind::Forbidden);
        done = true;
    });
    QTRY_VERIFY(done);
    QVERIFY(world.fetcher->peek(thing(1)).value);
}

void TestFetcher::writeIsNotRepeatedOnServerError()
{
    World world([](const auto &) { return ScriptedServer::status(503, {}, "Retry-After: 0\r\n"); });
    bool done = false;
    world.fetcher->send<Done>(change(1), this, [&](const auto &reply) { done = !reply; });
    QTRY_VERIFY(done);
    QCOMPARE(world.server.requests().size(), 1);
}

/// A read is under way when a write succeeds: what the read brings is from before and must not be kept.
void TestFetcher::readBeforeWriteIsNotStored()
{
    World world([](const ScriptedServer::Request &request) {
        auto reply = echo(request);
        reply.holdMs = 100;
        return reply;
    });
    auto read = world.fetcher->ask(thing(1));
    QTRY_COMPARE(world.server.requests().size(), 1);
    world.fetcher->dropTags({"thing:1"});
    QTRY_VERIFY(read.isFinished());
    QVERIFY(read.result().value); // the asker gets what it asked for
    QVERIFY(!world.fetcher->peek(thing(1)).value); // but nobody after it
}

void TestFetcher::retriesAndHonoursRetryAfter()
{
    int calls = 0;
    World world([&](const auto &request) {
        return ++calls == 1 ? ScriptedServer::status(429, {}, "Retry-After: 0.1\r\n") : echo(request);
    });
    QElapsedTimer watch;
    watch.start();
    const auto answer = world.wait(thing(1));
    QVERIFY(answer.value);
    QCOMPARE(calls, 2);
    QVERIFY(watch.elapsed() >= 100);
    const auto records = world.log.since(0);
    QCOMPARE(records.size(), size_t(1));
    QCOMPARE(records[0].attempts, 2);
}

void TestFetcher::budgetDelaysWithoutBlocking()
{
    World world(echo, CachePolicies::defaults(), 5);
    QList<QFuture<Fetched<Thing>>> answers;
    for (int n = 0; n < 8; ++n) {
        FetchOptions options;
        options.deadline = 300ms;
        answers << world.fetcher->ask(thing(n), options);
    }
    QTRY_VERIFY(std::all_of(answers.begin(), answers.end(), [](const auto &f) { return f.isFinished(); }));
    QCOMPARE(world.server.requests().size(), 5); // three waited for the budget until their deadline
    QCOMPARE(world.fetcher->budget().used, 5);
    const auto late = std::count_if(answers.begin(), answers.end(), [](const auto &f) {
        return f.result().error && f.result().error->kind == Error::Kind::Timeout;
    });
    QCOMPARE(late, 3);
}

void TestFetcher::cancelAbortsTheCall()
{
    World world([](const auto &) { return ScriptedServer::Reply{}; });
    Ticket ticket;
    bool called = false;
    world.fetcher->fetch<Thing>(
        thing(1), {}, this, [&](const auto &) { called = true; }, &ticket);
    QTRY_COMPARE(world.server.requests().size(), 1);
    ticket.cancel();
    ticket.cancel(); // harmless
    QTRY_COMPARE(world.finishedLookups(), quint64(1));
    QCOMPARE(world.metrics.total().outcomes[size_t(Outcome::Failed)], quint64(1));
    QVERIFY(!called);
}

void TestFetcher::ownerDiesFirst()
{
    World world([](const auto &request) {
        auto reply = echo(request);
        reply.holdMs = 30;
        return reply;
    });
    auto owner = std::make_unique<QObject>();
    bool called = false;
    world.fetcher->fetch<Thing>(thing(1), {}, owner.get(), [&](const auto &) { called = true; });
    owner.reset();
    QTRY_COMPARE(world.finishedLookups(), quint64(1));
    QCoreApplication::processEvents();
    QVERIFY(!called);
    QVERIFY(world.fetcher->peek(thing(1)).value); // the work was not lost
}

void TestFetcher::fetcherDiesFirst()
{
    World world([](const auto &) { return ScriptedServer::Reply{}; });
    auto future = world.fetcher->ask(thing(1));
    Ticket ticket;
    world.fetcher->fetch<Thing>(
        thing(2), {}, this, [](const auto &) { QFAIL("called after the end"); }, &ticket);
    QTRY_COMPARE(world.server.requests().size(), 2);
    world.fetcher.reset();
    QVERIFY(future.isFinished()); // nobody waits for ever
    QCOMPARE(future.result().error->kind, Error::Kind::Cancelled);
    ticket.cancel(); // outlives the fetcher
    QCoreApplication::processEvents();
}

void TestFetcher::requestHeaders()
{
    World world(echo);
    world.wait(thing(1));
    const auto request = world.server.requests().constFirst();
    QCOMPARE(request.header("Authorization"), QByteArray("Basic c2VjcmV0OnRva2Vu"));
    QCOMPARE(request.header("Accept"), QByteArray("application/json"));
    QCOMPARE(request.header("Accept-Encoding"), QByteArray("gzip, deflate"));
    QVERIFY(request.header("Cookie").isEmpty());
    bool done = false;
    world.fetcher->send<Done>(change(1, {}), this, [&](const auto &) { done = true; });
    QTRY_VERIFY(done);
    const auto write = world.server.requests().constLast();
    QCOMPARE(write.header("Content-Length"), QByteArray("0"));
    QCOMPARE(write.header("Content-Type"), QByteArray("application/json"));
}

void TestFetcher::tokenIsNeverLogged()
{
    World world([](const auto &) { return ScriptedServer::status(500, "c2VjcmV0OnRva2Vu"); });
    world.wait(thing(1));
    for (const auto &record : world.log.since(0)) {
        QVERIFY(!record.target.contains("c2VjcmV0"));
        QVERIFY(!record.errorDetail.contains(QLatin1StringView("c2VjcmV0")));
    }
}

void TestFetcher::liveQueryFollowsInvalidation()
{
    int version = 1;
    World world([&](const auto &) { return ScriptedServer::ok('[' + QByteArray::number(version) + ']'); });
    LiveQuery<Thing> live(*world.fetcher, "test", nullptr);
    live.ask(thing(1));
    QTRY_VERIFY(live.answer().value);
    version = 2;
    world.fetcher->dropTags({"thing:1"});
    QTRY_COMPARE(live.answer()->number, 2);
    QVERIFY(!live.isLoading());
}

void TestFetcher::liveQueryDropsLateAnswers()
{
    World world([](const auto &request) {
        auto reply = echo(request);
        reply.holdMs = request.target.endsWith("/1") ? 120 : 10;
        return reply;
    });
    LiveQuery<Thing> live(*world.fetcher, "test", nullptr);
    live.ask(thing(1));
    QTRY_COMPARE(world.server.requests().size(), 1);
    live.ask(thing(2));
    QTRY_VERIFY(live.answer().value);
    QTest::qWait(150);
    QCOMPARE(live.answer()->number, 2);
}

void TestFetcher::liveQueryKeepsOldValueWhenRefreshFails()
{
    World world(echo);
    LiveQuery<Thing> live(*world.fetcher, "test", nullptr);
    live.ask(thing(1));
    QTRY_VERIFY(live.answer().value);
    world.server.shut();
    live.refresh();
    QTRY_VERIFY(live.answer().error);
    QVERIFY(live.answer().value);
    QCOMPARE(live.answer().freshness, Freshness::Offline);
}

void TestFetcher::hiddenLiveQueryWaits()
{
    World world(echo);
    LiveQuery<Thing> live(*world.fetcher, "test", nullptr);
    live.ask(thing(1));
    QTRY_VERIFY(live.answer().value);
    live.setActive(false);
    world.fetcher->dropTags({"thing:1"});
    QCoreApplication::processEvents();
    QCOMPARE(world.server.requests().size(), 1);
    live.setActive(true);
    QTRY_COMPARE(world.server.requests().size(), 2);
}

/// A mixed crowd: whatever happens, outcomes sum to look-ups and each look-up has its line in the log.
void TestFetcher::counters()
{
    World world([](const ScriptedServer::Request &request) {
        const int n = request.target.mid(request.target.lastIndexOf('/') + 1).toInt();
        if (n % 5 == 0)
            return ScriptedServer::status(404);
        if (n % 7 == 0)
            return ScriptedServer::status(500, {}, "Retry-After: 0\r\n");
        return echo(request);
    });
    QList<QFuture<Fetched<Thing>>> answers;
    for (int i = 0; i < 300; ++i) {
        answers << world.fetcher->ask(thing(1 + i * 13 % 40));
        if (i % 50 == 0)
            world.clock.advance(200s);
    }
    QTRY_VERIFY_WITH_TIMEOUT(std::all_of(answers.begin(), answers.end(), [](const auto &f) { return f.isFinished(); }),
                             20'000);
    QTRY_COMPARE(world.finishedLookups(), quint64(300));
    const auto records = world.log.since(0);
    const auto lines
        = std::count_if(records.begin(), records.end(), [](const auto &record) { return record.outcome.has_value(); });
    QCOMPARE(lines, 300);
}

QTEST_GUILESS_MAIN(TestFetcher)
#include "tst_fetcher.moc"
