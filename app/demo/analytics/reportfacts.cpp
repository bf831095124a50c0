// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/reportfacts.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/eachof.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QString levelOf(const QString &category)
{
    if (category == u"Boards"_s)
        return u"PCBA"_s;
    if (category == u"Drives"_s)
        return u"Assembled product"_s;
    return category.isEmpty() ? QString() : u"Module"_s;
}

/// What only the test of a repair knows.
bool ofTheTest(HeaderField field)
{
    return field == SwFilename || field == SwVersion || field == TestSocketIndex;
}

} // namespace

ReportFacts::ReportFacts(const World &world)
    : m_world(world)
{
    for (const HeaderFieldInfo &info : headerFields())
        m_fields.push_back(world.reports.schema().field(QString::fromLatin1(info.name)));
}

QString ReportFacts::text(qsizetype row, HeaderField field) const
{
    const odata::Value value = m_fields[field]->read({row, -1});
    if (value.kind == odata::Kind::Number)
        return QString::number(value.number, 'g', 15);
    return value.text;
}

double ReportFacts::number(qsizetype row, HeaderField field) const
{
    return m_fields[field]->read({row, -1}).number;
}

bool ReportFacts::passed(qsizetype row) const
{
    return text(row, Result) == u"Passed"_s;
}

quint64 ReportFacts::unitKey(qsizetype row) const
{
    const auto hash = [](const QString &text, quint64 start) {
        quint64 value = start;
        for (const QChar c : text)
            value = scramble(value ^ c.unicode());
        return scramble(value + 1);
    };
    return hash(text(row, SerialNumber), hash(text(row, PartNumber), quint64(number(row, ProcessCode))));
}

qsizetype ReportFacts::repairedTest(qsizetype row) const
{
    const QString id = text(row, ReferencedUut);
    return id.isEmpty() ? -1 : reports().rowOf(id);
}

const ReportFacts::Product &ReportFacts::product(const QString &partNumber) const
{
    if (const auto it = m_products.constFind(partNumber); it != m_products.constEnd())
        return *it;
    Product facts;
    if (const QJsonObject *stored = m_world.products.find(partNumber)) {
        facts.name = stored->value(u"name"_s).toString();
        facts.category = stored->value(u"productCategoryName"_s).toString();
    }
    facts.group = ProductStore::narrowestGroup(partNumber, facts.name, facts.category);
    facts.level = levelOf(facts.category);
    return *m_products.insert(partNumber, facts);
}

QString ReportFacts::productName(const QString &partNumber) const
{
    return product(partNumber).name;
}
QString ReportFacts::productGroup(const QString &partNumber) const
{
    return product(partNumber).group;
}
QString ReportFacts::level(const QString &partNumber) const
{
    return product(partNumber).level;
}

bool ReportFacts::matches(qsizetype row, const WatsFilter &filter) const
{
    for (const WatsFilter::FieldTest &test : filter.fields) {
        const qsizetype source = ofTheTest(test.field) && reports().isRepair(row) ? repairedTest(row) : row;
        if (!test.pattern.matches(source < 0 ? QString() : text(source, test.field)))
            return false;
    }
    if (!filter.testOperation.isEmpty()) {
        // A repair belongs to the operation that it is, and to the test that had failed.
        const qsizetype test = reports().isRepair(row) ? repairedTest(row) : -1;
        if (!filter.testOperation.matches(text(row, ProcessName))
            && (test < 0 || !filter.testOperation.matches(text(test, ProcessName))))
            return false;
    }
    const QString part = text(row, PartNumber);
    return (filter.level.isEmpty() || filter.level.matches(level(part)))
        && (filter.productGroup.isEmpty() || filter.productGroup.matchesAny({u"All"_s, productGroup(part)}))
        && matchesLists(row, filter);
}

bool ReportFacts::matchesLists(qsizetype row, const WatsFilter &filter) const
{
    if ((!filter.miscDescription.isEmpty() || !filter.miscValue.isEmpty()) && miscInfos(row, filter).isEmpty())
        return false;
    return (filter.assetSerialNumber.isEmpty() && filter.assetName.isEmpty()) || !assets(row, filter).isEmpty();
}

QList<std::pair<QString, QString>> ReportFacts::miscInfos(qsizetype row, const WatsFilter &filter) const
{
    QList<std::pair<QString, QString>> found;
    for (const QJsonValue &entry : eachOf(reports().miscInfos(row))) {
        const QJsonObject info = entry.toObject();
        std::pair pair(info.value(u"description"_s).toString(), info.value(u"value"_s).toString());
        if (filter.miscDescription.matches(pair.first) && filter.miscValue.matches(pair.second))
            found += std::move(pair);
    }
    return found;
}

QList<std::pair<QString, QString>> ReportFacts::assets(qsizetype row, const WatsFilter &filter) const
{
    QList<std::pair<QString, QString>> found;
    for (const QString &serial : reports().assetsUsed(row)) {
        const qsizetype asset = m_world.assets.indexOf(serial);
        const QString name = asset < 0 ? QString() : m_world.assets.at(asset).value(u"assetName"_s).toString();
        if (filter.assetSerialNumber.matches(serial) && filter.assetName.matches(name))
            found += std::pair(serial, name);
    }
    return found;
}

QStringList ReportFacts::values(qsizetype row, Dimension dimension, const WatsFilter &filter) const
{
    const auto list = [](const QList<std::pair<QString, QString>> &pairs, bool first) {
        QStringList found;
        for (const auto &pair : pairs)
            found += first ? pair.first : pair.second;
        found.removeDuplicates();
        return found.isEmpty() ? QStringList{QString()} : found;
    };
    switch (dimension) {
    case Dimension::PartNumber: return {text(row, PartNumber)};
    case Dimension::ProductName: return {productName(text(row, PartNumber))};
    case Dimension::ProductGroup: return {productGroup(text(row, PartNumber))};
    case Dimension::Revision: return {text(row, Revision)};
    case Dimension::StationName: return {text(row, StationName)};
    case Dimension::Location: return {text(row, Location)};
    case Dimension::Purpose: return {text(row, Purpose)};
    case Dimension::TestOperation:
    case Dimension::RepairOperation: return {text(row, ProcessName)};
    case Dimension::ProcessCode: return {text(row, ProcessCode)};
    case Dimension::Period: return {periodName(reports().startMs(row), filter.grouping)};
    case Dimension::SwFilename: return {text(row, SwFilename)};
    case Dimension::SwVersion: return {text(row, SwVersion)};
    case Dimension::Level: return {level(text(row, PartNumber))};
    case Dimension::BatchNumber: return {text(row, BatchNumber)};
    case Dimension::Operator: return {text(row, Operator)};
    case Dimension::FixtureId: return {text(row, FixtureId)};
    case Dimension::SocketIndex: return {text(row, TestSocketIndex)};
    case Dimension::ErrorCode: return {text(row, ErrorCode)};
    case Dimension::StepCausedUutFailure: return {text(row, CausedUutFailure)};
    case Dimension::StepPathCausedUutFailure: return {text(row, CausedUutFailurePath)};
    case Dimension::MiscInfoDescription: return list(miscInfos(row, filter), true);
    case Dimension::MiscInfoString: return list(miscInfos(row, filter), false);
    case Dimension::AssetSerialNumber: return list(assets(row, filter), true);
    case Dimension::AssetName: return list(assets(row, filter), false);
    case Dimension::UnitType: return {product(text(row, PartNumber)).category};
    default: return {QString()};
    }
}

QList<QStringList> ReportFacts::combinations(qsizetype row, const std::vector<Dimension> &dimensions,
                                             const WatsFilter &filter) const
{
    QList<QStringList> all{QStringList()};
    for (const Dimension dimension : dimensions) {
        QList<QStringList> longer;
        for (const QString &value : values(row, dimension, filter)) {
            for (const QStringList &start : std::as_const(all))
                longer += QStringList(start) << value;
        }
        all = longer;
    }
    // Two columns of one list belong together: no work order in the row of the firmware.
    const auto keepPairs = [&](Dimension one, Dimension other, const QList<std::pair<QString, QString>> &pairs) {
        const auto left = std::find(dimensions.begin(), dimensions.end(), one) - dimensions.begin();
        const auto right = std::find(dimensions.begin(), dimensions.end(), other) - dimensions.begin();
        const auto size = std::ssize(dimensions);
        if (left == size || right == size || pairs.isEmpty())
            return;
        all.removeIf([&](const QStringList &cells) { return !pairs.contains(std::pair(cells[left], cells[right])); });
    };
    if (all.size() > 1) {
        keepPairs(Dimension::MiscInfoDescription, Dimension::MiscInfoString, miscInfos(row, filter));
        keepPairs(Dimension::AssetSerialNumber, Dimension::AssetName, assets(row, filter));
    }
    return all;
}

} // namespace qwats::demo
