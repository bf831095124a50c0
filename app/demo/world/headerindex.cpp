// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/headerindex.h"

#include "app/demo/world/catalogue.h"
#include "app/demo/world/dice.h"
#include "app/demo/world/headerfilter.h"
#include "app/demo/world/madefields.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace qwats::demo {

using namespace Qt::StringLiterals;
using odata::Value;

namespace {

constexpr std::size_t answersKept = 12; // 125 kB each for a million rows
constexpr int bucketBits = 16;
constexpr quint64 tenDigits = 10'000'000'000;

/// All that makes the class of a record, side by side.
quint64 classKey(const ReportRecord &record)
{
    quint64 key = record.product;
    for (const unsigned part : {unsigned(record.revision & 15u), unsigned(record.plan & 15u)})
        key = key << 4 | part;
    for (const unsigned part : {unsigned(record.station), unsigned(record.person), unsigned(record.cause)})
        key = key << 8 | part;
    return key << 16 | quint64(record.run) << 8 | quint64(record.outcome) << 1 | quint64(record.repair);
}

/// Digits in the order of their texts: "100000" before "1000001" before "100001".
quint64 digitsKey(quint64 number, quint64 fewest)
{
    quint64 digits = fewest;
    quint64 beyond = 1;
    for (quint64 i = 0; i < fewest; ++i)
        beyond *= 10;
    for (quint64 limit = beyond; number >= limit && limit < tenDigits; limit *= 10)
        ++digits;
    for (quint64 i = digits; i < 10; ++i)
        number *= 10;
    return number << 4 | digits;
}

} // namespace

QLatin1StringView serialNumberOf(const ReportRecord &record, std::array<char, 32> *buffer)
{
    char *const end = buffer->data() + buffer->size();
    char *begin = end;
    quint32 left = record.serial;
    for (int digits = 0; digits < 6 || left > 0; ++digits, left /= 10)
        *--begin = char('0' + left % 10);
    const QLatin1StringView prefix(kindOf(record).serialPrefix);
    begin -= prefix.size();
    std::copy(prefix.begin(), prefix.end(), begin);
    return {begin, qsizetype(end - begin)};
}

HeaderIndex::HeaderIndex(const std::vector<ReportRecord> &records, quint32 seed, Reader read, Finder find)
    : m_records(records)
    , m_seed(seed)
    , m_read(std::move(read))
    , m_find(std::move(find))
    , m_repairs(quint32(records.size()))
{
    makeClasses();
    makeUnits();
    sortSerials();
}

void HeaderIndex::makeClasses()
{
    std::unordered_map<quint64, quint32> known;
    known.reserve(1 << 15);
    m_classOf.reserve(m_records.size());
    for (quint32 row = 0; row < size(); ++row) {
        const ReportRecord &record = m_records[row];
        const auto [it, isNew] = known.try_emplace(classKey(record), quint32(m_classRows.size()));
        if (isNew)
            m_classRows.push_back(row);
        m_classOf.push_back(it->second);
        if (record.repair)
            m_repairs.insert(row);
        m_maxExecMs = std::max(m_maxExecMs, record.execMs);
    }
}

/// Counting sort of the rows by unit; within a unit they stay in time order.
void HeaderIndex::makeUnits()
{
    quint32 count = 0;
    for (const ReportRecord &record : m_records)
        count = std::max(count, record.unit + 1);
    m_unitBegin.assign(std::size_t(count) + 1, 0);
    for (const ReportRecord &record : m_records)
        ++m_unitBegin[record.unit + 1];
    std::partial_sum(m_unitBegin.begin(), m_unitBegin.end(), m_unitBegin.begin());
    m_unitRows.resize(m_records.size());
    std::vector<quint32> next(m_unitBegin.begin(), m_unitBegin.end() - 1);
    for (quint32 row = 0; row < size(); ++row)
        m_unitRows[next[m_records[row].unit]++] = row;
}

std::vector<quint32> HeaderIndex::unitsBuiltFrom(std::size_t which, quint32 number) const
{
    std::vector<quint32> found;
    std::copy_if(m_builtUnits.begin(), m_builtUnits.end(), std::back_inserter(found),
                 [&](quint32 unit) { return builtInNumber(unit, which) == number; });
    return found;
}

std::vector<quint32> HeaderIndex::units() const
{
    std::vector<quint32> list;
    for (quint32 unit = 0; unit + 1 < m_unitBegin.size(); ++unit) {
        if (m_unitBegin[unit] < m_unitBegin[unit + 1])
            list.push_back(unit);
    }
    return list;
}

void HeaderIndex::sortSerials()
{
    const auto products = catalogueProducts();
    for (const CatalogueProduct &product : products) {
        const QLatin1StringView prefix(product.serialPrefix);
        QSet<QLatin1StringView> before;
        for (const CatalogueProduct &other : products) {
            if (QLatin1StringView(other.serialPrefix) < prefix)
                before.insert(QLatin1StringView(other.serialPrefix));
        }
        m_prefixRank.push_back(quint8(before.size()));
    }
    std::vector<std::pair<quint64, quint32>> keys;
    for (const quint32 unit : units()) {
        keys.emplace_back(serialKey(recordOf(unit)), unit);
        if (isBuilt(recordOf(unit)))
            m_builtUnits.push_back(unit);
    }
    std::sort(keys.begin(), keys.end());
    m_serialRank.assign(m_unitBegin.size() - 1, 0);
    m_bySerial.reserve(keys.size());
    quint32 rank = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        rank += i > 0 && keys[i].first != keys[i - 1].first ? 1 : 0;
        m_bySerial.push_back(keys[i].second);
        m_serialRank[keys[i].second] = rank;
    }
}

quint64 HeaderIndex::serialKey(const ReportRecord &record) const
{
    return quint64(m_prefixRank[record.product % m_prefixRank.size()]) << 40 | digitsKey(record.serial, 6);
}

std::vector<quint32> HeaderIndex::rowsOfSerial(QStringView serialNumber) const
{
    const QByteArray text = serialNumber.toString().toUpper().toLatin1();
    const auto firstDigit = std::find_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto prefixSize = std::size_t(firstDigit - text.begin());
    bool ok = false;
    ReportRecord wanted;
    wanted.serial = text.mid(qsizetype(prefixSize)).toUInt(&ok);
    const auto products = catalogueProducts();
    const auto product = std::find_if(products.begin(), products.end(), [&](const CatalogueProduct &candidate) {
        return QByteArrayView(candidate.serialPrefix) == QByteArrayView(text).first(qsizetype(prefixSize));
    });
    std::array<char, 32> buffer{};
    if (!ok || product == products.end())
        return {};
    wanted.product = quint16(product - products.begin());
    if (serialNumberOf(wanted, &buffer) != QLatin1StringView(text))
        return {}; // other digits for the same number
    struct ByKey
    {
        const HeaderIndex &index;
        bool operator()(quint32 unit, quint64 key) const { return index.serialKey(index.recordOf(unit)) < key; }
        bool operator()(quint64 key, quint32 unit) const { return key < index.serialKey(index.recordOf(unit)); }
    };
    const auto range = std::equal_range(m_bySerial.begin(), m_bySerial.end(), serialKey(wanted), ByKey{*this});
    std::vector<quint32> rows;
    for (auto unit = range.first; unit != range.second; ++unit) {
        const auto more = rowsOfUnit(*unit);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::span<const quint32> HeaderIndex::rowsOfUnit(quint32 unit) const
{
    if (std::size_t(unit) + 1 >= m_unitBegin.size())
        return {};
    return std::span(m_unitRows).subspan(m_unitBegin[unit], m_unitBegin[unit + 1] - m_unitBegin[unit]);
}

quint32 HeaderIndex::firstRowFrom(qint64 ms) const
{
    const auto it = std::lower_bound(m_records.begin(), m_records.end(), ms,
                                     [](const ReportRecord &record, qint64 limit) { return record.startMs < limit; });
    return quint32(it - m_records.begin());
}

RowSet HeaderIndex::matching(const odata::Selection &selection) const
{
    if (!selection.filter())
        return RowSet(size(), true);
    const auto kept = std::find_if(m_answers.begin(), m_answers.end(),
                                   [&](const auto &answer) { return answer.first == selection.filterText(); });
    if (kept != m_answers.end()) {
        m_answers.splice(m_answers.begin(), m_answers, kept);
        return m_answers.front().second;
    }
    m_answers.emplace_front(selection.filterText(), Filter(*this).rows(*selection.filter(), RowSet(size(), true)));
    if (m_answers.size() > answersKept)
        m_answers.pop_back();
    return m_answers.front().second;
}

/// Ranks of the values that the given rows have in a field; equal values, equal ranks.
std::vector<quint32> HeaderIndex::sortedRanks(const std::vector<quint32> &rows, int field) const
{
    std::vector<Value> values;
    std::vector<quint32> numberOf; // by place in rows: which of the distinct values
    std::unordered_map<QString, quint32> texts;
    std::unordered_map<double, quint32> numbers;
    std::optional<quint32> none;
    numberOf.reserve(rows.size());
    for (const quint32 row : rows) {
        const Value value = m_read(row, field);
        const auto fresh = quint32(values.size());
        quint32 number = fresh;
        if (value.kind == odata::Kind::Text)
            number = texts.try_emplace(value.text, fresh).first->second;
        else if (value.kind == odata::Kind::Number)
            number = numbers.try_emplace(value.number, fresh).first->second;
        else
            number = none.value_or(fresh);
        if (value.kind == odata::Kind::Null)
            none = number;
        if (number == fresh)
            values.push_back(value);
        numberOf.push_back(number);
    }
    std::vector<quint32> order(values.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](quint32 left, quint32 right) { return odata::compare(values[left], values[right]) < 0; });
    std::vector<quint32> ranks(values.size());
    for (quint32 i = 0; i < order.size(); ++i)
        ranks[order[i]] = i;
    for (quint32 &number : numberOf)
        number = ranks[number];
    return numberOf;
}

const std::vector<quint32> &HeaderIndex::classRanks(int field) const
{
    const auto it = m_ranks.constFind(field);
    return it != m_ranks.constEnd() ? *it : *m_ranks.insert(field, sortedRanks(m_classRows, field));
}

/// By unit or by row, as the scope of the field says.
const std::vector<quint32> &HeaderIndex::valueRanks(int field) const
{
    if (const auto it = m_ranks.constFind(field); it != m_ranks.constEnd())
        return *it;
    std::vector<quint32> rows;
    if (fieldScope(field, -1) == FieldScope::Row) {
        rows.resize(size());
        std::iota(rows.begin(), rows.end(), 0u);
        return *m_ranks.insert(field, sortedRanks(rows, field));
    }
    const std::vector<quint32> made = units();
    for (const quint32 unit : made)
        rows.push_back(m_unitRows[m_unitBegin[unit]]);
    const std::vector<quint32> ranks = sortedRanks(rows, field);
    std::vector<quint32> byUnit(m_unitBegin.size() - 1);
    for (std::size_t i = 0; i < made.size(); ++i)
        byUnit[made[i]] = ranks[i];
    return *m_ranks.insert(field, byUnit);
}

HeaderIndex::SortColumn HeaderIndex::column(const odata::Selection::Key &key) const
{
    const int field = key.field->tag;
    SortColumn column;
    const auto useRanks = [&column](const std::vector<quint32> &ranks, auto place) {
        const quint32 highest = ranks.empty() ? 0 : *std::max_element(ranks.begin(), ranks.end());
        column.bits = std::bit_width(highest);
        column.number = [ranks = ranks.data(), place](quint32 row) { return quint64(ranks[place(row)]); };
    };
    const auto unitOf = [this](quint32 row) { return m_records[row].unit; };
    if (field == Start) {
        const qint64 first = m_records.empty() ? 0 : m_records.front().startMs;
        column.bits = m_records.empty() ? 0 : std::bit_width(quint64(m_records.back().startMs - first));
        column.number = [this, first](quint32 row) { return quint64(m_records[row].startMs - first); };
    } else if (field == ExecutionTime) {
        column.bits = std::bit_width(m_maxExecMs);
        column.number = [this](quint32 row) { return quint64(m_records[row].execMs); };
    } else if (field == Uuid) {
        column.bits = 60;
        column.number = [seed = m_seed](quint32 row) { return idOrder(seed, IdKind::Report, row); };
    } else if (field == ReferencedUut) {
        column.bits = 61;
        column.number = [this](quint32 row) {
            const ReportRecord &record = m_records[row];
            return record.repair ? idOrder(m_seed, IdKind::Report, record.reference) + 1 : 0;
        };
    } else if (hasRowNumber(field)) {
        column.bits = rowNumberBits(field);
        column.number = [this, field](quint32 row) {
            const double number = rowNumber(m_records[row], row, field);
            return std::isnan(number) ? quint64(0) : quint64(std::lround(number * 10)) + 1;
        };
    } else if (field == BatchNumber) {
        column.bits = std::bit_width(tenDigits << 4);
        column.number
            = [this](quint32 row) { return digitsKey(numberedText(m_records[row], BatchNumber, -1)->number, 1); };
    } else if (field == SerialNumber) {
        useRanks(m_serialRank, unitOf);
    } else if (fieldScope(field, -1) == FieldScope::Class) {
        useRanks(classRanks(field), [this](quint32 row) { return m_classOf[row]; });
    } else if (fieldScope(field, -1) == FieldScope::Unit) {
        useRanks(valueRanks(field), unitOf);
    } else {
        useRanks(valueRanks(field), [](quint32 row) { return row; });
    }
    if (key.descending) {
        const quint64 highest = column.bits == 64 ? ~quint64(0) : (quint64(1) << column.bits) - 1;
        column.number = [number = std::move(column.number), highest](quint32 row) { return highest - number(row); };
    }
    return column;
}

/// As many keys as fit stand side by side in one number, and after them the row, so that most orders compare numbers.
class HeaderIndex::SortOrder
{
public:
    struct Entry
    {
        quint64 number;
        quint32 row;
    };

    SortOrder(std::vector<SortColumn> columns, quint32 size)
        : m_columns(std::move(columns))
        , m_size(size)
    {
        while (m_packed < m_columns.size() && m_bits + m_columns[m_packed].bits <= 64)
            m_bits += m_columns[m_packed++].bits;
        m_rowBits = m_packed == m_columns.size() ? std::min(64 - m_bits, int(std::bit_width(size))) : 0;
    }
    int bits() const { return m_bits + m_rowBits; }
    quint64 number(quint32 row) const
    {
        quint64 number = 0;
        for (std::size_t i = 0; i < m_packed; ++i)
            number = (m_columns[i].bits == 64 ? 0 : number << m_columns[i].bits) | m_columns[i].number(row);
        if (m_rowBits == 0)
            return number;
        return number << m_rowBits | quint64(m_size - row) >> (std::bit_width(m_size) - m_rowBits); // newer ones first
    }
    bool operator()(const Entry &left, const Entry &right) const
    {
        if (left.number != right.number)
            return left.number < right.number;
        for (std::size_t i = m_packed; i < m_columns.size(); ++i) {
            const quint64 leftNumber = m_columns[i].number(left.row);
            const quint64 rightNumber = m_columns[i].number(right.row);
            if (leftNumber != rightNumber)
                return leftNumber < rightNumber;
        }
        return left.row > right.row;
    }

private:
    std::vector<SortColumn> m_columns;
    quint32 m_size;
    std::size_t m_packed = 0;
    int m_bits = 0;
    int m_rowBits = 0;
};

std::vector<quint32> HeaderIndex::sorted(const RowSet &rows, const std::vector<odata::Selection::Key> &keys,
                                         odata::Page page) const
{
    if (page.skip >= page.end)
        return {};
    std::vector<SortColumn> columns;
    columns.reserve(keys.size());
    for (const odata::Selection::Key &key : keys)
        columns.push_back(column(key));
    const SortOrder order(std::move(columns), size());

    // Counted by their leading bits first: only the buckets that the page lies in are put in order.
    const int shift = std::max(0, order.bits() - bucketBits);
    std::vector<quint32> counts(std::size_t(1) << bucketBits);
    rows.forEach([&](quint32 row) { ++counts[order.number(row) >> shift]; });
    quint64 first = 0;
    qsizetype before = 0;
    while (before + qsizetype(counts[first]) <= page.skip)
        before += counts[first++];
    quint64 last = first;
    for (qsizetype seen = before + counts[first]; seen < page.end; seen += counts[last])
        ++last;

    std::vector<SortOrder::Entry> entries;
    rows.forEach([&](quint32 row) {
        const quint64 number = order.number(row);
        if (number >> shift >= first && number >> shift <= last)
            entries.push_back({number, row});
    });
    const auto from = entries.begin() + (page.skip - before);
    const auto to = entries.begin() + (page.end - before);
    std::nth_element(entries.begin(), from, entries.end(), order);
    if (to != entries.end())
        std::nth_element(from, to, entries.end(), order);
    std::sort(from, to, order);
    std::vector<quint32> result;
    std::transform(from, to, std::back_inserter(result), [](const SortOrder::Entry &entry) { return entry.row; });
    return result;
}

} // namespace qwats::demo
