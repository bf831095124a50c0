// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/headerfields.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

using odata::Kind;

constexpr HeaderFieldInfo fields[]{
    {"uuid", Kind::Text, "id"},
    {"serialNumber", Kind::Text, "sn"},
    {"partNumber", Kind::Text, "pn"},
    {"revision", Kind::Text, "rev"},
    {"batchNumber", Kind::Text, ""},
    {"reportType", Kind::Text, ""},
    {"stationName", Kind::Text, "machineName"},
    {"location", Kind::Text, ""},
    {"purpose", Kind::Text, ""},
    {"operator", Kind::Text, "user"},
    {"comment", Kind::Text, ""},
    {"processCode", Kind::Number, ""},
    {"processName", Kind::Text, "testOperation"},
    {"result", Kind::Text, "status"},
    {"start", Kind::Time, "startUtc startDateTime"},
    {"executionTime", Kind::Number, ""},
    {"swFilename", Kind::Text, ""},
    {"swVersion", Kind::Text, ""},
    {"testSocketIndex", Kind::Number, "socket"},
    {"fixtureId", Kind::Text, ""},
    {"run", Kind::Number, ""},
    {"passedInRun", Kind::Number, ""},
    {"receiveCount", Kind::Number, ""},
    {"reportSize", Kind::Number, ""},
    {"causedUutFailure", Kind::Text, ""},
    {"causedUutFailurePath", Kind::Text, ""},
    {"errorCode", Kind::Number, ""},
    {"errorMessage", Kind::Text, ""},
    {"referencedUut", Kind::Text, ""},
};
static_assert(std::size(fields) == headerFieldCount);

} // namespace

std::span<const HeaderFieldInfo> headerFields()
{
    return fields;
}

QString resultWord(const QString &letterOrWord)
{
    for (const QString &word : {u"Passed"_s, u"Failed"_s, u"Error"_s, u"Terminated"_s, u"Done"_s, u"Skipped"_s}) {
        if (letterOrWord.compare(word, Qt::CaseInsensitive) == 0
            || letterOrWord.compare(word.left(1), Qt::CaseInsensitive) == 0)
            return word;
    }
    return letterOrWord;
}

QString resultLetter(const QString &letterOrWord)
{
    return resultWord(letterOrWord).left(1);
}

} // namespace qwats::demo
