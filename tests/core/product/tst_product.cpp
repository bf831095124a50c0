// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/processjson.h"
#include "core/process/processservice.h"
#include "core/product/productjson.h"
#include "core/product/productservice.h"

#include <QTest>

using namespace qwats;
using namespace Qt::StringLiterals;

class TestProduct : public QObject
{
    Q_OBJECT

private slots:
    void readsTheExample();
    void readsListRows();
    void refuses_data();
    void refuses();
    void readsBom_data();
    void readsBom();
    void readsGroupsAndVendors();
    void readsProcesses_data();
    void readsProcesses();
    void readsLevelsAndGroups();
    void readsRepairOperations();
    void refusesRepairOperations_data();
    void refusesRepairOperations();
    void targets_data();
    void targets();
    void tags();
};

void TestProduct::readsTheExample()
{
    const auto product
        = decodeProduct(R"({"partNumber": "DEMO-BOARD", "name": "Demo board", "nonSerial": false, "state": 1,
        "description": "Controller", "productId": "44444444-4444-4444-4444-444444444444", "productCategoryName": "Boards",
        "revisions": [{"revision": "A", "state": 0, "productRevisionId": "55555555-5555-5555-5555-555555555555", "tags": []},
                      {"revision": "B", "state": 1, "productRevisionId": "66666666-6666-6666-6666-666666666666",
                       "tags": [{"key": "ECO", "value": "17"}]}],
        "tags": [{"key": "Family", "value": "Demo"}]})");
    QVERIFY(product);
    QCOMPARE(product->partNumber, u"DEMO-BOARD"_s);
    QCOMPARE(product->category, u"Boards"_s);
    QCOMPARE(product->description, u"Controller"_s);
    QVERIFY(product->active);
    QVERIFY(!product->nonSerial);
    QCOMPARE(product->tags, (std::vector<NamedTag>{{u"Family"_s, u"Demo"_s}}));
    QCOMPARE(product->revisions.size(), size_t(2));
    QVERIFY(!product->revisions[0].active);
    QVERIFY(product->revisions[1].active);
    QCOMPARE(product->revisions[1].revision, u"B"_s);
    QCOMPARE(product->revisions[1].tags.size(), size_t(1));
}

void TestProduct::readsListRows()
{
    const auto products = decodeProducts(R"([
        {"partNumber": "A", "name": null, "category": "Boards", "nonSerial": true, "state": 1},
        {"PartNumber": "B", "Name": "Bee", "productCategoryName": null, "State": "0"}])");
    QVERIFY(products);
    QCOMPARE(products->size(), size_t(2));
    QCOMPARE(products->front().category, u"Boards"_s);
    QVERIFY(products->front().nonSerial);
    QVERIFY(products->front().name.isEmpty());
    QCOMPARE(products->at(1).name, u"Bee"_s);
    QVERIFY(!products->at(1).active);
}

void TestProduct::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("detail");
    using Kind = Error::Kind;
    QTest::newRow("nothing") << QByteArray() << Kind::NotFound << u"empty reply"_s;
    QTest::newRow("no part number") << QByteArray(R"({"name":"x"})") << Kind::BadReply
                                    << u"reply: expected a product with a part number"_s;
    QTest::newRow("revisions are no list")
        << QByteArray(R"({"partNumber":"A","revisions":{}})") << Kind::BadReply << u"revisions: expected a list"_s;
    QTest::newRow("a revision's name is an object") << QByteArray(R"({"partNumber":"A","revisions":[{},{"name":{}}]})")
                                                    << Kind::BadReply << u"revisions[1].name: expected text"_s;
    QTest::newRow("a revision's tag is a number") << QByteArray(R"({"partNumber":"A","revisions":[{"tags":[7]}]})")
                                                  << Kind::BadReply << u"revisions[0].tags[0]: expected an object"_s;
    QTest::newRow("a page") << QByteArray("<html></html>") << Kind::BadReply << u"markup instead of JSON"_s;
}

void TestProduct::refuses()
{
    QFETCH(QByteArray, body);
    const auto product = decodeProduct(body);
    QVERIFY(!product);
    QTEST(product.error().kind, "kind");
    QTEST(product.error().detail, "detail");
}

void TestProduct::readsBom_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("camel case") << QByteArray(
        R"([{"componentRef":"C1;C2","partNumber":"310-0104","description":"Capacitor","quantity":2,
        "manufacturer":"Ostmann","manufacturerPn":"OC-104","vendor":"Parel","vendorPn":"P-1"}])");
    QTest::newRow("Pascal case") << QByteArray(
        R"([{"ComponentRef":"C1;C2","PartNumber":"310-0104","Description":"Capacitor","Quantity":2,
        "Manufacturer":"Ostmann","ManufacturerPn":"OC-104","Vendor":"Parel","VendorPn":"P-1","BomItemId":null}])");
    QTest::newRow("short name of the reference")
        << QByteArray(R"([{"compRef":"C1;C2","componentRef":null,"partNumber":"310-0104",
        "description":"Capacitor","quantity":"2","manufacturer":"Ostmann","manufacturerPn":"OC-104","vendor":"Parel","vendorPn":"P-1"}])");
}

void TestProduct::readsBom()
{
    QFETCH(QByteArray, body);
    const auto bom = decodeBom(body);
    QVERIFY(bom);
    QCOMPARE(bom->size(), size_t(1));
    const BomItem &item = bom->front();
    QCOMPARE(item.componentRef, u"C1;C2"_s);
    QCOMPARE(item.partNumber, u"310-0104"_s);
    QCOMPARE(item.description, u"Capacitor"_s);
    QCOMPARE(item.quantity, 2);
    QCOMPARE(item.manufacturer, u"Ostmann"_s);
    QCOMPARE(item.manufacturerPart, u"OC-104"_s);
    QCOMPARE(item.vendor, u"Parel"_s);
    QCOMPARE(item.vendorPart, u"P-1"_s);
}

void TestProduct::readsGroupsAndVendors()
{
    const auto groups = decodeProductGroups(R"([{"productGroupId": 1, "productGroupName": "All"}])");
    QVERIFY(groups);
    QCOMPARE(groups->front().id, 1);
    QCOMPARE(groups->front().name, u"All"_s);
    const auto vendors = decodeVendors(R"([{"vendorId": 7, "name": "Ostmann", "anything": {"else": [1]}}])");
    QVERIFY(vendors);
    QCOMPARE(vendors->front().id, u"7"_s);
    QCOMPARE(vendors->front().name, u"Ostmann"_s);
}

void TestProduct::readsProcesses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("public form") << QByteArray(
        R"([{"code":500,"name":"Repair","description":null,"isTestOperation":false,
        "isRepairOperation":true,"isWipOperation":true,"processIndex":3,"state":0}])");
    QTest::newRow("internal form") << QByteArray(
        R"([{"Code":500,"Name":"Repair","Description":"","ProcessID":"x","ProcessIndex":3,
        "State":0,"Properties":{"a":1},"IsTestOperation":false,"IsRepairOperation":true,"IsWIPOperation":true}])");
}

void TestProduct::readsProcesses()
{
    QFETCH(QByteArray, body);
    const auto decoded = ProcessService::list().endpoint->decode(body);
    QVERIFY(decoded);
    const auto &processes = *static_cast<const ProcessList *>(decoded->get());
    QCOMPARE(processes.size(), size_t(1));
    QCOMPARE(processes[0].code, 500);
    QCOMPARE(processes[0].name, u"Repair"_s);
    QVERIFY(!processes[0].isTest);
    QVERIFY(processes[0].isRepair);
    QVERIFY(processes[0].isWip);
    QVERIFY(!processes[0].active);
}

void TestProduct::readsLevelsAndGroups()
{
    const auto levels = decodeLevels(R"([{"levelId": 1, "levelName": "PCBA"}, {"levelId": 2, "levelName": "Module"}])");
    QVERIFY(levels);
    QCOMPARE(levels->size(), size_t(2));
    QCOMPARE(levels->back().id, 2);
    QCOMPARE(levels->back().name, u"Module"_s);
    const auto decoded
        = ProcessService::productGroups().endpoint->decode(R"([{"productGroupId": 1, "productGroupName": "All"}])");
    QVERIFY(decoded);
    QCOMPARE(static_cast<const ProductGroupList *>(decoded->get())->front().name, u"All"_s);
}

void TestProduct::readsRepairOperations()
{
    const auto operations = decodeRepairOperations(R"({
        "510": {"Description": "RMA repair", "UUTRequired": 0, "Categories": null},
        "500": {"Description": "Repair", "UUTRequired": 1, "CompRefMask": "[A-Z]+[0-9]+", "BOMRequired": 0, "VendorRequired": 1,
                "Categories": [{"GUID": "c-1", "Description": "Component", "Selectable": false, "SortOrder": 2, "Failcodes": [
                    {"GUID": "f-1", "Description": "Defect Component", "Selectable": true, "FailureType": 1, "Failcodes": []}]}]}})");
    QVERIFY2(operations, operations ? "" : qPrintable(operations.error().detail));
    QCOMPARE(operations->size(), size_t(2));
    const RepairOperation &repair = operations->front();
    QCOMPARE(repair.code, 500); // sorted, whatever the order on the wire
    QCOMPARE(repair.description, u"Repair"_s);
    QCOMPARE(repair.componentMask, u"[A-Z]+[0-9]+"_s);
    QVERIFY(repair.needsTest && !repair.needsBom && repair.needsVendor);
    QCOMPARE(repair.categories.size(), size_t(1));
    QVERIFY(!repair.categories[0].selectable);
    QCOMPARE(repair.categories[0].codes[0].description, u"Defect Component"_s);
    QCOMPARE(operations->back().code, 510);
    QVERIFY(operations->back().categories.empty());
    QVERIFY(decodeRepairOperations("{}")->empty());
}

void TestProduct::refusesRepairOperations_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    QTest::newRow("a list") << QByteArray("[1]") << u"reply: expected an object"_s;
    QTest::newRow("a word as code") << QByteArray(R"({"repair":{}})") << u"repair: expected a process code as key"_s;
    QTest::newRow("half a code") << QByteArray(R"({"500x":{}})") << u"500x: expected a process code as key"_s;
    QTest::newRow("an operation is a number") << QByteArray(R"({"500":1})") << u"500: expected an object"_s;
    QTest::newRow("a code's name is a list")
        << QByteArray(R"({"500":{"Categories":[{"Failcodes":[{},{"Description":[]}]}]}})")
        << u"500.Categories[0].Failcodes[1].Description: expected text"_s;
}

void TestProduct::refusesRepairOperations()
{
    QFETCH(QByteArray, body);
    const auto operations = decodeRepairOperations(body);
    QVERIFY(!operations);
    QCOMPARE(operations.error().kind, Error::Kind::BadReply);
    QTEST(operations.error().detail, "detail");
}

void TestProduct::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const AnyQuery &query, const char *expected) {
        QTest::newRow(name) << query.target << QByteArray(expected);
    };
    row("list", ProductService::list(), "/api/Product/Query");
    row("one", ProductService::one(u"610-2041"_s), "/api/Product/610-2041");
    row("one with signs of a path", ProductService::one(u"A/B & C"_s), "/api/Product/A%2FB%20%26%20C");
    row("one that looks like a folder", ProductService::one(u".."_s), "/api/Product/%2E%2E");
    row("bill of materials", ProductService::bom(u"A&B"_s, u"1+"_s),
        "/api/internal/Product/Bom?partNumber=A%26B&revision=1%2B");
    row("groups", ProductService::groups(u"A"_s), "/api/internal/Product/GetGroupsForProduct?partNumber=A");
    row("vendors", ProductService::vendors(), "/api/Product/Vendors");
    row("processes", ProcessService::list(), "/api/App/Processes");
    row("levels", ProcessService::levels(), "/api/App/Levels");
    row("product groups", ProcessService::productGroups(), "/api/App/ProductGroups");
    row("repair operations", ProcessService::repairOperations(), "/api/internal/Process/GetRepairOperations");
}

void TestProduct::targets()
{
    QFETCH(QByteArray, target);
    QTEST(target, "expected");
}

void TestProduct::tags()
{
    QCOMPARE(ProductService::list().tags(), QByteArrayList{"list:products"});
    QCOMPARE(ProductService::one(u"A/1"_s).tags(), (QByteArrayList{"product:A/1", "product:any"}));
    const auto bom = ProductService::bom(u"A/1"_s, u"B/2"_s);
    const Bom nothing;
    QCOMPARE(bom.tags(&nothing), (QByteArrayList{"bom:A/1\nB/2", "boms:A/1"}));
    QCOMPARE(bom.tags(), (QByteArrayList{"bom:A/1\nB/2", "boms:A/1", "product:A/1"}));
    QCOMPARE(ProductService::vendors().tags(), QByteArrayList{"list:vendors"});
    QCOMPARE(ProcessService::list().tags(), QByteArrayList{"processes"});
}

QTEST_GUILESS_MAIN(TestProduct)
#include "tst_product.moc"
