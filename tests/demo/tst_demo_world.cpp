// SPDX-License-Identifier: GPL-3.0-or-later
// One seed, one world: what the headers say, the bodies, the assets and the logs say too.
#include "app/demo/world/dice.h"
#include "app/demo/world/headerfields.h"
#include "app/demo/world/world.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace qwats::demo;

namespace {

constexpr qint64 now = 1773312133000; // 2026-03-12 10:42:13 UTC

DemoOptions small(quint32 seed = 1)
{
    DemoOptions options;
    options.seed = seed;
    options.reports = 1500;
    options.days = 30;
    options.nowMsSinceEpoch = now;
    return options;
}

/// Leaves of a step tree in order; the names of their parents are in `path`.
void collect(const QJsonObject &step, QList<QJsonObject> *all)
{
    all->append(step);
    for (const QJsonValue &child : step.value(u"steps"_s).toArray())
        collect(child.toObject(), all);
}

bool inside(const QJsonObject &m)
{
    const double value = m.value(u"value"_s).toDouble();
    const double low = m.value(u"lowLimit"_s).toDouble();
    const double high = m.value(u"highLimit"_s).toDouble();
    const QString op = m.value(u"compOp"_s).toString();
    if (op == u"LOG"_s)
        return true;
    if (op == u"GELE"_s)
        return value >= low && value <= high;
    if (op == u"GTLT"_s)
        return value > low && value < high;
    if (op == u"LTGT"_s)
        return value < low || value > high;
    if (op == u"GT"_s)
        return value > low;
    if (op == u"GE"_s)
        return value >= low;
    if (op == u"LT"_s)
        return value < low;
    if (op == u"LE"_s)
        return value <= low;
    return op == u"EQ"_s && value == low;
}

} // namespace

class TestDemoWorld : public QObject
{
    Q_OBJECT
private slots:
    void sameSeedSameWorld();
    void otherSeedOtherWorld();
    void counts_data();
    void counts();
    void headersAgreeWithBodies_data();
    void headersAgreeWithBodies();
    void repairsReferToFailedTests();
    void everyStepTypeOccurs();
    void yieldIsPlausible_data();
    void yieldIsPlausible();
    void badFixtureStandsOut();
    void assetsNeedCare();
    void logsAgreeWithDates();
    void runsCountUp();
    void ids_data();
    void ids();
    void startsQuickly();
};

void TestDemoWorld::sameSeedSameWorld()
{
    const World a(small());
    const World b(small());
    QCOMPARE(a.products.listJson(), b.products.listJson());
    for (const qsizetype row : {0, 7, 300, 1499})
        QCOMPARE(a.reports.body(row), b.reports.body(row));
    QCOMPARE(a.assets.at(12), b.assets.at(12));
}

void TestDemoWorld::otherSeedOtherWorld()
{
    const World a(small(1));
    const World b(small(2));
    QVERIFY(a.reports.header(5) != b.reports.header(5));
    QVERIFY(a.assets.at(12).value(u"assetId"_s) != b.assets.at(12).value(u"assetId"_s));
}

void TestDemoWorld::counts_data()
{
    QTest::addColumn<int>("products");
    QTest::addColumn<int>("assets");
    QTest::addColumn<int>("reports");
    QTest::newRow("none") << 1 << 0 << 0;
    QTest::newRow("few") << 3 << 10 << 17;
    QTest::newRow("default") << 40 << 300 << 5000;
    QTest::newRow("more products than the catalogue") << 95 << 700 << 100;
}

void TestDemoWorld::counts()
{
    QFETCH(int, products);
    QFETCH(int, assets);
    QFETCH(int, reports);
    DemoOptions options = small();
    options.products = products;
    options.assets = assets;
    options.reports = reports;
    const World world(options);
    QCOMPARE(int(world.products.size()), products);
    QCOMPARE(int(world.assets.size()), assets);
    QCOMPARE(int(world.reports.size()), reports);
    QCOMPARE(world.assets.types().size(), 8);
    QSet<QString> serials;
    for (qsizetype i = 0; i < world.assets.size(); ++i) {
        serials.insert(world.assets.at(i).value(u"serialNumber"_s).toString());
        QVERIFY(!world.assets.typeOf(world.assets.at(i)).isEmpty());
    }
    QCOMPARE(int(serials.size()), assets);
}

void TestDemoWorld::headersAgreeWithBodies_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::newRow("seed 1") << 1u;
    QTest::newRow("seed 2") << 2u;
    QTest::newRow("seed 77") << 77u;
}

void TestDemoWorld::headersAgreeWithBodies()
{
    QFETCH(quint32, seed);
    const World world(small(seed));
    int failed = 0;
    for (const qsizetype row : world.reports.timeline()) {
        if (world.reports.isRepair(row))
            continue;
        const QJsonObject header = world.reports.header(row);
        const QJsonObject body = world.reports.body(row);
        const QJsonObject uut = body.value(u"uut"_s).toObject();
        const QJsonObject root = body.value(u"root"_s).toObject();
        QCOMPARE(body.value(u"id"_s), header.value(u"uuid"_s));
        QCOMPARE(body.value(u"sn"_s), header.value(u"serialNumber"_s));
        QCOMPARE(body.value(u"result"_s).toString(), header.value(u"result"_s).toString().left(1));
        QCOMPARE(root.value(u"status"_s), body.value(u"result"_s));
        QCOMPARE(uut.value(u"execTime"_s), header.value(u"executionTime"_s));
        QCOMPARE(root.value(u"totTime"_s), header.value(u"executionTime"_s));
        QCOMPARE(world.reports.rowOf(header.value(u"uuid"_s).toString()), row);

        double seconds = 0;
        for (const QJsonValue &group : root.value(u"steps"_s).toArray())
            seconds += group.toObject().value(u"totTime"_s).toDouble();
        QVERIFY2(std::abs(seconds - header.value(u"executionTime"_s).toDouble()) < 0.02,
                 qPrintable(QString::number(seconds)));

        QList<QJsonObject> steps;
        collect(root, &steps);
        const int guilty = uut.value(u"stepIdCausedUUTFailure"_s).toInt();
        for (qsizetype i = 0; i < steps.size(); ++i) {
            QCOMPARE(steps[i].value(u"id"_s).toInt(), int(i) + 1);
            for (const QJsonValue &entry : steps[i].value(u"numericMeas"_s).toArray()) {
                const QJsonObject m = entry.toObject();
                QVERIFY2(inside(m) == (m.value(u"status"_s) == u"P"_s), QJsonDocument(m).toJson().constData());
            }
        }
        QCOMPARE(guilty > 0, header.value(u"result"_s) != u"Passed"_s);
        if (guilty > 0) {
            ++failed;
            QCOMPARE(steps[guilty - 1].value(u"name"_s), header.value(u"causedUutFailure"_s));
            QCOMPARE(steps[guilty - 1].value(u"status"_s), body.value(u"result"_s));
            QVERIFY(header.value(u"causedUutFailurePath"_s)
                        .toString()
                        .endsWith(u'¶' + header.value(u"causedUutFailure"_s).toString()));
        }
    }
    QVERIFY(failed > 20);
}

void TestDemoWorld::repairsReferToFailedTests()
{
    const World world(small());
    int repairs = 0;
    for (const qsizetype row : world.reports.timeline()) {
        if (!world.reports.isRepair(row))
            continue;
        ++repairs;
        const QJsonObject body = world.reports.body(row);
        const QJsonObject uur = body.value(u"uur"_s).toObject();
        const qsizetype test = world.reports.rowOf(uur.value(u"refUUT"_s).toString());
        QVERIFY(test >= 0);
        const QJsonObject header = world.reports.header(test);
        QCOMPARE(header.value(u"result"_s).toString(), u"Failed"_s);
        QCOMPARE(header.value(u"serialNumber"_s), body.value(u"sn"_s));
        QVERIFY(world.reports.startMs(test) < world.reports.startMs(row));
        const QJsonObject failure
            = body.value(u"subUnits"_s).toArray().first().toObject().value(u"failures"_s).toArray().first().toObject();
        QCOMPARE(failure.value(u"refStepName"_s), header.value(u"causedUutFailure"_s));
        QCOMPARE(failure.value(u"refStepId"_s),
                 world.reports.body(test).value(u"uut"_s).toObject().value(u"stepIdCausedUUTFailure"_s));
        const QJsonArray back
            = world.reports.body(test).value(u"uut"_s).toObject().value(u"referencedByUURs"_s).toArray();
        QVERIFY(std::any_of(back.begin(), back.end(),
                            [&](const QJsonValue &v) { return v.toObject().value(u"id"_s) == body.value(u"id"_s); }));
    }
    QVERIFY(repairs >= 10);
}

void TestDemoWorld::everyStepTypeOccurs()
{
    const World world(small());
    QSet<QString> types;
    int loops = 0;
    int charts = 0;
    int attachments = 0;
    for (const qsizetype row : world.reports.timeline()) {
        QList<QJsonObject> steps;
        collect(world.reports.body(row).value(u"root"_s).toObject(), &steps);
        for (const QJsonObject &step : steps) {
            types.insert(step.value(u"stepType"_s).toString());
            loops += step.contains(u"loop"_s) ? 1 : 0;
            charts += step.contains(u"chart"_s) ? 1 : 0;
            attachments += step.contains(u"attachment"_s) ? 1 : 0;
        }
    }
    for (const QString &type : {u"SequenceCall"_s, u"ET_NLT"_s, u"ET_MNLT"_s, u"ET_PFT"_s, u"ET_MPFT"_s, u"ET_SVT"_s,
                                u"ET_MSVT"_s, u"Action"_s, u"WATS_XYGMNLT"_s, u"Chart"_s, u"MessagePopup"_s,
                                u"CallExecutable"_s, u"NI_Wait"_s, u"NI_Flow_If"_s, u"Label"_s})
        QVERIFY2(types.contains(type), qPrintable(type));
    QVERIFY(loops > 0 && charts > 0 && attachments > 0);
}

void TestDemoWorld::yieldIsPlausible_data()
{
    headersAgreeWithBodies_data();
}

void TestDemoWorld::yieldIsPlausible()
{
    QFETCH(quint32, seed);
    DemoOptions options = small(seed);
    options.reports = 5000;
    options.days = 60;
    const World world(options);
    int first = 0;
    int passed = 0;
    for (const qsizetype row : world.reports.timeline()) {
        const QJsonObject header = world.reports.header(row);
        if (world.reports.isRepair(row) || header.value(u"run"_s).toInt() != 1)
            continue;
        ++first;
        passed += header.value(u"result"_s) == u"Passed"_s ? 1 : 0;
    }
    const double yield = 100.0 * passed / first;
    QVERIFY2(yield > 93.5 && yield < 97.8, qPrintable(QString::number(yield)));
    const qint64 newest = world.reports.startMs(world.reports.timeline().back());
    const qint64 oldest = world.reports.startMs(world.reports.timeline().front());
    QVERIFY(newest < now && now - newest < 2 * 3600000);
    QVERIFY(now - oldest > qint64(50) * 86400000 && now - oldest < qint64(75) * 86400000);
}

void TestDemoWorld::badFixtureStandsOut()
{
    DemoOptions options = small();
    options.reports = 5000;
    options.days = 60;
    const World world(options);
    int bad = 0;
    int good = 0;
    for (const qsizetype row : world.reports.timeline()) {
        const QJsonObject header = world.reports.header(row);
        if (header.value(u"causedUutFailure"_s) == u"3V3 at 1.2 A"_s && header.value(u"result"_s) == u"Failed"_s) {
            bad += header.value(u"fixtureId"_s) == u"FX-0412"_s ? 1 : 0;
            good += header.value(u"fixtureId"_s) == u"FX-0413"_s ? 1 : 0;
        }
    }
    QVERIFY2(bad >= 10 && bad > 3 * good, qPrintable(u"%1 and %2"_s.arg(bad).arg(good)));
}

void TestDemoWorld::assetsNeedCare()
{
    DemoOptions options = small();
    options.reports = 0;
    const World world(options);
    int late = 0;
    int alarm = 0;
    int warning = 0;
    for (qsizetype i = 0; i < world.assets.size(); ++i) {
        const QJsonObject status = world.assets.statusOf(i, now);
        const bool isLate = status.value(u"message"_s).toString().contains(u"late"_s);
        late += isLate ? 1 : 0;
        alarm += !isLate && status.value(u"alarmState"_s).toInt() == 2 ? 1 : 0;
        warning += status.value(u"alarmState"_s).toInt() == 1 ? 1 : 0;
    }
    QCOMPARE(late, 7);
    QCOMPARE(alarm, 5);
    QCOMPARE(warning, 15);
}

void TestDemoWorld::logsAgreeWithDates()
{
    const World world(small());
    QHash<QString, QString> calibrated;
    QHash<QString, QString> maintained;
    QString last;
    for (qsizetype i = 0; i < world.assets.logSize(); ++i) {
        const QJsonObject row = world.assets.logAt(i);
        const QString date = row.value(u"date"_s).toString();
        qint64 ms = 0;
        QVERIFY(odata::parseTime(date, &ms));
        QVERIFY(ms <= now);
        const auto type = AssetLogType(row.value(u"type"_s).toInt());
        if (type == AssetLogType::Calibrated)
            calibrated.insert(row.value(u"serialNumber"_s).toString(), date);
        if (type == AssetLogType::Maintained)
            maintained.insert(row.value(u"serialNumber"_s).toString(), date);
    }
    QVERIFY(!calibrated.isEmpty() && !maintained.isEmpty());
    for (qsizetype i = 0; i < world.assets.size(); ++i) {
        const QJsonObject &asset = world.assets.at(i);
        const QString serial = asset.value(u"serialNumber"_s).toString();
        QCOMPARE(calibrated.value(serial), asset.value(u"lastCalibrationDate"_s).toString());
        QCOMPARE(maintained.value(serial), asset.value(u"lastMaintenanceDate"_s).toString());
    }
}

void TestDemoWorld::runsCountUp()
{
    const World world(small());
    QHash<QString, int> runs;
    bool anySecond = false;
    for (const qsizetype row : world.reports.timeline()) {
        if (world.reports.isRepair(row))
            continue;
        const QJsonObject header = world.reports.header(row);
        const QString key = header.value(u"serialNumber"_s).toString() + u' '
            + QString::number(header.value(u"processCode"_s).toInt());
        QCOMPARE(header.value(u"run"_s).toInt(), ++runs[key]);
        anySecond |= runs[key] == 2;
    }
    QVERIFY(anySecond);
}

void TestDemoWorld::ids_data()
{
    QTest::addColumn<quint32>("index");
    QTest::addColumn<quint16>("part");
    QTest::newRow("zero") << 0u << quint16(0);
    QTest::newRow("one") << 1u << quint16(7);
    QTest::newRow("largest") << 0xFFFFFFFFu << quint16(0xFFFF);
}

void TestDemoWorld::ids()
{
    QFETCH(quint32, index);
    QFETCH(quint16, part);
    const QString id = makeId(5, IdKind::Report, index, part);
    quint32 foundIndex = 1234;
    quint16 foundPart = 0;
    QVERIFY(readId(id, 5, IdKind::Report, &foundIndex, &foundPart));
    QCOMPARE(foundIndex, index);
    QCOMPARE(foundPart, part);
    QVERIFY(!readId(id, 6, IdKind::Report, &foundIndex));
    QVERIFY(!readId(id, 5, IdKind::Asset, &foundIndex));
    QVERIFY(!readId(u"nonsense"_s, 5, IdKind::Report, &foundIndex));
    QVERIFY(!readId(QString(id).replace(0, 1, id.startsWith(u'a') ? u"b"_s : u"a"_s), 5, IdKind::Report, &foundIndex));
}

void TestDemoWorld::startsQuickly()
{
    DemoOptions options;
    options.nowMsSinceEpoch = now;
    QElapsedTimer timer;
    timer.start();
    const World world(options);
    // 150 ms on an idle machine; sanitizers and busy machines get ten times that.
    QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    qInfo("The default world took %lld ms", timer.elapsed());
}

QTEST_GUILESS_MAIN(TestDemoWorld)
#include "tst_demo_world.moc"
