// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/densetableview.h"

namespace qwats::ui {

/// A list of two-line rows (TwoLineDelegate): a table of one stretched column without a header. Thread: gui.
class DenseListView : public DenseTableView
{
    Q_OBJECT

public:
    explicit DenseListView(QWidget *parent = nullptr);
};

} // namespace qwats::ui
