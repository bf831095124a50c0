// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stackedoutcomeplot.h"

#include "ui/charts/plotpaint.h"
#include "ui/widgets/words.h"

#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr double splitFromHeight = 3; // a thinner layer would vanish below its split line
constexpr double splitFromWidth = 4;

std::array<QColor, OutcomeCount> outcomeColors(const Tokens &tokens)
{
    const Tokens::Chart &chart = tokens.chart;
    return {chart.fresh, chart.seeded, chart.joined, chart.stale, chart.miss, chart.failed};
}

/// The y of each border between layers: [0] is the bottom of the plot, [OutcomeCount] its top.
using Borders = std::array<double, OutcomeCount + 1>;

Borders bordersOf(const TimeBucket &bucket, const QRectF &plot)
{
    Borders borders;
    borders[0] = plot.bottom();
    const double all = double(bucket.lookups());
    double below = 0;
    for (size_t i = 0; i < OutcomeCount; ++i) {
        below += double(bucket.outcomes[i]);
        borders[i + 1] = std::round(plot.bottom() - plot.height() * below / all);
    }
    return borders;
}

void paintLayers(QPainter &painter, const Borders &borders, double left, double right, const Tokens &tokens)
{
    const auto colors = outcomeColors(tokens);
    for (size_t i = 0; i < OutcomeCount; ++i) {
        const QRectF layer(QPointF(left, borders[i + 1]), QPointF(right, borders[i]));
        if (layer.height() <= 0)
            continue;
        if (i == FailedOutcome)
            fillHatched(painter, layer, colors[i], tokens.base);
        else
            painter.fillRect(layer, colors[i]);
    }
}

/// Split lines of one bucket, and the steps to the borders of the bucket before it.
void addSplits(QList<QLineF> &lines, const Borders &borders, const Borders *before, double left, double right)
{
    for (size_t i = 1; i < OutcomeCount; ++i) {
        const double y = borders[i];
        const bool thin = borders[i] - borders[i + 1] < splitFromHeight || borders[i - 1] - y < splitFromHeight;
        if (!thin)
            lines.append(QLineF(left, y, right - 1, y));
        if (before && !thin && right - left >= splitFromWidth && (*before)[i] != y)
            lines.append(QLineF(left, (*before)[i], left, y));
    }
}

} // namespace

QString StackedOutcomePlot::title() const
{
    return tr("Answers by outcome");
}

QString StackedOutcomePlot::note() const
{
    if (m_lookups == 0)
        return tr("share of look-ups · none in %1").arg(rangeWords());
    return tr("share of look-ups · n = %1 in %2").arg(words::count(qint64(m_lookups)), rangeWords());
}

void StackedOutcomePlot::dataChanged()
{
    m_lookups = 0;
    const TimeSpan range = axis()->range();
    for (const TimeBucket &bucket : buckets()) {
        if (bucket.known && bucket.toMs > range.fromMs && bucket.fromMs < range.toMs)
            m_lookups += bucket.lookups();
    }
}

std::vector<ValueTick> StackedOutcomePlot::valueTicks() const
{
    return {{1, words::number(100, 0) + u"\u00a0%"_s}, {0.5, words::number(50, 0) + u"\u00a0%"_s}, {0, u"0"_s}};
}

void StackedOutcomePlot::paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens)
{
    const TimeScale scale = axis()->scale(plot);
    QList<QLineF> splits;
    std::optional<Borders> before;
    for (const TimeBucket &bucket : buckets()) {
        if (!bucket.known || bucket.lookups() == 0) {
            before.reset();
            continue;
        }
        const double left = std::round(scale.x(bucket.fromMs));
        const double right = std::round(scale.x(bucket.toMs));
        const Borders borders = bordersOf(bucket, plot);
        paintLayers(painter, borders, left, right, tokens);
        addSplits(splits, borders, before ? &*before : nullptr, left, right);
        before = borders;
    }
    painter.setPen(QPen(tokens.base, 0));
    painter.drawLines(splits);
}

std::vector<LegendRow> StackedOutcomePlot::legendRows(const TimeBucket *shown, const Tokens &tokens) const
{
    const std::array<QString, OutcomeCount> names{tr("Fresh"), tr("Seeded"), tr("Joined"),
                                                  tr("Stale"), tr("Miss"),   tr("Failed")};
    const auto colors = outcomeColors(tokens);
    const double all = shown ? double(shown->lookups()) : 0;
    std::vector<LegendRow> rows;
    for (size_t i = 0; i < OutcomeCount; ++i) {
        const auto shape = i == FailedOutcome ? LegendRow::Shape::Hatched : LegendRow::Shape::Fill;
        const double part = shown ? double(shown->outcomes[i]) : 0;
        rows.push_back({shape, colors[i], names[i], words::percent(part, all)});
    }
    return rows;
}

} // namespace qwats::ui
