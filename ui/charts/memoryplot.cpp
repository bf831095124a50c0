// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/memoryplot.h"

#include "ui/charts/plotpaint.h"
#include "ui/widgets/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr double leastBytesTop = 1e6; // an empty cache is not shown as if it were full

QString sizeWords(double bytes)
{
    return words::size(qint64(bytes));
}

/// Short labels of round sizes: "80 MB", "2.5 MB".
QString bytesTickWords(double bytes)
{
    const double megabytes = bytes / 1e6;
    const int decimals = megabytes == std::floor(megabytes) ? 0 : 1;
    return words::number(megabytes, decimals) + u"\u00a0MB"_s;
}

} // namespace

MemoryPlot::MemoryPlot(TimeAxisGroup *axis, QWidget *parent)
    : PlotWidget(axis, parent)
    , m_layer(ChartLayer::Scale::Linear)
    , m_cacheArea(m_layer.addArea())
    , m_cacheLine(m_layer.addLine())
    , m_programLine(m_layer.addLine())
    , m_budgetLine(m_layer.addLine())
{
    MemoryPlot::dataChanged();
}

void MemoryPlot::setBudget(double bytes)
{
    const double budget = std::max(0.0, bytes);
    if (budget == m_budget)
        return;
    m_budget = budget;
    dataChanged();
    contentChanged();
}

QString MemoryPlot::title() const
{
    return tr("Memory");
}

QString MemoryPlot::note() const
{
    return tr("held by the cache and by the whole program");
}

void MemoryPlot::findTop()
{
    double most = m_budget * 1.15;
    for (const TimeBucket &bucket : buckets()) {
        if (bucket.known)
            most = std::max({most, bucket.cacheBytes * 1.15, bucket.residentBytes * 1.15});
    }
    m_top = niceAbove(std::max(most, leastBytesTop));
}

void MemoryPlot::dataChanged()
{
    findTop();
    const TimeSpan range = axis()->range();
    const double seconds = double(range.toMs - range.fromMs) / 1000;
    RunBuilder cache;
    RunBuilder program;
    for (const TimeBucket &bucket : buckets()) {
        if (!bucket.known) {
            cache.gap();
            program.gap();
            continue;
        }
        const double at = (double(bucket.fromMs + bucket.toMs) / 2 - double(range.fromMs)) / 1000;
        cache.add({at, bucket.cacheBytes});
        program.add({at, bucket.residentBytes});
    }
    m_layer.setRange(seconds, 0, m_top);
    const std::vector<PointRun> held = cache.take();
    m_layer.setRuns(m_cacheArea, held);
    m_layer.setRuns(m_cacheLine, held);
    m_layer.setRuns(m_programLine, program.take());
    std::vector<PointRun> budget;
    if (m_budget > 0)
        budget.push_back({{0, m_budget}, {seconds, m_budget}});
    m_layer.setRuns(m_budgetLine, budget);
}

std::vector<ValueTick> MemoryPlot::valueTicks() const
{
    return {{1, bytesTickWords(m_top)}, {0.5, bytesTickWords(m_top / 2)}, {0, u"0"_s}};
}

void MemoryPlot::paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens)
{
    QColor fill = tokens.chart.memCache;
    fill.setAlphaF(0.38F);
    m_layer.setLook(m_cacheArea, Qt::NoPen, fill);
    m_layer.setLook(m_cacheLine, linePen(tokens.chart.memCache, 1.5));
    m_layer.setLook(m_programLine, linePen(tokens.chart.memRss, 1.4));
    m_layer.setLook(m_budgetLine, linePen(tokens.chart.limit, 1.2, LineKind::Dashed));
    m_layer.paint(painter, plot);
    paintEvictions(painter, plot, tokens);
}

void MemoryPlot::paintEvictions(QPainter &painter, const QRectF &plot, const Tokens &tokens) const
{
    const TimeScale scale = axis()->scale(plot);
    for (const TimeBucket &bucket : buckets()) {
        if (!bucket.known || bucket.evictions == 0)
            continue;
        const double x = std::round(scale.x((bucket.fromMs + bucket.toMs) / 2));
        painter.fillRect(QRectF(x - 1, plot.bottom() - 9, 2, 8), tokens.chart.miss);
    }
}

std::vector<LegendRow> MemoryPlot::legendRows(const TimeBucket *shown, const Tokens &tokens) const
{
    const auto size = [&](double TimeBucket::*member) { return shown ? sizeWords(shown->*member) : words::none(); };
    std::vector<LegendRow> rows{
        {LegendRow::Shape::Fill, tokens.chart.memCache, tr("Cache"), size(&TimeBucket::cacheBytes)},
        {LegendRow::Shape::Line, tokens.chart.memRss, tr("Whole program"), size(&TimeBucket::residentBytes)}};
    if (m_budget > 0)
        rows.push_back({LegendRow::Shape::Dashed, tokens.chart.limit, tr("Cache budget"), sizeWords(m_budget)});
    rows.push_back({LegendRow::Shape::Tick, tokens.chart.miss, tr("Evictions"),
                    shown ? words::count(qint64(shown->evictions)) : words::none()});
    return rows;
}

} // namespace qwats::ui
