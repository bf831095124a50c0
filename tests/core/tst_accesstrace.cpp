// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/accesstrace.h"
#include "core/trace/recordedtrace.h"
#include "core/trace/tracefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace qwats;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Ask = AccessEvent::Ask;
using Kind = AccessEvent::Kind;

BootTime at(std::chrono::nanoseconds time)
{
    return BootTime(time);
}

CacheKey keyOf(quint64 n)
{
    return CacheKey("/api/Thing/" + QByteArray::number(n));
}

CacheEntry entryOf(qsizetype bytes, const QByteArrayList &tags)
{
    CacheEntry entry;
    entry.value = std::make_shared<const int>(1);
    entry.domain = Domain::Asset;
    entry.bytes = bytes;
    entry.tags = tags;
    entry.loadTime = 1500us;
    return entry;
}

/// One of each kind, with every field in use.
RecordedTrace sample()
{
    AccessTrace trace;
    trace.lookedUp(keyOf(1), Domain::Product, Ask::Normal, Outcome::Cold, at(2s), 30ms, 777);
    trace.lookedUp(keyOf(1), Domain::Product, Ask::Refresh, Outcome::Bypassed, at(3s), 5ms, 778);
    trace.lookedUp(keyOf(1), Domain::Product, Ask::CacheOnly, Outcome::Stale, at(9s), 400'000ms);
    trace.lookedUp(keyOf(2), Domain::Report, Ask::NoCache, Outcome::Failed, at(9s), 0ms);
    trace.loaded(keyOf(1), entryOf(777, {"product:1", "list:products"}),
                 {{keyOf(5), Domain::Product, 55, {"product:5"}, Timestamp::fromMs(99)}});
    trace.wrote(at(10s));
    trace.dropped({"product:1", "product:2"}, at(10s));
    trace.brought({{keyOf(6), Domain::Asset, 66, {"asset:6"}, {}}}, at(10s));
    FakeClock clock;
    clock.advance(20s);
    CachePolicies policies = CachePolicies::defaults();
    policies.of(Domain::Asset).freshFor = 0s; // the configuration would not allow it, a replay does
    policies.maxEntries = 1;
    policies.jitter = 7;
    policies.enabled = false;
    RecordedTrace recorded = recordedTrace(trace, policies, clock);
    recorded.loadsTakeTime = false;
    recorded.gone = 12;
    return recorded;
}

QByteArray bytesOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The recording: complete, in order, in bounded memory, from any thread; and the file it goes to.
class TestAccessTrace : public QObject
{
    Q_OBJECT

private slots:
    void eventsComeInOrderOfTime();
    void switchedOffItRecordsNothing();
    void ringKeepsTheNewest();
    void shapesAreBounded();
    void rowsKeepWhatTheirOwnLoadTold();
    void manyThreads();
    void fileRoundTrip();
    void fileHoldsNoPaths();
    void badFile_data();
    void badFile();
    void fileThatCannotBe();
};

void TestAccessTrace::eventsComeInOrderOfTime()
{
    AccessTrace trace;
    trace.lookedUp(keyOf(1), Domain::Asset, Ask::Normal, Outcome::Fresh, at(5s), 1234ms);
    trace.lookedUp(keyOf(2), Domain::Report, Ask::Refresh, Outcome::Bypassed, at(1s), 2500us, 4096);
    trace.dropped({"a", "b"}, at(5s));
    const auto events = trace.events();
    QCOMPARE(events.size(), size_t(4));
    QCOMPARE(events[0].key, quint64(keyOf(2).hash())); // asked first, answered last
    QCOMPARE(events[0].bytes, qsizetype(4096));
    QCOMPARE(events[0].span, std::chrono::nanoseconds(2500us));
    QCOMPARE(events[0].ask, Ask::Refresh);
    QCOMPARE(events[0].domain, Domain::Report);
    QCOMPARE(events[1].outcome, Outcome::Fresh);
    QCOMPARE(events[1].span, std::chrono::nanoseconds(1234ms));
    QCOMPARE(events[2].kind, Kind::Drop);
    QVERIFY(events[2].key != events[3].key);
    trace.clear();
    QVERIFY(trace.events().empty());
    QCOMPARE(trace.recorded(), quint64(0));
}

void TestAccessTrace::switchedOffItRecordsNothing()
{
    AccessTrace trace;
    trace.setEnabled(false);
    trace.lookedUp(keyOf(1), Domain::Asset, Ask::Normal, Outcome::Fresh, at(5s), 0ms);
    trace.loaded(keyOf(1), entryOf(10, {"a"}), {});
    trace.wrote(at(5s));
    trace.dropped({"a"}, at(5s));
    trace.brought({{keyOf(6), Domain::Asset, 66, {}, {}}}, at(5s));
    QVERIFY(trace.events().empty());
    QVERIFY(trace.shapes().empty());
    QCOMPARE(trace.memoryBytes(), size_t(0));
}

void TestAccessTrace::ringKeepsTheNewest()
{
    AccessTrace trace(10'000);
    QCOMPARE(trace.capacity(), size_t(16'384));
    const quint64 count = 3 * trace.capacity() + 17;
    for (quint64 n = 0; n < count; ++n)
        trace.lookedUp(keyOf(1), Domain::Asset, Ask::Normal, Outcome::Cold, at(n * 1us), 0ms, qsizetype(n));
    const auto events = trace.events();
    QCOMPARE(events.size(), trace.capacity());
    QCOMPARE(events.front().bytes, qsizetype(count - trace.capacity()));
    QCOMPARE(events.back().bytes, qsizetype(count - 1));
    QCOMPARE(trace.lost(), quint64(0));
    QCOMPARE(trace.memoryBytes(), trace.capacity() * 32);
    FakeClock clock;
    QCOMPARE(recordedTrace(trace, CachePolicies::defaults(), clock).gone, count - trace.capacity());
}

void TestAccessTrace::shapesAreBounded()
{
    AccessTrace trace;
    const quint64 count = 200'000;
    for (quint64 n = 0; n < count; ++n)
        trace.loaded(keyOf(n), entryOf(100, {"thing:" + QByteArray::number(n), "list"}), {});
    QVERIFY2(trace.memoryBytes() <= size_t(AccessTrace::MaxShapeBytes),
             qPrintable(QString::number(trace.memoryBytes())));
    const auto shapes = trace.shapes();
    QVERIFY(shapes.size() > 20'000);
    QVERIFY(shapes.contains(keyOf(count - 1).hash()));
    QVERIFY(!shapes.contains(keyOf(0).hash()));
    for (int again = 0; again < 1000; ++again) // the same answer is kept once
        trace.loaded(keyOf(count), entryOf(100, {"list"}), {});
    QVERIFY(trace.shapes().size() <= shapes.size() + 1);
}

void TestAccessTrace::rowsKeepWhatTheirOwnLoadTold()
{
    AccessTrace trace;
    trace.loaded(keyOf(1), entryOf(500, {"asset:1"}), {{keyOf(9), Domain::Asset, 20, {"asset:9"}, {}}});
    trace.loaded(keyOf(100), entryOf(900, {"list"}), {{keyOf(1), Domain::Asset, 40, {"asset:1", "list"}, {}}});
    const AnswerShape own = trace.shapes().at(keyOf(1).hash());
    QCOMPARE(own.bytes, qsizetype(500));
    QCOMPARE(own.seeds.size(), size_t(1));
    QCOMPARE(own.tags.size(), size_t(2)); // the row is newer
    CacheEntry notFound = entryOf(256, {});
    notFound.value.reset();
    trace.loaded(keyOf(1), notFound, {});
    QCOMPARE(trace.shapes().at(keyOf(1).hash()).bytes, qsizetype(500));
}

void TestAccessTrace::manyThreads()
{
    AccessTrace trace(20'000);
    constexpr quint64 threads = 8;
    constexpr quint64 each = 30'000;
    std::vector<std::thread> all;
    for (quint64 thread = 0; thread < threads; ++thread) {
        all.emplace_back([&trace, thread] {
            const CacheKey key = keyOf(thread);
            for (quint64 n = 0; n < each; ++n)
                trace.lookedUp(key, domainAt(int(thread)), Ask::Normal, Outcome::Cold, at(n * 1us), n * 1us,
                               qsizetype(thread * each + n));
        });
    }
    for (int i = 0; i < 20; ++i) { // read while it is written: every event is whole
        const auto events = trace.events();
        for (const AccessEvent &event : events) {
            const auto thread = quint64(event.bytes) / each;
            QCOMPARE(event.key, quint64(keyOf(thread).hash()));
            QCOMPARE(int(event.domain), int(thread));
            QCOMPARE(event.at - BootTime(), event.span);
        }
    }
    for (auto &thread : all)
        thread.join();
    QCOMPARE(trace.recorded(), threads * each);
    QVERIFY(trace.events().size() + trace.lost() >= trace.capacity());
}

void TestAccessTrace::fileRoundTrip()
{
    const QTemporaryDir folder;
    const RecordedTrace before = sample();
    const QString first = folder.filePath(u"first"_s);
    QVERIFY(saveTrace(before, first));
    const auto after = loadTrace(first);
    QVERIFY2(after.has_value(), after ? "" : qPrintable(after.error().message));
    QCOMPARE(after->events.size(), size_t(8));
    QCOMPARE(after->shapes.size(), before.shapes.size());
    QVERIFY(after->policies == before.policies);
    QCOMPARE(after->loadsTakeTime, false);
    QCOMPARE(after->gone, quint64(12));
    QCOMPARE(after->start.ms(), before.start.ms());
    for (size_t i = 0; i < before.events.size(); ++i) {
        QCOMPARE(after->events[i].kind, before.events[i].kind);
        QCOMPARE(after->events[i].ask, before.events[i].ask);
        QCOMPARE(after->events[i].key, before.events[i].key);
        QCOMPARE(after->events[i].outcome, before.events[i].outcome);
        QCOMPARE(after->events[i].domain, before.events[i].domain);
        QVERIFY(after->events[i].at == before.events[i].at);
        QCOMPARE(after->events[i].bytes, before.events[i].bytes);
        QCOMPARE(after->events[i].span, before.events[i].span);
    }
    for (const auto &[key, shape] : before.shapes) {
        const AnswerShape &read = after->shapes.at(key);
        QCOMPARE(read.tags, shape.tags);
        QCOMPARE(read.bytes, shape.bytes);
        QCOMPARE(read.loadTime, shape.loadTime);
        QCOMPARE(read.trueUntil.ms(), shape.trueUntil.ms());
        QVERIFY(read.seeds == shape.seeds);
    }
}

void TestAccessTrace::fileHoldsNoPaths()
{
    const QTemporaryDir folder;
    QVERIFY(saveTrace(sample(), folder.filePath(u"t"_s)));
    const QByteArray bytes = bytesOf(folder.filePath(u"t"_s));
    QVERIFY(bytes.contains("\"domain\":\"product\"")); // the control
    QVERIFY(!bytes.contains("/api/"));
    QVERIFY(!bytes.contains("product:1"));
}

void TestAccessTrace::badFile_data()
{
    QTest::addColumn<int>("line"); // replaced by `text`; 0: the whole file
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << 0 << QByteArray() << u"line 1"_s;
    QTest::newRow("binary") << 0 << QByteArray("\x00\xff\x1f\x8b", 4) << u"line 1: not JSON"_s;
    QTest::newRow("a trace of paths") << 0 << QByteArray(R"({"t_ms":0,"method":"GET","path":"/api/Asset"})")
                                      << u"line 1: this is not a recording of qWATS"_s;
    QTest::newRow("newer version") << 1 << QByteArray(R"({"qwats_trace":2})") << u"version 2 is not known"_s;
    QTest::newRow("no settings") << 1 << QByteArray(R"({"qwats_trace":1})") << u"line 1: settings"_s;
    QTest::newRow("cut off") << 5 << QByteArray(R"({"t_us":5,"event":"lo)") << u"line 5: not JSON"_s;
    QTest::newRow("list") << 5 << QByteArray("[]") << u"line 5: not a JSON object"_s;
    QTest::newRow("blank line") << 5 << QByteArray() << u"line 5: not JSON"_s;
    QTest::newRow("no time") << 5 << QByteArray(R"({"event":"write"})") << u"line 5: t_us"_s;
    QTest::newRow("time is huge") << 5 << QByteArray(R"({"t_us":1e300,"event":"write"})") << u"line 5: t_us"_s;
    QTest::newRow("time goes back") << 9 << QByteArray(R"({"t_us":0,"event":"write"})") << u"line 9: t_us"_s;
    QTest::newRow("unknown event") << 5 << QByteArray(R"({"t_us":0,"event":"jump"})") << u"line 5: event"_s;
    QTest::newRow("key is no number") << 5 << QByteArray(R"({"t_us":0,"event":"drop","key":"xyz"})")
                                      << u"line 5: key"_s;
    QTest::newRow("unknown domain") << 5 << QByteArray(R"({"t_us":0,"event":"put","key":"1","domain":"moon"})")
                                    << u"line 5: domain"_s;
    QTest::newRow("unknown outcome") << 5
                                     << QByteArray(
                                            R"({"t_us":0,"event":"look","key":"1","domain":"asset","outcome":"luck"})")
                                     << u"line 5: outcome"_s;
    QTest::newRow("negative bytes") << 2 << QByteArray(R"({"answer":"1","domain":"asset","bytes":-4})")
                                    << u"line 2: bytes"_s;
    QTest::newRow("bytes with a fraction")
        << 2 << QByteArray(R"({"answer":"1","domain":"asset","bytes":4.5})") << u"line 2: bytes"_s;
    QTest::newRow("rows are no pairs") << 2 << QByteArray(R"({"answer":"1","domain":"asset","brings":[["1"]]})")
                                       << u"line 2: brings"_s;
    QTest::newRow("endless line") << 2 << QByteArray(9'000'000, 'x') << u"line 2: longer than"_s;
}

void TestAccessTrace::badFile()
{
    QFETCH(int, line);
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"t"_s);
    QVERIFY(saveTrace(sample(), name));
    QVERIFY(loadTrace(name)); // the control
    auto lines = bytesOf(name).split('\n');
    QCOMPARE(lines.size(), 1 + 3 + 8 + 1);
    if (line > 0)
        lines[line - 1] = text;
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(line > 0 ? lines.join('\n') : text);
    file.close();
    const auto trace = loadTrace(name);
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(trace.error().message.contains(says), qPrintable(trace.error().message));
    QVERIFY(trace.error().message.startsWith(name));
}

void TestAccessTrace::fileThatCannotBe()
{
    const auto missing = loadTrace(u"/nowhere/at/all"_s);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::Storage);
    const Status saved = saveTrace(sample(), u"/nowhere/at/all"_s);
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Error::Kind::Storage);
    QVERIFY(saved.error().message.contains(u"/nowhere/at/all"));
}

QTEST_GUILESS_MAIN(TestAccessTrace)
#include "tst_accesstrace.moc"
