// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/headerfields.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

using odata::Kind;

constexpr HeaderFieldInfo fields[]{
    {"uuid", Kind::Text, "id", FieldScope::Row},
    {"serialNumber", Kind::Text, "sn", FieldScope::Unit},
    {"partNumber", Kind::Text, "pn", FieldScope::Class},
    {"revision", Kind::Text, "rev", FieldScope::Class},
    {"batchNumber", Kind::Text, "", FieldScope::Unit},
    {"reportType", Kind::Text, "", FieldScope::Class},
    {"stationName", Kind::Text, "machineName", FieldScope::Class},
    {"location", Kind::Text, "", FieldScope::Class},
    {"purpose", Kind::Text, "", FieldScope::Class},
    {"operator", Kind::Text, "user", FieldScope::Class},
    {"comment", Kind::Text, "", FieldScope::Class},
    {"processCode", Kind::Number, "", FieldScope::Class},
    {"processName", Kind::Text, "testOperation", FieldScope::Class},
    {"result", Kind::Text, "status", FieldScope::Class},
    {"start", Kind::Time, "startUtc startDateTime", FieldScope::Row},
    {"executionTime", Kind::Number, "", FieldScope::Row},
    {"swFilename", Kind::Text, "", FieldScope::Class},
    {"swVersion", Kind::Text, "", FieldScope::Class},
    {"testSocketIndex", Kind::Number, "socket", FieldScope::Row},
    {"fixtureId", Kind::Text, "", FieldScope::Class},
    {"run", Kind::Number, "", FieldScope::Class},
    {"passedInRun", Kind::Number, "", FieldScope::Class},
    {"receiveCount", Kind::Number, "", FieldScope::Class},
    {"reportSize", Kind::Number, "", FieldScope::Row},
    {"causedUutFailure", Kind::Text, "", FieldScope::Class},
    {"causedUutFailurePath", Kind::Text, "", FieldScope::Class},
    {"errorCode", Kind::Number, "", FieldScope::Class},
    {"errorMessage", Kind::Text, "", FieldScope::Class},
    {"referencedUut", Kind::Text, "", FieldScope::Row},
};
static_assert(std::size(fields) == headerFieldCount);

} // namespace

std::span<const HeaderFieldInfo> headerFields()
{
    return fields;
}

FieldScope fieldScope(int field, qsizetype element)
{
    if (field < headerFieldCount)
        return fields[field].scope;
    if (field == SubUnitSerialNumber)
        return FieldScope::Unit;
    // The misc infos of a row: work order, firmware, room temperature.
    static constexpr FieldScope miscValues[]{FieldScope::Unit, FieldScope::Class, FieldScope::Row};
    if (field == MiscValue)
        return element >= 0 && element < 3 ? miscValues[element] : FieldScope::Row;
    return FieldScope::Class;
}

QString resultWord(const QString &letterOrWord)
{
    for (const QString &word : {u"Passed"_s, u"Failed"_s, u"Error"_s, u"Terminated"_s, u"Done"_s, u"Skipped"_s}) {
        if (letterOrWord.compare(word, Qt::CaseInsensitive) == 0
            || letterOrWord.compare(QStringView(word).left(1), Qt::CaseInsensitive) == 0)
            return word;
    }
    return letterOrWord;
}

QString resultLetter(const QString &letterOrWord)
{
    return resultWord(letterOrWord).left(1);
}

} // namespace qwats::demo
