// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

/// Reports made by hand for the tests of their views.
namespace qwats::test {

inline Measurement measured(const QString &name, double value, const QString &op = QStringLiteral("GELE"),
                            std::optional<double> low = 1, std::optional<double> high = 2,
                            StepStatus status = StepStatus::Passed)
{
    Measurement one;
    one.name = name;
    one.number = value;
    one.comparison = comparisonFrom(op);
    one.lowLimit = low;
    one.highLimit = high;
    one.unit = QStringLiteral("V");
    one.status = status;
    return one;
}

inline Step stepOf(int id, const QString &name, StepStatus status = StepStatus::Passed)
{
    Step step;
    step.id = id;
    step.name = name;
    step.status = status;
    step.typeName = QStringLiteral("SequenceCall");
    return step;
}

inline Step passOf(int id, const QString &name, int pass, StepStatus status)
{
    Step step = stepOf(id, name, status);
    step.editExtras().loop = StepLoop{false, pass, 0, 0, 0};
    return step;
}

inline std::shared_ptr<Report> reportOf(Step root)
{
    auto report = std::make_shared<Report>();
    report->id = QStringLiteral("6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01");
    report->serialNumber = QStringLiteral("DB-000123");
    report->root = std::move(root);
    return report;
}

} // namespace qwats::test
