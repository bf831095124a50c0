// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/report/report.h"
#include "ui/report/comparisonmodel.h"

#include <QWidget>

#include <memory>
#include <vector>

class QHBoxLayout;
class QStackedWidget;

namespace qwats {
class Session;
}

namespace qwats::ui {

class ChipBar;
class DenseTreeView;
class PageHeader;
class StatePage;
class TableFooter;

/// Two to four tests side by side, with what differs in values told apart from what differs in limits.
/// Thread: GUI. Borrows the session.
class ComparisonView : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonView(Session &session, QWidget *parent = nullptr);

    void showReports(const QStringList &ids);
    [[nodiscard]] const QStringList &ids() const { return m_ids; }
    void setShown(bool shown);
    void refresh();
    void nextDifference(bool forward); ///< F8: to the next row that failed in one report only, or differs

    [[nodiscard]] ComparisonModel *model() const { return m_model; }
    [[nodiscard]] DenseTreeView *tree() const { return m_tree; }
    [[nodiscard]] ChipBar *filters() const { return m_filters; }

signals:
    void backRequested();
    void reportRequested(const QString &id);
    void saved(const QString &name, const QString &path);
    void failed(const QString &name, const QString &reason);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeHeader();
    void update();
    void showState();
    void showCards();
    void showTable();
    void updateFilters();
    void setColumns();
    void openAll();
    void copyTable();
    void exportTable();

    Session &m_session;
    QStringList m_ids;
    std::vector<std::unique_ptr<LiveQuery<Report>>> m_queries;
    std::vector<std::shared_ptr<const Report>> m_shown;
    ComparisonModel *m_model;
    PageHeader *m_header;
    QHBoxLayout *m_cards;
    ChipBar *m_filters;
    QStackedWidget *m_stack;
    DenseTreeView *m_tree;
    StatePage *m_state;
    TableFooter *m_footer;
};

} // namespace qwats::ui
