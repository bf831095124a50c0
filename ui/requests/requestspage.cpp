// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requestspage.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestsmodel.h"
#include "ui/requests/requestwords.h"
#include "ui/requests/waterfall.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>

namespace qwats::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto FilterPause = 150ms;
constexpr int FindRunsEvery = 8; // updates: two seconds
constexpr size_t FindRunsIn = 5'000; // newest lines

RequestFilter::Chip chipOf(const QStringList &ids)
{
    return static_cast<RequestFilter::Chip>(std::clamp(ids.value(0).toInt(), 0, RequestFilter::ChipCount - 1));
}

} // namespace

RequestsPage::RequestsPage(Session &session, QWidget *parent)
    : Page(session, parent)
    , m_model(new RequestsModel(this))
    , m_header(new PageHeader(tr("Requests"), this))
    , m_follow(new QPushButton(icon(u"follow"_s), tr("Follow"), this))
    , m_pause(new QPushButton(icon(u"pause"_s), tr("Pause"), this))
    , m_copy(new QPushButton(icon(u"copy"_s), tr("Copy as cURL"), this))
    , m_filter(
          new FilterLine(u"filter"_s, tr("route, status:404, time > 100 ms"), QKeySequence(Qt::CTRL | Qt::Key_F), this))
    , m_chips(new ChipBar(ChipBar::Exclusive, this))
    , m_domain(new FilterField(tr("Domain"), tr("any"), this))
    , m_notice(new NoticeBar(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DenseTableView(this))
    , m_bars(new WaterfallDelegate(m_model, this))
    , m_legend(new WaterfallLegend(this))
    , m_state(new StatePage(this))
    , m_footer(new TableFooter(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_detail(new RequestDetail(session.cache(), this))
{
    makeHeader();
    makeTable();
    makeKeys();
    m_detail->hide();
    m_notice->hide();
    m_typed.setSingleShot(true);
    m_typed.setInterval(FilterPause);
    connect(&m_typed, &QTimer::timeout, this, &RequestsPage::applyFilter);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        takeNewLines();
        if (++m_ticks % FindRunsEvery == 0)
            findRuns();
        updateAge();
    });
    connect(m_model, &RequestsModel::countsChanged, this, &RequestsPage::updateAll);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { m_removed += last - first + 1; });
    connect(m_detail, &DetailPane::closeRequested, this, &RequestsPage::closeDetail);
    connect(m_detail, &RequestDetail::copyRequested, this, &RequestsPage::copyCurl);
    connect(m_detail, &RequestDetail::runRequested, this, [this](const QString &route, const QString &initiator) {
        m_filter->setText(u"is:network route:%1 by:\"%2\""_s.arg(route, initiator));
    });
    connect(m_notice, &NoticeBar::actionRequested, this, [this] {
        if (m_file)
            backToLive();
        else if (m_problem)
            m_filter->clear();
        else
            openRuns();
    });
    updateAll();
}

RequestsPage::~RequestsPage() = default;

void RequestsPage::setShown(bool shown)
{
    if (!shown) {
        m_timer.stop();
        return;
    }
    m_timer.start(UpdateEvery);
    takeNewLines();
    findRuns();
    updateAge();
}

void RequestsPage::takeNewLines()
{
    if (m_paused || m_file)
        return updateState();
    std::vector<RequestRecord> news = m_session.log().since(m_model->lastId());
    if (news.empty())
        return;
    m_removed = 0;
    const int before = m_table->verticalScrollBar()->value();
    m_moving = true;
    m_model->append(std::move(news));
    if (m_following) {
        toEnd();
    } else if (m_removed > 0) { // what is read stays in its place while older lines leave above it
        m_table->verticalScrollBar()->setValue(std::max(0, before - m_removed * m_table->rowPixels()));
    }
    m_moving = false;
}

void RequestsPage::toEnd()
{
    const bool was = std::exchange(m_moving, true);
    const int last = m_model->rowCount() - 1;
    if (last >= 0 && !m_table->selectionModel()->hasSelection() && !m_detail->isVisible())
        m_table->selectionModel()->setCurrentIndex(m_model->index(last, 0), QItemSelectionModel::NoUpdate);
    m_table->scrollToBottom();
    m_moving = was;
}

void RequestsPage::scrolled(int value)
{
    if (m_moving)
        return;
    setFollowing(value >= m_table->verticalScrollBar()->maximum());
}

void RequestsPage::setFollowing(bool on)
{
    const bool changed = std::exchange(m_following, on) != on;
    m_follow->setChecked(on);
    m_follow->setText(on ? tr("Following") : tr("Follow"));
    if (on && changed) {
        if (m_detail->isVisible())
            closeDetail();
        m_table->clearSelection();
        toEnd();
    }
}

void RequestsPage::togglePause()
{
    if (m_file)
        return;
    m_paused = !m_paused;
    m_pausedAt = m_session.clock().wallNow();
    m_pause->setText(m_paused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(icon(m_paused ? u"play"_s : u"pause"_s));
    takeNewLines();
    updateAll();
}

void RequestsPage::applyFilter()
{
    m_typed.stop();
    auto filter = RequestFilter::parse(m_filter->text());
    m_problem = filter ? std::nullopt : std::optional(filter.error());
    m_domain->setValue(m_chosenDomain ? domainWords(*m_chosenDomain) : QString());
    if (!filter)
        return updateAll(); // what is shown stays while a word is being typed
    filter->setDomain(m_chosenDomain);
    filter->setChip(chipOf(m_chips->chosen()));
    const quint64 chosen = m_detail->isVisible() ? m_detail->record().id : 0;
    m_moving = true;
    m_model->setFilter(std::move(*filter));
    if (const int row = chosen > 0 ? m_model->rowOf(chosen) : -1; row >= 0) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    } else if (m_following) {
        toEnd();
    }
    m_moving = false;
}

void RequestsPage::open(const QModelIndex &index)
{
    const RequestRecord *record = m_model->recordAt(index.row());
    if (!record)
        return;
    const bool opening = !m_detail->isVisible();
    m_detail->showRequest(*record, m_findings, isLive());
    if (!opening)
        return;
    m_following = false; // what is looked at must not run away
    setFollowing(false);
    m_detail->show();
    sizeDetail();
    m_table->selectRow(index.row());
    m_table->scrollTo(m_model->index(index.row(), 0));
}

void RequestsPage::closeDetail()
{
    m_detail->hide();
    m_table->setFocus();
}

bool RequestsPage::escape()
{
    if (!m_filter->text().isEmpty())
        m_filter->clear();
    else if (m_detail->isVisible())
        closeDetail();
    else if (m_file)
        backToLive();
    else if (m_paused)
        togglePause();
    else
        return false;
    return true;
}

bool RequestsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
    return true;
}

void RequestsPage::refresh()
{
    takeNewLines();
    findRuns();
}

void RequestsPage::go(const Place &place)
{
    const auto state = [&](const char *key) { return place.state.value(QLatin1StringView(key)); };
    m_chosenDomain = domainFromName(state("domain").toString());
    m_chips->setChosen({state("chip").toString().isEmpty() ? u"0"_s : state("chip").toString()});
    m_filter->setText(state("text").toString());
    applyFilter();
}

Place RequestsPage::place() const
{
    return {u"requests"_s,
            {},
            {{u"text"_s, m_filter->text()},
             {u"chip"_s, m_chips->chosen().value(0)},
             {u"domain"_s, m_chosenDomain ? domainName(*m_chosenDomain) : QString()}}};
}

/// One scale for all bars in sight, so that they compare.
void RequestsPage::keepScale(int first, int last)
{
    std::chrono::nanoseconds longest{0};
    for (int row = first; row <= last; ++row) {
        if (const RequestRecord *record = m_model->recordAt(row); record && !phasesOf(*record).empty())
            longest = std::max(longest, record->total);
    }
    const auto scale = WaterfallDelegate::scaleFor(longest);
    m_legend->setScale(scale);
    if (scale == m_bars->scale())
        return;
    m_bars->setScale(scale);
    m_table->viewport()->update();
}

/// Looks for repeated single calls among the newest lines; costs nothing when no line came.
void RequestsPage::findRuns()
{
    if (m_model->lastId() == m_searchedTo)
        return;
    m_searchedTo = m_model->lastId();
    const auto &kept = m_model->kept();
    const auto from = kept.end() - static_cast<ptrdiff_t>(std::min(kept.size(), FindRunsIn));
    m_findings = findManyCalls({from, kept.end()});
    updateNotice();
}

void RequestsPage::showRun(const ManyCalls &run)
{
    m_chips->setChosen({u"0"_s});
    m_filter->setText(
        u"is:network route:%1 by:\"%2\""_s.arg(QLatin1StringView(run.route), QString::fromUtf8(run.initiator)));
    applyFilter();
    emit placeChanged();
}

void RequestsPage::openRuns()
{
    if (m_findings.size() == 1)
        return showRun(m_findings.front());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ManyCalls &run : m_findings) {
        QAction *action = menu->addAction(
            tr("%1: %2 × %3").arg(initiatorWords(run.initiator)).arg(run.calls).arg(routeWords(run.route)));
        connect(action, &QAction::triggered, this, [this, run] { showRun(run); });
    }
    menu->popup(m_notice->mapToGlobal(QPoint(m_notice->width() / 2, m_notice->height())));
}

} // namespace qwats::ui
