// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/harfile.h"
#include "core/metrics/manycalls.h"
#include "ui/requests/requestfilter.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace qwats::ui {

class ChipBar;
class DenseTableView;
class FilterField;
class FilterLine;
class NoticeBar;
class PageHeader;
class RequestDetail;
class RequestsModel;
class StatePage;
class TableFooter;
class WaterfallDelegate;
class WaterfallLegend;

/// The request log with a waterfall: every look-up and write of the program, answers of the cache included.
///
/// Takes new lines four times a second while shown, none while hidden or paused; the log itself goes on. Follows its
/// end until scrolled up. Saves and opens HAR files on a worker.
class RequestsPage : public Page
{
    Q_OBJECT

public:
    explicit RequestsPage(Session &session, QWidget *parent = nullptr);
    ~RequestsPage() override;

    void go(const Place &place) override;
    [[nodiscard]] Place place() const override;
    void refresh() override;
    bool focusFilter() override;
    void setShown(bool shown) override;
    bool escape() override;
    [[nodiscard]] std::optional<ExportSource> exportSource() override;

    [[nodiscard]] RequestsModel *model() const { return m_model; }
    [[nodiscard]] DenseTableView *table() const { return m_table; }
    [[nodiscard]] RequestDetail *detail() const { return m_detail; }
    [[nodiscard]] FilterLine *filter() const { return m_filter; }
    [[nodiscard]] ChipBar *chips() const { return m_chips; }
    [[nodiscard]] NoticeBar *notice() const { return m_notice; }
    [[nodiscard]] PageHeader *header() const { return m_header; }
    [[nodiscard]] TableFooter *footer() const { return m_footer; }
    [[nodiscard]] const std::vector<ManyCalls> &findings() const { return m_findings; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] bool isLive() const { return !m_file; } ///< not a file

    void togglePause();
    void setFollowing(bool on);
    void takeNewLines(); ///< now, unless paused
    void copyCurl(); ///< of the chosen lines
    void saveHar(const QString &path); ///< the lines shown; says when it is done
    void openHar(const QString &path);
    void backToLive();

    static constexpr std::chrono::milliseconds UpdateEvery{250};

signals:
    void harDone(bool good); ///< a save or an open ended

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // requestspage_parts.cpp
    void makeHeader();
    void makeTable();
    void makeFilters(class QHBoxLayout *row);
    void makeKeys();
    void placeLegend();
    void sizeDetail();

    void applyFilter();
    void openDomains();
    void open(const QModelIndex &index);
    void closeDetail();
    void keepScale(int first, int last);
    void scrolled(int value);
    void toEnd();
    void findRuns();
    void showRun(const ManyCalls &run);
    void openRuns();
    void updateAll();
    void updateAge();
    void updateChips();
    void updateNotice();
    void updateState();
    [[nodiscard]] QUrl server() const;

    RequestsModel *m_model;
    PageHeader *m_header;
    QPushButton *m_follow;
    QPushButton *m_pause;
    QPushButton *m_copy;
    FilterLine *m_filter;
    ChipBar *m_chips;
    FilterField *m_domain;
    NoticeBar *m_notice;
    QStackedWidget *m_stack;
    DenseTableView *m_table;
    WaterfallDelegate *m_bars;
    WaterfallLegend *m_legend;
    StatePage *m_state;
    TableFooter *m_footer;
    QSplitter *m_splitter;
    RequestDetail *m_detail;
    QTimer m_timer;
    QTimer m_typed;
    std::optional<Error> m_problem; ///< of the typed filter
    std::optional<Domain> m_chosenDomain;
    std::vector<ManyCalls> m_findings;
    quint64 m_searchedTo = 0; ///< for findings
    int m_ticks = 0;
    std::optional<HarFile> m_file; ///< its records are the model's
    QString m_fileName;
    Timestamp m_pausedAt;
    bool m_paused = false;
    bool m_following = true;
    bool m_moving = false; ///< the page scrolls itself
    int m_removed = 0; ///< rows that left at the top since the last look
};

} // namespace qwats::ui
