// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportcommands.h"

#include <QCoreApplication>
#include <QUuid>

namespace qwats {
namespace {

// A report brings its product and revision along when they are new, and counts as a use of its assets. Their status is
// asked for by id, which a report does not know.
constexpr auto Uploaded = "list:reports report:{id} list:products product:{part} asset:{asset} status:{asset} "
                          "status:{used:any} list:{used:assets}";

constexpr std::array<Dependency, ReportWriteCount> reportTable{{
    {"upload WSJF", Method::Post, "/api/Report/WSJF", Uploaded},
    {"upload WSXF", Method::Post, "/api/Report/WSXF", Uploaded},
}};

QString orAny(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("any") : text;
}

Command<UploadReceipt> uploadCommand(ReportWrite write, const QByteArray &body, const ReportIdentity &identity)
{
    auto result = commandFor<UploadReceipt>(reportTable[static_cast<size_t>(write)], tagsDroppedBy(write, identity));
    result.body = body;
    result.decode = decodeWith<decodeReceipt>;
    return result;
}

} // namespace

const std::array<Dependency, ReportWriteCount> &reportDependencies()
{
    return reportTable;
}

TagList tagsDroppedBy(ReportWrite write, const ReportIdentity &report)
{
    const bool used = !report.assetSerials.isEmpty();
    return droppedTags(reportTable[static_cast<size_t>(write)],
                       {{"id", {orAny(report.id)}},
                        {"part", {orAny(report.partNumber)}},
                        {"asset", report.assetSerials},
                        {"used:any", {used ? QStringLiteral("any") : QString()}},
                        {"used:assets", {used ? QStringLiteral("assets") : QString()}}});
}

Command<UploadReceipt> reportcommands::uploadWsjf(const QByteArray &wsjf, const ReportIdentity &identity)
{
    return uploadCommand(ReportWrite::Upload, wsjf, identity);
}

Command<UploadReceipt> reportcommands::uploadWsxf(const QByteArray &xml, const ReportIdentity &identity)
{
    auto result = uploadCommand(ReportWrite::UploadWsxf, xml, identity);
    result.contentType = "application/xml";
    return result;
}

Result<QString> reportcommands::storedAs(const UploadReceipt &receipt, const ReportIdentity &sent)
{
    if (receipt.id.isEmpty())
        return sent.id; // accepted, and the id is the client's to choose
    if (sent.id.isEmpty() || QUuid::fromString(receipt.id) == QUuid::fromString(sent.id))
        return receipt.id;
    return failure(Error::Kind::BadReply,
                   QCoreApplication::translate("ReportService", "The server acknowledged another report: %1.")
                       .arg(receipt.id.left(80)),
                   QStringLiteral("acknowledged id differs"));
}

} // namespace qwats
