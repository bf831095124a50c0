// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reporttransfers.h"

#include "core/session/session.h"
#include "ui/report/choosefile.h"
#include "ui/report/filenames.h"
#include "ui/report/savefile.h"
#include "ui/report/transferbar.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>

namespace qwats::ui {
namespace {

constexpr qint64 LargestReport = 64'000'000;
constexpr auto LongestDownload = std::chrono::minutes(5);

QString endingOf(ReportFile file)
{
    switch (file) {
    case ReportFile::Certificate: return QStringLiteral("pdf");
    case ReportFile::Wsjf: return QStringLiteral("json");
    case ReportFile::Wsxf: return QStringLiteral("xml");
    case ReportFile::Attachments: return QStringLiteral("zip");
    }
    return {};
}

Query<QByteArray> queryFor(ReportFile file, const QString &id)
{
    switch (file) {
    case ReportFile::Certificate: return ReportService::certificate(id);
    case ReportFile::Wsjf: return ReportService::wsjf(id, {});
    case ReportFile::Wsxf: return ReportService::wsxf(id, {});
    case ReportFile::Attachments: return ReportService::attachmentsZip(id);
    }
    return {};
}

/// The one local file of a drag; empty for anything else.
QString droppedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data ? data->urls() : QList<QUrl>();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

} // namespace

QString reportFileTitle(ReportFile file)
{
    switch (file) {
    case ReportFile::Certificate: return ReportTransfers::tr("Certificate (PDF)");
    case ReportFile::Wsjf: return ReportTransfers::tr("Report (WSJF)");
    case ReportFile::Wsxf: return ReportTransfers::tr("Report (WSXF)");
    case ReportFile::Attachments: return ReportTransfers::tr("All files (ZIP)");
    }
    return {};
}

ReportTransfers::ReportTransfers(Session &session, TransferBar *bar, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_session(session)
    , m_bar(bar)
    , m_dialogParent(dialogParent)
{
    connect(m_bar, &TransferBar::cancelRequested, this, &ReportTransfers::cancel);
    connect(m_bar, &TransferBar::actionRequested, this, &ReportTransfers::act);
}

ReportTransfers::~ReportTransfers()
{
    m_ticket.cancel();
}

void ReportTransfers::download(ReportFile file, const std::shared_ptr<const Report> &report)
{
    chooseSaveFile(m_dialogParent, tr("Save: %1").arg(reportFileTitle(file)), reportFileName(*report, endingOf(file)),
                   [this, file, id = report->id](const QString &path) { downloadTo(file, id, path); });
}

void ReportTransfers::downloadTo(ReportFile file, const QString &id, const QString &path)
{
    m_ticket.cancel();
    const int asked = ++m_asked;
    m_next = Next::None;
    m_again = [this, file, id, path] { downloadTo(file, id, path); };
    m_bar->start(tr("Loading: %1").arg(reportFileTitle(file)), true);
    FetchOptions options;
    options.mode = FetchOptions::Mode::NoCache; // as the server sends it, and nothing that another view would keep
    options.initiator = "report download";
    options.deadline = LongestDownload;
    const auto done
        = [this, file, path, asked](const Fetched<QByteArray> &answer) { fetched(answer, file, path, asked); };
    Ticket ticket;
    const auto now = m_session.fetcher().fetch<QByteArray>(queryFor(file, id), options, this, done, &ticket);
    m_ticket = ticket;
    if (!now.pending)
        done(now);
}

void ReportTransfers::fetched(const Fetched<QByteArray> &answer, ReportFile file, const QString &path, int asked)
{
    if (asked != m_asked || answer.pending)
        return;
    const QString what = reportFileTitle(file);
    if (!answer.value || answer->isEmpty()) {
        m_next = Next::TryDownload;
        const QString reason = answer.error ? answer.error->message : tr("The server sent an empty file.");
        const bool none = answer.error && answer.error->kind == Error::Kind::NotFound;
        return m_bar->finish(StatusKind::Error, tr("%1 was not loaded").arg(what),
                             none ? tr("The server has no such file for this report.") : reason, tr("Try again"));
    }
    saveFileInBackground(path, *answer, this, [this, what, path, asked, size = answer->size()](const Status &saved) {
        if (asked != m_asked)
            return;
        if (saved)
            return m_bar->finish(StatusKind::Ok, tr("%1 is saved, %2").arg(what, words::size(size)), path);
        m_next = Next::TryDownload;
        m_bar->finish(StatusKind::Error, tr("%1 was not saved").arg(what), saved.error().message, tr("Try again"));
    });
}

void ReportTransfers::cancel()
{
    m_ticket.cancel();
    ++m_asked;
    m_outgoing.reset();
    m_bar->close();
}

bool ReportTransfers::canUpload() const
{
    return !m_bar->isRunning() && !m_session.serverState().isOutage();
}

void ReportTransfers::chooseUpload()
{
    chooseOpenFile(m_dialogParent, tr("Upload a report"), {tr("WSJF reports (*.json *.wsjf)"), tr("All files (*)")},
                   [this](const QString &path) { upload(path); });
}

Result<ReportTransfers::Outgoing> ReportTransfers::outgoingFrom(const QString &path)
{
    auto bytes = readFile(path, LargestReport);
    if (!bytes)
        return failure(bytes.error());
    const QString name = plain::oneLine(QFileInfo(path).fileName(), 80);
    auto identity = reportIdentity(*bytes);
    if (!identity)
        return failure(Error::Kind::InvalidInput,
                       tr("%1 holds no WSJF report. %2").arg(name, identity.error().message));
    if (identity->id.isEmpty())
        return failure(Error::Kind::InvalidInput,
                       tr("The report in %1 has no id, so the server could not say that it stored it.").arg(name));
    return Outgoing{name, std::move(*bytes), std::move(*identity)};
}

void ReportTransfers::upload(const QString &path)
{
    if (m_bar->isRunning())
        return;
    m_next = Next::None;
    auto report = outgoingFrom(path);
    if (!report)
        return m_bar->finish(StatusKind::Error, tr("Nothing was sent"), report.error().message);
    if (m_session.serverState().isOutage())
        return m_bar->finish(StatusKind::Offline, tr("Nothing was sent"), tr("The server cannot be reached."));
    m_outgoing = std::move(*report);
    askWhetherThere();
}

/// The answer to an upload does not tell a new report from a replaced one, so the server is asked before.
void ReportTransfers::askWhetherThere()
{
    const int asked = ++m_asked;
    m_bar->start(tr("Asking whether the server has this report"), true);
    FetchOptions options;
    options.mode = FetchOptions::Mode::NoCache;
    options.initiator = "report upload";
    const auto done = [this, asked](const Fetched<QByteArray> &answer) {
        if (asked != m_asked || answer.pending)
            return;
        const bool isNew = answer.error && answer.error->kind == Error::Kind::NotFound;
        m_replaces = !isNew;
        if (isNew)
            return send();
        if (!answer.value)
            return m_bar->finish(StatusKind::Error, tr("Nothing was sent"),
                                 answer.error ? answer.error->message : QString());
        m_next = Next::Replace;
        m_bar->finish(StatusKind::Warning, tr("The server has this report already"),
                      tr("Sent again, %1 takes its place.").arg(m_outgoing->file), tr("Replace it"));
    };
    Ticket ticket;
    const auto now = m_session.fetcher().fetch<QByteArray>(
        ReportService::wsjf(m_outgoing->identity.id, {false, false, false}), options, this, done, &ticket);
    m_ticket = ticket;
    if (!now.pending)
        done(now);
}

void ReportTransfers::send()
{
    m_bar->start(tr("Sending %1").arg(m_outgoing->file), false); // what is sent cannot be called back
    m_session.reports().upload(m_outgoing->body, m_outgoing->identity, this,
                               [this](const Result<QString> &storedAs) { sent(storedAs); });
}

void ReportTransfers::sent(const Result<QString> &storedAs)
{
    const Outgoing report = *std::exchange(m_outgoing, std::nullopt);
    if (!storedAs) {
        const Error &error = storedAs.error();
        const bool refused = error.kind == Error::Kind::Rejected || error.kind == Error::Kind::Conflict
            || error.kind == Error::Kind::Forbidden || error.kind == Error::Kind::Unauthorized
            || error.kind == Error::Kind::RateLimited || error.kind == Error::Kind::Unavailable;
        return m_bar->finish(StatusKind::Error,
                             refused ? tr("The server refused %1").arg(report.file)
                                     : tr("It is not known whether %1 was stored").arg(report.file),
                             error.message);
    }
    m_stored = storedAs->isEmpty() ? report.identity.id : *storedAs;
    m_next = Next::OpenReport;
    const QString title = m_replaces ? tr("%1 replaced the report before") : tr("%1 is stored");
    m_bar->finish(StatusKind::Ok, title.arg(report.file), tr("Acknowledged as report %1.").arg(m_stored),
                  tr("Open it"));
}

void ReportTransfers::act()
{
    const Next next = std::exchange(m_next, Next::None);
    if (next == Next::TryDownload && m_again)
        m_again();
    else if (next == Next::Replace && m_outgoing)
        send();
    else if (next == Next::OpenReport)
        emit reportRequested(m_stored);
}

void ReportTransfers::acceptFilesOn(QWidget *page)
{
    page->setAcceptDrops(true);
    page->installEventFilter(this);
}

bool ReportTransfers::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto *drag = static_cast<QDragMoveEvent *>(event);
        if (droppedFile(drag->mimeData()).isEmpty() || !canUpload())
            return false;
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        return true;
    }
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        const QString path = droppedFile(drop->mimeData());
        if (path.isEmpty())
            return false;
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        upload(path);
        return true;
    }
    default: return QObject::eventFilter(watched, event);
    }
}

} // namespace qwats::ui
