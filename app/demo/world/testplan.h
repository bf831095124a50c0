// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace qwats::demo {

enum class StepKind {
    Action,
    Numeric,
    Drifting, ///< numeric; slides down on the bad fixture
    MultiNumeric,
    PassFail,
    MultiPassFail,
    Text,
    MultiText,
    Curve, ///< graph with one summary number
    Chart,
    Looped, ///< numeric, measured three times
    Popup,
    Executable,
    Wait,
    FlowIf,
    Log ///< may carry an attachment
};

/// One line of a test sequence. Limits are used as the operator wants them; see section "Measurements" of the wire
/// format.
struct PlanStep
{
    const char *group; ///< the sequence call it belongs to
    const char *name;
    StepKind kind;
    const char *unit;
    const char *compOp;
    double nominal;
    double low;
    double high;
    int decimals;
    double seconds;
    int failWeight; ///< share of this station's failures; 0: never fails
    const char *component; ///< what repair replaces when it fails; null: nothing to replace
};

struct TestPlan
{
    int processCode;
    const char *processName;
    const char *sequenceFile;
    const char *version;
    double failRate; ///< of first runs
    std::span<const PlanStep> steps;

    double seconds() const;
    int failWeights() const;
};

/// The four test operations that make reports: ICT, PCBA test, Burn-in, End-of-line.
std::span<const TestPlan> testPlans();

struct ProcessInfo
{
    int code;
    const char *name;
    const char *description;
    bool test;
    bool repair;
    bool wip;
    bool active;
};
std::span<const ProcessInfo> processes();
/// Null when there is no such process.
const ProcessInfo *findProcess(int code);

} // namespace qwats::demo
