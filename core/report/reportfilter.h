// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportheader.h"

namespace qwats {

/// What a report list is narrowed to: every field of the header query (wats-api 5.2, 5.3). `%` stands for any text in
/// the text fields. Empty texts, no values and invalid times narrow nothing. All conditions hold at once.
struct ReportFilter
{
    ReportKind kind = ReportKind::Test;
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString batchNumber;
    QString stationName;
    QString operatorName;
    QString fixtureId;
    std::optional<int> processCode;
    std::vector<ReportResult> results; ///< empty: any
    Timestamp from; ///< of the start, inclusive
    Timestamp to; ///< of the start, inclusive

    QString location;
    QString purpose;
    QString comment;
    QString processName;
    QString sequenceName; ///< file name of the test software
    QString sequenceVersion;
    QString failedStep; ///< name of the step that made the unit fail
    QString failedStepPath; ///< steps joined by ¶
    QString errorMessage;
    std::optional<int> errorCode;
    std::optional<int> socketIndex;
    std::optional<int> run;
    std::optional<int> passedInRun;
    std::optional<int> receiveCount;
    std::optional<double> minExecutionTime; ///< seconds, inclusive
    std::optional<double> maxExecutionTime; ///< seconds, inclusive
    std::optional<int> minSizeKb; ///< inclusive
    std::optional<int> maxSizeKb; ///< inclusive
    QString reportId; ///< a GUID; no wildcards
    QString referencedReport; ///< repairs: the GUID of the test that failed; no wildcards

    // One sub-unit, one misc info, one asset has to meet both conditions.
    QString subUnitSerialNumber;
    QString subUnitPartNumber;
    QString miscInfoDescription;
    QString miscInfoValue;
    QString assetSerialNumber;

    bool operator==(const ReportFilter &) const = default;
};

/// What rows carry beside themselves; each costs the server a look-up a row.
struct HeaderParts
{
    bool subUnits = false;
    bool miscInfo = false;
    bool assets = false;
    bool operator==(const HeaderParts &) const = default;
};

/// The OData text of a filter, as it is sent; empty when nothing is narrowed. Texts are quoted, so that no text can
/// mean anything but itself.
[[nodiscard]] QString odataOf(const ReportFilter &filter);
/// The `$expand` text; empty when nothing is asked for.
[[nodiscard]] QString expandOf(const HeaderParts &parts, ReportKind kind);

} // namespace qwats
