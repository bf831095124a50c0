// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetcommands.h"
#include "core/product/productcommands.h"
#include "core/report/reportcommands.h"
#include "tests/contract/contractbench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace qwats;
using qwats::test::ContractBench;

namespace {

/// One look-up of a row: what it is, and what it says.
struct Answer
{
    QByteArray name;
    std::function<QByteArray(ContractBench &)> read; ///< what it says, through the cache; "-" for an error
    std::function<bool(ContractBench &)> isHeld; ///< the cache has it, or the knowledge that there is none
};

/// One write of a dependency table. The texts of `changed` answers have to differ after it.
struct WriteCase
{
    AnyCommand command;
    std::vector<Answer> changed;
    std::vector<Answer> fallen; ///< dropped, though they may say the same again
    std::vector<Answer> kept;
    Answer seeded; ///< answers after the write without a call; no read: none
};

template <typename T>
Answer answer(
    const Query<T> &query, std::function<QString(const T &)> words = [](const T &) { return QString(); })
{
    return {query.target,
            [query, words](ContractBench &bench) {
                const auto got = bench.get(query);
                return got ? words(*got).toUtf8() : QByteArray("-");
            },
            [query](ContractBench &bench) {
                return bench.session->cache().peek(query.key, query.endpoint->domain).state
                    != CacheAnswer::State::Missing;
            }};
}

QString words(const Asset &asset)
{
    QStringList tags;
    for (const NamedTag &tag : asset.tags)
        tags << tag.key + u'=' + tag.value;
    return QStringList{asset.serialNumber,
                       asset.name,
                       asset.location,
                       asset.parentSerialNumber,
                       QString::number(int(asset.state)),
                       QString::number(asset.runningCount.value_or(-1)),
                       QString::number(asset.totalCount.value_or(-1)),
                       asset.lastCalibration.toIso(),
                       asset.nextCalibration.toIso(),
                       asset.lastMaintenance.toIso(),
                       asset.nextMaintenance.toIso(),
                       tags.join(u',')}
        .join(u'|');
}

QString words(const Product &product)
{
    QStringList all{product.partNumber, product.name, product.category};
    for (const NamedTag &tag : product.tags)
        all << tag.key + u'=' + tag.value;
    for (const ProductRevision &revision : product.revisions)
        all << revision.revision + u':' + revision.description;
    return all.join(u'|');
}

template <typename T> QString sizeWords(const std::vector<T> &rows)
{
    return QString::number(rows.size());
}

Answer asset(const QString &name)
{
    return answer<Asset>(AssetService::one(name), [](const Asset &a) { return words(a); });
}

Answer assetLog(const QString &id)
{
    return answer<AssetLog>(AssetService::log(id, {0, 1000}), sizeWords<AssetLogEntry>);
}

Answer assetStatus(const QString &id)
{
    return answer<AssetStatus>(AssetService::status(id), [](const AssetStatus &status) {
        return QStringLiteral("%1/%2").arg(status.runningCount.value_or(-1)).arg(status.totalCount.value_or(-1));
    });
}

Answer assetList()
{
    return answer<AssetList>(AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, {0, 1000}),
                             [](const AssetList &rows) {
                                 QStringList all;
                                 for (const Asset &row : rows)
                                     all << words(row);
                                 return all.join(u'\n');
                             });
}

Answer assetFiles(const QString &id)
{
    return answer<QStringList>(AssetService::files(id), [](const QStringList &names) { return names.join(u','); });
}

Answer product(const QString &part)
{
    return answer<Product>(ProductService::one(part), [](const Product &p) { return words(p); });
}

Answer productList()
{
    return answer<ProductList>(ProductService::list(), [](const ProductList &rows) {
        QStringList all;
        for (const Product &row : rows)
            all << words(row);
        return all.join(u'\n');
    });
}

Answer bom(const QString &part, const QString &revision)
{
    return answer<Bom>(ProductService::bom(part, revision), sizeWords<BomItem>);
}

QString words(const BoxBuildPart &part)
{
    QString text = part.partNumber + u'*' + QString::number(part.quantity);
    for (const BoxBuildPart &child : part.parts)
        text += u'(' + words(child) + u')';
    return text;
}

Answer boxBuild(const QString &part, const QString &revision)
{
    return answer<BoxBuildPart>(ProductService::boxBuild(part, revision),
                                [](const BoxBuildPart &top) { return words(top); });
}

Answer vendors()
{
    return answer<VendorList>(ProductService::vendors(), sizeWords<Vendor>);
}

Answer groups()
{
    return answer<ProductGroupList>(ProductService::allGroups(), sizeWords<ProductGroup>);
}

} // namespace

/// Every row of the dependency tables against a server: what a write makes untrue falls, the next read is new, all else
/// stays; a write that fails drops nothing; each goes once; what a save answers with needs no read.
class TestContractSaves : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyWrite_data();
    void everyWrite();
    void refusedWriteDropsNothing_data();
    void refusedWriteDropsNothing();
    void readBegunBeforeTheWriteIsNotStored();
    void unreadableReplyDropsToo();
    void savesThatCannotBeSent();
    void manySavesArePartial();
    void filesComeBackAsSent();

private:
    static void addRows();
    [[nodiscard]] WriteCase caseOf(const QByteArray &domain, int row);
    [[nodiscard]] WriteCase assetCase(AssetWrite write);
    [[nodiscard]] WriteCase productCase(ProductWrite write);
    [[nodiscard]] WriteCase reportCase(ReportWrite write);
    /// Sends it and waits; the error's kind by name, empty when it was done.
    QString send(const AnyCommand &command);

    std::unique_ptr<ContractBench> m_bench;
    Asset m_asset; ///< has a child
    Asset m_child;
    Asset m_other;
};

void TestContractSaves::init()
{
    m_bench = std::make_unique<ContractBench>(ContractBench::options(20));
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    const auto all = m_bench->value(AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, {0, 1000}));
    m_child = {};
    for (const Asset &one : all) {
        if (!one.parentId.isEmpty() && m_child.id.isEmpty())
            m_child = one;
    }
    for (const Asset &one : all) {
        if (one.id == m_child.parentId)
            m_asset = one;
        else if (one.parentId.isEmpty())
            m_other = one;
    }
    QVERIFY(!m_asset.id.isEmpty() && !m_child.id.isEmpty() && !m_other.id.isEmpty());
    m_bench->connectSession();
}

QString TestContractSaves::send(const AnyCommand &command)
{
    Command<void> typed;
    static_cast<AnyCommand &>(typed) = command;
    QObject context;
    std::optional<QString> ended;
    m_bench->session->fetcher().send<void>(typed, &context, [&](const Result<std::shared_ptr<const void>> &reply) {
        ended = reply ? QString() : errorKindName(reply.error().kind) + u' ' + reply.error().message;
    });
    if (!QTest::qWaitFor([&] { return ended.has_value(); }, 10'000))
        return u"the test gave up"_s;
    return *ended;
}

WriteCase TestContractSaves::assetCase(AssetWrite write)
{
    using namespace assetcommands;
    const QString id = m_asset.id;
    const Timestamp when = Timestamp::fromMs(ContractBench::NowMs - 7'200'000);
    const Timestamp due = Timestamp::fromMs(ContractBench::NowMs + 86'400'000);
    const std::vector<Answer> whole{asset(id), asset(m_asset.serialNumber), assetList(), assetLog(id)};
    const std::vector<Answer> counts{asset(id), asset(m_asset.serialNumber), assetList(), assetStatus(id)};
    const std::vector<Answer> others{asset(m_other.id), assetLog(m_other.id), assetStatus(m_other.id), productList()};
    AssetEdit edit = AssetEdit::of(m_asset);
    edit.serialNumber += u"-B"_s;
    edit.tags = {{u"line"_s, u"7"_s, TagChange::Kind::Add}};
    switch (write) {
    case AssetWrite::Save:
        return {save(edit),
                {asset(id), assetList(), assetLog(id), asset(m_child.id)},
                {assetStatus(id)},
                others,
                asset(id)};
    case AssetWrite::Delete:
        return {remove(m_asset),
                {asset(id), assetList(), asset(m_child.id)},
                {assetStatus(id), assetLog(id), assetFiles(id)},
                others,
                {}};
    case AssetWrite::Count: return {incrementCount(m_asset, 3, false), counts, {}, others, {}};
    case AssetWrite::CountWithChildren: {
        auto all = counts;
        all.push_back(asset(m_child.id));
        all.push_back(assetStatus(m_child.id));
        return {incrementCount(m_asset, 3, true), all, {}, {asset(m_other.id), assetLog(m_other.id)}, {}};
    }
    case AssetWrite::SetRunningCount: return {setRunningCount(m_asset, 77'777), counts, {}, others, {}};
    case AssetWrite::SetTotalCount: return {setTotalCount(m_asset, 777'777), counts, {}, others, {}};
    case AssetWrite::ResetRunningCount: return {resetRunningCount(m_asset, {}), counts, {assetLog(id)}, others, {}};
    case AssetWrite::SetState: return {setState(m_asset, AssetState::InTransit), whole, {assetStatus(id)}, others, {}};
    case AssetWrite::Calibration: return {recordCalibration(m_asset, when, {}), whole, {assetStatus(id)}, others, {}};
    case AssetWrite::ExternalCalibration:
        return {recordExternalCalibration(m_asset, when, due, u"lab"_s), whole, {assetStatus(id)}, others, {}};
    case AssetWrite::Maintenance: return {recordMaintenance(m_asset, when, {}), whole, {assetStatus(id)}, others, {}};
    case AssetWrite::ExternalMaintenance:
        return {recordExternalMaintenance(m_asset, when, due, u"lab"_s), whole, {assetStatus(id)}, others, {}};
    case AssetWrite::Message:
        return {addMessage(m_asset, u"seen"_s),
                {assetLog(id)},
                {},
                {asset(id), assetStatus(id), assetList(), assetLog(m_other.id)},
                {}};
    case AssetWrite::SaveType: {
        AssetType type;
        type.name = u"Probe"_s;
        type.runningCountLimit = 10;
        return {saveType(type),
                {answer<AssetTypeList>(AssetService::types(), sizeWords<AssetType>)},
                {assetStatus(id)},
                {asset(id), assetLog(id), assetList()},
                {}};
    }
    case AssetWrite::UploadFile:
        return {uploadFile(m_asset, u"a b.txt"_s, "text"),
                {assetFiles(id)},
                {},
                {asset(id), assetFiles(m_other.id), assetLog(id)},
                {}};
    case AssetWrite::DeleteFiles: {
        const QString problem = send(uploadFile(m_asset, u"old.txt"_s, "text"));
        if (!problem.isEmpty())
            qWarning("%s", qPrintable(problem));
        return {deleteFiles(m_asset, {u"old.txt"_s}), {assetFiles(id)}, {}, {asset(id), assetFiles(m_other.id)}, {}};
    }
    }
    return {};
}

WriteCase TestContractSaves::productCase(ProductWrite write)
{
    using namespace productcommands;
    const QString part = u"610-2041"_s;
    const std::vector<Answer> others{product(u"610-2055"_s), asset(m_asset.id)};
    const Product known = m_bench->value(ProductService::one(part), FetchOptions::Mode::NoCache);
    ProductEdit edit = ProductEdit::of(known);
    edit.name = u"Renamed"_s;
    const QString current = known.revisions.empty() ? QString() : known.revisions.back().revision;
    RevisionEdit revision{part, u"ZZ"_s, true, {}, u"Change order 9"_s, {}};
    const auto ofRevision = answer<ProductRevision>(ProductService::revision(part, u"ZZ"_s),
                                                    [](const ProductRevision &one) { return one.description; });
    const Bom items{{u"R1;R2"_s, u"100-1"_s, u"Resistor"_s, 2, {}, {}, {}, {}, {}}};
    const auto drives = m_bench->value(ProductService::list(), FetchOptions::Mode::NoCache);
    QString drive;
    for (const Product &row : drives) {
        if (row.category == u"Drives" && drive.isEmpty())
            drive = row.partNumber;
    }
    const auto build = m_bench->value(ProductService::boxBuild(drive, {}), FetchOptions::Mode::NoCache);
    ProductRelation relation;
    relation.parentRevisionId = build.revisionId;
    if (!build.parts.empty()) {
        relation.id = build.parts[0].relationId;
        relation.childRevisionId = build.parts[0].revisionId;
    }
    switch (write) {
    case ProductWrite::SaveProduct: return {save(edit), {product(part), productList()}, {}, others, product(part)};
    case ProductWrite::SaveProducts:
        return {saveAll({edit}), {product(part), productList()}, {}, others, product(part)};
    case ProductWrite::SaveRevision:
        return {saveRevision(revision), {product(part), ofRevision}, {bom(part, u"ZZ"_s)}, others, ofRevision};
    case ProductWrite::SaveRevisions:
        return {saveRevisions({revision}), {product(part), ofRevision}, {}, others, ofRevision};
    case ProductWrite::SaveGroup:
        return {saveGroup({0, u"Spare"_s}),
                {groups(), answer<ProductGroupList>(ProcessService::productGroups(), sizeWords<ProductGroup>)},
                {answer<ProductGroupList>(ProductService::groups(part))},
                others,
                {}};
    case ProductWrite::SaveVendor: return {saveVendor({{}, u"New vendor"_s}), {vendors()}, {}, others, {}};
    case ProductWrite::DeleteVendor: return {deleteVendor(u"V-100"_s), {vendors()}, {}, others, {}};
    case ProductWrite::SaveBom:
        return {
            saveBom(part, current, items), {bom(part, current)}, {}, {product(part), bom(u"610-2055"_s, u"B"_s)}, {}};
    case ProductWrite::UploadBom:
        return {
            uploadBom(part, current, items), {bom(part, current)}, {}, {product(part), bom(u"610-2055"_s, u"B"_s)}, {}};
    case ProductWrite::SaveCategories:
        return {saveCategories({{{}, u"Spare parts"_s, {}}}),
                {answer<ProductCategoryList>(ProductService::categories(), sizeWords<ProductCategory>)},
                {productList(), product(part)},
                {asset(m_asset.id), bom(part, current)},
                {}};
    case ProductWrite::SaveTags:
        return {saveTags(part, {{u"Line"_s, u"4"_s}}),
                {product(part), answer<std::vector<NamedTag>>(ProductService::tags(part), sizeWords<NamedTag>)},
                {},
                others,
                {}};
    case ProductWrite::SaveRevisionTags:
        return {saveRevisionTags(part, current, {{u"Line"_s, u"4"_s}}),
                {answer<std::vector<NamedTag>>(ProductService::revisionTags(part, current), sizeWords<NamedTag>)},
                {product(part)},
                others,
                {}};
    case ProductWrite::AddRelation: {
        const auto other = m_bench->value(ProductService::boxBuild(u"610-2055"_s, {}), FetchOptions::Mode::NoCache);
        const auto top = m_bench->value(ProductService::boxBuild(part, {}), FetchOptions::Mode::NoCache);
        ProductRelation added;
        added.parentRevisionId = top.revisionId;
        added.childRevisionId = other.revisionId;
        added.quantity = 2;
        return {addRelation(added), {boxBuild(part, {})}, {}, {product(part), product(drive)}, {}};
    }
    case ProductWrite::ChangeRelation:
        relation.quantity = 5;
        return {changeRelation(relation), {boxBuild(drive, {})}, {}, {product(part), product(drive)}, {}};
    case ProductWrite::DeleteRelation:
        return {deleteRelation(relation.id), {boxBuild(drive, {})}, {}, {product(part), product(drive)}, {}};
    }
    return {};
}

WriteCase TestContractSaves::reportCase(ReportWrite write)
{
    const auto rows = m_bench->value(ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, {0, 1}),
                                     FetchOptions::Mode::NoCache);
    const QString known = rows.empty() ? QString() : rows[0].id;
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QByteArray wsjf = m_bench->value(ReportService::wsjf(known, {}), FetchOptions::Mode::NoCache);
    QJsonObject body = QJsonDocument::fromJson(wsjf).object();
    body[u"id"_s] = id;
    body[u"pn"_s] = u"NEW-PART"_s;
    body[u"assets"_s] = QJsonArray{QJsonObject{{u"sn"_s, m_asset.serialNumber}, {u"usageCount"_s, 2}}};
    wsjf = QJsonDocument(body).toJson();
    const ReportIdentity identity{id, u"NEW-PART"_s, {m_asset.serialNumber}};
    const auto list = answer<ReportHeaderList>(
        ReportService::headers({}, ReportSort::Start, Qt::DescendingOrder, {0, 1000}), sizeWords<ReportHeader>);
    const auto one = answer<Report>(ReportService::one(id), [](const Report &report) { return report.id; });
    const std::vector<Answer> kept{asset(m_other.id), vendors(), answer<Report>(ReportService::one(known))};
    if (write == ReportWrite::Upload)
        return {reportcommands::uploadWsjf(wsjf, identity),
                {list, one, product(u"NEW-PART"_s), productList(), asset(m_asset.id), assetStatus(m_asset.id)},
                {},
                kept,
                {}};
    const QByteArray xml = m_bench->value(ReportService::wsxf(known, {}), FetchOptions::Mode::NoCache);
    const QByteArray other = QByteArray(xml).replace(known.toUtf8(), id.toUtf8());
    return {reportcommands::uploadWsxf(other, {id, {}, {}}),
            {list, one},
            {productList(), product(u"610-2041"_s)},
            kept,
            {}};
}

WriteCase TestContractSaves::caseOf(const QByteArray &domain, int row)
{
    if (domain == "asset")
        return assetCase(AssetWrite(row));
    return domain == "product" ? productCase(ProductWrite(row)) : reportCase(ReportWrite(row));
}

void TestContractSaves::addRows()
{
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<int>("row");
    const auto add = [](const QByteArray &domain, const auto &table) {
        for (size_t i = 0; i < table.size(); ++i)
            QTest::addRow("%s: %s", domain.constData(), table[i].write) << domain << int(i);
    };
    add("asset", assetDependencies());
    add("product", productDependencies());
    add("report", reportDependencies());
}

void TestContractSaves::everyWrite_data()
{
    addRows();
}

void TestContractSaves::everyWrite()
{
    QFETCH(QByteArray, domain);
    QFETCH(int, row);
    const WriteCase wanted = caseOf(domain, row);
    QVERIFY(!wanted.command.target.isEmpty() && !wanted.changed.empty() && !wanted.kept.empty());
    std::vector<QByteArray> before;
    for (const Answer &one : wanted.changed)
        before.push_back(one.read(*m_bench));
    for (const auto *all : {&wanted.fallen, &wanted.kept}) {
        for (const Answer &one : *all)
            one.read(*m_bench);
    }
    for (const auto *all : {&wanted.changed, &wanted.fallen, &wanted.kept}) {
        for (const Answer &one : *all)
            QVERIFY2(one.isHeld(*m_bench), one.name.constData());
    }
    const quint64 calls = m_bench->server->requestsSeen();
    QCOMPARE(send(wanted.command), QString());
    QCOMPARE(m_bench->server->requestsSeen(), calls + 1);

    if (wanted.seeded.read) {
        QVERIFY2(wanted.seeded.read(*m_bench) != "-", "what the server answered is kept");
        QCOMPARE(m_bench->server->requestsSeen(), calls + 1);
    }
    for (const Answer &one : wanted.kept)
        QVERIFY2(one.isHeld(*m_bench), one.name.constData());
    for (const auto *all : {&wanted.changed, &wanted.fallen}) {
        for (const Answer &one : *all)
            QVERIFY2(one.name == wanted.seeded.name || !one.isHeld(*m_bench), one.name.constData());
    }
    for (size_t i = 0; i < wanted.changed.size(); ++i)
        QVERIFY2(wanted.changed[i].read(*m_bench) != before[i], wanted.changed[i].name.constData());
}

void TestContractSaves::refusedWriteDropsNothing_data()
{
    addRows();
}

void TestContractSaves::refusedWriteDropsNothing()
{
    QFETCH(QByteArray, domain);
    QFETCH(int, row);
    const WriteCase wanted = caseOf(domain, row);
    for (const auto *all : {&wanted.changed, &wanted.fallen, &wanted.kept}) {
        for (const Answer &one : *all)
            one.read(*m_bench);
    }
    QSignalSpy dropped(&m_bench->session->fetcher(), &Fetcher::tagsDropped);
    for (const QString &fault : {u"403"_s, u"503"_s}) {
        QCOMPARE(m_bench->server->setFaults(fault), QString());
        const quint64 calls = m_bench->server->requestsSeen();
        QVERIFY(!send(wanted.command).isEmpty());
        QCOMPARE(m_bench->server->requestsSeen(), calls + 1);
    }
    for (const auto *all : {&wanted.changed, &wanted.fallen, &wanted.kept}) {
        for (const Answer &one : *all)
            QVERIFY2(one.isHeld(*m_bench), one.name.constData());
    }
    QCoreApplication::processEvents();
    QCOMPARE(dropped.size(), 0);
}

void TestContractSaves::readBegunBeforeTheWriteIsNotStored()
{
    const auto query = AssetService::one(m_asset.id);
    QCOMPARE(m_bench->server->setFaults(u"slow=400@/api/Asset/{id}"_s), QString());
    auto reading = m_bench->session->fetcher().ask(query);
    QTRY_COMPARE(m_bench->server->requestsSeen("GET /api/Asset/{idOrSerial}"), quint64(1));
    QCOMPARE(send(assetcommands::setState(m_asset, AssetState::InStorage)), QString());
    reading.waitForFinished();
    QVERIFY(reading.result());
    QVERIFY2(!m_bench->session->fetcher().peek(query), "the read may have seen what was there before");
    m_bench->server->setFaults({});
    QCOMPARE(m_bench->value(query).state, AssetState::InStorage);
}

void TestContractSaves::unreadableReplyDropsToo()
{
    const auto query = AssetService::one(m_asset.id);
    QVERIFY(m_bench->get(query));
    AssetEdit edit = AssetEdit::of(m_asset);
    edit.location = u"Elsewhere"_s;
    QCOMPARE(m_bench->server->setFaults(u"garbage@PUT /api/Asset"_s), QString());
    QVERIFY(send(assetcommands::save(edit)).startsWith(u"bad_reply"_s));
    QVERIFY2(!m_bench->session->fetcher().peek(query), "the server did it, though it said so badly");
    QCOMPARE(m_bench->value(query).location, u"Elsewhere"_s);
}

void TestContractSaves::savesThatCannotBeSent()
{
    QObject context;
    const quint64 calls = m_bench->server->requestsSeen();
    std::vector<Error::Kind> kinds;
    const auto note = [&](const auto &reply) { kinds.push_back(reply ? Error::Kind::Cancelled : reply.error().kind); };
    auto &assets = m_bench->session->assets();
    assets.save({}, &context, note);
    assets.uploadFile(m_asset, u"big.bin"_s, QByteArray(LargestAssetFile + 1, 'x'), &context, note);
    assets.saveType({}, &context, note);
    auto &products = m_bench->session->products();
    products.save({}, &context, note);
    products.saveRevision({}, &context, note);
    products.saveBom(u"610-2041"_s, u"A"_s, {{}}, &context, note);
    QVERIFY2(kinds.empty(), "nobody is called back from inside a call");
    QTRY_COMPARE(kinds.size(), 6u);
    for (const auto kind : kinds)
        QCOMPARE(kind, Error::Kind::InvalidInput);
    QCOMPARE(m_bench->server->requestsSeen(), calls);
}

void TestContractSaves::manySavesArePartial()
{
    QObject context;
    AssetEdit good = AssetEdit::of(m_asset);
    good.location = u"Hall 9"_s;
    AssetEdit taken = AssetEdit::of(m_other);
    taken.serialNumber = m_asset.serialNumber; // belongs to another one
    std::vector<Result<std::shared_ptr<const Asset>>> replies;
    m_bench->session->assets().saveMany({good, {}, taken}, &context, [&](const auto &all) { replies = all; });
    QTRY_COMPARE(replies.size(), 3u);
    QVERIFY(replies[0] && (*replies[0])->location == u"Hall 9");
    QVERIFY(!replies[1] && replies[1].error().kind == Error::Kind::InvalidInput);
    QVERIFY(!replies[2] && replies[2].error().kind == Error::Kind::Conflict);

    std::vector<Fetched<Asset>> got;
    m_bench->session->assets().getMany({m_asset.id, u"nobody"_s, m_other.id}, {}, &context,
                                       [&](const auto &all) { got = all; });
    QTRY_COMPARE(got.size(), 3u);
    QVERIFY(got[0] && got[0]->location == u"Hall 9");
    QVERIFY(!got[1] && got[1].error && got[1].error->kind == Error::Kind::NotFound);
    QVERIFY(got[2] && got[2]->id == m_other.id);
}

void TestContractSaves::filesComeBackAsSent()
{
    QByteArray content("{\"content\": 1}");
    for (int i = 0; i < 256; ++i)
        content += char(i);
    const QString name = u"Prüf & bericht #1+.bin"_s;
    QCOMPARE(send(assetcommands::uploadFile(m_asset, name, content)), QString());
    QCOMPARE(m_bench->value(AssetService::files(m_asset.id)), QStringList{name});
    QCOMPARE(m_bench->value(AssetService::file(m_asset.id, name)), content);
}

QTEST_GUILESS_MAIN(TestContractSaves)
#include "tst_contract_saves.moc"
