// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/unitflow.h"
#include "app/demo/analytics/unityield.h"
#include "app/demo/world/dice.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

enum AlarmType { ReportAlarm = 1, YieldAlarm = 2, AssetAlarm = 5 };
constexpr int assetLogIds = 100000000; ///< log ids of one kind stay apart from those of the others
constexpr int yieldLogIds = 200000000;
constexpr int defaultAlarms = 100;
constexpr double yieldThreshold = 90;
constexpr int yieldMinUnits = 10;

struct Alarm
{
    qint64 whenMs = 0;
    QJsonObject row;
};

QJsonObject alarmRow(qint64 logId, AlarmType type, const QString &name, qint64 whenMs)
{
    return {{u"logId"_s, logId},    {u"name"_s, name},      {u"logDate"_s, isoUtc(whenMs)},
            {u"triggerId"_s, type}, {u"type"_s, int(type)}, {u"state"_s, 1}};
}

void addReports(const ReportFacts &facts, const WatsFilter &filter, std::size_t limit, std::vector<Alarm> *alarms)
{
    std::size_t found = 0;
    facts.visitNewestFirst(false, filter, [&](qsizetype row) {
        if (facts.passed(row))
            return true;
        const qint64 start = facts.reports().startMs(row);
        QJsonObject alarm = alarmRow(row + 1, ReportAlarm, u"Test not passed"_s, start);
        alarm.insert(u"reportGuid"_s, facts.reports().id(row));
        alarm.insert(u"serialNumber"_s, facts.text(row, SerialNumber));
        alarm.insert(u"partNumber"_s, facts.text(row, PartNumber));
        alarm.insert(u"stationName"_s, facts.text(row, StationName));
        alarm.insert(u"result"_s, facts.text(row, Result));
        alarms->push_back({start, alarm});
        return ++found < limit;
    });
}

void addYields(const ReportFacts &facts, const WatsFilter &filter, std::vector<Alarm> *alarms)
{
    DimensionList dimensions;
    dimensions.groups = {Dimension::PartNumber};
    dimensions.kpis = {u"testReportCount"_s, u"lastUtc"_s};
    WatsFilter plain = filter;
    plain.topCount.reset();
    int number = 0;
    for (const QJsonObject &row : yieldRows(facts, plain, dimensions)) {
        ++number;
        if (row.value(u"unitCount"_s).toInt() < yieldMinUnits || row.value(u"fpy"_s).toDouble() >= yieldThreshold)
            continue;
        qint64 when = 0;
        odata::parseTime(row.value(u"lastUtc"_s).toString(), &when);
        QJsonObject alarm = alarmRow(yieldLogIds + number, YieldAlarm, u"First pass yield below 90 %"_s, when);
        for (const QString &key : {u"fpy"_s, u"spy"_s, u"tpy"_s, u"lpy"_s})
            alarm.insert(key, row.value(key).toDouble() / 100); // fractions here, percent elsewhere
        alarm.insert(u"fpyTrend"_s, row.value(u"fpy"_s).toDouble() / 100 - yieldThreshold / 100);
        alarm.insert(u"uutCount"_s, row.value(u"testReportCount"_s));
        alarm.insert(u"unitCount"_s, row.value(u"unitCount"_s));
        alarm.insert(u"partNumber"_s, row.value(u"partNumber"_s));
        alarms->push_back({when, alarm});
    }
}

/// An asset rings when it falls due; one that rings for its counts rings now.
qint64 alarmTime(const QJsonObject &asset, qint64 nowMs)
{
    qint64 when = nowMs;
    for (const QString &key : {u"nextCalibrationDate"_s, u"nextMaintenanceDate"_s}) {
        qint64 due = 0;
        if (odata::parseTime(asset.value(key).toString(), &due))
            when = std::min(when, due);
    }
    return when;
}

void addAssets(const World &world, const WatsFilter &filter, std::vector<Alarm> *alarms)
{
    for (qsizetype i = 0; i < world.assets.size(); ++i) {
        const QJsonObject &asset = world.assets.at(i);
        const int state = world.assets.statusOf(i, world.nowMs()).value(u"alarmState"_s).toInt();
        const qint64 when = alarmTime(asset, world.nowMs());
        if (state < 2 || when < filter.fromMs || when > filter.toMs)
            continue;
        QJsonObject alarm = alarmRow(assetLogIds + i, AssetAlarm, u"Asset needs care"_s, when);
        alarm.insert(u"assetname"_s, asset.value(u"assetName"_s));
        alarm.insert(u"serialnumber"_s, asset.value(u"serialNumber"_s));
        alarm.insert(u"typeid"_s, asset.value(u"typeId"_s));
        alarm.insert(u"bubbledstatus"_s, state);
        alarms->push_back({when, alarm});
    }
}

} // namespace

QJsonArray alarmLog(const ReportFacts &facts, const WatsFilter &filter)
{
    const auto limit = std::size_t(filter.topCount.value_or(defaultAlarms));
    std::vector<Alarm> alarms;
    addReports(facts, filter, limit, &alarms);
    addYields(facts, filter, &alarms);
    if (filter.level.isEmpty() && filter.productGroup.isEmpty()) // assets belong to no product
        addAssets(facts.world(), filter, &alarms);
    std::stable_sort(alarms.begin(), alarms.end(), [](const Alarm &a, const Alarm &b) { return a.whenMs > b.whenMs; });
    alarms.resize(std::min(alarms.size(), limit));
    QJsonArray rows;
    for (const Alarm &alarm : alarms)
        rows.append(alarm.row);
    return rows;
}

} // namespace qwats::demo
