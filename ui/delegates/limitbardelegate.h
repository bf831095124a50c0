// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/rowdelegate.h"

namespace qwats::ui {

/// A measured value within its limits (LimitsRole; without it a plain muted cell).
///
/// The pass band is the middle 60 % between two ticks; a one-sided limit fills to the other edge. The value is a
/// stroke, or a diamond when the report says failed; out-of-scale values stick to the edge. Thread: gui.
class LimitBarDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    static constexpr int maxBar = 150; ///< px
    static constexpr double bandStart = 0.2; ///< share of the bar left of the low limit
    static constexpr double bandEnd = 0.8;

    static void paintBar(QPainter *painter, const QRect &room, const MeasureLimits &limits, const Tokens &tokens);
    /// Place of a value as a share of the bar, 0 to 1. 0.5 where the limits give no scale.
    static double place(const MeasureLimits &limits, double value);

protected:
    void paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int contentWidth(const QModelIndex &index) const override;
    QString fullText(const QModelIndex &index) const override;
};

} // namespace qwats::ui
