// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetrics>

namespace qwats::ui {

/// A font with the measures a cell needs, made once.
struct CellFont
{
    explicit CellFont(const QFont &made);

    QFont font;
    QFontMetrics metrics;
    int ascent; ///< px
    int height; ///< px
    int widest; ///< px, no Latin letter is wider
    bool tabular; ///< all digits have one advance
    int digit; ///< px, the widest digit
};

/// The fonts of tables. Thread: gui. Made anew when the application's font changes.
struct CellFonts
{
    CellFont body;
    CellFont key; ///< weight 500
    CellFont strong; ///< weight 600
    CellFont small;
    QFont madeFor; ///< the application's font at that time

    static const CellFonts &current();
    /// The table font for a QFont weight of 400, 500 or 600.
    const CellFont &ofWeight(int weight) const;
};

} // namespace qwats::ui
