// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ReportStore that answers queries: the fields that filters may name, and pages of rows.
#include "app/demo/world/reportstore.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;
using odata::Value;

namespace {

Value resultLiteral(const Value &value)
{
    return value.kind == odata::Kind::Text ? Value::of(resultWord(value.text)) : value;
}

Value idLiteral(const Value &value)
{
    return value.kind == odata::Kind::Text ? Value::of(value.text.toLower()) : value;
}

/// Rows with their sort values: made-up rows and posted ones are told apart by nothing else.
struct SortedRow
{
    qsizetype row = 0;
    std::vector<Value> values;
};

/// The made-up rows lie in time order, so an order by nothing but time needs no sorting.
bool isByTime(const odata::Selection &selection)
{
    return selection.keys().empty() || (selection.keys().size() == 1 && selection.keys().front().field->tag == Start);
}

bool isOldestFirst(const odata::Selection &selection)
{
    return isByTime(selection) && !selection.keys().empty() && !selection.keys().front().descending;
}

} // namespace

Value jsonField(const QJsonObject &object, QLatin1StringView name, odata::Kind kind)
{
    const QJsonValue json = object.value(name);
    qint64 ms = 0;
    if (kind == odata::Kind::Number)
        return json.isDouble() ? Value::of(json.toDouble()) : Value::null();
    if (kind == odata::Kind::Time)
        return odata::parseTime(json.toString(), &ms) ? Value::ofTime(ms) : Value::null();
    return json.isString() ? Value::of(json.toString()) : Value::null();
}

Value ReportStore::value(qsizetype row, int field) const
{
    if (!isPosted(row))
        return recordValue(row, field);
    const HeaderFieldInfo &info = headerFields()[std::size_t(field)];
    if (field == Start)
        return Value::ofTime(posted(row).startMs);
    const Value found = jsonField(posted(row).header, QLatin1StringView(info.name), info.kind);
    return field == Uuid || field == ReferencedUut ? idLiteral(found) : found;
}

void ReportStore::buildSchema()
{
    for (int field = 0; field < headerFieldCount; ++field) {
        const HeaderFieldInfo &info = headerFields()[std::size_t(field)];
        odata::Field entry{QString::fromLatin1(info.name),
                           info.kind,
                           [this, field](odata::RowRef row) { return value(row.row, field); },
                           {},
                           field};
        if (field == Result)
            entry.literal = resultLiteral;
        if (field == Uuid || field == ReferencedUut)
            entry.literal = idLiteral;
        m_schema.add(std::move(entry), QString::fromLatin1(info.aliases).split(u' ', Qt::SkipEmptyParts));
    }
    addCollections();
}

void ReportStore::addCollections()
{
    using Names = std::vector<std::pair<int, QStringList>>; // the first one is the name, the others are aliases
    const auto add = [this](const QStringList &names, qsizetype (ReportStore::*count)(qsizetype) const,
                            const Names &fields) {
        auto elements = std::make_shared<odata::Schema>();
        for (const auto &[field, spellings] : fields) {
            elements->add(odata::Field{spellings.first(),
                                       odata::Kind::Text,
                                       [this, tag = field](odata::RowRef row) { return elementValue(row, tag); },
                                       {},
                                       field},
                          spellings.mid(1));
        }
        m_schema.add(odata::Collection{names.first(),
                                       [this, count](odata::RowRef row) { return (this->*count)(row.row); }, elements},
                     names.mid(1));
    };
    add({u"subUnits"_s, u"uurSubUnits"_s}, &ReportStore::subUnitCount,
        {{SubUnitSerialNumber, {u"serialNumber"_s, u"sn"_s}},
         {SubUnitPartNumber, {u"partNumber"_s, u"pn"_s}},
         {SubUnitRevision, {u"revision"_s, u"rev"_s}},
         {SubUnitPartType, {u"partType"_s}}});
    add({u"miscInfo"_s, u"miscInfos"_s, u"uurMiscInfo"_s}, &ReportStore::miscInfoCount,
        {{MiscDescription, {u"description"_s, u"name"_s}}, {MiscValue, {u"value"_s, u"text"_s, u"stringValue"_s}}});
    add({u"assets"_s, u"uurAssets"_s}, &ReportStore::assetCount, {{AssetSerialNumber, {u"serialNumber"_s, u"sn"_s}}});
}

bool ReportStore::isEarlier(qsizetype left, qsizetype right) const
{
    const qint64 leftMs = startMs(left);
    const qint64 rightMs = startMs(right);
    return leftMs != rightMs ? leftMs < rightMs : left < right;
}

void ReportStore::insertInto(std::vector<qsizetype> *line, qsizetype row) const
{
    const auto later = std::upper_bound(line->begin(), line->end(), row,
                                        [this](qsizetype a, qsizetype b) { return isEarlier(a, b); });
    line->insert(later, row);
}

qsizetype ReportStore::addLive(const ReportRecord &record)
{
    m_live.push_back(record);
    const qsizetype row = firstLiveRow + liveCount() - 1;
    if (record.repair)
        m_repairsOf[record.reference].append(quint32(row));
    insertInto(&m_timeline, row);
    insertInto(&m_postedLine, row);
    return row;
}

void ReportStore::insertIntoTimeline(qsizetype row)
{
    const QString lowerId = id(row).toLower();
    const qsizetype made = madeRowOf(lowerId);
    if (made >= 0 && isLive(made))
        m_postedLine.erase(std::remove(m_postedLine.begin(), m_postedLine.end(), made), m_postedLine.end());
    else if (made >= 0)
        m_replaced.insert(quint32(made));
    if (const auto old = m_inPostedLine.constFind(lowerId); old != m_inPostedLine.constEnd())
        m_postedLine.erase(std::find(m_postedLine.begin(), m_postedLine.end(), *old));
    m_inPostedLine.insert(lowerId, row);
    insertInto(&m_timeline, row);
    insertInto(&m_postedLine, row);
}

std::vector<qsizetype> ReportStore::rowsOfSerial(const QString &serialNumber) const
{
    std::vector<qsizetype> rows;
    for (const quint32 row : m_index.rowsOfSerial(serialNumber)) {
        if (!m_replaced.contains(row) && recordValue(qsizetype(row), SerialNumber).text == serialNumber)
            rows.push_back(qsizetype(row));
    }
    for (const qsizetype row : m_postedLine) {
        if (value(row, SerialNumber).text == serialNumber)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [this](qsizetype a, qsizetype b) { return isEarlier(a, b); });
    return rows;
}

RowSet ReportStore::madeMatches(Kinds kinds, const odata::Selection &selection) const
{
    RowSet rows = m_index.matching(selection);
    rows -= m_replaced;
    if (kinds == Kinds::Tests)
        rows -= m_index.repairs();
    else if (kinds == Kinds::Repairs)
        rows &= m_index.repairs();
    return rows;
}

std::vector<qsizetype> ReportStore::postedMatches(Kinds kinds, const odata::Selection &selection) const
{
    std::vector<qsizetype> rows;
    std::copy_if(m_postedLine.begin(), m_postedLine.end(), std::back_inserter(rows), [&](qsizetype row) {
        return (kinds == Kinds::Both || isRepair(row) == (kinds == Kinds::Repairs))
            && (!selection.filter() || selection.filter()->holds({row, -1}));
    });
    return rows;
}

/// The made-up rows are a million and come from the index, the posted ones are few and sorted on the spot. Of the
/// made-up ones so much of the order is worked out that the page is right wherever the posted ones fall.
std::vector<qsizetype> ReportStore::select(Kinds kinds, const odata::Selection &selection) const
{
    const std::vector<qsizetype> posted = postedMatches(kinds, selection);
    const RowSet made = madeMatches(kinds, selection);
    const odata::Page page = selection.page();
    const odata::Page part
        = odata::Page{std::max(qsizetype(0), page.skip - qsizetype(posted.size())), page.end}.within(made.count());
    const bool oldestFirst = isOldestFirst(selection);
    const std::vector<quint32> rows = isByTime(selection) ? made.slice(part.skip, part.end, !oldestFirst)
                                                          : m_index.sorted(made, selection.keys(), part);
    if (posted.empty())
        return {rows.begin(), rows.end()};

    const odata::SortValues values(selection.keys());
    const auto read = [&](const auto &from) {
        std::vector<SortedRow> list;
        for (const auto row : from) {
            list.push_back({qsizetype(row), {}});
            values.read(qsizetype(row), &list.back().values);
        }
        return list;
    };
    const auto before = [&](const SortedRow &left, const SortedRow &right) {
        const int order = values.compare(left.values, right.values);
        if (order != 0)
            return order < 0;
        return oldestFirst ? isEarlier(left.row, right.row) : isEarlier(right.row, left.row);
    };
    std::vector<SortedRow> come = read(posted);
    std::sort(come.begin(), come.end(), before);
    const std::vector<SortedRow> generated = read(rows);
    std::vector<SortedRow> merged;
    std::merge(generated.begin(), generated.end(), come.begin(), come.end(), std::back_inserter(merged), before);

    // merged[0] has at least part.skip rows before it; so many are left out, and no row of the page is among them.
    const odata::Page wanted
        = odata::Page{page.skip - part.skip, page.end - part.skip}.within(qsizetype(merged.size()));
    std::vector<qsizetype> result;
    for (qsizetype i = wanted.skip; i < wanted.end; ++i)
        result.push_back(merged[std::size_t(i)].row);
    return result;
}

} // namespace qwats::demo
