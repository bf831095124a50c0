// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/cachesettingsdialog.h"
#include "ui/widgets/notices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Field = PolicyProblem::Field;

namespace {

/// Replaces the text of a field as a person does.
void type(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

QPushButton *buttonNamed(QDialog *dialog, const QString &text)
{
    const auto all = dialog->findChildren<QPushButton *>();
    for (QPushButton *one : all) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

} // namespace

class TestCacheSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(); }
    void cleanupTestCase() { m_themes.reset(); }
    void init() { open(CachePolicies::defaults()); }
    void cleanup() { delete m_dialog; }

    void startsWithoutChanges();
    void refuses_data();
    void refuses();
    void remedies_data();
    void remedies();
    void valuesOut_data();
    void valuesOut();
    void sharedValueReachesOnlyHeirs();
    void resetGivesBackWhatIsInherited();
    void unreadableIsForgottenByReset();
    void leavingAFieldTidiesIt();
    void cancelCostsNothing_data();
    void cancelCostsNothing();
    void liveOnlyLocksItsLifetimes();
    void unitVerificationCannotBeChanged();
    void valueBetweenStepsStays();
    void defaultsComeBack();
    void goesWithItsWindowWhileEdited();
    void everythingHasAName();

private:
    void open(const CachePolicies &policies)
    {
        delete m_dialog;
        m_dialog = new CacheSettingsDialog(policies, {});
        connect(m_dialog, &QObject::destroyed, this, [this] { m_dialog = nullptr; });
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    }
    QLineEdit *field(Domain domain, Field which) const { return m_dialog->field(domain, which); }

    std::unique_ptr<ThemeManager> m_themes;
    CacheSettingsDialog *m_dialog = nullptr; // null when it deleted itself
};

void TestCacheSettingsDialog::startsWithoutChanges()
{
    QCOMPARE(m_dialog->changeCount(), 0);
    QVERIFY(m_dialog->problemText().isEmpty());
    QVERIFY(!m_dialog->applyButton()->isEnabled());
    QVERIFY2(!m_dialog->applyButton()->toolTip().isEmpty(), "a disabled button says why");
    QVERIFY(!m_dialog->notice()->isVisible());
    QCOMPARE(field(Domain::Product, Field::FreshFor)->text(), u"5 min"_s);
    QCOMPARE(field(Domain::Report, Field::KeepFor)->text(), u"7 d"_s);
}

void TestCacheSettingsDialog::refuses_data()
{
    QTest::addColumn<Domain>("domain");
    QTest::addColumn<Field>("which");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("names");
    QTest::newRow("keep shorter than fresh") << Domain::Report << Field::KeepFor << u"30 min"_s << u"keep for"_s;
    QTest::newRow("fresh longer than keep") << Domain::Asset << Field::FreshFor << u"2 h"_s << u"fresh for"_s;
    QTest::newRow("offline shorter than keep")
        << Domain::Product << Field::OfflineFor << u"1 h"_s << u"offline at most"_s;
    QTest::newRow("nothing typed") << Domain::Product << Field::FreshFor << QString() << u"write a time"_s;
    QTest::newRow("a word") << Domain::Product << Field::FreshFor << u"soon"_s << u"write a time"_s;
    QTest::newRow("negative") << Domain::Asset << Field::FreshFor << u"-3 min"_s << u"write a time"_s;
    QTest::newRow("zero seconds") << Domain::Asset << Field::FreshFor << u"0 s"_s << u"not between"_s;
    QTest::newRow("longer than allowed") << Domain::Asset << Field::OfflineFor << u"300 d"_s << u"not between"_s;
}

void TestCacheSettingsDialog::refuses()
{
    QFETCH(Domain, domain);
    QFETCH(Field, which);
    QFETCH(QString, typed);
    QFETCH(QString, names);
    type(field(domain, which), typed);
    QVERIFY2(m_dialog->problemText().contains(names), qPrintable(m_dialog->problemText()));
    QVERIFY2(m_dialog->problemText().startsWith(domainWords(domain)), qPrintable(m_dialog->problemText()));
    QVERIFY(!m_dialog->applyButton()->isEnabled());
    QCOMPARE(m_dialog->applyButton()->toolTip(), m_dialog->problemText());
    QVERIFY(m_dialog->notice()->isVisible());
    QCOMPARE(m_dialog->notice()->title(), m_dialog->problemText());
    QCOMPARE(field(domain, which)->text(), typed); // what was typed stays to be corrected
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    QTest::keyClick(field(domain, which), Qt::Key_Return);
    QVERIFY2(accepted.isEmpty(), "Enter must not apply what is refused");
}

void TestCacheSettingsDialog::remedies_data()
{
    QTest::addColumn<Field>("which");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("fresh");
    QTest::addColumn<qint64>("keep");
    QTest::addColumn<qint64>("offline");
    QTest::newRow("keep up to fresh") << Field::KeepFor << u"30 min"_s << qint64(86'400) << qint64(86'400)
                                      << qint64(604'800);
    QTest::newRow("offline up to keep") << Field::OfflineFor << u"1 d"_s << qint64(86'400) << qint64(604'800)
                                        << qint64(604'800);
    QTest::newRow("fresh at least a second")
        << Field::FreshFor << u"0 s"_s << qint64(1) << qint64(604'800) << qint64(604'800);
}

void TestCacheSettingsDialog::remedies()
{
    QFETCH(Field, which);
    QFETCH(QString, typed);
    QFETCH(qint64, fresh);
    QFETCH(qint64, keep);
    QFETCH(qint64, offline);
    type(field(Domain::Report, which), typed);
    QVERIFY(!m_dialog->problemText().isEmpty());
    auto *remedy = m_dialog->notice()->findChild<QPushButton *>();
    QVERIFY(remedy && remedy->isVisible());
    QTest::mouseClick(remedy, Qt::LeftButton);
    QVERIFY2(m_dialog->problemText().isEmpty(), qPrintable(m_dialog->problemText()));
    QVERIFY(!m_dialog->notice()->isVisible());
    const CachePolicy &policy = m_dialog->policies().of(Domain::Report);
    QCOMPARE(qint64(policy.freshFor.count()), fresh);
    QCOMPARE(qint64(policy.keepFor.count()), keep);
    QCOMPARE(qint64(policy.offlineFor.count()), offline);
}

void TestCacheSettingsDialog::valuesOut_data()
{
    QTest::addColumn<Domain>("domain");
    QTest::addColumn<Field>("which");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << Domain::ReportList << Field::FreshFor << u"90 s"_s << qint64(90);
    QTest::newRow("bare minutes") << Domain::Product << Field::FreshFor << u"7"_s << qint64(420);
    QTest::newRow("mixed") << Domain::Asset << Field::KeepFor << u"1 h 30 min"_s << qint64(5400);
    QTest::newRow("days") << Domain::Process << Field::OfflineFor << u"9 d"_s << qint64(777'600);
    QTest::newRow("half") << Domain::Statistics << Field::KeepFor << u"0.75 h"_s << qint64(2700);
}

void TestCacheSettingsDialog::valuesOut()
{
    QFETCH(Domain, domain);
    QFETCH(Field, which);
    QFETCH(QString, typed);
    QFETCH(qint64, seconds);
    type(field(domain, which), typed);
    CachePolicies wanted = CachePolicies::defaults();
    CachePolicy &policy = wanted.of(domain);
    (which == Field::FreshFor      ? policy.freshFor
         : which == Field::KeepFor ? policy.keepFor
                                   : policy.offlineFor)
        = std::chrono::seconds(seconds);
    QCOMPARE(m_dialog->changeCount(), 1);
    QVERIFY2(m_dialog->applyButton()->isEnabled(), qPrintable(m_dialog->problemText()));
    QVERIFY(m_dialog->applyButton()->toolTip().isEmpty());
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    CachePolicies out;
    connect(m_dialog, &QDialog::accepted, m_dialog, [this, &out] { out = m_dialog->policies(); });
    QTest::mouseClick(m_dialog->applyButton(), Qt::LeftButton);
    QCOMPARE(accepted.size(), 1);
    QVERIFY2(out == wanted, "exactly the one value differs");
}

void TestCacheSettingsDialog::sharedValueReachesOnlyHeirs()
{
    type(m_dialog->sharedField(Field::FreshFor), u"10 min"_s);
    const CachePolicies &out = m_dialog->policies();
    QCOMPARE(out.freshFor, std::chrono::seconds(600));
    QCOMPARE(out.of(Domain::Asset).freshFor, std::chrono::seconds(600));
    QCOMPARE(out.of(Domain::ReportList).freshFor, std::chrono::seconds(60)); // has a reason of its own
    QCOMPARE(field(Domain::Asset, Field::FreshFor)->text(), u"10 min"_s);
    QCOMPARE(m_dialog->changeCount(), 1);
    QVERIFY2(!m_dialog->resetButton(Domain::Asset, Field::FreshFor)->isVisible(),
             "an inherited value has nothing to reset");
}

void TestCacheSettingsDialog::resetGivesBackWhatIsInherited()
{
    auto *reset = m_dialog->resetButton(Domain::Product, Field::FreshFor);
    QVERIFY(!reset->isVisible());
    type(field(Domain::Product, Field::FreshFor), u"2 min"_s);
    QVERIFY(reset->isVisible());
    type(m_dialog->sharedField(Field::FreshFor), u"6 min"_s);
    QCOMPARE(m_dialog->policies().of(Domain::Product).freshFor, std::chrono::seconds(120)); // its own stays
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(m_dialog->policies().of(Domain::Product).freshFor, std::chrono::seconds(360));
    QCOMPARE(field(Domain::Product, Field::FreshFor)->text(), u"6 min"_s);
    QVERIFY(!reset->isVisible());
}

void TestCacheSettingsDialog::unreadableIsForgottenByReset()
{
    type(field(Domain::Product, Field::KeepFor), u"3 h"_s);
    type(field(Domain::Product, Field::KeepFor), u"3 h x"_s);
    QVERIFY(!m_dialog->problemText().isEmpty());
    QVERIFY(m_dialog->changesText().contains(u"1 problem"_s));
    QTest::mouseClick(m_dialog->resetButton(Domain::Product, Field::KeepFor), Qt::LeftButton);
    QVERIFY(m_dialog->problemText().isEmpty());
    QCOMPARE(field(Domain::Product, Field::KeepFor)->text(), u"24 h"_s);
    QCOMPARE(m_dialog->changeCount(), 0);
}

void TestCacheSettingsDialog::leavingAFieldTidiesIt()
{
    QLineEdit *edit = field(Domain::Product, Field::FreshFor);
    m_dialog->activateWindow();
    QTRY_VERIFY(m_dialog->isActiveWindow());
    type(edit, u"120 s"_s);
    QCOMPARE(edit->text(), u"120 s"_s); // never under the fingers
    QTest::keyClick(edit, Qt::Key_Tab);
    QCOMPARE(edit->text(), u"2 min"_s);
}

void TestCacheSettingsDialog::cancelCostsNothing_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("button") << false;
    QTest::newRow("Esc") << true;
}

void TestCacheSettingsDialog::cancelCostsNothing()
{
    QFETCH(bool, byKey);
    type(field(Domain::Product, Field::FreshFor), u"2 min"_s);
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    QSignalSpy rejected(m_dialog, &QDialog::rejected);
    if (byKey)
        QTest::keyClick(m_dialog, Qt::Key_Escape);
    else
        QTest::mouseClick(buttonNamed(m_dialog, u"Cancel"_s), Qt::LeftButton);
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(accepted.size(), 0);
    QTRY_VERIFY(!m_dialog); // leaves nothing behind
}

void TestCacheSettingsDialog::liveOnlyLocksItsLifetimes()
{
    QComboBox *safety = m_dialog->safetyBox(Domain::Statistics);
    safety->setFocus();
    QTest::keyClick(safety, Qt::Key_End);
    QCOMPARE(m_dialog->policies().of(Domain::Statistics).safety, Safety::LiveOnly);
    QVERIFY(!field(Domain::Statistics, Field::FreshFor)->isEnabled());
    QVERIFY(!m_dialog->cachedBox(Domain::Statistics)->isEnabled());
    QTest::keyClick(safety, Qt::Key_Home);
    QVERIFY(field(Domain::Statistics, Field::FreshFor)->isEnabled());
    QCOMPARE(m_dialog->changeCount(), 0);
    QVERIFY(m_dialog->policies() == CachePolicies::defaults());
}

void TestCacheSettingsDialog::unitVerificationCannotBeChanged()
{
    QVERIFY(!m_dialog->safetyBox(Domain::UnitVerification)->isEnabled());
    QVERIFY(!m_dialog->cachedBox(Domain::UnitVerification)->isEnabled());
    QVERIFY(!m_dialog->cachedBox(Domain::UnitVerification)->isChecked());
    QCOMPARE(field(Domain::UnitVerification, Field::FreshFor), nullptr);
    QVERIFY(!m_dialog->safetyBox(Domain::UnitVerification)->toolTip().isEmpty());
}

void TestCacheSettingsDialog::valueBetweenStepsStays()
{
    CachePolicies odd = CachePolicies::defaults();
    odd.maxBytes = 64'500'123;
    open(odd);
    QCOMPARE(m_dialog->changeCount(), 0);
    type(field(Domain::Product, Field::FreshFor), u"2 min"_s);
    QCOMPARE(qint64(m_dialog->policies().maxBytes), qint64(64'500'123));
    QCOMPARE(m_dialog->changeCount(), 1);
}

void TestCacheSettingsDialog::defaultsComeBack()
{
    CachePolicies other = CachePolicies::defaults();
    other.setShared(20min, 2h, 9h);
    other.of(Domain::Report).enabled = false;
    open(other);
    QTest::mouseClick(buttonNamed(m_dialog, u"Restore defaults"_s), Qt::LeftButton);
    QVERIFY(m_dialog->policies() == CachePolicies::defaults());
    QVERIFY(m_dialog->applyButton()->isEnabled());
    QCOMPARE(m_dialog->sharedField(Field::FreshFor)->text(), u"5 min"_s);
    QVERIFY(m_dialog->cachedBox(Domain::Report)->isChecked());
}

/// The window below is closed while a field is being edited: nothing of the dialog may be touched afterwards.
void TestCacheSettingsDialog::goesWithItsWindowWhileEdited()
{
    QWidget below;
    below.show();
    QPointer<CacheSettingsDialog> dialog = new CacheSettingsDialog(CachePolicies::defaults(), {}, &below);
    dialog->open();
    dialog->activateWindow();
    QTRY_VERIFY(dialog->isActiveWindow());
    QLineEdit *edit = dialog->field(Domain::Product, Field::FreshFor);
    type(edit, u"120 s"_s);
    QVERIFY(edit->hasFocus());
    QSignalSpy finished(edit, &QLineEdit::editingFinished);
    delete dialog.data();
    QVERIFY(!dialog);
    QCOMPARE(finished.size(), 1);
}

void TestCacheSettingsDialog::everythingHasAName()
{
    const auto all = m_dialog->findChildren<QWidget *>();
    int fields = 0;
    for (const QWidget *one : all) {
        if (!one->isVisible() || one->focusProxy() || !(one->focusPolicy() & Qt::TabFocus))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(one);
        QVERIFY2(!one->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 one->metaObject()->className());
        ++fields;
    }
    QVERIFY(fields > 40);
}

QTEST_MAIN(TestCacheSettingsDialog)
#include "tst_cachesettingsdialog.moc"
