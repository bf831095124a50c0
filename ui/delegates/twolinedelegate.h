// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/rowdelegate.h"

namespace qwats::ui {

/// List rows of 44 px: key and right text, below them the second line and its right text (all muted but the key).
///
/// Roles: Qt::DisplayRole, SecondLineRole, RightTextRole, SecondRightRole; GlyphRole or StatusRole put the glyph
/// before the key; MutedRole mutes the key as well (inactive things). Thread: gui.
class TwoLineDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    static constexpr int rowHeight = 44; ///< px

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int contentWidth(const QModelIndex &index) const override;
    QString fullText(const QModelIndex &index) const override;
};

} // namespace qwats::ui
