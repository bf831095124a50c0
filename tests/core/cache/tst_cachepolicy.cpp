// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cachepolicy.h"
#include "core/cache/outcome.h"
#include "core/settings/policyproblems.h"

#include <QSet>
#include <QTest>

using namespace qwats;
using namespace std::chrono_literals;
using std::chrono::seconds;
using Field = PolicyProblem::Field;
using Change = void (*)(CachePolicies &);
Q_DECLARE_METATYPE(Change)

class TestCachePolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names();
    void defaults_data();
    void defaults();
    void sharedValuesMoveThoseWhoInherit();
    void problems_data();
    void problems();
};

void TestCachePolicy::names()
{
    QSet<QString> names;
    for (int i = 0; i < DomainCount; ++i) {
        const QString name = domainName(domainAt(i));
        names.insert(name);
        QCOMPARE(domainFromName(name), std::optional(domainAt(i)));
    }
    QCOMPARE(names.size(), DomainCount);
    QVERIFY(!domainFromName(QStringLiteral("Asset")));
    QVERIFY(!domainFromName(QString()));
    QSet<QString> outcomes;
    for (int i = 0; i < OutcomeCount; ++i)
        outcomes.insert(outcomeName(static_cast<Outcome>(i)));
    QCOMPARE(outcomes.size(), OutcomeCount);
    QVERIFY(!outcomes.contains(QStringLiteral("unknown")));
    for (const Safety safety : {Safety::LiveOnly, Safety::FreshOnly, Safety::MayBeStale})
        QCOMPARE(safetyFromName(safetyName(safety)), std::optional(safety));
    QVERIFY(!safetyFromName(QStringLiteral("sometimes")));
}

void TestCachePolicy::defaults_data()
{
    QTest::addColumn<Domain>("domain");
    QTest::addColumn<Safety>("safety");
    QTest::addColumn<qint64>("fresh");
    QTest::addColumn<qint64>("keep");
    QTest::addColumn<qint64>("offline");
    const auto row = [](const char *name, Domain domain, Safety safety, seconds fresh, seconds keep, seconds offline) {
        QTest::newRow(name) << domain << safety << qint64(fresh.count()) << qint64(keep.count())
                            << qint64(offline.count());
    };
    row("asset", Domain::Asset, Safety::MayBeStale, 5min, 1h, 8h);
    row("asset status", Domain::AssetStatus, Safety::FreshOnly, 30s, 10min, 10min);
    row("product", Domain::Product, Safety::MayBeStale, 5min, 24h, 168h);
    row("report list", Domain::ReportList, Safety::MayBeStale, 1min, 15min, 8h);
    row("report", Domain::Report, Safety::MayBeStale, 24h, 168h, 168h);
    row("process", Domain::Process, Safety::MayBeStale, 1h, 24h, 168h);
    row("statistics", Domain::Statistics, Safety::MayBeStale, 2min, 30min, 8h);
    row("unit verification", Domain::UnitVerification, Safety::LiveOnly, 5min, 1h, 8h);
    row("other", Domain::Other, Safety::MayBeStale, 5min, 1h, 8h);
}

void TestCachePolicy::defaults()
{
    QFETCH(Domain, domain);
    QFETCH(Safety, safety);
    const CachePolicy policy = CachePolicies::defaults().of(domain);
    QCOMPARE(policy.safety, safety);
    QCOMPARE(policy.enabled, safety != Safety::LiveOnly);
    QTEST(qint64(policy.freshFor.count()), "fresh");
    QTEST(qint64(policy.keepFor.count()), "keep");
    QTEST(qint64(policy.offlineFor.count()), "offline");
}

void TestCachePolicy::sharedValuesMoveThoseWhoInherit()
{
    CachePolicies policies = CachePolicies::defaults();
    policies.of(Domain::Other).freshFor = 7s;
    policies.setShared(10min, 2h, 12h);
    QCOMPARE(policies.of(Domain::Asset).freshFor, seconds(10min));
    QCOMPARE(policies.of(Domain::Asset).keepFor, seconds(2h));
    QCOMPARE(policies.of(Domain::Product).freshFor, seconds(10min));
    QCOMPARE(policies.of(Domain::Product).keepFor, seconds(24h)); // built in
    QCOMPARE(policies.of(Domain::Other).freshFor, seconds(7s)); // own
    QCOMPARE(policies.of(Domain::Other).keepFor, seconds(2h));
    QCOMPARE(policies.of(Domain::ReportList).offlineFor, seconds(12h));
    policies.setShared(5min, 1h, 8h);
    policies.of(Domain::Other).freshFor = 5min;
    QCOMPARE(policies, CachePolicies::defaults());
}

void TestCachePolicy::problems_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("domain"); // -1: shared, -2: no problem at all
    QTest::addColumn<Field>("field");
    QTest::addColumn<qint64>("remedy");
    const auto row = [](const char *name, Change change, int domain, Field field, qint64 remedy) {
        QTest::newRow(name) << change << domain << field << remedy;
    };
    const auto of = [](Domain domain) { return static_cast<int>(domain); };
    row(
        "defaults are good", [](CachePolicies &) {}, -2, Field::Enabled, 0);
    row(
        "off is good", [](CachePolicies &p) { p.enabled = false; }, -2, Field::Enabled, 0);
    row(
        "keep equals fresh", [](CachePolicies &p) { p.of(Domain::Asset).keepFor = 5min; }, -2, Field::Enabled, 0);
    row(
        "keep shorter than fresh", [](CachePolicies &p) { p.of(Domain::Report).keepFor = 30min; }, of(Domain::Report),
        Field::KeepFor, 86'400);
    row(
        "offline shorter than keep", [](CachePolicies &p) { p.of(Domain::Asset).offlineFor = 30min; },
        of(Domain::Asset), Field::OfflineFor, 3600);
    row(
        "fresh 0", [](CachePolicies &p) { p.of(Domain::Asset).freshFor = 0s; }, of(Domain::Asset), Field::FreshFor, 1);
    row(
        "fresh negative", [](CachePolicies &p) { p.of(Domain::Asset).freshFor = -9s; }, of(Domain::Asset),
        Field::FreshFor, 1);
    row(
        "fresh too long", [](CachePolicies &p) { p.of(Domain::Report).freshFor = 169h; }, of(Domain::Report),
        Field::FreshFor, 604'800);
    row(
        "offline too long", [](CachePolicies &p) { p.of(Domain::Asset).offlineFor = 24h * 91; }, of(Domain::Asset),
        Field::OfflineFor, 90 * 86'400);
    row(
        "live only can't be softened",
        [](CachePolicies &p) { p.of(Domain::UnitVerification).safety = Safety::MayBeStale; },
        of(Domain::UnitVerification), Field::Safety, 0);
    row(
        "a live domain's lives do not count", [](CachePolicies &p) { p.of(Domain::UnitVerification).keepFor = 0s; }, -2,
        Field::Enabled, 0);
    row(
        "too few entries", [](CachePolicies &p) { p.maxEntries = 9; }, -1, Field::MaxEntries, 10);
    row(
        "too many entries", [](CachePolicies &p) { p.maxEntries = 1'000'001; }, -1, Field::MaxEntries, 1'000'000);
    row(
        "too little memory",
        [](CachePolicies &p) {
            p.maxBytes = 999'999;
            p.maxEntryBytes = 10'000;
        },
        -1, Field::MaxBytes, 1'000'000);
    row(
        "one answer larger than all", [](CachePolicies &p) { p.maxEntryBytes = 65'000'000; }, -1, Field::MaxEntryBytes,
        64'000'000);
    row(
        "not found for a day", [](CachePolicies &p) { p.negativeFor = 24h; }, -1, Field::NegativeFor, 3600);
    row(
        "shared keep shorter than fresh", [](CachePolicies &p) { p.keepFor = 10s; }, -1, Field::KeepFor, 300);
}

void TestCachePolicy::problems()
{
    QFETCH(Change, change);
    QFETCH(int, domain);
    QFETCH(Field, field);
    QFETCH(qint64, remedy);
    CachePolicies policies = CachePolicies::defaults();
    change(policies);
    const QList<PolicyProblem> found = problemsOf(policies);
    QCOMPARE(found.isEmpty(), domain == -2);
    if (found.isEmpty())
        return;
    QCOMPARE(found.first().domain, domain < 0 ? std::nullopt : std::optional(domainAt(domain)));
    QCOMPARE(found.first().field, field);
    QCOMPARE(found.first().remedy, remedy);
    QVERIFY(found.first().reason.endsWith(u'.'));
}

QTEST_GUILESS_MAIN(TestCachePolicy)
#include "tst_cachepolicy.moc"
