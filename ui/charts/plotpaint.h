// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotwidget.h"

#include <QPen>

class QPainter;

/// Small pieces that the plots paint alike. Thread: gui.
namespace qwats::ui {

/// A pen of chart lines: cosmetic, dashed 6-3 or dotted whatever its width.
enum class LineKind { Solid, Dashed, Dotted };
[[nodiscard]] QPen linePen(const QColor &color, double width, LineKind kind = LineKind::Solid);

/// Fills with the colour, and with lines at 45° in the ground colour over it: the failed outcome.
void fillHatched(QPainter &painter, const QRectF &rect, const QColor &color, const QColor &ground);

/// One legend row in a rectangle: swatch, name, value at the right.
void paintLegendRow(QPainter &painter, const QRectF &rect, const LegendRow &row, const Tokens &tokens);

/// The next of 1, 2, 4, 5, 8 × 10^n at or above the value; 1 for a value that is not above 0.
[[nodiscard]] double niceAbove(double value);

} // namespace qwats::ui
