// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timebuckets.h"

#include <QObject>
#include <QRectF>

namespace qwats::ui {

/// Maps moments to the x of a plot and back; linear. A value; thread: any.
struct TimeScale
{
    TimeSpan range;
    double left = 0;
    double width = 0;

    /// Moments outside the range land outside the plot. An empty range maps everything to the left edge.
    [[nodiscard]] double x(qint64 atMs) const;
    /// Clamped to the range.
    [[nodiscard]] qint64 time(double x) const;
};

/// A label below the last plot.
struct TimeTick
{
    qint64 atMs = 0;
    QString text;
};

/// The one time axis of all plots of a page: range, hair line, markers, brush.
///
/// Plots read it and listen; whoever takes the pointer writes. Thread: gui. Times: ms since the epoch, UTC; labels are
/// local. Errors: a range that ends before it begins is kept as an empty one.
class TimeAxisGroup : public QObject
{
    Q_OBJECT

public:
    static constexpr int leftMargin = 64; ///< from a plot widget's left edge to its plot area, logical pixels
    static constexpr int rightColumn = 196; ///< legend and values, with the gap of 16 at its left

    explicit TimeAxisGroup(QObject *parent = nullptr);

    TimeSpan range() const { return m_range; }
    /// Drops a hair line, and a brush that lies wholly outside of the new range.
    void setRange(qint64 fromMs, qint64 toMs);
    const QList<TimeMarker> &markers() const { return m_markers; }
    void setMarkers(const QList<TimeMarker> &markers);
    /// The moment whose values the legends show; none means the newest.
    std::optional<qint64> hairLine() const { return m_hairLine; }
    void setHairLine(std::optional<qint64> atMs);
    std::optional<TimeSpan> brush() const { return m_brush; }
    /// Ends in any order; clamped to the range.
    void setBrush(qint64 oneMs, qint64 otherMs);
    void clearBrush();
    /// The pointer let go: tells the page with brushChosen, or clears a brush narrower than `leastMs`.
    void finishBrush(qint64 leastMs);

    [[nodiscard]] TimeScale scale(const QRectF &plot) const;
    /// Round local times at most one a `spacing` pixels, for a plot of `width` pixels.
    [[nodiscard]] std::vector<TimeTick> ticks(double width, double spacing) const;

signals:
    void rangeChanged();
    void markersChanged();
    void hairLineChanged();
    /// Also while the pointer drags.
    void brushChanged();
    void brushChosen(qint64 fromMs, qint64 toMs);
    void brushCleared();

private:
    TimeSpan m_range;
    QList<TimeMarker> m_markers;
    std::optional<qint64> m_hairLine;
    std::optional<TimeSpan> m_brush;
};

} // namespace qwats::ui
