// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportjson.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace qwats;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileOf(const char *name)
{
    QFile file(QFINDTESTDATA(QStringLiteral("data/") + QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A report around the members of one step.
QByteArray withStep(const QByteArray &members)
{
    return R"({"type":"T","id":"r","sn":"S","root":{"name":"Main","stepType":"SequenceCall","status":"P","steps":[{"name":"step",)"
        + members + "}]}}";
}

/// The one step of withStep; a report without it fails the caller's checks by its name.
Step stepOf(const QByteArray &members)
{
    const auto report = decodeReport(withStep(members));
    return report && report->root && report->root->steps.size() == 1 ? report->root->steps.front() : Step();
}

int stepsIn(const Step &step)
{
    int count = 1;
    for (const Step &child : step.steps)
        count += stepsIn(child);
    return count;
}

int problemsIn(const Step &step)
{
    int count = step.extras().problem.isEmpty() ? 0 : 1;
    for (const Step &child : step.steps)
        count += problemsIn(child);
    return count;
}

} // namespace

Q_DECLARE_METATYPE(qwats::StepKind)
Q_DECLARE_METATYPE(qwats::StepStatus)
Q_DECLARE_METATYPE(qwats::Comparison::Shape)

class TestReportJson : public QObject
{
    Q_OBJECT

private slots:
    void readsTheFailedTest();
    void readsItsSteps();
    void readsItsChartAndFile();
    void readsTheRepair();
    void repairsAreRecognised_data();
    void repairsAreRecognised();
    void refuses_data();
    void refuses();
    void cutAnywhereIsAnError();
    void mutationsEndInAValueOrAnError();
    void stepTypes_data();
    void stepTypes();
    void statuses_data();
    void statuses();
    void measurements_data();
    void measurements();
    void loops_data();
    void loops();
    void damagedPartsAreNamed_data();
    void damagedPartsAreNamed();
    void goodPartsBesideDamagedOnesStay();
    void copiedStepsChangeApart();
    void deepTreesEndAtTheLimit();
    void comparisons_data();
    void comparisons();
    void additionalData();
    void miscInfos_data();
    void miscInfos();
};

void TestReportJson::readsTheFailedTest()
{
    const auto report = decodeReport(fileOf("failed-test.json"));
    QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
    QCOMPARE(report->kind, ReportKind::Test);
    QCOMPARE(report->result, ReportResult::Failed);
    QCOMPARE(report->id, u"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s);
    QCOMPARE(report->partNumber, u"DEMO-BOARD"_s);
    QCOMPARE(report->serialNumber, u"DB-000123"_s);
    QCOMPARE(report->processCode, 10);
    QCOMPARE(report->stationName, u"ST-01"_s);
    QCOMPARE(report->start.toIso(), u"2026-03-04T08:15:30.250Z"_s);
    QCOMPARE(report->operatorName, u"anna"_s);
    QCOMPARE(report->executionTime, std::optional(42.5));
    QCOMPARE(report->socketIndex, 1);
    QCOMPARE(report->fixtureId, u"FX-7"_s);
    QCOMPARE(report->batchNumber, u"LOT-9"_s);
    QCOMPARE(report->errorCode, u"12"_s);
    QCOMPARE(report->failedStepId, 5);
    QCOMPARE(report->miscInfos.size(), size_t(1));
    QCOMPARE(report->miscInfos[0].text, u"1.4.2"_s);
    QCOMPARE(report->subUnits.size(), size_t(1));
    QCOMPARE(report->subUnits[0].serialNumber, u"PS-77"_s);
    QCOMPARE(report->subUnits[0].partType, u"PCBA"_s);
    QCOMPARE(report->assets.size(), size_t(1));
    QCOMPARE(report->assets[0].serialNumber, u"DMM-01"_s);
    QCOMPARE(report->assets[0].usageCount, 1);
}

void TestReportJson::readsItsSteps()
{
    const auto report = decodeReport(fileOf("failed-test.json"));
    QVERIFY(report && report->root);
    const Step &root = *report->root;
    QCOMPARE(stepsIn(root), 16);
    QCOMPARE(problemsIn(root), 0);
    QCOMPARE(root.extras().sequenceName, u"demo.seq"_s);
    QCOMPARE(root.extras().sequenceVersion, u"2.0.1"_s);
    QCOMPARE(root.extras().sequencePath, u"C:/seq/demo.seq"_s);
    QCOMPARE(root.steps[0].group, StepGroup::Setup);
    const Step &rail = root.steps[1].steps[1];
    QCOMPARE(rail.id, 5);
    QCOMPARE(rail.kind, StepKind::MultiNumericLimit);
    QCOMPARE(rail.status, StepStatus::Failed);
    QVERIFY(rail.causedUnitFailure);
    QCOMPARE(rail.extras().errorMessage, u"rail low"_s);
    QCOMPARE(rail.measurements.size(), size_t(2));
    QCOMPARE(rail.measurements[1].name, u"load"_s);
    QCOMPARE(rail.measurements[1].number, 11.2);
    QCOMPARE(rail.measurements[1].status, StepStatus::Failed);
    QCOMPARE(rail.measurements[1].lowLimit, std::optional(11.5));
    QVERIFY(!rail.measurements[1].highLimit);
    QCOMPARE(rail.measurements[1].unit, u"V"_s);
    const Step &firmware = root.steps[4];
    QCOMPARE(firmware.measurements[0].kind, Measurement::Kind::Text);
    QCOMPARE(firmware.measurements[0].text, u"1.4.2"_s);
    QCOMPARE(firmware.measurements[0].textLimit, u"1.4.2"_s);
    QCOMPARE(firmware.extras().reportText, u"read over UART"_s);
    QCOMPARE(root.steps[3].measurements[1].kind, Measurement::Kind::Boolean);
    QCOMPARE(root.steps[7].extras().note, u"OK"_s);
    QCOMPARE(root.steps[8].extras().note, u"exit code 0"_s);
    QCOMPARE(root.steps.back().group, StepGroup::Cleanup);
}

void TestReportJson::readsItsChartAndFile()
{
    const auto report = decodeReport(fileOf("failed-test.json"));
    QVERIFY(report && report->root);
    const Step &curve = report->root->steps[6];
    QCOMPARE(curve.kind, StepKind::Chart);
    QCOMPARE(curve.measurements.size(), size_t(1));
    QVERIFY(curve.extras().chart);
    QCOMPARE(curve.extras().chart->label, u"Load"_s);
    QCOMPARE(curve.extras().chart->yUnit, u"A"_s);
    QCOMPARE(curve.extras().chart->series.size(), size_t(1));
    QCOMPARE(curve.extras().chart->series[0].x, (std::vector<double>{0, 1, 2}));
    QCOMPARE(curve.extras().chart->series[0].y, (std::vector<double>{1.4, 1.5, 1.6}));
    const Step &label = report->root->steps.back();
    QCOMPARE(label.extras().attachments.size(), size_t(1));
    QCOMPARE(label.extras().attachments[0].name, u"log.txt"_s);
    QCOMPARE(label.extras().attachments[0].contentType, u"text/plain"_s);
    QCOMPARE(label.extras().attachments[0].data, QByteArray("hello"));
}

void TestReportJson::readsTheRepair()
{
    const auto report = decodeReport(fileOf("repair.json"));
    QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
    QCOMPARE(report->kind, ReportKind::Repair);
    QCOMPARE(report->processCode, 500);
    QCOMPARE(report->testProcessCode, 10);
    QCOMPARE(report->testProcessName, u"SW Debug"_s);
    QVERIFY(report->processName.isEmpty());
    QCOMPARE(report->operatorName, u"ben"_s);
    QCOMPARE(report->comment, u"12 V regulator replaced"_s);
    QCOMPARE(report->referencedTest, u"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s);
    QCOMPARE(report->confirmed.toIso(), u"2026-03-04T12:05:00.000Z"_s);
    QCOMPARE(report->finalized.toIso(), u"2026-03-04T12:20:00.000Z"_s);
    QVERIFY(!report->root);
    QCOMPARE(report->subUnits.size(), size_t(3));
    QCOMPARE(report->subUnits[0].index, 0);
    QCOMPARE(report->subUnits[2].replacedIndex, 1);
    QCOMPARE(report->subUnits[2].parentIndex, 0);
    QCOMPARE(report->subUnits[0].failures.size(), size_t(1));
    const RepairFailure &failure = report->subUnits[0].failures[0];
    QCOMPARE(failure.category, u"Component"_s);
    QCOMPARE(failure.code, u"Defect Component"_s);
    QCOMPARE(failure.componentRef, u"U4"_s);
    QCOMPARE(failure.functionBlock, u"Power"_s);
    QCOMPARE(failure.referencedStep, 5);
    QCOMPARE(failure.articleNumber, u"LM7812"_s);
    QCOMPARE(failure.articleRevision, u"1"_s);
    QCOMPARE(failure.articleVendor, u"ACME"_s);
    QCOMPARE(report->attachments.size(), size_t(1));
    QCOMPARE(report->attachments[0].data, QByteArray::fromHex("ffd8ffe0"));
    QCOMPARE(report->attachments[0].failureIndex, -1);
}

void TestReportJson::repairsAreRecognised_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<bool>("repair");
    QTest::newRow("uur with content") << QByteArray(R"("uur":{"user":"ben"})") << true;
    QTest::newRow("type alone") << QByteArray(R"("type":"R","uur":null)") << true;
    QTest::newRow("test with an empty uur") << QByteArray(R"("type":"T","uur":{})") << false;
    QTest::newRow("test with a null uur") << QByteArray(R"("type":"T","uur":null,"uut":{"user":"anna"})") << false;
    QTest::newRow("no type") << QByteArray(R"("uut":null)") << false;
}

void TestReportJson::repairsAreRecognised()
{
    QFETCH(QByteArray, members);
    QFETCH(bool, repair);
    const auto report = decodeReport("{\"id\":\"r\"," + members + "}");
    QVERIFY(report);
    QCOMPARE(report->kind == ReportKind::Repair, repair);
}

void TestReportJson::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("detail");
    const auto row
        = [](const char *name, const char *body, const char *detail, Error::Kind kind = Error::Kind::BadReply) {
              QTest::newRow(name) << QByteArray(body) << kind << QString::fromLatin1(detail);
          };
    row("nothing", "null", "empty reply", Error::Kind::NotFound);
    row("a list", "[]", "reply: expected an object");
    row("nameless", R"({"result":"P"})", "reply: expected a report with an id");
    row("id is an object", R"({"id":{}})", "id: expected text");
    row("root is a list", R"({"id":"r","root":[]})", "root: expected an object");
    row("uut is a text", R"({"id":"r","uut":"anna"})", "uut: expected an object");
    row("uut's time is a word", R"({"id":"r","uut":{"execTime":"long"}})", "uut.execTime: expected a number");
    row("a unit's failure", R"({"id":"r","subUnits":[{},{"failures":[{"code":"a"},{"code":[]}]}]})",
        "subUnits[1].failures[1].code: expected text");
    row("a file's data is a number", R"({"id":"r","binaryData":[{"data":5}]})",
        "binaryData[0].data: expected text in Base64");
    row("an additional value", R"({"id":"r","additionalData":[{"props":[{"props":[{"value":{}}]}]}]})",
        "additionalData[0].props[0].props[0].value: expected text");
    row("a repair that refers by a list", R"({"id":"r","uut":{"referencedByUURs":[{"id":[]}]}})",
        "uut.referencedByUURs[0].id: expected text");
}

void TestReportJson::refuses()
{
    QFETCH(QByteArray, body);
    const auto report = decodeReport(body);
    QVERIFY(!report);
    QTEST(report.error().kind, "kind");
    QTEST(report.error().detail, "detail");
}

void TestReportJson::cutAnywhereIsAnError()
{
    for (const char *name : {"failed-test.json", "repair.json"}) {
        const QByteArray whole = fileOf(name).trimmed();
        QVERIFY(whole.size() > 1000);
        for (qsizetype length = 1; length < whole.size(); length += 7)
            QVERIFY2(!decodeReport(whole.left(length)), QByteArray::number(length).constData());
    }
}

/// Random damage, the same on every run: bytes changed, cut out and doubled.
void TestReportJson::mutationsEndInAValueOrAnError()
{
    QRandomGenerator random(20260304);
    const auto below = [&](qsizetype bound) { return qsizetype(random.bounded(int(bound))); };
    const QByteArray signs = "{}[]\":,0-eN\\\xff tn";
    int values = 0;
    int errors = 0;
    for (const char *name : {"failed-test.json", "repair.json"}) {
        const QByteArray whole = fileOf(name);
        QVERIFY(!whole.isEmpty());
        for (int round = 0; round < 3000; ++round) {
            QByteArray body = whole;
            for (qsizetype change = below(3); change >= 0; --change) {
                const qsizetype at = below(body.size() - 20);
                switch (below(3)) {
                case 0: body[at] = signs[below(signs.size())]; break;
                case 1: body.remove(at, 1 + below(12)); break;
                default: body.insert(at, body.mid(below(body.size() - 20), 1 + below(12))); break;
                }
            }
            const auto report = decodeReport(body);
            ++(report ? values : errors);
            if (!report)
                QVERIFY(!report.error().message.isEmpty() && !report.error().detail.isEmpty());
        }
    }
    QVERIFY2(values > 100 && errors > 100, qPrintable(u"%1 values, %2 errors"_s.arg(values).arg(errors)));
}

void TestReportJson::stepTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<StepKind>("kind");
    const std::pair<const char *, StepKind> types[] = {{"SequenceCall", StepKind::Sequence},
                                                       {"WATS_SeqCall", StepKind::Sequence},
                                                       {"ET_NLT", StepKind::NumericLimit},
                                                       {"NumericLimitTest", StepKind::NumericLimit},
                                                       {"ET_MNLT", StepKind::MultiNumericLimit},
                                                       {"MultiNumericLimitTest", StepKind::MultiNumericLimit},
                                                       {"ET_PFT", StepKind::PassFail},
                                                       {"PassFailTest", StepKind::PassFail},
                                                       {"ET_MPFT", StepKind::MultiPassFail},
                                                       {"MultiBooleanTest", StepKind::MultiPassFail},
                                                       {"ET_SVT", StepKind::StringValue},
                                                       {"StringValueTest", StepKind::StringValue},
                                                       {"ET_MSVT", StepKind::MultiStringValue},
                                                       {"MultiStringTest", StepKind::MultiStringValue},
                                                       {"Action", StepKind::Action},
                                                       {"ET_A", StepKind::Action},
                                                       {"Chart", StepKind::Chart},
                                                       {"WATS_XYGMNLT", StepKind::Chart},
                                                       {"MessagePopup", StepKind::MessagePopup},
                                                       {"CallExecutable", StepKind::CallExecutable},
                                                       {"NI_Flow_If", StepKind::Generic},
                                                       {"DoWhile", StepKind::Generic},
                                                       {"NI_IVI_Scope", StepKind::Generic},
                                                       {"Something new", StepKind::Generic}};
    for (const auto &[type, kind] : types)
        QTest::newRow(type) << QByteArray(type) << kind;
}

/// Any type may carry anything: an NI_Wait with children and values occurs in real exports.
void TestReportJson::stepTypes()
{
    QFETCH(QByteArray, type);
    const Step step = stepOf("\"stepType\":\"" + type
                             + R"(","status":"P","numericMeas":[{"value":1,"status":"P"}],"steps":[{"name":"inner"}])");
    QCOMPARE(step.name, u"step"_s);
    QTEST(step.kind, "kind");
    QCOMPARE(step.typeName, QString::fromLatin1(type));
    QCOMPARE(step.measurements.size(), size_t(1));
    QCOMPARE(step.steps.size(), size_t(1));
    QCOMPARE(step.steps[0].kind, StepKind::Sequence); // a step without a type
    QVERIFY(step.extras().problem.isEmpty());
}

void TestReportJson::statuses_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<StepStatus>("status");
    QTest::newRow("P") << QByteArray("\"P\"") << StepStatus::Passed;
    QTest::newRow("f") << QByteArray("\"f\"") << StepStatus::Failed;
    QTest::newRow("Skipped") << QByteArray("\"Skipped\"") << StepStatus::Skipped;
    QTest::newRow("D") << QByteArray("\"D\"") << StepStatus::Done;
    QTest::newRow("Error") << QByteArray("\"Error\"") << StepStatus::Error;
    QTest::newRow("T") << QByteArray("\"T\"") << StepStatus::Terminated;
    QTest::newRow("unknown letter") << QByteArray("\"X\"") << StepStatus::Unknown;
    QTest::newRow("empty") << QByteArray("\"\"") << StepStatus::Unknown;
    QTest::newRow("null") << QByteArray("null") << StepStatus::Unknown;
}

void TestReportJson::statuses()
{
    QFETCH(QByteArray, wire);
    QFETCH(StepStatus, status);
    const Step step = stepOf("\"status\":" + wire);
    QCOMPARE(step.name, u"step"_s);
    QCOMPARE(step.status, status);
    QVERIFY(!stepStatusName(status).isEmpty());
    QCOMPARE(isBad(status),
             status == StepStatus::Failed || status == StepStatus::Error || status == StepStatus::Terminated);
}

void TestReportJson::measurements_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *wire, const char *number, const char *text = "") {
        QTest::newRow(name) << QByteArray(wire) << QString::fromLatin1(number) << QString::fromLatin1(text);
    };
    row("number", "3.31", "3.31");
    row("number as text", "\"3.31\"", "3.31");
    row("huge", "1e308", "1e+308");
    row("beyond a double", "1e400", "inf");
    row("bare NaN", "NaN", "nan");
    row("NaN as text", "\"NaN\"", "nan");
    row("bare -Infinity", "-Infinity", "-inf");
    row("no value", "null", "nan");
    row("words", "\"open circuit\"", "nan", "open circuit");
    row("a truth", "true", "nan", "true");
}

void TestReportJson::measurements()
{
    QFETCH(QByteArray, wire);
    const Step step = stepOf(R"("stepType":"ET_NLT","numericMeas":[{"value":)" + wire
                             + R"(,"status":"P","compOp":"gele","highLimit":""}])");
    QCOMPARE(step.measurements.size(), size_t(1));
    const Measurement &measurement = step.measurements.front();
    QTEST(std::isnan(measurement.number) ? u"nan"_s : QString::number(measurement.number), "number");
    QTEST(measurement.text, "text");
    QCOMPARE(measurement.comparison.op, u"GELE"_s);
    QVERIFY(!measurement.highLimit);
    QVERIFY(step.extras().problem.isEmpty());
}

void TestReportJson::loops_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("loop"); // header or not, index, count, passed, failed
    QTest::newRow("header of an export") << QByteArray(R"({"idx":null,"num":3,"endingIndex":2,"passed":1,"failed":1})")
                                         << u"header 0 3 1 1"_s;
    QTest::newRow("iteration of an export")
        << QByteArray(R"({"idx":1,"num":null,"endingIndex":null,"passed":null})") << u"turn 1 0 0 0"_s;
    QTest::newRow("header by its end") << QByteArray(R"({"endingIndex":4})") << u"header 0 4 0 0"_s;
    QTest::newRow("short spelling") << QByteArray(R"({"i":2,"n":5,"parent":{}})") << u"turn 2 5 0 0"_s;
    QTest::newRow("empty") << QByteArray("{}") << QString();
    QTest::newRow("null") << QByteArray("null") << QString();
}

void TestReportJson::loops()
{
    QFETCH(QByteArray, wire);
    const Step step = stepOf("\"loop\":" + wire);
    QCOMPARE(step.name, u"step"_s);
    QString shown;
    if (step.extras().loop)
        shown = u"%1 %2 %3 %4 %5"_s.arg(step.extras().loop->isHeader ? u"header"_s : u"turn"_s)
                    .arg(step.extras().loop->index)
                    .arg(step.extras().loop->count)
                    .arg(step.extras().loop->passed)
                    .arg(step.extras().loop->failed);
    QTEST(shown, "loop");
}

void TestReportJson::damagedPartsAreNamed_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *members, const char *problem) {
        QTest::newRow(name) << QByteArray(members) << QString::fromLatin1(problem);
    };
    row("status", R"("status":{})", "status: expected text");
    row("time", R"("totTime":"long")", "totTime: expected a number");
    row("measurements", R"("numericMeas":{"value":1})", "numericMeas: expected a list");
    row("limit", R"("numericMeas":[{"value":1},{"value":2,"lowLimit":"low"}])",
        "numericMeas[1].lowLimit: expected a number");
    row("value", R"("numericMeas":[{"value":{"x":1}}])", "numericMeas[0].value: expected a number");
    row("text value", R"("stringMeas":[{"value":[]}])", "stringMeas[0].value: expected text");
    row("measurement", R"("booleanMeas":[true])", "booleanMeas[0]: expected an object");
    row("loop", R"("loop":{"idx":"first"})", "loop.idx: expected a number");
    row("chart", R"("chart":"none")", "chart: expected an object");
    row("series", R"("chart":{"series":[{"name":"I","ydata":[1,2]}]})",
        "chart.series[0].ydata: expected numbers joined by semicolons");
    row("attachment", R"("attachment":{"data":{}})", "attachment.data: expected text in Base64");
    row("attachments", R"("attachments":[{"name":"a"},{"name":{}}])", "attachments[1].name: expected text");
    row("sequence", R"("seqCall":[])", "seqCall: expected an object");
    row("exit code", R"("callExe":{"exitCode":{}})", "callExe.exitCode: expected text");
    row("results", R"("additionalResults":[{"name":[]}])", "additionalResults[0].name: expected text");
    row("steps", R"("steps":"none")", "steps: expected a list");
    row("a step", R"("steps":[{"name":"a"},7])", "steps[1]: expected an object");
    row("the first of several", R"("totTime":[],"status":{})", "totTime: expected a number");
}

/// One damaged part must not hide the report: the step stays, and says what is missing.
void TestReportJson::damagedPartsAreNamed()
{
    QFETCH(QByteArray, members);
    const Step step = stepOf(members);
    QCOMPARE(step.name, u"step"_s);
    QTEST(step.extras().problem, "problem");
}

void TestReportJson::goodPartsBesideDamagedOnesStay()
{
    const Step step = stepOf(
        R"("id":4,"numericMeas":[{"name":"a","value":1,"status":"P"},{"name":"b","lowLimit":"x","value":2,"status":"F"},5,
        {"name":"c","value":3,"status":"P"}],"reportText":"after","steps":[{"name":"x"},null,{"name":"y","status":[]}])");
    QCOMPARE(step.id, 4);
    QCOMPARE(step.extras().reportText, u"after"_s);
    QCOMPARE(step.measurements.size(), size_t(3));
    QCOMPARE(step.measurements[1].name, u"b"_s);
    QCOMPARE(step.measurements[1].number, 2.0);
    QCOMPARE(step.measurements[1].status, StepStatus::Failed);
    QVERIFY(!step.measurements[1].lowLimit);
    QCOMPARE(step.measurements[2].name, u"c"_s);
    QCOMPARE(step.steps.size(), size_t(2));
    QCOMPARE(step.steps[1].extras().problem, u"status: expected text"_s);
    QCOMPARE(step.extras().problem, u"numericMeas[1].lowLimit: expected a number"_s);
}

/// What is rare in a step is shared by its copies until one of them is written to.
void TestReportJson::copiedStepsChangeApart()
{
    Step step;
    QVERIFY(step.extras().note.isEmpty());
    Step copy = step;
    copy.editExtras().note = u"OK"_s;
    QVERIFY(step.extras().note.isEmpty() && Step().extras().note.isEmpty());
    step = copy;
    step.editExtras().note = u"Cancel"_s;
    QCOMPARE(copy.extras().note, u"OK"_s);
    QCOMPARE(step.extras().note, u"Cancel"_s);
}

void TestReportJson::deepTreesEndAtTheLimit()
{
    QByteArray body = R"({"name":"leaf"})";
    for (int level = 0; level < 250; ++level)
        body = R"({"name":"level","steps":[)" + body + "]}";
    const auto report = decodeReport(R"({"id":"r","root":)" + body + "}");
    QVERIFY(report && report->root);
    QCOMPARE(stepsIn(*report->root), 201);
    QCOMPARE(problemsIn(*report->root), 1);
    const auto again = decodeReport(fileOf("failed-test.json")); // the depth is counted anew
    QVERIFY(again && again->root);
    QCOMPARE(stepsIn(*again->root), 16);
}

void TestReportJson::comparisons_data()
{
    QTest::addColumn<QString>("wire");
    QTest::addColumn<Comparison::Shape>("shape");
    QTest::addColumn<QString>("words");
    using Shape = Comparison::Shape;
    const auto row = [](const char *wire, Shape shape, const char *words) {
        QTest::newRow(*wire ? wire : "none") << QString::fromLatin1(wire) << shape << QString::fromLatin1(words);
    };
    row("LOG", Shape::None, "");
    row("EQ", Shape::Equal, "equals");
    row("NE", Shape::Equal, "not");
    row("EQT", Shape::Equal, "about");
    row("LT", Shape::High, "below");
    row("LE", Shape::High, "at most");
    row("GT", Shape::Low, "above");
    row("GE", Shape::Low, "at least");
    row("GELE", Shape::Inside, "within");
    row("GELT", Shape::Inside, "within");
    row("GTLE", Shape::Inside, "within");
    row("gtlt", Shape::Inside, "within");
    row("LTGT", Shape::Outside, "outside");
    row("LTGE", Shape::Outside, "outside");
    row("LEGT", Shape::Outside, "outside");
    row("LEGE", Shape::Outside, "outside");
    row("CASESENSIT", Shape::Equal, "equals");
    row("IgnoreCase", Shape::Equal, "equals, any case");
    row("FANCY", Shape::None, "FANCY");
    row("", Shape::None, "");
}

void TestReportJson::comparisons()
{
    QFETCH(QString, wire);
    const auto comparison = comparisonFrom(wire);
    QTEST(comparison.shape, "shape");
    QTEST(comparisonWords(comparison), "words");
    QCOMPARE(comparison.op, wire.toUpper());
}

void TestReportJson::additionalData()
{
    const auto report = decodeReport(R"({"id":"r","additionalData":[{"name":"Env","props":[
        {"name":"TempC","type":"Number","value":"23.5","numFormat":"%.1f"},
        {"name":"Fans","type":"Array","array":{"dimension":1,"type":"Number","indexes":[
            {"text":"[0]","indexes":[0],"value":{"type":"Number","value":"900"}},
            {"text":"[1]","indexes":[1],"value":{"type":"Number","value":"910"}}]}},
        {"name":"Box","type":"Obj","props":[{"name":"Door","type":"Boolean","value":true}]}]}]})");
    QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
    QCOMPARE(report->additionalData.size(), size_t(1));
    const auto &props = report->additionalData[0].props;
    QCOMPARE(props.size(), size_t(3));
    QCOMPARE(props[0].name, u"TempC"_s);
    QCOMPARE(props[0].value, u"23.5"_s);
    QCOMPARE(props[1].props.size(), size_t(2));
    QCOMPARE(props[1].props[1].name, u"[1]"_s);
    QCOMPARE(props[1].props[1].value, u"910"_s);
    QCOMPARE(props[2].props[0].value, u"true"_s);
}

void TestReportJson::miscInfos_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QByteArray(R"({"description":"Info","text":"a","numeric":null})") << u"a"_s;
    QTest::newRow("old number") << QByteArray(R"({"description":"Info","text":"","numeric":12})") << u"12"_s;
    QTest::newRow("old number before an empty text")
        << QByteArray(R"({"description":"Info","numeric":12,"text":""})") << u"12"_s;
    QTest::newRow("text after a number") << QByteArray(R"({"description":"Info","numeric":12,"text":"a"})") << u"a"_s;
    QTest::newRow("text beside a number") << QByteArray(R"({"description":"Info","text":"a","numeric":12})") << u"a"_s;
    QTest::newRow("name and value") << QByteArray(R"({"name":"Info","value":"a"})") << u"a"_s;
}

void TestReportJson::miscInfos()
{
    QFETCH(QByteArray, wire);
    const auto report = decodeReport("{\"id\":\"r\",\"miscInfos\":[" + wire + "]}");
    QVERIFY(report);
    QCOMPARE(report->miscInfos.size(), size_t(1));
    QCOMPARE(report->miscInfos[0].description, u"Info"_s);
    QTEST(report->miscInfos[0].text, "text");
}

QTEST_GUILESS_MAIN(TestReportJson)
#include "tst_reportjson.moc"
