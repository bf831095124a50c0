// SPDX-License-Identifier: GPL-3.0-or-later
// Units, serial numbers, batches and software packages as a foreign client meets them.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUrl>
#include <QXmlStreamReader>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

class TestDemoProduction : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void answers_data();
    void answers();
    void unitsEqualTheirHeaders();
    void verificationEqualsHeaders();
    void boxBuildsAgreeBothWays();
    void phaseHoldsUntilTheNextReport();
    void setsProcess();
    void movesChildUnits();
    void refusesBadBuilds();
    void savesUnits();
    void refusesHalfAList();
    void listsAndAcknowledgesChanges();
    void historyTellsReportsAndWrites();
    void takesSerialNumbers();
    void exportsWhatItImports_data();
    void exportsWhatItImports();
    void freesSerialNumbers();
    void countsBatches();
    void packagesReadBack();
    void uploadsZip();

private:
    QJsonArray headers(const QByteArray &options)
    {
        return m_client->get("/api/Report/Query/Header?" + options).array();
    }
    QJsonObject unit(const QString &serial, const QString &part)
    {
        return m_client->get("/api/Production/Unit/" + enc(serial) + '/' + enc(part)).object();
    }
    static QByteArray enc(const QString &text) { return QUrl::toPercentEncoding(text); }
    static QByteArray named(const QJsonObject &row, const QByteArray &prefix = {})
    {
        const QByteArray serial = prefix.isEmpty() ? "serialNumber=" : prefix + "SerialNumber=";
        const QByteArray part = prefix.isEmpty() ? "partNumber=" : prefix + "PartNumber=";
        return serial + enc(row.value(u"serialNumber"_s).toString()) + '&' + part
            + enc(row.value(u"partNumber"_s).toString());
    }
    static QString filter(const QJsonObject &row)
    {
        return u"serialNumber eq '%1' and partNumber eq '%2'"_s.arg(row.value(u"serialNumber"_s).toString(),
                                                                    row.value(u"partNumber"_s).toString());
    }
    /// Headers of a unit, tests and repairs, oldest first.
    QList<QJsonObject> reportsOf(const QJsonObject &row)
    {
        QList<QJsonObject> list;
        for (const QByteArray kind : {"U", "R"}) {
            for (const QJsonValue &entry : headers("reportType=" + kind + "&$filter=" + enc(filter(row))))
                list += entry.toObject();
        }
        std::sort(list.begin(), list.end(), [](const QJsonObject &a, const QJsonObject &b) {
            return a.value(u"startUtc"_s).toString() < b.value(u"startUtc"_s).toString();
        });
        return list;
    }
    QJsonObject drive()
    {
        return headers("reportType=U&$top=1&$filter=" + enc(u"processCode eq 100 and result eq 'Passed'"_s))
            .first()
            .toObject();
    }
    RawReply put(const QByteArray &target, const QByteArray &body = {}) { return m_client->send("PUT", target, body); }
    RawReply post(const QByteArray &target, const QByteArray &body = {})
    {
        return m_client->send("POST", target, body);
    }

    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoProduction::init()
{
    DemoOptions options;
    options.reports = 600;
    options.days = 10;
    options.nowMsSinceEpoch = 1790000000000;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
}

void TestDemoProduction::answers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target"); // $unit: the parameters of a tested drive
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("pattern"); // regular expression on the body

    const auto row = [](const char *name, const char *method, const char *target, const char *body, int status,
                        const char *pattern) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(body) << status
                            << QByteArray(pattern);
    };
    row("unit unknown", "GET", "/api/Production/Unit/NOPE/610-2041", "", 404, "NOPE");
    row("unit of another part", "GET", "/api/Production/Unit/NOPE/x%2Fy", "", 404, "x/y");
    row("units, no array", "PUT", "/api/Production/Units", "{}", 400, "array");
    row("units, empty", "PUT", "/api/Production/Units", "[]", 200, "^\\[\\]$");
    row("units, no part", "PUT", "/api/Production/Units", R"([{"serialNumber":"X"}])", 400, "part number");
    row("units, bad phase", "PUT", "/api/Production/Units",
        R"([{"serialNumber":"X","partNumber":"610-2041","unitPhaseId":3}])", 400, "phase '3'");
    row("units, bad parent", "PUT", "/api/Production/Units",
        R"([{"serialNumber":"X","partNumber":"610-2041","parentSerialNumber":"NOPE"}])", 400, "NOPE");
    row("verification", "GET", "/api/Production/UnitVerification?$unit", "", 200,
        "\"allProcessesPassedLastRun\":true.*\"results\":\\[\\{");
    row("verification of a revision without reports", "GET", "/api/Production/UnitVerification?$unit&revision=none", "",
        200, "\"allProcessesPassedLastRun\":false.*\"results\":\\[\\]");
    row("verification, no serial", "GET", "/api/Production/UnitVerification", "", 400, "serialNumber");
    row("verification unknown", "GET", "/api/Production/UnitVerification?serialNumber=N&partNumber=M", "", 404, "N");
    row("changes, none", "GET", "/api/Production/Units/Changes?$top=10&$skip=0", "", 200, "^\\[\\]$");
    row("changes, bad top", "GET", "/api/Production/Units/Changes?$top=x", "", 400, "\\$top");
    row("change unknown", "DELETE", "/api/Production/Units/Changes/77", "", 404, "77");
    row("phase", "PUT", "/api/Production/SetUnitPhase?$unit&phase=32&comment=dropped", "", 200, "^$");
    row("phase by name", "PUT", "/api/Production/SetUnitPhase?$unit&phase=In_Storage", "", 200, "^$");
    row("phase by other name", "PUT", "/api/Production/SetUnitPhase?$unit&phase=in%20storage", "", 200, "^$");
    row("phase unknown", "PUT", "/api/Production/SetUnitPhase?$unit&phase=3", "", 400, "'3'");
    row("process", "PUT", "/api/Production/SetUnitProcess?$unit&processCode=210", "", 200, "^$");
    row("process unknown", "PUT", "/api/Production/SetUnitProcess?$unit&processCode=9", "", 400, "'9'");
    row("child, nobody named", "POST", "/api/Production/AddChildUnit", "", 400, "serial numbers");
    row("child check", "GET", "/api/Production/CheckChildUnits?$unit", "", 200, "^\\{.*\"ok\":true");
    row("serial types", "GET", "/api/Production/SerialNumbers/Types", "", 200,
        "^\\[(?=.*\"identifier\":0)(?=.*\"identifier\":1)(?=.*\"identifier\":2).*\"regEx\"");
    row("take, unknown type", "POST", "/api/Production/SerialNumbers/Take?serialNumberType=x&quantity=1", "", 404, "x");
    row("take, bad quantity", "POST", "/api/Production/SerialNumbers/Take?serialNumberType=IMEI&quantity=0", "", 400,
        "quantity");
    row("take too many", "POST", "/api/Production/SerialNumbers/Take?serialNumberType=IMEI&quantity=9999", "", 409,
        "only 4960 free");
    row("by range", "GET",
        "/api/Production/SerialNumbers/ByRange?typeName=Product%20serial&from=VX-3000001&to=VX-3000002", "", 200,
        "^\\[\\{.*VX-3000001.*\\},\\{.*VX-3000002.*\\}\\]$");
    row("by reference, none", "GET",
        "/api/Production/SerialNumbers/ByReference?typeName=IMEI&referenceSerialNumber=N&referencePartNumber=M", "",
        200, "^\\[\\]$");
    row("numbers as csv", "GET", "/api/Production/SerialNumbers?typeName=IMEI&state=Taken&format=csv", "", 200,
        "^serialNumber,.*\r\n[0-9]{15},IMEI,Taken");
    row("numbers as xml", "GET", "/api/Production/SerialNumbers?typeName=IMEI&state=Taken&format=xml", "", 200,
        "<SerialNumbers><SN id=\"[0-9]{15}\"");
    row("numbers, bad format", "GET", "/api/Production/SerialNumbers?typeName=IMEI&format=pdf", "", 400, "pdf");
    row("upload, bad number", "PUT", "/api/Production/SerialNumbers?typeName=IMEI", "12", 400, "'12'.*line 1");
    row("upload, bad XML", "PUT", "/api/Production/SerialNumbers", "<SerialNumbers><SN", 400, "well-formed");
    row("upload, nothing", "PUT", "/api/Production/SerialNumbers", "", 400, "no serial numbers");
    row("batches", "GET", "/api/Production/Batches?partNumber=610-2041", "", 200,
        "^\\[\\{\"batchNumber\":\"LOT-[0-9]+\",\"batchSize\":[1-9][0-9]*\\}");
    row("batch without number", "PUT", "/api/Production/Batch", "{}", 400, "batch number");
    row("batch", "PUT", "/api/Production/Batch", R"({"batchNumber":"B1","batchSize":12})", 200,
        "^\\{\"batchNumber\":\"B1\",\"batchSize\":12\\}$");
    row("batches saved", "PUT", "/api/Production/Batches", R"([{"batchNumber":"B1"},{"batchNumber":"B2"}])", 200,
        "^\\[.*B1.*B2.*\\]$");

    row("phases", "GET", "/api/internal/Mes/GetUnitPhases", "", 200,
        "^\\[\\{(?=.*\"UnitPhaseId\":1[,}])(?=.*\"UnitPhaseId\":2048).*\"Code\":\"Under_Production\"");
    row("connected", "GET", "/api/internal/Production/isConnected", "", 200, "^true$");
    row("internal unit", "GET", "/api/internal/Production/GetUnit?$unit", "", 200,
        "^\\{.*\"SerialNumber\".*\"SubUnits\":\\[\\{");
    row("internal unit, serial only", "GET", "/api/internal/Production/GetUnit?serialNumber=NOPE", "", 404, "NOPE");
    row("internal info", "GET", "/api/internal/Production/GetUnitInfo?$unit", "", 200,
        "\"ProcessName\":\"End-of-line\".*\"ProductName\".*\"Verification\":\\{");
    row("internal hierarchy", "GET", "/api/internal/Production/GetUnitHierarchy?$unit", "", 200,
        "^\\[.*\"Level\":0.*\"Level\":1.*610-2041.*\\]$");
    row("internal history", "GET", "/api/internal/Production/GetUnitStateHistory?$unit", "", 200,
        "^\\[\\{.*\"DateUtc\":\"20");
    row("internal phase", "GET", "/api/internal/Production/GetUnitPhase?$unit", "", 200, "\"Code\":\"Finalized\"");
    row("internal process", "GET", "/api/internal/Production/GetUnitProcess?$unit", "", 200, "\"ProcessCode\":100");
    row("internal contents", "GET", "/api/internal/Production/GetUnitContents?$unit&revision=", "", 200,
        "\"Children\":\\[\\{.*\"Missing\":\\[\\]");
    row("sites", "GET", "/api/internal/Production/GetSites", "", 200, "\"Name\":\"Hall 1\"");
    row("internal check", "GET", "/api/internal/Production/CheckChildUnits?$parent&CultureCode=en-US", "", 200,
        "\"Ok\":true");
    row("internal numbers", "GET", "/api/internal/Production/SerialNumbers?typeName=IMEI&$top=2", "", 200,
        "^\\[\\{[^}]*\\},\\{[^}]*\\}\\]$");
    row("internal count", "GET", "/api/internal/Production/SerialNumbers/Count?typeName=IMEI&state=Free", "", 200,
        "^4960$");
    row("internal ranges", "GET", "/api/internal/Production/SerialNumbers/Ranges?typeName=IMEI", "", 200,
        "^\\[\\{\"count\":40,.*\"state\":\"Taken\".*\\},\\{\"count\":4960,.*\"state\":\"Free\".*\\}\\]$");
    row("internal statistics", "GET", "/api/internal/Production/SerialNumbers/Statistics", "", 200,
        "\"Free\":4960,\"Taken\":40,\"Total\":5000,\"TypeName\":\"IMEI\"");
    row("free everything", "PUT", "/api/internal/Production/SerialNumbers/Free?typeName=IMEI", "", 400, "range");
    row("create unit", "POST",
        "/api/internal/Production/CreateUnit?serialNumber=N1&partNumber=610-2041&revision=C&batchNumber=B&unitPhase=2",
        "", 200, "\"BatchNumber\":\"B\".*\"UnitPhaseId\":2");
    row("create unit, no part", "POST", "/api/internal/Production/CreateUnit?serialNumber=N1", "", 400, "part number");
    row("create unit again", "POST", "/api/internal/Production/CreateUnit?$unit", "", 409, "already");

    row("packages", "GET", "/api/Software/Packages", "", 200, "^\\[\\{.*\"packageId\".*\"status\":\"Released\"");
    row("package unknown", "GET", "/api/Software/Package/x", "", 404, "x");
    row("package by name", "GET", "/api/Software/PackageByName?name=ICT%20boards&status=Released", "", 200,
        "\"version\":5");
    row("package by version", "GET", "/api/Software/PackageByName?name=ICT%20boards&version=4", "", 200,
        "\"status\":\"Revoked\".*\"version\":4");
    row("package by unknown name", "GET", "/api/Software/PackageByName?name=none", "", 404, "none");
    row("packages by tag", "GET", "/api/Software/PackagesByTag?tag=Process&value=ICT&status=Revoked", "", 200,
        "^\\[\\{[^\\[]*\\[[^\\[]*\\[[^\\[]*\"version\":4\\}\\]$|^\\[\\{.*\"version\":4\\}\\]$");
    row("packages by unknown tag", "GET", "/api/Software/PackagesByTag?tag=Colour", "", 200, "^\\[\\]$");
    row("package without name", "POST", "/api/Software/Package", "{}", 400, "name");
    row("package, bad status", "POST", "/api/Software/Package", R"({"name":"X","status":"Done"})", 400, "Done");
    row("package, same version", "POST", "/api/Software/Package", R"({"name":"ICT boards","version":5})", 400,
        "version 5");
    row("package update unknown", "PUT", "/api/Software/Package/x", R"({"name":"X"})", 404, "x");
    row("package delete unknown", "DELETE", "/api/Software/Package/x", "", 404, "x");
    row("package delete by name", "DELETE", "/api/Software/PackageByName?name=ICT%20boards&version=4", "", 200, "^$");
    row("package delete, no version", "DELETE", "/api/Software/PackageByName?name=ICT%20boards", "", 400, "version");
    row("package status unknown", "POST", "/api/Software/PackageStatus/x?status=Released", "", 404, "x");
    row("package files unknown", "GET", "/api/Software/PackageFiles/x", "", 404, "x");
    row("folders", "GET", "/api/Software/VirtualFolders", "", 200, "^\\[\\{.*Test\\\\\\\\BurnIn");
    row("upload unknown", "POST", "/api/Software/Package/UploadZip/x?cleanInstall=true", "", 404, "x");
    row("file attribute unknown", "POST", "/api/Software/Package/FileAttribute/x", R"({"attributes":"a"})", 404, "x");
}

void TestDemoProduction::answers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, pattern);
    const QJsonObject tested = drive();
    QVERIFY(!tested.isEmpty());
    target.replace("$unit", named(tested)).replace("$parent", named(tested, "Parent"));
    const RawReply reply = m_client->send(method, target, body);
    QVERIFY(reply.complete);
    QVERIFY2(reply.status == status, reply.body.left(400).constData());
    const QRegularExpression expected(QString::fromUtf8(pattern));
    QVERIFY2(expected.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.left(800).constData());
    if (status >= 400)
        QVERIFY(!reply.object().value(u"Message"_s).toString().isEmpty());
}

/// Every serial number with a test header is a unit, and says what its headers say.
void TestDemoProduction::unitsEqualTheirHeaders()
{
    QSet<QString> seen;
    QSet<int> phases;
    for (const QJsonValue &entry : headers("reportType=U&$top=300")) {
        const QJsonObject head = entry.toObject();
        const QString serial = head.value(u"serialNumber"_s).toString();
        if (seen.contains(serial))
            continue;
        seen.insert(serial);
        const QJsonObject made = unit(serial, head.value(u"partNumber"_s).toString());
        const QList<QJsonObject> reports = reportsOf(head);
        const QJsonObject &last = reports.last();
        QCOMPARE(made.value(u"serialNumber"_s).toString(), serial);
        QCOMPARE(made.value(u"revision"_s), head.value(u"revision"_s));
        QCOMPARE(made.value(u"processCode"_s), last.value(u"processCode"_s));
        QCOMPARE(made.value(u"batchNumber"_s), head.value(u"batchNumber"_s));
        QCOMPARE(made.value(u"currentLocation"_s), last.value(u"location"_s));
        QCOMPARE(made.value(u"serialDate"_s), reports.first().value(u"startUtc"_s));
        const int code = last.value(u"processCode"_s).toInt();
        const QString result = last.value(u"result"_s).toString();
        int phase = 2;
        if (last.value(u"reportType"_s).toString() == u"R"_s)
            phase = 256;
        else if (result == u"Failed"_s)
            phase = 4;
        else if (result == u"Passed"_s && (code == 100 || code == 50))
            phase = 16;
        QCOMPARE(made.value(u"unitPhaseId"_s).toInt(), phase);
        phases.insert(phase);
        QVERIFY(made.value(u"tags"_s).isArray());
        QVERIFY(made.value(u"subUnits"_s).isArray());
        QCOMPARE(made.value(u"product"_s).toObject().value(u"partNumber"_s), head.value(u"partNumber"_s));
        QCOMPARE(made.value(u"productRevision"_s).toObject().value(u"revision"_s), head.value(u"revision"_s));
    }
    QVERIFY(seen.size() > 100);
    QVERIFY(phases.size() >= 3);
}

void TestDemoProduction::verificationEqualsHeaders()
{
    QSet<QString> seen;
    int failing = 0;
    int repaired = 0;
    for (const QJsonValue &entry : headers("reportType=U&$top=400")) {
        const QJsonObject head = entry.toObject();
        const QString serial = head.value(u"serialNumber"_s).toString();
        if (seen.contains(serial))
            continue;
        seen.insert(serial);
        const QJsonObject grade = m_client->get("/api/Production/UnitVerification?" + named(head)).object();
        QMap<int, QList<QJsonObject>> tests;
        int repairs = 0;
        for (const QJsonObject &report : reportsOf(head)) {
            if (report.value(u"reportType"_s).toString() == u"R"_s)
                ++repairs;
            else
                tests[report.value(u"processCode"_s).toInt()] += report;
        }
        bool first = true;
        bool any = true;
        bool last = true;
        int repairCounts = 0;
        const QJsonArray results = grade.value(u"results"_s).toArray();
        QCOMPARE(results.size(), tests.size());
        for (const QJsonValue &value : results) {
            const QJsonObject result = value.toObject();
            const QList<QJsonObject> runs = tests.value(result.value(u"processCode"_s).toInt());
            const auto passed = [](const QJsonObject &run) { return run.value(u"result"_s).toString() == u"Passed"_s; };
            const auto good = std::count_if(runs.begin(), runs.end(), passed);
            QCOMPARE(result.value(u"totalCount"_s).toInt(), int(runs.size()));
            QCOMPARE(result.value(u"nonPassedCount"_s).toInt(), int(runs.size() - good));
            QCOMPARE(result.value(u"status"_s), runs.last().value(u"result"_s));
            QCOMPARE(result.value(u"startUtc"_s), runs.last().value(u"startUtc"_s));
            QCOMPARE(result.value(u"stationName"_s), runs.last().value(u"stationName"_s));
            QCOMPARE(result.value(u"processName"_s), runs.last().value(u"processName"_s));
            repairCounts += result.value(u"repairCount"_s).toInt();
            first = first && passed(runs.first());
            any = any && good > 0;
            last = last && passed(runs.last());
        }
        QCOMPARE(repairCounts, repairs);
        QCOMPARE(grade.value(u"noRepairs"_s).toBool(), repairs == 0);
        QCOMPARE(grade.value(u"allProcessesPassedFirstRun"_s).toBool(), first);
        QCOMPARE(grade.value(u"allProcessesPassedAnyRun"_s).toBool(), any);
        QCOMPARE(grade.value(u"allProcessesPassedLastRun"_s).toBool(), last);
        QCOMPARE(grade.value(u"status"_s).toString(), last ? u"Passed"_s : u"Failed"_s);
        QVERIFY(grade.value(u"allProcessesExecutedInCorrectOrder"_s).isBool());
        failing += last ? 0 : 1;
        repaired += repairs > 0 ? 1 : 0;
    }
    QVERIFY(failing > 0);
    QVERIFY(repaired > 0);
}

void TestDemoProduction::boxBuildsAgreeBothWays()
{
    int children = 0;
    for (const QJsonValue &entry :
         headers("reportType=U&$top=40&$expand=subUnits&$filter=" + enc(u"processCode eq 100"_s))) {
        const QJsonObject head = entry.toObject();
        const QJsonObject parent
            = unit(head.value(u"serialNumber"_s).toString(), head.value(u"partNumber"_s).toString());
        for (const QJsonValue &value : parent.value(u"subUnits"_s).toArray()) {
            const QJsonObject child = value.toObject();
            QCOMPARE(child.value(u"parentSerialNumber"_s), head.value(u"serialNumber"_s));
            const QJsonObject alone
                = unit(child.value(u"serialNumber"_s).toString(), child.value(u"partNumber"_s).toString());
            QCOMPARE(alone.value(u"parentSerialNumber"_s), head.value(u"serialNumber"_s));
            ++children;
        }
        const QJsonObject relations
            = m_client
                  ->get("/api/internal/Product/GetProductInfo?partNumber=" + enc(head.value(u"partNumber"_s).toString())
                        + "&revision=" + enc(head.value(u"revision"_s).toString()))
                  .array()
                  .last()
                  .toObject();
        QVERIFY(relations.value(u"hlevel"_s).toInt() == 1);
    }
    QVERIFY(children > 30);
}

void TestDemoProduction::phaseHoldsUntilTheNextReport()
{
    const QJsonObject head = drive();
    const QString serial = head.value(u"serialNumber"_s).toString();
    const QString part = head.value(u"partNumber"_s).toString();
    QCOMPARE(unit(serial, part).value(u"unitPhaseId"_s).toInt(), 16);
    QCOMPARE(put("/api/Production/SetUnitPhase?" + named(head) + "&phase=2048").status, 200);
    QCOMPARE(unit(serial, part).value(u"unitPhaseId"_s).toInt(), 2048);
    QCOMPARE(unit(serial, part).value(u"unitPhase"_s).toString(), u"Shipped"_s);
    const QJsonObject report{{u"pn"_s, part},
                             {u"sn"_s, serial},
                             {u"rev"_s, u"A"_s},
                             {u"processCode"_s, 100},
                             {u"type"_s, u"T"_s},
                             {u"result"_s, u"F"_s},
                             {u"machineName"_s, u"X"_s},
                             {u"start"_s, u"2030-01-01T00:00:00Z"_s},
                             {u"uut"_s, QJsonObject{{u"user"_s, u"x"_s}}},
                             {u"root"_s, QJsonObject{{u"stepType"_s, u"SequenceCall"_s}, {u"status"_s, u"F"_s}}}};
    const RawReply posted = post("/api/Report/WSJF", QJsonDocument(report).toJson());
    QVERIFY2(posted.status == 200, posted.body.constData());
    QCOMPARE(unit(serial, part).value(u"unitPhaseId"_s).toInt(), 4);
}

void TestDemoProduction::setsProcess()
{
    const QJsonObject head = drive();
    QCOMPARE(put("/api/Production/SetUnitProcess?" + named(head) + "&processCode=210&comment=boxed").status, 200);
    QCOMPARE(m_client->get("/api/internal/Production/GetUnitProcess?" + named(head)).object(),
             (QJsonObject{{u"ProcessCode"_s, 210}, {u"ProcessName"_s, u"Packing"_s}}));
}

void TestDemoProduction::movesChildUnits()
{
    const QJsonObject head = drive();
    const QString serial = head.value(u"serialNumber"_s).toString();
    const QString part = head.value(u"partNumber"_s).toString();
    const QJsonArray before = unit(serial, part).value(u"subUnits"_s).toArray();
    const QJsonObject child = before.first().toObject();
    const QByteArray pair = named(head, "parent") + '&' + named(child, "child");
    QCOMPARE(post("/api/Production/RemoveChildUnit?" + pair).status, 200);
    QCOMPARE(unit(serial, part).value(u"subUnits"_s).toArray().size(), before.size() - 1);
    const QJsonObject check = m_client->get("/api/Production/CheckChildUnits?" + named(head)).object();
    QCOMPARE(check.value(u"ok"_s).toBool(), false);
    QCOMPARE(check.value(u"missing"_s).toArray().size(), 1);
    QCOMPARE(check.value(u"missing"_s).toArray().first().toObject().value(u"partNumber"_s),
             child.value(u"partNumber"_s));
    QCOMPARE(post("/api/Production/RemoveChildUnit?" + pair).status, 404);
    QVERIFY(!unit(child.value(u"serialNumber"_s).toString(), child.value(u"partNumber"_s).toString())
                 .contains(u"parentSerialNumber"_s));
    QCOMPARE(post("/api/Production/AddChildUnit?" + pair).status, 200);
    QCOMPARE(post("/api/Production/AddChildUnit?" + pair).status, 200); // again is no harm
    QCOMPARE(unit(serial, part).value(u"subUnits"_s).toArray().size(), before.size());
    QCOMPARE(m_client->get("/api/Production/CheckChildUnits?" + named(head)).object().value(u"ok"_s).toBool(), true);
    QCOMPARE(post("/api/internal/Production/RemoveAllChildUnits?" + named(head)).status, 200);
    QVERIFY(unit(serial, part).value(u"subUnits"_s).toArray().isEmpty());
}

void TestDemoProduction::refusesBadBuilds()
{
    const QJsonObject head = drive();
    const QJsonObject child = unit(head.value(u"serialNumber"_s).toString(), head.value(u"partNumber"_s).toString())
                                  .value(u"subUnits"_s)
                                  .toArray()
                                  .first()
                                  .toObject();
    // A drive into its own board.
    QCOMPARE(post("/api/Production/AddChildUnit?" + named(child, "parent") + '&' + named(head, "child")).status, 409);
    QCOMPARE(post("/api/Production/AddChildUnit?" + named(head, "parent") + '&' + named(head, "child")).status, 409);
    // A new board that is not finished, of a revision that does not fit, of a part that is not built in.
    const auto created = [&](const QByteArray &parameters) {
        const RawReply reply = post("/api/internal/Production/CreateUnit?" + parameters);
        QVERIFY2(reply.status == 200, reply.body.constData());
    };
    created("serialNumber=N1&partNumber=610-2041&revision=A&unitPhase=2");
    created("serialNumber=N2&partNumber=610-2102&revision=A&unitPhase=16");
    const QByteArray add = "/api/internal/Production/AddChildUnit?" + named(head);
    const QByteArray board = "&childSerialNumber=N1&childPartNumber=610-2041";
    QVERIFY(post(add + board + "&checkRevision=true").body.contains("does not fit"));
    QVERIFY(post(add + board + "&checkPhase=true").body.contains("not finalized"));
    QVERIFY(
        post(add + "&childSerialNumber=N2&childPartNumber=610-2102&checkPartNumber=true").body.contains("not built"));
    QCOMPARE(post(add + board + "&checkPartNumber=true&checkRevision=false").status, 200);
    // In one unit at a time.
    const QJsonObject other
        = headers("reportType=U&$top=1&$filter="
                  + enc(u"processCode eq 100 and serialNumber ne '%1'"_s.arg(head.value(u"serialNumber"_s).toString())))
              .first()
              .toObject();
    const RawReply twice = post("/api/Production/AddChildUnit?" + named(other, "parent")
                                + "&childSerialNumber=N1&childPartNumber=610-2041");
    QCOMPARE(twice.status, 409);
    QVERIFY(twice.body.contains(head.value(u"serialNumber"_s).toString().toLatin1()));
}

void TestDemoProduction::savesUnits()
{
    const QJsonObject head = drive();
    QJsonObject whole = unit(head.value(u"serialNumber"_s).toString(), head.value(u"partNumber"_s).toString());
    const QJsonObject before = whole;
    whole.insert(u"currentLocation"_s, u"Shelf 12"_s);
    whole.insert(u"futureField"_s, QJsonObject{{u"a"_s, 1}});
    whole.insert(u"tags"_s, QJsonArray{QJsonObject{{u"key"_s, u"Order"_s}, {u"value"_s, u"77"_s}, {u"change"_s, 1}}});
    const QJsonObject fresh{{u"serialNumber"_s, u"A/B #1"_s},
                            {u"partNumber"_s, u"610-2041"_s},
                            {u"revision"_s, u"C"_s},
                            {u"unitPhase"_s, u"Under_Production"_s},
                            {u"parentSerialNumber"_s, head.value(u"serialNumber"_s)}};
    const RawReply reply = put("/api/Production/Units", QJsonDocument(QJsonArray{whole, fresh}).toJson());
    QVERIFY2(reply.status == 200, reply.body.constData());
    QCOMPARE(reply.array().size(), 2);
    QJsonObject after = unit(head.value(u"serialNumber"_s).toString(), head.value(u"partNumber"_s).toString());
    QCOMPARE(after.value(u"currentLocation"_s).toString(), u"Shelf 12"_s);
    QCOMPARE(after.value(u"futureField"_s), whole.value(u"futureField"_s));
    QCOMPARE(after.value(u"tags"_s).toArray(),
             (QJsonArray{QJsonObject{{u"key"_s, u"Order"_s}, {u"value"_s, u"77"_s}}}));
    QCOMPARE(after.value(u"unitPhaseId"_s), before.value(u"unitPhaseId"_s));
    QCOMPARE(after.value(u"subUnits"_s).toArray().size(), before.value(u"subUnits"_s).toArray().size() + 1);
    const QJsonObject made = unit(u"A/B #1"_s, u"610-2041"_s);
    QCOMPARE(made.value(u"parentSerialNumber"_s), head.value(u"serialNumber"_s));
    QCOMPARE(made.value(u"unitPhaseId"_s).toInt(), 2);
}

void TestDemoProduction::refusesHalfAList()
{
    const RawReply reply
        = put("/api/Production/Units", R"([{"serialNumber":"G1","partNumber":"610-2041"},{"serialNumber":"G2"}])");
    QCOMPARE(reply.status, 400);
    QCOMPARE(m_client->get("/api/Production/Unit/G1/610-2041").status, 404);
    QCOMPARE(m_client->get("/api/Production/Units/Changes").array().size(), 0);
}

void TestDemoProduction::listsAndAcknowledgesChanges()
{
    const QJsonObject head = drive();
    put("/api/Production/SetUnitPhase?" + named(head) + "&phase=1024");
    put("/api/Production/SetUnitPhase?" + named(head) + "&phase=2048");
    post("/api/internal/Production/CreateUnit?serialNumber=N1&partNumber=610-2041");
    const QJsonArray all = m_client->get("/api/Production/Units/Changes").array();
    QCOMPARE(all.size(), 3);
    QCOMPARE(m_client->get("/api/Production/Units/Changes?$top=1&$skip=1").array(), QJsonArray{all.at(1)});
    const QJsonArray own = m_client->get("/api/Production/Units/Changes?" + named(head)).array();
    QCOMPARE(own.size(), 2);
    const QJsonObject change = own.last().toObject();
    QCOMPARE(change.value(u"unitSerialNumber"_s), head.value(u"serialNumber"_s));
    QCOMPARE(change.value(u"newUnitPhaseId"_s).toInt(), 2048);
    QCOMPARE(change.value(u"newPartNumber"_s), head.value(u"partNumber"_s));
    QCOMPARE(change.value(u"newRevision"_s), head.value(u"revision"_s));
    const QByteArray target = "/api/Production/Units/Changes/" + QByteArray::number(change.value(u"id"_s).toInt());
    QCOMPARE(m_client->send("DELETE", target).status, 200);
    QCOMPARE(m_client->send("DELETE", target).status, 404);
    QCOMPARE(m_client->get("/api/Production/Units/Changes").array().size(), 2);
}

void TestDemoProduction::historyTellsReportsAndWrites()
{
    const QJsonObject head = drive();
    const auto reports = reportsOf(head).size();
    put("/api/Production/SetUnitPhase?" + named(head) + "&phase=32&comment=dropped");
    const QJsonArray rows = m_client->get("/api/internal/Production/GetUnitStateHistory?" + named(head)).array();
    QCOMPARE(rows.size(), reports + 1);
    const QJsonObject last = rows.last().toObject();
    QCOMPARE(last.value(u"UnitPhaseId"_s).toInt(), 32);
    QCOMPARE(last.value(u"Comment"_s).toString(), u"dropped"_s);
    for (qsizetype i = 1; i < rows.size(); ++i)
        QVERIFY(rows.at(i - 1).toObject().value(u"DateUtc"_s).toString()
                <= rows.at(i).toObject().value(u"DateUtc"_s).toString());
}

void TestDemoProduction::takesSerialNumbers()
{
    const QByteArray take = "/api/Production/SerialNumbers/Take?serialNumberType=MAC%20address&quantity=3&refSN=GW1"
                            "&refPN=610-2102&stationName=FCT-08";
    const auto ids = [&](const QByteArray &xml) {
        QStringList list;
        static const QRegularExpression number(u"<SN id=\"([^\"]+)\""_s);
        for (auto it = number.globalMatch(QString::fromUtf8(xml)); it.hasNext();)
            list += it.next().captured(1);
        return list;
    };
    const RawReply reply = post(take);
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.contains("<SerialNumbers"));
    const QStringList first = ids(reply.body);
    const QStringList second = ids(post(take).body);
    QCOMPARE(first.size(), 3);
    QCOMPARE(second.size(), 3);
    QCOMPARE(QSet<QString>(first.begin(), first.end()).intersects(QSet<QString>(second.begin(), second.end())), false);
    const QRegularExpression format(u"^([0-9A-F]{2}:){5}[0-9A-F]{2}$"_s);
    for (const QString &id : first)
        QVERIFY(format.match(id).hasMatch());
    const QJsonArray owned = m_client
                                 ->get("/api/Production/SerialNumbers/ByReference?typeName=MAC%20address"
                                       "&referenceSerialNumber=GW1&referencePartNumber=610-2102")
                                 .array();
    QCOMPARE(owned.size(), 6);
    QCOMPARE(owned.first().toObject().value(u"serialNumber"_s).toString(), first.first());
    QCOMPARE(owned.first().toObject().value(u"stationName"_s).toString(), u"FCT-08"_s);
}

void TestDemoProduction::exportsWhatItImports_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("csv") << QByteArray("/api/Production/SerialNumbers")
                         << QByteArray(
                                "serialNumber;type\r\nVX-9000001;Product serial\r\nVX-9000002;Product serial\r\n");
    QTest::newRow("csv, type beside") << QByteArray("/api/Production/SerialNumbers?typeName=Product%20serial")
                                      << QByteArray("VX-9000001\nVX-9000002");
    QTest::newRow("xml") << QByteArray("/api/Production/SerialNumbers")
                         << QByteArray("<?xml version=\"1.0\"?><SerialNumbers type=\"Product serial\">"
                                       "<SN id=\"VX-9000001\"/><SN id=\"VX-9000002\"/></SerialNumbers>");
}

void TestDemoProduction::exportsWhatItImports()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, file);
    const RawReply reply = put(target, file);
    QVERIFY2(reply.status == 200 && reply.body.isEmpty(), reply.body.constData());
    const QByteArray range = "typeName=Product%20serial&from=VX-9000000&to=VX-9999999";
    QCOMPARE(m_client->get("/api/Production/SerialNumbers/ByRange?" + range).array().size(), 2);
    const QByteArray exported = m_client->get("/api/Production/SerialNumbers?format=csv&" + range).body;
    QCOMPARE(exported.count("VX-900000"), 2);
    QCOMPARE(put("/api/Production/SerialNumbers", exported).status, 200); // what comes out goes in
    QCOMPARE(m_client->get("/api/Production/SerialNumbers/ByRange?" + range).array().size(), 2);
    QVERIFY(post("/api/Production/SerialNumbers/Take?serialNumberType=Product%20serial&quantity=1")
                .body.contains("\"VX-9000001\""));
}

void TestDemoProduction::freesSerialNumbers()
{
    const QByteArray count = "/api/internal/Production/SerialNumbers/Count?typeName=IMEI&state=Free";
    const QString number = m_client->get("/api/internal/Production/SerialNumbers?typeName=IMEI&$top=1")
                               .array()
                               .first()
                               .toObject()
                               .value(u"serialNumber"_s)
                               .toString();
    const QByteArray free = "/api/internal/Production/SerialNumbers/Free?typeName=IMEI&serialNumber=" + enc(number);
    QCOMPARE(put(free).status, 200);
    QCOMPARE(m_client->get(count).body, QByteArray("4961"));
    QVERIFY(post("/api/Production/SerialNumbers/Take?serialNumberType=IMEI").body.contains(number.toLatin1()));
    QCOMPARE(put(free).status, 200);
    QCOMPARE(m_client->send("DELETE", free).status, 200);
    QCOMPARE(m_client->get(count).body, QByteArray("4960"));
    QVERIFY(!post("/api/Production/SerialNumbers/Take?serialNumberType=IMEI").body.contains(number.toLatin1()));
}

void TestDemoProduction::countsBatches()
{
    QMap<QString, QSet<QString>> units;
    for (const QJsonValue &entry : headers("reportType=U&$filter=" + enc(u"partNumber eq '610-2041'"_s)))
        units[entry.toObject().value(u"batchNumber"_s).toString()].insert(
            entry.toObject().value(u"serialNumber"_s).toString());
    const QJsonArray rows = m_client->get("/api/Production/Batches?partNumber=610-2041").array();
    QCOMPARE(rows.size(), units.size());
    for (const QJsonValue &row : rows)
        QCOMPARE(row.toObject().value(u"batchSize"_s).toInt(),
                 int(units.value(row.toObject().value(u"batchNumber"_s).toString()).size()));
    const QByteArray one = "/api/Production/Batches?batchId=" + units.firstKey().toLatin1();
    put("/api/Production/Batch", "{\"batchNumber\":\"" + units.firstKey().toLatin1() + "\",\"batchSize\":999}");
    QCOMPARE(m_client->get(one).array(),
             (QJsonArray{QJsonObject{{u"batchNumber"_s, units.firstKey()}, {u"batchSize"_s, 999}}}));
}

void TestDemoProduction::packagesReadBack()
{
    const QJsonObject made
        = post("/api/Software/Package", R"({"name":"ICT boards","rootDirectory":"D:\\X","futureField":1})").object();
    const QByteArray id = made.value(u"packageId"_s).toString().toLatin1();
    QCOMPARE(made.value(u"version"_s).toInt(), 6);
    QCOMPARE(made.value(u"status"_s).toString(), u"Draft"_s);
    QCOMPARE(m_client->get("/api/Software/Package/" + id).object(), made);
    QCOMPARE(put("/api/Software/Package/" + id, R"({"name":"ICT boards","description":"Now"})")
                 .object()
                 .value(u"description"_s)
                 .toString(),
             u"Now"_s);
    QCOMPARE(post("/api/Software/PackageStatus/" + id + "?status=released").status, 200);
    QCOMPARE(post("/api/Software/PackageStatus/" + id + "?status=finished").status, 400);
    const QJsonObject newest = m_client->get("/api/Software/PackageByName?name=ICT%20boards&status=Released").object();
    QCOMPARE(newest.value(u"packageId"_s).toString().toLatin1(), id);
    QCOMPARE(newest.value(u"futureField"_s).toInt(), 1);
    QVERIFY(m_client->get("/api/Software/VirtualFolders").body.contains("D:\\\\X"));
    QCOMPARE(m_client->send("DELETE", "/api/Software/Package/" + id).status, 200);
    QCOMPARE(m_client->get("/api/Software/Package/" + id).status, 404);
}

void TestDemoProduction::uploadsZip()
{
    const auto number = [](quint32 value, int bytes) {
        QByteArray out;
        for (int i = 0; i < bytes; ++i)
            out += char(value >> (8 * i) & 0xFF);
        return out;
    };
    const auto archive = [&](const QByteArrayList &names) {
        QByteArray files;
        QByteArray directory;
        for (const QByteArray &name : names) {
            const QByteArray facts = number(0, 2) + number(0, 2) + number(0, 4) + number(0xCAFE, 4) + number(5, 4)
                + number(5, 4) + number(quint32(name.size()), 2) + number(0, 2);
            directory += "PK\1\2" + number(20, 2) + number(20, 2) + facts + number(0, 2) + number(0, 2) + number(0, 2)
                + number(0, 4) + number(quint32(files.size()), 4) + name;
            files += "PK\3\4" + number(20, 2) + facts + name + "hello";
        }
        return files + directory + "PK\5\6" + number(0, 4) + number(quint32(names.size()), 2)
            + number(quint32(names.size()), 2) + number(quint32(directory.size()), 4) + number(quint32(files.size()), 4)
            + number(0, 2);
    };
    const QByteArray id
        = post("/api/Software/Package", R"({"name":"New"})").object().value(u"packageId"_s).toString().toLatin1();
    const QByteArray upload = "/api/Software/Package/UploadZip/" + id + "?cleanInstall=";
    QCOMPARE(post(upload + "true", "no archive").status, 400);
    QCOMPARE(post(upload + "true", archive({"../evil"})).status, 400);
    const RawReply reply = post(upload + "true", archive({"a.seq", "lib/b.dll", "lib/"}));
    QVERIFY2(reply.status == 200 && reply.body.isEmpty(), reply.body.constData());
    QJsonArray files = m_client->get("/api/Software/PackageFiles/" + id).array();
    QCOMPARE(files.size(), 2);
    QJsonObject second = files.at(1).toObject();
    QCOMPARE(second.value(u"filename"_s).toString(), u"b.dll"_s);
    QCOMPARE(second.value(u"path"_s).toString(), u"lib"_s);
    QCOMPARE(second.value(u"size"_s).toInt(), 5);
    QCOMPARE(second.value(u"checksum"_s).toString(), u"0000cafe"_s);
    const QByteArray file = second.value(u"fileId"_s).toString().toLatin1();
    QCOMPARE(post("/api/Software/Package/FileAttribute/" + file, R"({"attributes":"RunOnce"})").status, 200);
    QCOMPARE(post(upload + "false", archive({"lib/b.dll", "c.txt"})).status, 200);
    files = m_client->get("/api/Software/PackageFiles/" + id).array();
    QCOMPARE(files.size(), 3);
    second = files.at(1).toObject();
    QCOMPARE(second.value(u"fileId"_s).toString().toLatin1(), file);
    QCOMPARE(second.value(u"attributes"_s).toString(), u"RunOnce"_s);
    QCOMPARE(post(upload + "true", archive({"c.txt"})).status, 200);
    QCOMPARE(m_client->get("/api/Software/PackageFiles/" + id).array().size(), 1);
}

QTEST_GUILESS_MAIN(TestDemoProduction)
#include "tst_demo_production.moc"
