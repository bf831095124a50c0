// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotwidget.h"

namespace qwats::ui {

/// How look-ups were answered, stacked to 100 %: fresh, seeded, joined, stale, miss, failed from the bottom.
///
/// Neighbours are split by one pixel, failed is hatched; a bucket without look-ups stays empty.
class StackedOutcomePlot : public PlotWidget
{
    Q_OBJECT

public:
    using PlotWidget::PlotWidget;

    QString title() const override;
    QString note() const override;

protected:
    void dataChanged() override;
    std::vector<ValueTick> valueTicks() const override;
    void paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens) override;
    std::vector<LegendRow> legendRows(const TimeBucket *shown, const Tokens &tokens) const override;

private:
    quint64 m_lookups = 0; ///< in the range
};

} // namespace qwats::ui
