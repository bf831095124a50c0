// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachepolicy.h"
#include "core/result/result.h"

#include <QString>

#include <chrono>
#include <optional>

namespace qwats::ctl {

/// How a trace is to be replayed. What is not given keeps the built-in value.
struct ReplayOptions
{
    enum class ClockSource : quint8 { Trace, Real };

    bool useCache = true;
    std::optional<qsizetype> maxEntries;
    std::optional<qsizetype> maxBytes;
    std::optional<std::chrono::seconds> freshFor; ///< for every domain that may be kept at all
    std::optional<std::chrono::seconds> keepFor;
    ClockSource clock = ClockSource::Trace;
    int concurrency = 1;
    QString answers; ///< file; empty: none
    QString record; ///< file for the access trace; empty: none
};

/// The table the replay runs with: `base`, changed as the options say. Error InvalidInput names the option that
/// contradicts another.
[[nodiscard]] Result<CachePolicies> policiesFor(const ReplayOptions &options,
                                                CachePolicies base = CachePolicies::defaults());

} // namespace qwats::ctl
