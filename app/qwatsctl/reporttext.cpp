// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/reporttext.h"

#include "app/qwatsctl/output.h"

#include <QCoreApplication>

namespace qwats::ctl {
namespace {

class Text
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

QString number(double value)
{
    return QString::number(value, 'g', 9);
}

QString valueOf(const Measurement &measurement)
{
    QString value = measurement.text;
    if (measurement.kind == Measurement::Kind::Numeric && value.isEmpty())
        value = number(measurement.number);
    return measurement.unit.isEmpty() || value.isEmpty() ? value : value + u' ' + measurement.unit;
}

QString limitsOf(const Measurement &measurement)
{
    QStringList limits;
    if (measurement.lowLimit)
        limits << number(*measurement.lowLimit);
    if (measurement.highLimit)
        limits << number(*measurement.highLimit);
    if (!measurement.textLimit.isEmpty())
        limits << measurement.textLimit;
    if (limits.isEmpty())
        return {};
    return comparisonWords(measurement.comparison) + u' ' + limits.join(QStringLiteral(" … "));
}

QString indented(const QString &text, int depth)
{
    return QString(depth * 2, u' ') + text;
}

void addStep(TextTable &table, const Step &step, int depth)
{
    const bool single = step.measurements.size() == 1;
    const QString value = single ? valueOf(step.measurements.front()) : step.errorMessage;
    table.add({stepStatusName(step.status), indented(step.name, depth), value,
               single ? limitsOf(step.measurements.front()) : QString()});
    for (const Measurement &measurement : step.measurements) {
        if (!single)
            table.add({stepStatusName(measurement.status), indented(measurement.name, depth + 1), valueOf(measurement),
                       limitsOf(measurement)});
    }
    for (const Step &inner : step.steps)
        addStep(table, inner, depth + 1);
}

QString withCode(const QString &name, int code)
{
    return name.isEmpty() ? QString::number(code) : Text::tr("%1 (%2)").arg(name).arg(code);
}

} // namespace

QString reportText(const Report &report)
{
    const bool isTest = report.kind == ReportKind::Test;
    QString text = factLines({{Text::tr("report"), report.id},
                              {Text::tr("kind"), isTest ? Text::tr("test") : Text::tr("repair")},
                              {Text::tr("result"), reportResultName(report.result)},
                              {Text::tr("serial number"), report.serialNumber},
                              {Text::tr("part number"), report.partNumber},
                              {Text::tr("revision"), report.revision},
                              {Text::tr("process"), withCode(report.processName, report.processCode)},
                              {Text::tr("station"), report.stationName},
                              {Text::tr("location"), report.location},
                              {Text::tr("operator"), report.operatorName},
                              {Text::tr("start"), localTime(report.start)},
                              {Text::tr("execution time"),
                               report.executionTime ? Text::tr("%1 s").arg(number(*report.executionTime)) : QString()},
                              {Text::tr("fixture"), report.fixtureId},
                              {Text::tr("error"), report.errorMessage},
                              {Text::tr("comment"), report.comment},
                              {Text::tr("repairs test"), report.referencedTest}});
    if (report.root) {
        TextTable table({{Text::tr("Status")},
                         {Text::tr("Step"), TextTable::Align::Left, 70},
                         {Text::tr("Value")},
                         {Text::tr("Limits")}});
        addStep(table, *report.root, 0);
        text += u'\n' + table.text();
    }
    return text;
}

} // namespace qwats::ctl
