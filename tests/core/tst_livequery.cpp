// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/livequery.h"
#include "tests/core/fetchworld.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace qwats;
using namespace qwats::test;
using namespace std::chrono_literals;

class TestLiveQuery : public QObject
{
    Q_OBJECT

private slots:
    void liveQueryFollowsInvalidation();
    void liveQueryDropsLateAnswers();
    void liveQueryKeepsOldValueWhenRefreshFails();
    void hiddenLiveQueryWaits();
};

void TestLiveQuery::liveQueryFollowsInvalidation()
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

void TestLiveQuery::liveQueryDropsLateAnswers()
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

void TestLiveQuery::liveQueryKeepsOldValueWhenRefreshFails()
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

void TestLiveQuery::hiddenLiveQueryWaits()
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
QTEST_GUILESS_MAIN(TestLiveQuery)
#include "tst_livequery.moc"
