// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "core/session/session.h"
#include "ui/asset/assetlogmodel.h"
#include "ui/asset/assetsmodel.h"
#include "ui/product/bommodel.h"
#include "ui/product/productlistmodel.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/steptreemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

using Tester = QAbstractItemModelTester;
constexpr auto QtTestMode = Tester::FailureReportingMode::QtTest;

Product product(const QString &part, const QString &name, const QString &category, bool active = true)
{
    Product product;
    product.partNumber = part;
    product.name = name;
    product.category = category;
    product.active = active;
    return product;
}

BomItem line(const QString &part, const QString &references, qint64 quantity)
{
    BomItem item;
    item.partNumber = part;
    item.description = u"Part "_s + part;
    item.componentRef = references;
    item.quantity = quantity;
    return item;
}

Measurement measured(const QString &op, double value, std::optional<double> low, std::optional<double> high,
                     StepStatus status)
{
    Measurement one;
    one.number = value;
    one.comparison = comparisonFrom(op);
    one.lowLimit = low;
    one.highLimit = high;
    one.unit = u"V"_s;
    one.status = status;
    return one;
}

Step step(int id, const QString &name, StepStatus status)
{
    Step step;
    step.id = id;
    step.name = name;
    step.status = status;
    return step;
}

/// Main > (Power > (Rails: one value, Ripple: two values failed), Label: passed)
std::shared_ptr<const Report> someReport()
{
    auto report = std::make_shared<Report>();
    Step root = step(0, u"Main"_s, StepStatus::Failed);
    Step power = step(1, u"Power"_s, StepStatus::Failed);
    Step rails = step(2, u"Rails"_s, StepStatus::Passed);
    rails.measurements = {measured(u"GELE"_s, 3.3, 3.1, 3.5, StepStatus::Passed)};
    Step ripple = step(3, u"Ripple"_s, StepStatus::Failed);
    ripple.measurements = {measured(u"LE"_s, 0.02, 0.05, {}, StepStatus::Passed),
                           measured(u"LE"_s, 0.09, 0.05, {}, StepStatus::Failed)};
    power.steps = {rails, ripple};
    root.steps = {power, step(4, u"Label"_s, StepStatus::Error)};
    report->root = root;
    return report;
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void assetsMostUrgentFirst();
    void assetsByLevel_data();
    void assetsByLevel();
    void assetsByType();
    void assetsStayWholeWhileTheyChange();
    void log();
    void products_data();
    void products();
    void productCategories();
    void bomNumbersAndSums();
    void bomOpensWhatIsMadeHere();
    void bomNeverOpensItselfWithin();
    void bomUnderTester();
    void bomNarrows_data();
    void bomNarrows();
    void reportsUnderTester();
    void reportsShowThatThereIsMore();
    void reportsKindToStatus_data();
    void reportsKindToStatus();
    void steps();
    void stepLimits_data();
    void stepLimits();
    void unreadableStepIsShown();
    void stepsWithoutReport();

private:
    [[nodiscard]] std::shared_ptr<const AssetTypeList> types()
    {
        auto future = m_session->fetcher().ask(AssetService::types());
        future.waitForFinished();
        return future.result().value;
    }
    void load(PagedList<Asset> &list)
    {
        list.setLoadAhead(1000);
        list.setSource(
            [](PageRange range) { return AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, range); });
        QTRY_VERIFY(list.isComplete());
    }

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<Session> m_session;
};

void TestModels::initTestCase()
{
    m_themes = std::make_unique<ThemeManager>();
    QString error;
    m_server = demo::DemoServer::start({.products = 10, .assets = 80, .reports = 250}, &error);
    QVERIFY2(m_server, qPrintable(error));
    Profile profile;
    profile.id = profile.name = u"test"_s;
    profile.url = QUrl(m_server->url());
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    options.requestsPerMinute = 0;
    m_session = std::make_unique<Session>(profile, m_server->token().toLatin1(), options);
}

void TestModels::cleanupTestCase()
{
    m_session.reset();
    m_server.reset();
    m_themes.reset();
}

void TestModels::assetsMostUrgentFirst()
{
    PagedList<Asset> list(m_session->fetcher(), "test", 30, nullptr);
    AssetsModel model(list, m_session->clock(), nullptr);
    Tester tester(&model, QtTestMode);
    load(list);
    model.setTypes(types());
    QCOMPARE(model.rowCount(), list.rowCount());
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(model.healthAt(row - 1)->level >= model.healthAt(row)->level);
    model.setUrgencyOrder({});
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.assetAt(row), &list.at(row));
    model.setUrgencyOrder(Qt::AscendingOrder);
    QCOMPARE(model.healthAt(0)->level, HealthLevel::Ok);
    const Asset &last = list.at(list.rowCount() - 1);
    QCOMPARE(model.rowOf(last.id), model.rowOf(last.serialNumber));
    QVERIFY(model.rowOf(last.id) >= 0);
    QCOMPARE(model.rowOf(u"no such asset"_s), -1);
    QCOMPARE(model.assetAt(-1), nullptr);
    QCOMPARE(model.assetAt(model.rowCount()), nullptr);
}

void TestModels::assetsByLevel_data()
{
    QTest::addColumn<HealthLevel>("level");
    QTest::newRow("ok") << HealthLevel::Ok;
    QTest::newRow("warning") << HealthLevel::Warning;
    QTest::newRow("alarm") << HealthLevel::Alarm;
    QTest::newRow("overdue") << HealthLevel::Overdue;
}

void TestModels::assetsByLevel()
{
    QFETCH(HealthLevel, level);
    PagedList<Asset> list(m_session->fetcher(), "test", 200, nullptr);
    AssetsModel model(list, m_session->clock(), nullptr);
    Tester tester(&model, QtTestMode);
    load(list);
    model.setTypes(types());
    const int sum = model.countOf(HealthLevel::Ok) + model.countOf(HealthLevel::Warning)
        + model.countOf(HealthLevel::Alarm) + model.countOf(HealthLevel::Overdue);
    QCOMPARE(sum, model.loadedCount());
    QVERIFY2(model.countOf(level) > 0, "the made-up factory has some of each");
    model.setLevel(level);
    QCOMPARE(model.rowCount(), model.countOf(level));
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.healthAt(row)->level, level);
        QCOMPARE(model.index(row, AssetsModel::State).data(StatusRole), status(ui::statusOf(level)));
    }
    model.setLevel({});
    QCOMPARE(model.rowCount(), sum);
}

void TestModels::assetsByType()
{
    PagedList<Asset> list(m_session->fetcher(), "test", 200, nullptr);
    AssetsModel model(list, m_session->clock(), nullptr);
    Tester tester(&model, QtTestMode);
    load(list);
    const auto all = types();
    model.setTypes(all);
    int sum = 0;
    for (const AssetType &type : *all) {
        model.setTypeId(type.id);
        QCOMPARE(model.rowCount(), model.typeCounts().value(type.id));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.index(row, AssetsModel::Type).data().toString(), type.name);
        sum += model.rowCount();
    }
    QCOMPARE(sum, model.loadedCount());
}

void TestModels::assetsStayWholeWhileTheyChange()
{
    PagedList<Asset> list(m_session->fetcher(), "test", 20, nullptr);
    AssetsModel model(list, m_session->clock(), nullptr);
    Tester tester(&model, QtTestMode);
    load(list);
    QSignalSpy changed(&list, &PagedListBase::rowsChanged);
    list.refresh();
    QCOMPARE(model.rowCount(), list.rowCount()); // rows stay meanwhile
    QTRY_VERIFY(!list.isLoading());
    QVERIFY(changed.size() >= 4);
    QCOMPARE(model.rowCount(), list.rowCount());
    list.setSource([](PageRange range) {
        return AssetService::list({u"no such asset"_s, {}, {}}, AssetSort::Serial, Qt::AscendingOrder, range);
    });
    QCOMPARE(model.rowCount(), 0);
    QTRY_VERIFY(list.isComplete());
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.loadedCount(), 0);
}

void TestModels::log()
{
    AssetLogModel model(m_session->clock(), nullptr);
    Tester tester(&model, QtTestMode);
    QCOMPARE(model.rowCount(), 0);
    AssetLogEntry calibrated{1, Timestamp::fromMs(1'770'000'000'000), u"kari"_s, AssetLogKind::Calibrated,
                             u"ring gauge 7"_s};
    model.setLog(std::make_shared<AssetLog>(AssetLog{calibrated, AssetLogEntry()}));
    QCOMPARE(model.rowCount(), 2);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, AssetLogModel::What), assetLogKindName(AssetLogKind::Calibrated));
    QCOMPARE(text(0, AssetLogModel::Who), u"kari"_s);
    QCOMPARE(text(0, AssetLogModel::Comment), u"ring gauge 7"_s);
    QVERIFY(!text(0, AssetLogModel::When).isEmpty());
    for (const int column : {AssetLogModel::When, AssetLogModel::Who, AssetLogModel::Comment})
        QCOMPARE(text(1, column), words::none()); // nothing known reads as nothing known
    model.setLog({});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::products_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("all, inactive last") << QString() << QString()
                                        << QStringList{u"100"_s, u"200"_s, u"400"_s, u"300"_s};
    QTest::newRow("by part") << u"20"_s << QString() << QStringList{u"200"_s};
    QTest::newRow("by name, any case") << u"BOARD"_s << QString() << QStringList{u"100"_s, u"300"_s};
    QTest::newRow("by category") << QString() << u"Power"_s << QStringList{u"200"_s, u"400"_s};
    QTest::newRow("both hold") << u"4"_s << u"Power"_s << QStringList{u"400"_s};
    QTest::newRow("nothing") << u"board"_s << u"Power"_s << QStringList();
    QTest::newRow("a part of a category is none") << QString() << u"Pow"_s << QStringList();
}

void TestModels::products()
{
    QFETCH(QString, text);
    QFETCH(QString, category);
    QFETCH(QStringList, parts);
    ProductListModel model;
    Tester tester(&model, QtTestMode);
    model.setProducts(std::make_shared<ProductList>(
        ProductList{product(u"400"_s, u"Supply"_s, u"Power"_s), product(u"300"_s, u"Old board"_s, u"Boards"_s, false),
                    product(u"200"_s, u"Charger"_s, u"Power"_s), product(u"100"_s, u"Board"_s, {})}));
    model.setText(text);
    model.setCategory(category);
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown << model.productAt(row)->partNumber;
    QCOMPARE(shown, parts);
    for (int row = 0; row < parts.size(); ++row)
        QCOMPARE(model.rowOf(parts[row]), row);
    QCOMPARE(model.rowOf(u"nowhere"_s), -1);
    QCOMPARE(model.totalCount(), 4);
    QCOMPARE(model.activeCount(), 3);
}

void TestModels::productCategories()
{
    ProductListModel model;
    Tester tester(&model, QtTestMode);
    QVERIFY(model.categories().isEmpty());
    model.setProducts(
        std::make_shared<ProductList>(ProductList{product(u"1"_s, {}, u"A"_s), product(u"2"_s, {}, u"B"_s),
                                                  product(u"3"_s, {}, u"B"_s), product(u"4"_s, {}, {})}));
    const QList<std::pair<QString, int>> wanted{{u"B"_s, 2}, {u"A"_s, 1}};
    QCOMPARE(model.categories(), wanted);
}

void TestModels::bomNumbersAndSums()
{
    BomModel model;
    Tester tester(&model, QtTestMode);
    model.setBom(std::make_shared<Bom>(Bom{line(u"C-100n"_s, u"C1;C2;C40"_s, 3), line(u"610"_s, {}, 1)}));
    QCOMPARE(model.lineCount(), 2);
    QCOMPARE(model.partCount(), qint64(4));
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, BomModel::Item), u"10"_s);
    QCOMPARE(text(1, BomModel::Item), u"20"_s);
    QCOMPARE(text(0, BomModel::References), u"C1, C2, C40"_s);
    QCOMPARE(text(1, BomModel::References), words::none());
    QVERIFY(!model.hasChildren(model.index(0, 0)));
    model.setMadeHere({u"610"_s});
    QCOMPARE(text(1, BomModel::Maker), u"made here"_s);
    QCOMPARE(text(0, BomModel::Maker), words::none());
}

void TestModels::bomOpensWhatIsMadeHere()
{
    BomModel model;
    model.setMadeHere({u"610"_s, u"620"_s});
    model.setBom(std::make_shared<Bom>(Bom{line(u"R"_s, u"R1"_s, 1), line(u"610"_s, {}, 1)}));
    QSignalSpy wanted(&model, &BomModel::childrenWanted);
    const QModelIndex made = model.index(1, 0);
    QVERIFY(model.hasChildren(made) && model.canFetchMore(made));
    QVERIFY(!model.hasChildren(model.index(0, 0)));
    model.fetchMore(made);
    model.fetchMore(made); // asked once
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][1].toString(), u"610"_s);
    model.setChildren(made, std::make_shared<Bom>(Bom{line(u"620"_s, {}, 2), line(u"R"_s, u"R9"_s, 1)}));
    QCOMPARE(model.rowCount(made), 2);
    QCOMPARE(model.index(0, BomModel::Item, made).data().toString(), u"20.1"_s);
    QCOMPARE(model.parent(model.index(0, BomModel::Part, made)), made);
    QVERIFY(model.hasChildren(model.index(0, 0, made)));
    QCOMPARE(model.partCount(), qint64(2)); // the first level only
}

void TestModels::bomNeverOpensItselfWithin()
{
    BomModel model;
    model.setMadeHere({u"610"_s});
    model.setBom(std::make_shared<Bom>(Bom{line(u"610"_s, {}, 1)}));
    const QModelIndex top = model.index(0, 0);
    model.fetchMore(top);
    model.setChildren(top, std::make_shared<Bom>(Bom{line(u"610"_s, {}, 1)}));
    QVERIFY2(!model.hasChildren(model.index(0, 0, top)), "a wrong bill of materials must not be endless");
    model.setBom(std::make_shared<Bom>(Bom{line(u"610"_s, {}, 1)}));
    model.fetchMore(model.index(0, 0));
    model.setChildren(model.index(0, 0), std::make_shared<Bom>());
    QVERIFY2(!model.hasChildren(model.index(0, 0)), "what turned out empty has no chevron");
}

void TestModels::bomUnderTester()
{
    BomModel model;
    const auto answer = [&model](const QPersistentModelIndex &parent, const QString &part) {
        model.setChildren(
            parent, std::make_shared<Bom>(Bom{line(part == u"610" ? u"620"_s : u"R"_s, {}, 1), line(u"610"_s, {}, 1)}));
    };
    connect(&model, &BomModel::childrenWanted, &model, answer,
            Qt::QueuedConnection); // as a server answers; the tester opens every line
    Tester tester(&model, QtTestMode);
    model.setMadeHere({u"610"_s, u"620"_s});
    model.setBom(std::make_shared<Bom>(Bom{line(u"610"_s, {}, 1), line(u"C"_s, {}, 1)}));
    const QModelIndex top = model.index(0, 0);
    model.fetchMore(top);
    QTRY_COMPARE(model.rowCount(top), 2);
    const QModelIndex below = model.index(0, 0, top);
    model.fetchMore(below);
    QTRY_COMPARE(model.rowCount(below), 2);
    QVERIFY(!model.canFetchMore(model.index(1, 0, below)));
}

void TestModels::bomNarrows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("lines");
    QTest::newRow("all") << QString() << 3;
    QTest::newRow("part, any case") << u"c-100N"_s << 1;
    QTest::newRow("reference") << u"R7"_s << 1;
    QTest::newRow("description") << u"part"_s << 3;
    QTest::newRow("nothing") << u"zzz"_s << 0;
}

void TestModels::bomNarrows()
{
    QFETCH(QString, text);
    QFETCH(int, lines);
    BomModel model;
    Tester tester(&model, QtTestMode);
    model.setBom(std::make_shared<Bom>(
        Bom{line(u"C-100n"_s, u"C1"_s, 1), line(u"R-10k"_s, u"R6;R7"_s, 2), line(u"U-1"_s, u"U1"_s, 1)}));
    model.setText(text);
    QCOMPARE(model.lineCount(), lines);
    model.setText({});
    QCOMPARE(model.lineCount(), 3);
}

namespace {

using Reports = WindowedList<ReportHeader>;

std::unique_ptr<Reports> reportList(Session &session, int pageSize, int pagesKept)
{
    return std::make_unique<Reports>(
        session.fetcher(), "test", pageSize, pagesKept,
        [](const ReportHeader &a, const ReportHeader &b) { return a.id == b.id; }, nullptr);
}

Query<ReportHeaderList> newestReports(PageRange range, const ReportHeader *)
{
    return ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, range);
}

} // namespace

void TestModels::reportsUnderTester()
{
    const auto list = reportList(*m_session, 40, 100);
    ReportsModel model(*list, m_session->clock(), nullptr);
    Tester tester(&model, QtTestMode);
    list->setSource(newestReports);
    QTRY_VERIFY(list->rowCount() == 40);
    while (!list->isComplete()) {
        const int before = list->rowCount();
        list->show(before - 10, before + 5);
        QTRY_VERIFY(list->rowCount() > before || list->isComplete());
    }
    QVERIFY(list->rowCount() > 100);
    QCOMPARE(model.rowCount(), list->rowCount()); // no rows that promise more
    QSet<QString> ids;
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(model.reportAt(row));
        ids.insert(model.reportAt(row)->id);
        if (row > 0)
            QVERIFY(model.reportAt(row - 1)->start >= model.reportAt(row)->start);
    }
    QCOMPARE(int(ids.size()), model.rowCount());
    QCOMPARE(model.rowOf(model.reportAt(77)->id), 77);
    list->refresh();
    QTRY_VERIFY(!list->isLoading());
    QCOMPARE(model.rowCount(), list->rowCount());
}

void TestModels::reportsShowThatThereIsMore()
{
    const auto list = reportList(*m_session, 45, 100);
    ReportsModel model(*list, m_session->clock(), nullptr);
    list->setSource(newestReports);
    QTRY_COMPARE(list->rowCount(), 45);
    QCOMPARE(model.rowCount(), 45 + ReportsModel::PlaceholderRows);
    QCOMPARE(model.index(44, 0).data(PlaceholderRole).toBool(), false);
    QCOMPARE(model.index(45, 0).data(PlaceholderRole).toBool(), true);
    QCOMPARE(model.reportAt(45), nullptr);
    list->show(30, 50);
    QTRY_COMPARE(list->rowCount(), 90);
    QVERIFY(model.reportAt(89));
    QCOMPARE(model.index(45, 0).data(PlaceholderRole).toBool(), false);
    QCOMPARE(model.rowOf(u"no such report"_s), -1);
}

void TestModels::reportsKindToStatus_data()
{
    QTest::addColumn<ReportResult>("result");
    QTest::addColumn<ReportKind>("kind");
    QTest::addColumn<StatusKind>("status");
    QTest::newRow("passed") << ReportResult::Passed << ReportKind::Test << StatusKind::Passed;
    QTest::newRow("failed") << ReportResult::Failed << ReportKind::Test << StatusKind::Failed;
    QTest::newRow("error") << ReportResult::Error << ReportKind::Test << StatusKind::Error;
    QTest::newRow("terminated") << ReportResult::Terminated << ReportKind::Test << StatusKind::Terminated;
    QTest::newRow("done") << ReportResult::Done << ReportKind::Test << StatusKind::Done;
    QTest::newRow("unknown") << ReportResult::Unknown << ReportKind::Test << StatusKind::Unknown;
    QTest::newRow("a repair, whatever it says") << ReportResult::Passed << ReportKind::Repair << StatusKind::Repair;
}

void TestModels::reportsKindToStatus()
{
    QFETCH(ReportResult, result);
    QFETCH(ReportKind, kind);
    QFETCH(StatusKind, status);
    QCOMPARE(ui::statusOf(result, kind), status);
}

void TestModels::steps()
{
    StepTreeModel model;
    Tester tester(&model, QtTestMode);
    model.setReport(someReport());
    QCOMPARE(model.stepCount(), 5);
    QCOMPARE(model.failedCount(), 2);
    const QModelIndex ripple = model.indexOfStep(3);
    QVERIFY(ripple.isValid());
    QVERIFY(model.isFailedLeaf(ripple));
    QVERIFY(!model.isFailedLeaf(model.indexOfStep(1))); // a group is where one passes through
    QVERIFY(!model.isFailedLeaf(model.indexOfStep(2)));
    QVERIFY(model.isFailedLeaf(model.indexOfStep(4)));
    QVERIFY(!model.isFailedLeaf({}));
    QCOMPARE(model.rowCount(ripple), 2); // a row for each value
    QVERIFY(!model.isFailedLeaf(model.index(1, 0, ripple)));
    QCOMPARE(model.index(1, StepTreeModel::Status, ripple).data().toString(), stepStatusName(StepStatus::Failed));
    QCOMPARE(model.index(0, StepTreeModel::Status, ripple).data().toString(), stepStatusName(StepStatus::Passed));
    QCOMPARE(model.rowCount(model.indexOfStep(2)), 0); // a single value stands in the step's own row
    QCOMPARE(model.parent(ripple), model.indexOfStep(1));
    QVERIFY(!model.indexOfStep(99).isValid());
    const auto open = model.groupsToOpen();
    QVERIFY(open.contains(model.indexOfStep(0)) && open.contains(model.indexOfStep(1)) && open.contains(ripple));
}

void TestModels::stepLimits_data()
{
    QTest::addColumn<Measurement>("value");
    QTest::addColumn<QString>("low");
    QTest::addColumn<QString>("high");
    QTest::addColumn<QString>("shown");
    const auto P = StepStatus::Passed;
    QTest::newRow("within") << measured(u"GELE"_s, 3.3, 3.1, 3.5, P) << u"3.1"_s << u"3.5"_s << u"3.3"_s;
    QTest::newRow("at least") << measured(u"GE"_s, 3.3, 3.1, {}, P) << u"3.1"_s << QString() << u"3.3"_s;
    QTest::newRow("at most: the one bound is the high one")
        << measured(u"LE"_s, 3.3, 3.5, {}, P) << QString() << u"3.5"_s << u"3.3"_s;
    QTest::newRow("only recorded") << measured(u"LOG"_s, 12, {}, {}, P) << QString() << QString() << u"12"_s;
    QTest::newRow("negative") << measured(u"GELE"_s, -12.25, -13, -12, P) << u"-13"_s << u"-12"_s << u"-12.25"_s;
    QTest::newRow("zero") << measured(u"EQ"_s, 0, 0.0, {}, P) << u"0"_s << QString() << u"0"_s;
    QTest::newRow("no number") << measured(u"LOG"_s, qQNaN(), {}, {}, P) << QString() << QString() << u"NaN"_s;
    QTest::newRow("endless") << measured(u"LOG"_s, -qInf(), {}, {}, P) << QString() << QString() << u"−∞"_s;
}

void TestModels::stepLimits()
{
    QFETCH(Measurement, value);
    QFETCH(QString, low);
    QFETCH(QString, high);
    QFETCH(QString, shown);
    auto report = std::make_shared<Report>();
    report->root = step(0, u"Only"_s, value.status);
    report->root->measurements = {value};
    StepTreeModel model;
    Tester tester(&model, QtTestMode);
    model.setReport(report);
    const auto text = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(StepTreeModel::Low), low);
    QCOMPARE(text(StepTreeModel::High), high);
    QCOMPARE(text(StepTreeModel::Value), shown);
    QCOMPARE(text(StepTreeModel::Unit), u"V"_s);
}

void TestModels::unreadableStepIsShown()
{
    auto report = std::make_shared<Report>();
    report->root = step(0, u"Only"_s, StepStatus::Passed);
    report->root->editExtras().problem = u"numericMeas[0].value: <b>expected</b> a number"_s;
    StepTreeModel model;
    model.setReport(report);
    QCOMPARE(model.unreadableCount(), 1);
    const QModelIndex value = model.index(0, StepTreeModel::Value);
    QVERIFY(!value.data().toString().isEmpty());
    const QString why = plain::tip(value.data(Qt::ToolTipRole).toString()); // as the delegate shows it
    QVERIFY2(why.contains(u"numericMeas[0].value"_s) && !why.contains(u"<b>"_s), qPrintable(why));
    model.setReport(someReport());
    QCOMPARE(model.unreadableCount(), 0);
}

void TestModels::stepsWithoutReport()
{
    StepTreeModel model;
    Tester tester(&model, QtTestMode);
    QCOMPARE(model.rowCount(), 0);
    model.setReport(someReport());
    model.setReport({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.stepCount(), 0);
    QCOMPARE(model.failedCount(), 0);
    QVERIFY(model.groupsToOpen().isEmpty());
    model.setReport(std::make_shared<Report>()); // a repair has no steps
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
