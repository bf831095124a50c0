// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <chrono>
#include <optional>

namespace qwats {

/// What a look-up is about. Lifetimes are set per domain.
enum class Domain : quint8 {
    Asset, ///< assets, types, log, sub-assets
    AssetStatus,
    Product, ///< products, revisions, BOM, groups, vendors
    ReportList, ///< header queries: new rows arrive all the time
    Report, ///< a finished report does not change
    Process, ///< processes, levels, product groups
    Statistics, ///< yield and other analytics
    UnitVerification, ///< "may this unit go on?": never from the cache
    Other,
};
inline constexpr int DomainCount = 9;

/// Stable configuration name: asset, asset_status, product, report_list, report, process, statistics,
/// unit_verification, other.
[[nodiscard]] QString domainName(Domain domain);
[[nodiscard]] std::optional<Domain> domainFromName(QStringView name);
[[nodiscard]] constexpr Domain domainAt(int index)
{
    return static_cast<Domain>(index);
} ///< 0 … DomainCount - 1

/// How old an answer may be.
enum class Safety : quint8 {
    LiveOnly, ///< always asked of the server, whatever the settings
    FreshOnly, ///< from the cache while fresh, never older
    MayBeStale, ///< older data may be shown, marked as old, while new data is on its way or the server is away
};

/// Stable configuration name: live_only, fresh_only, may_be_stale.
[[nodiscard]] QString safetyName(Safety safety);
[[nodiscard]] std::optional<Safety> safetyFromName(QStringView name);

/// Lifetimes of one domain. Ages count from when the server answered.
struct CachePolicy
{
    bool enabled = true;
    Safety safety = Safety::MayBeStale;
    std::chrono::seconds freshFor{300}; ///< shown as new
    std::chrono::seconds keepFor{3600}; ///< shown as old while it is fetched anew; at least freshFor
    std::chrono::seconds offlineFor{8 * 3600}; ///< shown as old when the server cannot be reached
    /// A use after this share of fresh-for fetches anew in the background, so that nobody waits; 0: off. Percent.
    int refreshAhead = 0;

    bool operator==(const CachePolicy &) const = default;
};

/// The whole table with the limits.
struct CachePolicies
{
    bool enabled = true;
    qsizetype maxEntries = 1000;
    qsizetype maxBytes = 64'000'000;
    qsizetype maxEntryBytes = 8'000'000;
    std::chrono::seconds negativeFor{30}; ///< how long "not found" is believed
    int jitter = 0; ///< percent by which fresh-for of an entry may be shorter, so that not all end at once
    std::chrono::seconds freshFor{300}; ///< shared: counts for the domains without a value of their own
    std::chrono::seconds keepFor{3600}; ///< shared
    std::chrono::seconds offlineFor{8 * 3600}; ///< shared
    std::array<CachePolicy, DomainCount> domains;

    [[nodiscard]] const CachePolicy &of(Domain domain) const { return domains[static_cast<size_t>(domain)]; }
    [[nodiscard]] CachePolicy &of(Domain domain) { return domains[static_cast<size_t>(domain)]; }

    /// Built-in values: the origin's 300 s where a domain has no reason to differ.
    [[nodiscard]] static CachePolicies defaults();

    /// What a domain has when nobody set anything for it: its built-in value where it has a reason to differ, else the
    /// shared one.
    [[nodiscard]] CachePolicy inherited(Domain domain) const;
    /// Sets the shared values; domains that had the old ones by inheritance get the new ones.
    void setShared(std::chrono::seconds fresh, std::chrono::seconds keep, std::chrono::seconds offline);

    bool operator==(const CachePolicies &) const = default;
};

} // namespace qwats
