// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "ui/widgets/detailpane.h"

#include <memory>

class QPlainTextEdit;
class QStandardItemModel;

namespace qwats::ui {

class DenseTableView;
class DenseTreeView;
class FactsGrid;
class FilesPanel;
class MeasurementsModel;
class SeriesPlot;

/// Everything a report says about one step: facts, its text, measurements, chart, files, additional results.
/// Thread: GUI. Shares the report.
class StepDetail : public DetailPane
{
    Q_OBJECT

public:
    explicit StepDetail(QWidget *parent = nullptr);

    /// `path` leads from the root to the step. `chosen` is the measurement of the row, if it shows one.
    void setStep(const std::shared_ptr<const Report> &report, const Step *step, const QStringList &path,
                 const Measurement *chosen);
    [[nodiscard]] const Step *step() const { return m_step; }
    [[nodiscard]] SeriesPlot *plot() const { return m_plot; }
    [[nodiscard]] FilesPanel *files() const { return m_files; }
    [[nodiscard]] MeasurementsModel *measurements() const { return m_measurements; }
    [[nodiscard]] QPlainTextEdit *text() const { return m_text; }
    [[nodiscard]] FactsGrid *facts() const { return m_facts; }
    [[nodiscard]] QPushButton *overUnitsButton() const { return m_overUnits; }

signals:
    /// The same measurement of other units is wanted; `path` is names joined by ¶, with ¶¶ before a measurement's name.
    void overUnitsRequested(const QString &path, const QString &measurement);

private:
    void makePages();
    void updateFacts(const Step &step, const QStringList &path);
    void updateText(const Step &step);
    void updateTabs(const Step &step);

    std::shared_ptr<const Report> m_report;
    const Step *m_step = nullptr;
    QString m_path;
    QString m_measurement;
    FactsGrid *m_facts;
    QPlainTextEdit *m_text;
    MeasurementsModel *m_measurements;
    DenseTableView *m_table;
    SeriesPlot *m_plot;
    FilesPanel *m_files;
    QStandardItemModel *m_results;
    DenseTreeView *m_resultTree;
    QPushButton *m_overUnits;
};

} // namespace qwats::ui
