// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report.h"

#include <QCoreApplication>

#include <array>

namespace qwats {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

struct Rule
{
    const char *op;
    Comparison::Shape shape;
    const char *words;
};

using Shape = Comparison::Shape;
constexpr std::array rules{
    Rule{"LOG", Shape::None, ""},
    Rule{"EQ", Shape::Equal, QT_TRANSLATE_NOOP("Report", "equals")},
    Rule{"EQT", Shape::Equal, QT_TRANSLATE_NOOP("Report", "about")},
    Rule{"NE", Shape::Equal, QT_TRANSLATE_NOOP("Report", "not")},
    Rule{"LT", Shape::High, QT_TRANSLATE_NOOP("Report", "below")},
    Rule{"LE", Shape::High, QT_TRANSLATE_NOOP("Report", "at most")},
    Rule{"GT", Shape::Low, QT_TRANSLATE_NOOP("Report", "above")},
    Rule{"GE", Shape::Low, QT_TRANSLATE_NOOP("Report", "at least")},
    Rule{"GELE", Shape::Inside, QT_TRANSLATE_NOOP("Report", "within")},
    Rule{"GELT", Shape::Inside, QT_TRANSLATE_NOOP("Report", "within")},
    Rule{"GTLE", Shape::Inside, QT_TRANSLATE_NOOP("Report", "within")},
    Rule{"GTLT", Shape::Inside, QT_TRANSLATE_NOOP("Report", "within")},
    Rule{"LTGT", Shape::Outside, QT_TRANSLATE_NOOP("Report", "outside")},
    Rule{"LTGE", Shape::Outside, QT_TRANSLATE_NOOP("Report", "outside")},
    Rule{"LEGT", Shape::Outside, QT_TRANSLATE_NOOP("Report", "outside")},
    Rule{"LEGE", Shape::Outside, QT_TRANSLATE_NOOP("Report", "outside")},
    Rule{"CASESENSIT", Shape::Equal, QT_TRANSLATE_NOOP("Report", "equals")},
    Rule{"IGNORECASE", Shape::Equal, QT_TRANSLATE_NOOP("Report", "equals, any case")},
};

const Rule *ruleOf(const QString &op)
{
    for (const Rule &rule : rules) {
        if (op == QLatin1StringView(rule.op))
            return &rule;
    }
    return nullptr;
}

} // namespace

Comparison comparisonFrom(QStringView wire)
{
    static const auto known = [] { // one text for all measurements of all reports
        std::array<Comparison, rules.size()> all;
        for (size_t i = 0; i < rules.size(); ++i)
            all[i] = {QString::fromLatin1(rules[i].op), rules[i].shape};
        return all;
    }();
    for (const Comparison &one : known) {
        if (wire.compare(one.op, Qt::CaseInsensitive) == 0)
            return one;
    }
    return {wire.toString().toUpper(), Shape::None};
}

QString comparisonWords(const Comparison &comparison)
{
    const Rule *rule = ruleOf(comparison.op);
    return !rule ? comparison.op : *rule->words ? tr(rule->words) : QString();
}

StepStatus stepStatusFrom(QStringView wire)
{
    if (wire.isEmpty())
        return StepStatus::Unknown;
    switch (wire.front().toUpper().unicode()) {
    case 'P': return StepStatus::Passed;
    case 'F': return StepStatus::Failed;
    case 'S': return StepStatus::Skipped;
    case 'D': return StepStatus::Done;
    case 'E': return StepStatus::Error;
    case 'T': return StepStatus::Terminated;
    default: return StepStatus::Unknown;
    }
}

ReportResult reportResultFrom(QStringView wire)
{
    switch (stepStatusFrom(wire)) {
    case StepStatus::Passed: return ReportResult::Passed;
    case StepStatus::Failed: return ReportResult::Failed;
    case StepStatus::Error: return ReportResult::Error;
    case StepStatus::Terminated: return ReportResult::Terminated;
    case StepStatus::Done: return ReportResult::Done;
    default: return ReportResult::Unknown;
    }
}

QString reportResultName(ReportResult result)
{
    switch (result) {
    case ReportResult::Passed: return tr("Passed");
    case ReportResult::Failed: return tr("Failed");
    case ReportResult::Error: return tr("Error");
    case ReportResult::Terminated: return tr("Terminated");
    case ReportResult::Done: return tr("Done");
    case ReportResult::Unknown: return tr("Unknown");
    }
    return tr("Unknown");
}

QString stepStatusName(StepStatus status)
{
    switch (status) {
    case StepStatus::Passed: return tr("Passed");
    case StepStatus::Failed: return tr("Failed");
    case StepStatus::Skipped: return tr("Skipped");
    case StepStatus::Done: return tr("Done");
    case StepStatus::Error: return tr("Error");
    case StepStatus::Terminated: return tr("Terminated");
    case StepStatus::Unknown: return tr("Unknown");
    }
    return tr("Unknown");
}

} // namespace qwats
