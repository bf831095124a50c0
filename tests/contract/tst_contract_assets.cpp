// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assethealth.h"
#include "tests/contract/contractbench.h"
#include "tests/demo/rawclient.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace qwats;
using qwats::test::ContractBench;

namespace {

constexpr PageRange everything{0, 10'000};

struct SortCase
{
    const char *name;
    AssetSort sort;
    std::function<int(const Asset &, const Asset &)> compare; // < 0, 0, > 0
};

template <typename T> int order(const T &left, const T &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

/// A missing value sorts before all others, as OData has it.
const std::vector<SortCase> &sortCases()
{
    static const std::vector<SortCase> cases{
        {"next calibration", AssetSort::NextCalibration,
         [](const Asset &a, const Asset &b) { return order(a.nextCalibration, b.nextCalibration); }},
        {"next maintenance", AssetSort::NextMaintenance,
         [](const Asset &a, const Asset &b) { return order(a.nextMaintenance, b.nextMaintenance); }},
        {"serial", AssetSort::Serial,
         [](const Asset &a, const Asset &b) { return order(a.serialNumber, b.serialNumber); }},
        {"name", AssetSort::Name, [](const Asset &a, const Asset &b) { return order(a.name, b.name); }},
        {"location", AssetSort::Location, [](const Asset &a, const Asset &b) { return order(a.location, b.location); }},
        {"running count", AssetSort::RunningCount,
         [](const Asset &a, const Asset &b) { return order(a.runningCount, b.runningCount); }},
        {"total count", AssetSort::TotalCount,
         [](const Asset &a, const Asset &b) { return order(a.totalCount, b.totalCount); }},
        {"last seen", AssetSort::LastSeen,
         [](const Asset &a, const Asset &b) { return order(a.lastSeen, b.lastSeen); }},
    };
    return cases;
}

bool hasText(const Asset &asset, const QString &text)
{
    const auto has = [&](const QString &field) { return field.toLower().contains(text.toLower()); };
    return has(asset.serialNumber) || has(asset.name) || has(asset.location) || has(asset.partNumber);
}

bool fits(const Asset &asset, const AssetFilter &filter)
{
    return (filter.text.isEmpty() || hasText(asset, filter.text))
        && (filter.typeId.isEmpty() || asset.typeId == filter.typeId)
        && (!filter.state || asset.state == *filter.state);
}

QStringList serialsOf(const AssetList &list)
{
    QStringList serials;
    for (const Asset &asset : list)
        serials << asset.serialNumber;
    return serials;
}

} // namespace

class TestContractAssets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyAssetIsPlausible();
    void typesArePlausible();
    void pagesJoinWithoutGap_data();
    void pagesJoinWithoutGap();
    void sorted_data();
    void sorted();
    void filtered_data();
    void filtered();
    void odataFilter();
    void badODataIsRejected();
    void oneByIdAndBySerial();
    void listRowsAnswerForTheDetail();
    void subAssets_data();
    void subAssets();
    void logIsNewestFirst();
    void statusAgreesWithHealth_data();
    void statusAgreesWithHealth();
    void oddSerials_data();
    void oddSerials();

private:
    std::unique_ptr<ContractBench> m_bench;
    AssetList m_all;
    AssetTypeList m_types;
};

void TestContractAssets::initTestCase()
{
    m_bench = std::make_unique<ContractBench>();
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
    m_all = m_bench->value(AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, everything));
    m_types = m_bench->value(AssetService::types());
    QCOMPARE(m_all.size(), 300u);
}

void TestContractAssets::everyAssetIsPlausible()
{
    QSet<QString> ids;
    QSet<QString> serials;
    QSet<QString> types;
    for (const AssetType &type : m_types)
        types.insert(type.id);
    const Timestamp now = m_bench->clock.wallNow();
    for (const Asset &asset : m_all) {
        QVERIFY(!asset.id.isEmpty() && !asset.serialNumber.isEmpty() && !asset.name.isEmpty());
        ids.insert(asset.id);
        serials.insert(asset.serialNumber);
        QVERIFY2(types.contains(asset.typeId), qPrintable(asset.serialNumber));
        QVERIFY(asset.firstSeen.isValid() && asset.firstSeen <= asset.lastSeen && asset.lastSeen <= now);
        QVERIFY(!asset.lastCalibration.isValid() || asset.lastCalibration <= now);
        QVERIFY(asset.runningCount.value_or(-1) >= 0 && asset.totalCount.value_or(-1) >= *asset.runningCount);
    }
    QCOMPARE(ids.size(), 300);
    QCOMPARE(serials.size(), 300);
}

void TestContractAssets::typesArePlausible()
{
    QCOMPARE(m_types.size(), 8u);
    for (const AssetType &type : m_types) {
        QVERIFY(!type.id.isEmpty() && !type.name.isEmpty());
        QVERIFY(type.warningThreshold > 0 && type.warningThreshold < type.alarmThreshold);
        const bool used
            = std::any_of(m_all.begin(), m_all.end(), [&](const Asset &asset) { return asset.typeId == type.id; });
        QVERIFY2(used, qPrintable(type.name));
    }
}

void TestContractAssets::pagesJoinWithoutGap_data()
{
    QTest::addColumn<int>("sortCase");
    QTest::addColumn<int>("top");
    QTest::newRow("one by one page of 100") << 2 << 100;
    QTest::newRow("uneven pages") << 2 << 37;
    QTest::newRow("many equal keys") << 4 << 29;
    QTest::newRow("many missing dates") << 1 << 41;
    QTest::newRow("page as long as the list") << 2 << 300;
}

void TestContractAssets::pagesJoinWithoutGap()
{
    QFETCH(int, sortCase);
    QFETCH(int, top);
    const AssetSort sort = sortCases()[static_cast<size_t>(sortCase)].sort;
    QStringList joined;
    for (int skip = 0;; skip += top) {
        const auto page = m_bench->value(AssetService::list({}, sort, Qt::AscendingOrder, {skip, top}));
        joined += serialsOf(page);
        if (int(page.size()) < top)
            break;
        QVERIFY(joined.size() <= 300);
    }
    const auto whole = m_bench->value(AssetService::list({}, sort, Qt::AscendingOrder, everything));
    QCOMPARE(joined, serialsOf(whole));
    QCOMPARE(QSet<QString>(joined.begin(), joined.end()).size(), 300);
}

void TestContractAssets::sorted_data()
{
    QTest::addColumn<int>("sortCase");
    QTest::addColumn<bool>("descending");
    for (int i = 0; i < int(sortCases().size()); ++i) {
        QTest::addRow("%s up", sortCases()[static_cast<size_t>(i)].name) << i << false;
        QTest::addRow("%s down", sortCases()[static_cast<size_t>(i)].name) << i << true;
    }
}

void TestContractAssets::sorted()
{
    QFETCH(int, sortCase);
    QFETCH(bool, descending);
    const SortCase &wanted = sortCases()[static_cast<size_t>(sortCase)];
    const auto rows = m_bench->value(
        AssetService::list({}, wanted.sort, descending ? Qt::DescendingOrder : Qt::AscendingOrder, everything));
    QCOMPARE(rows.size(), 300u);
    for (size_t i = 1; i < rows.size(); ++i) {
        int found = wanted.compare(rows[i - 1], rows[i]);
        found = descending ? -found : found;
        QVERIFY2(found <= 0, qPrintable(rows[i].serialNumber));
        QVERIFY2(found < 0 || rows[i - 1].serialNumber < rows[i].serialNumber,
                 "equal rows are in order of serial number");
    }
    QVERIFY2(wanted.compare(rows.front(), rows.back()) != 0, "all rows equal: the order proves nothing");
}

void TestContractAssets::filtered_data()
{
    QTest::addColumn<AssetFilter>("filter");
    const Asset &sample = m_all[123];
    QTest::newRow("nothing") << AssetFilter{};
    QTest::newRow("whole serial") << AssetFilter{sample.serialNumber, {}, {}};
    QTest::newRow("serial in other case") << AssetFilter{sample.serialNumber.toLower(), {}, {}};
    QTest::newRow("middle of a serial") << AssetFilter{sample.serialNumber.mid(2, 3), {}, {}};
    QTest::newRow("part of a name") << AssetFilter{sample.name.left(4).toUpper(), {}, {}};
    QTest::newRow("location") << AssetFilter{sample.location, {}, {}};
    QTest::newRow("part number") << AssetFilter{sample.partNumber, {}, {}};
    QTest::newRow("quote in the text") << AssetFilter{u"it's"_s, {}, {}};
    QTest::newRow("text that is nowhere") << AssetFilter{u"%&=+?#/ü"_s, {}, {}};
    for (const AssetType &type : m_types)
        QTest::addRow("type %s", qPrintable(type.name)) << AssetFilter{{}, type.id, {}};
    for (int state = 0; state < AssetStateCount; ++state)
        QTest::addRow("state %d", state) << AssetFilter{{}, {}, AssetState(state)};
    QTest::newRow("type and state") << AssetFilter{{}, sample.typeId, sample.state};
    QTest::newRow("text, type and state") << AssetFilter{sample.serialNumber.left(3), sample.typeId, sample.state};
}

void TestContractAssets::filtered()
{
    QFETCH(AssetFilter, filter);
    QStringList wanted;
    for (const Asset &asset : m_all) {
        if (fits(asset, filter))
            wanted << asset.serialNumber;
    }
    const auto found = m_bench->get(AssetService::list(filter, AssetSort::Serial, Qt::AscendingOrder, everything));
    QVERIFY2(found, found.error ? qPrintable(found.error->message) : "");
    QCOMPARE(serialsOf(*found), wanted);
}

void TestContractAssets::odataFilter()
{
    const auto found = m_bench->value(AssetService::byODataFilter(u"totalCount gt 1000 and state eq 1"_s, everything));
    const auto wanted = std::count_if(m_all.begin(), m_all.end(), [](const Asset &asset) {
        return asset.totalCount > 1000 && asset.state == AssetState::InOperation;
    });
    QVERIFY(wanted > 0);
    QCOMPARE(qsizetype(found.size()), qsizetype(wanted));
}

void TestContractAssets::badODataIsRejected()
{
    const auto answer = m_bench->get(AssetService::byODataFilter(u"nosuchfield eq 1"_s, everything));
    QVERIFY(!answer);
    QVERIFY(answer.error.has_value());
    QCOMPARE(answer.error->kind, Error::Kind::Rejected);
    QCOMPARE(answer.error->status, 400);
    QVERIFY2(answer.error->message.contains(u"nosuchfield"_s), "the server's words are kept");
}

void TestContractAssets::oneByIdAndBySerial()
{
    const Asset &row = m_all[42];
    for (const QString &name : {row.id, row.serialNumber}) {
        const Asset asset = m_bench->value(AssetService::one(name), FetchOptions::Mode::Refresh);
        QCOMPARE(asset.id, row.id);
        QCOMPARE(asset.serialNumber, row.serialNumber);
        QCOMPARE(asset.totalCount, row.totalCount);
        QCOMPARE(asset.lastSeen, row.lastSeen);
    }
    const auto unknown = m_bench->get(AssetService::one(u"no such asset"_s));
    QVERIFY(!unknown && unknown.error);
    QCOMPARE(unknown.error->kind, Error::Kind::NotFound);
}

void TestContractAssets::listRowsAnswerForTheDetail()
{
    m_bench->connectSession();
    const auto page = m_bench->value(AssetService::list({}, AssetSort::Serial, Qt::AscendingOrder, {0, 20}));
    QCOMPARE(page.size(), 20u);
    const quint64 before = m_bench->server->requestsSeen();
    const auto detail = m_bench->get(AssetService::one(page[7].id));
    QVERIFY(detail);
    QCOMPARE(detail->serialNumber, page[7].serialNumber);
    QCOMPARE(detail.outcome, Outcome::Seeded);
    QCOMPARE(m_bench->server->requestsSeen(), before);
}

void TestContractAssets::subAssets_data()
{
    QTest::addColumn<int>("level");
    QTest::newRow("whole tree") << 0;
    QTest::newRow("children") << 1;
    QTest::newRow("two levels") << 2;
}

void TestContractAssets::subAssets()
{
    QFETCH(int, level);
    QSet<QString> parents;
    for (const Asset &asset : m_all) {
        if (!asset.parentId.isEmpty())
            parents.insert(asset.parentId);
    }
    QVERIFY(!parents.isEmpty());
    for (const QString &root : parents) {
        QSet<QString> wanted;
        QSet<QString> front{root};
        for (int depth = 1; !front.isEmpty() && (level == 0 || depth <= level); ++depth) {
            QSet<QString> next;
            for (const Asset &asset : m_all) {
                if (front.contains(asset.parentId))
                    next.insert(asset.id);
            }
            wanted += next;
            front = next;
        }
        QSet<QString> found;
        for (const Asset &asset : m_bench->value(AssetService::subAssets(root, level)))
            found.insert(asset.id);
        QCOMPARE(found, wanted);
    }
}

void TestContractAssets::logIsNewestFirst()
{
    qsizetype entries = 0;
    for (size_t i = 0; i < 40; ++i) {
        const auto log = m_bench->value(AssetService::log(m_all[i].id, everything));
        entries += qsizetype(log.size());
        for (size_t j = 1; j < log.size(); ++j)
            QVERIFY(log[j - 1].date >= log[j].date);
        for (const AssetLogEntry &entry : log)
            QVERIFY(entry.date.isValid() && entry.kind != AssetLogKind::Unknown
                    && entry.date <= m_bench->clock.wallNow());
        if (log.size() > 1) {
            const auto second = m_bench->value(AssetService::log(m_all[i].id, {1, 1}));
            QCOMPARE(second.size(), 1u);
            QCOMPARE(second[0].id, log[1].id);
        }
    }
    QVERIFY2(entries > 40, "assets have a history");
}

void TestContractAssets::statusAgreesWithHealth_data()
{
    QTest::addColumn<QString>("typeId");
    for (const AssetType &type : m_types)
        QTest::newRow(qPrintable(type.name)) << type.id;
}

void TestContractAssets::statusAgreesWithHealth()
{
    QFETCH(QString, typeId);
    const auto type = std::find_if(m_types.begin(), m_types.end(), [&](const AssetType &t) { return t.id == typeId; });
    int checked = 0;
    for (const Asset &asset : m_all) {
        if (asset.typeId != typeId || checked == 12)
            continue;
        ++checked;
        const AssetStatus status = m_bench->value(AssetService::status(asset.id));
        QCOMPARE(status.runningCount, asset.runningCount);
        QCOMPARE(status.totalCount, asset.totalCount);
        const AssetHealth health = assetHealth(asset, &*type, m_bench->clock.wallNow());
        const int wanted = health.level == HealthLevel::Ok ? 0 : health.level == HealthLevel::Warning ? 1 : 2;
        QVERIFY2(status.alarmState == wanted,
                 qPrintable(asset.serialNumber + u": server says "_s + status.message + u", we say "_s
                            + healthSentence(health)));
    }
    QVERIFY(checked > 0);
}

void TestContractAssets::oddSerials_data()
{
    QTest::addColumn<QString>("serial");
    QTest::newRow("slash, blank, plus, umlaut, percent") << u"A/B +ü%"_s;
    QTest::newRow("question mark and hash") << u"what?#1"_s;
    QTest::newRow("looks encoded") << u"a%2Fb"_s;
    QTest::newRow("quote and ampersand") << u"it's & more;=1"_s;
    QTest::newRow("brackets") << u"{id}[0]"_s;
    QTest::newRow("beyond the BMP") << u"日本 \U0001F50C"_s;
}

void TestContractAssets::oddSerials()
{
    QFETCH(QString, serial);
    demo::test::RawClient raw(m_bench->server->port(), m_bench->server->token());
    const QJsonObject wanted{{u"serialNumber"_s, serial}, {u"assetName"_s, u"Odd"_s}, {u"typeId"_s, m_types[0].id}};
    const auto made = raw.send("PUT", "/api/Asset", QJsonDocument(wanted).toJson(QJsonDocument::Compact));
    QVERIFY2(made.status == 200 || made.status == 201, made.body.constData());
    const auto asset = m_bench->get(AssetService::one(serial), FetchOptions::Mode::Refresh);
    QVERIFY2(asset, asset.error ? qPrintable(asset.error->message) : "");
    QCOMPARE(asset->serialNumber, serial);
    const auto found
        = m_bench->value(AssetService::list({serial, {}, {}}, AssetSort::Serial, Qt::AscendingOrder, everything),
                         FetchOptions::Mode::Refresh);
    QCOMPARE(serialsOf(found), QStringList{serial});
    const Status written = m_bench->send([&](AssetService &assets, QObject *context, AssetService::Reply done) {
        Asset bySerial;
        bySerial.serialNumber = serial;
        assets.setState(bySerial, AssetState::InStorage, context, std::move(done));
    });
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
    QCOMPARE(m_bench->value(AssetService::one(serial)).state, AssetState::InStorage);
}

QTEST_GUILESS_MAIN(TestContractAssets)
#include "tst_contract_assets.moc"
