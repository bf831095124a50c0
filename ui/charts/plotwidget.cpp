// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotwidget.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/words.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr int topMargin = 20;
constexpr int bottomMargin = 7; // half a label
constexpr int timeLabelMargin = 26;
constexpr double grabDistance = 5;
constexpr double leastBrush = 4;

} // namespace

PlotWidget::PlotWidget(TimeAxisGroup *axis, QWidget *parent)
    : QWidget(parent)
    , m_axis(axis)
    , m_buckets(std::make_shared<const std::vector<TimeBucket>>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleRole(this, QAccessible::Chart);
    const auto repaint = [this] { update(); };
    connect(axis, &TimeAxisGroup::markersChanged, this, repaint);
    connect(axis, &TimeAxisGroup::brushChanged, this, repaint);
    connect(axis, &TimeAxisGroup::hairLineChanged, this, [this] {
        tellWords();
        update();
    });
    connect(axis, &TimeAxisGroup::rangeChanged, this, [this] {
        dataChanged();
        contentChanged();
    });
}

void PlotWidget::setBuckets(TimeBuckets buckets)
{
    m_buckets = buckets ? std::move(buckets) : std::make_shared<const std::vector<TimeBucket>>();
    dataChanged();
    contentChanged();
}

void PlotWidget::setTimeLabels(bool shown)
{
    m_timeLabels = shown;
    contentChanged();
}

QRectF PlotWidget::plotRect() const
{
    const int below = m_timeLabels ? timeLabelMargin : bottomMargin;
    return QRectF(TimeAxisGroup::leftMargin, topMargin,
                  std::max(1, width() - TimeAxisGroup::leftMargin - TimeAxisGroup::rightColumn),
                  std::max(1, height() - topMargin - below));
}

std::vector<LegendRow> PlotWidget::legend() const
{
    return legendRows(shownBucket(), Theme::of(this));
}

QSize PlotWidget::sizeHint() const
{
    return {TimeAxisGroup::leftMargin + 640 + TimeAxisGroup::rightColumn,
            140 + topMargin + (m_timeLabels ? timeLabelMargin : bottomMargin)};
}

QSize PlotWidget::minimumSizeHint() const
{
    return {TimeAxisGroup::leftMargin + 240 + TimeAxisGroup::rightColumn,
            84 + topMargin + (m_timeLabels ? timeLabelMargin : bottomMargin)};
}

QString PlotWidget::rangeWords() const
{
    return words::age(m_axis->range().toMs - m_axis->range().fromMs);
}

void PlotWidget::contentChanged()
{
    m_canvas = {};
    tellWords();
    update();
}

const TimeBucket *PlotWidget::shownBucket() const
{
    if (const auto at = m_axis->hairLine())
        return bucketAt(*m_buckets, *at);
    return newestBucket(*m_buckets);
}

void PlotWidget::tellWords()
{
    QStringList values;
    if (const auto at = m_axis->hairLine())
        values.append(tr("at %1").arg(words::time(*at, *at)));
    for (const LegendRow &row : legend())
        values.append(row.text + u' ' + row.value);
    setAccessibleWords(this, title(), values.join(u", "_s));
}

bool PlotWidget::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::ApplicationFontChange:
    case QEvent::StyleChange:
    case QEvent::LocaleChange:
    case QEvent::LanguageChange: contentChanged(); break;
    default: break;
    }
    return QWidget::event(event);
}

void PlotWidget::resizeEvent(QResizeEvent *)
{
    m_canvas = {};
}

std::optional<qint64> PlotWidget::brushEdgeAt(double x) const
{
    const auto brush = m_axis->brush();
    if (!brush)
        return std::nullopt;
    const TimeScale scale = m_axis->scale(plotRect());
    if (std::abs(x - scale.x(brush->fromMs)) <= grabDistance)
        return brush->toMs;
    if (std::abs(x - scale.x(brush->toMs)) <= grabDistance)
        return brush->fromMs;
    return std::nullopt;
}

void PlotWidget::mousePressEvent(QMouseEvent *event)
{
    const QRectF plot = plotRect();
    const double x = event->position().x();
    if (event->button() != Qt::LeftButton || x < plot.left() - grabDistance || x > plot.right() + grabDistance) {
        event->ignore();
        return;
    }
    m_brushFrom = brushEdgeAt(x);
    if (m_brushFrom)
        return;
    m_axis->clearBrush();
    m_brushFrom = m_axis->scale(plot).time(x);
}

void PlotWidget::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF plot = plotRect();
    const double x = event->position().x();
    const TimeScale scale = m_axis->scale(plot);
    const bool inside = x >= plot.left() && x <= plot.right();
    if (inside || m_brushFrom)
        m_axis->setHairLine(scale.time(x));
    else
        m_axis->setHairLine(std::nullopt);
    if (m_brushFrom && (m_axis->brush() || std::abs(x - scale.x(*m_brushFrom)) >= leastBrush))
        m_axis->setBrush(*m_brushFrom, scale.time(x));
    setCursor(brushEdgeAt(x) ? Qt::SplitHCursor : inside ? Qt::CrossCursor : Qt::ArrowCursor);
}

void PlotWidget::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_brushFrom)
        return;
    m_brushFrom.reset();
    const TimeScale scale = m_axis->scale(plotRect());
    m_axis->finishBrush(qint64(double(scale.range.toMs - scale.range.fromMs) * leastBrush / scale.width));
}

void PlotWidget::leaveEvent(QEvent *)
{
    if (!m_brushFrom)
        m_axis->setHairLine(std::nullopt);
}

void PlotWidget::moveHairLine(int steps)
{
    const auto &all = *m_buckets;
    if (all.empty())
        return;
    const int last = int(all.size()) - 1;
    int index = steps < 0 ? last : 0;
    if (const auto at = m_axis->hairLine()) {
        const auto after = std::upper_bound(all.begin(), all.end(), *at,
                                            [](qint64 moment, const TimeBucket &b) { return moment < b.fromMs; });
        index = std::clamp(int(after - all.begin()) - 1 + steps, 0, last);
    }
    const TimeSpan range = m_axis->range();
    const TimeBucket &bucket = all[size_t(index)];
    m_axis->setHairLine(std::clamp((bucket.fromMs + bucket.toMs) / 2, range.fromMs, range.toMs));
}

void PlotWidget::keyPressEvent(QKeyEvent *event)
{
    const int all = int(m_buckets->size());
    switch (event->key()) {
    case Qt::Key_Left: moveHairLine(-1); return;
    case Qt::Key_Right: moveHairLine(1); return;
    case Qt::Key_Home:
        m_axis->setHairLine(m_axis->range().fromMs);
        moveHairLine(-all);
        return;
    case Qt::Key_End:
        m_axis->setHairLine(m_axis->range().toMs);
        moveHairLine(all);
        return;
    case Qt::Key_Escape:
        if (m_axis->brush())
            m_axis->clearBrush();
        else if (m_axis->hairLine())
            m_axis->setHairLine(std::nullopt);
        else
            event->ignore();
        return;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace qwats::ui
