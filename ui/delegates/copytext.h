// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndexList>
#include <QString>

class QAbstractItemModel;
class QHeaderView;

namespace qwats::ui {

/// The text of one cell for the clipboard: CopyTextRole, else what is shown, with its unit. Not loaded: empty.
[[nodiscard]] QString copyCell(const QModelIndex &index);
/// Rows with their headings, split by tabs, columns as on screen; hidden columns are left out.
/// `rows` are indexes of any column; tabs and line ends inside a cell become spaces.
[[nodiscard]] QString copyRows(const QModelIndexList &rows, const QHeaderView &header);

} // namespace qwats::ui
