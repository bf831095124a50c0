// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetcommands.h"
#include "core/asset/assetjson.h"
#include "core/asset/assetservice.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>

using namespace qwats;
using namespace Qt::StringLiterals;

namespace {

const QByteArray example
    = R"({"assetId": "33333333-3333-3333-3333-333333333333", "serialNumber": "DMM-01", "assetName": "Bench DMM",
 "typeId": "22222222-2222-2222-2222-222222222222", "state": 1, "location": "Lab A", "parentAssetId": null,
 "lastCalibrationDate": "2026-01-30T21:01:41Z", "nextCalibrationDate": "2027-01-30T21:01:41Z",
 "totalCount": 512, "runningCount": 12, "tags": [{"key": "line", "value": "2"}], "assetChildren": [], "assetLog": []})";

Asset fixture()
{
    Asset asset;
    asset.id = u"a-1"_s;
    asset.serialNumber = u"FX 0412/B"_s;
    return asset;
}

/// Remembers what a list hands to the cache.
class SeedCatcher final : public SeedSink
{
public:
    std::map<QByteArray, std::shared_ptr<const void>> seeds;

protected:
    void putAny(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes) override
    {
        QVERIFY(bytes > 0);
        seeds[query.target] = std::move(value);
    }
};

QByteArrayList sorted(QByteArrayList tags)
{
    std::sort(tags.begin(), tags.end());
    return tags;
}

} // namespace

Q_DECLARE_METATYPE(qwats::AssetState)
Q_DECLARE_METATYPE(qwats::AssetSort)
Q_DECLARE_METATYPE(qwats::AssetWrite)

class TestAsset : public QObject
{
    Q_OBJECT

private slots:
    void readsTheExample();
    void states_data();
    void states();
    void refuses_data();
    void refuses();
    void readsTypes();
    void readsLog_data();
    void readsLog();
    void readsStatus();
    void targets_data();
    void targets();
    void listTargets_data();
    void listTargets();
    void tagsFollowTheValue();
    void listSeedsItsRows();
    void commands_data();
    void commands();
    void dependencies_data();
    void dependencies();
    void everyWriteIsDeclaredOnce();
    void droppedTagsMeetWhatPagesShow();
};

void TestAsset::readsTheExample()
{
    const auto asset = decodeAsset(example);
    QVERIFY(asset);
    QCOMPARE(asset->id, u"33333333-3333-3333-3333-333333333333"_s);
    QCOMPARE(asset->serialNumber, u"DMM-01"_s);
    QCOMPARE(asset->name, u"Bench DMM"_s);
    QCOMPARE(asset->typeId, u"22222222-2222-2222-2222-222222222222"_s);
    QCOMPARE(asset->state, AssetState::InOperation);
    QCOMPARE(asset->location, u"Lab A"_s);
    QVERIFY(asset->parentId.isEmpty());
    QCOMPARE(asset->lastCalibration.toIso(), u"2026-01-30T21:01:41.000Z"_s);
    QCOMPARE(asset->nextCalibration.toIso(), u"2027-01-30T21:01:41.000Z"_s);
    QVERIFY(!asset->nextMaintenance.isValid());
    QCOMPARE(asset->totalCount, std::optional<qint64>(512));
    QCOMPARE(asset->runningCount, std::optional<qint64>(12));
    QCOMPARE(asset->tags, (std::vector<NamedTag>{{u"line"_s, u"2"_s}}));
}

void TestAsset::states_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<AssetState>("state");
    for (int number = 0; number < AssetStateCount; ++number)
        QTest::addRow("%d", number) << QByteArray::number(number) << AssetState(number);
    QTest::newRow("text") << QByteArray("\"3\"") << AssetState::InMaintenance;
    QTest::newRow("above the last") << QByteArray("7") << AssetState::Unknown;
    QTest::newRow("below the first") << QByteArray("-1") << AssetState::Unknown;
    QTest::newRow("a word") << QByteArray("\"OK\"") << AssetState::Unknown;
    QTest::newRow("null") << QByteArray("null") << AssetState::Unknown;
}

void TestAsset::states()
{
    QFETCH(QByteArray, wire);
    const auto assets = decodeAssets("[{\"serialNumber\":\"A\",\"state\":" + wire + "}]");
    QVERIFY(assets);
    QTEST(assets->front().state, "state");
    QVERIFY(!assetStateName(assets->front().state).isEmpty());
}

void TestAsset::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("detail");
    using Kind = Error::Kind;
    QTest::newRow("null is not found") << QByteArray("null") << Kind::NotFound << u"empty reply"_s;
    QTest::newRow("without any name") << QByteArray(R"({"state":1})") << Kind::BadReply
                                      << u"reply: expected an asset with a serial number"_s;
    QTest::newRow("serial is a list") << QByteArray(R"({"serialNumber":["A"]})") << Kind::BadReply
                                      << u"serialNumber: expected text"_s;
    QTest::newRow("state is an object") << QByteArray(R"({"serialNumber":"A","state":{}})") << Kind::BadReply
                                        << u"state: expected a number"_s;
    QTest::newRow("count is a word") << QByteArray(R"({"serialNumber":"A","runningCount":"some"})") << Kind::BadReply
                                     << u"runningCount: expected a number"_s;
    QTest::newRow("tags are no list") << QByteArray(R"({"serialNumber":"A","tags":"x"})") << Kind::BadReply
                                      << u"tags: expected a list"_s;
    QTest::newRow("a tag is no object") << QByteArray(R"({"serialNumber":"A","tags":[{"key":"a"},1]})")
                                        << Kind::BadReply << u"tags[1]: expected an object"_s;
    QTest::newRow("a tag's value is a list") << QByteArray(R"({"serialNumber":"A","tags":[{"key":"a","value":[]}]})")
                                             << Kind::BadReply << u"tags[0].value: expected text"_s;
}

void TestAsset::refuses()
{
    QFETCH(QByteArray, body);
    const auto asset = decodeAsset(body);
    QVERIFY(!asset);
    QTEST(asset.error().kind, "kind");
    QTEST(asset.error().detail, "detail");
}

void TestAsset::readsTypes()
{
    const auto types = decodeAssetTypes(R"([
        {"typeName": "Fixture", "typeId": "t-1", "runningCountLimit": 5000, "calibrationInterval": 180.5, "maintenanceInterval": -1,
         "warningThreshold": 70, "alarmThreshold": 95, "isReadonly": true, "icon": "x"},
        {"typeName": "Adapter", "TypeId": "t-2", "totalCountLimit": null, "warningThreshold": null, "isReadonly": false}])");
    QVERIFY(types);
    QCOMPARE(types->size(), size_t(2));
    const AssetType &first = types->front();
    QCOMPARE(first.runningCountLimit, std::optional<qint64>(5000));
    QVERIFY(!first.totalCountLimit);
    QCOMPARE(first.calibrationInterval, std::optional(180.5));
    QCOMPARE(first.maintenanceInterval, std::optional(-1.0));
    QCOMPARE(first.warningThreshold, 70.0);
    QCOMPARE(first.alarmThreshold, 95.0);
    QVERIFY(first.readOnly);
    QCOMPARE(types->at(1).id, u"t-2"_s);
    QVERIFY(!types->at(1).totalCountLimit);
    QCOMPARE(types->at(1).warningThreshold, 80.0);
}

void TestAsset::readsLog_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= 6; ++kind)
        QTest::addRow("%d", kind) << QByteArray::number(kind) << kind;
    QTest::newRow("unknown") << QByteArray("42") << int(AssetLogKind::Unknown);
    QTest::newRow("a word") << QByteArray("\"Calibration\"") << int(AssetLogKind::Unknown);
}

void TestAsset::readsLog()
{
    QFETCH(QByteArray, type);
    QFETCH(int, kind);
    const auto log = decodeAssetLog(
        "[{\"logId\":12,\"date\":\"2026-03-04T08:15:30.1234567Z\",\"user\":null,\"comment\":\"done\",\"type\":" + type
        + "}]");
    QVERIFY(log);
    const AssetLogEntry &entry = log->front();
    QCOMPARE(entry.id, 12);
    QCOMPARE(entry.date.toIso(), u"2026-03-04T08:15:30.123Z"_s);
    QVERIFY(entry.user.isEmpty());
    QCOMPARE(entry.comment, u"done"_s);
    QCOMPARE(int(entry.kind), kind);
    QVERIFY(!assetLogKindName(entry.kind).isEmpty());
}

void TestAsset::readsStatus()
{
    const auto status = decodeAssetStatus(
        R"({"alarmState": 1, "message": "Running count at 80 %", "runningCount": 80, "totalCount": 512,
                                "runningCountExceeded": false})");
    QVERIFY(status);
    QCOMPARE(status->alarmState, 1);
    QCOMPARE(status->message, u"Running count at 80 %"_s);
    QCOMPARE(status->runningCount, std::optional<qint64>(80));
    QCOMPARE(status->totalCount, std::optional<qint64>(512));
}

void TestAsset::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const AnyQuery &query, const char *expected) {
        QVERIFY(query.body.isEmpty());
        QTest::newRow(name) << query.target << QByteArray(expected);
    };
    row("one", AssetService::one(u"DMM-01"_s), "/api/Asset/DMM-01");
    row("one with signs of a path", AssetService::one(u"A/B ?#+%"_s), "/api/Asset/A%2FB%20%3F%23%2B%25");
    row("one beyond ASCII", AssetService::one(u"Prüf"_s), "/api/Asset/Pr%C3%BCf");
    row("types", AssetService::types(), "/api/Asset/Types");
    row("sub-assets", AssetService::subAssets(u"a-1"_s), "/api/Asset/SubAssets?id=a-1&level=0");
    row("direct sub-assets", AssetService::subAssets(u"a-1"_s, 1), "/api/Asset/SubAssets?id=a-1&level=1");
    row("status", AssetService::status(u"a-1"_s), "/api/Asset/Status?id=a-1");
    row("log", AssetService::log(u"a'1"_s, {0, 50}),
        "/api/Asset/Log?$filter=assetId%20eq%20%27a%27%271%27&$orderby=date%20desc&$top=50");
    row("log, second page", AssetService::log(u"a-1"_s, {50, 50}),
        "/api/Asset/Log?$filter=assetId%20eq%20%27a-1%27&$orderby=date%20desc&$skip=50&$top=50");
    row("by OData", AssetService::byODataFilter(u"state eq 1"_s, {200, 100}),
        "/api/Asset?$filter=state%20eq%201&$skip=200&$top=100");
    row("by no OData", AssetService::byODataFilter({}, {}), "/api/Asset?$top=100");
}

void TestAsset::targets()
{
    QFETCH(QByteArray, target);
    QTEST(target, "expected");
}

void TestAsset::listTargets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("state"); // -1: any
    QTest::addColumn<AssetSort>("sort");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("orderBy");
    const auto row = [](const char *name, const QString &text, const QString &type, int state, AssetSort sort,
                        bool descending, const char *filter, const char *order) {
        QTest::newRow(name) << text << type << state << sort << descending << QByteArray(filter) << QByteArray(order);
    };
    row("all by serial", {}, {}, -1, AssetSort::Serial, false, "", "serialNumber");
    row("all by serial, last first", {}, {}, -1, AssetSort::Serial, true, "", "serialNumber desc");
    row("by next calibration", {}, {}, -1, AssetSort::NextCalibration, false, "", "nextCalibrationDate,serialNumber");
    row("by next maintenance", {}, {}, -1, AssetSort::NextMaintenance, false, "", "nextMaintenanceDate,serialNumber");
    row("by name", {}, {}, -1, AssetSort::Name, false, "", "assetName,serialNumber");
    row("by location", {}, {}, -1, AssetSort::Location, false, "", "location,serialNumber");
    row("by running count", {}, {}, -1, AssetSort::RunningCount, true, "", "runningCount desc,serialNumber");
    row("by total count", {}, {}, -1, AssetSort::TotalCount, true, "", "totalCount desc,serialNumber");
    row("by last seen", {}, {}, -1, AssetSort::LastSeen, true, "", "lastSeenDate desc,serialNumber");
    row("of a type", {}, u"t-1"_s, -1, AssetSort::Serial, false, "typeId eq 't-1'", "serialNumber");
    row("in a state", {}, {}, 4, AssetSort::Serial, false, "state eq 4", "serialNumber");
    row("unknown state", {}, {}, 0, AssetSort::Serial, false, "state eq 0", "serialNumber");
    row("with a text, any case", u"O'Brien"_s, {}, -1, AssetSort::Serial, false,
        "(contains(tolower(serialNumber), 'o''brien') or contains(tolower(assetName), 'o''brien')"
        " or contains(tolower(location), 'o''brien') or contains(tolower(partNumber), 'o''brien'))",
        "serialNumber");
    row("of a type in a state", {}, u"t-1"_s, 1, AssetSort::Serial, false, "typeId eq 't-1' and state eq 1",
        "serialNumber");
}

void TestAsset::listTargets()
{
    QFETCH(QString, text);
    QFETCH(QString, type);
    QFETCH(int, state);
    QFETCH(AssetSort, sort);
    QFETCH(bool, descending);
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, orderBy);
    AssetFilter wanted{text, type, {}};
    if (state >= 0)
        wanted.state = AssetState(state);
    const auto query
        = AssetService::list(wanted, sort, descending ? Qt::DescendingOrder : Qt::AscendingOrder, {100, 50});
    const auto params = query.target.mid(query.target.indexOf('?') + 1).split('&');
    QByteArrayList expected;
    if (!filter.isEmpty())
        expected << "$filter=" + filter.toPercentEncoding();
    expected << "$orderby=" + orderBy.toPercentEncoding() << "$skip=100"
             << "$top=50";
    QVERIFY(query.target.startsWith("/api/Asset?"));
    QCOMPARE(params, expected);
}

void TestAsset::tagsFollowTheValue()
{
    const auto query = AssetService::one(u"DMM-01"_s);
    QCOMPARE(query.tags(), QByteArrayList{"asset:DMM-01"});
    const auto asset = decodeAsset(example);
    const auto tags = query.tags(&*asset);
    QVERIFY(tags.contains("asset:DMM-01"));
    QVERIFY(tags.contains("asset:33333333-3333-3333-3333-333333333333"));
    QCOMPARE(AssetService::types().tags(), QByteArrayList{"types:assets"});
    QCOMPARE(AssetService::log(u"a-1"_s, {}).tags(), (QByteArrayList{"log:a-1", "log:any"}));
    QCOMPARE(AssetService::status(u"a-1"_s).tags(), (QByteArrayList{"status:a-1", "status:any"}));
    QCOMPARE(AssetService::byODataFilter({}, {}).tags(), QByteArrayList{"list:assets"});
}

void TestAsset::listSeedsItsRows()
{
    const auto query = AssetService::byODataFilter({}, {});
    const auto list = query.endpoint->decode(
        "[" + example + R"(,{"serialNumber":"no id"},{"assetId":"x","serialNumber":"X"},{"location":"nameless"}])");
    QVERIFY(list);
    SeedCatcher catcher;
    query.endpoint->seed(*list, catcher);
    const auto one = catcher.seeds.find(AssetService::one(u"33333333-3333-3333-3333-333333333333"_s).target);
    QVERIFY(one != catcher.seeds.end());
    QCOMPARE(static_cast<const Asset *>(one->second.get())->serialNumber, u"DMM-01"_s);
    QVERIFY(catcher.seeds.contains("/api/Asset/x"));
    QVERIFY(catcher.seeds.contains("/api/Asset/no%20id"));
    QCOMPARE(catcher.seeds.size(), size_t(5)); // two of them under both of their names
    QVERIFY(!catcher.seeds.contains("/api/Asset/"));
}

void TestAsset::commands_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("expectedMethod");
    QTest::addColumn<QByteArray>("expectedTarget");
    QTest::addColumn<QByteArray>("expectedBody");
    const auto row
        = [](const char *name, const Command<Done> &command, Method method, const char *target, const char *body = "") {
              QVERIFY(!command.drops.isEmpty());
              QTest::newRow(name) << int(command.method) << command.target << command.body << int(method)
                                  << QByteArray(target) << QByteArray(body);
          };
    const Asset asset = fixture();
    Asset noId = fixture();
    noId.id.clear();
    const auto when = Timestamp::parse(std::string_view("2026-03-04T08:15:30.25Z"));
    using namespace assetcommands;
    row("calibration now", recordCalibration(asset, {}, {}), Method::Post, "/api/Asset/Calibration?id=a-1");
    row("calibration at a time", recordCalibration(asset, when, u"by ACME & Co"_s), Method::Post,
        "/api/Asset/Calibration?comment=by%20ACME%20%26%20Co&dateTime=2026-03-04T08%3A15%3A30.250Z&id=a-1");
    row("calibration by serial", recordCalibration(noId, {}, {}), Method::Post,
        "/api/Asset/Calibration?serialNumber=FX%200412%2FB");
    row("maintenance", recordMaintenance(asset, when, {}), Method::Post,
        "/api/Asset/Maintenance?dateTime=2026-03-04T08%3A15%3A30.250Z&id=a-1");
    row("reset", resetRunningCount(asset, u"new pins"_s), Method::Post,
        "/api/Asset/ResetRunningCount?comment=new%20pins&id=a-1");
    row("state", setState(asset, AssetState::InStorage), Method::Put, "/api/Asset/State?id=a-1&state=5");
    row("state unknown", setState(asset, AssetState::Unknown), Method::Put, "/api/Asset/State?id=a-1&state=0");
    row("message", addMessage(asset, u"Ünder \"test\"\n"_s), Method::Post, "/api/Asset/Message",
        "{\"assetId\":\"a-1\",\"comment\":\"Ünder \\\"test\\\"\\n\"}");
}

void TestAsset::commands()
{
    QFETCH(int, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QTEST(method, "expectedMethod");
    QTEST(target, "expectedTarget");
    QTEST(body, "expectedBody");
}

void TestAsset::dependencies_data()
{
    QTest::addColumn<AssetWrite>("write");
    QTest::addColumn<QByteArrayList>("tags");
    const QByteArrayList all{"asset:S", "asset:a", "list:assets", "log:S", "log:a", "status:S", "status:a"};
    QTest::newRow("calibration") << AssetWrite::Calibration << all;
    QTest::newRow("maintenance") << AssetWrite::Maintenance << all;
    QTest::newRow("reset") << AssetWrite::ResetRunningCount << all;
    QTest::newRow("state") << AssetWrite::SetState << all;
    QTest::newRow("message") << AssetWrite::Message << QByteArrayList{"log:S", "log:a"};
}

void TestAsset::dependencies()
{
    QFETCH(AssetWrite, write);
    QFETCH(QByteArrayList, tags);
    QCOMPARE(sorted(tagsDroppedBy(write, u"a"_s, u"S"_s)), tags);
    const QByteArrayList byId = tagsDroppedBy(write, u"a"_s, {});
    QVERIFY(!byId.contains("asset:") && !byId.contains("log:"));
    QVERIFY(byId.contains("log:a"));
    QVERIFY2(byId.contains("log:any"), "what was asked for by the name that is not known falls too");
}

void TestAsset::everyWriteIsDeclaredOnce()
{
    QSet<QByteArray> words;
    for (const Dependency &row : assetDependencies()) {
        QVERIFY(row.write && row.route && row.drops);
        words.insert(row.write);
    }
    QCOMPARE(words.size(), AssetWriteCount);
}

/// Whatever name a page asked by, the answer it shows carries a tag that the write drops.
void TestAsset::droppedTagsMeetWhatPagesShow()
{
    const auto asset = decodeAsset(example);
    const auto drops = assetcommands::recordCalibration(*asset, {}, {}).drops;
    const auto meets = [&](const TagList &tags) {
        return std::any_of(tags.begin(), tags.end(), [&](const Tag &tag) { return drops.contains(tag); });
    };
    QVERIFY(meets(AssetService::one(asset->serialNumber).tags(&*asset)));
    QVERIFY(meets(AssetService::one(asset->id).tags(&*asset)));
    QVERIFY(meets(AssetService::log(asset->id, {}).tags()));
    QVERIFY(meets(AssetService::status(asset->id).tags()));
    QVERIFY(meets(AssetService::subAssets(asset->id).tags()));
    QVERIFY(meets(AssetService::list({}, AssetSort::Name, Qt::AscendingOrder, {}).tags()));
    QVERIFY(!meets(AssetService::types().tags()));
    QVERIFY(!meets(AssetService::one(u"OTHER"_s).tags()));
}

QTEST_GUILESS_MAIN(TestAsset)
#include "tst_asset.moc"
