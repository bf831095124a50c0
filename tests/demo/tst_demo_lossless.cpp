// SPDX-License-Identifier: GPL-3.0-or-later
// What is posted comes back: every key of a report and of each kind of step, as WSJF, and through WSXF what that
// carries.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

namespace {

struct Comparison
{
    QStringList left; ///< keys that need not come back, at any depth
    bool nullIsAbsent = false;

    /// Where @p found is not what was posted; empty when all of it is there. More may have come along.
    QString difference(const QJsonValue &posted, const QJsonValue &found, const QString &path) const
    {
        if (posted.isObject() && found.isObject())
            return ofObjects(posted.toObject(), found.toObject(), path);
        if (posted.isArray() && found.isArray() && posted.toArray().size() == found.toArray().size()) {
            for (qsizetype i = 0; i < posted.toArray().size(); ++i) {
                const QString here = difference(posted.toArray().at(i), found.toArray().at(i), path + u"/%1"_s.arg(i));
                if (!here.isEmpty())
                    return here;
            }
            return {};
        }
        return posted == found ? QString() : u"%1: %2 became %3"_s.arg(path, asText(posted), asText(found));
    }
    static QString asText(const QJsonValue &value)
    {
        return value.isUndefined() ? u"nothing"_s
                                   : QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    }

private:
    QString ofObjects(const QJsonObject &posted, const QJsonObject &found, const QString &path) const
    {
        for (auto it = posted.begin(); it != posted.end(); ++it) {
            if (left.contains(it.key()) || (nullIsAbsent && it->isNull() && !found.contains(it.key())))
                continue;
            const QString here = difference(*it, found.value(it.key()), path + u'/' + it.key());
            if (!here.isEmpty())
                return here;
        }
        return {};
    }
};

QJsonObject parsed(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError)
        qWarning() << "a row of this test is no JSON:" << error.errorString() << text;
    return object;
}

QByteArray withStep(const QByteArray &step)
{
    return R"({"type":"T","id":"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01","pn":"LOSS-1","sn":"L1","rev":"A","processCode":50,
        "result":"P","machineName":"S","location":"L","purpose":"P","start":"2026-03-04T09:15:30.250+01:00",
        "uut":{"user":"anna","execTime":1.5},"root":{"id":1,"group":"M","stepType":"SequenceCall","name":"Main",
        "status":"P","seqCall":{"path":"C:/a.seq","name":"a.seq","version":"1"},"steps":[)"
        + step + "]}}";
}

} // namespace

class TestDemoLossless : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void comparisonIsStrict();
    void steps_data();
    void steps();
    void reports_data();
    void reports();

private:
    /// Posts it in one form, reads it back as WSJF.
    QJsonObject afterWsjf(const QByteArray &report);
    /// Takes the report that is there out and in again as WSXF, under another id.
    QJsonObject afterWsxf(const QByteArray &id);

    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoLossless::initTestCase()
{
    DemoOptions options;
    options.products = 2;
    options.assets = 2;
    options.reports = 5;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
}

void TestDemoLossless::comparisonIsStrict()
{
    const QJsonObject posted = parsed(R"({"a":[{"b":1}],"c":null})");
    QCOMPARE(Comparison{}.difference(posted, parsed(R"({"a":[{"b":1,"more":2}],"c":null,"d":3})"), {}), QString());
    for (const char *found : {R"({"a":[{"b":"1"}],"c":null})", R"({"a":[{}],"c":null})", R"({"a":[],"c":null})",
                              R"({"a":[{"b":1}]})", R"({"a":[{"b":1},{}],"c":null})"})
        QVERIFY2(!Comparison{}.difference(posted, parsed(found), {}).isEmpty(), found);
}

QJsonObject TestDemoLossless::afterWsjf(const QByteArray &report)
{
    const RawReply posted = m_client->send("POST", "/api/Report/WSJF", report);
    if (posted.status != 200)
        qWarning() << posted.status << posted.body;
    return m_client->get("/api/Report/Wsjf/" + posted.object().value(u"id"_s).toString().toUtf8()).object();
}

QJsonObject TestDemoLossless::afterWsxf(const QByteArray &id)
{
    const QByteArray other = "0a0b0c0d-1111-2222-3333-444455556666";
    QByteArray xml = m_client->get("/api/Report/Wsxf/" + id).body;
    const RawReply posted = m_client->send("POST", "/api/Report/WSXF", xml.replace(id, other));
    if (posted.status != 200)
        qWarning() << posted.status << posted.body << xml;
    return m_client->get("/api/Report/Wsjf/" + other).object();
}

void TestDemoLossless::steps_data()
{
    QTest::addColumn<QByteArray>("posted");
    QTest::addColumn<QByteArray>("expected"); // empty: what was posted
    QTest::addColumn<QStringList>("lostInXml");
    const auto row = [](const char *name, const QByteArray &posted, const QStringList &lostInXml = {},
                        const QByteArray &expected = {}) { QTest::newRow(name) << posted << expected << lostInXml; };
    const QByteArray common = R"("id":2,"name":"X","group":"M","status":"P")";

    row("common keys", R"({"stepType":"Action","name":"Setup","group":"S","status":"E","id":2,
        "start":"2026-03-04T09:15:33.100+01:00","totTime":0.25,"totTimeFormat":"%.2f","errorCode":-17006,
        "errorCodeFormat":"%d","errorMessage":"no answer","reportText":"line 1\nline 2 <&>","causedSeqFailure":true,
        "causedUUTFailure":false,"tsGuid":"ID#:abc","caller":"Main","module":"x.dll"})");
    row("error code as a text", "{\"stepType\":\"Action\"," + common + R"(,"errorCode":"E12"})");
    row("sequence", "{\"stepType\":\"SequenceCall\"," + common + R"(,"seqCall":{"path":"p","name":"n","version":"v"},
        "steps":[{"id":3,"stepType":"Action","name":"A","group":"C","status":"D"}]})");
    row("sequence, other name", "{\"stepType\":\"WATS_SeqCall\"," + common + R"(,"seqCall":null,"steps":[]})",
        {u"steps"_s});
    const QByteArray numeric = R"({"value":3.31,"valueFormat":"%.3f","unit":"V","compOp":"GELE","lowLimit":3.2,
        "lowLimitFormat":"%.1f","highLimit":3.4,"highLimitFormat":"%.2f","status":"P"})";
    row("numeric limit", "{\"stepType\":\"ET_NLT\"," + common + ",\"numericMeas\":[" + numeric + "]}");
    row("numeric limit, other name",
        "{\"stepType\":\"NumericLimitTest\"," + common + ",\"numericMeas\":[" + numeric + "]}");
    row("numeric limit without measurement", "{\"stepType\":\"ET_NLT\"," + common + "}");
    row("numeric limit, two measurements",
        "{\"stepType\":\"ET_NLT\"," + common + ",\"numericMeas\":[" + numeric + "," + numeric + "]}");
    const QByteArray many = R"([{"name":"idle","value":12,"compOp":"GE","unit":"V","lowLimit":11.5,"status":"P"},
        {"name":"load","value":-1.5e-7,"compOp":"LTGT","unit":"A","lowLimit":1,"highLimit":2,"status":"F"}])";
    row("several numeric limits", "{\"stepType\":\"ET_MNLT\"," + common + ",\"numericMeas\":" + many + "}");
    row("several numeric limits, other name",
        "{\"stepType\":\"MultiNumericLimitTest\"," + common + ",\"numericMeas\":" + many + "}");
    row("value as a text",
        "{\"stepType\":\"ET_NLT\"," + common
            + R"(,"numericMeas":[{"value":"0x1F","unit":"","compOp":"LOG","status":"P"}]})");
    row("no numbers",
        "{\"stepType\":\"ET_MNLT\"," + common
            + R"(,"numericMeas":[{"name":"a","value":NaN,"compOp":"GELE","lowLimit":-Infinity,"highLimit":Infinity,
               "status":"F"}]})",
        {},
        "{\"stepType\":\"ET_MNLT\"," + common
            + R"(,"numericMeas":[{"name":"a","value":"NaN","compOp":"GELE","lowLimit":"-Infinity",
               "highLimit":"Infinity","status":"F"}]})");
    for (const char *type : {"ET_PFT", "PassFailTest"})
        row(type, "{\"stepType\":\"" + QByteArray(type) + "\"," + common + R"(,"booleanMeas":[{"status":"P"}]})");
    for (const char *type : {"ET_MPFT", "MultiBooleanTest"})
        row(type,
            "{\"stepType\":\"" + QByteArray(type) + "\"," + common
                + R"(,"booleanMeas":[{"name":"up","status":"P","value":true},{"name":"down","status":"F","value":false}]})");
    for (const char *type : {"ET_SVT", "StringValueTest"})
        row(type,
            "{\"stepType\":\"" + QByteArray(type) + "\"," + common
                + R"(,"stringMeas":[{"value":" 1.4.2 ","limit":"1.4.2","compOp":"IgnoreCase","status":"P"}]})");
    for (const char *type : {"ET_MSVT", "MultiStringTest"})
        row(type,
            "{\"stepType\":\"" + QByteArray(type) + "\"," + common
                + R"(,"stringMeas":[{"name":"mac","value":"00:A0","compOp":"LOG","status":"P"},
                   {"name":"empty","value":"","limit":"","compOp":"EQ","status":"P"}]})");
    const QByteArray chart = R"("chart":{"chartType":"LineLogXY","label":"L","xLabel":"t","xUnit":"s","yLabel":"I",
        "yUnit":"A","series":[{"dataType":"XYG","name":"I","xdata":"0;1;2","ydata":"1.4;1.5;1.6"},
        {"dataType":"XYG","name":"J","ydata":"1;2"}]})";
    row("chart", "{\"stepType\":\"Chart\"," + common + "," + chart + "}");
    row("chart with measurements",
        "{\"stepType\":\"WATS_XYGMNLT\"," + common + "," + chart + ",\"numericMeas\":" + many + "}");
    row("chart on a limit", "{\"stepType\":\"ET_NLT\"," + common + "," + chart + ",\"numericMeas\":[" + numeric + "]}");
    row("chart without units",
        "{\"stepType\":\"Chart\"," + common
            + R"(,"chart":{"chartType":"Line","label":null,"xLabel":"x","xUnit":null,"yLabel":"y","yUnit":null,"series":[]}})",
        {},
        "{\"stepType\":\"Chart\"," + common
            + R"(,"chart":{"chartType":"Line","label":"","xLabel":"x","xUnit":"","yLabel":"y","yUnit":"","series":[]}})");
    row("popup", "{\"stepType\":\"MessagePopup\"," + common + R"(,"messagePopup":{"response":"OK","button":1}})");
    row("popup without answer",
        "{\"stepType\":\"MessagePopup\"," + common + R"(,"messagePopup":{"response":null,"button":2}})");
    row("program", "{\"stepType\":\"CallExecutable\"," + common + R"(,"callExe":{"exitCode":-3}})");
    row("attachment",
        "{\"stepType\":\"Label\"," + common
            + R"(,"attachment":{"name":"log.txt","contentType":"text/plain","description":"d","data":"aGVsbG8="}})");
    row("several attachments",
        "{\"stepType\":\"Label\"," + common
            + R"(,"attachments":[{"name":"a.bin","contentType":"application/octet-stream","data":"AAEC"}]})",
        {u"attachments"_s});
    row("additional results",
        "{\"stepType\":\"Action\"," + common
            + R"(,"additionalResults":[{"name":"Env","props":[{"name":"T","type":"Number","flags":4,"value":"23.5",
               "comment":"c","numFormat":"%.1f"},{"name":"O","type":"Obj","props":[{"name":"p","type":"String",
               "value":""}]},{"name":"A","type":"Array","array":{"dimension":1,"type":"Number","indexes":[
               {"text":"[0]","indexes":[0],"value":{"type":"Number","value":"1"}}]}}]}])"
              "}");
    row("loop, as exported",
        "{\"stepType\":\"ET_NLT\"," + common
            + R"(,"loop":{"idx":null,"num":2,"endingIndex":2,"passed":1,"failed":1}})");
    row("round of a loop", "{\"stepType\":\"ET_NLT\"," + common + R"(,"loop":{"idx":0,"num":null}})");
    row("loop, short", "{\"stepType\":\"ET_NLT\"," + common + R"(,"loop":{"i":0,"n":2}})", {},
        "{\"stepType\":\"ET_NLT\"," + common + R"(,"loop":{"idx":0,"num":2}})");
    for (const char *type : {"ET_A", "GT", "NONE", "Goto", "Label", "Statement", "DoWhile", "NI_Wait", "NI_Flow_If",
                             "NI_Flow_End", "NI_LV_CheckLink", "NI_IVIDmm", "Flow_For", "made up \u00e5"})
        row(type, "{\"stepType\":\"" + QByteArray(type) + "\"," + common + "}");
    row("a wait with children", "{\"stepType\":\"NI_Wait\"," + common + R"(,"seqCall":{"name":"n"},"steps":[
        {"id":3,"stepType":"ET_SVT","name":"in it","group":"M","status":"P","stringMeas":[{"value":"v","compOp":"LOG",
        "status":"P"}]}]})");
    row("unknown keys",
        "{\"stepType\":\"New\"," + common
            + R"(,"vendor":{"a":[1,2.5,null,{"b":"c"}],"t":true},"note":"\u00e5\ud83d\ude00","empty":"","nothing":null})",
        {u"vendor"_s, u"note"_s, u"empty"_s, u"nothing"_s});
}

void TestDemoLossless::steps()
{
    QFETCH(QByteArray, posted);
    QFETCH(QByteArray, expected);
    QFETCH(QStringList, lostInXml);
    const QJsonObject wanted = parsed(expected.isEmpty() ? posted : expected);
    const auto firstStep = [](const QJsonObject &report) {
        return report.value(u"root"_s).toObject().value(u"steps"_s).toArray().at(0);
    };
    const QJsonObject report = afterWsjf(withStep(posted));
    QCOMPARE(Comparison{}.difference(wanted, firstStep(report), u"step"_s), QString());
    const Comparison throughXml{lostInXml, true};
    const QJsonObject other = afterWsxf(report.value(u"id"_s).toString().toUtf8());
    QCOMPARE(throughXml.difference(wanted, firstStep(other), u"step"_s), QString());
}

void TestDemoLossless::reports_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QStringList>("lostInXml");
    const auto row = [](const char *name, const QByteArray &members, const QStringList &lostInXml = {},
                        const QByteArray &expected = {}) { QTest::newRow(name) << members << expected << lostInXml; };
    row("uut",
        R"("uut":{"user":"anna","comment":"evening\nshift","execTime":42.5,"fixtureId":"FX-7","testSocketIndex":1,
        "testSocketIndexFormat":"%d","errorCode":12,"errorCodeFormat":"%d","errorMessage":"rail low","batchSN":"LOT-9",
        "batchFailCount":2,"batchFailCountFormat":"%d","batchLoopIndex":3,"batchLoopIndexFormat":"%d",
        "stepIdCausedUUTFailure":5,"own":"kept"})",
        {u"own"_s});
    row("nobody", R"("uut":{"user":null,"execTime":1})", {}, R"("uut":{"user":"","execTime":1})");
    row("misc infos",
        R"("miscInfos":[{"description":"Firmware","text":"1.4.2"},{"description":"Count","text":"","numeric":7},
        {"description":"N","text":"x"}])");
    row("sub-units",
        R"("subUnits":[{"pn":"PSU-12","sn":"PS-77","rev":"A","partType":"PCBA","position":0,"idx":1,"own":1}])",
        {u"own"_s});
    row("parts", R"("uutParts":[{"pn":"PSU-12","sn":"PS-77","rev":"A"}])", {},
        R"("subUnits":[{"pn":"PSU-12","sn":"PS-77","rev":"A"}])");
    row("assets", R"("assets":[{"sn":"DMM-01","usageCount":2,"assetType":"DMM","partNumber":"6-1",
        "calibrationDate":"2026-01-01T00:00:00Z","calibrationDue":"2027-01-01T00:00:00Z"}])");
    row("files",
        R"("binaryData":[{"name":"u4.jpg","contentType":"image/jpeg","data":"/9j/4A==","description":"d","failIdx":0}])");
    row("files, other name", R"("attachments":[{"name":"u4.jpg","contentType":"image/jpeg","data":"/9j/4A=="}])",
        {u"attachments"_s});
    row("additional data", R"("additionalData":[{"name":"Env","props":[{"name":"TempC","type":"Number","value":"23.5",
        "numFormat":"%.1f"},{"name":"On","type":"Boolean","value":"True"}]}])");
    row("unknown keys", R"("vendor":{"a":[1,null,{"b":"c"}]},"flag":false,"text":"\u00e5")",
        {u"vendor"_s, u"flag"_s, u"text"_s});
    row("repair", R"("processCode":500,"uur":{"user":"ben","comment":"replaced","execTime":900.5,"processCode":10,
        "processName":"SW Debug","refUUT":"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e02","confirmDate":"2026-03-04T12:05:00Z",
        "finalizeDate":"2026-03-04T12:20:00Z","active":true,"parent":"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e03"},
        "subUnits":[{"idx":0,"partType":"Main","pn":"LOSS-1","rev":"A","sn":"L1","failures":[{"category":"Component",
        "code":"Defect Component","comment":"c","comRef":"U4","funcBlock":"Power","refStepId":5,"refStepName":"s",
        "artNumber":"LM","artRev":"1","artVendor":"ACME","artDescription":"regulator"},{"category":"Solder",
        "code":"Bridge"}]},{"idx":1,"parentIdx":0,"partType":"PCBA","pn":"PSU-12","rev":"A","sn":"PS-77"},
        {"idx":1,"parentIdx":0,"replacedIdx":1,"position":2,"pn":"PSU-12","rev":"A","sn":"PS-91"}])");
}

void TestDemoLossless::reports()
{
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, expected);
    QFETCH(QStringList, lostInXml);
    const QByteArray envelope
        = R"("type":"T","id":"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e05","pn":"LOSS-1","sn":"L1","rev":"A",
        "result":"F","machineName":"S","location":"L","purpose":"P","start":"2026-03-04T09:15:30.250+01:00")";
    const bool repair = members.contains("\"uur\"");
    QByteArray head = "{" + envelope + (repair ? "," : ",\"processCode\":50,");
    if (repair)
        head.replace(R"("type":"T")", R"("type":"R")");
    const QJsonObject wanted = parsed(head + (expected.isEmpty() ? members : expected) + "}");
    const QJsonObject report = afterWsjf(head + members + "}");
    QCOMPARE(Comparison{}.difference(wanted, report, u"report"_s), QString());
    const Comparison throughXml{lostInXml + QStringList{u"id"_s}, true};
    const QJsonObject other = afterWsxf(report.value(u"id"_s).toString().toUtf8());
    QCOMPARE(throughXml.difference(wanted, other, u"report"_s), QString());
}

QTEST_GUILESS_MAIN(TestDemoLossless)
#include "tst_demo_lossless.moc"
