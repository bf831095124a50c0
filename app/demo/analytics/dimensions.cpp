// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/dimensions.h"

#include <algorithm>
#include <span>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// In the order of Dimension.
constexpr const char *dimensionNames[]{
    "partNumber",
    "productName",
    "productGroup",
    "revision",
    "stationName",
    "location",
    "purpose",
    "testOperation",
    "processCode",
    "period",
    "swFilename",
    "swVersion",
    "level",
    "batchNumber",
    "operator",
    "fixtureId",
    "socketIndex",
    "errorCode",
    "stepCausedUutFailure",
    "stepPathCausedUutFailure",
    "miscInfoDescription",
    "miscInfoString",
    "assetSerialNumber",
    "assetName",
    "unitType",
    "repairOperation",
    "repairCode",
    "repairCategory",
    "repairType",
    "componentRef",
    "componentNumber",
    "componentRevision",
    "componentVendor",
    "componentDescription",
    "functionBlock",
    "referencedStep",
    "referencedStepPath",
    "testPeriod",
    "testLevel",
    "testStationName",
    "testLocation",
    "testPurpose",
    "testOperator",
};
static_assert(std::size(dimensionNames) == std::size_t(Dimension::count));

std::optional<Dimension> findDimension(const QString &name, bool forRepairs)
{
    const int end = int(forRepairs ? Dimension::count : firstRepairDimension);
    for (int i = 0; i < end; ++i) {
        if (name.compare(QLatin1StringView(dimensionNames[i]), Qt::CaseInsensitive) == 0)
            return Dimension(i);
    }
    return std::nullopt;
}

int compareCells(const QJsonValue &left, const QJsonValue &right)
{
    if (left.isDouble() && right.isDouble())
        return left.toDouble() < right.toDouble() ? -1 : (left.toDouble() > right.toDouble() ? 1 : 0);
    if (left.isDouble() != right.isDouble())
        return left.isDouble() ? 1 : -1; // a value that is not there sorts first
    return left.toString().compare(right.toString());
}

/// Adds one item of the list; false and @p error when it makes no sense.
bool addItem(const QString &item, const QStringList &kpis, bool forRepairs, DimensionList *list, QString *error)
{
    const QStringList words = item.simplified().split(u' ');
    const QString order = words.value(1).toLower();
    if (words.size() > 2 || (words.size() == 2 && order != u"asc"_s && order != u"desc"_s)) {
        *error = u"The dimension '%1' must be a name, or a name with asc or desc."_s.arg(item.trimmed());
        return false;
    }
    const auto sameName = [&](const QString &kpi) { return kpi.compare(words.first(), Qt::CaseInsensitive) == 0; };
    QString name;
    if (const auto dimension = findDimension(words.first(), forRepairs)) {
        name = dimensionName(*dimension);
        if (!list->has(*dimension))
            list->groups.push_back(*dimension);
    } else if (const auto known = std::find_if(kpis.begin(), kpis.end(), sameName); known != kpis.end()) {
        name = *known;
        if (!list->kpis.contains(name))
            list->kpis += name;
    } else {
        *error = u"There is no dimension '%1'."_s.arg(words.first());
        return false;
    }
    if (!order.isEmpty())
        list->order.push_back({name, order == u"desc"_s});
    return true;
}

} // namespace

QString dimensionName(Dimension dimension)
{
    return QString::fromLatin1(dimensionNames[std::size_t(dimension)]);
}

bool isNumber(Dimension dimension)
{
    return dimension == Dimension::ProcessCode || dimension == Dimension::SocketIndex
        || dimension == Dimension::ErrorCode;
}

bool belongsToUnit(Dimension dimension)
{
    switch (dimension) {
    case Dimension::PartNumber:
    case Dimension::ProductName:
    case Dimension::ProductGroup:
    case Dimension::Revision:
    case Dimension::BatchNumber:
    case Dimension::Level:
    case Dimension::UnitType: return true;
    default: return false;
    }
}

bool DimensionList::has(Dimension dimension) const
{
    return std::find(groups.begin(), groups.end(), dimension) != groups.end();
}

std::optional<DimensionList> parseDimensions(const QString &text, const QStringList &kpis, bool forRepairs,
                                             QString *error)
{
    DimensionList list;
    for (const QString &item : text.split(u';', Qt::SkipEmptyParts)) {
        if (!item.trimmed().isEmpty() && !addItem(item, kpis, forRepairs, &list, error))
            return std::nullopt;
    }
    return list;
}

void sortRows(std::vector<QJsonObject> *rows, const DimensionList &dimensions)
{
    std::vector<DimensionList::SortKey> keys = dimensions.order;
    for (const Dimension dimension : dimensions.groups)
        keys.push_back({dimensionName(dimension), false});
    std::stable_sort(rows->begin(), rows->end(), [&](const QJsonObject &a, const QJsonObject &b) {
        for (const DimensionList::SortKey &key : keys) {
            if (const int order = compareCells(a.value(key.name), b.value(key.name)); order != 0)
                return key.descending ? order > 0 : order < 0;
        }
        return false;
    });
}

void writeGroups(const DimensionList &dimensions, const QStringList &values, QJsonObject *row)
{
    for (std::size_t i = 0; i < dimensions.groups.size(); ++i) {
        const QString name = dimensionName(dimensions.groups[i]);
        const QString value = values.value(qsizetype(i));
        if (!isNumber(dimensions.groups[i]))
            row->insert(name, value);
        else if (!value.isEmpty())
            row->insert(name, value.toInt());
    }
}

} // namespace qwats::demo
