// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/denselistview.h"

#include "ui/delegates/twolinedelegate.h"

namespace qwats::ui {

DenseListView::DenseListView(QWidget *parent)
    : DenseTableView(parent)
{
    horizontalHeader()->hide();
    setItemDelegate(new TwoLineDelegate(this));
    setDensity(RowDensity::TwoLine);
    setSelectionMode(SingleSelection);
    ColumnSpec only;
    only.stretch = 1;
    setColumns({only});
}

} // namespace qwats::ui
