// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assetcommands.h"
#include "tests/contract/contractbench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace qwats;
using qwats::test::ContractBench;

/// Every write of the client: reads back at once, and drops what it made untrue and nothing else.
class TestContractWrites : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void readsBack_data();
    void readsBack();
    void dropsItsTagsOnly_data();
    void dropsItsTagsOnly();
    void refusedWriteDropsNothing_data();
    void refusedWriteDropsNothing();
    void unknownAssetIsNotFound_data();
    void unknownAssetIsNotFound();
    void writeIsSentOnce_data();
    void writeIsSentOnce();

private:
    struct Case
    {
        AssetWrite write;
        AssetLogKind kind;
        QByteArray route;
        ContractBench::Write send;
    };
    [[nodiscard]] Case caseOf(AssetWrite write, const Asset &asset) const;
    [[nodiscard]] Asset fresh() const
    {
        return m_bench->value(AssetService::one(m_asset.id), FetchOptions::Mode::NoCache);
    }
    static void addRows();

    std::unique_ptr<ContractBench> m_bench;
    Asset m_asset;
    Asset m_other;
    const Timestamp m_when = Timestamp::fromMs(ContractBench::NowMs - 3'600'000);
};

void TestContractWrites::initTestCase()
{
    m_bench = std::make_unique<ContractBench>(ContractBench::options(20));
    QVERIFY2(m_bench->session, qPrintable(m_bench->problem));
}

void TestContractWrites::init()
{
    m_bench->server->setFaults({});
    m_bench->connectSession();
    const auto page = m_bench->value(AssetService::list({}, AssetSort::RunningCount, Qt::DescendingOrder, {0, 2}));
    QCOMPARE(page.size(), 2u);
    m_asset = page[0];
    m_other = page[1];
    QVERIFY(m_asset.runningCount > 0);
}

TestContractWrites::Case TestContractWrites::caseOf(AssetWrite write, const Asset &asset) const
{
    using Reply = AssetService::Reply;
    const QString note = u"Done & checked: 100 % \"ok\" – Ø"_s;
    const Timestamp when = m_when;
    switch (write) {
    case AssetWrite::Calibration:
        return {write, AssetLogKind::Calibrated, "POST /api/Asset/Calibration",
                [=](AssetService &s, QObject *o, Reply r) { s.recordCalibration(asset, when, note, o, std::move(r)); }};
    case AssetWrite::Maintenance:
        return {write, AssetLogKind::Maintained, "POST /api/Asset/Maintenance",
                [=](AssetService &s, QObject *o, Reply r) { s.recordMaintenance(asset, when, note, o, std::move(r)); }};
    case AssetWrite::ResetRunningCount:
        return {write, AssetLogKind::RunningCountReset, "POST /api/Asset/ResetRunningCount",
                [=](AssetService &s, QObject *o, Reply r) { s.resetRunningCount(asset, note, o, std::move(r)); }};
    case AssetWrite::SetState:
        return {write, AssetLogKind::StateChanged, "PUT /api/Asset/State", [=](AssetService &s, QObject *o, Reply r) {
                    s.setState(asset, AssetState::InTransit, o, std::move(r));
                }};
    default: break;
    }
    return {write, AssetLogKind::Message, "POST /api/Asset/Message",
            [=](AssetService &s, QObject *o, Reply r) { s.addMessage(asset, note, o, std::move(r)); }};
}

void TestContractWrites::addRows()
{
    QTest::addColumn<AssetWrite>("write");
    QTest::newRow("calibration") << AssetWrite::Calibration;
    QTest::newRow("maintenance") << AssetWrite::Maintenance;
    QTest::newRow("reset running count") << AssetWrite::ResetRunningCount;
    QTest::newRow("set state") << AssetWrite::SetState;
    QTest::newRow("message") << AssetWrite::Message;
}

void TestContractWrites::readsBack_data()
{
    addRows();
}

void TestContractWrites::readsBack()
{
    QFETCH(AssetWrite, write);
    const auto logQuery = AssetService::log(m_asset.id, {0, 1000});
    const auto before = m_bench->value(logQuery);
    const Case wanted = caseOf(write, m_asset);
    const Status status = m_bench->send(wanted.send);
    QVERIFY2(status, status ? "" : qPrintable(status.error().message));

    const Asset after = m_bench->value(AssetService::one(m_asset.id)); // the cache, if it still dared to answer
    const auto log = m_bench->value(logQuery);
    QCOMPARE(log.size(), before.size() + 1);
    const auto added = std::find_if(log.begin(), log.end(), [&](const AssetLogEntry &entry) {
        return std::none_of(before.begin(), before.end(), [&](const AssetLogEntry &old) { return old.id == entry.id; });
    });
    QVERIFY(added != log.end());
    QCOMPARE(added->kind, wanted.kind);
    if (write != AssetWrite::SetState)
        QVERIFY2(added->comment.contains(u"Done & checked: 100 % \"ok\" – Ø"_s), qPrintable(added->comment));
    switch (write) {
    case AssetWrite::Calibration:
        QCOMPARE(after.lastCalibration, m_when);
        QVERIFY(!after.nextCalibration.isValid() || after.nextCalibration > m_when);
        break;
    case AssetWrite::Maintenance: QCOMPARE(after.lastMaintenance, m_when); break;
    case AssetWrite::ResetRunningCount:
        QCOMPARE(after.runningCount, std::optional<qint64>(0));
        QCOMPARE(after.totalCount, m_asset.totalCount);
        QCOMPARE(m_bench->value(AssetService::status(m_asset.id)).runningCount, std::optional<qint64>(0));
        break;
    case AssetWrite::SetState: QCOMPARE(after.state, AssetState::InTransit); break;
    default: QCOMPARE(after.lastSeen, m_asset.lastSeen); break;
    }
}

void TestContractWrites::dropsItsTagsOnly_data()
{
    addRows();
}

void TestContractWrites::dropsItsTagsOnly()
{
    QFETCH(AssetWrite, write);
    Fetcher &fetcher = m_bench->session->fetcher();
    const auto list = AssetService::list({}, AssetSort::RunningCount, Qt::DescendingOrder, {0, 2});
    const auto detail = AssetService::one(m_asset.id);
    const auto bySerial = AssetService::one(m_asset.serialNumber);
    const auto status = AssetService::status(m_asset.id);
    const auto log = AssetService::log(m_asset.id, {0, 100});
    const auto other = AssetService::one(m_other.id);
    const auto otherStatus = AssetService::status(m_other.id);
    const auto otherLog = AssetService::log(m_other.id, {0, 100});
    QVERIFY(m_bench->get(list) && m_bench->get(detail) && m_bench->get(bySerial) && m_bench->get(status));
    QVERIFY(m_bench->get(log) && m_bench->get(other) && m_bench->get(otherStatus) && m_bench->get(otherLog));
    QVERIFY(m_bench->get(AssetService::types()) && m_bench->get(ProductService::list()));

    QSignalSpy dropped(&fetcher, &Fetcher::tagsDropped);
    QVERIFY(m_bench->send(caseOf(write, m_asset).send));
    const bool all = write != AssetWrite::Message;
    QCOMPARE(bool(fetcher.peek(list)), !all);
    QCOMPARE(bool(fetcher.peek(detail)), !all);
    QCOMPARE(bool(fetcher.peek(bySerial)), !all);
    QCOMPARE(bool(fetcher.peek(status)), !all);
    QVERIFY(!fetcher.peek(log));
    QVERIFY(fetcher.peek(other) && fetcher.peek(otherStatus) && fetcher.peek(otherLog));
    QVERIFY(fetcher.peek(AssetService::types()) && fetcher.peek(ProductService::list()));
    QTRY_COMPARE(dropped.size(), 1);
    QCOMPARE(dropped[0][0].value<QByteArrayList>(), tagsDroppedBy(write, m_asset.id, m_asset.serialNumber));
    if (all)
        QCOMPARE(m_bench->get(detail).outcome, Outcome::Invalidated);
}

void TestContractWrites::refusedWriteDropsNothing_data()
{
    addRows();
}

void TestContractWrites::refusedWriteDropsNothing()
{
    QFETCH(AssetWrite, write);
    Fetcher &fetcher = m_bench->session->fetcher();
    const auto detail = AssetService::one(m_asset.id);
    const auto log = AssetService::log(m_asset.id, {0, 1000});
    const Asset before = m_bench->value(detail);
    const auto logBefore = m_bench->value(log);
    const Case wanted = caseOf(write, m_asset);
    QCOMPARE(m_bench->server->setFaults(u"403@"_s + QString::fromLatin1(wanted.route).section(u' ', 1)), QString());
    const Status status = m_bench->send(wanted.send);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Forbidden);
    QVERIFY(fetcher.peek(detail) && fetcher.peek(log));
    m_bench->server->setFaults({});
    QCOMPARE(m_bench->value(log, FetchOptions::Mode::Refresh).size(), logBefore.size());
    const Asset after = fresh();
    QCOMPARE(after.state, before.state);
    QCOMPARE(after.lastCalibration, before.lastCalibration);
    QCOMPARE(after.runningCount, before.runningCount);
}

void TestContractWrites::unknownAssetIsNotFound_data()
{
    addRows();
}

void TestContractWrites::unknownAssetIsNotFound()
{
    QFETCH(AssetWrite, write);
    Asset nobody;
    nobody.id = u"no/such asset?"_s;
    const Status status = m_bench->send(caseOf(write, nobody).send);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::NotFound);
    QVERIFY(!status.error().message.isEmpty());
}

void TestContractWrites::writeIsSentOnce_data()
{
    addRows();
}

/// The work may be done although no answer came: a second delivery would do it twice.
void TestContractWrites::writeIsSentOnce()
{
    QFETCH(AssetWrite, write);
    const Case wanted = caseOf(write, m_asset);
    const auto log = AssetService::log(m_asset.id, {0, 1000});
    QVERIFY(m_bench->get(log));
    for (const QString &fault : {u"drop"_s, u"reset"_s, u"503"_s}) {
        const quint64 before = m_bench->server->requestsSeen(wanted.route);
        QCOMPARE(m_bench->server->setFaults(fault + u'@' + QString::fromLatin1(wanted.route).section(u' ', 1)),
                 QString());
        const Status status = m_bench->send(wanted.send);
        QVERIFY2(!status && status.error().isOutage(), qPrintable(fault));
        QCOMPARE(m_bench->server->requestsSeen(wanted.route), before + 1);
    }
}

QTEST_GUILESS_MAIN(TestContractWrites)
#include "tst_contract_writes.moc"
