// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cachepolicy.h"

#include <QLatin1StringView>

namespace qwats {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

/// What a domain is by itself. No value: it takes the shared one.
struct BuiltIn
{
    const char *name;
    Safety safety = Safety::MayBeStale;
    std::optional<seconds> freshFor;
    std::optional<seconds> keepFor;
    std::optional<seconds> offlineFor;
    int refreshAhead = 0;
};

constexpr seconds days(int count)
{
    return count * 24h;
}

// In the order of Domain.
constexpr std::array<BuiltIn, DomainCount> builtIns{{
    {"asset", Safety::MayBeStale, {}, {}, {}},
    // A station decides by it whether a fixture may be used: minutes old is too old.
    {"asset_status", Safety::FreshOnly, 30s, 10min, 10min, 80},
    {"product", Safety::MayBeStale, {}, 24h, days(7)},
    {"report_list", Safety::MayBeStale, 60s, 15min, {}},
    {"report", Safety::MayBeStale, 24h, days(7), days(7)},
    {"process", Safety::MayBeStale, 1h, 24h, days(7)},
    {"statistics", Safety::MayBeStale, 120s, 30min, {}},
    {"unit_verification", Safety::LiveOnly, {}, {}, {}},
    {"other", Safety::MayBeStale, {}, {}, {}},
}};

constexpr std::array<const char *, 3> safetyNames{"live_only", "fresh_only", "may_be_stale"};

const BuiltIn &builtIn(Domain domain)
{
    return builtIns[static_cast<size_t>(domain)];
}

} // namespace

QString domainName(Domain domain)
{
    const auto index = static_cast<size_t>(domain);
    return index < builtIns.size() ? QString::fromLatin1(builtIns[index].name) : QStringLiteral("other");
}

std::optional<Domain> domainFromName(QStringView name)
{
    for (int i = 0; i < DomainCount; ++i) {
        if (name == QLatin1StringView(builtIns[static_cast<size_t>(i)].name))
            return domainAt(i);
    }
    return {};
}

QString safetyName(Safety safety)
{
    return QString::fromLatin1(safetyNames[static_cast<size_t>(safety)]);
}

std::optional<Safety> safetyFromName(QStringView name)
{
    for (size_t i = 0; i < safetyNames.size(); ++i) {
        if (name == QLatin1StringView(safetyNames[i]))
            return static_cast<Safety>(i);
    }
    return {};
}

CachePolicies CachePolicies::defaults()
{
    CachePolicies policies;
    for (int i = 0; i < DomainCount; ++i)
        policies.of(domainAt(i)) = policies.inherited(domainAt(i));
    return policies;
}

CachePolicy CachePolicies::inherited(Domain domain) const
{
    const BuiltIn &own = builtIn(domain);
    CachePolicy policy;
    policy.enabled = own.safety != Safety::LiveOnly;
    policy.safety = own.safety;
    policy.freshFor = own.freshFor.value_or(freshFor);
    policy.keepFor = own.keepFor.value_or(keepFor);
    policy.offlineFor = own.offlineFor.value_or(offlineFor);
    policy.refreshAhead = own.refreshAhead;
    return policy;
}

void CachePolicies::setShared(seconds fresh, seconds keep, seconds offline)
{
    const CachePolicies before = *this;
    freshFor = fresh;
    keepFor = keep;
    offlineFor = offline;
    for (int i = 0; i < DomainCount; ++i) {
        const CachePolicy old = before.inherited(domainAt(i));
        const CachePolicy now = inherited(domainAt(i));
        CachePolicy &policy = of(domainAt(i));
        if (policy.freshFor == old.freshFor)
            policy.freshFor = now.freshFor;
        if (policy.keepFor == old.keepFor)
            policy.keepFor = now.keepFor;
        if (policy.offlineFor == old.offlineFor)
            policy.offlineFor = now.offlineFor;
    }
}

} // namespace qwats
