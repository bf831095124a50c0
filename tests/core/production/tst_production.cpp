// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/production/productionjson.h"
#include "core/production/productionservice.h"

#include <QTest>

using namespace qwats;
using namespace Qt::StringLiterals;

class TestProduction : public QObject
{
    Q_OBJECT

private slots:
    void readsUnits();
    void refusesUnits_data();
    void refusesUnits();
    void readsVerification();
    void namesValues_data();
    void namesValues();
    void boundsNamedValues();
    void readsHierarchy();
    void readsSaves_data();
    void readsSaves();
    void readsBatches();
    void readsTakenNumbers_data();
    void readsTakenNumbers();
    void readsCounts_data();
    void readsCounts();
    void writesUnits();
    void dependencies_data();
    void dependencies();
    void tags();
    void targets_data();
    void targets();
};

void TestProduction::readsUnits()
{
    const auto unit = decodeUnit(R"({"SerialNumber": "A1", "partNumber": 7, "unitPhaseId": "16", "processCode": null,
        "serialDate": "0001-01-01T00:00:00", "product": {"name": "Drive", "revisions": [1]}, "tags": null,
        "subUnits": [{"serialNumber": "B1", "subUnits": [{"serialNumber": "C1", "product": "odd"}]}], "extra": {}})");
    QVERIFY2(unit, qPrintable(unit ? QString() : unit.error().detail));
    QCOMPARE(unit->serialNumber, u"A1"_s);
    QCOMPARE(unit->partNumber, u"7"_s);
    QCOMPARE(unit->phaseId, 16);
    QVERIFY(!unit->processCode && !unit->serialDate.isValid());
    QCOMPARE(unit->productName, u"Drive"_s);
    QCOMPARE(unit->subUnits.at(0).subUnits.at(0).serialNumber, u"C1"_s);
}

void TestProduction::refusesUnits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("place");
    QTest::addRow("nothing") << QByteArray("null") << int(Error::Kind::NotFound) << QString();
    QTest::addRow("no serial") << QByteArray(R"({"partNumber": "P"})") << int(Error::Kind::BadReply) << u"serial"_s;
    QTest::addRow("list") << QByteArray("[1]") << int(Error::Kind::BadReply) << u"object"_s;
    QTest::addRow("deep") << QByteArray(R"({"serialNumber": "A", "subUnits": [{"unitPhaseId": []}]})")
                          << int(Error::Kind::BadReply) << u"subUnits[0].unitPhaseId"_s;
    QTest::addRow("cut") << QByteArray(R"({"serialNumber": "A")") << int(Error::Kind::BadReply) << QString();
}

void TestProduction::refusesUnits()
{
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, place);
    const auto unit = decodeUnit(body);
    QVERIFY(!unit);
    QCOMPARE(int(unit.error().kind), kind);
    QVERIFY2(unit.error().detail.contains(place), qPrintable(unit.error().detail));
}

void TestProduction::readsVerification()
{
    const auto grade = decodeUnitVerification(R"({"status": "Failed", "grade": null,
        "allProcessesPassedFirstRun": false, "allProcessesPassedAnyRun": "true", "allProcessesPassedLastRun": false,
        "results": [{"processCode": 50, "status": "Failed", "totalCount": 3, "nonPassedCount": 1}]})");
    QVERIFY(grade);
    QVERIFY(grade->passedAnyRun && !grade->passedLastRun && !grade->passes() && !grade->noRepairs);
    QCOMPARE(grade->processes.at(0).nonPassedCount, 1);
    QVERIFY(!decodeUnitVerification("[]")); // an empty answer is no judgement
    QVERIFY(!decodeUnitVerification(R"({"allProcessesPassedLastRun": "perhaps"})"));
}

void TestProduction::namesValues_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::addRow("nothing") << QByteArray() << QString();
    QTest::addRow("flat") << QByteArray(R"({"ok": true, "n": 2.5, "none": null})") << u"ok=true;n=2.5;none="_s;
    QTest::addRow("deep") << QByteArray(R"({"a": [{"b": "x"}, "y"], "c": {}, "d": []})") << u"a[0].b=x;a[1]=y"_s;
    QTest::addRow("single") << QByteArray("\"complete\"") << u"=complete"_s;
}

void TestProduction::namesValues()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    const auto values = decodeNamedValues(body);
    QVERIFY(values);
    QStringList all;
    for (const NamedValue &value : *values)
        all << value.name + u'=' + value.value;
    QCOMPARE(all.join(u';'), expected);
}

void TestProduction::boundsNamedValues()
{
    QByteArray deep(200, '[');
    deep += "1" + QByteArray(200, ']');
    QCOMPARE(decodeNamedValues(deep).value().size(), size_t(1));
    const QByteArray wide = "{\"" + QByteArray(5000, 'k') + "\":[0" + QByteArray(",0").repeated(20'000) + "]}";
    const auto values = decodeNamedValues(wide);
    QCOMPARE(values.value().size(), size_t(10'000));
    QVERIFY(values->back().name.size() <= 400);
}

void TestProduction::readsHierarchy()
{
    const auto rows
        = decodeUnitHierarchy(R"([{"SerialNumber": "A", "Level": 0}, {"serialnumber": "B", "level": "1"}])");
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(2));
    QCOMPARE(rows->at(1).unit.serialNumber, u"B"_s);
    QCOMPARE(rows->at(1).level, 1);
    QVERIFY(!decodeUnitHierarchy(R"([{"Level": {}}])"));
}

void TestProduction::readsSaves_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("updated");
    QTest::addColumn<int>("errors");
    QTest::addRow("units") << QByteArray(R"([{"serialNumber": "A"}])") << 1 << 0 << 0;
    QTest::addRow("counts") << QByteArray(R"({"insertCount": 1, "UpdateCount": 2, "errorCount": 3})") << 0 << 2 << 3;
    QTest::addRow("nothing") << QByteArray() << 0 << 0 << 0;
    QTest::addRow("empty") << QByteArray("{}") << 0 << 0 << 0;
}

void TestProduction::readsSaves()
{
    QFETCH(QByteArray, body);
    const auto saved = decodeUnitsSaved(body);
    QVERIFY(saved);
    QTEST(int(saved->units.size()), "units");
    QTEST(saved->updated, "updated");
    QTEST(saved->errors, "errors");
}

void TestProduction::readsBatches()
{
    QCOMPARE(decodeBatches(R"({"batchNumber": "L1", "batchSize": "4"})").value().at(0).size.value(), 4);
    QCOMPARE(decodeBatches(R"([{"batchNumber": "L1"}, {"batchNumber": "L2"}])").value().size(), size_t(2));
    QVERIFY(decodeBatches("null").value().empty());
    QVERIFY(!decodeBatches("[7]"));
}

void TestProduction::readsTakenNumbers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("numbers"); // empty: refused
    QTest::addRow("xml") << QByteArray(
        R"(<SerialNumbers type="T"><SN id="A1"/><SN id="A&amp;2" x="y"/></SerialNumbers>)")
                         << u"A1,A&2"_s;
    QTest::addRow("mark and declaration")
        << QByteArray("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<r><SerialNumbers><SN id=\"A1\" "
                      "/></SerialNumbers></r>")
        << u"A1"_s;
    QTest::addRow("xml in a text") << QByteArray(R"("<SerialNumbers><SN id=\"A1\"/></SerialNumbers>")") << u"A1"_s;
    QTest::addRow("list") << QByteArray(R"(["A1", 22])") << u"A1,22"_s;
    QTest::addRow("page") << QByteArray("<html><body>Sign in</body></html>") << QString();
    QTest::addRow("cut") << QByteArray(R"(<SerialNumbers><SN id="A1"/>)") << QString();
    QTest::addRow("object") << QByteArray(R"({"a": 1})") << QString();
    QTest::addRow("list of lists") << QByteArray("[[]]") << QString();
    QTest::addRow("nothing") << QByteArray() << QString();
}

void TestProduction::readsTakenNumbers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, numbers);
    const auto taken = decodeTakenSerialNumbers(body);
    QCOMPARE(taken.has_value(), !numbers.isEmpty());
    QCOMPARE(taken ? taken->join(u',') : QString(), numbers);
}

void TestProduction::readsCounts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("count"); // -1: refused
    QTest::addRow("number") << QByteArray("42") << 42;
    QTest::addRow("text") << QByteArray("\"42\"") << 42;
    QTest::addRow("object") << QByteArray(R"({"Count": 0})") << 0;
    QTest::addRow("other object") << QByteArray(R"({"total": 3})") << -1;
    QTest::addRow("nothing") << QByteArray("null") << -1;
}

void TestProduction::readsCounts()
{
    QFETCH(QByteArray, body);
    const auto count = decodeSerialNumberCount(body);
    QTEST(int(count.value_or(-1)), "count");
}

void TestProduction::writesUnits()
{
    Unit unit;
    unit.serialNumber = u"A"_s;
    unit.partNumber = u"P'1"_s;
    unit.phaseId = 16;
    unit.subUnits.emplace_back().serialNumber = u"B"_s;
    const QByteArray units
        = R"([{"partNumber":"P'1","serialNumber":"A","subUnits":[{"serialNumber":"B"}],"unitPhaseId":16}])";
    QCOMPARE(encodeUnits({unit}), units);
    const QByteArray batch = R"({"batchNumber":"L1","batchSize":3})";
    QCOMPARE(productioncommands::saveBatch({u"L1"_s, {}, 3}).body, batch);
}

void TestProduction::dependencies_data()
{
    QTest::addColumn<int>("write");
    QTest::addColumn<QByteArray>("dropped");
    const auto row = [](const char *name, ProductionWrite write, const QByteArray &dropped) {
        QTest::addRow("%s", name) << int(write) << dropped;
    };
    const QByteArray units = "unit:A,unit:B,list:unitchanges";
    row("phase", ProductionWrite::SetPhase, units);
    row("process", ProductionWrite::SetProcess, units);
    row("add child", ProductionWrite::AddChild, units);
    row("remove child", ProductionWrite::RemoveChild, units);
    row("remove all children", ProductionWrite::RemoveAllChildren, units);
    row("save units", ProductionWrite::SaveUnits, units + ",list:batches");
    row("create unit", ProductionWrite::CreateUnit, units + ",list:batches");
    row("acknowledge", ProductionWrite::AcknowledgeChange, "list:unitchanges");
    row("batches", ProductionWrite::SaveBatches, "list:batches");
    row("take", ProductionWrite::TakeSerialNumbers, "list:serialnumbers");
    row("upload", ProductionWrite::UploadSerialNumbers, "list:serialnumbers");
    row("free", ProductionWrite::FreeSerialNumbers, "list:serialnumbers");
    row("delete free", ProductionWrite::DeleteFreeSerialNumbers, "list:serialnumbers");
}

void TestProduction::dependencies()
{
    QFETCH(int, write);
    QFETCH(QByteArray, dropped);
    const auto kind = static_cast<ProductionWrite>(write);
    QCOMPARE(productionDependency(kind).write, kind);
    QCOMPARE(tagsDroppedBy(kind, {u"A"_s, u"B"_s}).join(','), dropped);
}

/// A unit falls with its parent and with whatever is built into it, however deep.
void TestProduction::tags()
{
    Unit unit;
    unit.serialNumber = u"A"_s;
    unit.parentSerialNumber = u"P"_s;
    unit.subUnits.emplace_back().serialNumber = u"B"_s;
    unit.subUnits[0].subUnits.emplace_back().serialNumber = u"C"_s;
    const TagList tags = ProductionService::one(u"A"_s, u"1"_s).tags(&unit);
    for (const QByteArray tag : {"unit:A", "unit:P", "unit:B", "unit:C", "list:reports"})
        QVERIFY2(tags.contains(tag), tag.constData());
    QVERIFY(ProductionService::one(u"A"_s, u"1"_s).tags().contains("unit:A")); // "not there" falls too
}

void TestProduction::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    using Service = ProductionService;
    Unit unit;
    unit.serialNumber = u"A"_s;
    unit.partNumber = u"P"_s;
    QTest::addRow("unit") << Service::one(u"A/1"_s, u"P 2"_s).target << QByteArray("/api/Production/Unit/A%2F1/P%202");
    QTest::addRow("unit by serial") << Service::one(u"A"_s, {}).target
                                    << QByteArray("/api/internal/Production/GetUnit?serialNumber=A");
    QTest::addRow("verification") << Service::verification(u"A"_s, u"P"_s).target
                                  << QByteArray("/api/Production/UnitVerification?partNumber=P&serialNumber=A");
    QTest::addRow("phase") << productioncommands::setPhase(unit, 16, {}).target
                           << QByteArray("/api/Production/SetUnitPhase?partNumber=P&phase=16&serialNumber=A");
    QTest::addRow("change") << productioncommands::acknowledgeChange(7).target
                            << QByteArray("/api/Production/Units/Changes/7");
}

void TestProduction::targets()
{
    QFETCH(QByteArray, target);
    QTEST(target, "expected");
}

QTEST_GUILESS_MAIN(TestProduction)
#include "tst_production.moc"
