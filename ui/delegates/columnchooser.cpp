// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/columnchooser.h"

#include "ui/delegates/columnlayout.h"
#include "ui/widgets/ink.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

namespace {

constexpr int columnRole = Qt::UserRole;
constexpr int chooserRows = 14;

} // namespace

ColumnChooser::ColumnChooser(ColumnLayout *layout, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_layout(layout)
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(StyledPanel);
    setBackgroundRole(QPalette::ToolTipBase);
    setAutoFillBackground(true);
    setAccessibleName(tr("Columns"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(new InkLabel(tr("Columns"), TextRole::Header, &Tokens::text, this));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setFrameShape(NoFrame);
    m_list->setAccessibleName(tr("Columns"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    column->addWidget(m_list);
    column->addWidget(
        new InkLabel(tr("Drag to move, or Ctrl+Up and Ctrl+Down"), TextRole::Small, &Tokens::muted, this));
    auto *reset = makeLinkButton(tr("Reset columns"), this);
    connect(reset, &QPushButton::clicked, this, [this] {
        m_layout->reset();
        fill();
    });
    column->addWidget(reset, 0, Qt::AlignLeft);
    fill();
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &ColumnChooser::takeOrder);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (m_filling)
            return;
        const int which = item->data(columnRole).toInt();
        m_layout->setShown(which, item->checkState() == Qt::Checked);
        if (m_layout->isShown(which) != (item->checkState() == Qt::Checked)) { // the last one stays
            m_filling = true;
            item->setCheckState(m_layout->isShown(which) ? Qt::Checked : Qt::Unchecked);
            m_filling = false;
        }
    });
}

void ColumnChooser::fill()
{
    m_filling = true;
    const int row = std::max(0, m_list->currentRow());
    m_list->clear();
    const std::vector<int> order = m_layout->order();
    for (const int column : order) {
        auto *item = new QListWidgetItem(m_layout->heading(column), m_list);
        item->setData(columnRole, column);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled);
        item->setCheckState(m_layout->isShown(column) ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setCurrentRow(row);
    const int rows = std::min(chooserRows, m_list->count());
    m_list->setFixedHeight(rows * std::max(20, m_list->sizeHintForRow(0)) + 4);
    m_list->setMinimumWidth(m_list->sizeHintForColumn(0) + 40);
    m_filling = false;
}

void ColumnChooser::takeOrder()
{
    std::vector<int> order;
    for (int row = 0; row < m_list->count(); ++row)
        order.push_back(m_list->item(row)->data(columnRole).toInt());
    m_layout->setOrder(order);
}

void ColumnChooser::moveCurrent(int step)
{
    const int from = m_list->currentRow();
    const int to = from + step;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    m_filling = true;
    m_list->insertItem(to, m_list->takeItem(from));
    m_filling = false;
    m_list->setCurrentRow(to);
    takeOrder();
}

bool ColumnChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool up = key->key() == Qt::Key_Up;
        if (key->modifiers() == Qt::ControlModifier && (up || key->key() == Qt::Key_Down)) {
            moveCurrent(up ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ColumnChooser::openUnder(const QWidget *button)
{
    adjustSize();
    move(button->mapToGlobal(QPoint(button->width() - width(), button->height() + 2)));
    show();
    m_list->setFocus(Qt::PopupFocusReason);
}

} // namespace qwats::ui
