// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/stepdetail.h"

#include "ui/charts/seriesplot.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/report/filespanel.h"
#include "ui/report/measurementsmodel.h"
#include "ui/report/propertytree.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

constexpr qsizetype MostText = 100'000; ///< characters of a report text on screen; more would hold the window up

const auto StepTab = QStringLiteral("step");
const auto ValuesTab = QStringLiteral("values");
const auto ChartTab = QStringLiteral("chart");
const auto FilesTab = QStringLiteral("files");
const auto ResultsTab = QStringLiteral("results");

std::vector<ColumnSpec> measurementColumns()
{
    using Content = ColumnSpec::Content;
    std::vector<ColumnSpec> columns{
        {QStringLiteral("name"), {QStringLiteral("Output ripple")}, Content::Text, 1},
        {QStringLiteral("status"), {QStringLiteral("Terminated")}, Content::Status},
        {QStringLiteral("value"), {QStringLiteral("-1 234.567")}, Content::Text, 1},
        {QStringLiteral("limits"), {}, Content::Limits, 0, 1},
        {QStringLiteral("low"), {QStringLiteral("-1 234.567")}, Content::Text, 0, 2},
        {QStringLiteral("rule"), {QStringLiteral("equals, any case")}, Content::Text, 0, 2},
        {QStringLiteral("high"), {QStringLiteral("-1 234.567")}, Content::Text, 0, 2},
        {QStringLiteral("unit"), {QStringLiteral("mOhm")}},
    };
    for (ColumnSpec &column : columns)
        column.sortable = false;
    return columns;
}

QString groupName(StepGroup group)
{
    switch (group) {
    case StepGroup::Setup: return StepDetail::tr("Set-up");
    case StepGroup::Main: return StepDetail::tr("Main");
    case StepGroup::Cleanup: return StepDetail::tr("Clean-up");
    }
    return {};
}

SeriesData chartOf(const StepChart &chart)
{
    SeriesData data;
    data.title = plain::oneLine(chart.label, 120);
    data.xLabel = plain::oneLine(chart.xLabel, 60);
    data.xUnit = plain::oneLine(chart.xUnit, 20);
    data.yLabel = plain::oneLine(chart.yLabel, 60);
    data.yUnit = plain::oneLine(chart.yUnit, 20);
    data.logX = chart.kind == QLatin1StringView("LineLogX") || chart.kind == QLatin1StringView("LineLogXY");
    data.logY = chart.kind == QLatin1StringView("LineLogY") || chart.kind == QLatin1StringView("LineLogXY");
    for (const ChartSeries &series : chart.series)
        data.series.push_back({plain::oneLine(series.name, 80), series.x, series.y});
    return data;
}

} // namespace

StepDetail::StepDetail(QWidget *parent)
    : DetailPane(parent)
    , m_facts(new FactsGrid(this))
    , m_text(new QPlainTextEdit(this))
    , m_measurements(new MeasurementsModel(this))
    , m_table(new DenseTableView(this))
    , m_plot(new SeriesPlot(this))
    , m_files(new FilesPanel(this))
    , m_results(makePropertyModel(this))
    , m_resultTree(makePropertyTree(m_results, tr("Additional results"), this))
    , m_overUnits(addAction(tr("Over units"), QStringLiteral("trend")))
{
    age()->hide(); // the report's own line says it
    m_overUnits->setToolTip(tr("This measurement in other units: trend, spread and Cpk"));
    m_overUnits->setObjectName(QStringLiteral("overUnits"));
    connect(m_overUnits, &QPushButton::clicked, this, [this] { emit overUnitsRequested(m_path, m_measurement); });
    makePages();
    setStep({}, nullptr, {}, nullptr);
}

void StepDetail::makePages()
{
    auto *scroll = new QScrollArea(this);
    auto *sheet = new Panel(&Tokens::base, scroll);
    auto *sheetColumn = new QVBoxLayout(sheet);
    sheetColumn->setContentsMargins(16, 10, 16, 10);
    sheetColumn->addWidget(m_facts);
    sheetColumn->addStretch(1);
    scroll->setWidget(sheet);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Facts about the step"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Report text"));
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(scroll);
    split->addWidget(m_text);
    m_table->setModel(m_measurements);
    m_table->setColumns(measurementColumns());
    m_table->setAccessibleName(tr("Measurements"));
    addTab(StepTab, tr("Step"), split);
    addTab(ValuesTab, tr("Measurements"), m_table);
    addTab(ChartTab, tr("Chart"), m_plot);
    addTab(FilesTab, tr("Files"), m_files);
    addTab(ResultsTab, tr("Additional results"), m_resultTree);
}

void StepDetail::setStep(const std::shared_ptr<const Report> &report, const Step *step, const QStringList &path,
                         const Measurement *chosen)
{
    m_report = report;
    const bool another = m_step != step;
    m_step = step;
    m_overUnits->setVisible(step && chosen && chosen->kind == Measurement::Kind::Numeric);
    if (!step) {
        setThing({}, tr("No step selected"), {}, {});
        m_measurements->setStep({}, nullptr);
        m_files->setFiles({}, {});
        m_facts->setFacts({});
        m_text->clear();
        return;
    }
    m_measurement = chosen ? chosen->name : QString();
    m_path = path.join(QChar(0xB6));
    if (!m_measurement.isEmpty())
        m_path += QString(2, QChar(0xB6)) + m_measurement;
    QStringList above = path;
    above.removeLast();
    setThing(statusOf(chosen ? chosen->status : step->status), plain::oneLine(step->name, 80),
             plain::oneLine(above.join(QStringLiteral(" / "))), plain::oneLine(step->extras().errorMessage, 200));
    if (another) {
        m_measurements->setStep(report, step);
        updateFacts(*step, path);
        updateText(*step);
        updateTabs(*step);
    }
    if (chosen && !step->measurements.empty()) {
        const auto row = chosen - step->measurements.data();
        m_table->setCurrentIndex(m_measurements->index(static_cast<int>(row), 0));
    }
}

void StepDetail::updateFacts(const Step &step, const QStringList &path)
{
    QList<Fact> facts;
    const auto add = [&facts](const QString &label, const QString &value) {
        if (!value.isEmpty())
            facts << Fact{label, plain::oneLine(value), {}, {}, value.size() > 300 ? value : QString()};
    };
    add(tr("Path"), path.join(QStringLiteral(" / ")));
    facts << Fact{tr("Status"), stepStatusName(step.status), statusOf(step.status)};
    if (step.causedUnitFailure)
        facts << Fact{tr("Cause"), tr("this step made the unit fail"), StatusKind::Failed};
    add(tr("Type"), step.typeName.isEmpty() ? tr("sequence call") : step.typeName);
    add(tr("Group"), groupName(step.group));
    if (step.totalTime)
        add(tr("Time"), words::duration(*step.totalTime));
    if (step.start.isValid()) {
        Fact started{tr("Started"), words::fullTime(step.start.ms())};
        started.tip = words::utc(step.start.ms());
        facts << started;
    }
    add(tr("Error"), QStringList{step.extras().errorCode, step.extras().errorMessage}.join(u' ').trimmed());
    add(tr("Answer"), step.extras().note);
    if (step.extras().loop)
        add(tr("Loop"),
            step.extras().loop->isHeader ? tr("%1 passes: %2 passed, %3 failed")
                                               .arg(step.extras().loop->count)
                                               .arg(step.extras().loop->passed)
                                               .arg(step.extras().loop->failed)
                                         : tr("pass %1").arg(step.extras().loop->index + 1));
    add(tr("Sequence"), QStringList{step.extras().sequenceName, step.extras().sequenceVersion}.join(u' ').trimmed());
    add(tr("Sequence file"), step.extras().sequencePath);
    add(tr("Step id"), QString::number(step.id));
    if (!step.extras().problem.isEmpty())
        facts << Fact{tr("Not readable"), plain::oneLine(step.extras().problem), StatusKind::Warning};
    m_facts->setFacts(facts);
}

void StepDetail::updateText(const Step &step)
{
    QString text = step.extras().reportText.left(MostText);
    if (text.size() < step.extras().reportText.size())
        text += u'\n'
            + tr("… the first %1 of %2 characters")
                  .arg(words::count(MostText), words::count(step.extras().reportText.size()));
    m_text->setPlainText(text);
    m_text->setVisible(!text.isEmpty());
}

/// Tabs without content go; a chart is what one looks for in a chart step.
void StepDetail::updateTabs(const Step &step)
{
    const QString before = currentTab();
    const auto measurements = static_cast<qint64>(step.measurements.size());
    setTabCount(ValuesTab, measurements);
    setTabVisible(ValuesTab, measurements > 0);
    setTabVisible(ChartTab, step.extras().chart != nullptr);
    m_plot->setData(step.extras().chart ? chartOf(*step.extras().chart) : SeriesData());
    std::vector<FilesPanel::Entry> files;
    for (const Attachment &file : step.extras().attachments)
        files.push_back({&file, step.name});
    setTabCount(FilesTab, static_cast<qint64>(files.size()));
    setTabVisible(FilesTab, !files.empty());
    m_files->setFiles(m_report, std::move(files));
    fillProperties(m_results, step.extras().additionalResults);
    m_resultTree->expandToDepth(0);
    setTabCount(ResultsTab, m_results->rowCount());
    setTabVisible(ResultsTab, m_results->rowCount() > 0);
    if (step.extras().chart)
        setCurrentTab(ChartTab);
    else if (before == StepTab || before == ChartTab || currentTab() != before)
        setCurrentTab(measurements > 1 ? ValuesTab : StepTab);
}

} // namespace qwats::ui
