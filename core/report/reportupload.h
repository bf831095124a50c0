// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QByteArray>
#include <QStringList>

namespace qwats {

/// What an upload has to know of its report: which acknowledgement is its own, and what becomes untrue.
struct ReportIdentity
{
    QString id; ///< the GUID in the report; empty: not known, any acknowledgement is its own
    QString partNumber; ///< empty: not known
    QStringList assetSerials; ///< of the assets that it used
};

/// A report on its way to the server.
struct ReportUpload
{
    QByteArray wsjf; ///< sent as it is
    ReportIdentity identity;
};

/// What the server said it stored.
struct UploadReceipt
{
    QString id; ///< empty: accepted, and not said under which id
};

/// Reads the identity of a WSJF report. Looks at the top level only; steps and attachments are not decoded. Bare NaN
/// tokens are no problem. InvalidInput: no JSON object, or an id that is no GUID. Thread: any.
[[nodiscard]] Result<ReportIdentity> reportIdentity(const QByteArray &wsjf);

/// The answer to an upload in all its forms: an array, an object with one of three keys, a text, nothing
/// (wats-api 5.1). BadReply: anything else, and anything longer than an acknowledgement can be.
[[nodiscard]] Result<UploadReceipt> decodeReceipt(const QByteArray &body);

} // namespace qwats
