// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportfacts.h"

#include "ui/report/reportsmodel.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace qwats::ui {
namespace {

class FactText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::ReportFacts)
};

constexpr int ShortFact = 48; ///< characters in the row under the title

/// Collects facts that say something.
struct FactList
{
    QList<Fact> facts;
    int longest;

    void add(const QString &label, const QString &value, const QString &link = {})
    {
        if (value.isEmpty())
            return;
        const QString shown = plain::oneLine(value, longest);
        facts << Fact{label, shown, {}, link, shown == value ? QString() : value};
    }
    void addTime(const QString &label, Timestamp at, const QString &shown)
    {
        if (at.isValid())
            facts << Fact{label, shown, {}, {}, words::utc(at.ms())};
    }
};

QString processText(const QString &name, int code)
{
    if (name.isEmpty())
        return code > 0 ? QString::number(code) : QString();
    return code > 0 ? FactText::tr("%1 (%2)").arg(name).arg(code) : name;
}

QString stationText(const Report &report)
{
    return report.socketIndex >= 0 ? FactText::tr("%1, socket %2").arg(report.stationName).arg(report.socketIndex)
                                   : report.stationName;
}

void addRepairLinks(FactList &list, const Report &report)
{
    if (report.kind == ReportKind::Repair && !report.referencedTest.isEmpty())
        list.facts << Fact{FactText::tr("Repair of"),
                           FactText::tr("Open the test"),
                           {},
                           QStringLiteral("report:") + report.referencedTest,
                           report.referencedTest};
    for (size_t i = 0; i < report.repairedBy.size(); ++i)
        list.facts << Fact{FactText::tr("Repaired"),
                           report.repairedBy.size() == 1 ? FactText::tr("Open the repair")
                                                         : FactText::tr("Open repair %1").arg(i + 1),
                           {},
                           QStringLiteral("report:") + report.repairedBy[i],
                           report.repairedBy[i]};
}

void addCause(FactList &list, const Report &report, int unreadableSteps)
{
    if (const Step *guilty = report.root ? stepById(*report.root, report.failedStepId) : nullptr)
        list.facts << Fact{FactText::tr("Failed at"), plain::oneLine(guilty->name, list.longest), StatusKind::Failed,
                           QStringLiteral("step:%1").arg(guilty->id), guilty->name};
    list.add(FactText::tr("Error"), QStringList{report.errorCode, report.errorMessage}.join(u' ').trimmed());
    if (unreadableSteps > 0)
        list.facts << Fact{FactText::tr("Not readable"), FactText::tr("a part of %n steps", nullptr, unreadableSteps),
                           StatusKind::Warning};
}

} // namespace

const Step *stepById(const Step &from, int id)
{
    if (id == 0)
        return nullptr;
    if (from.id == id)
        return &from;
    for (const Step &child : from.steps) {
        if (const Step *found = stepById(child, id))
            return found;
    }
    return nullptr;
}

QList<Fact> shortFacts(const Report &report, int unreadableSteps, qint64 nowMs)
{
    FactList list{{}, ShortFact};
    const bool repair = report.kind == ReportKind::Repair;
    list.add(FactText::tr("Part"),
             report.revision.isEmpty() ? report.partNumber
                                       : FactText::tr("%1 rev %2").arg(report.partNumber, report.revision));
    list.add(FactText::tr("Process"), processText(report.processName, report.processCode));
    list.add(FactText::tr("Station"), stationText(report));
    list.add(FactText::tr("Operator"), report.operatorName);
    list.addTime(FactText::tr("Started"), report.start, words::time(report.start.ms(), nowMs));
    if (report.executionTime)
        list.add(repair ? FactText::tr("Repair time") : FactText::tr("Test time"),
                 words::duration(*report.executionTime));
    addRepairLinks(list, report);
    addCause(list, report, unreadableSteps);
    if (repair)
        list.add(FactText::tr("Failed in"), processText(report.testProcessName, report.testProcessCode));
    list.add(FactText::tr("Fixture"), report.fixtureId, QStringLiteral("asset:") + report.fixtureId);
    if (report.root)
        list.add(FactText::tr("Sequence"),
                 QStringList{report.root->extras().sequenceName, report.root->extras().sequenceVersion}
                     .join(u' ')
                     .trimmed());
    list.add(FactText::tr("Comment"), report.comment);
    return list.facts;
}

QList<Fact> allFacts(const Report &report)
{
    FactList list{{}, 2000};
    const bool repair = report.kind == ReportKind::Repair;
    list.add(FactText::tr("Serial number"), report.serialNumber);
    list.add(FactText::tr("Part number"), report.partNumber);
    list.add(FactText::tr("Revision"), report.revision);
    list.add(FactText::tr("Product"), report.productName);
    list.add(FactText::tr("Batch"), report.batchNumber);
    list.facts << Fact{FactText::tr("Result"), reportResultName(report.result),
                       statusOf(report.result, ReportKind::Test)};
    list.add(FactText::tr("Process"), processText(report.processName, report.processCode));
    if (repair)
        list.add(FactText::tr("Failed in"), processText(report.testProcessName, report.testProcessCode));
    addRepairLinks(list, report);
    list.addTime(FactText::tr("Started"), report.start, words::fullTime(report.start.ms()));
    if (report.executionTime)
        list.add(repair ? FactText::tr("Repair time") : FactText::tr("Test time"),
                 words::duration(*report.executionTime));
    list.addTime(FactText::tr("Confirmed"), report.confirmed, words::fullTime(report.confirmed.ms()));
    list.addTime(FactText::tr("Finalized"), report.finalized, words::fullTime(report.finalized.ms()));
    list.add(FactText::tr("Station"), stationText(report));
    list.add(FactText::tr("Location"), report.location);
    list.add(FactText::tr("Purpose"), report.purpose);
    list.add(FactText::tr("Operator"), report.operatorName);
    list.add(FactText::tr("Fixture"), report.fixtureId, QStringLiteral("asset:") + report.fixtureId);
    if (report.root) {
        list.add(FactText::tr("Sequence"),
                 QStringList{report.root->extras().sequenceName, report.root->extras().sequenceVersion}
                     .join(u' ')
                     .trimmed());
        list.add(FactText::tr("Sequence file"), report.root->extras().sequencePath);
    }
    addCause(list, report, 0);
    list.add(FactText::tr("Comment"), report.comment);
    list.add(FactText::tr("Report id"), report.id);
    return list.facts;
}

} // namespace qwats::ui
