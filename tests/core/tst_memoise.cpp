// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/memoise.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

using namespace qwats;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMemoise : public QObject
{
    Q_OBJECT

private slots:
    void secondCallIsRemembered()
    {
        int calls = 0;
        Memoised<QString, QString, int> twice(m_cache, "twice", Domain::Other, [&](const QString &text, int n) {
            ++calls;
            return text.repeated(n);
        });
        QCOMPARE(*twice(u"ab"_s, 2), u"abab"_s);
        QCOMPARE(twice(u"ab"_s, 2).get(), twice(u"ab"_s, 2).get());
        QCOMPARE(calls, 1);
        QCOMPARE(*twice(u"ab"_s, 3), u"ababab"_s);
        QCOMPARE(calls, 2);
        m_clock.advance(301s);
        QCOMPARE(*twice(u"ab"_s, 2), u"abab"_s);
        QCOMPARE(calls, 3);
        QVERIFY(twice.forget(u"ab"_s, 2));
        twice(u"ab"_s, 2);
        QCOMPARE(calls, 4);
    }

    void namesKeepFunctionsApart()
    {
        Memoised<int, int> one(m_cache, "one", Domain::Other, [](int n) { return n + 1; });
        Memoised<int, int> two(m_cache, "two", Domain::Other, [](int n) { return n + 2; });
        QCOMPARE(*one(1), 2);
        QCOMPARE(*two(1), 3);
    }

    void tagsForget()
    {
        int calls = 0;
        Memoised<int, int> tagged(m_cache, "tagged", Domain::Other, [&](int n) { return ++calls, n; }, {"asset:FX-1"});
        tagged(1);
        m_cache.dropTags({"asset:FX-1"});
        tagged(1);
        QCOMPARE(calls, 2);
    }

    void throwingIsNotRemembered()
    {
        int calls = 0;
        Memoised<int, int> shaky(m_cache, "shaky", Domain::Other, [&](int n) {
            if (++calls == 1)
                throw std::runtime_error("no");
            return n;
        });
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, shaky(5));
        QCOMPARE(*shaky(5), 5);
    }

    void equalCallsAtOnceRunOnce()
    {
        std::atomic_int calls = 0;
        std::atomic_int inside = 0;
        std::latch together(4);
        Memoised<int, int> slow(m_cache, "slow", Domain::Other, [&](int n) {
            ++calls;
            while (inside < 4) // until all have asked
                std::this_thread::yield();
            return n * 2;
        });
        std::vector<std::thread> askers;
        std::atomic_int right = 0;
        for (int i = 0; i < 4; ++i) {
            askers.emplace_back([&] {
                together.arrive_and_wait();
                ++inside;
                if (*slow(21) == 42)
                    ++right;
            });
        }
        for (auto &asker : askers)
            asker.join();
        QCOMPARE(right.load(), 4);
        QCOMPARE(calls.load(), 1);
    }

private:
    FakeClock m_clock;
    TtlCache m_cache{m_clock, CachePolicies::defaults()};
};

QTEST_APPLESS_MAIN(TestMemoise)
#include "tst_memoise.moc"
