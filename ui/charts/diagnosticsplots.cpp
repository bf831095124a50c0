// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/diagnosticsplots.h"

#include "ui/charts/callsplot.h"
#include "ui/charts/latencyplot.h"
#include "ui/charts/markerstrip.h"
#include "ui/charts/memoryplot.h"
#include "ui/charts/stackedoutcomeplot.h"

#include <QPainter>
#include <QVBoxLayout>

namespace qwats::ui {

DiagnosticsPlots::DiagnosticsPlots(QWidget *parent)
    : QWidget(parent)
    , m_axis(new TimeAxisGroup(this))
    , m_strip(new MarkerStrip(m_axis, this))
    , m_outcomes(new StackedOutcomePlot(m_axis, this))
    , m_latency(new LatencyPlot(m_axis, this))
    , m_memory(new MemoryPlot(m_axis, this))
    , m_calls(new CallsPlot(m_axis, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 16, 4);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_outcomes, 17);
    column->addWidget(m_latency, 21);
    column->addWidget(m_memory, 12);
    column->addWidget(m_calls, 13);
    m_calls->setTimeLabels(true);
    connect(m_axis, &TimeAxisGroup::brushChosen, this, &DiagnosticsPlots::spanChosen);
    connect(m_axis, &TimeAxisGroup::brushCleared, this, &DiagnosticsPlots::spanCleared);
}

void DiagnosticsPlots::setBuckets(std::vector<TimeBucket> buckets, qint64 fromMs, qint64 toMs)
{
    const auto shared = std::make_shared<const std::vector<TimeBucket>>(std::move(buckets));
    // The range first: with the buckets first, everything would be computed for the old range in between.
    m_axis->setRange(fromMs, toMs);
    for (PlotWidget *plot : plots())
        plot->setBuckets(shared);
}

void DiagnosticsPlots::setMarkers(QList<TimeMarker> markers)
{
    m_axis->setMarkers(markers);
}

void DiagnosticsPlots::setBudget(double cacheBudgetBytes, int callsPerMinute)
{
    m_memory->setBudget(cacheBudgetBytes);
    m_calls->setBudget(callsPerMinute);
}

QList<PlotWidget *> DiagnosticsPlots::plots() const
{
    return {m_outcomes, m_latency, m_memory, m_calls};
}

void DiagnosticsPlots::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::of(this).base);
}

} // namespace qwats::ui
