// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedserver.h"
#include "ui/connection/connectionform.h"
#include "ui/connection/firstrunpage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace qwats;
using namespace qwats::ui;
using namespace qwats::test;
using namespace Qt::StringLiterals;

namespace {

const auto GoodToken = u"dXNlcjpwYXNz"_s;

} // namespace

class TestConnectionRules : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void nothingTypedAsksForNothing();
    void submits_data();
    void submits();
    void refuses_data();
    void refuses();
    void refusesProxy_data();
    void refusesProxy();
    void takesProxy_data();
    void takesProxy();
    void certificateFileMustBeThere();
    void plainHttpNeedsConsent();
    void passwordBecomesAToken();
    void passwordMustBeTyped();
    void tokenIsHiddenUntilAsked();
    void rememberIsHandedOn();
    void profileIsShownAndKept_data();
    void profileIsShownAndKept();
    void tests_data();
    void tests();
    void refusedConnectionIsSaidPlainly();
    void editingTakesTheResultAway();
    void firstRunTellsItsWishes();

private:
    ConnectionForm *form() const { return m_page->form(); }
    QLineEdit *field(const QString &name) const;
    void fill(const QString &address, const QString &token = GoodToken);
    void byPassword(const QString &user, const QString &password);

    std::unique_ptr<FirstRunPage> m_page;
};

void TestConnectionRules::init()
{
    m_page = std::make_unique<FirstRunPage>(u"Opens a made-up factory."_s);
    m_page->show();
    m_page->activateWindow();
    (void)QTest::qWaitForWindowActive(m_page.get());
}

void TestConnectionRules::cleanup()
{
    m_page.reset();
}

QLineEdit *TestConnectionRules::field(const QString &name) const
{
    const auto fields = form()->findChildren<QLineEdit *>();
    for (QLineEdit *candidate : fields) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

void TestConnectionRules::fill(const QString &address, const QString &token)
{
    form()->address()->clear();
    QTest::keyClicks(form()->address(), address);
    form()->token()->clear();
    QTest::keyClicks(form()->token(), token);
}

void TestConnectionRules::byPassword(const QString &user, const QString &password)
{
    form()->findChild<SegmentedControl *>()->press(1);
    QTest::keyClicks(field(u"User"_s), user);
    QTest::keyClicks(field(u"Password"_s), password);
}

void TestConnectionRules::nothingTypedAsksForNothing()
{
    QVERIFY(!form()->connectButton()->isEnabled());
    QVERIFY(!form()->testButton()->isEnabled());
    QVERIFY(!form()->connectButton()->toolTip().isEmpty());
    QCOMPARE(form()->resultText(), QString());
    QCOMPARE(form()->problemText(), QString()); // no blame before a word is typed
}

void TestConnectionRules::submits_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("url");
    QTest::newRow("whole address") << u"https://wats.plant-north.example"_s << u"https://wats.plant-north.example"_s;
    QTest::newRow("only the name") << u"wats.plant-north.example"_s << u"https://wats.plant-north.example"_s;
    QTest::newRow("with /api") << u"https://wats.plant-north.example/api"_s << u"https://wats.plant-north.example"_s;
    QTest::newRow("with a slash") << u"https://wats.plant-north.example/"_s << u"https://wats.plant-north.example"_s;
    QTest::newRow("a port") << u"https://wats.plant-north.example:8443"_s << u"https://wats.plant-north.example:8443"_s;
    QTest::newRow("this computer") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
}

void TestConnectionRules::submits()
{
    QFETCH(QString, address);
    QFETCH(QString, url);
    QSignalSpy asked(m_page.get(), &FirstRunPage::connectRequested);
    fill(address);
    QVERIFY(form()->connectButton()->isEnabled());
    QTest::keyClick(form()->token(), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    const auto profile = asked.at(0).at(0).value<Profile>();
    QCOMPARE(profile.url, QUrl(url));
    QCOMPARE(profile.name, QUrl(url).host()); // named after its server when nobody named it
    QVERIFY(!profile.id.isEmpty());
    QCOMPARE(profile.proxy, Profile::Proxy::System);
    QCOMPARE(asked.at(0).at(1).toByteArray(), GoodToken.toLatin1());
}

void TestConnectionRules::refuses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("says");
    QTest::newRow("another scheme") << u"ftp://wats.example"_s << GoodToken << u"ftp:// is not supported"_s;
    QTest::newRow("a path") << u"/home/me"_s << GoodToken << u"This is a path"_s;
    QTest::newRow("a query") << u"https://wats.example/?a=1"_s << GoodToken << u"query"_s;
    QTest::newRow("user and password") << u"https://a:b@wats.example"_s << GoodToken << QString();
    QTest::newRow("port 0") << u"https://wats.example:0"_s << GoodToken << u"Port 0"_s;
    QTest::newRow("a space in the token") << u"https://wats.example"_s << u"dXNl cjpw"_s << u"space at position 5"_s;
    QTest::newRow("a foreign character in the token")
        << u"https://wats.example"_s << u"dXNl*jpw"_s << u"does not belong into a token"_s;
    QTest::newRow("no token") << u"https://wats.example"_s << QString() << QString();
}

void TestConnectionRules::refuses()
{
    QFETCH(QString, address);
    QFETCH(QString, token);
    QFETCH(QString, says);
    QSignalSpy asked(m_page.get(), &FirstRunPage::connectRequested);
    fill(address, token);
    QVERIFY(!form()->connectButton()->isEnabled());
    QVERIFY(!form()->testButton()->isEnabled());
    QVERIFY2(form()->problemText().contains(says), qPrintable(form()->problemText()));
    QVERIFY(!form()->connectButton()->toolTip().isEmpty());
    QTest::keyClick(form()->token(), Qt::Key_Return);
    QCOMPARE(asked.count(), 0);
    QCOMPARE(form()->address()->text(), address); // what was typed stays
}

void TestConnectionRules::refusesProxy_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::newRow("no port") << u"proxy.example"_s;
    QTest::newRow("no host") << u":8080"_s;
    QTest::newRow("a port that is none") << u"proxy.example:http"_s;
    QTest::newRow("port too large") << u"proxy.example:70000"_s;
    QTest::newRow("a password") << u"me:secret@proxy.example:8080"_s;
    QTest::newRow("a path") << u"proxy.example:8080/pac"_s;
}

void TestConnectionRules::refusesProxy()
{
    QFETCH(QString, proxy);
    fill(u"https://wats.example"_s);
    form()->findChild<QComboBox *>()->setCurrentIndex(2);
    field(u"Proxy"_s)->setText(proxy);
    QVERIFY(!form()->connectButton()->isEnabled());
    QCOMPARE(form()->problemText(), u"Write the proxy as host:port."_s);
}

void TestConnectionRules::takesProxy_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("as the system") << QString() << int(Profile::Proxy::System) << QString() << 0;
    QTest::newRow("none") << QString() << int(Profile::Proxy::None) << QString() << 0;
    QTest::newRow("host and port") << u"proxy.example:8080"_s << int(Profile::Proxy::Manual) << u"proxy.example"_s
                                   << 8080;
}

void TestConnectionRules::takesProxy()
{
    QFETCH(QString, proxy);
    QFETCH(int, kind);
    QFETCH(QString, host);
    QFETCH(int, port);
    QSignalSpy asked(m_page.get(), &FirstRunPage::connectRequested);
    fill(u"https://wats.example"_s);
    auto *choice = form()->findChild<QComboBox *>();
    choice->setCurrentIndex(choice->findData(kind));
    field(u"Proxy"_s)->setText(proxy);
    QTest::mouseClick(form()->connectButton(), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    const auto profile = asked.at(0).at(0).value<Profile>();
    QCOMPARE(int(profile.proxy), kind);
    QCOMPARE(profile.proxyHost, host);
    QCOMPARE(int(profile.proxyPort), port);
}

void TestConnectionRules::certificateFileMustBeThere()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"authority.pem"_s);
    fill(u"https://wats.example"_s);
    field(u"Certificate authority"_s)->setText(path);
    QVERIFY(!form()->connectButton()->isEnabled());
    QVERIFY(form()->problemText().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    field(u"Certificate authority"_s)->setText(path + u' ');
    QVERIFY(form()->connectButton()->isEnabled());
}

void TestConnectionRules::plainHttpNeedsConsent()
{
    fill(u"http://wats.example"_s);
    QVERIFY(!form()->connectButton()->isEnabled());
    QVERIFY(form()->problemText().contains(u"http:// would send the token in the clear"_s));
    const auto boxes = form()->findChildren<QCheckBox *>();
    for (QCheckBox *box : boxes) {
        if (box->text().contains(u"unencrypted"_s))
            box->setChecked(true);
    }
    QVERIFY(form()->connectButton()->isEnabled());
    QCOMPARE(form()->problemText(), QString());
}

void TestConnectionRules::passwordBecomesAToken()
{
    QSignalSpy asked(m_page.get(), &FirstRunPage::connectRequested);
    fill(u"https://wats.example"_s, {});
    byPassword(u"anna"_s, u"s:ecret"_s);
    QVERIFY(form()->token()->isHidden() || !form()->token()->isVisible());
    QTest::keyClick(field(u"Password"_s), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(0).value<Profile>().user, u"anna"_s);
    QCOMPARE(QByteArray::fromBase64(asked.at(0).at(1).toByteArray()), QByteArray("anna:s:ecret"));
}

void TestConnectionRules::passwordMustBeTyped()
{
    fill(u"https://wats.example"_s, {});
    byPassword(u"anna"_s, {});
    QVERIFY(!form()->connectButton()->isEnabled());
    QCOMPARE(form()->connectButton()->toolTip(), u"Enter the password."_s);
}

void TestConnectionRules::tokenIsHiddenUntilAsked()
{
    QCOMPARE(form()->token()->echoMode(), QLineEdit::Password);
    auto *show = form()->token()->findChild<QPushButton *>(u"show"_s);
    QVERIFY(show);
    QTest::mouseClick(show, Qt::LeftButton);
    QCOMPARE(form()->token()->echoMode(), QLineEdit::Normal);
    QCOMPARE(show->text(), u"Hide"_s);
    QTest::mouseClick(show, Qt::LeftButton);
    QCOMPARE(form()->token()->echoMode(), QLineEdit::Password);
}

void TestConnectionRules::rememberIsHandedOn()
{
    QSignalSpy asked(m_page.get(), &FirstRunPage::connectRequested);
    fill(u"https://wats.example"_s);
    QVERIFY(form()->remembers());
    const auto boxes = form()->findChildren<QCheckBox *>();
    for (QCheckBox *box : boxes) {
        if (box->text().contains(u"keychain"_s))
            box->setChecked(false);
    }
    QTest::mouseClick(form()->connectButton(), Qt::LeftButton);
    QCOMPARE(asked.at(0).at(2).toBool(), false);
}

void TestConnectionRules::profileIsShownAndKept_data()
{
    QTest::addColumn<Profile>("profile");
    Profile plain;
    plain.id = newProfileId();
    plain.name = u"Plant North"_s;
    plain.url = QUrl(u"https://wats.plant-north.example"_s);
    QTest::newRow("by token") << plain;
    Profile proxied = plain;
    proxied.proxy = Profile::Proxy::Manual;
    proxied.proxyHost = u"proxy.example"_s;
    proxied.proxyPort = 3128;
    QTest::newRow("behind a proxy") << proxied;
    Profile direct = plain;
    direct.proxy = Profile::Proxy::None;
    QTest::newRow("without a proxy") << direct;
    Profile lab = plain;
    lab.url = QUrl(u"http://lab.example:8080"_s);
    lab.allowPlainHttp = true;
    QTest::newRow("lab server") << lab;
}

void TestConnectionRules::profileIsShownAndKept()
{
    QFETCH(Profile, profile);
    QSignalSpy asked(m_page.get(), &FirstRunPage::connectRequested);
    form()->setProfile(profile);
    QVERIFY(!form()->connectButton()->isEnabled()); // the token is asked for again
    QTest::keyClicks(form()->token(), GoodToken);
    QTest::mouseClick(form()->connectButton(), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QVERIFY(asked.at(0).at(0).value<Profile>() == profile);
}

void TestConnectionRules::tests_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("good");
    QTest::newRow("a WATS server") << ScriptedServer::ok("\"2026.1.2\"").bytes << u"WATS 2026.1.2"_s << true;
    QTest::newRow("token refused") << ScriptedServer::status(401).bytes << u"Copy the token again"_s << false;
    QTest::newRow("no right") << ScriptedServer::status(403).bytes << u"read access"_s << false;
    QTest::newRow("not a WATS server") << ScriptedServer::status(404).bytes << u"Server found"_s << false;
    QTest::newRow("a login page") << ScriptedServer::ok("<html>Sign in</html>", "Content-Type: text/html\r\n").bytes
                                  << u"Server found"_s << false;
    QTest::newRow("sent elsewhere") << ScriptedServer::status(302, {}, "Location: https://login.example/\r\n").bytes
                                    << u"sign-in page"_s << false;
}

void TestConnectionRules::tests()
{
    QFETCH(QByteArray, reply);
    QFETCH(QString, says);
    QFETCH(bool, good);
    ScriptedServer server([reply](const ScriptedServer::Request &) { return ScriptedServer::Reply{reply, true}; });
    fill(server.url().toString());
    QTest::mouseClick(form()->testButton(), Qt::LeftButton);
    QVERIFY(!form()->testButton()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!form()->resultText().isEmpty(), 15'000);
    QVERIFY2(form()->resultText().contains(says), qPrintable(form()->resultText()));
    QCOMPARE(form()->resultText().contains(u"Token accepted"_s), good);
    QVERIFY(!form()->resultText().contains(GoodToken));
    QCOMPARE(form()->testButton()->text(), u"Test again"_s);
    QVERIFY(form()->testButton()->isEnabled());
    QVERIFY(server.requests().constFirst().target.startsWith("/api/App/Version"));
    QCOMPARE(server.requests().constFirst().header("Authorization"), QByteArray("Basic ") + GoodToken.toLatin1());
}

void TestConnectionRules::refusedConnectionIsSaidPlainly()
{
    ScriptedServer server([](const ScriptedServer::Request &) { return ScriptedServer::Reply{}; });
    const QString address = server.url().toString();
    server.shut();
    fill(address);
    QTest::mouseClick(form()->testButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!form()->resultText().isEmpty(), 15'000);
    QVERIFY(!form()->resultText().contains(u"Server found"_s));
    QVERIFY(form()->resultText().contains(u"Check the address"_s));
}

void TestConnectionRules::editingTakesTheResultAway()
{
    ScriptedServer server([](const ScriptedServer::Request &) { return ScriptedServer::status(401); });
    fill(server.url().toString());
    QTest::mouseClick(form()->testButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!form()->resultText().isEmpty(), 15'000);
    QTest::keyClicks(form()->token(), u"QUFB"_s);
    QCOMPARE(form()->resultText(), QString()); // it was about another token
    QCOMPARE(form()->testButton()->text(), u"Test"_s);
}

void TestConnectionRules::firstRunTellsItsWishes()
{
    QSignalSpy demo(m_page.get(), &FirstRunPage::demoRequested);
    QTest::mouseClick(m_page->demoButton(), Qt::LeftButton);
    QCOMPARE(demo.count(), 1);
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ThemeManager theme;
    TestConnectionRules test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_connectionrules.moc"
