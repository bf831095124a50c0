// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/madesteps.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/testplan.h"

#include <algorithm>
#include <cmath>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr double madeDayMs = 86400000;
constexpr int numericChannels = 4;
constexpr int loopRounds = 3;

double roundedTo(double value, int decimals)
{
    const double scale = std::pow(10, decimals);
    return std::round(value * scale) / scale;
}

bool nameStartsWith(const PlanStep &step, QLatin1StringView prefix)
{
    return QLatin1StringView(step.name).startsWith(prefix);
}

/// Makes the steps of one report in order and hands out ids in pre-order.
class StepMaker
{
public:
    StepMaker(const ReportRecord &record, const BodyContext &context)
        : m_record(record)
        , m_context(context)
        , m_plan(testPlans()[record.plan])
        , m_dice(context.seed, 41, context.index)
        , m_timeMs(double(record.startMs))
    {
        double executed = 0;
        for (int i = 0; i < int(m_plan.steps.size()); ++i)
            executed += runs(i) ? m_plan.steps[std::size_t(i)].seconds : 0;
        m_scale = double(record.execMs) / 1000 / executed;
    }

    std::vector<MadeStep> make()
    {
        m_made.reserve(m_plan.steps.size() + 12);
        add(MadeStep::root, badStatus(), double(m_record.execMs) / 1000);
        for (std::size_t i = 0; i < m_plan.steps.size();)
            makeGroup(&i);
        return std::move(m_made);
    }

private:
    const PlanStep &planStep(int index) const { return m_plan.steps[std::size_t(index)]; }
    bool runs(int index) const
    {
        const bool stopped = m_record.outcome == Outcome::Error || m_record.outcome == Outcome::Terminated;
        return !stopped || index <= m_record.cause || QLatin1StringView(planStep(index).group) == "Cleanup"_L1;
    }
    bool isCause(int index) const { return m_record.outcome != Outcome::Passed && index == m_record.cause; }
    char badStatus() const { return "PFET"[int(m_record.outcome)]; }

    MadeStep &add(int plan, char status, double seconds)
    {
        MadeStep step;
        step.id = int(m_made.size()) + 1;
        step.plan = plan;
        step.status = status;
        step.startMs = m_timeMs;
        step.seconds = seconds;
        m_made.push_back(std::move(step));
        return m_made.back();
    }

    void makeGroup(std::size_t *index)
    {
        const char *name = m_plan.steps[*index].group;
        const double begin = m_timeMs;
        const std::size_t place = m_made.size();
        add(int(*index), 'P', 0).group = true;
        char status = 'P';
        for (; *index < m_plan.steps.size() && qstrcmp(m_plan.steps[*index].group, name) == 0; ++*index) {
            if (!runs(int(*index)))
                continue;
            status = isCause(int(*index)) ? badStatus() : status;
            makeStep(int(*index));
        }
        if (m_made.size() == place + 1) { // nothing of it ran
            m_made.pop_back();
            return;
        }
        m_made[place].status = status;
        m_made[place].seconds = roundedTo((m_timeMs - begin) / 1000, 3);
    }

    void makeStep(int index)
    {
        const PlanStep &plan = planStep(index);
        const bool done = plan.kind == StepKind::Action || plan.kind == StepKind::Wait || plan.kind == StepKind::FlowIf
            || plan.kind == StepKind::Log;
        const char status = isCause(index) ? badStatus() : (done ? 'D' : 'P');
        const double seconds = plan.seconds * m_scale;
        MadeStep &step = add(index, status, roundedTo(seconds, 3));
        step.guilty = isCause(index);
        if (plan.kind == StepKind::Looped) {
            step.round = MadeStep::loopHead;
            measure(&step);
            makeRounds(index, status, seconds);
            return;
        }
        measure(&step);
        m_timeMs += seconds * 1000;
    }

    void makeRounds(int index, char status, double seconds)
    {
        for (int i = 0; i < loopRounds; ++i) {
            const bool last = i == loopRounds - 1;
            MadeStep &round = add(index, last ? status : 'P', roundedTo(seconds / loopRounds, 3));
            round.round = i;
            measure(&round);
            m_timeMs += seconds * 1000 / loopRounds;
        }
    }

    void measure(MadeStep *step)
    {
        const PlanStep &plan = planStep(step->plan);
        // An error or a stop comes before a value exists.
        const bool measures = step->status == 'P' || step->status == 'F';
        const bool failed = step->status == 'F';
        switch (plan.kind) {
        case StepKind::Numeric:
        case StepKind::Drifting:
        case StepKind::Looped:
        case StepKind::Curve:
            if (measures)
                step->numbers.push_back({value(plan, failed), failed});
            break;
        case StepKind::MultiNumeric: {
            const int bad = m_dice.below(numericChannels);
            step->numbers.reserve(numericChannels);
            for (int i = 0; i < numericChannels && measures; ++i)
                step->numbers.push_back({value(plan, failed && i == bad), failed && i == bad});
            break;
        }
        case StepKind::PassFail:
        case StepKind::MultiPassFail: step->badChannel = failed ? m_dice.below(numericChannels) : -1; break;
        default: break;
        }
    }

    /// A value that fails: a little beyond a limit, on the side where it hurts.
    double failing(const PlanStep &step)
    {
        const QLatin1StringView op(step.compOp);
        const double range = step.high > step.low ? step.high - step.low : std::max(std::abs(step.low), 1.0);
        const double beyond = range * m_dice.between(0.03, 0.22) + std::pow(10, -step.decimals);
        if (op == "LT"_L1 || op == "LE"_L1)
            return step.low + beyond;
        if (op == "GT"_L1 || op == "GE"_L1)
            return std::max(step.low - beyond, step.low * 0.04);
        if (op == "LTGT"_L1)
            return (step.low + step.high) / 2 + range * m_dice.between(-0.3, 0.3);
        if (op == "EQ"_L1)
            return step.low + 1 + m_dice.below(3);
        const bool lowSide = step.kind == StepKind::Drifting || onBadLot(step) || m_dice.chance(0.6);
        return lowSide ? step.low - beyond * 0.4 : step.high + beyond * 0.4;
    }

    bool onBadLot(const PlanStep &step) const { return m_context.badLot && nameStartsWith(step, "C41"_L1); }

    double value(const PlanStep &step, bool outside)
    {
        if (outside)
            return roundedTo(failing(step), step.decimals);
        const QLatin1StringView op(step.compOp);
        if (op == "EQ"_L1)
            return step.low;
        const bool twoSided = step.high > step.low && op != "LTGT"_L1;
        const double room = twoSided ? std::min(step.nominal - step.low, step.high - step.nominal)
                                     : (op == "LOG"_L1 ? step.nominal : std::abs(step.nominal - step.low)) * 0.5;
        double value = step.nominal + m_dice.bell() * room / 4.2;
        if (step.kind == StepKind::Drifting && m_context.badFixture) {
            const double ageDays = double(m_context.nowMs - m_record.startMs) / madeDayMs;
            value -= 0.045 * std::max(0.0, 1 - ageDays / 10);
        }
        if (onBadLot(step))
            value -= 0.55 * room;
        if (nameStartsWith(step, "Torque ripple"_L1))
            value += 0.5 * room * m_context.toolWear;
        // Passed is passed: drift and noise end just inside the limits.
        const double edge = 2 * std::pow(10, -step.decimals);
        if (twoSided)
            value = std::clamp(value, step.low + edge, step.high - edge);
        return roundedTo(value, step.decimals);
    }

    const ReportRecord &m_record;
    const BodyContext &m_context;
    const TestPlan &m_plan;
    Dice m_dice;
    double m_timeMs;
    double m_scale = 1;
    std::vector<MadeStep> m_made;
};

QString stepTypeOf(StepKind kind)
{
    switch (kind) {
    case StepKind::Action: return u"Action"_s;
    case StepKind::Numeric:
    case StepKind::Drifting:
    case StepKind::Looped: return u"ET_NLT"_s;
    case StepKind::MultiNumeric: return u"ET_MNLT"_s;
    case StepKind::PassFail: return u"ET_PFT"_s;
    case StepKind::MultiPassFail: return u"ET_MPFT"_s;
    case StepKind::Text: return u"ET_SVT"_s;
    case StepKind::MultiText: return u"ET_MSVT"_s;
    case StepKind::Curve: return u"WATS_XYGMNLT"_s;
    case StepKind::Chart: return u"Chart"_s;
    case StepKind::Popup: return u"MessagePopup"_s;
    case StepKind::Executable: return u"CallExecutable"_s;
    case StepKind::Wait: return u"NI_Wait"_s;
    case StepKind::FlowIf: return u"NI_Flow_If"_s;
    case StepKind::Log: return u"Label"_s;
    }
    return u"Action"_s;
}

struct PlanNames
{
    StepNames root;
    std::vector<StepNames> groups; ///< by step, those of the group that it is in
    std::vector<StepNames> steps;
};

PlanNames namesOf(const TestPlan &plan)
{
    PlanNames names;
    const QString rootName = u"MainSequence"_s;
    names.root = {rootName, rootName, u"SequenceCall"_s, u"M"_s};
    for (const PlanStep &step : plan.steps) {
        const QString group = QString::fromUtf8(step.group);
        const QString letter = group == u"Setup"_s ? u"S"_s : (group == u"Cleanup"_s ? u"C"_s : u"M"_s);
        const QString groupPath = rootName + u'¶' + group;
        const QString name = QString::fromUtf8(step.name);
        names.groups.push_back({group, groupPath, u"SequenceCall"_s, letter});
        names.steps.push_back({name, groupPath + u'¶' + name, stepTypeOf(step.kind), letter});
    }
    return names;
}

} // namespace

std::vector<MadeStep> makeSteps(const ReportRecord &record, const BodyContext &context)
{
    return StepMaker(record, context).make();
}

int guiltyStep(const std::vector<MadeStep> &steps)
{
    const auto found = std::find_if(steps.begin(), steps.end(), [](const MadeStep &step) { return step.guilty; });
    return found == steps.end() ? 0 : found->id;
}

const StepNames &stepNames(int plan, const MadeStep &step)
{
    static const std::vector<PlanNames> all = [] {
        std::vector<PlanNames> list;
        for (const TestPlan &entry : testPlans())
            list.push_back(namesOf(entry));
        return list;
    }();
    const PlanNames &names = all[std::size_t(plan)];
    if (step.plan == MadeStep::root)
        return names.root;
    return step.group ? names.groups[std::size_t(step.plan)] : names.steps[std::size_t(step.plan)];
}

QString measurementName(const PlanStep &step, int number)
{
    static const QStringList channels{u"Channel 1"_s, u"Channel 2"_s, u"Channel 3"_s, u"Channel 4"_s};
    static const QString peak = u"Peak"_s;
    if (step.kind == StepKind::MultiNumeric)
        return channels.value(number);
    return step.kind == StepKind::Curve ? peak : QString();
}

} // namespace qwats::demo
