// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportsmodel.h"

namespace qwats::ui {
namespace {

ColumnSpec reportColumn(const char *id, const char *sample, int priority = 0, double stretch = 0)
{
    return {QLatin1StringView(id), {QString::fromUtf8(sample)}, ColumnSpec::Content::Text, stretch, priority};
}

ColumnSpec chosenColumn(const char *id, const char *sample) ///< shown when chosen
{
    ColumnSpec spec = reportColumn(id, sample, 10);
    spec.shown = false;
    return spec;
}

} // namespace

std::vector<ColumnSpec> ReportsModel::columnSpecs()
{
    std::vector<ColumnSpec> specs(ColumnCount);
    specs[Result] = reportColumn("result", "Terminated");
    specs[Result].content = ColumnSpec::Content::Status;
    specs[Started] = reportColumn("started", "30 Sep 10:41:59");
    specs[Serial] = reportColumn("serial", "CB118342A");
    specs[Part] = reportColumn("part", "610-2041-A");
    specs[Revision] = reportColumn("revision", "A2", 5);
    specs[Process] = reportColumn("process", "End-of-line", 2);
    specs[Station] = reportColumn("station", "FCT-08", 3);
    specs[Operator] = reportColumn("operator", "mikael", 6);
    specs[TestTime] = reportColumn("time", "3 min 29 s", 4);
    specs[Run] = reportColumn("run", "10", 7);
    specs[FailedAt] = reportColumn("failed", "Rails under load / 3V3 at 1.2 A", 1, 1);
    specs[Fixture] = reportColumn("fixture", "FX-0412", 8);
    specs[Size] = reportColumn("size", "100 kB", 9);
    specs[Batch] = chosenColumn("batch", "LOT-2026-09");
    specs[Location] = chosenColumn("location", "Hall 2, line 4");
    specs[Sequence] = chosenColumn("sequence", "control_board_fct.seq");
    specs[SequenceVersion] = chosenColumn("version", "3.8.0.12");
    specs[Socket] = chosenColumn("socket", "12");
    specs[ErrorCode] = chosenColumn("errorCode", "-17500");
    specs[ErrorText] = chosenColumn("errorText", "Communication lost to the power supply");
    specs[Comment] = chosenColumn("comment", "U12 replaced and touched up");
    specs[ReportId] = chosenColumn("id", "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01");
    specs[ReferencedReport] = chosenColumn("referenced", "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01");
    specs[Purpose] = chosenColumn("purpose", "Production");
    specs[PassedInRun] = chosenColumn("passedInRun", "10");
    specs[ReceiveCount] = chosenColumn("received", "10");
    for (int at = 0; at < ColumnCount; ++at)
        specs[size_t(at)].sortable = sortOf(at).has_value();
    return specs;
}

std::optional<ReportSort> ReportsModel::sortOf(int column)
{
    switch (column) {
    case Result: return ReportSort::Result;
    case Started: return ReportSort::Start;
    case Serial: return ReportSort::SerialNumber;
    case Part: return ReportSort::PartNumber;
    case Process: return ReportSort::Process;
    case Station: return ReportSort::Station;
    case Operator: return ReportSort::Operator;
    case TestTime: return ReportSort::ExecutionTime;
    case Run: return ReportSort::Run;
    case Fixture: return ReportSort::Fixture;
    case Size: return ReportSort::Size;
    default: return {};
    }
}

} // namespace qwats::ui
