// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notices.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Field = PolicyProblem::Field;

namespace {

void type(QLineEdit *field, const QString &text)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
}

void choose(QComboBox *box, Safety safety)
{
    box->setCurrentIndex(box->findData(int(safety)));
    emit box->activated(box->currentIndex());
}

} // namespace

class TestCacheSettingsEdits : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsUnchanged();
    void editsALifetime_data();
    void editsALifetime();
    void refuses_data();
    void refuses();
    void remedyMends_data();
    void remedyMends();
    void sharedValueReachesThoseWhoInherit();
    void changingTheSharedValueIsOneChange();
    void resetArrowFollowsTheValue();
    void liveOnlyKeepsTheChoiceOfCaching();
    void unitVerificationStaysLive();
    void everyDomainHasItsRow_data();
    void everyDomainHasItsRow();
    void restoreDefaultsReachesEveryValue();
    void bareNumberGetsItsUnit();
    void countsChanges();
    void cancelCostsNothing();
    void goesWhileAFieldHasTheKeyboard();
    void keyboardApplies();
    void appliedValuesAreStoredExactly();
    void oddSizesSurvive();

private:
    CacheSettingsDialog *open(const CachePolicies &policies);
    QPushButton *button(const QString &text) const;

    std::unique_ptr<QWidget> m_window;
    CacheSettingsDialog *m_dialog = nullptr; ///< a child of the window; deletes itself when closed
};

void TestCacheSettingsEdits::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(1280, 800);
    m_window->show();
    open(CachePolicies::defaults());
}

void TestCacheSettingsEdits::cleanup()
{
    m_dialog = nullptr;
    m_window.reset();
}

CacheSettingsDialog *TestCacheSettingsEdits::open(const CachePolicies &policies)
{
    delete m_dialog;
    m_dialog = new CacheSettingsDialog(policies, {}, m_window.get());
    m_dialog->open();
    m_dialog->activateWindow();
    (void)QTest::qWaitForWindowActive(m_dialog);
    return m_dialog;
}

QPushButton *TestCacheSettingsEdits::button(const QString &text) const
{
    const auto buttons = m_dialog->findChildren<QPushButton *>();
    for (QPushButton *candidate : buttons) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

void TestCacheSettingsEdits::startsUnchanged()
{
    QCOMPARE(m_dialog->policies(), CachePolicies::defaults());
    QCOMPARE(m_dialog->changesText(), u"No changes"_s);
    QVERIFY(!m_dialog->applyButton()->isEnabled());
    QVERIFY(!m_dialog->applyButton()->toolTip().isEmpty());
    QVERIFY(m_dialog->notice()->isHidden());
}

void TestCacheSettingsEdits::editsALifetime_data()
{
    QTest::addColumn<int>("domain");
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char *name, Domain domain, Field which, const QString &text, std::chrono::seconds value) {
        QTest::newRow(name) << int(domain) << int(which) << text << qint64(value.count());
    };
    row("assets fresh for", Domain::Asset, Field::FreshFor, u"10 min"_s, 10min);
    row("assets keep for", Domain::Asset, Field::KeepFor, u"2 h"_s, 2h);
    row("assets offline at most", Domain::Asset, Field::OfflineFor, u"3 d"_s, 72h);
    row("asset status, seconds", Domain::AssetStatus, Field::FreshFor, u"10 s"_s, 10s);
    row("products, two parts", Domain::Product, Field::FreshFor, u"1 h 30 min"_s, 90min);
    row("report lists, bare minutes", Domain::ReportList, Field::FreshFor, u"2"_s, 2min);
    row("finished reports, longest", Domain::Report, Field::FreshFor, u"7 d"_s, 168h);
    row("processes", Domain::Process, Field::KeepFor, u"36 h"_s, 36h);
    row("statistics, shortest", Domain::Statistics, Field::FreshFor, u"1 s"_s, 1s);
}

void TestCacheSettingsEdits::editsALifetime()
{
    QFETCH(int, domain);
    QFETCH(int, which);
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    const auto d = static_cast<Domain>(domain);
    type(m_dialog->field(d, static_cast<Field>(which)), text);
    CachePolicies expected = CachePolicies::defaults();
    CachePolicy &policy = expected.of(d);
    (which == int(Field::FreshFor)      ? policy.freshFor
         : which == int(Field::KeepFor) ? policy.keepFor
                                        : policy.offlineFor)
        = std::chrono::seconds(seconds);
    QCOMPARE(m_dialog->problemText(), QString());
    QVERIFY(m_dialog->policies() == expected); // this one value and no other
    QVERIFY(m_dialog->applyButton()->isEnabled());
}

void TestCacheSettingsEdits::refuses_data()
{
    QTest::addColumn<int>("domain");
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, Domain domain, Field which, const QString &text, const QString &reason) {
        QTest::newRow(name) << int(domain) << int(which) << text << reason;
    };
    row("kept shorter than fresh", Domain::Report, Field::KeepFor, u"30 min"_s,
        u"Reports, finished: keep for (30 min) must be at least as long as fresh for"_s);
    row("offline shorter than kept", Domain::Product, Field::OfflineFor, u"1 h"_s,
        u"Products and BOM: offline at most"_s);
    row("no time", Domain::Asset, Field::FreshFor, u"0 s"_s, u"Assets: 0 s is not between 1 s and 7 d"_s);
    row("too long", Domain::Report, Field::FreshFor, u"8 d"_s, u"Reports, finished: 8 d is not between"_s);
    row("a word", Domain::Asset, Field::FreshFor, u"soon"_s, u"Assets: fresh for: write a time such as"_s);
    row("unknown unit", Domain::Asset, Field::KeepFor, u"5 weeks"_s, u"Assets: keep for: write a time such as"_s);
}

void TestCacheSettingsEdits::refuses()
{
    QFETCH(int, domain);
    QFETCH(int, which);
    QFETCH(QString, text);
    QFETCH(QString, reason);
    QLineEdit *field = m_dialog->field(static_cast<Domain>(domain), static_cast<Field>(which));
    type(field, text);
    QVERIFY2(m_dialog->problemText().startsWith(reason), qPrintable(m_dialog->problemText()));
    QVERIFY(!m_dialog->applyButton()->isEnabled());
    QCOMPARE(m_dialog->applyButton()->toolTip(), m_dialog->problemText());
    QVERIFY(field->property("bad").toBool());
    QVERIFY(m_dialog->notice()->isVisible());
    QCOMPARE(field->text(), text); // what was typed stays
}

void TestCacheSettingsEdits::remedyMends_data()
{
    QTest::addColumn<int>("domain");
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("mended");
    QTest::newRow("keep for") << int(Domain::Report) << int(Field::KeepFor) << u"30 min"_s << u"24 h"_s;
    QTest::newRow("offline at most") << int(Domain::Product) << int(Field::OfflineFor) << u"1 h"_s << u"24 h"_s;
    QTest::newRow("no time") << int(Domain::Asset) << int(Field::FreshFor) << u"0 s"_s << u"1 s"_s;
}

void TestCacheSettingsEdits::remedyMends()
{
    QFETCH(int, domain);
    QFETCH(int, which);
    QFETCH(QString, text);
    QFETCH(QString, mended);
    QLineEdit *field = m_dialog->field(static_cast<Domain>(domain), static_cast<Field>(which));
    type(field, text);
    QPushButton *remedy = button(u"Set to %1"_s.arg(mended));
    QVERIFY(remedy);
    QTest::mouseClick(remedy, Qt::LeftButton);
    QCOMPARE(field->text(), mended);
    QCOMPARE(m_dialog->problemText(), QString());
    QVERIFY(!field->property("bad").toBool());
}

void TestCacheSettingsEdits::sharedValueReachesThoseWhoInherit()
{
    type(m_dialog->sharedField(Field::FreshFor), u"10 min"_s);
    QCOMPARE(m_dialog->policies().freshFor, std::chrono::seconds(10min));
    QCOMPARE(m_dialog->field(Domain::Asset, Field::FreshFor)->text(), u"10 min"_s);
    QCOMPARE(m_dialog->policies().of(Domain::AssetStatus).freshFor, 30s); // has its own
}

void TestCacheSettingsEdits::changingTheSharedValueIsOneChange()
{
    type(m_dialog->sharedField(Field::FreshFor), u"10 min"_s);
    QCOMPARE(m_dialog->changesText(), u"1 change"_s);
}

void TestCacheSettingsEdits::resetArrowFollowsTheValue()
{
    QLineEdit *field = m_dialog->field(Domain::Asset, Field::FreshFor);
    QToolButton *reset = m_dialog->resetButton(Domain::Asset, Field::FreshFor);
    QVERIFY(reset->isHidden());
    type(field, u"10 min"_s);
    QVERIFY(reset->isVisible());
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(field->text(), u"5 min"_s);
    QVERIFY(reset->isHidden());
    QVERIFY(m_dialog->policies() == CachePolicies::defaults());
}

void TestCacheSettingsEdits::liveOnlyKeepsTheChoiceOfCaching()
{
    choose(m_dialog->safetyBox(Domain::Asset), Safety::LiveOnly);
    QVERIFY(!m_dialog->cachedBox(Domain::Asset)->isChecked());
    QVERIFY(!m_dialog->field(Domain::Asset, Field::FreshFor)->isEnabled());
    choose(m_dialog->safetyBox(Domain::Asset), Safety::MayBeStale);
    QVERIFY(m_dialog->cachedBox(Domain::Asset)->isChecked());
    QVERIFY(m_dialog->policies() == CachePolicies::defaults());
}

void TestCacheSettingsEdits::unitVerificationStaysLive()
{
    QVERIFY(!m_dialog->safetyBox(Domain::UnitVerification)->isEnabled());
    QVERIFY(!m_dialog->cachedBox(Domain::UnitVerification)->isEnabled());
    QVERIFY(!m_dialog->cachedBox(Domain::UnitVerification)->isChecked());
    QCOMPARE(m_dialog->safetyBox(Domain::UnitVerification)->currentText(), u"Live only"_s);
    QVERIFY(!m_dialog->field(Domain::UnitVerification, Field::FreshFor));
}

void TestCacheSettingsEdits::everyDomainHasItsRow_data()
{
    QTest::addColumn<int>("domain");
    for (int i = 0; i < DomainCount; ++i) {
        if (domainAt(i) != Domain::Other && domainAt(i) != Domain::UnitVerification)
            QTest::newRow(qPrintable(domainName(domainAt(i)))) << i;
    }
}

void TestCacheSettingsEdits::everyDomainHasItsRow()
{
    QFETCH(int, domain);
    const Domain d = domainAt(domain);
    QVERIFY(!domainWords(d).isEmpty());
    QTest::mouseClick(m_dialog->cachedBox(d), Qt::LeftButton);
    QVERIFY(!m_dialog->policies().of(d).enabled);
    QCOMPARE(m_dialog->changesText(), u"1 change"_s);
    QTest::keyClick(m_dialog->cachedBox(d), Qt::Key_Space);
    QCOMPARE(m_dialog->changesText(), u"No changes"_s);
    choose(m_dialog->safetyBox(d), Safety::LiveOnly);
    QCOMPARE(m_dialog->policies().of(d).safety, Safety::LiveOnly);
}

void TestCacheSettingsEdits::restoreDefaultsReachesEveryValue()
{
    CachePolicies odd = CachePolicies::defaults();
    odd.of(Domain::Other).freshFor = 77s; // has no row
    odd.negativeFor = 5s; // has no field
    odd.of(Domain::Asset).safety = Safety::FreshOnly;
    open(odd);
    QTest::mouseClick(button(u"Restore defaults"_s), Qt::LeftButton);
    QVERIFY(m_dialog->policies() == CachePolicies::defaults());
    QCOMPARE(m_dialog->changesText(), u"3 changes"_s);
    QVERIFY(m_dialog->applyButton()->isEnabled());
}

void TestCacheSettingsEdits::bareNumberGetsItsUnit()
{
    QLineEdit *field = m_dialog->field(Domain::Asset, Field::FreshFor);
    type(field, u"7"_s);
    QCOMPARE(field->text(), u"7"_s); // not while typing
    QTest::keyClick(field, Qt::Key_Tab);
    QCOMPARE(field->text(), u"7 min"_s);
}

void TestCacheSettingsEdits::countsChanges()
{
    type(m_dialog->field(Domain::Asset, Field::FreshFor), u"10 min"_s);
    QTest::mouseClick(m_dialog->cachedBox(Domain::Product), Qt::LeftButton);
    QCOMPARE(m_dialog->changesText(), u"2 changes"_s);
    type(m_dialog->field(Domain::Report, Field::KeepFor), u"30 min"_s);
    QCOMPARE(m_dialog->changesText(), u"3 changes, 1 problem"_s);
}

void TestCacheSettingsEdits::cancelCostsNothing()
{
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    QSignalSpy rejected(m_dialog, &QDialog::rejected);
    const QPointer<CacheSettingsDialog> alive(m_dialog);
    type(m_dialog->field(Domain::Asset, Field::FreshFor), u"10 min"_s);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(accepted.count(), 0);
    QTRY_VERIFY(!alive); // deletes itself
}

void TestCacheSettingsEdits::goesWhileAFieldHasTheKeyboard()
{
    const QPointer<CacheSettingsDialog> alive(m_dialog);
    type(m_dialog->field(Domain::Asset, Field::FreshFor), u"10 min"_s);
    m_dialog = nullptr;
    m_window.reset(); // as when the program is closed over an open dialog
    QVERIFY(!alive);
}

void TestCacheSettingsEdits::keyboardApplies()
{
    QLineEdit *field = m_dialog->field(Domain::Asset, Field::FreshFor);
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    type(field, u"soon"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(accepted.count(), 0); // nothing is applied that cannot be used
    type(field, u"10 min"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
}

void TestCacheSettingsEdits::appliedValuesAreStoredExactly()
{
    QTemporaryDir folder;
    auto settings = Settings::open(folder.path());
    QVERIFY(settings);
    type(m_dialog->sharedField(Field::KeepFor), u"2 h"_s);
    type(m_dialog->field(Domain::Product, Field::FreshFor), u"45 min"_s);
    choose(m_dialog->safetyBox(Domain::Asset), Safety::FreshOnly);
    const CachePolicies chosen = m_dialog->policies();
    QVERIFY((*settings)->setCachePolicies(chosen));
    auto again = Settings::open(folder.path());
    QVERIFY(again);
    QVERIFY((*again)->cachePolicies() == chosen);
    QVERIFY((*settings)->undo());
    QVERIFY((*settings)->cachePolicies() == CachePolicies::defaults());
}

void TestCacheSettingsEdits::oddSizesSurvive()
{
    CachePolicies odd = CachePolicies::defaults();
    odd.maxBytes = 64'500'000; // between two steps of the field
    odd.maxEntryBytes = 500'000; // below its first one
    open(odd);
    type(m_dialog->field(Domain::Asset, Field::FreshFor), u"10 min"_s);
    QCOMPARE(m_dialog->policies().maxBytes, qsizetype(64'500'000));
    QCOMPARE(m_dialog->policies().maxEntryBytes, qsizetype(500'000));
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ThemeManager theme;
    TestCacheSettingsEdits test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_cachesettingsedits.moc"
