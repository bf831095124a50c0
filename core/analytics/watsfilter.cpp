// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/watsfilter.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace qwats {
namespace {

struct TextKey
{
    const char *key;
    QString WatsFilter::*text;
};

constexpr std::array textKeys{
    TextKey{"serialNumber", &WatsFilter::serialNumber},
    TextKey{"partNumber", &WatsFilter::partNumber},
    TextKey{"revision", &WatsFilter::revision},
    TextKey{"batchNumber", &WatsFilter::batchNumber},
    TextKey{"stationName", &WatsFilter::stationName},
    TextKey{"testOperation", &WatsFilter::testOperation},
    TextKey{"level", &WatsFilter::level},
    TextKey{"productGroup", &WatsFilter::productGroup},
    TextKey{"swFilename", &WatsFilter::swFilename},
    TextKey{"swVersion", &WatsFilter::swVersion},
    TextKey{"socket", &WatsFilter::socket},
    TextKey{"status", &WatsFilter::status},
    TextKey{"miscDescription", &WatsFilter::miscDescription},
    TextKey{"miscValue", &WatsFilter::miscValue},
    TextKey{"miscInfoDescription", &WatsFilter::miscInfoDescription},
    TextKey{"miscInfoString", &WatsFilter::miscInfoString},
    TextKey{"assetSerialNumber", &WatsFilter::assetSerialNumber},
    TextKey{"assetName", &WatsFilter::assetName},
    TextKey{"dimensions", &WatsFilter::dimensions},
    TextKey{"measurementPaths", &WatsFilter::measurementPaths},
};

struct NumberKey
{
    const char *key;
    std::optional<int> WatsFilter::*number;
};

constexpr std::array numberKeys{
    NumberKey{"periodCount", &WatsFilter::periodCount},
    NumberKey{"minCount", &WatsFilter::minCount},
    NumberKey{"maxCount", &WatsFilter::maxCount},
    NumberKey{"topCount", &WatsFilter::topCount},
    NumberKey{"run", &WatsFilter::run},
    NumberKey{"yield", &WatsFilter::yield},
};

} // namespace

QByteArray WatsFilter::toJson() const
{
    QJsonObject body; // keeps its keys in order: equal filters are equal bytes
    for (const TextKey &entry : textKeys) {
        if (const QString &text = this->*entry.text; !text.isEmpty())
            body.insert(QLatin1StringView(entry.key), text);
    }
    for (const NumberKey &entry : numberKeys) {
        if (const auto &number = this->*entry.number)
            body.insert(QLatin1StringView(entry.key), *number);
    }
    for (const auto &[key, date] : {std::pair("dateFrom", from), std::pair("dateTo", to)}) {
        if (date.isValid())
            body.insert(QLatin1StringView(key), date.toIso());
    }
    if (grouping)
        body.insert(u"dateGrouping", int(*grouping));
    if (includeCurrentPeriod || grouping || periodCount)
        body.insert(u"includeCurrentPeriod", includeCurrentPeriod.value_or(true));
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace qwats
