// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportsource.h"

#include <QPagedPaintDevice>

#include <atomic>

namespace qwats::ui {

/// What stands on paper.
struct PaperDocument
{
    QString title;
    QString age; ///< at the head of every page
    QStringList facts; ///< on the first page
    QString extent; ///< on the last page: "Complete: 214 rows", "The first 200 rows of more"
    std::vector<ExportColumn> columns; ///< those with onPaper only
    QList<ExportRow> rows; ///< one value for each of `columns`
};

/// Whether the table is better read on a page that lies on its side.
[[nodiscard]] bool wantsLandscape(const PaperDocument &document);

/// Paints title, age, facts and the table on as many pages as it takes, with the age line, the headings and "page 2 of
/// 7" on each. Long texts wrap in their cell: nothing is cut off. Page size and margins are the device's. Returns the
/// number of pages; 0 when `stop` was set or the device could not be painted on. Thread: any, one device at a time.
[[nodiscard]] int paintPaper(const PaperDocument &document, QPagedPaintDevice &device, const std::atomic_bool &stop);

/// A value as people read it, in the user's locale.
[[nodiscard]] QString paperText(const QVariant &value);

} // namespace qwats::ui
