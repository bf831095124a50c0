// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/densetreeview.h"

#include "ui/delegates/copytext.h"
#include "ui/delegates/limitbardelegate.h"
#include "ui/delegates/usagebardelegate.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QCursor>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace qwats::ui {

namespace {

constexpr int chevronShift = 13; ///< px; puts chevron and text where a table has its outer padding

QModelIndex deepestLast(QModelIndex index, const QAbstractItemModel &model)
{
    while (const int rows = model.rowCount(index))
        index = model.index(rows - 1, 0, index);
    return index;
}

/// The next row in reading order, folded ones included.
QModelIndex after(const QModelIndex &index, const QAbstractItemModel &model)
{
    if (model.rowCount(index) > 0)
        return model.index(0, 0, index);
    for (QModelIndex at = index; at.isValid(); at = at.parent()) {
        const QModelIndex parent = at.parent();
        if (at.row() + 1 < model.rowCount(parent))
            return model.index(at.row() + 1, 0, parent);
    }
    return {};
}

QModelIndex before(const QModelIndex &index, const QAbstractItemModel &model)
{
    if (index.row() == 0)
        return index.parent();
    return deepestLast(model.index(index.row() - 1, 0, index.parent()), model);
}

} // namespace

DenseTreeView::DenseTreeView(QWidget *parent)
    : QTreeView(parent)
{
    // Not among the initialisers: the header reports to this view while it is set up.
    m_layout = new ColumnLayout(header());
    setFrameShape(NoFrame);
    setIndentation(indentStep);
    setUniformRowHeights(true);
    setAnimated(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegate(new RowDelegate(this));
    viewport()->setMouseTracking(true);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSectionsMovable(false);
    header()->setHighlightSections(false);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) { columnMenu()->popup(header()->viewport()->mapToGlobal(position)); });
}

void DenseTreeView::setColumns(std::vector<ColumnSpec> columns)
{
    for (int column = 0; column < int(columns.size()); ++column) {
        columns[size_t(column)].sortable = false; // a tree keeps the order of its source
        if (QAbstractItemDelegate *before = itemDelegateForColumn(column)) {
            setItemDelegateForColumn(column, nullptr);
            delete before;
        }
        switch (columns[size_t(column)].content) {
        case ColumnSpec::Content::Usage: setItemDelegateForColumn(column, new UsageBarDelegate(this)); break;
        case ColumnSpec::Content::Limits: setItemDelegateForColumn(column, new LimitBarDelegate(this)); break;
        case ColumnSpec::Content::Text:
        case ColumnSpec::Content::Status: break;
        }
    }
    m_layout->setColumns(std::move(columns));
    m_layout->fit(viewport()->width());
}

QMenu *DenseTreeView::columnMenu()
{
    if (!m_columnMenu) {
        m_columnMenu = new QMenu(this);
        connect(m_columnMenu, &QMenu::aboutToShow, m_layout, [this] {
            m_columnMenu->clear();
            m_layout->fill(m_columnMenu);
        });
    }
    return m_columnMenu;
}

void DenseTreeView::setDensity(RowDensity density)
{
    m_rowPixels = int(density);
    scheduleDelayedItemsLayout();
}

void DenseTreeView::setHairlines(bool on)
{
    m_hairlines = on;
    viewport()->update();
}

bool DenseTreeView::selectNext(const std::function<bool(const QModelIndex &)> &wanted, bool forward)
{
    const QAbstractItemModel *source = model();
    if (!source || source->rowCount() == 0)
        return false;
    const auto step = [&](const QModelIndex &from) { return forward ? after(from, *source) : before(from, *source); };
    const QModelIndex current = currentIndex().siblingAtColumn(0);
    QModelIndex at = current.isValid() ? step(current) : forward ? source->index(0, 0) : deepestLast({}, *source);
    while (at.isValid() && !wanted(at))
        at = step(at);
    if (!at.isValid())
        return false;
    for (QModelIndex parent = at.parent(); parent.isValid(); parent = parent.parent())
        expand(parent);
    setCurrentIndex(at);
    scrollTo(at);
    return true;
}

bool DenseTreeView::isHoveredRow(const QModelIndex &index) const
{
    return m_hovered.isValid() && index.row() == m_hovered.row() && index.siblingAtColumn(0) == m_hovered;
}

bool DenseTreeView::isCurrentRow(const QModelIndex &index) const
{
    const QModelIndex current = currentIndex();
    return current.row() == index.row() && current.siblingAtColumn(index.column()) == index;
}

bool DenseTreeView::isFirstColumn(int column) const
{
    for (int visual = 0; visual < header()->count(); ++visual) {
        if (const int logical = header()->logicalIndex(visual); !header()->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

bool DenseTreeView::isLastColumn(int column) const
{
    for (int visual = header()->count() - 1; visual >= 0; --visual) {
        if (const int logical = header()->logicalIndex(visual); !header()->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

bool DenseTreeView::looksFocused() const
{
    const QWidget *focus = QApplication::focusWidget();
    return focus && (focus == this || isAncestorOf(focus));
}

int DenseTreeView::depthOf(const QModelIndex &index) const
{
    int depth = 0;
    for (QModelIndex parent = index.parent(); parent.isValid() && parent != rootIndex(); parent = parent.parent())
        ++depth;
    return depth;
}

QRect DenseTreeView::chevronRect(const QRect &cell) const
{
    if (isRightToLeft())
        return {cell.right() + 1 - chevronShift, cell.y(), indentStep, cell.height()};
    return {cell.x() - indentStep + chevronShift, cell.y(), indentStep, cell.height()};
}

void DenseTreeView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    const QModelIndex first = index.siblingAtColumn(0);
    if (!rootIsDecorated() || !model()->hasChildren(first) || isColumnHidden(0))
        return;
    // After the cells: chevron and text share the outer padding, and a cell fills its whole ground.
    const int indent = indentStep * (depthOf(first) + 1);
    const int x = header()->sectionViewportPosition(0);
    const int width = header()->sectionSize(0);
    const QRect cell = isRightToLeft() ? QRect(x, option.rect.y(), width - indent, option.rect.height())
                                       : QRect(x + indent, option.rect.y(), width - indent, option.rect.height());
    QStyleOption mark;
    mark.initFrom(this);
    mark.rect = chevronRect(cell);
    mark.state |= QStyle::State_Children | (isExpanded(first) ? QStyle::State_Open : QStyle::State_None);
    style()->drawPrimitive(QStyle::PE_IndicatorBranch, &mark, painter, this);
}

void DenseTreeView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.widget = this;
    if (selectionModel() && selectionModel()->isSelected(index))
        option.state |= QStyle::State_Selected;
    const int bar = isRightToLeft() ? rect.right() - 2 : rect.x();
    paintRowGround(painter, rect, RowLook::of(option, index, this), Theme::of(this), m_hairlines, bar);
}

bool DenseTreeView::toggleAt(const QPoint &position)
{
    const QModelIndex index = indexAt(position).siblingAtColumn(0);
    if (!index.isValid() || !rootIsDecorated() || !model()->hasChildren(index))
        return false;
    if (!chevronRect(visualRect(index)).contains(position))
        return false;
    setExpanded(index, !isExpanded(index));
    return true;
}

void DenseTreeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && toggleAt(event->position().toPoint()))
        return event->accept();
    QTreeView::mousePressEvent(event);
}

void DenseTreeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && toggleAt(event->position().toPoint()))
        return event->accept();
    QTreeView::mouseDoubleClickEvent(event);
}

void DenseTreeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        if (const QString text = copyCell(currentIndex()); !text.isEmpty())
            QApplication::clipboard()->setText(text);
        return event->accept();
    }
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        QModelIndexList rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
        if (rows.isEmpty() && currentIndex().isValid())
            rows << currentIndex().siblingAtColumn(0);
        if (rows.size() > DenseTableView::copyLimit)
            rows.resize(DenseTableView::copyLimit);
        // Selection order is the order of clicking; a copy reads from top to bottom.
        std::sort(rows.begin(), rows.end(), [this](const QModelIndex &one, const QModelIndex &other) {
            return visualRect(one).y() < visualRect(other).y();
        });
        if (const QString text = copyRows(rows, *header()); !text.isEmpty())
            QApplication::clipboard()->setText(text);
        return event->accept();
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        Q_EMIT previewRequested(currentIndex());
        return event->accept();
    }
    QTreeView::keyPressEvent(event);
}

bool DenseTreeView::viewportEvent(QEvent *event)
{
    const bool done = QTreeView::viewportEvent(event);
    if (event->type() == QEvent::MouseMove)
        hoverAt(static_cast<QMouseEvent *>(event)->position().toPoint());
    else if (event->type() == QEvent::Leave)
        hoverAt({-1, -1});
    return done;
}

void DenseTreeView::hoverAt(const QPoint &position)
{
    const bool inside = viewport()->rect().contains(position);
    const QModelIndex row = inside ? indexAt(position).siblingAtColumn(0) : QModelIndex();
    if (row == m_hovered)
        return;
    const QModelIndex old = m_hovered;
    m_hovered = row;
    updateRow(old);
    updateRow(row);
}

void DenseTreeView::updateRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QRect cell = visualRect(index);
    viewport()->update(0, cell.y(), viewport()->width(), cell.height());
}

void DenseTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    m_layout->fit(viewport()->width());
}

void DenseTreeView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_layout->fit(viewport()->width());
}

void DenseTreeView::scrollContentsBy(int dx, int dy)
{
    QTreeView::scrollContentsBy(dx, dy);
    if (m_hovered.isValid())
        hoverAt(viewport()->mapFromGlobal(QCursor::pos()));
}

void DenseTreeView::focusInEvent(QFocusEvent *event)
{
    QTreeView::focusInEvent(event);
    viewport()->update();
}

void DenseTreeView::focusOutEvent(QFocusEvent *event)
{
    QTreeView::focusOutEvent(event);
    viewport()->update();
}

void DenseTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    updateRow(previous.siblingAtColumn(0));
    updateRow(current.siblingAtColumn(0));
}

} // namespace qwats::ui
