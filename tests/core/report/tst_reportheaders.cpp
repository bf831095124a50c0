// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetservice.h"
#include "core/product/productservice.h"
#include "core/report/reportjson.h"
#include "core/report/reportservice.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace qwats;
using namespace Qt::StringLiterals;

namespace {

const QByteArray example
    = R"({"uuid": "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01", "serialNumber": "DB-000123", "partNumber": "DEMO-BOARD",
 "revision": "B", "batchNumber": "LOT-9", "reportType": "T", "stationName": "ST-01", "location": "Hall 2",
 "purpose": "Production", "processCode": 10, "processName": "SW Debug", "result": "Failed", "operator": "anna",
 "start": "2026-03-04T09:15:30.25+01:00", "startUtc": "2026-03-04T08:15:30.25Z", "executionTime": 42.5,
 "run": 1, "receiveCount": 1, "reportSize": 4, "errorCode": 12, "errorMessage": "rail low",
 "causedUutFailure": "12V", "causedUutFailurePath": "MainSequence Callback¶Rails¶12V"})";

/// Rows as a factory sends them: few stations, parts and names, every serial number and id its own.
QByteArray manyRows(int count)
{
    QByteArray body = "[";
    for (int i = 0; i < count; ++i) {
        const auto number = [i](int modulus) { return QByteArray::number(i % modulus); };
        const QByteArray serial = QByteArray::number(i).rightJustified(6, '0');
        body += (i ? ",{" : "{");
        body += "\"uuid\": \"6f1c2a34-0d2e-4b7a-9c55-3f0a7d" + serial + "\", \"serialNumber\": \"CB" + serial
            + "\", \"partNumber\": \"610-20" + number(40) + "\", \"revision\": \"" + number(5)
            + "\", \"batchNumber\": \"LOT-" + number(90) + "\", \"reportType\": \"T\", \"stationName\": \"FCT-"
            + number(20) + "\", \"location\": \"Hall " + number(3)
            + "\", \"purpose\": \"Production\", \"processCode\": 50, \"processName\": \"PCBA test\", \"result\": "
              "\"Failed\", \"operator\": \"op"
            + number(25)
            + "\", \"start\": \"2026-03-04T09:15:30.2500000+01:00\", \"startUtc\": \"2026-03-04T08:15:30.2500000Z\","
            + " \"executionTime\": 42.5, \"run\": 1, \"receiveCount\": 1, \"reportSize\": 38, \"errorCode\": 12, "
              "\"errorMessage\": \"rail low\","
            + " \"causedUutFailure\": \"3V3 at 1.2 A\", \"causedUutFailurePath\": \"MainSequence Callback¶Rails under "
              "load¶3V3 at 1.2 A\","
            + " \"swFilename\": \"cb_fct.seq\", \"swVersion\": \"3.8.0\", \"fixtureId\": \"FX-" + number(30)
            + "\", \"testSocketIndex\": 1}";
    }
    return body + ']';
}

/// What a list holds, counting shared texts once.
qsizetype bytesOf(const ReportHeaderList &rows)
{
    QSet<const void *> seen;
    qsizetype bytes = qsizetype(rows.capacity() * sizeof(ReportHeader));
    const auto add = [&](const QString &text) {
        if (text.isEmpty() || seen.contains(text.constData()))
            return;
        seen.insert(text.constData());
        bytes += text.capacity() * 2 + 32; // with the array's header and the allocator's
    };
    for (const auto &row : rows) {
        for (const auto *text : {&row.id, &row.serialNumber, &row.partNumber, &row.revision, &row.batchNumber,
                                 &row.stationName, &row.location, &row.operatorName, &row.processName, &row.fixtureId,
                                 &row.sequenceName, &row.sequenceVersion, &row.failedStep, &row.failedStepPath,
                                 &row.errorMessage, &row.comment, &row.referencedReport})
            add(*text);
    }
    return bytes;
}

} // namespace

Q_DECLARE_METATYPE(qwats::ReportFilter)
Q_DECLARE_METATYPE(qwats::ReportKind)
Q_DECLARE_METATYPE(qwats::ReportResult)
Q_DECLARE_METATYPE(qwats::ReportSort)

class TestReportHeaders : public QObject
{
    Q_OBJECT

private slots:
    void readsTheExample();
    void uploadMeetsWhatPagesShow();
    void variants_data();
    void variants();
    void refuses_data();
    void refuses();
    void cutAnywhereIsAnError();
    void rowsAreSmall();
    void decodesTenThousand();
    void filters_data();
    void filters();
    void targets_data();
    void targets();
    void historyIsOldestFirst();
    void historyIsAnotherAnswerThanTheList();
    void tags();
};

void TestReportHeaders::readsTheExample()
{
    const auto rows = decodeReportHeaders('[' + example + ']');
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(1));
    const ReportHeader &row = rows->front();
    QCOMPARE(row.id, u"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s);
    QCOMPARE(row.serialNumber, u"DB-000123"_s);
    QCOMPARE(row.partNumber, u"DEMO-BOARD"_s);
    QCOMPARE(row.revision, u"B"_s);
    QCOMPARE(row.batchNumber, u"LOT-9"_s);
    QCOMPARE(row.kind, ReportKind::Test);
    QCOMPARE(row.stationName, u"ST-01"_s);
    QCOMPARE(row.location, u"Hall 2"_s);
    QCOMPARE(row.processCode, 10);
    QCOMPARE(row.processName, u"SW Debug"_s);
    QCOMPARE(row.result, ReportResult::Failed);
    QCOMPARE(row.operatorName, u"anna"_s);
    QCOMPARE(row.start.toIso(), u"2026-03-04T08:15:30.250Z"_s);
    QCOMPARE(row.executionTime, 42.5);
    QCOMPARE(row.run, 1);
    QCOMPARE(row.sizeKb, 4);
    QCOMPARE(row.errorCode, 12);
    QCOMPARE(row.errorMessage, u"rail low"_s);
    QCOMPARE(row.failedStep, u"12V"_s);
    QCOMPARE(row.failedStepPath, u"MainSequence Callback¶Rails¶12V"_s);
    QCOMPARE(row.socketIndex, -1);
}

void TestReportHeaders::variants_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<ReportKind>("kind");
    QTest::addColumn<ReportResult>("result");
    QTest::addColumn<QString>("start");
    const auto row
        = [](const char *name, const char *members, ReportKind kind, ReportResult result, const char *start = "") {
              QTest::newRow(name) << QByteArray(members) << kind << result << QString::fromLatin1(start);
          };
    using Kind = ReportKind;
    using Result = ReportResult;
    row("word", R"("reportType":"T","result":"Passed")", Kind::Test, Result::Passed);
    row("letter", R"("reportType":"T","result":"P")", Kind::Test, Result::Passed);
    row("small letters", R"("reportType":"t","result":"error")", Kind::Test, Result::Error);
    row("terminated", R"("result":"T")", Kind::Test, Result::Terminated);
    row("done", R"("result":"Done")", Kind::Test, Result::Done);
    row("another word", R"("result":"Maybe")", Kind::Test, Result::Unknown);
    row("null result", R"("result":null)", Kind::Test, Result::Unknown);
    row("status instead of result", R"("status":"F")", Kind::Test, Result::Failed);
    row("result beside an empty status", R"("result":"F","status":null)", Kind::Test, Result::Failed);
    row("repair", R"("reportType":"R")", Kind::Repair, Result::Unknown);
    row("repair in words", R"("reportType":"UUR")", Kind::Repair, Result::Unknown);
    row("U is a test", R"("reportType":"U")", Kind::Test, Result::Unknown);
    row("null type is a test", R"("reportType":null)", Kind::Test, Result::Unknown);
    row("UTC wins when it is last", R"("start":"2026-03-04T01:00:00","startUtc":"2026-03-04T08:00:00Z")", Kind::Test,
        Result::Unknown, "2026-03-04T08:00:00.000Z");
    row("UTC wins when it is first", R"("startUtc":"2026-03-04T08:00:00Z","start":"2026-03-04T01:00:00")", Kind::Test,
        Result::Unknown, "2026-03-04T08:00:00.000Z");
    row("start alone", R"("start":"2026-03-04T09:00:00+01:00")", Kind::Test, Result::Unknown,
        "2026-03-04T08:00:00.000Z");
    row("null UTC leaves start", R"("start":"2026-03-04T09:00:00+01:00","startUtc":null)", Kind::Test, Result::Unknown,
        "2026-03-04T08:00:00.000Z");
}

void TestReportHeaders::variants()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, start);
    const auto rows = decodeReportHeaders("[{\"id\":\"r-1\"," + members + "}]");
    QVERIFY(rows);
    QCOMPARE(rows->front().id, u"r-1"_s);
    QTEST(rows->front().kind, "kind");
    QTEST(rows->front().result, "result");
    QCOMPARE(rows->front().start.toIso(), start);
    QVERIFY(!reportResultName(rows->front().result).isEmpty());
}

void TestReportHeaders::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    QTest::newRow("an envelope") << QByteArray(R"({"value":[]})") << u"reply: expected a list"_s;
    QTest::newRow("a row is null") << QByteArray("[null]") << u"[0]: expected an object"_s;
    QTest::newRow("serial is a list") << QByteArray(R"([{},{},{},{"serialNumber":[]}])")
                                      << u"[3].serialNumber: expected text"_s;
    QTest::newRow("result is a list") << QByteArray(R"([{"result":[]}])") << u"[0].result: expected text"_s;
    QTest::newRow("time is a word") << QByteArray(R"([{"executionTime":"long"}])")
                                    << u"[0].executionTime: expected a number"_s;
    QTest::newRow("start is a number") << QByteArray(R"([{"start":5}])") << u"[0].start: expected a date"_s;
}

void TestReportHeaders::refuses()
{
    QFETCH(QByteArray, body);
    const auto rows = decodeReportHeaders(body);
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, Error::Kind::BadReply);
    QTEST(rows.error().detail, "detail");
}

void TestReportHeaders::cutAnywhereIsAnError()
{
    const QByteArray whole = '[' + example + ',' + example + ']';
    for (qsizetype length = 1; length < whole.size(); ++length) {
        const auto rows = decodeReportHeaders(whole.left(length));
        QVERIFY2(!rows, QByteArray::number(length).constData());
    }
}

void TestReportHeaders::rowsAreSmall()
{
    const auto rows = decodeReportHeaders(manyRows(10'000));
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(10'000));
    const auto perRow = bytesOf(*rows) / 10'000;
    QVERIFY2(perRow <= 900, QByteArray::number(perRow).constData());
}

/// Says how long 10 000 rows take; what is enough depends on the machine, so the number is printed and not judged.
void TestReportHeaders::decodesTenThousand()
{
    const QByteArray body = manyRows(10'000);
    std::vector<qint64> times;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto rows = decodeReportHeaders(body);
        times.push_back(timer.nsecsElapsed());
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(10'000));
        QCOMPARE(rows->back().serialNumber, u"CB009999"_s);
    }
    std::sort(times.begin(), times.end());
    qInfo("10 000 header rows, %.1f MB: best %.1f ms, median %.1f ms", double(body.size()) / 1e6,
          double(times.front()) / 1e6, double(times[times.size() / 2]) / 1e6);
}

void TestReportHeaders::filters_data()
{
    QTest::addColumn<ReportFilter>("filter");
    QTest::addColumn<QString>("odata");
    const auto row = [](const char *name, const QString &odata, const std::function<void(ReportFilter &)> &narrow) {
        ReportFilter filter;
        narrow(filter);
        QTest::newRow(name) << filter << odata;
    };
    row("nothing", {}, [](ReportFilter &) {});
    row("kind alone narrows nothing here", {}, [](ReportFilter &f) { f.kind = ReportKind::Repair; });
    row("serial", u"serialNumber eq 'CB1'"_s, [](ReportFilter &f) { f.serialNumber = u"CB1"_s; });
    row("quote", u"serialNumber eq 'O''B'"_s, [](ReportFilter &f) { f.serialNumber = u"O'B"_s; });
    row("starts with", u"startswith(partNumber, '61')"_s, [](ReportFilter &f) { f.partNumber = u"61%"_s; });
    row("ends with", u"endswith(partNumber, '41')"_s, [](ReportFilter &f) { f.partNumber = u"%41"_s; });
    row("contains", u"contains(partNumber, '-20')"_s, [](ReportFilter &f) { f.partNumber = u"%-20%"_s; });
    row("both ends", u"startswith(partNumber, '6') and endswith(partNumber, '1')"_s,
        [](ReportFilter &f) { f.partNumber = u"6%1"_s; });
    row("three parts", u"startswith(partNumber, '6') and contains(partNumber, '-') and endswith(partNumber, '1')"_s,
        [](ReportFilter &f) { f.partNumber = u"6%-%1"_s; });
    row("anything", {}, [](ReportFilter &f) { f.partNumber = u"%"_s; });
    row("underscore is itself", u"serialNumber eq 'A_1'"_s, [](ReportFilter &f) { f.serialNumber = u"A_1"_s; });
    row("revision", u"revision eq 'C'"_s, [](ReportFilter &f) { f.revision = u"C"_s; });
    row("batch", u"batchNumber eq 'L9'"_s, [](ReportFilter &f) { f.batchNumber = u"L9"_s; });
    row("station", u"startswith(stationName, 'FCT')"_s, [](ReportFilter &f) { f.stationName = u"FCT%"_s; });
    row("operator", u"operator eq 'anna'"_s, [](ReportFilter &f) { f.operatorName = u"anna"_s; });
    row("fixture", u"fixtureId eq 'FX-7'"_s, [](ReportFilter &f) { f.fixtureId = u"FX-7"_s; });
    row("process", u"processCode eq 50"_s, [](ReportFilter &f) { f.processCode = 50; });
    row("one result", u"result eq 'Failed'"_s, [](ReportFilter &f) { f.results = {ReportResult::Failed}; });
    row("two results", u"(result eq 'Failed' or result eq 'Error')"_s, [](ReportFilter &f) {
        f.results = {ReportResult::Failed, ReportResult::Error};
    });
    row("unknown result cannot be asked for", {}, [](ReportFilter &f) { f.results = {ReportResult::Unknown}; });
    row("from", u"start ge 2026-03-04T08:15:30.250Z"_s,
        [](ReportFilter &f) { f.from = Timestamp::parse(u"2026-03-04T08:15:30.25Z"_s); });
    row("to", u"start le 2026-03-05T00:00:00.000Z"_s,
        [](ReportFilter &f) { f.to = Timestamp::parse(u"2026-03-05"_s); });
    row("all together",
        u"partNumber eq 'P' and (result eq 'Passed' or result eq 'Done') and processCode eq 10 and start ge 2026-03-05T00:00:00.000Z"_s,
        [](ReportFilter &f) {
            f.partNumber = u"P"_s;
            f.results = {ReportResult::Passed, ReportResult::Done};
            f.processCode = 10;
            f.from = Timestamp::parse(u"2026-03-05"_s);
        });
}

void TestReportHeaders::filters()
{
    QFETCH(ReportFilter, filter);
    QTEST(ReportService::odata(filter), "odata");
}

void TestReportHeaders::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const AnyQuery &query, const char *expected) {
        QVERIFY(query.body.isEmpty());
        QTest::newRow(name) << query.target << "/api/Report/" + QByteArray(expected);
    };
    ReportFilter failed;
    failed.kind = ReportKind::Repair;
    failed.partNumber = u"A&B"_s;
    const auto list = [](const ReportFilter &filter, ReportSort sort, Qt::SortOrder order, PageRange page = {}) {
        return ReportService::headers(filter, sort, order, page);
    };
    constexpr auto Up = Qt::AscendingOrder;
    constexpr auto Down = Qt::DescendingOrder;
    row("newest", list({}, ReportSort::Start, Down), "Query/Header?$orderby=start%20desc&$top=100&reportType=U");
    row("oldest, second page", list({}, ReportSort::Start, Up, {200, 200}),
        "Query/Header?$orderby=start&$skip=200&$top=200&reportType=U");
    row("repairs of a part", list(failed, ReportSort::Start, Down),
        "Query/Header?$filter=partNumber%20eq%20%27A%26B%27&$orderby=start%20desc&$top=100&reportType=R");
    const std::pair<ReportSort, const char *> sorts[] = {{ReportSort::SerialNumber, "serialNumber"},
                                                         {ReportSort::PartNumber, "partNumber"},
                                                         {ReportSort::Process, "processCode"},
                                                         {ReportSort::Station, "stationName"},
                                                         {ReportSort::Operator, "operator"},
                                                         {ReportSort::ExecutionTime, "executionTime"},
                                                         {ReportSort::Result, "result"},
                                                         {ReportSort::Run, "run"},
                                                         {ReportSort::Fixture, "fixtureId"},
                                                         {ReportSort::Size, "reportSize"}};
    for (const auto &[sort, name] : sorts)
        row(name, list({}, sort, Up),
            "Query/Header?$orderby=" + QByteArray(name) + "%2Cstart%20desc&$top=100&reportType=U");
    row("by OData", ReportService::byODataFilter(ReportKind::Test, u"run gt 1"_s, {}),
        "Query/Header?$filter=run%20gt%201&$orderby=start%20desc&$top=100&reportType=U");
    row("whole report", ReportService::one(u"6f1c/x"_s), "Wsjf/6f1c%2Fx");
}

void TestReportHeaders::targets()
{
    QFETCH(QByteArray, target);
    QTEST(target, "expected");
}

void TestReportHeaders::historyIsOldestFirst()
{
    const auto query = ReportService::history(ReportKind::Test, u"DB 1"_s);
    QVERIFY(query.target.contains("serialNumber%20eq%20%27DB%201%27"));
    QVERIFY(query.target.contains("$orderby=start%20desc")); // the limit must cut the oldest
    const auto decoded = query.endpoint->decode(R"([{"uuid":"new"},{"uuid":"middle"},{"uuid":"old"}])");
    QVERIFY(decoded);
    const auto &rows = *static_cast<const ReportHeaderList *>(decoded->get());
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(rows.front().id, u"old"_s);
    QCOMPARE(rows.back().id, u"new"_s);
}

/// Both ask for one serial number, newest first; the answers are in different order, so the keys must differ.
void TestReportHeaders::historyIsAnotherAnswerThanTheList()
{
    ReportFilter filter;
    filter.serialNumber = u"DB 1"_s;
    const auto list = ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, {0, 100});
    const auto scripted = ReportService::byODataFilter(ReportKind::Test, u"serialNumber eq 'DB 1'"_s, {0, 100});
    const auto history = ReportService::history(ReportKind::Test, u"DB 1"_s);
    QCOMPARE(list.key, scripted.key);
    QVERIFY(list.key != history.key);
    QVERIFY(ReportService::history(ReportKind::Repair, u"DB 1"_s).key != history.key);
}

void TestReportHeaders::tags()
{
    QCOMPARE(ReportService::byODataFilter(ReportKind::Test, {}, {}).tags(), QByteArrayList{"list:reports"});
    QCOMPARE(ReportService::one(u"r-1"_s).tags(), (QByteArrayList{"report:r-1", "report:any"}));
    const auto tags = ReportService::history(ReportKind::Test, u"S"_s).tags();
    QVERIFY(tags.contains("history:S"));
    QVERIFY(tags.contains("list:reports"));
}

/// Whatever a page shows that a posted report changes carries a tag that the upload drops.
void TestReportHeaders::uploadMeetsWhatPagesShow()
{
    const TagList drops = ReportService::tagsDroppedByUpload(u"id-1"_s, u"PN-1"_s, {u"FX-1"_s});
    const auto meets = [&](const TagList &tags) {
        return std::any_of(tags.begin(), tags.end(), [&](const Tag &tag) { return drops.contains(tag); });
    };
    QVERIFY(meets(ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, {}).tags()));
    QVERIFY(meets(ReportService::history(ReportKind::Test, u"SN"_s).tags()));
    QVERIFY(meets(ReportService::one(u"id-1"_s).tags()));
    QVERIFY(meets(ProductService::list().tags())); // the part may be new
    QVERIFY(meets(ProductService::one(u"PN-1"_s).tags()));
    QVERIFY(meets(AssetService::one(u"FX-1"_s).tags())); // its counts went up
    QVERIFY(meets(AssetService::status(u"FX-1"_s).tags()));
    QVERIFY(meets(AssetService::list({}, AssetSort::Name, Qt::AscendingOrder, {}).tags()));
    QVERIFY(!meets(ReportService::one(u"id-2"_s).tags()));
    QVERIFY(!meets(ProductService::one(u"PN-2"_s).tags()));
    QVERIFY(!meets(AssetService::one(u"FX-2"_s).tags()));
    QVERIFY(!meets(AssetService::types().tags()));
    QVERIFY(!ReportService::tagsDroppedByUpload(u"id"_s, u"PN"_s, {}).contains("list:assets"));
}

QTEST_GUILESS_MAIN(TestReportHeaders)
#include "tst_reportheaders.moc"
