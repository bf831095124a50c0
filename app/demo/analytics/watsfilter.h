// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/periods.h"
#include "app/demo/analytics/wildcards.h"
#include "app/demo/http/message.h"
#include "app/demo/world/headerfields.h"

#include <optional>
#include <vector>

namespace qwats::demo {

/// What an analytics call asks for; the wire calls it WATSFilter. Conditions that were not given hold for everything.
///
/// Times are ms since the epoch, UTC, both ends belong to the range. A value; any thread.
struct WatsFilter
{
    struct FieldTest
    {
        HeaderField field;
        Wildcards pattern;
    };
    static constexpr int lastRun = -1;
    static constexpr int allRuns = -2;

    std::vector<FieldTest> fields; ///< plain fields of the report header
    Wildcards testOperation;
    Wildcards level;
    Wildcards productGroup;
    Wildcards miscDescription;
    Wildcards miscValue;
    Wildcards assetSerialNumber;
    Wildcards assetName;
    Wildcards measurementPaths;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    bool openEnd = false; ///< no end was asked for: reports that come in later count too
    DateGrouping grouping = DateGrouping::None;
    int run = allRuns;
    std::optional<int> minCount; ///< of units in a row
    std::optional<int> maxCount;
    std::optional<int> topCount;
    std::optional<int> yield; ///< percent: only rows with a first pass yield up to this
    QString dimensions;

    /// True when the wire said anything about this plain field.
    const Wildcards *test(HeaderField field) const;
};

/// Reads the filter from the body and the query of a request; the body wins. Keys are compared without case, null and
/// empty values count as not given, unknown keys are ignored.
///
/// Without dates the range is the last 30 days before @p nowMs, or `periodCount` periods of `dateGrouping`.
/// On a value that makes no sense returns nothing and sets @p error to a sentence that names the key.
std::optional<WatsFilter> watsFilterFrom(const Request &request, qint64 nowMs, QString *error);

} // namespace qwats::demo
