// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/watsfilter.h"
#include "app/demo/world/eachof.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultDays = 30;

/// Takes values out of body and query by name and keeps the first complaint.
class FilterReader
{
public:
    FilterReader(const QJsonObject &body, const Request &request)
    {
        for (const auto &[name, value] : request.query)
            m_values.insert(name.toLower(), value);
        for (auto it = body.begin(); it != body.end(); ++it) {
            if (!it->isNull())
                m_values.insert(it.key().toLower(), *it);
        }
    }

    QString text(const QString &key)
    {
        const QJsonValue value = m_values.value(key.toLower(), QJsonValue(QJsonValue::Undefined));
        if (value.isArray()) {
            QStringList parts;
            for (const QJsonValue &part : eachOf(value.toArray()))
                parts += part.toString();
            return parts.join(u';');
        }
        if (value.isDouble())
            return value.toVariant().toString();
        if (!value.isUndefined() && !value.isString())
            complain(key, u"must be a text"_s);
        return value.toString();
    }

    /// 0 counts as "not given" for counts: that is what clients with plain integers send.
    std::optional<int> number(const QString &key, int low, int high)
    {
        const QJsonValue value = m_values.value(key.toLower(), QJsonValue(QJsonValue::Undefined));
        if (value.isUndefined() || (value.isString() && value.toString().trimmed().isEmpty()))
            return std::nullopt;
        bool ok = value.isDouble();
        const double given = ok ? value.toDouble() : value.toString().toDouble(&ok);
        if (!ok || given != std::floor(given) || given < low || given > high) {
            complain(key, u"must be a whole number from %1 to %2"_s.arg(low).arg(high));
            return std::nullopt;
        }
        return int(given);
    }

    bool flag(const QString &key, bool otherwise)
    {
        const QJsonValue value = m_values.value(key.toLower(), QJsonValue(QJsonValue::Undefined));
        if (value.isBool())
            return value.toBool();
        const QString word = value.toString().toLower();
        if (word == u"true"_s || word == u"false"_s)
            return word == u"true"_s;
        if (!value.isUndefined() && !word.isEmpty())
            complain(key, u"must be true or false"_s);
        return otherwise;
    }

    std::optional<qint64> time(const QString &key)
    {
        const QString given = text(key);
        qint64 ms = 0;
        if (given.isEmpty())
            return std::nullopt;
        if (!odata::parseTime(given, &ms)) {
            complain(key, u"is not a date: '%1'"_s.arg(given));
            return std::nullopt;
        }
        return ms;
    }

    void complain(const QString &key, const QString &what)
    {
        if (m_error.isEmpty())
            m_error = u"The filter key '%1' %2."_s.arg(key, what);
    }
    const QString &error() const { return m_error; }

private:
    QHash<QString, QJsonValue> m_values;
    QString m_error;
};

Wildcards statusFrom(FilterReader *reader)
{
    static const QStringList known{u"Passed"_s, u"Failed"_s, u"Error"_s, u"Terminated"_s, u"Done"_s, u"Skipped"_s};
    QStringList words;
    for (const QString &part : reader->text(u"status"_s).split(u';', Qt::SkipEmptyParts)) {
        const QString given = part.trimmed();
        if (given.compare(u"All"_s, Qt::CaseInsensitive) == 0)
            return {};
        words += resultWord(given);
        if (!known.contains(words.last()) && !given.contains(u'%') && !given.contains(u'_'))
            reader->complain(u"status"_s, u"knows no '%1'"_s.arg(given));
    }
    return Wildcards(words.join(u';'));
}

void readTexts(FilterReader *reader, WatsFilter *filter)
{
    static const QList<std::pair<QString, HeaderField>> plain{
        {u"serialNumber"_s, SerialNumber}, {u"partNumber"_s, PartNumber},   {u"revision"_s, Revision},
        {u"batchNumber"_s, BatchNumber},   {u"stationName"_s, StationName}, {u"swFilename"_s, SwFilename},
        {u"swVersion"_s, SwVersion},       {u"socket"_s, TestSocketIndex},
    };
    for (const auto &[key, field] : plain) {
        if (Wildcards pattern(reader->text(key)); !pattern.isEmpty())
            filter->fields.push_back({field, std::move(pattern)});
    }
    if (Wildcards status = statusFrom(reader); !status.isEmpty())
        filter->fields.push_back({Result, std::move(status)});
    const auto either = [reader](const QString &one, const QString &other) {
        const QString text = reader->text(one);
        return Wildcards(text.isEmpty() ? reader->text(other) : text);
    };
    filter->testOperation = Wildcards(reader->text(u"testOperation"_s));
    filter->level = Wildcards(reader->text(u"level"_s));
    filter->productGroup = Wildcards(reader->text(u"productGroup"_s));
    filter->miscDescription = either(u"miscDescription"_s, u"miscInfoDescription"_s);
    filter->miscValue = either(u"miscValue"_s, u"miscInfoString"_s);
    filter->assetSerialNumber = Wildcards(reader->text(u"assetSerialNumber"_s));
    filter->assetName = Wildcards(reader->text(u"assetName"_s));
    filter->measurementPaths = Wildcards(reader->text(u"measurementPaths"_s));
    filter->dimensions = reader->text(u"dimensions"_s);
}

void readRange(FilterReader *reader, qint64 nowMs, WatsFilter *filter)
{
    const std::optional<qint64> from = reader->time(u"dateFrom"_s);
    const std::optional<qint64> to = reader->time(u"dateTo"_s);
    const int periods = reader->number(u"periodCount"_s, 0, 100000).value_or(0);
    const bool current = reader->flag(u"includeCurrentPeriod"_s, true);
    filter->grouping = DateGrouping(reader->number(u"dateGrouping"_s, -1, 5).value_or(-1));
    filter->openEnd = !to;
    filter->toMs = to.value_or(std::numeric_limits<qint64>::max());
    if (from) {
        filter->fromMs = *from;
        return;
    }
    const qint64 end = to.value_or(nowMs);
    if (periods == 0) {
        filter->fromMs = end - qint64(defaultDays) * 86400000;
        return;
    }
    filter->fromMs = periodStart(end, filter->grouping, current ? 1 - periods : -periods);
    if (!current) {
        filter->openEnd = false;
        filter->toMs = std::min(filter->toMs, periodStart(end, filter->grouping) - 1);
    }
}

} // namespace

const Wildcards *WatsFilter::test(HeaderField field) const
{
    for (const FieldTest &entry : fields) {
        if (entry.field == field)
            return &entry.pattern;
    }
    return nullptr;
}

std::optional<WatsFilter> watsFilterFrom(const Request &request, qint64 nowMs, QString *error)
{
    QJsonObject body;
    if (!request.body.trimmed().isEmpty()) {
        const QJsonValue value = parseBody(request.body, error);
        if (error->isEmpty() && !value.isObject() && !value.isNull() && !value.isUndefined())
            *error = u"The filter must be a JSON object."_s;
        if (!error->isEmpty())
            return std::nullopt;
        body = value.toObject();
    }
    FilterReader reader(body, request);
    WatsFilter filter;
    readTexts(&reader, &filter);
    readRange(&reader, nowMs, &filter);
    const auto count = [&](const QString &key) {
        const std::optional<int> given = reader.number(key, 0, std::numeric_limits<int>::max());
        return given && *given > 0 ? given : std::nullopt;
    };
    filter.minCount = count(u"minCount"_s);
    filter.maxCount = count(u"maxCount"_s);
    filter.topCount = count(u"topCount"_s);
    if (const auto yield = reader.number(u"yield"_s, 0, 100); yield && *yield > 0)
        filter.yield = yield;
    const int run = reader.number(u"run"_s, -2, 1000).value_or(WatsFilter::allRuns);
    filter.run = run == 0 ? WatsFilter::allRuns : run;
    *error = reader.error();
    return error->isEmpty() ? std::optional(std::move(filter)) : std::nullopt;
}

} // namespace qwats::demo
