// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/production/unit.h"
#include "core/time/timestamp.h"

#include <QString>

#include <optional>
#include <vector>

namespace qwats {

/// What a row of a yield or repair statistic is about: only the members that were asked for as dimensions are filled.
struct AnalyticsGroup
{
    QString partNumber;
    QString productName;
    QString productGroup;
    QString revision;
    QString stationName;
    QString location;
    QString purpose;
    QString testOperation;
    QString period; ///< `2026-03-04`, `2026-W10`, `2026-03`: the server's word
    QString swFilename;
    QString swVersion;
    QString level;
    QString batchNumber;
    QString operatorName;
    QString fixtureId;
    QString failedStep; ///< name of the step that made units fail
    QString failedStepPath;
    QString miscDescription;
    QString miscValue;
    QString assetSerialNumber;
    QString assetName;
    QString unitType;
    std::optional<int> processCode;
    std::optional<int> socketIndex;
    std::optional<int> errorCode;
};

/// Yields of one group. A unit is a serial number in one process and counts where its first run is: passed in run 1
/// (first pass), by run 2, by run 3, eventually (last pass).
struct YieldRow : AnalyticsGroup
{
    std::optional<qint64> unitCount;
    std::optional<qint64> firstPassCount;
    std::optional<qint64> secondPassCount;
    std::optional<qint64> thirdPassCount;
    std::optional<qint64> lastPassCount;
    std::optional<double> fpy; ///< as the server says: percent on most
    std::optional<double> spy;
    std::optional<double> tpy;
    std::optional<double> lpy;
    std::optional<qint64> testReportCount;
    std::optional<qint64> testPassCount;
    std::optional<double> testYield;
    std::optional<qint64> retestCount;
    Timestamp first;
    Timestamp last;

    // Percent, 0 … 100: from the counts when they are there, because servers differ in what they call a yield. None:
    // no units, or the server did not say.
    [[nodiscard]] std::optional<double> firstPassYield() const;
    [[nodiscard]] std::optional<double> secondPassYield() const;
    [[nodiscard]] std::optional<double> thirdPassYield() const;
    [[nodiscard]] std::optional<double> lastPassYield() const;
    [[nodiscard]] std::optional<double> reportYield() const; ///< passed reports of all reports
};
using YieldRowList = std::vector<YieldRow>;

/// Repairs of one group.
struct RepairRow : AnalyticsGroup
{
    QString repairOperation;
    QString repairCode;
    QString repairCategory;
    QString repairType;
    QString failCode;
    QString componentRef;
    QString componentNumber;
    QString componentRevision;
    QString componentVendor;
    QString componentDescription;
    QString functionBlock;
    QString referencedStep;
    QString referencedStepPath;
    QString testPeriod;
    QString testStationName;
    QString testOperator;
    std::optional<qint64> repairCount;
    std::optional<qint64> reportCount; ///< repair reports
    std::optional<qint64> totalCount; ///< units tested
    std::optional<double> repairRate; ///< as the server says

    /// Repair reports per unit tested, in percent; from the counts when they are there.
    [[nodiscard]] std::optional<double> rate() const;
};
using RepairRowList = std::vector<RepairRow>;

/// One repair of a unit, with what it was for.
struct RepairHistoryRow
{
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString reportId;
    Timestamp date;
    QString failStepName;
    QString failStepPath;
    QString failCode;
    QString repairCode;
    QString symptom;
    QString cause;
    QString action;
};
using RepairHistory = std::vector<RepairHistoryRow>;

/// A step that made units fail, worst first.
struct TopFailedRow
{
    QString stepName;
    QString stepPath; ///< steps joined by ¶
    QString stepType;
    QString stepGroup;
    QString partNumber;
    QString revision;
    QString productGroup;
    QString testOperation;
    std::optional<int> processCode;
    std::optional<qint64> failCount;
    std::optional<qint64> totalCount; ///< reports that had the step
    std::optional<double> failRate; ///< as the server says
    Timestamp firstFail;
    Timestamp lastFail;

    [[nodiscard]] std::optional<double> rate() const; ///< percent; from the counts when they are there
};
using TopFailedList = std::vector<TopFailedRow>;

/// Spread of measured values. Capability figures need limits and a spread, and are absent without.
struct MeasureStatistics
{
    std::optional<qint64> count;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<double> average;
    std::optional<double> deviation; ///< standard deviation of a sample
    std::optional<double> variance;
    std::optional<double> cpk;
    std::optional<double> cp;
    std::optional<double> cpLower;
    std::optional<double> cpUpper;
    std::optional<double> sigmaHigh3; ///< average + 3 deviations
    std::optional<double> sigmaLow3;
};

/// How one step, or one measurement of a step, did over many reports.
struct StepAnalysisRow
{
    QString stepName;
    QString stepPath;
    QString stepType;
    QString stepGroup;
    QString testOperation;
    QString measureName; ///< empty: the step's only measurement, or none
    QString comparator; ///< `GELE`, …
    std::optional<int> processCode;
    qint64 count = 0;
    qint64 passed = 0;
    qint64 done = 0;
    qint64 skipped = 0;
    qint64 failed = 0;
    qint64 errors = 0;
    qint64 terminated = 0;
    qint64 other = 0;
    qint64 causedFailed = 0; ///< reports that failed because of the step
    qint64 causedError = 0;
    qint64 causedTerminated = 0;
    std::optional<double> timeAverage; ///< seconds
    std::optional<double> timeMax;
    std::optional<double> timeMin;
    std::optional<double> lowLimit;
    std::optional<double> highLimit;
    MeasureStatistics all;
    MeasureStatistics passedOnly; ///< "without failures"

    /// Reports that did not pass because of the step.
    [[nodiscard]] qint64 causedNotPassed() const { return causedFailed + causedError + causedTerminated; }
};
using StepAnalysis = std::vector<StepAnalysisRow>;

/// One measured value of one report.
struct MeasuredValue
{
    QString path; ///< of the measurement, as StepPath::toWire()
    QString reportId;
    QString serialNumber;
    QString partNumber;
    QString revision;
    QString stepName;
    QString stepPath;
    QString measureName;
    QString comparator;
    QString unit; ///< of the value: "V"
    QString status; ///< the server's word
    QString stationName;
    QString fixtureId;
    QString testOperation;
    Timestamp start;
    std::optional<double> value; ///< may be infinite
    std::optional<double> lowLimit;
    std::optional<double> highLimit;
    int run = 0; ///< 0: not said
};
using MeasuredValueList = std::vector<MeasuredValue>;

/// One measurement over many reports.
struct AggregatedMeasurement
{
    QString path;
    QString stepName;
    QString stepPath;
    QString measureName;
    QString partNumber;
    QString revision;
    QString comparator;
    QString unit;
    std::optional<double> lowLimit;
    std::optional<double> highLimit;
    MeasureStatistics statistics;
};
using AggregatedMeasurementList = std::vector<AggregatedMeasurement>;

/// Overall equipment effectiveness. Percent 0 … 100, minutes, seconds a cycle as the server counts them.
struct Oee
{
    std::optional<double> oee;
    std::optional<double> availability;
    std::optional<double> performance;
    std::optional<double> quality;
    std::optional<double> totalTime;
    std::optional<double> runTime;
    std::optional<double> downTime;
    std::optional<double> plannedTime;
    std::optional<double> idealCycleTime;
    std::optional<double> actualCycleTime;
    std::optional<qint64> totalCount;
    std::optional<qint64> goodCount;
    std::optional<qint64> rejectCount;
    QString period;
    QString partNumber;
    QString stationName;
};

/// How one step of one report ended.
struct StepStatusRow
{
    QString reportId;
    QString serialNumber;
    QString stepName;
    QString stepPath;
    QString stepType;
    QString status; ///< the server's word
    Timestamp start;
};
using StepStatusList = std::vector<StepStatusRow>;

/// How units go from process to process.
struct UnitFlow
{
    struct Node
    {
        qint64 id = 0;
        QString name;
        std::optional<int> processCode;
        qint64 unitCount = 0;
        qint64 reportCount = 0;
        qint64 passedCount = 0;
    };
    struct Link
    {
        qint64 source = 0; ///< Node::id
        qint64 target = 0;
        qint64 unitCount = 0;
    };
    struct LastSeen
    {
        QString serialNumber;
        QString partNumber;
        QString revision;
        std::optional<int> processCode;
        QString result;
        Timestamp when;
    };
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::vector<LastSeen> units;
};

enum class AlarmKind : qint8 { Other = 0, Report = 1, Yield = 2, SerialNumbers = 3, Measurement = 4, Asset = 5 };

/// An entry of the server's alarm log.
struct AlarmLogRow
{
    qint64 id = 0;
    QString name;
    Timestamp date;
    qint64 triggerId = 0;
    AlarmKind kind = AlarmKind::Other;
    int state = 0;
    QString reportId;
    QString serialNumber;
    QString partNumber;
    QString stationName;
    QString result;
    QString assetName;
    QString serialNumberType;
    QString measurementPath;
    NamedValueList others; ///< what this kind of alarm says besides; yields here are fractions 0 … 1
};
using AlarmLog = std::vector<AlarmLogRow>;

} // namespace qwats
