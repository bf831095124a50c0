// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/asset/assethealth.h"

#include <QTest>

using namespace qwats;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Day = 86'400'000;
const Timestamp now = Timestamp::fromMs(1'773'000'000'000);

Timestamp inDays(double days)
{
    return Timestamp::fromMs(now.ms() + qint64(days * Day));
}

} // namespace

Q_DECLARE_METATYPE(qwats::HealthLevel)
Q_DECLARE_METATYPE(qwats::AssetHealth::Cause)
using Cause = AssetHealth::Cause;

class TestAssetHealth : public QObject
{
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
    void dates_data();
    void dates();
    void worstCauseWins_data();
    void worstCauseWins();
    void withoutTypeOnlyDatesAreJudged();
    void sentences_data();
    void sentences();
};

void TestAssetHealth::counts_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<double>("warning");
    QTest::addColumn<double>("alarm");
    QTest::addColumn<bool>("limited");
    QTest::addColumn<double>("share");
    QTest::addColumn<HealthLevel>("level");
    const auto row = [](const char *name, qint64 count, qint64 limit, double warning, double alarm, bool limited,
                        double share, HealthLevel level) {
        QTest::newRow(name) << count << limit << warning << alarm << limited << share << level;
    };
    row("well below", 10, 100, 80, 100, true, 0.1, HealthLevel::Ok);
    row("just below the warning", 79, 100, 80, 100, true, 0.79, HealthLevel::Ok);
    row("at the warning", 80, 100, 80, 100, true, 0.8, HealthLevel::Warning);
    row("just below the alarm", 99, 100, 80, 100, true, 0.99, HealthLevel::Warning);
    row("at the alarm", 100, 100, 80, 100, true, 1.0, HealthLevel::Alarm);
    row("beyond", 130, 100, 80, 100, true, 1.3, HealthLevel::Alarm);
    row("limit 5, count 3 of 60/100", 3, 5, 60, 100, true, 0.6, HealthLevel::Warning);
    row("limit 5, count 5 of 60/100", 5, 5, 60, 100, true, 1.0, HealthLevel::Alarm);
    row("thresholds as fractions", 85, 100, 0.8, 0.9, true, 0.85, HealthLevel::Warning);
    row("alarm before the limit", 92, 100, 80, 90, true, 0.92, HealthLevel::Alarm);
    row("zero thresholds mean the usual ones", 85, 100, 0, 0, true, 0.85, HealthLevel::Warning);
    row("no limit", 85, 0, 80, 100, false, 0, HealthLevel::Ok);
    row("unlimited", 85, -1, 80, 100, false, 0, HealthLevel::Ok);
    row("nothing used", 0, 100, 80, 100, true, 0, HealthLevel::Ok);
}

void TestAssetHealth::counts()
{
    QFETCH(qint64, count);
    QFETCH(qint64, limit);
    QFETCH(double, warning);
    QFETCH(double, alarm);
    Asset asset;
    asset.runningCount = count;
    AssetType type;
    type.runningCountLimit = limit;
    type.warningThreshold = warning;
    type.alarmThreshold = alarm;
    const auto health = assetHealth(asset, &type, now);
    QCOMPARE(health.runningCount.known, true);
    QTEST(health.runningCount.limited, "limited");
    QTEST(health.runningCount.share, "share");
    QTEST(health.runningCount.level, "level");
    QCOMPARE(health.totalCount.known, false);
    QCOMPARE(health.cause, health.level == HealthLevel::Ok ? Cause::None : Cause::RunningCount);
    QTEST(health.level, "level");
}

void TestAssetHealth::dates_data()
{
    QTest::addColumn<Timestamp>("last");
    QTest::addColumn<Timestamp>("next");
    QTest::addColumn<double>("interval"); // 0: none given
    QTest::addColumn<double>("alarm");
    QTest::addColumn<bool>("limited");
    QTest::addColumn<qint64>("daysLeft");
    QTest::addColumn<HealthLevel>("level");
    const auto row = [](const char *name, Timestamp last, Timestamp next, double interval, double alarm, bool limited,
                        qint64 daysLeft, HealthLevel level) {
        QTest::newRow(name) << last << next << interval << alarm << limited << daysLeft << level;
    };
    row("fresh", inDays(-10), inDays(90), 100, 100, true, 90, HealthLevel::Ok);
    row("at the warning", inDays(-80), inDays(20), 100, 100, true, 20, HealthLevel::Warning);
    row("just before the warning", inDays(-79), inDays(21), 100, 100, true, 21, HealthLevel::Ok);
    row("the last day", inDays(-99.5), inDays(0.5), 100, 100, true, 1, HealthLevel::Warning);
    row("an hour late", inDays(-100), inDays(-1.0 / 24), 100, 100, true, -1, HealthLevel::Overdue);
    row("three days late", inDays(-103), inDays(-3), 100, 100, true, -3, HealthLevel::Overdue);
    row("alarm threshold before the date", inDays(-95), inDays(5), 100, 90, true, 5, HealthLevel::Alarm);
    row("never due", inDays(-103), inDays(-3), -1, 100, false, 0, HealthLevel::Ok);
    row("kept elsewhere, dates given", inDays(-103), inDays(-3), -2, 100, true, -3, HealthLevel::Overdue);
    row("never done", {}, {}, 100, 100, false, 0, HealthLevel::Ok);
    row("only the last is known", inDays(-103), {}, 100, 100, true, -3, HealthLevel::Overdue);
    row("only the last is known, no interval", inDays(-103), {}, 0, 100, false, 0, HealthLevel::Ok);
    row("only the next is known", {}, inDays(10), 0, 100, true, 10, HealthLevel::Ok);
    row("only the next is known, late", {}, inDays(-2), 0, 100, true, -2, HealthLevel::Overdue);
    row("done in the future", inDays(5), inDays(105), 100, 100, true, 105, HealthLevel::Ok);
}

void TestAssetHealth::dates()
{
    QFETCH(Timestamp, last);
    QFETCH(Timestamp, next);
    QFETCH(double, interval);
    QFETCH(double, alarm);
    Asset asset;
    asset.lastCalibration = last;
    asset.nextCalibration = next;
    AssetType type;
    if (interval != 0)
        type.calibrationInterval = interval;
    type.alarmThreshold = alarm;
    const auto health = assetHealth(asset, &type, now);
    QTEST(health.calibration.limited, "limited");
    QTEST(health.calibration.value, "daysLeft");
    QTEST(health.calibration.level, "level");
    QVERIFY(health.calibration.share >= 0);
    QCOMPARE(health.calibration.share > 1, health.calibration.level == HealthLevel::Overdue);
    QCOMPARE(health.maintenance.known, false);
}

void TestAssetHealth::worstCauseWins_data()
{
    QTest::addColumn<qint64>("count"); // of 100
    QTest::addColumn<double>("calibrationIn");
    QTest::addColumn<double>("maintenanceIn"); // of 100
    QTest::addColumn<HealthLevel>("level");
    QTest::addColumn<Cause>("cause");
    const auto row = [](const char *name, qint64 count, double calibration, double maintenance, HealthLevel level,
                        Cause cause) { QTest::newRow(name) << count << calibration << maintenance << level << cause; };
    row("all well", 1, 90, 90, HealthLevel::Ok, Cause::None);
    row("count warns", 85, 90, 90, HealthLevel::Warning, Cause::RunningCount);
    row("count alarms over a warning date", 100, 10, 90, HealthLevel::Alarm, Cause::RunningCount);
    row("late over alarm", 100, -1, 90, HealthLevel::Overdue, Cause::Calibration);
    row("maintenance late", 100, 10, -5, HealthLevel::Overdue, Cause::Maintenance);
    row("calibration first of equals", 1, -1, -5, HealthLevel::Overdue, Cause::Calibration);
}

void TestAssetHealth::worstCauseWins()
{
    QFETCH(qint64, count);
    QFETCH(double, calibrationIn);
    QFETCH(double, maintenanceIn);
    Asset asset;
    asset.runningCount = count;
    asset.nextCalibration = inDays(calibrationIn);
    asset.lastCalibration = inDays(calibrationIn - 100);
    asset.nextMaintenance = inDays(maintenanceIn);
    asset.lastMaintenance = inDays(maintenanceIn - 100);
    AssetType type;
    type.runningCountLimit = 100;
    type.calibrationInterval = type.maintenanceInterval = 100;
    const auto health = assetHealth(asset, &type, now);
    QTEST(health.level, "level");
    QTEST(health.cause, "cause");
    QCOMPARE(healthSentence(health).isEmpty(), health.cause == Cause::None);
}

void TestAssetHealth::withoutTypeOnlyDatesAreJudged()
{
    Asset asset;
    asset.runningCount = 1'000'000;
    asset.nextCalibration = inDays(-3);
    const auto health = assetHealth(asset, nullptr, now);
    QVERIFY(!health.runningCount.limited);
    QCOMPARE(health.runningCount.value, 1'000'000);
    QCOMPARE(health.level, HealthLevel::Overdue);
    QCOMPARE(health.cause, Cause::Calibration);
}

void TestAssetHealth::sentences_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<double>("calibrationIn");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("well") << qint64(1) << 90.0 << QString();
    QTest::newRow("late") << qint64(1) << -3.0 << u"Calibration 3 d late"_s;
    QTest::newRow("soon") << qint64(1) << 16.0 << u"Calibration due in 16 d"_s;
    QTest::newRow("near") << qint64(96) << 90.0 << u"Running count at 96 %"_s;
    QTest::newRow("reached") << qint64(100) << 90.0 << u"Running count at its limit"_s;
}

void TestAssetHealth::sentences()
{
    QFETCH(qint64, count);
    QFETCH(double, calibrationIn);
    Asset asset;
    asset.runningCount = count;
    asset.nextCalibration = inDays(calibrationIn);
    asset.lastCalibration = inDays(calibrationIn - 100);
    AssetType type;
    type.runningCountLimit = 100;
    type.calibrationInterval = 100;
    QTEST(healthSentence(assetHealth(asset, &type, now)), "sentence");
}

QTEST_GUILESS_MAIN(TestAssetHealth)
#include "tst_assethealth.moc"
