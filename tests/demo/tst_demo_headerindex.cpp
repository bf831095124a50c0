// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of report headers from the indexes are the pages that reading every row would give.
#include "app/demo/world/world.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using Kinds = ReportStore::Kinds;

namespace {

constexpr qint64 now = 1773312133000; // 2026-03-12 10:42:13 UTC

DemoOptions factory(int reports)
{
    DemoOptions options;
    options.reports = reports;
    options.days = 30;
    options.nowMsSinceEpoch = now;
    return options;
}

QJsonObject report(const QString &serial, const QString &start, const QString &id = {})
{
    QJsonObject body{{u"type"_s, u"T"_s},
                     {u"pn"_s, u"610-2041"_s},
                     {u"sn"_s, serial},
                     {u"rev"_s, u"B"_s},
                     {u"processCode"_s, 50},
                     {u"result"_s, u"F"_s},
                     {u"machineName"_s, u"FCT-07"_s},
                     {u"start"_s, start},
                     {u"uut"_s, QJsonObject{{u"user"_s, u"anna"_s}, {u"execTime"_s, 12.5}}},
                     {u"miscInfos"_s, QJsonArray{QJsonObject{{u"description"_s, u"Lot"_s}, {u"text"_s, u"L7"_s}}}},
                     {u"subUnits"_s, QJsonArray{QJsonObject{{u"sn"_s, u"X1"_s}, {u"pn"_s, u"PX"_s}}}}};
    if (!id.isEmpty())
        body.insert(u"id"_s, id);
    return body;
}

/// Posted rows before, among and after the made-up ones; one takes the place of a made-up row, one of a posted one.
void postSome(World *world)
{
    QString error;
    const auto post
        = [&](const QJsonObject &body) { QVERIFY2(world->reports.post(body, &error) >= 0, qPrintable(error)); };
    post(report(u"POSTED-1"_s, u"2020-01-01T00:00:00Z"_s));
    post(report(u"POSTED-2"_s, u"2026-03-01T10:00:00Z"_s, u"11111111-2222-4333-8444-555555555555"_s));
    post(report(u"POSTED-3"_s, u"2026-03-01T10:00:00Z"_s));
    post(report(u"CB300000"_s, u"2026-02-20T03:00:00Z"_s));
    post(report(u"POSTED-4"_s, u"2030-01-01T00:00:00Z"_s));
    post(report(u"REPLACED"_s, u"2026-03-05T00:00:00Z"_s, world->reports.id(world->reports.size() / 2)));
    post(report(u"POSTED-2B"_s, u"2026-03-02T10:00:00Z"_s, u"11111111-2222-4333-8444-555555555555"_s));
    QCOMPARE(world->reports.size(), 3000 + 5);
}

odata::Selection parsed(const World &world, const odata::Options &options)
{
    QString error;
    const auto selection = odata::Selection::parse(options, world.reports.schema(), &error);
    if (!selection)
        qFatal("%s", qPrintable(error));
    return *selection;
}

/// What the store has to answer, worked out by reading all rows.
std::vector<qsizetype> expectedRows(const World &world, Kinds kinds, const odata::Selection &selection)
{
    std::vector<qsizetype> rows(world.reports.timeline().rbegin(), world.reports.timeline().rend());
    const bool oldestFirst = selection.keys().size() == 1 && selection.keys()[0].field->name == u"start"_s
        && !selection.keys()[0].descending;
    if (oldestFirst)
        std::reverse(rows.begin(), rows.end());
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [&](qsizetype row) {
                                  return kinds != Kinds::Both
                                      && world.reports.isRepair(row) != (kinds == Kinds::Repairs);
                              }),
               rows.end());
    return selection.apply(rows);
}

const World &busyWorld()
{
    static const auto made = [] {
        auto world = std::make_unique<World>(factory(3000));
        postSome(world.get());
        return world;
    }();
    return *made;
}

/// A literal that stands for the value in a filter; empty for values that a filter cannot name.
QString literal(const odata::Value &value)
{
    switch (value.kind) {
    case odata::Kind::Null: return u"null"_s;
    case odata::Kind::Number: return QString::number(value.number, 'g', 17);
    case odata::Kind::Text: return u'\'' + QString(value.text).replace(u'\'', u"''"_s) + u'\'';
    case odata::Kind::Time: return QDateTime::fromMSecsSinceEpoch(value.time, Qt::UTC).toString(Qt::ISODateWithMs);
    case odata::Kind::Bool: break;
    }
    return {};
}

} // namespace

class TestDemoHeaderIndex : public QObject
{
    Q_OBJECT
private slots:
    void likeReadingAllRows_data();
    void likeReadingAllRows();
    void everyFieldFilters();
    void everyFieldSorts();
    void pagesWithoutGapOrRepeat_data();
    void pagesWithoutGapOrRepeat();
    void serialNumbers();
    void emptyFactory();
    void rowSet_data();
    void rowSet();
};

void TestDemoHeaderIndex::likeReadingAllRows_data()
{
    QTest::addColumn<odata::Options>("options");
    const QString serial
        = busyWorld().reports.header(busyWorld().reports.timeline()[1500])[u"serialNumber"_s].toString();
    const QString part = u"partNumber eq '610-2041'"_s;
    const auto row = [](const char *name, const QString &filter, const QString &order = {}, const QString &top = {},
                        const QString &skip = {}) {
        QTest::newRow(name) << odata::Options{filter, order, top, skip};
    };
    row("nothing asked", {});
    row("deep skip", {}, {}, u"10"_s, u"2400"_s);
    row("skip past the end", {}, {}, u"10"_s, u"99999"_s);
    row("skip to the posted ones at the end", {}, {}, u"10"_s, u"2700"_s);
    row("top 0", {}, {}, u"0"_s, u"5"_s);
    row("serial", u"serialNumber eq '%1'"_s.arg(serial));
    row("serial in other letters", u"serialNumber eq '%1'"_s.arg(serial.toLower()));
    row("serial folded", u"tolower(serialNumber) eq '%1'"_s.arg(serial.toLower()));
    row("serial of a posted report", u"serialNumber eq 'POSTED-2B'"_s);
    row("replaced posted report", u"serialNumber eq 'POSTED-2'"_s);
    row("serials in a list", u"serialNumber in ('%1', 'POSTED-1', 'nobody', 'CB300000')"_s.arg(serial));
    row("serial ne", u"serialNumber ne '%1'"_s.arg(serial), {}, u"100"_s);
    row("serial gt", u"serialNumber gt 'GW'"_s, u"serialNumber"_s, u"50"_s, u"20"_s);
    row("serial null", u"serialNumber eq null"_s);
    row("contains", u"contains(serialNumber, 'b3')"_s, u"start desc"_s);
    row("contains not ASCII", u"contains(serialNumber, '°')"_s);
    row("contains nothing", u"contains(serialNumber, '')"_s, {}, u"20"_s);
    row("startswith", u"startswith(serialNumber, 'ps')"_s, u"executionTime"_s);
    row("endswith", u"endswith(serialNumber, '7')"_s, u"operator desc, start"_s);
    row("contains of two fields", u"contains(serialNumber, revision)"_s);
    row("unit field against class field", u"serialNumber gt stationName"_s);
    row("part and time", part + u" and start ge 2026-03-01T00:00:00Z"_s, u"start desc"_s, u"25"_s);
    row("time eq", u"start eq 2026-03-01T10:00:00Z"_s);
    row("time ne", u"start ne 2026-03-01T10:00:00Z"_s, {}, u"30"_s, u"700"_s);
    row("time lt", u"start lt 2026-02-20T00:00:00Z"_s, u"start"_s);
    row("time le", u"start le 2026-02-20T00:00:00Z and start gt 2026-02-15"_s, u"start asc"_s, u"100"_s);
    row("literal first", u"2026-03-01 le start"_s);
    row("time eq null", u"start eq null"_s);
    row("time ne null", u"start ne null"_s, {}, u"10"_s);
    row("time in", u"start in (2026-03-01T10:00:00Z, 2020-01-01)"_s);
    row("result", u"result eq 'F'"_s, u"start desc"_s);
    row("status", u"status ne 'passed'"_s, u"serialNumber desc"_s, u"40"_s, u"5"_s);
    row("result folded", u"tolower(result) eq 'failed'"_s);
    row("or", u"operator eq 'pia' or stationName eq 'FCT-07' or contains(serialNumber,'11')"_s);
    row("not", u"not (result eq 'Passed' or startswith(serialNumber,'P'))"_s);
    row("not any", u"not subUnits/any()"_s, {}, u"60"_s);
    row("sub-unit part", u"subUnits/any(s: s/partNumber eq '610-2041')"_s);
    row("sub-unit part of a posted one", u"uurSubUnits/any(s: s/partNumber eq 'PX')"_s);
    row("sub-unit serial", u"subUnits/any(s: startswith(s/serialNumber, 'CB3') and s/partType eq 'Control board')"_s);
    row("sub-unit and row", u"subUnits/any(s: s/revision eq revision)"_s);
    row("two elements never one", u"subUnits/any(s: s/revision eq 'B' and s/partType eq 'Sensor head')"_s);
    row("misc info", u"miscInfo/any(m: m/description eq 'WorkOrder' and startswith(m/value,'WO-4'))"_s);
    row("misc info by row", u"miscInfo/any(m: m/value eq '22.5 °C')"_s);
    row("misc info of a posted one", u"miscInfo/any(m: m/description eq 'Lot' and m/value eq 'L7')"_s);
    row("misc info or", u"miscInfo/any(m: m/value eq '3.8.0' or contains(m/value, '23.'))"_s, u"executionTime desc"_s,
        u"30"_s);
    row("id", u"uuid eq %1"_s.arg(busyWorld().reports.id(busyWorld().reports.timeline()[700])));
    row("id in capitals", u"uuid eq '%1'"_s.arg(busyWorld().reports.id(busyWorld().reports.timeline()[700]).toUpper()));
    row("id of a replaced one", u"id eq '%1'"_s.arg(busyWorld().reports.id(1500)));
    row("two keys", {}, u"partNumber desc, start"_s, u"100"_s, u"300"_s);
    row("keys with ties", {}, u"location, result desc"_s, u"200"_s, u"150"_s);
    row("many keys", {}, u"uuid desc, referencedUut, serialNumber, start desc, executionTime"_s, u"50"_s);
    row("keys past one number", {}, u"result, referencedUut, uuid desc, start"_s, u"50"_s, u"500"_s);
    row("same key twice", {}, u"run, run desc, start"_s, u"50"_s, u"500"_s);
    row("equal times", {}, u"start desc, serialNumber"_s);
    row("false", u"false"_s);
    row("true", u"true"_s, u"executionTime desc"_s, u"7"_s, u"11"_s);
    row("false or", u"false or run ge 3"_s);
    row("numbers", u"executionTime gt 60 and executionTime le 90.5 and testSocketIndex in (1, 3)"_s);
}

void TestDemoHeaderIndex::likeReadingAllRows()
{
    QFETCH(odata::Options, options);
    const World &world = busyWorld();
    const odata::Selection selection = parsed(world, options);
    for (const Kinds kinds : {Kinds::Tests, Kinds::Repairs, Kinds::Both}) {
        const auto expected = expectedRows(world, kinds, selection);
        QCOMPARE(world.reports.select(kinds, selection), expected);
        QCOMPARE(world.reports.select(kinds, selection), expected); // from the answers kept
    }
}

/// Values that really occur, asked for with eq and le: a field whose scope is declared too narrow gives itself away.
void TestDemoHeaderIndex::everyFieldFilters()
{
    const World &world = busyWorld();
    QRandomGenerator random(7);
    for (const HeaderFieldInfo &info : headerFields()) {
        const odata::Field *field = world.reports.schema().field(QString::fromLatin1(info.name));
        QVERIFY(field);
        for (int i = 0; i < 12; ++i) {
            const qsizetype row = world.reports.timeline()[random.bounded(quint32(world.reports.size()))];
            for (const QString &comparison : {u"eq"_s, u"le"_s, u"ne"_s}) {
                const QString filter = u"%1 %2 %3"_s.arg(field->name, comparison, literal(field->read({row, -1})));
                const odata::Selection selection = parsed(world, {filter, {}, {}, {}});
                const auto expected = expectedRows(world, Kinds::Both, selection);
                QVERIFY2(comparison != u"eq"_s || !expected.empty(), qPrintable(filter));
                QVERIFY2(world.reports.select(Kinds::Both, selection) == expected, qPrintable(filter));
            }
        }
    }
}

void TestDemoHeaderIndex::everyFieldSorts()
{
    const World &world = busyWorld();
    for (const HeaderFieldInfo &info : headerFields()) {
        for (const char *direction : {"", " desc", " desc, start", ", executionTime desc, serialNumber"}) {
            const QString order = QString::fromLatin1(info.name) + QString::fromLatin1(direction);
            const odata::Selection selection = parsed(world, {{}, order, u"400"_s, u"37"_s});
            QVERIFY2(world.reports.select(Kinds::Both, selection) == expectedRows(world, Kinds::Both, selection),
                     qPrintable(order));
        }
    }
}

void TestDemoHeaderIndex::pagesWithoutGapOrRepeat_data()
{
    QTest::addColumn<QString>("order");
    QTest::newRow("newest first") << QString();
    QTest::newRow("start") << u"start"_s;
    QTest::newRow("start desc") << u"start desc"_s;
    QTest::newRow("many ties") << u"result"_s;
    QTest::newRow("two keys") << u"stationName desc, serialNumber"_s;
}

void TestDemoHeaderIndex::pagesWithoutGapOrRepeat()
{
    QFETCH(QString, order);
    const World &world = busyWorld();
    std::vector<qsizetype> seen;
    for (qsizetype skip = 0;; skip += 37) {
        const auto page = world.reports.select(Kinds::Both, parsed(world, {{}, order, u"37"_s, QString::number(skip)}));
        seen.insert(seen.end(), page.begin(), page.end());
        if (page.size() < 37)
            break;
    }
    std::sort(seen.begin(), seen.end());
    std::vector<qsizetype> all = world.reports.timeline();
    std::sort(all.begin(), all.end());
    QCOMPARE(seen, all);
}

void TestDemoHeaderIndex::serialNumbers()
{
    const World &world = busyWorld();
    for (const qsizetype row : world.reports.timeline()) {
        const QString serial = world.reports.textField(row, u"serialNumber"_s);
        const auto rows = world.reports.rowsOfSerial(serial);
        QVERIFY2(std::count(rows.begin(), rows.end(), row) == 1, qPrintable(serial));
        for (const qsizetype other : rows)
            QCOMPARE(world.reports.textField(other, u"serialNumber"_s), serial);
        QVERIFY(std::is_sorted(rows.begin(), rows.end(), [&](qsizetype a, qsizetype b) {
            return world.reports.startMs(a) < world.reports.startMs(b);
        }));
    }
    for (const QString &strange :
         {QString(), u"CB"_s, u"300000"_s, u"CB0300000"_s, u"cb99999999999999999999"_s, u"Ω1"_s})
        QVERIFY(world.reports.rowsOfSerial(strange).empty());
}

void TestDemoHeaderIndex::emptyFactory()
{
    World world(factory(0));
    const odata::Selection all
        = parsed(world, {u"contains(serialNumber,'1') or start ge 2020-01-01"_s, u"run"_s, {}, {}});
    QVERIFY(world.reports.select(Kinds::Both, all).empty());
    QString error;
    QVERIFY(world.reports.post(report(u"ONE1"_s, u"2026-03-01T10:00:00Z"_s), &error) >= 0);
    QCOMPARE(world.reports.select(Kinds::Both, all).size(), std::size_t(1));
    QVERIFY(world.reports.select(Kinds::Repairs, all).empty());
}

void TestDemoHeaderIndex::rowSet_data()
{
    QTest::addColumn<quint32>("size");
    for (const quint32 size : {0u, 1u, 63u, 64u, 65u, 128u, 200u, 1000u})
        QTest::addRow("%u rows", size) << size;
}

void TestDemoHeaderIndex::rowSet()
{
    QFETCH(quint32, size);
    const RowSet full(size, true);
    QCOMPARE(full.count(), qsizetype(size));
    const RowSet thirds = full.filtered([](quint32 row) { return row % 3 == 0; });
    std::vector<quint32> expected;
    for (quint32 row = 0; row < size; row += 3)
        expected.push_back(row);
    const auto count = qsizetype(expected.size());
    QCOMPARE(thirds.slice(0, count, false), expected);
    QCOMPARE(thirds.slice(count / 2, count, false), std::vector<quint32>(expected.begin() + count / 2, expected.end()));
    std::reverse(expected.begin(), expected.end());
    QCOMPARE(thirds.slice(count / 3, count / 2, true),
             std::vector<quint32>(expected.begin() + count / 3, expected.begin() + count / 2));
    RowSet rest = full;
    rest -= thirds;
    QCOMPARE(rest.count(), qsizetype(size) - count);
    rest |= thirds;
    QCOMPARE(rest.count(), qsizetype(size));
    rest &= thirds;
    QCOMPARE(rest.count(), count);
    RowSet span(size);
    span.insertRange(size / 4, size / 2);
    for (quint32 row = 0; row < size; ++row)
        QCOMPARE(span.contains(row), row >= size / 4 && row < size / 2);
}

QTEST_GUILESS_MAIN(TestDemoHeaderIndex)
#include "tst_demo_headerindex.moc"
