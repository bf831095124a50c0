// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/whatifoptions.h"

#include "app/qwatsctl/replayoptions.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace qwats::ctl {
namespace {

constexpr qint64 LongestTriedLife = qint64(90) * 24 * 3600;
constexpr size_t MostCombinations = 100;

class WhatIfWords
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

tl::unexpected<Error> wrongWhatIf(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message, QStringLiteral("what-if options"));
}

/// "60,300,3600"
Status readValues(const char *option, const QString &text, qint64 least, qint64 most, std::vector<qint64> &values)
{
    if (text.isEmpty())
        return {};
    const auto parts = text.split(u',');
    for (const QString &part : parts) {
        bool ok = false;
        const qint64 value = part.trimmed().toLongLong(&ok);
        if (!ok || value < least || value > most)
            return wrongWhatIf(WhatIfWords::tr("--%1 must be whole numbers from %2 to %3, with commas between.")
                                   .arg(QLatin1StringView(option))
                                   .arg(least)
                                   .arg(most));
        values.push_back(value);
    }
    return {};
}

struct DomainKey
{
    const char *name;
    DomainChange::Key key;
    qint64 most;
};
constexpr std::array<DomainKey, 4> domainKeys{{
    {"fresh-for", DomainChange::Key::FreshFor, LongestTriedLife},
    {"keep-for", DomainChange::Key::KeepFor, LongestTriedLife},
    {"offline-for", DomainChange::Key::OfflineFor, LongestTriedLife},
    {"refresh-ahead", DomainChange::Key::RefreshAhead, 100},
}};

/// "asset:fresh-for=60"
Status readDomain(const QString &text, std::vector<DomainChange> &changes)
{
    const auto wrong = wrongWhatIf(
        WhatIfWords::tr("--domain %1 cannot be used: it must be like asset:fresh-for=60 or asset:cache=off.")
            .arg(text));
    const qsizetype colon = text.indexOf(u':');
    const qsizetype equals = text.indexOf(u'=', colon + 1);
    if (colon < 1 || equals < 0)
        return wrong;
    const auto domain = domainFromName(QStringView(text).left(colon));
    if (!domain)
        return wrongWhatIf(WhatIfWords::tr("--domain: there is no domain \"%1\".").arg(text.left(colon)));
    if (*domain == Domain::UnitVerification)
        return wrongWhatIf(WhatIfWords::tr("--domain: %1 is never answered from the cache.").arg(text.left(colon)));
    const QString key = text.mid(colon + 1, equals - colon - 1);
    const QString value = text.mid(equals + 1);
    if (key == u"cache") {
        if (value != u"on" && value != u"off")
            return wrong;
        changes.push_back({*domain, DomainChange::Key::Cache, value == u"on" ? 1 : 0});
        return {};
    }
    for (const DomainKey &known : domainKeys) {
        bool ok = false;
        const qint64 number = value.toLongLong(&ok);
        if (key != QLatin1StringView(known.name))
            continue;
        if (!ok || number < 0 || number > known.most)
            return wrong;
        changes.push_back({*domain, known.key, number});
        return {};
    }
    return wrong;
}

/// A longer life for new answers makes the kept time longer with it, unless that was given too.
Status apply(const std::vector<DomainChange> &changes, CachePolicies &policies)
{
    using Key = DomainChange::Key;
    std::array<bool, DomainCount> keepGiven{};
    for (const DomainChange &change : changes) {
        CachePolicy &policy = policies.of(change.domain);
        const std::chrono::seconds life(change.value);
        switch (change.key) {
        case Key::FreshFor: policy.freshFor = life; break;
        case Key::KeepFor:
            policy.keepFor = life;
            keepGiven[static_cast<size_t>(change.domain)] = true;
            break;
        case Key::OfflineFor: policy.offlineFor = life; break;
        case Key::RefreshAhead: policy.refreshAhead = static_cast<int>(change.value); break;
        case Key::Cache: policy.enabled = change.value != 0; break;
        }
    }
    for (const DomainChange &change : changes) {
        CachePolicy &policy = policies.of(change.domain);
        if (policy.keepFor < policy.freshFor && keepGiven[static_cast<size_t>(change.domain)])
            return wrongWhatIf(WhatIfWords::tr("--domain %1: keep-for must be at least as long as fresh-for.")
                                   .arg(domainName(change.domain)));
        policy.keepFor = std::max(policy.keepFor, policy.freshFor);
    }
    return {};
}

/// The values to go through; one without a value when none was given.
std::vector<std::optional<qint64>> tried(const std::vector<qint64> &values)
{
    if (values.empty())
        return {std::nullopt};
    return {values.begin(), values.end()};
}

} // namespace

Status readWhatIf(const QString &freshFor, const QString &keepFor, const QString &maxEntries, const QString &maxBytes,
                  const QStringList &domains, WhatIfOptions &options)
{
    Status status = readValues("fresh-for", freshFor, 0, LongestTriedLife, options.freshFor);
    if (status)
        status = readValues("keep-for", keepFor, 0, LongestTriedLife, options.keepFor);
    if (status)
        status = readValues("max-entries", maxEntries, 1, 100'000'000, options.maxEntries);
    if (status)
        status = readValues("max-bytes", maxBytes, 1, 1'000'000'000'000, options.maxBytes);
    for (const QString &domain : domains) {
        if (status)
            status = readDomain(domain, options.domains);
    }
    return status;
}

Result<std::vector<TriedSettings>> combinations(const WhatIfOptions &options, const CachePolicies &base)
{
    std::vector<TriedSettings> all;
    if (options.freshFor.empty() && options.keepFor.empty() && options.maxEntries.empty() && options.maxBytes.empty()
        && options.domains.empty())
        return all;
    for (const auto fresh : tried(options.freshFor)) {
        for (const auto keep : tried(options.keepFor)) {
            for (const auto entries : tried(options.maxEntries)) {
                for (const auto bytes : tried(options.maxBytes)) {
                    if (all.size() == MostCombinations)
                        return wrongWhatIf(WhatIfWords::tr("More than %1 combinations.").arg(MostCombinations));
                    QStringList name;
                    const auto note = [&](const char *option, std::optional<qint64> value) {
                        if (value)
                            name << QLatin1StringView(option) + u' ' + QString::number(*value);
                        return value;
                    };
                    ReplayOptions one;
                    if (note("fresh-for", fresh))
                        one.freshFor = std::chrono::seconds(*fresh);
                    if (note("keep-for", keep))
                        one.keepFor = std::chrono::seconds(*keep);
                    one.maxEntries = note("max-entries", entries);
                    one.maxBytes = note("max-bytes", bytes);
                    auto policies = policiesFor(one, base);
                    if (!policies)
                        return failure(policies.error());
                    if (const Status good = apply(options.domains, *policies); !good)
                        return failure(good.error());
                    if (!options.domains.empty())
                        name << WhatIfWords::tr("domains as given");
                    all.push_back({name.join(QStringLiteral(", ")), *policies});
                }
            }
        }
    }
    return all;
}

} // namespace qwats::ctl
