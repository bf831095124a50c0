// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/policyproblems.h"

#include "core/settings/setting.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace qwats {
namespace {

using std::chrono::seconds;
using Field = PolicyProblem::Field;

class PolicyText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::CachePolicies)
};

/// "30 s", "10 min", "8 h", "24 h", "7 d": as the fields of the dialog write it, with the smaller unit where it counts.
QString span(seconds value)
{
    const qint64 s = value.count();
    if (s >= 2 * setting::Day && s % setting::Day == 0)
        return PolicyText::tr("%1 d").arg(s / setting::Day);
    if (s != 0 && s % 3600 == 0)
        return PolicyText::tr("%1 h").arg(s / 3600);
    if (s != 0 && s % 60 == 0)
        return PolicyText::tr("%1 min").arg(s / 60);
    return PolicyText::tr("%1 s").arg(s);
}

QString size(qint64 bytes)
{
    return bytes % 1'000'000 == 0 ? PolicyText::tr("%1 MB").arg(bytes / 1'000'000)
                                  : PolicyText::tr("%1 kB").arg(bytes / 1000);
}

class Checker
{
public:
    QList<PolicyProblem> problems;

    void lives(std::optional<Domain> domain, seconds fresh, seconds keep, seconds offline)
    {
        range(domain, Field::FreshFor, setting::freshFor, fresh);
        range(domain, Field::KeepFor, setting::keepFor, keep);
        range(domain, Field::OfflineFor, setting::offlineFor, offline);
        if (keep < fresh)
            add(domain, Field::KeepFor,
                PolicyText::tr("keep for (%1) must be at least as long as fresh for (%2).")
                    .arg(span(keep), span(fresh)),
                fresh.count());
        if (offline < keep)
            add(domain, Field::OfflineFor,
                PolicyText::tr("offline at most (%1) must be at least as long as keep for (%2).")
                    .arg(span(offline), span(keep)),
                std::max(keep, fresh).count());
    }

    void range(std::optional<Domain> domain, Field field, const NumberSetting &limits, seconds value)
    {
        if (value.count() < limits.lowest || value.count() > limits.highest)
            add(domain, field,
                PolicyText::tr("%1 is not between %2 and %3.")
                    .arg(span(value), span(seconds(limits.lowest)), span(seconds(limits.highest))),
                std::clamp<qint64>(value.count(), limits.lowest, limits.highest));
    }

    void bytes(Field field, const NumberSetting &limits, qint64 value)
    {
        if (value < limits.lowest || value > limits.highest)
            add({}, field,
                PolicyText::tr("%1 is not between %2 and %3.")
                    .arg(size(value), size(limits.lowest), size(limits.highest)),
                std::clamp(value, limits.lowest, limits.highest));
    }

    void count(Field field, const NumberSetting &limits, qint64 value)
    {
        const QLocale locale;
        if (value < limits.lowest || value > limits.highest)
            add({}, field,
                PolicyText::tr("%1 entries is not between %2 and %3.")
                    .arg(locale.toString(value), locale.toString(limits.lowest), locale.toString(limits.highest)),
                std::clamp(value, limits.lowest, limits.highest));
    }

    void add(std::optional<Domain> domain, Field field, const QString &reason, qint64 remedy)
    {
        problems.append({domain, field, reason, remedy});
    }
};

} // namespace

QList<PolicyProblem> problemsOf(const CachePolicies &policies)
{
    Checker check;
    check.lives({}, policies.freshFor, policies.keepFor, policies.offlineFor);
    check.range({}, Field::NegativeFor, setting::negativeFor, policies.negativeFor);
    check.count(Field::MaxEntries, setting::maxEntries, policies.maxEntries);
    check.bytes(Field::MaxBytes, setting::maxBytes, policies.maxBytes);
    check.bytes(Field::MaxEntryBytes, setting::maxEntryBytes, policies.maxEntryBytes);
    if (policies.maxEntryBytes > policies.maxBytes)
        check.add({}, Field::MaxEntryBytes,
                  PolicyText::tr("one answer (%1) may not be larger than all memory (%2).")
                      .arg(size(policies.maxEntryBytes), size(policies.maxBytes)),
                  policies.maxBytes);
    for (int i = 0; i < DomainCount; ++i) {
        const Domain domain = domainAt(i);
        const CachePolicy &policy = policies.of(domain);
        const bool mustBeLive = policies.inherited(domain).safety == Safety::LiveOnly;
        if (mustBeLive && policy.safety != Safety::LiveOnly)
            check.add(domain, Field::Safety, PolicyText::tr("the server is always asked; this can't be changed."),
                      static_cast<qint64>(Safety::LiveOnly));
        if (!mustBeLive && policy.safety != Safety::LiveOnly)
            check.lives(domain, policy.freshFor, policy.keepFor, policy.offlineFor);
    }
    return check.problems;
}

} // namespace qwats
