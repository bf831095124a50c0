// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timebuckets.h"

#include <QWidget>

namespace qwats::ui {

class CallsPlot;
class LatencyPlot;
class MarkerStrip;
class MemoryPlot;
class PlotWidget;
class StackedOutcomePlot;
class TimeAxisGroup;

/// The four plots of the Diagnostics page on one time axis: outcomes, latency, memory, calls.
///
/// Stands edge to edge in its page: the left margin is part of it, as are 16 px at the right. Keeps the values it was
/// given last and no history. Thread: gui. Times: ms since the epoch. Errors: buckets outside the range are not drawn.
class DiagnosticsPlots : public QWidget
{
    Q_OBJECT

public:
    explicit DiagnosticsPlots(QWidget *parent = nullptr);

    /// Buckets in ascending time and the range to show. At most one bucket a two pixels is of use (600 is plenty).
    void setBuckets(std::vector<TimeBucket> buckets, qint64 fromMs, qint64 toMs);
    void setMarkers(QList<TimeMarker> markers);
    /// The dashed lines of memory and calls; 0 or less means that there is no budget.
    void setBudget(double cacheBudgetBytes, int callsPerMinute);

    /// Range, hair line and brush; for pages that put further plots on the same axis. Owned by this widget.
    TimeAxisGroup *axis() const { return m_axis; }
    /// From top to bottom.
    QList<PlotWidget *> plots() const;

signals:
    /// A stretch was marked by dragging over any plot; the page filters by it.
    void spanChosen(qint64 fromMs, qint64 toMs);
    void spanCleared();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TimeAxisGroup *m_axis;
    MarkerStrip *m_strip;
    StackedOutcomePlot *m_outcomes;
    LatencyPlot *m_latency;
    MemoryPlot *m_memory;
    CallsPlot *m_calls;
};

} // namespace qwats::ui
