// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/reportstore.h"

#include "app/demo/world/catalogue.h"
#include "app/demo/world/dice.h"
#include "app/demo/world/headerfields.h"
#include "app/demo/world/productstore.h"
#include "app/demo/world/reportbody.h"
#include "app/demo/world/testplan.h"

#include <algorithm>
#include <numeric>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

using odata::Value;

Value text(const char *latin1OrUtf8)
{
    return Value::of(QString::fromUtf8(latin1OrUtf8));
}

const char *word(Outcome outcome)
{
    static constexpr const char *words[]{"Passed", "Failed", "Error", "Terminated"};
    return words[int(outcome)];
}

const PlanStep &causeOf(const ReportRecord &record)
{
    return testPlans()[record.plan].steps[record.cause];
}

const CatalogueProduct &kindOf(const ReportRecord &record)
{
    return catalogueProducts()[record.product % catalogueProducts().size()];
}

Value resultLiteral(const Value &value)
{
    return value.kind == odata::Kind::Text ? Value::of(resultWord(value.text)) : value;
}

Value jsonValue(const QJsonValue &json, odata::Kind kind)
{
    qint64 ms = 0;
    if (kind == odata::Kind::Number)
        return json.isDouble() ? Value::of(json.toDouble()) : Value::null();
    if (kind == odata::Kind::Time)
        return odata::parseTime(json.toString(), &ms) ? Value::ofTime(ms) : Value::null();
    return json.isString() ? Value::of(json.toString()) : Value::null();
}

} // namespace

ReportStore::ReportStore(const ProductionOrder &order, const ProductStore &products)
    : m_order(order)
    , m_products(products)
    , m_records(runProduction(order))
    , m_timeline(m_records.size())
{
    std::iota(m_timeline.begin(), m_timeline.end(), qsizetype(0));
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        if (m_records[i].repair)
            m_repairsOf[m_records[i].reference].append(quint32(i));
    }
    buildSchema();
}

qsizetype ReportStore::size() const
{
    return qsizetype(m_timeline.size());
}

qsizetype ReportStore::rowOf(const QString &wanted) const
{
    const QString lower = wanted.toLower();
    if (const auto it = m_postedRows.constFind(lower); it != m_postedRows.constEnd())
        return *it;
    quint32 index = 0;
    return readId(lower, m_order.seed, IdKind::Report, &index) && index < m_records.size() ? qsizetype(index) : -1;
}

QString ReportStore::id(qsizetype row) const
{
    return isPosted(row) ? posted(row).header.value(u"uuid"_s).toString()
                         : makeId(m_order.seed, IdKind::Report, quint32(row));
}

bool ReportStore::isRepair(qsizetype row) const
{
    return isPosted(row) ? posted(row).header.value(u"reportType"_s).toString() == u"R"_s : record(row).repair;
}

qint64 ReportStore::startMs(qsizetype row) const
{
    return isPosted(row) ? posted(row).startMs : record(row).startMs;
}

QString ReportStore::partNumber(const ReportRecord &record) const
{
    const int variant = record.product / int(catalogueProducts().size());
    const QString part = QString::fromLatin1(kindOf(record).partNumber);
    return variant ? part + u"-%1"_s.arg(variant, 2, 10, QChar(u'0')) : part;
}

QString ReportStore::revision(const ReportRecord &record) const
{
    return QString::fromLatin1(kindOf(record).revisions).section(u' ', record.revision, record.revision);
}

std::vector<qsizetype> ReportStore::select(bool repairs, odata::Selection selection) const
{
    std::vector<qsizetype> rows;
    rows.reserve(m_timeline.size());
    const auto key = selection.singleKey();
    const bool byTime = key && key->field == m_schema.field(u"start");
    // The time line is sorted already, so the usual order costs nothing and a page ends the walk early.
    if (byTime && !key->descending)
        std::copy_if(m_timeline.begin(), m_timeline.end(), std::back_inserter(rows),
                     [&](qsizetype r) { return isRepair(r) == repairs; });
    else
        std::copy_if(m_timeline.rbegin(), m_timeline.rend(), std::back_inserter(rows),
                     [&](qsizetype r) { return isRepair(r) == repairs; });
    if (byTime)
        selection.rowsAreSorted();
    return selection.apply(rows);
}

Value ReportStore::value(qsizetype row, int field) const
{
    const HeaderFieldInfo &info = headerFields()[std::size_t(field)];
    if (isPosted(row))
        return field == Start ? Value::ofTime(posted(row).startMs)
                              : jsonValue(posted(row).header.value(QLatin1StringView(info.name)), info.kind);
    return recordValue(row, field);
}

Value ReportStore::recordValue(qsizetype row, int field) const
{
    const ReportRecord &made = record(row);
    switch (field) {
    case Uuid: return Value::of(id(row));
    case SerialNumber:
        return Value::of(QLatin1StringView(kindOf(made).serialPrefix) + u"%1"_s.arg(made.serial, 6, 10, QChar(u'0')));
    case PartNumber: return Value::of(partNumber(made));
    case Revision: return Value::of(revision(made));
    case BatchNumber: return Value::of(u"LOT-%1"_s.arg(made.serial / 250));
    case ReportType: return text(made.repair ? "R" : "T");
    case StationName: return text(stations()[made.station].name);
    case Location: return text(stations()[made.station].location);
    case Purpose: return text(made.repair ? "Repair" : "Production");
    case Operator: return Value::of(people()[made.person]);
    case Result: return text(word(made.outcome));
    case Start: return Value::ofTime(made.startMs);
    case ExecutionTime: return Value::of(double(made.execMs) / 1000);
    case Run: return Value::of(double(made.run));
    case ReceiveCount: return Value::of(1.0);
    default: return made.repair ? repairValue(made, field) : testValue(made, row, field);
    }
}

Value ReportStore::testValue(const ReportRecord &made, qsizetype row, int field) const
{
    const TestPlan &plan = testPlans()[made.plan];
    const bool passed = made.outcome == Outcome::Passed;
    const bool errored = made.outcome == Outcome::Error;
    switch (field) {
    case ProcessCode: return Value::of(double(plan.processCode));
    case ProcessName: return text(plan.processName);
    case SwFilename: return text(plan.sequenceFile);
    case SwVersion: return text(plan.version);
    case TestSocketIndex: return Value::of(double(1 + made.unit % (plan.processCode == 70 ? 8 : 2)));
    case FixtureId: return Value::of(fixtureFor(made.station, made.product));
    case PassedInRun: return passed ? Value::of(double(made.run)) : Value::null();
    case ReportSize: return Value::of(2.0 + double(plan.steps.size()) * 1.4 + double(scramble(quint64(row)) % 3));
    case CausedUutFailure: return passed ? Value::null() : text(causeOf(made).name);
    case CausedUutFailurePath:
        return passed ? Value::null()
                      : Value::of(u"MainSequence¶%1¶%2"_s.arg(QString::fromUtf8(causeOf(made).group),
                                                              QString::fromUtf8(causeOf(made).name)));
    case ErrorCode: return errored ? Value::of(-17006.0) : Value::null();
    case ErrorMessage: return errored ? text("The instrument did not answer within 10 s") : Value::null();
    default: return Value::null();
    }
}

Value ReportStore::repairValue(const ReportRecord &made, int field) const
{
    switch (field) {
    case ProcessCode: return Value::of(500.0);
    case ProcessName: return text("Repair");
    case ReportSize: return Value::of(3.0);
    case ReferencedUut: return Value::of(id(made.reference));
    case Comment:
        return causeOf(made).component ? Value::of(u"%1 replaced"_s.arg(QString::fromLatin1(causeOf(made).component)))
                                       : text("No fault found, contacts cleaned");
    default: return Value::null();
    }
}

QJsonObject ReportStore::header(qsizetype row) const
{
    if (isPosted(row))
        return posted(row).header;
    QJsonObject object;
    for (int field = 0; field < headerFieldCount; ++field) {
        const Value v = recordValue(row, field);
        const QString name = QString::fromLatin1(headerFields()[std::size_t(field)].name);
        if (v.kind == odata::Kind::Text)
            object.insert(name, v.text);
        else if (v.kind == odata::Kind::Number && field != ExecutionTime)
            object.insert(name, qint64(v.number)); // counts are whole numbers, clients check that
        else if (v.kind == odata::Kind::Number)
            object.insert(name, v.number);
    }
    object.insert(u"start"_s, isoLocal(record(row).startMs, m_order.utcOffsetMinutes));
    object.insert(u"startUtc"_s, isoUtc(record(row).startMs));
    return object;
}

QString ReportStore::textField(qsizetype row, const QString &name) const
{
    return header(row).value(name).toString();
}

QJsonArray ReportStore::subUnits(qsizetype row) const
{
    if (isPosted(row))
        return posted(row).subUnits;
    const ReportRecord &made = record(row);
    if (QLatin1StringView(kindOf(made).category) != "Drives"_L1)
        return {};
    struct Part
    {
        const char *prefix;
        const char *part;
        const char *revision;
        const char *type;
    };
    static constexpr Part parts[]{{"CB", "610-2041", "C", "Control board"},
                                  {"PS", "610-2055", "B", "Power stage"},
                                  {"SH", "615-0310", "A", "Sensor head"}};
    QJsonArray list;
    for (const Part &part : parts) {
        const auto number = 100000 + scramble(made.unit * 7 + quint64(part.prefix[0])) % 880000;
        list.append(QJsonObject{{u"serialNumber"_s, QLatin1StringView(part.prefix) + QString::number(number)},
                                {u"partNumber"_s, QString::fromLatin1(part.part)},
                                {u"revision"_s, QString::fromLatin1(part.revision)},
                                {u"partType"_s, QString::fromLatin1(part.type)}});
    }
    return list;
}

QJsonArray ReportStore::miscInfos(qsizetype row) const
{
    if (isPosted(row))
        return posted(row).miscInfos;
    const ReportRecord &made = record(row);
    const auto info = [](const QString &name, const QString &value) {
        return QJsonObject{{u"description"_s, name}, {u"value"_s, value}};
    };
    QJsonArray list{info(u"WorkOrder"_s, u"WO-%1"_s.arg(40000 + made.serial / 50))};
    if (!made.repair) {
        list.append(info(u"Firmware"_s, u"3.8.0"_s));
        list.append(
            info(u"Room temperature"_s, u"%1 °C"_s.arg(21.0 + double(scramble(quint64(row)) % 40) / 10, 0, 'f', 1)));
    }
    return list;
}

QStringList ReportStore::assetsUsed(qsizetype row) const
{
    if (isPosted(row))
        return posted(row).assets;
    const ReportRecord &made = record(row);
    QStringList used;
    if (const QString fixture = fixtureFor(made.station, made.product); !fixture.isEmpty())
        used += fixture;
    if (!made.repair && made.plan == 1)
        used += made.station % 2 ? u"DMM-025"_s : u"DMM-021"_s;
    return used;
}

void ReportStore::buildSchema()
{
    for (int field = 0; field < headerFieldCount; ++field) {
        const HeaderFieldInfo &info = headerFields()[std::size_t(field)];
        odata::Field entry{QString::fromLatin1(info.name),
                           info.kind,
                           [this, field](odata::RowRef row) { return value(row.row, field); },
                           {}};
        if (field == Result)
            entry.literal = resultLiteral;
        m_schema.add(std::move(entry), QString::fromLatin1(info.aliases).split(u' ', Qt::SkipEmptyParts));
    }
    addCollections();
}

void ReportStore::addCollections()
{
    const auto add = [this](const QString &name, const QStringList &aliases,
                            QJsonArray (ReportStore::*list)(qsizetype) const,
                            const QList<QPair<QString, QStringList>> &fields) {
        auto elements = std::make_shared<odata::Schema>();
        for (const auto &[field, others] : fields) {
            elements->add(odata::Field{field,
                                       odata::Kind::Text,
                                       [this, list, key = field](odata::RowRef row) {
                                           return jsonValue(
                                               (this->*list)(row.row).at(row.element).toObject().value(key),
                                               odata::Kind::Text);
                                       },
                                       {}},
                          others);
        }
        m_schema.add(odata::Collection{name, [this, list](odata::RowRef row) { return (this->*list)(row.row).size(); },
                                       elements},
                     aliases);
    };
    add(u"subUnits"_s, {u"uurSubUnits"_s}, &ReportStore::subUnits,
        {{u"serialNumber"_s, {u"sn"_s}},
         {u"partNumber"_s, {u"pn"_s}},
         {u"revision"_s, {u"rev"_s}},
         {u"partType"_s, {}}});
    add(u"miscInfo"_s, {u"miscInfos"_s, u"uurMiscInfo"_s}, &ReportStore::miscInfos,
        {{u"description"_s, {}}, {u"value"_s, {u"text"_s, u"stringValue"_s}}});
}

void ReportStore::insertIntoTimeline(qsizetype row)
{
    const auto place = std::upper_bound(m_timeline.begin(), m_timeline.end(), startMs(row),
                                        [this](qint64 ms, qsizetype other) { return ms < startMs(other); });
    m_timeline.insert(place, row);
}

} // namespace qwats::demo
