// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace qwats::demo {

class ReportStore;

/// One numeric measurement of a step, as the report has it.
struct StepMeasurement
{
    QString name; ///< empty for the only one of a step
    double value = 0;
    std::optional<double> low; ///< also the limit of LT, LE, GT, GE, EQ and NE
    std::optional<double> high;
    QString unit;
    QString compOp; ///< upper case
    bool passed = true;
};

/// One step of a report that ran. Rounds of a loop are left out: their header step counts once for all of them.
struct ReportStep
{
    int id = 0;
    QString name;
    QString path; ///< from the root, separated by `¶`
    QString type;
    QString group; ///< S, M or C
    QChar status; ///< P F S D E T
    double seconds = 0;
    bool causedFailure = false; ///< made the unit fail
    bool container = false; ///< has steps of its own
    std::vector<StepMeasurement> measurements; ///< those with a finite value

    /// Path of one measurement: that of the step, then `¶¶` and the name where it has one.
    QString pathOf(const StepMeasurement &measurement) const;
};

/// The steps of a WSJF report in pre-order; empty for repairs.
std::vector<ReportStep> stepsOf(const QJsonObject &report);
/// The same for a row of the store. Made-up reports are not written out for it.
std::vector<ReportStep> stepsOf(const ReportStore &reports, qsizetype row);

} // namespace qwats::demo
