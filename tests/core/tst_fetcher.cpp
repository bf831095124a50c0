// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/fetchworld.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace qwats;
using namespace qwats::test;
using namespace std::chrono_literals;

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
    void writeDropsItsTagsFirst();
    void failedWriteDropsNothing();
    void writeIsNotRepeatedOnServerError();
    void readBeforeWriteIsNotStored();
    void retriesAndHonoursRetryAfter();
    void budgetDelaysWithoutBlocking();
    void cancelAbortsTheCall();
    void ownerDiesFirst();
    void fetcherDiesFirst();
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
