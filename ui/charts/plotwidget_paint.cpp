// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotpaint.h"
#include "ui/charts/plotwidget.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr double tickSpacing = 110; // pixels between two time labels, at least
constexpr double legendPitch = 19;

QColor faint(QColor color, float opacity)
{
    color.setAlphaF(opacity);
    return color;
}

} // namespace

void PlotWidget::paintEvent(QPaintEvent *)
{
    if (m_canvas.isNull() || m_canvas.devicePixelRatio() != devicePixelRatioF())
        paintCanvas();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_canvas);
    const QRectF plot = plotRect();
    const Tokens &tokens = Theme::of(this);
    paintLegend(painter, plot, tokens);
    paintOverlay(painter, plot, tokens);
}

void PlotWidget::paintCanvas()
{
    const qreal ratio = devicePixelRatioF();
    m_canvas = QPixmap(size() * ratio);
    m_canvas.setDevicePixelRatio(ratio);
    const Tokens &tokens = Theme::of(this);
    m_canvas.fill(tokens.base);
    QPainter painter(&m_canvas);
    paintGround(painter, plotRect(), tokens);
}

void PlotWidget::paintGround(QPainter &painter, const QRectF &plot, const Tokens &tokens)
{
    paintGrid(painter, plot, tokens);
    painter.save();
    painter.setClipRect(plot);
    paintContent(painter, plot, tokens);
    painter.restore();
    paintDownTime(painter, plot, tokens);
    painter.setPen(QPen(tokens.hairline, 0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot.adjusted(0, 0, -1, -1));
    paintTitle(painter, plot, tokens);
    if (m_timeLabels)
        paintTimeLabels(painter, plot, tokens);
}

void PlotWidget::paintGrid(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    painter.setFont(numberFont(TextRole::Caption));
    for (const ValueTick &tick : valueTicks()) {
        const double y = std::round(plot.bottom() - tick.share * plot.height());
        painter.setPen(QPen(tokens.grid, 0));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(0, y - 8, plot.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    painter.setPen(QPen(tokens.grid, 0));
    const TimeScale scale = m_axis->scale(plot);
    for (const TimeTick &tick : m_axis->ticks(plot.width(), tickSpacing)) {
        const double x = std::round(scale.x(tick.atMs));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

void PlotWidget::paintTitle(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    const QRectF row(plot.left(), 0, plot.width(), plot.top() - 3);
    painter.setFont(ui::font(TextRole::Header));
    painter.setPen(tokens.text);
    QRectF used;
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, title(), &used);
    painter.setFont(numberFont(TextRole::Small));
    painter.setPen(tokens.muted);
    const QRectF rest = row.adjusted(used.width() + 8, 0, 0, 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(note(), Qt::ElideRight, int(rest.width())));
}

void PlotWidget::paintTimeLabels(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    painter.setFont(numberFont(TextRole::Caption));
    painter.setPen(tokens.muted);
    const TimeScale scale = m_axis->scale(plot);
    for (const TimeTick &tick : m_axis->ticks(plot.width(), tickSpacing)) {
        const double half = painter.fontMetrics().horizontalAdvance(tick.text) / 2.0 + 1;
        const double x = std::clamp(scale.x(tick.atMs), plot.left() + half, plot.right() - half);
        painter.drawText(QRectF(x - half, plot.bottom() + 5, 2 * half, 16), Qt::AlignCenter, tick.text);
    }
}

void PlotWidget::paintDownTime(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    const TimeScale scale = m_axis->scale(plot);
    painter.setFont(ui::font(TextRole::Caption));
    const QString words = tr("no answers");
    for (const TimeSpan &span : downSpans(*m_buckets)) {
        const double left = std::round(std::clamp(scale.x(span.fromMs), plot.left(), plot.right()));
        const double right = std::round(std::clamp(scale.x(span.toMs), plot.left(), plot.right()));
        const QRectF band(left, plot.top(), right - left, plot.height());
        painter.fillRect(band, faint(tokens.idle, 0.13F));
        if (!namesDownTime() || painter.fontMetrics().horizontalAdvance(words) + 8 > band.width())
            continue;
        painter.setPen(tokens.muted);
        painter.drawText(band, Qt::AlignCenter, words);
    }
}

void PlotWidget::paintLegend(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    const TimeBucket *shown = shownBucket();
    const std::vector<LegendRow> rows = legendRows(shown, tokens);
    const double left = width() - TimeAxisGroup::rightColumn + 16;
    const double pitch = rows.empty() ? legendPitch : std::min(legendPitch, (plot.height() + 6) / double(rows.size()));
    QRectF row(left, plot.top() + 2, width() - left, pitch);
    for (const LegendRow &entry : rows) {
        paintLegendRow(painter, row, entry, tokens);
        row.translate(0, pitch);
    }
    paintLegendFoot(painter, QRectF(QPointF(left, row.top()), QPointF(width(), plot.bottom())), shown, tokens);
}

void PlotWidget::paintLegendFoot(QPainter &, const QRectF &, const TimeBucket *, const Tokens &) const { }

void PlotWidget::paintOverlay(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    const TimeScale scale = m_axis->scale(plot);
    const auto line = [&](qint64 at, const QPen &pen) {
        if (at < scale.range.fromMs || at > scale.range.toMs || scale.range.fromMs == scale.range.toMs)
            return;
        const double x = std::round(scale.x(at)) + 0.5;
        painter.setPen(pen);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    };
    for (const TimeMarker &marker : m_axis->markers())
        line(marker.atMs, linePen(tokens.text, 1, LineKind::Dotted));
    paintBrush(painter, plot, tokens);
    if (const auto at = m_axis->hairLine())
        line(*at, linePen(tokens.accent, 1.4));
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(plot.adjusted(0.5, 0.5, -1.5, -1.5));
    }
}

void PlotWidget::paintBrush(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    const auto brush = m_axis->brush();
    if (!brush)
        return;
    const TimeScale scale = m_axis->scale(plot);
    painter.save();
    painter.setClipRect(plot.adjusted(-3, 0, 3, 0)); // a live range slides past the brush
    const double left = std::round(scale.x(brush->fromMs));
    const double right = std::round(scale.x(brush->toMs));
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), faint(tokens.accent, 0.18F));
    for (const double x : {left, right}) {
        painter.fillRect(QRectF(x - 0.5, plot.top(), 1, plot.height()), tokens.accent);
        painter.fillRect(QRectF(x - 2.5, plot.center().y() - 9, 5, 18), tokens.accent);
    }
    painter.restore();
}

} // namespace qwats::ui
