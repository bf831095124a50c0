// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "ui/report/reporttables.h"

#include <QStackedWidget>

#include <memory>

namespace qwats::ui {

class CountTabs;
class DenseTreeView;
class FactsGrid;
class FilesPanel;

/// The tabs of a report and what they show: its steps, failures, sub-units, assets, misc info, additional data, files,
/// and its head. Tabs without content go. Thread: GUI. Shares the report.
class ReportSheets : public QStackedWidget
{
    Q_OBJECT

public:
    enum Sheet { Steps, Failures, Units, Assets, Infos, Data, Files, Head, SheetCount };

    /// `steps` becomes the first sheet and belongs to this from then on, `tabs` is borrowed.
    ReportSheets(CountTabs *tabs, QWidget *steps, QWidget *parent = nullptr);

    void setReport(const std::shared_ptr<const Report> &report, int stepCount);
    [[nodiscard]] Sheet current() const;
    void open(Sheet sheet);
    void focusFailures(); ///< with the first one current
    [[nodiscard]] DenseTableView *tableOf(ReportTables::Table table) const { return m_views.at(table); }
    [[nodiscard]] FilesPanel *files() const { return m_files; }
    [[nodiscard]] FactsGrid *head() const { return m_head; }
    [[nodiscard]] DenseTreeView *data() const { return m_dataTree; }
    [[nodiscard]] ReportTables *tables() const { return m_tables; }

signals:
    void linkActivated(const QString &link); ///< of the head, see reportfacts.h
    void stepRequested(int id); ///< of the test that a repair refers to
    void assetRequested(const QString &serialNumber);
    void unitRequested(const QString &serialNumber);
    void saveAllRequested();
    void fileSaved(const QString &name, const QString &path);
    void fileFailed(const QString &name, const QString &reason);

private:
    void addTable(ReportTables::Table table);
    void openRow(ReportTables::Table table, const QModelIndex &index);
    QWidget *makeHead();

    CountTabs *m_tabs;
    ReportTables *m_tables;
    std::map<ReportTables::Table, DenseTableView *> m_views;
    QStandardItemModel *m_dataModel;
    DenseTreeView *m_dataTree;
    FilesPanel *m_files;
    FactsGrid *m_head;
    QString m_shown; ///< id of the report, so that a refresh keeps the tab
};

} // namespace qwats::ui
