// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendplot.h"

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace qwats::ui {
namespace {

constexpr int TrendLeft = 64; // as the time charts
constexpr int TrendTop = 8;
constexpr int TrendBottom = 26;
constexpr int HistogramGap = 20;
constexpr double NearPoint = 9; // px
constexpr double LeastDrag = 5;
constexpr int LeastBins = 16; // the axis holds the limits too, so values take but a part of it

} // namespace

TrendPlot::TrendPlot(QWidget *parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleRole(this, QAccessible::Chart);
    tellWords();
}

void TrendPlot::setPoints(std::vector<TrendPoint> points, const QString &unit)
{
    m_points = std::move(points);
    m_unit = unit;
    m_range.reset();
    m_marked.reset();
    rangeApplied();
}

void TrendPlot::setRange(std::optional<std::pair<qint64, qint64>> range)
{
    if (range == m_range)
        return;
    m_range = range;
    if (const auto [first, last] = shown(); m_marked && (*m_marked < first || *m_marked >= last))
        m_marked.reset();
    rangeApplied();
    emit rangeChanged();
}

void TrendPlot::rangeApplied()
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    const auto [first, last] = shown();
    for (size_t at = first; at < last; ++at) {
        const TrendPoint &point = m_points[at];
        for (const double value : {point.value, point.low.value_or(point.value), point.high.value_or(point.value)}) {
            if (!std::isfinite(value))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    m_axis = ValueAxis::around(low, high, false);
    m_canvas = {};
    tellWords();
    update();
}

std::pair<size_t, size_t> TrendPlot::shown() const
{
    if (!m_range)
        return {0, m_points.size()};
    const auto before = [](const TrendPoint &point, qint64 time) { return point.timeMs < time; };
    const auto first = std::lower_bound(m_points.begin(), m_points.end(), m_range->first, before);
    const auto last = std::lower_bound(first, m_points.end(), m_range->second + 1, before);
    return {size_t(first - m_points.begin()), size_t(last - m_points.begin())};
}

QRectF TrendPlot::trendRect() const
{
    const double right = width() >= 480 ? std::clamp(width() * 0.2, 110.0, 220.0) + HistogramGap : 8;
    return {TrendLeft, TrendTop, std::max(1.0, width() - TrendLeft - right),
            std::max(1.0, double(height() - TrendTop - TrendBottom))};
}

QRectF TrendPlot::histogramRect() const
{
    const QRectF trend = trendRect();
    if (width() < 480)
        return {};
    return {trend.right() + HistogramGap, trend.top(), width() - trend.right() - HistogramGap - 8, trend.height()};
}

double TrendPlot::xOf(qint64 timeMs) const
{
    if (m_points.empty())
        return trendRect().left();
    const qint64 from = m_range ? m_range->first : m_points.front().timeMs;
    const qint64 to = m_range ? m_range->second : m_points.back().timeMs;
    const QRectF trend = trendRect().adjusted(6, 0, -6, 0);
    if (to <= from)
        return trend.center().x();
    return trend.left() + double(timeMs - from) / double(to - from) * trend.width();
}

double TrendPlot::yOf(double value) const
{
    const QRectF trend = trendRect();
    return trend.bottom() - std::clamp(m_axis.share(value), -0.02, 1.02) * trend.height();
}

QPointF TrendPlot::placeOf(size_t index) const
{
    return index < m_points.size() ? QPointF(xOf(m_points[index].timeMs), yOf(m_points[index].value)) : QPointF();
}

/// Of good points each pixel column keeps its lowest and its highest; of the others each place keeps one.
std::vector<size_t> TrendPlot::paintedPoints() const
{
    const auto [first, last] = shown();
    std::vector<size_t> kept;
    const bool all = double(last - first) <= 2 * trendRect().width();
    int column = std::numeric_limits<int>::min();
    size_t low = 0;
    size_t high = 0;
    bool open = false;
    std::vector<int> rows; // of this column, taken by points that are not good
    const auto flush = [&] {
        if (!open)
            return;
        kept.push_back(low);
        if (high != low)
            kept.push_back(high);
        open = false;
    };
    for (size_t at = first; at < last; ++at) {
        if (all) {
            kept.push_back(at);
            continue;
        }
        const QPointF place = placeOf(at);
        if (int(place.x()) != column) {
            flush();
            rows.clear();
            column = int(place.x());
        }
        if (m_points[at].status != StatusKind::Passed) {
            const int row = int(place.y());
            if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
                rows.push_back(row);
                kept.push_back(at);
            }
        } else if (!open) {
            low = high = at;
            open = true;
        } else {
            low = m_points[at].value < m_points[low].value ? at : low;
            high = m_points[at].value > m_points[high].value ? at : high;
        }
    }
    flush();
    return kept;
}

std::vector<int> TrendPlot::bins() const
{
    const auto [first, last] = shown();
    const int room = std::max(1, int(trendRect().height() / 10));
    const int count = std::min(room, std::max(LeastBins, int(std::sqrt(double(last - first))) + 1));
    std::vector<int> counts(size_t(count), 0);
    for (size_t at = first; at < last; ++at) {
        const int bin = int(m_axis.share(m_points[at].value) * count);
        ++counts[size_t(std::clamp(bin, 0, count - 1))];
    }
    return counts;
}

std::optional<size_t> TrendPlot::pointAt(const QPointF &position) const
{
    const auto [first, last] = shown();
    if (first == last || !trendRect().adjusted(-4, -4, 4, 4).contains(position))
        return {};
    std::optional<size_t> best;
    double nearest = NearPoint * NearPoint;
    for (size_t at = first; at < last; ++at) {
        const QPointF away = placeOf(at) - position;
        const double distance = QPointF::dotProduct(away, away);
        if (distance < nearest || (best && distance <= nearest && m_points[at].status != StatusKind::Passed)) {
            nearest = distance;
            best = at;
        }
    }
    return best;
}

void TrendPlot::setMarked(std::optional<size_t> index)
{
    if (index == m_marked)
        return;
    m_marked = index;
    tellWords();
    update();
    emit markedChanged();
}

QString TrendPlot::numberWords(double value) const
{
    const QString number = QLocale().toString(value, 'g', 6);
    return m_unit.isEmpty() ? number : number + QChar(0xA0) + m_unit;
}

void TrendPlot::tellWords()
{
    const auto [first, last] = shown();
    QString words = tr("%n value(s) over time", nullptr, int(last - first));
    if (m_marked && *m_marked < m_points.size()) {
        const TrendPoint &point = m_points[*m_marked];
        words = tr("%1, %2, %3", "value, status, whose")
                    .arg(numberWords(point.value), statusLook(point.status, Theme::of(this)).word, point.words);
    }
    setAccessibleWords(this, words, tr("Arrow keys mark values, Enter opens the report"));
}

bool TrendPlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const auto at = pointAt(help->pos())) {
        const TrendPoint &point = m_points[*at];
        QToolTip::showText(help->globalPos() + QPoint(8, 8),
                           QStringLiteral("%1 · %2\n%3\n%4")
                               .arg(numberWords(point.value), statusLook(point.status, Theme::of(this)).word,
                                    point.words, words::fullTime(point.timeMs)),
                           this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

void TrendPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_canvas = {};
}

void TrendPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_canvas = {};
        update();
    }
}

void TrendPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !trendRect().contains(event->position()))
        return QWidget::mousePressEvent(event);
    m_pressed = m_dragged = event->position().x();
}

void TrendPlot::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed) {
        m_dragged = std::clamp(event->position().x(), trendRect().left(), trendRect().right());
        update();
        return;
    }
    setCursor(pointAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TrendPlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return QWidget::mouseReleaseEvent(event);
    const auto [from, to] = std::minmax({*m_pressed, m_dragged});
    m_pressed.reset();
    update();
    if (to - from < LeastDrag) {
        if (const auto at = pointAt(event->position())) {
            setMarked(at);
            emit pointActivated(*at);
        }
        return;
    }
    const QRectF trend = trendRect().adjusted(6, 0, -6, 0);
    if (m_points.empty())
        return;
    const qint64 begin = m_range ? m_range->first : m_points.front().timeMs;
    const qint64 end = m_range ? m_range->second : m_points.back().timeMs;
    const auto timeAt = [&](double x) {
        return begin + qint64(std::clamp((x - trend.left()) / trend.width(), 0.0, 1.0) * double(end - begin));
    };
    if (const auto range = std::pair(timeAt(from), timeAt(to)); range.second > range.first)
        setRange(range);
}

void TrendPlot::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    unsetCursor();
}

void TrendPlot::keyPressEvent(QKeyEvent *event)
{
    const auto [first, last] = shown();
    const bool any = first < last;
    const size_t now = m_marked.value_or(last);
    switch (event->key()) {
    case Qt::Key_Left:
        if (any)
            setMarked(now > first ? now - 1 : first);
        return;
    case Qt::Key_Right:
        if (any)
            setMarked(m_marked ? std::min(now + 1, last - 1) : first);
        return;
    case Qt::Key_Home:
        if (any)
            setMarked(first);
        return;
    case Qt::Key_End:
        if (any)
            setMarked(last - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_marked)
            emit pointActivated(*m_marked);
        return;
    case Qt::Key_Escape:
        if (m_range)
            return setRange({});
        if (m_marked)
            return setMarked({});
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace qwats::ui
