// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/callsplot.h"

#include "ui/charts/plotpaint.h"
#include "ui/widgets/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr double minuteMs = 60'000;
constexpr double leastTop = 10;
constexpr std::array<qint64, 12> barLengths{1000,    2000,    5000,    10'000,  30'000,    60'000,
                                            120'000, 300'000, 600'000, 900'000, 1'800'000, 3'600'000};

/// The longest length that still gives 24 bars, but never less than a bucket.
qint64 barLength(const TimeSpan &range, const std::vector<TimeBucket> &buckets)
{
    const qint64 bucket = buckets.empty() ? 1 : buckets.front().toMs - buckets.front().fromMs;
    qint64 length = barLengths.front();
    for (const qint64 candidate : barLengths) {
        if (candidate * 24 <= range.toMs - range.fromMs || length < bucket)
            length = candidate;
    }
    return std::max(length, bucket);
}

} // namespace

double CallsPlot::Bar::perMinute() const
{
    return coveredMs > 0 ? double(calls) * minuteMs / double(coveredMs) : 0;
}

CallsPlot::CallsPlot(TimeAxisGroup *axis, QWidget *parent)
    : PlotWidget(axis, parent)
{
}

void CallsPlot::setBudget(int callsPerMinute)
{
    const int budget = std::max(0, callsPerMinute);
    if (budget == m_budget)
        return;
    m_budget = budget;
    dataChanged();
    contentChanged();
}

QString CallsPlot::title() const
{
    return tr("Calls per minute");
}

QString CallsPlot::note() const
{
    const QString calls = words::count(qint64(m_calls));
    return m_budget > 0 ? tr("root scale, against the budget · n = %1").arg(calls)
                        : tr("root scale · n = %1").arg(calls);
}

void CallsPlot::dataChanged()
{
    m_bars.clear();
    m_calls = 0;
    const TimeSpan range = axis()->range();
    const qint64 length = barLength(range, buckets());
    double most = 0;
    for (const TimeBucket &bucket : buckets()) {
        if (!bucket.known || bucket.toMs <= range.fromMs || bucket.fromMs >= range.toMs)
            continue;
        const qint64 from = bucket.fromMs / length * length;
        if (m_bars.empty() || m_bars.back().span.fromMs != from)
            m_bars.push_back({{from, from + length}, 0, 0});
        m_bars.back().calls += bucket.calls;
        m_bars.back().coveredMs += bucket.toMs - bucket.fromMs;
        m_calls += bucket.calls;
    }
    for (const Bar &bar : m_bars)
        most = std::max(most, bar.perMinute());
    m_top = most > m_budget ? niceAbove(std::max(most, leastTop)) : std::max(double(m_budget), leastTop);
}

double CallsPlot::shareOf(double perMinute) const
{
    return std::sqrt(std::max(0.0, perMinute) / m_top);
}

std::vector<ValueTick> CallsPlot::valueTicks() const
{
    std::vector<ValueTick> ticks;
    for (const double part : {1.0, 0.4, 0.1, 0.0}) {
        const double value = std::round(m_top * part);
        ticks.push_back({shareOf(value), words::count(qint64(value))});
    }
    return ticks;
}

void CallsPlot::paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens)
{
    const TimeScale scale = axis()->scale(plot);
    for (const Bar &bar : m_bars) {
        const double left = std::round(scale.x(bar.span.fromMs)) + 1;
        const double right = std::max(std::round(scale.x(bar.span.toMs)) - 1, left + 1);
        const double top = std::round(plot.bottom() - shareOf(bar.perMinute()) * plot.height());
        painter.fillRect(QRectF(QPointF(left, top), QPointF(right, plot.bottom())), tokens.chart.p50);
    }
    if (m_budget <= 0)
        return;
    // Half a pixel inside, or the frame would hide a budget at the very top.
    const double y = std::max(std::round(plot.bottom() - shareOf(m_budget) * plot.height()), plot.top() + 1) + 0.5;
    painter.setPen(linePen(tokens.chart.limit, 1.2, LineKind::Dashed));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
}

std::vector<LegendRow> CallsPlot::legendRows(const TimeBucket *shown, const Tokens &tokens) const
{
    QString rate = words::none();
    if (shown) {
        const auto bar = std::find_if(m_bars.begin(), m_bars.end(), [shown](const Bar &candidate) {
            return shown->fromMs >= candidate.span.fromMs && shown->fromMs < candidate.span.toMs;
        });
        if (bar != m_bars.end())
            rate = tr("%1 / min").arg(words::count(qint64(std::llround(bar->perMinute()))));
    }
    std::vector<LegendRow> rows{{LegendRow::Shape::Fill, tokens.chart.p50, tr("Calls"), rate}};
    if (m_budget > 0) {
        rows.push_back(
            {LegendRow::Shape::Dashed, tokens.chart.limit, tr("Budget"), tr("%1 / min").arg(words::count(m_budget))});
    }
    return rows;
}

} // namespace qwats::ui
