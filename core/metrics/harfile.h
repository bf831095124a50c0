// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/requestlog.h"

#include <QUrl>

#include <memory>
#include <vector>

namespace qwats {

/// Requests as an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), UTF-8 JSON.
///
/// Holds no body and no token: the header that carried it says only that there was one. What the format has no place
/// for (outcome, asker, decode time, failed attempts) stands in `_qwats` of each entry. Answers of the cache have the
/// status the server had given. `server` is the address in front of the targets; user information in it is left out.
/// Pure. Thread: any.
[[nodiscard]] QByteArray toHar(const std::vector<RequestRecord> &records, const QUrl &server);

/// What a HAR file holds.
struct HarFile
{
    std::vector<RequestRecord> records; ///< oldest first; ids from 1
    QUrl server; ///< of the first entry; a target on another server is a whole URL
    QString creator; ///< the program that wrote it
    qsizetype skipped = 0; ///< entries that are no requests
    std::shared_ptr<const void> names; ///< owns what `RequestRecord::route` points to
};

/// Reads archives of qWATS and of other programs; of those the phases are read as well as they fit. Bodies, cookies and
/// headers are not taken over. At most the newest 50 000 requests. Error InvalidInput: not an HTTP Archive of version
/// 1.x.
[[nodiscard]] Result<HarFile> fromHar(const QByteArray &json);

/// The request as a line for a shell with curl. The token is the variable WATS_TOKEN, never the token itself; a body is
/// read from request.json, because bodies are not recorded.
[[nodiscard]] QByteArray toCurl(const RequestRecord &record, const QUrl &server);

/// Server and target as one URL, without user information.
[[nodiscard]] QByteArray absoluteUrl(const RequestRecord &record, const QUrl &server);

} // namespace qwats
