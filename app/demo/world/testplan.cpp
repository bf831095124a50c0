// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/testplan.h"

namespace qwats::demo {

namespace {

using K = StepKind;

constexpr PlanStep ict[]{
    {"Setup", "Scan serial number", K::Text, "", "CASESENSIT", 0, 0, 0, 0, 0.6, 0, nullptr},
    {"Setup", "Close fixture", K::Action, "", "", 0, 0, 0, 0, 1.4, 0, nullptr},
    {"Shorts", "VBUS to GND", K::Numeric, "Ω", "GT", 412, 10, 0, 1, 0.8, 30, "C44"},
    {"Shorts", "3V3 to GND", K::Numeric, "Ω", "GT", 186, 5, 0, 1, 0.8, 22, "C12"},
    {"Shorts", "1V8 to GND", K::Numeric, "Ω", "GT", 94, 5, 0, 1, 0.8, 8, "U13"},
    {"Passive parts", "R1-R8", K::MultiNumeric, "kΩ", "GELE", 10, 9.8, 10.2, 2, 3.2, 12, "R4"},
    {"Passive parts", "C41-C46", K::MultiNumeric, "µF", "GELE", 22, 17.6, 26.4, 1, 4.1, 16, "C41"},
    {"Passive parts", "L1", K::Numeric, "µH", "GELE", 4.7, 3.8, 5.6, 2, 0.9, 4, "L1"},
    {"Polarity", "Diodes and LEDs", K::MultiPassFail, "", "", 0, 0, 0, 0, 2.6, 14, "D12"},
    {"Polarity", "Crystal present", K::PassFail, "", "", 0, 0, 0, 0, 1.1, 5, "Y1"},
    {"Programming", "Flash boot loader", K::Executable, "", "", 0, 0, 0, 0, 9.2, 6, "U1"},
    {"Programming", "Boot loader version", K::Text, "", "EQ", 0, 0, 0, 0, 0.7, 0, nullptr},
    {"Cleanup", "Release vacuum", K::Wait, "", "", 0, 0, 0, 0, 1.5, 0, nullptr},
    {"Cleanup", "Store log", K::Log, "", "", 0, 0, 0, 0, 0.3, 0, nullptr},
};

constexpr PlanStep pcba[]{
    {"Setup", "Scan serial number", K::Text, "", "CASESENSIT", 0, 0, 0, 0, 1.2, 0, nullptr},
    {"Setup", "Close fixture", K::Popup, "", "", 0, 0, 0, 0, 1.9, 0, nullptr},
    {"Power", "Input current, idle", K::Numeric, "mA", "GELE", 184, 150, 220, 1, 2.1, 6, "U12"},
    {"Power", "12 V rail", K::Numeric, "V", "GELE", 12.02, 11.4, 12.6, 2, 0.9, 4, "U12"},
    {"Power", "3V3 rail", K::Numeric, "V", "GELE", 3.3, 3.2, 3.4, 3, 0.9, 5, "U12"},
    {"Power", "Inrush", K::Curve, "A", "LE", 1.6, 2.4, 0, 2, 3.0, 2, "Q1"},
    {"Rails under load", "5 V at 1.5 A", K::Numeric, "V", "GELE", 4.97, 4.85, 5.1, 3, 5.4, 6, "U11"},
    {"Rails under load", "3V3 at 1.2 A", K::Drifting, "V", "GELE", 3.262, 3.2, 3.4, 3, 5.6, 16, "U12"},
    {"Rails under load", "1V8 at 0.8 A", K::Numeric, "V", "GELE", 1.8, 1.746, 1.854, 3, 5.5, 5, "U13"},
    {"Rails under load", "Ripple 3V3", K::Numeric, "mV", "LT", 22, 40, 0, 1, 6.2, 7, "C42"},
    {"Communication", "Open port", K::Action, "", "", 0, 0, 0, 0, 2.2, 9, nullptr},
    {"Communication", "Firmware version", K::Text, "", "IGNORECASE", 0, 0, 0, 0, 1.3, 3, "U1"},
    {"Communication", "CAN loopback", K::MultiPassFail, "", "", 0, 0, 0, 0, 6.4, 12, "U7"},
    {"Communication", "CAN bus timing", K::Looped, "ns", "LE", 214, 260, 0, 0, 4.8, 5, "U7"},
    {"Communication", "Identification", K::MultiText, "", "LOG", 0, 0, 0, 0, 1.8, 0, nullptr},
    {"Analog", "Offset, 4 channels", K::MultiNumeric, "mV", "GELE", 0.2, -2, 2, 2, 7.1, 9, "U20"},
    {"Analog", "Gain error", K::Numeric, "%", "GTLT", 0.08, -0.5, 0.5, 2, 6.6, 6, "R17"},
    {"Analog", "Frequency response", K::Chart, "", "", 0, 0, 0, 0, 8.4, 0, nullptr},
    {"Analog", "Supply current log", K::Numeric, "mA", "LOG", 212, 0, 0, 1, 3.9, 0, nullptr},
    {"Operator checks", "If display fitted", K::FlowIf, "", "", 0, 0, 0, 0, 0.1, 0, nullptr},
    {"Operator checks", "LEDs lit", K::PassFail, "", "", 0, 0, 0, 0, 8.2, 5, "D11"},
    {"Cleanup", "Discharge", K::Wait, "", "", 0, 0, 0, 0, 5.0, 0, nullptr},
    {"Cleanup", "Store log", K::Log, "", "", 0, 0, 0, 0, 0.4, 0, nullptr},
};

constexpr PlanStep burnIn[]{
    {"Setup", "Load carrier", K::Action, "", "", 0, 0, 0, 0, 40, 0, nullptr},
    {"Soak", "Chamber temperature", K::Numeric, "°C", "GELE", 55, 53, 57, 1, 300, 6, nullptr},
    {"Soak", "Temperature over time", K::Chart, "", "", 0, 0, 0, 0, 2600, 0, nullptr},
    {"Soak", "Output current", K::Looped, "A", "GELE", 8.4, 8.0, 8.8, 2, 900, 10, "Q2"},
    {"Soak", "Resets counted", K::Numeric, "", "EQ", 0, 0, 0, 0, 10, 8, "U1"},
    {"After soak", "Insulation", K::Numeric, "MΩ", "GE", 540, 100, 0, 0, 60, 3, "A2"},
    {"After soak", "Alarms", K::Text, "", "EQ", 0, 0, 0, 0, 20, 2, "A1"},
    {"Cleanup", "Cool down", K::Wait, "", "", 0, 0, 0, 0, 120, 0, nullptr},
};

constexpr PlanStep endOfLine[]{
    {"Setup", "Scan serial number", K::Text, "", "CASESENSIT", 0, 0, 0, 0, 1.8, 0, nullptr},
    {"Setup", "Connect motor", K::Popup, "", "", 0, 0, 0, 0, 12.5, 0, nullptr},
    {"Hipot", "Ramp", K::Curve, "mA", "LT", 1.8, 5, 0, 2, 18, 8, "A2"},
    {"Hipot", "Leakage at 2.5 kV", K::Numeric, "mA", "LT", 1.9, 5, 0, 2, 10, 6, "A2"},
    {"Hipot", "Protective earth", K::Numeric, "mΩ", "LE", 42, 100, 0, 0, 8, 5, "M1"},
    {"Drive", "Phase currents", K::MultiNumeric, "A", "GELE", 6.1, 5.6, 6.6, 2, 22, 9, "A2"},
    {"Drive", "Torque ripple", K::Numeric, "%", "LE", 2.7, 4.5, 0, 2, 38, 18, "A3"},
    {"Drive", "Speed step response", K::Curve, "ms", "LE", 118, 160, 0, 0, 34, 6, "A1"},
    {"Drive", "Efficiency", K::Numeric, "%", "GE", 96.4, 95, 0, 2, 26, 5, "A2"},
    {"Drive", "DC link outside resonance", K::Numeric, "Hz", "LTGT", 480, 120, 300, 0, 6, 2, "A2"},
    {"Communication", "Fieldbus", K::MultiPassFail, "", "", 0, 0, 0, 0, 9, 8, "A1"},
    {"Communication", "Firmware version", K::Text, "", "IGNORECASE", 0, 0, 0, 0, 1.4, 3, "A1"},
    {"Communication", "Write parameters", K::Executable, "", "", 0, 0, 0, 0, 11, 4, "A1"},
    {"Communication", "Identification", K::MultiText, "", "LOG", 0, 0, 0, 0, 2, 0, nullptr},
    {"Cleanup", "Print label", K::Action, "", "", 0, 0, 0, 0, 4, 2, nullptr},
    {"Cleanup", "Store log", K::Log, "", "", 0, 0, 0, 0, 0.6, 0, nullptr},
};

constexpr TestPlan plans[]{
    {30, "ICT", "ict_main.seq", "5.2.1", 0.024, ict},
    {50, "PCBA test", "cb_fct.seq", "3.8.0", 0.052, pcba},
    {70, "Burn-in", "burnin.seq", "1.4.2", 0.010, burnIn},
    {100, "End-of-line", "eol_drive.seq", "2.11.0", 0.044, endOfLine},
};

constexpr ProcessInfo processTable[]{
    {10, "SW debug", "Development and fault finding", true, false, false, true},
    {30, "ICT", "In-circuit test of boards", true, false, false, true},
    {50, "PCBA test", "Functional test of boards", true, false, false, true},
    {70, "Burn-in", "One hour at 55 °C", true, false, false, true},
    {100, "End-of-line", "Final test of assembled drives", true, false, false, true},
    {40, "Flying probe", "Replaced by ICT", true, false, false, false},
    {200, "Assembly", "Mechanical assembly", false, false, true, true},
    {210, "Packing", "Packing and label", false, false, true, true},
    {500, "Repair", "Repair in production", false, true, false, true},
    {510, "RMA repair", "Repair of returned units", false, true, false, true},
};

} // namespace

double TestPlan::seconds() const
{
    double sum = 0;
    for (const PlanStep &step : steps)
        sum += step.seconds;
    return sum;
}

int TestPlan::failWeights() const
{
    int sum = 0;
    for (const PlanStep &step : steps)
        sum += step.failWeight;
    return sum;
}

std::span<const TestPlan> testPlans()
{
    return plans;
}
std::span<const ProcessInfo> processes()
{
    return processTable;
}

const ProcessInfo *findProcess(int code)
{
    for (const ProcessInfo &process : processTable) {
        if (process.code == code)
            return &process;
    }
    return nullptr;
}

} // namespace qwats::demo
