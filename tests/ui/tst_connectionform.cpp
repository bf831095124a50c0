// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "ui/connection/connectionform.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

const auto GoodToken = u"dXNlcjpwYXNz"_s;
constexpr int LongestWait = 12'000;

QLineEdit *named(QWidget *form, const QString &name)
{
    const auto all = form->findChildren<QLineEdit *>();
    for (QLineEdit *one : all) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

} // namespace

class TestConnectionForm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(); }
    void cleanupTestCase() { m_themes.reset(); }
    void init();
    void cleanup() { m_form.reset(); }

    void addresses_data();
    void addresses();
    void tokens_data();
    void tokens();
    void emptyIsNotScolded();
    void plainHttpNeedsConsent();
    void userAndPassword();
    void proxies_data();
    void proxies();
    void missingCertificateFile();
    void tokenIsHidden();
    void refusedPort();
    void demoServer_data();
    void demoServer();
    void typingForgetsTheResult();
    void editingKeepsTheProfile();

private:
    QString problem() const { return m_form->testButton()->toolTip(); }
    void press(const QString &segment)
    {
        auto *kind = m_form->findChild<SegmentedControl *>();
        kind->setCurrent(segment);
    }

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<ConnectionForm> m_form;
};

void TestConnectionForm::init()
{
    m_form = std::make_unique<ConnectionForm>();
    m_form->resize(640, 700);
    m_form->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
}

void TestConnectionForm::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url"); // empty: refused
    QTest::newRow("bare host") << u"wats.plant.example"_s << u"https://wats.plant.example"_s;
    QTest::newRow("https") << u"https://wats.plant.example"_s << u"https://wats.plant.example"_s;
    QTest::newRow("slash at the end") << u"https://wats.plant.example/"_s << u"https://wats.plant.example"_s;
    QTest::newRow("pasted with /api") << u"https://wats.plant.example/api/"_s << u"https://wats.plant.example"_s;
    QTest::newRow("spaces around") << u"  https://wats.plant.example "_s << u"https://wats.plant.example"_s;
    QTest::newRow("port") << u"https://wats.plant.example:8443"_s << u"https://wats.plant.example:8443"_s;
    QTest::newRow("http on this computer") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
    QTest::newRow("http elsewhere") << u"http://wats.plant.example"_s << QString();
    QTest::newRow("another scheme") << u"ftp://wats.plant.example"_s << QString();
    QTest::newRow("user in it") << u"https://me:secret@wats.plant.example"_s << QString();
    QTest::newRow("query") << u"https://wats.plant.example?x=1"_s << QString();
    QTest::newRow("fragment") << u"https://wats.plant.example#top"_s << QString();
    QTest::newRow("no host") << u"https://"_s << QString();
    QTest::newRow("bad port") << u"https://wats.plant.example:99999"_s << QString();
}

void TestConnectionForm::addresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    QTest::keyClicks(m_form->token(), GoodToken);
    QTest::keyClicks(m_form->address(), typed);
    QCOMPARE(m_form->testButton()->isEnabled(), !url.isEmpty());
    QCOMPARE(m_form->connectButton()->isEnabled(), !url.isEmpty());
    QCOMPARE(problem().isEmpty(), !url.isEmpty());
    QVERIFY2(!problem().contains(u"secret"_s), "no password on screen");
    if (url.isEmpty())
        return;
    QSignalSpy submitted(m_form.get(), &ConnectionForm::submitted);
    QTest::mouseClick(m_form->connectButton(), Qt::LeftButton);
    QCOMPARE(submitted.size(), 1);
    const auto profile = submitted[0][0].value<Profile>();
    QCOMPARE(profile.url.toString(), url);
    QCOMPARE(profile.name, profile.url.host());
    QCOMPARE(submitted[0][1].toByteArray(), GoodToken.toLatin1());
}

void TestConnectionForm::tokens_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("token"); // empty: refused
    QTest::newRow("good") << GoodToken << GoodToken;
    QTest::newRow("pasted with Basic") << u"Basic dXNlcjpwYXNz"_s << GoodToken;
    QTest::newRow("spaces around") << u" dXNlcjpwYXNz  "_s << GoodToken;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("space within") << u"dXNl cjpwYXNz"_s << QString();
    QTest::newRow("no Base64") << u"dXNl*jpwYXNz"_s << QString();
    QTest::newRow("cut off") << u"dXNlcjpwY"_s << QString();
}

void TestConnectionForm::tokens()
{
    QFETCH(QString, typed);
    QFETCH(QString, token);
    QTest::keyClicks(m_form->address(), u"http://127.0.0.1:9"_s);
    QTest::keyClicks(m_form->token(), typed);
    QCOMPARE(m_form->connectButton()->isEnabled(), !token.isEmpty());
    QCOMPARE(problem().isEmpty(), !token.isEmpty());
    QVERIFY2(typed.isEmpty() || !problem().contains(typed), "no token on screen");
    if (token.isEmpty())
        return;
    QSignalSpy submitted(m_form.get(), &ConnectionForm::submitted);
    QTest::keyClick(m_form->token(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
    QCOMPARE(submitted[0][1].toByteArray(), token.toLatin1());
    QCOMPARE(submitted[0][2].toBool(), m_form->remembers());
}

void TestConnectionForm::emptyIsNotScolded()
{
    QVERIFY(!m_form->testButton()->isEnabled());
    QVERIFY2(!problem().isEmpty(), "the disabled button says why");
    for (const auto *label : m_form->findChildren<InkLabel *>())
        QVERIFY2(label->text() != problem() || !label->isVisible(), "an empty form shows no red line");
}

void TestConnectionForm::plainHttpNeedsConsent()
{
    QTest::keyClicks(m_form->token(), GoodToken);
    QTest::keyClicks(m_form->address(), u"http://lab.example"_s);
    QVERIFY(!m_form->connectButton()->isEnabled());
    for (auto *box : m_form->findChildren<QCheckBox *>()) {
        if (box->text().contains(u"http"_s))
            box->setChecked(true);
    }
    QVERIFY2(m_form->connectButton()->isEnabled(), qPrintable(problem()));
    QSignalSpy submitted(m_form.get(), &ConnectionForm::submitted);
    QTest::mouseClick(m_form->connectButton(), Qt::LeftButton);
    QVERIFY(submitted[0][0].value<Profile>().allowPlainHttp);
}

void TestConnectionForm::userAndPassword()
{
    press(u"password"_s);
    QTest::keyClicks(m_form->address(), u"http://127.0.0.1:9"_s);
    QTest::keyClicks(named(m_form.get(), u"User"_s), u"me"_s);
    QVERIFY2(!m_form->connectButton()->isEnabled(), "a password is needed");
    QTest::keyClicks(named(m_form.get(), u"Password"_s), u"pa ss"_s);
    QVERIFY(m_form->connectButton()->isEnabled());
    QTest::keyClicks(named(m_form.get(), u"User"_s), u":x"_s);
    QVERIFY2(!m_form->connectButton()->isEnabled(), "a server would cut the name at the colon");
    named(m_form.get(), u"User"_s)->setText(u"me"_s);
    QSignalSpy submitted(m_form.get(), &ConnectionForm::submitted);
    QTest::mouseClick(m_form->connectButton(), Qt::LeftButton);
    QCOMPARE(submitted.value(0).value(1).toByteArray(), QByteArray("me:pa ss").toBase64());
    QCOMPARE(submitted[0][0].value<Profile>().user, u"me"_s);
}

void TestConnectionForm::proxies_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("good");
    QTest::addColumn<Profile::Proxy>("proxy");
    QTest::addColumn<int>("port");
    QTest::newRow("as the system says") << 0 << QString() << true << Profile::Proxy::System << 0;
    QTest::newRow("none") << 1 << QString() << true << Profile::Proxy::None << 0;
    QTest::newRow("host and port") << 2 << u"proxy.example:3128"_s << true << Profile::Proxy::Manual << 3128;
    QTest::newRow("no port") << 2 << u"proxy.example"_s << false << Profile::Proxy::Manual << 0;
    QTest::newRow("no host") << 2 << u":3128"_s << false << Profile::Proxy::Manual << 0;
    QTest::newRow("password in it") << 2 << u"me:x@proxy.example:3128"_s << false << Profile::Proxy::Manual << 0;
    QTest::newRow("path") << 2 << u"proxy.example:3128/x"_s << false << Profile::Proxy::Manual << 0;
}

void TestConnectionForm::proxies()
{
    QFETCH(int, choice);
    QFETCH(QString, typed);
    QFETCH(bool, good);
    QFETCH(Profile::Proxy, proxy);
    QFETCH(int, port);
    QTest::keyClicks(m_form->address(), u"http://127.0.0.1:9"_s);
    QTest::keyClicks(m_form->token(), GoodToken);
    auto *kind = m_form->findChild<QComboBox *>();
    kind->setFocus();
    for (int i = 0; i < choice; ++i)
        QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClicks(named(m_form.get(), u"Proxy"_s), typed);
    QCOMPARE(m_form->connectButton()->isEnabled(), good);
    if (!good)
        return;
    QSignalSpy submitted(m_form.get(), &ConnectionForm::submitted);
    QTest::mouseClick(m_form->connectButton(), Qt::LeftButton);
    const auto profile = submitted.value(0).value(0).value<Profile>();
    QCOMPARE(profile.proxy, proxy);
    QCOMPARE(int(profile.proxyPort), port);
}

void TestConnectionForm::missingCertificateFile()
{
    QTest::keyClicks(m_form->address(), u"http://127.0.0.1:9"_s);
    QTest::keyClicks(m_form->token(), GoodToken);
    QTest::keyClicks(named(m_form.get(), u"Certificate authority"_s), u"/nowhere/ca.pem"_s);
    QVERIFY(!m_form->connectButton()->isEnabled());
    QVERIFY2(problem().contains(u"/nowhere/ca.pem"_s), qPrintable(problem()));
}

void TestConnectionForm::tokenIsHidden()
{
    QTest::keyClicks(m_form->token(), GoodToken);
    QCOMPARE(m_form->token()->echoMode(), QLineEdit::Password);
    auto *show = m_form->token()->findChild<QPushButton *>(u"show"_s);
    QTest::mouseClick(show, Qt::LeftButton);
    QCOMPARE(m_form->token()->echoMode(), QLineEdit::Normal);
    QTest::mouseClick(show, Qt::LeftButton);
    QCOMPARE(m_form->token()->echoMode(), QLineEdit::Password);
    QVERIFY(!m_form->token()->displayText().contains(GoodToken));
}

void TestConnectionForm::refusedPort()
{
    QTcpServer closed; // a port that was free a moment ago
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    QTest::keyClicks(m_form->address(), u"http://127.0.0.1:%1"_s.arg(port));
    QTest::keyClicks(m_form->token(), GoodToken);
    QTest::mouseClick(m_form->testButton(), Qt::LeftButton);
    QVERIFY2(!m_form->testButton()->isEnabled(), "one test at a time");
    QTRY_VERIFY_WITH_TIMEOUT(!m_form->resultText().isEmpty(), LongestWait);
    QVERIFY(m_form->testButton()->isEnabled());
    QVERIFY2(m_form->resultText().contains(u"Check the address"_s), qPrintable(m_form->resultText()));
    QVERIFY2(!m_form->resultText().contains(u"Server found"_s), qPrintable(m_form->resultText()));
    QVERIFY(m_form->connectButton()->isEnabled()); // one may connect without a server, and work offline later
}

void TestConnectionForm::demoServer_data()
{
    QTest::addColumn<bool>("rightToken");
    QTest::addColumn<QString>("says");
    QTest::newRow("good token") << true << u"Token accepted"_s;
    QTest::newRow("wrong token") << false << u"Copy the token again"_s;
}

void TestConnectionForm::demoServer()
{
    QFETCH(bool, rightToken);
    QFETCH(QString, says);
    QString error;
    const auto server = demo::DemoServer::start({.products = 3, .assets = 5, .reports = 10}, &error);
    QVERIFY2(server, qPrintable(error));
    QTest::keyClicks(m_form->address(), server->url());
    QTest::keyClicks(m_form->token(), rightToken ? server->token() : u"d3Jvbmc6d3Jvbmc="_s);
    QTest::mouseClick(m_form->testButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_form->resultText().isEmpty(), LongestWait);
    QVERIFY2(m_form->resultText().contains(u"Server found"_s), qPrintable(m_form->resultText()));
    QVERIFY2(m_form->resultText().contains(says), qPrintable(m_form->resultText()));
    QCOMPARE(m_form->resultText().contains(u"Token accepted"_s), rightToken);
    QVERIFY(!m_form->resultText().contains(m_form->token()->text()));
}

void TestConnectionForm::typingForgetsTheResult()
{
    QString error;
    const auto server = demo::DemoServer::start({.products = 3, .assets = 5, .reports = 10}, &error);
    QVERIFY2(server, qPrintable(error));
    QTest::keyClicks(m_form->address(), server->url());
    QTest::keyClicks(m_form->token(), server->token());
    QTest::mouseClick(m_form->testButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_form->resultText().isEmpty(), LongestWait);
    QTest::keyClick(m_form->token(), Qt::Key_Backspace);
    QVERIFY2(m_form->resultText().isEmpty(), "what was found holds for another token");
}

void TestConnectionForm::editingKeepsTheProfile()
{
    Profile profile;
    profile.id = newProfileId();
    profile.name = u"Plant North"_s;
    profile.url = QUrl(u"https://wats.plant.example"_s);
    profile.proxy = Profile::Proxy::Manual;
    profile.proxyHost = u"proxy.example"_s;
    profile.proxyPort = 3128;
    m_form->setProfile(profile);
    QVERIFY2(m_form->token()->text().isEmpty(), "the token stays in the keychain");
    QTest::keyClicks(m_form->token(), GoodToken);
    QSignalSpy submitted(m_form.get(), &ConnectionForm::submitted);
    QTest::mouseClick(m_form->connectButton(), Qt::LeftButton);
    QCOMPARE(submitted.value(0).value(0).value<Profile>(), profile);
}

QTEST_MAIN(TestConnectionForm)
#include "tst_connectionform.moc"
