// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace qwats::demo::wsxf {

inline constexpr char namespaceUri[] = "http://wats.virinco.com/schemas/WATS/Report/wsxf";

/// How a JSON value stands in an attribute.
enum class Form {
    Text, ///< a text on both sides
    Number, ///< a number; anything else stays a text
    Bool, ///< true, false
    Status, ///< a letter in JSON, a word in XML
    Group ///< S, M, C in JSON, Setup, Main, Cleanup in XML
};

struct Name
{
    const char *json;
    const char *xml;
    Form form = Form::Text;
};

inline constexpr Name report[]{
    {"id", "ID"},
    {"pn", "PN"},
    {"sn", "SN"},
    {"rev", "Rev"},
    {"start", "Start"},
    {"startUTC", "Start_utc"},
    {"origin", "origin"},
    {"productName", "ProductName"},
    {"machineName", "MachineName"},
    {"location", "Location"},
    {"purpose", "Purpose"},
    {"result", "Result", Form::Status},
};
inline constexpr Name process[]{
    {"processCode", "Code", Form::Number}, {"processName", "Name"}, {"processCodeFormat", "CodeFormat"}};
inline constexpr Name uut[]{{"user", "UserLoginName"},
                            {"batchSN", "BatchSN"},
                            {"testSocketIndex", "TestSocketIndex", Form::Number},
                            {"testSocketIndexFormat", "TestSocketIndexFormat"},
                            {"execTime", "ExecutionTime", Form::Number},
                            {"fixtureId", "FixtureId"},
                            {"errorCode", "ErrorCode", Form::Number},
                            {"errorCodeFormat", "ErrorCodeFormat"},
                            {"errorMessage", "ErrorMessage"},
                            {"batchFailCount", "BatchFailCount", Form::Number},
                            {"batchFailCountFormat", "BatchFailCountFormat"},
                            {"batchLoopIndex", "BatchLoopIndex", Form::Number},
                            {"batchLoopIndexFormat", "BatchLoopIndexFormat"},
                            {"stepIdCausedUUTFailure", "StepIdCausedUUTFailure", Form::Number}};
inline constexpr Name uur[]{{"user", "UserLoginName"},
                            {"execTime", "ExecutionTime", Form::Number},
                            {"processCode", "ProcessCode", Form::Number},
                            {"processName", "ProcessName"},
                            {"processCodeFormat", "ProcessCodeFormat"},
                            {"refUUT", "ReferencedUUT"},
                            {"confirmDate", "ConfirmDate"},
                            {"finalizeDate", "FinalizeDate"},
                            {"active", "Active", Form::Bool},
                            {"parent", "Parent"}};
inline constexpr Name unit[]{{"idx", "UnitIndex", Form::Number},
                             {"parentIdx", "ParentUnitIndex", Form::Number},
                             {"replacedIdx", "ReplacedUnitIndex", Form::Number},
                             {"position", "Position", Form::Number},
                             {"partType", "PartType"},
                             {"pn", "PN"},
                             {"sn", "SN"},
                             {"rev", "Rev"}};
inline constexpr Name failure[]{{"category", "Category"},
                                {"code", "Code"},
                                {"comment", "Comment"},
                                {"comRef", "ComRef"},
                                {"funcBlock", "FunctionBlock"},
                                {"refStepId", "ReferencedStepId", Form::Number},
                                {"refStepName", "ReferencedStepName"},
                                {"artNumber", "ArticleNumber"},
                                {"artRev", "ArticleRevision"},
                                {"artVendor", "ArticleVendor"},
                                {"artDescription", "ArticleDescription"}};
inline constexpr Name asset[]{
    {"sn", "SN"},         {"usageCount", "UsageCount", Form::Number}, {"assetType", "AssetType"},
    {"partNumber", "PN"}, {"calibrationDate", "CalibrationDate"},     {"calibrationDue", "CalibrationDue"}};
inline constexpr Name file[]{{"name", "Name"},
                             {"contentType", "ContentType"},
                             {"description", "Description"},
                             {"attachmentId", "AttachmentId"},
                             {"failIdx", "FailureIndex", Form::Number}};
inline constexpr Name step[]{{"id", "Id", Form::Number},
                             {"group", "Group", Form::Group},
                             {"name", "Name"},
                             {"stepType", "StepType"},
                             {"status", "Status", Form::Status},
                             {"start", "Start"},
                             {"totTime", "total_time", Form::Number},
                             {"totTimeFormat", "total_time_format"},
                             {"errorCode", "StepErrorCode", Form::Number},
                             {"errorCodeFormat", "StepErrorCodeFormat"},
                             {"errorMessage", "StepErrorMessage"},
                             {"causedSeqFailure", "StepCausedSequenceFailure", Form::Bool},
                             {"causedUUTFailure", "StepCausedUUTFailure", Form::Bool},
                             {"tsGuid", "TSGuid"},
                             {"caller", "Caller"},
                             {"module", "Module"}};
inline constexpr Name loop[]{{"idx", "index", Form::Number},
                             {"num", "num", Form::Number},
                             {"endingIndex", "ending_index", Form::Number},
                             {"passed", "passed", Form::Number},
                             {"failed", "failed", Form::Number}};
inline constexpr Name sequence[]{{"name", "Name"}, {"version", "Version"}, {"path", "Filepath"}};
inline constexpr Name numeric[]{{"name", "Name"},
                                {"value", "NumericValue", Form::Number},
                                {"valueFormat", "NumericValueFormat"},
                                {"unit", "Units"},
                                {"compOp", "CompOperator"},
                                {"lowLimit", "LowLimit", Form::Number},
                                {"lowLimitFormat", "LowLimitFormat"},
                                {"highLimit", "HighLimit", Form::Number},
                                {"highLimitFormat", "HighLimitFormat"},
                                {"status", "Status", Form::Status}};
inline constexpr Name boolean[]{{"name", "Name"}, {"value", "Value", Form::Bool}, {"status", "Status", Form::Status}};
inline constexpr Name text[]{{"name", "Name"},
                             {"value", "StringValue"},
                             {"compOp", "CompOperator"},
                             {"limit", "StringLimit"},
                             {"status", "Status", Form::Status}};
inline constexpr Name popup[]{{"button", "Button", Form::Number}, {"response", "Response"}};
inline constexpr Name program[]{{"exitCode", "ExitCode", Form::Number}};
inline constexpr Name chart[]{{"chartType", "ChartType"}, {"label", "Label"},   {"xLabel", "XLabel"},
                              {"xUnit", "XUnit"},         {"yLabel", "YLabel"}, {"yUnit", "YUnit"}};
inline constexpr Name series[]{{"name", "Name"}, {"dataType", "DataType"}};
inline constexpr Name property[]{{"name", "Name"},   {"type", "Type"},       {"flags", "Flags", Form::Number},
                                 {"value", "Value"}, {"comment", "Comment"}, {"numFormat", "NumFormat"}};

/// A list of measurements and the element that each of them is.
struct Measurements
{
    const char *json;
    const char *xml;
    std::span<const Name> names;
};
inline constexpr Measurements measurements[]{{"numericMeas", "NumericLimit", numeric},
                                             {"booleanMeas", "PassFail", boolean},
                                             {"stringMeas", "StringValue", text}};

/// A single object in a step, and the element that it is.
inline constexpr Measurements objects[]{{"loop", "Loop", loop},
                                        {"seqCall", "SequenceCall", sequence},
                                        {"messagePopup", "MessagePopup", popup},
                                        {"callExe", "Callexe", program}};

} // namespace qwats::demo::wsxf
