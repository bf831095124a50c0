// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/densetableview.h"

#include "ui/delegates/copytext.h"
#include "ui/delegates/limitbardelegate.h"
#include "ui/delegates/roles.h"
#include "ui/delegates/usagebardelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QCursor>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

namespace qwats::ui {

namespace {

/// Searching by typing reads every row; beyond this the filter field is the way.
constexpr int searchLimit = 20000;

void setUpHeader(QHeaderView *header)
{
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
}

} // namespace

DenseTableView::DenseTableView(QWidget *parent)
    : QTableView(parent)
{
    // Not among the initialisers: the header reports to this view while it is set up.
    m_layout = new ColumnLayout(horizontalHeader());
    setShowGrid(false);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegate(new RowDelegate(this));
    viewport()->setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setUpHeader(horizontalHeader());
    setDensity(RowDensity::Normal);
    m_announce.setSingleShot(true);
    m_announce.setInterval(0);
    connect(&m_announce, &QTimer::timeout, this, &DenseTableView::announceRows);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &DenseTableView::headerSortChanged);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &DenseTableView::showHeaderMenu);
}

void DenseTableView::setColumns(std::vector<ColumnSpec> columns)
{
    for (int column = 0; column < int(columns.size()); ++column) {
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

void DenseTableView::setDensity(RowDensity density)
{
    m_rowPixels = int(density);
    verticalHeader()->setMinimumSectionSize(m_rowPixels);
    verticalHeader()->setDefaultSectionSize(m_rowPixels);
}

void DenseTableView::setHairlines(bool on)
{
    m_hairlines = on;
    viewport()->update();
}

QMenu *DenseTableView::columnMenu()
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

void DenseTableView::showHeaderMenu(const QPoint &position)
{
    columnMenu()->popup(horizontalHeader()->viewport()->mapToGlobal(position));
}

void DenseTableView::setSort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    m_settingSort = true;
    horizontalHeader()->setSortIndicator(column, order);
    m_settingSort = false;
}

void DenseTableView::headerSortChanged(int column, Qt::SortOrder order)
{
    if (m_settingSort)
        return;
    if (!m_layout->isSortable(column))
        return setSort(m_sortColumn, m_sortOrder);
    m_sortColumn = column;
    m_sortOrder = order;
    Q_EMIT sortRequested(column, order);
}

void DenseTableView::keyboardSearch(const QString &search)
{
    if (model() && model()->rowCount(rootIndex()) <= searchLimit)
        QTableView::keyboardSearch(search);
}

bool DenseTableView::isHoveredRow(const QModelIndex &index) const
{
    return index.row() == m_hovered;
}

bool DenseTableView::isCurrentRow(const QModelIndex &index) const
{
    return index.row() == currentIndex().row();
}

bool DenseTableView::isFirstColumn(int column) const
{
    const QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        if (const int logical = header->logicalIndex(visual); !header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

bool DenseTableView::isLastColumn(int column) const
{
    const QHeaderView *header = horizontalHeader();
    for (int visual = header->count() - 1; visual >= 0; --visual) {
        if (const int logical = header->logicalIndex(visual); !header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

bool DenseTableView::looksFocused() const
{
    const QWidget *focus = QApplication::focusWidget();
    return focus && (focus == this || isAncestorOf(focus));
}

QModelIndex DenseTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // In a list of rows Home and End mean the first and the last row, not the first and the last cell.
    const QModelIndex current = currentIndex();
    if (model() && current.isValid() && (action == MoveHome || action == MoveEnd)) {
        const int row = action == MoveHome ? 0 : model()->rowCount(rootIndex()) - 1;
        return current.sibling(row, current.column());
    }
    return QTableView::moveCursor(action, modifiers);
}

QModelIndexList DenseTableView::selectedRowIndexes() const
{
    std::vector<int> rows;
    const QItemSelection selection = selectionModel() ? selectionModel()->selection() : QItemSelection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom() && int(rows.size()) < copyLimit; ++row)
            rows.push_back(row);
    }
    if (rows.empty() && currentIndex().isValid())
        rows.push_back(currentIndex().row());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QModelIndexList indexes;
    indexes.reserve(qsizetype(rows.size()));
    for (const int row : rows)
        indexes << model()->index(row, 0, rootIndex());
    return indexes;
}

void DenseTableView::keyPressEvent(QKeyEvent *event)
{
    const bool editing = state() == EditingState;
    if (!editing && event->matches(QKeySequence::Copy)) {
        if (const QString text = copyCell(currentIndex()); !text.isEmpty())
            QApplication::clipboard()->setText(text);
        return event->accept();
    }
    const auto both = Qt::ControlModifier | Qt::ShiftModifier;
    if (!editing && event->key() == Qt::Key_C && event->modifiers() == both) {
        if (const QString text = copyRows(selectedRowIndexes(), *horizontalHeader()); !text.isEmpty())
            QApplication::clipboard()->setText(text);
        return event->accept();
    }
    if (!editing && event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        Q_EMIT previewRequested(currentIndex());
        return event->accept();
    }
    QTableView::keyPressEvent(event);
}

bool DenseTableView::viewportEvent(QEvent *event)
{
    const bool done = QTableView::viewportEvent(event);
    if (event->type() == QEvent::MouseMove)
        hoverAt(static_cast<QMouseEvent *>(event)->position().toPoint());
    else if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return done;
}

void DenseTableView::hoverAt(const QPoint &position)
{
    setHoveredRow(viewport()->rect().contains(position) ? rowAt(position.y()) : -1);
}

void DenseTableView::setHoveredRow(int row)
{
    if (row == m_hovered)
        return;
    const int before = std::exchange(m_hovered, row);
    updateRow(before);
    updateRow(row);
}

void DenseTableView::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}

void DenseTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_layout->fit(viewport()->width());
    m_announce.start();
}

void DenseTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_layout->fit(viewport()->width());
}

void DenseTableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (m_hovered >= 0)
        hoverAt(viewport()->mapFromGlobal(QCursor::pos()));
    m_announce.start();
}

void DenseTableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void DenseTableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void DenseTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    // The inner line runs along the whole row, the base class repaints only the cells.
    updateRow(previous.row());
    updateRow(current.row());
}

void DenseTableView::updateGeometries()
{
    QTableView::updateGeometries();
    m_announce.start();
}

void DenseTableView::reset()
{
    QTableView::reset();
    m_announced = {-1, -1}; // the same places hold other rows now
    m_announce.start();
}

void DenseTableView::announceRows()
{
    const int rows = model() ? model()->rowCount(rootIndex()) : 0;
    const int first = rows > 0 ? rowAt(0) : -1;
    int last = rows > 0 ? rowAt(viewport()->height() - 1) : -1;
    if (first >= 0 && last < 0)
        last = rows - 1;
    const QPair<int, int> shown(first, last);
    if (shown == m_announced)
        return;
    m_announced = shown;
    if (first >= 0)
        Q_EMIT rowsShown(first, last);
}

} // namespace qwats::ui
