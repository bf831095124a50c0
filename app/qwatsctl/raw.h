// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/query.h"

#include <QString>

#include <utility>
#include <vector>

namespace qwats::ctl {

/// An answer as it came, for paths that no service knows and for scripts.
struct RawBody
{
    QByteArray bytes;
};

/// A path with its parameters, decoded, as a person or a trace writes it.
struct RequestPath
{
    QStringList segments; ///< "api", "Asset", "FX-1"
    std::vector<std::pair<QString, QString>> params;

    [[nodiscard]] QString param(QStringView name) const; ///< any case; empty when absent
    /// Canonical: every segment encoded, parameters sorted by name, parameters without a value left out. The same bytes
    /// as core's Target makes for an equal question.
    [[nodiscard]] QByteArray target() const;
};

enum class Spelling : quint8 {
    Plain, ///< nothing is encoded; "&" inside a quoted text of $filter belongs to the text
    Percent, ///< a URL: %XX and + are decoded
};
/// Error InvalidInput: does not begin with "/", has an empty segment inside, a fragment, or is too long.
[[nodiscard]] Result<RequestPath> readPath(const QString &text, Spelling spelling);

/// What a path is about, from its first words. Other when nothing fits.
[[nodiscard]] Domain guessDomain(const RequestPath &path);

/// The question "what is at this path?". The answers of one domain share a tag, rawTag(domain).
[[nodiscard]] Query<RawBody> rawQuery(const RequestPath &path);
[[nodiscard]] Tag rawTag(Domain domain);

} // namespace qwats::ctl
