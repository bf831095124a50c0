// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportheader.h"

#include <QByteArray>
#include <QSharedDataPointer>

#include <limits>
#include <memory>

namespace qwats {

/// How a step ended, as the report says it; never computed again.
enum class StepStatus : quint8 { Passed, Failed, Skipped, Done, Error, Terminated, Unknown };
[[nodiscard]] QString stepStatusName(StepStatus status); ///< translated
[[nodiscard]] StepStatus stepStatusFrom(QStringView wire);

enum class StepGroup : quint8 { Setup, Main, Cleanup };

/// What a step is, as far as it is known. Other types keep their name in Step::typeName.
enum class StepKind : quint8 {
    Sequence,
    NumericLimit,
    MultiNumericLimit,
    PassFail,
    MultiPassFail,
    StringValue,
    MultiStringValue,
    Action,
    Chart,
    MessagePopup,
    CallExecutable,
    Generic,
};

/// How a measured value is held against its limits (wats-api 6.4). Letters are the wire's.
struct Comparison
{
    enum class Shape : quint8 {
        None, ///< only recorded (LOG), or unknown
        Low, ///< one bound at lowLimit, the value belongs above (GE, GT)
        High, ///< one bound at lowLimit, the value belongs below (LE, LT)
        Equal, ///< EQ, EQT, NE and string comparisons
        Inside, ///< between low and high
        Outside, ///< below low or above high
    };
    QString op; ///< upper case
    Shape shape = Shape::None;
};
[[nodiscard]] Comparison comparisonFrom(QStringView wire);
/// The rule in words: "within", "below", "at least", "outside", "equals"; empty when only recorded.
[[nodiscard]] QString comparisonWords(const Comparison &comparison);

/// One measured value of a step.
struct Measurement
{
    enum class Kind : quint8 { Numeric, Text, Boolean };
    Kind kind = Kind::Numeric;
    QString name; ///< empty in single tests
    StepStatus status = StepStatus::Unknown;
    double number = std::numeric_limits<double>::quiet_NaN(); ///< Numeric; NaN and infinities occur in real reports
    QString text; ///< Text: the value. Numeric: the value when it was no number. Boolean: empty
    QString unit;
    Comparison comparison;
    std::optional<double> lowLimit;
    std::optional<double> highLimit;
    QString textLimit;
};

/// Points of a chart step; x may be shorter than y: then it counts up from 0.
struct ChartSeries
{
    QString name;
    std::vector<double> x;
    std::vector<double> y;
};

struct StepChart
{
    QString kind; ///< Line, LineLogXY, LineLogX, LineLogY
    QString label;
    QString xLabel;
    QString xUnit;
    QString yLabel;
    QString yUnit;
    std::vector<ChartSeries> series;
};

/// A file inside a report.
struct Attachment
{
    QString name;
    QString contentType;
    QByteArray data; ///< decoded
    int failureIndex = -1; ///< repairs: the failure it shows
};

/// A named value of any depth that a station added. Elements of an array are named by their index text.
struct Property
{
    QString name;
    QString type; ///< as in the report: Number, String, Boolean, Obj, Array …
    QString value;
    QString comment;
    std::vector<Property> props;
};

struct PropertyGroup
{
    QString name;
    std::vector<Property> props;
};

/// A step that ran more than once: `isHeader` sums up, the others are its iterations.
struct StepLoop
{
    bool isHeader = false;
    int index = 0;
    int count = 0;
    int passed = 0;
    int failed = 0;
};

/// What few steps have. It waits behind a pointer: a report has hundreds of steps, a cache thousands.
struct StepExtras : QSharedData
{
    QString errorCode;
    QString errorMessage;
    QString reportText;
    std::optional<StepLoop> loop;
    std::shared_ptr<const StepChart> chart; ///< null: none
    std::vector<Attachment> attachments;
    QString sequenceName; ///< of a sequence call
    QString sequenceVersion;
    QString sequencePath;
    QString note; ///< a popup's answer, a program's exit code
    QString problem; ///< the first part that could not be read, "numericMeas[1].lowLimit: expected a number"; empty:
                     ///< all was read
    std::vector<PropertyGroup> additionalResults;
};

struct Step
{
    int id = 0;
    StepKind kind = StepKind::Generic;
    StepGroup group = StepGroup::Main;
    StepStatus status = StepStatus::Unknown;
    bool causedUnitFailure = false;
    QString name;
    QString typeName; ///< as in the report
    std::optional<double> totalTime; ///< seconds
    Timestamp start;
    std::vector<Measurement> measurements;
    std::vector<Step> steps; ///< any type may have some

    /// Empty values when the step has none. The reference is good as long as this step lives and is not changed.
    [[nodiscard]] const StepExtras &extras() const { return m_extras ? *m_extras : noExtras(); }
    /// To write into; copies of this step keep what they have.
    [[nodiscard]] StepExtras &editExtras()
    {
        if (!m_extras)
            m_extras = new StepExtras;
        return *m_extras;
    }

private:
    static const StepExtras &noExtras()
    {
        static const StepExtras none;
        return none;
    }

    QSharedDataPointer<StepExtras> m_extras;
};

struct MiscInfo
{
    QString description;
    QString text;
};

struct RepairFailure
{
    QString category;
    QString code;
    QString comment;
    QString componentRef;
    QString functionBlock;
    QString articleNumber;
    QString articleRevision;
    QString articleVendor;
    QString articleDescription;
    int referencedStep = 0; ///< step id in the test; 0: none
    QString referencedStepName;
};

/// A unit inside a unit. In repairs index 0 is the main unit.
struct SubUnit
{
    QString partType;
    QString partNumber;
    QString revision;
    QString serialNumber;
    int index = -1;
    int parentIndex = -1;
    int replacedIndex = -1; ///< this unit took that one's place
    std::vector<RepairFailure> failures;
};

struct UsedAsset
{
    QString serialNumber;
    int usageCount = 0;
};

/// A whole report, test (UUT) or repair (UUR).
struct Report
{
    ReportKind kind = ReportKind::Test;
    ReportResult result = ReportResult::Unknown;
    QString id;
    QString partNumber;
    QString serialNumber;
    QString revision;
    int processCode = 0;
    QString processName;
    QString productName;
    QString stationName;
    QString location;
    QString purpose;
    QString operatorName;
    QString comment;
    QString batchNumber;
    QString fixtureId;
    int socketIndex = -1;
    Timestamp start;
    std::optional<double> executionTime; ///< seconds
    QString errorCode;
    QString errorMessage;
    int failedStepId = 0; ///< 0: none named
    std::optional<Step> root; ///< tests
    QString referencedTest; ///< repairs: id of the test that failed
    int testProcessCode = 0; ///< repairs: the operation that had failed
    QString testProcessName;
    Timestamp confirmed;
    Timestamp finalized;
    std::vector<MiscInfo> miscInfos;
    std::vector<SubUnit> subUnits;
    std::vector<UsedAsset> assets;
    std::vector<Attachment> attachments;
    std::vector<PropertyGroup> additionalData;
    std::vector<QString> repairedBy; ///< tests: ids of repairs that refer to it
};

/// Whether somebody has to look at it: failed, error or terminated.
[[nodiscard]] constexpr bool isBad(StepStatus status)
{
    return status == StepStatus::Failed || status == StepStatus::Error || status == StepStatus::Terminated;
}

} // namespace qwats
