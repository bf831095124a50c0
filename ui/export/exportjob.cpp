// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportjob.h"

#include "ui/widgets/words.h"

#include <QTimer>

namespace qwats::ui {

ExportJob::ExportJob(ExportSource source, std::unique_ptr<ExportSink> sink, qint64 most,
                     std::function<Timestamp()> unreachableSince, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_sink(std::move(sink))
    , m_most(most)
    , m_unreachableSince(std::move(unreachableSince))
    , m_info(m_source.info)
{
    m_worker.setMaxThreadCount(1);
}

ExportJob::~ExportJob()
{
    *m_stop = true;
    m_source.rows.reset(); // gives up a call that is under way
    m_worker.waitForDone();
}

void ExportJob::work(std::function<Status()> task, std::function<void(const Status &)> then)
{
    // The worker is joined before this object goes, so `this` is alive there.
    m_worker.start([this, task = std::move(task), then = std::move(then)] {
        const Status status = task();
        QMetaObject::invokeMethod(
            this,
            [this, status, then] {
                if (!m_done)
                    then(status);
            },
            Qt::QueuedConnection);
    });
}

void ExportJob::start()
{
    work([this] { return m_sink->begin(m_source); },
         [this](const Status &begun) {
             if (begun)
                 next();
             else
                 finish(begun);
         });
}

void ExportJob::next()
{
    m_source.rows->next([this](const Result<ExportBatch> &batch) {
        if (!m_done)
            take(batch);
    });
}

void ExportJob::take(const Result<ExportBatch> &batch)
{
    if (!batch) { // what came so far is worth keeping, and says that it is not all
        m_outcome.error = batch.error();
        if (m_outcome.rows > 0)
            end();
        else
            finish(failure(batch.error()));
        return;
    }
    m_info = worstOf(m_info, batch->info);
    QList<ExportRow> rows = batch->rows;
    const bool cut = m_outcome.rows + rows.size() > m_most;
    if (cut)
        rows = rows.mid(0, m_most - m_outcome.rows);
    m_outcome.rows += rows.size();
    const bool full = m_outcome.rows >= m_most && !batch->last;
    m_outcome.complete = batch->last && !cut;
    work([this, rows] { return m_sink->take(rows); },
         [this, over = batch->last || cut || full](const Status &taken) {
             if (!taken)
                 return finish(taken);
             emit progress(m_outcome.rows);
             if (over)
                 end();
             else
                 next();
         });
}

void ExportJob::end()
{
    const QString rows = words::count(m_outcome.rows);
    QString extent = m_outcome.complete ? tr("complete: %1 rows").arg(rows) : tr("the first %1 rows of more").arg(rows);
    if (m_outcome.error)
        extent = tr("the first %1 rows: %2").arg(rows, m_outcome.error->message);
    const QString age = m_source.age.isEmpty() ? exportAge(m_info, m_unreachableSince()) : m_source.age;
    work([this, age, extent, stop = m_stop] { return m_sink->end(age, extent, *stop); },
         [this](const Status &ended) { finish(ended); });
}

void ExportJob::finish(const Status &status)
{
    m_done = true;
    m_source.rows.reset();
    m_outcome.written = status.has_value();
    m_outcome.pages = m_sink->pages();
    if (!status)
        m_outcome.error = status.error();
    emit finished(m_outcome);
}

void ExportJob::cancel()
{
    if (m_done)
        return;
    m_done = true;
    *m_stop = true;
    m_source.rows.reset();
    m_outcome.cancelled = true;
    emit finished(m_outcome);
}

} // namespace qwats::ui
