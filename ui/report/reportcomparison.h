// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <memory>
#include <vector>

namespace qwats::ui {

/// What one report says at one row: nothing when it has no such step.
struct ComparedCell
{
    const Step *step = nullptr; ///< null: the report has no such row
    const Measurement *measurement = nullptr;
    [[nodiscard]] StepStatus status() const { return measurement ? measurement->status : step->status; }
};

/// Steps, or measurements, of several reports that have the same path, and what is different about them.
///
/// Values and limits are told apart: a value that moved is the unit's, a limit that moved is the test's.
struct ComparedRow
{
    QString name; ///< of the step or of the measurement
    bool isMeasurement = false;
    std::vector<ComparedCell> cells; ///< one a report, in their order
    std::vector<ComparedRow> rows; ///< below this one

    bool valueDiffers = false; ///< the measured value, its unit or what the step answered
    bool limitsDiffer = false; ///< a limit or the rule
    bool statusDiffers = false;
    bool isMissing = false; ///< not in every report
    bool failedInOne = false; ///< failed in one report at least and good in another
    bool anyBelow = false; ///< one of the above holds for a row below this one

    [[nodiscard]] bool differs() const
    {
        return valueDiffers || limitsDiffer || statusDiffers || isMissing || failedInOne;
    }
    /// The difference with the largest size between the first report's number and another's; none without two.
    [[nodiscard]] std::optional<double> delta() const;
};

/// Puts reports side by side. Steps are matched by their path: the names from the root on, the second of the same name
/// with the second, a pass of a loop with the same pass; measurements by their name. The order is the first report's,
/// what only others have stands behind what it follows there. Empty when no report has steps. Thread: any; the reports
/// are borrowed and must outlive the rows.
[[nodiscard]] std::vector<ComparedRow> compareReports(const std::vector<std::shared_ptr<const Report>> &reports);

/// How many rows, of any depth, differ in a way.
struct ComparedCounts
{
    int rows = 0;
    int differences = 0;
    int values = 0;
    int limits = 0;
    int failedInOne = 0;
};
[[nodiscard]] ComparedCounts countRows(const std::vector<ComparedRow> &rows);

} // namespace qwats::ui
