// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/credentialstore.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace qwats;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The state of the keychain comes from with-keyring.sh; each function is for one of them.
class TestCredentialStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void writeReadRemove_data();
    void writeReadRemove();
    void missingEntry();
    void removeOfNothing();
    void overwrite();
    void profilesAreApart();
    void answersLaterAndOnce();
    void noAnswerAfterTheCallerIsGone();
    void noAnswerAfterTheStoreIsGone();
    void sessionToken();
    void storeEndsTheSessionToken();
    void environmentWins();
    void badEnvironment();
    void lockedIsNotEmpty();
    void hangingKeychainTimesOut();
    void withoutKeychain();

private:
    using Token = Result<std::optional<QByteArray>>;
    [[nodiscard]] Token read(const QString &id);
    [[nodiscard]] Status store(const QString &id, const QByteArray &token);
    [[nodiscard]] Status remove(const QString &id);
    void lock();
    [[nodiscard]] bool is(const char *state) const { return m_state == state; }

    QByteArray m_state;
    CredentialStore m_store;
};

#define ONLY_WHEN(condition)                                                                                           \
    if (!(condition))                                                                                                  \
    QSKIP("for another state of the keychain")

void TestCredentialStore::initTestCase()
{
    m_state = qgetenv("QWATS_TEST_KEYCHAIN");
    QVERIFY2(!m_state.isEmpty(), "run by with-keyring.sh");
    if (is("no-bus") || is("no-service"))
        return;
    // The daemon is there when its name is.
    QTRY_VERIFY(QDBusConnection::sessionBus().interface()->isServiceRegistered(u"org.freedesktop.secrets"_s));
    if (is("restarted"))
        return; // an earlier run, as "unlocked", stored it
    QVERIFY(store(u"kept"_s, "a2VwdA=="));
    if (is("locked"))
        lock();
}

void TestCredentialStore::init()
{
    m_store.setTimeout(10s);
    m_store.dropSessionToken(u"p1"_s);
}

/// Locks the keyring the way a desktop does.
void TestCredentialStore::lock()
{
    const auto call = [](const QString &method) {
        return QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                              u"org.freedesktop.Secret.Service"_s, method);
    };
    QDBusConnection bus = QDBusConnection::sessionBus();
    QDBusMessage alias = call(u"ReadAlias"_s);
    alias << u"default"_s;
    const QDBusReply<QDBusObjectPath> collection = bus.call(alias);
    QVERIFY(collection.isValid() && collection.value().path() != u"/"_s);
    QDBusMessage locking = call(u"Lock"_s);
    locking << QVariant::fromValue(QList<QDBusObjectPath>{collection.value()});
    QCOMPARE(bus.call(locking).type(), QDBusMessage::ReplyMessage);
}

TestCredentialStore::Token TestCredentialStore::read(const QString &id)
{
    std::optional<Token> answer;
    m_store.read(id, this, [&answer](const Token &token) { answer = token; });
    [&answer] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000); }();
    return answer.value_or(failure(Error::Kind::Cancelled, u"no answer"_s));
}

Status TestCredentialStore::store(const QString &id, const QByteArray &token)
{
    std::optional<Status> answer;
    m_store.store(id, token, this, [&answer](const Status &status) { answer = status; });
    [&answer] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000); }();
    return answer.value_or(failure(Error::Kind::Cancelled, u"no answer"_s));
}

Status TestCredentialStore::remove(const QString &id)
{
    std::optional<Status> answer;
    m_store.remove(id, this, [&answer](const Status &status) { answer = status; });
    [&answer] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000); }();
    return answer.value_or(failure(Error::Kind::Cancelled, u"no answer"_s));
}

void TestCredentialStore::writeReadRemove_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("token") << QByteArray("dXNlcjpwYXNz");
    QTest::newRow("UTF-8") << QByteArray("jörg:päss€ 日本");
    QTest::newRow("every byte") << [] {
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes.append(char(i));
        return bytes;
    }();
    QTest::newRow("8 kB") << QByteArray(8192, 'A');
}

void TestCredentialStore::writeReadRemove()
{
    ONLY_WHEN(is("unlocked"));
    QFETCH(QByteArray, token);
    const Status stored = store(u"p1"_s, token);
    QVERIFY2(stored, stored ? "" : qPrintable(stored.error().detail));
    const Token found = read(u"p1"_s);
    QVERIFY(found && *found);
    QCOMPARE(**found, token);
    QVERIFY(remove(u"p1"_s));
    const Token gone = read(u"p1"_s);
    QVERIFY(gone && !*gone);
}

void TestCredentialStore::missingEntry()
{
    ONLY_WHEN(is("unlocked"));
    const Token found = read(u"never stored"_s);
    QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
    QVERIFY(!*found);
}

void TestCredentialStore::removeOfNothing()
{
    ONLY_WHEN(is("unlocked"));
    QVERIFY(remove(u"never stored"_s));
}

void TestCredentialStore::overwrite()
{
    ONLY_WHEN(is("unlocked"));
    QVERIFY(store(u"p1"_s, "b25l"));
    QVERIFY(store(u"p1"_s, "dHdv"));
    QCOMPARE(**read(u"p1"_s), QByteArray("dHdv"));
    QVERIFY(remove(u"p1"_s));
}

void TestCredentialStore::profilesAreApart()
{
    ONLY_WHEN(is("unlocked"));
    QVERIFY(store(u"p1"_s, "b25l"));
    QVERIFY(store(u"p2"_s, "dHdv"));
    QCOMPARE(**read(u"p1"_s), QByteArray("b25l"));
    QVERIFY(remove(u"p1"_s));
    QCOMPARE(**read(u"p2"_s), QByteArray("dHdv"));
    QVERIFY(remove(u"p2"_s));
}

void TestCredentialStore::answersLaterAndOnce()
{
    ONLY_WHEN(is("unlocked"));
    int answers = 0;
    m_store.read(u"kept"_s, this, [&answers](const Token &) { ++answers; });
    m_store.setSessionToken(u"p1"_s, "c2Vzcw==");
    m_store.read(u"p1"_s, this, [&answers](const Token &) { ++answers; });
    QCOMPARE(answers, 0); // never within the call
    QTRY_COMPARE(answers, 2);
    QVERIFY(read(u"kept"_s));
    QCOMPARE(answers, 2);
}

void TestCredentialStore::noAnswerAfterTheCallerIsGone()
{
    ONLY_WHEN(is("unlocked"));
    int answers = 0;
    auto page = std::make_unique<QObject>();
    m_store.read(u"kept"_s, page.get(), [&answers](const Token &) { ++answers; });
    m_store.store(u"p3"_s, "b25l", page.get(), [&answers](const Status &) { ++answers; });
    page.reset();
    QVERIFY(read(u"kept"_s)); // later than both: the keychain works one by one
    QCOMPARE(answers, 0);
    QVERIFY(remove(u"p3"_s));
}

void TestCredentialStore::noAnswerAfterTheStoreIsGone()
{
    ONLY_WHEN(is("unlocked"));
    int answers = 0;
    {
        CredentialStore store;
        store.read(u"kept"_s, this, [&answers](const Token &) { ++answers; });
    }
    QVERIFY(read(u"kept"_s));
    QCOMPARE(answers, 0);
}

void TestCredentialStore::sessionToken()
{
    // In each state: it is the way out.
    m_store.setSessionToken(u"p1"_s, "c2Vzcw==");
    QVERIFY(m_store.hasSessionToken(u"p1"_s));
    QVERIFY(!m_store.hasSessionToken(u"p2"_s));
    const Token found = read(u"p1"_s);
    QVERIFY(found && *found);
    QCOMPARE(**found, QByteArray("c2Vzcw=="));
    static_cast<void>(remove(u"p1"_s));
    QVERIFY(!m_store.hasSessionToken(u"p1"_s));
}

void TestCredentialStore::storeEndsTheSessionToken()
{
    m_store.setSessionToken(u"p1"_s, "c2Vzcw==");
    const bool stored = store(u"p1"_s, "bmV3").has_value();
    QCOMPARE(stored, is("unlocked") || is("stopped"));
    QCOMPARE(m_store.hasSessionToken(u"p1"_s), !stored); // without a keychain it goes on
    QCOMPARE(**read(u"p1"_s), stored ? QByteArray("bmV3") : QByteArray("c2Vzcw=="));
    static_cast<void>(remove(u"p1"_s));
}

void TestCredentialStore::environmentWins()
{
    qputenv("QWATS_TOKEN", " ZW52aXJvbm1lbnQ=\n");
    m_store.setSessionToken(u"p1"_s, "c2Vzcw==");
    const bool set = CredentialStore::isEnvironmentSet();
    const Token found = read(u"p1"_s);
    qunsetenv("QWATS_TOKEN");
    QVERIFY(set && !CredentialStore::isEnvironmentSet());
    QVERIFY(found && *found);
    QCOMPARE(**found, QByteArray("ZW52aXJvbm1lbnQ="));
}

void TestCredentialStore::badEnvironment()
{
    qputenv("QWATS_TOKEN", "user:pass");
    const Token found = read(u"p1"_s);
    qunsetenv("QWATS_TOKEN");
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::InvalidInput);
    QVERIFY(found.error().message.startsWith(u"QWATS_TOKEN"_s));
}

void TestCredentialStore::lockedIsNotEmpty()
{
    ONLY_WHEN(is("locked") || is("restarted"));
    for (const QString &id : {u"kept"_s, u"never stored"_s}) {
        const Token found = read(id);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, Error::Kind::Storage);
        QCOMPARE(found.error().detail, u"locked"_s);
    }
    const Status stored = store(u"kept"_s, "b3RoZXI=");
    QVERIFY(!stored);
    QCOMPARE(stored.error().detail, u"locked"_s);
    const Status removed = remove(u"kept"_s);
    QVERIFY(!removed);
    QCOMPARE(removed.error().detail, u"locked"_s);
}

void TestCredentialStore::hangingKeychainTimesOut()
{
    ONLY_WHEN(is("stopped"));
    const auto daemon = static_cast<pid_t>(qEnvironmentVariableIntValue("QWATS_TEST_KEYCHAIN_PID"));
    QVERIFY(daemon > 1);
    QVERIFY(read(u"kept"_s));
    QCOMPARE(::kill(daemon, SIGSTOP), 0);
    m_store.setTimeout(300ms);
    QElapsedTimer timer;
    timer.start();
    const Token found = read(u"kept"_s);
    const Status stored = store(u"kept"_s, "b3RoZXI=");
    const qint64 took = timer.elapsed();
    ::kill(daemon, SIGCONT);
    m_store.setTimeout(10s);
    QVERIFY(!found && !stored);
    QCOMPARE(found.error().kind, Error::Kind::Storage);
    QCOMPARE(found.error().detail, u"timeout"_s);
    QCOMPARE(stored.error().detail, u"timeout"_s);
    QVERIFY(took >= 600 && took < 5000);
    const Token again = read(u"kept"_s); // it recovers, and nothing was overwritten
    QVERIFY(again && *again);
    QCOMPARE(**again, QByteArray("a2VwdA=="));
}

void TestCredentialStore::withoutKeychain()
{
    ONLY_WHEN(is("no-bus") || is("no-service"));
    const Token found = read(u"p1"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Storage);
    QVERIFY2(found.error().detail.startsWith("no-service"_L1), qPrintable(found.error().detail));
    const Status stored = store(u"p1"_s, "b25l");
    QVERIFY(!stored);
    QVERIFY2(stored.error().detail.startsWith("no-service"_L1), qPrintable(stored.error().detail));
    QVERIFY(!stored.error().message.contains("b25l"_L1));
}

QTEST_GUILESS_MAIN(TestCredentialStore)
#include "tst_credentialstore.moc"
