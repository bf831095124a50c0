// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a test under real keys and clicks: nothing dropped, found, narrowed, walked through; charts and files.
#include "tests/ui/report/samples.h"
#include "ui/charts/seriesplot.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/report/filespanel.h"
#include "ui/report/measurementsmodel.h"
#include "ui/report/savefile.h"
#include "ui/report/stepdetail.h"
#include "ui/report/stepspanel.h"
#include "ui/report/steptreemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/filterfield.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace qwats;
using namespace qwats::test;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

Step withSteps(Step step, const std::vector<Step> &below)
{
    step.steps = below;
    return step;
}

/// Main > Set-up (passed), Rails (3V3 passed, 12V: idle passed, load failed), Retry (loop of two passes, one failed),
/// Odd > Inner, Log with a file, Curve with a chart, Ask, Flash, failed Label
std::shared_ptr<Report> everyKindOfStep()
{
    Step setup = stepOf(2, u"Power on"_s, StepStatus::Done);
    setup.group = StepGroup::Setup;
    Step single = stepOf(4, u"3V3"_s);
    single.measurements = {measured({}, 1.5)};
    Step multiple = stepOf(5, u"12V"_s, StepStatus::Failed);
    multiple.editExtras().errorMessage = u"rail low"_s;
    multiple.measurements = {measured(u"idle"_s, 1.5), measured(u"load"_s, 0.5, u"GELE"_s, 1, 2, StepStatus::Failed)};
    Step head = stepOf(6, u"Retry"_s);
    head.editExtras().loop = StepLoop{true, 0, 2, 1, 1};
    head.measurements = {measured({}, 4, u"LT"_s, 5, {})};
    Step odd = stepOf(9, u"Odd"_s);
    odd.typeName = u"ACME_Something"_s;
    odd.kind = StepKind::Generic;
    odd.steps = {stepOf(10, u"Inner"_s)};
    Step log = stepOf(11, u"Log"_s, StepStatus::Done);
    log.editExtras().attachments = {{u"../log.txt"_s, u"text/plain"_s, "hello", -1}};
    log.editExtras().additionalResults = {{u"Env"_s, {{u"TempC"_s, u"Number"_s, u"23.5"_s, {}, {}}}}};
    Step curve = stepOf(12, u"Curve"_s);
    curve.editExtras().chart = std::make_shared<const StepChart>(
        StepChart{u"LineLogX"_s, u"Load"_s, u"f"_s, u"Hz"_s, u"Gain"_s, u"dB"_s, {{u"I"_s, {1, 10, 100}, {3, 2, 1}}}});
    Step ask = stepOf(13, u"Ask"_s);
    ask.editExtras().note = u"OK"_s;
    Step flash = stepOf(14, u"Flash"_s);
    flash.editExtras().note = u"exit code 0"_s;
    flash.editExtras().reportText = u"erased\nwritten"_s;
    auto report = reportOf(
        withSteps(stepOf(1, u"Main"_s, StepStatus::Failed),
                  {setup, withSteps(stepOf(3, u"Rails"_s, StepStatus::Failed), {single, multiple}), head,
                   passOf(7, u"Retry"_s, 0, StepStatus::Failed), passOf(8, u"Retry"_s, 1, StepStatus::Passed), odd, log,
                   curve, ask, flash, stepOf(15, u"Label"_s, StepStatus::Error)}));
    report->failedStepId = 5;
    return report;
}

QString factOf(const FactsGrid *facts, const QString &label)
{
    const auto all = facts->facts();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Fact &fact) { return fact.label == label; });
    return found == all.end() ? QString() : found->value;
}

QStringList shownNames(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        names << model.index(row, 0, parent).data().toString();
        names << shownNames(model, model.index(row, 0, parent));
    }
    return names;
}

} // namespace

class TestStepsPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void nothingIsDropped();
    void opensAtTheGuiltyStep();
    void detailFollowsTheStep_data();
    void detailFollowsTheStep();
    void failedOnesInTurn();
    void findsWhileTyping();
    void findsNothing();
    void onlyFailed();
    void foldsByLevel();
    void detailClosesAndOpens();
    void measurementsOfAStep();
    void chartOfAStep();
    void filesOfAStep();
    void overUnits();
    void modelUnderTester();
    void twentyThousandSteps();
    void hostileTexts_data();
    void hostileTexts();

private:
    [[nodiscard]] QString currentName() const
    {
        return m_panel->tree()->currentIndex().siblingAtColumn(0).data().toString();
    }
    void select(int id)
    {
        QVERIFY(m_panel->selectStep(id));
        QCOMPARE(m_panel->model()->stepAt(m_panel->tree()->currentIndex())->id, id);
    }

    std::unique_ptr<StepsPanel> m_panel;
};

void TestStepsPanel::init()
{
    m_panel = std::make_unique<StepsPanel>();
    m_panel->resize(1196, 520);
    m_panel->setReport(everyKindOfStep());
    m_panel->tools()->show();
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->activateWindow();
}

void TestStepsPanel::cleanup()
{
    m_panel.reset();
}

void TestStepsPanel::nothingIsDropped()
{
    QCOMPARE(shownNames(*m_panel->model()),
             (QStringList{u"Main"_s, u"Power on"_s, u"Rails"_s, u"3V3"_s, u"12V"_s, u"idle"_s, u"load"_s, u"Retry"_s,
                          u"Retry, pass 1"_s, u"Retry, pass 2"_s, u"Odd"_s, u"Inner"_s, u"Log"_s, u"Curve"_s, u"Ask"_s,
                          u"Flash"_s, u"Label"_s}));
    QCOMPARE(m_panel->model()->stepCount(), 15);
    const QModelIndex loop = m_panel->model()->indexOfStep(6);
    QCOMPARE(loop.data(SubTextRole).toString(), u"1 of 2 passes passed"_s);
    QCOMPARE(m_panel->model()->pathOf(m_panel->model()->indexOfStep(7)), (QStringList{u"Main"_s, u"Retry"_s}));
    QCOMPARE(m_panel->model()->indexOfStep(14).siblingAtColumn(StepTreeModel::Value).data().toString(),
             u"exit code 0"_s);
}

void TestStepsPanel::opensAtTheGuiltyStep()
{
    QCOMPARE(currentName(), u"12V"_s);
    QVERIFY(m_panel->tree()->visualRect(m_panel->tree()->currentIndex()).isValid());
}

void TestStepsPanel::detailFollowsTheStep_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("value");
    QTest::newRow("path") << 4 << u"Path"_s << u"Main / Rails / 3V3"_s;
    QTest::newRow("error") << 5 << u"Error"_s << u"rail low"_s;
    QTest::newRow("loop") << 6 << u"Loop"_s << u"2 passes: 1 passed, 1 failed"_s;
    QTest::newRow("pass") << 8 << u"Loop"_s << u"pass 2"_s;
    QTest::newRow("unknown type") << 9 << u"Type"_s << u"ACME_Something"_s;
    QTest::newRow("answer") << 13 << u"Answer"_s << u"OK"_s;
    QTest::newRow("group") << 2 << u"Group"_s << u"Set-up"_s;
}

void TestStepsPanel::detailFollowsTheStep()
{
    QFETCH(int, id);
    QFETCH(QString, label);
    select(id);
    QTEST(factOf(m_panel->detail()->facts(), label), "value");
    select(14);
    QCOMPARE(m_panel->detail()->text()->toPlainText(), u"erased\nwritten"_s);
}

void TestStepsPanel::failedOnesInTurn()
{
    m_panel->tree()->setCurrentIndex(m_panel->model()->index(0, 0));
    QStringList stops;
    while (m_panel->nextFailed(true))
        stops << currentName();
    QCOMPARE(stops, (QStringList{u"12V"_s, u"Retry, pass 1"_s, u"Label"_s}));
    QCOMPARE(m_panel->model()->failedCount(), 3);
    stops.clear();
    while (m_panel->nextFailed(false))
        stops << currentName();
    QCOMPARE(stops, (QStringList{u"Retry, pass 1"_s, u"12V"_s}));
}

void TestStepsPanel::findsWhileTyping()
{
    m_panel->focusFind();
    QTest::keyClicks(m_panel->find(), u"retry"_s);
    QCOMPARE(m_panel->findWords(), u"1 of 3"_s);
    QCOMPARE(currentName(), u"Retry"_s);
    QTest::keyClick(m_panel->find(), Qt::Key_Return);
    QCOMPARE(m_panel->findWords(), u"2 of 3"_s);
    QCOMPARE(currentName(), u"Retry, pass 1"_s);
    QTest::keyClick(m_panel->find(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(m_panel->find(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_panel->findWords(), u"3 of 3"_s); // around the end
    m_panel->find()->clear();
    QTest::keyClicks(m_panel->find(), u"RAIL LOW"_s);
    QCOMPARE(currentName(), u"12V"_s); // in the error text
    m_panel->find()->clear();
    QTest::keyClicks(m_panel->find(), u"written"_s);
    QCOMPARE(currentName(), u"Flash"_s); // in the report text
    QTest::keyClick(m_panel->find(), Qt::Key_Escape);
    QCOMPARE(m_panel->find()->text(), QString());
    QCOMPARE(m_panel->findWords(), QString());
}

void TestStepsPanel::findsNothing()
{
    QTest::keyClicks(m_panel->find(), u"no such thing"_s);
    QCOMPARE(m_panel->findWords(), u"no match"_s);
    QCOMPARE(currentName(), u"12V"_s); // stays where it was
    QTest::keyClick(m_panel->find(), Qt::Key_Return);
    QCOMPARE(currentName(), u"12V"_s);
}

void TestStepsPanel::onlyFailed()
{
    QTest::mouseClick(m_panel->onlyFailed(), Qt::LeftButton);
    QCOMPARE(shownNames(*m_panel->model()),
             (QStringList{u"Main"_s, u"Rails"_s, u"12V"_s, u"idle"_s, u"load"_s, u"Retry"_s, u"Retry, pass 1"_s,
                          u"Label"_s}));
    QCOMPARE(currentName(), u"12V"_s);
    QCOMPARE(m_panel->model()->stepCount(), 15);
    QTest::mouseClick(m_panel->onlyFailed(), Qt::LeftButton);
    QCOMPARE(shownNames(*m_panel->model()).size(), 17);
    QCOMPARE(currentName(), u"12V"_s);
}

void TestStepsPanel::foldsByLevel()
{
    const auto button = [this](const QString &name) {
        const auto all = m_panel->findChildren<QToolButton *>();
        return *std::find_if(all.begin(), all.end(), [&](const QToolButton *b) { return b->accessibleName() == name; });
    };
    QTest::mouseClick(button(u"Fold one level"_s), Qt::LeftButton);
    QVERIFY(!m_panel->tree()->isExpanded(m_panel->model()->index(0, 0)));
    QCOMPARE(currentName(), u"Main"_s); // what was current stands in it
    QTest::mouseClick(button(u"Unfold one level"_s), Qt::LeftButton);
    QVERIFY(m_panel->tree()->isExpanded(m_panel->model()->index(0, 0)));
    QVERIFY(!m_panel->tree()->isExpanded(m_panel->model()->indexOfStep(3)));
    QTest::mouseClick(button(u"Unfold one level"_s), Qt::LeftButton);
    QVERIFY(m_panel->tree()->isExpanded(m_panel->model()->indexOfStep(3)));
}

void TestStepsPanel::detailClosesAndOpens()
{
    QVERIFY(m_panel->detail()->isVisible());
    m_panel->detail()->setFocus();
    QTest::keyClick(m_panel->detail(), Qt::Key_Escape);
    QVERIFY(!m_panel->detail()->isVisible());
    QTest::keyClick(m_panel->tree(), Qt::Key_Return);
    QVERIFY(m_panel->detail()->isVisible());
    QTest::keyClick(m_panel->tree(), Qt::Key_Space);
    QVERIFY(!m_panel->detail()->isVisible());
    m_panel->resize(1196, 250); // no room for both
    QTest::keyClick(m_panel->tree(), Qt::Key_Space);
    QVERIFY(m_panel->detail()->isVisible());
    QVERIFY(!m_panel->tree()->isVisible());
    QTest::keyClick(m_panel->detail(), Qt::Key_Escape);
    QVERIFY(m_panel->tree()->isVisible());
}

void TestStepsPanel::measurementsOfAStep()
{
    select(5);
    const auto *model = m_panel->detail()->measurements();
    QAbstractItemModelTester tester(const_cast<MeasurementsModel *>(model),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(m_panel->detail()->currentTab(), u"values"_s);
    QCOMPARE(model->index(1, MeasurementsModel::Name).data().toString(), u"load"_s);
    QCOMPARE(model->index(1, MeasurementsModel::Value).data().toString(), u"0.5"_s);
    QCOMPARE(model->index(1, MeasurementsModel::Status).data(StatusRole).value<StatusKind>(), StatusKind::Failed);
}

void TestStepsPanel::chartOfAStep()
{
    select(12);
    SeriesPlot *plot = m_panel->detail()->plot();
    QVERIFY(plot->isVisible());
    QVERIFY(plot->data().logX);
    QVERIFY(!plot->data().logY);
    QCOMPARE(plot->note(), u"Gain in dB over f in Hz, logarithmic · n = 3"_s);
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_Right);
    QCOMPARE(plot->hairLine(), std::optional(1.0));
    QTest::keyClick(plot, Qt::Key_Right);
    QCOMPARE(plot->hairLine(), std::optional(10.0));
    QCOMPARE(plot->legend().front().value, u"2\u00A0dB"_s);
    QTest::keyClick(plot, Qt::Key_End);
    QCOMPARE(plot->hairLine(), std::optional(100.0));
    QVERIFY(plot->accessibleDescription().contains(u"100"_s));
    select(4);
    QVERIFY(!plot->isVisible());
}

void TestStepsPanel::filesOfAStep()
{
    select(11);
    m_panel->detail()->setCurrentTab(u"files"_s);
    FilesPanel *files = m_panel->detail()->files();
    QTRY_COMPARE(files->preview().kind, FilePreview::Kind::Text);
    QCOMPARE(files->preview().text, u"hello"_s);
    QCOMPARE(files->table()->model()->index(0, 0).data().toString(), u"log.txt"_s);
    QSignalSpy saved(files, &FilesPanel::saved);
    files->table()->setFocus();
    QTest::keyClick(files->table(), Qt::Key_Return);
    auto *dialog = m_panel->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().value(0).endsWith(u"/log.txt"_s));
    const QTemporaryDir folder;
    emit dialog->fileSelected(folder.filePath(u"out.txt"_s));
    dialog->close();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(readFile(folder.filePath(u"out.txt"_s), 100).value(), QByteArray("hello"));
}

void TestStepsPanel::overUnits()
{
    QSignalSpy asked(m_panel.get(), &StepsPanel::overUnitsRequested);
    select(4);
    QVERIFY(m_panel->detail()->overUnitsButton()->isVisible());
    QTest::mouseClick(m_panel->detail()->overUnitsButton(), Qt::LeftButton);
    QCOMPARE(asked.takeFirst().at(0).toString(), u"Main¶Rails¶3V3"_s);
    const QModelIndex load = m_panel->model()->index(1, 0, m_panel->model()->indexOfStep(5));
    m_panel->tree()->setCurrentIndex(load);
    QTest::mouseClick(m_panel->detail()->overUnitsButton(), Qt::LeftButton);
    QCOMPARE(asked.constFirst().at(0).toString(), u"Main¶Rails¶12V¶¶load"_s);
    QCOMPARE(asked.constFirst().at(1).toString(), u"load"_s);
    select(13);
    QVERIFY(!m_panel->detail()->overUnitsButton()->isVisible());
}

void TestStepsPanel::modelUnderTester()
{
    StepTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setReport(everyKindOfStep());
    model.setOnlyFailed(true);
    model.setOnlyFailed(false);
    model.setReport({});
    QCOMPARE(model.rowCount(), 0);
}

void TestStepsPanel::twentyThousandSteps()
{
    std::vector<Step> groups;
    for (int group = 0; group < 200; ++group) {
        Step one = stepOf(group * 1000 + 100'000, u"Group %1"_s.arg(group));
        for (int i = 0; i < 100; ++i) {
            Step step = stepOf(group * 100 + i + 2, u"Step %1"_s.arg(group * 100 + i));
            step.measurements = {measured({}, i)};
            one.steps.push_back(step);
        }
        groups.push_back(one);
    }
    groups.back().status = groups.back().steps.back().status = StepStatus::Failed;
    m_panel->setReport(reportOf(withSteps(stepOf(1, u"Main"_s, StepStatus::Failed), groups)));
    QCOMPARE(m_panel->model()->stepCount(), 20'201);
    QCOMPARE(currentName(), u"Step 19999"_s); // the first failed one
    QTest::keyClicks(m_panel->find(), u"step 1999"_s);
    QCOMPARE(m_panel->findWords(), u"11 of 11"_s); // 1999 and 19990 to 19999; the current one matches
    m_panel->tree()->setFocus();
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(m_panel->tree(), Qt::Key_PageUp);
    QVERIFY(!m_panel->grab().isNull());
}

void TestStepsPanel::hostileTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("markup") << u"<b>bold</b><img src=\"file:///etc/passwd\">"_s;
    QTest::newRow("a page") << u"<!DOCTYPE html><html><body onload=\"x()\"><a href='http://127.0.0.1:9/'>a</a>"_s;
    QTest::newRow("turned") << u"abc\u202Egpj.exe"_s;
    QTest::newRow("one million characters") << QString(1'000'000, u'x');
    QTest::newRow("a formula") << u"=HYPERLINK(\"http://127.0.0.1:9/\")"_s;
    QTest::newRow("a path") << u"../../../../etc/passwd\0.txt"_s;
    QTest::newRow("lines") << u"one\ntwo\r\n\tthree"_s;
    QTest::newRow("an accelerator") << u"&File && &Edit"_s;
}

/// Every text of a step is hostile: it is on screen as text, and no widget may read it as markup.
void TestStepsPanel::hostileTexts()
{
    QFETCH(QString, text);
    Step step = stepOf(2, text, StepStatus::Failed);
    step.typeName = text;
    StepExtras &extras = step.editExtras();
    extras.errorMessage = extras.errorCode = extras.reportText = extras.note = text;
    extras.sequenceName = extras.sequencePath = extras.sequenceVersion = extras.problem = text;
    step.measurements = {measured(text, 1.5), measured(text, 2)};
    step.measurements[1].unit = step.measurements[1].text = step.measurements[1].textLimit = text;
    extras.attachments = {{text, text, text.toUtf8(), -1}};
    extras.additionalResults = {{text, {{text, text, text, text, {}}}}};
    extras.chart
        = std::make_shared<const StepChart>(StepChart{text, text, text, text, text, text, {{text, {1, 2}, {1, 2}}}});
    m_panel->setReport(reportOf(withSteps(stepOf(1, text, StepStatus::Failed), {step})));
    select(2);
    for (const char *tab : {"step", "values", "chart", "files", "results"}) {
        m_panel->detail()->setCurrentTab(QLatin1StringView(tab));
        QVERIFY(!m_panel->grab().isNull());
    }
    QTRY_VERIFY(m_panel->detail()->files()->preview().kind != FilePreview::Kind::None
                || !m_panel->detail()->files()->preview().words.isEmpty());
    QVERIFY(m_panel->detail()->text()->toPlainText().startsWith(QString(text.left(1000)).remove(u'\r')));
    const auto labels = m_panel->findChildren<QLabel *>();
    QVERIFY(!labels.isEmpty());
    for (const QLabel *label : labels)
        QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText, qPrintable(label->text().left(80)));
    const auto widgets = m_panel->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const QString tip = widget->toolTip();
        QVERIFY2(!Qt::mightBeRichText(tip) || tip.startsWith(u"<qt>"_s), qPrintable(tip.left(80)));
        QVERIFY2(!tip.contains(u"<img"_s) && !tip.contains(u"<a "_s), qPrintable(tip.left(80)));
        QVERIFY(tip.size() < 20'000);
    }
    const QString name = m_panel->model()->indexOfStep(2).data().toString();
    QVERIFY(name.size() <= 301);
    QVERIFY(!name.contains(QChar(0x202E)) && !name.contains(u'\n'));
}

QTEST_MAIN(TestStepsPanel)
#include "tst_stepspanel.moc"
