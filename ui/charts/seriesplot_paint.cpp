// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotpaint.h"
#include "ui/charts/seriesplot.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace qwats::ui {

namespace {

constexpr double legendRowHeight = 20;

/// One line through points, drawn as the range of each pixel column once it has many of them.
class ColumnLine
{
public:
    explicit ColumnLine(QPainter &painter)
        : m_painter(painter)
    {
    }

    void add(double x, double y)
    {
        if (m_count > 0 && std::floor(x) == std::floor(m_x)) {
            m_low = std::min(m_low, y);
            m_high = std::max(m_high, y);
            m_last = y;
            m_x = x;
            ++m_count;
            return;
        }
        flush();
        m_x = x;
        m_first = m_low = m_high = m_last = y;
        m_count = 1;
    }

    void end()
    {
        flush();
        if (m_line.size() == 1)
            m_painter.drawEllipse(m_line.front(), 2, 2);
        else if (!m_line.isEmpty())
            m_painter.drawPolyline(m_line);
        m_line.clear();
    }

private:
    void flush()
    {
        if (m_count == 0)
            return;
        m_line << QPointF(m_x, m_first);
        if (m_count > 2)
            m_line << QPointF(m_x, m_low) << QPointF(m_x, m_high);
        if (m_count > 1)
            m_line << QPointF(m_x, m_last);
        m_count = 0;
    }

    QPainter &m_painter;
    QPolygonF m_line;
    double m_x = 0;
    double m_first = 0;
    double m_low = 0;
    double m_high = 0;
    double m_last = 0;
    int m_count = 0;
};

LineKind kindOf(LegendRow::Shape shape)
{
    return shape == LegendRow::Shape::Dashed ? LineKind::Dashed
        : shape == LegendRow::Shape::Dotted  ? LineKind::Dotted
                                             : LineKind::Solid;
}

} // namespace

void SeriesPlot::paintEvent(QPaintEvent *)
{
    if (m_canvas.isNull() || m_canvas.devicePixelRatio() != devicePixelRatioF())
        paintCanvas();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_canvas);
    const Tokens &tokens = Theme::of(this);
    const QRectF plot = plotRect();
    paintLegend(painter, plot, tokens);
    if (m_hairLine) {
        const double x = std::round(plot.left() + m_x.share(*m_hairLine) * plot.width()) + 0.5;
        painter.setPen(linePen(tokens.accent, 1.4));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(plot.adjusted(0.5, 0.5, -1.5, -1.5));
    }
}

void SeriesPlot::paintCanvas()
{
    const qreal ratio = devicePixelRatioF();
    m_canvas = QPixmap(size() * ratio);
    m_canvas.setDevicePixelRatio(ratio);
    const Tokens &tokens = Theme::of(this);
    m_canvas.fill(tokens.base);
    QPainter painter(&m_canvas);
    const QRectF plot = plotRect();
    paintAxes(painter, plot, tokens);
    painter.save();
    painter.setClipRect(plot.adjusted(-3, -3, 3, 3));
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < m_data.series.size(); ++i)
        paintSeries(painter, plot, i, tokens);
    painter.restore();
    paintTitle(painter, plot, tokens);
}

void SeriesPlot::paintAxes(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    painter.setFont(numberFont(TextRole::Caption));
    const QFontMetricsF metrics(painter.font());
    for (const double value : m_y.ticks(std::clamp(int(plot.height() / 28), 2, 7))) {
        const double y = std::round(plot.bottom() - m_y.share(value) * plot.height());
        painter.setPen(QPen(tokens.grid, 0));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(0, y - 8, plot.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(withUnit(value, m_data.yUnit), Qt::ElideRight, plot.left() - 8));
    }
    double free = -1; // right end of the label before
    for (const double value : m_x.ticks(std::clamp(int(plot.width() / 100), 2, 8))) {
        const double x = std::round(plot.left() + m_x.share(value) * plot.width());
        painter.setPen(QPen(tokens.grid, 0));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const QString text = withUnit(value, m_data.xUnit);
        const double half = metrics.horizontalAdvance(text) / 2 + 2;
        const double middle = std::clamp(x, half, width() - half);
        if (middle - half <= free)
            continue;
        free = middle + half + 6;
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(middle - half, plot.bottom() + 5, 2 * half, 16), Qt::AlignCenter, text);
    }
    painter.setPen(QPen(tokens.hairline, 0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot.adjusted(0, 0, -1, -1));
}

void SeriesPlot::paintTitle(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    const QRectF row(plot.left(), 0, width() - plot.left() - 8, plot.top() - 4);
    painter.setFont(ui::font(TextRole::Header));
    painter.setPen(tokens.text);
    const QString shown = QFontMetricsF(painter.font()).elidedText(m_data.title, Qt::ElideRight, row.width() * 0.5);
    QRectF used(row.topLeft(), QSizeF(0, 0));
    if (!shown.isEmpty())
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown, &used);
    painter.setFont(numberFont(TextRole::Small));
    painter.setPen(tokens.muted);
    const QRectF rest = row.adjusted(used.width() + (shown.isEmpty() ? 0 : 8), 0, 0, 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(painter.font()).elidedText(note(), Qt::ElideRight, rest.width()));
}

void SeriesPlot::paintSeries(QPainter &painter, const QRectF &plot, size_t which, const Tokens &) const
{
    const PlotSeries &series = m_data.series[which];
    const LegendRow look = legend()[which];
    painter.setPen(linePen(look.color, 1.5, kindOf(look.shape)));
    painter.setBrush(look.color);
    ColumnLine line(painter);
    for (size_t at = 0; at < series.y.size(); ++at) {
        const double x = xOf(series, at);
        if (!isDrawn(x, series.y[at])) {
            line.end();
            continue;
        }
        line.add(plot.left() + m_x.share(x) * plot.width(), plot.bottom() - m_y.share(series.y[at]) * plot.height());
    }
    line.end();
}

void SeriesPlot::paintLegend(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    if (legendWidth() <= 0)
        return;
    const double left = width() - legendWidth();
    QRectF row(left, plot.top(), legendWidth() - 12, legendRowHeight);
    if (m_hairLine) {
        painter.setFont(numberFont(TextRole::Small));
        painter.setPen(tokens.muted);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, tr("at %1").arg(withUnit(*m_hairLine, m_data.xUnit)));
        row.translate(0, legendRowHeight);
    }
    const auto rows = legend();
    const auto room = static_cast<size_t>(std::max(1.0, (height() - row.top()) / legendRowHeight));
    for (size_t i = 0; i < rows.size() && i < room; ++i) {
        const bool cut = i + 1 == room && rows.size() > room;
        LegendRow shown = rows[i];
        if (cut)
            shown = {LegendRow::Shape::None, tokens.muted, tr("%n more", nullptr, int(rows.size() - i)), {}};
        paintLegendRow(painter, row, shown, tokens);
        row.translate(0, legendRowHeight);
    }
}

} // namespace qwats::ui
