// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/overview/overviewcard.h"
#include "ui/overview/overviewmodels.h"
#include "ui/overview/overviewpage.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/words.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int CareRows = 200;
constexpr int FailureRows = 50;
constexpr qint64 HourMs = 3'600'000;
constexpr int MostYieldRows = 8;
constexpr int MostRecentRows = 6;
constexpr auto RecentSpan = 5min;

void clearRows(QVBoxLayout *rows)
{
    while (QLayoutItem *item = rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

std::vector<YieldBar> barsOf(const YieldRowList &rows)
{
    std::vector<YieldBar> bars;
    for (const YieldRow &row : rows) {
        const auto yield = row.firstPassYield();
        if (yield && row.unitCount.value_or(0) > 0)
            bars.push_back({row.testOperation, *yield, *row.unitCount});
    }
    std::stable_sort(bars.begin(), bars.end(), [](const YieldBar &a, const YieldBar &b) { return a.yield < b.yield; });
    return bars;
}

quint64 servedOf(const MetricsBucket &bucket)
{
    quint64 served = 0;
    for (int i = 0; i < qwats::OutcomeCount; ++i)
        served += servedFromCache(static_cast<Outcome>(i)) ? bucket.outcomes[size_t(i)] : 0;
    return served;
}

} // namespace

void OverviewPage::setShown(bool shown)
{
    m_assets.setShown(shown);
    for (LiveQueryBase *query : std::initializer_list<LiveQueryBase *>{&m_types, &m_failed, &m_yield})
        query->setActive(shown);
    if (shown) {
        ask();
        m_second.start();
    } else {
        m_second.stop();
    }
    updateAll();
}

/// The questions of today; another day makes other ones.
void OverviewPage::ask()
{
    const QDate today = m_session.clock().wallNow().toLocal().date();
    if (m_askedFor == today)
        return;
    const bool first = !m_askedFor.isValid();
    m_askedFor = today;
    if (first) {
        m_types.ask(AssetService::types());
        m_assets.setSource([](PageRange range) {
            return AssetService::list({}, AssetSort::NextCalibration, Qt::AscendingOrder, range);
        });
        ReportFilter failed;
        failed.results = {ReportResult::Failed, ReportResult::Error, ReportResult::Terminated};
        m_failed.ask(ReportService::headers(failed, ReportSort::Start, Qt::DescendingOrder, {0, FailureRows}));
    }
    WatsFilter day;
    day.dimensions = u"testOperation"_s;
    day.from = Timestamp::fromDateTime(today.startOfDay());
    day.to = Timestamp::fromMs(day.from.ms() + 24 * HourMs - 1);
    m_yield.ask(AnalyticsService::yield(day));
}

DataAge OverviewPage::ageOf(const FetchedInfo &info, bool loading, Timestamp since) const
{
    return dataAgeOf(info, loading, since, m_session.serverState(), m_session.clock().wallNow());
}

void OverviewPage::updateAll()
{
    judgeAssets();
    updateFailures();
    updateYield();
    updateHealth();
}

void OverviewPage::judgeAssets()
{
    AssetList all;
    all.reserve(size_t(m_assets.rowCount()));
    for (int row = 0; row < m_assets.rowCount(); ++row)
        all.push_back(m_assets.at(row));
    m_careModel->setAssets(all, m_types.answer().value.get(), m_session.clock().wallNow());
    updateCare();
}

void OverviewPage::updateCare()
{
    OverviewCard &card = *m_cards[Care];
    const CareModel::Counts &counts = m_careModel->counts();
    card.age()->setState(ageOf(m_assets.info(), m_assets.isLoading(), m_assets.loadingSince()));
    const bool known = m_assets.info().freshness != Freshness::None;
    card.setGlyph(counts.overdue > 0     ? std::optional(StatusKind::Overdue)
                      : counts.alarm > 0 ? std::optional(StatusKind::Alarm)
                                         : std::nullopt);
    card.setLink(counts.all > 0 ? tr("All %1 that need care").arg(words::count(counts.all)) : tr("All assets"));
    CardWords state;
    state.loading = m_assets.isLoading();
    state.empty = counts.all == 0;
    state.loadingWords = tr("Loading assets");
    state.emptyTitle = m_assets.rowCount() > 0 ? tr("Nothing is due") : tr("No assets yet");
    state.emptyText = m_assets.rowCount() > 0
        ? tr("None of %1 fixtures and instruments is due within a week, warned of or in alarm.")
              .arg(words::count(m_assets.rowCount()))
        : tr("Fixtures and instruments appear here when they are registered on the server.");
    state.emptyKind = m_assets.rowCount() > 0 ? std::optional(StatusKind::Ok) : std::nullopt;
    showCard(card, m_assets.info(), state);
    Figure figure{tr("Fixtures and instruments due"), known ? words::count(counts.overdue) : words::none(), {}};
    if (known) {
        figure.after = tr("late, %1 more this week").arg(words::count(counts.soon));
        if (counts.alarm > 0)
            figure.after
                = tr("late, %1 in alarm, %2 more this week").arg(words::count(counts.alarm), words::count(counts.soon));
        if (counts.overdue > 0)
            figure.state = StatusKind::Overdue;
    }
    m_figures[DueFigure]->setFigure(figure);
    if (known && m_types.answer().value && m_assets.isComplete() && !m_assets.isLoading())
        emit careCounted(counts.overdue, counts.alarm);
    updateHeader();
}

void OverviewPage::updateFailures()
{
    const auto &answer = m_failed.answer();
    const Timestamp now = m_session.clock().wallNow();
    OverviewCard &card = *m_cards[Failures];
    m_failuresModel->setReports(answer.value, now);
    card.age()->setState(ageOf(answer, m_failed.isLoading(), m_failed.loadingSince()));
    const int hour = m_failuresModel->countSince(Timestamp::fromMs(now.ms() - HourMs));
    card.setGlyph(hour > 0 ? std::optional(StatusKind::Failed) : std::nullopt);
    card.setSub(hour > 0 ? tr("%1 in the last hour").arg(words::count(hour)) : QString());
    card.setLink(tr("All failed today"));
    CardWords state;
    state.loading = m_failed.isLoading();
    state.empty = m_failuresModel->rowCount() == 0;
    state.loadingWords = tr("Loading the newest failures");
    state.emptyTitle = tr("No failed test");
    state.emptyText = tr("Failed tests appear here as soon as a station has sent them.");
    state.emptyKind = StatusKind::Passed;
    showCard(card, answer, state);
    Figure figure{tr("Failed in the last hour"), answer.value ? words::count(hour) : words::none(), {}};
    if (hour >= FailureRows)
        figure.after = tr("or more");
    else if (const ReportHeader *newest = m_failuresModel->reportAt(0))
        figure.after = tr("newest %1").arg(words::time(newest->start.ms(), now.ms()));
    if (hour > 0)
        figure.state = StatusKind::Failed;
    m_figures[FailedFigure]->setFigure(figure);
    updateHeader();
}

void OverviewPage::updateYield()
{
    const auto &answer = m_yield.answer();
    OverviewCard &card = *m_cards[Yield];
    card.age()->setState(ageOf(answer, m_yield.isLoading(), m_yield.loadingSince()));
    std::vector<YieldBar> bars = answer.value ? barsOf(*answer.value) : std::vector<YieldBar>();
    qint64 units = 0;
    double passed = 0;
    for (const YieldBar &bar : bars) {
        units += bar.units;
        passed += bar.yield / 100 * double(bar.units);
    }
    if (bars.size() > MostYieldRows)
        bars.resize(MostYieldRows);
    const double lowest = bars.empty() ? 100 : bars.front().yield;
    const double from = lowest < 90 ? std::max(0.0, std::floor(lowest / 10) * 10 - 10) : 90;
    if (m_yieldRows->count() != int(bars.size())) {
        clearRows(m_yieldRows);
        for (size_t i = 0; i < bars.size(); ++i) {
            auto *row = new YieldBarButton(this);
            m_yieldRows->addWidget(row);
            connect(row, &YieldBarButton::clicked, this, [this, row] { openProcess(row->bar().name); });
        }
    }
    for (size_t i = 0; i < bars.size(); ++i)
        static_cast<YieldBarButton *>(m_yieldRows->itemAt(int(i))->widget())->setBar(bars[i], from);
    m_yieldScale->setText(tr("Bars from %1 to 100 %, tick at 95 %").arg(QLocale().toString(from, 'f', 0)));
    CardWords state;
    state.loading = m_yield.isLoading();
    state.empty = bars.empty();
    state.loadingWords = tr("Loading the yield of today");
    state.emptyTitle = tr("No unit was tested today");
    state.emptyText = tr("The yield appears with the first test report of the day.");
    showCard(card, answer, state);
    Figure figure{tr("First-pass yield today"), units > 0 ? words::percent(passed, double(units)) : words::none(), {}};
    if (units > 0)
        figure.after = tr("of %1 units").arg(words::count(units));
    else if (answer.value)
        figure.after = tr("no units yet");
    m_figures[YieldFigure]->setFigure(figure);
    updateHeader();
}

void OverviewPage::updateHealth()
{
    ask(); // the day may have turned
    const ServerState server = m_session.serverState();
    const MetricsBucket recent = m_session.metrics().last(RecentSpan);
    const BudgetState budget = m_session.fetcher().budget();
    const CacheStats cache = m_session.cache().stats();
    const qint64 lookups = qint64(recent.lookups());
    const QString link = u"diagnostics"_s;
    const bool online = server.reach == ServerState::Reach::Online;
    const QString since
        = server.since.isValid() ? words::time(server.since.ms(), m_session.clock().wallNow().ms()) : words::none();
    const auto seconds = [](std::chrono::nanoseconds time) { return words::duration(double(time.count()) / 1e9); };
    QList<Fact> facts;
    facts << Fact{tr("Server"), online ? tr("online since %1").arg(since) : tr("not reached since %1").arg(since),
                  server.isOutage() ? std::optional(StatusKind::Offline) : std::nullopt};
    facts << Fact{tr("Answer time"),
                  recent.network.count() > 0
                      ? tr("%1, p95 %2, n = %3")
                            .arg(seconds(recent.network.percentile(50)), seconds(recent.network.percentile(95)),
                                 words::count(qint64(recent.network.count())))
                      : tr("no calls in 5 min")};
    facts << Fact{tr("Calls a minute"),
                  budget.limit > 0 ? words::countOf(budget.used, budget.limit) : words::count(budget.used)};
    facts << Fact{tr("From cache"),
                  lookups > 0 ? words::share(qint64(servedOf(recent)), lookups) : tr("no look-ups in 5 min")};
    facts << Fact{tr("Kept"), tr("%1 in %2 entries").arg(words::size(cache.bytes), words::count(cache.entries))};
    m_facts->setFacts(facts);
    m_cards[Health]->setGlyph(server.isOutage() ? StatusKind::Offline : StatusKind::Online);
    DataAge live;
    live.kind = StatusKind::Online;
    live.asOfMs = m_session.clock().wallNow().ms();
    live.source = tr("live");
    m_cards[Health]->age()->setState(live);
    Figure figure{tr("Answered from cache"),
                  lookups > 0 ? words::percent(double(servedOf(recent)), double(lookups)) : words::none(),
                  lookups > 0 ? tr("of %1, 5 min").arg(words::count(lookups)) : tr("no look-ups in 5 min")};
    m_figures[CacheFigure]->setFigure(figure);
}

void OverviewPage::updateRecent()
{
    clearRows(m_recentRows);
    const auto &entries = m_recent.entries();
    const qint64 now = m_session.clock().wallNow().ms();
    for (const auto &entry : entries.mid(0, MostRecentRows)) {
        auto *row = new QPushButton(icon(entry.place.page),
                                    u"%1   %2"_s.arg(entry.words, words::time(entry.at.ms(), now)), this);
        row->setProperty("role", u"link"_s);
        row->setAccessibleName(tr("Open %1").arg(entry.words));
        row->setAutoDefault(false);
        connect(row, &QPushButton::clicked, this, [this, place = entry.place] { emit placeRequested(place); });
        m_recentRows->addWidget(row, 0, Qt::AlignLeft);
    }
    m_recentRows->addStretch();
    if (entries.isEmpty())
        m_cards[Recent]->showWords({}, tr("Nothing was opened yet"),
                                   tr("Reports, assets and products you open stand here at the next visit."));
    else
        m_cards[Recent]->showContent();
}

/// The reports of today of one process; its code is known when the list of processes was read before.
void OverviewPage::openProcess(const QString &name)
{
    QVariantMap state{{u"kind"_s, 0}, {u"started"_s, u"today"_s}};
    const auto processes = m_session.fetcher().peek(ProcessService::list());
    if (processes) {
        for (const Process &process : *processes) {
            if (process.name != name || !process.isTest)
                continue;
            state.insert(u"process"_s, QString::number(process.code));
            state.insert(u"processName"_s, name);
            break;
        }
    }
    emit placeRequested({u"reports"_s, {}, state});
}

/// The page is as old as its oldest card.
void OverviewPage::updateHeader()
{
    const FetchedInfo worst = worstOf(worstOf(m_assets.info(), m_failed.answer()), m_yield.answer());
    const bool loading = m_assets.isLoading() || m_failed.isLoading() || m_yield.isLoading();
    const Timestamp since = m_failed.isLoading() ? m_failed.loadingSince() : m_assets.loadingSince();
    m_header->age()->setState(ageOf(worst, loading, since));
    if (m_session.serverState().isOutage() && worst.freshness != Freshness::None)
        m_notice->showNotice(StatusKind::Offline, tr("Working from saved data."),
                             tr("Figures are as old as each card says."), tr("Try now"));
    else
        m_notice->hide();
}

std::optional<ExportSource> OverviewPage::exportSource()
{
    ExportSource source;
    source.title = tr("Overview");
    source.fileName = u"overview"_s;
    source.info = worstOf(worstOf(m_assets.info(), m_failed.answer()), m_yield.answer());
    source.facts << tr("Server: %1").arg(m_session.profile().name);
    source.columns = {{tr("Part of the overview")}, {tr("What")}, {tr("State")}, {tr("Detail")},
                      {tr("Value"), true},          {tr("Time")}};
    QList<ExportRow> rows;
    for (const FigureButton *figure : m_figures)
        rows << ExportRow{tr("Figures"),          figure->figure().label, {},
                          figure->figure().after, figure->figure().value, {}};
    for (int row = 0; row < m_failuresModel->rowCount(); ++row) {
        const ReportHeader &report = *m_failuresModel->reportAt(row);
        rows << ExportRow{tr("Newest failures"),
                          report.serialNumber,
                          reportResultName(report.result),
                          report.failedStep.isEmpty() ? report.errorMessage : report.failedStep,
                          report.partNumber,
                          exportTime(report.start)};
    }
    for (const CareModel::Row &row : m_careModel->rows())
        rows << ExportRow{
            tr("Due fixtures and instruments"),
            row.asset.serialNumber,
            statusLook(
                StatusKind(
                    m_careModel->index(int(&row - m_careModel->rows().data()), 0).data(StatusRole).value<StatusKind>()),
                lightTokens())
                .word,
            causeWord(row.health.cause),
            row.gauge.value,
            exportTime(row.gauge.due)};
    if (m_yield.answer().value) {
        for (const YieldBar &bar : barsOf(*m_yield.answer().value))
            rows << ExportRow{tr("First-pass yield by process"),        bar.name,  {},
                              tr("percent of %1 units").arg(bar.units), bar.yield, {}};
    }
    source.rows = std::make_shared<ReadyRows>(std::move(rows));
    return source;
}

} // namespace qwats::ui
