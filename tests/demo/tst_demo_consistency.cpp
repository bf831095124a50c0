// SPDX-License-Identifier: GPL-3.0-or-later
// What analytics say equals what headers and reports say. Everything is recomputed here from raw answers, by an own
// path: no code of the server is used to count.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QDateTime>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

namespace {

constexpr qint64 now = 1773312133000; // 2026-03-12 10:42:13 UTC
constexpr qint64 day = 86400000;

qint64 startOf(const QJsonObject &header)
{
    return QDateTime::fromString(header.value(u"startUtc"_s).toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

QString text(const QJsonObject &object, const QString &key)
{
    return object.value(key).toString();
}

/// One step as this test sees it; the rounds of loops are gone.
struct Seen
{
    QString path;
    QJsonObject step;
    bool container;
};

void look(const QJsonObject &step, const QString &above, QList<Seen> *all)
{
    const QString path = above.isEmpty() ? text(step, u"name"_s) : above + QChar(0xB6) + text(step, u"name"_s);
    const QJsonArray below = step.value(u"steps"_s).toArray();
    if (!step.value(u"loop"_s).toObject().value(u"idx"_s).isDouble())
        all->append({path, step, !below.isEmpty()});
    for (const QJsonValue &child : below)
        look(child.toObject(), path, all);
}

QList<Seen> stepsIn(const QJsonObject &report)
{
    QList<Seen> all;
    look(report.value(u"root"_s).toObject(), {}, &all);
    return all;
}

QString measuredAt(const Seen &seen, const QJsonObject &measurement)
{
    const QString name = text(measurement, u"name"_s);
    return name.isEmpty() ? seen.path : seen.path + QChar(0xB6) + QChar(0xB6) + name;
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

/// How often a unit was tested in a process, and the first run that passed (0: none).
struct UnitSeen
{
    QJsonObject first;
    int passedIn = 0;
};

} // namespace

class TestDemoConsistency : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data();
    void init();
    void headersArePagedCompletely();
    void yieldsEqualHeaders_data();
    void yieldsEqualHeaders();
    void yieldsGrow();
    void historiesEqualHeaders();
    void topFailedEqualsSteps();
    void stepAnalysisEqualsSteps();
    void measurementsEqualReports();
    void aggregatesEqualMeasurements();
    void assetUsageEqualsReports();
    void assetCountersFollowFromUse();
    void repairsEqualReports();
    void effectivenessEqualsHeaders();

private:
    QJsonArray post(const QByteArray &target, const QJsonObject &filter);
    QList<QJsonObject> page(const QByteArray &type, const QByteArray &more = {});
    QMap<QString, UnitSeen> units() const;

    struct Fetched
    {
        std::unique_ptr<DemoServer> server;
        std::unique_ptr<RawClient> client;
        QList<QJsonObject> tests;
        QList<QJsonObject> repairs;
        QMap<QString, QJsonObject> bodies;
    };
    std::map<quint32, Fetched> m_worlds; ///< by seed
    RawClient *m_client = nullptr; ///< of the world at hand, as are the following
    QList<QJsonObject> m_tests; ///< headers, oldest first
    QList<QJsonObject> m_repairs;
    QMap<QString, QJsonObject> m_bodies; ///< by id
};

void TestDemoConsistency::initTestCase_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::newRow("seed 1") << 1u;
    QTest::newRow("seed 2") << 2u;
    QTest::newRow("seed 4711") << 4711u;
}

QJsonArray TestDemoConsistency::post(const QByteArray &target, const QJsonObject &filter)
{
    const RawReply reply = m_client->send("POST", target, QJsonDocument(filter).toJson(QJsonDocument::Compact));
    if (reply.status != 200 || !reply.document().isArray())
        qWarning() << target << reply.status << reply.body.left(300);
    return reply.array();
}

QList<QJsonObject> TestDemoConsistency::page(const QByteArray &type, const QByteArray &more)
{
    QList<QJsonObject> all;
    for (int skip = 0;; skip += 70) {
        const QByteArray target = "/api/Report/Query/Header?reportType=" + type
            + "&$top=70&$skip=" + QByteArray::number(skip) + "&$orderby=start%20asc" + more;
        const QJsonArray rows = m_client->get(target).array();
        for (const QJsonValue &row : rows)
            all.append(row.toObject());
        if (rows.size() < 70)
            return all;
    }
}

/// A world is fetched once for each seed, whatever the order in which the rows of initTestCase_data() come.
void TestDemoConsistency::init()
{
    QFETCH_GLOBAL(quint32, seed);
    Fetched &world = m_worlds[seed];
    m_client = world.client.get();
    if (!m_client) {
        DemoOptions options;
        options.seed = seed;
        options.reports = 300;
        options.days = 12;
        options.nowMsSinceEpoch = now;
        QString error;
        world.server = DemoServer::start(options, &error);
        QVERIFY2(world.server, qPrintable(error));
        world.client = std::make_unique<RawClient>(world.server->port(), world.server->token());
        m_client = world.client.get();
        world.tests = page("U");
        world.repairs = page("R");
        for (const QJsonObject &header : world.tests + world.repairs) {
            const QString id = text(header, u"uuid"_s);
            world.bodies.insert(id, m_client->get("/api/Report/Wsjf/" + id.toLatin1()).object());
        }
    }
    m_tests = world.tests;
    m_repairs = world.repairs;
    m_bodies = world.bodies;
}

void TestDemoConsistency::headersArePagedCompletely()
{
    QCOMPARE(m_tests.size() + m_repairs.size(), 300);
    QCOMPARE(m_bodies.size(), 300);
    QVERIFY(m_repairs.size() >= 3);
    for (const QJsonObject &header : std::as_const(m_tests)) {
        const QJsonObject body = m_bodies.value(text(header, u"uuid"_s));
        QCOMPARE(text(body, u"sn"_s), text(header, u"serialNumber"_s));
        QCOMPARE(text(body, u"result"_s), text(header, u"result"_s).left(1));
    }
}

QMap<QString, UnitSeen> TestDemoConsistency::units() const
{
    QMap<QString, UnitSeen> all;
    QMap<QString, int> runs;
    for (const QJsonObject &header : m_tests) { // oldest first
        const QString key = text(header, u"serialNumber"_s) + u'|' + text(header, u"partNumber"_s) + u'|'
            + text(header, u"processName"_s);
        const int run = ++runs[key];
        UnitSeen &unit = all[key];
        if (run == 1)
            unit.first = header;
        if (unit.passedIn == 0 && text(header, u"result"_s) == u"Passed"_s)
            unit.passedIn = run;
    }
    return all;
}

void TestDemoConsistency::yieldsEqualHeaders_data()
{
    QTest::addColumn<QString>("dimensions");
    QTest::addColumn<QStringList>("keys"); // of the headers
    QTest::addColumn<int>("daysFrom");
    QTest::addColumn<int>("daysTo");
    QTest::newRow("all in one") << u"unitCount"_s << QStringList() << 30 << 0;
    QTest::newRow("by part") << u"partNumber"_s << QStringList{u"partNumber"_s} << 30 << 0;
    QTest::newRow("by part, revision and process")
        << u"partNumber;revision;testOperation"_s << QStringList{u"partNumber"_s, u"revision"_s, u"processName"_s} << 30
        << 0;
    QTest::newRow("by station") << u"stationName"_s << QStringList{u"stationName"_s} << 30 << 0;
    QTest::newRow("by operator and fixture")
        << u"operator;fixtureId"_s << QStringList{u"operator"_s, u"fixtureId"_s} << 30 << 0;
    QTest::newRow("a few days in the middle") << u"partNumber"_s << QStringList{u"partNumber"_s} << 8 << 3;
    QTest::newRow("a day by batch") << u"batchNumber"_s << QStringList{u"batchNumber"_s} << 2 << 1;
}

void TestDemoConsistency::yieldsEqualHeaders()
{
    QFETCH(QString, dimensions);
    QFETCH(QStringList, keys);
    QFETCH(int, daysFrom);
    QFETCH(int, daysTo);
    const qint64 from = now - daysFrom * day;
    const qint64 to = now - daysTo * day;
    QMap<QStringList, std::array<int, 5>> expected; // units, then passed by run 1, 2, 3, any
    const QMap<QString, UnitSeen> all = units();
    for (const UnitSeen &unit : all) {
        if (startOf(unit.first) < from || startOf(unit.first) > to)
            continue;
        QStringList group;
        for (const QString &key : std::as_const(keys))
            group += text(unit.first, key);
        std::array<int, 5> &counts = expected[group];
        ++counts[0];
        for (int run = 1; run <= 4; ++run)
            counts[std::size_t(run)] += unit.passedIn > 0 && (run == 4 || unit.passedIn <= run) ? 1 : 0;
    }
    const auto iso = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs); };
    const QJsonArray rows = post("/api/App/DynamicYield",
                                 {{u"dimensions"_s, dimensions}, {u"dateFrom"_s, iso(from)}, {u"dateTo"_s, iso(to)}});
    QVERIFY(!expected.isEmpty());
    QCOMPARE(rows.size(), expected.size());
    const QStringList names = dimensions.split(u';');
    for (const QJsonValue &entry : rows) {
        const QJsonObject row = entry.toObject();
        QStringList group;
        for (qsizetype i = 0; i < keys.size(); ++i)
            group += text(row, names[i]);
        QVERIFY2(expected.contains(group), qPrintable(group.join(u'|')));
        const std::array<int, 5> counts = expected.value(group);
        QCOMPARE(row.value(u"unitCount"_s).toInt(-1), counts[0]);
        const QStringList stems{u"fp"_s, u"sp"_s, u"tp"_s, u"lp"_s};
        for (qsizetype i = 0; i < 4; ++i) {
            QCOMPARE(row.value(stems[i] + u"Count"_s).toInt(-1), counts[std::size_t(i) + 1]);
            QVERIFY(near(row.value(stems[i] + u'y').toDouble(), 100.0 * counts[std::size_t(i) + 1] / counts[0]));
        }
    }
}

void TestDemoConsistency::yieldsGrow()
{
    bool anyGrowth = false;
    for (const QJsonValue &entry : post("/api/App/DynamicYield", {{u"dimensions"_s, u"partNumber;period"_s}})) {
        const QJsonObject row = entry.toObject();
        double before = 0;
        for (const QString &key : {u"fpy"_s, u"spy"_s, u"tpy"_s, u"lpy"_s}) {
            QVERIFY(row.value(key).toDouble() >= before && row.value(key).toDouble() <= 100);
            anyGrowth |= before > 0 && row.value(key).toDouble() > before;
            before = row.value(key).toDouble();
        }
    }
    QVERIFY(anyGrowth);
}

void TestDemoConsistency::historiesEqualHeaders()
{
    QMap<QString, QStringList> expected; // newest first
    for (const QList<QJsonObject> *list : {&m_tests, &m_repairs}) {
        for (const QJsonObject &header : *list)
            expected[text(header, u"serialNumber"_s)] += text(header, u"uuid"_s);
    }
    int many = 0;
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        if (it->size() < 2)
            continue;
        ++many;
        QStringList found;
        qint64 last = std::numeric_limits<qint64>::max();
        for (const QJsonValue &row : post("/api/App/SerialNumberHistory", {{u"serialNumber"_s, it.key()}})) {
            QVERIFY(startOf(row.toObject()) <= last);
            last = startOf(row.toObject());
            found += text(row.toObject(), u"uuid"_s);
        }
        std::sort(found.begin(), found.end());
        std::sort(it->begin(), it->end());
        QCOMPARE(found, *it);
    }
    QVERIFY(many > 20);
}

void TestDemoConsistency::topFailedEqualsSteps()
{
    struct Count
    {
        int failed = 0;
        int total = 0;
        qint64 first = 0;
        qint64 last = 0;
    };
    QMap<QStringList, Count> expected;
    for (const QJsonObject &header : std::as_const(m_tests)) { // oldest first
        for (const Seen &seen : stepsIn(m_bodies.value(text(header, u"uuid"_s)))) {
            const QString status = text(seen.step, u"status"_s);
            if (seen.container || status == u"S"_s)
                continue;
            Count &count = expected[{text(header, u"partNumber"_s), text(header, u"revision"_s),
                                     text(header, u"processName"_s), seen.path}];
            ++count.total;
            if (status != u"F"_s)
                continue;
            ++count.failed;
            count.last = startOf(header);
            count.first = count.first == 0 ? count.last : count.first;
        }
    }
    expected.removeIf([](const auto &entry) { return entry.value().failed == 0; });
    const QJsonArray rows = post("/api/App/TopFailed", {{u"topCount"_s, 10000}});
    QVERIFY(expected.size() >= 5);
    QCOMPARE(rows.size(), expected.size());
    int before = std::numeric_limits<int>::max();
    int failures = 0;
    for (const QJsonValue &entry : rows) {
        const QJsonObject row = entry.toObject();
        const Count count = expected.value({text(row, u"partNumber"_s), text(row, u"revision"_s),
                                            text(row, u"testOperation"_s), text(row, u"stepPath"_s)});
        QCOMPARE(row.value(u"failCount"_s).toInt(), count.failed);
        QCOMPARE(row.value(u"totalCount"_s).toInt(), count.total);
        QVERIFY(near(row.value(u"failRate"_s).toDouble(), 100.0 * count.failed / count.total));
        QCOMPARE(QDateTime::fromString(text(row, u"firstFailDate"_s), Qt::ISODateWithMs).toMSecsSinceEpoch(),
                 count.first);
        QCOMPARE(QDateTime::fromString(text(row, u"lastFailDate"_s), Qt::ISODateWithMs).toMSecsSinceEpoch(),
                 count.last);
        QVERIFY(count.failed <= before);
        before = count.failed;
        failures += count.failed;
    }
    // The headers say the same once more: each failed test names the step that failed it.
    const auto failed = std::count_if(m_tests.begin(), m_tests.end(),
                                      [](const QJsonObject &h) { return text(h, u"result"_s) == u"Failed"_s; });
    QCOMPARE(failures, int(failed));
}

void TestDemoConsistency::stepAnalysisEqualsSteps()
{
    QMap<QStringList, QMap<QString, int>> expected; // by process and path: letters; caused with a star
    QMap<QStringList, double> seconds;
    for (const QJsonObject &header : std::as_const(m_tests)) {
        const QJsonObject body = m_bodies.value(text(header, u"uuid"_s));
        const int guilty = body.value(u"uut"_s).toObject().value(u"stepIdCausedUUTFailure"_s).toInt();
        for (const Seen &seen : stepsIn(body)) {
            const QStringList key{text(header, u"processName"_s), seen.path};
            ++expected[key][text(seen.step, u"status"_s)];
            ++expected[key][u"all"_s];
            expected[key][u"caused"_s] += guilty && seen.step.value(u"id"_s).toInt() == guilty ? 1 : 0;
            seconds[key] += seen.step.value(u"totTime"_s).toDouble();
        }
    }
    QSet<QStringList> found;
    for (const QJsonValue &entry : post("/api/App/TestStepAnalysis", {})) {
        const QJsonObject row = entry.toObject();
        const QStringList key{text(row, u"testOperation"_s), text(row, u"stepPath"_s)};
        const QMap<QString, int> counts = expected.value(key);
        found.insert(key);
        const QList<std::pair<QString, QString>> columns{
            {u"stepCount"_s, u"all"_s},      {u"stepPassedCount"_s, u"P"_s},
            {u"stepDoneCount"_s, u"D"_s},    {u"stepFailedCount"_s, u"F"_s},
            {u"stepErrorCount"_s, u"E"_s},   {u"stepTerminatedCount"_s, u"T"_s},
            {u"stepSkippedCount"_s, u"S"_s}, {u"stepCausedUutFailedErrorTerminated"_s, u"caused"_s}};
        for (const auto &[column, letter] : columns)
            QVERIFY2(row.value(column).toInt(-1) == counts.value(letter),
                     qPrintable(u"%1 %2: %3"_s.arg(key.join(u' '), column).arg(row.value(column).toInt(-1))));
        QVERIFY(std::abs(row.value(u"stepTimeAvg"_s).toDouble() - seconds.value(key) / counts.value(u"all"_s)) < 1e-6);
    }
    QCOMPARE(found.size(), expected.size());
}

void TestDemoConsistency::measurementsEqualReports()
{
    QMap<QString, QStringList> expected; // by path: id and value
    QMap<QString, QStringList> limits;
    const auto line = [](const QString &id, double value) { return id + u' ' + QString::number(value, 'g', 12); };
    for (const QJsonObject &header : std::as_const(m_tests)) {
        const QString id = text(header, u"uuid"_s);
        for (const Seen &seen : stepsIn(m_bodies.value(id))) {
            for (const QJsonValue &entry : seen.step.value(u"numericMeas"_s).toArray()) {
                const QJsonObject m = entry.toObject();
                const QString path = measuredAt(seen, m);
                expected[path] += line(id, m.value(u"value"_s).toDouble());
                limits[path] = {m.value(u"lowLimit"_s).toVariant().toString(),
                                m.value(u"highLimit"_s).toVariant().toString(), text(m, u"unit"_s)};
            }
        }
    }
    QMap<QString, QStringList> found;
    for (const QJsonValue &group : post("/api/App/Measurements", {{u"measurementPaths"_s, u"%"_s}})) {
        const QString path = text(group.toObject(), u"measurementPath"_s);
        for (const QJsonValue &entry : group.toObject().value(u"measurements"_s).toArray()) {
            const QJsonObject row = entry.toObject();
            found[path] += line(text(row, u"id"_s), row.value(u"value"_s).toDouble());
            const QStringList said{row.value(u"limit1"_s).toVariant().toString(),
                                   row.value(u"limit2"_s).toVariant().toString(), text(row, u"unit"_s)};
            QCOMPARE(said, limits.value(path));
        }
    }
    QVERIFY(expected.size() > 30);
    QCOMPARE(found.keys(), expected.keys());
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        std::sort(it->begin(), it->end());
        std::sort(found[it.key()].begin(), found[it.key()].end());
        QCOMPARE(found.value(it.key()), *it);
    }
}

void TestDemoConsistency::aggregatesEqualMeasurements()
{
    QMap<QStringList, QList<QJsonObject>> values;
    for (const QJsonObject &header : std::as_const(m_tests)) {
        for (const Seen &seen : stepsIn(m_bodies.value(text(header, u"uuid"_s)))) {
            for (const QJsonValue &entry : seen.step.value(u"numericMeas"_s).toArray())
                values[{measuredAt(seen, entry.toObject()), text(header, u"partNumber"_s), text(header, u"revision"_s)}]
                    += entry.toObject();
        }
    }
    int rows = 0;
    int twoSided = 0;
    for (const QJsonValue &group : post("/api/App/AggregatedMeasurements", {})) {
        for (const QJsonValue &entry : group.toObject().value(u"measurements"_s).toArray()) {
            const QJsonObject row = entry.toObject();
            const QList<QJsonObject> list = values.value(
                {text(group.toObject(), u"measurementPath"_s), text(row, u"partNumber"_s), text(row, u"revision"_s)});
            ++rows;
            QCOMPARE(row.value(u"count"_s).toInt(), int(list.size()));
            double sum = 0;
            for (const QJsonObject &m : list)
                sum += m.value(u"value"_s).toDouble();
            const double mean = sum / double(list.size());
            double squares = 0;
            for (const QJsonObject &m : list)
                squares += std::pow(m.value(u"value"_s).toDouble() - mean, 2);
            const double sigma = list.size() > 1 ? std::sqrt(squares / double(list.size() - 1)) : 0;
            QVERIFY(near(row.value(u"avg"_s).toDouble(), mean));
            QVERIFY(std::abs(row.value(u"stdev"_s).toDouble() - sigma) < 1e-7 * std::max(1.0, mean));
            const QString op = text(list.first(), u"compOp"_s);
            const double low = list.first().value(u"lowLimit"_s).toDouble();
            const double high = list.first().value(u"highLimit"_s).toDouble();
            if (sigma < 1e-9) {
                QVERIFY(!row.contains(u"cpk"_s));
            } else if (op == u"GELE"_s || op == u"GTLT"_s) {
                ++twoSided;
                QVERIFY(std::abs(row.value(u"cp"_s).toDouble() - (high - low) / (6 * sigma)) < 1e-6);
                QVERIFY(std::abs(row.value(u"cpk"_s).toDouble() - std::min(high - mean, mean - low) / (3 * sigma))
                        < 1e-6);
            } else if (op == u"LT"_s || op == u"LE"_s) {
                QVERIFY(!row.contains(u"cp"_s));
                QVERIFY(std::abs(row.value(u"cpk"_s).toDouble() - (low - mean) / (3 * sigma)) < 1e-6);
            }
        }
    }
    QCOMPARE(rows, int(values.size()));
    QVERIFY(twoSided > 20);
}

void TestDemoConsistency::assetUsageEqualsReports()
{
    QMap<QString, int> byBody;
    QMap<QString, int> byHeader;
    for (const QJsonObject &header : page("U", "&$expand=assets")) {
        for (const QJsonValue &asset : header.value(u"assets"_s).toArray())
            ++byHeader[text(asset.toObject(), u"serialNumber"_s)];
        for (const QJsonValue &asset : m_bodies.value(text(header, u"uuid"_s)).value(u"assets"_s).toArray())
            ++byBody[text(asset.toObject(), u"sn"_s)];
    }
    QMap<QString, int> byAnalysis;
    for (const QJsonValue &entry :
         post("/api/App/DynamicYield", {{u"dimensions"_s, u"assetSerialNumber;testReportCount"_s}})) {
        if (const QString serial = text(entry.toObject(), u"assetSerialNumber"_s); !serial.isEmpty())
            byAnalysis.insert(serial, entry.toObject().value(u"testReportCount"_s).toInt());
    }
    QVERIFY(byBody.size() >= 5);
    QCOMPARE(byHeader, byBody);
    QCOMPARE(byAnalysis, byBody);
    for (auto it = byBody.begin(); it != byBody.end(); ++it) {
        const QJsonArray used = post("/api/App/UutReport", {{u"assetSerialNumber"_s, it.key()}});
        QCOMPARE(int(used.size()), *it);
        const QByteArray filter = "&$filter=assets/any(a:%20a/serialNumber%20eq%20'" + it.key().toLatin1() + "')";
        QCOMPARE(int(page("U", filter).size()), *it);
    }
    QVERIFY(page("U", "&$filter=assets/any(a:%20a/serialNumber%20eq%20'FX-9999')").isEmpty());
}

/// What an asset had when the history began, and what used it since; the running count since its last reset.
void TestDemoConsistency::assetCountersFollowFromUse()
{
    static const QRegularExpression taken(u"^Counters taken over: total (\\d+), running (\\d+)$"_s);
    QMap<QString, QList<qint64>> uses;
    for (const QJsonObject &header : m_tests + m_repairs) {
        for (const QJsonValue &asset : m_bodies.value(text(header, u"uuid"_s)).value(u"assets"_s).toArray())
            uses[text(asset.toObject(), u"sn"_s)] += startOf(header);
    }
    QMap<QString, std::pair<qint64, qint64>> before; // total, running
    QMap<QString, qint64> lastReset;
    for (const QJsonValue &value : m_client->get("/api/Asset/Log?$orderby=date").array()) {
        const QJsonObject entry = value.toObject();
        const QString serial = text(entry, u"serialNumber"_s);
        if (const auto match = taken.match(text(entry, u"comment"_s)); match.hasMatch()) {
            QVERIFY2(!before.contains(serial), qPrintable(serial));
            before.insert(serial, {match.captured(1).toLongLong(), match.captured(2).toLongLong()});
        } else if (entry.value(u"type"_s).toInt() == 3 && before.contains(serial)) {
            lastReset.insert(serial,
                             QDateTime::fromString(text(entry, u"date"_s), Qt::ISODateWithMs).toMSecsSinceEpoch());
        }
    }
    int used = 0;
    for (const QJsonValue &value : m_client->get("/api/Asset").array()) {
        const QString serial = text(value.toObject(), u"serialNumber"_s);
        const QList<qint64> starts = uses.value(serial);
        const auto [total, running] = before.value(serial);
        const qint64 since = lastReset.value(serial, -1);
        const qint64 counted = std::count_if(starts.begin(), starts.end(), [&](qint64 ms) { return ms > since; })
            + (since < 0 ? running : 0);
        const QJsonObject status = m_client->get("/api/Asset/Status?serialNumber=" + serial.toLatin1()).object();
        for (const QJsonObject &answer : {value.toObject(), status}) {
            QCOMPARE(answer.value(u"totalCount"_s).toInteger(), total + starts.size());
            QCOMPARE(answer.value(u"runningCount"_s).toInteger(), counted);
        }
        used += starts.isEmpty() ? 0 : 1;
        if (!starts.isEmpty())
            QCOMPARE(
                QDateTime::fromString(text(value.toObject(), u"lastSeenDate"_s), Qt::ISODateWithMs).toMSecsSinceEpoch(),
                *std::max_element(starts.begin(), starts.end()));
    }
    QCOMPARE(used, int(uses.size()));
    QVERIFY(used >= 5);
}

void TestDemoConsistency::repairsEqualReports()
{
    QMap<QString, int> expected; // by code
    int failures = 0;
    for (const QJsonObject &header : std::as_const(m_repairs)) {
        for (const QJsonValue &unit : m_bodies.value(text(header, u"uuid"_s)).value(u"subUnits"_s).toArray()) {
            for (const QJsonValue &failure : unit.toObject().value(u"failures"_s).toArray()) {
                ++expected[text(failure.toObject(), u"code"_s)];
                ++failures;
            }
        }
    }
    QMap<QString, int> found;
    for (const QJsonValue &entry : post("/api/App/DynamicRepair?dimensions=repairCode", {}))
        found.insert(text(entry.toObject(), u"repairCode"_s), entry.toObject().value(u"repairCount"_s).toInt());
    QCOMPARE(found, expected);
    const QJsonArray all = post("/api/App/DynamicRepair", {});
    QCOMPARE(all.size(), 1);
    QCOMPARE(all[0].toObject().value(u"repairCount"_s).toInt(), failures);
    QCOMPARE(all[0].toObject().value(u"repairReportCount"_s).toInt(), int(m_repairs.size()));
    QCOMPARE(all[0].toObject().value(u"totalCount"_s).toInt(), int(units().size()));
    QVERIFY(near(all[0].toObject().value(u"repairRate"_s).toDouble(),
                 100.0 * double(m_repairs.size()) / double(units().size())));

    const QJsonArray history = m_client->get("/api/App/RelatedRepairHistory").array();
    QCOMPARE(int(history.size()), failures);
    for (const QJsonValue &entry : history) {
        const QJsonObject row = entry.toObject();
        const QJsonObject uur = m_bodies.value(text(row, u"reportId"_s)).value(u"uur"_s).toObject();
        const QJsonObject failed = m_bodies.value(text(uur, u"refUUT"_s));
        const int guilty = failed.value(u"uut"_s).toObject().value(u"stepIdCausedUUTFailure"_s).toInt();
        QString path;
        for (const Seen &seen : stepsIn(failed))
            path = seen.step.value(u"id"_s).toInt() == guilty ? seen.path : path;
        QCOMPARE(text(row, u"failStepPath"_s), path);
    }
}

void TestDemoConsistency::effectivenessEqualsHeaders()
{
    int good = 0;
    QMap<QString, QList<std::pair<qint64, qint64>>> busy;
    for (const QJsonObject &header : std::as_const(m_tests)) {
        good += text(header, u"result"_s) == u"Passed"_s ? 1 : 0;
        const auto length = qint64(header.value(u"executionTime"_s).toDouble() * 1000);
        busy[text(header, u"stationName"_s)].append({startOf(header), startOf(header) + length});
    }
    // By the minute hand: which hours of the clock were touched, and for how long someone tested.
    double runMs = 0;
    qint64 hours = 0;
    for (const auto &stretches : std::as_const(busy)) {
        QSet<qint64> touched;
        qint64 until = 0;
        for (const auto &[from, to] : stretches) { // sorted by start
            for (qint64 hour = from / 3600000; hour <= std::max(from, to - 1) / 3600000; ++hour)
                touched.insert(hour);
            if (to > until)
                runMs += double(to - std::max(from, until));
            until = std::max(until, to);
        }
        hours += touched.size();
    }
    const RawReply reply = m_client->send("POST", "/api/App/OeeAnalysis", "{}");
    const QJsonObject row = reply.object();
    QCOMPARE(row.value(u"totalCount"_s).toInt(), int(m_tests.size()));
    QCOMPARE(row.value(u"goodCount"_s).toInt(), good);
    QCOMPARE(row.value(u"rejectCount"_s).toInt(), int(m_tests.size()) - good);
    QVERIFY(near(row.value(u"quality"_s).toDouble(), 100.0 * good / double(m_tests.size())));
    QVERIFY(near(row.value(u"runTime"_s).toDouble(), runMs / 60000));
    QVERIFY(near(row.value(u"plannedProductionTime"_s).toDouble(), double(hours) * 60));
    QVERIFY(near(row.value(u"availability"_s).toDouble(), 100 * runMs / (double(hours) * 3600000)));
    QVERIFY(near(row.value(u"oee"_s).toDouble(),
                 row.value(u"availability"_s).toDouble() * row.value(u"performance"_s).toDouble()
                     * row.value(u"quality"_s).toDouble() / 10000));
    QVERIFY(row.value(u"performance"_s).toDouble() > 50 && row.value(u"performance"_s).toDouble() <= 100);
}

QTEST_GUILESS_MAIN(TestDemoConsistency)
#include "tst_demo_consistency.moc"
