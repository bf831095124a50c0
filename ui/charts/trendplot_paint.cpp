// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotpaint.h"
#include "ui/charts/trendplot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace qwats::ui {
namespace {

constexpr double DayMs = 86'400'000;

QString timeLabel(qint64 timeMs, double spanMs)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(timeMs);
    if (spanMs > 2 * DayMs)
        return QLocale().toString(when, QStringLiteral("d MMM"));
    return when.toString(spanMs > 300'000 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss"));
}

/// Three figures are enough to tell how wide a bin is.
double roundedBin(double width)
{
    return QString::number(width, 'g', 3).toDouble();
}

} // namespace

void TrendPlot::paintEvent(QPaintEvent *)
{
    if (m_canvas.isNull() || m_canvas.devicePixelRatio() != devicePixelRatioF())
        paintCanvas();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_canvas);
    const Tokens &tokens = Theme::of(this);
    paintMark(painter, tokens);
    if (m_pressed) {
        const QRectF trend = trendRect();
        const auto [from, to] = std::minmax({*m_pressed, m_dragged});
        QColor brush = tokens.accent;
        brush.setAlphaF(0.18F);
        painter.fillRect(QRectF(from, trend.top(), to - from, trend.height()), brush);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(trendRect().adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void TrendPlot::paintCanvas()
{
    const qreal ratio = devicePixelRatioF();
    m_canvas = QPixmap(size() * ratio);
    m_canvas.setDevicePixelRatio(ratio);
    const Tokens &tokens = Theme::of(this);
    m_canvas.fill(tokens.base);
    QPainter painter(&m_canvas);
    paintGrid(painter, tokens);
    paintTimes(painter, tokens);
    paintHistogram(painter, tokens);
    paintPoints(painter, tokens);
    paintLimits(painter, tokens, false);
    paintLimits(painter, tokens, true);
}

void TrendPlot::paintGrid(QPainter &painter, const Tokens &tokens) const
{
    const QRectF trend = trendRect();
    painter.setFont(numberFont(TextRole::Caption));
    for (const double value : m_axis.ticks(std::clamp(int(trend.height() / 36), 2, 6))) {
        const double y = std::round(yOf(value));
        painter.setPen(QPen(tokens.grid, 0));
        painter.drawLine(QPointF(trend.left(), y), QPointF(trend.right(), y));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(0, y - 8, trend.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(numberWords(value), Qt::ElideRight, int(trend.left()) - 8));
    }
    painter.setPen(QPen(tokens.hairline, 0));
    painter.drawLine(trend.bottomLeft(), trend.bottomRight());
}

void TrendPlot::paintTimes(QPainter &painter, const Tokens &tokens) const
{
    if (m_points.empty())
        return;
    const QRectF trend = trendRect().adjusted(6, 0, -6, 0);
    const qint64 from = m_range ? m_range->first : m_points.front().timeMs;
    const qint64 to = m_range ? m_range->second : m_points.back().timeMs;
    const double span = double(to - from);
    painter.setFont(numberFont(TextRole::Caption));
    painter.setPen(tokens.muted);
    const int labels = span <= 0 ? 1 : std::clamp(int(trend.width() / 110), 2, 8);
    for (int at = 0; at < labels; ++at) {
        const double share = labels > 1 ? double(at) / (labels - 1) : 0.5;
        const QString text = timeLabel(from + qint64(share * span), span);
        const double half = painter.fontMetrics().horizontalAdvance(text) / 2.0 + 2;
        const double x
            = std::clamp(trend.left() + share * trend.width(), trend.left() + half - 8, trend.right() - half + 8);
        painter.drawText(QRectF(x - half, trend.bottom() + 5, 2 * half, 16), Qt::AlignCenter, text);
    }
}

/// A limit may change from report to report: a step line, named at its newest part.
void TrendPlot::paintLimits(QPainter &painter, const Tokens &tokens, bool high) const
{
    const auto [first, last] = shown();
    const QRectF trend = trendRect();
    painter.setPen(linePen(tokens.chart.limit, 1, LineKind::Dashed));
    std::optional<double> limit;
    double from = trend.left();
    const auto draw = [&](double to) {
        if (limit && std::isfinite(*limit))
            painter.drawLine(QPointF(from, yOf(*limit)), QPointF(to, yOf(*limit)));
    };
    for (size_t at = first; at < last; ++at) {
        const std::optional<double> &own = high ? m_points[at].high : m_points[at].low;
        if (own == limit)
            continue;
        const double x = at == first ? trend.left() : xOf(m_points[at].timeMs);
        draw(x);
        limit = own;
        from = x;
    }
    draw(trend.right());
    if (!limit || !std::isfinite(*limit))
        return;
    const double y = yOf(*limit);
    if (const QRectF histogram = histogramRect(); !histogram.isEmpty())
        painter.drawLine(QPointF(histogram.left(), y), QPointF(histogram.right(), y));
    painter.setFont(numberFont(TextRole::Caption));
    const QString text
        = high ? tr("high limit %1").arg(numberWords(*limit)) : tr("low limit %1").arg(numberWords(*limit));
    const double wide = painter.fontMetrics().horizontalAdvance(text) + 8;
    const double top = high == (y > trend.top() + 18) ? y - 17 : y + 1;
    const QRectF room(trend.left() + 4, std::clamp(top, trend.top(), trend.bottom() - 16), wide, 16);
    painter.fillRect(room, tokens.base);
    painter.setPen(tokens.text);
    painter.drawText(room, Qt::AlignCenter, text);
}

void TrendPlot::paintPoints(QPainter &painter, const Tokens &tokens) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    std::vector<size_t> others; // over the good ones
    for (const size_t at : paintedPoints()) {
        if (m_points[at].status == StatusKind::Passed)
            paintPoint(painter, tokens, at);
        else
            others.push_back(at);
    }
    for (const size_t at : others)
        paintPoint(painter, tokens, at);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Good: a dot. Failed: a diamond. Error: a square. Else: a ring.
void TrendPlot::paintPoint(QPainter &painter, const Tokens &tokens, size_t index) const
{
    const QPointF place = placeOf(index);
    painter.setPen(Qt::NoPen);
    switch (m_points[index].status) {
    case StatusKind::Passed:
        painter.setBrush(tokens.chart.p95);
        painter.drawEllipse(place, 2, 2);
        break;
    case StatusKind::Failed: {
        painter.setBrush(tokens.bad);
        const QPointF corners[]{place + QPointF(0, -5), place + QPointF(5, 0), place + QPointF(0, 5),
                                place + QPointF(-5, 0)};
        painter.drawConvexPolygon(corners, 4);
        break;
    }
    case StatusKind::Error:
        painter.setBrush(tokens.alarm);
        painter.drawRect(QRectF(place - QPointF(4, 4), QSizeF(8, 8)));
        break;
    default:
        painter.setPen(QPen(tokens.idle, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(place, 3, 3);
        break;
    }
}

void TrendPlot::paintMark(QPainter &painter, const Tokens &tokens) const
{
    if (!m_marked || *m_marked >= m_points.size())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_points[*m_marked].status == StatusKind::Failed ? tokens.bad : tokens.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(placeOf(*m_marked), 8, 8);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TrendPlot::paintHistogram(QPainter &painter, const Tokens &tokens) const
{
    const QRectF room = histogramRect();
    if (room.isEmpty() || m_points.empty())
        return;
    const std::vector<int> counts = bins();
    const int most = std::max(1, *std::max_element(counts.begin(), counts.end()));
    painter.setFont(numberFont(TextRole::Caption));
    const int numberRoom = painter.fontMetrics().horizontalAdvance(words::count(most)) + 8;
    const double step = room.height() / double(counts.size());
    painter.setPen(QPen(tokens.border, 0));
    painter.drawLine(room.topLeft(), room.bottomLeft());
    for (size_t bin = 0; bin < counts.size(); ++bin) {
        if (counts[bin] == 0)
            continue;
        const double length = std::max(1.0, (room.width() - numberRoom) * counts[bin] / most);
        const double y = room.bottom() - step * double(bin + 1);
        painter.fillRect(QRectF(room.left() + 1, y + 0.5, length, std::max(1.0, step - 1)), tokens.chart.p50);
        if (step >= 11) {
            painter.setPen(tokens.muted);
            painter.drawText(QRectF(room.left() + length + 5, y, numberRoom, step), Qt::AlignLeft | Qt::AlignVCenter,
                             words::count(counts[bin]));
        }
    }
    painter.setPen(tokens.muted);
    painter.drawText(
        QRectF(room.left(), room.bottom() + 5, room.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
        tr("values per %1").arg(numberWords(roundedBin((m_axis.to - m_axis.from) / double(counts.size())))));
}

} // namespace qwats::ui
