// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachepolicy.h"
#include "core/result/result.h"

#include <QStringList>

#include <vector>

namespace qwats::ctl {

/// One value of one domain that is to be tried.
struct DomainChange
{
    enum class Key : quint8 { FreshFor, KeepFor, OfflineFor, RefreshAhead, Cache };

    Domain domain = Domain::Other;
    Key key = Key::FreshFor;
    qint64 value = 0; ///< seconds, percent, or 0 and 1
};

/// What is to be tried on a recording: every combination of the values; an empty list keeps what was set then.
struct WhatIfOptions
{
    std::vector<qint64> freshFor; ///< s
    std::vector<qint64> keepFor; ///< s
    std::vector<qint64> maxEntries;
    std::vector<qint64> maxBytes;
    std::vector<DomainChange> domains; ///< in every combination, after the others
};

/// One combination.
struct TriedSettings
{
    QString name; ///< as typed: "fresh-for 60, max-entries 200"
    CachePolicies policies;
};

/// Reads the options' texts. Error InvalidInput names the option.
[[nodiscard]] Status readWhatIf(const QString &freshFor, const QString &keepFor, const QString &maxEntries,
                                const QString &maxBytes, const QStringList &domains, WhatIfOptions &options);

/// Every combination on top of what was set in the recording; none when nothing is to be tried. Error InvalidInput:
/// values that contradict each other, or more than 100 combinations.
[[nodiscard]] Result<std::vector<TriedSettings>> combinations(const WhatIfOptions &options, const CachePolicies &base);

} // namespace qwats::ctl
