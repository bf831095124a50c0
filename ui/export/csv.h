// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportsource.h"

#include <QByteArray>

namespace qwats::ui {

/// CSV by RFC 4180: fields split by commas, quoted where needed, lines ended by CR LF, UTF-8.
///
/// Texts that a spreadsheet would run as a formula (first sign =, +, -, @, tab, CR, LF or their full-width forms, also
/// after blanks) get an apostrophe in front (OWASP, "CSV Injection") and quotes. Numbers are written as they are, with
/// a point and without grouping, whatever the locale; times as ISO 8601 in UTC. NUL becomes U+FFFD. Thread: any.
[[nodiscard]] QByteArray csvField(const QVariant &value);
[[nodiscard]] QByteArray csvLine(const ExportRow &row);
/// A line for people above or under the table: "# as of …", one field.
[[nodiscard]] QByteArray csvNote(const QString &text);

/// Spreadsheets tell UTF-8 from the local code page by these bytes at the start.
inline constexpr char Utf8Mark[] = "\xEF\xBB\xBF";

} // namespace qwats::ui
