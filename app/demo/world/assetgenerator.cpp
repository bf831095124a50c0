// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AssetStore that makes things up, and the names that filters may use.
#include "app/demo/world/assetcatalogue.h"
#include "app/demo/world/assetstore.h"
#include "app/demo/world/dice.h"

#include <QSet>

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

/// An asset before it becomes JSON.
struct AssetStore::Plan
{
    int type = 0;
    QString serial;
    QString name;
    QString location;
    int running = 0;
    int total = 0;
    int calibrationLeft = 0;
    int maintenanceLeft = 0;
    int state = 1;
    QString parent;
};

namespace {

constexpr qint64 dayInMs = 86400000;
constexpr qint64 hourMs = 3600000;

QStringList choices(const char *list)
{
    return QString::fromUtf8(list).split(u'|');
}

/// A due date so many days away; the odd hours lie on the far side, so that "3 days late" stays 3 for a while.
qint64 dueIn(int days, qint64 nowMs, Dice *dice)
{
    const qint64 odd = (1 + dice->below(10)) * hourMs + dice->below(3600) * qint64(1000);
    return nowMs + days * dayInMs + (days < 0 ? -odd : odd);
}

odata::Value jsonText(const QJsonValue &value)
{
    return value.isString() ? odata::Value::of(value.toString()) : odata::Value::null();
}

odata::Value jsonNumber(const QJsonValue &value)
{
    return value.isDouble() ? odata::Value::of(value.toDouble()) : odata::Value::null();
}

odata::Value jsonTime(const QJsonValue &value)
{
    qint64 ms = 0;
    return odata::parseTime(value.toString(), &ms) ? odata::Value::ofTime(ms) : odata::Value::null();
}

/// Documents of the origin filter by state names that do not exist on the wire; 'OK' is the one people use.
odata::Value stateLiteral(const odata::Value &value)
{
    return value.kind == odata::Kind::Text && value.text.compare(u"OK"_s, Qt::CaseInsensitive) == 0
        ? odata::Value::of(1.0)
        : value;
}

} // namespace

void AssetStore::generate(int count, const QHash<QString, std::vector<qint64>> &uses, qint64 historyBeginsMs)
{
    const qint64 sinceMs = historyBeginsMs > 0 ? historyBeginsMs : m_nowMs;
    generateTypes();
    QSet<QString> used;
    std::vector<Plan> plans;
    for (const CatalogueAsset &known : catalogueAssets()) {
        if (int(plans.size()) >= count)
            break;
        plans.push_back({known.type, QString::fromLatin1(known.serial), QString::fromUtf8(known.name),
                         QString::fromUtf8(known.location), known.running, known.total, known.calibrationDaysLeft,
                         known.maintenanceDaysLeft, 1, QString::fromLatin1(known.parent)});
        used.insert(plans.back().serial);
    }
    const auto types = catalogueAssetTypes();
    std::vector<int> next(types.size());
    std::vector<int> left(types.size());
    for (std::size_t t = 0; t < types.size(); ++t) {
        next[t] = types[t].firstNumber;
        left[t] = types[t].share * count / 300;
        for (const Plan &plan : plans)
            left[t] -= plan.type == int(t) ? 1 : 0;
    }
    Dice dice(m_seed, 21, 0);
    for (std::size_t t = 0; int(plans.size()) < count; t = (t + 1) % types.size()) {
        const bool anyLeft = std::any_of(left.begin(), left.end(), [](int n) { return n > 0; });
        if (anyLeft && left[t]-- <= 0)
            continue;
        const CatalogueAssetType &type = types[t];
        QString serial;
        do {
            serial = QString::fromLatin1(type.prefix) + u"%1"_s.arg(next[t]++, type.digits, 10, QChar(u'0'));
        } while (used.contains(serial));
        const QStringList names = choices(type.names);
        const QStringList places = choices(type.locations);
        const bool stored = dice.chance(0.06);
        Plan plan;
        plan.type = int(t);
        plan.serial = serial;
        plan.name = names[dice.below(int(names.size()))];
        plan.location = places[dice.below(int(places.size()))];
        // In order: nothing made up here reaches its warning threshold of 80 %.
        plan.total = type.totalLimit ? int(type.totalLimit * dice.between(0.03, 0.76)) : 0;
        plan.running = std::min(plan.total, int(type.runningLimit * dice.between(0.02, 0.77)));
        plan.calibrationLeft = int(type.calibrationDays * dice.between(0.23, 0.98));
        plan.maintenanceLeft = int(type.maintenanceDays * dice.between(0.24, 0.98));
        plan.state = stored ? 5 : (dice.chance(0.02) ? 3 : (dice.chance(0.02) ? 4 : 1));
        plan.location = stored ? u"Fixture store"_s : plan.location;
        plans.push_back(plan);
    }
    std::sort(plans.begin(), plans.end(), [](const Plan &a, const Plan &b) { return a.serial < b.serial; });
    m_assets.reserve(plans.size());
    for (std::size_t i = 0; i < plans.size(); ++i) {
        appendPlanned(plans[i], quint32(i), sinceMs);
        const CatalogueAssetType &type = types[std::size_t(plans[i].type)];
        addUses(qsizetype(i), type.runningLimit, uses.value(plans[i].serial), sinceMs);
    }
    for (const Plan &plan : plans) {
        if (!plan.parent.isEmpty())
            link(plan.serial, plan.parent);
    }
    std::stable_sort(m_log.begin(), m_log.end(), [](const LogRow &a, const LogRow &b) { return a.when < b.when; });
    forgetChanges();
}

void AssetStore::generateTypes()
{
    quint32 index = 0;
    for (const CatalogueAssetType &type : catalogueAssetTypes()) {
        QJsonObject object{{u"typeId"_s, makeId(m_seed, IdKind::AssetType, index++)},
                           {u"typeName"_s, QString::fromLatin1(type.name)},
                           {u"calibrationInterval"_s, type.calibrationDays ? type.calibrationDays : -1},
                           {u"maintenanceInterval"_s, type.maintenanceDays ? type.maintenanceDays : -1},
                           {u"warningThreshold"_s, 80},
                           {u"alarmThreshold"_s, 100},
                           {u"isReadonly"_s, false}};
        if (type.runningLimit)
            object.insert(u"runningCountLimit"_s, type.runningLimit);
        if (type.totalLimit)
            object.insert(u"totalCountLimit"_s, type.totalLimit);
        m_types.append(object);
    }
}

void AssetStore::appendPlanned(const Plan &plan, quint32 index, qint64 sinceMs)
{
    const CatalogueAssetType &type = catalogueAssetTypes()[std::size_t(plan.type)];
    Dice dice(m_seed, 22, index);
    const QString digits = plan.serial.section(u'-', 1, 1);
    const qint64 born = std::min(m_nowMs - qint64(dice.between(500, 1400)) * dayInMs, sinceMs - 30 * dayInMs);
    const qint64 seen = m_nowMs - (plan.state == 1 ? dice.below(5400) * qint64(1000) : (2 + dice.below(60)) * dayInMs);
    QJsonObject asset{
        {u"assetId"_s, makeId(m_seed, IdKind::Asset, index)},
        {u"serialNumber"_s, plan.serial},
        {u"typeId"_s, m_types.at(plan.type).toObject().value(u"typeId"_s)},
        {u"assetName"_s, plan.name},
        {u"partNumber"_s, u"%1-%2"_s.arg(690 + plan.type).arg(digits.rightJustified(4, u'0'))},
        {u"revision"_s, QString(QChar(u'A' + dice.below(3)))},
        {u"description"_s, u"%1, %2"_s.arg(QString::fromLatin1(type.name), plan.location)},
        {u"location"_s, plan.location},
        {u"ClientId"_s, 1 + dice.below(12)},
        {u"state"_s, plan.state},
        {u"totalCount"_s, plan.total},
        {u"runningCount"_s, plan.running},
        {u"firstSeenDate"_s, isoUtc(born)},
        {u"lastSeenDate"_s, isoUtc(seen)},
        {u"tags"_s,
         QJsonArray{QJsonObject{{u"key"_s, u"line"_s}, {u"value"_s, QString::number(1 + dice.below(3))}},
                    QJsonObject{{u"key"_s, u"owner"_s}, {u"value"_s, dice.chance(0.7) ? u"TE"_s : u"QA"_s}}}},
        {u"assetChildren"_s, QJsonArray()},
        {u"assetLog"_s, QJsonArray()}};
    if (type.calibrationDays) {
        const qint64 due = dueIn(plan.calibrationLeft, m_nowMs, &dice);
        asset.insert(u"nextCalibrationDate"_s, isoUtc(due));
        asset.insert(u"lastCalibrationDate"_s, isoUtc(due - type.calibrationDays * dayInMs));
    }
    if (type.maintenanceDays) {
        const qint64 due = dueIn(plan.maintenanceLeft, m_nowMs, &dice);
        asset.insert(u"nextMaintenanceDate"_s, isoUtc(due));
        asset.insert(u"lastMaintenanceDate"_s, isoUtc(due - type.maintenanceDays * dayInMs));
    }
    append(asset);
    addHistory(size() - 1, type.calibrationDays, type.maintenanceDays, sinceMs);
}

/// The log that led to the dates of the asset: what it shows last is what the asset says. From @p sinceMs on the
/// reports tell when the running count was reset, see addUses().
void AssetStore::addHistory(qsizetype row, int calibrationDays, int maintenanceDays, qint64 sinceMs)
{
    Dice dice(m_seed, 23, quint64(row));
    static const QStringList people{u"anna"_s, u"mikael"_s, u"ingrid"_s, u"ole"_s};
    static const QStringList calibrations{
        u"Certificate filed, all points in tolerance"_s, u"Annual calibration, adjusted at 10 V"_s,
        u"Calibrated on site, no adjustment"_s, u"External lab, as found in tolerance"_s};
    static const QStringList services{u"Probes replaced, contacts cleaned"_s, u"Cleaned and lubricated"_s,
                                      u"Pressure plate adjusted"_s, u"Checked against the golden sample"_s};
    static const QStringList messages{u"Pin 14 looks worn, keep an eye on it"_s, u"Moved beside the new conveyor"_s,
                                      u"Cable strain relief renewed"_s, u"Ordered spare probes"_s};
    const auto person = [&] { return people[dice.below(int(people.size()))]; };
    const auto time = [&](const QString &key) { return jsonTime(at(row).value(key)).time; };
    const qint64 born = time(u"firstSeenDate"_s);
    addLog(row, AssetLogType::Registered, u"Registered"_s, u"system"_s, born);
    for (qint64 t = time(u"lastCalibrationDate"_s); calibrationDays && t > born; t -= calibrationDays * dayInMs)
        addLog(row, AssetLogType::Calibrated, calibrations[dice.below(4)], person(), t);
    for (qint64 t = time(u"lastMaintenanceDate"_s); maintenanceDays && t > born; t -= maintenanceDays * dayInMs) {
        addLog(row, AssetLogType::Maintained, services[dice.below(4)], person(), t);
        if (at(row).value(u"runningCount"_s).toInt() > 0 && dice.chance(0.4) && t + 5 * 60000 < sinceMs)
            addLog(row, AssetLogType::CountReset, u"Running count reset after service"_s, person(), t + 5 * 60000);
    }
    for (int i = dice.below(4); i > 0; --i)
        addLog(row, AssetLogType::Message, messages[dice.below(4)], person(),
               qint64(dice.between(double(born), double(m_nowMs))));
    if (at(row).value(u"state"_s).toInt() != 1)
        addLog(row, AssetLogType::StateChanged, u"Taken out of operation"_s, person(), time(u"lastSeenDate"_s));
}

void AssetStore::buildSchemas()
{
    using odata::Field;
    using odata::Kind;
    using odata::RowRef;
    const auto add = [this](const QString &name, Kind kind, odata::Value (*read)(const QJsonValue &),
                            const QStringList &aliases = {}) {
        m_schema.add(Field{name, kind, [this, name, read](RowRef row) { return read(at(row.row).value(name)); },
                           name == u"state"_s ? stateLiteral : std::function<odata::Value(const odata::Value &)>()},
                     aliases);
    };
    for (const QString &name : {u"assetId"_s, u"serialNumber"_s, u"typeId"_s, u"partNumber"_s, u"revision"_s,
                                u"description"_s, u"location"_s, u"parentAssetId"_s, u"parentSerialNumber"_s})
        add(name, Kind::Text, jsonText);
    add(u"assetName"_s, Kind::Text, jsonText, {u"name"_s, u"asset_name"_s});
    for (const QString &name : {u"state"_s, u"totalCount"_s, u"runningCount"_s, u"ClientId"_s})
        add(name, Kind::Number, jsonNumber);
    for (const QString &name : {u"firstSeenDate"_s, u"lastSeenDate"_s, u"lastMaintenanceDate"_s,
                                u"nextMaintenanceDate"_s, u"lastCalibrationDate"_s, u"nextCalibrationDate"_s})
        add(name, Kind::Time, jsonTime);

    const auto entry = [this](RowRef row) -> const LogRow & { return m_log[std::size_t(row.row)]; };
    m_logSchema.add(
        Field{u"logId"_s, Kind::Number, [](RowRef row) { return odata::Value::of(double(row.row + 1)); }, {}});
    m_logSchema.add(
        Field{u"assetId"_s, Kind::Text, [entry](RowRef row) { return odata::Value::of(entry(row).assetId); }, {}});
    m_logSchema.add(Field{
        u"serialNumber"_s, Kind::Text, [entry](RowRef row) { return odata::Value::of(entry(row).serialNumber); }, {}});
    m_logSchema.add(
        Field{u"user"_s, Kind::Text, [entry](RowRef row) { return odata::Value::of(entry(row).user); }, {}});
    m_logSchema.add(
        Field{u"comment"_s, Kind::Text, [entry](RowRef row) { return odata::Value::of(entry(row).comment); }, {}});
    m_logSchema.add(
        Field{u"type"_s, Kind::Number, [entry](RowRef row) { return odata::Value::of(double(entry(row).type)); }, {}});
    m_logSchema.add(
        Field{u"date"_s, Kind::Time, [entry](RowRef row) { return odata::Value::ofTime(entry(row).when); }, {}},
        {u"timestamp"_s});
}

} // namespace qwats::demo
