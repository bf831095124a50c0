// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace qwats {

enum class ReportKind : quint8 { Test, Repair };

/// How a test ended. Done is a finished report without a verdict.
enum class ReportResult : quint8 { Passed, Failed, Error, Terminated, Done, Unknown };
[[nodiscard]] QString reportResultName(ReportResult result); ///< translated
/// Reads a word or a letter, any case.
[[nodiscard]] ReportResult reportResultFrom(QStringView wire);

struct HeaderSubUnit
{
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString partType;
};

struct HeaderMiscInfo
{
    QString description;
    QString value;
};

struct HeaderAsset
{
    QString serialNumber;
    qint64 runningCount = 0;
    qint64 totalCount = 0;
    int daysSinceCalibration = 0;
    int calibrationDaysOverdue = 0; ///< 0 or less: not overdue
};

/// What rows carry only when it was asked for; see HeaderParts.
struct HeaderDetails
{
    std::vector<HeaderSubUnit> subUnits;
    std::vector<HeaderMiscInfo> miscInfos;
    std::vector<HeaderAsset> assets;
};

/// One row of a report list. Repeated strings are shared within one list: 10 000 rows stay below 900 bytes each.
struct ReportHeader
{
    QString id; ///< the report's GUID
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString batchNumber;
    QString stationName;
    QString location;
    QString operatorName;
    QString processName;
    QString fixtureId;
    QString sequenceName;
    QString sequenceVersion;
    QString failedStep; ///< name of the step that made the unit fail
    QString failedStepPath; ///< steps joined by ¶
    QString errorMessage;
    QString comment;
    QString referencedReport; ///< repairs: the test that failed
    Timestamp start;
    double executionTime = 0; ///< seconds
    int processCode = 0;
    int run = 0; ///< 0: unknown
    int sizeKb = 0;
    int errorCode = 0;
    int socketIndex = -1;
    ReportKind kind = ReportKind::Test;
    ReportResult result = ReportResult::Unknown;
    int passedInRun = 0; ///< 0: unknown or not passed
    int receiveCount = 0; ///< how often the server was sent this report; 0: unknown
    QString purpose;
    std::shared_ptr<const HeaderDetails> details; ///< null: not asked for, or there are none
};
using ReportHeaderList = std::vector<ReportHeader>;

} // namespace qwats
