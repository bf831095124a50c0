// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/rowdelegate.h"

namespace qwats::ui {

/// A bar of what is used up of a limit, and the value right of it (UsageRole; without it a plain cell).
///
/// Scale 0 to 125 %: tick at the warning threshold and at the limit, fill in the colour of the state, hatched beyond
/// the limit. Without a limit the value stands alone, in its place. Thread: gui.
class UsageBarDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    static constexpr int minBar = 58; ///< px
    static constexpr int maxBar = 96;
    static constexpr double scaleEnd = 1.25;

    /// Just the bar into `room`, for panels outside a view.
    static void paintBar(QPainter *painter, const QRect &room, const Usage &usage, const Tokens &tokens);
    /// Where a share lies between the edges of a bar, in px from its left; clamped to the bar.
    static double position(double share, double barWidth);

protected:
    void paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int contentWidth(const QModelIndex &index) const override;
    QString fullText(const QModelIndex &index) const override;
};

} // namespace qwats::ui
