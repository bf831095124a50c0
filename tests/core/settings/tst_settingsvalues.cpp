// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/policyproblems.h"
#include "core/settings/setting.h"
#include "core/settings/settingsvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <random>

using namespace qwats;
using namespace Qt::StringLiterals;

/// What is made of the values of a file, right or wrong; without a file.
class TestSettingsValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void declarationsAreSound();
    void badValue_data();
    void badValue();
    void shownValuesHideSecrets();
    void anyFileGivesUsableValues();
};

void TestSettingsValues::declarationsAreSound()
{
    QSet<QByteArray> keys;
    for (const BoolSetting &setting : setting::bools)
        keys.insert(setting.key);
    for (const NumberSetting &setting : setting::numbers) {
        keys.insert(setting.key);
        QVERIFY(setting.lowest <= setting.fallback && setting.fallback <= setting.highest);
    }
    for (const TextSetting &setting : setting::texts)
        keys.insert(setting.key);
    QCOMPARE(size_t(keys.size()), setting::bools.size() + setting::numbers.size() + setting::texts.size());
    QVERIFY(problemsOf(CachePolicies::defaults()).isEmpty());
}

void TestSettingsValues::badValue_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("used");
    const auto row = [](const char *name, const char *json, const char *key, const char *found, const char *used) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(key) << QString::fromUtf8(found)
                            << QString::fromUtf8(used);
    };
    row("text for bool", R"({"enable_cache": "yes"})", "enable_cache", R"("yes")", "true");
    row("number for bool", R"({"enable_cache": 1})", "enable_cache", "1", "true");
    row("null for bool", R"({"enable_cache": null})", "enable_cache", "null", "true");
    row("text for number", R"({"cache_ttl_seconds": "300"})", "cache_ttl_seconds", R"("300")", "300");
    row("fraction", R"({"cache_ttl_seconds": 1.5})", "cache_ttl_seconds", "1.5", "300");
    row("zero", R"({"cache_ttl_seconds": 0})", "cache_ttl_seconds", "0", "300");
    row("negative", R"({"cache_max_size": -1})", "cache_max_size", "-1", "1000");
    row("below the lowest", R"({"cache_max_size": 9})", "cache_max_size", "9", "1000");
    row("above the highest", R"({"max_connections": 121})", "max_connections", "121", "60");
    row("far above", R"({"requests_per_minute": 1e300})", "requests_per_minute", "1e+300", "500");
    row("beyond all numbers", R"({"cache_max_bytes": 99999999999999999999})", "cache_max_bytes", "1e+20", "64000000");
    row("list for number", R"({"cache_max_size": [1]})", "cache_max_size", "[1]", "1000");
    row("entry larger than cache", R"({"cache_max_entry_bytes": 100000000})", "cache_max_entry_bytes", "100000000",
        "64000000");
    row("keep shorter than fresh", R"({"cache_ttl_seconds": 600, "cache_keep_seconds": 60})", "cache_keep_seconds",
        "60", "600");
    row("unknown theme", R"({"theme": "pink"})", "theme", R"("pink")", "system");
    row("theme in capitals", R"({"theme": "Dark"})", "theme", R"("Dark")", "system");
    row("number for theme", R"({"theme": 3})", "theme", "3", "system");
    row("row height", R"({"row_height": "huge"})", "row_height", R"("huge")", "normal");
    row("language", R"({"language": "../../etc"})", "language", R"("../../etc")", "");
    row("domains as list", R"({"domains": []})", "domains", "[]", "{}");
    row("domain as number", R"({"domains": {"asset": 5}})", "domains.asset", "5", "{}");
    row("domain's fresh", R"({"domains": {"product": {"fresh_seconds": "1 h"}}})", "domains.product.fresh_seconds",
        R"("1 h")", "300");
    row("domain's keep below fresh", R"({"domains": {"report": {"keep_seconds": 1800}}})",
        "domains.report.keep_seconds", "1800", "86400");
    row("domain's offline below keep", R"({"domains": {"asset": {"offline_seconds": 60}}})",
        "domains.asset.offline_seconds", "60", "3600");
    row("domain's safety", R"({"domains": {"asset": {"safety": "whatever"}}})", "domains.asset.safety", R"("whatever")",
        "may_be_stale");
    row("live only can't be softened", R"({"domains": {"unit_verification": {"safety": "may_be_stale"}}})",
        "domains.unit_verification.safety", R"("may_be_stale")", "live_only");
    row("profiles as object", R"({"profiles": {}})", "profiles", "{}", "[]");
    row("profile as text", R"({"profiles": ["x"]})", "profiles[0]", R"("x")", "");
    row("profile without name", R"({"profiles": [{"url": "https://a.example"}]})", "profiles[0].name", "", "");
    row("profile's scheme", R"({"profiles": [{"name": "A", "url": "ftp://a.example"}]})", "profiles[0].url",
        R"("ftp://a.example")", "");
    row("profile's plain http", R"({"profiles": [{"name": "A", "url": "http://a.example"}]})", "profiles[0].url",
        R"("http://a.example")", "");
    row("profile's proxy", R"({"profiles": [{"name": "A", "url": "https://a.example", "proxy": "auto"}]})",
        "profiles[0].proxy", R"("auto")", "system");
    row("manual proxy without host", R"({"profiles": [{"name": "A", "url": "https://a.example", "proxy": "manual"}]})",
        "profiles[0].proxy", R"("manual")", "system");
    const auto profileRow = [&row](const char *name, const char *key, const char *found, const char *used) {
        const QByteArray json
            = QByteArray(R"({"profiles": [{"name": "A", "url": "https://a.example", ")") + key + "\": " + found + "}]}";
        row(name, json.constData(), QByteArray(QByteArray("profiles[0].") + key).constData(), found, used);
    };
    profileRow("profile's budget below zero", "requests_per_minute", "-1", "500");
    profileRow("profile's budget as text", "requests_per_minute", R"("90")", "500");
    profileRow("profile's attempt of no time", "attempt_seconds", "0", "30");
    profileRow("profile's attempt longer than a look-up", "attempt_seconds", "31", "30");
    profileRow("profile's HTTP/2 as number", "http2", "1", "false");
    profileRow("profile used at no time", "last_used", R"("yesterday")", "");
    row("same name twice",
        R"({"profiles": [{"name": "A", "url": "https://a.example"}, {"name": "a", "url": "https://b.example"}]})",
        "profiles[1]", "a", "");
    row("unknown active profile", R"({"active_profile": "B", "profiles": [{"name": "A", "url": "https://a.example"}]})",
        "active_profile", R"("B")", "");
    row("version of a newer program", R"({"version": 2})", "version", "2", "1");
    row("version as text", R"({"version": "one"})", "version", R"("one")", "1");
    row("version 0", R"({"version": 0})", "version", "0", "1");
}

void TestSettingsValues::badValue()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, key);
    QFETCH(QString, found);
    QFETCH(QString, used);
    const SettingsValues values = readSettings(QJsonDocument::fromJson(json).object());
    const QList<SettingsProblem> &problems = values.problems;
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().key, key);
    QCOMPARE(problems.first().found, found);
    QCOMPARE(problems.first().used, used);
    QVERIFY(problems.first().reason.endsWith(u'.'));
    QVERIFY(problemsOf(values.policies).isEmpty());
}

void TestSettingsValues::shownValuesHideSecrets()
{
    const QJsonObject profile{{u"name"_s, u"A"_s}, {u"url"_s, u"https://me:hunter2@a.example"_s}};
    const SettingsValues values
        = readSettings({{u"profiles"_s, QJsonArray{profile}}, {u"theme"_s, QString(500, u'x')}});
    QCOMPARE(values.problems.size(), 2);
    for (const SettingsProblem &problem : values.problems) {
        QVERIFY(problem.found.size() <= 60);
        QVERIFY(!problem.found.contains(u"hunter2"_s) && !problem.reason.contains(u"hunter2"_s));
    }
}

/// A random value of a random type.
static QJsonValue anything(std::mt19937 &random, int depth)
{
    switch (random() % 8) {
    case 0: return QJsonValue();
    case 1: return random() % 2 == 0;
    case 2: return qint64(random() % 1000);
    case 3: return double(random()) * 1e6 - 1e12;
    case 4: return u"may_be_stale"_s;
    case 5: return QJsonArray{depth > 0 ? anything(random, depth - 1) : QJsonValue(1)};
    case 6: return QString(int(random() % 100), u'ä');
    default: return qint64(random() % 100'000);
    }
}

void TestSettingsValues::anyFileGivesUsableValues()
{
    std::mt19937 random(11);
    const QStringList lives{u"enabled"_s, u"safety"_s, u"fresh_seconds"_s, u"keep_seconds"_s, u"offline_seconds"_s};
    for (int round = 0; round < 2000; ++round) {
        QJsonObject root;
        for (const NumberSetting &setting : setting::numbers)
            root.insert(QString::fromLatin1(setting.key), anything(random, 2));
        QJsonObject domains;
        for (int i = 0; i < DomainCount; ++i) {
            QJsonObject domain;
            for (const QString &key : lives)
                domain.insert(key, anything(random, 1));
            domains.insert(domainName(domainAt(i)), domain);
        }
        root.insert(u"domains"_s, domains);
        root.insert(u"profiles"_s, anything(random, 3));
        const SettingsValues values = readSettings(root);
        const auto problems = problemsOf(values.policies);
        QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().reason));
        QJsonObject written = root;
        writePolicies(written, values.policies);
        QCOMPARE(readSettings(written).policies, values.policies);
    }
}

QTEST_GUILESS_MAIN(TestSettingsValues)
#include "tst_settingsvalues.moc"
