// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

class QStandardItemModel;
class QWidget;

namespace qwats::ui {

class DenseTreeView;

/// Named values of any depth that a station added: additional data of a report, additional results of a step.
/// Thread: GUI.
[[nodiscard]] QStandardItemModel *makePropertyModel(QObject *parent);
void fillProperties(QStandardItemModel *model, const std::vector<PropertyGroup> &groups);
/// A tree for such a model; the groups of a filled model are opened by `expandToDepth(0)`.
[[nodiscard]] DenseTreeView *makePropertyTree(QStandardItemModel *model, const QString &name, QWidget *parent);

} // namespace qwats::ui
