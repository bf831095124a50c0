// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/latencyplot.h"

#include "ui/charts/heatramp.h"
#include "ui/charts/plotpaint.h"
#include "ui/widgets/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr double rowsPerDecade = 10; // as fine as the histograms behind it, so no row stays empty between two
constexpr int mostColumns = 2000;
constexpr double leastMs = 1e-3;

enum { P50, P95, P99 };

using Percentile = std::optional<double> TimeBucket::*;
constexpr std::array<Percentile, 3> percentiles{&TimeBucket::p50Ms, &TimeBucket::p95Ms, &TimeBucket::p99Ms};

int rowOf(double ms)
{
    // A lower edge that is exactly a row's must not fall below it by rounding.
    return int(std::floor(std::log10(std::max(ms, leastMs)) * rowsPerDecade + 1e-6));
}

double rowMs(int row)
{
    return std::pow(10, row / rowsPerDecade);
}

bool overlaps(const TimeBucket &bucket, const TimeSpan &range)
{
    return bucket.known && bucket.toMs > range.fromMs && bucket.fromMs < range.toMs;
}

/// Short labels of round values: "300 ms", "1 s", "0.1 ms".
QString tickWords(double ms)
{
    const double value = ms >= 1000 ? ms / 1000 : ms;
    return words::number(value, value < 1 ? 1 : 0) + (ms >= 1000 ? u"\u00a0s"_s : u"\u00a0ms"_s);
}

QString durationWords(std::optional<double> ms)
{
    return ms ? words::duration(*ms / 1000) : words::none();
}

} // namespace

LatencyPlot::LatencyPlot(TimeAxisGroup *axis, QWidget *parent)
    : PlotWidget(axis, parent)
    , m_layer(ChartLayer::Scale::Logarithmic)
{
    for (size_t i = 0; i < percentiles.size(); ++i)
        m_layer.addLine();
    LatencyPlot::dataChanged();
}

QString LatencyPlot::title() const
{
    return tr("Network answer time");
}

QString LatencyPlot::note() const
{
    if (m_answers == 0)
        return tr("log scale · no answers in %1").arg(rangeWords());
    return tr("log scale · n = %1").arg(words::count(qint64(m_answers)));
}

void LatencyPlot::dataChanged()
{
    findBounds();
    fillLines();
    fillMap();
}

void LatencyPlot::findBounds()
{
    double least = 0;
    double most = 0;
    m_answers = 0;
    const auto take = [&](double ms) {
        least = least > 0 ? std::min(least, ms) : ms;
        most = std::max(most, ms);
    };
    for (const TimeBucket &bucket : buckets()) {
        if (!overlaps(bucket, axis()->range()))
            continue;
        for (const auto &[edge, count] : bucket.heat) {
            take(std::max(edge, leastMs));
            take(std::max(edge, leastMs) * 1.26); // the cell's upper end
            m_answers += count;
        }
        for (const Percentile percentile : percentiles) {
            if (const auto &value = bucket.*percentile)
                take(std::max(*value, leastMs));
        }
    }
    // At least a decade and a half: a flat line must not look like a wild one.
    m_low = least > 0 ? least / 1.3 : 10;
    m_high = std::max(most * 1.3, m_low * 32);
}

void LatencyPlot::fillLines()
{
    const TimeSpan range = axis()->range();
    m_layer.setRange(double(range.toMs - range.fromMs) / 1000, m_low, m_high);
    for (int line = P50; line <= P99; ++line) {
        RunBuilder runs;
        for (const TimeBucket &bucket : buckets()) {
            const auto &value = bucket.*percentiles[size_t(line)];
            if (!overlaps(bucket, range) || !value)
                runs.gap();
            else
                runs.add({(double(bucket.fromMs + bucket.toMs) / 2 - double(range.fromMs)) / 1000,
                          std::max(*value, leastMs)});
        }
        m_layer.setRuns(line, runs.take());
    }
}

void LatencyPlot::fillMap()
{
    m_map = {};
    const auto &all = buckets();
    if (all.empty() || m_answers == 0)
        return;
    const qint64 step = std::max<qint64>(1, all.front().toMs - all.front().fromMs);
    m_mapSpan = {all.front().fromMs, all.back().toMs};
    const int columns = int(std::clamp<qint64>((m_mapSpan.toMs - m_mapSpan.fromMs) / step, 1, mostColumns));
    m_lowRow = rowOf(m_low);
    const int rows = rowOf(m_high) - m_lowRow + 1;
    std::vector<quint32> counts(size_t(columns) * size_t(rows));
    const double perMs = columns / double(m_mapSpan.toMs - m_mapSpan.fromMs);
    for (const TimeBucket &bucket : all) {
        const int column = int(double(bucket.fromMs - m_mapSpan.fromMs) * perMs + 1e-6);
        for (const auto &[edge, count] : bucket.heat) {
            const int row = rowOf(edge) - m_lowRow;
            if (bucket.known && column < columns && row >= 0 && row < rows)
                counts[size_t(rows - 1 - row) * size_t(columns) + size_t(column)] += count;
        }
    }
    m_map = heatImage(counts, columns, rows);
}

double LatencyPlot::shareOf(double ms) const
{
    return std::log(ms / m_low) / std::log(m_high / m_low);
}

std::vector<ValueTick> LatencyPlot::valueTicks() const
{
    // Steps of the 1-2-5 row as far apart as labels need.
    const double decades = std::log10(m_high / m_low);
    const double room = plotRect().height() / decades;
    const std::vector<double> factors = room > 140 ? std::vector<double>{1, 2, 5}
        : room > 70                                ? std::vector<double>{1, 3}
                                                   : std::vector<double>{1};
    std::vector<ValueTick> ticks;
    for (double power = std::pow(10, std::floor(std::log10(m_low))); power <= m_high; power *= 10) {
        for (const double factor : factors) {
            const double ms = factor * power;
            if (ms >= m_low && ms <= m_high)
                ticks.push_back({shareOf(ms), tickWords(ms)});
        }
    }
    return ticks;
}

void LatencyPlot::paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens)
{
    if (!m_map.isNull()) {
        m_map.setColorTable(heatRamp(tokens));
        const TimeScale scale = axis()->scale(plot);
        const double top = plot.bottom() - shareOf(rowMs(m_lowRow + m_map.height())) * plot.height();
        const double bottom = plot.bottom() - shareOf(rowMs(m_lowRow)) * plot.height();
        painter.drawImage(QRectF(QPointF(scale.x(m_mapSpan.fromMs), top), QPointF(scale.x(m_mapSpan.toMs), bottom)),
                          m_map);
    }
    // Over the map all three take one colour and differ by dash.
    const QColor ink = tokens.chart.p99;
    m_layer.setLook(P50, linePen(ink, 2));
    m_layer.setLook(P95, linePen(ink, 1.4, LineKind::Dashed));
    m_layer.setLook(P99, linePen(ink, 1.4, LineKind::Dotted));
    m_layer.paint(painter, plot);
}

std::vector<LegendRow> LatencyPlot::legendRows(const TimeBucket *shown, const Tokens &tokens) const
{
    const QColor ink = tokens.chart.p99;
    const auto value
        = [&](int line) { return durationWords(shown ? shown->*percentiles[size_t(line)] : std::optional<double>()); };
    return {{LegendRow::Shape::Line, ink, tr("p50"), value(P50)},
            {LegendRow::Shape::Dashed, ink, tr("p95"), value(P95)},
            {LegendRow::Shape::Dotted, ink, tr("p99"), value(P99)}};
}

void LatencyPlot::paintLegendFoot(QPainter &painter, const QRectF &area, const TimeBucket *shown,
                                  const Tokens &tokens) const
{
    constexpr double barWidth = 100;
    const QRectF bar(area.left(), area.top() + 10, barWidth, 8);
    const QFontMetricsF metrics(ui::font(TextRole::Caption));
    const bool room = area.height() > 58;
    if (room) {
        const QList<QRgb> ramp = heatRamp(tokens);
        for (int i = 0; i < 10; ++i)
            painter.fillRect(QRectF(bar.left() + i * 10, bar.top(), 10, bar.height()), QColor(ramp[i * 255 / 9]));
        painter.setPen(QPen(tokens.hairline, 0));
        painter.drawRect(bar);
        painter.setFont(ui::font(TextRole::Caption));
        painter.setPen(tokens.muted);
        const QRectF words(area.left(), bar.bottom() + 3, std::max(barWidth, metrics.horizontalAdvance(tr("few")) * 5),
                           15);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, tr("few"));
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, tr("many calls"));
    }
    const QString hit = shown && shown->cacheP50Us ? words::duration(*shown->cacheP50Us / 1e6) : words::none();
    const LegendRow row{LegendRow::Shape::None, {}, tr("Cache hit, p50"), hit};
    if (area.height() >= 17)
        paintLegendRow(painter, QRectF(area.left(), room ? bar.bottom() + 20 : area.top(), area.width(), 19), row,
                       tokens);
}

} // namespace qwats::ui
