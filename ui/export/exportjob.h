// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportsource.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

class QPrinter;

namespace qwats::ui {

/// How an export ended.
struct ExportOutcome
{
    qint64 rows = 0;
    bool complete = false; ///< false: the first `rows` of more
    bool cancelled = false; ///< nothing was written
    int pages = 0; ///< of paper
    std::optional<Error> error; ///< with rows > 0 and no `cancelled`: why it is not complete
    bool written = false; ///< the file, or the print job, is there
    QString path;
};

/// Where the rows go. Made in the GUI thread; used by one worker, one call at a time.
class ExportSink
{
public:
    virtual ~ExportSink() = default;
    [[nodiscard]] virtual Status begin(const ExportSource &source) = 0;
    [[nodiscard]] virtual Status take(const QList<ExportRow> &rows) = 0;
    /// `age` and `extent` are known now. Puts the file in place.
    [[nodiscard]] virtual Status end(const QString &age, const QString &extent, const std::atomic_bool &stop) = 0;
    [[nodiscard]] virtual int pages() const { return 0; }
};

[[nodiscard]] std::unique_ptr<ExportSink> csvSink(const QString &path, bool withUtf8Mark);
[[nodiscard]] std::unique_ptr<ExportSink> pdfSink(const QString &path);
[[nodiscard]] std::unique_ptr<ExportSink> printerSink(std::shared_ptr<QPrinter> printer);

/// Reads a source to its end and writes it by a sink in the background. Nothing is written when it is cancelled; when
/// the server stops answering in between, what came is written and says that it is not all.
///
/// Thread: GUI; the sink works on a thread of this job. Owned by its parent; deleting it cancels.
class ExportJob : public QObject
{
    Q_OBJECT

public:
    /// At most `most` rows. `unreachableSince` is asked at the end: none while the server answers.
    ExportJob(ExportSource source, std::unique_ptr<ExportSink> sink, qint64 most,
              std::function<Timestamp()> unreachableSince, QObject *parent = nullptr);
    ~ExportJob() override;

    void start();
    void cancel();
    [[nodiscard]] std::optional<qint64> total() const { return m_source.rows->total(); }
    [[nodiscard]] const QString &title() const { return m_source.title; }

    static constexpr qint64 MostCsvRows = 1'000'000;
    static constexpr qint64 MostPaperRows = 20'000;

signals:
    void progress(qint64 rows);
    void finished(const qwats::ui::ExportOutcome &outcome);

private:
    void next();
    void take(const Result<ExportBatch> &batch);
    void end();
    void finish(const Status &status);
    /// Runs on the worker, then `then` here, unless the job is gone or cancelled.
    void work(std::function<Status()> task, std::function<void(const Status &)> then);

    ExportSource m_source;
    std::shared_ptr<ExportSink> m_sink;
    qint64 m_most;
    std::function<Timestamp()> m_unreachableSince;
    FetchedInfo m_info;
    ExportOutcome m_outcome;
    std::shared_ptr<std::atomic_bool> m_stop = std::make_shared<std::atomic_bool>(false);
    QThreadPool m_worker;
    bool m_done = false;
};

} // namespace qwats::ui
