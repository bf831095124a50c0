// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "ui/connection/connectionfields.h"
#include "ui/connection/connectionsdialog.h"
#include "ui/connection/testresultpanel.h"
#include "ui/delegates/denselistview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/statepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using Field = ProfileDraft::Field;

namespace {

const auto GoodToken = u"dXNlcjpwYXNz"_s;
constexpr int LongestWait = 12'000;

Profile profileNamed(const QString &name, const QString &url)
{
    Profile profile;
    profile.id = newProfileId();
    profile.name = name;
    profile.url = QUrl(url);
    profile.proxy = Profile::Proxy::None;
    return profile;
}

} // namespace

/// The dialog with real settings on disk; the state of the keychain comes from with-keyring.sh.
class TestConnectionsDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_themes.reset(); }
    void init();
    void cleanup();

    void emptyListOffersAdding();
    void addedProfileIsSaved();
    void refuses_data();
    void refuses();
    void cancelCostsNothing();
    void removedCanComeBack();
    void removedTakesItsSecretAlong();
    void duplicateHasNoSecret();
    void anotherDefault();
    void everyFieldIsKept();
    void testSaysWhatItFound_data();
    void testSaysWhatItFound();
    void testCanBeCancelled();
    void keptTokenIsTestedAndGuarded();
    void onlyForThisSession();
    void connectSavesFirst();
    void readOnlyFolder();

private:
    [[nodiscard]] bool is(const char *state) const { return m_state == state; }
    void open(const QList<Profile> &profiles, const QString &active = {});
    void type(Field field, const QString &text)
    {
        QLineEdit *edit = m_dialog->fields()->field(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    static void click(QPushButton *button) { QTest::mouseClick(button, Qt::LeftButton); }
    /// The token as another start of the program would find it; empty: none.
    [[nodiscard]] QByteArray kept(const QString &id);
    void keep(const QString &id, const QByteArray &token);
    [[nodiscard]] QByteArray fileOnDisk() const;
    void settle(); ///< until the keychain answered for every profile

    QByteArray m_state;
    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<CredentialStore> m_store;
    QPointer<ConnectionsDialog> m_dialog;
};

void TestConnectionsDialog::initTestCase()
{
    m_state = qgetenv("QWATS_TEST_KEYCHAIN");
    QVERIFY2(!m_state.isEmpty(), "run by with-keyring.sh");
    m_themes = std::make_unique<ThemeManager>();
    if (is("no-bus"))
        return;
    QTRY_VERIFY(QDBusConnection::sessionBus().interface()->isServiceRegistered(u"org.freedesktop.secrets"_s));
    if (is("locked")) {
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
}

void TestConnectionsDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto settings = Settings::open(m_folder->path());
    QVERIFY(settings.has_value());
    m_settings = std::move(*settings);
    m_store = std::make_unique<CredentialStore>();
}

void TestConnectionsDialog::cleanup()
{
    delete m_dialog;
    m_store.reset();
    m_settings.reset();
    m_folder.reset();
}

void TestConnectionsDialog::open(const QList<Profile> &profiles, const QString &active)
{
    if (!profiles.isEmpty())
        QVERIFY(m_settings->setProfiles(profiles, active.isEmpty() ? profiles.constFirst().id : active));
    m_dialog = new ConnectionsDialog(*m_settings, *m_store, {});
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    m_dialog->activateWindow();
    QTRY_VERIFY(m_dialog->isActiveWindow());
    settle();
}

void TestConnectionsDialog::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            for (int row = 0; row < m_dialog->model()->rowCount(); ++row) {
                if (m_dialog->model()->at(row)->secret == ProfilesModel::Secret::Asking)
                    return false;
            }
            return true;
        }(),
        LongestWait);
}

QByteArray TestConnectionsDialog::kept(const QString &id)
{
    CredentialStore another;
    std::optional<Result<std::optional<QByteArray>>> answer;
    another.read(id, this, [&answer](const Result<std::optional<QByteArray>> &token) { answer = token; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, LongestWait) || !*answer)
        return "no answer";
    return (*answer)->value_or(QByteArray());
}

void TestConnectionsDialog::keep(const QString &id, const QByteArray &token)
{
    std::optional<Status> answer;
    m_store->store(id, token, this, [&answer](const Status &stored) { answer = stored; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), LongestWait);
    QVERIFY(answer->has_value());
}

QByteArray TestConnectionsDialog::fileOnDisk() const
{
    QFile file(m_settings->path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestConnectionsDialog::emptyListOffersAdding()
{
    open({});
    auto *empty = m_dialog->findChild<StatePage *>();
    QVERIFY(empty && empty->isVisible());
    QVERIFY(!m_dialog->saveButton()->isEnabled());
    QVERIFY(!m_dialog->connectButton()->isEnabled());
    QVERIFY(!m_dialog->removeButton()->isEnabled());
    QTest::keyClick(m_dialog, Qt::Key_N, Qt::ControlModifier);
    QVERIFY(!empty->isVisible());
    QVERIFY(m_dialog->fields()->field(Field::Address)->hasFocus());
    QVERIFY2(m_dialog->problemText().isEmpty(), "an untouched form is not scolded");
    QVERIFY2(!m_dialog->saveButton()->isEnabled() && !m_dialog->saveButton()->toolTip().isEmpty(), "but it says why");
}

void TestConnectionsDialog::addedProfileIsSaved()
{
    open({});
    click(m_dialog->addButton());
    type(Field::Address, u"wats.plant.example/api/"_s);
    type(Field::Name, u"Plant North"_s);
    type(Field::Token, GoodToken);
    QSignalSpy saved(m_dialog, &ConnectionsDialog::saved);
    click(m_dialog->saveButton());
    QCOMPARE(saved.size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isSaving(), LongestWait);
    QCOMPARE(m_settings->profiles().size(), 1);
    const Profile profile = m_settings->profiles().constFirst();
    QCOMPARE(profile.url.toString(), u"https://wats.plant.example"_s);
    QCOMPARE(profile.name, u"Plant North"_s);
    QCOMPARE(m_settings->activeProfile().id, profile.id);
    QVERIFY2(!fileOnDisk().contains(GoodToken.toLatin1()), "the token is in no file");
    QVERIFY(m_dialog->fields()->field(Field::Token)->text().isEmpty());
    QVERIFY(m_dialog->changesText().isEmpty());
    if (is("unlocked")) {
        QCOMPARE(kept(profile.id), GoodToken.toLatin1());
        QVERIFY(!m_store->hasSessionToken(profile.id));
    } else {
        QVERIFY2(m_store->hasSessionToken(profile.id), "it is used all the same");
        QVERIFY(m_dialog->notice()->isVisible());
        QVERIFY(m_dialog->notice()->title().contains(u"not in the keychain"_s));
    }
    QVERIFY2(m_dialog->connectButton()->isEnabled(), qPrintable(m_dialog->connectButton()->toolTip()));
}

void TestConnectionsDialog::refuses_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("no address") << int(Field::Address) << QString() << u"Enter the address"_s;
    QTest::newRow("scheme") << int(Field::Address) << u"ftp://x.example"_s << u"http"_s;
    QTest::newRow("plain http") << int(Field::Address) << u"http://x.example"_s << u"in the clear"_s;
    QTest::newRow("password in it") << int(Field::Address) << u"https://a:topsecret@x.example"_s << u"assword"_s;
    QTest::newRow("name of another") << int(Field::Name) << u"SOUTH"_s << u"already a profile"_s;
    QTest::newRow("token cut off") << int(Field::Token) << u"dXNlcjpwY"_s << u"not complete"_s;
    QTest::newRow("no such file") << int(Field::Authority) << u"/nowhere/ca.pem"_s << u"/nowhere/ca.pem"_s;
}

void TestConnectionsDialog::refuses()
{
    QFETCH(int, field);
    QFETCH(QString, text);
    QFETCH(QString, says);
    open({profileNamed(u"North"_s, u"https://north.example"_s), profileNamed(u"South"_s, u"https://south.example"_s)});
    const QByteArray before = fileOnDisk();
    type(static_cast<Field>(field), text);
    QVERIFY2(m_dialog->problemText().contains(says), qPrintable(m_dialog->problemText()));
    QVERIFY(!m_dialog->problemText().contains(u"topsecret"_s));
    QVERIFY(!m_dialog->saveButton()->isEnabled());
    QVERIFY(!m_dialog->connectButton()->isEnabled());
    QVERIFY(m_dialog->changesText().contains(u"problem"_s));
    QVERIFY(m_dialog->fields()->field(static_cast<Field>(field))->property("bad").toBool());
    m_dialog->select(m_settings->profiles().at(1).id);
    if (field != int(Field::Name))
        QVERIFY2(m_dialog->problemText().isEmpty(), "the other one is fine");
    QVERIFY2(!m_dialog->saveButton()->isEnabled(), "but nothing is saved by halves");
    m_dialog->select(m_settings->profiles().at(0).id);
    QCOMPARE(m_dialog->fields()->field(static_cast<Field>(field))->text(), text); // what was typed is still there
    QCOMPARE(fileOnDisk(), before);
}

void TestConnectionsDialog::cancelCostsNothing()
{
    open({profileNamed(u"North"_s, u"https://north.example"_s), profileNamed(u"South"_s, u"https://south.example"_s)});
    const QByteArray before = fileOnDisk();
    type(Field::Name, u"Other"_s);
    type(Field::Token, GoodToken);
    m_dialog->select(m_settings->profiles().at(1).id);
    m_dialog->list()->setFocus();
    QTest::keyClick(m_dialog->list(), Qt::Key_Delete);
    QCOMPARE(m_dialog->model()->rowCount(), 1);
    QCOMPARE(m_dialog->changesText(), u"2 changes"_s);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(fileOnDisk(), before);
    QVERIFY(!m_store->hasSessionToken(m_settings->profiles().at(0).id));
}

void TestConnectionsDialog::removedCanComeBack()
{
    open({profileNamed(u"North"_s, u"https://north.example"_s), profileNamed(u"South"_s, u"https://south.example"_s)});
    const QString north = m_settings->profiles().at(0).id;
    type(Field::Name, u"Far North"_s);
    click(m_dialog->removeButton());
    QCOMPARE(m_dialog->model()->rowOf(north), -1);
    QVERIFY2(m_dialog->model()->defaultId() == m_settings->profiles().at(1).id, "another becomes the default");
    QVERIFY(m_dialog->notice()->isVisible());
    m_dialog->list()->setFocus();
    QTest::keyClick(m_dialog->list(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_dialog->model()->rowOf(north), 0);
    QCOMPARE(m_dialog->model()->defaultId(), north);
    QCOMPARE(m_dialog->fields()->field(Field::Name)->text(), u"Far North"_s); // as it was edited
    QVERIFY(!m_dialog->notice()->isVisible());
    QCOMPARE(m_dialog->changesText(), u"1 change"_s);
}

void TestConnectionsDialog::removedTakesItsSecretAlong()
{
    if (!is("unlocked"))
        QSKIP("for another state of the keychain");
    const Profile north = profileNamed(u"North"_s, u"https://north.example"_s);
    const Profile south = profileNamed(u"South"_s, u"https://south.example"_s);
    keep(north.id, "bm9ydGg=");
    keep(south.id, "c291dGg=");
    open({north, south});
    click(m_dialog->removeButton());
    QCOMPARE(kept(north.id), QByteArray("bm9ydGg=")); // not before saving
    click(m_dialog->saveButton());
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isSaving(), LongestWait);
    QCOMPARE(m_settings->profiles().size(), 1);
    QCOMPARE(kept(north.id), QByteArray());
    QCOMPARE(kept(south.id), QByteArray("c291dGg="));
}

void TestConnectionsDialog::duplicateHasNoSecret()
{
    Profile north = profileNamed(u"North"_s, u"https://north.example"_s);
    north.requestsPerMinute = 120;
    open({north});
    type(Field::Token, GoodToken);
    QTest::keyClick(m_dialog, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_dialog->model()->rowCount(), 2);
    QCOMPARE(m_dialog->fields()->field(Field::Name)->text(), u"North 2"_s);
    QVERIFY(m_dialog->fields()->field(Field::Token)->text().isEmpty());
    QVERIFY2(!m_dialog->connectButton()->isEnabled(), "its token is not known");
    click(m_dialog->saveButton());
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isSaving(), LongestWait);
    QCOMPARE(m_settings->profiles().size(), 2);
    QVERIFY(m_settings->profiles().at(1).id != north.id);
    QCOMPARE(m_settings->profiles().at(1).requestsPerMinute, std::optional(120));
}

void TestConnectionsDialog::anotherDefault()
{
    open({profileNamed(u"North"_s, u"https://north.example"_s), profileNamed(u"South"_s, u"https://south.example"_s)});
    QVERIFY2(!m_dialog->defaultButton()->isEnabled(), "it is the default");
    m_dialog->list()->setFocus();
    QTest::keyClick(m_dialog->list(), Qt::Key_Down);
    click(m_dialog->defaultButton());
    QVERIFY(!m_dialog->defaultButton()->isEnabled());
    QTest::keyClick(m_dialog, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(m_settings->activeProfile().name, u"South"_s);
}

void TestConnectionsDialog::everyFieldIsKept()
{
    QFile authority(m_folder->filePath(u"authority.pem"_s));
    QVERIFY(authority.open(QIODevice::WriteOnly));
    open({profileNamed(u"North"_s, u"https://north.example"_s)});
    auto *proxy = m_dialog->fields()->findChild<QComboBox *>();
    proxy->setCurrentIndex(proxy->findData(int(Profile::Proxy::Manual)));
    type(Field::Proxy, u"proxy.example:3128"_s);
    type(Field::Authority, authority.fileName());
    for (auto *box : m_dialog->fields()->findChildren<QCheckBox *>()) {
        if (box->text().contains(u"Own limit"_s) || box->text().contains(u"HTTP/2"_s))
            box->setChecked(true);
    }
    for (auto *box : m_dialog->fields()->findChildren<QSpinBox *>())
        box->setValue(box->accessibleName() == u"Calls at most" ? 90 : 7);
    click(m_dialog->saveButton());
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isSaving(), LongestWait);
    const auto again = Settings::open(m_folder->path());
    QVERIFY(again.has_value() && (*again)->problems().isEmpty());
    const Profile profile = (*again)->profiles().constFirst();
    QCOMPARE(profile.proxy, Profile::Proxy::Manual);
    QCOMPARE(profile.proxyHost, u"proxy.example"_s);
    QCOMPARE(int(profile.proxyPort), 3128);
    QCOMPARE(profile.caFile, authority.fileName());
    QCOMPARE(profile.requestsPerMinute, std::optional(90));
    QCOMPARE(profile.attemptTimeout, std::chrono::seconds(7));
    QVERIFY(profile.http2);
    QCOMPARE(transportSettings(profile, {}, {}).attemptTimeout, std::chrono::milliseconds(7000));
    QVERIFY(transportSettings(profile, {}, {}).http2);
}

void TestConnectionsDialog::testSaysWhatItFound_data()
{
    QTest::addColumn<bool>("right");
    QTest::addColumn<QString>("says");
    QTest::newRow("good token") << true << u"Token accepted"_s;
    QTest::newRow("wrong token") << false << u"Copy the token again"_s;
}

void TestConnectionsDialog::testSaysWhatItFound()
{
    QFETCH(bool, right);
    QFETCH(QString, says);
    QString error;
    const auto server = demo::DemoServer::start({.products = 3, .assets = 5, .reports = 10}, &error);
    QVERIFY2(server, qPrintable(error));
    open({});
    click(m_dialog->addButton());
    type(Field::Address, server->url());
    type(Field::Token, right ? server->token() : u"d3Jvbmc6d3Jvbmc="_s);
    click(m_dialog->testButton());
    QVERIFY2(!m_dialog->testButton()->isEnabled(), "one test at a time");
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->result()->text().contains(says), LongestWait);
    QVERIFY(m_dialog->testButton()->isEnabled());
    QVERIFY2(m_settings->profiles().isEmpty(), "testing keeps nothing");
    type(Field::Name, u"x"_s);
    QVERIFY2(m_dialog->result()->text().isEmpty(), "what was found holds for what was tested");
}

void TestConnectionsDialog::testCanBeCancelled()
{
    QString error;
    const auto server = demo::DemoServer::start({.products = 3, .assets = 5, .reports = 10}, &error);
    QVERIFY2(server, qPrintable(error));
    server->setLatency(8000);
    open({});
    click(m_dialog->addButton());
    type(Field::Address, server->url());
    type(Field::Token, server->token());
    click(m_dialog->testButton());
    auto *cancel = m_dialog->result()->findChild<QPushButton *>(u"cancelTest"_s);
    QVERIFY(cancel && cancel->isVisible());
    click(cancel);
    QVERIFY(!m_dialog->result()->isBusy());
    QVERIFY(m_dialog->testButton()->isEnabled());
    server->setLatency(0);
    click(m_dialog->testButton());
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->result()->text().contains(u"Token accepted"_s), LongestWait);
}

void TestConnectionsDialog::keptTokenIsTestedAndGuarded()
{
    QString error;
    const auto server = demo::DemoServer::start({.products = 3, .assets = 5, .reports = 10}, &error);
    QVERIFY2(server, qPrintable(error));
    const Profile bench = profileNamed(u"Bench"_s, server->url());
    if (is("unlocked"))
        keep(bench.id, server->token().toLatin1());
    open({bench});
    if (!is("unlocked")) {
        QVERIFY2(!m_dialog->connectButton()->isEnabled(), "without the keychain there is no token");
        QVERIFY(!m_dialog->connectButton()->toolTip().isEmpty());
        return;
    }
    QVERIFY(m_dialog->connectButton()->isEnabled());
    click(m_dialog->testButton());
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->result()->text().contains(u"Token accepted"_s), LongestWait);
    type(Field::Address, u"https://elsewhere.example"_s);
    QVERIFY2(!m_dialog->connectButton()->isEnabled() && !m_dialog->testButton()->isEnabled(),
             "a token never follows to another server by itself");
    click(m_dialog->saveButton());
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isSaving(), LongestWait);
    QCOMPARE(kept(bench.id), QByteArray());
}

void TestConnectionsDialog::onlyForThisSession()
{
    open({profileNamed(u"North"_s, u"https://north.example"_s)});
    const QString id = m_settings->profiles().constFirst().id;
    type(Field::Token, GoodToken);
    for (auto *box : m_dialog->fields()->findChildren<QCheckBox *>()) {
        if (box->text().contains(u"keychain"_s))
            box->setChecked(false);
    }
    click(m_dialog->saveButton());
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isSaving(), LongestWait);
    QVERIFY(m_store->hasSessionToken(id));
    if (is("unlocked"))
        QCOMPARE(kept(id), QByteArray());
    QVERIFY(m_dialog->connectButton()->isEnabled());
}

void TestConnectionsDialog::connectSavesFirst()
{
    open({profileNamed(u"North"_s, u"https://north.example"_s)});
    type(Field::Token, GoodToken);
    QCOMPARE(m_dialog->connectButton()->text(), u"Save and connect"_s);
    QSignalSpy asked(m_dialog, &ConnectionsDialog::connectRequested);
    QTest::keyClick(m_dialog->fields()->field(Field::Token), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, LongestWait);
    QCOMPARE(asked[0][0].value<Profile>().name, u"North"_s);
    QCOMPARE(asked[0][1].toString().isEmpty(), is("unlocked"));
    QTRY_VERIFY(!m_dialog);
}

void TestConnectionsDialog::readOnlyFolder()
{
    open({profileNamed(u"North"_s, u"https://north.example"_s)});
    const QByteArray before = fileOnDisk();
    QVERIFY(QFile::rename(m_settings->path(), m_settings->path() + u".aside"_s));
    QVERIFY(QDir(m_folder->path()).mkdir(u"settings.json"_s)); // refused for root too
    type(Field::Name, u"Other"_s);
    click(m_dialog->saveButton());
    QVERIFY(m_dialog->notice()->isVisible());
    QCOMPARE(m_dialog->notice()->title(), u"Not saved."_s);
    QVERIFY(!m_dialog->isSaving());
    QCOMPARE(m_dialog->fields()->field(Field::Name)->text(), u"Other"_s);
    QVERIFY2(m_dialog->saveButton()->isEnabled(), "one may try again");
    QVERIFY(QDir(m_folder->path()).rmdir(u"settings.json"_s));
    QVERIFY(QFile::rename(m_settings->path() + u".aside"_s, m_settings->path()));
    QCOMPARE(fileOnDisk(), before);
}

QTEST_MAIN(TestConnectionsDialog)
#include "tst_connectionsdialog.moc"
