// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetchmany.h"
#include "core/http/page.h"
#include "core/report/report.h"
#include "core/report/reportfilter.h"
#include "core/report/reportupload.h"

namespace qwats {

enum class ReportSort : quint8 {
    Start,
    SerialNumber,
    PartNumber,
    Process,
    Station,
    Operator,
    ExecutionTime,
    Result,
    Run,
    Fixture,
    Size
};

/// The report endpoints. Reads are queries for LiveQuery or Fetcher; uploads are sent at once and drop what they make
/// untrue.
///
/// Thread: queries are pure, from any; uploads from the Fetcher's thread.
class ReportService
{
public:
    explicit ReportService(Fetcher &fetcher)
        : m_fetcher(fetcher)
    {
    }

    [[nodiscard]] static Query<ReportHeaderList> headers(const ReportFilter &filter, ReportSort sort,
                                                         Qt::SortOrder order, PageRange range,
                                                         const HeaderParts &parts = {});
    [[nodiscard]] static Query<ReportHeaderList> byODataFilter(ReportKind kind, const QString &odata,
                                                               PageRange range); ///< for scripts
    /// Tests and repairs that carry a misc info, newest first; an empty text stands for any.
    [[nodiscard]] static Query<ReportHeaderList> byMiscInfo(const QString &description, const QString &value,
                                                            int top = 100);
    /// The newest hundred tests or repairs of one serial number, oldest first.
    [[nodiscard]] static Query<ReportHeaderList> history(ReportKind kind, const QString &serialNumber);
    [[nodiscard]] static Query<Report> one(const QString &id);

    /// What a file of a report holds.
    struct FileContent
    {
        bool attachments = true;
        bool charts = true;
        bool indexes = false; ///< WSXF only
    };
    // Files as the server sends them, byte for byte; TooLarge above the transport's limit.
    [[nodiscard]] static Query<QByteArray> wsjf(const QString &id, const FileContent &content);
    [[nodiscard]] static Query<QByteArray> wsxf(const QString &id, const FileContent &content);
    /// One file of a report. The report is only named to know when the file is no longer true.
    [[nodiscard]] static Query<QByteArray> attachment(const QString &reportId, const QString &attachmentId);
    [[nodiscard]] static Query<QByteArray> stepAttachment(const QString &reportId, const QString &stepId);
    [[nodiscard]] static Query<QByteArray> attachmentsZip(const QString &id); ///< all of them
    [[nodiscard]] static Query<QByteArray> certificate(const QString &id); ///< a PDF

    /// What a posted report makes untrue: every report list, the report itself, the product and the list it may have
    /// added one to, and the counts of the assets it used.
    [[nodiscard]] static TagList tagsDroppedByUpload(const QString &id, const QString &partNumber,
                                                     const QStringList &assetSerials);
    /// The OData text of a filter, as it is sent; empty when nothing is narrowed.
    [[nodiscard]] static QString odata(const ReportFilter &filter);

    /// With the id that the report is stored under, in `context`'s thread, after the answers that it makes untrue are
    /// gone.
    using UploadReply = std::function<void(const Result<QString> &)>;
    /// Sends a WSJF report once, as it is. Success only when the server acknowledged this report; BadReply when it
    /// acknowledged another one.
    void upload(const QByteArray &wsjf, const ReportIdentity &identity, QObject *context, UploadReply done);
    void uploadWsxf(const QByteArray &xml, const ReportIdentity &identity, QObject *context, UploadReply done);

    /// Several at once, side by side; what the cache has costs nothing. See fetchMany().
    ManyTicket getMany(const QStringList &ids, const FetchOptions &options, QObject *context,
                       std::function<void(const std::vector<Fetched<Report>> &)> done,
                       std::function<void(size_t done, size_t of)> progress = {});
    /// Several uploads, each once; one that fails does not stop the others. All are held in memory: see sendMany().
    ManyTicket uploadMany(const std::vector<ReportUpload> &reports, QObject *context,
                          std::function<void(const std::vector<Result<QString>> &)> done,
                          std::function<void(size_t done, size_t of)> progress = {});

private:
    void sendUpload(const Command<UploadReceipt> &command, const ReportIdentity &identity, QObject *context,
                    UploadReply done);
    Fetcher &m_fetcher;
};

} // namespace qwats
