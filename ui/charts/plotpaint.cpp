// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotpaint.h"

#include <QPainter>

#include <cmath>

namespace qwats::ui {

namespace {

void paintSwatch(QPainter &painter, const QRectF &rect, const LegendRow &row, const Tokens &tokens)
{
    const double middle = std::round(rect.center().y());
    const QRectF box(rect.left(), middle - 5.5, 11, 11);
    const auto line = [&](LineKind kind, double width) {
        painter.setPen(linePen(row.color, width, kind));
        painter.drawLine(QPointF(rect.left(), middle + 0.5), QPointF(rect.left() + 14, middle + 0.5));
    };
    switch (row.shape) {
    case LegendRow::Shape::Fill: painter.fillRect(box, row.color); break;
    case LegendRow::Shape::Hatched: fillHatched(painter, box, row.color, tokens.base); break;
    case LegendRow::Shape::Line: line(LineKind::Solid, 2); break;
    case LegendRow::Shape::Dashed: line(LineKind::Dashed, 1.4); break;
    case LegendRow::Shape::Dotted: line(LineKind::Dotted, 1.6); break;
    case LegendRow::Shape::Tick: painter.fillRect(QRectF(rect.left() + 4.5, middle - 4, 2, 9), row.color); break;
    case LegendRow::Shape::None: break;
    }
}

} // namespace

QPen linePen(const QColor &color, double width, LineKind kind)
{
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    // Dash lengths count in pen widths, the look in pixels.
    if (kind == LineKind::Dashed)
        pen.setDashPattern({6 / width, 3 / width});
    else if (kind == LineKind::Dotted)
        pen.setDashPattern({2 / width, 2.5 / width});
    return pen;
}

void fillHatched(QPainter &painter, const QRectF &rect, const QColor &color, const QColor &ground)
{
    painter.fillRect(rect, color);
    QColor lines = ground;
    lines.setAlphaF(0.62F);
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(lines, 1.6));
    // Lines hang on the picture, not on the rectangle, so that neighbours join.
    const double start = std::floor((rect.left() + rect.top()) / 6) * 6;
    for (double sum = start; sum <= rect.right() + rect.bottom(); sum += 6)
        painter.drawLine(QPointF(sum - rect.top(), rect.top()), QPointF(sum - rect.bottom(), rect.bottom()));
    painter.restore();
}

void paintLegendRow(QPainter &painter, const QRectF &rect, const LegendRow &row, const Tokens &tokens)
{
    paintSwatch(painter, rect, row, tokens);
    painter.setFont(numberFont(TextRole::Small));
    painter.setPen(tokens.text);
    const double indent = row.shape == LegendRow::Shape::None ? 0 : 20;
    const QFontMetricsF metrics(painter.font());
    const double valueWidth = metrics.horizontalAdvance(row.value);
    const QRectF name = rect.adjusted(indent, 0, -valueWidth - 8, 0);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(row.text, Qt::ElideRight, name.width()));
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, row.value);
}

double niceAbove(double value)
{
    if (!(value > 0))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 4.0, 5.0, 8.0}) {
        if (value <= factor * power * (1 + 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace qwats::ui
