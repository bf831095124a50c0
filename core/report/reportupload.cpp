// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportupload.h"

#include "core/json/jsonvalue.h"

#include <QCoreApplication>
#include <QUuid>

namespace qwats {
namespace {

using json::field;

constexpr qsizetype LongestReceipt = 65'536; // bytes; more is something else, and is not looked into

tl::unexpected<Error> notAReceipt()
{
    return failure(Error::Kind::BadReply,
                   QCoreApplication::translate("ReportService", "The server did not say which report it stored."),
                   QStringLiteral("acknowledgement without an id"));
}

bool takeAssetSerials(ReportIdentity &identity, const json::Value &value, json::Problem &problem)
{
    struct Used
    {
        QString serialNumber;
    };
    static const json::ObjectReader<Used> reader{field<&Used::serialNumber>("sn")};
    std::vector<Used> used;
    if (!json::readArray(value, used, reader, problem))
        return false;
    for (const Used &asset : used)
        identity.assetSerials << asset.serialNumber;
    return true;
}

/// The first key that has a value wins.
bool takeReceiptId(UploadReceipt &receipt, const json::Value &value)
{
    return !receipt.id.isEmpty() || json::read(value, receipt.id);
}

Result<UploadReceipt> receiptFrom(const json::Value &value)
{
    static const json::ObjectReader<UploadReceipt> reader{
        {"id", takeReceiptId, "text"}, // in any letter case
        {"uuid", takeReceiptId, "text"},
    };
    UploadReceipt receipt;
    json::Problem problem;
    if (value.is_string() && json::read(value, receipt.id)) {
        receipt.id = receipt.id.trimmed();
        return receipt;
    }
    if (value.is_object() && reader.read(value, receipt, problem) && !receipt.id.isEmpty())
        return receipt;
    return notAReceipt();
}

} // namespace

Result<ReportIdentity> reportIdentity(const QByteArray &wsjf)
{
    static const json::ObjectReader<ReportIdentity> reader{
        field<&ReportIdentity::id>("id"),
        field<&ReportIdentity::partNumber>("pn"),
        {"assets", takeAssetSerials},
    };
    const auto invalid = [](const char *source) {
        return failure(Error::Kind::InvalidInput, QCoreApplication::translate("ReportService", source),
                       QStringLiteral("report"));
    };
    const auto document = json::Document::parse(wsjf);
    ReportIdentity identity;
    json::Problem problem;
    if (!document || !document->is_object() || !reader.read(*document, identity, problem))
        return invalid(QT_TRANSLATE_NOOP("ReportService", "This is no WSJF report."));
    if (QUuid::fromString(identity.id).isNull())
        return invalid(
            QT_TRANSLATE_NOOP("ReportService", "The report has no id, so the server could not acknowledge it."));
    return identity;
}

Result<UploadReceipt> decodeReceipt(const QByteArray &body)
{
    if (body.size() > LongestReceipt)
        return notAReceipt();
    const QByteArray text = body.trimmed();
    if (text.isEmpty())
        return UploadReceipt{};
    if (const auto bare = QString::fromUtf8(text); !QUuid::fromString(bare).isNull()) // a text without quotes
        return UploadReceipt{bare};
    const auto document = json::Document::parse(text);
    if (!document)
        return failure(document.error());
    if (json::isNothing(*document))
        return UploadReceipt{};
    simdjson::dom::array several;
    if (document->get(several) != simdjson::SUCCESS)
        return receiptFrom(*document);
    if (several.size() == 0)
        return UploadReceipt{};
    return receiptFrom(several.at(0).value_unsafe());
}

} // namespace qwats
