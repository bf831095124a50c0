// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/cellfonts.h"
#include "ui/delegates/roles.h"
#include "ui/theme/tokens.h"

#include <QRect>

class QPainter;

namespace qwats::ui {

/// What one cell shows, already read from the model.
struct Cell
{
    QString text;
    QString unit; ///< muted, behind the text, never elided
    QString subText; ///< muted, after the text, gives way first
    std::optional<StatusKind> glyph;
    QColor ink; ///< colour of the text
    int weight = 400;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    Qt::TextElideMode elide = Qt::ElideRight;

    /// Reads the roles of a text cell; colours and weights by the rules of `ItemRole`.
    static Cell read(const QModelIndex &index, const Tokens &tokens);
};

/// Paints cells: glyph and word, numbers in equal digits, units and second texts in muted.
///
/// A value for one paint event. Thread: gui. Keeps nothing; glyphs come from QPixmapCache.
class CellPainter
{
public:
    CellPainter(QPainter *painter, const Tokens &tokens, Qt::LayoutDirection direction = Qt::LeftToRight);

    /// Paints into `room`, which is without padding.
    void paint(const QRect &room, const Cell &cell) const;
    /// One line of text, elided; returns the width it took in px.
    int text(const QRect &room, const QString &text, const CellFont &font, const QColor &ink,
             Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight) const;
    /// The blocks of a row that is not loaded yet; `seed` keeps their widths steady.
    void placeholder(const QRect &room, quint32 seed, Qt::Alignment alignment) const;
    void glyph(const QRect &place, StatusKind kind) const;

    /// Natural width of a cell in px, and the width of a text in a font with equal digits.
    static int width(const Cell &cell);
    static int textWidth(const QString &text, const CellFont &font);

    static constexpr int glyphSize = 14;
    static constexpr int glyphGap = 6; ///< between glyph and word
    static constexpr int pieceGap = 8; ///< between text and second text

    QPainter *painter() const { return m_painter; }
    const Tokens &tokens() const { return m_tokens; }
    const CellFonts &fonts() const { return m_fonts; }
    Qt::LayoutDirection direction() const { return m_direction; }

private:
    void draw(int x, int baseline, const QString &text, const CellFont &font) const;

    QPainter *m_painter;
    const Tokens &m_tokens;
    const CellFonts &m_fonts;
    Qt::LayoutDirection m_direction;
};

} // namespace qwats::ui
