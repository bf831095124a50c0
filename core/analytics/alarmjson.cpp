// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analyticsjson.h"
#include "core/json/jsonvalue.h"

namespace qwats {
namespace {

using json::field;
using json::Value;

bool takeAlarmKind(AlarmLogRow &row, const Value &value)
{
    int number = 0;
    if (!json::readCode(value, number))
        return false;
    row.kind = number >= 1 && number <= int(AlarmKind::Asset) ? AlarmKind(number) : AlarmKind::Other;
    return true;
}

/// Keys that only one kind of alarm has stay names and values.
template <size_t Size> bool takeOther(AlarmLogRow &row, const Value &value, const char (&key)[Size])
{
    QString text;
    if (!json::read(value, text))
        return false;
    if (!value.is_null())
        row.others.push_back({QString::fromLatin1(key), text});
    return true;
}

// A taker is a plain function: one for each key.
#define QWATS_OTHER(key)                                                                                               \
    {                                                                                                                  \
        key, [](AlarmLogRow &row, const Value &value) { return takeOther(row, value, key); }, "a single value"         \
    }

} // namespace

Result<AlarmLog> decodeAlarmLog(const QByteArray &body)
{
    using Row = AlarmLogRow;
    static const json::ObjectReader<Row> reader{
        field<&Row::id>("logId"),
        field<&Row::name>("name"),
        field<&Row::date>("logDate"),
        field<&Row::triggerId>("triggerId"),
        {"type", takeAlarmKind, "a number"},
        field<&Row::state>("state"),
        field<&Row::reportId>("reportGuid"),
        field<&Row::serialNumber>("serialNumber"),
        field<&Row::partNumber>("partNumber"),
        field<&Row::stationName>("stationName"),
        field<&Row::result>("result"),
        field<&Row::assetName>("assetname"),
        field<&Row::serialNumberType>("serialNumberType"),
        field<&Row::measurementPath>("measurementPath"),
        QWATS_OTHER("fpy"),
        QWATS_OTHER("spy"),
        QWATS_OTHER("tpy"),
        QWATS_OTHER("lpy"),
        QWATS_OTHER("fpyTrend"),
        QWATS_OTHER("uutCount"),
        QWATS_OTHER("unitCount"),
        QWATS_OTHER("free"),
        QWATS_OTHER("reserved"),
        QWATS_OTHER("cp"),
        QWATS_OTHER("cpk"),
        QWATS_OTHER("typeid"),
        QWATS_OTHER("bubbledstatus"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

#undef QWATS_OTHER

} // namespace qwats
