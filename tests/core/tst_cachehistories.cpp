// SPDX-License-Identifier: GPL-3.0-or-later
// The cache from many threads: each key is a linearizable register. Histories are recorded with the order of calls and
// returns and checked afterwards (M. Herlihy, J. Wing, "Linearizability", 1990; values are unique, so the check is
// simple).
#include "core/cache/ttlcache.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <latch>
#include <list>
#include <random>
#include <thread>
#include <vector>

using namespace qwats;
using namespace std::chrono_literals;

namespace {

/// One operation on one key. Numbers come from one counter, so `called < other.called` tells what began first.
struct Event
{
    enum class Kind { Put, Get, Drop };
    Kind kind = Kind::Get;
    int key = 0;
    int value = 0; ///< put: what was written. get: what was seen, 0: nothing
    quint64 called = 0;
    quint64 returned = 0;
};

CacheKey key(int n)
{
    return CacheKey("/api/Thing/" + QByteArray::number(n));
}

CacheEntry entry(int value, const QByteArrayList &tags = {})
{
    CacheEntry entry;
    entry.value = std::make_shared<const int>(value);
    entry.domain = Domain::Asset;
    entry.bytes = 10;
    entry.tags = tags;
    return entry;
}

int seen(const CacheAnswer &answer)
{
    return answer.value ? *std::static_pointer_cast<const int>(answer.value) : 0;
}

/// An operation that ended a get's right to see `write`: it began after the write returned and ended before the get.
bool hides(const Event &later, const Event &write, const Event &get)
{
    return later.called > write.returned && later.returned < get.called;
}

/// How many gets saw what no order of the operations explains.
int violations(const std::vector<Event> &history, int keys)
{
    int found = 0;
    for (int k = 0; k < keys; ++k) {
        std::vector<Event> writes;
        for (const Event &event : history) {
            if (event.key == k && event.kind != Event::Kind::Get)
                writes.push_back(event);
        }
        for (const Event &get : history) {
            if (get.key != k || get.kind != Event::Kind::Get)
                continue;
            if (get.value == 0) { // right if nothing was put yet, or a drop may stand last
                const bool mayBeEmpty = std::any_of(writes.begin(), writes.end(), [&](const Event &drop) {
                    return drop.kind == Event::Kind::Drop && drop.called < get.returned
                        && std::none_of(writes.begin(), writes.end(), [&](const Event &put) {
                               return put.kind == Event::Kind::Put && hides(put, drop, get);
                           });
                });
                const bool nothingYet = std::none_of(writes.begin(), writes.end(), [&](const Event &put) {
                    return put.kind == Event::Kind::Put && put.returned < get.called;
                });
                found += mayBeEmpty || nothingYet ? 0 : 1;
                continue;
            }
            const auto put = std::find_if(writes.begin(), writes.end(), [&](const Event &one) {
                return one.kind == Event::Kind::Put && one.value == get.value;
            });
            const bool explained = put != writes.end() && put->called < get.returned
                && std::none_of(writes.begin(), writes.end(),
                                [&](const Event &later) { return hides(later, *put, get); });
            found += explained ? 0 : 1;
        }
    }
    return found;
}

std::vector<Event> record(TtlCache &cache, unsigned seed, int threads, int steps, int keys)
{
    std::atomic<quint64> order{1};
    std::vector<std::vector<Event>> parts(static_cast<size_t>(threads));
    std::latch together(threads);
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t) {
        workers.emplace_back([&, t] {
            std::mt19937 random(seed * 100 + static_cast<unsigned>(t));
            auto &mine = parts[static_cast<size_t>(t)];
            mine.reserve(static_cast<size_t>(steps));
            together.arrive_and_wait();
            for (int i = 0; i < steps; ++i) {
                Event event;
                event.key = static_cast<int>(random() % static_cast<unsigned>(keys));
                const auto what = random() % 16;
                event.kind = what == 0 ? Event::Kind::Drop : what < 5 ? Event::Kind::Put : Event::Kind::Get;
                const QByteArray tag = "tag:" + QByteArray::number(event.key);
                event.called = order.fetch_add(1);
                switch (event.kind) {
                case Event::Kind::Put:
                    event.value = t * steps + i + 1;
                    cache.put(key(event.key), entry(event.value, {tag}));
                    break;
                case Event::Kind::Drop: cache.dropTags({tag}); break;
                case Event::Kind::Get: event.value = seen(cache.get(key(event.key), Domain::Asset)); break;
                }
                event.returned = order.fetch_add(1);
                mine.push_back(event);
            }
        });
    }
    for (auto &worker : workers)
        worker.join();
    std::vector<Event> history;
    for (const auto &part : parts)
        history.insert(history.end(), part.begin(), part.end());
    return history;
}

CachePolicies policies(qsizetype entries)
{
    CachePolicies table = CachePolicies::defaults();
    table.maxEntries = entries;
    table.maxBytes = 1'000'000'000;
    return table;
}

} // namespace

class TestCacheHistories : public QObject
{
    Q_OBJECT

private slots:
    void everyKeyIsARegister_data();
    void everyKeyIsARegister();
    void checkerFindsViolations_data();
    void checkerFindsViolations();
    void smallCacheIsExactLru_data();
    void smallCacheIsExactLru();
};

void TestCacheHistories::everyKeyIsARegister_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 25; ++seed) // 25 histories of 4 000 operations
        QTest::addRow("seed %u", seed) << seed;
}

void TestCacheHistories::everyKeyIsARegister()
{
    QFETCH(unsigned, seed);
    constexpr int Keys = 20;
    TtlCache cache(Clock::system(), policies(10'000));
    const auto history = record(cache, seed, 4, 1000, Keys);
    QCOMPARE(history.size(), size_t(4000));
    QCOMPARE(violations(history, Keys), 0);
}

void TestCacheHistories::checkerFindsViolations_data()
{
    using K = Event::Kind;
    QTest::addColumn<std::vector<Event>>("history");
    QTest::addColumn<int>("found");
    const auto row = [](const char *name, std::vector<Event> history, int found) {
        QTest::newRow(name) << std::move(history) << found;
    };
    row("in order", {{K::Put, 0, 1, 1, 2}, {K::Get, 0, 1, 3, 4}}, 0);
    row("at the same time", {{K::Put, 0, 1, 1, 4}, {K::Get, 0, 1, 2, 3}, {K::Get, 0, 0, 2, 3}}, 0);
    row("seen before it was written", {{K::Get, 0, 1, 1, 2}, {K::Put, 0, 1, 3, 4}}, 1);
    row("overwritten", {{K::Put, 0, 1, 1, 2}, {K::Put, 0, 2, 3, 4}, {K::Get, 0, 1, 5, 6}}, 1);
    row("dropped", {{K::Put, 0, 1, 1, 2}, {K::Drop, 0, 0, 3, 4}, {K::Get, 0, 1, 5, 6}}, 1);
    row("lost", {{K::Put, 0, 1, 1, 2}, {K::Get, 0, 0, 3, 4}}, 1);
    row("written again after the drop",
        {{K::Put, 0, 1, 1, 2}, {K::Drop, 0, 0, 3, 4}, {K::Put, 0, 2, 5, 6}, {K::Get, 0, 0, 7, 8}}, 1);
    row("of another key", {{K::Put, 1, 1, 1, 2}, {K::Get, 0, 1, 3, 4}}, 1);
}

void TestCacheHistories::checkerFindsViolations()
{
    QFETCH(std::vector<Event>, history);
    QFETCH(int, found);
    QCOMPARE(violations(history, 2), found);
}

void TestCacheHistories::smallCacheIsExactLru_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Against a list in the order of use, with entries of one to five tags that are dropped now and then.
void TestCacheHistories::smallCacheIsExactLru()
{
    QFETCH(unsigned, seed);
    constexpr size_t Room = 50;
    FakeClock clock;
    TtlCache cache(clock, policies(Room));
    struct Known
    {
        int key;
        int value;
        QByteArrayList tags;
    };
    std::list<Known> model; // the most recently used first
    const auto find = [&](int n) {
        return std::find_if(model.begin(), model.end(), [&](const Known &one) { return one.key == n; });
    };
    std::mt19937 random(seed);
    quint64 evictions = 0;
    for (int step = 1; step <= 20'000; ++step) {
        const int n = static_cast<int>(random() % 120);
        const auto known = find(n);
        const auto what = random() % 20;
        if (what < 6) {
            QByteArrayList tags;
            for (unsigned i = 0; i <= random() % 5; ++i)
                tags << "tag:" + QByteArray::number(random() % 30);
            cache.put(key(n), entry(step, tags));
            if (known != model.end())
                model.erase(known);
            model.push_front({n, step, tags});
            if (model.size() > Room) {
                model.pop_back();
                ++evictions;
            }
        } else if (what == 6 && random() % 10 == 0) {
            const QByteArrayList tags{"tag:" + QByteArray::number(random() % 30)};
            const auto before = model.size();
            std::erase_if(model, [&](const Known &one) { return one.tags.contains(tags[0]); });
            QCOMPARE(cache.dropTags(tags), qsizetype(before - model.size()));
        } else {
            QCOMPARE(seen(cache.get(key(n), Domain::Asset)), known == model.end() ? 0 : known->value);
            if (known != model.end())
                model.splice(model.begin(), model, known);
        }
        QCOMPARE(size_t(cache.stats().entries), model.size());
    }
    QCOMPARE(cache.stats().evictions, evictions);
    QVERIFY(evictions > 1000);
}

QTEST_GUILESS_MAIN(TestCacheHistories)
#include "tst_cachehistories.moc"
