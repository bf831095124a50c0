// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analytics.h"
#include "core/http/livequery.h"
#include "core/report/reportheader.h"
#include "ui/overview/figurestrip.h"
#include "ui/paging/pagedlist.h"
#include "ui/shell/page.h"
#include "ui/shell/recentplaces.h"

#include <QTimer>

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace qwats::ui {

class CareModel;
class DenseTableView;
class FactsGrid;
class FailuresModel;
class InkLabel;
class NoticeBar;
class OverviewCard;
class PageHeader;

/// What needs attention now: fixtures that are due, the newest failures, the yield of the day, server and cache, and
/// where the user was. Every card has its own data age and leads on to its page.
///
/// Thread: GUI. Borrows session and recent places.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    OverviewPage(Session &session, RecentPlaces &recent, QWidget *parent = nullptr);

    void go(const Place &place) override;
    [[nodiscard]] Place place() const override;
    void refresh() override;
    void setShown(bool shown) override;
    [[nodiscard]] std::optional<ExportSource> exportSource() override;

    enum Card { Failures, Care, Yield, Health, Recent, CardCount };
    [[nodiscard]] OverviewCard *card(Card which) const { return m_cards[size_t(which)]; }
    enum FigureId { YieldFigure, FailedFigure, DueFigure, CacheFigure, FigureCount };
    [[nodiscard]] FigureButton *figure(FigureId which) const { return m_figures[size_t(which)]; }
    [[nodiscard]] DenseTableView *failures() const { return m_failuresTable; }
    [[nodiscard]] DenseTableView *care() const { return m_careTable; }
    [[nodiscard]] CareModel *careModel() const { return m_careModel; }

signals:
    void careCounted(int overdue, int alarm); ///< for the badge and the alerts

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeFigures();
    void makeCards();
    void makeLinks();
    void arrange();
    void ask();
    void judgeAssets();
    void updateAll();
    void updateFailures();
    void updateCare();
    void updateYield();
    void updateHealth();
    void updateRecent();
    void updateHeader();
    [[nodiscard]] DataAge ageOf(const FetchedInfo &info, bool loading, Timestamp since) const;
    void openReports(bool failedOnly, const QString &period);
    void openAssets(const QString &level);
    void openProcess(const QString &name);

    RecentPlaces &m_recent;
    PagedList<Asset> m_assets;
    LiveQuery<AssetTypeList> m_types;
    LiveQuery<ReportHeaderList> m_failed;
    LiveQuery<YieldRowList> m_yield;
    CareModel *m_careModel;
    FailuresModel *m_failuresModel;
    PageHeader *m_header;
    NoticeBar *m_notice;
    QScrollArea *m_scroll;
    QWidget *m_body;
    QGridLayout *m_grid;
    QWidget *m_strip = nullptr;
    QWidget *m_side = nullptr; ///< yield, health and recent, one under the other
    QGridLayout *m_stripGrid = nullptr;
    std::array<FigureButton *, FigureCount> m_figures{};
    std::array<OverviewCard *, CardCount> m_cards{};
    DenseTableView *m_failuresTable = nullptr;
    DenseTableView *m_careTable = nullptr;
    QVBoxLayout *m_yieldRows = nullptr;
    InkLabel *m_yieldScale = nullptr;
    QVBoxLayout *m_recentRows = nullptr;
    FactsGrid *m_facts = nullptr;
    QTimer m_second;
    QDate m_askedFor;
    int m_columns = 0;
};

} // namespace qwats::ui
