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
    headerFieldCount
};

struct HeaderFieldInfo
{
    const char *name;
    odata::Kind kind;
    const char *aliases; ///< separated by spaces
};

std::span<const HeaderFieldInfo> headerFields(); ///< in the order of HeaderField

/// "Passed" for "P", "passed" or "Passed"; other texts stay as they are.
QString resultWord(const QString &letterOrWord);
/// "P" for "Passed", "passed" or "P".
QString resultLetter(const QString &letterOrWord);

} // namespace qwats::demo
