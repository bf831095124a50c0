// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/overview/overviewcard.h"
#include "ui/overview/overviewmodels.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int CareAtOnce = 200; ///< as the assets page asks, so that both share the answers
constexpr int CareAhead = 4000;
constexpr int OverviewMargin = 12;
constexpr int TwoColumnsFrom = 900; ///< of the page
constexpr int ThreeColumnsFrom = 1500;
constexpr int SideWidth = 348;
constexpr auto PollFailures = 60s;

DenseTableView *makeCardTable(QAbstractItemModel *model, std::vector<ColumnSpec> columns, const QString &name,
                              QWidget *parent)
{
    auto *table = new DenseTableView(parent);
    table->setModel(model);
    table->setColumns(std::move(columns));
    table->setAccessibleName(name);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setFrameShape(QFrame::NoFrame);
    return table;
}

} // namespace

OverviewPage::OverviewPage(Session &session, RecentPlaces &recent, QWidget *parent)
    : Page(session, parent)
    , m_recent(recent)
    , m_assets(session.fetcher(), "overview page", CareAtOnce, this)
    , m_types(session.fetcher(), "overview page", this)
    , m_failed(session.fetcher(), "overview page", this)
    , m_yield(session.fetcher(), "overview page", this)
    , m_careModel(new CareModel(this))
    , m_failuresModel(new FailuresModel(this))
    , m_header(new PageHeader(tr("Overview"), this))
    , m_notice(new NoticeBar(this))
    , m_scroll(new QScrollArea(this))
    , m_body(new Panel(&Tokens::window, this))
    , m_grid(new QGridLayout(m_body))
{
    connect(m_header->addIconButton(u"refresh"_s, tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &OverviewPage::refresh);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &OverviewPage::refresh);
    m_notice->hide();
    connect(m_notice, &NoticeBar::actionRequested, this, &OverviewPage::refresh);
    m_assets.setLoadAhead(CareAhead);
    m_failed.setPollEvery(PollFailures);
    m_yield.setPollEvery(PollFailures);
    makeFigures();
    makeCards();
    makeLinks();
    m_grid->setContentsMargins(OverviewMargin, OverviewMargin, OverviewMargin, OverviewMargin);
    m_grid->setSpacing(OverviewMargin);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_notice);
    layout->addWidget(m_scroll, 1);
    connect(&m_assets, &PagedListBase::stateChanged, this, &OverviewPage::judgeAssets);
    connect(&m_types, &LiveQueryBase::changed, this, &OverviewPage::judgeAssets);
    connect(&m_failed, &LiveQueryBase::changed, this, &OverviewPage::updateFailures);
    connect(&m_yield, &LiveQueryBase::changed, this, &OverviewPage::updateYield);
    connect(&m_recent, &RecentPlaces::changed, this, &OverviewPage::updateRecent);
    connect(&session, &Session::serverStateChanged, this, &OverviewPage::updateAll);
    connect(&m_second, &QTimer::timeout, this, &OverviewPage::updateHealth);
    m_second.setInterval(1s);
    updateRecent();
}

void OverviewPage::makeFigures()
{
    auto *strip = new Panel(&Tokens::base, m_body);
    strip->setFramed(4);
    m_strip = strip;
    m_stripGrid = new QGridLayout(strip);
    m_stripGrid->setContentsMargins(1, 1, 1, 1);
    m_stripGrid->setSpacing(0);
    for (auto &figure : m_figures)
        figure = new FigureButton(strip);
    connect(m_figures[YieldFigure], &FigureButton::clicked, this, [this] { openReports(false, u"today"_s); });
    connect(m_figures[FailedFigure], &FigureButton::clicked, this, [this] { openReports(true, u"today"_s); });
    connect(m_figures[DueFigure], &FigureButton::clicked, this, [this] { openAssets({}); });
    connect(m_figures[CacheFigure], &FigureButton::clicked, this, [this] {
        emit placeRequested({u"diagnostics"_s, {}, {}});
    });
}

void OverviewPage::makeCards()
{
    m_failuresTable = makeCardTable(m_failuresModel, FailuresModel::columnSpecs(), tr("Newest failures"), this);
    m_careTable = makeCardTable(m_careModel, CareModel::columnSpecs(), tr("Fixtures and instruments due"), this);
    auto *yields = new QWidget(this);
    auto *yieldColumn = new QVBoxLayout(yields);
    yieldColumn->setContentsMargins(0, 0, 0, 8);
    yieldColumn->setSpacing(2);
    m_yieldRows = new QVBoxLayout;
    m_yieldRows->setSpacing(0);
    m_yieldScale = new InkLabel(TextRole::Caption, &Tokens::muted, yields);
    m_yieldScale->setIndent(12);
    yieldColumn->addLayout(m_yieldRows);
    yieldColumn->addWidget(m_yieldScale);
    yieldColumn->addStretch();
    auto *facts = new QWidget(this);
    auto *factsLayout = new QVBoxLayout(facts);
    factsLayout->setContentsMargins(12, 0, 12, 8);
    m_facts = new FactsGrid(facts);
    factsLayout->addWidget(m_facts);
    factsLayout->addStretch();
    auto *recent = new QWidget(this);
    m_recentRows = new QVBoxLayout(recent);
    m_recentRows->setContentsMargins(8, 0, 8, 8);
    m_recentRows->setSpacing(2);
    m_cards = {new OverviewCard(tr("Newest failures"), m_failuresTable, m_body),
               new OverviewCard(tr("Due fixtures and instruments"), m_careTable, m_body),
               new OverviewCard(tr("First-pass yield by process"), yields, m_body),
               new OverviewCard(tr("Server and cache"), facts, m_body),
               new OverviewCard(tr("Where you were"), recent, m_body)};
    m_side = new QWidget(m_body);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(OverviewMargin);
    side->addWidget(m_cards[Yield]);
    side->addWidget(m_cards[Health]);
    side->addWidget(m_cards[Recent], 1);
    m_cards[Care]->setSub(tr("worst first"));
    m_cards[Yield]->setSub(tr("today"));
    m_cards[Yield]->setLink(tr("Reports"));
    m_cards[Health]->setLink(tr("Diagnostics"));
    m_cards[Recent]->age()->hide();
}

void OverviewPage::makeLinks()
{
    connect(m_cards[Failures], &OverviewCard::linkActivated, this, [this] { openReports(true, u"today"_s); });
    connect(m_cards[Care], &OverviewCard::linkActivated, this, [this] { openAssets({}); });
    connect(m_cards[Yield], &OverviewCard::linkActivated, this, [this] { openReports(false, u"today"_s); });
    connect(m_cards[Health], &OverviewCard::linkActivated, this, [this] {
        emit placeRequested({u"diagnostics"_s, {}, {}});
    });
    connect(m_cards[Failures], &OverviewCard::tryAgainRequested, this, [this] { m_failed.refresh(); });
    connect(m_cards[Yield], &OverviewCard::tryAgainRequested, this, [this] { m_yield.refresh(); });
    connect(m_cards[Care], &OverviewCard::tryAgainRequested, this, [this] { m_assets.refresh(); });
    connect(m_cards[Health], &OverviewCard::tryAgainRequested, this, [this] { m_session.checkServer(); });
    const auto openFailure = [this](const QModelIndex &index) {
        if (const ReportHeader *report = m_failuresModel->reportAt(index.row()))
            emit placeRequested({u"reports"_s, report->id, {}});
    };
    connect(m_failuresTable, &QAbstractItemView::activated, this, openFailure);
    connect(m_failuresTable, &QAbstractItemView::clicked, this, openFailure);
    const auto openCare = [this](const QModelIndex &index) {
        if (const CareModel::Row *row = m_careModel->rowAt(index.row()))
            emit placeRequested({u"assets"_s, row->asset.id.isEmpty() ? row->asset.serialNumber : row->asset.id, {}});
    };
    connect(m_careTable, &QAbstractItemView::activated, this, openCare);
    connect(m_careTable, &QAbstractItemView::clicked, this, openCare);
}

void OverviewPage::openReports(bool failedOnly, const QString &period)
{
    QVariantMap state{{u"kind"_s, 0}, {u"started"_s, period}};
    if (failedOnly)
        state.insert(u"result"_s, int(ReportResult::Failed));
    emit placeRequested({u"reports"_s, {}, state});
}

void OverviewPage::openAssets(const QString &level)
{
    emit placeRequested({u"assets"_s, {}, {{u"level"_s, level.isEmpty() ? u"all"_s : level}, {u"text"_s, QString()}}});
}

/// One column in a narrow window, two with the side column, three in a wide one.
void OverviewPage::arrange()
{
    const int columns = width() >= ThreeColumnsFrom ? 3 : width() >= TwoColumnsFrom ? 2 : 1;
    const bool fourFigures = width() >= TwoColumnsFrom - 100;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (QWidget *one : std::initializer_list<QWidget *>{m_strip, m_cards[Failures], m_cards[Care], m_side})
        m_grid->removeWidget(one);
    for (int i = 0; i < 4; ++i) {
        m_grid->setColumnStretch(i, 0);
        m_grid->setRowStretch(i, 0);
    }
    for (int i = 0; i < FigureCount; ++i) {
        m_figures[size_t(i)]->setLine(fourFigures ? i < FigureCount - 1 : i % 2 == 0);
        m_stripGrid->addWidget(m_figures[size_t(i)], fourFigures ? 0 : i / 2, fourFigures ? i : i % 2);
    }
    const bool single = columns == 1;
    m_failuresTable->setMinimumHeight(single ? 170 : 120);
    m_careTable->setMinimumHeight(single ? 230 : 150);
    m_side->setMinimumWidth(single ? 0 : SideWidth);
    m_side->setMaximumWidth(single ? QWIDGETSIZE_MAX : SideWidth);
    m_grid->addWidget(m_strip, 0, 0, 1, columns);
    m_grid->addWidget(m_cards[Failures], 1, 0, columns == 3 ? 2 : 1, 1);
    m_grid->addWidget(m_cards[Care], columns == 3 ? 1 : 2, columns == 3 ? 1 : 0, columns == 3 ? 2 : 1, 1);
    m_grid->addWidget(m_side, single ? 3 : 1, columns - 1, single ? 1 : 2, 1);
    for (int i = 0; i < std::max(1, columns - 1); ++i)
        m_grid->setColumnStretch(i, 1);
    m_grid->setRowStretch(1, single ? 0 : 2);
    m_grid->setRowStretch(2, single ? 0 : 3);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_header->setCompact(window()->height() < 640);
    arrange();
}

void OverviewPage::go(const Place &) { }

Place OverviewPage::place() const
{
    return {u"overview"_s, {}, {}};
}

void OverviewPage::refresh()
{
    ask();
    m_assets.refresh();
    m_types.refresh();
    m_failed.refresh();
    m_yield.refresh();
    m_session.checkServer();
}

} // namespace qwats::ui
