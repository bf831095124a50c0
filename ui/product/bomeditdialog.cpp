// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/bomeditdialog.h"

#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>

namespace qwats::ui {
namespace {

constexpr int SourceRole = Qt::UserRole; // which line of the list as it was; -1: a new one
constexpr int QuantityColumn = 1;
// The columns as they are typed; the quantity, a number, stands at its own place between them.
constexpr std::array<std::pair<int, QString BomItem::*>, 7> TextColumns{{{0, &BomItem::partNumber},
                                                                         {2, &BomItem::componentRef},
                                                                         {3, &BomItem::description},
                                                                         {4, &BomItem::manufacturer},
                                                                         {5, &BomItem::manufacturerPart},
                                                                         {6, &BomItem::vendor},
                                                                         {7, &BomItem::vendorPart}}};

bool sameLine(const BomItem &a, const BomItem &b)
{
    return a.quantity == b.quantity && std::all_of(TextColumns.begin(), TextColumns.end(), [&](const auto &column) {
               return a.*(column.second) == b.*(column.second);
           });
}

} // namespace

BomEditDialog::BomEditDialog(const QString &title, const Bom &bom, const QString &impact, QWidget *parent)
    : ActionDialog(title, tr("Save"), parent)
    , m_before(bom)
    , m_impact(impact)
    , m_table(new QTableWidget(0, 8, this))
{
    m_table->setHorizontalHeaderLabels({tr("Part"), tr("Quantity"), tr("References"), tr("Description"),
                                        tr("Manufacturer"), tr("Its part number"), tr("Vendor"),
                                        tr("Vendor's number")});
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Lines"));
    m_table->setMinimumSize(900, 320);
    m_table->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Stretch);
    for (size_t i = 0; i < bom.size(); ++i)
        addRow(bom[i], static_cast<int>(i));
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    auto *buttons = new QHBoxLayout;
    auto *add = new QPushButton(tr("Add line"), box);
    auto *remove = new QPushButton(tr("Remove line"), box);
    for (QPushButton *button : {add, remove}) {
        button->setProperty("controlSize", QStringLiteral("small"));
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    column->addWidget(m_table);
    column->addLayout(buttons);
    addField({}, box);
    connect(add, &QPushButton::clicked, this, [this] {
        BomItem line;
        line.quantity = 1;
        addRow(line, -1);
        m_table->setCurrentCell(m_table->rowCount() - 1, 0);
        m_table->setFocus();
        m_table->editItem(m_table->currentItem());
        check();
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        m_table->removeRow(m_table->currentRow());
        check();
    });
    connect(m_table, &QTableWidget::itemChanged, this, &ActionDialog::check);
    setCheck([this] {
        preview();
        return problem();
    });
}

void BomEditDialog::addRow(const BomItem &item, int source)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    for (const auto &[column, field] : TextColumns)
        m_table->setItem(row, column, new QTableWidgetItem(item.*field));
    m_table->setItem(row, QuantityColumn, new QTableWidgetItem(QString::number(item.quantity)));
    m_table->item(row, 0)->setData(SourceRole, source);
}

Bom BomEditDialog::bom() const
{
    Bom bom;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const int source = m_table->item(row, 0)->data(SourceRole).toInt();
        BomItem item = source < 0 ? BomItem() : m_before[static_cast<size_t>(source)];
        for (const auto &[column, field] : TextColumns)
            item.*field = m_table->item(row, column)->text();
        item.partNumber = item.partNumber.trimmed();
        item.quantity = m_table->item(row, QuantityColumn)->text().trimmed().toLongLong();
        bom.push_back(item);
    }
    return bom;
}

QString BomEditDialog::problem() const
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        bool isNumber = false;
        const qint64 quantity = m_table->item(row, QuantityColumn)->text().trimmed().toLongLong(&isNumber);
        if (m_table->item(row, 0)->text().trimmed().isEmpty())
            return tr("Line %1 has no part number").arg(row + 1);
        if (!isNumber || quantity < 0)
            return tr("The quantity of line %1 is no whole number").arg(row + 1);
    }
    const Bom now = bom();
    const bool same = std::equal(now.begin(), now.end(), m_before.begin(), m_before.end(), sameLine);
    return same ? tr("Nothing was changed yet") : QString();
}

void BomEditDialog::preview()
{
    int added = 0;
    int changed = 0;
    int kept = 0;
    const Bom now = bom();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const int source = m_table->item(row, 0)->data(SourceRole).toInt();
        if (source < 0)
            ++added;
        else if (!sameLine(now[static_cast<size_t>(row)], m_before[static_cast<size_t>(source)]))
            ++changed;
        kept += source < 0 ? 0 : 1;
    }
    const auto removed = static_cast<qint64>(m_before.size()) - kept;
    setEffect(tr("Lines: %1 added, %2 changed, %3 removed. The whole list is saved.")
                  .arg(words::count(added), words::count(changed), words::count(removed))
              + u' ' + m_impact);
}

} // namespace qwats::ui
