// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartlayer.h"
#include "ui/charts/plotwidget.h"

namespace qwats::ui {

/// What the cache holds (filled), what the whole program takes (line), the cache's budget (dashed), evictions (ticks).
class MemoryPlot : public PlotWidget
{
    Q_OBJECT

public:
    explicit MemoryPlot(TimeAxisGroup *axis, QWidget *parent = nullptr);

    /// Bytes; 0 or less means that there is no budget.
    void setBudget(double bytes);
    /// The upper end of the value axis in bytes.
    double top() const { return m_top; }
    const ChartLayer &layer() const { return m_layer; }

    QString title() const override;
    QString note() const override;

protected:
    void dataChanged() override;
    std::vector<ValueTick> valueTicks() const override;
    void paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens) override;
    std::vector<LegendRow> legendRows(const TimeBucket *shown, const Tokens &tokens) const override;

private:
    void findTop();
    void paintEvictions(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;

    ChartLayer m_layer;
    int m_cacheArea;
    int m_cacheLine; ///< an area's own pen would draw its sides as well
    int m_programLine;
    int m_budgetLine;
    double m_budget = 0;
    double m_top = 1;
};

} // namespace qwats::ui
