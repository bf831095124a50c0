// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <QModelIndexList>
#include <QWidget>

#include <memory>

class QPushButton;
class QSplitter;
class QToolButton;

namespace qwats::ui {

class DenseTreeView;
class FilterLine;
class InkLabel;
class StatePage;
class StepDetail;
class StepTreeModel;

/// The steps of a test: the tree, looking for a text, the failed ones in turn, and the detail of the current step.
///
/// The detail stands below the tree, beside it when the panel is wide, and in its place when the panel is low.
/// Thread: GUI. Shares the report.
class StepsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit StepsPanel(QWidget *parent = nullptr);

    /// Opens the groups that matter and goes to the step that made the unit fail, else to the first failed one.
    void setReport(const std::shared_ptr<const Report> &report);
    bool nextFailed(bool forward); ///< false: there is none in that direction
    bool selectStep(int id); ///< false: the report has no such step
    void focusFind();

    /// Looking for a step and narrowing the tree, for the row of tabs above; owned by this panel until placed.
    [[nodiscard]] QWidget *tools() const { return m_tools; }
    [[nodiscard]] DenseTreeView *tree() const { return m_tree; }
    [[nodiscard]] StepTreeModel *model() const { return m_model; }
    [[nodiscard]] StepDetail *detail() const { return m_detail; }
    [[nodiscard]] FilterLine *find() const { return m_find; }
    [[nodiscard]] QPushButton *onlyFailed() const { return m_onlyFailed; }
    /// "3 of 17" for the text that is looked for.
    [[nodiscard]] QString findWords() const;

signals:
    /// See StepDetail.
    void overUnitsRequested(const QString &path, const QString &measurement);
    void fileSaved(const QString &name, const QString &path);
    void fileFailed(const QString &name, const QString &reason);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeTools();
    void makeTree();
    void openGroups();
    void startFind(const QString &text);
    void stepFind(int step);
    void goTo(const QModelIndex &index);
    void narrow(bool onlyFailed);
    void fold(int step);
    void showStep(const QModelIndex &index);
    void openDetail(bool open);
    void arrange();

    std::shared_ptr<const Report> m_report;
    QWidget *m_tools;
    FilterLine *m_find;
    InkLabel *m_found;
    QToolButton *m_previous;
    QToolButton *m_next;
    QPushButton *m_onlyFailed;
    QSplitter *m_split;
    DenseTreeView *m_tree;
    StepTreeModel *m_model;
    StepDetail *m_detail;
    QModelIndexList m_matches;
    int m_match = -1;
    int m_depth = 1; ///< how many levels the fold buttons have left open
    bool m_detailWanted = true;
    bool m_detailAsked = false; ///< by a person, so that it may cover the tree of a low panel
};

} // namespace qwats::ui
