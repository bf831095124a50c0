// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/value.h"

#include <QStringList>

#include <span>

namespace qwats::demo {

/// The fields of a report header row, in one list for filters and answers alike.
enum HeaderField {
    Uuid,
    SerialNumber,
    PartNumber,
    Revision,
    BatchNumber,
    ReportType,
    StationName,
    Location,
    Purpose,
    Operator,
    Comment,
    ProcessCode,
    ProcessName,
    Result,
    Start,
    ExecutionTime,
    SwFilename,
    SwVersion,
    TestSocketIndex,
    FixtureId,
    Run,
    PassedInRun,
    ReceiveCount,
    ReportSize,
    CausedUutFailure,
    CausedUutFailurePath,
    ErrorCode,
    ErrorMessage,
    ReferencedUut,
    headerFieldCount,
    // Fields of the elements of the lists in a header row.
    SubUnitSerialNumber = headerFieldCount,
    SubUnitPartNumber,
    SubUnitRevision,
    SubUnitPartType,
    MiscDescription,
    MiscValue,
    AssetSerialNumber
};

/// What the value of a field of a made-up report follows from: the less, the fewer rows must be looked at.
enum class FieldScope {
    Class, ///< the product, station, person, plan, run, outcome: the same for all reports of a class
    Unit, ///< the unit: the same for all its reports
    Row ///< this report
};

struct HeaderFieldInfo
{
    const char *name;
    odata::Kind kind;
    const char *aliases; ///< separated by spaces
    FieldScope scope;
};

std::span<const HeaderFieldInfo> headerFields(); ///< in the order of HeaderField, without those of elements

/// The scope of any HeaderField. @p element: which element of its list, for fields of elements.
FieldScope fieldScope(int field, qsizetype element);

/// "Passed" for "P", "passed" or "Passed"; other texts stay as they are.
QString resultWord(const QString &letterOrWord);
/// "P" for "Passed", "passed" or "P".
QString resultLetter(const QString &letterOrWord);

} // namespace qwats::demo
