// SPDX-License-Identifier: GPL-3.0-or-later
// Every endpoint of production, statistics and software is asked through core, or there is a reason why not.
#include "tests/contract/contractbench.h"

#include <QBuffer>
#include <QSet>

#include <functional>
#include <map>
#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace qwats;
using qwats::test::ContractBench;

namespace {

using Ask = std::function<QString()>; ///< empty: it was answered as it should

const std::map<QByteArray, const char *> withoutUse{
    {"GET /api/internal/App/MeasurementList", "the POST form says everything"},
    {"GET /api/internal/App/StepStatusList", "the POST form says everything"},
    {"GET /api/internal/App/TopFailed", "the public endpoint answers the same"},
    {"POST /api/internal/App/TopFailed", "the public endpoint answers the same"},
    {"GET /api/internal/UnitFlow/Nodes", "part of the whole flow, which is one answer"},
    {"GET /api/internal/UnitFlow/Links", "part of the whole flow, which is one answer"},
    {"GET /api/internal/UnitFlow/Units", "part of the whole flow, which is one answer"},
    {"POST /api/internal/UnitFlow/SN", "the whole flow takes the same filter"},
    {"POST /api/internal/UnitFlow/SplitBy", "the whole flow takes the same filter"},
    {"POST /api/internal/UnitFlow/UnitOrder", "the whole flow takes the same filter"},
    {"GET /api/internal/Production/isConnected", "the version endpoint says whether the server is there"},
    {"GET /api/internal/Production/GetUnitInfo", "unit, product, process and verification are asked for themselves"},
    {"GET /api/internal/Production/GetUnitPhase", "the unit says it"},
    {"GET /api/internal/Production/GetUnitProcess", "the unit says it"},
    {"GET /api/internal/Production/CheckChildUnits", "the public endpoint answers the same"},
    {"POST /api/internal/Production/RemoveChildUnit", "the public endpoint does the same"},
    {"GET /api/Production/Phases", "another name for GetUnitPhases"},
    {"PUT /api/Software/Package", "the form with the id in the path does the same"},
};

bool isOurs(const QByteArray &path)
{
    for (const char *prefix :
         {"/api/Production/", "/api/App/", "/api/Software/", "/api/internal/Production/", "/api/internal/Mes/",
          "/api/internal/UnitFlow", "/api/internal/App/", "/api/internal/Trigger/"}) {
        if (path.startsWith(prefix))
            return true;
    }
    return false;
}

/// "GET /api/…" of all endpoints that the server has under our prefixes.
QByteArrayList servedRoutes()
{
    QByteArrayList routes;
    for (const QByteArray &line : demo::DemoServer::endpoints().split('\n')) {
        const QByteArrayList cells = line.split('|');
        const QByteArray path = cells.size() == 4 ? cells[2].trimmed().replace('`', "") : QByteArray();
        for (const QByteArray &method : isOurs(path) ? cells[1].split(',') : QByteArrayList())
            routes << method.trimmed() + ' ' + path;
    }
    return routes;
}

/// A ZIP archive with one stored file.
QByteArray zipOf(const QByteArray &name, const QByteArray &content)
{
    QByteArray zip;
    const auto put = [&zip](quint32 value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            zip += char(value >> (8 * i) & 0xff);
    };
    const auto crc = quint32(crc32(0, reinterpret_cast<const Bytef *>(content.constData()), uInt(content.size())));
    const auto facts = [&] { // what both headers say: time and date, checksum, sizes, length of the name
        put(0x00210000, 4);
        put(crc, 4);
        put(quint32(content.size()), 4);
        put(quint32(content.size()), 4);
        put(quint32(name.size()), 2);
        put(0, 2);
    };
    zip += "PK\x03\x04";
    put(20, 2);
    put(0, 4);
    facts();
    zip += name + content;
    const auto directory = quint32(zip.size());
    zip += "PK\x01\x02";
    put(20, 2);
    put(20, 2);
    put(0, 4);
    facts();
    zip += QByteArray(14, '\0') + name;
    const auto length = quint32(zip.size()) - directory;
    zip += "PK\x05\x06";
    put(0, 4);
    put(1, 2);
    put(1, 2);
    put(length, 4);
    put(directory, 4);
    put(0, 2);
    return zip;
}

} // namespace

class TestContractProductionRoutes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyRouteHasARow();
    void reads_data();
    void reads();
    void changesAUnit();
    void takesSerialNumbers();
    void managesPackages();
    void everyWriteWasAsked();
    void verificationIsAlwaysLive_data();
    void verificationIsAlwaysLive();
    void settingsCannotCacheAVerification();

private:
    template <typename T> Ask asks(const Query<T> &query)
    {
        return [this, query] {
            const auto answer = m_bench->get(query, FetchOptions::Mode::Refresh);
            return answer ? QString() : answer.error ? answer.error->message + answer.error->detail : u"nothing"_s;
        };
    }
    template <typename T> Result<std::shared_ptr<const T>> sent(const Command<T> &command);
    /// Sends a write that has to succeed and remembers nothing else.
    template <typename T> bool works(const Command<T> &command);
    void addReads();

    std::unique_ptr<ContractBench> m_bench;
    std::map<QByteArray, Ask> m_reads;
    Unit m_unit; ///< one with sub-units
};

template <typename T> Result<std::shared_ptr<const T>> TestContractProductionRoutes::sent(const Command<T> &command)
{
    QObject context;
    std::optional<Result<std::shared_ptr<const T>>> reply;
    m_bench->session->fetcher().send<T>(command, &context,
                                        [&](const Result<std::shared_ptr<const T>> &result) { reply = result; });
    if (!QTest::qWaitFor([&] { return reply.has_value(); }, 10'000))
        return failure(Error::Kind::Timeout, u"the test gave up"_s);
    return *reply;
}

template <typename T> bool TestContractProductionRoutes::works(const Command<T> &command)
{
    const auto reply = sent(command);
    if (!reply)
        qWarning("%s: %s %s", command.target.constData(), qPrintable(reply.error().message),
                 qPrintable(reply.error().detail));
    return reply.has_value();
}

void TestContractProductionRoutes::initTestCase()
{
    m_bench = std::make_unique<ContractBench>();
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    ReportFilter filter;
    for (const ReportHeader &row :
         m_bench->value(ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, {0, 400}))) {
        m_unit = m_bench->value(ProductionService::one(row.serialNumber, row.partNumber));
        QCOMPARE(m_unit.serialNumber, row.serialNumber);
        if (m_unit.subUnits.size() > 1)
            break;
    }
    QVERIFY(m_unit.subUnits.size() > 1);
    addReads();
}

void TestContractProductionRoutes::addReads()
{
    using P = ProductionService;
    using A = AnalyticsService;
    const QString serial = m_unit.serialNumber;
    const QString part = m_unit.partNumber;
    const QString type = u"Product serial"_s;
    SerialNumberSelection some;
    some.type = type;
    WatsFilter group;
    group.productGroup = u"Drives"_s;
    WatsFilter filter;
    filter.partNumber = part;
    filter.stationName = u"%"_s; // so that no GET can say it
    const auto package = [this] { return m_bench->value(SoftwareService::list()).at(0); };
    const QString packageId = package().id;
    m_reads = {
        {"GET /api/Production/Unit/{serialNumber}/{partNumber}", asks(P::one(serial, part))},
        {"GET /api/internal/Production/GetUnit", asks(P::one(serial, {}))},
        {"GET /api/Production/UnitVerification", asks(P::verification(serial, part, m_unit.revision))},
        {"GET /api/Production/CheckChildUnits", asks(P::childCheck(serial, part))},
        {"GET /api/Production/Units/Changes", asks(P::changes({}, {}, {0, 10}))},
        {"GET /api/internal/Mes/GetUnitPhases", asks(P::phases())},
        {"GET /api/Production/Batches", asks(P::batches(part))},
        {"GET /api/internal/Production/GetUnitHierarchy", asks(P::hierarchy(serial, part))},
        {"GET /api/internal/Production/GetUnitStateHistory", asks(P::stateHistory(serial, part))},
        {"GET /api/internal/Production/GetUnitContents", asks(P::contents(serial, part))},
        {"GET /api/internal/Production/GetSites", asks(P::sites())},
        {"GET /api/Production/SerialNumbers/Types", asks(P::serialNumberTypes())},
        {"GET /api/Production/SerialNumbers/ByRange",
         asks(P::serialNumbersInRange(type, u"VX-3000000"_s, u"VX-3000009"_s))},
        {"GET /api/Production/SerialNumbers/ByReference", asks(P::serialNumbersOf(type, u"A"_s, u"B"_s))},
        {"GET /api/Production/SerialNumbers", asks(P::serialNumberFile(type, {}, SerialFileFormat::Csv))},
        {"GET /api/internal/Production/SerialNumbers", asks(P::serialNumbers(some, {0, 5}))},
        {"GET /api/internal/Production/SerialNumbers/Count", asks(P::serialNumberCount(some))},
        {"GET /api/internal/Production/SerialNumbers/Ranges", asks(P::serialNumberRanges(type))},
        {"GET /api/internal/Production/SerialNumbers/Statistics", asks(P::serialNumberPools())},
        {"GET /api/App/Version",
         [this] {
             m_bench->session->checkServer();
             return QTest::qWaitFor([this] { return !m_bench->session->serverVersion().isEmpty(); }, 10'000)
                 ? QString()
                 : u"no version"_s;
         }},
        {"GET /api/App/Processes", asks(ProcessService::list())},
        {"GET /api/App/Levels", asks(ProcessService::levels())},
        {"GET /api/App/ProductGroups", asks(ProcessService::productGroups())},
        {"POST /api/App/DynamicYield", asks(A::yield(filter))},
        {"GET /api/App/VolumeYield", asks(A::volumeYield(group))},
        {"POST /api/App/VolumeYield", asks(A::volumeYield(filter))},
        {"GET /api/App/HighVolume", asks(A::highVolume(group))},
        {"POST /api/App/HighVolume", asks(A::highVolume(filter))},
        {"GET /api/App/WorstYield", asks(A::worstYield(group))},
        {"POST /api/App/WorstYield", asks(A::worstYield(filter))},
        {"POST /api/App/HighVolumeByProductGroup", asks(A::highVolumeByProductGroup(filter))},
        {"POST /api/App/WorstYieldByProductGroup", asks(A::worstYieldByProductGroup(filter))},
        {"POST /api/App/DynamicRepair", asks(A::repairs(filter))},
        {"GET /api/App/RelatedRepairHistory", asks(A::repairHistory(part))},
        {"GET /api/App/TopFailed", asks(A::topFailed(group))},
        {"POST /api/App/TopFailed", asks(A::topFailed(filter))},
        {"POST /api/App/TestStepAnalysis", asks(A::stepAnalysis(filter))},
        {"POST /api/App/Measurements", asks(A::measurements(filter))},
        {"POST /api/App/AggregatedMeasurements", asks(A::aggregatedMeasurements(filter))},
        {"POST /api/App/OeeAnalysis", asks(A::oee(filter))},
        {"POST /api/App/SerialNumberHistory", asks(A::serialNumberHistory(filter))},
        {"GET /api/App/UutReport", asks(A::testReports(group))},
        {"POST /api/App/UutReport", asks(A::testReports(filter))},
        {"POST /api/App/UurReport", asks(A::repairReports(filter))},
        {"POST /api/internal/App/MeasurementList", asks(A::measurementList(filter))},
        {"POST /api/internal/App/StepStatusList", asks(A::stepStatuses(filter))},
        {"POST /api/internal/UnitFlow", asks(A::unitFlow(filter))},
        {"POST /api/internal/Trigger/GetAlarmAndNotificationLogs", asks(A::alarms(filter))},
        {"GET /api/Software/Packages", asks(SoftwareService::list())},
        {"GET /api/Software/Package/{id}", asks(SoftwareService::one(packageId))},
        {"GET /api/Software/PackageByName", asks(SoftwareService::byName(package().name))},
        {"GET /api/Software/PackagesByTag", asks(SoftwareService::byTag(u"Process"_s, u"Burn-in"_s))},
        {"GET /api/Software/PackageFiles/{id}", asks(SoftwareService::files(packageId))},
        {"GET /api/Software/VirtualFolders", asks(SoftwareService::virtualFolders())},
    };
}

/// The writes that the tests below send; the last one looks whether the server saw each.
const QSet<QByteArray> writesAsked{
    "PUT /api/Production/SetUnitPhase",
    "PUT /api/Production/SetUnitProcess",
    "POST /api/Production/AddChildUnit",
    "POST /api/Production/RemoveChildUnit",
    "PUT /api/Production/Units",
    "DELETE /api/Production/Units/Changes/{id}",
    "PUT /api/Production/Batch",
    "PUT /api/Production/Batches",
    "POST /api/internal/Production/AddChildUnit",
    "POST /api/internal/Production/RemoveAllChildUnits",
    "POST /api/internal/Production/CreateUnit",
    "POST /api/Production/SerialNumbers/Take",
    "PUT /api/Production/SerialNumbers",
    "PUT /api/internal/Production/SerialNumbers/Free",
    "DELETE /api/internal/Production/SerialNumbers/Free",
    "POST /api/Software/Package",
    "PUT /api/Software/Package/{id}",
    "DELETE /api/Software/Package/{id}",
    "DELETE /api/Software/PackageByName",
    "POST /api/Software/PackageStatus/{id}",
    "POST /api/Software/Package/UploadZip/{id}",
    "POST /api/Software/Package/FileAttribute/{fileId}",
};

void TestContractProductionRoutes::everyRouteHasARow()
{
    const QByteArrayList served = servedRoutes();
    QVERIFY(served.size() > 80);
    QByteArrayList unknown;
    for (const QByteArray &route : served) {
        const int places
            = int(m_reads.contains(route)) + int(writesAsked.contains(route)) + int(withoutUse.contains(route));
        if (places != 1)
            unknown << route;
    }
    QVERIFY2(unknown.isEmpty(), unknown.join(", ").constData());
    QCOMPARE(qsizetype(m_reads.size() + withoutUse.size()) + writesAsked.size(), served.size());
}

void TestContractProductionRoutes::reads_data()
{
    QTest::addColumn<QByteArray>("route");
    for (const auto &[route, ask] : m_reads)
        QTest::addRow("%s", route.constData()) << route;
}

void TestContractProductionRoutes::reads()
{
    QFETCH(QByteArray, route);
    const quint64 before = m_bench->server->requestsSeen(route);
    const QString problem = m_reads.at(route)();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(m_bench->server->requestsSeen(route), before + 1);
}

void TestContractProductionRoutes::changesAUnit()
{
    namespace commands = productioncommands;
    const auto now = [this] { return m_bench->value(ProductionService::one(m_unit.serialNumber, m_unit.partNumber)); };
    QCOMPARE(now().subUnits.size(), m_unit.subUnits.size()); // kept now: what follows must drop it
    QVERIFY(works(commands::setPhase(m_unit, 32, u"broken"_s)));
    QCOMPARE(now().phaseId, 32);
    QVERIFY(works(commands::setProcess(m_unit, 100, u"again"_s)));
    QCOMPARE(now().processCode.value_or(0), 100);

    const Unit child = m_unit.subUnits.at(0);
    QVERIFY(works(commands::removeChild(m_unit, child)));
    QCOMPARE(now().subUnits.size(), m_unit.subUnits.size() - 1);
    QVERIFY(works(commands::addChild(m_unit, child)));
    QCOMPARE(now().subUnits.size(), m_unit.subUnits.size());
    const auto refused = sent(commands::addChild(child, m_unit)); // it would contain itself
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Conflict);
    QCOMPARE(m_bench->value(ProductionService::one(child.serialNumber, child.partNumber)).parentSerialNumber,
             m_unit.serialNumber);
    QVERIFY(works(commands::removeAllChildren(m_unit)));
    QCOMPARE(now().subUnits.size(), 0u);
    QCOMPARE(m_bench->value(ProductionService::one(child.serialNumber, child.partNumber)).parentSerialNumber,
             QString());
    QVERIFY(works(commands::addCheckedChild(m_unit, child, {})));
    QCOMPARE(now().subUnits.size(), 1u);

    Unit made;
    made.serialNumber = u"QW/1 ü"_s;
    made.partNumber = m_unit.partNumber;
    made.batchNumber = u"LOT-QW"_s;
    const auto one = [&] { return m_bench->get(ProductionService::one(made.serialNumber, made.partNumber)); };
    QCOMPARE(one().error->kind, Error::Kind::NotFound);
    const auto created = sent(commands::createUnit(made));
    QVERIFY(created);
    QCOMPARE((*created)->serialNumber, made.serialNumber);
    QVERIFY(one()); // "not there" is not believed any longer
    made.location = u"Hall 9"_s;
    const auto saved = sent(commands::saveUnits({made}));
    QVERIFY(saved);
    QCOMPARE((*saved)->errors, 0);
    QCOMPARE(one()->location, u"Hall 9"_s);

    const auto changes = m_bench->value(ProductionService::changes({}, {}, {0, 100}));
    QVERIFY(!changes.empty());
    QVERIFY(works(commands::acknowledgeChange(changes.at(0).id)));
    QCOMPARE(m_bench->value(ProductionService::changes({}, {}, {0, 100})).size(), changes.size() - 1);
    QVERIFY(works(commands::saveBatch({u"LOT-A"_s, m_unit.partNumber, 12})));
    QVERIFY(works(commands::saveBatches({{u"LOT-B"_s, m_unit.partNumber, 13}, {u"LOT-C"_s, {}, 14}})));
    QCOMPARE(m_bench->value(ProductionService::batches(m_unit.partNumber, u"LOT-B"_s)).size(), 1u);
}

void TestContractProductionRoutes::takesSerialNumbers()
{
    namespace commands = productioncommands;
    const QString type = u"Product serial"_s;
    SerialNumberSelection free;
    free.type = type;
    free.state = u"Free"_s;
    const qint64 before = m_bench->value(ProductionService::serialNumberCount(free));
    QVERIFY(before > 10);
    const auto taken = sent(commands::takeSerialNumbers(type, 3, {u"QW-1"_s, u"PART"_s, u"S1"_s}));
    QVERIFY(taken);
    QCOMPARE((*taken)->size(), 3);
    QCOMPARE(m_bench->value(ProductionService::serialNumberCount(free)), before - 3);
    const auto mine = m_bench->value(ProductionService::serialNumbersOf(type, u"QW-1"_s, u"PART"_s));
    QCOMPARE(mine.size(), 3u);
    QCOMPARE(mine.at(0).number, (*taken)->at(0));
    SerialNumberSelection given;
    given.type = type;
    given.from = (*taken)->first();
    given.to = (*taken)->last();
    const auto freed = sent(commands::freeSerialNumbers(given));
    QVERIFY(freed);
    QCOMPARE(**freed, 3);
    const auto gone = sent(commands::deleteFreeSerialNumbers(given));
    QVERIFY(gone);
    QCOMPARE(**gone, 3);
    QCOMPARE(m_bench->value(ProductionService::serialNumberCount(free)), before - 3);
    QVERIFY(!sent(commands::freeSerialNumbers(free)));

    const QByteArray file
        = m_bench->value(ProductionService::serialNumberFile(type, u"Taken"_s, SerialFileFormat::Csv));
    QVERIFY(file.startsWith("serialNumber,"));
    QVERIFY(
        works(commands::uploadSerialNumbers(type, "serialNumber\nVX-9000001\nVX-9000002\n", SerialFileFormat::Csv)));
    QCOMPARE(m_bench->value(ProductionService::serialNumberCount(free)), before - 1);
}

void TestContractProductionRoutes::managesPackages()
{
    using S = SoftwareService;
    const size_t before = m_bench->value(S::list()).size();
    SoftwarePackage package;
    package.name = u"qWATS test"_s;
    package.description = u"first"_s;
    package.tags = {{u"Line"_s, u"7"_s}};
    const auto created = sent(S::create(package));
    QVERIFY2(created, qPrintable(created ? QString() : created.error().message));
    package = **created;
    QVERIFY(!package.id.isEmpty());
    QCOMPARE(m_bench->value(S::list()).size(), before + 1);
    package.description = u"second"_s;
    QVERIFY(works(S::update(package)));
    QVERIFY(works(S::uploadZip(package.id, zipOf("bin/a.txt", "hello"), true)));
    const auto files = m_bench->value(S::files(package.id));
    QCOMPARE(files.size(), 1u);
    QCOMPARE(files.at(0).size.value_or(0), 5);
    QVERIFY(works(S::setFileAttributes(files.at(0).id, u"RunOnce=true"_s)));
    QCOMPARE(m_bench->value(S::files(package.id)).at(0).attributes, u"RunOnce=true"_s);
    QVERIFY(works(S::setStatus(package.id, PackageStatus::Pending)));
    const SoftwarePackage now = m_bench->value(S::one(package.id));
    QCOMPARE(now.status, PackageStatus::Pending);
    QCOMPARE(now.description, u"second"_s);
    QCOMPARE(m_bench->value(S::byTag(u"Line"_s, u"7"_s)).size(), 1u);
    QVERIFY(works(S::removeByName(now.name, now.version.value_or(0))));
    const auto again = sent(S::create(now));
    QVERIFY(again);
    QVERIFY(works(S::remove((*again)->id)));
    QCOMPARE(m_bench->value(S::list()).size(), before);
}

void TestContractProductionRoutes::everyWriteWasAsked()
{
    for (const QByteArray &route : writesAsked)
        QVERIFY2(m_bench->server->requestsSeen(route) > 0, route.constData());
}

void TestContractProductionRoutes::verificationIsAlwaysLive_data()
{
    QTest::addColumn<int>("safety");
    QTest::addColumn<bool>("later"); // set while the session runs
    for (const bool later : {false, true}) {
        for (const auto safety : {Safety::LiveOnly, Safety::FreshOnly, Safety::MayBeStale})
            QTest::addRow("%s, %s", qPrintable(safetyName(safety)), later ? "later" : "from the start")
                << int(safety) << later;
    }
}

void TestContractProductionRoutes::verificationIsAlwaysLive()
{
    QFETCH(int, safety);
    QFETCH(bool, later);
    CachePolicies wanted = CachePolicies::defaults();
    CachePolicy &policy = wanted.of(Domain::UnitVerification);
    policy.enabled = true;
    policy.safety = static_cast<Safety>(safety);
    policy.freshFor = policy.keepFor = policy.offlineFor = std::chrono::hours(100);
    ContractBench bench;
    QVERIFY2(bench.session, qPrintable(bench.problem));
    bench.connectSession(later ? CachePolicies::defaults() : wanted);
    if (later)
        bench.session->setPolicies(wanted);
    bench.withoutRetries();
    const auto grade = ProductionService::verification(m_unit.serialNumber, m_unit.partNumber);
    const auto check = ProductionService::childCheck(m_unit.serialNumber, m_unit.partNumber);
    for (quint64 asked = 1; asked <= 3; ++asked) {
        QVERIFY(bench.get(grade) && bench.get(check));
        QCOMPARE(bench.server->requestsSeen("GET /api/Production/UnitVerification"), asked);
        QCOMPARE(bench.server->requestsSeen("GET /api/Production/CheckChildUnits"), asked);
    }
    QVERIFY(!bench.get(grade, FetchOptions::Mode::CacheOnly));
    QVERIFY(!bench.session->fetcher().peek(grade));
    bench.server->setFaults(u"503"_s);
    const auto during = bench.get(grade);
    QVERIFY(!during && during.error); // an outage is no reason to show an old one
}

/// A settings file that asks for it is told so, and the session does not do it.
void TestContractProductionRoutes::settingsCannotCacheAVerification()
{
    QCOMPARE(CachePolicies::defaults().of(Domain::UnitVerification).safety, Safety::LiveOnly);
    CachePolicies shared = CachePolicies::defaults();
    shared.setShared(std::chrono::hours(10), std::chrono::hours(20), std::chrono::hours(30));
    ContractBench bench;
    QVERIFY2(bench.session, qPrintable(bench.problem));
    bench.connectSession(shared);
    const auto grade = ProductionService::verification(m_unit.serialNumber, m_unit.partNumber);
    QVERIFY(bench.get(grade) && bench.get(grade));
    QCOMPARE(bench.server->requestsSeen("GET /api/Production/UnitVerification"), 2u);
}

QTEST_GUILESS_MAIN(TestContractProductionRoutes)
#include "tst_contract_productionroutes.moc"
