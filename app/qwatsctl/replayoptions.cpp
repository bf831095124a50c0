// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/replayoptions.h"

#include <QCoreApplication>

#include <algorithm>

namespace qwats::ctl {

Result<CachePolicies> policiesFor(const ReplayOptions &options, CachePolicies policies)
{
    // Without --keep-for the longer of both counts; a kept time that was asked for must fit.
    if (options.keepFor && *options.keepFor < options.freshFor.value_or(std::chrono::seconds(0)))
        return failure(Error::Kind::InvalidInput,
                       QCoreApplication::translate("qwatsctl", "--keep-for must be at least as long as --fresh-for."));
    policies.enabled = policies.enabled && options.useCache;
    policies.maxEntries = options.maxEntries.value_or(policies.maxEntries);
    policies.maxBytes = options.maxBytes.value_or(policies.maxBytes);
    policies.maxEntryBytes = std::min(policies.maxEntryBytes, policies.maxBytes);
    for (CachePolicy &policy : policies.domains) {
        if (policy.safety == Safety::LiveOnly || (!options.freshFor && !options.keepFor))
            continue;
        policy.freshFor = options.freshFor.value_or(policy.freshFor);
        if (options.keepFor)
            policy.freshFor = std::min(policy.freshFor, *options.keepFor);
        policy.keepFor = options.keepFor ? *options.keepFor : std::max(policy.keepFor, policy.freshFor);
        policy.offlineFor = std::max(policy.offlineFor, policy.keepFor);
    }
    return policies;
}

} // namespace qwats::ctl
