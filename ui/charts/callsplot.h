// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotwidget.h"

namespace qwats::ui {

/// Calls to the server per minute as bars against the budget, on a root scale so that quiet minutes stay visible.
///
/// Buckets are joined to bars of a round length, about thirty in the range; the newest bar may be of a shorter time and
/// is scaled up to a minute like all others.
class CallsPlot : public PlotWidget
{
    Q_OBJECT

public:
    explicit CallsPlot(TimeAxisGroup *axis, QWidget *parent = nullptr);

    /// 0 or less means that there is no budget.
    void setBudget(int callsPerMinute);

    struct Bar
    {
        TimeSpan span;
        quint64 calls = 0;
        qint64 coveredMs = 0; ///< time of the known buckets in it
        [[nodiscard]] double perMinute() const;
    };
    /// Bars with known time, in ascending time.
    const std::vector<Bar> &bars() const { return m_bars; }
    double top() const { return m_top; }

    QString title() const override;
    QString note() const override;

protected:
    void dataChanged() override;
    std::vector<ValueTick> valueTicks() const override;
    void paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens) override;
    std::vector<LegendRow> legendRows(const TimeBucket *shown, const Tokens &tokens) const override;

private:
    double shareOf(double perMinute) const;

    std::vector<Bar> m_bars;
    quint64 m_calls = 0;
    int m_budget = 0;
    double m_top = 10;
};

} // namespace qwats::ui
