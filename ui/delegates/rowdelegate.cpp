// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/rowdelegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plaintext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace qwats::ui {

namespace {

Qt::Alignment alignmentOf(const QModelIndex &index)
{
    const QVariant told = index.data(Qt::TextAlignmentRole);
    return told.isValid() ? Qt::Alignment(told.toInt()) : Qt::AlignLeft | Qt::AlignVCenter;
}

/// The accent bar stands at the very edge of the row; a tree's indented cell leaves it to the branches.
int barOf(const QStyleOptionViewItem &option, const QModelIndex &index, const RowView *view)
{
    if (!view || !view->isFirstColumn(index.column()))
        return -1;
    const bool reversed = option.direction == Qt::RightToLeft;
    const bool atEdge = reversed ? true : option.rect.x() <= 0;
    if (!atEdge)
        return -1;
    return reversed ? option.rect.right() - 2 : option.rect.x();
}

void paintCellMark(QPainter *painter, const QStyleOptionViewItem &option, const RowLook &look, const Tokens &tokens)
{
    if (!look.current || !option.state.testFlag(QStyle::State_HasFocus))
        return;
    painter->fillRect(option.rect.x(), option.rect.y(), 1, option.rect.height() - 1, tokens.accent);
    painter->fillRect(option.rect.right(), option.rect.y(), 1, option.rect.height() - 1, tokens.accent);
}

} // namespace

RowDelegate::RowDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

QRect RowDelegate::contentRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const RowView *view = RowView::of(option);
    int before = view && view->isFirstColumn(index.column()) ? outerPad : pad;
    int after = view && view->isLastColumn(index.column()) ? outerPad : pad;
    if (option.direction == Qt::RightToLeft)
        std::swap(before, after);
    return option.rect.adjusted(before, 0, -after, 0);
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Theme::of(option.widget);
    const RowView *view = RowView::of(option);
    const RowLook look = RowLook::of(option, index, view);
    const bool hairlines = !view || view->hasHairlines();
    const bool placeholder = index.data(PlaceholderRole).toBool();
    paintRowGround(painter, option.rect, look, tokens, hairlines, barOf(option, index, view));
    if (!placeholder && !look.selected && index.data(ChangedRole).toBool())
        painter->fillRect(option.rect.adjusted(0, 1, 0, -2), tokens.agedBg);
    const CellPainter cells(painter, tokens, option.direction);
    const QRect room = contentRect(option, index);
    if (placeholder)
        cells.placeholder(room, quint32(index.row() * 31 + index.column() * 7), alignmentOf(index));
    else
        paintContent(cells, room, option, index);
    paintCellMark(painter, option, look, tokens);
}

void RowDelegate::paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &,
                               const QModelIndex &index) const
{
    Cell cell = Cell::read(index, cells.tokens());
    cell.elide = m_elide;
    cells.paint(room, cell);
}

int RowDelegate::contentWidth(const QModelIndex &index) const
{
    return CellPainter::width(Cell::read(index, lightTokens()));
}

QString RowDelegate::fullText(const QModelIndex &index) const
{
    const Cell cell = Cell::read(index, lightTokens());
    QString text = cell.text;
    if (!cell.unit.isEmpty())
        text += QChar::Nbsp + cell.unit;
    return cell.subText.isEmpty() ? text : text + QLatin1Char(' ') + cell.subText;
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = index.data(PlaceholderRole).toBool() ? 0 : contentWidth(index);
    const RowView *view = RowView::of(option);
    const int height = view ? view->rowPixels() : std::max(28, CellFonts::current().body.height + 10);
    const bool outer = view && (view->isFirstColumn(index.column()) || view->isLastColumn(index.column()));
    return {width + pad + (outer ? outerPad : pad), height};
}

bool RowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid() || index.data(PlaceholderRole).toBool())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStyleOptionViewItem here(option);
    here.widget = view;
    here.direction = view->layoutDirection();
    QString tip = index.data(Qt::ToolTipRole).toString();
    if (tip.isEmpty() && contentWidth(index) > contentRect(here, index).width())
        tip = fullText(index);
    if (tip.isEmpty()) {
        QToolTip::hideText();
        event->ignore();
        return false;
    }
    QToolTip::showText(event->globalPos(), plain::tip(tip), view->viewport(), option.rect);
    return true;
}

void RowDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // An editor takes the whole cell but the hairline, so that a row of 28 px has room for a field.
    editor->setGeometry(option.rect.adjusted(0, 0, 0, -1));
}

} // namespace qwats::ui
