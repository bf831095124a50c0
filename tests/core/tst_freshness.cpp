// SPDX-License-Identifier: GPL-3.0-or-later
// How old a shown value may be, and who waits for a newer one.
#include "core/http/livequery.h"
#include "tests/core/fetchworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace qwats;
using namespace qwats::test;
using namespace std::chrono_literals;

namespace {

/// Answers with ETags and, to If-None-Match, with 304.
ScriptedServer::Reply tagged(const ScriptedServer::Request &request)
{
    if (request.header("If-None-Match") == "\"v1\"")
        return ScriptedServer::status(304, {}, "ETag: \"v1\"\r\n");
    return ScriptedServer::ok("[7]", "ETag: \"v1\"\r\n");
}

/// "[1,2,3]" for /api/Batch/1;2;3, a single thing for /api/Single/2.
AnyQuery several(const QByteArrayList &subjects)
{
    static constexpr EndpointOf<std::vector<Thing>> endpoint{
        {"/api/Batch/{ids}", Domain::Asset, decodeWith<decodeThings>, nullptr}};
    return Query<std::vector<Thing>>(endpoint, "/api/Batch/" + subjects.join(';'));
}

std::shared_ptr<const void> pick(const std::shared_ptr<const void> &answer, const QByteArray &subject)
{
    for (const Thing &row : *std::static_pointer_cast<const std::vector<Thing>>(answer)) {
        if (QByteArray::number(row.number) == subject)
            return std::make_shared<const Thing>(row);
    }
    return {};
}

Query<Thing> single(int n)
{
    static constexpr Batch batch{4, 10, several, pick};
    static constexpr EndpointOf<Thing> endpoint{
        {"/api/Single/{id}", Domain::Asset, decodeWith<decodeThing>, tagThing, nullptr, nullptr, &batch}};
    return {endpoint, Target(endpoint.route).arg(QString::number(n)).encoded(), QByteArray::number(n)};
}

/// Knows the things 1 to 9.
ScriptedServer::Reply batches(const ScriptedServer::Request &request)
{
    const QByteArray last = request.target.mid(request.target.lastIndexOf('/') + 1);
    if (request.target.startsWith("/api/Single/"))
        return last.toInt() < 10 ? ScriptedServer::ok('[' + last + ']') : ScriptedServer::status(404);
    QByteArrayList known;
    for (const auto &id : QByteArray(last).replace("%3B", ";").split(';')) {
        if (id.toInt() < 10)
            known << id;
    }
    return ScriptedServer::ok('[' + known.join(',') + ']');
}

QByteArrayList targetsOf(const World &world)
{
    QByteArrayList targets;
    for (const auto &request : world.server.requests())
        targets << request.target;
    return targets;
}

CachePolicies policies(int refreshAhead, int jitter)
{
    CachePolicies table = CachePolicies::defaults();
    table.of(Domain::Asset).refreshAhead = refreshAhead;
    table.jitter = jitter;
    return table;
}

} // namespace

class TestFreshness : public QObject
{
    Q_OBJECT

private slots:
    void refreshAheadKeepsItFresh();
    void refreshAheadIsAskedOnce();
    void failedRefreshIsNotRepeatedAtOnce();
    void slowServerShowsWhatIsHere();
    void patienceEndsWithOneOutcome();
    void unchangedValueIsNewAgain();
    void unchangedButGoneIsAskedAgain();
    void droppedValueIsAskedWithoutCondition();
    void jitterShortensOnly();
    void trueOnlyUntil_data();
    void trueOnlyUntil();
    void singleLookUpsBecomeOne();
    void batchIsSplit();
    void batchMemberNotFoundAsksForItself();
    void batchFailureFallsBack();
    void batchOutageReachesEveryMember();
    void cancelledMemberLeavesTheOthers();
    void writeSeedsWhatTheServerSaved();
};

void TestFreshness::refreshAheadKeepsItFresh()
{
    int version = 1;
    World world([&](const auto &) { return ScriptedServer::ok('[' + QByteArray::number(version) + ']'); },
                policies(80, 0));
    QCOMPARE(world.wait(thing(7))->number, 1);
    version = 2;
    world.clock.advance(241s); // 80 % of 300 s
    const auto hit = world.fetcher->fetch<Thing>(thing(7), {}, this, {});
    QCOMPARE(hit.outcome, Outcome::Fresh); // nobody waits
    QVERIFY(!hit.pending);
    QCOMPARE(hit->number, 1);
    QTRY_COMPARE(world.fetcher->peek(thing(7))->number, 2);
    world.clock.advance(200s); // would have ended by now
    QCOMPARE(world.fetcher->fetch<Thing>(thing(7), {}, this, {}).outcome, Outcome::Fresh);
}

void TestFreshness::refreshAheadIsAskedOnce()
{
    World world(echo, policies(50, 0));
    QVERIFY(world.wait(thing(7)));
    world.server.setScript([](const auto &) {
        auto reply = ScriptedServer::ok("[7]");
        reply.holdMs = 50;
        return reply;
    });
    world.clock.advance(200s);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(world.fetcher->fetch<Thing>(thing(7), {}, this, {}).outcome, Outcome::Fresh);
    QTRY_COMPARE(world.log.lastId(), quint64(1 + 20 + 1)); // the first, the hits, one refresh
    QCOMPARE(world.server.requests().size(), 2);
    QCOMPARE(world.finishedLookups(), quint64(21)); // the refresh is no look-up
}

void TestFreshness::failedRefreshIsNotRepeatedAtOnce()
{
    World world(echo, CachePolicies::defaults(), 0, 1);
    QVERIFY(world.wait(thing(7)));
    world.server.setScript([](const auto &) { return ScriptedServer::status(503); });
    world.clock.advance(400s);
    QCOMPARE(world.wait(thing(7)).freshness, Freshness::Offline);
    QVERIFY(world.fetcher->serverState().isOutage());
    const auto calls = world.server.requests().size();
    for (int i = 0; i < 10; ++i) {
        const auto again = world.fetcher->fetch<Thing>(thing(7), {}, this, {});
        QCOMPARE(again.freshness, Freshness::Offline);
        QVERIFY(!again.pending);
    }
    QCOMPARE(world.server.requests().size(), calls);
    world.clock.advance(6s); // the pause is over
    QVERIFY(world.fetcher->fetch<Thing>(thing(7), {}, this, {}).pending);
    QTRY_VERIFY(world.server.requests().size() > calls);
}

void TestFreshness::slowServerShowsWhatIsHere()
{
    World world(echo);
    QVERIFY(world.wait(thing(7)));
    world.clock.advance(2h); // past keep-for, within offline-for
    world.server.setScript([](const auto &) {
        auto reply = ScriptedServer::ok("[8]");
        reply.holdMs = 250;
        return reply;
    });
    FetchOptions options;
    options.patience = 20ms;
    QList<Fetched<Thing>> answers;
    const auto now = world.fetcher->fetch<Thing>(thing(7), options, this, [&](const auto &one) { answers << one; });
    QVERIFY(!now.value); // too old to be shown without need
    QVERIFY(now.pending);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0]->number, 7);
    QCOMPARE(answers[0].freshness, Freshness::Stale);
    QVERIFY(answers[0].pending && answers[0].fromCache);
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(answers[1]->number, 8);
    QCOMPARE(answers[1].freshness, Freshness::Fresh);
    QVERIFY(!answers[1].pending);
}

void TestFreshness::patienceEndsWithOneOutcome()
{
    World world(echo);
    QVERIFY(world.wait(thing(7)));
    world.clock.advance(2h);
    world.server.setScript([](const auto &) {
        auto reply = ScriptedServer::ok("[8]");
        reply.holdMs = 150;
        return reply;
    });
    FetchOptions options;
    options.patience = 10ms;
    auto future = world.fetcher->ask(thing(7), options); // a script waits for the newer one
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result()->number, 8);
    QCOMPARE(world.finishedLookups(), quint64(2));
    QCOMPARE(world.metrics.total().outcomes[size_t(Outcome::Stale)], quint64(1));
}

void TestFreshness::unchangedValueIsNewAgain()
{
    World world(tagged);
    QVERIFY(world.wait(thing(7)));
    const auto first = world.fetcher->peek(thing(7));
    world.clock.advance(400s);
    const auto again = world.wait(thing(7));
    QCOMPARE(again.freshness, Freshness::Fresh);
    QCOMPARE(again.value, first.value); // not even decoded again
    QVERIFY(again.asOf > first.asOf);
    QCOMPARE(world.server.requests().size(), 2);
    QCOMPARE(world.server.requests()[1].header("If-None-Match"), QByteArray("\"v1\""));
    QCOMPARE(world.fetcher->fetch<Thing>(thing(7), {}, this, {}).outcome, Outcome::Fresh);
    world.clock.advance(301s);
    QCOMPARE(world.fetcher->fetch<Thing>(thing(7), {}, this, {}).outcome, Outcome::Stale);
}

void TestFreshness::unchangedButGoneIsAskedAgain()
{
    World world(tagged);
    QVERIFY(world.wait(thing(7)));
    world.clock.advance(400s);
    world.server.setScript([&](const auto &request) {
        world.cache.clear(); // while the question is on its way
        return tagged(request);
    });
    const auto again = world.wait(thing(7));
    QVERIFY(again.value);
    QCOMPARE(again.freshness, Freshness::Fresh);
    QCOMPARE(world.server.requests().size(), 3);
    QVERIFY(world.server.requests()[2].header("If-None-Match").isEmpty());
}

void TestFreshness::droppedValueIsAskedWithoutCondition()
{
    World world(tagged);
    QVERIFY(world.wait(thing(7)));
    world.fetcher->dropTags({"thing:7"});
    QVERIFY(world.wait(thing(7)));
    QVERIFY(world.server.requests()[1].header("If-None-Match").isEmpty());
}

void TestFreshness::jitterShortensOnly()
{
    FakeClock clock;
    TtlCache cache(clock, policies(0, 10));
    for (int i = 0; i < 200; ++i) {
        CacheEntry entry;
        entry.value = std::make_shared<const int>(i);
        entry.domain = Domain::Asset;
        cache.put(CacheKey(QByteArray::number(i)), entry);
    }
    const auto fresh = [&] {
        int count = 0;
        for (int i = 0; i < 200; ++i)
            count += cache.peek(CacheKey(QByteArray::number(i)), Domain::Asset).state == CacheAnswer::State::Fresh;
        return count;
    };
    clock.advance(269s);
    QCOMPARE(fresh(), 200);
    clock.advance(16s); // half of the spread is over
    QVERIFY2(fresh() > 60 && fresh() < 140, qPrintable(QString::number(fresh())));
    clock.advance(15s);
    QCOMPARE(fresh(), 0); // never longer than asked for
}

void TestFreshness::trueOnlyUntil_data()
{
    QTest::addColumn<int>("untilSeconds");
    QTest::addColumn<int>("freshSeconds");
    QTest::newRow("due in a minute") << 60 << 60;
    QTest::newRow("due later than its life") << 3600 << 300;
    QTest::newRow("overdue already") << -60 << 300;
    QTest::newRow("never") << 0 << 300;
}

void TestFreshness::trueOnlyUntil()
{
    QFETCH(int, untilSeconds);
    QFETCH(int, freshSeconds);
    FakeClock clock;
    TtlCache cache(clock, CachePolicies::defaults());
    CacheEntry entry;
    entry.value = std::make_shared<const int>(1);
    entry.domain = Domain::Asset;
    if (untilSeconds != 0)
        entry.trueUntil = Timestamp::fromMs(clock.wallNow().ms() + untilSeconds * 1000);
    const CacheKey key("a");
    cache.put(key, entry);
    clock.advance(std::chrono::seconds(freshSeconds) - 1ms);
    QCOMPARE(cache.get(key, Domain::Asset).state, CacheAnswer::State::Fresh);
    QCOMPARE(cache.get(key, Domain::Asset).freshLeft, std::chrono::nanoseconds(1ms));
    clock.advance(1ms);
    QCOMPARE(cache.get(key, Domain::Asset).state, CacheAnswer::State::Stale);
}

void TestFreshness::singleLookUpsBecomeOne()
{
    World world(batches);
    QList<QFuture<Fetched<Thing>>> asked;
    for (const int n : {1, 2, 3})
        asked << world.fetcher->ask(single(n));
    for (auto &future : asked)
        QTRY_VERIFY(future.isFinished());
    for (int n = 1; n <= 3; ++n) {
        const auto answer = asked[n - 1].result();
        QVERIFY(answer.value);
        QCOMPARE(answer->number, n);
        QCOMPARE(answer.outcome, Outcome::Cold);
    }
    QCOMPARE(targetsOf(world), QByteArrayList{"/api/Batch/1;2;3"});
    QCOMPARE(world.finishedLookups(), quint64(3));
    QCOMPARE(world.metrics.total().calls, quint64(1));
    QCOMPARE(world.fetcher->fetch<Thing>(single(2), {}, this, {}).outcome, Outcome::Fresh);
}

void TestFreshness::batchIsSplit()
{
    World world(batches);
    QList<QFuture<Fetched<Thing>>> asked;
    for (const int n : {1, 2, 3, 4, 5, 6, 7, 8, 9})
        asked << world.fetcher->ask(single(n));
    for (auto &future : asked)
        QTRY_VERIFY(future.isFinished() && future.result().value);
    QCOMPARE(world.server.requests().size(), 3); // four, four and one that goes alone
    QVERIFY(targetsOf(world).contains("/api/Single/9"));
}

void TestFreshness::batchMemberNotFoundAsksForItself()
{
    World world(batches);
    auto known = world.fetcher->ask(single(1));
    auto unknown = world.fetcher->ask(single(44));
    QTRY_VERIFY(known.isFinished() && unknown.isFinished());
    QVERIFY(known.result().value);
    QCOMPARE(unknown.result().outcome, Outcome::Negative);
    QCOMPARE(targetsOf(world), (QByteArrayList{"/api/Batch/1;44", "/api/Single/44"}));
}

void TestFreshness::batchFailureFallsBack()
{
    World world([](const auto &request) {
        return request.target.startsWith("/api/Batch") ? ScriptedServer::status(400) : batches(request);
    });
    auto one = world.fetcher->ask(single(1));
    auto two = world.fetcher->ask(single(2));
    QTRY_VERIFY(one.isFinished() && two.isFinished());
    QCOMPARE(one.result()->number, 1);
    QCOMPARE(two.result()->number, 2);
    QCOMPARE(world.finishedLookups(), quint64(2));
}

void TestFreshness::batchOutageReachesEveryMember()
{
    World world([](const auto &) { return ScriptedServer::status(503); }, CachePolicies::defaults(), 0, 1);
    auto one = world.fetcher->ask(single(1));
    auto two = world.fetcher->ask(single(2));
    QTRY_VERIFY(one.isFinished() && two.isFinished());
    QCOMPARE(one.result().outcome, Outcome::Failed);
    QVERIFY(two.result().error && two.result().error->isOutage());
    QCOMPARE(world.server.requests().size(), 1); // not once more for each
    QCOMPARE(world.finishedLookups(), quint64(2));
}

void TestFreshness::cancelledMemberLeavesTheOthers()
{
    World world(batches);
    Ticket ticket;
    bool called = false;
    world.fetcher->fetch<Thing>(
        single(1), {}, this, [&](const auto &) { called = true; }, &ticket);
    auto other = world.fetcher->ask(single(2));
    ticket.cancel();
    QTRY_VERIFY(other.isFinished());
    QCOMPARE(other.result()->number, 2);
    QTRY_COMPARE(world.finishedLookups(), quint64(2));
    QVERIFY(!called);
}

void TestFreshness::writeSeedsWhatTheServerSaved()
{
    World world(echo);
    QCOMPARE(world.wait(thing(7))->number, 7);
    Command<Thing> save;
    save.method = Method::Put;
    save.route = "/api/Thing/{id}";
    save.target = "/api/Thing/7";
    save.body = "[9]";
    save.drops = {"thing:7"};
    save.decode = decodeWith<decodeThing>;
    save.seed = [](const std::shared_ptr<const void> &value, SeedSink &sink) {
        sink.put(thing(7), std::static_pointer_cast<const Thing>(value), 10);
    };
    world.server.setScript([](const auto &) { return ScriptedServer::ok("[9]"); });
    bool saved = false;
    world.fetcher->send<Thing>(save, this, [&](const auto &reply) { saved = reply.has_value(); });
    QTRY_VERIFY(saved);
    const auto calls = world.server.requests().size();
    const auto again = world.fetcher->fetch<Thing>(thing(7), {}, this, {});
    QVERIFY(again.value);
    QCOMPARE(again->number, 9);
    QCOMPARE(again.outcome, Outcome::Seeded);
    QCOMPARE(world.server.requests().size(), calls); // no read follows the write
}

QTEST_GUILESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
