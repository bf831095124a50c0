// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/reportsteps.h"

#include "app/demo/world/headerfields.h"

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
    for (const QJsonValue &entry : given.isObject() ? QJsonArray{given} : given.toArray()) {
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
        entry.name = name;
        entry.path = path;
        entry.type = step.value(u"stepType"_s).toString(u"SequenceCall"_s);
        entry.group = step.value(u"group"_s).toString(u"M"_s);
        const QString letter = resultLetter(step.value(u"status"_s).toString(u"P"_s));
        entry.status = letter.isEmpty() ? u'P' : letter.front();
        entry.seconds = step.value(u"totTime"_s).toDouble();
        entry.container = !children.isEmpty();
        entry.causedFailure = step.value(u"causedUUTFailure"_s).toBool()
            || (guilty > 0 && step.value(u"id"_s).toVariant().toInt() == guilty);
        entry.measurements = measurementsOf(step);
        all->push_back(std::move(entry));
    }
    for (const QJsonValue &child : children)
        collectSteps(child.toObject(), path, guilty, all);
}

bool findPath(const QJsonObject &step, int stepId, QStringList *path)
{
    path->append(step.value(u"name"_s).toString());
    if (step.value(u"id"_s).toVariant().toInt() == stepId)
        return true;
    for (const QJsonValue &child : step.value(u"steps"_s).toArray()) {
        if (findPath(child.toObject(), stepId, path))
            return true;
    }
    path->removeLast();
    return false;
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

QString stepPath(const QJsonObject &report, int stepId)
{
    QStringList path;
    const QJsonObject root = report.value(u"root"_s).toObject();
    return stepId > 0 && !root.isEmpty() && findPath(root, stepId, &path) ? path.join(u'¶') : QString();
}

} // namespace qwats::demo
