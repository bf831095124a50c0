// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/twolinedelegate.h"

#include <QStyle>

namespace qwats::ui {

namespace {

constexpr int textGap = 12; ///< px at least between the left and the right text
constexpr int lineStep = 17; ///< px from the first to the second line

struct Side
{
    QString left;
    QString right;
    QColor leftInk;
    const CellFont *leftFont;
    const CellFont *rightFont;
};

void paintLine(const CellPainter &cells, const QRect &room, const Side &line)
{
    const QColor &muted = cells.tokens().muted;
    const auto placed = [&](const QRect &part) { return QStyle::visualRect(cells.direction(), room, part); };
    // The right text is short (a revision, a group) and stays whole up to half the row.
    const int wanted = line.right.isEmpty() ? 0 : CellPainter::textWidth(line.right, *line.rightFont);
    const int right = std::min(wanted, room.width() / 2);
    if (right > 0)
        cells.text(placed({room.right() + 1 - right, room.y(), right, room.height()}), line.right, *line.rightFont,
                   muted, Qt::AlignRight);
    const int left = room.width() - (right > 0 ? right + textGap : 0);
    cells.text(placed({room.x(), room.y(), left, room.height()}), line.left, *line.leftFont, line.leftInk);
}

} // namespace

void TwoLineDelegate::paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const Cell cell = Cell::read(index, cells.tokens());
    const CellFonts &fonts = cells.fonts();
    const int top = room.y() + (room.height() - lineStep - fonts.body.height) / 2;
    QRect rest = room;
    if (cell.glyph) {
        const int y = top + (fonts.body.height - CellPainter::glyphSize) / 2;
        const QRect place(room.x(), y, CellPainter::glyphSize, CellPainter::glyphSize);
        cells.glyph(QStyle::visualRect(option.direction, room, place), *cell.glyph);
        rest.setLeft(rest.left() + CellPainter::glyphSize + CellPainter::glyphGap);
    }
    rest = QStyle::visualRect(option.direction, room, rest);
    paintLine(cells, {rest.x(), top, rest.width(), fonts.body.height},
              {cell.text, index.data(RightTextRole).toString(), cell.ink, &fonts.key, &fonts.small});
    paintLine(cells, {rest.x(), top + lineStep, rest.width(), fonts.body.height},
              {index.data(SecondLineRole).toString(), index.data(SecondRightRole).toString(), cells.tokens().muted,
               &fonts.small, &fonts.small});
}

int TwoLineDelegate::contentWidth(const QModelIndex &index) const
{
    const CellFonts &fonts = CellFonts::current();
    const auto line = [&](int left, int right, const CellFont &font) {
        const QString rightText = index.data(right).toString();
        const int text = CellPainter::textWidth(index.data(left).toString(), font);
        return rightText.isEmpty() ? text : text + textGap + CellPainter::textWidth(rightText, fonts.small);
    };
    const Cell cell = Cell::read(index, lightTokens());
    const int glyph = cell.glyph ? CellPainter::glyphSize + CellPainter::glyphGap : 0;
    return glyph
        + std::max(line(Qt::DisplayRole, RightTextRole, fonts.key), line(SecondLineRole, SecondRightRole, fonts.small));
}

QString TwoLineDelegate::fullText(const QModelIndex &index) const
{
    const Cell cell = Cell::read(index, lightTokens());
    const QString second = index.data(SecondLineRole).toString();
    return second.isEmpty() ? cell.text : cell.text + QLatin1Char('\n') + second;
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {RowDelegate::sizeHint(option, index).width(), rowHeight};
}

} // namespace qwats::ui
