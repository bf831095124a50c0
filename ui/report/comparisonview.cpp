// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/comparisonview.h"

#include "core/session/session.h"
#include "ui/delegates/densetreeview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/report/choosefile.h"
#include "ui/report/filenames.h"
#include "ui/report/reportsmodel.h"
#include "ui/report/savefile.h"
#include "ui/shell/page.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace qwats::ui {
namespace {

constexpr int MostOpened = 3000; ///< rows that are unfolded at once; more are unfolded by the reader

using Filter = ComparisonModel::Filter;

QString chipId(Filter filter)
{
    return QString::number(int(filter));
}

} // namespace

ComparisonView::ComparisonView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new ComparisonModel(this))
    , m_header(new PageHeader(tr("Compare reports"), this))
    , m_cards(new QHBoxLayout)
    , m_filters(new ChipBar(ChipBar::Exclusive, this))
    , m_stack(new QStackedWidget(this))
    , m_tree(new DenseTreeView(this))
    , m_state(new StatePage(this))
    , m_footer(new TableFooter(this))
{
    makeHeader();
    auto *strip = new Panel(&Tokens::base, this);
    strip->setLines(Qt::BottomEdge);
    auto *column = new QVBoxLayout(strip);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(8);
    m_cards->setSpacing(24);
    column->addLayout(m_cards);
    column->addWidget(m_filters);
    m_filters->setAccessibleName(tr("Which rows are shown"));
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("Steps of the reports side by side"));
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_state);
    m_footer->setHints({tr("F8 next difference"), tr("Ctrl+Shift+C copies rows"), tr("Esc back")});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_header);
    all->addWidget(strip);
    all->addWidget(m_stack, 1);
    all->addWidget(m_footer);
    connect(m_header, &PageHeader::backRequested, this, &ComparisonView::backRequested);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &ComparisonView::refresh);
    connect(m_state, &StatePage::tryAgainRequested, this, &ComparisonView::refresh);
    connect(&session, &Session::serverStateChanged, this, &ComparisonView::update);
    connect(m_filters, &ChipBar::chosenChanged, this, [this](const QStringList &chosen) {
        m_model->setFilter(static_cast<Filter>(chosen.value(0).toInt()));
        openAll();
    });
}

void ComparisonView::makeHeader()
{
    m_header->setBackVisible(true);
    connect(m_header->addIconButton(QStringLiteral("refresh"), tr("Refresh from the server")), &QToolButton::clicked,
            this, &ComparisonView::refresh);
    connect(m_header->addIconButton(QStringLiteral("copy"), tr("Copy the shown rows as a table")),
            &QToolButton::clicked, this, &ComparisonView::copyTable);
    connect(m_header->addIconButton(QStringLiteral("export"), tr("Save the shown rows as CSV…")), &QToolButton::clicked,
            this, &ComparisonView::exportTable);
}

void ComparisonView::showReports(const QStringList &ids)
{
    if (m_ids == ids)
        return;
    m_ids = ids;
    m_queries.clear();
    m_shown.clear();
    m_model->setReports({});
    for (qsizetype i = 0; i < ids.size(); ++i) {
        m_queries.push_back(std::make_unique<LiveQuery<Report>>(m_session.fetcher(), "report comparison", this));
        connect(m_queries.back().get(), &LiveQueryBase::changed, this, &ComparisonView::update);
    }
    for (qsizetype i = 0; i < ids.size(); ++i)
        m_queries[static_cast<size_t>(i)]->ask(ReportService::one(ids[i]));
}

void ComparisonView::setShown(bool shown)
{
    for (const auto &query : m_queries)
        query->setActive(shown);
}

void ComparisonView::refresh()
{
    for (const auto &query : m_queries)
        query->refresh();
}

void ComparisonView::update()
{
    if (m_queries.empty())
        return;
    const LiveQuery<Report> *oldest = m_queries.front().get();
    std::vector<std::shared_ptr<const Report>> reports;
    for (const auto &query : m_queries) {
        reports.push_back(query->answer().value);
        if (query->answer().freshness == Freshness::None || query->answer().asOf < oldest->answer().asOf)
            oldest = query.get();
    }
    m_header->age()->setState(dataAgeOf(oldest->answer(), oldest->isLoading(), oldest->loadingSince(),
                                        m_session.serverState(), m_session.clock().wallNow()));
    const bool all = std::all_of(reports.begin(), reports.end(), [](const auto &report) { return report != nullptr; });
    if (all && reports != m_shown) {
        m_shown = reports;
        showTable();
    }
    if (m_shown.empty())
        return showState();
    m_stack->setCurrentWidget(m_tree);
}

void ComparisonView::showState()
{
    m_stack->setCurrentWidget(m_state);
    for (const auto &query : m_queries) {
        const auto &answer = query->answer();
        if (answer.value || query->isLoading() || !answer.error)
            continue;
        if (answer.error->isOutage())
            m_state->showOffline(tr("The server cannot be reached"),
                                 tr("%1 Not all reports are saved on this computer.").arg(answer.error->message));
        else
            m_state->showError(tr("A report could not be read"), answer.error->message);
        return;
    }
    m_state->showLoading(tr("Loading the reports"));
}

/// Who is A and who is B, with a way to each.
void ComparisonView::showCards()
{
    while (QLayoutItem *item = m_cards->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater(); // it may be in the middle of its own click
        }
        delete item;
    }
    const qint64 now = m_session.clock().wallNow().ms();
    for (size_t i = 0; i < m_shown.size(); ++i) {
        const Report &report = *m_shown[i];
        auto *glyph = new QLabel(this);
        const StatusKind state = statusOf(report.result, report.kind);
        glyph->setPixmap(StatusGlyph::pixmap(state, 14, Theme::of(this), devicePixelRatioF()));
        glyph->setAccessibleName(statusLook(state, Theme::of(this)).word);
        auto *link = makeLinkButton(
            tr("%1  %2", "letter and serial number")
                .arg(ComparisonModel::letterOf(static_cast<int>(i)), plain::oneLine(report.serialNumber, 24)),
            this);
        link->setToolTip(tr("Open this report"));
        connect(link, &QPushButton::clicked, this,
                [this, id = m_ids[static_cast<qsizetype>(i)]] { emit reportRequested(id); });
        auto *words = new InkLabel(tr("%1, %2, %3", "result, time, station")
                                       .arg(reportResultName(report.result), words::time(report.start.ms(), now),
                                            plain::oneLine(report.stationName, 24)),
                                   TextRole::Small, &Tokens::muted, this);
        words->setElide(Qt::ElideRight);
        auto *card = new QHBoxLayout;
        auto *box = new QWidget(this);
        box->setLayout(card);
        card->setContentsMargins(0, 0, 0, 0);
        card->setSpacing(6);
        for (QWidget *part :
             {static_cast<QWidget *>(glyph), static_cast<QWidget *>(link), static_cast<QWidget *>(words)})
            card->addWidget(part);
        m_cards->addWidget(box);
    }
    m_cards->addStretch(1);
}

void ComparisonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_shown.empty())
        showCards(); // glyphs are in the theme's colours
}

void ComparisonView::showTable()
{
    showCards();
    m_model->setReports(m_shown);
    setColumns();
    updateFilters();
    openAll();
    m_tree->setCurrentIndex(m_model->index(0, 0));
    m_tree->setFocus();
}

void ComparisonView::updateFilters()
{
    const ComparedCounts &counts = m_model->counts();
    m_filters->setChips(
        {{chipId(Filter::All), tr("All rows"), counts.rows, {}},
         {chipId(Filter::Differences), tr("Only differences"), counts.differences, {}},
         {chipId(Filter::Values), tr("Values changed"), counts.values, {}},
         {chipId(Filter::Limits), tr("Limits changed"), counts.limits, {}},
         {chipId(Filter::FailedInOne), tr("Failed in one only"), counts.failedInOne, StatusKind::Failed}});
    m_filters->setChosen({chipId(m_model->filter())});
}

void ComparisonView::setColumns()
{
    using Content = ColumnSpec::Content;
    std::vector<ColumnSpec> columns{{QStringLiteral("step"),
                                     {QStringLiteral("Input current, idle, at full load")},
                                     Content::Text,
                                     1,
                                     0,
                                     true,
                                     false,
                                     54}};
    for (int i = 0; i < m_model->reportCount(); ++i)
        columns.push_back({ComparisonModel::letterOf(i),
                           {QStringLiteral("A  CB118342"), QStringLiteral("Terminated  ")},
                           Content::Text,
                           0.4});
    columns.push_back({QStringLiteral("delta"), {QStringLiteral("-1 234.567")}, Content::Text, 0, 1});
    columns.push_back({QStringLiteral("limits"), {QStringLiteral("3.2 to 3.4 → 3.1 to 3.5")}, Content::Text, 0.4, 2});
    columns.push_back({QStringLiteral("unit"), {QStringLiteral("mOhm")}, Content::Text, 0, 3});
    m_tree->setColumns(std::move(columns));
}

void ComparisonView::openAll()
{
    std::vector<QModelIndex> open{QModelIndex()};
    int rows = 0;
    for (size_t i = 0; i < open.size() && rows < MostOpened; ++i) { // level by level
        const int below = m_model->rowCount(open[i]);
        rows += below;
        if (open[i].isValid() && below > 0)
            m_tree->expand(open[i]);
        for (int row = 0; row < below; ++row) {
            const QModelIndex child = m_model->index(row, 0, open[i]);
            open.push_back(child);
        }
    }
    m_footer->setCount(tr("%1 of %2 rows differ")
                           .arg(words::count(m_model->counts().differences), words::count(m_model->counts().rows)));
    m_footer->setLoaded(m_model->rowCount() == 0 ? tr("no row fits this choice") : QString());
}

void ComparisonView::nextDifference(bool forward)
{
    m_tree->selectNext(
        [this](const QModelIndex &index) {
            const ComparedRow *row = m_model->rowAt(index);
            return row && row->rows.empty() && row->differs();
        },
        forward);
}

void ComparisonView::copyTable()
{
    QGuiApplication::clipboard()->setText(tabSeparated(m_model->table()));
}

void ComparisonView::exportTable()
{
    QStringList serials;
    for (const auto &report : m_shown)
        serials << report->serialNumber.left(24);
    const QString name
        = safeFileName(tr("Comparison %1").arg(serials.join(u' ').replace(u'/', u'_')) + QStringLiteral(".csv"));
    chooseSaveFile(this, tr("Save the comparison"), name, [this, name](const QString &path) {
        saveFileInBackground(path, commaSeparated(m_model->table()), this, [this, name, path](const Status &done) {
            if (done)
                emit saved(name, path);
            else
                emit failed(name, done.error().message);
        });
    });
}

} // namespace qwats::ui
