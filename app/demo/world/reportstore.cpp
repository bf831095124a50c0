// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/reportstore.h"

#include "app/demo/world/catalogue.h"
#include "app/demo/world/dice.h"
#include "app/demo/world/headerfields.h"
#include "app/demo/world/madefields.h"
#include "app/demo/world/productstore.h"
#include "app/demo/world/reportbody.h"
#include "app/demo/world/testplan.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <unordered_map>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

using odata::Value;

Value text(const char *latin1OrUtf8)
{
    return Value::of(QString::fromUtf8(latin1OrUtf8));
}

/// A prefix and a number; filters ask for half a million of them, so they are written without detours.
Value numbered(NumberedText parts)
{
    const auto [prefix, number] = parts;
    std::array<char, 48> buffer{};
    const auto size
        = std::size_t(std::copy_n(prefix, std::min<std::size_t>(qstrlen(prefix), 16), buffer.begin()) - buffer.begin());
    const auto end = std::to_chars(buffer.data() + size, buffer.data() + buffer.size(), number).ptr;
    return Value::of(QString::fromLatin1(buffer.data(), end - buffer.data()));
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

} // namespace

ReportStore::ReportStore(const ProductionOrder &order, const ProductStore &products)
    : m_order(order)
    , m_products(products)
    , m_records(runProduction(order))
    , m_timeline(m_records.size())
    , m_index(
          m_records, order.seed, [this](qsizetype row, int field) { return recordValue(row, field); },
          [this](const QString &id) {
              const qsizetype row = madeRowOf(id);
              return isLive(row) ? -1 : row; // those are not in the index
          })
    , m_replaced(quint32(m_records.size()))
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
    return madeRowOf(lower);
}

qsizetype ReportStore::madeRowOf(const QString &lowerId) const
{
    quint32 index = 0;
    if (!readId(lowerId, m_order.seed, IdKind::Report, &index))
        return -1;
    const bool known = isLive(index) ? index - firstLiveRow < liveCount() : index < m_records.size();
    return known ? qsizetype(index) : -1;
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

Value ReportStore::recordValue(qsizetype row, int field) const
{
    const ReportRecord &made = record(row);
    switch (field) {
    case Uuid: return Value::of(id(row));
    case SerialNumber: {
        std::array<char, 32> buffer{};
        return Value::of(QString(serialNumberOf(made, &buffer)));
    }
    case PartNumber: return Value::of(partNumber(made));
    case Revision: return Value::of(revision(made));
    case BatchNumber: return numbered(*numberedText(made, BatchNumber, -1));
    case ReportType: return text(made.repair ? "R" : "T");
    case StationName: return text(stations()[made.station].name);
    case Location: return text(stations()[made.station].location);
    case Purpose: return text(made.repair ? "Repair" : "Production");
    case Operator: return Value::of(people()[made.person]);
    case Result: return text(word(made.outcome));
    case Start: return Value::ofTime(made.startMs);
    case ExecutionTime:
    case ReportSize: return Value::of(rowNumber(made, quint32(row), field));
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
    case TestSocketIndex: return Value::of(rowNumber(made, quint32(row), field));
    case FixtureId: return Value::of(fixtureFor(made.station, made.product));
    case PassedInRun: return passed ? Value::of(double(made.run)) : Value::null();
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
    QJsonArray list;
    for (qsizetype i = 0; i < subUnitCount(row); ++i) {
        const auto text = [&](int field) { return elementValue({row, i}, field).text; };
        list.append(QJsonObject{{u"serialNumber"_s, text(SubUnitSerialNumber)},
                                {u"partNumber"_s, text(SubUnitPartNumber)},
                                {u"revision"_s, text(SubUnitRevision)},
                                {u"partType"_s, text(SubUnitPartType)}});
    }
    return list;
}

QJsonArray ReportStore::miscInfos(qsizetype row) const
{
    if (isPosted(row))
        return posted(row).miscInfos;
    QJsonArray list;
    for (qsizetype i = 0; i < miscInfoCount(row); ++i)
        list.append(QJsonObject{{u"description"_s, elementValue({row, i}, MiscDescription).text},
                                {u"value"_s, elementValue({row, i}, MiscValue).text}});
    return list;
}

qsizetype ReportStore::subUnitCount(qsizetype row) const
{
    if (isPosted(row))
        return posted(row).subUnits.size();
    return isBuilt(record(row)) ? std::ssize(builtInUnits()) : 0;
}

qsizetype ReportStore::miscInfoCount(qsizetype row) const
{
    return isPosted(row) ? posted(row).miscInfos.size() : (record(row).repair ? 1 : 3);
}

/// One field of an element of the lists of a row, without building the list: filters ask this a million times.
Value ReportStore::elementValue(odata::RowRef at, int field) const
{
    if (field == AssetSerialNumber)
        return assetValue(at);
    if (isPosted(at.row)) {
        const bool misc = field == MiscDescription || field == MiscValue;
        const QJsonArray &list = misc ? posted(at.row).miscInfos : posted(at.row).subUnits;
        static constexpr const char *keys[]{"serialNumber", "partNumber",  "revision",
                                            "partType",     "description", "value"};
        return jsonField(list.at(at.element).toObject(), QLatin1StringView(keys[field - SubUnitSerialNumber]),
                         odata::Kind::Text);
    }
    const ReportRecord &made = record(at.row);
    if (field == MiscDescription) {
        static constexpr const char *names[]{"WorkOrder", "Firmware", "Room temperature"};
        return at.element < miscInfoCount(at.row) ? text(names[at.element]) : Value::null();
    }
    if (field == MiscValue)
        return at.element < miscInfoCount(at.row) ? miscValue(made, at) : Value::null();
    if (at.element >= subUnitCount(at.row))
        return Value::null();
    const BuiltInUnit &unit = builtInUnits()[std::size_t(at.element)];
    switch (field) {
    case SubUnitPartNumber: return text(unit.partNumber);
    case SubUnitRevision: return text(unit.revision);
    case SubUnitPartType: return text(unit.partType);
    default: break;
    }
    return numbered(*numberedText(made, SubUnitSerialNumber, at.element));
}

Value ReportStore::miscValue(const ReportRecord &made, odata::RowRef at)
{
    switch (at.element) {
    case 0: return numbered(*numberedText(made, MiscValue, 0));
    case 1: return text("3.8.0");
    default: {
        const auto tenths = int(210 + roomTemperature(quint32(at.row)));
        const QChar letters[]{QChar(u'0' + tenths / 100),
                              QChar(u'0' + tenths / 10 % 10),
                              u'.',
                              QChar(u'0' + tenths % 10),
                              u' ',
                              u'°',
                              u'C'};
        return Value::of(QString(letters, std::size(letters)));
    }
    }
}

qsizetype ReportStore::assetCount(qsizetype row) const
{
    return assetsUsed(row).size();
}

Value ReportStore::assetValue(odata::RowRef at) const
{
    const QStringList used = assetsUsed(at.row);
    return at.element < used.size() ? Value::of(used[at.element]) : Value::null();
}

QHash<QString, std::vector<qint64>> ReportStore::madeUses() const
{
    std::map<QString, std::vector<qint64>> uses;
    std::unordered_map<quint32, std::vector<std::vector<qint64> *>> known; // by all that assetsUsed() looks at
    for (std::size_t row = 0; row < m_records.size(); ++row) {
        const ReportRecord &made = m_records[row];
        const quint32 key
            = quint32(made.product) << 16 | quint32(made.station) << 8 | (made.repair ? 0u : made.plan + 1u);
        const auto [it, isNew] = known.try_emplace(key);
        for (const QString &serial : isNew ? assetsUsed(qsizetype(row)) : QStringList())
            it->second.push_back(&uses[serial]);
        for (std::vector<qint64> *starts : it->second)
            starts->push_back(made.startMs);
    }
    QHash<QString, std::vector<qint64>> result;
    for (auto &[serial, starts] : uses)
        result.insert(serial, std::move(starts));
    return result;
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

} // namespace qwats::demo
