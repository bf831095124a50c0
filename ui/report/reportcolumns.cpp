// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportsmodel.h"

namespace qwats::ui {
namespace {

ColumnSpec column(const char *id, const char *sample, int priority = 0, double stretch = 0)
{
    return {QLatin1StringView(id), {QString::fromUtf8(sample)}, ColumnSpec::Content::Text, stretch, priority};
}

ColumnSpec extra(const char *id, const char *sample) ///< shown when chosen
{
    ColumnSpec spec = column(id, sample, 10);
    spec.shown = false;
    return spec;
}

} // namespace

std::vector<ColumnSpec> ReportsModel::columnSpecs()
{
    std::vector<ColumnSpec> specs(ColumnCount);
    specs[Result] = column("result", "Terminated");
    specs[Result].content = ColumnSpec::Content::Status;
    specs[Started] = column("started", "30 Sep 10:41:59");
    specs[Serial] = column("serial", "CB118342A");
    specs[Part] = column("part", "610-2041-A");
    specs[Revision] = column("revision", "A2", 5);
    specs[Process] = column("process", "End-of-line", 2);
    specs[Station] = column("station", "FCT-08", 3);
    specs[Operator] = column("operator", "mikael", 6);
    specs[TestTime] = column("time", "3 min 29 s", 4);
    specs[Run] = column("run", "10", 7);
    specs[FailedAt] = column("failed", "Rails under load / 3V3 at 1.2 A", 1, 1);
    specs[Fixture] = column("fixture", "FX-0412", 8);
    specs[Size] = column("size", "100 kB", 9);
    specs[Batch] = extra("batch", "LOT-2026-09");
    specs[Location] = extra("location", "Hall 2, line 4");
    specs[Sequence] = extra("sequence", "control_board_fct.seq");
    specs[SequenceVersion] = extra("version", "3.8.0.12");
    specs[Socket] = extra("socket", "12");
    specs[ErrorCode] = extra("errorCode", "-17500");
    specs[ErrorText] = extra("errorText", "Communication lost to the power supply");
    specs[Comment] = extra("comment", "U12 replaced and touched up");
    specs[ReportId] = extra("id", "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01");
    specs[ReferencedReport] = extra("referenced", "6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01");
    specs[Purpose] = extra("purpose", "Production");
    specs[PassedInRun] = extra("passedInRun", "10");
    specs[ReceiveCount] = extra("received", "10");
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
