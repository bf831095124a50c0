// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/reportsteps.h"

#include "app/demo/world/eachof.h"
#include "app/demo/world/headerfields.h"
#include "app/demo/world/madesteps.h"
#include "app/demo/world/reportstore.h"
#include "app/demo/world/testplan.h"

#include <QJsonArray>

#include <cmath>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

std::optional<double> finiteNumber(const QJsonValue &value)
{
    bool ok = value.isDouble();
    const double number = ok ? value.toDouble() : value.toString().toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// Both spellings of a round: {"idx": 0} and {"i": 0}; the header of a loop has null there, or nothing.
bool isRound(const QJsonObject &step)
{
    const QJsonObject loop = step.value(u"loop"_s).toObject();
    return loop.value(u"idx"_s).isDouble() || loop.value(u"i"_s).isDouble();
}

std::vector<StepMeasurement> measurementsOf(const QJsonObject &step)
{
    std::vector<StepMeasurement> list;
    const QJsonValue given = step.value(u"numericMeas"_s);
    for (const QJsonValue &entry : eachOf(given.isObject() ? QJsonArray{given} : given.toArray())) {
        const QJsonObject m = entry.toObject();
        if (const auto value = finiteNumber(m.value(u"value"_s)))
            list.push_back({m.value(u"name"_s).toString(), *value, finiteNumber(m.value(u"lowLimit"_s)),
                            finiteNumber(m.value(u"highLimit"_s)), m.value(u"unit"_s).toString(),
                            m.value(u"compOp"_s).toString().toUpper(),
                            resultLetter(m.value(u"status"_s).toString(u"P"_s)) != u"F"_s});
    }
    return list;
}

void collectSteps(const QJsonObject &step, const QString &parentPath, int guilty, std::vector<ReportStep> *all)
{
    const QString name = step.value(u"name"_s).toString();
    const QString path = parentPath.isEmpty() ? name : parentPath + u'¶' + name;
    const QJsonArray children = step.value(u"steps"_s).toArray();
    if (!isRound(step)) {
        ReportStep entry;
        entry.id = step.value(u"id"_s).toVariant().toInt();
        entry.name = name;
        entry.path = path;
        entry.type = step.value(u"stepType"_s).toString(u"SequenceCall"_s);
        entry.group = step.value(u"group"_s).toString(u"M"_s);
        const QString letter = resultLetter(step.value(u"status"_s).toString(u"P"_s));
        entry.status = letter.isEmpty() ? u'P' : letter.front();
        entry.seconds = step.value(u"totTime"_s).toDouble();
        entry.container = !children.isEmpty();
        entry.causedFailure = step.value(u"causedUUTFailure"_s).toBool() || (guilty > 0 && entry.id == guilty);
        entry.measurements = measurementsOf(step);
        all->push_back(std::move(entry));
    }
    for (const QJsonValue &child : children)
        collectSteps(child.toObject(), path, guilty, all);
}

/// What a made-up step says about its measurements, ready to be shared.
struct PlanTexts
{
    QString unit;
    QString compOp;
    std::optional<double> low;
    std::optional<double> high;
};

const PlanTexts &planTexts(int plan, int step)
{
    static const std::vector<std::vector<PlanTexts>> all = [] {
        std::vector<std::vector<PlanTexts>> list;
        for (const TestPlan &entry : testPlans()) {
            std::vector<PlanTexts> &texts = list.emplace_back();
            for (const PlanStep &s : entry.steps) {
                const QString op = QString::fromLatin1(s.compOp);
                texts.push_back({QString::fromUtf8(s.unit), op, op == u"LOG"_s ? std::nullopt : std::optional(s.low),
                                 op.size() == 4 ? std::optional(s.high) : std::nullopt});
            }
        }
        return list;
    }();
    return all[std::size_t(plan)][std::size_t(step)];
}

ReportStep stepFrom(const MadeStep &made, int plan)
{
    const StepNames &names = stepNames(plan, made);
    ReportStep step;
    step.id = made.id;
    step.name = names.name;
    step.path = names.path;
    step.type = names.type;
    step.group = names.group;
    step.status = QLatin1Char(made.status);
    step.seconds = made.seconds;
    step.causedFailure = made.guilty;
    step.container = made.group || made.plan == MadeStep::root;
    step.measurements.reserve(made.numbers.size());
    for (const MadeMeasurement &number : made.numbers) {
        const PlanStep &planned = testPlans()[std::size_t(plan)].steps[std::size_t(made.plan)];
        const PlanTexts &texts = planTexts(plan, made.plan);
        step.measurements.push_back({measurementName(planned, int(step.measurements.size())), number.value, texts.low,
                                     texts.high, texts.unit, texts.compOp, !number.failed});
    }
    return step;
}

} // namespace

QString ReportStep::pathOf(const StepMeasurement &measurement) const
{
    return measurement.name.isEmpty() ? path : path + u"¶¶"_s + measurement.name;
}

std::vector<ReportStep> stepsOf(const QJsonObject &report)
{
    std::vector<ReportStep> all;
    const QJsonObject root = report.value(u"root"_s).toObject();
    const int guilty = report.value(u"uut"_s).toObject().value(u"stepIdCausedUUTFailure"_s).toInt();
    if (!root.isEmpty())
        collectSteps(root, {}, guilty, &all);
    return all;
}

std::vector<ReportStep> stepsOf(const ReportStore &reports, qsizetype row)
{
    const auto made = reports.madeSteps(row);
    if (!made)
        return stepsOf(reports.body(row));
    std::vector<ReportStep> steps;
    steps.reserve(made->second.size());
    for (const MadeStep &step : made->second) {
        if (step.round < 0) // not a round of a loop
            steps.push_back(stepFrom(step, made->first));
    }
    return steps;
}

} // namespace qwats::demo
