// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/folders.h"
#include "core/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace qwats;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::seconds;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaults();
    void emptyFolderName();
    void goodFile();
    void badValueStaysUntilSet();
    void unknownKeysSurvive();
    void newerVersion();
    void damagedFileFallsBack();
    void unreadableIsNeverOverwritten();
    void setters_data();
    void setters();
    void policiesRoundTrip();
    void onlyOwnValuesAreStored();
    void badPoliciesAreRefused();
    void undoOnce();
    void profilesRoundTrip();
    void badProfiles_data();
    void badProfiles();
    void brokenProfilesStayInTheFile();
    void handWrittenProfile();
    void failedSaveChangesNothing();
    void twoProgramsLoseNothing();
    void folders();

private:
    void write(const QByteArray &json) const;
    [[nodiscard]] QJsonObject stored() const;
    [[nodiscard]] std::unique_ptr<Settings> open() const;
    [[nodiscard]] QString path() const { return m_dir->filePath(u"settings.json"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestSettings::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void TestSettings::write(const QByteArray &json) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(json), json.size());
}

QJsonObject TestSettings::stored() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

std::unique_ptr<Settings> TestSettings::open() const
{
    auto settings = Settings::open(m_dir->path());
    return settings ? std::move(*settings) : nullptr;
}

static Profile makeProfile(const QString &name, const QString &url)
{
    Profile profile;
    profile.id = newProfileId();
    profile.name = name;
    profile.url = QUrl(url);
    return profile;
}

void TestSettings::defaults()
{
    const auto settings = open();
    QVERIFY(settings);
    QVERIFY(settings->problems().isEmpty());
    QVERIFY(settings->isFirstStart());
    QCOMPARE(settings->cachePolicies(), CachePolicies::defaults());
    QCOMPARE(settings->maxConnections(), 60);
    QCOMPARE(settings->requestsPerMinute(), 500);
    QCOMPARE(settings->theme(), u"system"_s);
    QCOMPARE(settings->language(), QString());
    QCOMPARE(settings->rowHeight(), u"normal"_s);
    QVERIFY(settings->profiles().isEmpty());
    QVERIFY(!settings->activeProfile().isValid());
    QVERIFY(!QFile::exists(path())); // nothing is written unasked
}

void TestSettings::emptyFolderName()
{
    const auto settings = Settings::open({});
    QVERIFY(!settings);
    QCOMPARE(settings.error().kind, Error::Kind::InvalidInput);
}

void TestSettings::goodFile()
{
    write(
        R"({"version": 1, "enable_cache": false, "cache_ttl_seconds": 60, "cache_keep_seconds": 120, "cache_max_size": 5000,
              "domains": {"product": {"fresh_seconds": 3600, "enabled": false}, "statistics": {"safety": "fresh_only"}},
              "theme": "dark", "language": "pt_BR", "row_height": "compact", "max_connections": 6, "requests_per_minute": 0})");
    const auto settings = open();
    QVERIFY(settings->problems().isEmpty());
    QVERIFY(!settings->isFirstStart());
    const CachePolicies policies = settings->cachePolicies();
    QVERIFY(!policies.enabled);
    QCOMPARE(policies.maxEntries, qsizetype(5000));
    QCOMPARE(policies.of(Domain::Asset).freshFor, seconds(60));
    QCOMPARE(policies.of(Domain::Asset).keepFor, seconds(120));
    QCOMPARE(policies.of(Domain::Product).freshFor, seconds(3600));
    QVERIFY(!policies.of(Domain::Product).enabled);
    QCOMPARE(policies.of(Domain::Statistics).safety, Safety::FreshOnly);
    QCOMPARE(policies.of(Domain::ReportList).freshFor, seconds(60));
    QCOMPARE(settings->theme(), u"dark"_s);
    QCOMPARE(settings->language(), u"pt_BR"_s);
    QCOMPARE(settings->rowHeight(), u"compact"_s);
    QCOMPARE(settings->maxConnections(), 6);
    QCOMPARE(settings->requestsPerMinute(), 0);
}

void TestSettings::badValueStaysUntilSet()
{
    write(R"({"version": 1, "theme": "pink", "cache_ttl_seconds": "soon"})");
    const auto settings = open();
    QVERIFY(settings->setRowHeight(u"compact"_s));
    QCOMPARE(stored().value("theme"_L1).toString(), u"pink"_s);
    QCOMPARE(settings->problems().size(), 2);
    QVERIFY(settings->setTheme(u"dark"_s));
    QCOMPARE(stored().value("theme"_L1).toString(), u"dark"_s);
    QCOMPARE(settings->problems().size(), 1);
}

void TestSettings::unknownKeysSurvive()
{
    const QByteArray json = R"({"version": 1, "tomorrow": {"a": [1, 2.5, null]}, "domains": {"asset": {"colour": "red"},
        "queue": {"fresh_seconds": 9}}, "profiles": [{"id": "p1", "name": "A", "url": "https://a.example", "note": "mine"}]})";
    write(json);
    const QJsonObject before = QJsonDocument::fromJson(json).object();
    const auto settings = open();
    QVERIFY(settings->problems().isEmpty());
    QVERIFY(settings->setTheme(u"dark"_s));
    CachePolicies policies = settings->cachePolicies();
    policies.of(Domain::Asset).freshFor = 60s;
    QVERIFY(settings->setCachePolicies(policies));
    QVERIFY(settings->undo());
    QList<Profile> profiles = settings->profiles();
    profiles.first().name = u"Plant North"_s;
    QVERIFY(settings->setProfiles(profiles, u"p1"_s));
    const QJsonObject after = stored();
    QCOMPARE(after.value("tomorrow"_L1), before.value("tomorrow"_L1));
    QCOMPARE(after.value("domains"_L1), before.value("domains"_L1));
    const QJsonObject profile = after.value("profiles"_L1).toArray().first().toObject();
    QCOMPARE(profile.value("note"_L1).toString(), u"mine"_s);
    QCOMPARE(profile.value("name"_L1).toString(), u"Plant North"_s);
}

void TestSettings::newerVersion()
{
    write(R"({"version": 7, "theme": "dark", "shape": "round"})");
    const auto settings = open();
    QCOMPARE(settings->theme(), u"dark"_s);
    QVERIFY(settings->setTheme(u"light"_s));
    QCOMPARE(stored(), QJsonDocument::fromJson(R"({"version": 7, "theme": "light", "shape": "round"})").object());
}

void TestSettings::damagedFileFallsBack()
{
    QVERIFY(open()->setTheme(u"dark"_s));
    QVERIFY(open()->setRowHeight(u"compact"_s));
    write("{ damaged");
    auto settings = open();
    QCOMPARE(settings->theme(), u"dark"_s); // from the backup
    QCOMPARE(settings->problems().size(), 1);
    QVERIFY(settings->problems().first().key.isEmpty());
    QCOMPARE(settings->problems().first().used, path() + u".bak"_s);
    QVERIFY(settings->problems().first().reason.contains(u".corrupt-"_s));
    QVERIFY(!settings->isFirstStart());
    QVERIFY(settings->setLanguage(u"de"_s));
    settings = open();
    QVERIFY(settings->problems().isEmpty());
    QCOMPARE(settings->theme(), u"dark"_s);
    QCOMPARE(settings->language(), u"de"_s);
}

void TestSettings::unreadableIsNeverOverwritten()
{
    QVERIFY(QDir(m_dir->path()).mkdir(u"settings.json"_s));
    const auto settings = open();
    QVERIFY(settings);
    QCOMPARE(settings->problems().size(), 1);
    QVERIFY(!settings->isFirstStart());
    QCOMPARE(settings->cachePolicies(), CachePolicies::defaults());
    const Status saved = settings->setTheme(u"dark"_s);
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Error::Kind::Storage);
    QVERIFY(QFileInfo(path()).isDir());
}

void TestSettings::setters_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("taken");
    QTest::newRow("dark theme") << u"theme"_s << QVariant(u"dark"_s) << true;
    QTest::newRow("pink theme") << u"theme"_s << QVariant(u"pink"_s) << false;
    QTest::newRow("language") << u"language"_s << QVariant(u"nb"_s) << true;
    QTest::newRow("language and script") << u"language"_s << QVariant(u"zh-Hans-CN"_s) << true;
    QTest::newRow("no language") << u"language"_s << QVariant(u""_s) << true;
    QTest::newRow("language of nonsense") << u"language"_s << QVariant(u"Klingon"_s) << false;
    QTest::newRow("row height") << u"row_height"_s << QVariant(u"comfortable"_s) << true;
    QTest::newRow("most connections") << u"max_connections"_s << QVariant(120) << true;
    QTest::newRow("too many connections") << u"max_connections"_s << QVariant(121) << false;
    QTest::newRow("no connections") << u"max_connections"_s << QVariant(0) << false;
}

void TestSettings::setters()
{
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    QFETCH(bool, taken);
    const auto settings = open();
    const QSignalSpy changed(settings.get(), &Settings::changed);
    Status status;
    if (key == "theme"_L1)
        status = settings->setTheme(value.toString());
    else if (key == "language"_L1)
        status = settings->setLanguage(value.toString());
    else if (key == "row_height"_L1)
        status = settings->setRowHeight(value.toString());
    else
        status = settings->set(setting::maxConnections, value.toLongLong());
    QCOMPARE(status.has_value(), taken);
    QCOMPARE(changed.size(), taken ? 1 : 0);
    QCOMPARE(stored().contains(key), taken);
    if (taken) {
        QCOMPARE(stored().value(key).toVariant().toString(), value.toString());
        QCOMPARE(open()->problems().size(), 0);
    } else {
        QCOMPARE(status.error().kind, Error::Kind::InvalidInput);
    }
}

void TestSettings::policiesRoundTrip()
{
    CachePolicies policies = CachePolicies::defaults();
    policies.enabled = false;
    policies.setShared(90s, 2h, 9h);
    policies.maxEntries = 1234;
    policies.maxBytes = 5'000'000;
    policies.maxEntryBytes = 1'000'000;
    policies.negativeFor = 5s;
    for (int i = 0; i < DomainCount; ++i) {
        CachePolicy &policy = policies.of(domainAt(i));
        if (policy.safety == Safety::LiveOnly)
            continue;
        policy = {i % 2 == 0,        i % 3 == 0 ? Safety::FreshOnly : Safety::MayBeStale,
                  seconds(10 + i),   seconds(100 + i),
                  seconds(1000 + i), policy.refreshAhead};
    }
    QVERIFY(open()->setCachePolicies(policies));
    QCOMPARE(open()->cachePolicies(), policies);
    QVERIFY(open()->problems().isEmpty());
    QVERIFY(open()->setCachePolicies(CachePolicies::defaults()));
    QCOMPARE(open()->cachePolicies(), CachePolicies::defaults());
}

void TestSettings::onlyOwnValuesAreStored()
{
    auto settings = open();
    CachePolicies policies = settings->cachePolicies();
    policies.of(Domain::Product).freshFor = 1h;
    QVERIFY(settings->setCachePolicies(policies));
    QCOMPARE(stored(),
             QJsonDocument::fromJson(R"({"version": 1, "domains": {"product": {"fresh_seconds": 3600}}})").object());
    policies.setShared(10min, 1h, 8h); // products stay, the others follow
    QVERIFY(settings->setCachePolicies(policies));
    settings = open();
    QCOMPARE(settings->cachePolicies().of(Domain::Product).freshFor, seconds(1h));
    QCOMPARE(settings->cachePolicies().of(Domain::Asset).freshFor, seconds(10min));
    QCOMPARE(stored().value("domains"_L1).toObject().size(), 1);
}

void TestSettings::badPoliciesAreRefused()
{
    const auto settings = open();
    const QSignalSpy changed(settings.get(), &Settings::changed);
    CachePolicies policies = settings->cachePolicies();
    policies.of(Domain::Report).keepFor = 30min;
    const Status status = settings->setCachePolicies(policies);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(status.error().detail, u"report"_s);
    QCOMPARE(settings->cachePolicies(), CachePolicies::defaults());
    QVERIFY(!settings->canUndo());
    QCOMPARE(changed.size(), 0);
}

void TestSettings::undoOnce()
{
    const auto settings = open();
    QVERIFY(!settings->undo());
    CachePolicies policies = settings->cachePolicies();
    policies.setShared(60s, 1h, 8h);
    QVERIFY(settings->setCachePolicies(policies));
    CachePolicies later = policies;
    later.maxEntries = 50;
    QVERIFY(settings->setCachePolicies(later));
    QVERIFY(settings->canUndo());
    QVERIFY(settings->setTheme(u"dark"_s)); // something else is not taken back
    QVERIFY(settings->undo());
    QCOMPARE(settings->cachePolicies(), policies);
    QCOMPARE(settings->theme(), u"dark"_s);
    QVERIFY(!settings->canUndo());
    QCOMPARE(open()->cachePolicies(), policies);
}

void TestSettings::profilesRoundTrip()
{
    Profile north = makeProfile(u"Plant North"_s, u"https://wats.example.com"_s);
    north.user = u"jörg"_s;
    north.proxy = Profile::Proxy::Manual;
    north.proxyHost = u"proxy.example.com"_s;
    north.proxyPort = 3128;
    north.caFile = u"/etc/ssl/plant.pem"_s;
    north.requestsPerMinute = 0; // no limit, not "as in the settings"
    north.attemptTimeout = 7s;
    north.http2 = true;
    north.lastUsed = Timestamp::fromMs(1'775'000'000'000);
    Profile lab = makeProfile(u"Lab"_s, u"http://lab.example.com:8080/wats"_s);
    lab.allowPlainHttp = true;
    lab.proxy = Profile::Proxy::None;
    auto settings = open();
    QVERIFY(settings->setProfiles({north, lab}, lab.id));
    settings = open();
    QVERIFY(settings->problems().isEmpty());
    QCOMPARE(settings->profiles(), QList<Profile>({north, lab}));
    QCOMPARE(settings->activeProfile(), lab);
    north.user.clear();
    north.proxy = Profile::Proxy::System;
    north.requestsPerMinute.reset();
    north.attemptTimeout = Profile::LongestAttempt;
    north.http2 = false;
    north.lastUsed = {};
    QVERIFY(settings->setProfiles({north}, {}));
    settings = open();
    QCOMPARE(settings->profiles(), QList<Profile>({north}));
    QVERIFY(!settings->activeProfile().isValid());
    const QJsonObject inFile = stored().value("profiles"_L1).toArray().at(0).toObject();
    for (const auto key : {"requests_per_minute"_L1, "attempt_seconds"_L1, "http2"_L1, "last_used"_L1})
        QVERIFY2(!inFile.contains(key), key.data()); // what is as ever is not written down
}

void TestSettings::badProfiles_data()
{
    QTest::addColumn<QList<Profile>>("profiles");
    QTest::addColumn<QString>("active");
    const Profile good = makeProfile(u"A"_s, u"https://a.example"_s);
    const auto with = [&good](auto change) {
        Profile profile = good;
        change(profile);
        return profile;
    };
    QTest::newRow("no name") << QList{with([](Profile &p) { p.name = u"  "_s; })} << QString();
    QTest::newRow("no id") << QList{with([](Profile &p) { p.id.clear(); })} << QString();
    QTest::newRow("no address") << QList{with([](Profile &p) { p.url.clear(); })} << QString();
    QTest::newRow("plain http") << QList{with([](Profile &p) { p.url = QUrl(u"http://a.example"_s); })} << QString();
    QTest::newRow("password in the address")
        << QList{with([](Profile &p) { p.url = QUrl(u"https://me:pw@a.example"_s); })} << QString();
    QTest::newRow("proxy without port") << QList{with([](Profile &p) {
        p.proxy = Profile::Proxy::Manual;
        p.proxyHost = u"x"_s;
    })} << QString();
    QTest::newRow("less than no calls") << QList{with([](Profile &p) { p.requestsPerMinute = -1; })} << QString();
    QTest::newRow("too many calls") << QList{with([](Profile &p) { p.requestsPerMinute = 100'001; })} << QString();
    QTest::newRow("no time for an attempt") << QList{with([](Profile &p) { p.attemptTimeout = 0s; })} << QString();
    QTest::newRow("attempt longer than a look-up")
        << QList{with([](Profile &p) { p.attemptTimeout = 31s; })} << QString();
    QTest::newRow("same name") << QList{good, makeProfile(u" a"_s, u"https://b.example"_s)} << QString();
    QTest::newRow("same id") << QList{good, with([](Profile &p) { p.name = u"B"_s; })} << QString();
    QTest::newRow("unknown active") << QList{good} << u"nobody"_s;
}

void TestSettings::badProfiles()
{
    QFETCH(QList<Profile>, profiles);
    QFETCH(QString, active);
    const auto settings = open();
    const Status status = settings->setProfiles(profiles, active);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::InvalidInput);
    QVERIFY(!QFile::exists(path()));
}

void TestSettings::brokenProfilesStayInTheFile()
{
    write(
        R"({"profiles": [{"name": "Old", "url": "gopher://old.example"}, {"id": "p1", "name": "A", "url": "https://a.example"}, 17]})");
    const auto settings = open();
    QCOMPARE(settings->profiles().size(), 1);
    QCOMPARE(settings->problems().size(), 2);
    QVERIFY(settings->setProfiles({makeProfile(u"B"_s, u"https://b.example"_s)}, {}));
    const QJsonArray list = stored().value("profiles"_L1).toArray();
    QCOMPARE(list.size(), 3);
    QCOMPARE(list.at(0).toObject().value("name"_L1).toString(), u"B"_s);
    QCOMPARE(list.at(1).toObject().value("url"_L1).toString(), u"gopher://old.example"_s);
    QCOMPARE(list.at(2).toInt(), 17);
}

void TestSettings::handWrittenProfile()
{
    write(
        R"({"profiles": [{"name": "Plant North", "url": "wats.example.com/api/"}], "active_profile": "Plant North"})");
    const Profile profile = open()->activeProfile();
    QVERIFY(profile.isValid());
    QCOMPARE(profile.url, QUrl(u"https://wats.example.com"_s));
    QCOMPARE(open()->activeProfile().id, profile.id); // the same at each start: the token hangs on it
}

void TestSettings::failedSaveChangesNothing()
{
    const auto settings = open();
    QVERIFY(settings->setTheme(u"dark"_s));
    const QSignalSpy changed(settings.get(), &Settings::changed);
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir(m_dir->path()).removeRecursively());
    QFile inTheWay(m_dir->path());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    CachePolicies policies = settings->cachePolicies();
    policies.maxEntries = 77;
    QVERIFY(!settings->setCachePolicies(policies));
    QVERIFY(!settings->setTheme(u"light"_s));
    QVERIFY(!settings->setProfiles({}, {}));
    QCOMPARE(settings->theme(), u"dark"_s);
    QCOMPARE(settings->cachePolicies(), CachePolicies::defaults());
    QVERIFY(!settings->canUndo());
    QCOMPARE(changed.size(), 0);
    inTheWay.close();
    QVERIFY(inTheWay.remove());
    QVERIFY(settings->setTheme(u"light"_s)); // the folder is made anew
    QCOMPARE(open()->theme(), u"light"_s);
}

void TestSettings::twoProgramsLoseNothing()
{
    const auto one = open();
    const auto two = open();
    QVERIFY(one->setTheme(u"dark"_s));
    QVERIFY(two->setRowHeight(u"compact"_s));
    QVERIFY(one->setLanguage(u"de"_s));
    const auto third = open();
    QCOMPARE(third->theme(), u"dark"_s);
    QCOMPARE(third->rowHeight(), u"compact"_s);
    QCOMPARE(third->language(), u"de"_s);
    QCOMPARE(one->rowHeight(), u"compact"_s); // taken over with the next write
}

void TestSettings::folders()
{
    qputenv("QWATS_CONFIG_DIR", "/somewhere/else/");
    qputenv("QWATS_DATA_DIR", "relative");
    const QString config = configDir();
    const QString data = dataDir();
    qunsetenv("QWATS_CONFIG_DIR");
    qunsetenv("QWATS_DATA_DIR");
    QCOMPARE(config, u"/somewhere/else"_s);
    QCOMPARE(data, QDir::current().absoluteFilePath(u"relative"_s));
    QStandardPaths::setTestModeEnabled(true);
    QVERIFY(configDir().endsWith(u"/qwats"_s) && QDir::isAbsolutePath(configDir()));
    QVERIFY(dataDir().endsWith(u"/qwats"_s) && dataDir() != configDir());
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
