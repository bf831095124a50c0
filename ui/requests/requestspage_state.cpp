// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/report/savefile.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestsmodel.h"
#include "ui/requests/requestspage.h"
#include "ui/requests/requestwords.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QThreadPool>

/// What the page of requests says about itself, and what leaves it.
namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestHar = 256'000'000;
constexpr int MostCurls = 100;

QString chipWord(RequestFilter::Chip chip)
{
    switch (chip) {
    case RequestFilter::Chip::All: return RequestsPage::tr("All");
    case RequestFilter::Chip::Fresh: return sourceWord(RequestSource::Fresh);
    case RequestFilter::Chip::Stale: return sourceWord(RequestSource::Stale);
    case RequestFilter::Chip::Seeded: return sourceWord(RequestSource::Seeded);
    case RequestFilter::Chip::Joined: return sourceWord(RequestSource::Joined);
    case RequestFilter::Chip::Network: return sourceWord(RequestSource::Network);
    case RequestFilter::Chip::Failed: return sourceWord(RequestSource::Failed);
    case RequestFilter::Chip::Slow: return RequestsPage::tr("Slow");
    }
    return {};
}

std::optional<StatusKind> chipGlyph(RequestFilter::Chip chip)
{
    switch (chip) {
    case RequestFilter::Chip::Fresh: return StatusKind::Fresh;
    case RequestFilter::Chip::Stale: return StatusKind::Stale;
    case RequestFilter::Chip::Seeded: return StatusKind::Seeded;
    case RequestFilter::Chip::Joined: return StatusKind::Joined;
    case RequestFilter::Chip::Network: return StatusKind::Miss;
    case RequestFilter::Chip::Failed: return StatusKind::Failed;
    case RequestFilter::Chip::All:
    case RequestFilter::Chip::Slow: return {};
    }
    return {};
}

/// Makes on a worker, hands over in the GUI thread if `page` is still there.
template <typename Make, typename Take> void onWorker(RequestsPage *page, Make make, Take take)
{
    QThreadPool::globalInstance()->start(
        [guard = QPointer<RequestsPage>(page), make = std::move(make), take = std::move(take)]() mutable {
            auto made = std::make_shared<decltype(make())>(make());
            QMetaObject::invokeMethod(
                qApp,
                [guard, made, take = std::move(take)]() mutable {
                    if (guard)
                        take(*made);
                },
                Qt::QueuedConnection);
        });
}

} // namespace

QUrl RequestsPage::server() const
{
    return m_file ? m_file->server : m_session.profile().url;
}

void RequestsPage::updateAll()
{
    updateAge();
    updateChips();
    updateNotice();
    updateState();
}

void RequestsPage::updateAge()
{
    DataAge age;
    const auto &kept = m_model->kept();
    const qint64 now = m_session.clock().wallNow().ms();
    const qint64 first = kept.empty() ? 0 : kept.front().started.ms();
    const QString amount = kept.empty()
        ? tr("nothing asked yet")
        : tr("%1 requests kept since %2").arg(words::count(qint64(kept.size())), words::time(first, now));
    const QString masked = tr("access tokens are never recorded");
    if (m_file) {
        age.kind = StatusKind::Done;
        age.source = tr("from the file %1").arg(m_fileName);
        age.note = kept.empty()
            ? tr("no requests")
            : tr("%1 requests from %2").arg(words::count(qint64(kept.size())), words::fullTime(first));
    } else if (m_paused) {
        age.kind = StatusKind::Waiting;
        age.source = tr("paused since %1").arg(words::time(m_pausedAt.ms(), now));
        const quint64 newer = m_session.log().lastId() - m_model->lastId();
        age.note = newer > 0 ? tr("%1 newer · %2").arg(words::count(qint64(newer)), amount) : amount;
    } else {
        age.kind = StatusKind::Online;
        age.source = tr("live");
        age.note = amount + u" · "_s + masked;
    }
    m_header->age()->setState(age);
    m_pause->setEnabled(!m_file);
    m_follow->setEnabled(!m_file);
}

void RequestsPage::updateChips()
{
    QList<Chip> chips;
    for (int i = 0; i < RequestFilter::ChipCount; ++i) {
        const auto chip = static_cast<RequestFilter::Chip>(i);
        chips << Chip{QString::number(i), chipWord(chip), m_model->countOf(chip), chipGlyph(chip)};
    }
    m_chips->setChips(chips);
}

void RequestsPage::updateNotice()
{
    if (m_problem) {
        m_notice->showNotice(StatusKind::Warning, tr("The filter is not in force."), m_problem->message,
                             tr("Clear filter"));
    } else if (m_file) {
        QString text = tr("Opened from a file by %1; new requests are still recorded.")
                           .arg(m_file->creator.isEmpty() ? tr("another program") : m_file->creator);
        if (m_file->skipped > 0)
            text += u' ' + tr("%1 entries were no requests.").arg(words::count(m_file->skipped));
        m_notice->showNotice(StatusKind::Done, tr("These requests are not live."), text, tr("Back to live"));
    } else if (!m_findings.empty()) {
        const ManyCalls &most = m_findings.front();
        const double waited = static_cast<double>(most.spent.count()) / 1e9;
        QString text = tr("%1 of them in %2, %3 of waiting; one list call would do.")
                           .arg(words::count(qint64(most.calls)),
                                words::duration(double(most.to.ms() - most.from.ms()) / 1000), words::duration(waited));
        if (m_findings.size() > 1)
            text += u' ' + tr("%1 more like this.").arg(m_findings.size() - 1);
        m_notice->showNotice(StatusKind::Warning,
                             tr("“%1” asks %2 one by one.").arg(initiatorWords(most.initiator), routeWords(most.route)),
                             text, tr("Show them"));
    } else {
        m_notice->hide();
    }
}

void RequestsPage::updateState()
{
    const int shown = m_model->rowCount();
    const auto kept = qint64(m_model->keptCount());
    m_footer->setCount(shown == kept ? tr("%1 requests").arg(words::count(shown))
                                     : tr("%1 of %2 requests").arg(words::count(shown), words::count(kept)));
    const auto chosen = m_table->selectionModel()->selectedRows().size();
    m_footer->setSelected(chosen > 1 ? static_cast<int>(chosen) : 0);
    m_copy->setEnabled(chosen > 0 || m_detail->isVisible());
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
    if (shown > 0)
        return;
    if (kept == 0 && m_file)
        m_state->showEmpty(u"requests"_s, tr("The file holds no requests"), tr("Go back to the live log with Esc."));
    else if (kept == 0)
        m_state->showEmpty(u"requests"_s, tr("Nothing was asked yet"),
                           tr("Every look-up and every write stands here, answers of the cache included."));
    else
        m_state->showFiltered(tr("No request matches"),
                              tr("Of %1 requests none fits the words, the domain and the "
                                 "kind of answer together.")
                                  .arg(words::count(kept)));
    if (kept > 0) {
        connect(m_state->addButton(tr("Clear filters")), &QPushButton::clicked, this, [this] {
            go({u"requests"_s, {}, {}});
        });
    }
}

void RequestsPage::copyCurl()
{
    QByteArrayList lines;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (const RequestRecord *record = m_model->recordAt(row.row()); record && lines.size() < MostCurls)
            lines << toCurl(*record, server());
    }
    if (lines.isEmpty() && m_detail->isVisible())
        lines << toCurl(m_detail->record(), server());
    if (lines.isEmpty())
        return;
    QApplication::clipboard()->setText(QString::fromUtf8(lines.join('\n')));
    emit notify(StatusKind::Ok,
                lines.size() == 1 ? tr("Copied as cURL") : tr("%1 requests copied as cURL").arg(lines.size()),
                tr("The token is left out: set WATS_TOKEN to it."));
}

void RequestsPage::saveHar(const QString &path)
{
    std::vector<RequestRecord> records = m_model->shownRecords();
    const auto names = m_file ? m_file->names : nullptr; // own the routes until the worker is done
    const auto count = qint64(records.size());
    onWorker(
        this,
        [records = std::move(records), server = server(), names, path] {
            return saveFile(path, toHar(records, server));
        },
        [this, path, count](const Status &saved) {
            if (saved)
                emit notify(StatusKind::Ok, tr("%1 requests saved").arg(words::count(count)),
                            tr("%1, without tokens and bodies").arg(QFileInfo(path).fileName()));
            else
                emit notify(StatusKind::Error, tr("The requests were not saved"), saved.error().message);
            emit harDone(saved.has_value());
        });
}

void RequestsPage::openHar(const QString &path)
{
    onWorker(
        this, [path] { return readFile(path, LargestHar).and_then(fromHar); },
        [this, path](Result<HarFile> &file) {
            if (!file) {
                emit notify(StatusKind::Error, tr("The file was not opened"), file.error().message);
                emit harDone(false);
                return;
            }
            closeDetail();
            m_file = std::move(*file);
            m_fileName = QFileInfo(path).fileName();
            m_findings.clear();
            m_model->replace(std::exchange(m_file->records, {}), m_file->names);
            m_following = false;
            m_follow->setChecked(false);
            emit harDone(true);
        });
}

void RequestsPage::backToLive()
{
    if (!m_file)
        return;
    closeDetail();
    m_model->replace({});
    m_file.reset();
    m_findings.clear();
    m_searchedTo = 0;
    takeNewLines();
    if (m_paused) // the picture of the pause is gone; a new one is due
        togglePause();
    setFollowing(true);
    updateAll();
}

std::optional<ExportSource> RequestsPage::exportSource()
{
    ExportSource source;
    source.title = tr("Requests");
    source.fileName = u"requests"_s;
    source.age = m_header->age()->text();
    source.facts << tr("Server: %1").arg(server().toString(QUrl::RemoveUserInfo));
    if (!m_filter->text().isEmpty())
        source.facts << tr("Filter: %1").arg(m_filter->text());
    source.columns = {{tr("Time")},
                      {tr("Verb")},
                      {tr("Route")},
                      {tr("Path"), false, false},
                      {tr("Status"), true},
                      {tr("Source")},
                      {tr("Outcome"), false, false},
                      {tr("Asked by")},
                      {tr("Tries"), true, false},
                      {tr("Bytes"), true},
                      {tr("Total in ms"), true},
                      {tr("Queued in ms"), true, false},
                      {tr("Connect in ms"), true, false},
                      {tr("Wait in ms"), true, false},
                      {tr("Download in ms"), true, false},
                      {tr("Decode in ms"), true, false},
                      {tr("Error")}};
    const auto ms = [](std::chrono::nanoseconds time) { return QVariant(static_cast<double>(time.count()) / 1e6); };
    QList<ExportRow> rows;
    for (const RequestRecord &one : m_model->shownRecords()) {
        const auto call = [&](std::chrono::nanoseconds time) { return one.network ? ms(time) : QVariant(); };
        rows << ExportRow{exportTime(one.started),
                          QString::fromLatin1(one.method),
                          routeWords(one.route),
                          QString::fromLatin1(one.target),
                          one.network && one.status > 0 ? QVariant(one.status) : QVariant(),
                          sourceWord(sourceOf(one)),
                          one.outcome ? outcomeName(*one.outcome) : QString(),
                          QString::fromUtf8(one.initiator),
                          one.attempts,
                          std::max(one.bytesDecoded, one.bytesReceived),
                          ms(one.total),
                          call(one.queued),
                          call(one.connect),
                          call(one.wait),
                          call(one.download),
                          call(one.decode),
                          errorWords(one)};
    }
    source.rows = std::make_shared<ReadyRows>(std::move(rows));
    return source;
}

} // namespace qwats::ui
