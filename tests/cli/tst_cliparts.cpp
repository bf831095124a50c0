// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/keptbody.h"
#include "app/qwatsctl/measure.h"
#include "app/qwatsctl/output.h"
#include "app/qwatsctl/raw.h"
#include "app/qwatsctl/replayroutes.h"
#include "app/qwatsctl/task.h"
#include "core/asset/assetservice.h"
#include "core/process/processservice.h"
#include "core/product/productservice.h"
#include "core/report/reportservice.h"

#include <QTemporaryDir>
#include <QTest>

using namespace qwats;
using namespace qwats::ctl;
using namespace Qt::StringLiterals;

/// Parts of the command line that need no server.
class TestCliParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void target_data();
    void target();
    void sameQuestionAsThePage_data();
    void sameQuestionAsThePage();
    void unknownPathGetsADomain_data();
    void unknownPathGetsADomain();
    void oneLine_data();
    void oneLine();
    void percentiles();
    void bodyStaysWithTheValue();
    void limitOfTheProfile_data();
    void limitOfTheProfile();
};

void TestCliParts::limitOfTheProfile_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("own"); // -1: none
    QTest::addColumn<int>("limit");
    const QString list = u"products list"_s;
    QTest::newRow("list, as in the settings") << list << -1 << 500;
    QTest::newRow("list, own") << list << 90 << 90;
    QTest::newRow("list, own says no limit") << list << 0 << 0;
    for (const QString &measures : {u"get /api/x"_s, u"replay trace.jsonl"_s}) {
        QTest::addRow("%s, as in the settings", qPrintable(measures)) << measures << -1 << 0;
        QTest::addRow("%s, own", qPrintable(measures)) << measures << 90 << 90;
    }
}

void TestCliParts::limitOfTheProfile()
{
    QFETCH(QString, command);
    QFETCH(int, own);
    QFETCH(int, limit);
    const QTemporaryDir folder;
    const auto settings = Settings::open(folder.path());
    QVERIFY(settings);
    Profile profile;
    if (own >= 0)
        profile.requestsPerMinute = own;
    const auto line = parseCommandLine((u"qwatsctl "_s + command).split(u' '));
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QCOMPARE(makeTask(*line)->sessionOptions(**settings, profile).requestsPerMinute, limit);
}

void TestCliParts::target_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("isUrl");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("plain") << u"/api/Product/Query"_s << false << QByteArray("/api/Product/Query");
    QTest::newRow("trailing slash") << u"/api/Product/Query/"_s << false << QByteArray("/api/Product/Query");
    QTest::newRow("space") << u"/api/Asset/FX 1"_s << false << QByteArray("/api/Asset/FX%201");
    QTest::newRow("percent is literal in a trace")
        << u"/api/Asset/50%20"_s << false << QByteArray("/api/Asset/50%2520");
    QTest::newRow("percent is decoded in a URL") << u"/api/Asset/a%2fb"_s << true << QByteArray("/api/Asset/a%2Fb");
    QTest::newRow("dots") << u"/api/Asset/.."_s << false << QByteArray("/api/Asset/%2E%2E");
    QTest::newRow("umlaut") << u"/api/Asset/Prüfer"_s << false << QByteArray("/api/Asset/Pr%C3%BCfer");
    QTest::newRow("parameters are sorted") << u"/api/x?b=2&a=1"_s << false << QByteArray("/api/x?a=1&b=2");
    QTest::newRow("empty parameter is left out") << u"/api/x?a=&b=2"_s << false << QByteArray("/api/x?b=2");
    QTest::newRow("filter") << u"/api/Asset?$filter=a eq 'x'"_s << false
                            << QByteArray("/api/Asset?$filter=a%20eq%20%27x%27");
    QTest::newRow("ampersand in a quoted text") << u"/api/Asset?$filter=a eq 'x&y'&$top=1"_s << false
                                                << QByteArray("/api/Asset?$filter=a%20eq%20%27x%26y%27&$top=1");
    QTest::newRow("apostrophe elsewhere") << u"/api/x?c=it's&d=1"_s << false << QByteArray("/api/x?c=it%27s&d=1");
    QTest::newRow("plus is literal in a trace") << u"/api/x?a=1+1"_s << false << QByteArray("/api/x?a=1%2B1");
    QTest::newRow("plus is a space in a URL") << u"/api/x?a=1+1"_s << true << QByteArray("/api/x?a=1%201");
    QTest::newRow("hash in a trace") << u"/api/Asset/A#1"_s << false << QByteArray("/api/Asset/A%231");
}

void TestCliParts::target()
{
    QFETCH(QString, written);
    QFETCH(bool, isUrl);
    QFETCH(QByteArray, target);
    const auto path = readPath(written, isUrl ? Spelling::Percent : Spelling::Plain);
    QVERIFY(path.has_value());
    QCOMPARE(path->target(), target);
}

void TestCliParts::sameQuestionAsThePage_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<Domain>("domain");
    QTest::addColumn<TagList>("tags");
    const auto row = [](const char *name, const QString &written, const AnyQuery &query) {
        QTest::newRow(name) << written << query.key.text() << query.endpoint->domain << query.tags();
    };
    const PageRange page{0, 50};
    row("asset", u"/api/Asset/FX 1"_s, AssetService::one(u"FX 1"_s));
    row("asset, other case", u"/API/asset/FX 1"_s, AssetService::one(u"FX 1"_s));
    row("asset with a slash", u"/api/Asset/A/B"_s, AssetService::one(u"A/B"_s));
    row("asset types", u"/api/Asset/Types"_s, AssetService::types());
    row("asset list", u"/api/Asset?$top=50&$filter=state eq 1"_s, AssetService::byODataFilter(u"state eq 1"_s, page));
    row("asset page", u"/api/Asset?$orderby=serialNumber&$top=50"_s,
        AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, page));
    row("asset status", u"/api/Asset/Status?id=a-1"_s, AssetService::status(u"a-1"_s));
    row("asset log", u"/api/Asset/Log?$filter=assetId eq 'a''1'&$orderby=date desc&$top=50"_s,
        AssetService::log(u"a'1"_s, page));
    row("sub-assets", u"/api/Asset/SubAssets?id=a-1&level=0"_s, AssetService::subAssets(u"a-1"_s));
    row("products", u"/api/product/query"_s, ProductService::list());
    row("product", u"/api/Product/PN&1"_s, ProductService::one(u"PN&1"_s));
    row("bill of materials", u"/api/internal/Product/BOM?revision=A&partNumber=PN"_s,
        ProductService::bom(u"PN"_s, u"A"_s));
    row("groups of a product", u"/api/internal/Product/GetGroupsForProduct?partNumber=PN"_s,
        ProductService::groups(u"PN"_s));
    row("vendors", u"/api/Product/Vendors"_s, ProductService::vendors());
    row("headers", u"/api/Report/Query/Header?reportType=U&$orderby=start desc&$top=50"_s,
        ReportService::byODataFilter(ReportKind::Test, {}, page));
    row("repair headers", u"/api/Report/Query/Header?reportType=R&$orderby=start desc&$top=50"_s,
        ReportService::byODataFilter(ReportKind::Repair, {}, page));
    row("report", u"/api/Report/WSJF/6f1c"_s, ReportService::one(u"6f1c"_s));
    row("processes", u"/api/App/Processes"_s, ProcessService::list());
}

void TestCliParts::sameQuestionAsThePage()
{
    QFETCH(QString, written);
    QFETCH(QByteArray, key);
    QFETCH(Domain, domain);
    QFETCH(TagList, tags);
    const auto path = readPath(written, Spelling::Plain);
    QVERIFY(path.has_value());
    const auto question = questionAt(*path);
    QCOMPARE(question.key.text(), key);
    QCOMPARE(question.endpoint->domain, domain);
    QCOMPARE(question.tags(), tags);
}

void TestCliParts::unknownPathGetsADomain_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<Domain>("domain");
    QTest::newRow("groups") << u"/api/Product/Groups"_s << Domain::Process;
    QTest::newRow("levels") << u"/api/App/Levels"_s << Domain::Process;
    QTest::newRow("yield") << u"/api/App/DynamicYield"_s << Domain::Statistics;
    QTest::newRow("unit verification is never kept")
        << u"/api/Production/UnitVerification?sn=1"_s << Domain::UnitVerification;
    QTest::newRow("attachment") << u"/api/Report/Attachment?attachmentId=1"_s << Domain::Report;
    QTest::newRow("other") << u"/api/Software/Packages"_s << Domain::Other;
    QTest::newRow("like a known word") << u"/api/Assets"_s << Domain::Other;
}

void TestCliParts::unknownPathGetsADomain()
{
    QFETCH(QString, written);
    QFETCH(Domain, domain);
    const auto question = questionAt(*readPath(written, Spelling::Plain));
    QCOMPARE(question.endpoint->domain, domain);
    QVERIFY(question.tags().contains(rawTag(domain)));
}

void TestCliParts::oneLine_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("spaces go") << QByteArray("{ \"a\" :\r\n\t1 }") << QByteArray("{\"a\":1}");
    QTest::newRow("spaces in texts stay") << QByteArray(R"(["a  b", "c\" d"])") << QByteArray(R"(["a  b","c\" d"])");
    QTest::newRow("long numbers stay") << QByteArray("[12345678901234567890.10]")
                                       << QByteArray("[12345678901234567890.10]");
    QTest::newRow("NaN") << QByteArray("[NaN, -Infinity, Infinity, \"NaN\"]")
                         << QByteArray(R"(["NaN","-Infinity","Infinity","NaN"])");
    QTest::newRow("bare text") << QByteArray("\"25.3\"") << QByteArray("\"25.3\"");
    QTest::newRow("no JSON") << QByteArray("<a b=\"c\">\n</a>") << QByteArray(R"("<a b=\"c\">\n</a>")");
    QTest::newRow("cut off") << QByteArray("{\"a\":") << QByteArray(R"("{\"a\":")");
    QTest::newRow("nothing") << QByteArray() << QByteArray("\"\"");
}

void TestCliParts::oneLine()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, line);
    QCOMPARE(ctl::onOneLine(body), line);
}

void TestCliParts::percentiles()
{
    Latencies latencies;
    QCOMPARE(latencies.percentileUs(50), 0.0);
    for (int us = 100; us >= 1; --us)
        latencies.add(std::chrono::microseconds(us));
    QCOMPARE(latencies.percentileUs(50), 50.0);
    QCOMPARE(latencies.percentileUs(95), 95.0);
    QCOMPARE(latencies.percentileUs(99), 99.0);
}

void TestCliParts::bodyStaysWithTheValue()
{
    const auto query = keepingBody(ProductService::one(u"PN"_s));
    QCOMPARE(query.key, ProductService::one(u"PN"_s).key);
    const auto value = query.endpoint->decode(R"({ "partNumber": "PN", "state": 1 })");
    QVERIFY(value.has_value());
    const auto product = std::static_pointer_cast<const Product>(*value);
    QCOMPARE(product->partNumber, u"PN"_s);
    QCOMPARE(bodyOf(product), QByteArray(R"({ "partNumber": "PN", "state": 1 })"));
    QVERIFY(!bodyOf(std::make_shared<const Product>()).has_value());
    QVERIFY(!query.endpoint->decode("<html>").has_value());
}

QTEST_GUILESS_MAIN(TestCliParts)
#include "tst_cliparts.moc"
