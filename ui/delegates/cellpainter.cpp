// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/cellpainter.h"

#include "ui/theme/theme.h"
#include "ui/widgets/words.h"

#include <QModelIndex>
#include <QPainter>
#include <QStyle>
#include <QVariant>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int unitGap = 3;

/// True when the text surely fits, found without measuring: shaping is the dear part of a cell.
bool surelyFits(const QString &text, const CellFont &font, int width)
{
    if (text.size() * font.widest > width)
        return false;
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x250; });
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

void readLook(Cell &cell, const QModelIndex &index, const Tokens &tokens)
{
    if (const QVariant state = index.data(StatusRole); state.isValid()) {
        const StatusLook look = statusLook(state.value<StatusKind>(), tokens);
        cell.glyph = state.value<StatusKind>();
        cell.ink = look.text;
        cell.weight = look.weight;
        if (cell.text.isEmpty())
            cell.text = look.word;
    } else if (const QVariant glyph = index.data(GlyphRole); glyph.isValid()) {
        cell.glyph = glyph.value<StatusKind>();
    }
    if (index.data(StrongRole).toBool())
        cell.weight = QFont::DemiBold;
    else if (index.data(KeyRole).toBool())
        cell.weight = std::max<int>(cell.weight, QFont::Medium);
    if (const QVariant ink = index.data(ColorTokenRole); ink.isValid())
        cell.ink = inkColor(ink.value<InkToken>(), tokens);
    else if (index.data(MutedRole).toBool())
        cell.ink = tokens.muted;
}

} // namespace

Cell Cell::read(const QModelIndex &index, const Tokens &tokens)
{
    Cell cell;
    cell.text = index.data(Qt::DisplayRole).toString();
    cell.unit = index.data(UnitRole).toString();
    cell.subText = index.data(SubTextRole).toString();
    cell.ink = tokens.text;
    if (const QVariant alignment = index.data(Qt::TextAlignmentRole); alignment.isValid())
        cell.alignment = Qt::Alignment(alignment.toInt());
    readLook(cell, index, tokens);
    // A missing value is quiet, whatever its column looks like.
    if (cell.text.size() == 1 && cell.text == words::none()) {
        cell.ink = tokens.muted;
        cell.weight = QFont::Normal;
    }
    return cell;
}

CellPainter::CellPainter(QPainter *painter, const Tokens &tokens, Qt::LayoutDirection direction)
    : m_painter(painter)
    , m_tokens(tokens)
    , m_fonts(CellFonts::current())
    , m_direction(direction)
{
}

int CellPainter::textWidth(const QString &text, const CellFont &font)
{
    if (font.tabular)
        return font.metrics.horizontalAdvance(text);
    int width = 0;
    for (const QChar c : text)
        width += isDigit(c) ? font.digit : font.metrics.horizontalAdvance(c);
    return width;
}

void CellPainter::draw(int x, int baseline, const QString &text, const CellFont &font) const
{
    if (font.tabular || std::none_of(text.begin(), text.end(), isDigit)) {
        m_painter->drawText(QPoint(x, baseline), text);
        return;
    }
    // No digits of one width in this font: each stands in the middle of an equal cell.
    for (const QChar c : text) {
        const int advance = font.metrics.horizontalAdvance(c);
        const int cell = isDigit(c) ? font.digit : advance;
        m_painter->drawText(QPoint(x + (cell - advance) / 2, baseline), QString(c));
        x += cell;
    }
}

int CellPainter::text(const QRect &room, const QString &text, const CellFont &font, const QColor &ink,
                      Qt::Alignment alignment, Qt::TextElideMode elide) const
{
    if (text.isEmpty() || room.width() <= 0)
        return 0;
    const Qt::Alignment side = QStyle::visualAlignment(m_direction, alignment);
    const bool plainLeft = !side.testFlag(Qt::AlignRight) && !side.testFlag(Qt::AlignHCenter);
    QString shown = text;
    int width = -1;
    if (!plainLeft || !surelyFits(text, font, room.width())) {
        width = textWidth(text, font);
        if (width > room.width()) {
            shown = font.metrics.elidedText(text, elide, room.width());
            width = textWidth(shown, font);
        }
    }
    int x = room.x();
    if (side.testFlag(Qt::AlignRight))
        x = room.right() + 1 - width;
    else if (side.testFlag(Qt::AlignHCenter))
        x = room.x() + (room.width() - width) / 2;
    m_painter->setFont(font.font);
    m_painter->setPen(ink);
    draw(x, room.y() + (room.height() - font.height) / 2 + font.ascent, shown, font);
    return width;
}

void CellPainter::glyph(const QRect &place, StatusKind kind) const
{
    const qreal ratio = m_painter->device()->devicePixelRatioF();
    m_painter->drawPixmap(place.topLeft(), StatusGlyph::pixmap(kind, place.width(), m_tokens, ratio));
}

void CellPainter::paint(const QRect &room, const Cell &cell) const
{
    QRect rest = room;
    const auto placed = [&](const QRect &part) { return QStyle::visualRect(m_direction, room, part); };
    if (cell.glyph) {
        glyph(placed({room.x(), room.y() + (room.height() - glyphSize) / 2, glyphSize, glyphSize}), *cell.glyph);
        rest.setLeft(rest.left() + glyphSize + glyphGap);
    }
    const CellFont &font = m_fonts.ofWeight(cell.weight);
    if (cell.unit.isEmpty() && cell.subText.isEmpty()) {
        text(placed(rest), cell.text, font, cell.ink, cell.alignment, cell.elide);
        return;
    }
    const int unit = cell.unit.isEmpty() ? 0 : textWidth(cell.unit, m_fonts.body) + unitGap;
    const int wanted = std::min(textWidth(cell.text, font), rest.width() - unit);
    const bool right = cell.alignment.testFlag(Qt::AlignRight);
    const int x = right ? rest.right() + 1 - unit - wanted : rest.x();
    text(placed({x, rest.y(), wanted, rest.height()}), cell.text, font, cell.ink, Qt::AlignLeft, cell.elide);
    if (unit > 0)
        text(placed({x + wanted + unitGap, rest.y(), unit - unitGap, rest.height()}), cell.unit, m_fonts.body,
             m_tokens.muted);
    if (right || cell.subText.isEmpty())
        return;
    const int after = x + wanted + unit + pieceGap;
    text(placed({after, rest.y(), rest.right() + 1 - after, rest.height()}), cell.subText, m_fonts.body,
         m_tokens.muted);
}

void CellPainter::placeholder(const QRect &room, quint32 seed, Qt::Alignment alignment) const
{
    // Widths differ like those of texts, and stay the same while the row scrolls.
    const quint32 mixedSeed = (seed * 2654435761u) >> 16;
    const int most = std::min(room.width(), 170);
    const int width = std::max(8, most * int(40 + mixedSeed % 45) / 100);
    const Qt::Alignment side = QStyle::visualAlignment(m_direction, alignment);
    const int x = side.testFlag(Qt::AlignRight) ? room.right() + 1 - width : room.x();
    const QRect block(x, room.y() + room.height() / 2 - 4, width, 8);
    m_painter->fillRect(block.intersected(room), m_tokens.track);
}

int CellPainter::width(const Cell &cell)
{
    const CellFonts &fonts = CellFonts::current();
    int width = textWidth(cell.text, fonts.ofWeight(cell.weight));
    if (cell.glyph)
        width += glyphSize + glyphGap;
    if (!cell.unit.isEmpty())
        width += textWidth(cell.unit, fonts.body) + unitGap;
    if (!cell.subText.isEmpty())
        width += textWidth(cell.subText, fonts.body) + pieceGap;
    return width;
}

} // namespace qwats::ui
