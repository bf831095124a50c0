// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/reporttext.h"

#include "app/qwatsctl/output.h"

#include <QCoreApplication>

namespace qwats::ctl {
namespace {

class ReportWords
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
    const QString value = single ? valueOf(step.measurements.front()) : step.extras().errorMessage;
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
    return name.isEmpty() ? QString::number(code) : ReportWords::tr("%1 (%2)").arg(name).arg(code);
}

} // namespace

QString reportText(const Report &report)
{
    const bool isTest = report.kind == ReportKind::Test;
    QString text
        = factLines({{ReportWords::tr("report"), report.id},
                     {ReportWords::tr("kind"), isTest ? ReportWords::tr("test") : ReportWords::tr("repair")},
                     {ReportWords::tr("result"), reportResultName(report.result)},
                     {ReportWords::tr("serial number"), report.serialNumber},
                     {ReportWords::tr("part number"), report.partNumber},
                     {ReportWords::tr("revision"), report.revision},
                     {ReportWords::tr("process"), withCode(report.processName, report.processCode)},
                     {ReportWords::tr("station"), report.stationName},
                     {ReportWords::tr("location"), report.location},
                     {ReportWords::tr("operator"), report.operatorName},
                     {ReportWords::tr("start"), localTime(report.start)},
                     {ReportWords::tr("execution time"),
                      report.executionTime ? ReportWords::tr("%1 s").arg(number(*report.executionTime)) : QString()},
                     {ReportWords::tr("fixture"), report.fixtureId},
                     {ReportWords::tr("error"), report.errorMessage},
                     {ReportWords::tr("comment"), report.comment},
                     {ReportWords::tr("repairs test"), report.referencedTest}});
    if (report.root) {
        TextTable table({{ReportWords::tr("Status")},
                         {ReportWords::tr("Step"), TextTable::Align::Left, 70},
                         {ReportWords::tr("Value")},
                         {ReportWords::tr("Limits")}});
        addStep(table, *report.root, 0);
        text += u'\n' + table.text();
    }
    return text;
}

} // namespace qwats::ctl
