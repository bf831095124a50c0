// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartlayer.h"
#include "ui/charts/plotwidget.h"

#include <QImage>

namespace qwats::ui {

/// Times of network answers on a log scale: p50, p95 and p99 as lines over a heat map of all answers.
///
/// The lines are Qt Charts series on a QLogValueAxis and differ by dash; the map is an indexed image under them.
class LatencyPlot : public PlotWidget
{
    Q_OBJECT

public:
    explicit LatencyPlot(TimeAxisGroup *axis, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    /// The ends of the value axis in ms.
    std::pair<double, double> bounds() const { return {m_low, m_high}; }
    const ChartLayer &layer() const { return m_layer; }

protected:
    void dataChanged() override;
    std::vector<ValueTick> valueTicks() const override;
    void paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens) override;
    std::vector<LegendRow> legendRows(const TimeBucket *shown, const Tokens &tokens) const override;
    void paintLegendFoot(QPainter &painter, const QRectF &area, const TimeBucket *shown,
                         const Tokens &tokens) const override;
    bool namesDownTime() const override { return true; }

private:
    void findBounds();
    void fillLines();
    void fillMap();
    double shareOf(double ms) const;

    ChartLayer m_layer;
    QImage m_map; ///< a column a bucket's length, a row a tenth of a decade; index 0 is nothing
    TimeSpan m_mapSpan; ///< what the image covers
    int m_lowRow = 0; ///< tenths of a decade above 1 ms of the image's bottom
    double m_low = 10;
    double m_high = 1000;
    quint64 m_answers = 0;
};

} // namespace qwats::ui
