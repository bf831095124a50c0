// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/exportactions.h"

#include "ui/report/choosefile.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bulkbar.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QDir>
#include <QMenu>
#include <QPrintDialog>
#include <QPrinter>

namespace qwats::ui {

using namespace Qt::StringLiterals;

ExportActions::ExportActions(Session &session, BulkBar *bar, QWidget *window, std::function<Page *()> page)
    : QObject(window)
    , m_session(session)
    , m_bar(bar)
    , m_window(window)
    , m_page(std::move(page))
    , m_csv(new QAction(icon(u"export"_s), tr("Export as CSV…"), this))
    , m_pdf(new QAction(icon(u"export"_s), tr("Export as PDF…"), this))
    , m_print(new QAction(icon(u"print"_s), tr("Print…"), this))
{
    m_print->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    connect(m_csv, &QAction::triggered, this, [this] { choose(Form::Csv); });
    connect(m_pdf, &QAction::triggered, this, [this] { choose(Form::Pdf); });
    connect(m_print, &QAction::triggered, this, &ExportActions::choosePrinter);
    connect(m_bar, &BulkBar::cancelRequested, this, [this] {
        if (m_job)
            m_job->cancel();
    });
}

ExportActions::~ExportActions() = default;

void ExportActions::fillMenu(QMenu *menu) const
{
    menu->addActions({m_csv, m_pdf, m_print});
}

void ExportActions::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(at);
    menu->setActiveAction(m_csv);
}

std::optional<ExportSource> ExportActions::source()
{
    if (m_job) {
        emit notify(StatusKind::Waiting, tr("An export is running."), tr("The next one can begin when it is done."));
        return {};
    }
    Page *page = m_page();
    auto source = page ? page->exportSource() : std::nullopt;
    if (!source)
        emit notify(StatusKind::Warning, tr("Nothing to give out."), tr("There are no rows on this page yet."));
    return source;
}

void ExportActions::choose(Form form)
{
    const auto offered = source();
    if (!offered)
        return;
    const QString ending = form == Form::Csv ? u".csv"_s : u".pdf"_s;
    const QString title = form == Form::Csv ? tr("Export as CSV") : tr("Export as PDF");
    chooseSaveFile(m_window, title, offered->fileName + ending, [this, form, ending](const QString &path) {
        (void)exportTo(form, path.endsWith(ending, Qt::CaseInsensitive) ? path : path + ending);
    });
}

bool ExportActions::exportTo(Form form, const QString &path)
{
    auto wanted = source();
    if (!wanted)
        return false;
    const bool csv = form == Form::Csv;
    run(std::move(*wanted), csv ? csvSink(path, true) : pdfSink(path),
        csv ? ExportJob::MostCsvRows : ExportJob::MostPaperRows, QDir::toNativeSeparators(path));
    return true;
}

void ExportActions::choosePrinter()
{
    auto wanted = source();
    if (!wanted)
        return;
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *dialog = new QPrintDialog(printer.get(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Print %1").arg(wanted->title));
    auto held = std::make_shared<ExportSource>(std::move(*wanted));
    connect(dialog, &QDialog::accepted, this, [this, printer, held] {
        if (!m_job)
            run(std::move(*held), printerSink(printer), ExportJob::MostPaperRows, printer->printerName());
    });
    dialog->open();
}

void ExportActions::run(ExportSource source, std::unique_ptr<ExportSink> sink, qint64 most, const QString &where)
{
    const int total = int(std::min<qint64>(source.rows->total().value_or(0), most));
    const auto unreachable = [this] {
        const ServerState server = m_session.serverState();
        return server.isOutage() ? server.since : Timestamp();
    };
    m_bar->begin(tr("Giving out %1").arg(source.title), total);
    m_job = new ExportJob(std::move(source), std::move(sink), most, unreachable, this);
    connect(m_job, &ExportJob::progress, m_bar, [this](qint64 rows) { m_bar->setDone(int(rows)); });
    connect(m_job, &ExportJob::finished, this, [this, where](const ExportOutcome &outcome) { end(outcome, where); });
    m_job->start();
}

void ExportActions::end(const ExportOutcome &outcome, const QString &where)
{
    m_job->deleteLater();
    m_job = nullptr;
    const QString rows = words::count(outcome.rows);
    if (outcome.cancelled) {
        m_bar->end(tr("The export was stopped; nothing was written."), {});
        emit notify(StatusKind::Terminated, tr("Export stopped."), tr("Nothing was written."));
    } else if (!outcome.written) {
        const QString why = outcome.error ? outcome.error->message : QString();
        m_bar->end(tr("The export failed."), {why});
        emit notify(StatusKind::Error, tr("Not exported."), why);
    } else if (outcome.complete) {
        m_bar->end(tr("Done"), {});
        emit notify(StatusKind::Ok, tr("%1 rows given out, complete.").arg(rows), where);
    } else {
        const QString why = outcome.error ? outcome.error->message : tr("This is as many as one file takes.");
        m_bar->end(tr("Only the first %1 rows were given out.").arg(rows), {why});
        emit notify(StatusKind::Warning, tr("Only the first %1 rows were given out.").arg(rows), why);
    }
    emit finished(outcome);
}

} // namespace qwats::ui
