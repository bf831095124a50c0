// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/fetchmany.h"
#include "tests/core/fetchworld.h"

#include <QTest>

using namespace qwats;
using namespace qwats::test;
using namespace std::chrono_literals;

class TestFetchMany : public QObject
{
    Q_OBJECT

private slots:
    void answersInOrderWithPartialResults();
    void nothingAskedIsAnswered();
    void cancelStops();
    void goneContextHearsNothing();
    void writesGoOnceAndGoOn();
    void cancelledWritesAreNotSent();
};

void TestFetchMany::answersInOrderWithPartialResults()
{
    World world([](const auto &request) {
        return request.target.endsWith("/5") ? ScriptedServer::status(404) : echo(request);
    });
    QVERIFY(world.wait(thing(3))); // one is here already
    std::vector<Query<Thing>> queries;
    for (int n = 0; n < 40; ++n)
        queries.push_back(thing(n));
    std::vector<Fetched<Thing>> all;
    std::vector<size_t> steps;
    fetchMany<Thing>(
        *world.fetcher, queries, {}, this, [&](const auto &answers) { all = answers; },
        [&](size_t done, size_t of) {
            QCOMPARE(of, size_t(40));
            steps.push_back(done);
        });
    QVERIFY(all.empty());
    QTRY_COMPARE(all.size(), size_t(40));
    for (int n = 0; n < 40; ++n) {
        if (n == 5) {
            QCOMPARE(all[5].outcome, Outcome::Negative);
            QVERIFY(all[5].error);
        } else {
            QCOMPARE(all[size_t(n)]->number, n);
        }
    }
    QCOMPARE(all[3].outcome, Outcome::Fresh);
    QCOMPARE(steps.size(), size_t(40));
    QVERIFY(std::is_sorted(steps.begin(), steps.end()));
    QCOMPARE(world.server.requests().size(), 40);
}

void TestFetchMany::nothingAskedIsAnswered()
{
    World world(echo);
    bool done = false;
    fetchMany<Thing>(*world.fetcher, {}, {}, this, [&](const auto &answers) { done = answers.empty(); });
    QVERIFY(!done);
    QTRY_VERIFY(done);
}

void TestFetchMany::cancelStops()
{
    World world([](const auto &request) {
        auto reply = echo(request);
        reply.holdMs = 100;
        return reply;
    });
    bool called = false;
    const auto ticket
        = fetchMany<Thing>(*world.fetcher, {thing(1), thing(2)}, {}, this, [&](const auto &) { called = true; });
    QTRY_COMPARE(world.server.requests().size(), 2);
    ticket.cancel();
    QTRY_COMPARE(world.log.lastId(), quint64(2)); // both have ended
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TestFetchMany::goneContextHearsNothing()
{
    World world(echo);
    bool called = false;
    auto context = std::make_unique<QObject>();
    fetchMany<Thing>(*world.fetcher, {thing(1)}, {}, context.get(), [&](const auto &) { called = true; });
    context.reset();
    QTRY_COMPARE(world.log.lastId(), quint64(1));
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TestFetchMany::writesGoOnceAndGoOn()
{
    World world([](const auto &request) { return ScriptedServer::status(request.target.endsWith("/2") ? 409 : 200); });
    std::vector<Command<Done>> commands;
    for (int n = 0; n < 10; ++n)
        commands.push_back(change(n));
    std::vector<Result<std::shared_ptr<const Done>>> all;
    sendMany<Done>(*world.fetcher, commands, this, [&](const auto &replies) { all = replies; });
    QTRY_COMPARE(all.size(), size_t(10));
    for (size_t n = 0; n < 10; ++n)
        QCOMPARE(all[n].has_value(), n != 2);
    QCOMPARE(all[2].error().kind, Error::Kind::Conflict);
    QCOMPARE(world.server.requests().size(), 10);
}

void TestFetchMany::cancelledWritesAreNotSent()
{
    World world([](const auto &) {
        auto reply = ScriptedServer::ok("{}");
        reply.holdMs = 50;
        return reply;
    });
    std::vector<Command<Done>> commands;
    for (int n = 0; n < 20; ++n)
        commands.push_back(change(n));
    std::vector<Result<std::shared_ptr<const Done>>> all;
    const auto ticket = sendMany<Done>(*world.fetcher, commands, this, [&](const auto &replies) { all = replies; });
    QTRY_COMPARE(world.server.requests().size(), 4);
    ticket.cancel();
    QTRY_COMPARE(all.size(), size_t(20));
    QCOMPARE(world.server.requests().size(), 4); // those that ran came to their end
    QVERIFY(all[0].has_value());
    QCOMPARE(all[19].error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestFetchMany)
#include "tst_fetchmany.moc"
