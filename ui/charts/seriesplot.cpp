// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/seriesplot.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/words.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr double leftRoom = 74; ///< px for the labels of the values
constexpr double topRoom = 24;
constexpr double bottomRoom = 26;
constexpr double wideLegend = 196;
constexpr double narrowLegend = 120;

struct Extent
{
    double from = std::numeric_limits<double>::infinity();
    double to = -std::numeric_limits<double>::infinity();
    void add(double value)
    {
        from = std::min(from, value);
        to = std::max(to, value);
    }
};

} // namespace

SeriesPlot::SeriesPlot(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleRole(this, QAccessible::Chart);
}

void SeriesPlot::setData(SeriesData data)
{
    m_data = std::move(data);
    m_hairLine.reset();
    m_points = m_gaps = 0;
    Extent x;
    Extent y;
    for (const PlotSeries &series : m_data.series) {
        for (size_t at = 0; at < series.y.size(); ++at) {
            const double px = xOf(series, at);
            if (isDrawn(px, series.y[at])) {
                x.add(px);
                y.add(series.y[at]);
                ++m_points;
            } else if (std::isfinite(px) && std::isfinite(series.y[at])) {
                ++m_gaps;
            }
        }
    }
    m_x = ValueAxis::around(x.from, x.to, m_data.logX);
    if (!m_data.logX && m_points > 0 && x.to > x.from)
        m_x = {x.from, x.to, false}; // what was swept fills the width
    m_y = ValueAxis::around(y.from, y.to, m_data.logY);
    m_canvas = {};
    tellWords();
    update();
}

/// Without an x of its own a point counts on from the one before.
double SeriesPlot::xOf(const PlotSeries &series, size_t at) const
{
    if (at < series.x.size())
        return series.x[at];
    return series.x.empty() ? double(at) : series.x.back() + double(at - series.x.size() + 1);
}

bool SeriesPlot::isDrawn(double x, double y) const
{
    return std::isfinite(x) && std::isfinite(y) && !(m_data.logX && x <= 0) && !(m_data.logY && y <= 0);
}

double SeriesPlot::legendWidth() const
{
    return width() >= 560 ? wideLegend : width() >= 360 ? narrowLegend : 0;
}

QRectF SeriesPlot::plotRect() const
{
    const double right = legendWidth() > 0 ? legendWidth() + 16 : 12;
    return {leftRoom, topRoom, std::max(10.0, width() - leftRoom - right),
            std::max(10.0, height() - topRoom - bottomRoom)};
}

QString SeriesPlot::withUnit(double value, const QString &unit) const
{
    const double size = std::abs(value);
    const bool plain = value == 0 || (size >= 1e-3 && size < 1e6);
    const QString number = QLocale().toString(value, plain ? 'g' : 'e', plain ? 6 : 2);
    return unit.isEmpty() ? number : number + QChar(QChar::Nbsp) + unit;
}

QString SeriesPlot::note() const
{
    QStringList parts;
    const auto axisWords = [&](const QString &label, const QString &unit, bool logarithmic) {
        QString words = unit.isEmpty() ? label : label.isEmpty() ? unit : tr("%1 in %2").arg(label, unit);
        if (logarithmic)
            words = words.isEmpty() ? tr("logarithmic") : tr("%1, logarithmic").arg(words);
        return words;
    };
    const QString y = axisWords(m_data.yLabel, m_data.yUnit, m_data.logY);
    const QString x = axisWords(m_data.xLabel, m_data.xUnit, m_data.logX);
    if (!y.isEmpty() && !x.isEmpty())
        parts << tr("%1 over %2").arg(y, x);
    else if (!y.isEmpty() || !x.isEmpty())
        parts << y + x;
    parts << tr("n = %1").arg(words::count(m_points));
    if (m_gaps > 0)
        parts << tr("%n points are not above 0 and have no place on a logarithmic scale", nullptr, m_gaps);
    return parts.join(u" · "_s);
}

std::optional<size_t> SeriesPlot::nearest(const PlotSeries &series, double x) const
{
    std::optional<size_t> best;
    double least = std::numeric_limits<double>::infinity();
    const double wanted = m_x.share(x);
    for (size_t at = 0; at < series.y.size(); ++at) {
        const double px = xOf(series, at);
        if (!isDrawn(px, series.y[at]))
            continue;
        const double away = std::abs(m_x.share(px) - wanted);
        if (away < least) {
            least = away;
            best = at;
        }
    }
    return best;
}

std::vector<LegendRow> SeriesPlot::legend() const
{
    const Tokens &tokens = Theme::of(this);
    const QColor colors[] = {tokens.chart.p50, tokens.chart.p95, tokens.chart.p99, tokens.chart.memCache, tokens.text};
    const LegendRow::Shape shapes[] = {LegendRow::Shape::Line, LegendRow::Shape::Dashed, LegendRow::Shape::Dotted};
    std::vector<LegendRow> rows;
    for (size_t i = 0; i < m_data.series.size(); ++i) {
        const PlotSeries &series = m_data.series[i];
        LegendRow row;
        row.color = colors[i % std::size(colors)];
        row.shape = shapes[i / std::size(colors) % std::size(shapes)];
        row.text = series.name.isEmpty() ? tr("Series %1").arg(i + 1) : series.name;
        if (m_hairLine) {
            const auto at = nearest(series, *m_hairLine);
            row.value = at ? withUnit(series.y[*at], m_data.yUnit) : words::none();
        }
        rows.push_back(row);
    }
    return rows;
}

void SeriesPlot::setHairLine(std::optional<double> x)
{
    if (x) { // a line stands at a point that was measured, not between two
        for (const PlotSeries &series : m_data.series) {
            if (const auto at = nearest(series, *x)) {
                x = xOf(series, *at);
                break;
            }
        }
    }
    if (x == m_hairLine)
        return;
    m_hairLine = x;
    tellWords();
    update();
}

void SeriesPlot::tellWords()
{
    QStringList values;
    const auto rows = legend();
    for (const LegendRow &row : rows)
        values << (row.value.isEmpty() ? row.text : row.text + u' ' + row.value);
    QString description = note();
    if (m_hairLine)
        description += u", "_s + tr("at %1").arg(withUnit(*m_hairLine, m_data.xUnit));
    setAccessibleWords(this, m_data.title.isEmpty() ? tr("Chart") : m_data.title,
                       description + u": "_s + values.join(u", "_s));
}

void SeriesPlot::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF plot = plotRect();
    const QPointF at = event->position();
    if (m_points == 0 || at.x() < plot.left() - 4 || at.x() > plot.right() + 4)
        return setHairLine({});
    setHairLine(m_x.valueAt(std::clamp((at.x() - plot.left()) / plot.width(), 0.0, 1.0)));
}

void SeriesPlot::leaveEvent(QEvent *)
{
    if (!hasFocus())
        setHairLine({});
}

void SeriesPlot::moveHairLine(int key)
{
    const auto first = std::find_if(m_data.series.begin(), m_data.series.end(),
                                    [](const PlotSeries &series) { return !series.y.empty(); });
    if (first == m_data.series.end() || m_points == 0)
        return;
    const auto size = static_cast<int>(first->y.size());
    const auto now = m_hairLine ? nearest(*first, *m_hairLine) : std::nullopt;
    const int step = key == Qt::Key_Left || key == Qt::Key_End ? -1 : 1;
    int at = key == Qt::Key_Home || (key == Qt::Key_Right && !now) ? 0
        : key == Qt::Key_End || !now                               ? size - 1
                                                                   : static_cast<int>(*now) + step;
    while (at >= 0 && at < size && !isDrawn(xOf(*first, size_t(at)), first->y[size_t(at)]))
        at += step;
    if (at >= 0 && at < size)
        setHairLine(xOf(*first, static_cast<size_t>(at)));
}

void SeriesPlot::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End: return moveHairLine(event->key());
    case Qt::Key_Escape:
        if (m_hairLine)
            return setHairLine({});
        [[fallthrough]];
    default: QWidget::keyPressEvent(event);
    }
}

void SeriesPlot::resizeEvent(QResizeEvent *)
{
    m_canvas = {};
}

void SeriesPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_canvas = {};
        update();
    }
}

void SeriesPlot::focusInEvent(QFocusEvent *)
{
    update();
}

void SeriesPlot::focusOutEvent(QFocusEvent *)
{
    update();
}

} // namespace qwats::ui
