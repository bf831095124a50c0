// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QImage>
#include <QList>

#include <vector>

/// How often becomes how bright. Pure functions; thread: any.
namespace qwats::ui {

/// The 256 colours of the heat map in a theme; 0 is the ground, so that "nothing" and "few" differ.
[[nodiscard]] QList<QRgb> heatRamp(const Tokens &tokens);
/// Counts, row by row from the top, as an indexed image; the colour table is the painter's. (count / most)^0.6.
[[nodiscard]] QImage heatImage(const std::vector<quint32> &counts, int columns, int rows);

} // namespace qwats::ui
